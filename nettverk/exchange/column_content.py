"""What the cells of a column look like, whatever its title says."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from nettverk.domain.names import name_key, tidy
from nettverk.domain.unit_names import service_of, unit_key
from nettverk.exchange.choice_cells import is_a_place, is_a_service

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# Not what the standard allows, but what people's addresses look like; «kari@lund» is a slip.
# It begins where such a word begins: a word of 32,000 letters would else be read anew from each of them.
EMAIL_PATTERN = re.compile(r"(?<![^\s@<>;,:\"])[^\s@<>;,:\"]++@[^\s@<>;,:\"]+\.[^\W\d_]{2,}")
# The address that stands beside a name where people are copied out of mail.
_ADDRESS = re.compile(r"(?<=\S)\s*(?:[<(\[]\s*(?:mailto:)?[^\s@<>;,:\"()]+@[^\s@<>;,:\"()]+\s*[>)\]])\s*;?")
ANONYMOUS = frozenset({"anonymous", "anonym", "anonymt", "anonymous user"})
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'’.`´/][^\W\d_]*)*")
_AHEAD = re.compile(r"(?P<unit>[^\W\d_][^:;|\n]{1,60}?) ?: +(?=\S)")
# «Fra Lund skole kommer Kari Dahl og Ola Lie.»
_FROM = re.compile(
    r"(?:og )?(?:fra|frå|from) (?P<unit>[^\W\d_][^:;,.|\n]{1,60}?) (?:kommer|kjem|deltar|deltek|møter|stiller|comes?)"
    r"(?: (?:det|disse|desse|da|med|her))? ?:? +(?=\S)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"^(?:[0-9]{1,4}[.)]|[-–•*·])\s+")
# «Kari Li må dessverre melde avbud»: a name, and what is said of it in a sentence.
SENTENCE = re.compile(
    r" (?=(?:må|kan|kommer|kjem|deltar|deltek|skal|går|er|har|får|rekker|drar|møter|melder|blir|lyt"
    r"|can(?:no|['’])?t?|will|won['’]t|is|has|comes|leaves|arrives|must)\b)"
)
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T].*)?")
_AND = re.compile(r" (?:og|and|&) ")
# Addresses that a whole place shares.
_OF_ALL = re.compile(
    r"(?:post|firmapost|postmottak|info|kontakt|kontor|resepsjon|admin|mail|styrer|styrar|rektor|leder|leiar|noreply|no-reply)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r" ?[,(]| [-–—] ")
_NUMBERISH = re.compile(r"[\d\s+().,:%/-]+")
# Common words of roles, so that a column of «pedagogisk leder» is not taken for one of names.
_ROLE_WORDS = frozenset(
    {"leder", "leiar", "pedagogisk", "pedagog", "lærer", "lærar", "rektor", "styrer", "styrar", "inspektør", "rådgiver"}
    | {"rådgjevar", "spesialpedagog", "sosiallærer", "koordinator", "helsesykepleier", "helsesjukepleiar", "assistent"}
    | {"barnehagelærer", "fagarbeider", "avdelingsleder", "avdelingsleiar", "psykolog", "konsulent", "virksomhetsleder"}
    | {"teamleder", "kontaktlærer", "vernepleier", "sosionom", "kontaktperson", "barnepleier", "logoped", "jordmor"}
    | {
        "barneveileder",
        "miljøterapeut",
        "miljøveileder",
        "veileder",
        "rettleiar",
        "ppt-rådgiver",
        "fagleder",
        "sfo-leder",
    }
)
_YES_NO = frozenset({"ja", "nei", "yes", "no", "kanskje", "vet ikke", "x", "nja"})
_SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Content:
    """Shares (0–1) of a column's filled cells that look like something.

    Attributes:
        filled: cells with something in them, of those looked at. distinct: how many differ, as a share.
        known_units: cells whose text is a known unit. units: cells that are one, or tell of a service by their words.
    """

    filled: int = 0
    distinct: float = 0.0
    emails: float = 0.0
    names: float = 0.0
    single_words: float = 0.0
    short: float = 0.0
    anonymous: float = 0.0
    known_units: float = 0.0
    units: float = 0.0
    roles: float = 0.0
    numbers: float = 0.0
    samples: tuple[str, ...] = ()


def looks_like_name(text: str) -> bool:
    """Whether a cell could be a person's whole name: two to six words of letters, cased as a name is."""
    words = [word for word in text.replace(",", " ").split() if word]
    if not 2 <= len(words) <= 6 or len(text) > 60 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return False
    # «Lund Barnehage» is two capitalised words as well.
    if service_of(text) != "other" or any(word.casefold() in _ROLE_WORDS for word in words):
        return False
    # Two capitals, or a short name typed without any, as people do on phones.
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 2 or (len(words) <= 3 and (text.islower() or capitals == len(words) - 1 == 1))


def looks_like_role(text: str) -> bool:
    """Whether a cell names what someone does."""
    words = {word.strip(",.").casefold() for word in text.replace("/", " ").split()}
    return not words.isdisjoint(_ROLE_WORDS) and len(words) <= 6


def without_address(text: str) -> str:
    """«Kari Nordmann <kari@k.no>» without the address; as it is where an address stands alone."""
    return tidy(_ADDRESS.sub("", text)).strip(" ,;") or text


def named_by_address(text: str) -> tuple[str, str] | None:
    """Given and family name of an address that stands alone and says both: «kari.nordmann@k.no»; else None."""
    bare = tidy(text[:200]).strip(" ;,<>").removeprefix("mailto:")
    if EMAIL_PATTERN.fullmatch(bare) is None:
        return None
    parts = [part for part in re.split(r"[._]+", bare.partition("@")[0]) if part]
    parts = [stripped for part in parts if (stripped := part.rstrip("0123456789"))]
    whole = len(parts) > 1 and all(_NAME_WORD.fullmatch(part) for part in parts) and len(parts[-1]) > 1
    if not whole or len(parts) > 5 or any(_OF_ALL.match(part) or service_of(part) != "other" for part in parts):
        return None
    said = ["-".join(piece[:1].upper() + piece[1:] for piece in part.casefold().split("-")) for part in parts]
    return " ".join(said[:-1]), said[-1]


def unit_ahead(text: str) -> tuple[str, str]:
    """«Lund skole: Kari Dahl» as the unit and what follows it; no unit where none stands before a colon.

    So is «Fra Lund skole kommer Kari Dahl.», as people write it in a mail.
    """
    for pattern in (_AHEAD, _FROM):
        match = pattern.match(text[:200])
        if match is not None and (is_a_place(match["unit"]) or is_a_service(match["unit"])):
            rest = text[match.end() :]
            return match["unit"], rest.rstrip(" .!") if pattern is _FROM else rest
    return "", text


def _names_somebody(cell: str) -> bool:
    """Whether the first line of a cell is a name, also with a role, a unit or an address written beside it."""
    first = next((line for part in cell[:200].splitlines() if (line := tidy(part))), "")
    unit, bare = unit_ahead(NUMBERED.sub("", without_address(first)))
    if unit:
        bare = _AND.split(bare, maxsplit=1)[0]
    ahead = (_BESIDE.split(bare, maxsplit=1)[0], SENTENCE.split(bare, maxsplit=1)[0])
    return looks_like_name(bare) or any(map(looks_like_name, ahead))


class NamesBelow:
    """How much of each column is names below a row: each cell is looked at once, however many rows are asked about.

    Args:
        rows: (row number, cells), in the order of their numbers.
    """

    def __init__(self, rows: Sequence[tuple[int, tuple[str, ...]]]) -> None:
        self._rows = rows
        self._columns: dict[int, tuple[list[int], list[int]]] = {}

    def share(self, index: int, number: int) -> float:
        """Names among the first few hundred filled cells of a column below a row, as a share; 0 where all are empty."""
        filled, names = self._column(index)
        first = bisect_right(filled, number)
        last = min(first + _SAMPLE, len(filled))
        return (names[last] - names[first]) / (last - first) if last > first else 0.0

    def _column(self, index: int) -> tuple[list[int], list[int]]:
        """The numbers of the rows with something in the column, and how many names there are before each of them."""
        if index not in self._columns:
            filled, names = list[int](), [0]
            for number, cells in self._rows:
                if index < len(cells) and tidy(cells[index][:200]):
                    filled.append(number)
                    names.append(names[-1] + _names_somebody(cells[index]))
            self._columns[index] = filled, names
        return self._columns[index]


def describe(cells: Sequence[str], known_units: Collection[str] = frozenset()) -> Content:
    """Look at the first few hundred filled cells of a column; `known_units` holds keys made by `unit_key`."""
    sample = [*islice(((cell, text) for cell in cells if (text := tidy(cell[:200]))), _SAMPLE)]
    texts = [text for _cell, text in sample]
    if not texts:
        return Content()
    filled = len(texts)
    folded = [text.casefold() for text in texts]
    named = [_names_somebody(cell) for cell, _text in sample]
    known = [bool(known_units) and unit_key(text) in known_units for text in texts]

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / filled

    return Content(
        filled=filled,
        distinct=len({name_key(text) for text in texts}) / filled,
        emails=share([EMAIL_PATTERN.search(text) is not None and without_address(text) == text for text in texts]),
        names=share([hit and not unit for hit, unit in zip(named, known, strict=True)]),
        single_words=share([_NAME_WORD.fullmatch(text) is not None and text[0].isupper() for text in texts]),
        short=share([len(text) <= 60 and len(text.split()) <= 6 for text in texts]),
        anonymous=share([text in ANONYMOUS for text in folded]),
        known_units=share(known),
        units=share([unit or service_of(text) != "other" for unit, text in zip(known, texts, strict=True)]),
        roles=share([looks_like_role(text) for text in texts]),
        numbers=share(
            [
                _NUMBERISH.fullmatch(text) is not None or _DATE.fullmatch(text) is not None or low in _YES_NO
                for text, low in zip(texts, folded, strict=True)
            ]
        ),
        samples=tuple(dict.fromkeys(text[:80] for text in texts))[:3],
    )
