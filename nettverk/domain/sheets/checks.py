"""What a commitment is asked about, in words: the same on paper, on the wall and where it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.follow_up import Driver, Heard, Together, driver_name, heard_name, together_name
from nettverk.domain.sheets.definition import Check
from nettverk.i18n import _


@dataclass(frozen=True, slots=True)
class CheckWords:
    """One check of a commitment.

    Attributes:
        question: what is asked, one line.
        options: what may be ticked; empty where one only writes.
        lines: what is written, each with a label of its own; empty where one only ticks.
    """

    question: str
    options: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def check_words(check: Check) -> CheckWords:
    """The words of a check in the language in force."""
    match check:
        case Check.RESPONSIBLE:
            return CheckWords(_("Hvem svarer for det? Én person."), lines=(_("Navn eller rolle"),))
        case Check.TOGETHER:
            return CheckWords(_("Hvem jobber vi sammen med samtidig?"), tuple(map(together_name, Together)))
        case Check.DRIVERS:
            return CheckWords(_("Hva skal bære det?"), tuple(map(driver_name, Driver)))
        case Check.VOICE:
            return CheckWords(_("Når blir barn og unge hørt?"), tuple(map(heard_name, Heard)))
        case Check.SIGN:
            return CheckWords(_("Hvordan skal vi se det?"), lines=(_("Slik var det før"), _("Slik er det nå")))


def commitment_fields() -> tuple[str, str, str, str]:
    """What every commitment says: what, who, by when, and where it is taken up again."""
    return _("Hva skal vi gjøre?"), _("Hvem er med?"), _("Frist"), _("Tas opp i")
