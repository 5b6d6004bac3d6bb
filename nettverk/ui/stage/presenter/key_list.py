"""The list that ? shows: every action with its key, in as many columns as there is room for."""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.rundown.commands import KeyLine, key_groups
from nettverk.i18n import _
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Heading, KeyCap, Note, Small, row

_GAP, _BETWEEN = 14, 28
# Words may take a second line before there are fewer columns.
_LEAST = 0.6


class KeyList(QFrame):
    """Over the lower part of the window; the clock stays in sight. ? turns its pages, so no mouse is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self.setAutoFillBackground(True)
        self._groups: list[list[str | KeyLine]] = [[title, *lines] for title, lines in key_groups()]
        self._laid: tuple[int, bool, float] = (0, False, 0.0)
        self._told = Small("", self, strong=True)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Hurtigtaster"))
        self.area.verticalScrollBar().rangeChanged.connect(self._say)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 16, 8)
        column.setSpacing(6)
        column.addWidget(self._told)
        column.addWidget(self.area, 1)
        self._say()

    def turn(self) -> bool:
        """The next page; False when there is none."""
        bar = self.area.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + bar.pageStep())
        self._say()
        return bar.value() > before

    def from_the_top(self) -> None:
        """Show the first page, as when the list is opened."""
        self.area.verticalScrollBar().setValue(0)
        self._say()

    def _say(self) -> None:
        bar = self.area.verticalScrollBar()
        more = bar.maximum() > 0 and bar.value() < bar.maximum()
        self._told.setText(
            _("Hurtigtaster. Trykk ? for flere, eller Esc for å lukke lista.")
            if more
            else _("Hurtigtaster. Trykk Esc for å lukke lista.")
        )

    # --- columns ---

    def _fit(self) -> int:
        """How many columns there is room for."""
        theme = in_force()
        small = QFontMetrics(theme.font(-1))
        caps = words = 0
        for line in chain(*self._groups):
            if isinstance(line, KeyLine):
                caps = max(caps, sum(small.horizontalAdvance(key) + 16 for key in line.caps))
                words = max(words, small.horizontalAdvance(line.explanation))
        room = self.width() - 40 - 16
        least = caps + _GAP + min(words, round(260 * theme.growth)) * _LEAST + _BETWEEN
        return max(1, min(4, int((room + _BETWEEN) / least)))

    def _lay(self) -> None:
        """A column a group where that has room, else the lines dealt out so that the columns are about as high."""
        across = self._fit()
        row_height = in_force().px(-1) * 1.62 + 1
        high = self.height() - self._told.sizeHint().height() - 24
        whole = across >= len(self._groups) and max(map(len, self._groups)) * row_height <= high
        key = (across, whole, in_force().scale)
        if self._laid == key:
            return
        # Made anew as a whole: columns are few and change only with the window or the text size.
        self._laid = key
        inside = QWidget(self)
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(_BETWEEN)
        for lines in self._groups if whole else dealt(list(chain(*self._groups)), across):
            columns.addLayout(self._column(lines, inside), 1)
        self.area.setWidget(inside)

    @staticmethod
    def _column(lines: list[str | KeyLine], parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(1)
        for place, line in enumerate(lines):
            if isinstance(line, str):
                grid.addWidget(Heading(line, 0, parent), place, 0, 1, 2)
                continue
            grid.addLayout(row(None, *(KeyCap(key, parent) for key in line.caps), gap=4), place, 0)
            words = Note(line.explanation, parent)
            words.setProperty("kind", "small")
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(lines), 1)
        return grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the list out in as many columns as there is room for now."""
        super().resizeEvent(event)
        self._lay()


def dealt(lines: list[str | KeyLine], across: int) -> list[list[str | KeyLine]]:
    """Lines in so many columns, none of which ends with a heading."""
    high, columns = -(-len(lines) // across), []
    while lines:
        take = min(high, len(lines))
        if take < len(lines) and isinstance(lines[take - 1], str):
            take -= 1
        columns.append(lines[:take])
        lines = lines[take:]
    return columns
