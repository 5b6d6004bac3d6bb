"""What a move would do: the difference it makes to the group builder's figures, and the best places for one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nettverk.domain.groups import Tone
from nettverk.i18n import _, _n, join
from nettverk.mixing.aims import Figure, Score
from nettverk.services.groups.board import NOBODY

if TYPE_CHECKING:
    from nettverk.services.groups.board import Board

NO_EFFECT = Score(0, 0, 0, 0, 0)


def effect(board: Board, moves: Mapping[int, int]) -> Score:
    """How every figure changes when people (number → table or NOBODY) move in this round; negative is better."""
    moves = {person: table for person, table in moves.items() if board.seat[person] != table}
    if not moves:
        return NO_EFFECT
    live = board.live_score
    return live.after(moves, board.round - 1).since(live.score)


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
                # Both prices count the other one as still there, so what the two cost each other is taken off twice.
                back = prices.at(other, here) - prices.at(other, table) - 2 * prices.pair(person, other)
                rated.append((there - own + back, table, other))
    # Every table is full: then the one where it does least harm.
    if here == NOBODY and not rated:
        rated = [(prices.at(person, table), table, None) for table in range(len(board.tables))]
    # A rough price finds the few places worth asking the group builder about.
    rated.sort(key=lambda row: row[0])
    places: list[Place] = []
    for _price, table, partner in rated[: count * 6]:
        moves = {person: table} if partner is None else {person: table, partner: here}
        places.append(Place(table, partner, effect(board, moves), overfull(board, moves)))
    places.sort(key=lambda place: (board.problem.key(place.effect), place.table))
    now = board.problem.key(NO_EFFECT)
    good = [place for place in places if here == NOBODY or board.problem.key(place.effect) < now]
    # One suggestion for each table: three ways to the same table are no choice.
    best: dict[int, Place] = {}
    for place in good:
        best.setdefault(place.table, place)
    return tuple(best.values())[:count]


class _Prices:
    """A rough price of two people at a table, one number, to find the few places worth an exact look."""

    def __init__(self, board: Board) -> None:
        self._board = board
        problem = board.problem
        # Each aim is so much dearer than the next that no number of pairs at a table makes up for it.
        steps: dict[Figure, int] = {aim: 60 ** (len(problem.order) - place) for place, aim in enumerate(problem.order)}
        self._repeat = steps.get(Figure.REPEATS, 0)
        alike = (
            (Figure.SAME_UNIT, problem.unit),
            (Figure.SERVICE, problem.service),
            (Figure.ROLE, problem.role),
            (Figure.DISTRICT, problem.district),
        )
        self._alike = [(steps[aim], kind) for aim, kind in alike if kind and aim in steps]
        self._rule = 60 ** (len(problem.order) + 1)
        self._apart = {pair for a, b in problem.pairs_apart for pair in ((a, b), (b, a))}
        self._together = {pair for a, b in problem.pairs_together for pair in ((a, b), (b, a))}
        self._bound = dict(problem.among) | {person: (table,) for person, table in problem.at}
        # The same person at the same table is asked for in every swap.
        self._known: dict[tuple[int, int], int] = {}

    def pair(self, a: int, b: int) -> int:
        """What it costs that two people share a table."""
        price = 0
        for step, kind in self._alike:
            if kind[a] == kind[b]:
                price += step
        times = self._board.times_met(a, b)
        if times:
            price += self._repeat * (2 * times - 1)
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
    parts: list[str] = []
    if over:
        parts.append(_("riktig antall ved bordet") if over < 0 else _("for mange ved bordet"))
    if change.hard != over:
        parts.append(_("oppfyller en regel") if change.hard < over else _("bryter en regel"))
    if change.same_unit:
        less, more = (
            _n("{n} par færre fra samme enhet", "{n} par færre fra samme enhet", -change.same_unit),
            _n("{n} par til fra samme enhet", "{n} par til fra samme enhet", change.same_unit),
        )
        parts.append(less if change.same_unit < 0 else more)
    if change.repeats:
        less, more = (
            _n("{n} gjentatt møte mindre", "{n} færre gjentatte møter", -change.repeats),
            _n("{n} gjentatt møte til", "{n} flere gjentatte møter", change.repeats),
        )
        parts.append(less if change.repeats < 0 else more)
    if change.service:
        parts.append(_("jevnere tjenester") if change.service < 0 else _("skjevere tjenester"))
    if change.size and not over:
        parts.append(_("jevnere bord") if change.size < 0 else _("ujevne bord"))
    if change.role:
        parts.append(_("jevnere roller") if change.role < 0 else _("skjevere roller"))
    if change.district:
        parts.append(_("jevnere bydeler") if change.district < 0 else _("skjevere bydeler"))
    return join(parts[:2]) if parts else _("like godt")


def tone(change: Score, order: Sequence[Figure]) -> Tone:
    """OK where a change is for the better, WARN where it is for the worse, by the first figure that it touches."""
    for figure in (Figure.HARD, *order):
        if change.of(figure):
            return Tone.OK if change.of(figure) < 0 else Tone.WARN
    return Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """What a move would do to the groups, for people to read.

    Attributes:
        text: a few words, see ``words``. tone: see ``tone``.
    """

    text: str
    tone: Tone


def describe(board: Board, moves: Mapping[int, int]) -> MoveEffect:
    """What happens to the groups if people (number → table or NOBODY) move in this round."""
    change = effect(board, moves)
    return MoveEffect(words(change, overfull(board, moves)), tone(change, board.problem.order))
