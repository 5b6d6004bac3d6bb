"""Between gatherings: who visits whom, who guides whom, and how far a unit's learning cycle has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nettverk.i18n import _, day_month, join


class PairKind(StrEnum):
    """What two units do together until next time; the values are what the database holds."""

    OBSERVE = "observe"
    """They visit each other, and see one another at work."""
    GUIDE = "guide"
    """The first guides the other (veiledning)."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two units, as agreed at a gathering.

    Attributes:
        one, other: ids of the units; ``one`` is who guides.
        on: the day, or None where it is not agreed yet.
        note: what to look for, or what came of it.
    """

    id: str
    gathering_id: str
    kind: PairKind
    one: str
    other: str
    one_name: str
    other_name: str
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedPair:
    """Two units that could visit each other; ``near`` where they are of the same district."""

    one: str
    other: str
    one_name: str
    other_name: str
    near: bool


@dataclass(frozen=True, slots=True)
class Suggested:
    """Pairs to be looked at; nothing is agreed.

    Attributes:
        alone: names of those who are free and have nobody they have not been with.
    """

    pairs: tuple[SuggestedPair, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CycleStep:
    """One step of a unit's learning cycle, with what it has written; ``when`` in its own words."""

    id: str
    label: str
    text: str = ""
    when: str = ""

    @property
    def done(self) -> bool:
        """Whether anything is written."""
        return bool(self.text.strip() or self.when.strip())


def cycle_line(steps: Iterable[CycleStep]) -> str:
    """«Vi planla, vi prøvde ut (uke 41)»: the steps a unit has come through; empty before the first."""
    steps_done = [
        f"{step.label} ({step.when.strip()})" if step.when.strip() else step.label for step in steps if step.done
    ]
    return _("Læringssyklus: {steps}").format(steps=", ".join(steps_done)) if steps_done else ""


def pairing_line(pairing: Pairing, unit_id: str) -> str:
    """«Besøker Solstua barnehage 12. januar», as it reads for one of the two."""
    there = pairing.other_name if pairing.one == unit_id else pairing.one_name
    match pairing.kind:
        case PairKind.OBSERVE:
            words = _("Besøker {unit}, og får besøk").format(unit=there)
        case PairKind.GUIDE if pairing.one == unit_id:
            words = _("Veileder {unit}").format(unit=there)
        case PairKind.GUIDE:
            words = _("Får veiledning av {unit}").format(unit=there)
    day = day_month(pairing.on) if pairing.on else ""
    sentence = " ".join(word for word in (words, day) if word)
    return " · ".join(word for word in (sentence, pairing.note) if word)


def alone_words(suggested: Suggested) -> str:
    """Who has nobody, in a sentence; empty where everybody has."""
    if not suggested.alone:
        return ""
    return _("{units} har vært med alle de andre, eller ble en for mye. Sett dem sammen for hånd.").format(
        units=join(suggested.alone)
    )
