"""Drawing any wall: first what stands still, then the clock.

``PAINTERS`` is the one registry: a new kind of wall is its dataclass in ``domain/wall/walls``, a function that draws
it, and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.domain.wall import sheet_walls, theme_walls, walls, wheel_walls
from nettverk.domain.wall.walls import Face, Wall
from nettverk.i18n import using
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall import (
    bands,
    chrome,
    clocks,
    list_walls,
    name_walls,
    question_walls,
    sheet_changes,
    sheet_prompts,
    sheet_results,
    since_walls,
    table_walls,
    title_walls,
)
from nettverk.ui.stage.wall import theme_walls as theme_painting
from nettverk.ui.stage.wall import wheel_walls as wheel_painting
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.clocks import ClockPlace

W = TypeVar("W", bound=Wall)


@dataclass(frozen=True, slots=True)
class WallPainter:
    """How one kind of wall is drawn.

    Attributes:
        draw: draws the words of a wall of this kind on a page.
        count_pages: how many pages a wall of this kind takes on a canvas.
        clock: where its clock stands.
        bare: without the ground, the part's edge and the day's parts, which ``paint`` gives the others.
    """

    draw: Callable[[Canvas, Any, int], None]
    count_pages: Callable[[Canvas, Any], int]
    clock: ClockPlace
    bare: bool = False


def _single(draw: Callable[[Canvas, W], None], clock: ClockPlace = ClockPlace.HEADING) -> WallPainter:
    """A kind of wall that always has one page."""
    return WallPainter(lambda c, wall, _page: draw(c, wall), lambda _c, _wall: 1, clock)


def _paged(
    draw: Callable[[Canvas, W, int], None], split: Callable[[Canvas, W], Sequence[object]],
    clock: ClockPlace = ClockPlace.NOWHERE,
) -> WallPainter:  # fmt: skip
    """A list of as many pages as it needs; most lists have all the room, so there is no clock."""
    return WallPainter(draw, lambda c, wall: len(split(c, wall)), clock)


def _nothing(_c: Canvas, _wall: Wall) -> None:
    """Draw no words: the clock is all there is on this wall."""


def _black(c: Canvas, _wall: Wall, _page: int) -> None:
    c.painter.fillRect(c.whole(), Qt.GlobalColor.black)


PAINTERS: Mapping[type[Wall], WallPainter] = {
    walls.Welcome: _single(title_walls.welcome),
    walls.Agenda: _paged(list_walls.agenda, list_walls.agenda_pages),
    walls.Plenary: _single(title_walls.plenary),
    walls.Rest: _single(title_walls.rest),
    walls.Questions: _single(question_walls.questions),
    walls.Names: _paged(name_walls.names, name_walls.names_pages),
    walls.Tables: _paged(table_walls.tables, table_walls.tables_pages),
    walls.Method: WallPainter(
        question_walls.method, lambda c, wall: len(question_walls.method_pages(c, wall)), ClockPlace.HEADING
    ),
    walls.WayForward: _single(question_walls.way_forward),
    walls.Speaker: _single(title_walls.speaker),
    walls.Slides: WallPainter(_black, lambda _c, _wall: 1, ClockPlace.CORNER, bare=True),
    walls.Message: _single(title_walls.message, ClockPlace.NOWHERE),
    walls.BigClock: _single(_nothing, ClockPlace.WHOLE_WALL),
    walls.Black: WallPainter(_black, lambda _c, _wall: 1, ClockPlace.NOWHERE, bare=True),
    walls.SinceLast: _paged(since_walls.since_last, since_walls.since_last_pages),
    walls.Thanks: _single(title_walls.thanks, ClockPlace.NOWHERE),
    wheel_walls.WheelYear: _paged(wheel_painting.wheel_year, wheel_painting.wheel_pages),
    theme_walls.Themes: _paged(theme_painting.themes, theme_painting.themes_pages),
    sheet_walls.SheetPrompt: _paged(sheet_prompts.prompt, sheet_prompts.prompt_pages, ClockPlace.HEADING),
    sheet_walls.SheetProgress: _single(sheet_prompts.progress),
    sheet_walls.SheetSayings: _paged(sheet_results.sayings, sheet_results.sayings_pages),
    sheet_walls.SheetAmounts: _paged(sheet_results.amounts, sheet_results.amounts_pages),
    sheet_walls.SheetSigns: _paged(sheet_results.signs, sheet_results.signs_pages),
    sheet_walls.SheetChanges: _paged(sheet_changes.changes, sheet_changes.changes_pages),
}


def pages(wall: Wall, width: float, height: float, theme: Theme) -> int:
    """How many pages a wall takes at a size."""
    return PAINTERS[type(wall)].count_pages(above_band(Canvas(QPainter(), width, height, theme), wall), wall)


def paint(c: Canvas, wall: Wall, page: int = 0, slide: QImage | None = None) -> None:
    """Draw all that stands still; ``slide`` is the page of a PDF where the wall shows one."""
    painter = PAINTERS[type(wall)]
    with using(wall.language):
        c.accent = wall.accent
        if wall.band:
            c.fill()
        room = above_band(c, wall)
        if not painter.bare:
            room.fill()
            room.edge(wall.part)
        painter.draw(room, wall, page)
        if isinstance(wall, walls.Slides):
            _slide(room, slide)
        if not painter.bare:
            chrome.strip(room, wall.strip)
        if room is not c:
            c.drawn += room.drawn
            bands.draw(c, wall)


def above_band(c: Canvas, wall: Wall) -> Canvas:
    """What is left of the screen above a message in a band: the wall is laid out in it, and nothing is covered."""
    if not wall.band:
        c.accent = wall.accent
        return c
    room = Canvas(c.painter, c.w, c.h * (1 - bands.share(wall)), c.theme)
    room.small, room.body = c.small, c.body  # smaller, but never so small that it cannot be read
    room.accent = wall.accent
    return room


def face_of(wall: Wall) -> Face | None:
    """The clock that shows: an extra timer before the part's own; lists and messages have none."""
    if _clock_of(wall) == ClockPlace.NOWHERE:
        return None
    return wall.timer or wall.face


def _clock_of(wall: Wall) -> ClockPlace:
    """Where the clock stands; lists and slides have it in the band while there is one."""
    place = PAINTERS[type(wall)].clock
    message = isinstance(wall, walls.Message | walls.Black)
    return ClockPlace.BAND if wall.band and place in {ClockPlace.NOWHERE, ClockPlace.CORNER} and not message else place


def face_area(c: Canvas, wall: Wall) -> QRectF:
    """The part of the screen that the clock is drawn in; empty where there is no clock."""
    if face_of(wall) is None:
        return QRectF()
    place = _clock_of(wall)
    if place == ClockPlace.BAND:
        return bands.clock_area(c, wall).translated(0, c.air)
    return clocks.area(above_band(c, wall), place, wall).translated(0, c.air)


def paint_face(c: Canvas, wall: Wall) -> None:
    """Draw the clock on top of what stands still."""
    face = face_of(wall)
    if face is not None:
        with using(wall.language):
            place = _clock_of(wall)
            if place == ClockPlace.BAND:
                bands.clock(c, wall, face)
                return
            room = above_band(c, wall)
            clocks.draw(room, place, wall, face)
            if room is not c:
                c.drawn += room.drawn


def _slide(c: Canvas, slide: QImage | None) -> None:
    """Draw a page of a PDF as large as it can be, in the middle of the screen."""
    if slide is None or slide.isNull():
        return
    scale = min(c.w / slide.width(), c.h / slide.height())
    w, h = slide.width() * scale, slide.height() * scale
    c.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    c.painter.drawImage(QRectF((c.w - w) / 2, (c.h - h) / 2, w, h), slide)
