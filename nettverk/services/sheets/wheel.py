"""The theme wheel as it ships: resources/templates/tags.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from nettverk.assets import resource
from nettverk.domain.tags import Tag, TagGroup, Wheel


@cache
def wheel(language: str = "nb") -> Wheel:
    """Every theme in a language, in the order of the wheel."""
    raw = tomllib.loads(resource("templates", "tags.toml").read_text(encoding="utf-8"))
    return Wheel(tuple(_groups(raw, language)), {**raw, **raw.get(language, {})}["source"])


def _groups(raw: Mapping[str, Any], language: str) -> Iterator[TagGroup]:
    for group in raw["groups"]:
        tags = tuple(Tag(tag["id"], _said(tag, language)) for tag in group["tags"])
        yield TagGroup(group["id"], _said(group, language), group["ring"], tags)


def _said(words: Mapping[str, Any], language: str) -> str:
    return str({**words, **words.get(language, {})}["label"])
