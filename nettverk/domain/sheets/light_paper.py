"""A traffic light on paper: what may leave the room, and nothing that small counts could be worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nettverk.domain.sheets.agreement import Change
from nettverk.domain.sheets.definition import Block, SheetDefinition
from nettverk.domain.sheets.suppression import PublishedRow


@dataclass(frozen=True, slots=True)
class PaperSign:
    """One sign.

    Attributes:
        row: counts by level, with what must be hidden left out.
        word: how much the answers agree; empty where something is hidden, since it would tell of it.
        said: each follow-up question that was answered, and the answer.
    """

    label: str
    row: PublishedRow
    word: str = ""
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperChanges:
    """What has changed for everybody, or for one slice of them; a change that may not be told is None."""

    who: str
    signs: tuple[tuple[str, Change | None], ...]


@dataclass(frozen=True, slots=True)
class LightPaper:
    """A traffic light as it goes home.

    Attributes:
        counted: «15 bord», how many the answers are from.
        signs: the most different first; those with something hidden last, in the order of the set.
        own: the groups' own signs, and by how many each was written.
        since: when it was answered last time; None where it never was.
    """

    sheet: SheetDefinition
    block: Block
    counted: str
    signs: tuple[PaperSign, ...]
    own: tuple[tuple[str, str], ...] = ()
    changes: tuple[PaperChanges, ...] = ()
    since: date | None = None
    main_number: int = 0
