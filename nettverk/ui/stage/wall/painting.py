"""Drawing any wall: first what stands still, then the clock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import Face, Wall
from nettverk.i18n import using
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall import chrome, list_walls, name_walls, question_walls, table_walls, title_walls
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import width_of


def pages(wall: Wall, width: float, height: float, theme: Theme) -> int:
    """How many pages a wall takes at a size."""
    canvas = Canvas(QPainter(), width, height, theme)
    if isinstance(wall, walls.Names):
        return len(name_walls.names_pages(canvas, wall))
    if isinstance(wall, walls.Tables):
        return len(table_walls.tables_pages(canvas, wall))
    if isinstance(wall, walls.Agenda):
        return len(list_walls.agenda_pages(canvas, wall))
    return 1


def paint(c: Canvas, wall: Wall, page: int = 0, slide: QImage | None = None) -> None:
    """Everything that stands still."""
    if isinstance(wall, walls.Black):
        c.painter.fillRect(c.whole(), Qt.GlobalColor.black)
        return
    with using(wall.language):
        c.fill()
        if isinstance(wall, walls.Slides):
            _slide(c, slide)
            return
        c.edge(wall.part)
        _words(c, wall, page)
        chrome.strip(c, wall.strip)


def _words(c: Canvas, wall: Wall, page: int) -> None:
    if isinstance(wall, walls.Agenda | walls.Names | walls.Tables):
        _paged(c, wall, page)
        return
    match wall:
        case walls.Welcome():
            title_walls.welcome(c, wall)
        case walls.Plenary():
            title_walls.plenary(c, wall)
        case walls.Rest():
            title_walls.rest(c, wall)
        case walls.Questions():
            question_walls.questions(c, wall)
        case walls.Method():
            question_walls.method(c, wall)
        case walls.WayForward():
            question_walls.way_forward(c, wall)
        case walls.Speaker():
            title_walls.speaker(c, wall)
        case walls.Message():
            title_walls.message(c, wall)
        case walls.Thanks():
            title_walls.thanks(c, wall)


def _paged(c: Canvas, wall: walls.Agenda | walls.Names | walls.Tables, page: int) -> None:
    match wall:
        case walls.Agenda():
            list_walls.agenda(c, wall, page)
        case walls.Names():
            name_walls.names(c, wall, page)
        case walls.Tables():
            table_walls.tables(c, wall, page)


def face_of(wall: Wall) -> Face | None:
    """The clock that shows: an extra timer before the part's own; lists and messages have none."""
    if isinstance(wall, walls.Names | walls.Tables | walls.Agenda | walls.Message | walls.Black | walls.Thanks):
        return None
    return wall.timer or wall.face


def face_area(c: Canvas, wall: Wall) -> QRectF:
    """Where on the screen the clock is drawn; empty where there is none."""
    if face_of(wall) is None:
        return QRectF()
    if isinstance(wall, walls.BigClock):
        return QRectF(0, c.air, c.w, c.h)
    area = (
        _corner_area(c)
        if isinstance(wall, walls.Slides)
        else chrome.clock_area(c).adjusted(-c.h * 0.01, 0, c.h * 0.01, 0)
    )
    return area.translated(0, c.air)


def paint_face(c: Canvas, wall: Wall) -> None:
    """The clock, on top of what stands still."""
    face = face_of(wall)
    if face is None:
        return
    with using(wall.language):
        if isinstance(wall, walls.BigClock):
            _big_clock(c, wall, face)
        elif isinstance(wall, walls.Slides):
            _corner_clock(c, face)
        else:
            chrome.clock(c, face, wall.part)


def _big_clock(c: Canvas, wall: walls.BigClock, face: Face) -> None:
    size = min(c.h * 0.46, c.inner / 2.9)
    token = "stop" if face.mood == "out" else "ink"
    figures = c.one(face.text, size)
    y = c.h * 0.22
    c.put(figures, c.left, y, token, align="centre", width=c.inner)
    text = c.one(wall.text or face.word, c.h * 0.07, "semibold")
    c.put(
        text,
        c.left,
        y + figures.height - size * 0.1,
        "mute" if face.mood != "out" else "stop",
        align="centre",
        width=c.inner,
    )
    if face.left is not None:
        wide = c.inner * 0.5
        c.bar((c.w - wide) / 2, c.h * 0.88, wide, face.left, "stop" if face.mood == "out" else "accent")


def _slide(c: Canvas, slide: QImage | None) -> None:
    """A page of a PDF as large as it can be, on black."""
    c.painter.fillRect(c.whole(), Qt.GlobalColor.black)
    if slide is None or slide.isNull():
        return
    scale = min(c.w / slide.width(), c.h / slide.height())
    w, h = slide.width() * scale, slide.height() * scale
    c.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    c.painter.drawImage(QRectF((c.w - w) / 2, (c.h - h) / 2, w, h), slide)


_CORNER_PX, _CORNER_PAD = 0.048, 0.022
"""The corner clock's figures and the room around them, as parts of the height."""


def _corner_area(c: Canvas) -> QRectF:
    """As much as the corner clock can take: always the same, so that only it is drawn again."""
    wide = width_of("000.00", c.h * _CORNER_PX + 1, "semibold") + c.h * (0.05 + 2 * _CORNER_PAD)
    return QRectF(c.w - wide, c.h * 0.915, wide, c.h * 0.085)


def _corner_clock(c: Canvas, face: Face) -> None:
    """A small clock in the corner of a slide, on its own ground with an edge, whatever the slide's colour."""
    figures = c.one(face.text, c.h * _CORNER_PX, "semibold")
    area, pad, side = _corner_area(c), c.h * _CORNER_PAD, c.h * 0.032
    marked = face.mood != "calm"
    wide = max(figures.width, width_of("00.00", figures.px, "semibold")) + 2 * pad + (side + c.h * 0.014) * marked
    box = QRectF(c.w - wide, area.top(), wide, area.height())
    c.painter.fillRect(box, c.colour("mute"))
    edge = max(1.0, c.h / 540)
    c.painter.fillRect(box.adjusted(edge, edge, 0, 0), c.colour("ground"))
    token = {"out": "stop", "paused": "mute"}.get(face.mood, "ink")
    middle = box.center().y() + edge / 2
    c.put(figures, box.left(), middle - figures.height / 2, token, align="right", width=wide - pad)
    if marked:
        x = c.w - pad - figures.width - c.h * 0.014 - side
        chrome.mood(c, face.mood, x, middle - side / 2, side)
