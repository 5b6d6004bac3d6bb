"""Pairs that visit each other: as many as there can be, those who are near each other first, and no pair a second time.

Edmonds' algorithm for matching in any graph (1965): from somebody without a partner one looks for a path that can be
turned about, and an odd circle on the way is treated as one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence

NOBODY = -1


def pair_up(places: Sequence[int], met: Collection[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Pairs of those who are numbered from 0, the lower number first.

    Args:
        places: where each one is; equal numbers are near each other, and ``NOBODY`` is near none.
        met: pairs that have been before, in any order.

    Returns:
        as many pairs as there can be; of those as many near each other as the first round finds.
    """
    count = len(places)
    before = {frozenset(pair) for pair in met}
    may = [
        [other for other in range(count) if other != person and frozenset((person, other)) not in before]
        for person in range(count)
    ]
    near = [[other for other in may[person] if places[person] == places[other] != NOBODY] for person in range(count)]
    partner = _matched(may, _matched(near, [NOBODY] * count))
    return tuple((person, other) for person, other in enumerate(partner) if person < other)


def _matched(may: Sequence[Sequence[int]], partner: list[int]) -> list[int]:
    """A largest matching that begins with the pairs there are: whoever has a partner keeps having one."""
    for root in range(len(may)):
        if partner[root] == NOBODY:
            _turn_about(_Search(may, partner).path_from(root), partner)
    return partner


def _turn_about(path: list[int], partner: list[int]) -> None:
    for person, other in zip(path[::2], path[1::2], strict=True):
        partner[person], partner[other] = other, person


class _Search:
    """One search from somebody without a partner."""

    def __init__(self, may: Sequence[Sequence[int]], partner: Sequence[int]) -> None:
        self._may, self._partner = may, partner
        self._base = list(range(len(may)))
        self._parent = [NOBODY] * len(may)
        self._seen = [False] * len(may)

    def path_from(self, root: int) -> list[int]:
        """The people of a path that can be turned about, the last of them first; empty where there is none."""
        self._seen[root] = True
        queue = deque([root])
        while queue:
            person = queue.popleft()
            for other in self._may[person]:
                if self._base[person] == self._base[other] or self._partner[person] == other:
                    continue
                with_path = self._partner[other] != NOBODY and self._parent[self._partner[other]] != NOBODY
                if other == root or with_path:
                    self._shrink(person, other, queue)
                elif self._parent[other] == NOBODY:
                    self._parent[other] = person
                    if self._partner[other] == NOBODY:
                        return self._back(other)
                    self._seen[self._partner[other]] = True
                    queue.append(self._partner[other])
        return []

    def _back(self, last: int) -> list[int]:
        path = []
        while last != NOBODY:
            person = self._parent[last]
            path += [last, person]
            last = self._partner[person]
        return path

    def _shrink(self, one: int, other: int, queue: deque[int]) -> None:
        """An odd circle: from here on all of it is as one."""
        top = self._common(one, other)
        inside: set[int] = set()
        self._mark(one, top, other, inside)
        self._mark(other, top, one, inside)
        for number, base in enumerate(self._base):
            if base in inside:
                self._base[number] = top
                if not self._seen[number]:
                    self._seen[number] = True
                    queue.append(number)

    def _common(self, one: int, other: int) -> int:
        passed = set()
        while True:
            one = self._base[one]
            passed.add(one)
            if self._partner[one] == NOBODY:
                break
            one = self._parent[self._partner[one]]
        while True:
            other = self._base[other]
            if other in passed:
                return other
            other = self._parent[self._partner[other]]

    def _mark(self, one: int, top: int, child: int, inside: set[int]) -> None:
        while self._base[one] != top:
            inside |= {self._base[one], self._base[self._partner[one]]}
            self._parent[one] = child
            child = self._partner[one]
            one = self._parent[child]
