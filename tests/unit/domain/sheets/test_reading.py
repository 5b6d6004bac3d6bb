"""A sheet from a mapping: whole, in three languages, or a sentence that says what is wrong."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.answers import Respondent, respondent
from nettverk.domain.sheets.definition import BlockKind, Mark, SheetDefinition, When, Who
from nettverk.domain.sheets.reading import read_sheet

LIGHT: dict[str, Any] = {
    "id": "lys", "version": 2, "title": "Trafikklys", "rounds": ["alone", "pair", "table"], "minutes": 30, "rows": [43],
    "nn": {"title": "Trafikklys"},
    "blocks": [{
        "id": "tegn", "kind": "scale", "prompt": "Hvor er vi?",
        "levels": [{"id": "ok", "label": "tilfredsstillende"}, {"id": "better", "label": "må bedres"}],
        "areas": [{"id": "a", "label": "Varme", "items": [{"id": "a1", "label": "Vi hilser", "details": ["på alle"]}]}],
        "questions": ["Hvorfor?"],
    }],
}  # fmt: skip


def test_a_sheet_is_read_whole() -> None:
    sheet = read_sheet(LIGHT)
    assert (sheet.title, sheet.version, sheet.who, sheet.when) == ("Trafikklys", 2, Who.ALONE, When.IN_PART)
    assert sheet.rounds == (Who.ALONE, Who.PAIR, Who.TABLE)
    block = sheet.blocks[0]
    assert block.kind is BlockKind.SCALE
    assert [(item.id, item.area, item.details) for item in block.items] == [("a1", "a", ("på alle",))]
    assert [level.mark for level in block.levels] == [Mark.CIRCLE, Mark.TRIANGLE]
    assert sheet.block("tegn") is block
    assert sheet.block("annet") is None


def test_what_a_language_lacks_is_said_in_the_first() -> None:
    sheet = read_sheet(LIGHT, "nn")
    assert (sheet.title, sheet.blocks[0].prompt) == ("Trafikklys", "Hvor er vi?")
    assert sheet.languages == ("nb", "nn")


def _changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    raw = deepcopy(LIGHT)
    place: Any = raw
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("title",), "", "mangler «title»"),
        (("title",), 3, "«title» må være tekst"),
        (("id",), "to ord", "mangler «id»"),
        (("blocks",), [], "mellom 1 og 30 blokker"),
        (("blocks",), "mange", "må være en liste"),
        (("blocks", 0), 5, "må være en tabell"),
        (("blocks", 0, "kind"), "spill", "text, points, columns"),
        (("blocks", 0, "levels"), [], "2–5 nivåer"),
        (("blocks", 0, "areas", 0, "items", 0, "label"), " ", "mangler «label»"),
        (("minutes",), True, "helt tall"),
        (("minutes",), -1, "mellom 0 og 1440"),
        (("rounds",), ["alle"], "alone, pair"),
        (("nn",), 4, "må være en tabell"),
        (("tags",), [1], "liste av tekster"),
        (("format",), 2, "nyere versjon"),
    ],
)
def test_what_is_wrong_is_said(path: tuple[Any, ...], value: Any, said: str) -> None:
    with pytest.raises(BadInput) as fault:
        read_sheet(_changed(path, value), name="lys.toml")
    assert fault.value.sentence.startswith("lys.toml ")
    assert said in fault.value.sentence


def test_an_id_stands_once() -> None:
    raw = deepcopy(LIGHT)
    raw["blocks"].append(deepcopy(raw["blocks"][0]))
    with pytest.raises(BadInput, match="«tegn» står to ganger"):
        read_sheet(raw)


@pytest.mark.parametrize(
    "who", [Respondent(Who.TABLE, 3), Respondent(Who.UNIT, unit_id="0192-a"), Respondent(Who.PLENUM)]
)
def test_a_respondent_is_read_back(who: Respondent) -> None:
    assert respondent(who.key) == who


def test_a_sheet_is_a_value() -> None:
    assert isinstance(hash(read_sheet(LIGHT)), int)
    assert isinstance(read_sheet(LIGHT), SheetDefinition)
