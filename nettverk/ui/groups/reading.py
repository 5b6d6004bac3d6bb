"""What the room Grupper reads: the parts that have groups, and the board of the one it shows."""

from __future__ import annotations

from dataclasses import dataclass

from nettverk.domain.plan import Part
from nettverk.services import plan
from nettverk.services.database import Store
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings
from nettverk.services.groups.board import Board

SEATS = ("seats", "group_tables", "groupings", "table_places", "group_wishes")
"""Tables that only say who sits where: after a change in these, seats alone are read again."""
EVERYTHING = (
    "participants", "entries", "group_rules", "group_rule_people", "people", "units", "service_kinds", "parts",
    "gatherings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What was read for the room.

    Attributes:
        made: ids of parts that have mixed groups.
    """

    gathering_id: str
    parts: tuple[Part, ...]
    board: Board | None
    made: frozenset[str] = frozenset()


def read(store: Store, gathering_id: str, part_id: str, round: int) -> Known:
    """The parts of a gathering that have groups or want them, and the board of one of them (else of the first)."""
    made = groupings.kinds(store, gathering_id)
    mixed = frozenset(part for part, kind in made.items() if kind == "mixed")
    parts = tuple(
        part for part in plan.parts(store, gathering_id) if part.organising in {"mixed", "own_unit"} or part.id in made
    )
    ids = [part.id for part in parts]
    if not ids:
        return Known(gathering_id, (), None)
    chosen = part_id if part_id in ids else ids[0]
    return Known(gathering_id, parts, group_board.load(store, chosen, round), mixed)
