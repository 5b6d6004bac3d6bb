"""What the board asks for becomes changes in the file: a move is shown at once, stored right after, and announced."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.group_rules import RuleKind
from nettverk.domain.rooms import RoomKey
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _, _n
from nettverk.services.groups import groupings, rules
from nettverk.services.groups.board import NOBODY, Board
from nettverk.ui.common.announce import announce
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups import written
from nettverk.ui.groups.board.model import BoardModel


class BoardCommands(QObject):
    """Carries out what the mouse, the keys and the menu of a board want done.

    People and tables are given by their numbers on the board that is shown.

    Args:
        view: the widget on whose behalf things are announced.

    Signals:
        moved: the Board as it will be, before it is stored.
    """

    moved = Signal(object)

    def __init__(self, view: QWidget, model: BoardModel, workspace: Workspace) -> None:
        super().__init__(view)
        self._view, self._model, self._workspace = view, model, workspace

    # --- people ---

    def move(self, moves: Mapping[int, int]) -> None:
        """Move people to tables (NOBODY: to none)."""
        board = self._model.board
        if board is None or not moves:
            return
        table_ids = {
            board.people[person].id: board.tables[table].id if table != NOBODY else None
            for person, table in moves.items()
        }
        self._show_at_once(board, moves)
        self._workspace.lane.change(lambda store: groupings.move(store, board.grouping_id, table_ids))

    def swap(self, first: int, second: int) -> None:
        """Let two people change places, whichever tables they sit at."""
        board = self._model.board
        if board is None:
            return
        a, b = board.people[first].id, board.people[second].id
        self._show_at_once(board, {first: board.seat[second], second: board.seat[first]})
        self._workspace.lane.change(lambda store: groupings.swap(store, board.grouping_id, a, b))

    def _show_at_once(self, board: Board, moves: Mapping[int, int]) -> None:
        """Storing takes a moment on a slow disk, and a card that lags behind the hand feels broken."""
        after = board.moved(moves)
        self.moved.emit(after)
        for person, table in moves.items():
            where = after.tables[table].title if table != NOBODY else _("uten bord")
            self.announce(_("{name}: {table}").format(name=after.people[person].name, table=where))

    def lock(self, people: Collection[int], on: bool) -> None:
        """Lock people where they sit, or let them go."""
        board = self._model.board
        if board is None:
            return
        # Ids, not numbers: numbers are of this board, and the lane may run after it has been read anew.
        ids = [board.people[person].id for person in people]
        self._workspace.lane.change(lambda store: groupings.lock(store, board.grouping_id, ids, on))
        count = len(ids)
        self.announce(_n("{n} låst", "{n} låst", count) if on else _n("{n} låst opp", "{n} låst opp", count))

    def give_role(self, person: int, role: str) -> None:
        """Give somebody a group role at the table; an empty one takes it away."""
        board = self._model.board
        if board is not None:
            who = board.people[person].id
            self._workspace.lane.change(lambda store: groupings.set_role(store, board.grouping_id, who, role))

    def add_rule(self, kind: RuleKind, people: Sequence[int]) -> None:
        """Make a rule about people that holds in every gathering."""
        board = self._model.board
        if board is not None:
            who = [board.people[person].person_id for person in people]
            self._workspace.lane.change(lambda store: rules.add(store, None, kind, people=who))

    # --- tables ---

    def place_table(self, table: int, x: int, y: int) -> None:
        """Leave a table where it was put on the floor plan, in thousandths of the room's width and height."""
        board = self._model.board
        if board is not None:
            number = board.tables[table].number
            self._workspace.lane.change(lambda store: groupings.place_table(store, board.part_id, number, x, y))

    def name_table(self, table_id: str, name: str) -> None:
        """Give a table a name; an empty one takes it away. By id: the board may change while the name is typed."""
        typed = TypedField(Owner.TABLE, table_id, "name", name)
        Autosave.of(self._workspace, RoomKey.GROUPS).store(table_id, typed, self._workspace.say)

    def share_roles(self) -> None:
        """Share out the group roles of every table anew."""
        board = self._model.board
        if board is not None:
            self._workspace.lane.change(lambda store: groupings.share_roles(store, board.grouping_id))

    def add_table(self) -> None:
        """Add an empty table after the last one."""
        board = self._model.board
        if board is not None:
            self._workspace.lane.change(lambda store: groupings.add_table(store, board.part_id))

    def remove_table(self, number: int) -> None:
        """Take away the table of a number (from 1), and say what became of answers that were written there."""
        board = self._model.board
        if board is not None:
            self._workspace.lane.change(
                lambda store: groupings.remove_table(store, board.part_id, number),
                lambda _changes: written.tell(self._workspace, board, self),
                self,
            )

    # --- saying ---

    def announce(self, text: str) -> None:
        """Let screen readers say what happened; sighted people see it on the board."""
        announce(self._view, text)

    def say(self, text: str) -> None:
        """Say why something cannot be done, in the calm line at the bottom."""
        self._workspace.say(text)

    def say_locked(self, count: int) -> None:
        """Say that those who were to be moved are locked."""
        self.say(_n("{n} er låst. Lås opp først (Ctrl+L).", "{n} er låst. Lås opp først (Ctrl+L).", count))
