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

_PATIENCE = 4000


@dataclass(frozen=True)
class Rule:
    """One rule: ``together``, ``apart``, ``hosts`` with people, ``at`` with one person and a table (``locked`` too).

    ``among`` has one person and the tables that will do.
    """

    kind: str
    people: tuple[int, ...]
    table: int = -1
    tables: tuple[int, ...] = ()


def core(rules: Sequence[Rule], limit: Sequence[int]) -> list[Rule]:
    """Rules that cannot all be kept though any all but one could be, or nothing where that is not proved."""
    if not rules or _fits(rules, limit) is not False:
        return []
    kept = sorted(rules, key=lambda rule: -len(rule.people))
    for rule in list(kept):
        fewer = [other for other in kept if other is not rule]
        if _fits(fewer, limit) is False:
            kept = fewer
    return kept


def _fits(rules: Sequence[Rule], limit: Sequence[int]) -> bool | None:
    """Whether a seating keeps the rules; None where patience ran out."""
    return _Seating(rules, limit).found()


class _Seating:
    """Blocks of people to be placed at tables."""

    def __init__(self, rules: Sequence[Rule], limit: Sequence[int]) -> None:
        self._block: dict[int, int] = {}
        for rule in rules:
            for person in rule.people:
                self._block.setdefault(person, person)
        for rule in rules:
            if rule.kind == "together":
                for other in rule.people[1:]:
                    self._join(rule.people[0], other)
        self._size = Counter(self._block.values())
        self._apart: dict[int, set[int]] = {block: set() for block in self._size}
        self._pin: dict[int, set[int]] = {block: set() for block in self._size}
        self._among: dict[int, set[int]] = {}
        self._possible = True
        for rule in rules:
            blocks = [self._block[person] for person in rule.people]
            if rule.kind in {"at", "locked"}:
                self._pin[blocks[0]].add(rule.table)
            elif rule.kind == "among":
                self._among[blocks[0]] = self._among.get(blocks[0], set(rule.tables)) & set(rule.tables)
            elif rule.kind in {"apart", "hosts"}:
                self._possible &= len(set(blocks)) == len(blocks)
                for a, b in combinations(set(blocks), 2):
                    self._apart[a].add(b)
                    self._apart[b].add(a)
        self._free = list(limit)
        self._named = {table for sets in (self._pin, self._among) for tables in sets.values() for table in tables}
        self._at: dict[int, int] = {}
        self._left = _PATIENCE

    def _join(self, a: int, b: int) -> None:
        old, new = self._block[b], self._block[a]
        for person, block in self._block.items():
            if block == old:
                self._block[person] = new

    def found(self) -> bool | None:
        """Whether everyone can be placed."""
        if not self._possible or any(len(tables) > 1 for tables in self._pin.values()):
            return False
        done = self._place()
        return None if not done and self._left < 0 else done

    def _options(self, block: int) -> list[int]:
        barred = {self._at[other] for other in self._apart[block] if other in self._at}
        out, fresh = [], set()
        for table in self._pin[block] or range(len(self._free)):
            if table in barred or self._free[table] < self._size[block]:
                continue
            if block in self._among and table not in self._among[block]:
                continue
            untouched = table not in self._named and table not in self._at.values()
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
        self._left -= 1
        if self._left < 0:
            return False
        choices = {block: self._options(block) for block in waiting}
        block = min(waiting, key=lambda b: (len(choices[b]), -self._size[b], -len(self._apart[b]), b))
        for table in choices[block]:
            self._at[block] = table
            self._free[table] -= self._size[block]
            if self._place():
                return True
            self._free[table] += self._size[block]
            del self._at[block]
            if self._left < 0:
                return False
        return False
