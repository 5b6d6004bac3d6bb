"""What walls have in common: the kicker, the day's parts at the bottom, page marks and the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from nettverk.domain.rundown.state import PartStatus
from nettverk.domain.wall.walls import Face, Mood, Stop, Wall
from nettverk.ui.common.theme import Weight
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import TextBlock, metrics, width_of

STRIP = 0.878
"""Where the line of the day's parts begins, as a part of the height."""


def kicker(c: Canvas, wall: Wall) -> float:
    """The part's shape and title in its hue; returns where the heading may begin."""
    if not wall.kicker:
        return c.top
    title, side = _kicker_title(c, wall)
    if wall.part:
        c.shape(wall.part, c.left, c.top + (title.line_height - side) / 2, side)
    c.put(title, c.left + (side * 1.5 if wall.part else 0), c.top, c.part_token(wall.part) if wall.part else "mute")
    return kicker_end(c, wall)


def kicker_end(c: Canvas, wall: Wall) -> float:
    """Where the heading may begin below the part's title."""
    return c.top + _kicker_title(c, wall)[0].height + c.h * 0.035 if wall.kicker else c.top


def _kicker_title(c: Canvas, wall: Wall) -> tuple[TextBlock, float]:
    """The part's title, and the side of its shape."""
    px = max(c.small, c.h * 0.04)
    side = px * 1.08
    return c.snug(wall.kicker, c.inner - clock_width(c, wall) - side * 1.6, px, "semibold"), side


def here(c: Canvas, part: int, y: float, tall: float) -> None:
    """Draw a bar in the margin beside the current line."""
    c.painter.fillRect(
        round(c.left - c.h * 0.028), round(y), round(c.h * 0.011), round(tall), c.colour(c.part_token(part))
    )


def bottom(c: Canvas, wall: Wall) -> float:
    """The lowest place that the wall's own text may reach, above the day's parts."""
    return c.h * (STRIP - 0.03) if wall.strip else c.h * 0.925


def strip(c: Canvas, stops: Sequence[Stop]) -> None:
    """Draw the main parts as one quiet line; on a narrow screen only some of them keep their time."""
    if not stops:
        return
    top = c.h * STRIP
    c.line(top, c.w * 0.0104, c.w)
    px, side = max(c.small, c.h * 0.0345), c.h * 0.034
    # The first way that leaves air between the parts is taken: all times, those still to come, this one's, none.
    ways = (
        [True] * len(stops),
        [stop.status not in {PartStatus.DONE, PartStatus.SKIPPED} for stop in stops],
        [stop.status == PartStatus.NOW for stop in stops],
        [False] * len(stops),
    )
    for timed in ways:
        cells = [_cell(c, stop, px, timed=show) for stop, show in zip(stops, timed, strict=True)]
        spare = c.inner - sum(cells)
        if spare >= (len(stops) - 1) * px * 0.9:
            break
    else:
        px = max(c.small, px * c.inner / (sum(cells) + len(stops) * px * 0.6))
        timed = [False] * len(stops)
        stops = _shortened(c, stops, px)
        cells = [_cell(c, stop, px, timed=False) for stop in stops]
        spare = c.inner - sum(cells)
    gap = spare / max(1, len(stops) - 1) if len(stops) > 1 else 0
    x, middle = c.left, (top + c.h) / 2
    for stop, show, cell in zip(stops, timed, cells, strict=True):
        _stop(c, stop, x, middle, px, side, timed=show)
        x += cell + gap


def _shortened(c: Canvas, stops: Sequence[Stop], px: float) -> Sequence[Stop]:
    """Titles cut with … from the longest on, the one we are in a little later, until all stand apart."""
    shown = list(stops)
    room = c.inner - (len(stops) - 1) * px * 0.6
    while sum(_cell(c, stop, px, timed=False) for stop in shown) > room:
        cut = [i for i, stop in enumerate(shown) if len(stop.title) > 4]
        if not cut:
            break
        place = max(cut, key=lambda i: len(shown[i].title) - 5 * (shown[i].status == PartStatus.NOW))
        shown[place] = replace(shown[place], title=shown[place].title.rstrip("…")[:-1].rstrip() + "…")
    return shown


def _cell(c: Canvas, stop: Stop, px: float, *, timed: bool) -> float:
    weight: Weight = "bold" if stop.status == PartStatus.NOW else "regular"
    wide = c.h * 0.034 * 1.5 + width_of(stop.title, int(px + 0.999), weight)
    return wide + (px * 0.45 + width_of(stop.time, int(px + 0.999)) if timed and stop.time else 0)


def _stop(c: Canvas, stop: Stop, x: float, middle: float, px: float, side: float, *, timed: bool) -> None:
    now = stop.status == PartStatus.NOW
    c.mark(stop.number, x, middle - side / 2, side, stop.status)
    title = c.one(stop.title, px, "bold" if now else "regular")
    x += side * 1.5
    c.put(title, x, middle - title.height / 2, "ink" if now else "mute")
    if timed and stop.time:
        time = c.one(stop.time, px)
        c.put(time, x + title.width + px * 0.45, middle - time.height / 2, "mute")


def foot(c: Canvas, wall: Wall, note: str, labels: Sequence[str], page: int) -> None:
    """The foot of a paged wall: a note on what it is for, and dots with labels, which come first if room is short.

    Without labels (more pages than dots can tell apart) there are no dots.
    """
    px = max(c.small, c.h * 0.036)
    middle = c.h * 0.937
    spots = _spots(c, labels, px)[page] if labels else []
    x = c.left + (px * 1.5 if wall.part else 0)
    taken = _dots_width(c, spots, px)
    for words in (c.one(note, px), c.one(note, c.small)):
        if words.width <= c.right - x - taken - px:
            if wall.part:
                c.shape(wall.part, c.left, middle - px * 0.5, px)
            c.put(words, x, middle - words.height / 2, "mute")
            break
    _dots(c, spots, page, middle, px)


def _spots(c: Canvas, labels: Sequence[str], px: float) -> list[Sequence[str]]:
    """The labels beside the dots, for each page: the fullest kind that there is room for on all pages.

    The kinds are: every page's span; this page's span and where the others begin; where each begins; nothing.
    """
    count = range(len(labels))
    begins = [label.split("–")[0] for label in labels]
    ways: list[list[Sequence[str]]] = [
        [labels for _ in count],
        [[label if i == page else begins[i] for i, label in enumerate(labels)] for page in count],
        [begins for _ in count],
    ]
    nothing: list[Sequence[str]] = [[""] * len(labels) for _ in count]
    return next((way for way in ways if max(_dots_width(c, spots, px) for spots in way) <= c.inner), nothing)


def _dots_width(c: Canvas, labels: Sequence[str], px: float) -> float:
    if len(labels) < 2:
        return 0.0
    size = int(px + 0.999)
    return sum(px * 0.62 + (px * 0.35 + width_of(label, size, "bold") if label else 0) + px * 0.8 for label in labels)


def _dots(c: Canvas, labels: Sequence[str], page: int, middle: float, px: float) -> None:
    if len(labels) < 2:
        return
    x = c.right - _dots_width(c, labels, px) + px * 0.8
    for i, label in enumerate(labels):
        here = i == page
        c.dot(x, middle - px * 0.31, px * 0.62, filled=here, token="ink" if here else "mute")
        x += px * 0.62
        if label:
            words = c.one(label, px, "bold" if here else "regular")
            c.put(words, x + px * 0.35, middle - words.height / 2, "ink" if here else "mute")
            x += px * 0.35 + width_of(label, words.px, "bold")
        x += px * 0.8


# --- the clock ---

_WORD_TOKENS = {Mood.CALM: "mute", Mood.PAUSED: "mute", Mood.SOON: "ink", Mood.OUT: "stop"}


def figures_token(step: Mood) -> str:
    """The colour of a clock's figures; until time is up they are as dark as any text."""
    return {Mood.OUT: "stop", Mood.PAUSED: "mute"}.get(step, "ink")


def clock_size(c: Canvas) -> float:
    """Size of the clock's figures in pixels; on a narrow screen they leave more room for the heading."""
    return c.h * (0.125 if c.narrow else 0.155)


def clock_width(c: Canvas, wall: Wall) -> float:
    """The width that the clock takes from the heading; 0 where there is no clock."""
    if wall.face is None and wall.timer is None:
        return 0.0
    return clock_area(c).width() + c.h * 0.05


def clock_area(c: Canvas) -> QRectF:
    """Where the clock stands: always the same place, so that only it is drawn again."""
    size = clock_size(c)
    wide = max(width_of("000.00", size), c.h * 0.40)
    return QRectF(c.right - wide, c.top - c.h * 0.02, wide, size * 1.05 + c.h * 0.125)


def clock(c: Canvas, face: Face, part: int = 0) -> None:
    """Draw the figures, what they mean, and a bar; each step of colour is also a word and a shape."""
    area = clock_area(c)
    size = clock_size(c)
    # Figures are tabular, so the clock stands still while it counts; from 100 minutes on it gets smaller instead.
    figures = c.one(face.text, size)
    if figures.width > area.width():
        figures = c.one(face.text, size * area.width() / figures.width)
    baseline = area.top() + size * 0.98
    lead = (figures.line_height - sum(metrics("regular")[:2]) * figures.px) / 2
    c.put(
        figures,
        area.left(),
        baseline - metrics("regular")[0] * figures.px - lead,
        figures_token(face.mood),
        align="right",
        width=area.width(),
    )
    y = baseline + c.h * 0.025
    px = max(c.small, c.h * 0.0355)
    word = c.one(face.word, px, "regular" if face.mood == Mood.CALM else "semibold")
    if word.width + px * 1.3 > area.width():
        word = c.one(face.word, max(c.small, px * (area.width() - px * 1.3) / word.width), word.weight)
    c.put(word, area.left(), y, _WORD_TOKENS[face.mood], align="right", width=area.width())
    mood(c, face.mood, area.right() - word.width - px * 1.15, y + (word.height - px * 0.72) / 2, px * 0.72)
    if face.left is not None:
        wide = min(area.width(), c.h * 0.33)
        token = "stop" if face.mood == Mood.OUT else c.part_token(part)
        c.bar(area.right() - wide, y + word.height + c.h * 0.014, wide, face.left, token)


def below_clock(c: Canvas, wall: Wall, otherwise: float) -> float:
    """Where text across the whole width may begin: below the clock, or at ``otherwise`` if that is lower."""
    return max(otherwise, clock_area(c).bottom() + c.h * 0.015) if clock_width(c, wall) else otherwise


def mood(c: Canvas, step: Mood, x: float, y: float, side: float) -> None:
    """Draw the step of the clock as a shape: a triangle for soon, a square for out, two bars for paused."""
    p = c.painter
    p.setPen(Qt.PenStyle.NoPen)
    if step == Mood.SOON:
        p.setBrush(c.colour("ink"))
        p.drawPolygon(QPolygonF([QPointF(x, y + side), QPointF(x + side / 2, y), QPointF(x + side, y + side)]))
    elif step == Mood.OUT:
        p.setBrush(c.colour("stop"))
        p.drawRect(QRectF(x, y, side, side))
    elif step == Mood.PAUSED:
        p.setBrush(c.colour("mute"))
        p.drawRect(QRectF(x, y, side * 0.34, side))
        p.drawRect(QRectF(x + side * 0.66, y, side * 0.34, side))
