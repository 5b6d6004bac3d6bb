"""The parts of the day that ask something, each with how many of its sheets are in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.plan import Organising, Part
from nettverk.domain.sheets.written import Sheet
from nettverk.i18n import _
from nettverk.ui.common.basics import Label, PushButton
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Mark, Small


class _PartButton(PushButton):
    """One part: its shape, its title and its count."""

    def __init__(self, part: Part, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # said as one of a few
        self.setProperty("kind", "flat")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.title = Label(part.title, self)
        self.title.setWordWrap(True)
        self.count = Small("", self)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 6, 10, 6)
        line.setSpacing(8)
        line.addWidget(Mark(part.main_number, self, size=14))
        line.addWidget(self.title, 1)
        line.addWidget(self.count)
        # The labels lie over the button and would keep its clicks to themselves.
        for label in (self.title, self.count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Minimum)

    def tell(self, done: int, whole: int) -> None:
        """Show how many of the part's sheets are in, also in words for screen readers."""
        self.count.setText(f"{done}/{whole}" if whole else "")
        self.setAccessibleName(
            _("{part}, {done} av {all} ark er skrevet inn").format(part=self.title.text(), done=done, all=whole)
            if whole
            else self.title.text()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chosen one lies on its own colour."""
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(in_force().colour("selection"))
            painter.drawRoundedRect(self.rect(), 6, 6)
            painter.end()
        super().paintEvent(event)

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)

    def hasHeightForWidth(self) -> bool:
        return True


class PartList(QWidget):
    """Choose a part; hidden when there is only one.

    Signals:
        chosen: the id of the part the user chose.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _PartButton] = {}
        self._titles: list[tuple[str, str, str]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_parts(self, parts: Sequence[Part], sheets: Sequence[Sheet]) -> None:
        """Show these parts and their counts; what was chosen stays chosen where it is still there."""
        # The counts change with every sheet stored; the buttons are only made anew for other parts.
        titles = [(part.id, part.title, str(part.kind)) for part in parts]
        if titles != self._titles:
            before = self.value()
            self._titles = titles
            self._rebuild(parts)
            self.choose(before if before in self._buttons else next(iter(self._buttons), ""))
        for part in parts:
            here = [sheet for sheet in sheets if sheet.part_id == part.id]
            done = sum(sheet.written for sheet in here)
            # A unit on its own writes what it will do in Veien videre; nothing is missing here unless sheets are used.
            expected = done or part.organising != Organising.OWN_UNIT
            self._buttons[part.id].tell(done, len(here) if expected else 0)
        self.setVisible(len(parts) > 1)

    def _rebuild(self, parts: Sequence[Part]) -> None:
        for old in self._buttons.values():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for part in parts:
            button = _PartButton(part, self)
            button.clicked.connect(lambda _on=False, part_id=part.id: self.chosen.emit(part_id))
            self._group.addButton(button)
            self._box.addWidget(button)
            self._buttons[part.id] = button

    def value(self) -> str:
        """The id of the part that is chosen."""
        return next((part_id for part_id, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, part_id: str) -> None:
        """Choose a part; ``chosen`` is only for what the user does."""
        if part_id in self._buttons:
            self._buttons[part_id].setChecked(True)
