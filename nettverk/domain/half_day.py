"""Half a day: which rounds of a part somebody is there for, by the plan's own times.

The plan decides, and not the clock on the wall: groups are made and printed before the day, and a part that runs late
is late for those who leave early too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from nettverk.domain.participants import Participant
from nettverk.domain.plan import Gathering, Part, timetable

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class PartTimes:
    """When a part runs.

    Attributes:
        begins, ends: the gathering's own, by the clock. start: minutes from its beginning to the part's.
        minutes: how long the part is.
    """

    begins: time
    ends: time
    start: int
    minutes: int

    def there(self, participant: Participant, rounds: int = 1) -> tuple[bool, ...]:
        """For each of the part's rounds, which are equally long, whether somebody is there for at least half of it."""
        if not (participant.present_from or participant.present_to):
            return (True,) * rounds
        came = self._minute(participant.present_from) if participant.present_from else -_DAY
        left = self._minute(participant.present_to) if participant.present_to else 2 * _DAY
        length = max(1, self.minutes) / rounds
        here = []
        for turn in range(rounds):
            first = self.start + turn * length
            shared = min(left, first + length) - max(came, first)
            here.append(2 * shared >= length)
        return tuple(here)

    def touches(self, participant: Participant) -> bool:
        """Whether somebody is there for any of the part, be it for a minute."""
        return any(self.there(participant, max(1, self.minutes)))

    def _minute(self, clock: str) -> int:
        """Minutes from the gathering's beginning; a gathering that ends after midnight has two dates."""
        at = time.fromisoformat(clock)
        minutes = (at.hour - self.begins.hour) * 60 + at.minute - self.begins.minute
        return minutes + _DAY if self.ends < self.begins and at <= self.ends else minutes


def times_of(gathering: Gathering, parts: Sequence[Part]) -> dict[str, PartTimes]:
    """When each part of a gathering runs, by the part's id."""
    first = datetime.combine(gathering.held_on or datetime(2000, 1, 1).date(), gathering.starts_at)
    return {
        row.part.id: PartTimes(
            gathering.starts_at,
            gathering.ends_at,
            int((row.start - first).total_seconds() // 60),
            row.part.minutes,
        )
        for row in timetable(first.date(), gathering.starts_at, parts)
    }
