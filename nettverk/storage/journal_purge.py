"""Names taken out of the journal too, so that what once stood in a row is not told by what was written down of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from functools import partial

from nettverk.domain.journal.model import SAID, Key, Value, Values
from nettverk.storage import journal, journal_parked, journal_text, texts, versions
from nettverk.storage.texts import Change, Spot

_NO_TEXT = ("_id", "_at", "_on")
_ROLE = {"role": ""}


def purge(
    connection: sqlite3.Connection, labels: Mapping[str, str], change: Change, blank: Callable[[bytes], bytes]
) -> None:
    """Let no row of the journal name people who have been removed; inside a transaction.

    Args:
        labels: what they are called from now on, by person id.
        change: what each text is to read instead.
        blank: what the bytes of a file that people have handed in are to be instead.
    """
    there = {row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
    for table in sorted(there & {*journal.TABLES, journal_parked.TABLE}):
        _purge_table(connection, table, labels, change, blank)


def _purge_table(
    connection: sqlite3.Connection,
    table: str,
    labels: Mapping[str, str],
    change: Change,
    blank: Callable[[bytes], bytes],
) -> None:
    keys = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})") if row[5]]
    on_list = {
        row[0]
        for id_ in labels
        for row in connection.execute("SELECT id FROM participants WHERE person_id = ?", (id_,))
    }

    # What a removal itself wrote says what they are called; on another machine that may be another number.
    removals: set[tuple[str, str]] = set()
    if table == "_journal":
        rows = connection.execute("SELECT key, tx FROM _journal WHERE tbl = 'removed_people'")
        removals = {(row[0], row[1]) for row in rows}

    def clean(key: Key, values: Values, tx: str) -> dict[str, Value]:
        new = {name: _clean(key, name, value, change, blank) for name, value in values.items()}
        if key[0] == SAID and isinstance(values.get("earlier"), bytes) and isinstance(values.get("data"), str):
            spot = Spot(SAID, str(values.get("object", "")), "data")
            new["data"], new["earlier"] = versions.reworded(
                bytes(values["earlier"] or b""),  # type: ignore[arg-type]  # looked at above
                str(values["data"]),
                partial(texts.rewritten, spot, change=change),
            )
        if key[0] == "people" and key[1] in labels and (key[1], tx) not in removals:
            known = {"given_name": labels[key[1]], "family_name": "", "email": "", "role": ""}
            new |= {name: value for name, value in known.items() if name in new}
        if key[0] == "participants" and (key[1] in on_list or values.get("person_id") in labels) and "role" in new:
            new |= _ROLE
        return new

    names = ", ".join(keys)
    where = " AND ".join(f"{name} = ?" for name in keys)
    for row in connection.execute(f"SELECT {names}, vals FROM {table}").fetchall():
        *place, text = tuple(row)
        key = (str(place[keys.index("tbl")]), str(place[keys.index("key")]))
        try:
            values, whole = journal_text.decoded(text)
        except ValueError:  # what cannot be read is let go, as nobody can say what stands in it
            connection.execute(f"DELETE FROM {table} WHERE {where}", place)
            continue
        tx = str(place[keys.index("tx")]) if "tx" in keys else ""
        whole = whole and {each: clean(each, of, tx) for each, of in whole.items()}
        new = journal_text.encoded(
            clean(key, values, tx), whole, journal_text.over_of(text), journal_text.upto_of(text)
        )
        if new != text:
            connection.execute(f"UPDATE {table} SET vals = ? WHERE {where}", (new, *place))


def _clean(key: Key, name: str, value: Value, change: Change, blank: Callable[[bytes], bytes]) -> Value:
    if isinstance(value, bytes):
        return blank(value) if key[0] == "slides" else value
    if not isinstance(value, str) or not value or key[0] in {"people", "removed_people"}:
        return value
    if name in {"id", "object", "at", "replaces"} or name.endswith(_NO_TEXT):
        return value
    return texts.rewritten(Spot(key[0], key[1], name), value, change)
