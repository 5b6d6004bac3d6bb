"""The plan of a gathering: parts with their sheets, in the order of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.errors import BadInput
from nettverk.domain.methods import Method
from nettverk.domain.plan import Organising, Part, PartKind, part_kind_name
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.trash import TrashKind
from nettverk.i18n import _, using
from nettverk.services import methods, trash
from nettverk.services.sheets import uses
from nettverk.services.templates import Template, templates
from nettverk.storage.store import Row, Store

__all__ = ["Template", "add", "edit", "move", "parts", "remove", "set_questions", "templates"]

# Minutes, least minutes and organising of a new part: a start that is soon changed.
_USUAL = {
    PartKind.CHECK_IN: (15, 5, Organising.PLENUM),
    PartKind.WELCOME: (10, 5, Organising.PLENUM),
    PartKind.THEORY: (45, 25, Organising.PLENUM),
    PartKind.SHARING: (45, 30, Organising.PLENUM),
    PartKind.ACROSS: (45, 30, Organising.MIXED),
    PartKind.WAY_FORWARD: (45, 30, Organising.OWN_UNIT),
    PartKind.BREAK: (15, 10, Organising.PLENUM),
    PartKind.LUNCH: (45, 30, Organising.PLENUM),
    PartKind.CLOSING: (10, 5, Organising.PLENUM),
    PartKind.OTHER: (15, 5, Organising.PLENUM),
}


def parts(store: Store, gathering_id: str) -> tuple[Part, ...]:
    """The parts in order, sheets numbered through the gathering (for their codes)."""
    sheets: dict[str, list[SheetUse]] = {}
    for use in uses.of_gathering(store, gathering_id):
        sheets.setdefault(use.part_id, []).append(use)
    rows = store.rows("SELECT * FROM parts WHERE gathering_id = ? ORDER BY position, id", gathering_id)
    known = methods.all_(store)
    return tuple(_part(row, sheets.get(row["id"], []), known.get(row["method"])) for row in rows)


def _part(row: Row, sheets: list[SheetUse], method: Method | None) -> Part:
    return Part(
        id=row["id"],
        gathering_id=row["gathering_id"],
        position=row["position"],
        kind=PartKind(row["kind"]),
        title=row["title"],
        minutes=row["minutes"],
        floor_minutes=row["floor_minutes"],
        fixed_start=time.fromisoformat(row["fixed_start"]) if row["fixed_start"] else None,
        organising=Organising(row["organising"]),
        method=method,
        speaker=row["speaker"],
        notes=row["notes"],
        sheets=tuple(sheets),
    )


def add(store: Store, gathering_id: str, kind: PartKind, *, position: int | None = None, title: str = "") -> Changes:
    """A new part of a kind with the usual length, at a position (last where left out)."""
    minutes, floor, organising = _USUAL[kind]
    order = _order(store, gathering_id)
    place = len(order) if position is None else max(0, min(position, len(order)))
    with store.change(_("Ny del")) as step:
        with using(store.value("SELECT language FROM gatherings WHERE id = ?", gathering_id) or "nb"):
            title = title.strip() or part_kind_name(kind)
        step.made = store.insert(
            "parts",
            gathering_id=gathering_id,
            position=place,
            kind=kind,
            title=title,
            minutes=minutes,
            floor_minutes=floor,
            organising=organising,
        )
        order.insert(place, step.made)
        _write_order(store, order)
    return step.changes


def edit(
    store: Store,
    part_id: str,
    *,
    kind: PartKind | Unchanged = UNCHANGED,
    title: str | Unchanged = UNCHANGED,
    minutes: int | Unchanged = UNCHANGED,
    floor_minutes: int | Unchanged = UNCHANGED,
    fixed_start: time | Unchanged | None = UNCHANGED,
    organising: Organising | Unchanged = UNCHANGED,
    method: str | Unchanged = UNCHANGED,
    speaker: str | Unchanged = UNCHANGED,
    notes: str | Unchanged = UNCHANGED,
) -> Changes:
    """Change a part; typing on in the same fields is one step to undo.

    Args:
        minutes: how long it is to last; the floor follows when the part is made shorter than it.
        floor_minutes: the least it can be cut to.
        fixed_start: when it must begin, None for right after the part before it.
        method: id of a way of working, empty for none.

    Raises:
        BadInput: no title, minutes outside 0–1440, or a floor above the minutes; nothing is changed.
    """
    row = store.one("SELECT * FROM parts WHERE id = ?", part_id)
    if row is None:
        raise BadInput(_("Delen finnes ikke lenger."))
    if method and method is not UNCHANGED and method not in methods.all_(store):
        raise BadInput(_("Arbeidsmåten finnes ikke lenger."))
    if title is not UNCHANGED and not title.strip():
        raise BadInput(_("Delen trenger et navn."))
    columns = given(
        kind=kind, title=title, minutes=minutes, floor_minutes=floor_minutes,
        fixed_start=fixed_start.strftime("%H:%M") if isinstance(fixed_start, time) else fixed_start,
        organising=organising, method=method, speaker=speaker, notes=notes,
    )  # fmt: skip
    typing_on = f"parts:{part_id}:{'+'.join(columns)}"
    length = row["minutes"] if minutes is UNCHANGED else minutes
    if not 0 <= length <= 1440:
        raise BadInput(_("En del kan vare fra 0 til 1440 minutter."))
    floor = row["floor_minutes"] if floor_minutes is UNCHANGED else floor_minutes
    if floor > length:
        # Whoever types a floor that is too long is told; whoever shortens the part means the floor to follow.
        if floor_minutes is not UNCHANGED and minutes is UNCHANGED:
            raise BadInput(
                _("Kortest mulig kan ikke være lengre enn hele delen ({minutes} min).").format(minutes=length)
            )
        columns["floor_minutes"] = length
    with store.change(_("Endre {part}").format(part=row["title"]), merge=typing_on) as step:
        store.update("parts", part_id, **columns)
    return step.changes


def move(store: Store, part_id: str, position: int) -> Changes:
    """Move a part so that it stands at this position (0 first)."""
    row = store.one("SELECT gathering_id, title FROM parts WHERE id = ?", part_id)
    if row is None:
        return NOTHING
    order = _order(store, row["gathering_id"])
    order.remove(part_id)
    order.insert(max(0, min(position, len(order))), part_id)
    with store.change(_("Flytt {part}").format(part=row["title"])) as step:
        _write_order(store, order)
    return step.changes


def remove(store: Store, part_id: str) -> Changes:
    """Remove a part with its sheets and groups; undo brings them back."""
    row = store.one(
        "SELECT p.gathering_id, p.title, g.title AS gathering FROM parts AS p JOIN gatherings AS g"
        " ON g.id = p.gathering_id WHERE p.id = ?",
        part_id,
    )
    if row is None:
        return NOTHING
    with store.change(_("Fjern {part}").format(part=row["title"])) as step:
        trash.keep(store, TrashKind.PART, row["title"], [("parts", part_id)], about=row["gathering"])
        store.delete("parts", part_id)
        _write_order(store, _order(store, row["gathering_id"]))
    return step.changes


def set_questions(store: Store, part_id: str, texts: Sequence[str]) -> Changes:
    """The questions of a part, in order; a question whose text or place is kept keeps its answers."""
    return uses.set_texts(store, part_id, texts)


def _order(store: Store, gathering_id: str) -> list[str]:
    rows = store.rows("SELECT id FROM parts WHERE gathering_id = ? ORDER BY position, id", gathering_id)
    return [row["id"] for row in rows]


def _write_order(store: Store, order: Sequence[str]) -> None:
    for position, part_id in enumerate(order):
        store.connection.execute(
            "UPDATE parts SET position = ? WHERE id = ? AND position <> ?", (position, part_id, position)
        )
