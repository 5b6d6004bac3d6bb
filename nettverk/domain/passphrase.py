"""What a passphrase is: any words at all, the same words however they were typed, and how hard they are to guess."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

SHORT, GOOD, STRONG = 8, 12, 20
"""Letters. Length is what counts; which letters they are is nobody's business but the user's."""


class Strength(StrEnum):
    """How a passphrase would stand up to somebody who has the file and a lot of time."""

    NONE = "none"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


def normalised(passphrase: str) -> str:
    """The same letters as the same code: «ø» is one letter on Windows and may be two on a Mac."""
    return unicodedata.normalize("NFC", passphrase)


def refuse_empty(passphrase: str) -> None:
    """Refuse what is no passphrase.

    Raises:
        BadInput: it is empty, or only spaces.
    """
    if not passphrase.strip():
        raise BadInput(_("Passordet er tomt. Skriv noen ord du husker."))


def strength(passphrase: str) -> Strength:
    """How good a passphrase is, by its length alone."""
    length = len(normalised(passphrase).strip())
    # A letter held down is no length.
    if len(set(normalised(passphrase).strip())) < 4:
        length = min(length, SHORT - 1)
    for least, named in ((STRONG, Strength.STRONG), (GOOD, Strength.GOOD), (SHORT, Strength.FAIR), (1, Strength.WEAK)):
        if length >= least:
            return named
    return Strength.NONE


def hint(found: Strength) -> str:
    """A sentence on it, with what would help."""
    words = {
        Strength.NONE: _("Fire–fem tilfeldige ord er godt og lett å huske."),
        Strength.WEAK: _("Kort. Legg til et par ord, så tar det mye lengre tid å gjette."),
        Strength.FAIR: _("Brukbart. Ett ord til gjør det godt."),
        Strength.GOOD: _("Godt."),
        Strength.STRONG: _("Svært godt."),
    }
    return words[found]
