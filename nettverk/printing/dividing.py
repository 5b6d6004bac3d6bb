"""Where a word may be divided at the end of a line.

A compound is divided where its parts meet, and only there; other words by the language's patterns. Both know letters
and not sounds, so that in Norwegian each place is held against what a syllable can begin and end with: nobody can say
«utpr» or «rdring».
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from nettverk.printing import seams

if TYPE_CHECKING:
    from nettverk.printing.hyphens import Divider

_SHORTEST = 7
"""Letters of a word that is divided at all."""
_LEFT, _RIGHT = 3, 3
"""Letters that stand before and after a hyphen, at least."""
_PREFIXES = frozenset({"ut", "på", "av", "om", "an", "ny"})
"""What may stand before a hyphen though it is shorter: a word of its own."""
_UNDIVIDED = re.compile("foreld(?:re|er|ra)?|hverandre|kvarandre|^u(?:an|av|be|for|inn|om|opp|over|til|under|ut).")
"""What is read as one, and never divided within: «for-eldre» makes one think of those who are older. After «u-» the
patterns take the next syllable along."""
_LONGEST = 100
"""A longer «word» is none."""
_CODES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def pieces(word: str, language: str, *, everywhere: bool = False) -> list[str]:
    """A word as what it may be divided into.

    Args:
        language: «nb», «nn» or «en».
        everywhere: a compound is divided within its parts too: the line is narrower than they are.
    """
    core = word.strip("«»\"'().,:;!?…–-")
    # Names and abbreviations are not divided: a capital inside a word says that it is one of them.
    if not _SHORTEST <= len(core) <= _LONGEST or not core.isalpha() or core[1:].lower() != core[1:]:
        return [word]
    lead = word.index(core)
    places = [0, *(lead + at for at in _places(core.lower(), language, everywhere=everywhere)), len(word)]
    return [word[a:b] for a, b in pairwise(places)]


@lru_cache(maxsize=4096)
def _places(word: str, language: str, *, everywhere: bool) -> tuple[int, ...]:
    divider = _divider(language)
    if divider is None:
        return ()
    by_pattern = divider.positions(word)
    if language == "en":
        return tuple(at for at in by_pattern if at >= _LEFT)
    whole = [match.span() for match in _UNDIVIDED.finditer(word)]
    by_pattern = [at for at in by_pattern if not any(first < at < last for first, last in whole)]
    within = _with_vowels(word, (at for at in by_pattern if at >= _LEFT or word[:at] in _PREFIXES))
    joined = seams.within(word, within, [at for at in range(_LEFT, len(word) - _RIGHT + 1) if sayable(word, at)])
    if everywhere:
        return tuple(sorted({*joined, *within}))
    return joined or within


def _with_vowels(word: str, places: Iterable[int]) -> tuple[int, ...]:
    """Those places that leave pieces one can say."""
    kept: list[int] = []
    for at in places:
        if sayable(word, at) and not set(word[kept[-1] if kept else 0 : at]).isdisjoint(_VOWELS):
            kept.append(at)
    return tuple(kept)


@cache
def _divider(language: str) -> Divider | None:
    """Hyphenation patterns of the language; none where pyphen is not installed: then words stay whole."""
    try:
        import pyphen
    except ModuleNotFoundError:
        return None
    from nettverk.printing.hyphens import Divider

    code = _CODES[language]
    return Divider(code, left=min(map(len, _PREFIXES)), right=_RIGHT) if code in pyphen.LANGUAGES else None


# --- what can be said ---

_VOWELS = "aeiouyæøåéèêóòôäöü"
_BEFORE = re.compile(f"[{_VOWELS}]([^{_VOWELS}]*)$")
_AFTER = re.compile(f"([^{_VOWELS}]*)[{_VOWELS}]")
_ONSETS = (
    "b bj bl br c ch d dj dr f fj fl fn fr g gj gl gn gr h hj hv j k kj kl kn kr kv l lj m mj n nj p pj pl pr ps q qu"
    " r s sc sch sh sj sk skj skl skr skv sl sm sn sp spj spl spr st stj str sv t th tj tr ts tv v vr w x z"
)
_BEGINS = frozenset({"", *_ONSETS.split()})
"""The consonants that a syllable of Norwegian can begin with; none at all, too."""
_NO_END = re.compile(r"[bcdfghkpstvz][lrj]$|(?!(.)\1)[bcdgkpt][bgkpmv]$|[^aeiouyæøå]h$")
"""The consonants that none can end with: they would be the beginning of another."""


def sayable(word: str, at: int) -> bool:
    """Whether both what is before a place in a word of small letters and what is after it can be said alone."""
    before, after = _BEFORE.search(word, 0, at), _AFTER.match(word, at)
    return bool(before and after and after[1] in _BEGINS and not _NO_END.search(before[1]))
