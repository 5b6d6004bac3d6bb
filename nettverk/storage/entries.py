"""Append-only entries: what is said on the day. A correction is a new entry that names the one it replaces.

What counts is said once, in SQL: the view ``current_entries``. What one machine says about one thing again and again
as one types, is one row: the newest version in ``data``, under the id it was given, and those before it in
``earlier``. Where another machine's entry comes in between there are several rows. ``settled`` makes the same rows of
what older programs wrote one by one, and of two copies of a file put together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from nettverk.domain.entries import EntryKind
from nettverk.domain.versions import Stored, apart, thinned
from nettverk.storage.journal import Mode
from nettverk.storage.store import Row, Store
from nettverk.storage.versions import continued, moment, packed, readable, reader_of, second, unpacked

# An older program wrote a row for each version of a text; so many of one thing are made one before it is written on.
_MANY = 20
_OF_OBJECT = "gathering_id = ? AND kind = ? AND object = ?"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of entries with its versions, oldest first; ``id``, ``at`` and ``number`` are the newest one's."""

    id: str
    machine_id: str
    number: int
    replaces: str | None
    at: str
    versions: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One version of something said: ``thinned`` where it is all that is kept of its time."""

    id: str
    at: str
    data: str
    machine: str
    thinned: bool

    def __getitem__(self, name: str) -> str:
        """A field by its name, as of the row it comes from."""
        return str(getattr(self, name))


def append(
    store: Store,
    kind: EntryKind,
    gathering_id: str,
    object_: str,
    data: Mapping[str, object],
    *,
    at: datetime | None = None,
) -> str:
    """Add an entry that replaces the current one for the same object; call inside ``store.change()``.

    Args:
        kind: what sort of thing was said.
        gathering_id: where it was said.
        object_: what it is about (see db/migrations/0001_start.sql).
        data: the content, as JSON can hold it.
        at: when it was said, now where left out.

    Returns:
        the entry's id.
    """
    # What was pressed is a series of events: none takes another's place.
    row = None if kind == EntryKind.RUNDOWN else _current(store, kind, gathering_id, object_)
    stamp = store.stamp() if at is None else at.isoformat(timespec="milliseconds")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if row is not None and row["machine_id"] == store.machine_id and _goes_on(kind, row["data"], text):
        with suppress(ValueError):  # of damage in what it read before: then it stays as it is, and a new row is begun
            return _go_on(store, kind, row, stamp, text)
    return store.insert(
        "entries", machine_id=store.machine_id, number=next_number(store), kind=kind, gathering_id=gathering_id,
        object=object_, replaces=row["id"] if row else None, at=stamp, data=text,
    )  # fmt: skip


def _go_on(store: Store, kind: str, row: Row, stamp: str, text: str) -> str:
    """Let a row of this machine's read as it is said now; returns its id, which is new."""
    where = (row["gathering_id"], kind, row["object"], row["id"])
    old = store.rows(f"SELECT earlier, replaces FROM entries WHERE {_OF_OBJECT} AND id = ?", *where)[0]
    before, after = Stored(second(row["at"]), row["data"]), Stored(second(stamp), text)
    earlier = continued(old["earlier"], before, after, kind)
    # Another machine's row that it replaces must stay replaced; else it names its own version before this one.
    stands = store.value(f"SELECT 1 FROM entries WHERE {_OF_OBJECT} AND id = ?", *where[:3], old["replaces"])
    id_ = store.new_id()
    replaces = old["replaces"] if stands else row["id"]
    store.connection.execute(
        "UPDATE entries SET id = ?, number = ?, replaces = ?, at = ?, data = ?, earlier = ?"
        f" WHERE {_OF_OBJECT} AND id = ?",
        (id_, next_number(store), replaces, stamp, text, earlier, *where),
    )
    return id_


def _goes_on(kind: str, before: str, after: str) -> bool:
    """Whether what is said next is the same telling, so that one row can hold both."""
    if kind == EntryKind.COMMITMENT:
        # What was answered at one gathering is to be found there also when more is answered at the next.
        return bool(json.loads(before).get("answered_in") == json.loads(after).get("answered_in"))
    if kind == EntryKind.SHEET_ANSWER:
        # What was said on one version of a sheet is to be read by it, also when a later version is answered.
        return bool(json.loads(before).get("version") == json.loads(after).get("version"))
    return kind == EntryKind.REFLECTION


def next_number(store: Store) -> int:
    """The running number of what this machine says next; inside ``store.change()``."""
    store.ensure_writer()
    sql = "UPDATE machines SET last_number = last_number + 1 WHERE id = ? RETURNING last_number"
    return int(store.value(sql, store.machine_id))


def _current(store: Store, kind: EntryKind, gathering_id: str, object_: str) -> Row | None:
    if store.value(f"SELECT count(*) FROM entries WHERE {_OF_OBJECT}", gathering_id, kind, object_) > _MANY:
        with suppress(ValueError):
            settle_object(store, gathering_id, kind, object_)
    return current(store, kind, gathering_id, object_)


def current(store: Store, kind: EntryKind, gathering_id: str, object_: str) -> Row | None:
    """The entry that counts for an object, by the rule of the view; None where nothing was said."""
    # The view gives one row at most. It is the newest but where a clock was wrong, so looked for from that end SQLite
    # finds it at once, however many times the text has been typed over.
    return store.one(
        "SELECT * FROM current_entries WHERE gathering_id = ? AND kind = ? AND object = ?"
        " ORDER BY at DESC, id DESC LIMIT 1",
        gathering_id, kind, object_,
    )  # fmt: skip


def history(store: Store, kind: EntryKind, gathering_id: str, object_: str) -> list[Said]:
    """Every version that is kept of an object, newest first, with the name its machine had.

    What replaces comes before what it replaces, also where a machine's clock was wrong; else the clock decides.
    """
    names = dict(tuple(row) for row in store.rows("SELECT id, name FROM machines"))
    standing = {line.id: line for line in lines(store, gathering_id, kind, object_, readable)}
    places: dict[str, tuple[str, int]] = {}  # id → (the latest clock up to there, how many versions it builds on)
    versions: list[tuple[tuple[str, int], int, Said]] = []
    for line in sorted(standing.values(), key=lambda line: (line.at, line.number, line.id)):
        chain = [line]
        while (below := standing.get(chain[-1].replaces or "")) is not None and below.id not in places:
            if below in chain:
                break
            chain.append(below)
        for link in reversed(chain):
            if link.id in places:
                continue
            latest, depth = places.get(link.replaces or "", ("", 0))
            for place, version in enumerate(link.versions, start=1):
                at = link.at if place == len(link.versions) else moment(version.second)
                latest, depth = max(latest, at), depth + 1
                said = Said(link.id, at, version.data, names.get(link.machine_id, ""), version.span is not None)
                versions.append(((latest, depth), link.number, said))
            places[link.id] = latest, depth
    versions.sort(key=lambda item: (item[0], item[1], item[2].id), reverse=True)
    return [said for _place, _number, said in versions]


# --- rows of one object, made as few as they can be ---


def unsettled(store: Store, gathering_id: str) -> list[tuple[str, str]]:
    """What has rows at a gathering that could be one, or names one that it took in, as (kind, object)."""
    rows = store.rows(
        "SELECT DISTINCT kind, object FROM entries AS e"
        " WHERE gathering_id = ? AND kind IN ('reflection', 'commitment', 'sheet_answer') AND replaces IS NOT NULL"
        " AND NOT EXISTS ("
        "  SELECT 1 FROM entries AS old WHERE old.gathering_id = e.gathering_id AND old.kind = e.kind"
        "   AND old.object = e.object AND old.id = e.replaces AND (old.machine_id <> e.machine_id"
        "   OR (e.kind = 'commitment' AND old.data ->> 'answered_in' IS NOT e.data ->> 'answered_in')"
        "   OR (e.kind = 'sheet_answer' AND old.data ->> 'version' IS NOT e.data ->> 'version')))",
        gathering_id,
    )
    return [(row["kind"], row["object"]) for row in rows]


def settle(store: Store, gathering_id: str) -> int:
    """Make one row of what each machine said about each thing at a gathering; inside ``store.change()``.

    What counts stays as it is. Returns how many rows fewer there are.
    """
    return sum(settle_object(store, gathering_id, *what) for what in unsettled(store, gathering_id))


def settle_object(store: Store, gathering_id: str, kind: str, object_: str) -> int:
    """The same for one thing; call inside ``store.change()``."""
    # Nothing is taken away by it that another file would have to hear of.
    with store.journal.mode(Mode.QUIET) if store.journal is not None else nullcontext():
        return _settle(store, gathering_id, kind, object_, ())


def take_in(store: Store, gathering_id: str, kind: str, object_: str, others: Iterable[Line]) -> None:
    """Put what another file has of one thing beside what stands here, in the fewest rows.

    Raises:
        ValueError: what one read before is damaged.
    """
    _settle(store, gathering_id, kind, object_, others)


def _settle(store: Store, gathering_id: str, kind: str, object_: str, others: Iterable[Line]) -> int:
    before = {line.id: line for line in lines(store, gathering_id, kind, object_)}
    after = {line.id: line for line in settled((*before.values(), *others), kind)}
    where = (gathering_id, kind, object_)
    for id_ in sorted(before.keys() - after.keys()):
        store.connection.execute(f"DELETE FROM entries WHERE {_OF_OBJECT} AND id = ?", (*where, id_))
    for id_, line in after.items():
        if id_ not in before:
            store.insert(
                "entries", id=id_, machine_id=line.machine_id, number=line.number, kind=kind,
                gathering_id=gathering_id, object=object_, replaces=line.replaces, at=line.at,
                data=line.versions[-1].data, earlier=packed(line.versions),
            )  # fmt: skip
        elif line != before[id_]:
            store.connection.execute(
                f"UPDATE entries SET replaces = ?, earlier = ? WHERE {_OF_OBJECT} AND id = ?",
                (line.replaces, packed(line.versions), *where, id_),
            )
    return len(before) - len(after)


def settled(together: Iterable[Line], kind: str) -> list[Line]:
    """The fewest lines that say the same of one object: a pure function of the set, whatever its order.

    A line takes in the one it replaces where the same machine said both. A line that another of its machine's tells
    already is left out. Sittings that are over are thinned. The lines of two copies of a file may be given together,
    settled or not, also the same line twice over.
    """
    # Of one line told twice the one that tells most stays, and of two that tell as much the one that is made small.
    standing = {line.id: line for line in sorted(together, key=_fullness)}
    _take_in(standing, kind)
    all_ = tuple(standing.values())
    _open_again(standing, all_)
    for line in all_:
        if any(_tells(other, line) for other in all_):
            del standing[line.id]
    replaced = {line.replaces for line in standing.values()}
    reader = reader_of(kind)
    return [
        replace(
            line,
            replaces=line.replaces if line.replaces in standing else None,
            versions=tuple(thinned(line.versions, reader, replaced=line.id in replaced)),
        )
        for line in standing.values()
    ]


def _fullness(line: Line) -> tuple[str, int, bool]:
    return line.id, len(line.versions), line.versions[-1].span is not None


def _take_in(standing: dict[str, Line], kind: str) -> None:
    """Let every line that its own machine replaced go into the one that replaces it, from the oldest on."""
    above: dict[str, list[str]] = defaultdict(list)
    for line in standing.values():
        below = standing.get(line.replaces or "")
        if below is None or below.machine_id != line.machine_id:
            continue
        if _goes_on(kind, below.versions[-1].data, line.versions[-1].data):
            above[below.id].append(line.id)
    taken = {up for ups in above.values() for up in ups}
    ready = [id_ for id_ in above if id_ not in taken]
    while ready:
        line = standing.pop(ready.pop())
        # Two where the same machine wrote on in two copies of a file: each then tells what came before.
        for up in above[line.id]:
            later = standing[up]
            # One that was typed on in has told it already, where a copy of the file still has it as it was.
            before = () if _tells(later, line) else line.versions
            standing[up] = replace(later, replaces=line.replaces, versions=(*before, *later.versions))
            if up in above:
                ready.append(up)


def _open_again(standing: dict[str, Line], all_: Sequence[Line]) -> None:
    """Let a sitting be whole where it went on in one copy and was over, and thinned, in another."""
    for line in all_:
        versions = line.versions
        for place in range(len(versions) - 2, -1, -1):
            end, after = versions[place : place + 2]
            if end.span is None or after.span is not None or apart(end, after):
                continue
            earlier_lines = [
                other
                for other in all_
                if (other.machine_id, other.versions[-1].span) == (line.machine_id, None)
                and other.number < line.number
                and end.covers(other.versions[-1].second)
            ]
            if not earlier_lines and end.span:
                continue  # what else was said in it is nowhere
            before = max(earlier_lines, key=lambda other: other.number).versions if earlier_lines else ()
            earlier = [each for each in versions[:place] if not before or each.second < before[0].second]
            versions = (*earlier, *before, replace(end, span=None), *versions[place + 1 :])
        if versions is not line.versions:
            standing[line.id] = replace(line, versions=versions)


def _tells(line: Line, other: Line) -> bool:
    """Whether all that the other line says is among what this one said earlier."""
    if line.machine_id != other.machine_id or line.number <= other.number:
        return False
    newest = other.versions[-1]
    if any(version.covers(newest.second) for version in line.versions):
        return True
    return any((version.second, version.data) == (newest.second, newest.data) for version in line.versions[:-1])


def lines(
    store: Store, gathering_id: str, kind: str, object_: str, versions: Callable[..., list[Stored]] = unpacked
) -> list[Line]:
    """Every row of an object with its versions.

    Raises:
        ValueError: what one read before is damaged (with ``readable`` for ``versions`` it is left out).
    """
    rows = store.rows(f"SELECT * FROM entries WHERE {_OF_OBJECT}", gathering_id, kind, object_)
    return [line_of(dict(row), versions) for row in rows]


def line_of(row: Mapping[str, Any], versions: Callable[..., list[Stored]] = unpacked) -> Line:
    """A row as a line.

    Raises:
        ValueError: as ``lines``.
    """
    return Line(
        row["id"], row["machine_id"], row["number"], row["replaces"], row["at"],
        tuple(versions(row["earlier"], second(row["at"]), row["data"])),
    )  # fmt: skip
