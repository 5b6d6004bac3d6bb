"""Whether a database is well: SQLite's own checks, and what our own rules promise beyond them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.participants import Attendance
from nettverk.i18n import _, _n
from nettverk.storage import migrate
from nettverk.storage.faults import damaged, said
from nettverk.storage.store import Store

# A damaged file can have thousands of faults; five say as much.
MOST_DETAILS = 5


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found.

    Attributes:
        complaints: sentences on what is wrong; none when the database is well.
        notes: what is worth knowing but not wrong.
        details: what SQLite says about a damaged file, in its own words.
    """

    complaints: tuple[str, ...]
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether the database can be worked in as it is; notes do not count."""
        return not self.complaints


def check(store: Store, progress: Callable[[float, str], None] | None = None) -> Health:
    """Look through the whole database; nothing is changed."""
    tell = progress or (lambda done, text: None)
    try:
        with said(store.path):
            tell(0.0, _("Ser på fila"))
            broken = _file(store)
            if broken:
                return Health((damaged(store.path.name if store.path else ""),), details=broken)
            # The rules below are those of the newest schema.
            if migrate.pending(store.connection):
                return Health(
                    (), (_("Fila er fra en eldre utgave. Den blir oppdatert neste gang den åpnes i programmet."),)
                )
            tell(0.4, _("Ser på sammenhengene"))
            complaints = [*_references(store), *_seating(store), *_replacements(store)]
            tell(0.7, _("Ser på det som er sagt"))
            complaints += _entries(store)
            tell(1.0, _("Ferdig"))
    except Expected as fault:
        return Health((fault.sentence,))
    return Health(tuple(complaints))


def _file(store: Store) -> tuple[str, ...]:
    said = [row[0] for row in store.rows(f"PRAGMA integrity_check({MOST_DETAILS})")]
    return () if said == ["ok"] else tuple(said)


def _references(store: Store) -> Iterator[str]:
    broken: dict[tuple[str, str], int] = {}
    for row in store.rows("PRAGMA foreign_key_check"):
        broken[row[0], row[2]] = broken.get((row[0], row[2]), 0) + 1
    for (table, other), count in broken.items():
        what = _n("{n} rad peker på noe som ikke finnes", "{n} rader peker på noe som ikke finnes", count)
        yield f"{what}: {table} → {other}."


def _seating(store: Store) -> Iterator[str]:
    elsewhere = store.value(
        "SELECT count(*) FROM seats AS s JOIN group_tables AS t ON t.id = s.table_id JOIN groupings AS g"
        " ON g.id = s.grouping_id JOIN participants AS p ON p.id = s.participant_id"
        " WHERE t.grouping_id <> s.grouping_id OR p.gathering_id <> g.gathering_id"
    )
    if elsewhere:
        yield _n(
            "{n} plass er ved et bord eller i en samling den ikke hører til.",
            "{n} plasser er ved bord eller i samlinger de ikke hører til.",
            elsewhere,
        )
    strangers = store.value(
        "SELECT count(*) FROM groupings AS g JOIN parts AS p ON p.id = g.part_id WHERE p.gathering_id <> g.gathering_id"
    )
    if strangers:
        yield _n(
            "{n} gruppering hører til en del i en annen samling.",
            "{n} grupperinger hører til deler i andre samlinger.",
            strangers,
        )


def _replacements(store: Store) -> Iterator[str]:
    wrong = store.value(
        # Few name what they replace, so those are looked up for each entry, and not the other way round.
        "WITH naming AS MATERIALIZED (SELECT * FROM entries WHERE replaces IS NOT NULL)"
        " SELECT count(*) FROM entries AS old CROSS JOIN naming AS e ON e.replaces = old.id"
        " WHERE (old.kind, old.gathering_id, old.object) <> (e.kind, e.gathering_id, e.object) OR old.id = e.id"
    )
    if wrong:
        yield _n(
            "{n} notat retter noe annet enn det handler om.",
            "{n} notater retter noe annet enn det de handler om.",
            wrong,
        )


def _entries(store: Store) -> Iterator[str]:
    # Entries hold their content as JSON, which no foreign key guards.
    units = {row[0] for row in store.rows("SELECT id FROM units")}
    unreadable = homeless = 0
    for row in store.connection.execute("SELECT kind, data FROM entries WHERE kind <> 'rundown'"):
        data = json.loads(row["data"])
        if not _readable(row["kind"], data):
            unreadable += 1
        elif row["kind"] == EntryKind.COMMITMENT and data["unit"] not in units:
            homeless += 1
    if unreadable:
        yield _n("{n} notat kan ikke leses.", "{n} notater kan ikke leses.", unreadable)
    if homeless:
        yield _n(
            "{n} tiltak hører til en enhet som ikke finnes.", "{n} tiltak hører til enheter som ikke finnes.", homeless
        )


def _readable(kind: str, data: object) -> bool:
    """Whether an entry holds what the windows will ask it for."""
    if not isinstance(data, dict):
        return False
    match kind:
        case EntryKind.REFLECTION:
            # Older programs said part, table and question here as well as in what it is about.
            words = (data.get("part", ""), data.get("question", ""), data.get("text"))
            return all(isinstance(word, str) for word in words) and isinstance(data.get("table", 0), int)
        case EntryKind.COMMITMENT:
            said = isinstance(data.get("unit"), str) and isinstance(data.get("what"), str)
            return said and data.get("status") in set(CommitmentStatus)
        case EntryKind.ATTENDANCE:
            return data.get("status") in set(Attendance)
        case _:
            return True  # of a kind that a newer program knows: nothing that ours could say anything about
