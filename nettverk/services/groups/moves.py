"""Groups changed by hand: people moved, swapped and locked, tables named, added and taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nettverk.domain.changes import NOTHING, Changes
from nettverk.i18n import _
from nettverk.services import reflections
from nettverk.services.groups import roles

if TYPE_CHECKING:
    from nettverk.storage.store import Row, Store


def move(store: Store, grouping_id: str, moves: Mapping[str, str | None], *, merge: str = "") -> Changes:
    """Move people, as participant id → table id (None: no table), in one step."""
    if not moves:
        return NOTHING
    label = _("Flytt deltaker") if len(moves) == 1 else _("Flytt {count} deltakere").format(count=len(moves))
    with store.change(label, merge=merge) as step:
        # All in one change, so that undo brings everybody back at once.
        for participant_id, table_id in moves.items():
            seat(store, grouping_id, participant_id, table_id)
    return step.changes


def seat(store: Store, grouping_id: str, participant_id: str, table_id: str | None) -> None:
    """Give someone a table (None: none) inside a change; a task at the old table stays there."""
    row = store.one("SELECT * FROM seats WHERE grouping_id = ? AND participant_id = ?", grouping_id, participant_id)
    if row is None and table_id is not None:
        store.insert("seats", grouping_id=grouping_id, table_id=table_id, participant_id=participant_id)
    elif row is not None and table_id is None:
        store.delete("seats", row["id"])
    elif row is not None and row["table_id"] != table_id:
        store.update("seats", row["id"], table_id=table_id, group_role="")


def swap(store: Store, grouping_id: str, first: str, second: str) -> Changes:
    """Two people change places; their tasks at the table stay with the table."""
    seats = {
        row["participant_id"]: row
        for row in store.rows(
            "SELECT * FROM seats WHERE grouping_id = ? AND participant_id IN (?, ?)", grouping_id, first, second
        )
    }
    a, b = seats.get(first), seats.get(second)
    if (a["table_id"] if a else None) == (b["table_id"] if b else None):
        return NOTHING
    with store.change(_("Bytt to deltakere")) as step:
        seat(store, grouping_id, first, b["table_id"] if b else None)
        seat(store, grouping_id, second, a["table_id"] if a else None)
    return step.changes


def lock(store: Store, grouping_id: str, participant_ids: Sequence[str], on: bool) -> Changes:
    """Lock people where they sit, or let them go; the locked stay when groups are made again or repaired."""
    with store.change(_("Lås") if on else _("Lås opp")) as step:
        for participant_id in participant_ids:
            seat = store.one(
                "SELECT * FROM seats WHERE grouping_id = ? AND participant_id = ?", grouping_id, participant_id
            )
            if seat is not None and bool(seat["locked"]) != on:
                store.update("seats", seat["id"], locked=int(on))
    return step.changes


def set_role(store: Store, grouping_id: str, participant_id: str, role: str) -> Changes:
    """Give someone a task at the table (one of GROUP_ROLES, empty for none); one of each at a table."""
    seat = store.one("SELECT * FROM seats WHERE grouping_id = ? AND participant_id = ?", grouping_id, participant_id)
    if seat is None or seat["group_role"] == role:
        return NOTHING
    with store.change(_("Fordel oppgaver")) as step:
        if role:
            # Two of a task at one table would each leave it to the other.
            for other in store.rows(
                "SELECT id FROM seats WHERE table_id = ? AND group_role = ?", seat["table_id"], role
            ):
                store.update("seats", other["id"], group_role="")
        store.update("seats", seat["id"], group_role=role)
    return step.changes


def share_roles(store: Store, grouping_id: str) -> Changes:
    """Share the tasks at each table out, to those who have had the fewest this year."""
    with store.change(_("Fordel oppgaver")) as step:
        roles.share(store, grouping_id, set())
    return step.changes


def name_table(store: Store, table_id: str, name: str) -> Changes:
    """Name a table («Vinduet»), the same in every round; empty goes back to its number."""
    row = store.one(
        "SELECT t.number, gr.part_id FROM group_tables AS t JOIN groupings AS gr ON gr.id = t.grouping_id"
        " WHERE t.id = ?",
        table_id,
    )
    if row is None:
        return NOTHING
    with store.change(_("Gi bordet navn"), merge=f"group_tables:{table_id}:name") as step:
        for table in _same_table(store, row["part_id"], row["number"]):
            store.update("group_tables", table["id"], name=name.strip())
    return step.changes


def _same_table(store: Store, part_id: str, number: int) -> list[Row]:
    return store.rows(
        "SELECT t.* FROM group_tables AS t JOIN groupings AS gr ON gr.id = t.grouping_id"
        " WHERE gr.part_id = ? AND t.number = ?",
        part_id, number,
    )  # fmt: skip


def add_table(store: Store, part_id: str, *, seats: int | None = None) -> Changes:
    """One more table in every round, with the number after the last and as many seats as the largest."""
    groupings = store.rows("SELECT id FROM groupings WHERE part_id = ?", part_id)
    with store.change(_("Nytt bord")) as step:
        for row in groupings:
            last = store.one(
                "SELECT max(number) AS number, max(seats) AS seats FROM group_tables WHERE grouping_id = ?", row["id"]
            )
            number, usual = (last["number"] or 0, last["seats"] or 6) if last else (0, 6)
            step.made = store.insert("group_tables", grouping_id=row["id"], number=number + 1, seats=seats or usual)
    return step.changes


def remove_table(store: Store, part_id: str, number: int) -> Changes:
    """Take a table away in every round; those who sat there have no table.

    Later tables move up a number, but not where one of them has written answers: those stay on the number.
    """
    gathering_id = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
    keep = any(table > number for table in reflections.tables(store, gathering_id, part_id))
    with store.change(_("Fjern bord")) as step:
        for table in _same_table(store, part_id, number):
            store.delete("group_tables", table["id"])
            # The number is how answers are found: where some were written at a later table, a gap stays instead.
            if keep:
                continue
            for later in store.rows(
                "SELECT id, number FROM group_tables WHERE grouping_id = ? AND number > ? ORDER BY number",
                table["grouping_id"], number,
            ):  # fmt: skip
                store.update("group_tables", later["id"], number=later["number"] - 1)
    return step.changes


def place_table(store: Store, part_id: str, number: int, x: int, y: int) -> Changes:
    """Where a table stands on the floor plan, thousandths of the room."""
    with store.change(_("Flytt bordet"), merge=f"table_places:{part_id}:{number}") as step:
        store.connection.execute(
            "INSERT INTO table_places VALUES (?, ?, ?, ?)"
            " ON CONFLICT (part_id, number) DO UPDATE SET x = excluded.x, y = excluded.y",
            (part_id, number, max(0, min(1000, x)), max(0, min(1000, y))),
        )
    return step.changes


def clear(store: Store, part_id: str) -> Changes:
    """Take a part's groups away, all rounds (undo brings them back)."""
    with store.change(_("Fjern gruppene")) as step:
        for row in store.rows("SELECT id FROM groupings WHERE part_id = ?", part_id):
            store.delete("groupings", row["id"])
    return step.changes
