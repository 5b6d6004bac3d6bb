"""What the room Grupper reads: the parts that have groups, and the board of the one it shows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.groups import GroupingKind
from nettverk.domain.plan import Organising, Part
from nettverk.services import plan
from nettverk.services.database import Store
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings
from nettverk.services.groups.board import Board
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.board.view import BoardView

_SEATS = ("seats", "group_tables", "groupings", "table_places", "group_wishes")
"""Tables that only say who sits where: after a change in these, seats alone are read again."""
_EVERYTHING = (
    "participants", "entries", "group_rules", "group_rule_people", "group_rule_tables", "people", "units",
    "service_kinds", "districts", "parts", "sheet_uses", "sheet_versions", "own_methods", "gatherings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupsContent:
    """What was read for the room.

    Attributes:
        board: of the part that is shown; None where no part of the gathering has groups or wants them.
        mixed_part_ids: parts that have mixed groups.
    """

    gathering_id: str
    parts: tuple[Part, ...]
    board: Board | None
    mixed_part_ids: frozenset[str] = frozenset()


class GroupsReader(QObject):
    """Knows which part and round are shown, and reads them again when the file has changed.

    While the room is not seen nothing is read: somebody who types names in another room shall not wait for boards.

    Args:
        room: what must be visible for reading to be worth while. view: shows the board whose seats are read again.

    Attributes:
        part_id: empty for the first part that has groups. round: from 1.

    Signals:
        arrived: a GroupsContent. reseated: the Board that is shown, with its seats as the file has them now.
        without_gathering: there is no gathering to read.
    """

    arrived = Signal(object)
    reseated = Signal(object)
    without_gathering = Signal()

    def __init__(self, workspace: Workspace, room: QWidget, view: BoardView) -> None:
        super().__init__(room)
        self._workspace, self._room, self._view = workspace, room, view
        self.part_id, self.round = "", 1
        self._gathering_id = ""
        self._stale = False
        workspace.gathering_changed.connect(self._other_gathering)
        workspace.lane.changed.connect(self._changed)

    @property
    def has_read(self) -> bool:
        """Whether this gathering has been read, or asked for."""
        return bool(self._gathering_id)

    def refresh(self) -> None:
        """Read parts, people, history, rules and seats anew."""
        gathering = self._workspace.gathering
        if gathering is None:
            self.without_gathering.emit()
            return
        gathering_id, part_id, number = gathering.id, self.part_id, self.round
        self._gathering_id, self._stale = gathering_id, False
        self._workspace.lane.ask(lambda store: read(store, gathering_id, part_id, number), self._arrive, self)

    def refresh_if_stale(self) -> None:
        """Read what has not been read, or what has changed while the room was not seen."""
        if not self.has_read or self._stale:
            self.refresh()

    def show_part(self, part_id: str, round: int = 1) -> None:
        """Read the groups of another part, from one of its rounds on."""
        self.part_id, self.round = part_id, round
        self.refresh()

    def show_round(self, number: int) -> None:
        """Read another round of this part; people and history are the same, so seats are enough."""
        self.round = number
        self._reseat()

    def _arrive(self, content: GroupsContent) -> None:
        gathering = self._workspace.gathering
        # Another gathering may have been opened while this one was being read.
        if gathering is not None and gathering.id == content.gathering_id:
            if content.board is not None:
                self.part_id, self.round = content.board.part_id, content.board.round
            self.arrived.emit(content)

    def _reseat(self) -> None:
        """After a move: the same people and history, only seats are read."""
        board, number = self._view.board, self.round
        if board is None:
            self.refresh()
        else:
            self._workspace.lane.ask(lambda store: group_board.seated(store, board, number), self._arrive_seats, self)

    def _arrive_seats(self, board: Board) -> None:
        # Another part may have been chosen meanwhile; its own reading is on its way.
        if board.part_id == self.part_id:
            self.round = board.round
            self.reseated.emit(board)

    def _other_gathering(self) -> None:
        self.part_id, self.round, self._gathering_id = "", 1, ""
        if self._room.isVisible():
            self.refresh()

    def _changed(self, changes: Changes) -> None:
        if not self.has_read:
            return
        if not self._room.isVisible():
            self._stale = self._stale or changes.touches(*_EVERYTHING, *_SEATS)
        elif changes.touches(*_EVERYTHING):
            self.refresh()
        # A move touches seats alone; people, history and rules take far longer to read.
        elif changes.touches(*_SEATS):
            self._reseat()


def read(store: Store, gathering_id: str, part_id: str, round: int) -> GroupsContent:
    """The parts of a gathering that have groups or want them, and the board of one of them (else of the first)."""
    kinds = groupings.kinds(store, gathering_id)
    mixed = frozenset(part for part, kind in kinds.items() if kind == GroupingKind.MIXED)
    parts = tuple(
        part
        for part in plan.parts(store, gathering_id)
        if part.organising in {Organising.MIXED, Organising.OWN_UNIT} or part.id in kinds
    )
    if not parts:
        return GroupsContent(gathering_id, (), None)
    shown = part_id if any(part.id == part_id for part in parts) else parts[0].id
    return GroupsContent(gathering_id, parts, group_board.load(store, shown, round), mixed)
