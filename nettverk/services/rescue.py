"""Nothing typed is dropped: what a database cannot take is kept in a file, and put back when the database is opened.

``Keeper`` writes the file off the thread of the windows, as soon as storing fails. ``come_back`` puts everything back
where it belongs. What stands there meanwhile is never overwritten in silence: both are kept.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from nettverk.domain import plain_json
from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.errors import BadInput, Expected, reason
from nettverk.domain.ids import new_id
from nettverk.domain.rescue import Fate, Homecoming, Kept, Returned
from nettverk.domain.typed import (
    Typed,
    TypedAnswer,
    TypedCommitment,
    TypedField,
    TypedNewcomer,
    TypedSheet,
    TypedSheetAnswer,
    TypedSheetText,
    Value,
    plain,
    plain_values,
    read,
    read_values,
    texts,
)
from nettverk.services.places import address
from nettverk.services.standing import standing
from nettverk.services.typed import LONG, place_of, plain_place, store_typed
from nettverk.storage import rescue as files
from nettverk.storage.store import Store

__all__ = ["Keeper", "choose", "come_back", "dismiss", "identity", "plain_place"]

_FORMAT = 1


def identity(store: Store) -> str:
    """What tells this database and its copies from others: whoever wrote in it first; empty for a new one."""
    return str(store.value("SELECT id FROM machines ORDER BY made_at, id LIMIT 1") or "")


# --- keeping ---


class Keeper:
    """Writes the rescue files of this run of the program, the newest state of each, in a thread that ends when idle.

    Attributes:
        path: where the last one was written; None before that, and where no place took it.
        fault: why no place took it; empty while all is well.
    """

    def __init__(self) -> None:
        self.path: Path | None = None
        self.fault = ""
        self._session = new_id()
        self._wanted: dict[str, tuple[str, tuple[Kept, ...]]] = {}
        self._written: set[str] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, database: str, identity: str, kept: Sequence[Kept]) -> None:
        """Keep exactly this for a database from now on; nothing takes its file away."""
        with self._lock:
            if not kept and database not in self._written and database not in self._wanted:
                return
            self._wanted[database] = (identity, tuple(kept))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="nettverk-rescue", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until everything asked for is written; whether it is, and safely so."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return (thread is None or not thread.is_alive()) and not self.fault

    def let_go(self, database: str) -> None:
        """Think no more of a database's file, which somebody else takes care of now."""
        self.wait(1.0)
        with self._lock:
            self._written.discard(database)

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    return
                database, (identity, kept) = self._wanted.popitem()
            self._write(database, identity, kept)

    def _write(self, database: str, identity: str, kept: tuple[Kept, ...]) -> None:
        name, path = files.file_name(database, self._session), Path(database) if database else None
        if not kept:
            files.remove(path, name)
            self._written.discard(database)
            self.fault = ""
            return
        self._written.add(database)
        try:
            self.path = files.write(path, name, _form(database, identity, kept))
            self.fault = ""
        except OSError as fault:
            self.path, self.fault = None, reason(fault)


def _form(database: str, identity: str, kept: Sequence[Kept]) -> str:
    rows = [
        {
            "typed": plain(row.typed),
            "at": row.at,
            "before": None if row.before is None else plain_values(dict(row.before)),
            "place": row.place,
            "set_aside": row.set_aside,
        }
        for row in kept
    ]
    whole = {"format": _FORMAT, "database": database, "identity": identity, "kept": rows}
    # In plain letters and not in escapes, so that whoever looks for a name in the files of this machine finds it.
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _read(text: str | None) -> tuple[str, str, tuple[Kept, ...]] | None:
    """Database, identity and content of a rescue file; None where it makes no sense."""
    try:
        data = plain_json.parse(text or "")
        if data["format"] != _FORMAT:
            return None
        kept = []
        for row in data["kept"]:
            typed = read(row["typed"])
            if typed is None:
                return None  # whole or not at all: the file is put aside for somebody to look at
            before = read_values(row["before"])
            kept.append(Kept(typed, str(row["at"]), before, str(row["place"]), bool(row["set_aside"])))
        return str(data["database"]), str(data["identity"]), tuple(kept)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


# --- coming back ---


def come_back(store: Store) -> Homecoming:
    """Put back what is kept for this database; what cannot be put back stays in its file, to be shown.

    Files that belong to other databases are left alone. A file that makes no sense gets another name.
    """
    here, who = address(store.path), identity(store)
    changes, returned, damaged, trouble = NOTHING, [], [], ""
    for file in files.found(store.path):
        content = _read(file.text)
        if content is None:
            damaged.append(str(files.put_damaged_aside(file.path)))
            continue
        database, whose, kept = content
        moved_here = bool(whose) and whose == who and not Path(database).exists()
        if not here or (database != here and not moved_here):
            continue
        rest = []
        for row in kept:
            fate = _put_back(store, row)
            changes |= fate[1]
            trouble = trouble or fate[2]
            returned.append(fate[0])
            if fate[0].fate in {Fate.OTHER, Fate.HOMELESS, Fate.WAITING}:
                rest.append(fate[0].kept)
        _leave(file.path, here, who, rest, was=kept)
    return Homecoming(changes, tuple(returned), tuple(damaged), who, trouble)


def _leave(path: Path, database: str, identity: str, rest: Sequence[Kept], *, was: Sequence[Kept]) -> None:
    """What a file still has to say; one with nothing left goes away."""
    try:
        if not rest:
            path.unlink()
        elif list(rest) != list(was):
            files.rewrite(path, _form(database, identity, rest))
    except (OSError, sqlite3.Error):
        return  # it can only be read: next time the same text is found where it belongs, and nothing happens


def _put_back(store: Store, kept: Kept) -> tuple[Returned, Changes, str]:
    """The fate of one text, what changed, and why it could not be stored."""
    try:
        now = standing(store, kept.typed)
        if now is None:
            return Returned(kept, Fate.HOMELESS), NOTHING, ""
        kept = Kept(kept.typed, kept.at, kept.before, place_of(store, kept.typed), kept.set_aside)
        mine = texts(kept.typed)
        if _same(now, mine):
            return Returned(kept, Fate.SAME), NOTHING, ""
        merged = _united(now, mine, kept.before)
        if merged is None:
            return Returned(kept, Fate.OTHER, _in_words(now)), NOTHING, ""
        if _same(now, merged):
            return Returned(kept, Fate.SAME), NOTHING, ""
        changes = store_typed(store, _with(kept.typed, merged))
    except BadInput as refused:
        return Returned(kept, Fate.HOMELESS, refused.sentence), NOTHING, ""
    except Expected as fault:
        return Returned(kept, Fate.WAITING), NOTHING, fault.sentence
    return Returned(kept, Fate.BACK if _same(merged, mine) else Fate.BOTH), changes, ""


def _united(now: dict[str, Value], mine: dict[str, Value], before: object) -> dict[str, Value] | None:
    """What should stand there, field by field; None where two values cannot both stand."""
    was = before if isinstance(before, dict) else {}
    whole: dict[str, Value] = {}
    for name, value in mine.items():
        here = now.get(name)
        if here == value or (name in was and _alike(here, was[name])) or _alike(here, ""):
            whole[name] = value  # nobody has changed it since
        elif name in was and _alike(value, was[name]):
            whole[name] = here  # it was not this field that was typed in
        elif isinstance(here, str) and isinstance(value, str):
            if here.strip() in value:
                whole[name] = value
            elif value.strip() in here:
                whole[name] = here
            elif name in LONG:
                whole[name] = f"{here.rstrip()}\n\n{value.lstrip()}"
            else:
                return None
        elif value is None:
            whole[name] = here
        else:
            return None
    return whole


def _alike(one: Value, other: Value) -> bool:
    return one == other or (not one and not other)


def _same(one: dict[str, Value], other: dict[str, Value]) -> bool:
    return all(_alike(one.get(name), value) for name, value in other.items())


def _with(typed: Typed, values: dict[str, Value]) -> Typed:
    """The same place with other values."""
    from dataclasses import replace

    match typed:
        case TypedField(field=field):
            return replace(typed, value=values[field])
        case TypedSheet() | TypedSheetAnswer() | TypedSheetText() | TypedCommitment() | TypedAnswer() | TypedNewcomer():
            return replace(typed, **values)  # type: ignore[arg-type]
        case _:
            return typed


def _in_words(values: dict[str, Value]) -> str:
    return "\n".join(str(value) for value in values.values() if value not in {None, ""})


# --- deciding ---


def choose(store: Store, kept: Kept) -> Changes:
    """Let a kept text stand instead of what stands there, and forget that it was kept."""
    changes = store_typed(store, kept.typed)
    dismiss(store, kept)
    return changes


def dismiss(store: Store, kept: Kept) -> None:
    """Let a kept text go: somebody has seen it and needs it no more."""
    here = address(store.path)
    for file in files.found(store.path):
        content = _read(file.text)
        if content is not None and content[0] == here:
            rest = [row for row in content[2] if (row.typed, row.at) != (kept.typed, kept.at)]
            _leave(file.path, here, content[1], rest, was=content[2])
