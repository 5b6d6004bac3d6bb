"""The themes that sheets are tagged with, by name: resources/templates/tags.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from nettverk.assets import resource


@cache
def names(language: str = "nb") -> Mapping[str, str]:
    """What each theme is called, by its id, in the order of the wheel."""
    raw = tomllib.loads(resource("templates", "tags.toml").read_text(encoding="utf-8"))
    return dict(_names(raw, language))


def _names(raw: Mapping[str, Any], language: str) -> Iterator[tuple[str, str]]:
    for group in raw.get("groups", ()):
        for tag in group.get("tags", ()):
            yield str(tag["id"]), str({**tag, **tag.get(language, {})}["label"])
