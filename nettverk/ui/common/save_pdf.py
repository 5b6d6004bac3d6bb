"""A paper that belongs to no room saved as PDF: where it is to lie is asked, and the work done beside the windows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.ui.common import remembered
from nettverk.ui.common.workspace import Workspace

_FOLDER = "papers/folder"


def ask_and_save(
    workspace: Workspace, host: QWidget, title: str, make: Callable[[Store], Handout],
    failed: Callable[[str], None] | None = None,
) -> None:  # fmt: skip
    """Ask where a paper is to lie, and save it; while a gathering is live, where the last one lay."""
    folder = remembered.folder(workspace.settings, _FOLDER) or Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    )
    path = folder / f"{safe_name(title)}.pdf"
    if not workspace.live:
        name, _filter = QFileDialog.getSaveFileName(host, _("Lagre som PDF"), str(path), _("PDF-filer") + " (*.pdf)")
        if not name:
            return
        path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
    save_to(workspace, host, path, make, failed)


def save_to(
    workspace: Workspace, owner: QWidget, path: Path, make: Callable[[Store], Handout],
    failed: Callable[[str], None] | None = None,
) -> None:  # fmt: skip
    """Save a paper in a file."""

    def job(report: Report) -> None:
        from nettverk.services.handouts import handouts

        handout: Handout = report.on_lane(make)
        handouts.save(handout.data, path)

    def saved(_nothing: None) -> None:
        workspace.settings.setValue(_FOLDER, str(path.parent))
        workspace.say(_("Lagret {file}.").format(file=path.name))

    workspace.lane.work(job, saved, owner, _("Lagrer"), failed=failed or workspace.say)
