"""Changing a sheet as one edits it: pure functions that give another sheet, with ids that stay what they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from nettverk.domain.sheets.definition import Block, BlockKind, Item, Level, Mark, SheetDefinition, kind_name
from nettverk.domain.sheets.reading import LEAST_ITEMS, MOST_BLOCKS, MOST_ITEMS_OF
from nettverk.i18n import _

_Thing = TypeVar("_Thing")

EDITABLE = tuple(kind for kind in BlockKind if kind is not BlockKind.COMMITMENT)
"""Kinds of blocks that one can add by hand."""


def fresh_id(sheet: SheetDefinition, start: str) -> str:
    """An id that no block or item of the sheet has, «ny-3»: answers are found by it, so it is never used again."""
    taken = {block.id for block in sheet.blocks} | {item.id for block in sheet.blocks for item in block.items}
    number = 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


def with_block(sheet: SheetDefinition, block: Block) -> SheetDefinition:
    """The sheet with a block that reads otherwise, found by its id."""
    return replace(sheet, blocks=tuple(block if known.id == block.id else known for known in sheet.blocks))


def with_item(sheet: SheetDefinition, block_id: str, item: Item) -> SheetDefinition:
    """The sheet with an item that reads otherwise, found by its id."""
    block = sheet.block(block_id)
    if block is None:
        return sheet
    items = tuple(item if known.id == item.id else known for known in block.items)
    return with_block(sheet, replace(block, items=items))


def add_block(sheet: SheetDefinition, kind: BlockKind) -> SheetDefinition:
    """A new block last in the sheet, with as many items as its kind must have; the sheet itself where it is full."""
    if len(sheet.blocks) >= MOST_BLOCKS:
        return sheet
    block = Block(fresh_id(sheet, "b"), kind, _("Nytt spørsmål") if kind is BlockKind.TEXT else kind_name(kind))
    if kind is BlockKind.SCALE:
        labels = ((_("Tilfredsstillende"), Mark.CIRCLE), (_("Må bedres"), Mark.TRIANGLE), (_("Må endres"), Mark.SQUARE))
        levels = tuple(Level(f"n{number}", label, mark) for number, (label, mark) in enumerate(labels, start=1))
        block = replace(block, levels=levels)
    sheet = replace(sheet, blocks=(*sheet.blocks, block))
    for _number in range(max(LEAST_ITEMS[kind], 1 if kind is BlockKind.SCALE else 0)):
        sheet = add_item(sheet, block.id)
    return sheet


def remove_block(sheet: SheetDefinition, block_id: str) -> SheetDefinition:
    """The sheet without a block; the last one stays."""
    kept = tuple(block for block in sheet.blocks if block.id != block_id)
    return replace(sheet, blocks=kept) if kept else sheet


def move_block(sheet: SheetDefinition, block_id: str, step: int) -> SheetDefinition:
    """The sheet with a block so many places down (up where negative), as far as there are blocks."""
    ids = [block.id for block in sheet.blocks]
    return replace(sheet, blocks=_moved(sheet.blocks, ids.index(block_id), step))


def add_item(sheet: SheetDefinition, block_id: str, after: str = "") -> SheetDefinition:
    """A new item in a block, below another one (last where it is left out); the sheet itself where there is no room."""
    block = sheet.block(block_id)
    if block is None or not can_add(block):
        return sheet
    ids = [item.id for item in block.items]
    place = ids.index(after) + 1 if after in ids else len(ids)
    area = block.items[place - 1].area if 0 < place <= len(block.items) else ""
    label = _("Nytt punkt {number}").format(number=len(ids) + 1)
    items = (*block.items[:place], Item(fresh_id(sheet, "p"), label, area=area), *block.items[place:])
    return with_block(sheet, replace(block, items=items))


def remove_item(sheet: SheetDefinition, block_id: str, item_id: str) -> SheetDefinition:
    """The sheet without an item; the sheet itself where its kind needs it."""
    block = sheet.block(block_id)
    if block is None or len(block.items) <= LEAST_ITEMS[block.kind]:
        return sheet
    return with_block(sheet, replace(block, items=tuple(item for item in block.items if item.id != item_id)))


def move_item(sheet: SheetDefinition, block_id: str, item_id: str, step: int) -> SheetDefinition:
    """The sheet with an item so many places down in its block (up where negative); it takes its new place's area."""
    block = sheet.block(block_id)
    if block is None:
        return sheet
    here = [item.id for item in block.items].index(item_id)
    there = here + step
    if not 0 <= there < len(block.items):
        return sheet
    area = block.items[there].area
    items = list(_moved(block.items, here, step))
    items[there] = replace(items[there], area=area)
    if block.areas:  # in the order of the areas, as the file has them
        order = ["", *(known.id for known in block.areas)]
        items.sort(key=lambda item: order.index(item.area))
    return with_block(sheet, replace(block, items=tuple(items)))


def can_add(block: Block) -> bool:
    """Whether there is room for one more item."""
    return len(block.items) < MOST_ITEMS_OF[block.kind]


def can_remove(block: Block) -> bool:
    """Whether a block can do with one item fewer."""
    return len(block.items) > LEAST_ITEMS[block.kind]


def _moved(things: tuple[_Thing, ...], place: int, step: int) -> tuple[_Thing, ...]:
    there = max(0, min(place + step, len(things) - 1))
    order = list(things)
    order.insert(there, order.pop(place))
    return tuple(order)
