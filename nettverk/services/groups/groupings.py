"""Groups for the parts of a gathering: read them, make them, change them by hand.

Making groups is three steps, so that the search can run outside the database's lane: ``prepare`` reads everything into
a ``Task``, ``solve`` searches, ``keep`` stores what came out. ``build`` does all three.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nettverk import __version__
from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import RuleKind
from nettverk.domain.groups import Grouping, GroupingKind, GroupsBy, GroupTable, Seat
from nettverk.domain.participants import Attendance
from nettverk.i18n import _
from nettverk.services import hours, participants, reflections
from nettverk.services.groups import board as group_board
from nettverk.services.groups import own_units as group_own_units
from nettverk.services.groups import roles, written_answers
from nettverk.services.groups.board import NOBODY, Board, Wish
from nettverk.services.groups.conflicts import check
from nettverk.services.groups.moves import (
    add_table,
    clear,
    lock,
    move,
    name_table,
    place_table,
    remove_table,
    set_role,
    share_roles,
    swap,
)
from nettverk.services.groups.solved import Solved
from nettverk.services.groups.solver import Progress, Solution, solve_here
from nettverk.services.groups.solver_process import solve_apart

if TYPE_CHECKING:
    from nettverk.domain.half_day import PartTimes
    from nettverk.domain.participants import Participant
    from nettverk.mixing.problem import Problem
    from nettverk.storage.store import Row, Store

__all__ = [
    "Task", "add_table", "build", "clear", "keep", "lock", "move", "name_table", "of_gathering", "of_part", "own_units",
    "place_table", "prepare", "remove_table", "same_as", "set_role", "share_roles", "solve", "swap", "written_after",
]  # fmt: skip

MOST_TABLES = 400
MOST_SEATS = 40  # at one table: more is no group


# --- reading ---


def of_gathering(store: Store, gathering_id: str) -> tuple[Grouping, ...]:
    """Every grouping of a gathering, in the order of the day, rounds in order."""
    rows = store.rows(
        "SELECT gr.*, p.title AS part_title FROM groupings AS gr JOIN parts AS p ON p.id = gr.part_id"
        " WHERE gr.gathering_id = ? ORDER BY p.position, p.id, gr.round",
        gathering_id,
    )
    if not rows:
        return ()
    everyone = _by_id(store, gathering_id)
    times = hours.part_times(store, gathering_id, everyone.values())
    rounds = Counter(row["part_id"] for row in rows)
    return tuple(_grouping(store, row, everyone, times, rounds[row["part_id"]]) for row in rows)


def kinds(store: Store, gathering_id: str) -> dict[str, GroupingKind]:
    """The parts that have groups, by id, and of what kind those are."""
    rows = store.rows("SELECT part_id, kind FROM groupings WHERE gathering_id = ?", gathering_id)
    return {row["part_id"]: GroupingKind(row["kind"]) for row in rows}


def of_part(store: Store, part_id: str, round: int = 1) -> Grouping | None:
    """The groups of a part in a round, or None where there are none."""
    row = store.one(
        "SELECT gr.*, p.title AS part_title FROM groupings AS gr JOIN parts AS p ON p.id = gr.part_id"
        " WHERE gr.part_id = ? AND gr.round = ?",
        part_id, round,
    )  # fmt: skip
    if row is None:
        return None
    everyone = _by_id(store, row["gathering_id"])
    times = hours.part_times(store, row["gathering_id"], everyone.values())
    rounds = int(store.value("SELECT count(*) FROM groupings WHERE part_id = ?", part_id))
    return _grouping(store, row, everyone, times, rounds)


def _by_id(store: Store, gathering_id: str) -> dict[str, Participant]:
    return {participant.id: participant for participant in participants.all_(store, gathering_id)}


def _grouping(
    store: Store, row: Row, everyone: Mapping[str, Participant], times: Mapping[str, PartTimes], rounds: int
) -> Grouping:
    part = times.get(row["part_id"])
    # On the wall and on paper nobody is looked for at a table before they come or after they have gone.
    away = {who.id: who for who in everyone.values() if part and not part.there(who, rounds)[row["round"] - 1]}
    seats: dict[str, list[Seat]] = {}
    seated: set[str] = set()
    to_free = 0
    for seat in store.rows("SELECT * FROM seats WHERE grouping_id = ?", row["id"]):
        who = everyone[seat["participant_id"]]
        if who.id in away:
            to_free += who.attendance is not Attendance.ABSENT
            continue
        seats.setdefault(seat["table_id"], []).append(Seat(who, bool(seat["locked"]), seat["group_role"]))
        seated.add(who.id)
    place = {participant_id: number for number, participant_id in enumerate(everyone)}
    tables = tuple(
        GroupTable(
            table["id"],
            table["number"],
            table["name"],
            table["seats"],
            tuple(sorted(seats.get(table["id"], []), key=lambda seat: place[seat.participant.id])),
        )
        for table in store.rows("SELECT * FROM group_tables WHERE grouping_id = ? ORDER BY number", row["id"])
    )
    return Grouping(
        id=row["id"],
        gathering_id=row["gathering_id"],
        part_id=row["part_id"],
        part_title=row["part_title"],
        round=row["round"],
        kind=GroupingKind(row["kind"]),
        tables=tables,
        unseated=tuple(
            participant
            for participant in everyone.values()
            if participant.id not in seated
            and participant.id not in away
            and participant.attendance is not Attendance.ABSENT
        ),
        away=tuple(away.values()),
        to_free=to_free,
        solved=json.loads(row["solved"]),
    )


def written_after(store: Store, was: Board) -> str:
    """What became of written answers when a board's groups were changed, in a sentence; empty where it touches none.

    Args:
        was: the board before the change.
    """
    written = reflections.tables(store, was.gathering_id, was.part_id)
    return written_answers.after(was, replace(group_board.seated(store, was), written=written))


# --- making mixed groups ---


@dataclass(frozen=True)
class Task:
    """Everything a search needs, read from the database.

    Attributes:
        board: the part as it stands. wish: how many tables, rounds.
        problem: the same as mixing knows it, people and tables by number.
        hosts: people who stay at their table through all rounds (dialogkafé).
        fingerprint: tells the board later whether what was proved still speaks of it.
    """

    board: Board
    wish: Wish
    problem: Problem
    seed: int
    hosts: tuple[int, ...] = ()
    fingerprint: str = ""


def prepare(
    store: Store,
    part_id: str,
    *,
    size: int | None = None,
    tables: int | None = None,
    rounds: int | None = None,
    hosts_stay: bool | None = None,
    seed: int = 1,
) -> Task:
    """Read what is needed to make a part's groups; what is left out is as it was wanted last time.

    Raises:
        BadInput: nobody is coming, impossible numbers, or rules that contradict each other, with names.
    """
    board = group_board.load(store, part_id)
    wish = _wish(board.wish, size, tables, rounds, hosts_stay)
    people = board.crowd(wish.rounds) if board.people else 0
    if not people:
        raise BadInput(_nobody(board))
    count = wish.tables(people)
    if wish.by is GroupsBy.TABLES and wish.amount > max(1, people // 2):
        raise BadInput(
            _(
                "{tables} bord er for mange til {people} deltakere. Velg høyst {most}, så er det minst to ved hvert."
            ).format(tables=wish.amount, people=people, most=max(1, people // 2))
        )
    if count > MOST_TABLES:
        raise BadInput(_("{count} bord er for mange. Velg flere ved hvert bord.").format(count=count))
    whole = group_board.problem_of(board, tables=[wish.seats(people)] * count, rounds=wish.rounds, only_seated=False)
    fingerprint = group_board.fingerprint(whole)
    locked = _locked(store, board, whole)
    hosts: tuple[int, ...] = ()
    # Who stays at a table through all rounds is a pin to the group builder, which knows nothing of cafés.
    if wish.hosts_stay and wish.rounds > 1 and count > 1:
        hosts = whole.hosts or roles.choose_hosts(store, board, count, wish.rounds)
        places = _host_places(whole, hosts, {person: table for person, table, _turn in locked})
        whole = replace(whole, hosts=(), at=(*whole.at, *places))
    # What is proved rests on the rules, not on the locks: the fingerprint was taken before these.
    problem = replace(whole, locked=locked)
    check(problem, board)
    return Task(board, wish, problem, seed, hosts, fingerprint)


def _nobody(board: Board) -> str:
    if any(person.attendance is not Attendance.ABSENT for person, _table in board.absent):
        return _("Ingen er her når denne delen går. Se under Deltakere når folk kommer og går.")
    return _("Ingen deltakere ennå. Legg til deltakere først, så lager vi grupper.")


def _wish(before: Wish, size: int | None, tables: int | None, rounds: int | None, hosts_stay: bool | None) -> Wish:
    wish = before
    if tables is not None:
        wish = replace(wish, by=GroupsBy.TABLES, amount=tables)
    elif size is not None:
        wish = replace(wish, by=GroupsBy.SIZE, amount=size)
    by_size = wish.by is GroupsBy.SIZE
    if wish.amount < (2 if by_size else 1):
        raise BadInput(_("Velg minst to ved hvert bord.") if by_size else _("Velg minst ett bord."))
    if by_size and wish.amount > MOST_SEATS:
        raise BadInput(_("Velg høyst {most} ved hvert bord.").format(most=MOST_SEATS))
    if rounds is not None:
        if not 1 <= rounds <= 12:
            raise BadInput(_("Velg fra 1 til 12 runder."))
        wish = replace(wish, rounds=rounds)
    return wish if hosts_stay is None else replace(wish, hosts_stay=hosts_stay)


def _host_places(problem: Problem, hosts: Sequence[int], locked: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """A table for each host that has none: where a lock holds them, else one that suits them, in order."""
    bound = dict(problem.at)
    held = {host: locked[host] for host in hosts if host in locked and host not in bound}
    # Rules first, then locks, then whoever needs a table that is easy to reach; the rest of the hosts in order.
    taken = {bound.get(host) for host in hosts} | set(held.values())
    free = [table for table in range(len(problem.tables)) if table not in taken]
    left = [host for host in hosts if host not in bound and host not in held]
    suits = dict(problem.among)
    for host in [host for host in left if host in suits]:
        table = next((table for table in free if table in suits[host]), None)
        if table is not None:
            held[host] = table
            free.remove(table)
            left.remove(host)
    return (*held.items(), *zip(left, free, strict=False))


def _locked(store: Store, board: Board, problem: Problem) -> tuple[tuple[int, int, int], ...]:
    """Locked seats of every round, as (person, table, round); a lock on a table that goes away is let go."""
    rows = store.rows(
        "SELECT s.participant_id, t.number, gr.round FROM seats AS s JOIN group_tables AS t ON t.id = s.table_id"
        " JOIN groupings AS gr ON gr.id = s.grouping_id WHERE gr.part_id = ? AND gr.kind = 'mixed' AND s.locked = 1",
        board.part_id,
    )
    place = {number: table for table, number in enumerate(board.numbers(len(problem.tables)))}
    there = problem.there
    return tuple(
        (board.index[row["participant_id"]], place[row["number"]], row["round"] - 1)
        for row in rows
        if row["participant_id"] in board.index
        and row["number"] in place
        and row["round"] <= problem.rounds
        and there[row["round"] - 1][board.index[row["participant_id"]]]
    )


def solve(
    task: Task,
    *,
    iterations: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    apart: bool = False,
) -> Solution:
    """Search for the best groups; ``apart`` in a process of its own, so that windows stay smooth."""
    search = solve_apart if apart else solve_here
    return search(task.problem, seed=task.seed, iterations=iterations, progress=progress, cancelled=cancelled)


def keep(store: Store, task: Task, solution: Solution) -> Changes:
    """Store groups as they were solved, in one step that can be undone.

    Someone who has left the list since is left out; someone new has no table yet.
    """
    board, wish = task.board, task.wish
    # The search may have taken a while, and the list may have changed meanwhile.
    here = {participant.id for participant in participants.all_(store, board.gathering_id)}
    solved = Solved(
        seed=solution.seed,
        iterations=solution.iterations,
        version=__version__,
        search=solution.version,
        seconds=round(solution.seconds, 3),
        score=solution.score,
        bound=solution.bound,
        proved=solution.proved,
        stopped=solution.stopped,
        fingerprint=task.fingerprint,
        locked=task.problem.locked,
    ).to_text()
    numbers = board.numbers(len(task.problem.tables))
    shape = {number: ("", seats) for number, seats in zip(numbers, task.problem.tables, strict=True)}
    with store.change(_("Lag grupper")) as step:
        _keep_wish(store, board.part_id, wish)
        stays = {board.people[person].id for person in task.hosts}
        for turn, row in enumerate(solution.plan, start=1):
            seats = {
                board.people[person].id: numbers[table]
                for person, table in enumerate(row)
                if table != NOBODY and board.people[person].id in here
            }
            grouping_id = _arrange(store, board, turn, GroupingKind.MIXED, tables=shape, seats=seats, solved=solved)
            step.made = step.made or grouping_id
            if any(rule.kind is RuleKind.SHARE_ROLES and rule.on for rule in board.rules):
                roles.share(store, grouping_id, stays)
        # Rounds that are not wanted any more.
        for extra in store.rows(
            "SELECT id FROM groupings WHERE part_id = ? AND round > ?", board.part_id, len(solution.plan)
        ):
            store.delete("groupings", extra["id"])
    return step.changes


def build(
    store: Store,
    part_id: str,
    *,
    size: int | None = None,
    tables: int | None = None,
    rounds: int | None = None,
    hosts_stay: bool | None = None,
    seed: int = 1,
    iterations: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Changes:
    """Make a part's mixed groups here and now, by size or by number of tables.

    Raises:
        BadInput: as for ``prepare``.
    """
    task = prepare(store, part_id, size=size, tables=tables, rounds=rounds, hosts_stay=hosts_stay, seed=seed)
    return keep(store, task, solve(task, iterations=iterations, progress=progress, cancelled=cancelled))


def _keep_wish(store: Store, part_id: str, wish: Wish) -> None:
    values = (wish.by, wish.amount, wish.rounds, int(wish.hosts_stay), int(wish.join_singles))
    store.connection.execute(
        "INSERT INTO group_wishes VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (part_id) DO UPDATE SET"
        " by = excluded.by, amount = excluded.amount, rounds = excluded.rounds, hosts_stay = excluded.hosts_stay,"
        " join_singles = excluded.join_singles",
        (part_id, *values),
    )


def _arrange(
    store: Store,
    board: Board,
    round: int,
    kind: GroupingKind,
    *,
    tables: Mapping[int, tuple[str, int]],
    seats: Mapping[str, int],
    solved: str,
) -> str:
    """Make a round's tables and seats as given, changing only what differs; ids and locks stay where people stay.

    Args:
        tables: number → (name, seats). seats: participant id → number.
    """
    row = store.one("SELECT * FROM groupings WHERE part_id = ? AND round = ?", board.part_id, round)
    if row is not None and row["kind"] != kind:
        store.delete("groupings", row["id"])
        row = None
    if row is None:
        grouping_id = store.insert(
            "groupings", gathering_id=board.gathering_id, part_id=board.part_id, round=round, kind=kind,
            made_at=store.stamp(), solved=solved,
        )  # fmt: skip
    else:
        grouping_id = row["id"]
        store.update("groupings", grouping_id, made_at=store.stamp(), solved=solved)
    # What the last repair moved says nothing about groups that are made anew.
    store.connection.execute("DELETE FROM group_changes WHERE grouping_id = ?", (grouping_id,))
    known = {row["number"]: row for row in store.rows("SELECT * FROM group_tables WHERE grouping_id = ?", grouping_id)}
    ids = {}
    for number, (name, seats_at) in sorted(tables.items()):
        before = known.pop(number, None)
        if before is None:
            ids[number] = store.insert(
                "group_tables", grouping_id=grouping_id, number=number, name=name, seats=seats_at
            )
            continue
        ids[number] = before["id"]
        if (before["name"], before["seats"]) != (name, seats_at) and (
            kind is GroupingKind.OWN_UNIT or before["seats"] != seats_at
        ):
            # A mixed table keeps the name somebody gave it.
            store.update(
                "group_tables",
                before["id"],
                seats=seats_at,
                name=name if kind is GroupingKind.OWN_UNIT else before["name"],
            )
    was = {
        seat["participant_id"]: seat for seat in store.rows("SELECT * FROM seats WHERE grouping_id = ?", grouping_id)
    }
    for participant_id, number in seats.items():
        before = was.pop(participant_id, None)
        if before is None:
            store.insert("seats", grouping_id=grouping_id, table_id=ids[number], participant_id=participant_id)
        # Somebody at another table leaves task and lock behind; who stays, keeps both.
        elif before["table_id"] != ids[number]:
            store.update("seats", before["id"], table_id=ids[number], group_role="", locked=0)
    for left in was.values():
        store.delete("seats", left["id"])
    for table in known.values():
        store.delete("group_tables", table["id"])
    return grouping_id


# --- own units ---


def own_units(store: Store, part_id: str, *, join_singles: bool | None = None) -> Changes:
    """A table for each unit, named by it; with ``join_singles`` those who are alone from their unit sit together."""
    board = group_board.load(store, part_id)
    present = [number for number, here in enumerate(board.there(1)[0]) if here]
    if not present:
        raise BadInput(_nobody(board))
    wish = board.wish if join_singles is None else replace(board.wish, join_singles=join_singles)
    grouped = group_own_units.tables([board.people[person] for person in present], join_singles=wish.join_singles)
    tables = [(name, tuple(present[person] for person in who)) for name, who in grouped]
    known = [(table.name, table.number) for table in board.tables if board.kind is GroupingKind.OWN_UNIT]
    # Once tables have written, a unit's number is what its answers are found by.
    numbers = group_own_units.numbers([name for name, _who in tables], known, board.written)
    seats = {
        board.people[person].id: number for number, (_name, who) in zip(numbers, tables, strict=True) for person in who
    }
    shape = {number: (name, len(who)) for number, (name, who) in zip(numbers, tables, strict=True)}
    with store.change(_("Grupper etter enhet")) as step:
        _keep_wish(store, part_id, wish)
        step.made = _arrange(store, board, 1, GroupingKind.OWN_UNIT, tables=shape, seats=seats, solved="{}")
        for extra in store.rows("SELECT id FROM groupings WHERE part_id = ? AND round > 1", part_id):
            store.delete("groupings", extra["id"])
    return step.changes


def same_as(store: Store, part_id: str, source_part_id: str) -> Changes:
    """The same groups as an earlier part (base group → cross group → base group)."""
    source = store.rows("SELECT * FROM groupings WHERE part_id = ? ORDER BY round", source_part_id)
    if not source:
        raise BadInput(_("Den delen har ikke grupper ennå."))
    board = group_board.load(store, part_id)
    gone_by_then = {person.id for person, _table in board.absent if person.attendance is not Attendance.ABSENT}
    gone_by_then |= {person.id for person, here in zip(board.people, board.there(1)[0], strict=True) if not here}
    with store.change(_("Samme grupper")) as step:
        tables = store.rows("SELECT * FROM group_tables WHERE grouping_id = ? ORDER BY number", source[0]["id"])
        number = {table["id"]: table["number"] for table in tables}
        seats = {
            row["participant_id"]: number[row["table_id"]]
            for row in store.rows("SELECT * FROM seats WHERE grouping_id = ?", source[0]["id"])
            if row["participant_id"] not in gone_by_then
        }
        for row in store.rows("SELECT id FROM groupings WHERE part_id = ?", part_id):
            store.delete("groupings", row["id"])
        shape = {table["number"]: (table["name"], table["seats"]) for table in tables}
        step.made = _arrange(store, board, 1, GroupingKind(source[0]["kind"]), tables=shape, seats=seats, solved="{}")
    return step.changes
