"""Letters that no font has, found before anything is printed: whoever prints is told which, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nettverk.domain.anonymity.outlets import outlet_of
from nettverk.i18n import _, quoted

_SHOWN = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Unprintable:
    """What cannot be printed as it was typed.

    Attributes:
        letters: each of them once. texts: where they stand, in order of the alphabet.
    """

    letters: str
    texts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Which letters, what becomes of them, and the first places they stand."""
        places = ", ".join(quoted(_short(text)) for text in self.texts[:_SHOWN])
        if len(self.texts) > _SHOWN:
            places = f"{places} …"
        said = _("Ingen skrift på maskinen har {letters}. På papiret blir det ▯ eller ord i klammer: {places}")
        return said.format(letters=" ".join(self.letters[:8]), places=places)


def unprintable(documents: Iterable[object]) -> Unprintable | None:
    """The letters of some documents that no font has, neither ours nor the system's; None where there are none."""
    from nettverk.printing import fonts

    texts = outlet_of(*documents).texts or frozenset()
    lacking = {text: fonts.missing(text) for text in texts if not text.isascii()}
    places = tuple(sorted(text for text, letters in lacking.items() if letters))
    if not places:
        return None
    return Unprintable("".join(dict.fromkeys("".join(lacking[text] for text in places))), places)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
