"""Before there are groups: what they would be, and one button that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _
from nettverk.services.groups.board import Board
from nettverk.ui.common.widgets import Card, FlowLayout, Heading, Mark, Note, PrimaryButton, QuietButton, row
from nettverk.ui.groups.wish_form import WishForm


class FirstGroups(QScrollArea):
    """A card in the middle of the room.

    Signals:
        wanted: make groups as the form says. same_wanted: the same groups as another part's (its id).
    """

    wanted = Signal()
    same_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.mark = Mark(3, size=28)
        self.title = Heading("", 3, wrap=True)
        self.text = Note("")
        self.form = WishForm()
        self.button = PrimaryButton(_("Lag grupper"))
        self.button.clicked.connect(self.wanted)
        card = Card(margin=32, gap=12)
        card.setMinimumWidth(300)
        card.setMaximumWidth(620)
        card.body.addLayout(row(self.mark, self.title, gap=12))
        card.body.addWidget(self.text)
        card.body.addSpacing(8)
        card.body.addWidget(self.form)
        card.body.addSpacing(8)
        self._others = QWidget()
        self._flow = FlowLayout(self._others, gap=8)
        card.body.addLayout(row(self.button, None))
        card.body.addWidget(self._others)
        page = QWidget()
        page.setProperty("kind", "page")
        self.setWidget(page)
        self.setWidgetResizable(True)
        # The card has the fields; a scroll area that takes the focus is a stop where nothing can be done.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(page)
        outer.addStretch(2)
        middle = row(None, gap=0)
        middle.addWidget(card, 8)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter anywhere in the form makes the groups."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.button.isEnabled():
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def show_board(self, board: Board, others: Sequence[tuple[str, str]] = ()) -> None:
        """Show what a part's groups would be; ``others`` are parts that have mixed groups, as (id, title)."""
        self.board = board
        self._flow.clear()
        for part_id, title in others if board.kind == GroupingKind.MIXED else ():
            button = QuietButton(_("Samme grupper som i {part}").format(part=title), "users")
            button.clicked.connect(partial(self.same_wanted.emit, part_id))
            self._flow.addWidget(button)
        self._others.setVisible(bool(others) and board.kind == GroupingKind.MIXED)
        self.mark.show_part(board.part_number)
        self.mark.setVisible(board.part_number > 0)
        if board.kind == GroupingKind.OWN_UNIT:
            self.title.setText(_("Lag grupper etter enhet til {part}").format(part=board.part_title))
            self.text.setText(_("Hver enhet får sitt eget bord, med navnet på enheten."))
        else:
            self.title.setText(_("Lag blanda grupper til {part}").format(part=board.part_title))
            self.text.setText(
                _("Kolleger får hvert sitt bord, tjenestene spres jevnt, og de som har møttes før, får møte nye.")
            )
        self.form.show_board(board)
