"""Reparer gruppene: some are missing and some came in addition; the fewest moves that restore sizes and mix.

As with making groups: ``prepare`` reads, ``choices`` searches (outside the lane), ``accept`` stores what one wants.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.groups import GroupChange, GroupingKind
from nettverk.domain.participants import Attendance
from nettverk.i18n import _, _n, join
from nettverk.mixing.aims import Score
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import moves as group_moves
from nettverk.services.groups import roles
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.conflicts import check
from nettverk.services.groups.solver import Repaired, repair_here
from nettverk.services.groups.solver_process import repair_apart

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant
    from nettverk.mixing.problem import Problem
    from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Change:
    """One person to another table in a round.

    Attributes:
        person: number on the board. was, now: tables from 0; NOBODY for had none (new) or has left (absent).
    """

    round: int
    person: int
    was: int
    now: int

    @property
    def is_new(self) -> bool:
        """Whether somebody who had no table gets one; else somebody moves."""
        return self.was == NOBODY


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to repair the groups.

    Attributes:
        moves: people who must change tables; those who get their first are not counted.
        changes: everything that happens, those who move first.
        score: the group builder's figures afterwards.
        fewest: nothing that restores the sizes moves fewer.
    """

    moves: int
    changes: tuple[Change, ...]
    score: Score
    fewest: bool

    @property
    def sentence(self) -> str:
        """«2 flyttes og 6 får bord: ingen fra samme enhet sammen, 3 gjentatte møter, tjenestene jevnt fordelt.»"""
        new = len({change.person for change in self.changes if change.is_new})
        parts = [
            _n("{n} flyttes", "{n} flyttes", self.moves) if self.moves else _("Ingen flyttes"),
            *([_n("{n} får bord", "{n} får bord", new)] if new else []),
        ]
        same = (
            _n("{n} par fra samme enhet", "{n} par fra samme enhet", self.score.same_unit)
            if self.score.same_unit
            else _("ingen fra samme enhet sammen")
        )
        again = (
            _n("{n} gjentatt møte", "{n} gjentatte møter", self.score.repeats)
            if self.score.repeats
            else _("bare nye møter")
        )
        even = _("tjenestene jevnt fordelt") if not self.score.service else _("tjenestene nesten jevnt fordelt")
        return f"{join(parts)}: {same}, {again}, {even}."


@dataclass(frozen=True)
class RepairTask:
    """What a repair needs, read from the database."""

    board: Board
    problem: Problem


def prepare(store: Store, part_id: str) -> RepairTask:
    """Read who is here now and where everyone was to sit.

    Raises:
        BadInput: there are no mixed groups to repair, nobody is here, or rules collide.
    """
    board = group_board.load(store, part_id)
    if not board.tables or board.kind is not GroupingKind.MIXED:
        raise BadInput(_("Det er ingen blanda grupper å reparere ennå. Lag gruppene først."))
    if not board.people:
        raise BadInput(_("Ingen er her ennå."))
    seats = [table.seats for table in board.tables]
    whole = group_board.problem_of(board, tables=seats, rounds=board.rounds, only_seated=False)
    # If more have come than there are chairs, chairs are fetched: the tables share them.
    needed = -(-board.crowd(board.rounds) // len(seats))
    capacity = tuple(max(chairs, needed) for chairs in seats)
    problem = replace(whole, capacity=capacity, published=_published(board), locked=_locked(store, board))
    check(problem, board)
    return RepairTask(board, problem)


def _published(board: Board) -> tuple[tuple[int | None, ...], ...]:
    return tuple(tuple(None if table == NOBODY else table for table in row) for row in board.rows)


def _locked(store: Store, board: Board) -> tuple[tuple[int, int, int], ...]:
    locked: list[tuple[int, int, int]] = []
    for turn in range(board.rounds):
        shown = board if turn + 1 == board.round else group_board.seated(store, board, turn + 1)
        locked += [(person, shown.seat[person], turn) for person in sorted(shown.locked)]
    return tuple(locked)


def choices(
    task: RepairTask, *, cancelled: Callable[[], bool] | None = None, apart: bool = False
) -> tuple[Choice, ...]:
    """Ways to repair, from the fewest moves on; each further one is better by the aims."""
    search = repair_apart if apart else repair_here
    return tuple(_choice(task, repaired) for repaired in search(task.problem, cancelled=cancelled))


def _choice(task: RepairTask, repaired: Repaired) -> Choice:
    changes = [
        Change(turn + 1, person, was, now)
        for turn, (before, after) in enumerate(zip(task.board.rows, repaired.plan, strict=True))
        for person, (was, now) in enumerate(zip(before, after, strict=True))
        if was != now
    ]
    # Who must get up and go is called first; the new ones are standing already.
    changes.sort(key=lambda change: (change.is_new, change.round, change.person))
    return Choice(repaired.moves, tuple(changes), repaired.score, repaired.fewest)


def accept(store: Store, task: RepairTask, changes: Sequence[Change], *, let_go: bool = True) -> Changes:
    """Carry out changes (all of a choice, or some), in one step; what was changed is kept for the wall and for paper.

    Args:
        let_go: those who are absent lose their seats too.
    """
    board = task.board
    if not changes and not board.to_free:
        return NOTHING
    with store.change(_("Reparer gruppene")) as step:
        # Every round has seats of its own, and all of them are mended in one step.
        for turn, grouping_id in enumerate(board.grouping_ids, start=1):
            mine = [change for change in changes if change.round == turn]
            _carry_out(store, board, grouping_id, mine, _gone(board, turn) if let_go else [])
            if board.kind is GroupingKind.MIXED:
                roles.fill(store, grouping_id)
        step.made = board.grouping_ids[0]
    return step.changes


def _gone(board: Board, turn: int) -> list[Participant]:
    """Those who are not there in a round: absent, come later, or gone by then."""
    here = board.there()[turn - 1]
    out = [participant for participant, _table in board.absent if participant.id not in board.index]
    return out + [person for person, is_here in zip(board.people, here, strict=True) if not is_here]


def _carry_out(
    store: Store, board: Board, grouping_id: str, changes: Collection[Change], gone: Collection[Participant]
) -> None:
    tables = {
        row["number"]: row["id"] for row in store.rows("SELECT * FROM group_tables WHERE grouping_id = ?", grouping_id)
    }
    store.connection.execute("DELETE FROM group_changes WHERE grouping_id = ?", (grouping_id,))
    at = store.stamp()
    for change in changes:
        who, number = board.people[change.person].id, board.tables[change.now].number
        group_moves.seat(store, grouping_id, who, tables[number])
        # People know tables by the number on the sign, not by their place in the list.
        before = None if change.was == NOBODY else board.tables[change.was].number
        _note(store, grouping_id, who, (before, number), at)
    numbers = {table_id: number for number, table_id in tables.items()}
    for participant in gone:
        who = participant.id
        seat = store.one("SELECT * FROM seats WHERE grouping_id = ? AND participant_id = ?", grouping_id, who)
        if seat is not None:
            store.delete("seats", seat["id"])
            _note(store, grouping_id, who, (numbers[seat["table_id"]], None), at)


def _note(store: Store, grouping_id: str, who: str, numbers: tuple[int | None, int | None], at: str) -> None:
    store.insert(
        "group_changes",
        grouping_id=grouping_id,
        participant_id=who,
        from_number=numbers[0],
        to_number=numbers[1],
        at=at,
    )


def last_changes(store: Store, part_id: str) -> tuple[GroupChange, ...]:
    """What the last repair of a part changed, by name, for the wall and for paper; empty where nothing was repaired."""
    rows = store.rows(
        "SELECT c.*, gr.round, gr.gathering_id FROM group_changes AS c JOIN groupings AS gr ON gr.id = c.grouping_id"
        " WHERE gr.part_id = ? ORDER BY gr.round",
        part_id,
    )
    if not rows:
        return ()
    everyone = participants.all_(store, rows[0]["gathering_id"])
    place = {participant.id: number for number, participant in enumerate(everyone)}
    changes = [
        GroupChange(everyone[place[row["participant_id"]]], row["round"], row["from_number"], row["to_number"])
        for row in rows
    ]
    return tuple(sorted(changes, key=lambda change: (change.round, place[change.participant.id])))


def words(board: Board, change: Change) -> str:
    """«bord 3 → bord 5», or «bord 4» for somebody new."""
    now = board.tables[change.now].title
    return now if change.was == NOBODY else f"{board.tables[change.was].title} → {now}"


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have a seat but are absent, how many are coming but have no table, and how many have a seat although
    they are not there when this round runs."""

    absent: int
    new: int
    half_day: int = 0


def turnout(board: Board) -> Turnout:
    """Why the groups may need mending."""
    seated = [participant for participant, table in board.absent if table != NOBODY]
    absent = sum(participant.attendance is Attendance.ABSENT for participant in seated)
    return Turnout(absent, len(board.unseated), len(seated) - absent)


def waiting_elsewhere(store: Store, repaired: Board) -> str:
    """Which other parts have groups that do not fit who came either, in a sentence; empty where none has."""
    parts = store.rows(
        "SELECT DISTINCT p.id, p.title FROM groupings g JOIN parts p ON p.id = g.part_id WHERE g.gathering_id = ?"
        " AND p.id <> ? ORDER BY p.position",
        repaired.gathering_id, repaired.part_id,
    )  # fmt: skip
    titles = [title for part_id, title in parts if _is_waiting(group_board.load(store, part_id))]
    return _("{parts} må repareres for seg.").format(parts=join(titles)) if titles else ""


def _is_waiting(board: Board) -> bool:
    return bool(board.tables) and bool(board.unseated or any(table != NOBODY for _participant, table in board.absent))
