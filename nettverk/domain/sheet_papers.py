"""Sheets as they are printed: which sheet, for whom, with which code."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from nettverk.domain.handouts import Occasion, QuestionSheet
from nettverk.domain.municipality import Mark
from nettverk.domain.reflections import sheet_code
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import SheetDefinition, Who
from nettverk.domain.tags import Wheel

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"
"""Of a unit's code: none that is read for another, as O for 0 and I for 1."""
_UNIT_CODE = re.compile(rf"\s*E[-–\s]?([{_LETTERS}]{{5}})(?:[-–\s]?([{_LETTERS}]{{4}}))?\s*", re.IGNORECASE)

NO_OCCASION = Occasion("")
"""Of a sheet that belongs to no gathering: for a staff meeting, or to be looked at."""


def head_of(mark: Mark) -> Occasion:
    """The head of a paper that belongs to no gathering, with the municipality's name, logo and colour."""
    return Occasion("", municipality=mark.name, logo=mark.logo, colour=mark.colour)


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """One copy of a sheet to write on.

    Attributes:
        who: who fills in this copy; None for whoever the sheet says first.
        code: «G4-1», which brings the handwriting back to its place; empty where there is none.
        place: «Bord 4», «Par 7» or the unit's name; empty alone, and where nobody knows yet.
        part_title, main_number: the part it is used in; 1–4 gives hue and shape.
    """

    sheet: SheetDefinition
    who: Who | None = None
    code: str = ""
    place: str = ""
    part_title: str = ""
    main_number: int = 0

    @property
    def by(self) -> Who:
        """Who fills it in."""
        return self.who or self.sheet.who


@dataclass(frozen=True, slots=True)
class SheetPapers:
    """Copies of sheets, in the order they are handed out; the wheel is drawn on those that ask about its sectors."""

    occasion: Occasion
    papers: tuple[SheetPaper, ...]
    wheel: Wheel | None = None


@dataclass(frozen=True, slots=True)
class SheetSet:
    """All that is handed out at a gathering to be written on: its questions, and its sheets from the library."""

    occasion: Occasion
    questions: tuple[QuestionSheet, ...]
    papers: tuple[SheetPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class TallySheets:
    """Sheets to count paper answers on: a stroke for each, a sum at the end; one for each of ``papers``."""

    occasion: Occasion
    papers: tuple[SheetPaper, ...]


def paper_code(respondent: Respondent, number: int) -> str:
    """The code of a copy: «G4-1» is table 4, sheet 1; «P7-1» pair 7. A unit has its name, and alone is nobody's."""
    match respondent.who:
        case Who.TABLE:
            return sheet_code(respondent.number, number)
        case Who.PAIR:
            return f"P{respondent.number}-{number}"
        case Who.ALONE | Who.UNIT | Who.PLENUM:
            return ""


def unit_code(unit_id: str) -> str:
    """The code of a unit's return sheet, «E-7K3MP»: made of the unit's id alone, so that it is the same everywhere."""
    return f"E-{_made_of(unit_id, 5)}"


def gathering_code(gathering_id: str) -> str:
    """What a log's code ends with, «4K2B»: made of the id of the gathering it was handed out at."""
    return _made_of(gathering_id, 4)


def log_code(unit_id: str, gathering_id: str) -> str:
    """The code of a unit's log between two gatherings, «E-7K3MP-4K2B»: whose it is, and from which gathering."""
    return f"{unit_code(unit_id)}-{gathering_code(gathering_id)}"


def _made_of(id_: str, count: int) -> str:
    number = int.from_bytes(hashlib.blake2b(id_.encode(), digest_size=8).digest())
    letters = []
    for _place in range(count):
        number, place = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def read_unit_code(text: str) -> str:
    """«E-7K3MP» of «e7k3mp», also of a log's code; empty where it is no such code."""
    match = _UNIT_CODE.fullmatch(text)
    return f"E-{match[1].upper()}" if match else ""


def read_gathering_code(text: str) -> str:
    """«4K2B» of «E-7K3MP-4K2B»; empty where it is no log's code."""
    match = _UNIT_CODE.fullmatch(text)
    return match[2].upper() if match and match[2] else ""
