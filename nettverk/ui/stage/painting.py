"""Drawing any wall: first what stands still, then the clock."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.domain import walls
from nettverk.domain.walls import Face, Wall
from nettverk.i18n import using
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage import frame, lists, words
from nettverk.ui.stage.canvas import Canvas


def pages(wall: Wall, width: float, height: float, theme: Theme) -> int:
    """How many pages a wall takes at a size."""
    canvas = Canvas(QPainter(), width, height, theme)
    if isinstance(wall, walls.Names):
        return len(lists.names_pages(canvas, wall))
    if isinstance(wall, walls.Tables):
        return len(lists.tables_pages(canvas, wall))
    if isinstance(wall, walls.Agenda):
        return len(lists.agenda_pages(canvas, wall))
    return 1


def paint(c: Canvas, wall: Wall, page: int = 0, slide: QImage | None = None) -> None:
    """Everything that stands still."""
    if isinstance(wall, walls.Black):
        c.painter.fillRect(QRectF(0, 0, c.w, c.h), Qt.GlobalColor.black)
        return
    with using(wall.language):
        c.fill()
        if isinstance(wall, walls.Slides):
            _slide(c, slide)
            return
        c.edge(wall.part)
        _words(c, wall, page)
        frame.strip(c, wall.strip)


def _words(c: Canvas, wall: Wall, page: int) -> None:
    if isinstance(wall, walls.Agenda | walls.Names | walls.Tables):
        _paged(c, wall, page)
        return
    match wall:
        case walls.Welcome():
            words.welcome(c, wall)
        case walls.Plenary():
            words.plenary(c, wall)
        case walls.Rest():
            words.rest(c, wall)
        case walls.Questions():
            words.questions(c, wall)
        case walls.Method():
            words.method(c, wall)
        case walls.WayForward():
            words.way_forward(c, wall)
        case walls.Speaker():
            words.speaker(c, wall)
        case walls.Message():
            words.message(c, wall)
        case walls.Thanks():
            words.thanks(c, wall)


def _paged(c: Canvas, wall: walls.Agenda | walls.Names | walls.Tables, page: int) -> None:
    match wall:
        case walls.Agenda():
            lists.agenda(c, wall, page)
        case walls.Names():
            lists.names(c, wall, page)
        case walls.Tables():
            lists.tables(c, wall, page)


def face_of(wall: Wall) -> Face | None:
    """The clock that shows: an extra timer before the part's own; lists and messages have none."""
    if isinstance(wall, walls.Names | walls.Tables | walls.Agenda | walls.Message | walls.Black | walls.Thanks):
        return None
    return wall.timer or wall.face


def face_area(c: Canvas, wall: Wall) -> QRectF:
    """Where the clock is drawn; empty where there is none."""
    if face_of(wall) is None:
        return QRectF()
    if isinstance(wall, walls.BigClock):
        return QRectF(0, 0, c.w, c.h)
    if isinstance(wall, walls.Slides):
        return QRectF(c.w - c.h * 0.2, c.h - c.h * 0.1, c.h * 0.2, c.h * 0.1)
    return frame.clock_area(c).adjusted(-c.h * 0.01, 0, c.h * 0.01, 0)


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
            frame.clock(c, face, wall.part)


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
    c.painter.fillRect(QRectF(0, 0, c.w, c.h), Qt.GlobalColor.black)
    if slide is None or slide.isNull():
        return
    scale = min(c.w / slide.width(), c.h / slide.height())
    w, h = slide.width() * scale, slide.height() * scale
    c.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    c.painter.drawImage(QRectF((c.w - w) / 2, (c.h - h) / 2, w, h), slide)


def _corner_clock(c: Canvas, face: Face) -> None:
    """A small clock in the corner of a slide, on its own ground."""
    figures = c.one(face.text, c.h * 0.045, "semibold")
    wide = max(figures.width, c.h * 0.11) + c.h * 0.05
    box = QRectF(c.w - wide, c.h - c.h * 0.075, wide, c.h * 0.075)
    c.painter.fillRect(box, c.colour("ground"))
    token = "stop" if face.mood == "out" else "ink"
    c.put(figures, box.left(), box.center().y() - figures.height / 2, token, align="centre", width=wide)
    if face.mood != "calm":
        frame.mood(c, face.mood, box.left() + c.h * 0.012, box.center().y() - c.h * 0.012, c.h * 0.024)
