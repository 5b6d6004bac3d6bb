"""Kilder: what sheets, ways of working and the theme wheel are built on, from resources/templates/sources.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from nettverk.assets import resource
from nettverk.i18n import LANGUAGES


@dataclass(frozen=True, slots=True)
class Reference:
    """One source.

    Attributes:
        short: how a source line names it, «Leik 1966».
        text: the whole reference.
        names: how it is named in any language.
    """

    id: str
    short: str
    text: str
    names: tuple[str, ...]


@cache
def references(language: str = "nb") -> tuple[Reference, ...]:
    """Every source, in the order of the file: how it is known, plans and rules, then the literature."""
    raw = tomllib.loads(resource("templates", "sources.toml").read_text(encoding="utf-8"))
    sources_ = []
    for source in raw["sources"]:
        here = {**source, **source.get(language, {})}
        names = dict.fromkeys({**source, **source.get(code, {})}["short"] for code in LANGUAGES)
        sources_.append(Reference(source["id"], here["short"], here["text"], tuple(names)))
    return tuple(sources_)


def cited(lines: Iterable[str], language: str = "nb") -> tuple[Reference, ...]:
    """The sources that source lines name, in any language, each once and in the order of the file."""
    text = "\n".join(lines)
    return tuple(source for source in references(language) if any(_names(text, name) for name in source.names))


def _names(text: str, name: str) -> bool:
    # Named whole: «Fullan 2016» is not in «Fullan og Quinn 2016», and «Leik 1966» not in «Leik 1966b».
    return re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
