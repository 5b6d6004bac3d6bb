"""Another size, number or rounds for groups that are made already: a sheet beside the board."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _, _n
from nettverk.services.groups import written_answers
from nettverk.services.groups.board import NOBODY, Board, Wish
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet
from nettverk.ui.groups.wish_form import WishForm


class WishSheet(Sheet):
    """The form in a sheet.

    Signals:
        wanted: make the groups again as this Wish says.
    """

    wanted = Signal(object)

    def __init__(self, host: QWidget) -> None:
        super().__init__(_("Størrelse og runder"), host, width=460)
        self._part_id = ""
        self._board: Board | None = None
        self._drafts: dict[str, tuple[Wish, Wish]] = {}
        self.form = WishForm()
        self.form.changed.connect(self._say_who_stays)
        self.note = Note("")
        self.body.addWidget(self.form)
        self.body.addSpacing(8)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        button = PrimaryButton(_("Lag grupper på nytt"))
        button.clicked.connect(self._take)
        close = QuietButton(_("Avbryt"))
        close.clicked.connect(self.close_sheet)
        self.foot.addWidget(button)
        self.foot.addWidget(close)
        self.foot.addStretch(1)
        self.closed.connect(self._keep_draft)

    def show_board(self, board: Board) -> None:
        """Open the sheet with a board's wish filled in."""
        self.title.setText(_("Størrelse og runder") if board.wanted == GroupingKind.MIXED else _("Bord etter enhet"))
        self._part_id = board.part_id
        was, draft = self._drafts.get(board.part_id, (None, None))
        # What was chosen last time and not carried out is still chosen, unless the groups have changed since.
        self.form.show_board(replace(board, wish=draft) if draft is not None and was == board.wish else board)
        self._begun_as = board.wish
        self._board = board
        self._say_who_stays()
        self.open(self.form.amount if board.wanted == GroupingKind.MIXED else self.form.join_singles)

    def _say_who_stays(self) -> None:
        """Who is locked, and stays: not at a table that there will be no more."""
        board = self._board
        if board is None:
            return
        tables = board.numbers(self.form.wish().tables(self.form.people()))
        at = [board.tables[board.seat[person]].number for person in board.locked if board.seat[person] != NOBODY]
        staying = sum(number in tables for number in at)
        leaving = len(at) - staying
        words = (
            _n("{n} er låst og blir sittende.", "{n} er låst og blir sittende.", staying) if staying else "",
            _n("{n} er låst ved et bord som blir borte.", "{n} er låst ved bord som blir borte.", leaving)
            if leaving
            else "",
            written_answers.before(board),
        )
        self.note.setText(" ".join(word for word in words if word))

    def _keep_draft(self) -> None:
        self._drafts[self._part_id] = (self._begun_as, self.form.wish())

    def _take(self) -> None:
        wish = self.form.wish()
        self.close_sheet()
        self._drafts.pop(self._part_id, None)
        self.wanted.emit(wish)
