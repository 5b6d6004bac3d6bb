"""What no plan can beat, each figure with the reason, so that «best» is said only where it is known.

Every bound holds for plans that keep the rules. The sharper repeats bound also needs every unit spread as well as it
can be; it is used only where that aim comes first and is met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from nettverk.mixing.aims import BESIDE, FIVE, Figure, Score
from nettverk.mixing.problem import Problem
from nettverk.mixing.score import min_pairs, repeat_price


class Reason(StrEnum):
    """Why no plan goes below a bound.

    Attributes:
        RULES: nothing can be below nought. SPREAD: so many of one kind at so few tables.
        FORCED: the same, with those that rules hold together. SIZES: the seats there are.
        DEGREE: everyone needs so many partners, at best the cheapest they may have.
        COINCIDENCE: old tables are dealt on so many new ones. PARTITION: see ``partition``.
        EXHAUSTED: every plan that could be better was tried.
    """

    RULES = "rules"
    SPREAD = "spread"
    FORCED = "forced"
    DEGREE = "degree"
    COINCIDENCE = "coincidence"
    SIZES = "sizes"
    PARTITION = "partition"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class Bound:
    """A value no plan goes below, and why."""

    value: int
    why: Reason


Bounds = dict[Figure, Bound]


def bounds(problem: Problem, *, units_even: bool = False) -> Bounds:
    """A bound for each figure; ``units_even`` when only plans with same_unit at its bound are still in question."""
    known = _plain_bounds(problem)
    return sharpened(problem, known) if units_even else known


def no_bounds() -> Bounds:
    """What is known before anything is counted: nothing goes below nought."""
    return {figure: Bound(0, Reason.RULES) for figure in (*FIVE, *BESIDE)}


def sharpened(problem: Problem, known: Bounds) -> Bounds:
    """The bounds for plans with same_unit at its bound."""
    # Colleagues who never share a table in such plans are no partners, so everybody has fewer cheap ones.
    degree = Bound(_degree(problem, units_even=True), Reason.DEGREE)
    return known | {Figure.REPEATS: max(known[Figure.REPEATS], degree, key=lambda bound: bound.value)}


def _plain_bounds(problem: Problem) -> Bounds:
    out = {
        Figure.HARD: Bound(0, Reason.RULES),
        Figure.SAME_UNIT: _spread(problem, problem.unit, relative=False),
        Figure.SERVICE: _spread(problem, problem.service, relative=True),
        Figure.SIZE: Bound(_sizes(problem), Reason.SIZES),
        Figure.ROLE: _spread(problem, problem.role, relative=True) if problem.role else Bound(0, Reason.SPREAD),
        Figure.DISTRICT: _spread(problem, problem.district, relative=True)
        if problem.district
        else Bound(0, Reason.SPREAD),
    }
    # Neither of the two is always the stronger: long histories favour the first, small tables the second.
    repeats = [
        Bound(_coincidence(problem), Reason.COINCIDENCE),
        Bound(_degree(problem, units_even=False), Reason.DEGREE),
    ]
    out[Figure.REPEATS] = max(repeats, key=lambda bound: bound.value)
    return {figure: out[figure] for figure in (*FIVE, *BESIDE)}


def fitting(problem: Problem, score: Score, sharp: Bounds, plain: Bounds) -> Bounds:
    """The bounds that hold beside this score: the sharp ones where what they lean on is reached, else plainer ones."""
    if score.hard:
        return bounds(without_rules(problem))
    return sharp if leans_well(problem, score, sharp) else plain


def leans_well(problem: Problem, score: Score, sharp: Bounds) -> bool:
    """Whether units come before repeats and are spread as well as they can be, as the sharp bounds presume."""
    # With weights instead of an order, a plan may well put up with a colleague for fewer repeats.
    order = problem.order
    if problem.weights or not {Figure.SAME_UNIT, Figure.REPEATS} <= set(order):
        return False
    first = order.index(Figure.SAME_UNIT) < order.index(Figure.REPEATS)
    return first and score.same_unit == sharp[Figure.SAME_UNIT].value


def without_rules(problem: Problem) -> Problem:
    """The problem with its aims alone, for what holds even when rules are broken."""
    # A table too full is a broken rule too, so seats go with the rules.
    seats = (problem.people,) * len(problem.tables)
    return replace(problem, apart=(), together=(), at=(), among=(), hosts=(), locked=(), at_least=(), capacity=seats)


def proved(score: Score, known: Bounds) -> tuple[Figure, ...]:
    """The figures that meet their bound, so that no plan has less."""
    return tuple([figure for figure, bound in known.items() if score.of(figure) == bound.value])


class Blocks:
    """People who share a table in a round whatever the plan: sets that sit together, and people bound to one table."""

    def __init__(self, problem: Problem, turn: int) -> None:
        there = problem.there[turn]
        self._parent = list(range(problem.people))
        self.table: dict[int, int] = {}
        pins = [*problem.at, *((p, t) for p, t, when in problem.locked if when == turn)]
        by_table: dict[int, int] = {}
        # A union-find: every person points at another of the block, and the last of the chain is its number.
        for a, b in problem.pairs_together:
            if there[a] and there[b]:
                self._join(a, b)
        for person, table in pins:
            if there[person]:
                self._join(person, by_table.setdefault(table, person))
        for table, person in by_table.items():
            self.table[self.of(person)] = table

    def of(self, person: int) -> int:
        """The number of the block a person belongs to."""
        while self._parent[person] != person:
            self._parent[person] = self._parent[self._parent[person]]
            person = self._parent[person]
        return person

    def _join(self, a: int, b: int) -> None:
        self._parent[self.of(a)] = self.of(b)

    def sets(self) -> list[list[int]]:
        """The blocks that have two or more people in them."""
        blocks: dict[int, list[int]] = {}
        for person in range(len(self._parent)):
            blocks.setdefault(self.of(person), []).append(person)
        return [people for people in blocks.values() if len(people) > 1]


def _spread(problem: Problem, kind: Sequence[int], *, relative: bool) -> Bound:
    """Fewest pairs of one kind at one table over all rounds; relative: beyond the most even split."""
    tables, total, even = len(problem.tables), 0, 0
    for turn in range(problem.rounds):
        blocks = Blocks(problem, turn)
        members: dict[int, list[int]] = {}
        for person, here in enumerate(problem.there[turn]):
            if here:
                members.setdefault(kind[person], []).append(person)
        for people in members.values():
            even += min_pairs(len(people), tables)
            total += _fewest(problem, blocks, people)
    forced = total > even
    return Bound(total - even if relative else total, Reason.FORCED if forced else Reason.SPREAD)


def _fewest(problem: Problem, blocks: Blocks, people: list[int]) -> int:
    """Fewest pairs among these people at one table, with those that blocks hold together."""
    tables, limit = len(problem.tables), problem.limit
    weight = Counter(blocks.of(person) for person in people)
    floor = [0] * tables
    loose = []
    for block, count in weight.items():
        if block in blocks.table:
            floor[blocks.table[block]] += count
        elif count > 1:
            loose.append(count)
    # Where tables are roomy, blocks can take a table each; else nothing is promised about where they go.
    roomy = min(limit) >= -(-len(people) // tables) + max(loose, default=0)
    for count in sorted(loose, reverse=True):
        free = next((t for t in range(tables) if not floor[t]), None)
        if free is not None and roomy:
            floor[free] = count
    rest = len(people) - sum(floor)
    level = list(floor)
    if not any(floor) and min(limit) >= -(-rest // tables):
        return min_pairs(rest, tables)
    # The price of one more is convex, so seating each where fewest of the kind sit is best.
    for _person in range(rest):
        open_tables = [t for t in range(tables) if level[t] < limit[t]] or list(range(tables))
        level[min(open_tables, key=lambda t: level[t])] += 1
    return sum(c * (c - 1) // 2 for c in level)


def _sizes(problem: Problem) -> int:
    """Least unevenness that the seats allow: seat people one by one where it costs least (the price is convex)."""
    total = 0
    for turn in range(problem.rounds):
        crowd, tables = problem.crowd(turn), len(problem.tables)
        floor, ceil = crowd // tables, -(-crowd // tables)
        if min(problem.limit) >= ceil:
            continue
        size = [min(floor, most) for most in problem.limit]
        for _person in range(crowd - sum(size)):
            room = [t for t in range(tables) if size[t] < problem.limit[t]] or list(range(tables))
            size[min(room, key=lambda t: size[t])] += 1
        total += sum(max(0, s - ceil, floor - s) ** 2 for s in size)
    return total


def _coincidence(problem: Problem) -> int:
    """Repeats that old tables and today's earlier rounds force, as each of them is dealt on so many tables again."""
    tables = len(problem.tables)
    left = {(a, b): times for a, b, times in problem.met}
    total = 0
    for sitting in problem.past:
        for people in sitting:
            pairs = [(min(a, b), max(a, b)) for i, a in enumerate(people) for b in people[i + 1 :]]
            # A sitting that the counts do not know of would promise repeats that nobody pays.
            if any(left.get(pair, 0) < 1 for pair in pairs):
                continue
            for pair in pairs:
                left[pair] -= 1
            total += sum(min_pairs(sum(there[p] for p in people), tables) for there in problem.there)
    # Today's earlier rounds are old tables too, once they are dealt; of two rounds, those who are in both count.
    for turn, there in enumerate(problem.there):
        for earlier in problem.there[:turn]:
            both = sum(a and b for a, b in zip(there, earlier, strict=True))
            each, over = divmod(both, tables)
            total += over * min_pairs(each + 1, tables) + (tables - over) * min_pairs(each, tables)
    return total


def _degree(problem: Problem, *, units_even: bool) -> int:
    """Each person takes the cheapest partners they may have; what blocks force is counted by itself."""
    n, rounds = problem.people, problem.rounds
    # The matrices below are people × people: not worth making where the answer is nought.
    if _many_strangers(problem):
        return 0
    before = np.zeros((n, n), np.int64)
    for a, b, times in problem.met:
        before[a, b] = before[b, a] = times
    there = np.array(problem.there)
    # For each pair, the rounds that both are there; in floats, as numpy multiplies whole numbers much more slowly.
    turns = there.T.astype(np.float32) @ there.astype(np.float32)
    allowed = turns.astype(np.int64)
    np.fill_diagonal(allowed, 0)
    for a, b in problem.pairs_apart:
        allowed[a, b] = allowed[b, a] = 0
    together: Counter[tuple[int, int]] = Counter()
    for turn in range(rounds):
        for people in Blocks(problem, turn).sets():
            together.update(
                (a, b) for i, a in enumerate(people) for b in people[i + 1 :] if there[turn, a] and there[turn, b]
            )
    taken = np.zeros(n, np.int64)
    forced = 0
    # What rules force is paid in any case and counted by itself; it fills up places all the same.
    for (a, b), times in together.items():
        forced += repeat_price(int(before[a, b]), times)
        before[a, b] += times
        before[b, a] += times
        allowed[a, b] = allowed[b, a] = max(0, allowed[a, b] - times)
        taken[[a, b]] += times
    if units_even:
        kind = np.array(problem.unit)
        members: dict[int, list[int]] = {}
        for person, unit in enumerate(problem.unit):
            members.setdefault(unit, []).append(person)
        # Only units that can be spread with one at each table: in a larger one some colleagues do meet.
        small = np.array([_alone(problem, members.get(unit, [])) for unit in range(max(problem.unit) + 1)])[kind]
        allowed[(kind[:, None] == kind[None, :]) & small[:, None]] = 0
    return forced + _cheapest(before, allowed, *_needs(problem, there, taken))


def evenly_spread(problem: Problem) -> set[int]:
    """Units that plans with same_unit at its bound spread evenly in the first round, whatever the rules."""
    blocks = Blocks(problem, 0)
    members: dict[int, list[int]] = {}
    for person, unit in enumerate(problem.unit):
        if problem.there[0][person]:
            members.setdefault(unit, []).append(person)
    tables = len(problem.tables)
    return {
        unit for unit, people in members.items() if _fewest(problem, blocks, people) == min_pairs(len(people), tables)
    }


def _many_strangers(problem: Problem) -> bool:
    """Whether everyone surely finds enough people they never met, so that there is nothing to count."""
    if problem.together or problem.at or problem.locked or problem.away:
        return False
    busy = Counter(person for pair in (*problem.met, *problem.pairs_apart) for person in pair[:2])
    unit = Counter(problem.unit)
    need = problem.rounds * max(problem.limit)
    return all(problem.people - busy[p] - unit[problem.unit[p]] > need for p in range(problem.people))


def _alone(problem: Problem, people: list[int]) -> bool:
    """Whether a plan with this unit spread best never seats two of it together."""
    return all(
        not _fewest(problem, Blocks(problem, turn), [p for p in people if problem.there[turn][p]])
        for turn in range(problem.rounds)
    )


def _needs(problem: Problem, there: np.ndarray, taken: np.ndarray) -> tuple[np.ndarray, int]:
    """How many more partners each person cannot do without, and all of them together."""
    tables, limit = len(problem.tables), problem.limit
    least = np.zeros(len(taken), np.int64)
    total = -int(taken.sum())
    for turn in range(problem.rounds):
        crowd = problem.crowd(turn)
        smallest = max(1, min(limit) - (sum(limit) - crowd)) if min(limit) else 1
        least += there[turn] * (smallest - 1)
        total += 2 * min_pairs(crowd, tables)
    return np.maximum(0, least - taken), max(0, total)


def _cheapest(before: np.ndarray, allowed: np.ndarray, least: np.ndarray, total: int) -> int:
    """Least price of so many partners in all, half of the sum over people, each with at least their own number."""
    n = len(before)
    top = int(before.max(initial=0)) + int(allowed.max(initial=0))
    left, price, spare = least.copy(), 0, np.zeros(top + 1, np.int64)
    # By price, cheapest partners first: everybody takes what they cannot do without …
    for level in range(top + 1):
        supply = ((before <= level) & (level - before < allowed)).sum(axis=1) if n else np.zeros(0, np.int64)
        use = np.minimum(left, supply)
        left -= use
        price += int(use.sum()) * max(0, 2 * level - 1)
        spare[level] = int((supply - use).sum())
    # … and the partners still missing in all are taken where they are cheapest.
    more = max(0, total - int((least - left).sum()))
    for level in range(top + 1):
        use = min(more, int(spare[level]))
        more -= use
        price += use * max(0, 2 * level - 1)
    return -(-price // 2)
