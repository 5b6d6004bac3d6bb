"""A sheet's prompt and how far the hall has come: one thought large, what to fill in below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF

from nettverk.domain.wall.sheet_walls import LevelMark, SheetProgress, SheetPrompt
from nettverk.domain.wall.walls import Line
from nettverk.ui.common import shapes
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.sheet_flow import FOOT, Flow, heading, poured, put, sheet_foot
from nettverk.ui.stage.wall.text_layout import TextBlock, block, fitted, width_of
from nettverk.ui.stage.wall.wheel_picture import asked_sectors, numbered_side, paint_asked, paint_beside

_MOST_DOTS = 40
"""So many can be told apart as dots; more are a bar."""


def prompt_pages(c: Canvas, wall: SheetPrompt) -> list[tuple[Flow, ...]]:
    """What stands below the heading, page by page; there is always one.

    Columns side by side have a page of their own, and so has the theme wheel.
    """
    beside = wall.columns and _beside(c, wall, _top(c, wall)) is not None
    first: list[tuple[Flow, ...]] = [()] if beside or asked_sectors(c, wall, _top(c, wall), _low(c, wall)) else []
    rows = wall.rows if beside else (*wall.columns, *wall.rows)
    if not rows:
        return first or [()]
    top, low = _top(c, wall), _low(c, wall)
    side = numbered_side(c, wall, top, low)
    if side:
        rows = numbered(rows)
    for px in (c.h * 0.052, c.body, c.h * 0.04, c.small):
        size = max(px, c.small)
        pages = poured(c, _rows(c, wall, rows, size, c.inner - _beside_wheel(c, side)), low - top)
        # All on one page where a size that is read from the back allows it; small type saves no page turn.
        if len(pages) == 1 or size <= c.body:
            break
    return first + pages


def prompt(c: Canvas, wall: SheetPrompt, page: int) -> None:
    """Draw the question, how to go about it, and what is filled in."""
    pages = prompt_pages(c, wall)
    page %= len(pages)
    alone = not (wall.columns or wall.rows)
    y = chrome.kicker(c, wall)
    title = _title(c, wall, alone=alone)
    y = c.put(title, c.left, y)
    if wall.hint:
        hint = block(wall.hint, c.inner - chrome.clock_width(c, wall), max(c.small, c.h * 0.04))
        y = c.put(hint, c.left, y + c.h * 0.014, "mute")
    top = _top(c, wall)
    columns = _beside(c, wall, top) if wall.columns and page == 0 else None
    wheel = asked_sectors(c, wall, top, _low(c, wall)) if page == 0 else ()
    if columns is not None:
        _columns(c, wall, top, columns)
    elif wheel:
        paint_asked(c, wheel, top, _low(c, wall), c.part_token(wall.part))
    else:
        side = numbered_side(c, wall, top, _low(c, wall))
        if side:
            paint_beside(c, wall, top, side)
        put(c, pages[page], top, c.left + _beside_wheel(c, side))
    if wall.levels:
        _legend(c, wall.levels, _low(c, wall) + c.h * 0.02)
    sheet_foot(c, wall, wall.note, wall.progress, page, len(pages))


def _title(c: Canvas, wall: SheetPrompt, *, alone: bool) -> TextBlock:
    width = c.inner - chrome.clock_width(c, wall)
    if alone:
        return fitted(wall.title, width, c.h * 0.5, c.h * 0.11, c.body, "bold", leading=1.14, even=True)
    return heading(c, wall.title, width)


def _top(c: Canvas, wall: SheetPrompt) -> float:
    """Where what is filled in begins."""
    y = c.top
    if wall.kicker:
        px = max(c.small, c.h * 0.04)
        y += c.snug(wall.kicker, c.inner - chrome.clock_width(c, wall) - px * 1.08 * 1.6, px, "semibold").height
        y += c.h * 0.035
    y += _title(c, wall, alone=False).height
    if wall.hint:
        hint = block(wall.hint, c.inner - chrome.clock_width(c, wall), max(c.small, c.h * 0.04))
        y += hint.height + c.h * 0.014
    return chrome.below_clock(c, wall, y + c.h * 0.03)


def _low(c: Canvas, wall: SheetPrompt) -> float:
    low = c.h * (FOOT - 0.025)
    return low - _legend_height(c, wall.levels) - c.h * 0.02 if wall.levels else low


def numbered(rows: Sequence[Line]) -> tuple[Line, ...]:
    """The rows of a map's pieces with the numbers that stand in the picture instead of their dashes."""
    pieces = iter(range(1, len(rows) + 1))
    return tuple(replace(row, number=str(next(pieces))) if row.number else row for row in rows)


def _beside_wheel(c: Canvas, side: float) -> float:
    return side + c.h * 0.05 if side else 0.0


def _rows(c: Canvas, wall: SheetPrompt, rows: Sequence[Line], px: float, width: float) -> list[Flow]:
    """Rows with their number or dash in the margin of the text, quiet words below the strong ones."""
    indent = px * 1.35 if any(row.number for row in rows) else 0.0
    flows: list[Flow] = []
    for row in rows:
        here = indent if row.number else 0.0
        before = px * (0.55 if row.number else 0.8)
        strong = block(row.strong, width - here, px, "semibold", leading=1.18)
        flows.append(
            Flow(
                strong,
                here,
                before=before,
                mark=row.number,
                mark_token=c.part_token(wall.part),
                keep=bool(row.quiet) or not row.number,
            )
        )
        if row.quiet:
            quiet = block(row.quiet, width - here, max(c.small, px * 0.82), leading=1.18)
            flows.append(Flow(quiet, here, token="mute"))
    return flows


# --- columns ---


def _beside(c: Canvas, wall: SheetPrompt, top: float) -> tuple[float, float, float] | None:
    """Width and type sizes of columns side by side; None where they would not go."""
    count = len(wall.columns)
    gap = c.h * 0.04
    width = (c.inner - gap * (count - 1)) / count
    head = max(c.small, min(c.snug(column.strong, width, c.h * 0.058, "bold").px for column in wall.columns))
    px = max(c.small, c.h * 0.044)
    for size in (px, c.small):
        tall = max(
            block(column.strong, width, head, "bold").height + block(column.quiet, width, size).height
            for column in wall.columns
        )
        longest = max(
            width_of(word, int(head + 0.999), "bold") for column in wall.columns for word in column.strong.split()
        )
        if tall + c.h * 0.03 <= _low(c, wall) - top and longest <= width:
            return width, head, size
    return None


def _columns(c: Canvas, wall: SheetPrompt, top: float, sizes: tuple[float, float, float]) -> None:
    width, head, px = sizes
    gap = c.h * 0.04
    strong = [block(column.strong, width, head, "bold") for column in wall.columns]
    tall = max(words.height for words in strong)
    quiet = max((block(column.quiet, width, px).height for column in wall.columns if column.quiet), default=0.0)
    # In the room that is left, a little above the middle: what one writes under stands by itself.
    y = top + c.h * 0.02 + max(0.0, _low(c, wall) - top - tall - quiet - c.h * 0.06) * 0.3
    for number, (column, words) in enumerate(zip(wall.columns, strong, strict=True)):
        x = c.left + number * (width + gap)
        thick = max(3, round(c.h * 0.006))
        c.painter.fillRect(round(x), round(y), round(width), thick, c.colour(c.part_token(wall.part)))
        c.put(words, x, y + c.h * 0.02)
        if column.quiet:
            c.put(block(column.quiet, width, px), x, y + c.h * 0.02 + tall, "mute")


# --- levels ---


def level_token(level: LevelMark) -> str:
    """The hue of a level, from the best to the last; the shape and the word say the same."""
    tokens = {2: ("part4", "stop"), 3: ("part4", "part2", "stop"), 4: ("part4", "part1", "part2", "stop")}
    return tokens.get(level.of, ("part4", "part1", "part3", "part2", "stop"))[min(level.place, 4)]


def paint_level(c: Canvas, level: LevelMark, x: float, y: float, side: float) -> None:
    """Draw a level's shape in its hue, in a square of ``side`` pixels."""
    shapes.paint(c.painter, QRectF(x, y, side, side), level.mark, c.colour(level_token(level)))


def legend_rows(c: Canvas, levels: Sequence[LevelMark], px: float, width: float) -> list[list[tuple[float, LevelMark]]]:
    """The levels with their words, on as many rows as they need: x of each from the left."""
    rows: list[list[tuple[float, LevelMark]]] = [[]]
    x = 0.0
    for level in levels:
        wide = px * 1.35 + width_of(level.label, int(px + 0.999), "semibold") + px * 1.4
        if rows[-1] and x + wide - px * 1.4 > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, level))
        x += wide
    return rows


def put_legend(c: Canvas, levels: Sequence[LevelMark], y: float, px: float) -> float:
    """Draw the levels in a row with shape, word and hue; returns where it ends."""
    for row in legend_rows(c, levels, px, c.inner):
        for x, level in row:
            words = block(level.label, c.inner - px * 1.35, px, "semibold")
            paint_level(c, level, c.left + x, y + (words.line_height - px * 0.9) / 2, px * 0.9)
            end = c.put(words, c.left + x + px * 1.35, y, level_token(level))
        y = end
    return y


def _legend_height(c: Canvas, levels: Sequence[LevelMark]) -> float:
    px = max(c.small, c.h * 0.04)
    return sum(
        max(block(level.label, c.inner - px * 1.35, px, "semibold").height for _x, level in row)
        for row in legend_rows(c, levels, px, c.inner)
    )


def _legend(c: Canvas, levels: Sequence[LevelMark], y: float) -> None:
    put_legend(c, levels, y, max(c.small, c.h * 0.04))


# --- how far ---


def progress(c: Canvas, wall: SheetProgress) -> None:
    """Draw the count large, and a dot for each of them: those in goal first, whoever they are."""
    y = chrome.below_clock(c, wall, max(chrome.kicker(c, wall), c.h * 0.26))
    y = c.put(fitted(wall.title, c.inner, c.h * 0.32, c.h * 0.13, c.body, "bold", leading=1.13), c.left, y)
    y += c.h * 0.06
    if not wall.of or wall.of > _MOST_DOTS:
        if wall.of:
            c.painter.fillRect(QRectF(c.left, y, c.inner, c.h * 0.03), c.colour("track"))
            done = c.inner * min(1.0, wall.done / wall.of)
            c.painter.fillRect(QRectF(c.left, y, done, c.h * 0.03), c.colour(c.part_token(wall.part)))
        y += c.h * 0.05
    else:
        across = min(wall.of, 20)
        pitch = min(c.h * 0.085, c.inner / across)
        for number in range(wall.of):
            filled = number < wall.done
            token = c.part_token(wall.part) if filled else "mute"
            at = c.left + number % across * pitch, y + number // across * pitch
            c.dot(*at, pitch * 0.68, filled=filled, token=token)
        y += (-(-wall.of // across)) * pitch
    if wall.note:
        c.put(block(wall.note, c.inner, max(c.body, c.h * 0.05), "semibold"), c.left, y + c.h * 0.03)
