"""The tables that go out to a spreadsheet, read from the database: typed values, a row for each thing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time

from nettverk.domain import data_tables
from nettverk.domain.data_tables import DataTable, Extent, TableKind, Value
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus, Driver, driver_name, status_name
from nettverk.domain.needs import in_order, source_name
from nettverk.domain.participants import Attendance, attendance_name
from nettverk.domain.registry import Ownership, ownership_name
from nettverk.domain.sorting import sort_key
from nettverk.domain.year.days import first_day, last_day
from nettverk.domain.year.items import Entry, EntryOf, kind_name, phase_name
from nettverk.i18n import _, _c
from nettverk.services.groups.roles import role_name
from nettverk.services.year import year as years
from nettverk.storage.store import Row, Store

_OF = "(?1 = '' OR g.id = ?1) AND (?2 = '' OR g.network_id = ?2) AND (?3 = '' OR g.held_on BETWEEN ?3 AND ?4)"
# The gatherings first, by day, those without a day last.
_BY_DAY = "g.held_on IS NULL, g.held_on, g.starts_at, g.title, g.id"
_GATHERING = "g.id AS gathering_id, g.title, g.held_on, n.name AS network, coalesce(gd.name, '') AS gathering_district"
_FROM = (
    "FROM gatherings AS g JOIN networks AS n ON n.id = g.network_id LEFT JOIN districts AS gd ON gd.id = g.district_id"
)
_UNIT = "u.name AS unit, s.name AS service, coalesce(d.name, '') AS district"
_OF_UNIT = "LEFT JOIN service_kinds AS s ON s.id = u.service_kind_id LEFT JOIN districts AS d ON d.id = u.district_id"
_PEOPLE = (
    f"SELECT {_GATHERING}, {_UNIT}, pa.id, pa.role, pa.walk_in, pa.present_from, pa.present_to, pa.presents,"
    f" pe.given_name, pe.family_name, pe.email, coalesce(a.status, 'registered') AS status {_FROM}"
    " JOIN participants AS pa ON pa.gathering_id = g.id JOIN people AS pe ON pe.id = pa.person_id"
    f" JOIN units AS u ON u.id = pa.unit_id {_OF_UNIT}"
    " LEFT JOIN attendance AS a ON a.gathering_id = g.id AND a.participant_id = pa.id"
    f" WHERE {_OF} ORDER BY {_BY_DAY}"
)
_SEATS = (
    f"SELECT {_GATHERING}, {_UNIT}, se.participant_id, se.group_role, p.id AS part_id, p.title AS part, gr.round,"
    f" t.number, t.name AS table_name, pe.given_name, pe.family_name, pa.role {_FROM}"
    " JOIN groupings AS gr ON gr.gathering_id = g.id JOIN parts AS p ON p.id = gr.part_id"
    " JOIN seats AS se ON se.grouping_id = gr.id JOIN group_tables AS t ON t.id = se.table_id"
    " JOIN participants AS pa ON pa.id = se.participant_id JOIN people AS pe ON pe.id = pa.person_id"
    f" JOIN units AS u ON u.id = pa.unit_id {_OF_UNIT}"
    f" WHERE {_OF} ORDER BY {_BY_DAY}, p.position, p.id, gr.round, t.number"
)
_CAME = (
    f"SELECT {_GATHERING}, {_UNIT}, u.ownership, count(*) AS people, sum(a.status IS 'present') AS present,"
    f" sum(a.status IS 'late') AS late, sum(a.status IS 'absent') AS absent {_FROM}"
    " JOIN participants AS pa ON pa.gathering_id = g.id"
    f" JOIN units AS u ON u.id = pa.unit_id {_OF_UNIT}"
    " LEFT JOIN attendance AS a ON a.gathering_id = g.id AND a.participant_id = pa.id"
    f" WHERE {_OF} GROUP BY g.id, u.id ORDER BY {_BY_DAY}"
)
_COMMITMENTS = (
    f"SELECT {_GATHERING}, {_UNIT}, e.data {_FROM}"
    " CROSS JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'commitment'"
    f" LEFT JOIN units AS u ON u.id = e.data ->> 'unit' {_OF_UNIT}"
    f" WHERE {_OF} AND coalesce(e.data ->> 'removed', 0) = 0 ORDER BY {_BY_DAY}, e.data ->> 'position', e.object"
)
_NEEDS = (
    f"SELECT {_GATHERING}, e.data, coalesce(c.title, '') AS carried_to {_FROM}"
    " CROSS JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'need'"
    " LEFT JOIN sheet_uses AS su ON su.id = e.data -> 'carried' ->> 'use'"
    " LEFT JOIN gatherings AS c ON c.id = su.gathering_id"
    f" WHERE {_OF} AND coalesce(e.data ->> 'removed', 0) = 0"
    f" ORDER BY {_BY_DAY}, -coalesce(e.data ->> 'dots', 0), e.object"
)


def read(store: Store, kinds: Iterable[TableKind], extent: Extent) -> tuple[DataTable, ...]:
    """These tables, in their own order; one with nothing in it has its header alone.

    Raises:
        BadInput: the gathering or the network is gone.
    """
    look(store, extent)
    wanted = set(kinds)
    readers: dict[TableKind, Callable[[Store, Extent], _Read]] = {
        TableKind.PARTICIPANTS: _participants,
        TableKind.SEATING: _seating,
        TableKind.ATTENDANCE: _attendance,
        TableKind.COMMITMENTS: _commitments,
        TableKind.NEEDS: _needs,
        TableKind.YEAR: _year,
    }
    sheets_ = []
    for kind in TableKind:
        if kind in wanted:
            header, rows = readers[kind](store, extent)
            sheets_.append(DataTable(kind, data_tables.table_name(kind), tuple(header), tuple(map(tuple, rows))))
    return tuple(sheets_)


def look(store: Store, extent: Extent) -> None:
    """Raises BadInput where the gathering or the network that is asked for is gone."""
    if extent.gathering_id and store.value("SELECT 1 FROM gatherings WHERE id = ?", extent.gathering_id) is None:
        raise BadInput(_("Samlingen finnes ikke lenger."))
    if extent.network_id and store.value("SELECT 1 FROM networks WHERE id = ?", extent.network_id) is None:
        raise BadInput(_("Nettverket finnes ikke lenger."))


def year_entries(store: Store, extent: Extent) -> tuple[Entry, ...]:
    """What stands in the year, or in every year; what is for every network is with each of them.

    Of one gathering it is that gathering alone.
    """
    begins = years.years(store) if extent.year is None else (extent.year,)
    entries = [
        entry
        for year in sorted(begins)
        for entry in years.entries_between(store, first_day(year), last_day(year))
    ]  # fmt: skip
    if extent.gathering_id:
        entries = [entry for entry in entries if entry.key == (EntryOf.GATHERING, extent.gathering_id)]
    return tuple(entry for entry in entries if not extent.network_id or entry.network_id in {"", extent.network_id})


_Read = tuple[Sequence[str], Iterable[Sequence[Value]]]


def _asked(extent: Extent) -> tuple[str, str, str, str]:
    if extent.year is None:
        return extent.gathering_id, extent.network_id, "", ""
    days = first_day(extent.year).isoformat(), last_day(extent.year).isoformat()
    return extent.gathering_id, extent.network_id, *days


def _where_titles() -> list[str]:
    return [_("Samling"), _("Dato"), _("Nettverk"), _("Bydel for samlingen")]


def _where(row: Row) -> list[Value]:
    return [row["title"], _day(row["held_on"]), row["network"], row["gathering_district"]]


def _from_titles() -> list[str]:
    return [_("Enhet"), _("Tjeneste"), _("Bydel")]


def _from(row: Row) -> list[Value]:
    return [row["unit"] or "", row["service"] or "", row["district"]]


def _participants(store: Store, extent: Extent) -> _Read:
    columns, tables = _tables_of(store, extent)
    header = [
        *_where_titles(), _("Etternavn"), _("Fornavn"), *_from_titles(), _("Rolle"), _("E-post"), _("Oppmøte"),
        _("Møtte uten påmelding"), _("Der fra"), _("Der til"), _("Vil fortelle om"), *columns,
    ]  # fmt: skip
    rows = sorted(
        store.rows(_PEOPLE, *_asked(extent)),
        key=lambda row: (*_when(row), sort_key(row["family_name"]), sort_key(row["given_name"]), row["id"]),
    )
    return header, [
        [
            *_where(row), row["family_name"], row["given_name"], *_from(row), row["role"], row["email"],
            attendance_name(Attendance(row["status"])), _("ja") if row["walk_in"] else "",
            _clock(row["present_from"]), _clock(row["present_to"]), row["presents"],
            *(tables.get(row["id"], {}).get(column) for column in columns),
        ]
        for row in rows
    ]  # fmt: skip


def _when(row: Row) -> tuple[bool, str, str, str]:
    return row["held_on"] is None, row["held_on"] or "", row["title"], row["gathering_id"]


def _tables_of(store: Store, extent: Extent) -> tuple[list[str], dict[str, dict[str, int]]]:
    """A column for each part with tables (and each round of it), and each participant's table in it.

    Parts of the same name share a column from one gathering to the next, not within one.
    """
    named: dict[tuple[str, str, int], str] = {}
    taken: Counter[tuple[str, str]] = Counter()
    of: dict[str, dict[str, int]] = {}
    for row in store.rows(_SEATS, *_asked(extent)):
        key = row["gathering_id"], row["part_id"], row["round"]
        if key not in named:
            name = _("Bord: {part}").format(part=row["part"])
            taken[row["gathering_id"], name] += 1
            number = taken[row["gathering_id"], name]
            named[key] = name if number == 1 else f"{name} ({number})"
        of.setdefault(row["participant_id"], {})[named[key]] = row["number"]
    return list(dict.fromkeys(named.values())), of


def _seating(store: Store, extent: Extent) -> _Read:
    header = [
        *_where_titles(), _("Del"), _("Runde"), _("Bord"), _("Navn på bordet"), _("Etternavn"), _("Fornavn"),
        *_from_titles(), _("Rolle"), _("Oppgave ved bordet"),
    ]  # fmt: skip
    return header, [
        [
            *_where(row), row["part"], row["round"], row["number"], row["table_name"], row["family_name"],
            row["given_name"], *_from(row), row["role"], role_name(row["group_role"]) if row["group_role"] else "",
        ]
        for row in store.rows(_SEATS, *_asked(extent))
    ]  # fmt: skip


def _attendance(store: Store, extent: Extent) -> _Read:
    header = [
        *_where_titles(), *_from_titles(), _("Kommunal eller privat"), _("Påmeldte"), _("Til stede"),
        _("Kommer senere"), _("Borte"), _("Ikke ført"),
    ]  # fmt: skip
    rows = sorted(store.rows(_CAME, *_asked(extent)), key=lambda row: (*_when(row), sort_key(row["unit"])))
    return header, [
        [
            *_where(row), *_from(row), ownership_name(Ownership(row["ownership"])), row["people"], row["present"],
            row["late"], row["absent"], row["people"] - row["present"] - row["late"] - row["absent"],
        ]
        for row in rows
    ]  # fmt: skip


def _commitments(store: Store, extent: Extent) -> _Read:
    header = [
        *_where_titles(), *_from_titles(), _("Tiltak"), _("Hvem"), _("Innen"), _("Tas opp i"), _("Status"),
        _("Lært"), _("Hvorfor"), _("Tegn"), _("Tegnet før"), _("Tegnet nå"), _("Bæres av"),
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for row in store.rows(_COMMITMENTS, *_asked(extent)):
        data = json.loads(row["data"])
        words = [str(data.get(name) or "") for name in ("learnt", "why", "sign", "sign_before", "sign_now")]
        drivers = [driver_name(driver) for driver in Driver if driver in (data.get("drivers") or ())]
        rows.append([
            *_where(row), *_from(row), data.get("what", ""), data.get("who", ""), _day(data.get("by")),
            data.get("taken_up_in", ""), status_name(CommitmentStatus(data.get("status", "open"))), *words,
            ", ".join(drivers),
        ])  # fmt: skip
    return header, rows


def _needs(store: Store, extent: Extent) -> _Read:
    header = [
        *_where_titles(), _("Behov"), _("Prikker"), _("Hvem sier det"), _("Slik merker vi det"), _("Spurt i"),
        _("Tatt med til"),
    ]  # fmt: skip
    rows: list[list[Value]] = []
    for row in store.rows(_NEEDS, *_asked(extent)):
        data = json.loads(row["data"])
        sources = ", ".join(source_name(source) for source in in_order(data.get("sources") or ()))
        rows.append([
            *_where(row), data["text"], data.get("dots") or 0, sources, data.get("evidence", ""),
            data.get("where", ""), row["carried_to"],
        ])  # fmt: skip
    return header, rows


def _year(store: Store, extent: Extent) -> _Read:
    header = [
        _("Dag"), _("Siste dag"), _("Fra kl."), _("Til kl."), _c("årshjulet", "Hva"), _("Tittel"), _("Nettverk"),
        _("Bydel"), _("Nr. i serien"), _("Sted"), _("Ansvarlig"), _("Fase"), _("Status"), _("Notat"),
    ]  # fmt: skip
    return header, [
        [
            entry.day, entry.last_day, entry.starts_at, entry.ends_at, kind_name(entry.kind), entry.title,
            entry.network, entry.district, entry.number or None, entry.place, entry.owner,
            phase_name(entry.phase) if entry.phase else "", _state(entry), entry.note,
        ]
        for entry in year_entries(store, extent)
    ]  # fmt: skip


def _state(entry: Entry) -> str:
    if entry.cancelled:
        return _("avlyst")
    if not entry.done:
        return ""
    return _("holdt") if entry.of in {EntryOf.GATHERING, EntryOf.MEETING} else _("gjort")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
