"""A sheet as it stands on the wall, as one picture: for whoever chooses among sheets, far from any stage."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.wall.sheet_walls import SheetProgress, SheetPrompt
from nettverk.i18n import language
from nettverk.services.sheets import faces
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.export import render


def sheet_picture(sheet: SheetDefinition, result: bool, size: QSize, dark: bool) -> QImage:
    """The first thing the hall sees of a sheet; a null picture where there is nothing to see.

    Args:
        result: what comes of it, with answers made up from the sheet itself, instead of what is asked.
        size: in pixels.
        dark: for a dim hall.
    """
    spoken = language()
    if result:
        walls = faces.walls(sheet, spoken, faces.example_state(sheet, spoken))
        wall = next((wall for wall in walls if not isinstance(wall, SheetPrompt | SheetProgress)), None)
    else:
        wall = faces.walls(sheet, spoken)[0]
    if wall is None:
        return QImage()
    return render(wall, (size.width(), size.height()), Theme.load("dark" if dark else "light"))
