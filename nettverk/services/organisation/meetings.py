"""Meetings of a team: an agenda proposed from what is due, what was said and decided, and who does what by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from nettverk.domain.changes import NOTHING, UNCHANGED, Changes, Unchanged, as_column, given
from nettverk.domain.errors import BadInput
from nettverk.domain.organisation import AgendaProposal, Meeting, Point
from nettverk.domain.tags import school_year
from nettverk.domain.year.days import first_day, last_day
from nettverk.domain.year.items import EntryOf, ItemKind
from nettverk.i18n import _, _n, join, short_date
from nettverk.services.register import turnout
from nettverk.services.year import year
from nettverk.storage.store import Row, Store

_MEETINGS = "SELECT m.*, t.name AS team FROM team_meetings AS m JOIN teams AS t ON t.id = m.team_id"
_AHEAD = timedelta(weeks=10)
"""How far ahead a meeting looks when its agenda is proposed."""

# --- read ---


def of_team(store: Store, team_id: str) -> tuple[Meeting, ...]:
    """A team's meetings with their points, the newest first."""
    rows = store.rows(f"{_MEETINGS} WHERE m.team_id = ? ORDER BY m.held_on DESC, m.id DESC", team_id)
    points: dict[str, list[Point]] = {}
    for row in store.rows(
        "SELECT p.* FROM meeting_points AS p JOIN team_meetings AS m ON m.id = p.meeting_id WHERE m.team_id = ?"
        " ORDER BY p.position, p.id", team_id,
    ):  # fmt: skip
        points.setdefault(row["meeting_id"], []).append(_point(row))
    return tuple(_meeting(row, tuple(points.get(row["id"], ()))) for row in rows)


def all_(store: Store) -> tuple[Meeting, ...]:
    """The meetings of every team, without their points, the latest first."""
    rows = store.rows(f"{_MEETINGS} ORDER BY m.held_on DESC, m.starts_at DESC, m.id DESC")
    return tuple(_meeting(row, ()) for row in rows)


def of_network(store: Store, network_id: str, begins: int) -> tuple[Meeting, ...]:
    """The meetings of a school year of the teams that are for a network, with their points, the first one first."""
    rows = store.rows(
        f"{_MEETINGS} WHERE m.held_on BETWEEN ? AND ? AND (t.network_id IS NULL OR t.network_id = ?)"
        " ORDER BY m.held_on, m.starts_at, m.id", first_day(begins).isoformat(), last_day(begins).isoformat(),
        network_id,
    )  # fmt: skip
    meetings = (get(store, row["id"]) for row in rows)
    return tuple(meeting for meeting in meetings if meeting is not None)


def get(store: Store, meeting_id: str) -> Meeting | None:
    """One meeting; None where it is gone."""
    row = store.one(f"{_MEETINGS} WHERE m.id = ?", meeting_id)
    if row is None:
        return None
    points = store.rows("SELECT * FROM meeting_points WHERE meeting_id = ? ORDER BY position, id", meeting_id)
    return _meeting(row, tuple(_point(point) for point in points))


def point(store: Store, point_id: str) -> Point | None:
    """One point of a meeting; None where it is gone."""
    row = store.one("SELECT * FROM meeting_points WHERE id = ?", point_id)
    return None if row is None else _point(row)


def waiting(store: Store, team_id: str, before: date) -> tuple[tuple[Point, date], ...]:
    """What was to be done after a team's earlier meetings and is not, with the day of the meeting, oldest first."""
    rows = store.rows(
        "SELECT p.*, m.held_on FROM meeting_points AS p JOIN team_meetings AS m ON m.id = p.meeting_id"
        " WHERE m.team_id = ? AND m.held_on < ? AND p.what <> '' AND p.done = 0 ORDER BY m.held_on, p.position, p.id",
        team_id, before.isoformat(),
    )  # fmt: skip
    return tuple((_point(row), date.fromisoformat(row["held_on"])) for row in rows)


def agenda(store: Store, meeting_id: str) -> tuple[AgendaProposal, ...]:
    """Points that a meeting may take up, from what is due; those it has already are left out.

    First what earlier meetings left undone, then what is due until ten weeks on, then who did not come.
    """
    meeting = get(store, meeting_id)
    if meeting is None:
        return ()
    network_id = str(store.value("SELECT network_id FROM teams WHERE id = ?", meeting.team_id) or "")
    there = {point.title.casefold() for point in meeting.points}
    points = [*_left(store, meeting), *_due(store, meeting, network_id), *_absent(store, meeting, network_id)]
    once: dict[str, AgendaProposal] = {}
    for proposal in points:
        if proposal.title.casefold() not in there:
            once.setdefault(proposal.title.casefold(), proposal)
    return tuple(once.values())


def _left(store: Store, meeting: Meeting) -> list[AgendaProposal]:
    return [
        AgendaProposal(
            _("Oppfølging: {what}").format(what=point.what),
            _("Fra møtet {day}. Ikke gjort ennå.").format(day=short_date(held_on)),
        )
        for point, held_on in waiting(store, meeting.team_id, meeting.held_on)
    ]


def _due(store: Store, meeting: Meeting, network_id: str) -> list[AgendaProposal]:
    due = []
    gatherings = 0
    for entry in year.entries_between(store, meeting.held_on - _AHEAD, meeting.held_on + _AHEAD):
        of_others = bool(network_id and entry.network_id and entry.network_id != network_id)
        if entry.cancelled or of_others or entry.of in {EntryOf.MEETING, EntryOf.FOLLOW_UP}:
            continue
        if entry.of is EntryOf.GATHERING:
            gatherings += entry.day >= meeting.held_on
        elif not entry.done and (entry.day >= meeting.held_on or entry.kind is not ItemKind.PARENTS):
            why = _("Frist {day}.")
            if entry.last < store.today():
                why = _("Skulle vært gjort {day}.")
            elif entry.last < meeting.held_on:
                why = _("Frist {day}, før møtet.")
            due.append(AgendaProposal(entry.title, why.format(day=short_date(entry.last))))
    if gatherings:
        why = _n("{n} samling de neste ti ukene.", "{n} samlinger de neste ti ukene.", gatherings)
        due.append(AgendaProposal(_("Samlingene som kommer"), why))
    return due


def _absent(store: Store, meeting: Meeting, network_id: str) -> list[AgendaProposal]:
    came = turnout.of_year(store, school_year(meeting.held_on), network_id)
    if not came.counted or not (came.never_services or came.never):
        return []
    why = (
        [_("Ingen har kommet fra {services}.").format(services=join(came.never_services))]
        if came.never_services
        else []
    )
    if came.never:
        why.append(_n("{n} enhet er ikke sett i år.", "{n} enheter er ikke sett i år.", len(came.never)))
    return [AgendaProposal(_("Oppmøtet: hvem vi savner"), " ".join(why))]


# --- write ---


def add(
    store: Store, team_id: str, held_on: date, *, starts_at: time | None = None, place: str = ""
) -> Changes:  # fmt: skip
    """A new meeting; ``made`` is its id.

    Raises:
        BadInput: the team is gone.
    """
    if store.value("SELECT 1 FROM teams WHERE id = ?", team_id) is None:
        raise BadInput(_("Gruppa finnes ikke lenger."))
    with store.change(_("Nytt møte")) as step:
        step.made = store.insert(
            "team_meetings", team_id=team_id, held_on=held_on.isoformat(), starts_at=as_column(starts_at),
            place=place.strip(), made_at=store.stamp(),
        )  # fmt: skip
    return step.changes


def edit(
    store: Store,
    meeting_id: str,
    *,
    held_on: date | Unchanged = UNCHANGED,
    starts_at: time | Unchanged | None = UNCHANGED,
    place: str | Unchanged = UNCHANGED,
    present: str | Unchanged = UNCHANGED,
) -> Changes:
    """Let a meeting be on another day or place, or say who was there."""
    columns = given(held_on=held_on, starts_at=starts_at, place=place, present=present)
    return _update(store, "team_meetings", meeting_id, columns, _("Endre møtet"))


def remove(store: Store, meeting_id: str) -> Changes:
    """Take a meeting away with its points; undo brings it back."""
    with store.change(_("Fjern møtet")) as step:
        store.delete("team_meetings", meeting_id)
    return step.changes


def add_points(store: Store, meeting_id: str, titles: Sequence[str]) -> Changes:
    """New points at the end of the agenda, in one step; ``made`` is the id of the last.

    Raises:
        BadInput: none of them says anything, or the meeting is gone.
    """
    wanted = [" ".join(title.split()) for title in titles if title.strip()]
    if not wanted:
        raise BadInput(_("Hva gjelder saken?"))
    if store.value("SELECT 1 FROM team_meetings WHERE id = ?", meeting_id) is None:
        raise BadInput(_("Møtet finnes ikke lenger."))
    with store.change(_("Ny sak")) as step:
        last = store.value(
            "SELECT coalesce(max(position), 0) FROM meeting_points WHERE meeting_id = ?", meeting_id
        )  # fmt: skip
        for place, title in enumerate(wanted, start=last + 1):
            step.made = store.insert("meeting_points", meeting_id=meeting_id, position=place, title=title)
    return step.changes


def edit_point(
    store: Store,
    point_id: str,
    *,
    title: str | Unchanged = UNCHANGED,
    said: str | Unchanged = UNCHANGED,
    decision: str | Unchanged = UNCHANGED,
    what: str | Unchanged = UNCHANGED,
    who: str | Unchanged = UNCHANGED,
    due_on: date | Unchanged | None = UNCHANGED,
    done: bool | Unchanged = UNCHANGED,
) -> Changes:
    """Let a point say something else; typing on in the same field is one step to undo.

    Raises:
        BadInput: its title is emptied.
    """
    if title is not UNCHANGED and not title.strip():
        raise BadInput(_("Hva gjelder saken?"))
    columns = given(title=title, said=said, decision=decision, what=what, who=who, due_on=due_on, done=done)
    return _update(store, "meeting_points", point_id, columns, _("Endre saken"))


def move_point(store: Store, point_id: str, place: int) -> Changes:
    """Put a point at another place (from 0) of its agenda."""
    here = point(store, point_id)
    if here is None:
        return NOTHING
    rows = store.rows("SELECT id FROM meeting_points WHERE meeting_id = ? ORDER BY position, id", here.meeting_id)
    order = [row["id"] for row in rows if row["id"] != point_id]
    order.insert(max(0, place), point_id)
    with store.change(_("Flytt saken")) as step:
        for number, id_ in enumerate(order, start=1):
            store.update("meeting_points", id_, position=number)
    return step.changes


def remove_point(store: Store, point_id: str) -> Changes:
    """Take a point away; undo brings it back."""
    with store.change(_("Fjern saken")) as step:
        store.delete("meeting_points", point_id)
    return step.changes


def _update(store: Store, table: str, id_: str, columns: dict[str, object], label: str) -> Changes:
    row = store.one(f"SELECT * FROM {table} WHERE id = ?", id_)
    new = {name: as_column(value) for name, value in columns.items()}
    if row is None or all(row[name] == value for name, value in new.items()):
        return NOTHING
    with store.change(label, merge=f"{table}:{id_}:{'+'.join(new)}") as step:
        store.update(table, id_, **new)
    return step.changes


def _meeting(row: Row, points: tuple[Point, ...]) -> Meeting:
    return Meeting(
        row["id"], row["team_id"], row["team"], date.fromisoformat(row["held_on"]),
        time.fromisoformat(row["starts_at"]) if row["starts_at"] else None, row["place"], row["present"], points,
    )  # fmt: skip


def _point(row: Row) -> Point:
    return Point(
        row["id"], row["meeting_id"], row["title"], row["said"], row["decision"], row["what"], row["who"],
        date.fromisoformat(row["due_on"]) if row["due_on"] else None, bool(row["done"]),
    )  # fmt: skip
