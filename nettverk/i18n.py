"""The words of the program: gettext with bokmål as source, and dates, lists and numbers by the language's rules.

Everything below and above may import this; it imports only the standard library (Babel lazily, on first use).
The language is a context variable: the user's for the windows, the gathering's while one of its documents is made.
"""

from __future__ import annotations

import gettext
import locale
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache

from nettverk.assets import resource

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}

# The field's words that municipalities call different things, with their four forms (en, den, flere, de). What stands
# before a word of another gender is put right with it: «hver bydel», «hvert område».
FIELD_WORDS: Mapping[str, Mapping[str, Mapping[str, tuple[str, str, str, str]]]] = {
    "unit": {
        "enhet": {
            "nb": ("enhet", "enheten", "enheter", "enhetene"),
            "nn": ("eining", "eininga", "einingar", "einingane"),
        },
        "virksomhet": {
            "nb": ("virksomhet", "virksomheten", "virksomheter", "virksomhetene"),
            "nn": ("verksemd", "verksemda", "verksemder", "verksemdene"),
        },
    },
    "service": {
        "tjeneste": {"nb": ("tjeneste", "tjenesten", "tjenester", "tjenestene")},
        "etat": {"nb": ("etat", "etaten", "etater", "etatene")},
    },
    "district": {
        "bydel": {"nb": ("bydel", "bydelen", "bydeler", "bydelene"), "nn": ("bydel", "bydelen", "bydelar", "bydelane")},
        "kommunedel": {
            "nb": ("kommunedel", "kommunedelen", "kommunedeler", "kommunedelene"),
            "nn": ("kommunedel", "kommunedelen", "kommunedelar", "kommunedelane"),
        },
        "krets": {"nb": ("krets", "kretsen", "kretser", "kretsene"), "nn": ("krins", "krinsen", "krinsar", "krinsane")},
        "sone": {"nb": ("sone", "sonen", "soner", "sonene"), "nn": ("sone", "sona", "soner", "sonene")},
        "område": {
            "nb": ("område", "området", "områder", "områdene"),
            "nn": ("område", "området", "område", "områda"),
        },
        "oppvekstområde": {
            "nb": ("oppvekstområde", "oppvekstområdet", "oppvekstområder", "oppvekstområdene"),
            "nn": ("oppvekstområde", "oppvekstområdet", "oppvekstområde", "oppvekstområda"),
        },
        "distrikt": {
            "nb": ("distrikt", "distriktet", "distrikter", "distriktene"),
            "nn": ("distrikt", "distriktet", "distrikt", "distrikta"),
        },
    },
}
# How words of a sentence read before a neuter, and before a feminine in nynorsk; bokmål's feminines are written as its
# masculines here.
_NEUTER = {
    "nb": {
        "en": "et", "én": "ett", "ny": "nytt", "hver": "hvert", "hvilken": "hvilket", "denne": "dette", "den": "det",
        "ingen": "ikke noe", "egen": "eget", "annen": "annet", "noen": "noe", "hel": "helt", "liten": "lite",
        "min": "mitt", "din": "ditt", "sin": "sitt", "vår": "vårt", "enhver": "ethvert", "slik": "slikt",
        "stor": "stort", "god": "godt",
    },
    "nn": {
        "ein": "eit", "éin": "eitt", "ny": "nytt", "kvar": "kvart", "denne": "dette", "den": "det",
        "ingen": "ikkje noko", "eigen": "eige", "annan": "anna", "nokon": "noko", "heil": "heilt", "liten": "lite",
        "min": "mitt", "din": "ditt", "sin": "sitt", "vår": "vårt", "slik": "slikt", "stor": "stort",
        "god": "godt",
    },
}  # fmt: skip
_FEMININE = {
    "nb": dict[str, str](),
    "nn": {
        "ein": "ei", "éin": "éi", "ingen": "inga", "eigen": "eiga", "annan": "anna", "nokon": "noka", "liten": "lita",
        "min": "mi", "din": "di", "sin": "si",
    },
}  # fmt: skip

_language: ContextVar[str | None] = ContextVar("language", default=None)
_typed: ContextVar[str] = ContextVar("typed", default="")
_default: list[str] = ["nb"]
# Patterns of the usual words with what each becomes, by language; empty where the municipality uses the usual words.
_own_words: dict[str, tuple[re.Pattern[str], Mapping[str, str], Mapping[str, Mapping[str, str]]]] = {}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = resource("locale", language, "LC_MESSAGES", "nettverk.mo")
    # The sentences are written in bokmål, so that language has no catalogue, and a missing one falls back on it.
    if language == "nb" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def language() -> str:
    """The language in force here: ``nb``, ``nn`` or ``en``."""
    return _language.get() or _default[0]


def system_language() -> str:
    """Nynorsk where the system speaks it, else bokmål (a kommune's machine may well be set up in English)."""
    locale_name = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    words = f"{locale_name or locale.getlocale()[0] or ''}".lower()
    return "nn" if words.startswith("nn") or "nynorsk" in words else "nb"


def set_language(code: str) -> None:
    """Set the language of the windows for the whole process; unknown codes become bokmål."""
    _default[0] = code if code in LANGUAGES else "nb"


@contextmanager
def using(code: str) -> Iterator[None]:
    """Speak another language inside the block, as a document in the gathering's language does."""
    token = _language.set(code if code in LANGUAGES else "nb")
    try:
        yield
    finally:
        _language.reset(token)


@contextmanager
def typed_in(code: str) -> Iterator[None]:
    """Inside the block, what people have typed is in this language, whatever language the program speaks."""
    token = _typed.set(code if code in LANGUAGES else "")
    try:
        yield
    finally:
        _typed.reset(token)


def typed_language() -> str:
    """The language of what people have typed: the one that is in force, where nobody has said another."""
    return _typed.get() or language()


def _(message: str) -> str:
    """The message (written in bokmål) in the language in force."""
    return in_own_words(_catalogue(language()).gettext(message)) if message else ""


def _c(context: str, message: str) -> str:
    """As ``_``, for a word that other languages say in several ways; the context says which is meant here."""
    return in_own_words(_catalogue(language()).pgettext(context, message))


def _n(singular: str, plural: str, n: int) -> str:
    """The message that fits n, with ``{n}`` filled in."""
    return in_own_words(_catalogue(language()).ngettext(singular, plural, n)).format(n=_figures(n))


def _figures(n: int) -> str:
    """A count in a sentence: as ``number`` has it, without the weight of Babel; four figures stand together."""
    if abs(n) < 10_000:
        return str(n)
    return f"{n:,}" if language() == "en" else f"{n:,}".replace(",", "\u00a0")


def field_words_offered() -> dict[str, list[tuple[str, str]]]:
    """The words to choose between, ``{"unit": [("virksomhet", "verksemd"), …]}``: key and how it is said here.

    What the language has only one word for is left out. English has none of its own, so it shows the bokmål words.
    """
    code = "nn" if language() == "nn" else "nb"
    offered = {
        key: [(word, said[code][0]) for word, said in sets.items() if code in said] for key, sets in FIELD_WORDS.items()
    }
    return {key: choices for key, choices in offered.items() if len(choices) > 1}


def set_field_words(chosen: Mapping[str, str]) -> bool:
    """Call things what the municipality calls them: ``{"unit": "virksomhet"}``; unknown words are left as they are.

    Only the program's own sentences change, never what people have typed.

    Returns:
        whether any sentence will read otherwise than before.
    """
    known = {code: own[1] for code, own in _own_words.items()}
    _own_words.clear()
    for code in ("nb", "nn"):
        change: dict[str, str] = {}
        before: dict[str, Mapping[str, str]] = {}
        for key, word in chosen.items():
            sets = FIELD_WORDS.get(key, {})
            usual = next(iter(sets.values()), {}).get(code)
            wanted = sets.get(word, {}).get(code)
            if usual and wanted and usual != wanted:
                change |= dict(zip(usual, wanted, strict=True))
                # Sentences begin with the words too.
                change |= {old.capitalize(): new.capitalize() for old, new in zip(usual, wanted, strict=True)}
                before |= dict.fromkeys(usual[:2], _agreeing(code, wanted[1], than=usual[1]))
        if change:
            # The longest first, or «enhet» would be changed inside «enhetene».
            words = "|".join(sorted(change, key=len, reverse=True))
            # Between a determiner and its noun stand adjectives: «den valgte bydelen».
            ahead = "|".join((*_NEUTER[code], *_FEMININE[code], r"\w+e")) if any(before.values()) else ""
            pattern = rf"\b((?:(?:{ahead}) )*)({words})\b" if ahead else rf"\b()({words})\b"
            _own_words[code] = (re.compile(pattern, re.IGNORECASE if ahead else 0), change, before)
    return known != {code: own[1] for code, own in _own_words.items()}


def _agreeing(code: str, definite: str, *, than: str) -> Mapping[str, str]:
    """How what stands before a word changes with its gender, which the definite form tells; nothing where it stays."""

    def gender(word: str) -> str:
        return "neuter" if word.endswith("et") else "feminine" if code == "nn" and word.endswith("a") else "masculine"

    if gender(definite) == gender(than):
        return {}
    return {"neuter": _NEUTER, "feminine": _FEMININE}.get(gender(definite), {}).get(code, {})


def quoted(text: str, code: str = "") -> str:
    """Somebody's words in the quotation marks of a language: that in force where none is given."""
    return f"“{text}”" if (code or language()) == "en" else f"«{text}»"


def in_own_words(text: str) -> str:
    """A text of ours, a message or a note in a template, with the words the municipality uses."""
    if not _own_words or (own := _own_words.get(language())) is None:
        return text
    pattern, words, before = own
    # Most sentences have none of the words; looking for what may stand before them takes ten times as long.
    if before and not any(word in text for word in words):
        return text

    def said(match: re.Match[str]) -> str:
        word = words.get(match[2])
        if word is None:  # in capitals, as nobody writes it
            return match[0]
        table = before.get(match[2].lower(), {})
        return "".join(f"{_like(each, table.get(each.lower(), each))} " for each in match[1].split()) + word

    return pattern.sub(said, text)


def _like(written: str, word: str) -> str:
    """The word with a capital where what it stands for had one."""
    return word.capitalize() if written[:1].isupper() and not word[:1].isupper() else word


def _babel() -> str:
    return {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}[language()]


def clock(moment: time | datetime) -> str:
    """A time of day as one reads it aloud: 09.45 (English 09:45)."""
    return moment.strftime("%H:%M" if language() == "en" else "%H.%M")


def long_date(day: date) -> str:
    """A date with its weekday, as in «tirsdag 24. november 2026»."""
    from babel.dates import format_date

    pattern = "EEEE d MMMM y" if language() == "en" else "EEEE d. MMMM y"
    return format_date(day, pattern, locale=_babel())


def short_date(day: date) -> str:
    """A date without its weekday, as in «24. november 2026»."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y" if language() == "en" else "d. MMMM y", locale=_babel())


def short_weekday(day: date) -> str:
    """The weekday in a narrow column, as in «tirs.»."""
    from babel.dates import format_date

    return format_date(day, "EEE", locale=_babel())


def short_month(day: date) -> str:
    """The month where there is little room, as in «nov.»."""
    from babel.dates import format_date

    return format_date(day, "LLL" if language() == "en" else "MMM", locale=_babel())


def short_day(day: date) -> str:
    """A day in a narrow column, as in «tirs. 2. des.»."""
    dot = "" if language() == "en" else "."
    return f"{short_weekday(day)} {day.day}{dot} {short_month(day)}"


def weekday_name(weekday: int) -> str:
    """A weekday (ISO, 1 is Monday) as one says it, as in «tirsdag»."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", locale=_babel())[weekday - 1])


def day_month(day: date) -> str:
    """A date of the year one is in, as in «24. november»."""
    from babel.dates import format_date

    return format_date(day, "d MMMM" if language() == "en" else "d. MMMM", locale=_babel())


def day_month_year(day: date) -> str:
    """A date of any year, as in «24. november 2026»."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y" if language() == "en" else "d. MMMM y", locale=_babel())


def join(words: Sequence[str]) -> str:
    """A list as it is read aloud, as in «Kari, Ola og Siv»; empty for nobody."""
    from babel.lists import format_list

    return format_list(list(words), locale=_babel()) if words else ""


def number(value: float) -> str:
    """A number with the separators for thousands and decimals that the language uses."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_babel())
