"""Lær av klokka: what parts really took at earlier gatherings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean
from typing import NamedTuple

from nettverk.domain.rundown.state import PartStatus, Rundown
from nettverk.i18n import _, _n

# Shorter stays are a slip of the finger, not a part that was held.
HELD = timedelta(minutes=2)


class SeriesPart(NamedTuple):
    """A part as it comes again from gathering to gathering: the second break is not the first.

    By the kind of part and not its title: «Erfaringsdeling» has another title every time.

    Attributes:
        nth: which of its kind it is in the day, from 1.
    """

    kind: str
    nth: int


def series_parts(kinds: Iterable[str]) -> tuple[SeriesPart, ...]:
    """What each part of a day is in its series, by the kinds of the parts in order."""
    seen: Counter[str] = Counter()
    parts = []
    for kind in kinds:
        seen[kind] += 1
        parts.append(SeriesPart(kind, seen[kind]))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Learned:
    """What one part of the series took; minutes are means over ``times`` gatherings."""

    part: SeriesPart
    times: int
    planned: float
    actual: float

    @property
    def over(self) -> int:
        """Minutes over the plan on average, negative for under."""
        return round(self.actual - self.planned)

    def proposal(self, minutes: int) -> int | None:
        """Honest minutes for a part that has ``minutes``, to the nearest five; None where it has them already."""
        wanted = max(5, 5 * round(self.actual / 5))
        return None if abs(self.actual - minutes) < 2 or wanted == minutes else wanted

    @property
    def sentence(self) -> str:
        """«går i snitt 9 min over (3 samlinger)»; what is off by less than two minutes is «holder tida»."""
        count = _n("{n} samling", "{n} samlinger", self.times)
        if self.over >= 2:
            return _("går i snitt {minutes} min over ({count})").format(minutes=self.over, count=count)
        if self.over <= -2:
            return _("går i snitt {minutes} min kortere ({count})").format(minutes=-self.over, count=count)
        return _("holder tida ({count})").format(count=count)

    @property
    def brief(self) -> str:
        """«pleier å gå 9 min over», where there is little room; empty for what is off by less than two minutes."""
        if self.over >= 2:
            return _("pleier å gå {minutes} min over").format(minutes=self.over)
        return _("pleier å gå {minutes} min kortere").format(minutes=-self.over) if self.over <= -2 else ""


def learn(earlier: Iterable[Rundown]) -> dict[SeriesPart, Learned]:
    """What each part of the series took at earlier gatherings run with the clock; parts passed by are left out."""
    seen: dict[SeriesPart, list[tuple[float, float]]] = {}
    for rundown in earlier:
        for place, part in zip(series_parts(part.slot.kind for part in rundown.parts), rundown.parts, strict=True):
            if part.status == PartStatus.DONE and part.spent >= HELD:
                actual = part.spent / timedelta(minutes=1)
                seen.setdefault(place, []).append((part.slot.minutes, actual))
    return {
        place: Learned(
            place, len(pairs), fmean(planned for planned, _actual in pairs), fmean(actual for _planned, actual in pairs)
        )
        for place, pairs in seen.items()
    }
