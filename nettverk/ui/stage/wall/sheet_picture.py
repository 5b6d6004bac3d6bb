"""A sheet or a way of working as it stands on the wall, as one picture: for whoever chooses, far from any stage."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from nettverk.domain.methods import Method
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import language
from nettverk.services import methods
from nettverk.services.sheets import faces
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.export import render


def sheet_picture(sheet: SheetDefinition, result: bool, size: QSize, dark: bool) -> QImage:
    """The first thing the hall sees of a sheet; a null picture where there is nothing to see.

    Args:
        result: what was said, with made-up answers, instead of what is asked.
        size: in pixels.
        dark: for a dim hall.
    """
    spoken = language()
    if result:
        state = faces.example_state(sheet, spoken)
        before = len(faces.walls(sheet, spoken, replace(state, answers=())))
        shown = faces.walls(sheet, spoken, state)[before:]
    else:
        shown = faces.walls(sheet, spoken)
    if not shown:
        return QImage()
    return render(shown[0], (size.width(), size.height()), Theme.load("dark" if dark else "light"))


def method_picture(method: Method, minutes: int, size: QSize, dark: bool) -> QImage:
    """The wall of a way of working in a part of so many minutes; arguments as in ``sheet_picture``."""
    wall = methods.wall(method, minutes, language())
    return render(wall, (size.width(), size.height()), Theme.load("dark" if dark else "light"))
