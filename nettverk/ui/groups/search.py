"""The search over the board: people and units are lit up where they sit, and in the picture of who has met whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from nettverk.services.groups.board import Board
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.header import Header
from nettverk.ui.groups.met.view import MetView


class Search(QObject):
    """Lets the field in the header light up people on the board and units in «Møtt før»."""

    def __init__(self, header: Header, view: BoardView, met: MetView) -> None:
        super().__init__(header)
        self._header, self._view, self._met = header, view, met
        header.search_changed.connect(self.light)
        header.search_entered.connect(self._go_to_found)
        header.search_focused.connect(lambda searching: view.highlights.light(view.highlights.lit, searching=searching))
        header.search_left.connect(lambda: view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        view.highlights.search_dismissed.connect(self._over)

    def begin(self) -> None:
        """Go to the field; typing begins anew, and Escape goes back to the board."""
        self._header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._header.search.selectAll()

    def again(self) -> None:
        """Another picture is seen: light up there what is searched for."""
        self.light(self._header.search.text())

    def light(self, text: str) -> None:
        """Light up whoever is meant; nothing for an empty text."""
        board = self._view.board
        if board is None or not text.strip():
            self._view.highlights.light(None)
            self._met.light("", ())
            self._header.show_found(None)
            return
        found = _meant(board, text)
        self._view.highlights.light(found, searching=self._header.search.hasFocus())
        self._met.light(text, found)
        self._header.show_found(len(found))

    def _go_to_found(self) -> None:
        view = self._view
        if self._met.isVisible():
            self._met.matrix.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif view.highlights.lit:
            view.selection.choose([min(view.highlights.lit, key=view.board_model.row_of_person)])
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _over(self, person: int = -1) -> None:
        """Back to everybody: Escape on the board, or somebody else was chosen than those who were found."""
        lit = self._view.highlights.lit
        if lit is not None and (person < 0 or person not in lit):
            self._header.search.clear()
            self._view.highlights.light(None)


def _meant(board: Board, text: str) -> Sequence[int]:
    """People by name, unit, service or role; else everyone at a table of that name or number."""
    words, table = text.casefold().split(), text.strip().casefold()
    found = [
        number
        for number, one in enumerate(board.people)
        if all(word in f"{one.name} {one.unit_name} {one.service_name} {one.role}".casefold() for word in words)
    ]
    if found:
        return found
    named = [n for n, there in enumerate(board.tables) if table in {there.title.casefold(), str(there.number)}]
    return [person for number in named for person in board.at[number]]
