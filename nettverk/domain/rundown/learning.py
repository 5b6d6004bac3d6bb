"""Lær av klokka: what parts really took at earlier gatherings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean

from nettverk.domain.rundown.state import PartStatus, Rundown
from nettverk.i18n import _, _n

# Shorter stays are a slip of the finger, not a part that was held.
HELD = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Learned:
    """What one kind of part took; minutes are means over ``times`` gatherings."""

    kind: str
    times: int
    planned: float
    actual: float

    @property
    def over(self) -> int:
        """Minutes over the plan on average, negative for under."""
        return round(self.actual - self.planned)

    @property
    def sentence(self) -> str:
        """«går i snitt 9 min over (3 samlinger)»; what is off by less than two minutes is «holder tida»."""
        count = _n("{n} samling", "{n} samlinger", self.times)
        if self.over >= 2:
            return _("går i snitt {minutes} min over ({count})").format(minutes=self.over, count=count)
        if self.over <= -2:
            return _("går i snitt {minutes} min kortere ({count})").format(minutes=-self.over, count=count)
        return _("holder tida ({count})").format(count=count)


def learn(earlier: Iterable[Rundown]) -> dict[str, Learned]:
    """What each kind of part took at earlier gatherings run with the clock; parts that were passed by are left out."""
    # By the kind of part and not its title: «Erfaringsdeling» has another title every time.
    seen: dict[str, list[tuple[float, float]]] = {}
    for rundown in earlier:
        for part in rundown.parts:
            if part.status == PartStatus.DONE and part.spent >= HELD:
                actual = part.spent / timedelta(minutes=1)
                seen.setdefault(part.slot.kind, []).append((part.slot.minutes, actual))
    return {
        kind: Learned(
            kind, len(pairs), fmean(planned for planned, _actual in pairs), fmean(actual for _planned, actual in pairs)
        )
        for kind, pairs in seen.items()
    }
