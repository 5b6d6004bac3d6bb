"""School holidays, as the municipality types them; public holidays are computed and stored nowhere."""

from __future__ import annotations

from datetime import date, timedelta

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.errors import BadInput
from nettverk.domain.year.days import SchoolHoliday, first_day, last_day, usual_holidays
from nettverk.i18n import _
from nettverk.storage.store import Store

_NEAR = timedelta(weeks=4)


def of_year(store: Store, year: int) -> tuple[SchoolHoliday, ...]:
    """The holidays that touch a school year, by day."""
    return between(store, first_day(year), last_day(year))


def between(store: Store, first: date, last: date) -> tuple[SchoolHoliday, ...]:
    """The holidays that touch these days, by day."""
    rows = store.rows(
        "SELECT * FROM school_holidays WHERE first_day <= ? AND last_day >= ? ORDER BY first_day, name",
        last.isoformat(), first.isoformat(),
    )  # fmt: skip
    return tuple(
        SchoolHoliday(row["id"], row["name"], date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"]))
        for row in rows
    )


def add(store: Store, name: str, first: date, last: date) -> Changes:
    """A new holiday; ``made`` is its id.

    Raises:
        BadInput: no name, or it ends before it begins.
    """
    _look(name, first, last)
    with store.change(_("Ny skoleferie")) as step:
        step.made = _insert(store, name, first, last)
    return step.changes


def add_usual(store: Store, year: int) -> Changes:
    """The holidays about as they usually lie, to be put right by hand; those that lie there already are left alone."""
    there = of_year(store, year)
    wanted = [
        (name, first, last)
        for name, first, last in usual_holidays(year)
        if not any(_is_there(known, name, first, last) for known in there)
    ]
    if not wanted:
        return NOTHING
    with store.change(_("Vanlige skoleferier")) as step:
        for name, first, last in wanted:
            step.made = _insert(store, name, first, last)
    return step.changes


def edit(
    store: Store,
    holiday_id: str,
    *,
    name: str | Unchanged = UNCHANGED,
    first_day: date | Unchanged = UNCHANGED,
    last_day: date | Unchanged = UNCHANGED,
) -> Changes:
    """Let a holiday be called or lie otherwise.

    Raises:
        BadInput: it is gone, would have no name, or would end before it begins.
    """
    row = store.one("SELECT * FROM school_holidays WHERE id = ?", holiday_id)
    if row is None:
        raise BadInput(_("Ferien finnes ikke lenger."))
    new = {**dict(row), **given(name=name, first_day=first_day, last_day=last_day)}
    first, last = _day(new["first_day"]), _day(new["last_day"])
    _look(str(new["name"]), first, last)
    with store.change(_("Endre skoleferie"), merge=f"school_holidays:{holiday_id}") as step:
        store.update(
            "school_holidays", holiday_id, name=_plain(str(new["name"])), first_day=first.isoformat(),
            last_day=last.isoformat(),
        )  # fmt: skip
    return step.changes


def remove(store: Store, holiday_id: str) -> Changes:
    """Take a holiday away; undo brings it back."""
    with store.change(_("Fjern skoleferie")) as step:
        store.delete("school_holidays", holiday_id)
    return step.changes


def _is_there(known: SchoolHoliday, name: str, first: date, last: date) -> bool:
    """Whether a holiday has been typed already: it lies on one of the days, or has the name some weeks away."""
    if known.first_day <= last and first <= known.last_day:
        return True
    return known.name.casefold() == name.casefold() and abs(known.first_day - first) <= _NEAR


def _insert(store: Store, name: str, first: date, last: date) -> str:
    return store.insert(
        "school_holidays", name=_plain(name), first_day=first.isoformat(), last_day=last.isoformat()
    )  # fmt: skip


def _look(name: str, first: date, last: date) -> None:
    if not _plain(name):
        raise BadInput(_("Hva heter ferien?"))
    if last < first:
        raise BadInput(_("Ferien slutter før den starter. Bytt om dagene."))


def _plain(name: str) -> str:
    return " ".join(name.split())


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
