"""Cells where several boxes were ticked: «Lund skole;PPT;», as Microsoft Forms writes them, and by hand."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from nettverk.domain.names import tidy
from nettverk.domain.unit_names import service_of

if TYPE_CHECKING:
    from collections.abc import Collection

_LONGEST = 400  # characters looked at
_HARD = re.compile(r"\s*[;\n]\s*")
_SOFT = re.compile(r"\s*(?:,|/|&|\+|\||\sog\s|\sand\s)\s*")
_PARTS = re.compile(r"[;\n,/&+|]|\sog\s|\sand\s")
_AND = re.compile(r"\sog\s|\sand\s|&", re.IGNORECASE)
_OTHER = re.compile(r"^(?:annet|anna|andre|other) ?[:–—-] ?(?=\S)", re.IGNORECASE)
_SHARE = re.compile(r"(?<=\S)[ ,]*\(?\d{1,3} ?(?:%|prosent)(?: stilling)?\)?$", re.IGNORECASE)
_MOST = 6  # choices of one cell; beyond that it is a text
# Services are many, and most are told by how their name ends.
_SERVICE = re.compile(
    r"(?:nav|bup|abup|slt|ot|fau|politi\w*|bufetat|bufdir|statped|abuf?|hab|dps|kulturskol\w*|kulturskul\w*"
    r"|sosialtenest\w*|[\w-]*(?:vern(?:et|tjenest\w*|tenest\w*)?|tjenest\w*|tenest\w*|kontor\w*|senter|senteret|sentrum"
    r"|teamet|team|etaten|avdelingen|avdelinga|forvaltning\w*|helse|habilitering\w*|psykiatri\w*|bibliotek\w*"
    r"|statsforvalter\w*|universitet\w*|høgskol\w*|høyskol\w*|uh))(?: \w+){0,2}",
    re.IGNORECASE,
)
# What is part of the place before it, and no place of its own.
_BELONGS = re.compile(r"(?:sfo|aks|skolefritids\w*|skulefritids\w*|avd\w*\.?|avdeling\w* .*|\d.*)", re.IGNORECASE)
_NO_DISTRICT = re.compile(
    r"alle?(?: bydel(?:er|ar)| områder?| distrikt(?:er|a)?| kommunedel(?:er|ar))?|flere|fleire|several|all districts"
    r"|(?:hele|heile|whole) (?:kommunen|byen|municipality|city)|ingen|none|n/?a|ve(?:t|it) (?:ikke|ikkje)|annet"
    r"|anna|[-–—?.]+",
    re.IGNORECASE,
)


def choices_in(cell: str, alone: Collection[str] = ()) -> tuple[str, ...]:
    """What was ticked, in order and each once; one for a cell with one choice, none for an empty one.

    Args:
        alone: what stands alone in other cells of the column, in lower case.
    """
    text = cell[:_LONGEST].strip()
    if not text:
        return ()
    if text.startswith("[") and (listed := _json_list(text)):
        return listed
    if not _PARTS.search(text):  # most cells: nothing to part
        return (choice,) if (choice := _bare(text)) else ()
    hard = _pieces(_HARD.split(text))
    if ";" in text:
        return hard
    if len(hard) > 1 and all(service_of(piece) != "other" for piece in hard):
        return hard
    soft = _pieces(_SOFT.split(tidy(text)))
    # By hand only where each is a place by itself: «Lund skole, PPT», but not «Lund barnehage og skole».
    if (
        1 < len(soft) <= _MOST
        and not any(map(_BELONGS.fullmatch, soft[1:]))
        and (
            all(is_a_place(piece) for piece in soft)
            or (not _AND.search(text) and all(_stands_alone(piece, alone) for piece in soft))
        )
    ):
        return soft
    return (_bare(text),) if _bare(text) else ()


def is_no_district(text: str) -> bool:
    """Whether an answer names no district: «Alle», «Vet ikke», «-»."""
    return _NO_DISTRICT.fullmatch(text) is not None


def _pieces(parts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for part in parts if (piece := _bare(part))))


def _bare(text: str) -> str:
    """A choice without «Annet:» before it and «(50 %)» behind it."""
    return _SHARE.sub("", _OTHER.sub("", tidy(text)))


def _json_list(text: str) -> tuple[str, ...]:
    try:
        listed = json.loads(text)
    except ValueError:
        return ()
    return _pieces([item for item in listed if isinstance(item, str)]) if isinstance(listed, list) else ()


def is_a_place(text: str) -> bool:
    """Whether a text is a place to work by itself: «Lund skole», «PPT», but not «Skole»."""
    service = service_of(text)
    return service in {"ppt", "child_welfare"} or (service in {"kindergarten", "school"} and len(text.split()) > 1)


def is_a_service(text: str) -> bool:
    """Whether a text is a service of which a municipality has one: «Familievern», «NAV», «Helsestasjonen»."""
    return len(text.split()) <= 4 and (
        service_of(text) not in {"kindergarten", "school", "other"} or _SERVICE.fullmatch(text) is not None
    )


def _stands_alone(text: str, alone: Collection[str]) -> bool:
    """Whether a choice is a whole answer by itself: a kind of place, a service, or what others have answered."""
    kind = " " not in text and service_of(text) != "other"
    return kind or is_a_place(text) or is_a_service(text) or text.casefold() in alone


def districts_in(cell: str, alone: Collection[str]) -> tuple[str, ...]:
    """The districts a cell names; one where nothing says that it is several.

    Args:
        alone: what stands alone in other cells of the column, in lower case: «Grim/Hellemyr» may be one district.
    """
    text = cell[:_LONGEST].strip()
    hard = _pieces(_HARD.split(text))
    pieces = _pieces(_SOFT.split(tidy(text).strip(" ;")))
    if len(hard) > 1 or len(pieces) < 2 or len(pieces) > 6:
        return hard
    return pieces if any(piece.casefold() in alone for piece in pieces) else hard
