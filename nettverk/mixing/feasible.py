"""Whether any plan can keep all the rules of a round, and if not, a set of rules none of which can be spared.

Only sets that sit together, and people who are bound to a table, apart from someone or hosts, are placed; everyone else
fits in wherever a chair is left. A backtracking search with little patience: it either proves that nothing fits or says
nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from nettverk.mixing.problem import ConstraintKind

_PATIENCE = 4000
_MOST_BLOCKS = 600
"""They are placed one inside the other, and Python goes no deeper than a thousand."""


class Effort:
    """How many looks at a table all searches for conflicts of a problem may take together: some seconds of them."""

    def __init__(self, looks: int = 10_000_000) -> None:
        self.left = looks


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that a seating must keep to.

    Attributes:
        people: whom it is about: sets for ``together``, ``apart`` and ``hosts``, else one person.
        table: for ``at`` and ``locked``. tables: for ``among``, those that will do.
    """

    kind: ConstraintKind
    people: tuple[int, ...]
    table: int = -1
    tables: tuple[int, ...] = ()


def core(constraints: Sequence[Constraint], limit: Sequence[int], effort: Effort) -> list[Constraint]:
    """Constraints that cannot all be kept, though without any one of them the rest could; empty where not proved."""
    if not constraints or _fits(constraints, limit, effort) is not False:
        return []
    # Each is left out for good if the rest still cannot be kept without it. What remains cannot be made smaller.
    kept = sorted(constraints, key=lambda constraint: -len(constraint.people))
    for constraint in list(kept):
        fewer = [other for other in kept if other is not constraint]
        if _fits(fewer, limit, effort) is False:
            kept = fewer
    return kept


def _fits(constraints: Sequence[Constraint], limit: Sequence[int], effort: Effort) -> bool | None:
    """Whether some seating keeps them all; None where patience ran out."""
    if effort.left < 0:
        return None
    return _Placement(constraints, limit, effort).possible()


class _Placement:
    """Blocks of people to be placed at tables."""

    def __init__(self, constraints: Sequence[Constraint], limit: Sequence[int], effort: Effort) -> None:
        self._effort = effort
        self._block: dict[int, int] = {}
        for constraint in constraints:
            for person in constraint.people:
                self._block.setdefault(person, person)
        for constraint in constraints:
            if constraint.kind is ConstraintKind.TOGETHER:
                for other in constraint.people[1:]:
                    self._join(constraint.people[0], other)
        self._size = Counter(self._block.values())
        self._apart: dict[int, set[int]] = {block: set() for block in self._size}
        self._pin: dict[int, set[int]] = {block: set() for block in self._size}
        self._among: dict[int, set[int]] = {}
        self._distinct = True
        for constraint in constraints:
            blocks = [self._block[person] for person in constraint.people]
            if constraint.kind in {ConstraintKind.AT, ConstraintKind.LOCKED}:
                self._pin[blocks[0]].add(constraint.table)
            elif constraint.kind is ConstraintKind.AMONG:
                self._among[blocks[0]] = self._among.get(blocks[0], set(constraint.tables)) & set(constraint.tables)
            elif constraint.kind in {ConstraintKind.APART, ConstraintKind.HOSTS}:
                self._distinct &= len(set(blocks)) == len(blocks)
                for a, b in combinations(set(blocks), 2):
                    self._apart[a].add(b)
                    self._apart[b].add(a)
        self._free = list(limit)
        self._named = {table for sets in (self._pin, self._among) for tables in sets.values() for table in tables}
        self._at: dict[int, int] = {}
        self._patience = _PATIENCE

    def _join(self, a: int, b: int) -> None:
        old, new = self._block[b], self._block[a]
        for person, block in self._block.items():
            if block == old:
                self._block[person] = new

    def possible(self) -> bool | None:
        """Whether everyone can be placed; None where patience ran out."""
        if not self._distinct or any(len(tables) > 1 for tables in self._pin.values()):
            return False
        if len(self._size) > _MOST_BLOCKS:
            return None
        done = self._place()
        return None if not done and self._out_of_patience() else done

    def _out_of_patience(self) -> bool:
        return self._patience < 0 or self._effort.left < 0

    def _options(self, block: int) -> list[int]:
        barred = {self._at[other] for other in self._apart[block] if other in self._at}
        out, fresh, taken = [], set(), set(self._at.values())
        # Tables that no rule names and nobody sits at are all alike if they have as many seats: trying one is enough.
        for table in self._pin[block] or range(len(self._free)):
            if table in barred or self._free[table] < self._size[block]:
                continue
            if block in self._among and table not in self._among[block]:
                continue
            untouched = table not in self._named and table not in taken
            if untouched and self._free[table] in fresh:
                continue
            if untouched:
                fresh.add(self._free[table])
            out.append(table)
        return out

    def _place(self) -> bool:
        waiting = [block for block in self._size if block not in self._at]
        if not waiting:
            return True
        self._patience -= 1
        self._effort.left -= len(waiting) * len(self._free)
        if self._out_of_patience():
            return False
        choices = {block: self._options(block) for block in waiting}
        # The block with the fewest tables to choose from fails soonest, and that saves the most.
        block = min(waiting, key=lambda b: (len(choices[b]), -self._size[b], -len(self._apart[b]), b))
        for table in choices[block]:
            self._at[block] = table
            self._free[table] -= self._size[block]
            if self._place():
                return True
            self._free[table] += self._size[block]
            del self._at[block]
            if self._out_of_patience():
                return False
        return False
