"""Search over all years: what is looked for, what is found, and how words are compared.

Words are compared without accents but with their Norwegian letters: «ide» finds «idé», and «o» never stands for «ø».
Whoever has no such keys may type «ae», «oe» and «aa». A word finds every word that begins with it, and what it is
when its ending is taken off («barnehagene» finds «barnehagen», «barnehagar» and «barnehagelærer»). A word of three
letters or more is also found as the last part of a longer one: «plan» finds «aktivitetsplanen».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from unicodedata import combining, normalize

from nettverk.i18n import _

WORD = re.compile(r"[^\W_]+")
Stem = Callable[[str], str]

_KEPT = {"å": "å", "ä": "æ", "ö": "ø", "đ": "d", "ð": "d", "ł": "l", "ŧ": "t", "ŋ": "n", "ß": "ss"}
_TYPED = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
LONG_STEM = 5
"""Letters. A stem of so many also finds what begins with it; shorter ones begin too many other words."""
FIRST_PART, LAST_PART = 3, 3
"""Letters that each part of a compound has at least for its last part to be found."""
SURE_PART = 4
"""Letters that are typed; of fewer the first part must be a word that somebody has said («utelek», where «ute» is)."""
SNIPPET = 150
"""Letters that are shown of a long text, about."""


# What many words end with that are no compounds: «vurdering» is no ring.
_ENDINGS = frozenset(
    """
    ring ning ling ting ding ring else elsen elig elige skap heit heten leik lege erer eren erte eret ende ande inga
    ingen inger sjon tion isme ister iske iske bart bare somme somt laus løse ente enta eten asje abel ibel orte
    """.split()  # noqa: SIM905 - as lines of words
)


class HitKind(StrEnum):
    """What can be found; the values are what one types on the command line."""

    POINT = "point"
    ANSWER = "answer"
    CONTRIBUTION = "contribution"
    COMMITMENT = "commitment"
    THEME = "theme"
    GOAL = "goal"
    NEED = "need"


def kind_name(kind: HitKind) -> str:
    """The user's word for one that is found."""
    return {
        HitKind.POINT: _("Punkt fra bordene"),
        HitKind.ANSWER: _("Svar på ark"),
        HitKind.CONTRIBUTION: _("Praksisinnlegg"),
        HitKind.COMMITMENT: _("Tiltak"),
        HitKind.THEME: _("Tema"),
        HitKind.GOAL: _("Mål"),
        HitKind.NEED: _("Behov"),
    }[kind]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; everything left out is anything.

    Attributes:
        text: words that must all be there.
        tag: a theme of the wheel, on the thing itself, on its part or on its gathering.
        year: the school year, by the year it begins in.
        kinds: any of these; empty is all.
        good: only what is marked as good practice.
    """

    text: str = ""
    network_id: str = ""
    unit_id: str = ""
    tag: str = ""
    year: int | None = None
    kinds: frozenset[HitKind] = frozenset()
    good: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted."""
        return self == Wanted(text=self.text) and not any(WORD.findall(self.text))


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with what was looked for in it, as (first letter, how many); plain text, never markup."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One that was found.

    Attributes:
        ref: what it is called where it is stored: the id of a commitment, a contribution, a theme or a goal; of a point
            and an answer what it is about, # and its line.
        text: what it says, with the hits marked; a piece of it where it is long.
        more: what else was said of it (what was learnt, the sign), marked too; empty where nothing was.
        who: who said it: the table, the unit.
        where: the gathering, its network and district, and the day.
        good: whether it is marked as good practice.
        whole, whole_more: the two as they were written, all of them.
    """

    kind: HitKind
    ref: str
    gathering_id: str
    text: Marked
    more: Marked = Marked("")
    who: str = ""
    where: str = ""
    unit_id: str = ""
    held_on: date | None = None
    good: bool = False
    whole: str = ""
    whole_more: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave.

    Attributes:
        hits: the newest first.
        count: how many there are; ``many`` where there are more than anybody counts.
        left: gatherings that have not been read yet, so that there may be more.
        slow: the SQLite of this machine has no index of words, and every search reads everything.
    """

    hits: tuple[Hit, ...]
    count: int = 0
    many: bool = False
    left: int = 0
    slow: bool = False


# --- words ---


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word as it is compared: small letters, without accents; æ, ø and å stay what they are."""
    if word.isascii():
        return word.lower()
    letters = []
    for letter in normalize("NFC", word.casefold()):
        if letter.isascii() or letter in "æøå":
            letters.append(letter)
        elif letter in _KEPT:
            letters.append(_KEPT[letter])
        else:
            letters += [sign for sign in normalize("NFKD", letter) if not combining(sign)]
    return "".join(letters)


def plain(text: str) -> str:
    """A text as words are found in it: accents joined to their letters, and no signs that nobody sees."""
    if text.isascii():
        return text
    text = normalize("NFC", text)
    return text.replace("\u00ad", "").replace("\u200b", "") if "\u00ad" in text or "\u200b" in text else text


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return [folded(word) for word in WORD.findall(plain(text))]


@dataclass(frozen=True, slots=True)
class Term:
    """One word that is looked for.

    Attributes:
        starts: it is found in words that begin with one of these,
        stems: and in those that are one of these when the ending is taken off,
        compounds: and in these longer words, which end with it.
    """

    starts: tuple[str, ...]
    stems: tuple[str, ...]
    compounds: frozenset[str] = frozenset()

    def fits(self, word: str, stem: Stem) -> bool:
        """Whether a folded word is what is looked for."""
        return word.startswith(self.starts) or word in self.compounds or word in self.stems or stem(word) in self.stems

    @property
    def last_parts(self) -> tuple[str, ...]:
        """What a longer word may end with to be found, the shortest way of writing each."""
        parts: list[str] = []
        for part in sorted({*self.stems, *self.starts}, key=len):
            if len(part) >= LAST_PART and not any(shorter in part for shorter in parts):
                parts.append(part)
        return tuple(parts)

    def ends(self, word: str, stem: Stem, is_word: Callable[[str], bool]) -> bool:
        """Whether a longer word ends with what is looked for: «aktivitetsplanen» with «plan».

        Args:
            is_word: whether a piece has been said as a word of its own; asked where the last part may be an ending.
        """
        for part in self.last_parts:
            at = word.find(part, FIRST_PART)
            while at > 0:
                tail = word[at:]
                fits = tail == part or stem(tail) in self.stems or (len(part) >= LONG_STEM and tail.startswith(part))
                sure = part not in _ENDINGS and len(self.starts[0]) >= SURE_PART
                if fits and (sure or is_word(word[:at]) or is_word(word[: at - 1])):
                    return True
                at = word.find(part, at + 1)
        return False


def terms_of(text: str, stem: Stem) -> tuple[Term, ...]:
    """What somebody has typed as words to look for, each once.

    Args:
        stem: takes a folded word and gives it without its ending.
    """
    by_text: dict[str, Term] = {}
    for word in words_of(text):
        ways = tuple(dict.fromkeys(_spellings(word)))
        stems = tuple(dict.fromkeys(stem(way) for way in ways))
        long = tuple(form for form in stems if len(form) >= LONG_STEM)
        # Whatever begins with the word begins with its stem too.
        starts = long + tuple(way for way in ways if not way.startswith(long)) if long else ways
        by_text.setdefault(word, Term(starts, stems))
    return tuple(by_text.values())


def _spellings(word: str) -> Iterator[str]:
    yield word
    norwegian, plain_keys = word, word
    for pair, letter in _TYPED:
        norwegian = norwegian.replace(pair, letter)
        plain_keys = plain_keys.replace(letter, pair)
    yield norwegian
    yield plain_keys


def marked(text: str, terms: Sequence[Term], stem: Stem, *, most: int = SNIPPET) -> Marked:
    """A text with every word that was looked for marked; a long one is cut around the first of them."""
    text = " ".join(plain(text).split())
    spans = [
        (match.start(), match.end() - match.start())
        for match in WORD.finditer(text)
        if any(term.fits(folded(match.group()), stem) for term in terms)
    ]
    if len(text) <= most + 20:
        return Marked(text, tuple(spans))
    first = spans[0][0] if spans else 0
    start = 0 if first < most * 2 // 3 else _word_edge(text, first - most // 3)
    stop = len(text) if start + most + 20 >= len(text) else _word_edge(text, start + most)
    lead, tail = "… " if start else "", " …" if stop < len(text) else ""
    moved = tuple((at - start + len(lead), length) for at, length in spans if start <= at and at + length <= stop)
    return Marked(f"{lead}{text[start:stop].strip()}{tail}", moved)


def _word_edge(text: str, at: int) -> int:
    """The beginning of the word at or after a place; the place itself in a word longer than anybody reads."""
    edge = text.find(" ", max(0, at - 1), at + 40)
    return at if edge < 0 else edge + 1


def year_name(year: int) -> str:
    """«2025–2026»."""
    return f"{year}–{year + 1}"


def any_fits(words: Iterable[str], term: Term, stem: Stem) -> bool:
    """Whether one of some folded words is what is looked for."""
    return any(term.fits(word, stem) for word in words)
