"""What a move would do: the difference it makes to the group builder's figures, and the best places for one person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from nettverk.i18n import _, _n, join
from nettverk.mixing.score import Score
from nettverk.services.groups.board import NOBODY

if TYPE_CHECKING:
    from nettverk.services.groups.board import Board

NO_EFFECT = Score(0, 0, 0, 0, 0)


def effect(board: Board, moves: Mapping[int, int]) -> Score:
    """How every figure changes when people (number → table or NOBODY) move in this round; negative is better."""
    moves = {person: table for person, table in moves.items() if board.seat[person] != table}
    if not moves:
        return NO_EFFECT
    if any(NOBODY in {table, board.seat[person]} for person, table in moves.items()):
        return Score(*(new - old for new, old in zip(board.moved(moves).score, board.score, strict=True)))
    touched = {board.seat[person] for person in moves} | set(moves.values())
    before = {table: list(board.at[table]) for table in touched}
    after = {
        table: [person for person in who if person not in moves] + [p for p, target in moves.items() if target == table]
        for table, who in before.items()
    }
    old, new = _local(board, before), _local(board, after)
    sizes = [len(who) for who in board.at]
    size_before = _uneven(sizes)
    for table, who in after.items():
        sizes[table] = len(who)
    hard = new.hard - old.hard + _ties(board, moves) - _ties(board, {p: board.seat[p] for p in moves})
    return Score(
        hard,
        new.same_unit - old.same_unit,
        new.repeats - old.repeats,
        new.role - old.role,
        _uneven(sizes) - size_before,
        new.district - old.district,
        new.post - old.post,
    )


def _local(board: Board, tables: Mapping[int, list[int]]) -> Score:
    """The figures that can be counted table by table."""
    problem = board.problem
    hard = same = repeats = role = district = post = 0
    apart = set(problem.pairs_apart)
    hosts = set(problem.hosts)
    for table, who in tables.items():
        hard += max(0, len(who) - problem.limit[table])
        if hosts:
            hard += abs(sum(person in hosts for person in who) - 1)
        for rule in problem.at_least:
            if table in rule.tables:
                hard += max(0, rule.count - sum(person in rule.people for person in who))
        for a, b in combinations(sorted(who), 2):
            same += problem.unit[a] == problem.unit[b]
            role += problem.role[a] == problem.role[b]
            district += bool(problem.district) and problem.district[a] == problem.district[b]
            post += bool(problem.post) and problem.post[a] == problem.post[b]
            times = board.times_met(a, b)
            repeats += 2 * times - 1 if times else 0
            if apart:
                hard += ((a, b) in apart) + ((b, a) in apart)
    return Score(hard, same, repeats, role, 0, district, post)


def _ties(board: Board, places: Mapping[int, int]) -> int:
    """Broken rules that tie the people in ``places`` to others or to a table, with those people at these places."""
    problem, seat = board.problem, board.seat
    broken = sum(places[person] != table for person, table in problem.at if person in places)
    broken += sum(places[person] not in tables for person, tables in problem.among if person in places)
    for a, b in problem.pairs_together:
        if a in places or b in places:
            first, second = places.get(a, seat[a]), places.get(b, seat[b])
            broken += first != second and NOBODY not in {first, second}
    return broken


def _uneven(sizes: list[int]) -> int:
    people = sum(sizes)
    floor, ceil = people // len(sizes), -(-people // len(sizes))
    return sum(max(0, size - ceil, floor - size) ** 2 for size in sizes)


@dataclass(frozen=True, slots=True)
class Place:
    """A better (or as good) place for someone.

    Attributes:
        table: where to. swap_with: who goes the other way, or None for an empty chair.
        effect: what it does to the figures. over: the part of it that is people without a chair.
    """

    table: int
    swap_with: int | None
    effect: Score
    over: int = 0


def best_places(board: Board, person: int, count: int = 3) -> tuple[Place, ...]:
    """The best places for one person, each better than now (or for someone without a table, the best there are)."""
    if not board.tables:
        return ()
    prices = _Prices(board)
    here = board.seat[person]
    rated: list[tuple[int, int, int | None]] = []
    own = prices.at(person, here)
    for table in range(len(board.tables)):
        if table == here:
            continue
        there = prices.at(person, table)
        if len(board.at[table]) < board.tables[table].seats:
            rated.append((there - own, table, None))
        if here == NOBODY:
            continue
        for other in board.at[table]:
            if other not in board.locked:
                back = prices.at(other, here) - prices.at(other, table) - 2 * prices.pair(person, other)
                rated.append((there - own + back, table, other))
    if here == NOBODY and not rated:
        rated = [(prices.at(person, table), table, None) for table in range(len(board.tables))]
    rated.sort(key=lambda row: row[0])
    places: list[Place] = []
    for _price, table, partner in rated[: count * 6]:
        moves = {person: table} if partner is None else {person: table, partner: here}
        places.append(Place(table, partner, effect(board, moves), overfull(board, moves)))
    places.sort(key=lambda place: (board.problem.key(place.effect._asdict()), place.table))
    now = board.problem.key(NO_EFFECT._asdict())
    good = [place for place in places if here == NOBODY or board.problem.key(place.effect._asdict()) < now]
    best: dict[int, Place] = {}
    for place in good:
        best.setdefault(place.table, place)
    return tuple(best.values())[:count]


class _Prices:
    """A rough price of two people at a table, one number, to find the few places worth an exact look."""

    def __init__(self, board: Board) -> None:
        self._board = board
        problem = board.problem
        steps: dict[str, int] = {aim: 60 ** (len(problem.order) - place) for place, aim in enumerate(problem.order)}
        self._unit, self._repeat = steps.get("same_unit", 0), steps.get("repeats", 0)
        self._role = steps.get("role", 0)
        spread = (("post", problem.post), ("district", problem.district))
        self._beside = [(steps.get(aim, 0), kind) for aim, kind in spread if kind]
        self._rule = 60 ** (len(problem.order) + 1)
        self._apart = {pair for a, b in problem.pairs_apart for pair in ((a, b), (b, a))}
        self._together = {pair for a, b in problem.pairs_together for pair in ((a, b), (b, a))}
        self._bound = dict(problem.among) | {person: (table,) for person, table in problem.at}
        self._known: dict[tuple[int, int], int] = {}

    def pair(self, a: int, b: int) -> int:
        """What it costs that two people share a table."""
        problem = self._board.problem
        times = self._board.times_met(a, b)
        price = self._unit * (problem.unit[a] == problem.unit[b]) + self._role * (problem.role[a] == problem.role[b])
        if times:
            price += self._repeat * (2 * times - 1)
        price += sum(step * (kind[a] == kind[b]) for step, kind in self._beside)
        if (a, b) in self._apart:
            price += self._rule
        if (a, b) in self._together:
            price -= self._rule
        return price

    def at(self, person: int, table: int) -> int:
        """What it costs to have someone at a table, with the others there as they are."""
        if table == NOBODY:
            return 0
        key = (person, table)
        if key not in self._known:
            price = sum(self.pair(person, other) for other in self._board.at[table] if other != person)
            if table not in self._bound.get(person, (table,)):
                price += self._rule
            self._known[key] = price
        return self._known[key]


def overfull(board: Board, moves: Mapping[int, int]) -> int:
    """How many more sit where there is no chair for them, after a move."""
    limit = board.problem.limit
    after = [len(who) for who in board.at]
    for person, table in moves.items():
        if board.seat[person] != NOBODY:
            after[board.seat[person]] -= 1
        if table != NOBODY:
            after[table] += 1
    return sum(
        max(0, new - most) - max(0, len(who) - most) for who, new, most in zip(board.at, after, limit, strict=True)
    )


def words(change: Score, over: int = 0) -> str:
    """What a change of the figures means, in a few words; «like godt» where nothing changes.

    Args:
        over: the part of ``hard`` that is people without a chair, see ``overfull``.
    """
    said: list[str] = []
    if over:
        said.append(_("riktig antall ved bordet") if over < 0 else _("for mange ved bordet"))
    if change.hard != over:
        said.append(_("retter en regel") if change.hard < over else _("bryter en regel"))
    if change.same_unit:
        less, more = (
            _n("{n} par færre fra samme enhet", "{n} par færre fra samme enhet", -change.same_unit),
            _n("{n} par til fra samme enhet", "{n} par til fra samme enhet", change.same_unit),
        )
        said.append(less if change.same_unit < 0 else more)
    if change.repeats:
        less, more = (
            _n("{n} gjentatt møte mindre", "{n} færre gjentatte møter", -change.repeats),
            _n("{n} gjentatt møte til", "{n} flere gjentatte møter", change.repeats),
        )
        said.append(less if change.repeats < 0 else more)
    if change.role:
        said.append(_("jevnere tjenester") if change.role < 0 else _("skjevere tjenester"))
    if change.size and not over:
        said.append(_("jevnere bord") if change.size < 0 else _("ujevne bord"))
    if change.post:
        said.append(_("jevnere roller") if change.post < 0 else _("skjevere roller"))
    if change.district:
        said.append(_("jevnere bydeler") if change.district < 0 else _("skjevere bydeler"))
    return join(said[:2]) if said else _("like godt")


def tone(change: Score, order: tuple[str, ...]) -> str:
    """``ok`` where a change is for the better, ``warn`` where it is for the worse, else empty."""
    figures = change._asdict()
    for aim in ("hard", *order):
        if figures[aim]:
            return "ok" if figures[aim] < 0 else "warn"
    return ""


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """What a move would do to the groups, for people to read.

    Attributes:
        text: a few words, see ``words``. tone: ``ok``, ``warn`` or empty, see ``tone``.
    """

    text: str
    tone: str


def describe(board: Board, moves: Mapping[int, int]) -> MoveEffect:
    """What happens to the groups if people (number → table or NOBODY) move in this round."""
    change = effect(board, moves)
    return MoveEffect(words(change, overfull(board, moves)), tone(change, board.problem.order))
