"""What hands do on the board becomes changes in the file: shown at once, stored right after, said to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nettverk.i18n import _
from nettverk.services.groups import groupings
from nettverk.services.groups.board import NOBODY, Board
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.gestures import Board as BoardWidget


class BoardCommands(QObject):
    """Carries out what a board view asks for.

    Signals:
        moved: the board as it will be, before it is stored.
    """

    moved = Signal(object)

    def __init__(self, view: BoardWidget, workspace: Workspace) -> None:
        super().__init__(view)
        self._view, self._workspace = view, workspace
        view.moves_wanted.connect(self.move)
        view.swap_wanted.connect(self.swap)
        view.table_dragged.connect(self.place_table)

    def move(self, moves: dict[int, int]) -> None:
        """Move people to tables (NOBODY: to none)."""
        board = self._view.board
        if board is None:
            return
        ids = {
            board.people[person].id: board.tables[table].id if table != NOBODY else None
            for person, table in moves.items()
        }
        after = board.moved(moves)
        self.moved.emit(after)
        self._tell(after, moves)
        self._workspace.lane.change(lambda store: groupings.move(store, board.grouping_id, ids))

    def swap(self, first: int, second: int) -> None:
        """Let two people change places."""
        board = self._view.board
        if board is None:
            return
        a, b = board.people[first].id, board.people[second].id
        after = board.moved({first: board.seat[second], second: board.seat[first]})
        self.moved.emit(after)
        self._tell(after, {first: board.seat[second], second: board.seat[first]})
        self._workspace.lane.change(lambda store: groupings.swap(store, board.grouping_id, a, b))

    def _tell(self, board: Board, moves: dict[int, int]) -> None:
        for person, table in moves.items():
            where = board.tables[table].title if table != NOBODY else _("uten bord")
            self._view.say(_("{name}: {table}").format(name=board.people[person].name, table=where))

    def place_table(self, table: int, x: int, y: int) -> None:
        """Leave a table where it was put on the floor plan."""
        board = self._view.board
        if board is not None:
            number = board.tables[table].number
            self._workspace.lane.change(lambda store: groupings.place_table(store, board.part_id, number, x, y))
