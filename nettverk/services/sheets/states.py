"""How far each sheet of a gathering has come, and what was said: what its walls and its papers are made of."""

from __future__ import annotations

from collections.abc import Mapping

from nettverk.domain.plan import Part
from nettverk.domain.sheets.definition import BlockKind, Who
from nettverk.domain.sheets.results import SheetResult
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.wall.sheet_walls import SheetState
from nettverk.services.sheets import answers, respondents, uses
from nettverk.storage.store import Store


def of_parts(store: Store, parts: tuple[Part, ...]) -> Mapping[str, SheetState]:
    """The states of the parts' sheets by the id of their use; questions have walls of their own, and are left out."""
    names: dict[str, str] | None = None
    states: dict[str, SheetState] = {}
    for part in parts:
        for use in part.sheets:
            if use.simple:
                continue
            if names is None:  # most days have no sheets, and ask for no names
                names = unit_names(store)
            states[use.id] = of_use(store, use, names)
    return states


def of_use(store: Store, use: SheetUse, names: Mapping[str, str]) -> SheetState:
    """How far one sheet has come; what was said on a scale is hidden until all who are known have answered."""
    said = answers.of_use(store, use.id)
    filling = respondents.of_use(store, use)
    done = sum(one.written for one in filling)
    known = use.sheet.who in {Who.TABLE, Who.UNIT}
    of = len(filling) if known else 0
    judged = any(block.kind is BlockKind.SCALE for block in use.sheet.blocks)
    return SheetState(done, of, said, names, shown=not (judged and known and done < of))


def results(store: Store, gathering_id: str, parts: tuple[Part, ...]) -> tuple[SheetResult, ...]:
    """What came of every sheet that somebody has filled in, in the plan's order; questions are told by themselves."""
    filled_in = [use for use in uses.of_gathering(store, gathering_id) if not use.simple]
    if not filled_in:  # most days have questions alone, and ask for no names
        return ()
    told, names = answers.of_gathering(store, gathering_id), unit_names(store)
    by_id = {part.id: part for part in parts}
    made: list[SheetResult] = []
    for use in filled_in:
        if said := told.get(use.id):
            part = by_id.get(use.part_id)
            title, number = (part.title, part.main_number) if part else ("", 0)
            made.append(SheetResult(use.sheet, said, names, title, number))
    return tuple(made)


def unit_names(store: Store) -> dict[str, str]:
    """The names of all units by id."""
    return {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM units")}
