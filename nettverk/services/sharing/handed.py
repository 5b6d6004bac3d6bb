"""What a job of the command line has done by the window that has the file open, and what the window answers.

Both are plain data, as JSON has it: they go through a file between two processes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from nettverk.domain.data_tables import ExportFormat, Extent
from nettverk.domain.errors import BadInput, Expected
from nettverk.i18n import _
from nettverk.services.export import files
from nettverk.services.sharing import exchange, joining, lending
from nettverk.services.sharing.exchange import Synced
from nettverk.services.sharing.place import OnLane, as_it_stands, is_server

Told = Mapping[str, Any]
"""What is answered; ``sentence`` and ``code`` where it could not be done."""


class Handed(StrEnum):
    """What can be asked for."""

    INIT = "init"
    SYNC = "sync"
    STOP = "stop"
    LEND = "lend"
    CALENDAR = "calendar"


def begin(on_lane: OnLane, place: str, organisation: str) -> Told:
    """Share the open file over a place; a server is set up first where it lacks something.

    Raises:
        Expected: the place cannot be used, or another file is shared there.
    """
    if is_server(place) and (organisation or joining.needs_set_up(place)):
        joining.set_up_server(on_lane, place, organisation)
    begun = joining.begin(on_lane, place)
    return {"place": begun.place, "machines": list(begun.machines)}


def stop(on_lane: OnLane) -> Told:
    """Share the open file no more.

    Raises:
        BadInput: it is not shared.
    """
    return {"place": on_lane(joining.stop)}


def lend(on_lane: OnLane, gathering_id: str, out: str, tables: list[int]) -> Told:
    """Write a file to take along; with everything where no gathering is named.

    Raises:
        Expected: it cannot be written.
    """
    path = Path(out)
    lent = on_lane(
        lambda store: (
            lending.lend(store, gathering_id, path, tables=tables) if gathering_id else lending.lend_all(store, path)
        )
    )
    return {
        "file": str(lent.path), "gathering": lent.gathering_id, "tables": list(lent.tables), "answers": lent.answers,
        "all": not lent.gathering_id, "open_to_all": lent.open_to_all,
    }  # fmt: skip


def calendar(on_lane: OnLane, extent: Extent) -> Told:
    """Keep what goes out to a calendar now, so that the next one calls off what is gone by then.

    Raises:
        Expected: it cannot be kept, or the gathering or the network is gone.
    """
    on_lane(lambda store: files.keep(store, files.read(store, ExportFormat.ICS, (), extent)))
    return {}


def synced(came: Synced) -> Told:
    """What came of an exchange."""
    return {
        "said": sum(brought.said for brought in came.brought),
        "rows": sum(brought.rows for brought in came.brought),
        "names_gone": sum(brought.names_gone for brought in came.brought),
        "machines_in": sorted({name for brought in came.brought for name in brought.writers}),
        "told": list(exchange.words(came)),
        "sent": came.sent,
        "unfinished": came.unfinished,
        "troubles": list(came.troubles),
    }


def in_vain(sentence: str, code: int = 1) -> Told:
    """That it could not be done, and why."""
    return {"sentence": sentence, "code": code}


def done(on_lane: OnLane, job: Told) -> Told:
    """Do what is asked for; never raises what the world does: says it. The window itself exchanges afterwards."""
    todo: dict[str, Callable[[], Told]] = {
        Handed.SYNC: lambda: {"place": on_lane(as_it_stands).place},
        Handed.INIT: lambda: begin(on_lane, str(job["place"]), str(job["organisation"])),
        Handed.STOP: lambda: stop(on_lane),
        Handed.CALENDAR: lambda: calendar(
            on_lane,
            Extent(str(job["gathering"]), str(job["network"]), None if job["year"] is None else int(job["year"])),
        ),
        Handed.LEND: lambda: lend(on_lane, str(job["gathering"]), str(job["out"]), [int(n) for n in job["tables"]]),
    }
    try:
        what = todo.get(str(job.get("job", "")))
        if what is None:
            raise BadInput(_("Vinduet som har fila åpen, er en annen versjon av Nettverk. Lukk det, og prøv igjen."))
        return what()
    except Expected as fault:
        return in_vain(fault.sentence, fault.code)
