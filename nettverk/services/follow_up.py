"""Veien videre: what each unit promised, how it went, and the thread from one gathering to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, given
from nettverk.domain.follow_up import Commitment, CommitmentStatus, CommitmentText, Grounds
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Gathering
from nettverk.domain.sorting import sort_key
from nettverk.domain.threads import SinceLast, UnitThread, since_last_of
from nettverk.services import commitment_entries, gatherings, goals, participants
from nettverk.services.register import register
from nettverk.storage import entries
from nettverk.storage.store import Row, Store

_CURRENT = """
SELECT e.object, e.gathering_id, e.at, e.data, u.name AS unit FROM current_entries AS e
LEFT JOIN units AS u ON u.id = e.data ->> 'unit'
WHERE e.gathering_id = ? AND e.kind = 'commitment' AND coalesce(e.data ->> 'removed', 0) = 0
"""
# What comes back at a gathering: of the same series; and of the network's other gatherings (another district, or all of
# them) what was promised by units that belong to this one's district or have somebody registered here. A gathering for
# all districts is every unit's, whoever is registered.
# The gatherings first, whatever SQLite thinks: they are few, and commitments of twenty years are many.
# Numbered: 1 the network, 2 this gathering, 3 its day, 4 the first day that counts, 5 its district.
_EARLIER = """
SELECT e.object, e.gathering_id, e.at, e.data, u.name AS unit, g.held_on,
  EXISTS (SELECT 1 FROM entries AS said WHERE said.kind = e.kind AND said.gathering_id = e.gathering_id
    AND said.object = e.object AND said.data ->> 'answered_in' = ?2) AS answered_here
FROM gatherings AS g CROSS JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'commitment'
LEFT JOIN units AS u ON u.id = e.data ->> 'unit'
WHERE g.network_id = ?1 AND g.id <> ?2 AND (?3 IS NULL OR g.held_on < ?3) AND g.held_on >= ?4
AND coalesce(e.data ->> 'removed', 0) = 0
AND (g.district_id IS ?5 OR u.district_id = ?5 OR ?5 IS NULL
  OR u.id IN (SELECT unit_id FROM participants WHERE gathering_id = ?2))
ORDER BY g.held_on DESC, g.id
"""
COMES_BACK = timedelta(days=2 * 366)
"""How long what nobody has done goes on coming back; after two years it is history."""


def commitments(store: Store, gathering_id: str) -> tuple[Commitment, ...]:
    """What was promised at a gathering, as it stands now, unit by unit."""
    return goals.linked(store, _in_order(store.rows(_CURRENT, gathering_id)))


def _in_order(rows: Sequence[Row]) -> tuple[Commitment, ...]:
    promised = (_commitment(row) for row in rows)
    return tuple(sorted(promised, key=lambda c: (sort_key(c.unit_name), c.unit_id, c.position, c.id)))


def earlier(store: Store, gathering_id: str, *, within: timedelta | None = None) -> tuple[Commitment, ...]:
    """What the units have promised at the network's gatherings before this one, the latest gathering first.

    Units keep their promises where they meet: what was promised in a district comes back at a gathering for all
    districts, and the other way, when the unit is of this gathering's district or has somebody registered here.

    Args:
        within: only what was promised so long before this gathering; all of it where left out.
    """
    here = gatherings.get(store, gathering_id)
    since = here.held_on - within if here.held_on and within else date.min
    return tuple(promised for _row, promised in _promised_before(store, gathering_id, since))


def _promised_before(store: Store, gathering_id: str, since: date) -> list[tuple[Row, Commitment]]:
    here = gatherings.get(store, gathering_id)
    day = here.held_on.isoformat() if here.held_on else None
    rows = store.rows(_EARLIER, here.network_id, here.id, day, since.isoformat(), here.district_id)
    by_id = {row["object"]: row for row in rows}
    promised = [
        commitment
        for _gathering, group in groupby(rows, key=lambda row: row["gathering_id"])
        for commitment in _in_order(list(group))
    ]
    return [(by_id[commitment.id], commitment) for commitment in goals.linked(store, promised)]


def comes_back(store: Store, gathering_id: str) -> tuple[Commitment, ...]:
    """What is taken up again at a gathering, the latest gathering first.

    From the last gathering of the series, and from any after it, everything comes back; from those before, for two
    years, what was never done, and what was answered here.
    """
    here = gatherings.get(store, gathering_id)
    last = gatherings.last_of(store, gathering_id)
    # What was done is not shown for ever: it comes back at the very next gathering, to be told of, and then no more.
    last_day = last.held_on.isoformat() if last and last.held_on else ""
    since = here.held_on - COMES_BACK if here.held_on else date.min
    return tuple(
        promised
        for row, promised in _promised_before(store, gathering_id, since)
        if row["held_on"] >= last_day or promised.status is not CommitmentStatus.DONE or row["answered_here"]
    )


def threads(store: Store, gathering_id: str) -> tuple[UnitThread, ...]:
    """Every unit that is at the gathering or has something to follow up: its promises from before, and those of now."""
    here = commitments(store, gathering_id)
    people: dict[str, list[str]] = {}
    for person in participants.all_(store, gathering_id):
        if person.attendance != Attendance.ABSENT:
            people.setdefault(person.unit_id, []).append(person.name)
    back, now = _by_unit(comes_back(store, gathering_id)), _by_unit(here)
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


def of_unit(store: Store, unit_id: str) -> tuple[tuple[Gathering, tuple[Commitment, ...]], ...]:
    """All that a unit has promised in any network over the years, the latest gathering first."""
    return of_units(store, (unit_id,)).get(unit_id, ())


def of_units(store: Store, unit_ids: Iterable[str]) -> dict[str, tuple[tuple[Gathering, tuple[Commitment, ...]], ...]]:
    """The same for several units at once, by unit; those that have promised nothing are left out."""
    # One question for all of them: each asked by itself goes through the promises of all the years.
    rows = store.rows(
        "SELECT e.object, e.gathering_id, e.at, e.data, u.name AS unit, e.data ->> 'unit' AS unit_id"
        " FROM current_entries AS e"
        " JOIN gatherings AS g ON g.id = e.gathering_id LEFT JOIN units AS u ON u.id = e.data ->> 'unit'"
        " WHERE e.kind = 'commitment' AND e.data ->> 'unit' IN (SELECT value FROM json_each(?))"
        " AND coalesce(e.data ->> 'removed', 0) = 0"
        " ORDER BY e.data ->> 'unit', g.held_on IS NOT NULL, g.held_on DESC, g.id",
        json.dumps(sorted(set(unit_ids))),
    )
    where = {gathering.id: gathering for gathering in gatherings.some(store, {row["gathering_id"] for row in rows})}
    promised: dict[str, list[tuple[Gathering, tuple[Commitment, ...]]]] = {}
    for (unit, gathering_id), group in groupby(rows, key=lambda row: (row["unit_id"], row["gathering_id"])):
        promised.setdefault(unit, []).append((where[gathering_id], goals.linked(store, _in_order(list(group)))))
    return {unit: tuple(several) for unit, several in promised.items()}


def since_last(store: Store, gathering_id: str) -> SinceLast:
    """How it went with what comes back at a gathering, all units together and none by name."""
    return since_last_of(comes_back(store, gathering_id))


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
    grounds: Grounds = Grounds(),  # noqa: B008 - it never changes
    at: datetime | None = None,
) -> Changes:
    """Write down what a unit will do; ``made`` is the commitment's id.

    Args:
        by: deadline.
        taken_up_in: where the unit takes it up at home (personalmøte, plangruppe …).
        grounds: why, what carries it, and its sign.
    """
    commitment_id = store.new_id()
    text = CommitmentText(what, who, by, taken_up_in, grounds)
    with store.change() as step:
        commitment_entries.append_new(store, gathering_id, unit_id, commitment_id, text, at=at)
        step.made = commitment_id
    return step.changes


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
    sign_now: str | Unchanged = UNCHANGED,
    grounds: Grounds | Unchanged = UNCHANGED,
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
        if not isinstance(grounds, Unchanged):
            columns["grounds"] = grounds
        if not isinstance(sign_now, Unchanged):
            columns["sign_now"] = sign_now
        if not commitment_entries.change(store, commitment_id, gathering_id, columns, at=at):
            return NOTHING
    return step.changes


def answer(
    store: Store,
    commitment_id: str,
    gathering_id: str,
    status: CommitmentStatus,
    learnt: str,
    sign_now: str | Unchanged = UNCHANGED,
) -> Changes:
    """Say at a gathering how it went with a commitment from before, what was learnt, and how its sign is now."""
    return edit(store, commitment_id, gathering_id, status=status, learnt=learnt, sign_now=sign_now)


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
    grounds: Grounds = Grounds(),  # noqa: B008 - it never changes
) -> Changes:
    """A commitment as it reads now, made if it is not there: for fields that are stored as one types.

    One that is emptied is taken away; an empty one is never made.

    Args:
        commitment_id: made by the caller (`domain.ids.new_id`), so that typing on and on is one commitment.
        by: deadline, or None.
        taken_up_in: where the unit takes it up at home (personalmøte, plangruppe …).
    """
    text = CommitmentText(what, who, by, taken_up_in, grounds)
    with store.change() as step:
        current = entries.current(store, commitment_entries.KIND, gathering_id, commitment_id)
        if current is None:
            if text.empty:
                return NOTHING
            commitment_entries.append_new(store, gathering_id, unit_id, commitment_id, text)
        else:
            edit(
                store, commitment_id, gathering_id, what=what, who=who, by=by, taken_up_in=taken_up_in, grounds=grounds
            )
            # Somebody empties a field and then types on: the same commitment comes back, with its history.
            commitment_entries.set_removed(store, commitment_id, removed=text.empty)
    return step.changes


def remove(store: Store, commitment_id: str) -> Changes:
    """Take a commitment away; its history stays, and `restore` brings it back."""
    return _set_removed(store, commitment_id, removed=True)


def restore(store: Store, commitment_id: str) -> Changes:
    """Bring back a commitment that was taken away."""
    return _set_removed(store, commitment_id, removed=False)


def _set_removed(store: Store, commitment_id: str, *, removed: bool) -> Changes:
    with store.change() as step:
        if not commitment_entries.set_removed(store, commitment_id, removed=removed):
            return NOTHING
    return step.changes


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
        grounds=commitment_entries.grounds_of(data),
        sign_now=data.get("sign_now", ""),
    )
