"""Every name and year in small print can be looked up, and every source is one that something is built on."""

from __future__ import annotations

import re

import pytest

from nettverk.services import methods, sources, tags
from nettverk.services.sheets import shipped

_NAMED = re.compile(r"[A-ZÆØÅ][\wæøå.]+(?: (?:mfl\.|kommune|og [A-ZÆØÅ]\w+))? \d{4}")
LANGUAGES = ("nb", "nn", "en")


def source_lines(language: str) -> list[str]:
    lines = [sheet.source for sheet in shipped.sheets(language)]
    lines += [getattr(method.source, language) or method.source.nb for method in methods.shipped().values()]
    return [*lines, tags.wheel(language).source]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_and_year_is_in_the_list(language: str) -> None:
    for line in source_lines(language):
        found = sources.cited([line], language)
        for named in _NAMED.findall(line):
            assert any(named in name for source in found for name in source.names), (named, line)


def test_every_source_is_named_somewhere() -> None:
    named = {source.id for language in LANGUAGES for source in sources.cited(source_lines(language))}
    assert {source.id for source in sources.references()} - named == MORE


MORE = frozenset({
    "udir-rammeplan-2017", "udir-sfo-2021", "meld-st-6-2019", "fn-1989",
    "fullan-quinn-2016", "fullan-2017", "hargreaves-fullan-2012", "lund-2011", "roald-2013",
})  # fmt: skip
"""What everything rests on, as the plans do that the sheets come from: in the list, and under no sheet alone."""


def test_a_name_inside_another_is_no_source() -> None:
    ids = [source.id for source in sources.cited(["Etter Fullan og Quinn 2016; jf. Leik 1966b."])]
    assert ids == ["fullan-quinn-2016"]
    assert sources.cited([""]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_has_a_whole_reference_in_every_language(language: str) -> None:
    for source in sources.references(language):
        assert source.short
        assert len(source.text) > len(source.short)
