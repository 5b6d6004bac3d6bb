"""People's names: tidied, split in given and family name, and compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import cache, lru_cache
from types import ModuleType

# Zero-width and direction marks that come along from web pages and chat; never part of a name.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LOWER_PARTICLES = frozenset(
    {
        "af",
        "al",
        "av",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "e",
    }
    | {"el", "ibn", "la", "le", "los", "ten", "ter", "und", "van", "von", "y", "zu", "zum", "zur"}
)
# Written with a capital they are still particles; «Van», «Le» and «Da» are not here: they are Vietnamese names.
_CAPITAL_PARTICLES = frozenset({"El", "Al", "De", "Von", "Bin", "Ibn"})
# Accents that people leave out when typing; ring, dots and háček make other letters and stay.
_DROPPED_ACCENTS = frozenset("\u0300\u0301\u0302\u0303\u0327")
_NUMBERS = re.compile("[0-9]+")
_NOT_WORD = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """Text in NFC with every kind of space as one space, invisible characters gone and the ends trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:  # most cells of a list, each asked many times
        return text.strip()
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).strip()


def proper_case(text: str) -> str:
    """«KARI NORDMANN» and «kari nordmann» as «Kari Nordmann»; a name typed with both cases is kept as typed."""
    letters = [letter for letter in text if letter.isalpha()]
    # Mixed case was typed on purpose: «MacLeod», «von Krogh», «DiCaprio».
    if not letters or (any(c.isupper() for c in letters) and any(c.islower() for c in letters)):
        return text
    if len(letters) < 2:
        return text
    words = text.split(" ")
    return " ".join(_cased(word, first=i == 0, last=i == len(words) - 1) for i, word in enumerate(words))


def _cased(word: str, *, first: bool, last: bool) -> str:
    if not (first or last) and word.lower() in _LOWER_PARTICLES:
        return word.lower()
    parts = re.split(r"([-'’./])", word)
    return "".join(part[:1].upper() + part[1:].lower() for part in parts)


def split_name(full: str) -> tuple[str, str]:
    """A full name as (given names, family name); the family name is the last word with the particles before it.

    «Nordmann, Kari» is turned round. A single word is a given name.
    """
    text = tidy(full).strip(" ,;")
    # One comma turns the name round; two are a list of something else.
    if text.count(",") == 1:
        family, given = (part.strip() for part in text.split(","))
        return (proper_case(given), _cased_family(family)) if family and given else (proper_case(family or given), "")
    words = proper_case(_tidy_commas(text)).split(" ")
    if len(words) == 1:
        return words[0], ""
    start = len(words) - 1
    # Never as far as the first word, which is a given name even if it looks like a particle («Al», «Bin»).
    while start > 1 and _is_particle(words, start - 1):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


_SURNAME_ENDS = (
    "sen", "næss", "sson", "sønn", "datter", "gård", "gaard", "dal", "dahl", "berg", "land", "stad", "vik", "haug",
    "haugen", "heim", "rud", "lund", "strand", "bakken", "moen", "seth", "sæter", "åsen", "bråten", "løkken", "hagen",
)  # fmt: skip
_GIVEN_ALL_THE_SAME = frozenset({"roland", "erland", "vidal", "hassen", "hussen"})


def called(given: str, family: str, surnames: Container[str] = ()) -> tuple[str, str]:
    """What one is called, and the rest of the name: a middle name that is a family name goes with the family name.

    Args:
        surnames: family names among those who come, case-folded.
    """
    words = given.split(" ")
    for at, word in enumerate(words[1:], start=1):
        plain = word.casefold()
        if plain in surnames or (len(plain) > 4 and plain.endswith(_SURNAME_ENDS) and plain not in _GIVEN_ALL_THE_SAME):
            return " ".join(words[:at]), " ".join([*words[at:], family]).strip()
    return given, family


def _tidy_commas(text: str) -> str:
    return tidy(text.replace(",", " "))


def _cased_family(family: str) -> str:
    words = proper_case(family).split(" ")
    if len(words) > 1 and words[0] != family.partition(" ")[0] and words[0].lower() in _LOWER_PARTICLES:
        words[0] = words[0].lower()  # «VON KROGH, KARI»: the first word of a family name may be a particle
    return " ".join(words)


def _is_particle(words: list[str], index: int) -> bool:
    word = words[index]
    if word in _LOWER_PARTICLES or word in _CAPITAL_PARTICLES:
        return True
    return word == "Van" and words[index + 1] in {"der", "den", "de", "Der", "Den", "De"}


def join_name(given: str, family: str) -> tuple[str, str]:
    """Given and family name from two cells, tidied and cased."""
    return proper_case(tidy(given).strip(" ,;")), _cased_family(tidy(family).strip(" ,;"))


@lru_cache(maxsize=8192)
def name_key(*parts: str) -> str:
    """What two spellings of one name share: case, hyphens, spaces and typed-away accents folded, æ ø å kept.

    Give the whole name, or its parts in reading order.
    """
    # By way of capitals, which ı and i share, and without the dot that İ leaves behind: «Işık» and «ışık» are one name.
    text = unicodedata.normalize("NFKC", " ".join(parts)).upper().casefold().replace("i\u0307", "i")
    decomposed = unicodedata.normalize("NFD", _INVISIBLE.sub("", text))
    kept = "".join(c for c in decomposed if c not in _DROPPED_ACCENTS)
    # Folding can yield characters that fold again (rare scripts), so the last word is casefold's.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFC", kept).casefold())
    return _NOT_WORD.sub(" ", folded.replace("'", "").replace("’", "")).strip()


def differ_in_number(first: str, second: str) -> bool:
    """Whether both hold numbers and not the same: «Avdeling 1» and «Avdeling 2» differ by one letter, on purpose."""
    numbers, others = _NUMBERS.findall(first), _NUMBERS.findall(second)
    return bool(numbers and others) and numbers != others


@cache
def rapidfuzz() -> ModuleType:
    """The library that says how alike two words are, imported when first needed, and not once for each pair."""
    from rapidfuzz import fuzz

    return fuzz


def name_similarity(first: str, second: str) -> float:
    """How alike two names are, 0–1, whatever the order of the words; 1 for the same key.

    A name that leaves out middle names is close to the whole one («Kari Nordmann», «Kari Lie Nordmann»).
    """
    first, second = name_key(first), name_key(second)
    if first == second:
        return 1.0
    if differ_in_number(first, second):
        return 0.0
    # Words sorted first, as lists write both «Kari Nordmann» and «Nordmann Kari».
    score: float = rapidfuzz().token_sort_ratio(first, second) / 100
    a, b = first.split(), second.split()
    if min(len(a), len(b)) >= 2 and (set(a) <= set(b) or set(b) <= set(a)):
        score = max(score, 0.9)
    # Full marks are kept for the same key, so that callers can tell «same» from «very like».
    return min(score, 0.99)
