"""Training in counts, requests to the partner and cost lines of a school year: read, made, changed, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, as_column, given
from nettverk.domain.errors import BadInput
from nettverk.domain.sorting import sort_key
from nettverk.domain.year.days import first_day, last_day
from nettverk.domain.year.frame import (
    MOST_KRONER,
    MOST_PEOPLE,
    CostKind,
    CostLine,
    PaidBy,
    PartnerRequest,
    RequestState,
    Training,
    TrainingCount,
)
from nettverk.i18n import _
from nettverk.services.reflections import clean
from nettverk.storage.store import Row, Store

_COSTS = (
    "SELECT c.*, coalesce(g.title, '') AS gathering,"
    " (SELECT count(*) FROM participants AS p WHERE p.gathering_id = c.gathering_id) AS registered,"
    " (SELECT count(*) FROM attendance AS a WHERE a.gathering_id = c.gathering_id AND a.status IN ('present', 'late'))"
    " AS came FROM cost_lines AS c LEFT JOIN gatherings AS g ON g.id = c.gathering_id"
)
_REQUESTS = (
    "SELECT r.*, coalesce(n.name, '') AS network FROM partner_requests AS r LEFT JOIN networks AS n"
    " ON n.id = r.network_id"
)

# --- training ---


def units(store: Store) -> tuple[tuple[str, str], ...]:
    """The units one may count, (id, name), by name."""
    rows = store.rows("SELECT id, name FROM units")
    return tuple(sorted(((row["id"], row["name"]) for row in rows), key=lambda unit: (sort_key(unit[1]), unit[0])))


def training(store: Store) -> tuple[TrainingCount, ...]:
    """Every count, by training and unit."""
    rows = store.rows("SELECT t.*, u.name AS unit FROM training_counts AS t JOIN units AS u ON u.id = t.unit_id")
    order = list(Training)
    counts = (
        TrainingCount(
            row["id"], row["unit_id"], row["unit"], Training(row["training"]), row["people"], row["trained"],
            date.fromisoformat(row["counted_on"]),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(counts, key=lambda one: (order.index(one.training), sort_key(one.unit), one.id)))


def count_training(store: Store, unit_id: str, kind: Training, people: int, trained: int) -> Changes:
    """Say how many of a unit have a training, of how many that should; ``made`` is the row's id.

    Raises:
        BadInput: the unit is gone, or the figures cannot be.
    """
    if store.value("SELECT 1 FROM units WHERE id = ?", unit_id) is None:
        raise BadInput(_("Enheten finnes ikke lenger."))
    if not 0 < people <= MOST_PEOPLE:
        raise BadInput(_("Hvor mange i enheten skal ha opplæringen?"))
    if not 0 <= trained <= people:
        raise BadInput(_("Det kan ikke være flere som har opplæringen, enn som skal ha den."))
    there = store.one("SELECT * FROM training_counts WHERE unit_id = ? AND training = ?", unit_id, kind)
    if there is not None and (there["people"], there["trained"]) == (people, trained):
        return NOTHING
    with store.change(_("Opplæring"), merge=f"training:{unit_id}:{kind}") as step:
        values = {"people": people, "trained": trained, "counted_on": store.today().isoformat()}
        if there is None:
            # Two machines that count the same have the same row.
            step.made = store.insert(
                "training_counts", id=f"{unit_id}.{kind}", unit_id=unit_id, training=kind, **values
            )
        else:
            store.update("training_counts", there["id"], **values)
            step.made = there["id"]
    return step.changes


# --- requests to the partner ---


def requests(store: Store, year: int) -> tuple[PartnerRequest, ...]:
    """The requests of a school year by day, and those of no day at the end."""
    rows = store.rows(
        f"{_REQUESTS} WHERE r.wanted_on BETWEEN ? AND ? OR r.wanted_on IS NULL"
        " ORDER BY r.wanted_on IS NULL, r.wanted_on, r.theme, r.id",
        first_day(year).isoformat(), last_day(year).isoformat(),
    )  # fmt: skip
    return tuple(_request(row) for row in rows)


def ask_partner(
    store: Store, theme: str, *, wanted_on: date | None = None, who: str = "", network_id: str | None = None,
    state: RequestState = RequestState.WISHED, note: str = "",
) -> Changes:  # fmt: skip
    """A new request; ``made`` is its id.

    Raises:
        BadInput: it does not say what it is about.
    """
    _say_something(theme, _("Hva vil dere ha hjelp med?"))
    with store.change(_("Ønske til universitetet")) as step:
        step.made = store.insert(
            "partner_requests", theme=_line(theme), wanted_on=as_column(wanted_on), who=_line(who),
            network_id=network_id or None, state=state, note=clean(note).strip(), made_at=store.stamp(),
        )  # fmt: skip
    return step.changes


def edit_request(
    store: Store,
    request_id: str,
    *,
    theme: str | Unchanged = UNCHANGED,
    wanted_on: date | Unchanged | None = UNCHANGED,
    who: str | Unchanged = UNCHANGED,
    network_id: str | Unchanged | None = UNCHANGED,
    state: RequestState | Unchanged = UNCHANGED,
    note: str | Unchanged = UNCHANGED,
) -> Changes:
    """Let a request be otherwise; what reads the same already changes nothing.

    Raises:
        BadInput: it would not say what it is about, or is gone.
    """
    if theme is not UNCHANGED:
        _say_something(theme, _("Hva vil dere ha hjelp med?"))
    columns = given(
        theme=theme, wanted_on=wanted_on, who=who, network_id=network_id or None, state=state, note=note
    )  # fmt: skip
    return _update(store, "partner_requests", request_id, columns, _("Endre ønsket"))


# --- costs ---


def costs(store: Store, year: int) -> tuple[CostLine, ...]:
    """What has been spent in a school year, by day."""
    rows = store.rows(
        f"{_COSTS} WHERE c.spent_on BETWEEN ? AND ? ORDER BY c.spent_on, c.made_at, c.id",
        first_day(year).isoformat(), last_day(year).isoformat(),
    )  # fmt: skip
    return tuple(_cost(row) for row in rows)


def add_cost(
    store: Store, kind: CostKind, what: str, amount: int, paid_by: PaidBy, spent_on: date, *,
    gathering_id: str | None = None,
) -> Changes:  # fmt: skip
    """A new cost line; ``made`` is its id.

    Args:
        amount: whole kroner.

    Raises:
        BadInput: it does not say what, or no sum that can be.
    """
    _say_something(what, _("Hva gikk pengene til?"))
    _sum_can_be(amount)
    with store.change(_("Ny kostnad")) as step:
        step.made = store.insert(
            "cost_lines", kind=kind, what=_line(what), amount=amount, paid_by=paid_by, spent_on=spent_on.isoformat(),
            gathering_id=gathering_id or None, made_at=store.stamp(),
        )  # fmt: skip
    return step.changes


def edit_cost(
    store: Store,
    cost_id: str,
    *,
    kind: CostKind | Unchanged = UNCHANGED,
    what: str | Unchanged = UNCHANGED,
    amount: int | Unchanged = UNCHANGED,
    paid_by: PaidBy | Unchanged = UNCHANGED,
    spent_on: date | Unchanged = UNCHANGED,
    gathering_id: str | Unchanged | None = UNCHANGED,
) -> Changes:
    """Let a cost line be otherwise; what reads the same already changes nothing.

    Raises:
        BadInput: it would not say what, or no sum that can be, or is gone.
    """
    if what is not UNCHANGED:
        _say_something(what, _("Hva gikk pengene til?"))
    if amount is not UNCHANGED:
        _sum_can_be(amount)
    columns = given(
        kind=kind, what=what, amount=amount, paid_by=paid_by, spent_on=spent_on, gathering_id=gathering_id or None
    )  # fmt: skip
    return _update(store, "cost_lines", cost_id, columns, _("Endre kostnaden"))


# --- all of them ---


def remove_training(store: Store, row_id: str) -> Changes:
    """Take a count of training away; undo brings it back."""
    return _remove(store, "training_counts", row_id, _("Fjern opplæring"))


def remove_request(store: Store, row_id: str) -> Changes:
    """Take a request away; undo brings it back."""
    return _remove(store, "partner_requests", row_id, _("Fjern ønsket"))


def remove_cost(store: Store, row_id: str) -> Changes:
    """Take a cost line away; undo brings it back."""
    return _remove(store, "cost_lines", row_id, _("Fjern kostnaden"))


Remove = Callable[[Store, str], Changes]


def _remove(store: Store, table: str, row_id: str, label: str) -> Changes:
    with store.change(label) as step:
        store.delete(table, row_id)
    return step.changes


def _update(store: Store, table: str, row_id: str, columns: Mapping[str, object], label: str) -> Changes:
    row = store.one(f"SELECT * FROM {table} WHERE id = ?", row_id)
    if row is None:
        raise BadInput(_("Det finnes ikke lenger i året."))
    new = {name: as_column(clean(value).strip() if type(value) is str else value) for name, value in columns.items()}
    if all(row[name] == value for name, value in new.items()):
        return NOTHING
    with store.change(label, merge=f"{table}:{row_id}:{'+'.join(new)}") as step:
        store.update(table, row_id, **new)
    return step.changes


def _say_something(text: str, asks: str) -> None:
    if not _line(text):
        raise BadInput(asks)


def _sum_can_be(amount: int) -> None:
    if not 0 <= amount <= MOST_KRONER:
        raise BadInput(_("Skriv beløpet i hele kroner."))


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _request(row: Row) -> PartnerRequest:
    return PartnerRequest(
        row["id"], row["theme"], date.fromisoformat(row["wanted_on"]) if row["wanted_on"] else None, row["who"],
        row["network_id"], row["network"], RequestState(row["state"]), row["note"],
    )  # fmt: skip


def _cost(row: Row) -> CostLine:
    heads = (row["came"] or row["registered"]) if row["gathering_id"] else None
    return CostLine(
        row["id"], CostKind(row["kind"]), row["what"], row["amount"], PaidBy(row["paid_by"]),
        date.fromisoformat(row["spent_on"]), row["gathering_id"], row["gathering"], heads,
    )  # fmt: skip
