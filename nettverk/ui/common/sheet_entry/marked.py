"""Which points are marked, in words below them, and which point one is at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nettverk.domain.points import PointMark
from nettverk.i18n import _, join


@dataclass(frozen=True, slots=True)
class PointAt:
    """The point of a sheet that the cursor is at.

    Attributes:
        text: all that stands in its field.
        line: which line of it the cursor is on, from 0.
    """

    block: str
    point: str
    text: str
    line: int = 0


def marked_words(marked: Iterable[tuple[int, PointMark]]) -> str:
    """«2: sitat og lærer», for each point by its number from 1."""
    words = []
    for number, mark in marked:
        said = (_("sitat") if mark.quote else "", mark.role_words)
        words.append(f"{number}: {join([word for word in said if word])}")
    return " · ".join(words)
