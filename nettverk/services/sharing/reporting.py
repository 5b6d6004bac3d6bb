"""How everything stands now, for a server's report tools: every row of every shared table, and views that read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from nettverk.domain.journal.model import SAID, Shapes, Value, key_text
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.store import Store

_NUL = re.compile(r"\0|(?<!\\)((?:\\\\)*)\\u0000")
_STEPS = 4
"""References to follow from a row to the network it belongs to; more are none."""


def rows(store: Store) -> Iterator[tuple[str, str, str | None, str]]:
    """Every row as (table, key, network, values as JSON); of what was said, what counts now. Files are left out."""
    known = shapes(store.connection)
    for table, shape in known.items():
        source = "current_entries" if table == SAID else f'main."{table}"'
        network = _network(known, table, "r")
        cursor = store.connection.execute(f"SELECT r.*, {network} AS _network FROM {source} AS r")
        names = [column[0] for column in cursor.description]
        for stored_row in cursor:
            row = dict(zip(names, tuple(stored_row), strict=True))
            of = row.pop("_network")
            values = {name: _storable(value) for name, value in row.items() if not isinstance(value, bytes)}
            yield table, key_text([row[name] for name in shape.keys]), of, json.dumps(values, ensure_ascii=False)


def _storable(value: Value) -> Value:
    """A value without the letter NUL, also as JSON writes it, which PostgreSQL keeps in no text."""
    return _NUL.sub(r"\1", value) if isinstance(value, str) else value


def views(store: Store) -> list[tuple[str, str]]:
    """A view for each table with its columns as they are called here, as (name, what it selects)."""
    statements = []
    for table, shape in shapes(store.connection).items():
        kinds = {row[1]: row[2] for row in store.rows(f'PRAGMA table_info("{table}")')}
        left_out = {"earlier", "replaces"} if table == SAID else set()
        columns = [
            f"(vals ->> '{name}'){'::bigint' if kinds[name] == 'INTEGER' else ''} AS \"{name}\""
            for name in shape.columns
            if kinds[name] != "BLOB" and name not in left_out
        ]
        statements.append((table, f"SELECT {', '.join(columns)} FROM nettverk.state WHERE tbl = '{table}'"))
    said = (
        "SELECT vals ->> 'gathering_id' AS gathering_id, vals ->> 'kind' AS kind, vals ->> 'object' AS object,"
        " (vals ->> 'at')::timestamptz AS at, (vals ->> 'data')::jsonb ->> 'text' AS text,"
        f" (vals ->> 'data')::jsonb AS data FROM nettverk.state WHERE tbl = '{SAID}'"
    )
    return [*statements, ("said", said)]


def _network(known: Shapes, table: str, side: str, steps: int = _STEPS) -> str:
    """SQL for the network that a row belongs to, by the shortest way; NULL where it belongs to none."""
    if table == "networks":
        return f"{side}.id"
    ways: Mapping[str, str] = {each.column: each.table for each in known[table].references}
    own = next((column for column, other in ways.items() if other == "networks"), "")
    if own:
        return f"{side}.{own}"
    facts = []
    for column, other in ways.items() if steps else ():
        inner = _network(known, other, f"p{steps}", steps - 1) if other in known and other != table else "NULL"
        if inner != "NULL":
            facts.append(f'(SELECT {inner} FROM main."{other}" AS p{steps} WHERE p{steps}.id = {side}.{column})')
    return min(facts, key=len, default="NULL")
