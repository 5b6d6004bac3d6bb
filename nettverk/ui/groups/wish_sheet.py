"""Another size, number or rounds for groups that are made already: a sheet beside the board."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _, _n
from nettverk.services.groups import written_answers
from nettverk.services.groups.board import Board
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
        self.form = WishForm()
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

    def show_board(self, board: Board) -> None:
        """Open the sheet with a board's wish filled in."""
        self.title.setText(_("Størrelse og runder") if board.wanted == GroupingKind.MIXED else _("Bord etter enhet"))
        self.form.show_board(board)
        locked = len(board.locked)
        stay = _n("{n} er låst og blir sittende.", "{n} er låst og blir sittende.", locked) if locked else ""
        self.note.setText(" ".join(words for words in (stay, written_answers.before(board)) if words))
        self.open(self.form.amount if board.wanted == GroupingKind.MIXED else self.form.join_singles)

    def _take(self) -> None:
        wish = self.form.wish()
        self.close_sheet()
        self.wanted.emit(wish)
