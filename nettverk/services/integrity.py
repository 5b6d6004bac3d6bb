"""Whether a database is well: SQLite's own checks, the sums over the contents, and what our own rules promise."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from nettverk.domain.areas import Area, area_of, name_of
from nettverk.domain.between import PairKind
from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Cancelled, Expected
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.goals import GoalState
from nettverk.domain.participants import Attendance
from nettverk.domain.university import ConsentState
from nettverk.i18n import _, _n
from nettverk.storage import content_sums, migrate
from nettverk.storage.content_sums import Bucket
from nettverk.storage.faults import damaged, said
from nettverk.storage.store import Store

# A damaged file can have thousands of faults; five say as much.
MOST_DETAILS = 5


@dataclass(frozen=True, slots=True)
class AreaHealth:
    """How one area of the contents is.

    Attributes:
        area: which.
        whole: rows that are what the program wrote.
        doubtful: rows among which at least one is not.
        unreadable: whether some of it cannot be read at all.
    """

    area: Area
    whole: int
    doubtful: int = 0
    unreadable: bool = False

    @property
    def well(self) -> bool:
        """Whether all of it is whole."""
        return not self.doubtful and not self.unreadable


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found.

    Attributes:
        complaints: sentences on what is wrong; none when the database is well.
        notes: what is worth knowing but not wrong.
        details: what SQLite says about a damaged file, in its own words.
        areas: every area that holds something, where anything is wrong.
        changed: tables with other contents than the program wrote, where another program has written in the file.
    """

    complaints: tuple[str, ...]
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    areas: tuple[AreaHealth, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether the database can be worked in as it is; notes do not count."""
        return not self.complaints and not self.changed


def check(
    store: Store,
    progress: Callable[[float, str], None] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Health:
    """Look through the whole database; nothing is changed. May run beside other work, on a store of its own.

    Args:
        stop: asked often, from within SQLite too.

    Raises:
        Cancelled: ``stop`` said so.
    """
    tell = progress or (lambda done, text: None)
    store.connection.set_progress_handler(lambda: int(stop()), 50_000)
    try:
        return _checked(store, tell, stop)
    except Expected as fault:
        return Health((fault.sentence,))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
        if stop():
            raise Cancelled from None
        return Health((damaged(_name(store)),), details=(str(fault),))
    finally:
        store.connection.set_progress_handler(None, 0)


def accept(store: Store) -> None:
    """Take the contents as they are now for the right ones, after another program has changed them."""
    with store.change():
        if store.sums is not None:
            store.sums.count_anew(accept=True)


def said_of(health: Health) -> tuple[str, ...]:
    """What is damaged and what is whole, a line for each of the two, in the user's words; nothing where all is well."""
    if not health.areas:
        return ()
    hurt = [_hurt(area) for area in health.areas if not area.well]
    whole = [f"{name_of(area.area)} ({area.whole})" for area in health.areas if area.well]
    lines = []
    if hurt:
        lines.append(_("Skadet: {areas}.").format(areas=", ".join(hurt)))
    if whole:
        lines.append(_("Helt: {areas}.").format(areas=", ".join(whole)))
    return tuple(lines)


def _hurt(area: AreaHealth) -> str:
    if not area.doubtful:
        return name_of(area.area)
    return _("{area} (i {n} av {all})").format(area=name_of(area.area), n=area.doubtful, all=area.doubtful + area.whole)


def _checked(store: Store, tell: Callable[[float, str], None], stop: Callable[[], bool]) -> Health:
    with said(store.path):
        tell(0.0, _("Kontrollerer fila"))
        broken = _file(store)
        tell(0.4, _("Teller over innholdet"))
        contents = _contents(store, stop)
        if broken or contents.complaints:
            return replace(contents, complaints=(damaged(_name(store)),), details=broken or contents.details)
        # The rules below are those of the newest schema.
        if migrate.pending(store.connection):
            note = _("Fila er fra en eldre versjon. Den blir oppdatert neste gang den åpnes i programmet.")
            return replace(contents, notes=(*contents.notes, note))
        tell(0.7, _("Kontrollerer koblingene"))
        complaints = [*_references(store), *_seating(store), *_replacements(store)]
        tell(0.85, _("Kontrollerer det som er sagt"))
        complaints += _entries(store)
        tell(1.0, _("Ferdig"))
    return replace(contents, complaints=tuple(complaints))


def _name(store: Store) -> str:
    return store.path.name if store.path else ""


def _file(store: Store) -> tuple[str, ...]:
    said = [str(row[0]) for row in store.connection.execute(f"PRAGMA integrity_check({MOST_DETAILS})")]
    return () if said == ["ok"] else tuple(said)


# --- the contents against their sums ---


def _contents(store: Store, stop: Callable[[], bool]) -> Health:
    connection = store.connection
    sums = content_sums.stored(connection)
    if not sums:  # from before there were any
        return Health(())

    def pause() -> None:
        if stop():
            raise Cancelled

    unreadable: dict[str, str] = {}
    counted: dict[Bucket, content_sums.Sum] = {}
    tables = content_sums.shapes(connection)
    for table in tables:
        try:
            counted.update(content_sums.counted_anyhow(connection, table, pause))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as fault:
            if stop():
                raise Cancelled from None
            unreadable[table] = str(fault)
    missing = {bucket[0] for bucket in sums} - set(tables)
    either = {bucket for bucket in sums.keys() | counted.keys() if bucket[0] not in unreadable}
    wrong = {bucket for bucket in either if sums.get(bucket) != counted.get(bucket)}
    if not wrong and not unreadable:
        return Health(())
    areas = _areas(connection, sums, counted, wrong, {*unreadable, *missing})
    if unreadable or missing or not _others_wrote(store):
        return Health((damaged(_name(store)),), details=tuple(unreadable.values()), areas=areas)
    names = tuple(sorted({table for table, _bucket in wrong}))
    note = _(
        "Et annet program enn Nettverk har skrevet i fila, og dette er ikke som Nettverk skrev det: {tables}."
        " Er det slik det skal være, kjør nettverk check --accept. Hvis ikke, hent tilbake en sikkerhetskopi."
    ).format(tables=", ".join(names))
    return Health((), (note,), areas=areas, changed=names)


def _others_wrote(store: Store) -> bool:
    """Whether SQLite's count of the file's transactions tells of one that was not ours."""
    if content_sums.fact(store.connection, "other_writer"):
        return True
    counter = content_sums.fact(store.connection, "counter")
    now = content_sums.counter_of(store.path) if store.path is not None else -1
    return now >= 0 and counter != "" and counter != str(now)


def _areas(
    connection: sqlite3.Connection,
    sums: dict[Bucket, content_sums.Sum],
    counted: dict[Bucket, content_sums.Sum],
    wrong: set[Bucket],
    unreadable: set[str],
) -> tuple[AreaHealth, ...]:
    whole: Counter[Area] = Counter()
    doubtful: Counter[Area] = Counter()
    kinds = _kinds(connection) if "entries" not in unreadable else {}
    for bucket in sums.keys() | counted.keys():
        if bucket[0] in unreadable:
            continue
        rows = max(sums.get(bucket, content_sums.Sum(0, 0)).rows, counted.get(bucket, content_sums.Sum(0, 0)).rows)
        shares = kinds.get(bucket[1]) if bucket[0] == "entries" else None
        for area, count in (shares or {area_of(bucket[0]): rows}).items():
            (doubtful if bucket in wrong else whole)[area] += count
    torn = {area_of(table) for table in unreadable if table != "entries"}
    if "entries" in unreadable:
        torn |= {Area.REFLECTIONS, Area.COMMITMENTS, Area.ATTENDANCE, Area.RUNDOWN}
    return tuple(
        AreaHealth(area, whole[area], doubtful[area], area in torn)
        for area in Area
        if whole[area] or doubtful[area] or area in torn
    )


def _kinds(connection: sqlite3.Connection) -> dict[str, dict[Area, int]]:
    """How many entries of each area the buckets have."""
    by_kind: dict[str, dict[Area, int]] = {}
    try:
        rows = connection.execute(
            f"SELECT substr(id, 1, {content_sums.LETTERS}), kind, count(*) FROM entries GROUP BY 1, 2"
        ).fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return {}
    for bucket, kind, count in (tuple(row) for row in rows):
        area = area_of("entries", kind)
        shares = by_kind.setdefault(str(bucket), {})
        shares[area] = shares.get(area, 0) + count
    return by_kind


# --- what our own rules promise ---


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
            "{n} oppføring retter noe annet enn det den handler om.",
            "{n} oppføringer retter noe annet enn det de handler om.",
            wrong,
        )


def _entries(store: Store) -> Iterator[str]:
    # Entries hold their content as JSON, which no foreign key guards.
    units = {row[0] for row in store.rows("SELECT id FROM units")}
    unreadable = homeless = 0
    # After twenty years there are a hundred thousand: SQLite looks them through, and what it doubts is judged here.
    known = ", ".join(f"'{status}'" for status in Attendance)
    sound = (
        "CASE kind WHEN 'reflection' THEN json_type(data, '$.text') = 'text'"
        " AND coalesce(json_type(data, '$.part'), 'text') = 'text'"
        " AND coalesce(json_type(data, '$.question'), 'text') = 'text'"
        " AND coalesce(json_type(data, '$.table'), 'integer') = 'integer'"
        " WHEN 'tag' THEN json_type(data, '$.tag') = 'text' AND json_type(data, '$.on') = 'integer'"
        f" WHEN 'attendance' THEN json_extract(data, '$.status') IN ({known}) END"
    )
    doubted = f"kind <> 'rundown' AND NOT (json_valid(data) AND coalesce({sound}, 0))"
    for row in store.connection.execute(f"SELECT kind, data FROM entries WHERE {doubted}"):
        try:
            data = json.loads(row["data"])
        except ValueError:
            data = None
        if not _readable(row["kind"], data):
            unreadable += 1
        elif row["kind"] == EntryKind.COMMITMENT and data["unit"] not in units:
            homeless += 1
    if unreadable:
        yield _n("{n} oppføring kan ikke leses.", "{n} oppføringer kan ikke leses.", unreadable)
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
        case EntryKind.PAIRING:
            return all(isinstance(data.get(end), str) for end in ("one", "other")) and data.get("kind") in set(PairKind)
        case EntryKind.NEED:
            return isinstance(data.get("text"), str) and isinstance(data.get("dots", 0), int)
        case EntryKind.GOAL:
            return isinstance(data.get("text"), str) and data.get("state") in set(GoalState)
        case EntryKind.TAG:
            return isinstance(data.get("tag"), str) and isinstance(data.get("on"), int)
        case EntryKind.ATTENDANCE:
            return data.get("status") in set(Attendance)
        case EntryKind.THEME | EntryKind.PLACEMENT | EntryKind.PICTURE_NOTE:
            field = {EntryKind.THEME: "name", EntryKind.PLACEMENT: "theme"}.get(EntryKind(kind), "text")
            return isinstance(data.get(field), str)
        case EntryKind.KEPT_WORDING | EntryKind.GOOD_PRACTICE:
            return isinstance(data.get("on"), int)
        case EntryKind.CONSENT:
            return data.get("state") in set(ConsentState)
        case _:
            return True  # of a kind that a newer program knows: nothing that ours could say anything about
