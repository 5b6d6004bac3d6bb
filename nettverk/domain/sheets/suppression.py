"""Counts under five are hidden outside the room, also by difference.

What is published of a sign is a row of counts by level with its total, and beside it slices (by network, district,
service) that each add up to it. Whoever reads it can add and subtract. So for every count that is hidden, the counts
that would fit everything published must be several, and reach five or more: nobody can tell that it is under five.

**Zero is hidden as 1–4 are.** Where zeros were shown, «hidden» would mean that somebody did answer so, and a row of
zeros beside one level tells how everyone there answered. For the same reason a slice where all gave one answer shows
only its total. What people did not answer is no answer, and is not counted.

The bounds are exact. A table of counts with published margins is a flow network: slices on one side, levels on the
other, and what is hidden as arcs between them. From the true counts, a hidden one can grow by as much as flows back
the other way through the rest, and shrink by as much as flows beside it; whole numbers stay whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

LEAST = 5
"""The smallest count that is shown outside the room."""

_ROOT, _INFINITE = 0, 1 << 40
_Arcs = dict[int, dict[int, int]]
"""Node → node → how much more can flow there."""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """Counts by level and their total; None is hidden."""

    counts: tuple[int | None, ...]
    total: int | None

    @property
    def whole(self) -> bool:
        """Whether nothing of it is hidden."""
        return self.total is not None and None not in self.counts


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown of one sign outside the room; a partition that is not there is not shown at all."""

    row: PublishedRow
    partitions: Mapping[str, Mapping[str, PublishedRow]] = field(default_factory=dict)


def publish(counts: Sequence[int], partitions: Mapping[str, Mapping[str, Sequence[int]]] | None = None) -> Published:
    """Hide what must be hidden of a sign's counts and of the slices beside them.

    Args:
        counts: by level, of everybody.
        partitions: «district» → slice → its counts by level. The slices of a partition are all there are, with one
            for those who have none: what is left out could be found by difference.

    Raises:
        ValueError: the slices of a partition do not add up to the whole.
    """
    sliced = partitions or {}
    for name, slices in sliced.items():
        if [sum(column) for column in zip(*slices.values(), strict=True)] != list(counts):
            raise ValueError(f"the slices of {name} do not add up")
    row = _row(counts)
    if row.total is None:
        return Published(row)
    shown: dict[str, dict[str, PublishedRow]] = {}
    for name, slices in sliced.items():
        # With a level hidden in the whole, slices by level would tell of it in several tables at once: then only how
        # many answered is shown of each.
        if not row.whole:
            totals = _totals(slices)
            shown[name] = {part: PublishedRow((None,) * len(counts), totals[part]) for part in slices}
        elif (table := _Table(counts, slices)).protect():
            shown[name] = table.rows()
    return Published(row, shown)


def publish_sum(rows: Sequence[Sequence[int]]) -> PublishedRow:
    """The sum of rows that are each published by themselves already, as the gatherings of a year are.

    A row of fewer than five is published nowhere, and is no part of the sum: with it, the total would tell of it. A
    level is hidden as well where its sum would let a count be worked out that one of the rows hides.

    Args:
        rows: counts by level, one row a gathering; all of the same levels.
    """
    told = [tuple(row) for row in rows if sum(row) >= LEAST]
    if not told:
        return PublishedRow((None,) * (len(rows[0]) if rows else 0), None)
    table = _Sum(told)
    table.protect()
    return table.row()


class _Sum:
    """Rows with their own counts hidden already, over sums by level that may be hidden: root, rows, then levels."""

    def __init__(self, rows: Sequence[tuple[int, ...]]) -> None:
        self._rows = rows
        self._sums = [sum(column) for column in zip(*rows, strict=True)]
        self._cells = {(place, level) for place, row in enumerate(rows) for level in _complement(row)}
        self._hidden = _complement(self._sums)

    def row(self) -> PublishedRow:
        counts = (None if level in self._hidden else count for level, count in enumerate(self._sums))
        return PublishedRow(tuple(counts), sum(self._sums))

    def protect(self) -> None:
        """Hide sums until nothing can be worked out; with all of them hidden, they tell nothing new."""
        while (level := self._bare()) is not None:
            self._hidden.add(level)

    def _bare(self) -> int | None:
        """The sum to hide next; None where nothing can be worked out."""
        arcs = self._arcs()
        shown = [level for level in range(len(self._sums)) if level not in self._hidden]
        for place, level in sorted(self._cells):
            if not _covered(arcs, 1 + place, self._level(level), self._rows[place][level]):
                return level if level in shown else min(shown, key=lambda other: self._sums[other], default=None)
        for level in sorted(self._hidden):
            if not _covered(arcs, self._level(level), _ROOT, self._sums[level]):
                return min(shown, key=lambda other: self._sums[other], default=None)
        return None

    def _arcs(self) -> _Arcs:
        arcs: _Arcs = {node: {} for node in range(1 + len(self._rows) + len(self._sums))}
        for place, level in self._cells:
            arcs[1 + place][self._level(level)] = _INFINITE
            arcs[self._level(level)][1 + place] = self._rows[place][level]
        for level in self._hidden:
            arcs[self._level(level)][_ROOT] = arcs[_ROOT][self._level(level)] = _INFINITE
        return arcs

    def _level(self, level: int) -> int:
        return 1 + len(self._rows) + level


def _row(counts: Sequence[int]) -> PublishedRow:
    """One row by itself: its hidden counts are two at least, and add up to five at least."""
    total = sum(counts)
    nothing = PublishedRow((None,) * len(counts), None)
    if total < LEAST:
        return nothing
    hidden = _complement(counts)
    return PublishedRow(tuple(None if place in hidden else count for place, count in enumerate(counts)), total)


def _complement(counts: Sequence[int]) -> set[int]:
    """Which of some counts with a known sum to hide: those under five, and the smallest others that cover for them."""
    hidden = {place for place, count in enumerate(counts) if count < LEAST}
    others = sorted((place for place in range(len(counts)) if place not in hidden), key=lambda place: counts[place])
    while hidden and (len(hidden) < 2 or sum(counts[place] for place in hidden) < LEAST) and others:
        hidden.add(others.pop(0))
    return hidden


def _totals(slices: Mapping[str, Sequence[int]]) -> dict[str, int | None]:
    """The totals of slices that may be shown, where their sum is known."""
    names = list(slices)
    hidden = _complement([sum(slices[name]) for name in names])
    return {name: None if place in hidden else sum(slices[name]) for place, name in enumerate(names)}


class _Table:
    """Slices by levels, with all of the levels' sums published; nodes are numbers: the root, slices, then levels."""

    def __init__(self, counts: Sequence[int], slices: Mapping[str, Sequence[int]]) -> None:
        self._slices = tuple(tuple(row) for row in slices.values())
        self._names = tuple(slices)
        self._levels = range(len(counts))
        totals = _totals(slices)
        self._totals = tuple(totals[name] for name in self._names)
        self._hidden = {
            (place, level)
            for place, row in enumerate(self._slices)
            for level, count in enumerate(row)
            if count < LEAST or self._totals[place] is None
        }

    def rows(self) -> dict[str, PublishedRow]:
        """What is shown of each slice."""
        return {
            name: PublishedRow(
                tuple(None if (place, level) in self._hidden else count for level, count in enumerate(row)),
                self._totals[place],
            )
            for place, (name, row) in enumerate(zip(self._names, self._slices, strict=True))
        }

    def protect(self) -> bool:
        """Hide more until nothing can be worked out; False where even hiding all of it does not do."""
        while (bare := self._bare()) is not None:
            more = self._cover(bare)
            if more is None:
                return False
            self._hidden.add(more)
        return True

    def _bare(self) -> tuple[int, int] | None:
        """A hidden cell that can be worked out, or whose slice's total can (level −1); None where there is none."""
        arcs = self._arcs()
        for place, level in sorted(self._hidden):
            if not _covered(arcs, self._slice(place), self._level(level), self._slices[place][level]):
                return place, level
        for place, total in enumerate(self._totals):
            if total is None and not _covered(arcs, _ROOT, self._slice(place), sum(self._slices[place])):
                return place, -1
        return None

    def _cover(self, bare: tuple[int, int]) -> tuple[int, int] | None:
        """The shown cell to hide next: in the same slice, else in the same level, else anywhere; the smallest."""
        shown = [
            (place, level)
            for place in range(len(self._slices))
            for level in self._levels
            if (place, level) not in self._hidden
        ]
        # One hidden cell alone in its slice or its level is what it is; a second in each makes a ring to flow round.
        near = [cell for cell in shown if cell[0] == bare[0]] or [cell for cell in shown if cell[1] == bare[1]] or shown
        return min(near, key=lambda cell: self._slices[cell[0]][cell[1]], default=None)

    def _arcs(self) -> _Arcs:
        """What can flow where: hidden counts can grow without end, and shrink to zero."""
        arcs: _Arcs = {node: {} for node in range(1 + len(self._slices) + len(self._levels))}
        for place, level in self._hidden:
            arcs[self._slice(place)][self._level(level)] = _INFINITE
            arcs[self._level(level)][self._slice(place)] = self._slices[place][level]
        for place, total in enumerate(self._totals):
            if total is None:
                arcs[_ROOT][self._slice(place)] = _INFINITE
                arcs[self._slice(place)][_ROOT] = sum(self._slices[place])
        return arcs

    def _slice(self, place: int) -> int:
        return 1 + place

    def _level(self, level: int) -> int:
        return 1 + len(self._slices) + level


def _covered(arcs: _Arcs, start: int, end: int, value: int) -> bool:
    """Whether the hidden count on an arc may be something else, and five or more."""
    rest = {node: dict(onward) for node, onward in arcs.items()}
    del rest[start][end], rest[end][start]
    grows = _flow(rest, end, start, max(LEAST - value, 1))
    return value + grows >= LEAST and (grows > 0 or _flow(rest, start, end, 1) > 0)


def _flow(arcs: _Arcs, source: int, sink: int, enough: int) -> int:
    """How much can flow from source to sink, up to ``enough`` (shortest ways first: Edmonds and Karp)."""
    arcs = {node: dict(onward) for node, onward in arcs.items()}
    flowed = 0
    while flowed < enough:
        came: dict[int, int] = {source: source}
        queue = deque([source])
        while queue and sink not in came:
            node = queue.popleft()
            for onward, room in arcs[node].items():
                if room > 0 and onward not in came:
                    came[onward] = node
                    queue.append(onward)
        if sink not in came:
            return flowed
        way = [sink]
        while way[-1] != source:
            way.append(came[way[-1]])
        way.reverse()
        push = min(arcs[a][b] for a, b in pairwise(way))
        for a, b in pairwise(way):
            arcs[a][b] -= push
            arcs[b][a] = arcs[b].get(a, 0) + push
        flowed += push
    return flowed
