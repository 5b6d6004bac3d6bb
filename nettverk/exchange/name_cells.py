"""What stands in a cell of names: one person, several, or one with a unit, a role or a number written beside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nettverk.domain.names import join_name, split_name, tidy
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import looks_like_name, looks_like_role
from nettverk.exchange.given_names import is_given

LONGEST_CELL = 400  # characters looked at
_BESIDE = re.compile(r"(?P<name>[^,(]+?)(?: ?[,(]| [-–—] ) ?(?P<beside>[^,()]+)\)?")
_NUMBER = re.compile(r"^(?:[0-9]{1,4}[.)]|[-–•*·])\s+")
_REMARK = re.compile(r"(?<=\S) ?\(([^()]*)\)$")
_LINES = re.compile(r"[\n;]+")
_ENUMERATION = re.compile(r"\s*(?:,|\s(?:og|and|&)\s)\s*")
_AND = re.compile(r"\s(?:og|and|&)\s")
# «/» and «+» part people as «og» does.
_PARTED = re.compile(r"\s*[/&+|]\s*|\s*,\s*|\s+(?:og|and|samt)\s+", re.IGNORECASE)
_JOINED = re.compile(r"[/&+|]|\s(?:og|and|samt)\s", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[-'’.`´][^\W\d_]*)*")
_COMPANY = re.compile(
    r"\s*\(?(?:(?:\+|/|og|and|m/|med|with|samt) ?(?:\d{1,2}|en|ein|ei|éin|to|tre|fire|one|two|three)"
    r"(?: (?:til|andre|other|more|others|kolleg\w*|colleagues?|stk|pers\w*|ansatte?|tilsette?))\)?"
    r"|\+ ?\d{1,2}|(?:\+|/|og|and|m/|med|with|samt) ?(?:en |ein |a )?(?:kolleg\w*|colleagues?|følge|vikar"
    r"|student\w*))\)?$",
    re.IGNORECASE,
)
_NOBODY = frozenset({"vikar", "kollega", "student", "ny", "nyansatt", "nn", "ukjent", "ledig", "ansatt", "annen"})
_MOST = 8  # people of one cell; beyond that it is a text


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a cell; unit and role are empty unless written beside the name.

    Attributes:
        remark: what stood in brackets behind the name, where it is neither a unit nor a role.
        turned: the cell had the family name first, with a comma behind it.
        company: somebody without a name comes along: «+ 1».
    """

    given_name: str
    family_name: str
    unit: str = ""
    role: str = ""
    remark: str = field(default="", compare=False)
    turned: bool = field(default=False, compare=False)
    company: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The whole name as one says it."""
        return f"{self.given_name} {self.family_name}".strip()


def people_in(cell: str) -> tuple[Named, ...]:
    """Everyone a cell names, in order; none for an empty cell.

    Several are found where every one of them looks like a whole name: «Kari Nordmann og Ola Hansen», one on each line,
    or with two commas or more; and where they share a family name or have none: «Kari og Ola Nordmann», «Kari / Per».
    «Nordmann, Kari» is one.
    """
    text = cell[:LONGEST_CELL]
    lines = [_NUMBER.sub("", line) for part in _LINES.split(text) if (line := tidy(part))]
    # All or none: where one line is no name, the line break is an accident inside one.
    if len(lines) > 1 and all(looks_like_name(_name_alone(line)) for line in lines):
        return tuple(_one(line) for line in lines)
    # A second line that is a role or a place belongs to the name above it.
    flat = tidy(", ".join(lines)) if len(lines) == 2 and _is_beside(lines[1]) else tidy(" ".join(lines))
    if (along := _COMPANY.search(flat)) and looks_like_name(flat[: along.start()]):
        return (_one(flat),)
    if flat.count(",") >= 2 or _AND.search(flat):
        names = [name for name in _ENUMERATION.split(flat) if name]
        if len(names) > 1 and all(looks_like_name(name) for name in names):
            return tuple(_one(name) for name in names)
    if several := _several(_REMARK.sub("", flat)) or (_several("/".join(lines)) if len(lines) > 1 else ()):
        return several
    return (_one(flat),) if flat else ()


def _several(text: str) -> tuple[Named, ...]:
    """People who share a family name, or are written with «/», «+» or one comma between them; none where it is one."""
    family, comma, rest = text.partition(",")
    if (
        comma
        and "," not in rest
        and _JOINED.search(rest)
        and " " not in family.strip()
        and not is_given(family.strip())
    ):
        # «Nordmann, Kari og Ola»
        given = [piece for piece in _PARTED.split(tidy(rest)) if piece]
        if all(_could_be(piece) and is_given(piece.split()[0]) for piece in given):
            return tuple(Named(*join_name(piece, family), turned=True) for piece in given)
    pieces = [piece for piece in _PARTED.split(text) if piece]
    if not 2 <= len(pieces) <= _MOST or not all(_could_be(piece) for piece in pieces) or service_of(text) != "other":
        return ()
    whole = [" " in piece for piece in pieces]
    if not _JOINED.search(text):
        # A comma alone: «Nordmann, Kari» is one, «Kari Nordmann, Ola Hansen» are two, whatever the list of names says.
        both = len(pieces) == 2 and all(whole) and all(is_given(piece.split()[0]) for piece in pieces)
        return tuple(Named(*split_name(piece)) for piece in pieces) if both else ()
    if all(whole):
        return tuple(Named(*split_name(piece)) for piece in pieces)
    spaced = re.search(r"\s[/&+|]\s|\s(?:og|and|samt)\s", text, re.IGNORECASE) is not None
    if any(whole[:-1]):
        # «Kari Nordmann / Per» are two; «Kari Olsen/Hansen» has a double name.
        named = all(spaced or is_given(piece) for piece, is_whole in zip(pieces, whole, strict=True) if not is_whole)
        return tuple(Named(*split_name(piece)) for piece in pieces) if named else ()
    if not whole[-1]:
        known = spaced or all(is_given(piece) for piece in pieces)
        return tuple(Named(*split_name(piece)) for piece in pieces) if known else ()
    # «Kari og Ola Nordmann»: the last one's family name is everybody's.
    _given, family = split_name(pieces[-1])
    return (*(Named(*join_name(piece, family)) for piece in pieces[:-1]), Named(*split_name(pieces[-1])))


def _could_be(piece: str) -> bool:
    words = piece.split()
    if not 1 <= len(words) <= 5 or not all(_NAME.fullmatch(word) for word in words):
        return False
    plain = {word.casefold() for word in words}
    cased = words[0][0].isupper() and words[-1][0].isupper()
    return cased and plain.isdisjoint(_NOBODY) and not looks_like_role(piece) and service_of(piece) == "other"


def _is_beside(text: str) -> bool:
    return service_of(text) != "other" or looks_like_role(text)


def _name_alone(line: str) -> str:
    match = _BESIDE.fullmatch(line)
    return match["name"] if match and _is_beside(match["beside"]) else _REMARK.sub("", line)


def _one(text: str) -> Named:
    unit = role = ""
    company = ""
    if (along := _COMPANY.search(text)) and looks_like_name(text[: along.start()]):
        text, company = text[: along.start()], tidy(along.group())
    if match := _BESIDE.fullmatch(text):
        beside = match["beside"].strip()
        # A role names no place: «Kari Nordmann (helsesykepleier)» is who she is, not where she works.
        if looks_like_role(beside):
            text, role = match["name"], beside
        elif service_of(beside) != "other":
            text, unit = match["name"], beside
    found = _REMARK.search(text.strip())
    plain = _REMARK.sub("", text.strip())
    turned = plain.strip(" ,;").count(",") == 1
    return Named(*split_name(plain), unit, role, tidy(found[1]) if found else "", turned, company)
