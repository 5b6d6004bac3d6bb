"""The code on a unit's return sheet, typed where the tables' codes are: to that unit's copy, ready to write in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from nettverk.domain.changes import Changes
from nettverk.domain.sheet_papers import read_unit_code
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who
from nettverk.services import returned_sheets
from nettverk.services.database import Store
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.reading import Known


def take_returned(
    workspace: Workspace, reader: GatheringReader[Known], text: str, go: Callable[[str, Respondent], None]
) -> bool:
    """Go to the copy of the unit whose code was typed; whether it was such a code.

    Args:
        go: shows somebody's copy of a sheet, by the id of its use.
    """
    code, gathering = read_unit_code(text), workspace.gathering
    if not code or gathering is None:
        return False
    read_files: list[str] = []

    def job(store: Store) -> Changes:
        read_files.append(returned_sheets.unit_of(store, code))
        return returned_sheets.take_in(store, gathering.id)

    def then(changes: Changes) -> None:
        who = Respondent(Who.UNIT, unit_id=read_files[0])
        # The rooms hear of the sheet right after this, and read it; its copy is there when that is shown.
        QTimer.singleShot(0, reader, lambda: reader.when_read(lambda: go(changes.made, who)))

    workspace.lane.change(job, then, reader, failed=workspace.say)
    return True
