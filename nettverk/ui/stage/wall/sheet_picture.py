"""A sheet as it stands on the wall, as one picture: for whoever chooses among sheets, far from any stage."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.wall.walls import Line, Questions
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import language
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.export import render


def sheet_picture(sheet: SheetDefinition, result: bool, size: QSize, dark: bool) -> QImage:
    """The first thing the hall sees of a sheet; a null picture where there is nothing to see.

    Args:
        result: what was said, instead of what is asked.
        size: in pixels.
        dark: for a dim hall.
    """
    if result:
        return QImage()
    block = sheet.blocks[0]
    items = tuple(Line(str(number), item.label) for number, item in enumerate(block.items[:6], start=1))
    wall = Questions(
        ref=WallRef.questions(sheet.id), name=sheet.title, kicker=sheet.title, questions=((1, block.prompt),),
        steps=items, language=language(),
    )  # fmt: skip
    return render(wall, (size.width(), size.height()), Theme.load("dark" if dark else "light"))
