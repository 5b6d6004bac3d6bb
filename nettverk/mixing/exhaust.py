"""The last word on one round: try every way to put tables together that could still be better, where these are few.

After ``partition`` has priced people, a table costs its weight less its people's prices and less what the bound allows
it; no table costs less than nothing, and all tables of a plan together cost what the plan lies above the bound. So only
tables within that slack can be part of a better plan, and they fit together in few ways. A search by the person with
fewest tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Steps of the search by hand. Where they do not suffice nothing is claimed, and the walkers go on.
_PATIENCE = 30_000
_MOST_TABLES = 20_000


@dataclass(frozen=True)
class Candidate:
    """A possible table: its people, and what it uses of the slack; ``services``: pairs of one service at it."""

    people: tuple[int, ...]
    mask: int
    slack: int
    services: int


class Exhaust:
    """Every plan of so many tables within the slack.

    ``offer`` is given each plan found, as tuples of people; ``beat`` says which number of pairs of one service is to be
    beaten now (None: every plan is wanted); ``pulse`` is called often and may raise to stop.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        people: int,
        tables: int,
        offer: Callable[[list[tuple[int, ...]]], bool],
        beat: Callable[[], int | None],
        pulse: Callable[[], None],
    ) -> None:
        self._candidates, self._tables = candidates, tables
        self._full = (1 << people) - 1
        self._offer, self._beat, self._pulse = offer, beat, pulse
        self._chosen: list[Candidate] = []
        self._left = _PATIENCE

    def run(self, slack: int) -> bool:
        """Whether all was tried; False when patience ran out or an offer was taken that changes the question."""
        if len(self._candidates) > _MOST_TABLES:
            return False
        return self._try(0, slack, 0, list(self._candidates))

    def _try(self, covered: int, slack: int, services: int, candidates: list[Candidate]) -> bool:
        self._left -= 1
        if self._left < 0:
            return False
        if self._left % 64 == 0:
            self._pulse()
        left = self._tables - len(self._chosen)
        # Everybody has a table. With tables to spare it is not a plan; else it is offered.
        if covered == self._full:
            return left > 0 or not self._offer([c.people for c in self._chosen])
        if not left:
            return True
        candidates = [c for c in candidates if not c.mask & covered and c.slack <= slack]
        least = min((c.services for c in candidates), default=0)
        most = self._beat()
        # One person must sit somewhere: it is enough to try that person's tables, and best for whom they are fewest.
        for candidate in self._fewest(candidates, covered):
            if most is not None and services + candidate.services + (left - 1) * least >= most:
                continue
            self._chosen.append(candidate)
            done = self._try(
                covered | candidate.mask, slack - candidate.slack, services + candidate.services, candidates
            )
            self._chosen.pop()
            if not done:
                return False
            most = self._beat()
        return True

    def _fewest(self, candidates: list[Candidate], covered: int) -> list[Candidate]:
        """The tables of the person who has fewest."""
        count: dict[int, int] = {}
        for candidate in candidates:
            for person in candidate.people:
                count[person] = count.get(person, 0) + 1
        waiting = self._full & ~covered
        # Somebody who has no table yet is in none of those that are left.
        if len(count) < waiting.bit_count():
            return []
        person = min(count, key=lambda p: (count[p], p))
        return [c for c in candidates if c.mask >> person & 1]
