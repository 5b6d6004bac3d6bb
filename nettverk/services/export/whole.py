"""Everything out: the whole database as one JSON file that any tool can read, with nothing left behind."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from nettverk import __version__
from nettverk.domain.errors import Expected, exit_code, reason
from nettverk.domain.versions import Stored
from nettverk.i18n import _
from nettverk.storage import migrate, whole_files
from nettverk.storage.faults import said
from nettverk.storage.store import Row, Store
from nettverk.storage.versions import moment, readable, second


def tables(store: Store) -> tuple[str, ...]:
    """The tables that hold what people have put in, in alphabetical order."""
    rows = store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return tuple(row["name"] for row in rows if not row["name"].startswith(("sqlite_", "_")))


def counts(store: Store) -> dict[str, int]:
    """How many rows each of them has."""
    return {name: store.value(f'SELECT count(*) FROM "{name}"') for name in tables(store)}


def write(store: Store, file: IO[str], progress: Callable[[float, str], None] | None = None) -> dict[str, int]:
    """Write the whole database as JSON to an open file; returns how many rows of each table were written."""
    tell = progress or (lambda done, text: None)
    names = tables(store)
    written: dict[str, int] = {}
    # Written piece by piece: the slides alone can be hundreds of megabytes, and need not stand in memory at once.
    file.write(f'{{"nettverk": {_json(__version__)}, "made_at": {_json(store.stamp())}')
    file.write(f', "schema": {_json(migrate.applied(store.connection))}, "tables": {{')
    for number, name in enumerate(names):
        tell(number / len(names), name)
        file.write(f"{',' if number else ''}\n{_json(name)}: [")
        written[name] = _table(file, store, name)
        file.write("]")
    file.write("\n}}\n")
    tell(1.0, _("Ferdig"))
    return written


def to_file(store: Store, path: Path, progress: Callable[[float, str], None] | None = None) -> dict[str, int]:
    """Write the whole database as JSON; the file is there when it is whole, or not at all.

    Returns:
        how many rows of each table were written.

    Raises:
        Expected: the file cannot be written.
    """
    try:
        with whole_files.aside(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
            written = write(store, file, progress)
    except OSError as fault:
        raise Expected(
            _("Får ikke lagret {file}: {reason}. Velg en annen mappe. Nettverk-fila er ikke endret.").format(
                file=path, reason=reason(fault)
            ),
            code=exit_code(fault),
        ) from fault
    return written


def _table(file: IO[str], store: Store, name: str) -> int:
    count = 0
    for count, row in enumerate(_rows(store, name), start=1):
        file.write(f"{',' if count > 1 else ''}\n  {row}")
    return count


def _rows(store: Store, name: str) -> Iterator[str]:
    with said(store.path):
        for row in store.connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2'):
            values = dict(_pairs(row))
            if name == "entries":
                values |= _versions(row)
            yield _json({key: _plain(value) for key, value in values.items()})


def _versions(row: Row) -> dict[str, object]:
    """How an entry read before, oldest first; in the database it stands as differences that only we can read.

    Where a sitting has been thinned, ``span`` says how many seconds of it a version stands for.
    """
    *before, now = readable(row["earlier"], second(row["at"]), row["data"])
    earlier = [{"at": moment(version.second), "data": version.data, **_span(version)} for version in before]
    return {"earlier": earlier, **_span(now)}


def _span(version: Stored) -> dict[str, int]:
    return {} if version.span is None else {"span": version.span}


def _pairs(row: Row) -> Iterator[tuple[str, object]]:
    return zip(row.keys(), row, strict=True)


def _plain(value: object) -> object:
    # Slides are kept as they came; JSON has no bytes, so they go as base64.
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
