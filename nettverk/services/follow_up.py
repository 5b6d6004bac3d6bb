"""Veien videre: what each unit promised, how it went, and the thread from one gathering to the next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import Commitment, CommitmentStatus, CommitmentText
from nettverk.domain.participants import Attendance
from nettverk.domain.sorting import sort_key
from nettverk.domain.threads import UnitThread
from nettverk.i18n import _
from nettverk.services import gatherings, participants
from nettverk.services.reflections import clean
from nettverk.services.register import register
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

KIND = EntryKind.COMMITMENT

_CURRENT = """
SELECT e.object, e.gathering_id, e.at, e.data, u.name AS unit FROM current_entries AS e
LEFT JOIN units AS u ON u.id = e.data ->> 'unit'
WHERE e.gathering_id = ? AND e.kind = 'commitment' AND coalesce(e.data ->> 'removed', 0) = 0
"""
# Of gatherings long ago: what was never done, and what was answered at a later one.
_LEFT = (
    _CURRENT.replace("= ?", "IN (SELECT value FROM json_each(?))")
    + """
AND (e.data ->> 'status' <> 'done' OR e.object IN (
  SELECT object FROM entries WHERE kind = 'commitment' AND data ->> 'answered_in' = ?))
"""
)


def commitments(store: Store, gathering_id: str) -> tuple[Commitment, ...]:
    """What was promised at a gathering, as it stands now, unit by unit."""
    return _in_order(store.rows(_CURRENT, gathering_id))


def _in_order(rows: Sequence[Row]) -> tuple[Commitment, ...]:
    promised = (_commitment(row) for row in rows)
    return tuple(sorted(promised, key=lambda c: (sort_key(c.unit_name), c.unit_id, c.position, c.id)))


def earlier(store: Store, gathering_id: str) -> tuple[Commitment, ...]:
    """What the same series (network and district) promised at earlier gatherings, the latest gathering first."""
    return tuple(
        promised for before in gatherings.series(store, gathering_id) for promised in commitments(store, before.id)
    )


def threads(store: Store, gathering_id: str) -> tuple[UnitThread, ...]:
    """Every unit that is at the gathering or has something to follow up, with what it promised before and promises now.

    From the gathering before this one everything comes back; from those before it, what was never done, and what was
    answered here.
    """
    here = commitments(store, gathering_id)
    series = gatherings.series(store, gathering_id)
    # What was done is not shown for ever: it comes back at the very next gathering, to be told of, and then no more.
    before = [*(commitments(store, series[0].id) if series else ())]
    left: dict[str, list[Row]] = {}
    for row in store.rows(_LEFT, json.dumps([gathering.id for gathering in series[1:]]), gathering_id):
        left.setdefault(row["gathering_id"], []).append(row)
    for gathering in series[1:]:
        before += _in_order(left.get(gathering.id, ()))
    people: dict[str, list[str]] = {}
    for person in participants.all_(store, gathering_id):
        if person.attendance != Attendance.ABSENT:
            people.setdefault(person.unit_id, []).append(person.name)
    back, now = _by_unit(before), _by_unit(here)
    wanted = {*people, *back, *now}
    return tuple(
        UnitThread(
            unit_id=unit.id,
            unit_name=unit.name,
            people=tuple(people.get(unit.id, ())),
            before=tuple(back.get(unit.id, ())),
            promised=tuple(now.get(unit.id, ())),
        )
        for unit in register.units(store)
        if unit.id in wanted
    )


def _by_unit(promised: Sequence[Commitment]) -> dict[str, list[Commitment]]:
    units: dict[str, list[Commitment]] = {}
    for commitment in promised:
        units.setdefault(commitment.unit_id, []).append(commitment)
    return units


def promise(
    store: Store,
    gathering_id: str,
    unit_id: str,
    *,
    what: str,
    who: str = "",
    by: date | None = None,
    taken_up_in: str = "",
    at: datetime | None = None,
) -> Changes:
    """Write down what a unit will do; ``made`` is the commitment's id.

    Args:
        by: deadline.
        taken_up_in: where the unit takes it up at home (personalmøte, plangruppe …).
    """
    commitment_id = store.new_id()
    with store.change() as step:
        _append_new(store, gathering_id, unit_id, commitment_id, what, who, by, taken_up_in, at=at)
        step.made = commitment_id
    return step.changes


def _append_new(
    store: Store,
    gathering_id: str,
    unit_id: str,
    commitment_id: str,
    what: str,
    who: str,
    by: date | None,
    taken_up_in: str,
    *,
    at: datetime | None = None,
) -> None:
    before = (promised.position for promised in commitments(store, gathering_id) if promised.unit_id == unit_id)
    data = {
        "unit": unit_id,
        "what": clean(what),
        "who": clean(who),
        "by": _plain(by),
        "taken_up_in": clean(taken_up_in),
        "status": CommitmentStatus.OPEN,
        "learnt": "",
        "position": 1 + max(before, default=0),
    }
    entries.append(store, KIND, gathering_id, commitment_id, data, at=at)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return clean(value) if isinstance(value, str) else value


def edit(
    store: Store,
    commitment_id: str,
    gathering_id: str,
    *,
    what: str | Unchanged = UNCHANGED,
    who: str | Unchanged = UNCHANGED,
    by: date | Unchanged | None = UNCHANGED,
    taken_up_in: str | Unchanged = UNCHANGED,
    status: CommitmentStatus | Unchanged = UNCHANGED,
    learnt: str | Unchanged = UNCHANGED,
    position: int | Unchanged = UNCHANGED,
    unit_id: str | Unchanged = UNCHANGED,
    at: datetime | None = None,
) -> Changes:
    """Change what a commitment says or how it went; what is the same already changes nothing.

    Args:
        gathering_id: the gathering where it is said; it may be a later one than where the promise was made.
        by: deadline, or None.
        position: the commitment's place among those of its unit.
        at: when it was said, now where left out.

    Raises:
        Expected: the commitment is gone.
    """
    columns = given(
        what=what, who=who, by=by, taken_up_in=taken_up_in, status=status, learnt=learnt, position=position,
        unit=unit_id,
    )  # fmt: skip
    with store.change() as step:
        row, data = _stored(store, commitment_id)
        new = {**data, **{name: _plain(value) for name, value in columns.items()}}
        if new == data:
            return NOTHING
        # Remembered so that this gathering shows what it answered also later, when the promise has long been done.
        if (new["status"], new["learnt"]) != (data["status"], data["learnt"]):
            new["answered_in"] = gathering_id
        entries.append(store, KIND, row["gathering_id"], commitment_id, new, at=at)
    return step.changes


def answer(store: Store, commitment_id: str, gathering_id: str, status: CommitmentStatus, learnt: str) -> Changes:
    """Say at a gathering how it went with a commitment from before, and what was learnt."""
    return edit(store, commitment_id, gathering_id, status=status, learnt=learnt)


def write(
    store: Store,
    gathering_id: str,
    unit_id: str,
    commitment_id: str,
    *,
    what: str,
    who: str,
    by: date | None,
    taken_up_in: str,
) -> Changes:
    """A commitment as it reads now, made if it is not there: for fields that are stored as one types.

    One that is emptied is taken away; an empty one is never made.

    Args:
        commitment_id: made by the caller (`domain.ids.new_id`), so that typing on and on is one commitment.
        by: deadline, or None.
        taken_up_in: where the unit takes it up at home (personalmøte, plangruppe …).
    """
    empty = CommitmentText(what, who, by, taken_up_in).empty
    with store.change() as step:
        current = entries.current(store, KIND, gathering_id, commitment_id)
        if current is None:
            if empty:
                return NOTHING
            _append_new(store, gathering_id, unit_id, commitment_id, what, who, by, taken_up_in)
        else:
            edit(store, commitment_id, gathering_id, what=what, who=who, by=by, taken_up_in=taken_up_in)
            # Somebody empties a field and then types on: the same commitment comes back, with its history.
            _set_removed(store, commitment_id, removed=empty)
    return step.changes


def remove(store: Store, commitment_id: str) -> Changes:
    """Take a commitment away; its history stays, and `restore` brings it back."""
    return _set_removed(store, commitment_id, removed=True)


def restore(store: Store, commitment_id: str) -> Changes:
    """Bring back a commitment that was taken away."""
    return _set_removed(store, commitment_id, removed=False)


def _set_removed(store: Store, commitment_id: str, *, removed: bool) -> Changes:
    with store.change() as step:
        row, data = _stored(store, commitment_id)
        if bool(data.get("removed")) == removed:
            return NOTHING
        entries.append(store, KIND, row["gathering_id"], commitment_id, {**data, "removed": int(removed)})
    return step.changes


def _stored(store: Store, commitment_id: str) -> tuple[Row, Mapping[str, Any]]:
    # Whoever edits may be at a later gathering; the entry belongs where the promise was made.
    where = store.one("SELECT gathering_id FROM entries WHERE kind = 'commitment' AND object = ?", commitment_id)
    row = entries.current(store, KIND, where["gathering_id"], commitment_id) if where else None
    if row is None:
        raise Expected(_("Tiltaket er borte. Noen kan ha fjernet samlingen det hørte til."))
    return row, json.loads(row["data"])


def _commitment(row: Row) -> Commitment:
    data = json.loads(row["data"])
    return Commitment(
        id=row["object"],
        gathering_id=row["gathering_id"],
        unit_id=data["unit"],
        what=data["what"],
        who=data["who"],
        by=date.fromisoformat(data["by"]) if data["by"] else None,
        taken_up_in=data["taken_up_in"],
        status=CommitmentStatus(data["status"]),
        learnt=data["learnt"],
        position=data["position"],
        at=datetime.fromisoformat(row["at"]),
        unit_name=row["unit"] or "",
    )
