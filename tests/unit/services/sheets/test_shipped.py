"""Every sheet that ships loads in three languages, says the same things in each, and has a source and known tags."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from nettverk.assets import resource
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.i18n import LANGUAGES
from nettverk.services.sheets.shipped import parsed, sheets

TEMPLATES = resource("templates")
PATHS = sorted((TEMPLATES / "sheets").glob("*.toml"))
LONGEST = {"title": 44, "prompt": 95, "help": 100, "label": 62, "detail": 95}
"""Letters that still can be read from the back of a hall, or fit one line of a form."""


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_shipped_sheet_is_whole(path) -> None:
    said = {language: parsed(path.read_bytes(), path.name, language) for language in LANGUAGES}
    sheet = said["nb"]
    assert sheet.id == path.stem
    assert sheet.languages == ("nb", "nn", "en")
    assert sheet.about, "a sheet says when to use it"
    assert sheet.source, "a sheet says where its idea comes from"
    assert sheet.rows, "a sheet says what row of the inventory it serves"
    assert sheet.tags
    assert set(sheet.tags) <= _tags()
    for language in ("nn", "en"):
        texts, other = _texts(sheet), _texts(said[language])
        assert [bool(text) for text in texts] == [bool(text) for text in other]
        # Short words may be the same in bokmål and nynorsk; a prompt in English never is.
        if language == "en":
            assert all(a != b for a, b in zip(texts, other, strict=True) if len(a) > 20)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_shipped_sheet_can_be_read_aloud(path, language) -> None:
    sheet = parsed(path.read_bytes(), path.name, language)
    lengths = [("title", sheet.title)]
    for block in sheet.blocks:
        lengths += [("prompt", block.prompt), ("help", block.help), *(("prompt", text) for text in block.questions)]
        lengths += [("label", area.label) for area in block.areas] + [("label", level.label) for level in block.levels]
        for item in block.items:
            lengths += [("label", item.label), ("help", item.help), *(("detail", text) for text in item.details)]
    assert not [text for kind, text in lengths if len(text) > LONGEST[kind]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_source_stands_in_the_reference_bank(language: str) -> None:
    known = [_said(source, "short", language).casefold() for source in _templates("sources.toml")["sources"]]
    for sheet in sheets(language):
        line = sheet.source.casefold()
        named = [short for short in known if short in line]
        assert named, sheet.id
        # Every year in the line belongs to a reference that is named whole.
        rest = line
        for short in sorted(named, key=len, reverse=True):
            rest = rest.replace(short, "")
        assert not re.search(r"\d{4}", rest), (sheet.id, rest)


def test_stories_from_practice_are_told_without_names() -> None:
    """A sheet that asks for what happened says on the sheet that no child may be recognised."""
    for sheet_id in ASKS_FOR_STORIES:
        helps = " ".join(block.help + " ".join(item.help for item in block.items) for block in _sheet(sheet_id).blocks)
        assert "Uten navn, så ingen kan kjennes igjen" in helps, sheet_id


ASKS_FOR_STORIES = [
    "atte-sporsmal",
    "barns-stemme-i-planen",
    "class-samspill",
    "egnede-tiltak",
    "forarbeid-historie",
    "hent-inn-barnestemmen",
    "hjemmepakke",
    "kompetansebehov",
    "laeringssyklus",
    "mellomarbeid",
    "observasjonspar",
    "praksisinnlegg",
    "snubletrader",
    "tellinger-og-fortellinger",
    "tre-til-en",
    "trygghetssirkelen",
    "vare-verdier",
]


def test_tags_make_a_wheel_and_a_list() -> None:
    groups = _templates("tags.toml")["groups"]
    rings = [group["ring"] for group in groups if group["ring"] >= 0]
    assert rings == list(range(5))
    assert [len(group["tags"]) for group in groups if group["ring"] >= 0] == [1, 3, 3, 5, 3]
    ids = [tag["id"] for group in groups for tag in group["tags"]]
    assert len(set(ids)) == len(ids)
    for named in [*groups, *(tag for group in groups for tag in group["tags"])]:
        assert all(_said(named, "label", language) for language in LANGUAGES)


def test_methods_say_everything_in_three_languages() -> None:
    paths = sorted((TEMPLATES / "methods").glob("*.toml"))
    methods = [tomllib.loads(path.read_text("utf-8")) for path in paths]
    assert len({method["id"] for method in methods}) == len(methods)
    for method in methods:
        assert method["steps"]
        texts = [(method, key) for key in ("name", "about", "source")]
        texts += [(role, key) for role in method.get("roles", []) for key in ("label", "task")]
        texts += [(step, key) for step in method["steps"] for key in ("title", "hint")]
        for table, key in texts:
            assert table[key]
            assert table["nn"][key]
            assert table["en"][key]
        assert all(len(step["title"]) <= LONGEST["title"] for step in method["steps"])
        assert all(len(step["hint"]) <= LONGEST["prompt"] for step in method["steps"])


def test_references_have_ids_of_their_own() -> None:
    sources = _templates("sources.toml")["sources"]
    assert len({source["id"] for source in sources}) == len(sources)
    assert len({source["short"] for source in sources}) == len(sources)
    assert all(source["text"] for source in sources)


def test_every_sheet_is_there_in_every_language() -> None:
    for language in LANGUAGES:
        assert len(sheets(language)) == len(PATHS)
    assert len({sheet.id for sheet in sheets()}) == len(PATHS)
    assert len({sheet.title for sheet in sheets()}) == len(PATHS)


ROWS = {*range(17, 21), *range(24, 30), *range(31, 36), 40, 41, *range(43, 61), 80}
"""Of the field's inventory that the library serves; the methods (61) and the references (64) are files of their own."""


@pytest.mark.parametrize("row", sorted(ROWS))
def test_a_row_of_the_inventory_is_served(row: int) -> None:
    assert [sheet.id for sheet in sheets() if row in sheet.rows]


@pytest.mark.parametrize("row", [42])
def test_what_is_never_stored_has_no_sheet(row: int) -> None:
    assert not [sheet.id for sheet in sheets() if row in sheet.rows]


def test_signs_are_there_for_every_kind_of_service() -> None:
    sets = {sheet.audience: sheet for sheet in sheets() if sheet.audience}
    assert set(sets) == {"barnehage", "skole", "forebyggende", "kultur"}
    signs = {tuple((item.area, item.id) for item in sheet.blocks[0].items) for sheet in sets.values()}
    assert len(signs) == 1, "the same four areas with the same twelve signs, so that services can be laid side by side"
    assert all(len(item.details) == 2 and item.help for sheet in sets.values() for item in sheet.blocks[0].items)


def test_the_traffic_light_has_its_signs_with_details_and_without() -> None:
    with_details, without = (_sheet(name).block("tegn") for name in ("trafikklys-a", "trafikklys-b"))
    assert with_details is not None
    assert without is not None
    areas = [item.area for item in with_details.items]
    assert [areas.count(area.id) for area in with_details.areas] == [4, 4, 3]
    assert [(item.id, item.label) for item in with_details.items] == [(item.id, item.label) for item in without.items]
    assert all(item.details for item in with_details.items)
    assert not any(item.details for item in without.items)
    assert [who.value for who in _sheet("trafikklys-a").rounds] == ["alone", "pair", "table"]
    assert len(with_details.questions) == 4


def test_all_kinds_of_blocks_are_in_use() -> None:
    assert {block.kind for sheet in sheets() for block in sheet.blocks} == set(BlockKind)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"id = ", b"a" * 300_000, b"[[[", b"id = 'x'\n"])
def test_a_damaged_file_is_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"mitt\.toml"):
        parsed(data, "mitt.toml")


def _sheet(sheet_id: str) -> SheetDefinition:
    return next(sheet for sheet in sheets() if sheet.id == sheet_id)


def _templates(name: str) -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / name).read_text("utf-8"))


def _said(table: dict[str, Any], key: str, language: str) -> str:
    return str(table.get(language, {}).get(key, table[key]))


def _tags() -> set[str]:
    return {tag["id"] for group in _templates("tags.toml")["groups"] for tag in group["tags"]}


def _texts(sheet: SheetDefinition) -> list[str]:
    texts = [sheet.title, sheet.about, sheet.source]
    for block in sheet.blocks:
        texts += [block.prompt, block.help, *block.questions]
        texts += [area.label for area in block.areas] + [level.label for level in block.levels]
        for item in block.items:
            texts += [item.label, item.help, *item.details]
    return texts
