"""Many plans improved side by side: one tabu search each, every step of all of them in the same few array operations.

A walker looks over all rounds at once for the best swap of two people of different tables in one round, takes it
though it may be uphill, and may not soon undo it. A single small plan would spend its time on the cost of calling
numpy; sixteen side by side cost a few times one.

Layout: walker b in round r is line br = b·R + r. ``_price`` (B·R × tables+1 × A) is what each actor would pay at each
table, with SAME added at the table where they sit, LOCK elsewhere for those who may not move, and TABU for tables just
left; so a swap inside a table, of a locked person or back again carries its own refusal, and no mask is made.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nettverk.mixing.model import HARD, Ints, Model
from nettverk.mixing.problem import AtLeast
from nettverk.mixing.rng import Dice

Index = NDArray[np.int64]
# These are added to prices, so that a swap carries its own refusal. Each is far above what anybody can pay, so any sum
# with one of them in it is over REFUSED; and all of them together still fit in an int32.
SAME = HARD << 6
LOCK = HARD << 8
TABU = HARD << 6
REFUSED = HARD << 5


class Walkers:
    """B plans of one model, walking.

    Attributes:
        rows: B × R × A, the table of every actor now.
        cost: B int64, the price of each plan now, relative to where it was put down.
    """

    def __init__(self, model: Model, plans: Sequence[NDArray[np.int64]], dice: Dice) -> None:
        self._model, self._dice = model, dice
        self.count, self._rounds, self._actors = len(plans), model.seat.shape[0], model.actors
        self._wide = model.outside + 1
        lines = self.count * self._rounds
        self.rows: Index = np.array(plans, np.int64).reshape(self.count, self._rounds, self._actors)
        self._table = self.rows.reshape(lines, self._actors)
        # For each round, the other rounds: those that feel it when two people meet here.
        self._others = np.array([[r for r in range(self._rounds) if r != own] for own in range(self._rounds)], np.int64)
        # What one more meeting costs somebody who has met someone so often: the step from (m − 1)² to m².
        self._marginal = np.maximum(0, 2 * np.arange(1100, dtype=np.int32) - 1) * np.int32(model.repeat)
        self._coupled = self._rounds > 1 and model.repeat > 0
        # Where rounds do not feel each other, all walkers see the same prices of pairs, and one matrix will do.
        shared = 1 if not self._coupled else lines
        self._meetings = np.zeros((shared, self._actors, self._actors), np.int16)
        self._pair = np.zeros((shared, self._actors, self._actors), np.int32)
        self._price = np.zeros((lines, self._wide, self._actors), np.int32)
        self._line_start = np.arange(lines, dtype=np.int64)[:, None] * self._wide
        # A wheel of sixteen steps: what is forbidden until step s stands in slot s mod 16, longer than any tenure.
        self._forbidden: list[list[Index]] = [[] for _step in range(16)]
        self.cost = np.zeros(self.count, np.int64)
        self.steps = 0
        self._fair = np.tile(model.fair, lines)
        rows_of_walker = self._rounds * self._actors
        self._walker_of_row = np.repeat(np.arange(self.count, dtype=np.int64), rows_of_walker)
        # Enough rows to find a good swap and few enough that a step stays a fraction of a millisecond.
        self._most_rows = max(8, 12_000 // self._actors)
        self._rules = [_Rule(rule, model) for rule in model.problem.at_least]
        self._set_up(range(self.count))

    def _set_up(self, walkers: Sequence[int] | range) -> None:
        model = self._model
        for b in walkers:
            lines = range(b * self._rounds, (b + 1) * self._rounds)
            if self._coupled:
                self._set_up_meetings(lines)
            elif b == 0 or not self._pair.any():
                # Most pairs have never met: only those that have get a price on top.
                known = np.nonzero(model.before)
                self._pair[0] = model.pair
                self._pair[0][known] += self._marginal[model.before[known]]
            for turn, line in enumerate(lines):
                pair = self._pair[line if self._coupled else 0]
                self._price[line] = model.seat[turn]
                self._price[line] += _by_table(pair, self._table[line], model.outside)
                # Locked people and those outside may not be half of any swap.
                stay = ~model.free[turn] | (self._table[line] == model.outside)
                self._price[line][:, stay] += LOCK
                # The price at the own table is read in every step, so it must say what is really paid there.
                # At their own table they pay what they pay, so that only the going is refused.
                self._price[line, self._table[line], np.arange(self._actors)] += SAME - stay.astype(np.int32) * LOCK
        self._own = ((self._line_start + self._table) * self._actors + np.arange(self._actors)).ravel()
        self._base = (self._line_start + self._table) * self._actors

    def _set_up_meetings(self, lines: range) -> None:
        same = [self._table[line][:, None] == self._table[line][None, :] for line in lines]
        for turn, line in enumerate(lines):
            same[turn] &= (self._table[line] != self._model.outside)[:, None]
        total = self._model.before.copy()
        for now in same:
            total += now
        n = self._model.problem.people
        # Phantoms never meet anybody.
        total[n:] = 0
        total[:, n:] = 0
        for now, line in zip(same, lines, strict=True):
            meetings = self._meetings[line]
            np.subtract(total, now, out=meetings)
            meetings[n:] = 0
            meetings[:, n:] = 0
            np.fill_diagonal(meetings, 0)
            np.take(self._marginal, meetings, out=self._pair[line])
            self._pair[line] += self._model.pair

    def walk(self, *, all_rows: bool = False) -> None:
        """One step of every walker: a swap each, or a rest where all swaps are refused."""
        self._forgive(self.steps)
        rows = self._rows(all_rows=all_rows)
        delta, walker = self._deltas(rows)
        chosen = self._choose(delta, walker)
        self.steps += 1
        if len(chosen):
            row, other = rows[chosen // self._actors], chosen % self._actors
            self.cost[self._walker_of_row[row]] += delta.ravel()[chosen]
            self._swap(row, other)

    def _rows(self, *, all_rows: bool) -> Index:
        """The people-in-rounds worth a look: those that pay a repeat or worse, else those that pay, and some by lot."""
        # Looking at everybody is slow, but finds swaps of two people who are both well off.
        if all_rows:
            for rule in self._rules:
                rule.count(self._table)
            return self._thin(np.arange(len(self._walker_of_row), dtype=np.int64))
        pay = self._price.ravel().take(self._own)
        pay -= self._fair
        for rule in self._rules:
            rule.count(self._table)
            pay[rule.spare(self._table)] += self._model.worth
        # Whoever pays a repeat or a colleague is where something can be gained.
        rows = np.flatnonzero(pay >= SAME + self._model.worth)
        # A walker that has nobody like that turns to the smaller prices instead of standing still.
        idle = np.bincount(self._walker_of_row[rows], minlength=self.count) == 0
        if idle.any():
            little = np.flatnonzero((pay > SAME) & (pay < REFUSED + SAME) & idle[self._walker_of_row])
            rows = np.sort(np.concatenate([rows, little]))
        return np.sort(np.concatenate([self._thin(rows), self._any_rows(4)]))

    def _thin(self, rows: Index) -> Index:
        most = self._most_rows * self.count
        if len(rows) <= most:
            return rows
        # Every so-many-th from a random start: a fair selection without drawing a lot for each row.
        stride = -(-len(rows) // most)
        return rows[self._dice.one(stride) :: stride]

    def _any_rows(self, each: int) -> Index:
        size = self._rounds * self._actors
        start = np.repeat(np.arange(self.count, dtype=np.int64) * size, each)
        return start + self._dice.below(np.full(self.count * each, size, np.int64))

    def _deltas(self, rows: Index) -> tuple[Ints, Index]:
        """For each row (person in a line) the price of a swap with each actor, K × A; and the walker of each row."""
        line, person = np.divmod(rows, self._actors)
        # A swap costs what each pays at the other's table, less what both pay now, less twice what the two pay for each
        # other: each price was taken at a table that the other one leaves. ``take`` from flat arrays is several times
        # faster than indexing.
        flat = self._price.ravel()
        pay = flat.take(self._own)
        pay -= SAME
        index = self._base.take(line, axis=0)
        index += person[:, None]
        delta = flat.take(index)
        delta += self._price.reshape(-1, self._actors).take(self._base.ravel().take(rows) // self._actors, axis=0)
        delta -= pay.reshape(-1, self._actors).take(line, axis=0)
        delta -= pay.take(rows)[:, None]
        pair = self._pair.reshape(-1, self._actors).take(rows if self._coupled else person, axis=0)
        pair += pair
        delta -= pair
        for rule in self._rules:
            rule.add(delta, self._table, line, person)
        return delta, self._walker_of_row.take(rows)

    def _choose(self, delta: Ints, walker: Index) -> Index:
        """For each walker one of its best swaps, by lot among equals: indices into delta laid flat."""
        # The common case, without the cost of grouping by walker.
        if self.count == 1:
            best = delta.min()
            ties = np.flatnonzero(delta == best) if best < REFUSED else np.empty(0, np.int64)
            lot = self._dice.one(max(1, len(ties)))
            return ties[lot : lot + 1]
        least = delta.min(axis=1)
        first, length = _runs(walker)
        level = np.repeat(np.minimum.reduceat(least, first), length)
        # Nothing equals the smallest int32, so a walker whose swaps are all refused gets no ties and rests.
        level[level >= REFUSED] = np.iinfo(np.int32).min
        ties = np.flatnonzero(delta == level[:, None])
        if not len(ties):
            return ties
        start, count = _runs(walker.take(ties // self._actors))
        chosen: Index = ties[start + self._dice.below(count)]
        return chosen

    def _swap(self, rows: Index, other: Index) -> None:
        """Change seats of the person of each row with another, in the same line; at most one row a walker."""
        line, person = np.divmod(rows, self._actors)
        here, there = self._table[line, person], self._table[line, other]
        pair = self._pair.reshape(-1, self._actors)
        top = line * self._actors if self._coupled else 0
        # Everybody's price at the two tables changes by what the newcomer costs them less what the one who left did.
        change = pair.take(top + other, axis=0)
        change -= pair.take(top + person, axis=0)
        if self._coupled:
            self._meet(line, person, other, here, there)
        at = line * self._wide
        price = self._price.reshape(-1, self._actors)
        price[at + here] += change
        price[at + there] -= change
        flat = self._price.ravel()
        left, right = (at + here) * self._actors, (at + there) * self._actors
        flat[left + person] -= SAME
        flat[left + other] += SAME
        flat[right + other] -= SAME
        flat[right + person] += SAME
        self._table[line, person], self._table[line, other] = there, here
        mine, yours = rows, line * self._actors + other
        self._base.ravel()[mine], self._base.ravel()[yours] = right, left
        self._own[mine], self._own[yours] = right + person, left + other
        # A random tenure: with a fixed one, walkers fall into cycles just longer than it.
        self._forbid(left + person, 2 + self._dice.one(4))
        self._forbid(right + other, 2 + self._dice.one(4))

    def _meet(self, line: Index, person: Index, other: Index, here: Index, there: Index) -> None:
        """Let the other rounds know who has stopped meeting whom, and who has begun."""
        n = self._model.problem.people
        seats = self._table.take(line, axis=0)[:, :n]
        # +1 for those at the table one comes to, −1 for those at the table one leaves, 0 for everybody else.
        shift = (seats == there[:, None]).astype(np.int8)
        shift -= seats == here[:, None]
        real_person, real_other = person < n, other < n
        index = np.arange(len(line))
        shift[index[real_person], person[real_person]] = 0
        shift[index[real_other], other[real_other]] = 0
        which, met = np.nonzero(shift)
        step = shift[which, met]
        first, second = real_person[which], real_other[which]
        which = np.concatenate([which[first], which[second]])
        who = np.concatenate([person[which[: first.sum()]], other[which[first.sum() :]]])
        met, step = np.concatenate([met[first], met[second]]), np.concatenate([step[first], -step[second]])
        own = line[which]
        turns = (own - own % self._rounds)[:, None] + self._others[own % self._rounds]
        top = turns * self._actors
        whom, by = (
            (top + who[:, None]) * self._actors + met[:, None],
            (top + met[:, None]) * self._actors + who[:, None],
        )
        flat = self._meetings.ravel()
        was = flat.take(whom)
        now = was + step[:, None]
        # The matrix is symmetric, and both halves are kept, as both are read by rows.
        flat[whom] = now
        flat[by] = now
        price = self._marginal.take(now) - self._marginal.take(was)
        pair = self._pair.ravel()
        pair[whom] += price
        pair[by] += price
        base = self._base.ravel()
        targets = np.concatenate(
            [base.take(top + met[:, None]) + who[:, None], base.take(top + who[:, None]) + met[:, None]]
        )
        # ``add.at``, because the same cell may be named several times.
        np.add.at(self._price.ravel(), targets.ravel(), np.concatenate([price, price]).ravel())

    def _forbid(self, cells: Index, steps: int) -> None:
        self._price.ravel()[cells] += TABU
        self._forbidden[(self.steps + steps) % 16].append(cells)

    def _forgive(self, step: int) -> None:
        due = self._forbidden[step % 16]
        if due:
            flat = self._price.ravel()
            for cells in due:
                flat[cells] -= TABU
            due.clear()


class _Rule:
    """At each of some tables at least so many of a set: what leaving and coming costs, line by line."""

    def __init__(self, rule: AtLeast, model: Model) -> None:
        self._least = rule.count
        self._member = np.zeros(model.actors, bool)
        self._member[list(rule.people)] = True
        self._asked = np.zeros(model.outside + 1, bool)
        self._asked[list(rule.tables)] = True
        self._at = np.zeros((0, 0), np.int64)

    def count(self, table: Index) -> None:
        """Count the set at each table of each line, lines × tables."""
        wide = len(self._asked)
        start = np.arange(len(table))[:, None] * wide
        cells = (start + table[:, self._member]).ravel()
        self._at = np.bincount(cells, minlength=len(table) * wide).reshape(len(table), wide)

    def spare(self, table: Index) -> NDArray[np.bool_]:
        """Rows of the set who could go where one is missing, all lines laid flat."""
        lacking = ((self._at < self._least) & self._asked).any(axis=1)
        tight: NDArray[np.bool_] = np.asarray(self._asked[None, :] & (self._at <= self._least))
        needed = tight[np.arange(len(table))[:, None], table]
        rows: NDArray[np.bool_] = np.outer(lacking, self._member) & ~needed
        return rows.ravel()

    def add(self, delta: Ints, table: Index, line: Index, person: Index) -> None:
        """Add to each swap what it does to the rule."""
        # Leaving costs where the table has no more than it needs; coming helps where it has fewer.
        lose = np.where(self._asked & (self._at <= self._least), HARD, 0).astype(np.int32)
        gain = np.where(self._asked & (self._at < self._least), HARD, 0).astype(np.int32)
        here, there = table[line, person], table[line]
        row = line[:, None]
        mine, yours = self._member[person][:, None], self._member[None, :]
        delta += (mine & ~yours) * (lose[line, here][:, None] - gain[row, there])
        delta += (~mine & yours) * (lose[row, there] - gain[line, here][:, None])


def _runs(values: Index) -> tuple[Index, Index]:
    """Where each run of equal values begins, and how long it is."""
    change = np.flatnonzero(values[1:] != values[:-1]) + 1
    first = np.concatenate([np.zeros(1, np.int64), change])
    return first, np.concatenate([change, np.full(1, len(values), np.int64)]) - first


def _by_table(pair: Ints, seat: Index, outside: int) -> Ints:
    """For each table the sum of pair over those who sit there: (tables + 1) × A, nothing for those outside."""
    out = np.zeros((outside + 1, pair.shape[0]), np.int32)
    order = np.argsort(seat, kind="stable")
    for people in np.split(order, np.flatnonzero(np.diff(seat[order])) + 1):
        if seat[people[0]] != outside:
            pair[people].sum(axis=0, dtype=np.int32, out=out[seat[people[0]]])
    return out
