"""What the kitchen is told: how many cannot eat what, never who, and nothing of it after the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nettverk.domain.changes import NOTHING, Changes
from nettverk.i18n import _
from nettverk.storage.store import Store


def needs(store: Store, gathering_id: str) -> tuple[tuple[str, int], ...]:
    """What cannot be eaten at a gathering, each with how many people, the most first."""
    rows = store.rows(
        "SELECT need, people FROM food_needs WHERE gathering_id = ? ORDER BY people DESC, need", gathering_id
    )
    return tuple((row["need"], row["people"]) for row in rows)


def replace(store: Store, gathering_id: str, counts: Sequence[tuple[str, int]]) -> Changes:
    """Let these be the kitchen's numbers for a gathering; a list read again is not added to itself."""
    if tuple(counts) == needs(store, gathering_id):
        return NOTHING
    with store.change(_("Tall til kjøkkenet")) as step:
        for row in store.rows("SELECT id FROM food_needs WHERE gathering_id = ?", gathering_id):
            store.delete("food_needs", row["id"])
        for need, people in counts:
            store.insert("food_needs", gathering_id=gathering_id, need=need, people=people)
    return step.changes


def forget(store: Store, today: date) -> Changes:
    """Remove the numbers of every gathering that is over; not a step to undo."""
    over = store.rows(
        "SELECT f.id FROM food_needs AS f JOIN gatherings AS g ON g.id = f.gathering_id WHERE g.held_on < ?",
        today.isoformat(),
    )
    if not over:
        return NOTHING
    with store.change() as step:
        for row in over:
            store.delete("food_needs", row["id"])
    return step.changes


def text(counts: Sequence[tuple[str, int]], people: int) -> str:
    """The message to the kitchen, to be copied: how many come, and what must be left out for how many."""
    lines = [_("{n} personer").format(n=people)]
    lines += [f"{count} × {need}" for need, count in counts]
    return "\n".join(lines)
