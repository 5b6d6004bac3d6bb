"""Numbers as the language says them: «fire av fem tiltak», «én samling», «halvparten»; figures from thirteen on."""

from __future__ import annotations

from enum import Enum

from nettverk.i18n import _, _c, language, number

_WORDS = {
    "nb": ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "nn": ("ingen", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_NEUTER = {"nb": "ett", "nn": "eitt", "en": "one"}
_FEMININE = {"nb": "én", "nn": "éi", "en": "one"}
_WHOLES = (2, 3, 4, 5, 10)
_NEAR = 0.025
"""How far a share may be from a simple one that is said without «om lag»."""


class Gender(Enum):
    """What a counted word is, where the language asks: én samling, ett tiltak, éi eining."""

    COMMON = "common"
    NEUTER = "neuter"
    FEMININE = "feminine"


def spelled(count: int, gender: Gender = Gender.COMMON) -> str:
    """A count as one writes it in a sentence: up to twelve as a word."""
    words = _WORDS[language()]
    if count == 1 and gender is not Gender.COMMON:
        return (_NEUTER if gender is Gender.NEUTER else _FEMININE)[language()]
    return words[count] if 0 <= count < len(words) else number(count)


def number_of(count: int, gender: Gender, beside: int) -> str:
    """A count beside another in the same sentence: both in words, or both in figures."""
    return spelled(count, gender) if beside <= 12 else number(count)


def nearest(total: int, times: int) -> int:
    """The mean as a whole number, a half upwards, as people round."""
    return (2 * total + times) // (2 * times)


def in_words(phrase: str, count: int, gender: Gender = Gender.COMMON) -> str:
    """«3 samlinger» as «tre samlinger»; the figure is the one that ``_n`` put in."""
    figures = str(count)
    return phrase.replace(figures, spelled(count, gender), 1) if 0 <= count <= 12 else phrase


def capital(text: str) -> str:
    """With a capital letter, as a sentence begins; the rest as it is."""
    return text[:1].upper() + text[1:]


def share(part: int, whole: int, gender: Gender = Gender.COMMON) -> str:
    """«fire av fem» for 33 of 41, with «om lag» where it is not quite so; empty where there is nothing.

    What is all, half or none has a sentence of its own (``Share``), so that the verb fits.
    """
    taken, of, near = _fraction(part, whole)
    words = _("{part} av {whole}").format(part=spelled(taken, gender), whole=spelled(of, gender))
    return words if near else _("om lag {share}").format(share=words)


class Share(Enum):
    """Which sentence fits a share."""

    NOTHING = "nothing"
    """There is nothing to take a share of."""
    NONE = "none"
    SOME = "some"
    HALF = "half"
    ALL = "all"


def share_of(part: int, whole: int) -> Share:
    """Which sentence says a share best."""
    if whole <= 0:
        return Share.NOTHING
    if part <= 0:
        return Share.NONE
    if part >= whole:
        return Share.ALL
    return Share.HALF if _fraction(part, whole)[:2] == (1, 2) else Share.SOME


def half(part: int, whole: int) -> str:
    """«Halvparten», or «Om lag halvparten» where it is not quite so; begins a sentence."""
    return _("Halvparten") if abs(part / whole - 0.5) <= _NEAR else _("Om lag halvparten")


def _fraction(part: int, whole: int) -> tuple[int, int, bool]:
    """The simplest share that is near, as (part, whole), and whether it is near enough."""
    true = part / whole
    best = min(
        ((taken, of) for of in _WHOLES for taken in range(1, of)),
        key=lambda pair: (max(0.0, abs(pair[0] / pair[1] - true) - _NEAR), pair[1]),
    )
    return *best, abs(best[0] / best[1] - true) <= _NEAR


def with_figures(part: int, whole: int) -> str:
    """«(33 av 41)», after a share in words."""
    return _c("tall i parentes", "({part} av {whole})").format(part=number(part), whole=number(whole))
