"""God praksis: what worked and may be used by others; with the name of its unit only where the unit has said yes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nettverk.i18n import _

CONSENT_LENGTH = 60


class GoodOn(StrEnum):
    """What can be good practice; the values are what the database holds."""

    COMMITMENT = "commitment"
    CONTRIBUTION = "contribution"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Consent:
    """That the unit's name may stand there: who said yes, by their role and never by name, and when."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class GoodPractice:
    """One that is marked.

    Attributes:
        what: what was done, told or said; as it was typed.
        unit_id: of the unit; empty where many said it.
        learnt, why, sign, sign_before, sign_now: as of a commitment; empty for others.
        consent: None while the unit has not said yes: then its name is on no paper, wall or list that goes out.
        on_wall: it may be shown on the wall.
    """

    on: GoodOn
    id: str
    gathering_id: str
    what: str
    unit_id: str = ""
    unit_name: str = ""
    learnt: str = ""
    why: str = ""
    sign: str = ""
    sign_before: str = ""
    sign_now: str = ""
    consent: Consent | None = None
    on_wall: bool = False
    held_on: date | None = None
    where: str = ""


def shown_unit(practice: GoodPractice) -> str:
    """What stands for the unit where others read it: its name with consent, else no more than that it is one."""
    if not practice.unit_id:
        return ""
    return practice.unit_name if practice.consent else _("En enhet i nettverket")


def without_name(text: str, names: Iterable[str]) -> str:
    """A text with every one of these names of a unit, whole words, put as «enheten».

    Args:
        names: longest first or not; empty ones are passed over.
    """
    spellings = sorted((" ".join(name.split()) for name in names), key=len, reverse=True)
    ways = [r"\s+".join(map(re.escape, name.split())) for name in spellings if len(name) > 1]
    if not ways:
        return text
    # A name may have an ending: «Lund barnehages».
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(s)?(?!\w)", re.IGNORECASE)
    unit = _("enheten")
    return pattern.sub(lambda match: unit + (match.group(1) or ""), text)


def practice_notes(practice: GoodPractice) -> tuple[str, ...]:
    """What stands under a practice where others read it: how it was and is, what was learnt, whose it is and when."""
    change = ""
    if practice.sign_before and practice.sign_now:
        change = _("Før: {before} Nå: {now}").format(before=_sentence(practice.sign_before), now=practice.sign_now)
    elif practice.sign:
        change = _("Tegn: {sign}").format(sign=practice.sign)
    lines = (
        _("Hvorfor: {why}").format(why=practice.why) if practice.why else "",
        change,
        _("Vi lærte: {learnt}").format(learnt=practice.learnt) if practice.learnt else "",
        " · ".join(word for word in (shown_unit(practice), practice.where) if word),
    )
    return tuple(line for line in lines if line)


def _sentence(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."
