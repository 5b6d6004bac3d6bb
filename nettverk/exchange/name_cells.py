"""What stands in a cell of names: one person, several, or one with a unit, a role or a number written beside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nettverk.domain.names import split_name, tidy
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import looks_like_name, looks_like_role

LONGEST_CELL = 400  # characters looked at
_BESIDE = re.compile(r"(?P<name>[^,(]+?)(?: ?[,(]| [-–—] ) ?(?P<beside>[^,()]+)\)?")
_NUMBER = re.compile(r"^(?:[0-9]{1,4}[.)]|[-–•*·])\s+")
_REMARK = re.compile(r"(?<=\S) ?\([^()]*\)$")
_LINES = re.compile(r"[\n;]+")
_ENUMERATION = re.compile(r"\s*(?:,|\s(?:og|and|&)\s)\s*")
_AND = re.compile(r"\s(?:og|and|&)\s")


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a cell; unit and role are empty unless written beside the name."""

    given_name: str
    family_name: str
    unit: str = ""
    role: str = ""


def people_in(cell: str) -> tuple[Named, ...]:
    """Everyone a cell names, in order; none for an empty cell.

    Several are only found where every one of them looks like a whole name: «Kari Nordmann og Ola Hansen», one on
    each line, or with two commas or more. «Nordmann, Kari» is one.
    """
    text = cell[:LONGEST_CELL]
    lines = [_NUMBER.sub("", line) for part in _LINES.split(text) if (line := tidy(part))]
    # All or none: where one line is no name, the line break is an accident inside one.
    if len(lines) > 1 and all(looks_like_name(_name_alone(line)) for line in lines):
        return tuple(_one(line) for line in lines)
    # A second line that is a role or a place belongs to the name above it.
    flat = tidy(", ".join(lines)) if len(lines) == 2 and _is_beside(lines[1]) else tidy(" ".join(lines))
    if flat.count(",") >= 2 or _AND.search(flat):
        names = [name for name in _ENUMERATION.split(flat) if name]
        if len(names) > 1 and all(looks_like_name(name) for name in names):
            return tuple(_one(name) for name in names)
    return (_one(flat),) if flat else ()


def _is_beside(text: str) -> bool:
    return service_of(text) != "other" or looks_like_role(text)


def _name_alone(line: str) -> str:
    match = _BESIDE.fullmatch(line)
    return match["name"] if match and _is_beside(match["beside"]) else _REMARK.sub("", line)


def _one(text: str) -> Named:
    unit = role = ""
    if match := _BESIDE.fullmatch(text):
        beside = match["beside"].strip()
        # A role names no place: «Kari Nordmann (helsesykepleier)» is who she is, not where she works.
        if looks_like_role(beside):
            text, role = match["name"], beside
        elif service_of(beside) != "other":
            text, unit = match["name"], beside
    return Named(*split_name(_REMARK.sub("", text.strip())), unit, role)
