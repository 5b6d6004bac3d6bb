"""Ticks, levels and shares: what is chosen on a sheet, each with room for a remark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.sheets.definition import Block, Item, Level
from nettverk.domain.sheets.entry import OWN_SIGN, Filled
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.basics import CheckBox, Small
from nettverk.ui.common.flow import FlowLayout
from nettverk.ui.common.inputs import SpinBox
from nettverk.ui.common.literal import breakable
from nettverk.ui.common.sheet_entry.block_entry import BlockEntry
from nettverk.ui.common.sheet_entry.level_button import LevelButton
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading
from nettverk.ui.common.writing import Writing

Said = Mapping[str, Filled]
Held = Callable[[str], bool]

LEVEL_TOKENS = ("ok", "warn", "stop", "mute", "ink")
"""Colours of levels, best first; the shape and the word say the same."""
OWN_SIGNS = 6
"""Lines for signs that the groups write themselves, where the sheet has none."""
MORE_SIGNS = 3
"""The same beside signs of a set that does not say what they mean."""


class TicksEntry(BlockEntry):
    """A box to tick for each item, with a remark."""

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.boxes: dict[str, CheckBox] = {}
        self.remarks: dict[str, Writing] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for row, item in enumerate(block.items):
            box = CheckBox("", self)
            box.setAccessibleName(item.label)
            box.toggled.connect(lambda _on, point=item.id: self._changed(point))
            line = QHBoxLayout()
            line.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(_words(item, self), 1)
            remark = _remark(item.label, self)
            remark.typed.connect(partial(self._changed, item.id))
            remark.left.connect(self.left)
            remark.entered.connect(self.entered)
            grid.addLayout(line, row, 0)
            grid.addWidget(remark, row, 1, Qt.AlignmentFlag.AlignTop)
            self.boxes[item.id], self.remarks[item.id] = box, remark
        grid.setRowStretch(len(block.items), 1)

    def show_points(self, said: Said, held: Held) -> None:
        """Show what is stored."""
        for point, box in self.boxes.items():
            if held(point):
                continue
            known = said.get(point)
            with QSignalBlocker(box):
                box.setChecked(known is not None and known.ticked)
            self.remarks[point].fill(known.text if known else "")

    def set_read_only(self) -> None:
        """Only to be looked at."""
        for box in self.boxes.values():
            _unreachable(box)
        for remark in self.remarks.values():
            _only_seen(remark)

    def begin(self, *, backwards: bool = False) -> QWidget | None:
        """The box one comes to first, or the last remark from below."""
        if not self.boxes:
            return None
        return list(self.remarks.values())[-1] if backwards else next(iter(self.boxes.values()))

    def _changed(self, point: str) -> None:
        ticked, text = self.boxes[point].isChecked(), self.remarks[point].text()
        self.said.emit(Filled(self.block.id, point, text, ticked=ticked))


class LevelChoice(QFrame):
    """One of a scale's levels; the figures 1, 2, 3 choose, 0 and Delete take it back, arrows go between them.

    Signals:
        chosen: id of the level, or empty.
    """

    chosen = Signal(str)

    def __init__(self, levels: tuple[Level, ...], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, LevelButton] = {}
        self.setAccessibleName(name)
        row = FlowLayout(self, gap=4, line_gap=4)  # where there is no room for all beside each other, they go on below
        theme = in_force()
        side = theme.icon_px(14)
        for place, level in enumerate(levels):
            button = LevelButton(level.label, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "segment")
            button.setAccessibleName(f"{name}: {level.label}")
            button.setIcon(shapes.icon(level.mark.value, theme.colour(LEVEL_TOKENS[place % 5]), side))
            button.setIconSize(QSize(side, side))
            button.clicked.connect(lambda _on, id_=level.id: self._click(id_))
            row.addWidget(button)
            self.buttons[level.id] = button

    def value(self) -> str:
        """Id of the level that is chosen; empty for none."""
        return next((id_ for id_, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, level: str) -> None:
        """Show a level as chosen; ``chosen`` is only for what the user does."""
        for id_, button in self.buttons.items():
            button.setChecked(id_ == level)

    def _click(self, level: str) -> None:
        before = level if not self.buttons[level].isChecked() else ""
        self._take("" if before else level)

    def _take(self, level: str) -> None:
        self.choose(level)
        self.chosen.emit(level)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures and arrows."""
        ids = list(self.buttons)
        figure = event.key() - Qt.Key.Key_0
        focused = next((n for n, button in enumerate(self.buttons.values()) if button.hasFocus()), 0)
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if 1 <= figure <= len(ids):
            self._take(ids[figure - 1])
        elif event.key() in {Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._take("")
        elif step and 0 <= focused + step < len(ids):
            self.buttons[ids[focused + step]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class ScaleEntry(BlockEntry):
    """A level for each sign, under the headings of their areas; then the group's own signs, where it is to have any."""

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.choices: dict[str, LevelChoice] = {}
        self.texts: dict[str, Writing] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        areas = {area.id: area.label for area in block.areas}
        shown = ""
        for item in block.items:
            if item.area != shown:
                shown = item.area
                self._column.addWidget(Heading(breakable(areas.get(item.area, "")), 1, self, wrap=True))
            self._column.addLayout(_words(item, self))
            self._level(item.id, item.label)
            self._text(item.id, _("Begrunnelse"), item.label)
        # Where the set does not say what its signs mean (alternative B), the groups have signs of their own too.
        if not any(item.details or item.help for item in block.items):
            if block.items:
                self._column.addWidget(Heading(_("Egne tegn"), 1, self, wrap=True))
            for number in range(1, (OWN_SIGNS if not block.items else MORE_SIGNS) + 1):
                name = _("Eget tegn {number}").format(number=number)
                self._text(f"{OWN_SIGN}{number}", name, name)
                self._level(f"{OWN_SIGN}{number}", name)
        self._column.addStretch(1)

    def _level(self, point: str, name: str) -> None:
        choice = LevelChoice(self.block.levels, name, self)
        choice.chosen.connect(lambda _level, point=point: self._changed(point))
        self._column.addWidget(choice)
        self.choices[point] = choice

    def _text(self, point: str, hint: str, name: str) -> None:
        text = _remark(name, self, hint)
        text.typed.connect(partial(self._changed, point))
        text.left.connect(self.left)
        text.entered.connect(self.entered)
        self._column.addWidget(text)
        self.texts[point] = text

    def show_points(self, said: Said, held: Held) -> None:
        """Show what is stored."""
        for point, choice in self.choices.items():
            if not held(point):
                known = said.get(point)
                choice.choose(known.level if known else "")
                self.texts[point].fill(known.text if known else "")

    def set_read_only(self) -> None:
        """Only to be looked at."""
        for choice in self.choices.values():
            for button in choice.buttons.values():
                _unreachable(button)
        for text in self.texts.values():
            _only_seen(text)

    def begin(self, *, backwards: bool = False) -> QWidget | None:
        """The level or text one comes to first, from above or from below."""
        if not self.texts:
            return None
        if backwards or not self.block.items:
            return list(self.texts.values())[-1 if backwards else 0]
        return next(iter(next(iter(self.choices.values())).buttons.values()))

    def _changed(self, point: str) -> None:
        self.said.emit(Filled(self.block.id, point, self.texts[point].text(), level=self.choices[point].value()))


class ShareEntry(BlockEntry):
    """A number for each item; together they make 100."""

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.boxes: dict[str, SpinBox] = {}
        self._known: set[str] = set()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        for row, item in enumerate(block.items):
            box = SpinBox(self)
            box.setRange(0, 100)
            box.setSingleStep(5)
            box.setSuffix(" %")
            box.setAccessibleName(item.label)
            box.valueChanged.connect(lambda _value, point=item.id: self._changed(point))
            grid.addLayout(_words(item, self), row, 0)
            grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignTop)
            self.boxes[item.id] = box
        self.sum = Small("", self)
        grid.addWidget(self.sum, len(block.items), 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.setRowStretch(len(block.items) + 1, 1)
        self._add_up()

    def show_points(self, said: Said, held: Held) -> None:
        """Show what is stored."""
        for point, box in self.boxes.items():
            if held(point):
                continue
            known = said.get(point)
            with QSignalBlocker(box):
                box.setValue(round(known.number) if known is not None and known.number is not None else 0)
        self._add_up()

    def set_read_only(self) -> None:
        """Only to be looked at."""
        for box in self.boxes.values():
            box.setReadOnly(True)
            box.setButtonSymbols(SpinBox.ButtonSymbols.NoButtons)
            _unreachable(box)

    def begin(self, *, backwards: bool = False) -> QWidget | None:
        """The number one comes to first, from above or from below."""
        boxes = list(self.boxes.values())
        return boxes[-1 if backwards else 0] if boxes else None

    def _changed(self, point: str) -> None:
        self._add_up()
        self.said.emit(Filled(self.block.id, point, number=self.boxes[point].value()))

    def _add_up(self) -> None:
        total = sum(box.value() for box in self.boxes.values())
        if total in {0, 100}:
            self.sum.setText(_("Til sammen {total} %").format(total=total))
        else:
            self.sum.setText(_("Til sammen {total} %. Skal bli 100.").format(total=total))


def _words(item: Item, parent: QWidget) -> QVBoxLayout:
    """What an item says, with its help and details under it."""
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Heading(breakable(item.label), 0, parent, wrap=True))
    for text in (item.help, *item.details):
        if text:
            column.addWidget(Small(breakable(text), parent, wrap=True))
    return column


def _remark(name: str, parent: QWidget, hint: str = "") -> Writing:
    field = Writing(1, parent)
    field.setAccessibleName(_("Merknad: {what}").format(what=name))
    field.setPlaceholderText(hint or _("Merknad"))
    return field


def _only_seen(field: Writing) -> None:
    field.setReadOnly(True)
    field.setPlaceholderText("")
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _unreachable(widget: QWidget) -> None:
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
