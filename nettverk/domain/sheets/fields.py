"""A block as the fields of a form: what each holds, and the block with one of them written anew.

A field is named by what it is of, «label:i3»; several lines stand for several texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum

from nettverk.domain.sheets.definition import Block, BlockKind, Item

WITH_DETAILS = frozenset({BlockKind.SCALE, BlockKind.CARD})
"""Kinds whose items may say what they mean, one line for each."""


class FieldOf(StrEnum):
    """What a field of the form is of; the words stand in the names under which steps are taken back."""

    PROMPT = "prompt"
    HELP = "help"
    QUESTIONS = "questions"
    AREA = "area"
    LEVEL = "level"
    ITEM = "label"
    ITEM_HELP = "itemhelp"
    DETAILS = "details"


def field_name(of: FieldOf, id_: str = "") -> str:
    """«label:i3», or «prompt»."""
    return f"{of.value}:{id_}" if id_ else of.value


def values(block: Block) -> dict[str, str]:
    """What every field of a block holds, by its name."""
    held = {field_name(FieldOf.PROMPT): block.prompt, field_name(FieldOf.HELP): block.help}
    held |= {field_name(FieldOf.LEVEL, level.id): level.label for level in block.levels}
    held |= {field_name(FieldOf.AREA, area.id): area.label for area in block.areas}
    for item in block.items:
        held[field_name(FieldOf.ITEM, item.id)] = item.label
        held[field_name(FieldOf.ITEM_HELP, item.id)] = item.help
        if block.kind in WITH_DETAILS:
            held[field_name(FieldOf.DETAILS, item.id)] = "\n".join(item.details)
    if block.kind is BlockKind.SCALE:
        held[field_name(FieldOf.QUESTIONS)] = "\n".join(block.questions)
    return held


def written(block: Block, name: str, text: str) -> Block:
    """The block with one field written anew; the block itself where it has no such field."""
    kind, _colon, id_ = name.partition(":")
    match FieldOf(kind):
        case FieldOf.PROMPT:
            return replace(block, prompt=text)
        case FieldOf.HELP:
            return replace(block, help=text)
        case FieldOf.QUESTIONS:
            return replace(block, questions=lines(text))
        case FieldOf.AREA:
            return replace(block, areas=tuple(replace(a, label=text) if a.id == id_ else a for a in block.areas))
        case FieldOf.LEVEL:
            return replace(block, levels=tuple(replace(v, label=text) if v.id == id_ else v for v in block.levels))
        case FieldOf.ITEM:
            return _item(block, id_, lambda item: replace(item, label=text))
        case FieldOf.ITEM_HELP:
            return _item(block, id_, lambda item: replace(item, help=text))
        case FieldOf.DETAILS:
            return _item(block, id_, lambda item: replace(item, details=lines(text)))


def _item(block: Block, item_id: str, change: Callable[[Item], Item]) -> Block:
    return replace(block, items=tuple(change(item) if item.id == item_id else item for item in block.items))


def lines(text: str) -> tuple[str, ...]:
    """The lines that say something, without spaces around them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def same(text: str, stored: str) -> bool:
    """Whether what stands in a field says what is stored, but for spaces and empty lines: a word is to come."""
    return lines(text) == lines(stored)


def empty_labels(block: Block) -> Iterable[str]:
    """Names of the fields that must say something and do not."""
    needed = {FieldOf.PROMPT, FieldOf.AREA, FieldOf.LEVEL, FieldOf.ITEM}
    return (
        name for name, text in values(block).items() if FieldOf(name.partition(":")[0]) in needed and not text.strip()
    )
