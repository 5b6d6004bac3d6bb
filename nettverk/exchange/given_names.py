"""Which words are first names and which are family names, by the list of names that ships."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from nettverk.assets import resource
from nettverk.domain.anonymity.lexicon import Lexicon, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# Vietnamese, Chinese and Korean names have the family name first by their own custom; nothing is turned there.
_OWN_ORDER = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "huynh",
        "hoang",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "dinh",
        "mai",
        "luong",
        "trinh",
        "wang",
        "li",
        "zhang",
        "liu",
        "chen",
        "yang",
        "zhao",
        "huang",
        "zhou",
        "wu",
        "xu",
        "sun",
        "ma",
        "zhu",
        "hu",
        "lin",
        "guo",
        "he",
        "gao",
        "luo",
        "kim",
        "park",
        "lee",
        "choi",
        "jung",
        "kang",
        "cho",
        "yoon",
        "lim",
    ]
)
_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "af", "av", "la", "le", "da", "dos", "el", "al", "ten", "ter"}
)
_LOCAL_PARTS = re.compile(r"[._\-]+")


@cache
def _lexicon() -> Lexicon:
    # Only sure names: «Lund» is a place, and «Liv» a word, but here both stand where names stand.
    return Lexicon.read(resource("names", "names.txt").read_text(encoding="utf-8"))


def is_given(word: str) -> bool:
    """Whether a word, or the first half of a double name, is a first name."""
    return fold(word.split("-", maxsplit=1)[0]) in _lexicon().given


def is_family(word: str) -> bool:
    """Whether a word is a family name."""
    key, names = fold(word), _lexicon()
    return key in names.family or key in names.farm


def family_first(words: Sequence[str], email: str = "") -> bool | None:
    """Whether a name is written with the family name first: «Nordmann Kari»; None where nothing tells.

    Args:
        words: at least two.
        email: «kari.nordmann@…» tells which is which, whatever the names are.
    """
    first, last = next((word for word in words if word.lower() not in _PARTICLES), words[0]), words[-1]
    local = [_ascii(part) for part in _LOCAL_PARTS.split(email.partition("@")[0]) if len(part) > 1]
    if len(local) >= 2 and _ascii(first) != _ascii(last):
        if local[0] == _ascii(first) or local[-1] == _ascii(last):
            return False
        if local[0] == _ascii(last) or (local[-1] == _ascii(first) and is_given(last)):
            return True
    if is_given(first) and not is_given(last):
        return False
    turned = is_given(last) and not is_given(first) and is_family(first)
    return True if turned and fold(first) not in _OWN_ORDER else None


def turned_round(words: Sequence[str]) -> tuple[str, str]:
    """Given and family name of one that is written with the family name first."""
    given = len(words) - 1
    while given > 1 and is_given(words[given - 1]) and not is_family(words[given - 1]):
        given -= 1
    start = next((at for at, word in enumerate(words) if word.lower() not in _PARTICLES), 0)
    if all(not is_given(word) for word in words[start + 1 :]):
        given = start + 1  # nothing tells how long the family name is: one word, with the particles before it
    given = min(max(given, start + 1), len(words) - 1)
    return " ".join(words[given:]), " ".join(words[:given])


def _ascii(text: str) -> str:
    lowered = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a").replace("aa", "a")
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if c.isascii() and c.isalnum())
