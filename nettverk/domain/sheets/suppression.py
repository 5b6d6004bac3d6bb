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
    return publish_sums({"": rows})[""]


def publish_sums(rows: Mapping[str, Sequence[Sequence[int]]]) -> dict[str, PublishedRow]:
    """The sums of rows that are each published already: one of each group (a network), and "" for all of them.

    What the sums tell together is held against each other and against the rows, so that nothing hidden in one can be
    worked out from the others.

    Args:
        rows: counts by level, by the group they are in; all of the same levels. The group "" is in the whole alone.
    """
    published = {name: [tuple(row) for row in group if sum(row) >= LEAST] for name, group in rows.items()}
    empty = {name: PublishedRow((None,) * _levels(rows), None) for name in (*rows, "")}
    published = {name: group for name, group in published.items() if group}
    if not published:
        return empty
    sums = _Sums(published)
    sums.protect()
    return {**empty, **sums.rows()}


def since_printed(told: PublishedRow, blocks: Sequence[Sequence[Sequence[int]]]) -> PublishedRow:
    """A sum as it may stand where some of it has been printed before, so that the difference is told as well.

    A level is hidden where the sum of any of the blocks would hide it: then what two reports have told, and what lies
    between them, are sums that hide what each must, also beside the rows they are made of.

    Args:
        told: the sum as it would stand if nothing had been printed.
        blocks: rows of counts by level: of what stood in the first report, of what came before the next, and so on.
    """
    several = [rows for block in blocks if (rows := [tuple(row) for row in block if sum(row) >= LEAST])]
    if len(several) < 2 or told.total is None:
        return told
    hidden = {level for level, count in enumerate(told.counts) if count is None}
    for rows in several:
        hidden |= {level for level, count in enumerate(publish_sum(rows).counts) if count is None}
    if len(hidden) == 1:  # one that is hidden alone is the total less the others
        hidden.add(min((at for at in range(len(told.counts)) if at not in hidden), key=lambda at: told.counts[at] or 0))
    return PublishedRow(tuple(None if at in hidden else count for at, count in enumerate(told.counts)), told.total)


def could_be_enough(cells: Mapping[tuple[int, int], int]) -> bool:
    """Whether, when only the sums of rows and columns are published, each cell could be five or more for all one knows.

    Args:
        cells: counts by row and column; those that are not there are known to be empty.
    """
    rows, columns = sorted({row for row, _column in cells}), sorted({column for _row, column in cells})
    row_node = {row: 1 + place for place, row in enumerate(rows)}
    column_node = {column: 1 + len(rows) + place for place, column in enumerate(columns)}
    arcs: _Arcs = {node: {} for node in range(1 + len(rows) + len(columns))}
    for (row, column), count in cells.items():
        arcs[row_node[row]][column_node[column]] = _INFINITE
        arcs[column_node[column]][row_node[row]] = count
    full_rows = {row for (row, _column), count in cells.items() if count}
    full_columns = {column for (_row, column), count in cells.items() if count}
    for (row, column), count in cells.items():
        if count >= LEAST or row not in full_rows or column not in full_columns:
            continue  # where nobody is at all, that is told
        rest = {node: dict(onward) for node, onward in arcs.items()}
        start, end = row_node[row], column_node[column]
        del rest[start][end], rest[end][start]
        if count + _flow(rest, end, start, LEAST - count) < LEAST:
            return False
    return True


def _levels(rows: Mapping[str, Sequence[Sequence[int]]]) -> int:
    return next((len(row) for group in rows.values() for row in group), 0)


class _Sums:
    """Rows with their own counts hidden already, under the sums of each group, under the sums of the whole."""

    def __init__(self, groups: Mapping[str, Sequence[tuple[int, ...]]]) -> None:
        self._names = list(groups)
        self._rows = [(place, row) for place, name in enumerate(self._names) for row in groups[name]]
        self._levels = range(len(self._rows[0][1]))
        self._groups = [[sum(column) for column in zip(*groups[name], strict=True)] for name in self._names]
        self._sums = [sum(column) for column in zip(*self._groups, strict=True)]
        self._cells = {(at, level) for at, (_place, row) in enumerate(self._rows) for level in _complement(row)}
        # The sums of the group without a name are not published: only the whole is.
        self._hidden_in = [
            set(_complement(sums)) if name else set(self._levels)
            for name, sums in zip(self._names, self._groups, strict=True)
        ]
        self._hidden = _complement(self._sums)

    def rows(self) -> dict[str, PublishedRow]:
        """What is shown of each group, and of the whole."""
        published = {
            name: _shown(sums, hidden)
            for name, sums, hidden in zip(self._names, self._groups, self._hidden_in, strict=True)
            if name
        }
        return {**published, "": _shown(self._sums, self._hidden)}

    def protect(self) -> None:
        """Hide sums until nothing can be worked out; with all of them hidden, they tell nothing new."""
        while (bare := self._bare()) is not None:
            place, level = bare
            if not self._hide_one(place, level):
                return

    def _hide_one(self, place: int | None, level: int) -> bool:
        """Hide one more sum, as near to what is bare as can be; False where all of them are hidden."""
        near = [] if place is None else [other for other in self._levels if other not in self._hidden_in[place]]
        shown = [other for other in self._levels if other not in self._hidden]
        if place is not None and level in near:
            self._hidden_in[place].add(level)
            return True
        # A sum of the whole shown over a hidden one of the group lets that be worked out from the other groups.
        under = [other for other in shown if place is not None and other not in near]
        if level in shown or under:
            self._hidden.add(level if level in shown else min(under, key=lambda other: self._sums[other]))
            return True
        if place is not None and near:
            self._hidden_in[place].add(min(near, key=lambda other: self._groups[place][other]))
            return True
        if shown:
            self._hidden.add(min(shown, key=lambda other: self._sums[other]))
            return True
        elsewhere = [
            (sums[other], at, other)
            for at, sums in enumerate(self._groups)
            for other in self._levels
            if other not in self._hidden_in[at]
        ]
        if elsewhere:
            _count, at, other = min(elsewhere)
            self._hidden_in[at].add(other)
        return bool(elsewhere)

    def _bare(self) -> tuple[int | None, int] | None:
        """The group and level of what can be worked out; no group where it is of the whole; None where nothing can."""
        arcs = self._arcs()
        for at, level in sorted(self._cells):
            place, row = self._rows[at]
            if not _covered(arcs, 1 + at, self._group(place, level), row[level]):
                return place, level
        for place, hidden in enumerate(self._hidden_in):
            for level in sorted(hidden) if self._names[place] else ():
                if not _covered(arcs, self._group(place, level), self._level(level), self._groups[place][level]):
                    return place, level
        for level in sorted(self._hidden):
            if not _covered(arcs, self._level(level), _ROOT, self._sums[level]):
                return None, level
        return None

    def _arcs(self) -> _Arcs:
        arcs: _Arcs = {node: {} for node in range(self._level(len(self._levels)))}
        for at, level in self._cells:
            place, row = self._rows[at]
            arcs[1 + at][self._group(place, level)] = _INFINITE
            arcs[self._group(place, level)][1 + at] = row[level]
        for place, hidden in enumerate(self._hidden_in):
            for level in hidden:
                arcs[self._group(place, level)][self._level(level)] = _INFINITE
                arcs[self._level(level)][self._group(place, level)] = self._groups[place][level]
        for level in self._hidden:
            arcs[self._level(level)][_ROOT] = arcs[_ROOT][self._level(level)] = _INFINITE
        return arcs

    def _group(self, place: int, level: int) -> int:
        return 1 + len(self._rows) + place * len(self._levels) + level

    def _level(self, level: int) -> int:
        return 1 + len(self._rows) + len(self._names) * len(self._levels) + level


def _shown(sums: Sequence[int], hidden: set[int]) -> PublishedRow:
    counts = (None if level in hidden else count for level, count in enumerate(sums))
    return PublishedRow(tuple(counts), sum(sums))


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
