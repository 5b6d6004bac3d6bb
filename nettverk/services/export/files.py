"""Tables and calendar as files: read on the database's own thread (``read``), written anywhere (``write``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.data_tables import CalendarEvent, DataTable, ExportFormat, Extent, TableKind, table_name
from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.file_names import safe_name
from nettverk.domain.year.days import year_name
from nettverk.i18n import _
from nettverk.services.export import calendar, calendar_told, tables
from nettverk.services.handouts.handouts import save
from nettverk.storage.store import Store


@dataclass(frozen=True, slots=True)
class Material:
    """What has been read to be written.

    Attributes:
        at: when, in UTC; for a calendar later than all that has gone out before.
        name: for a file that nobody has named, without its ending.
        events, calendar_name: for a calendar; ``tables`` for all other files.
        undated: gatherings that have no day, and so are in no calendar.
    """

    form: ExportFormat
    at: datetime
    name: str
    tables: tuple[DataTable, ...] = ()
    events: tuple[CalendarEvent, ...] = ()
    calendar_name: str = ""
    undated: int = 0

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has, or how many events the calendar has."""
        if self.form is ExportFormat.ICS:
            return {"events": len(self.events)}
        return {table.kind.value: len(table.rows) for table in self.tables}


class _File(NamedTuple):
    """Where one goes, what it is called while it is made, and what makes it."""

    path: Path
    name: str
    give: Callable[[], bytes]


def read(store: Store, form: ExportFormat, kinds: Sequence[TableKind], extent: Extent) -> Material:
    """What is wanted, of the gatherings that are meant.

    Raises:
        BadInput: no table is chosen, or the gathering or the network is gone.
    """
    at = store.now()
    if form is ExportFormat.ICS:
        events = calendar.events(store, extent)
        named = calendar.calendar_name(events, extent)
        undated = calendar.without_day(store, extent) if extent.year is None else 0
        at = calendar_told.moment(store)
        return Material(form, at, _name(store, named, extent), (), events, named, undated)
    if not kinds:
        raise BadInput(_("Velg minst én tabell."))
    title = table_name(kinds[0]) if len(kinds) == 1 else "Nettverk"
    return Material(form, at, _name(store, title, extent), tables.read(store, kinds, extent))


def keep(store: Store, material: Material) -> Changes:
    """Keep what goes out to a calendar, before it is written; of other files nothing need be kept."""
    if material.form is not ExportFormat.ICS:
        return NOTHING
    return calendar_told.keep(store, material.events, material.at)


def write(
    material: Material,
    path: Path,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Write it: one file, or for several tables as .csv one file each in the folder ``path``.

    Raises:
        Expected: it cannot be written there; what was there is as it was.
        Cancelled: the user stopped it; nothing was written.
    """
    ready: list[tuple[Path, bytes]] = []
    tell = progress or (lambda _done, _text: None)
    for number, file in enumerate(_wanted(material, path)):
        if cancelled is not None and cancelled():
            raise Cancelled
        tell(number / max(1, len(material.tables)), file.name)
        ready.append((file.path, file.give()))
    if cancelled is not None and cancelled():
        raise Cancelled
    for target, data in ready:
        save(data, target)
    tell(1.0, _("Ferdig"))
    return tuple(target for target, _data in ready)


def made(material: Material) -> bytes:
    """The one file that it is; of several as .csv the first."""
    return _wanted(material, Path())[0].give()


def is_folder(form: ExportFormat, kinds: Sequence[TableKind]) -> bool:
    """Whether what is written is several files, so that one chooses a folder for them."""
    return form is ExportFormat.CSV and len(kinds) > 1


def _wanted(material: Material, path: Path) -> list[_File]:
    match material.form:
        case ExportFormat.ICS:
            return [_File(path, material.calendar_name, partial(_calendar, material))]
        case ExportFormat.CSV:
            from nettverk.exchange.csv_out import to_csv

            alone = len(material.tables) == 1 and not path.is_dir()
            return [
                _File(path if alone else path / f"{safe_name(table.title)}.csv", table.title, partial(to_csv, table))
                for table in material.tables
            ]
        case _:
            return [_File(path, material.name, partial(_workbook, material))]


def _calendar(material: Material) -> bytes:
    from nettverk.exchange.calendar_out import to_ics

    return to_ics(material.events, material.calendar_name, material.at)


def _workbook(material: Material) -> bytes:
    from nettverk.exchange.tables_out import to_workbook

    return to_workbook(material.tables, material.at)


def _name(store: Store, title: str, extent: Extent) -> str:
    words = [title]
    if extent.gathering_id:
        row = store.one("SELECT title, held_on FROM gatherings WHERE id = ?", extent.gathering_id)
        words += [row["title"], row["held_on"] or ""] if row else []
    elif extent.network_id:
        words.append(str(store.value("SELECT name FROM networks WHERE id = ?", extent.network_id) or ""))
    if extent.year is not None:
        words.append(year_name(extent.year))
    return safe_name(" ".join(dict.fromkeys(word for word in words if word)))
