"""Every sheet that ships loads in three languages, says the same things in each, and has a source."""

from __future__ import annotations

import pytest

from nettverk.assets import resource
from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import LANGUAGES
from nettverk.services.sheets.shipped import parsed, sheets

PATHS = sorted(resource("templates", "sheets").glob("*.toml"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_shipped_sheet_is_whole(path) -> None:
    said = {language: parsed(path.read_bytes(), path.name, language) for language in LANGUAGES}
    sheet = said["nb"]
    assert sheet.id == path.stem
    assert sheet.languages == ("nb", "nn", "en")
    assert sheet.source, "a sheet says where its idea comes from"
    assert sheet.rows, "a sheet says what row of the inventory it serves"
    for language in ("nn", "en"):
        texts, other = _texts(sheet), _texts(said[language])
        assert [bool(text) for text in texts] == [bool(text) for text in other]
        # Short words may be the same in bokmål and nynorsk; a prompt in English never is.
        if language == "en":
            assert all(a != b for a, b in zip(texts, other, strict=True) if len(a) > 20)


def _texts(sheet: SheetDefinition) -> list[str]:
    texts = [sheet.title, sheet.about, sheet.source]
    for block in sheet.blocks:
        texts += [block.prompt, block.help, *block.questions]
        texts += [area.label for area in block.areas] + [level.label for level in block.levels]
        for item in block.items:
            texts += [item.label, item.help, *item.details]
    return texts


def test_every_sheet_is_there_in_every_language() -> None:
    for language in LANGUAGES:
        assert len(sheets(language)) == len(PATHS)
    assert len({sheet.id for sheet in sheets()}) == len(PATHS)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"id = ", b"a" * 300_000, b"[[[", b"id = 'x'\n"])
def test_a_damaged_file_is_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"mitt\.toml"):
        parsed(data, "mitt.toml")
