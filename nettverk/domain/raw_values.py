"""Values out of a mapping that a file holds, each looked at before it is used: sheets and methods are read with these.

A fault is told as the second half of a sentence, whose first half is what the file is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from nettverk.i18n import _

_Kind = TypeVar("_Kind", bound=StrEnum)
_MOST_ID = 100


class Wrong(Exception):
    """What is wrong, as the second half of a sentence."""


def is_newer(raw: Mapping[str, Any], known: int) -> bool:
    """Whether the file says that a later program wrote it than one that knows this format."""
    format_ = raw.get("format", known)
    return isinstance(format_, int) and format_ > known


def number(raw: Mapping[str, Any], key: str, least: int, most: int, otherwise: int, where: str) -> int:
    """A whole number within its limits; ``otherwise`` where nothing is said.

    Raises:
        Wrong: it is something else.
    """
    value = whole(raw.get(key, otherwise), key, where)
    if not least <= value <= most:
        words = _("{where}: «{key}» må være mellom {least} og {most}.")
        raise Wrong(words.format(where=where, key=key, least=least, most=most))
    return value


def whole(value: Any, key: str, where: str) -> int:
    """A whole number; ``true`` is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise Wrong(_("{where}: «{key}» må være et helt tall.").format(where=where, key=key))
    return value


def yes(raw: Mapping[str, Any], key: str) -> bool:
    """Whether something is so; not where nothing is said."""
    value = raw.get(key, False)
    if not isinstance(value, bool):
        raise Wrong(_("«{key}» må være true eller false.").format(key=key))
    return value


def text(said: Mapping[str, Any], key: str, most: int, where: str) -> str:
    """A text of at most so many letters, without spaces around it; empty where nothing is said."""
    value = said.get(key, "")
    if not isinstance(value, str):
        raise Wrong(_("{where}: «{key}» må være tekst.").format(where=where, key=key))
    if len(value) > most:
        raise Wrong(_("{where}: «{key}» er lengre enn {most} tegn.").format(where=where, key=key, most=most))
    return value.strip()


def plain(raw: Mapping[str, Any], key: str, where: str) -> str:
    """A name for the machine: the same in every language, without spaces and colons."""
    value = raw.get(key, "")
    if not isinstance(value, str) or not value or len(value) > _MOST_ID or any(c.isspace() or c == ":" for c in value):
        raise missing(key, where)
    return value


def missing(key: str, where: str) -> Wrong:
    """Something must be said, and is not."""
    return Wrong(_("{where} mangler «{key}».").format(where=where, key=key))


def listed(raw: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    """A list; an empty one where nothing is said."""
    return sequence(raw.get(key, []), f"{where}: {key}")


def sequence(value: Any, where: str) -> Sequence[Any]:
    """A list, whatever is in it."""
    if not isinstance(value, list | tuple):
        raise Wrong(_("{where} må være en liste.").format(where=where))
    return value


def mapping(value: Any, where: str) -> Mapping[str, Any]:
    """A table of values by their names."""
    if not isinstance(value, Mapping):
        raise Wrong(_("{where} må være en tabell.").format(where=where))
    return value


def in_language(raw: Mapping[str, Any], language: str, where: str) -> Mapping[str, Any]:
    """The table with what it says in another language in the place of what it says first."""
    other = raw.get(language, {})
    if not isinstance(other, Mapping):
        raise Wrong(_("{where}: «{key}» må være en tabell.").format(where=where, key=language))
    return {**raw, **other}


def texts(value: Any, most: int, where: str) -> tuple[str, ...]:
    """A list of texts, each of at most so many letters."""
    items = sequence(value, where)
    if not all(isinstance(text, str) and len(text) <= most for text in items):
        raise Wrong(_("{where} må være en liste av tekster.").format(where=where))
    return tuple(items)


def one_of(kinds: type[_Kind], value: Any, where: str) -> _Kind:
    """One of a few words."""
    try:
        return kinds(value)
    except ValueError:
        words = ", ".join(kind.value for kind in kinds)
        raise Wrong(_("«{where}» må være én av {words}.").format(where=where, words=words)) from None


def unique(ids: Sequence[str], where: str) -> None:
    """No name twice."""
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise Wrong(_("{where}: «{name}» står to ganger.").format(where=where, name=name))
