"""The sample's words: one structure in resources/templates/sample, with its texts in bokmål, nynorsk and English.

A table says its texts in bokmål and, beside them, in the others (``nn.text``, ``en.text``). Short words that come
again, and names that files refer to each other by, stand once in words.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from nettverk.assets import resource

_OTHERS = ("nn", "en")
_GLOSSARY = "words"


def read(name: str, language: str = "nb") -> dict[str, Any]:
    """One of the sample's files by its name without ending, with its texts in a language.

    Names of units, keys of tables among them, are those of that language too, so that they fit from file to file.
    """
    script: dict[str, Any] = _told(raw(name), language, _glossary(language))
    return script


def raw(name: str) -> dict[str, Any]:
    """A file as it is written, with all its languages."""
    return tomllib.loads(resource("templates", "sample", f"{name}.toml").read_text(encoding="utf-8"))


def as_said(begins: str, language: str) -> tuple[str, ...]:
    """What texts of the gatherings that begin so in bokmål say in a language; for ``str.startswith``."""
    if language == "nb":
        return (begins,)
    return tuple(there for here, there in _pairs(language) if here.startswith(begins))


@cache
def _glossary(language: str) -> Mapping[str, str]:
    return raw(_GLOSSARY).get(language, {}) if language in _OTHERS else {}


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    names = sorted(path.stem for path in resource("templates", "sample").glob("gathering_*.toml"))
    # The two have the same shape, so their texts come in the same order.
    return tuple(pair for name in names for pair in zip(texts(read(name)), texts(read(name, language)), strict=True))


def texts(node: object) -> Iterator[str]:
    """Every text in a table or list, whatever lies in between, in the order it is written."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from texts(inner)


def _told(node: Any, language: str, glossary: Mapping[str, str]) -> Any:
    if isinstance(node, str):
        return glossary.get(node, node)
    if isinstance(node, list):
        return [_told(inner, language, glossary) for inner in node]
    if not isinstance(node, dict):
        return node
    there = node.get(language, {})
    return {
        glossary.get(key, key): _told(there.get(key, inner), language, glossary)
        for key, inner in node.items()
        if key not in _OTHERS
    }
