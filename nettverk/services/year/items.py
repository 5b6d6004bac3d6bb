"""Items of the year that are no gatherings: made, changed, ticked off, called off, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, as_column, given
from nettverk.domain.errors import BadInput
from nettverk.domain.year.days import first_day, last_day, nearest
from nettverk.domain.year.items import ItemKind, Phase, YearItem, skeleton
from nettverk.i18n import _
from nettverk.services.year import holidays
from nettverk.storage.store import Row, Store


def of_year(store: Store, year: int) -> tuple[YearItem, ...]:
    """The items that begin in a school year, by day."""
    rows = store.rows(
        "SELECT * FROM year_items WHERE due_on BETWEEN ? AND ? ORDER BY due_on, title, id",
        first_day(year).isoformat(), last_day(year).isoformat(),
    )  # fmt: skip
    return tuple(of_row(row) for row in rows)


def get(store: Store, item_id: str) -> YearItem | None:
    """One item; None where it is gone."""
    row = store.one("SELECT * FROM year_items WHERE id = ?", item_id)
    return None if row is None else of_row(row)


def add(
    store: Store,
    kind: ItemKind,
    title: str,
    due_on: date,
    *,
    last_day: date | None = None,
    owner: str = "",
    network_id: str | None = None,
    phase: Phase | None = None,
    note: str = "",
) -> Changes:
    """A new item; ``made`` is its id.

    Raises:
        BadInput: no title, or it is over before it begins.
    """
    item = YearItem("", kind, title, due_on, last_day, owner, network_id, phase, note)
    _look(title, due_on, last_day)
    with store.change(_("Legg til i året")) as step:
        step.made = insert(store, item)
    return step.changes


def edit(
    store: Store,
    item_id: str,
    *,
    kind: ItemKind | Unchanged = UNCHANGED,
    title: str | Unchanged = UNCHANGED,
    due_on: date | Unchanged = UNCHANGED,
    last_day: date | Unchanged | None = UNCHANGED,
    owner: str | Unchanged = UNCHANGED,
    network_id: str | Unchanged | None = UNCHANGED,
    phase: Phase | Unchanged | None = UNCHANGED,
    note: str | Unchanged = UNCHANGED,
    done: bool | Unchanged = UNCHANGED,
    cancelled: bool | Unchanged = UNCHANGED,
) -> Changes:
    """Let an item be otherwise; what reads the same already changes nothing.

    Raises:
        BadInput: it is gone, would have no title, or would be over before it begins.
    """
    row = store.one("SELECT * FROM year_items WHERE id = ?", item_id)
    if row is None:
        raise BadInput(_("Det finnes ikke lenger i året."))
    said = given(
        kind=kind, title=title, due_on=due_on, last_day=last_day, owner=owner, network_id=network_id or None,
        phase=phase or "", note=note, done=done, cancelled=cancelled,
    )  # fmt: skip
    columns = {name: as_column(value.strip() if isinstance(value, str) else value) for name, value in said.items()}
    new = {**dict(row), **columns}
    _look(new["title"], _day(new["due_on"]), _day(new["last_day"]) if new["last_day"] else None)
    if all(row[name] == value for name, value in columns.items()):
        return NOTHING
    with store.change(_("Endre i året"), merge=f"year_items:{item_id}:{'+'.join(columns)}") as step:
        store.update("year_items", item_id, **columns)
    return step.changes


def remove(store: Store, item_ids: Sequence[str]) -> Changes:
    """Take items away, in one step; undo brings them back."""
    with store.change(_("Fjern fra året")) as step:
        for item_id in item_ids:
            store.delete("year_items", item_id)
    return step.changes


def add_skeleton(store: Store, year: int) -> Changes:
    """One item for each of the six phases that has none yet, on a day when people meet."""
    there = {item.phase for item in of_year(store, year)}
    wanted = [item for item in skeleton(year) if item.phase not in there]
    if not wanted:
        return NOTHING
    closed = holidays.of_year(store, year)
    with store.change(_("De seks fasene")) as step:
        for item in wanted:
            step.made = insert(store, item, nearest(item.due_on, closed, (first_day(year), last_day(year))))
    return step.changes


def insert(store: Store, item: YearItem, due_on: date | None = None) -> str:
    """Store an item as it is, or on another day; inside ``store.change()``. Returns its id."""
    day = due_on or item.due_on
    last = day + (item.last_day - item.due_on) if item.last_day else None
    return store.insert(
        "year_items",
        kind=item.kind,
        title=_words(item.title),
        due_on=day.isoformat(),
        last_day=last.isoformat() if last else None,
        owner=_words(item.owner),
        network_id=item.network_id or None,
        phase=item.phase or "",
        note=item.note.strip(),
        done=int(item.done),
        cancelled=int(item.cancelled),
        made_at=store.stamp(),
    )


def _look(title: str, due_on: date, last_day: date | None) -> None:
    if not _words(title):
        raise BadInput(_("Hva er det som skal skje?"))
    if last_day is not None and last_day < due_on:
        raise BadInput(_("Den siste dagen er før den første. Bytt om dagene."))


def _words(text: str) -> str:
    return " ".join(text.split())


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def of_row(row: Row) -> YearItem:
    """An item as its row says."""
    return YearItem(
        id=row["id"],
        kind=ItemKind(row["kind"]),
        title=row["title"],
        due_on=date.fromisoformat(row["due_on"]),
        last_day=date.fromisoformat(row["last_day"]) if row["last_day"] else None,
        owner=row["owner"],
        network_id=row["network_id"],
        phase=Phase(row["phase"]) if row["phase"] else None,
        note=row["note"],
        done=bool(row["done"]),
        cancelled=bool(row["cancelled"]),
    )
