"""The search over the board: people and units are lit up where they sit, and in the picture of who has met whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from nettverk.services.groups.board import Board
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.header import GroupsHeader
from nettverk.ui.groups.met.view import MetView


class GroupsSearch(QObject):
    """Lets the field in the header light up people on the board and units in «Møtt før»."""

    def __init__(self, header: GroupsHeader, view: BoardView, met: MetView) -> None:
        super().__init__(header)
        self._field, self._view, self._met = header.search, view, met
        self._field.textChanged.connect(self.light)
        self._field.returnPressed.connect(self._go_to_first)
        self._field.down.connect(self._go_to_first)
        self._field.focused.connect(lambda typing: view.highlights.light(view.highlights.lit, searching=typing))
        self._field.left.connect(lambda: view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        view.highlights.search_dismissed.connect(self._dismiss)

    def begin(self) -> None:
        """Go to the field; typing begins anew, and Escape goes back to the board."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def again(self) -> None:
        """Another picture is seen: light up there what is searched for."""
        self.light(self._field.text())

    def light(self, text: str) -> None:
        """Light up whoever is meant; nothing for an empty text."""
        board = self._view.board
        if board is None or not text.strip():
            self._view.highlights.light(None)
            self._met.light("", ())
            self._field.show_count(None)
            return
        # No hit lights up nobody, and dims nobody either: the board stays readable while one types on.
        people = _people_meant(board, text)
        self._view.highlights.light(people, searching=self._field.hasFocus())
        self._met.light(text, people)
        self._field.show_count(len(people))

    def _go_to_first(self) -> None:
        view = self._view
        if self._met.isVisible():
            self._met.matrix.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif view.highlights.lit:
            view.selection.choose([min(view.highlights.lit, key=view.board_model.row_of_person)])
            view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _dismiss(self, person: int) -> None:
        """Back to everybody: Escape on the board, or somebody else was chosen than those who were found."""
        lit = self._view.highlights.lit
        if lit is not None and (person < 0 or person not in lit):
            self._field.clear()
            self._view.highlights.light(None)


def _people_meant(board: Board, text: str) -> Sequence[int]:
    """People by name, unit, service or role; else everyone at a table of that name or number."""
    words, title = text.casefold().split(), text.strip().casefold()
    people = [
        number
        for number, who in enumerate(board.people)
        if all(word in f"{who.name} {who.unit_name} {who.service_name} {who.role}".casefold() for word in words)
    ]
    if people:
        return people
    tables = [
        number for number, table in enumerate(board.tables) if title in {table.title.casefold(), str(table.number)}
    ]
    return [person for table in tables for person in board.at[table]]
