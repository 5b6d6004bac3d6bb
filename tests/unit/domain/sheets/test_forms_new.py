"""A traffic light made from an answer file's questions: signs by a scale that is known, and nothing guessed."""

from __future__ import annotations

import pytest

from nettverk.domain.sheets.definition import BlockKind
from nettverk.domain.sheets.forms import FormsColumn, FormsTable, Title
from nettverk.domain.sheets.forms_new import light_of


def table(titles: list[str], rows: list[list[str]]) -> FormsTable:
    columns = tuple(Title(place, chr(65 + place), (title,)) for place, title in enumerate(titles))
    return FormsTable("svar.xlsx", "Sheet1", 1, columns, tuple((at, tuple(row)) for at, row in enumerate(rows, 2)))


def test_signs_where_people_chose_a_level_texts_where_they_wrote() -> None:
    sheet = light_of(
        table(
            ["Hvilken enhet kommer du fra?", "Vi ringer først", "Vi spør barna", "Hva lurer dere på?"],
            [
                ["Lund barnehage", "Må endres", "tilfredsstillende", "Om ferien"],
                ["PPT", "Må endres", "", ""],
                ["Lund skole", "Tilfredsstillende", "Må endres", ""],
            ],
        )
    )
    assert sheet is not None
    scale, text = sheet.blocks
    assert [item.label for item in scale.items] == ["Vi ringer først", "Vi spør barna"]
    # Nobody chose the middle level; it is there all the same, or the light would have two.
    assert [level.label for level in scale.levels] == ["Tilfredsstillende", "Må bedres", "Må endres"]
    assert len(scale.questions) == 4
    assert (text.kind, text.prompt) == (BlockKind.TEXT, "Hva lurer dere på?")


@pytest.mark.parametrize(
    "cells",
    [
        [["1", "4"], ["5", "2"]],  # which end is best, nobody can say
        [["Blått", "Rødt"], ["Rødt", "Blått"]],
        [["Tilfredsstillende", "Fordi"], ["Må endres", "Derfor"]],  # one sign is no light
        [],
    ],
)
def test_what_nobody_can_order_is_not_guessed(cells: list[list[str]]) -> None:
    assert light_of(table(["Første", "Andre"], cells)) is None


def test_what_forms_wrote_itself_is_no_sign() -> None:
    made = table(["Språk", "Vi ringer", "Vi spør"], [["ja", "ja", "nei"], ["ja", "nei", "delvis"]])
    first, *rest = made.columns
    columns = (Title(first.index, first.letter, first.readings, FormsColumn.OTHER), *rest)
    sheet = light_of(FormsTable(made.source, made.tab, 1, columns, made.rows))
    assert sheet is not None
    assert [item.label for item in sheet.blocks[0].items] == ["Vi ringer", "Vi spør"]
