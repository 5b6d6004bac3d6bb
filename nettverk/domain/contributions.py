"""Innleggskø: practice contributions (praksisinnlegg), one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution in the queue of a part.

    Attributes:
        minutes: its own time, 0 for none.
        slides_id: of the PDF kept for it, empty for none; ``pages`` is how many it has.
    """

    id: str
    gathering_id: str
    part_id: str
    position: int
    title: str
    speaker: str
    unit_id: str
    unit_name: str
    minutes: int
    slides_id: str = ""
    slides_name: str = ""
    pages: int = 0


def held_by(contribution: Contribution, names: Iterable[str]) -> bool:
    """Whether one of these people stands as the speaker, alone or with others; ``names`` are given and family name."""
    speaker = f" {_plain(contribution.speaker)} "
    return any(name and f" {name} " in speaker for name in map(_plain, names))


def _plain(name: str) -> str:
    """Letters, numbers and hyphens in lower case, a space between words: «Unni Aas, PPT» has the name «unni aas»."""
    return " ".join(re.sub(r"[^\w\s-]", " ", name.casefold()).split())


@dataclass(frozen=True, slots=True)
class NewSlides:
    """A PDF that is to be kept for a contribution; ``pages`` as counted by whoever can read PDFs (the windows)."""

    name: str
    data: bytes
    pages: int


_YES = frozenset({"ja", "jo", "yes", "ja takk", "kanskje", "x", "ja gjerne", "gjerne", "maybe", "kan det"})


def offered_title(offer: str) -> str:
    """What somebody offered to tell of, as the title of a contribution; empty where they only said yes."""
    plain = " ".join(offer.replace(",", " ").replace("!", " ").replace(".", " ").split()).casefold()
    return "" if plain in _YES else offer.strip()
