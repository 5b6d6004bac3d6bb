"""Choosing themes: the wheel as a picture, and beside it the same themes and the rest as a list to tab through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.tags import TagGroup, Wheel
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.tags.wheel import ThemeWheel
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlowLayout, Small

_ANY_WIDTH = 16_777_215
"""Qt's own word for no limit."""


class TagChooser(QWidget):
    """Any number of themes; a click in the wheel and a tick in the list are the same. The list alone where it is tight.

    Signals:
        changed: the ids that are chosen now, in the order of the wheel.
    """

    changed = Signal(object)

    def __init__(self, wheel: Wheel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wheel, self._chosen = wheel, set[str]()
        self._kept: tuple[str, ...] = ()
        self.picture = ThemeWheel(wheel, self)
        self.boxes: dict[str, CheckBox] = {}
        self._labels = wheel.names
        near = QWidget(self)
        self._near = _Columns(near)
        far = QWidget(self)
        self._far = FlowLayout(far, gap=24, line_gap=12)
        for group in wheel.rings:
            self._near.add(self._column(group, near))
        for group in wheel.beside:
            self._far.addWidget(self._column(group, far))
        left = QVBoxLayout()
        left.setSpacing(20)
        left.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        left.addWidget(far)
        left.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(24)
        self._line.addLayout(left, 1)
        self._line.addWidget(near)
        self.picture.toggled.connect(self._toggle)

    def _column(self, group: TagGroup, parent: QWidget) -> QWidget:
        block = QWidget(parent)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(Small(group.label, block, strong=True))
        for tag in group.tags:
            box = CheckBox(tag.label, block)
            box.setAccessibleDescription(group.label)
            box.toggled.connect(lambda on, tag=tag.id: self._toggle(tag, on))
            column.addWidget(box)
            self.boxes[tag.id] = box
        return block

    # --- what is chosen ---

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids that are chosen, those that this program does not know last."""
        return self._wheel.in_order({*self._chosen, *self._kept})

    def show_chosen(self, tags: Iterable[str], counts: Mapping[str, int] | None = None) -> None:
        """Show these as chosen; with numbers after the names where they are given."""
        tags = set(tags)
        self._chosen, self._kept = tags & set(self.boxes), tuple(sorted(tags - set(self.boxes)))
        for tag, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(tag in self._chosen)
            count = 0 if counts is None else counts.get(tag, 0)
            box.setText(f"{self._labels[tag]}  {count}" if count else self._labels[tag])
        self.picture.show_chosen(self._chosen, counts)

    def _toggle(self, tag: str, on: bool) -> None:
        (self._chosen.add if on else self._chosen.discard)(tag)
        with QSignalBlocker(self.boxes[tag]):
            self.boxes[tag].setChecked(on)
        self.picture.show_chosen(self._chosen, self.picture.counts)
        self.changed.emit(self.chosen)

    def take_focus(self) -> None:
        """Begin in the wheel, or in the list where the wheel has no room."""
        if self.picture.isHidden():
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.picture.take_focus()

    # --- room ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The wheel is there where its names can be read beside the list."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        beside = self._near.widest() + 24
        self.picture.setVisible(self.width() - beside >= self.picture.least_side())
        alone = self.picture.isHidden()
        self._near.lie_down(alone)
        # Without the wheel its themes come first, and the others below them.
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.BottomToTop if alone else ways.LeftToRight)


class _Columns:
    """The rings' themes: one column beside the wheel, or as many as there is room for where it is not there."""

    def __init__(self, holder: QWidget) -> None:
        self._holder = holder
        self._blocks: list[QWidget] = []
        self._flow = FlowLayout(holder, gap=24, line_gap=8)

    def add(self, block: QWidget) -> None:
        self._blocks.append(block)
        self._flow.addWidget(block)

    def widest(self) -> int:
        """Pixels that the widest group asks for."""
        return max((block.sizeHint().width() for block in self._blocks), default=0) + round(8 * in_force().growth)

    def lie_down(self, on: bool) -> None:
        """Use the whole width, or stand in one column."""
        self._holder.setMinimumWidth(0 if on else self.widest())
        self._holder.setMaximumWidth(_ANY_WIDTH if on else self.widest())
