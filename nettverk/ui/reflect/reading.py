"""What the room Refleksjoner reads: the parts that ask something, their sheets, and who sat at each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nettverk.domain.plan import Part
from nettverk.domain.sheets.written import Sheet
from nettverk.i18n import join
from nettverk.services import plan, reflections
from nettverk.services.database import Store
from nettverk.services.groups import groupings


@dataclass(frozen=True, slots=True)
class Known:
    """What the room shows: the parts that ask something, every sheet, and who sat at each table of a part."""

    gathering_id: str
    parts: tuple[Part, ...]
    sheets: tuple[Sheet, ...]
    sitting: Mapping[tuple[str, int], str]


def read(store: Store, gathering_id: str) -> Known:
    """Read the sheets of every part with questions; who sat where is that of the first round."""
    parts = tuple(part for part in plan.parts(store, gathering_id) if part.questions)
    # The sheets lie at the tables of the first round; later rounds only move people between them.
    sitting = {
        (grouping.part_id, table.number): join([seat.participant.name for seat in table.sitting])
        for grouping in groupings.of_gathering(store, gathering_id)
        if grouping.round == 1
        for table in grouping.tables
    }
    return Known(gathering_id, parts, reflections.sheets(store, gathering_id), sitting)
