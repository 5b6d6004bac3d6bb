"""A sheet as a mapping in the file's format, in the one language it is read in: the inverse of ``reading``."""

from __future__ import annotations

from nettverk.domain.sheets.definition import Area, Block, Item, Level, SheetDefinition
from nettverk.domain.sheets.reading import FORMAT


def raw_of(sheet: SheetDefinition) -> dict[str, object]:
    """The mapping that ``read_sheet`` makes this sheet of; what is empty is left out."""
    return {
        "format": FORMAT,
        "id": sheet.id,
        "version": sheet.version,
        "title": sheet.title,
        **_said(about=sheet.about, source=sheet.source, audience=sheet.audience),
        "rounds": [who.value for who in sheet.rounds],
        "when": sheet.when.value,
        "minutes": sheet.minutes,
        **_said(tags=list(sheet.tags), rows=list(sheet.rows)),
        "blocks": [_block(block) for block in sheet.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    loose = [_item(item) for item in block.items if not item.area]
    return {
        "id": block.id,
        "kind": block.kind.value,
        "prompt": block.prompt,
        **_said(
            help=block.help,
            most=block.most,
            items=loose,
            areas=[_area(area, block) for area in block.areas],
            levels=[_level(level) for level in block.levels],
            checks=[check.value for check in block.checks],
            questions=list(block.questions),
        ),
    }


def _area(area: Area, block: Block) -> dict[str, object]:
    return {
        "id": area.id,
        "label": area.label,
        **_said(items=[_item(item) for item in block.items if item.area == area.id]),
    }


def _item(item: Item) -> dict[str, object]:
    return {"id": item.id, "label": item.label, **_said(help=item.help, details=list(item.details))}


def _level(level: Level) -> dict[str, object]:
    return {"id": level.id, "label": level.label, "mark": level.mark.value}


def _said(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}
