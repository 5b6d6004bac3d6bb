"""Every name and year in small print can be looked up, and every source is one that something is built on."""

from __future__ import annotations

import re

import pytest

from nettverk.services import methods, sources, tags
from nettverk.services.sheets import shipped

_NAMED = re.compile(r"[A-ZÆØÅ][\wæøå.]+(?: (?:mfl\.|et al\.|kommune|(?:og|and) [A-ZÆØÅ]\w+))? \d{4}")
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


NORWEGIAN = re.compile(r"\b(?:og|mfl|frå|fra|uten|utan|utg|red)\b", re.IGNORECASE)
"""Words that give a Norwegian source line away; a title keeps its language, in the whole references alone."""


def test_an_english_text_names_its_sources_in_english() -> None:
    lines = source_lines("en") + [source.short for source in sources.references("en")]
    assert [line for line in lines if NORWEGIAN.search(line)] == []
    # Of a whole reference, all but the titles: who wrote it, the edition, and where it stands.
    for source in sources.references("en"):
        assert not re.search(r"\b(?:mfl|utg|red|gjengitt|tittelen)\b", source.text), source.text


def test_a_source_is_the_same_in_every_language() -> None:
    """What a sheet names in bokmål, it names in nynorsk and English too, each by its own name for it."""
    said = {language: source_lines(language) for language in LANGUAGES}
    for lines in zip(*said.values(), strict=True):
        found = [sources.cited([line], language) for line, language in zip(lines, LANGUAGES, strict=True)]
        assert len({tuple(source.id for source in some) for some in found}) == 1, lines
