"""Where the clock of a wall stands, and how it is drawn there; the usual one, beside the heading, is in ``chrome``."""

from __future__ import annotations

from enum import Enum, auto
from typing import assert_never

from PySide6.QtCore import QRectF

from nettverk.domain.wall.look import ClockCorner
from nettverk.domain.wall.walls import BigClock, Face, Mood, Slides, Wall
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import width_of


class ClockPlace(Enum):
    """Where on a kind of wall the clock stands."""

    NOWHERE = auto()
    HEADING = auto()
    CORNER = auto()
    WHOLE_WALL = auto()
    BAND = auto()


def area(c: Canvas, place: ClockPlace, wall: Wall | None = None) -> QRectF:
    """What a clock in this place can cover, in the canvas's coordinates.

    It is always the same, whatever the clock shows, so that a tick draws this part again and nothing else.
    """
    match place:
        case ClockPlace.NOWHERE | ClockPlace.BAND:  # the band has its own, beside its words
            return QRectF()
        case ClockPlace.HEADING:
            return chrome.clock_area(c).adjusted(-c.h * 0.01, 0, c.h * 0.01, 0)
        case ClockPlace.CORNER:
            return _corner_area(c, wall)
        case ClockPlace.WHOLE_WALL:
            return QRectF(0, 0, c.w, c.h)
        case _:
            assert_never(place)


def draw(c: Canvas, place: ClockPlace, wall: Wall, face: Face) -> None:
    """Draw the wall's clock where walls of its kind have it."""
    match place:
        case ClockPlace.NOWHERE | ClockPlace.BAND:
            pass
        case ClockPlace.HEADING:
            chrome.clock(c, face, wall.part)
        case ClockPlace.CORNER:
            _corner_clock(c, wall, face)
        case ClockPlace.WHOLE_WALL:
            _big_clock(c, wall.text if isinstance(wall, BigClock) else "", face)
        case _:
            assert_never(place)


def _big_clock(c: Canvas, text: str, face: Face) -> None:
    out = face.mood == Mood.OUT
    size = min(c.h * 0.46, c.inner / 2.9)
    figures = c.one(face.text, size)
    top = c.h * 0.22
    c.put(figures, c.left, top, "stop" if out else "ink", align="centre", width=c.inner)
    words = c.one(text or face.word, c.h * 0.07, "semibold")
    below = top + figures.height - size * 0.1
    c.put(words, c.left, below, "stop" if out else "mute", align="centre", width=c.inner)
    if face.left is not None:
        wide = c.inner * 0.5
        c.bar((c.w - wide) / 2, c.h * 0.88, wide, face.left, "stop" if out else "accent")


_CORNER_PX, _CORNER_PAD = 0.048, 0.022
"""The corner clock's figures and the room around them, as parts of the height."""


def _grown(wall: Wall | None) -> float:
    return 1.7 if isinstance(wall, Slides) and wall.large_clock else 1.0


def _corner_area(c: Canvas, wall: Wall | None) -> QRectF:
    grown = _grown(wall)
    wide = width_of("000.00", c.h * _CORNER_PX * grown + 1, "semibold") + c.h * (0.05 + 2 * _CORNER_PAD) * grown
    high = c.h * 0.085 * grown
    corner = wall.corner if isinstance(wall, Slides) else ClockCorner.LOWER_RIGHT
    left = corner in {ClockCorner.LOWER_LEFT, ClockCorner.UPPER_LEFT}
    upper = corner in {ClockCorner.UPPER_LEFT, ClockCorner.UPPER_RIGHT}
    return QRectF(0 if left else c.w - wide, 0 if upper else c.h - high, wide, high)


def _corner_clock(c: Canvas, wall: Wall, face: Face) -> None:
    """A small clock in a corner of a slide, on its own ground with an edge, whatever the slide's colour."""
    grown = _grown(wall)
    figures = c.one(face.text, c.h * _CORNER_PX * grown, "semibold")
    area, pad, side = _corner_area(c, wall), c.h * _CORNER_PAD * grown, c.h * 0.032 * grown
    beside = (side + c.h * 0.014) * (face.mood != Mood.CALM)
    wide = max(figures.width, width_of("00.00", figures.px, "semibold")) + 2 * pad + beside
    # The box is as wide as its figures, and keeps to its corner.
    left = area.left() if area.left() <= 0 else area.right() - wide
    box = QRectF(left, area.top(), wide, area.height())
    edge = max(1.0, c.h / 540)
    c.painter.fillRect(box, c.colour("mute"))
    c.painter.fillRect(
        box.adjusted(
            edge if left > 0 else 0, edge if area.top() > 0 else 0, 0 if left > 0 else -edge,
            0 if area.top() > 0 else -edge,
        ),
        c.colour("ground"),
    )  # fmt: skip
    middle = box.center().y()
    c.put(
        figures, box.left(), middle - figures.height / 2, chrome.figures_token(face.mood), align="right",
        width=wide - pad,
    )  # fmt: skip
    if beside:
        x = box.right() - pad - figures.width - beside
        chrome.mood(c, face.mood, x, middle - side / 2, side)
