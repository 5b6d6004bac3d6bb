"""Making groups from the room: for the first time, again, in another size, or the same as in an earlier part."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nettverk.domain.groups import GroupingKind
from nettverk.services.groups import groupings
from nettverk.services.groups.board import Board, Wish
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups import written
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.builder import Builder
from nettverk.ui.groups.first_groups import FirstGroups


class BuildRequests(QObject):
    """Starts a builder for the board that is seen, and says what became of written answers.

    Signals:
        complained: why there are no new groups; empty when there is nothing in the way any more.
    """

    complained = Signal(str)

    def __init__(self, workspace: Workspace, builder: Builder, view: BoardView, first: FirstGroups) -> None:
        super().__init__(builder)
        self._workspace, self._builder, self._view, self._first = workspace, builder, view, first
        first.wanted.connect(self.begin)
        first.same_wanted.connect(self.same_as)
        builder.failed.connect(self.complained)
        builder.kept.connect(self._kept)

    def begin(self) -> None:
        """The first groups of a part, as its form says."""
        board = self._first.board
        if board is not None:
            self._start(board, self._first.form.wish(), 1)

    def again(self) -> None:
        """Make the groups again as they are wanted now, from another starting point."""
        board = self._view.board or self._first.board
        if board is not None:
            self.reshape(board.wish)

    def reshape(self, wish: Wish) -> None:
        """Make the groups again as another wish says."""
        board = self._view.board or self._first.board
        if board is not None:
            self._start(board, wish, board.solved.seed + 1)

    def same_as(self, part_id: str) -> None:
        """The same groups as another part has."""
        board = self._first.board
        if board is not None:
            self._workspace.lane.change(
                lambda store: groupings.same_as(store, board.part_id, part_id),
                lambda _changes: self._kept(board, ""),
                self,
            )

    def _start(self, board: Board, wish: Wish, seed: int) -> None:
        self.complained.emit("")
        if board.wanted == GroupingKind.OWN_UNIT:
            self._builder.own_units(board, wish)
        else:
            self._builder.build(board.part_id, wish, seed)

    def _kept(self, was: Board, remark: str) -> None:
        written.tell(self._workspace, was, self, remark)
