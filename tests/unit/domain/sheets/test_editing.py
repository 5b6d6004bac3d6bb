"""Editing a sheet: whatever one does, it can be kept, and what was answered is found by the same ids."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.sheets import editing
from nettverk.domain.sheets.compared import side_by_side
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition
from nettverk.domain.sheets.raw import raw_of
from nettverk.domain.sheets.reading import read_sheet
from nettverk.services.sheets import shipped

SHEETS = shipped.sheets()
STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 30), st.integers(0, 30), st.sampled_from(editing.EDITABLE)), max_size=14
)


def step(sheet: SheetDefinition, what: int, one: int, two: int, kind: BlockKind) -> SheetDefinition:
    block = sheet.blocks[one % len(sheet.blocks)]
    item = block.items[two % len(block.items)].id if block.items else ""
    match what:
        case 0:
            return editing.add_block(sheet, kind)
        case 1:
            return editing.remove_block(sheet, block.id)
        case 2:
            return editing.move_block(sheet, block.id, two - 15)
        case 3:
            return editing.add_item(sheet, block.id, item)
        case 4:
            return editing.remove_item(sheet, block.id, item) if item else sheet
        case _:
            return editing.move_item(sheet, block.id, item, -1 if one % 2 else 1) if item else sheet


@settings(max_examples=3 * settings().max_examples, deadline=None)
@given(st.sampled_from(SHEETS), STEPS)
def test_whatever_one_does_the_sheet_can_be_kept_and_reads_back(
    sheet: SheetDefinition, steps: list[tuple[int, int, int, BlockKind]]
) -> None:
    for one in steps:
        sheet = step(sheet, *one)
        back = read_sheet(json.loads(json.dumps(raw_of(sheet))))
        assert back.blocks == sheet.blocks


def test_an_id_is_never_given_twice_while_it_is_in_use() -> None:
    sheet = SHEETS[0]
    for kind in editing.EDITABLE * 2:
        sheet = editing.add_block(sheet, kind)
    ids = [block.id for block in sheet.blocks] + [item.id for block in sheet.blocks for item in block.items]
    new = [id_ for id_ in ids if id_.startswith(("b", "p")) and id_[1:].isdecimal()]
    assert len(new) == len(set(new))


def test_what_is_moved_keeps_its_id_and_its_words() -> None:
    sheet = next(one for one in SHEETS if one.id == "fremmer-hemmer-pavirke")
    block = sheet.blocks[0]
    moved = editing.move_item(sheet, block.id, block.items[0].id, 2)
    assert [item.id for item in moved.blocks[0].items] == ["hemmer", "pavirke", "fremmer"]
    assert set(moved.blocks[0].items) == set(block.items)
    assert editing.move_item(sheet, block.id, block.items[0].id, -1) == sheet
    assert (
        editing.remove_item(editing.remove_item(sheet, block.id, "fremmer"), block.id, "hemmer").blocks[0].items[0].id
    )


def test_two_versions_stand_line_by_line_and_only_what_differs_is_marked() -> None:
    sheet = next(one for one in SHEETS if one.id == "fremmer-hemmer-pavirke")
    other = editing.with_item(sheet, "kolonner", sheet.blocks[0].items[1])
    assert not any(left and left.other for left, _right in side_by_side(sheet, other))
    fewer = editing.remove_item(sheet, "kolonner", "hemmer")
    marked = [(left, right) for left, right in side_by_side(sheet, fewer) if (left or right).other]  # type: ignore[union-attr]
    assert [(left.text if left else "", right) for left, right in marked] == [("• Hemmer: Hva står i veien?", None)]
