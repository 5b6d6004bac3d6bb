"""Møtt før: a picture of which units have met which, and how new today's meetings are."""

from __future__ import annotations

from collections.abc import Collection
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _, _n
from nettverk.services.groups.board import Board
from nettverk.services.groups.history import UnitMeetings, between_units
from nettverk.services.groups.quality import quality
from nettverk.ui.common.basics import Label
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import Heading, Note, QuietButton, Segmented, Small, column, row
from nettverk.ui.groups.met.matrix import MetMatrix, pair_words

_MOST_PAIRS = 12
_PAIR_GAP = 12


class MetView(QWidget):
    """The picture with its summary; the same numbers as a table for those who read rather than look.

    Signals:
        old_list_wanted: an old group list is to be brought in.
        zoomed: the squares have another size, on the board's scale.
    """

    old_list_wanted = Signal()
    zoomed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.note = Heading("", 2), Note("")
        self.way = Segmented([("picture", _("Bilde")), ("table", _("Tabell"))], _("Vis som"))
        self.bring = QuietButton(_("Hent gammel gruppeliste …"), "file-spreadsheet")
        self.bring.clicked.connect(self.old_list_wanted)
        self.matrix = MetMatrix(theme)
        self.caption = Small("")
        self.matrix.pointed_at.connect(self.caption.setText)
        self.matrix.zoomed.connect(self.zoomed)
        self.strangers = [_hidden_label() for _number in range(_MOST_PAIRS)]
        self._more = Small("")
        self._pairs: list[tuple[int, int]] = []
        self._never_head = Small(_("Har aldri sittet sammen"), strong=True)
        self._beside = QWidget()
        self._beside.setLayout(column(self._never_head, *self.strangers, self._more, None, gap=_PAIR_GAP))
        self._beside.setFixedWidth(250)
        # Its height says how many pairs there is room for; were it as high as its pairs, each would follow the other.
        self._beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._picture = QWidget()
        picture = row(gap=24)
        left = column(gap=6)
        left.addWidget(self.matrix, 1)
        left.addWidget(self.caption)
        picture.addLayout(left, 1)
        picture.addWidget(self._beside, 0)
        self._picture.setLayout(picture)
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(_("Hvem har møtt hvem"))
        self.table.hide()
        self.way.chosen.connect(self._other_way)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 12)
        layout.setSpacing(8)
        layout.addLayout(row(self.title, None, self.bring, self.way, gap=12))
        layout.addWidget(self.note)
        layout.addWidget(self._picture, 1)
        layout.addWidget(self.table, 1)

    def set_theme(self, theme: Theme) -> None:
        """Take on another look or text size."""
        self.matrix.set_theme(theme)

    def show_board(self, board: Board) -> None:
        """Show whom the people of a board have met, and meet today."""
        meetings = between_units(board.people, board.met, board.at if board.kind == GroupingKind.MIXED else ())
        good = quality(board)
        self.matrix.show_meetings(meetings)
        self._summary(board, meetings, good.new_share, 100 * good.best_new_pairs // good.pairs if good.pairs else 100)
        # Eighty units are 6,400 cells: the table is filled only for those who look at it.
        if self.table.isVisible():
            self._fill(meetings)
        self._find_strangers(meetings)

    def light(self, text: str, people: Collection[int]) -> int | None:
        """Light up what is searched for: units of that name, else those of some people (by number on the board).

        Returns how many units are lit; None where nothing is searched for.
        """
        meetings, words = self.matrix.meetings, text.casefold().split()
        units: set[int] | None = None
        if meetings is not None and words:
            units = {unit for unit, name in enumerate(meetings.units) if all(word in name.casefold() for word in words)}
            units = units or {meetings.where[person] for person in people if person < len(meetings.where)}
        self.matrix.light(units)
        if units and self.table.isVisible():
            self.table.selectRow(min(units))
        self._show_strangers()
        return None if units is None else len(units)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height: more or fewer pairs that have never met."""
        super().resizeEvent(event)
        self._show_strangers()

    def _find_strangers(self, meetings: UnitMeetings) -> None:
        """The pairs of units with most people who have never met, and do not meet today either."""
        pairs = [
            (possible, a, b)
            for (a, b), possible in meetings.possible.items()
            if a != b and not meetings.counts.get((a, b)) and not meetings.today.get((a, b))
        ]
        # The largest units first, then in the order of the rows, so that the list does not change by itself.
        pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
        self._pairs = [(a, b) for _size, a, b in pairs]
        self._show_strangers()

    def _show_strangers(self) -> None:
        """As many of the pairs as there is room for, one unit over the other; of units searched for where some are."""
        meetings, lit = self.matrix.meetings, self.matrix.lit
        if meetings is None:
            return
        pairs = [pair for pair in self._pairs if not lit or lit & {*pair}]
        metrics = self.strangers[0].fontMetrics()
        room = (self._picture.height() - 3 * metrics.height()) // (2 * metrics.height() + _PAIR_GAP)
        shown = pairs[: max(1, min(_MOST_PAIRS, room))]
        for label, pair in zip_longest(self.strangers, shown):
            names = [meetings.units[unit] for unit in pair or ()]
            wide = self._beside.width()
            label.setText("\n".join(metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide) for name in names))
            label.setAccessibleName(_("{a} og {b}").format(a=names[0], b=names[1]) if names else "")
            set_tip(label, label.accessibleName())
            label.setVisible(bool(names))
        self._more.setText(_("og {count} til").format(count=len(pairs) - len(shown)))
        self._more.setVisible(len(pairs) > len(shown))
        self._beside.setVisible(bool(pairs) and self.width() >= 760)

    def _summary(self, board: Board, meetings: UnitMeetings, share: int, best: int) -> None:
        if not board.sittings:
            self.title.setText(_("Ingen har møttes i grupper før"))
        else:
            self.title.setText(_("{share} % nye møter i dag").format(share=share))
        sittings = _n("{n} gang", "{n} ganger", len(board.sittings))
        met = _("{share} % av alle par fra ulike enheter har sittet sammen, fordelt på {times}.").format(
            share=round(100 * meetings.share), times=sittings
        )
        best_words = _("Best mulig i dag er {best} %.").format(best=best) if board.sittings and board.tables else ""
        legend = _("Jo mørkere rute, jo flere par har møttes. Prikken viser hvem som møtes i dag.")
        self.note.setText(" ".join(part for part in (met, best_words, legend) if part))

    def _fill(self, meetings: UnitMeetings) -> None:
        count = len(meetings.units)
        self.table.setRowCount(count)
        self.table.setColumnCount(count)
        self.table.setHorizontalHeaderLabels(list(meetings.units))
        self.table.setVerticalHeaderLabels(list(meetings.units))
        for a in range(count):
            for b in range(count):
                pair = (min(a, b), max(a, b))
                item = QTableWidgetItem(f"{meetings.counts.get(pair, 0)}/{meetings.possible.get(pair, 0)}")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, pair_words(meetings, *pair))
                set_tip(item, pair_words(meetings, *pair))
                self.table.setItem(a, b, item)

    def _other_way(self, key: str) -> None:
        self._picture.setVisible(key == "picture")
        self.table.setVisible(key == "table")
        if key == "table" and self.matrix.meetings is not None:
            self._fill(self.matrix.meetings)


def _hidden_label() -> Label:
    label = Label()
    label.hide()
    return label
