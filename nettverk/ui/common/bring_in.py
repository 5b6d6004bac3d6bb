"""The JSON of everything, from another machine or an older year, brought in as a database of its own and opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.lane import Report
    from nettverk.ui.common.files import Files
    from nettverk.ui.common.workspace import Workspace


def choose(workspace: Workspace, files: Files) -> None:
    """Ask for the file, and where its database is to lie."""
    from PySide6.QtWidgets import QFileDialog

    folder = str(workspace.lane.path.parent) if workspace.lane.path else ""
    pattern = f"JSON (*.json);;{_('Alle filer')} (*)"
    name, _filter = QFileDialog.getOpenFileName(files.window, _("Velg fila med alt (JSON)"), folder, pattern)
    if not name:
        return
    source = Path(name)
    target, _filter = QFileDialog.getSaveFileName(
        files.window, _("Ny Nettverk-fil"), str(source.with_suffix(".db")), f"{_('Nettverk-filer')} (*.db)"
    )
    if target:
        path = Path(target)
        bring_in(workspace, files, source, path if path.suffix else path.with_suffix(".db"))


def bring_in(workspace: Workspace, files: Files, source: Path, target: Path) -> None:
    """Make the database beside the windows, and open it when it is whole."""

    def job(report: Report) -> Path:
        from nettverk.services.export import whole_in

        def tell(done: float, text: str) -> None:
            report.check()
            report.progress(done, text)

        whole_in.bring_in(source, target, tell)
        return target

    workspace.lane.work(job, files.open, files, _("Henter alt"), failed=workspace.say)
