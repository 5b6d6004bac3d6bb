"""A block as fields of a form: what is written in one stands in the block, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.sheets import fields
from nettverk.domain.sheets.definition import Block
from nettverk.domain.sheets.fields import FieldOf, field_name
from nettverk.services.sheets import shipped

BLOCKS = [block for sheet in shipped.sheets() for block in sheet.blocks]


@given(st.sampled_from(BLOCKS), st.data(), st.text(max_size=60))
def test_what_is_written_in_one_field_is_all_that_changes(block: Block, data: st.DataObject, text: str) -> None:
    before = fields.values(block)
    name = data.draw(st.sampled_from(sorted(before)))
    after = fields.values(fields.written(block, name, text))
    assert {key: held for key, held in after.items() if key != name} == {
        key: held for key, held in before.items() if key != name
    }
    assert after[name] == text or fields.same(after[name], text)


def test_written_as_it_stands_a_block_is_the_same() -> None:
    for block in BLOCKS:
        for name, text in fields.values(block).items():
            assert fields.written(block, name, text) == block


@pytest.mark.parametrize("of", [FieldOf.PROMPT, FieldOf.LEVEL, FieldOf.AREA, FieldOf.ITEM])
def test_what_must_say_something_is_told_when_it_does_not(of: FieldOf) -> None:
    block = next(block for block in BLOCKS if block.areas and block.levels)
    ids = {FieldOf.LEVEL: block.levels, FieldOf.AREA: block.areas, FieldOf.ITEM: block.items}
    name = field_name(of, ids[of][0].id) if of in ids else field_name(of)
    assert list(fields.empty_labels(block)) == []
    assert list(fields.empty_labels(fields.written(block, name, "  "))) == [name]
