"""The words of the program: gettext with bokmål as source, and dates, lists and numbers by the language's rules.

Everything below and above may import this; it imports only the standard library (Babel lazily, on first use).
The language is a context variable: the user's for the windows, the gathering's while one of its documents is made.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import cache

from nettverk.assets import resource

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}

_language: ContextVar[str | None] = ContextVar("language", default=None)
_default: list[str] = ["nb"]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = resource("locale", language, "LC_MESSAGES", "nettverk.mo")
    if language == "nb" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def language() -> str:
    """The language in force here: ``nb``, ``nn`` or ``en``."""
    return _language.get() or _default[0]


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


def _(message: str) -> str:
    """The message (written in bokmål) in the language in force."""
    return _catalogue(language()).gettext(message) if message else ""


def _n(one: str, many: str, n: int) -> str:
    """The message that fits n, with ``{n}`` filled in."""
    return _catalogue(language()).ngettext(one, many, n).format(n=n)


def _babel() -> str:
    return {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}[language()]


def clock(moment: time | datetime) -> str:
    """A time of day as one reads it aloud: 09.45 (English 09:45)."""
    return moment.strftime("%H:%M" if language() == "en" else "%H.%M")


def long_date(day: date) -> str:
    """tirsdag 24. november 2026"""
    from babel.dates import format_date

    pattern = "EEEE d MMMM y" if language() == "en" else "EEEE d. MMMM y"
    return format_date(day, pattern, locale=_babel())


def short_date(day: date) -> str:
    """24. november 2026"""
    from babel.dates import format_date

    return format_date(day, "d MMMM y" if language() == "en" else "d. MMMM y", locale=_babel())


def day_month(day: date) -> str:
    """24. november"""
    from babel.dates import format_date

    return format_date(day, "d MMMM" if language() == "en" else "d. MMMM", locale=_babel())


def join(words: Sequence[str]) -> str:
    """Kari, Ola og Siv"""
    from babel.lists import format_list

    return format_list(list(words), locale=_babel()) if words else ""


def number(value: float) -> str:
    """A number with the language's separators."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_babel())
