"""What the program hands over to the machine's own: a file or a folder, opened by whatever opens such."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from nettverk.i18n import _
from nettverk.ui.common.workspace import Workspace


def open_outside(workspace: Workspace, path: Path) -> None:
    """Open it; where nothing on the machine can, say so and where it lies."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        words = _("Fant ikke noe program som åpner {file}. Den ligger i {folder}.")
        workspace.say(words.format(file=path.name, folder=path.parent))
