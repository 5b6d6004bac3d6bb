"""Lists laid out as a table: names, or crosses, below the unit, the role or the answer that is theirs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nettverk.domain.names import tidy
from nettverk.domain.participant_lists import ColumnRole as Role
from nettverk.domain.unit_names import service_of, unit_key
from nettverk.exchange.choice_cells import is_a_place, is_a_service
from nettverk.exchange.column_content import NamesBelow, describe, looks_like_role
from nettverk.exchange.headers import EXACT, header_role
from nettverk.exchange.list_hours import part_of_day
from nettverk.exchange.list_replies import heading_of
from nettverk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from nettverk.domain.participant_lists import Column

_LONGEST = 80  # characters of a unit's name at the head of a column
_MOSTLY = 0.7  # a share of names below a head: some write a note among them
_TICK = re.compile(r"(?:x|[✓✔☑✅]|ja|yes|1|sann|true)", re.IGNORECASE)
_NO_TICK = re.compile(r"(?:nei|no|0|-+|–|usann|false)?", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:hvilken|hvilket|kva|hva|hvor|kor|kvar|which|what|where|din|ditt|deres|dykkar|your|jobber|navn\w*|namn\w*|names?"
    r"|type|slags|tilhør\w*|kontakt|kontaktperson|kontaktinfo\w*|adresse|telefon|tlf)\b",
    re.IGNORECASE,
)


def said_by_head(title: str, known_units: Collection[str] = ()) -> Role | None:
    """What a title says of the people below it: their unit, their role, or that they come (or not, or when)."""
    text = tidy(title[: _LONGEST + 1])
    if not text or len(text) > _LONGEST or "?" in text or _ASKS.search(text):
        return None
    if looks_like_role(text):
        return Role.ROLE
    if unit_key(text) in known_units:
        return Role.UNIT
    if (is_a_place(text) or is_a_service(text)) and header_role(text)[1] < EXACT:
        return Role.UNIT
    return Role.COMES if heading_of(text) is not None or part_of_day(text, asked=True) is not None else None


def is_head_of_names(number: int, cells: Sequence[str], below: NamesBelow, known_units: Collection[str]) -> bool:
    """Whether a row is the head of a table with names below: most of its cells say whose, and names stand there."""
    headed = [index for index, cell in enumerate(cells) if said_by_head(cell, known_units) is not None]
    filled = sum(bool(tidy(cell[:_LONGEST])) for cell in cells)
    if len(headed) < 2 or len(headed) < filled - 2:
        return False
    return sum(below.share(index, number) >= _MOSTLY for index in headed) > 1


def with_heads(
    columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], known_units: Collection[str]
) -> tuple[Column, ...]:
    """The columns, where the list is a table of units, roles or answers, with what each head says of those below it."""
    said = {column.index: said_by_head(column.header, known_units) for column in columns}
    over = set(_over_names([index for index, role in said.items() if role is not None], rows))
    if len(over) > 1 and not any(_is_for_names(column) and column.index not in over for column in columns):
        return tuple(
            replace(column, role=Role.NAME, says=said[column.index], confidence=0.8, why=_("navn under overskriften"))
            if column.index in over
            else column
            for column in columns
        )
    heads = [column.index for column in columns if said[column.index] is Role.UNIT or _is_a_kind(column.header)]
    crossed = _over_crosses(columns, rows, heads)
    if not crossed or any(column.role is Role.UNIT and column.index not in crossed for column in columns):
        return columns
    return tuple(
        replace(column, role=Role.UNIT, says=Role.UNIT, confidence=0.8, why=_("kryss under enheten"))
        if column.index in crossed
        else column
        for column in columns
    )


def _is_a_kind(title: str) -> bool:
    """Whether a title is a kind of unit, which may well have crosses below it: «Barnehage»."""
    return service_of(title) != "other" and len(title.split()) == 1 and len(title) <= 40


def _is_for_names(column: Column) -> bool:
    """Whether a column is one of names by its own title, so that others with names are something else."""
    names = {Role.NAME, Role.GIVEN_NAME, Role.FAMILY_NAME}
    return column.role in names and header_role(column.header)[0] in names


def _over_names(indices: Sequence[int], rows: Sequence[tuple[str, ...]]) -> list[int]:
    over = []
    for index in indices:
        content = describe([cells[index] for cells in rows if index < len(cells)])
        if content.filled and content.names >= _MOSTLY:
            over.append(index)
    return over


def _over_crosses(columns: Sequence[Column], rows: Sequence[tuple[str, ...]], units: Sequence[int]) -> list[int]:
    crossed, ticked = [], False
    for index in units:
        cells = [tidy(cells[index][:40]) for cells in rows if index < len(cells)]
        if all(_TICK.fullmatch(cell) or _NO_TICK.fullmatch(cell) for cell in cells):
            crossed.append(index)
            ticked = ticked or any(map(_TICK.fullmatch, cells))
    named = any(column.role in {Role.NAME, Role.GIVEN_NAME} for column in columns)
    return crossed if named and ticked and len(crossed) > 1 else []


def ticked_units(columns: Sequence[Column], cells: Sequence[str]) -> str:
    """The units a row has a cross under, with «;» between; empty where it has none."""
    return ";".join(
        column.header
        for column in columns
        if column.index < len(cells) and _TICK.fullmatch(tidy(cells[column.index][:40]))
    )
