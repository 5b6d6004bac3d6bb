"""What ships is written in our own words: no seven words in a row stand in the texts the project grew from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from nettverk.assets import resource
from tests.helpers.source_sequences import known, taken, windows

TEMPLATES = resource("templates")
# A reference names a work by its title, and a title may be long.
PATHS = [path for path in sorted(TEMPLATES.rglob("*.toml")) if path.name != "sources.toml"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_is_in_our_own_words(path) -> None:
    texts = _texts(tomllib.loads(path.read_text("utf-8")))
    assert not {said for text in texts for said in taken(text)}


def test_the_texts_are_known_and_seven_words_are_found_again() -> None:
    assert len(known()) > 10_000
    sentence = "Ett to tre, fire fem – seks 7 sju åtte."
    said = [words for _hash, words in windows(sentence)]
    assert said == ["ett to tre fire fem seks sju", "to tre fire fem seks sju åtte"]
    assert len({hashed for hashed, _said in windows(sentence)}) == 2
    assert not list(windows("bare seks ord er ikke nok"))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
