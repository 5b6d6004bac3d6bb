"""The groups of one part as a board: who is coming, where they sit, whom they have met, which rules hold.

A ``Board`` is a plain value that the windows can keep and ask without the database. People are known by their number in
``people``, tables by their number from 0. Its figures are the group builder's own (``nettverk.mixing``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import RuleKind
from nettverk.domain.groups import GroupingKind, GroupsBy
from nettverk.domain.methods import USUAL_ROUNDS, Method
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import MAIN_KINDS, Organising, PartKind
from nettverk.i18n import _
from nettverk.mixing.aims import Figure, Score
from nettverk.mixing.live_score import LiveScore
from nettverk.mixing.problem import ABSENT, AtLeast, Problem
from nettverk.mixing.reading import PUBLISHED
from nettverk.mixing.score import score
from nettverk.services import hours, methods, participants, reflections
from nettverk.services.groups import history as group_history
from nettverk.services.groups import rules as group_rules
from nettverk.services.groups.rules import Shortage, Terms
from nettverk.services.groups.solved import Solved

if TYPE_CHECKING:
    from nettverk.domain.group_rules import GroupRule
    from nettverk.domain.half_day import PartTimes
    from nettverk.domain.participants import Participant
    from nettverk.services.groups.history import Sitting
    from nettverk.storage.store import Store

NOBODY = ABSENT
"""Instead of a table's number: has no table."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a part's groups are wanted.

    Attributes:
        by: whether ``amount`` is people at a table or tables.
        hosts_stay: dialogkafé, where table hosts stay while the others walk.
        join_singles: own-unit groups put people who are alone from their unit together.
    """

    by: GroupsBy = GroupsBy.SIZE
    amount: int = 6
    rounds: int = 1
    hosts_stay: bool = False
    join_singles: bool = False

    def tables(self, people: int) -> int:
        """How many tables that gives for so many people; none for nobody."""
        if not people:
            return 0
        return min(people, self.amount) if self.by is GroupsBy.TABLES else -(-people // self.amount)

    def seats(self, people: int) -> int:
        """How many seats each table has for so many people."""
        count = self.tables(people)
        return max(-(-people // count) if count else 0, self.amount if self.by is GroupsBy.SIZE else 0)


@dataclass(frozen=True, slots=True)
class BoardTable:
    """A table on the board; ``place`` is where it stands on the floor plan, thousandths of the room, or None."""

    id: str
    number: int
    name: str
    seats: int
    place: tuple[int, int] | None = None

    @property
    def title(self) -> str:
        """«Bord 3», or the name it was given: a unit's, or one that somebody wrote."""
        return self.name or _("Bord {number}").format(number=self.number)


@dataclass(frozen=True)
class Board:
    """The groups of a part in one of its rounds.

    Attributes:
        kind: as the groups are. wanted: the same, as the plan has it now.
        round: the one on the board, from 1; rows of ``rows`` are all rounds in order.
        people: those who are coming and are there for any of the part, as Norwegian lists sort.
        absent: (participant, table or NOBODY) of those who are not, and of those who are not there in this round.
        rows: for each round, each person's table or NOBODY.
        locked, roles: for the round on the board, who stays put, and who is ordstyrer, tidtaker …
        met: pair (lower number first) → sittings where they shared a table, oldest first. past: those sittings' tables.
        solved: what the builder said when it last made these groups.
        visits: how many earlier gatherings each person has been registered for.
        written: numbers of tables that have written answers in this part.
        times: when the part runs, where somebody is there half the day; None where nobody is.
        to_free: seats, in any round, of people who are not there then.
    """

    gathering_id: str
    part_id: str
    part_title: str
    part_number: int
    method: Method | None
    grouping_id: str
    kind: GroupingKind
    round: int
    wish: Wish
    tables: tuple[BoardTable, ...]
    people: tuple[Participant, ...]
    absent: tuple[tuple[Participant, int], ...]
    rows: tuple[tuple[int, ...], ...]
    locked: frozenset[int]
    roles: Mapping[int, str]
    met: Mapping[tuple[int, int], tuple[int, ...]]
    sittings: tuple[Sitting, ...]
    past: tuple[tuple[tuple[int, ...], ...], ...]
    rules: tuple[GroupRule, ...]
    solved: Solved
    grouping_ids: tuple[str, ...] = ()
    visits: tuple[int, ...] = ()
    wanted: GroupingKind = GroupingKind.MIXED
    written: tuple[int, ...] = ()
    times: PartTimes | None = None
    to_free: int = 0

    # --- who is there ---

    def there(self, rounds: int = 0) -> tuple[tuple[bool, ...], ...]:
        """For each round (as many as there are groups for, where none are given), who of ``people`` is there in it."""
        rounds = max(1, rounds or self.rounds)
        if self.times is None:
            return ((True,) * len(self.people),) * rounds
        each = [self.times.there(person, rounds) for person in self.people]
        return tuple(tuple(here[turn] for here in each) for turn in range(rounds))

    def crowd(self, rounds: int) -> int:
        """How many there are to seat in the round that has most, of so many rounds."""
        return max(sum(row) for row in self.there(rounds))

    @property
    def is_expecting(self) -> bool:
        """Whether anybody comes to the gathering, be it to another part."""
        return bool(self.people) or any(who.attendance is not Attendance.ABSENT for who, _table in self.absent)

    @cached_property
    def here(self) -> tuple[bool, ...]:
        """Who of ``people`` is there in the round on the board."""
        return self.there()[self.round - 1]

    # --- who sits where ---

    @property
    def rounds(self) -> int:
        """How many rounds there are groups for."""
        return len(self.rows)

    @property
    def seat(self) -> tuple[int, ...]:
        """Each person's table in the round on the board."""
        return self.rows[self.round - 1] if self.rows else (NOBODY,) * len(self.people)

    @cached_property
    def at(self) -> tuple[tuple[int, ...], ...]:
        """For each table, who sits there now, in list order."""
        sitting: list[list[int]] = [[] for _table in self.tables]
        for person, table in enumerate(self.seat):
            if table != NOBODY:
                sitting[table].append(person)
        return tuple(tuple(who) for who in sitting)

    @cached_property
    def unseated(self) -> tuple[int, ...]:
        """Those who are there in this round but have no table."""
        if not self.tables:
            return ()
        return tuple(person for person, table in enumerate(self.seat) if table == NOBODY and self.here[person])

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Participant id → number in ``people``."""
        return {participant.id: number for number, participant in enumerate(self.people)}

    def numbers(self, count: int) -> tuple[int, ...]:
        """The numbers of so many tables: those on the board where it has as many, else from 1."""
        if count == len(self.tables):
            return tuple(table.number for table in self.tables)
        return tuple(range(1, count + 1))

    def moved(self, moves: Mapping[int, int]) -> Board:
        """The board with people at other tables in this round."""
        row = list(self.seat)
        for person, table in moves.items():
            row[person] = table
        rows = (*self.rows[: self.round - 1], tuple(row), *self.rows[self.round :])
        after = replace(self, rows=rows)
        after._inherit(self)
        return after

    def _inherit(self, other: Board) -> None:
        """Take over what was worked out for a board of the same people, tables, history and rules."""
        # A board is made anew for every move while somebody drags; working all this out again would be seen.
        same = ["index", "terms", "fingerprint"] if self.tables_alike(other) else []
        if same and self.unseated == other.unseated and self.rounds == other.rounds == 1:
            same.append("problem")
        for name in same:
            if name in other.__dict__:
                self.__dict__[name] = other.__dict__[name]

    def tables_alike(self, other: Board) -> bool:
        """Whether both have the same people, history and rules, and tables with as many chairs, in as many rounds."""
        mine, theirs = ([(table.number, table.seats) for table in board.tables] for board in (self, other))
        alike = self.people is other.people and self.met is other.met and self.rules is other.rules
        return alike and mine == theirs and self.rounds == other.rounds

    # --- what the group builder knows ---

    @cached_property
    def terms(self) -> Terms:
        """The rules in force, in numbers of people and tables."""
        return group_rules.terms(self.rules, self.people, self.numbers(len(self.tables)), self.there())

    @cached_property
    def shortages(self) -> tuple[Shortage, ...]:
        """Rules that cannot hold at every table: those on the board, or as many as are wanted before there are any."""
        if not self.people or self.wanted is not GroupingKind.MIXED:
            return ()
        rounds = self.rounds or self.wish.rounds
        count = len(self.tables) or self.wish.tables(self.crowd(rounds))
        return group_rules.shortages(self.rules, self.people, count, self.there(rounds))

    @cached_property
    def problem(self) -> Problem:
        """What these groups are judged by: everyone who has a table, all rounds."""
        return problem_of(
            self, tables=[table.seats for table in self.tables], rounds=max(1, self.rounds), only_seated=True
        )

    @cached_property
    def score(self) -> Score:
        """The group builder's own figures for all rounds, as the tables are now."""
        # Nothing has been made yet: nobody sits anywhere, and nothing is wrong.
        if not self.tables or not self.rows:
            return Score(0, 0, 0, 0, 0)
        return score(self.problem, self.rows)

    @cached_property
    def live_score(self) -> LiveScore:
        """The same figures, ready to be asked what a move would do. It is not for several threads at once."""
        return LiveScore(self.problem, self.rows, known=self.score)

    @cached_property
    def elsewhere(self) -> Mapping[tuple[int, int], int]:
        """How often pairs (lower number first) share a table in the other rounds of this part."""
        times: dict[tuple[int, int], int] = {}
        for turn, row in enumerate(self.rows, start=1):
            if turn == self.round:
                continue
            sitting: dict[int, list[int]] = {}
            for person, table in enumerate(row):
                if table != NOBODY:
                    sitting.setdefault(table, []).append(person)
            for who in sitting.values():
                for pair in combinations(who, 2):
                    times[pair] = times.get(pair, 0) + 1
        return times

    def times_met(self, a: int, b: int) -> int:
        """How often two people share a table otherwise: before this part, and in its other rounds."""
        # With one round there is no elsewhere, and this is asked thousands of times while people are dragged.
        pair = (a, b) if a < b else (b, a)
        return len(self.met.get(pair, ())) + (self.elsewhere.get(pair, 0) if len(self.rows) > 1 else 0)

    @cached_property
    def base(self) -> int | None:
        """The sitting earlier today whose groups these are again, but for a few who were moved; None for new groups."""
        here = (
            {frozenset(who) for who in self.at if len(who) > 1}
            if self.rounds == 1 and self.kind is GroupingKind.MIXED
            else set()
        )
        # Base group → cross group → base group: the latest sitting today that half of the tables come from.
        for number in range(len(self.sittings) - 1, -1, -1):
            alike = here & {frozenset(who) for who in self.past[number]}
            if self.sittings[number].today and 2 * len(alike) >= max(2, len(here)):
                return number
        return None

    @cached_property
    def kept(self) -> frozenset[tuple[int, int]]:
        """Pairs (lower number first) who are together again because these are the same groups as earlier today."""
        tables = self.past[self.base] if self.base is not None else ()
        return frozenset(pair for who in tables for pair in combinations(sorted(who), 2))

    @cached_property
    def fingerprint(self) -> str:
        """Tells whether what was proved about the groups still speaks of the same people, tables, history and rules."""
        whole = problem_of(
            self, tables=[table.seats for table in self.tables], rounds=max(1, self.rounds), only_seated=False
        )
        return fingerprint(whole)


def fingerprint(problem: Problem) -> str:
    """A short hash of everything in a problem but what is locked and what was published.

    It is kept with the groups in people's files. So the order of the values, and the published words for the aims, stay
    as they were when the first groups were stored; what could be said only later counts only where something is said.
    """
    import hashlib

    values: list[object] = [problem.unit, problem.service, problem.tables, problem.district]
    values += [problem.role] if problem.role else []
    values += [problem.rounds, problem.met, problem.past, problem.apart, problem.together, problem.at]
    values += [problem.among] if problem.among else []
    # The two empty ones and the last stand where the first program had what is locked, what was published, and a name.
    values += [problem.hosts, (), problem.at_least, problem.present, (), problem.capacity]
    values += [tuple(PUBLISHED[aim] for aim in problem.order)]
    values += [tuple((PUBLISHED[aim], weight) for aim, weight in problem.weights), ""]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def problem_of(board: Board, *, tables: Sequence[int], rounds: int, only_seated: bool) -> Problem:
    """The board as the group builder reads it.

    Args:
        tables: seats of each; may be another number of tables than the board has now.
        only_seated: leave out those who have no table, to score what is there.
    """
    same = len(tables) == len(board.tables)
    # Rules name tables by number, so another number of tables may mean other tables.
    same = same and rounds == max(1, board.rounds)
    presence = board.there(rounds)
    rules = board.terms if same else group_rules.terms(board.rules, board.people, board.numbers(len(tables)), presence)
    people = board.people
    aims = rules.aims
    order = [
        aim
        for aim, wanted in (
            (Figure.SAME_UNIT, True),
            (Figure.REPEATS, RuleKind.NEW_MEETINGS in aims),
            (Figure.SERVICE, RuleKind.MIX_SERVICES in aims),
            (Figure.SIZE, True),
            (Figure.ROLE, RuleKind.MIX_ROLES in aims),
            (Figure.DISTRICT, RuleKind.MIX_DISTRICTS in aims),
        )
        if wanted
    ]
    # The score of people without a table would be that of one table too many, so they are left out instead.
    away = []
    for number in range(len(people)):
        there = tuple(
            turn
            for turn in range(rounds)
            if presence[turn][number] and (not (only_seated and board.rows) or board.rows[turn][number] != NOBODY)
        )
        if len(there) < rounds:
            away.append((number, there))
    return Problem(
        unit=_numbered([person.unit_id for person in people]),
        service=_numbered([person.service_id for person in people]),
        role=_numbered([person.role.casefold() for person in people]) if RuleKind.MIX_ROLES in aims else (),
        district=_numbered([person.district_name for person in people]) if RuleKind.MIX_DISTRICTS in aims else (),
        tables=tuple(tables),
        rounds=rounds,
        met=tuple((a, b, len(times)) for (a, b), times in sorted(board.met.items())),
        past=board.past,
        apart=rules.apart,
        together=rules.together,
        at=rules.at,
        among=rules.among,
        hosts=rules.hosts,
        at_least=tuple(AtLeast(who, tuple(range(len(tables)))) for who, _name in rules.at_least),
        present=tuple(away),
        order=tuple(order),
        name=board.part_title,
    )


def _numbered(words: Sequence[str]) -> tuple[int, ...]:
    numbers: dict[str, int] = {}
    return tuple(numbers.setdefault(word, len(numbers)) for word in words)


# --- reading it from the database ---


def wish(store: Store, part_id: str) -> Wish:
    """How a part's groups are wanted; the usual for its method where nobody has said."""
    row = store.one("SELECT * FROM group_wishes WHERE part_id = ?", part_id)
    if row is None:
        method = store.value("SELECT method FROM parts WHERE id = ?", part_id)
        return _usual(methods.all_(store).get(method))
    return Wish(GroupsBy(row["by"]), row["amount"], row["rounds"], bool(row["hosts_stay"]), bool(row["join_singles"]))


def _usual(method: Method | None) -> Wish:
    usual = Wish()
    if method is None:
        return usual
    return replace(
        usual,
        amount=method.group_size or usual.amount,
        rounds=USUAL_ROUNDS if method.rounds else usual.rounds,
        hosts_stay=method.hosts_stay,
    )


def load(store: Store, part_id: str, round: int = 1) -> Board:
    """The board of a part, also where no groups are made yet.

    Raises:
        BadInput: the part is not in this file.
    """
    part = store.one("SELECT * FROM parts WHERE id = ?", part_id)
    if part is None:
        raise BadInput(_("Delen finnes ikke lenger."))
    everyone = participants.all_(store, part["gathering_id"])
    times = hours.part_times(store, part["gathering_id"], everyone).get(part_id)
    coming = tuple(
        participant
        for participant in everyone
        if participant.attendance is not Attendance.ABSENT and (times is None or times.touches(participant))
    )
    expected = {participant.id for participant in coming}
    absent = tuple((participant, NOBODY) for participant in everyone if participant.id not in expected)
    wanted = GroupingKind.OWN_UNIT if part["organising"] == Organising.OWN_UNIT else GroupingKind.MIXED
    kind = PartKind(part["kind"])
    history = group_history.before(store, part_id, coming)
    empty = Board(
        gathering_id=part["gathering_id"],
        part_id=part_id,
        part_title=part["title"],
        part_number=MAIN_KINDS.index(kind) + 1 if kind in MAIN_KINDS else 0,
        method=methods.all_(store).get(part["method"]),
        grouping_id="",
        kind=wanted,
        round=1,
        wish=wish(store, part_id),
        tables=(),
        people=coming,
        absent=absent,
        rows=(),
        locked=frozenset(),
        roles={},
        met=history.met,
        sittings=history.sittings,
        past=history.past,
        rules=group_rules.all_(store, part["gathering_id"]),
        solved=Solved(),
        wanted=wanted,
        visits=_visits(store, part["gathering_id"], coming),
        written=reflections.tables(store, part["gathering_id"], part_id),
        times=times,
    )
    return seated(store, empty, round)


def _visits(store: Store, gathering_id: str, people: Sequence[Participant]) -> tuple[int, ...]:
    counts = {
        row["person_id"]: row["times"]
        for row in store.rows(
            "SELECT other.person_id, count(*) AS times FROM participants AS here JOIN participants AS other"
            " ON other.person_id = here.person_id AND other.gathering_id <> here.gathering_id"
            " WHERE here.gathering_id = ? GROUP BY other.person_id",
            gathering_id,
        )
    }
    return tuple(counts.get(participant.person_id, 0) for participant in people)


def seated(store: Store, board: Board, round: int = 0) -> Board:
    """The same people, history and rules with tables and seats as the file has them now: the fast way after a move."""
    groupings = store.rows("SELECT * FROM groupings WHERE part_id = ? ORDER BY round", board.part_id)
    if not groupings:
        return replace(
            board,
            grouping_id="",
            grouping_ids=(),
            tables=(),
            rows=(),
            locked=frozenset(),
            roles={},
            solved=Solved(),
            round=1,
            to_free=0,
        )
    turn = min(max(1, round or board.round), len(groupings))
    shown = groupings[turn - 1]
    places = {
        row["number"]: (row["x"], row["y"])
        for row in store.rows("SELECT * FROM table_places WHERE part_id = ?", board.part_id)
    }
    tables = tuple(
        BoardTable(row["id"], row["number"], row["name"], row["seats"], places.get(row["number"]))
        for row in store.rows("SELECT * FROM group_tables WHERE grouping_id = ? ORDER BY number", shown["id"])
    )
    # Rounds share their tables by number: a table has a row in each round, but is one table to everybody.
    number = {table.number: index for index, table in enumerate(tables)}
    there = board.there(len(groupings))
    out = [participant for participant, _table in board.absent if participant.id not in board.index]
    out += [participant for participant, here in zip(board.people, there[turn - 1], strict=True) if not here]
    gone = {participant.id: (participant, place) for place, participant in enumerate(out)}
    absent = [(participant, NOBODY) for participant in out]
    rows, locked, roles, to_free = [], set(), {}, 0
    for turn_number, grouping in enumerate(groupings, start=1):
        row_of = [NOBODY] * len(board.people)
        for seat in store.rows(
            "SELECT s.participant_id, s.locked, s.group_role, t.number FROM seats AS s"
            " JOIN group_tables AS t ON t.id = s.table_id WHERE s.grouping_id = ?",
            grouping["id"],
        ):
            person, table = board.index.get(seat["participant_id"]), number.get(seat["number"], NOBODY)
            # Who has gone by then, or has not come yet, keeps no company at a table.
            if person is not None and not there[turn_number - 1][person]:
                person = None
            if person is not None:
                row_of[person] = table
            else:
                to_free += 1
            # Locks and tasks are shown for one round at a time; only where people sit is needed of the others.
            if turn_number != turn:
                continue
            if person is None:
                if seat["participant_id"] in gone:
                    participant, place = gone[seat["participant_id"]]
                    absent[place] = (participant, table)
                continue
            if seat["locked"]:
                locked.add(person)
            if seat["group_role"]:
                roles[person] = seat["group_role"]
        rows.append(tuple(row_of))
    reseated = replace(
        board,
        grouping_id=shown["id"],
        grouping_ids=tuple(grouping["id"] for grouping in groupings),
        kind=GroupingKind(shown["kind"]),
        round=turn,
        tables=tables,
        absent=tuple(absent),
        rows=tuple(rows),
        locked=frozenset(locked),
        roles=roles,
        solved=Solved.from_text(shown["solved"]),
        wish=wish(store, board.part_id),
        to_free=to_free,
    )
    reseated._inherit(board)
    return reseated
