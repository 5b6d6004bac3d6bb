"""The list of who has another table after a repair, opened as a PDF to be printed and put on the door."""

from __future__ import annotations

import atexit
import shutil
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject

from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts import handouts
from nettverk.services.lane import Report
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.workspace import Workspace


def open_changes(workspace: Workspace, owner: QObject) -> None:
    """Make the PDF and open it in this machine's reader; says so in words where nothing has changed."""
    gathering = workspace.gathering
    if gathering is None:
        return

    def job(report: Report) -> Path:
        draft = report.on_lane(lambda store: handouts.draft(store, gathering.id, DocumentKind.GROUP_CHANGES))
        handout = handouts.draw(draft, cancelled=report.cancelled)
        folder = Path(mkdtemp(prefix="nettverk-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # names are not left where files of the moment lie
        path = folder / handout.file_name
        handouts.save(handout.data, path)
        return path

    def there(path: Path) -> None:
        open_outside(workspace, path)

    workspace.lane.work(job, there, owner, _("Lager liste over nye bord"), failed=workspace.say)
