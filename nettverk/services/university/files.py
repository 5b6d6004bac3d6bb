"""What goes to the university as files: one .csv for each table, a codebook, and everything in one .json."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.university import UniversityData, to_json
from nettverk.i18n import _
from nettverk.services.handouts.handouts import save

JSON_NAME = "nettverk-university.json"


def write(
    data: UniversityData,
    folder: Path,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Write all of it into a folder; all files, or none.

    Raises:
        BadInput: nobody has said yes, or the folder is a file.
        Expected: the folder cannot be written to.
        Cancelled: the user stopped it; nothing was written.
    """
    if not data.consented:
        raise BadInput(_("Ingen samling har sagt ja ennå. Spør på samlingen, og noter svaret først."))
    if folder.is_file():
        raise BadInput(_("Det blir flere filer. Velg en mappe."))
    from nettverk.exchange.csv_out import to_csv

    files: list[tuple[Path, bytes]] = []
    for number, table in enumerate(data.tables):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(number / len(data.tables), table.title)
        files.append((folder / f"{table.kind.value}.csv", to_csv(table)))
    files.append((folder / JSON_NAME, to_json(data)))
    if cancelled is not None and cancelled():
        raise Cancelled
    for path, content in files:
        save(content, path)
    return tuple(path for path, _content in files)
