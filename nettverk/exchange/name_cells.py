"""What stands in a cell of names: one person, several, or one with a unit, a role or a number written beside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from nettverk.domain.names import join_name, split_name, tidy
from nettverk.domain.unit_names import service_of
from nettverk.exchange.column_content import (
    NUMBERED,
    SENTENCE,
    looks_like_name,
    looks_like_role,
    named_by_address,
    unit_ahead,
    without_address,
)
from nettverk.exchange.given_names import is_given
from nettverk.exchange.list_hours import part_of_day
from nettverk.exchange.list_replies import Reply, remark_of, reply_of

LONGEST_CELL = 400  # characters looked at
_BESIDE = re.compile(r"(?P<name>[^,(]+?)(?: ?[,(]| [-–—/|] ) ?(?P<beside>[^,()]+)\)?")
_NEXT_NUMBER = re.compile(r"[\s,]+(?:[0-9]{1,3}[.)])\s+")
_REMARK = re.compile(r"(?<=\S) ?\(([^()]*)\)$")
_MARK = re.compile(r" ?, ?| [-–—] |: ")
_SMALL_WORDS = frozenset(
    {
        "med",
        "på",
        "til",
        "fra",
        "frå",
        "og",
        "som",
        "er",
        "skal",
        "har",
        "ikke",
        "ikkje",
        "det",
        "vi",
        "jeg",
        "eg",
        "for",
        "når",
    }
    | {
        "blir",
        "kan",
        "må",
        "en",
        "ei",
        "et",
        "ein",
        "eit",
        "kommer",
        "kjem",
        "vil",
        "av",
        "om",
        "the",
        "to",
        "with",
        "be",
        "will",
    }
)
_AHEAD = re.compile(
    r"(?P<said>avmeldt|avlyst|utgår|permisjon|sluttet|meldt avbud|avbud|forfall|kommer ikke|kjem ikkje|syk|sjuk"
    r"|usikker|kanskje)\b ?[:–—-]? ?(?=\w)",
    re.IGNORECASE,
)
_STARS = re.compile(r"^[*†‡#]+\s*(?=\w)|(?<=\w)\s*[*†‡]+$")
_DOUBT = re.compile(r"[(\[](?P<bracketed>[^()\[\]]+)[)\]]|(?P<asked>[^?]+?)\s*\(?\?+\)?")
_CROSSED = re.compile(r"(?P<name>.+?)\s*[✗✘✕❌]")
_LINES = re.compile(r"[\n;]+")
_ENUMERATION = re.compile(r"\s*(?:,|\s(?:og|and|&)\s)\s*")
_AND = re.compile(r"\s(?:og|and|&)\s")
# «/» and «+» part people as «og» does.
_PARTED = re.compile(r"\s*[/&+|]\s*|\s*,\s*|\s+(?:og|and|samt|eller|evt\.?|ev\.?|or)\s+", re.IGNORECASE)
_JOINED = re.compile(r"[/&+|]|\s(?:og|and|samt|eller|evt\.?|ev\.?|or)\s", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?:[-'’.`´][^\W\d_]*)*")
_COMPANY = re.compile(
    r"\s*\(?(?:(?:\+|/|og|and|m/|med|with|samt) ?(?:\d{1,2}|en|ein|ei|éin|to|tre|fire|one|two|three)"
    r"(?: (?:til|andre|other|more|others|kolleg\w*|colleagues?|stk|pers\w*|ansatte?|tilsette?))\)?"
    r"|\+ ?\d{1,2}|[x×] ?\d|(?:&|og|and) co\.?|m\. ?fl\.?|et al\.?|(?:\+|/|og|and|m/|med|with|samt) ?(?:en |ein "
    r"|a )?(?:kolleg\w*|colleagues?|følge"
    r"|vikar|assistent\w*|ledsager\w*"
    r"|student\w*|barn)|\((?!(?:vara|stedfortreder|vikar) for\b)(?:vara|stedfortreder|vikar|sammen med"
    r"|i stedet for|for)[: ].*)\)?$",
    re.IGNORECASE,
)
_NOBODY = frozenset({"vikar", "kollega", "student", "ny", "nyansatt", "nn", "ukjent", "ledig", "ansatt", "annen"})
_NOBODY_YET = re.compile(
    r"(?:n\.? ?n\.?|tba|tbd|navn(?:et)? (?:kommer|mangler|følger|ettersendes)|namn (?:kjem|manglar)|(?:ny|en"
    r"|ein|1|vikar|ukjent|ledig)"
    r"(?: (?:ansatt|tilsett|vikar|kollega|person|plass|til))?|ikke (?:avklart|bestemt)|\?+"
    r"|\d{1,3} (?:stk|stykker|pers|personer|personar|deltakere|deltakarar|plasser|plassar|ansatte|tilsette"
    r"|lærere|til|fra|frå|andre"
    r"|people|seats|more|from)\b.*)",
    re.IGNORECASE,
)
_TURNED = re.compile(r"\s*(?:;|/|&|\n|\s(?:og|and|samt)\s)\s*", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]\s+")
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
    if "@" in text and (said := named_by_address(text)):
        return (Named(*said),)
    return _people_in(text)


def _people_in(text: str) -> tuple[Named, ...]:
    if "@" in text:
        text = "\n".join(without_address(line) for line in text.splitlines())
    unit, rest = unit_ahead(NUMBERED.sub("", text.strip()))
    if unit:
        return tuple(replace(each, unit=each.unit or unit) for each in _listed(rest))
    if turned := _turned(text):
        return turned
    lines = [NUMBERED.sub("", line) for part in _LINES.split(text) if (line := tidy(part))]
    if len(lines) == 1 and NUMBERED.match(tidy(text)):
        lines = [tidy(line) for line in _NEXT_NUMBER.split(lines[0])]  # «1. Kari Li 2. Ola Lie»
    # All or none: where one line is no name, the line break is an accident inside one.
    if len(lines) > 1 and all(looks_like_name(_name_alone(line)) for line in lines):
        return tuple(_one(line) for line in lines)
    # A second line that is a role or a place belongs to the name above it.
    flat = tidy(", ".join(lines)) if len(lines) == 2 and _is_beside(lines[1]) else tidy(" ".join(lines))
    if (along := _COMPANY.search(flat)) and looks_like_name(flat[: along.start()]):
        return (_one(flat),)
    if flat.count(",") >= 2 or _AND.search(flat) or ")," in flat:
        names = [name for name in _ENUMERATION.split(flat) if name]
        if len(names) > 1 and all(looks_like_name(_name_alone(name)) for name in names):
            return tuple(_one(name) for name in names)
    dashed = _DASH.split(flat)
    if len(dashed) > 1 and all(" " in name and _could_be(name) and is_given(name.split()[0]) for name in dashed):
        return tuple(_one(name) for name in dashed)
    if (beside := _BESIDE.fullmatch(flat)) and looks_like_role(beside["beside"]) and looks_like_name(beside["name"]):
        return (_one(flat),)
    if several := _several(_REMARK.sub("", flat)) or (_several("/".join(lines)) if len(lines) > 1 else ()):
        return several
    return (_one(flat),) if flat else ()


def _listed(text: str) -> tuple[Named, ...]:
    """Those who stand behind the name of a unit, where a comma is never between a family name and a first name."""
    names = [name for name in _ENUMERATION.split(tidy(text)) if name]
    if len(names) > 1 and all(looks_like_name(_name_alone(name)) for name in names):
        return tuple(_one(name) for name in names)
    return people_in(text)


def names_nobody(name: str) -> bool:
    """Whether a cell of names only keeps a seat: «N.N.», «Navn kommer», «2 stk fra PPT»."""
    words = tidy(name).split()
    # «Kommer tilbake med navn»: words of a sentence, none of which is written as a name is.
    small = [word for word in words if word.casefold() in _SMALL_WORDS and word.islower()]
    sentence = len(words) > 2 and bool(small) and not any(word[0].isupper() for word in words[1:])
    return sentence or _NOBODY_YET.fullmatch(tidy(name)) is not None


def _turned(text: str) -> tuple[Named, ...]:
    """Several people, each with the family name first: «Lie, Ola og Moe, Siv»; none where it is not so."""
    pieces = [tidy(piece) for piece in _TURNED.split(text) if tidy(piece)]
    if not 2 <= len(pieces) <= _MOST or any(piece.count(",") != 1 for piece in pieces):
        return ()
    halves = [[tidy(half) for half in piece.split(",")] for piece in pieces]
    if not all(family and given and _could_be(family) and _could_be(given) for family, given in halves):
        return ()
    if any(looks_like_name(family) and not is_given(given.split()[0]) for family, given in halves):
        return ()  # «Kari Nordmann, Lund» has her place behind her
    return tuple(Named(*join_name(given, family), turned=True) for family, given in halves)


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
    if match and _is_beside(match["beside"]):
        return match["name"]
    return _REMARK.sub("", _without_remark(line)[0])


def _one(text: str) -> Named:
    unit = role = ""
    company = ""
    text, doubt = _without_marks(text)
    bracketed = ""
    if (remark := _REMARK.search(text)) and _says_of_coming(remark[1]):
        text, bracketed = text[: remark.start()], tidy(remark[1])  # «Mina Ali – PPT (usikker)»
    text, said = _without_remark(text)
    first, _space, others = text.partition(" ")
    if looks_like_role(first) and looks_like_name(others) and is_given(others.split()[0]):
        text, role = others, first  # «Rektor Tor Lie»
    said = said or bracketed or doubt
    if (along := _COMPANY.search(text)) and looks_like_name(text[: along.start()]):
        text, company = text[: along.start()], tidy(along.group())
    if match := _BESIDE.fullmatch(text):
        beside = match["beside"].strip()
        # A role names no place: «Kari Nordmann (helsesykepleier)» is who she is, not where she works.
        if looks_like_role(beside):
            text, role = match["name"], beside
        elif service_of(beside) != "other" or ("(" not in text and _is_a_place(match["name"], beside)):
            text, unit = match["name"], beside
    remark = _REMARK.search(text.strip())
    plain = _REMARK.sub("", text.strip())
    turned = plain.strip(" ,;").count(",") == 1
    return Named(*split_name(plain), unit, role, said or (tidy(remark[1]) if remark else ""), turned, company)


def _without_marks(text: str) -> tuple[str, str]:
    """A name without the marks around it, and what they say: «(Eva Ruud)» and «Ola Lie ?» are not sure to come."""
    if text[:1].isalpha() and text[-1:].isalpha():  # most names: there is no mark
        return text, ""
    bare = _STARS.sub("", text).rstrip(" /&+,;")
    if match := _DOUBT.fullmatch(bare):
        name = (match["bracketed"] or match["asked"]).strip()
        return (name, "?") if looks_like_name(name) else (bare, "")
    if match := _CROSSED.fullmatch(bare):
        return match["name"], "✗"
    return bare, ""


def _without_remark(text: str) -> tuple[str, str]:
    """A name, and what is written before or behind it of whether and when they come: «Kari Li – kommer ikke»."""
    if ahead := _AHEAD.match(text):
        return text[ahead.end() :], ahead["said"]
    if (found := SENTENCE.search(text)) and looks_like_name(text[: found.start()]):
        said = tidy(text[found.end() :])
        if _says_of_coming(said):
            return text[: found.start()], said
    name, mark, said = _first_mark(text)
    # «Kari Li (PPT) – kommer ikke»: the place in brackets is still to be read.
    if mark and looks_like_name(_REMARK.sub("", name)) and _says_of_coming(said):
        return name, tidy(said)
    return text, ""


def _says_of_coming(text: str) -> bool:
    return bool(remark_of(text) or reply_of(text) is Reply.NO or part_of_day(text))


def _first_mark(text: str) -> tuple[str, str, str]:
    match = _MARK.search(text)
    return (text[: match.start()], match.group(), text[match.end() :]) if match else (text, "", "")


def _is_a_place(name: str, beside: str) -> bool:
    """Whether what follows a comma is where a whole name works: «Kari Nordmann, Lund», but not «Nordmann, Kari»."""
    words, place = name.split(), beside.split()
    return len(words) > 1 and is_given(words[0]) and not is_given(words[-1]) and not is_given(place[0])
