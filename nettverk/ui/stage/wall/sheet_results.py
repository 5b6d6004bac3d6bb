"""What was said on a sheet, summed up: points and texts a few at a time, bars for counts, marks for levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from nettverk.domain.wall.sheet_walls import Amount, Saying, SheetAmounts, SheetSayings, SheetSigns, SignRow
from nettverk.domain.wall.walls import Wall
from nettverk.i18n import quoted
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.sheet_flow import FOOT, Flow, heading, poured, put, sheet_foot
from nettverk.ui.stage.wall.sheet_prompts import legend_rows, level_token, paint_level, put_legend
from nettverk.ui.stage.wall.text_layout import TextBlock, block, fitted, width_of


def result_head(c: Canvas, wall: Wall, title: str, *, draw: bool) -> float:
    """The kicker and the heading; returns where the answers begin. What was said has all the room, and no clock."""
    y = c.top
    if wall.kicker:
        px = max(c.small, c.h * 0.04)
        if draw:
            chrome.kicker(c, replace(wall, face=None, timer=None))
        y += c.snug(wall.kicker, c.inner - px * 1.08 * 1.6, px, "semibold").height
        y += c.h * 0.02
    words = heading(c, title, c.inner)
    if draw:
        c.put(words, c.left, y)
    return y + words.height + c.h * 0.035


LOW = FOOT - 0.025
"""Where what was said ends, above the foot."""


# --- sayings ---

_Page = tuple[tuple[tuple[Flow, ...], ...], float]
"""The columns of a page, and how wide each is."""


def sayings_pages(c: Canvas, wall: SheetSayings) -> list[_Page]:
    """Columns that belong together turn their pages together; the rest runs down the whole width."""
    top, low = result_head(c, wall, wall.title, draw=False), c.h * LOW
    room = low - top
    if wall.beside:
        count = len(wall.groups)
        gap = c.h * 0.045
        width = (c.inner - gap * (count - 1)) / count
        if _narrowest(c, wall) <= width:
            columns = [poured(c, _column(c, wall, number, width), room) for number in range(count)]
            pages = max(len(column) for column in columns)
            return [(tuple(column[page] if page < len(column) else () for column in columns), width)
                    for page in range(pages)]  # fmt: skip
    return [((page,), c.inner) for page in poured(c, _rows(c, wall), room)]


def sayings(c: Canvas, wall: SheetSayings, page: int) -> None:
    """Draw what was said, with by how many or by whom."""
    pages = sayings_pages(c, wall)
    page %= len(pages)
    top = result_head(c, wall, wall.title, draw=True)
    columns, width = pages[page]
    gap = c.h * 0.045
    for number, flows in enumerate(columns):
        x = c.left + number * (width + gap)
        if wall.beside and len(columns) > 1:
            thick = max(3, round(c.h * 0.006))
            c.painter.fillRect(
                round(x), round(top - c.h * 0.014), round(width), thick, c.colour(c.part_token(wall.part))
            )
        put(c, flows, top, x)
    sheet_foot(c, wall, "", wall.mark, page, len(pages))


def _narrowest(c: Canvas, wall: SheetSayings) -> float:
    """The width a column must have to be read with ease: a dozen letters, and the longest word of its heading."""
    words = [word for group in wall.groups for word in group.label.split()]
    longest = max((width_of(word, int(c.small * 1.1 + 1), "bold") for word in words), default=0.0)
    return max(c.small * 9.5, longest)


def _column(c: Canvas, wall: SheetSayings, number: int, width: float) -> list[Flow]:
    group = wall.groups[number]
    label = Flow(block(group.label, width, c.small * 1.1, "bold", leading=1.18), keep=True)
    flows = [label]
    for saying in group.sayings:
        flows += _said(c, saying, width, max(c.small, c.h * 0.038), label, quotes=wall.language if wall.quoted else "")
    return flows


def _rows(c: Canvas, wall: SheetSayings) -> list[Flow]:
    """All groups below one another, each under its label; texts stand as quotes."""
    flows: list[Flow] = []
    single = len(wall.groups) == 1
    for group in wall.groups:
        if not group.sayings:
            continue
        under = None
        if group.label:
            label = block(group.label, c.inner, max(c.small, c.h * 0.042), "bold", leading=1.18)
            under = Flow(label, before=c.h * 0.045, token=c.part_token(wall.part), keep=True)
            flows.append(under)
        px = c.h * 0.052 if single and len(group.sayings) <= 4 else max(c.body, c.h * 0.042)
        for saying in group.sayings:
            flows += _said(c, saying, c.inner, px, under, quotes=wall.language if wall.quoted else "")
    return flows


def _said(c: Canvas, saying: Saying, width: float, px: float, under: Flow | None, *, quotes: str) -> list[Flow]:
    text = quoted(saying.text, quotes) if quotes else saying.text
    flows = [Flow(block(text, width, px, leading=1.2), before=px * 0.6, keep=bool(saying.note), under=under)]
    if saying.note:
        note = block(saying.note, width, c.small, leading=1.15)
        flows.append(Flow(note, token="mute", under=under))
    return flows


# --- bars ---


def amounts_pages(c: Canvas, wall: SheetAmounts) -> list[tuple[Amount, ...]]:
    """As many rows on a page as go."""
    room = c.h * LOW - result_head(c, wall, wall.title, draw=False)
    return _in_pages(wall.rows, [_amount_height(c, row) for row in wall.rows], room)


def amounts(c: Canvas, wall: SheetAmounts, page: int) -> None:
    """Draw each row with its bar and its figure; no bar is told by colour alone."""
    pages = amounts_pages(c, wall)
    page %= len(pages)
    y = result_head(c, wall, wall.title, draw=True)
    rows = pages[page]
    spare = c.h * LOW - y - sum(_amount_height(c, row) for row in rows)
    air = min(c.h * 0.03, spare / max(1, len(rows)))
    for row in rows:
        y = _amount(c, wall, row, y) + air
    sheet_foot(c, wall, "", wall.mark, page, len(pages))


def _amount_parts(c: Canvas, row: Amount) -> tuple[TextBlock, TextBlock, TextBlock, float, float]:
    """Label, figure, note, and where the bar begins and ends."""
    figure = c.one(row.figure, max(c.body, c.h * 0.05), "bold")
    note = block(row.note, c.inner * 0.2, c.small) if row.note else c.one("", c.small)
    right = c.right - max(figure.width, note.width, c.h * 0.16) - c.h * 0.03
    start = c.left + c.inner * 0.46
    label = block(row.label, c.inner * 0.44, max(c.small, c.h * 0.042), "semibold", leading=1.16)
    return label, figure, note, start, right


def _amount_height(c: Canvas, row: Amount) -> float:
    label, figure, note, _start, _end = _amount_parts(c, row)
    return max(label.height, figure.height + (note.height if row.note else 0.0)) + c.h * 0.028


def _amount(c: Canvas, wall: SheetAmounts, row: Amount, y: float) -> float:
    label, figure, note, start, end = _amount_parts(c, row)
    tall = _amount_height(c, row) - c.h * 0.028
    c.put(label, c.left, y + (tall - label.height) / 2)
    thick = c.h * 0.03
    middle = y + tall / 2
    c.painter.fillRect(QRectF(start, middle - thick / 2, end - start, thick), c.colour("track"))
    share = min(1.0, row.value / row.of) if row.of else 0.0
    c.painter.fillRect(
        QRectF(start, middle - thick / 2, (end - start) * share, thick), c.colour(c.part_token(wall.part))
    )
    both = figure.height + (note.height if row.note else 0.0)
    c.put(figure, c.left, middle - both / 2, align="right", width=c.inner)
    if row.note:
        c.put(note, c.left, middle - both / 2 + figure.height, "mute", align="right", width=c.inner)
    return y + tall + c.h * 0.028


def _in_pages(rows: Sequence[Amount], heights: Sequence[float], room: float) -> list[tuple[Amount, ...]]:
    return [tuple(rows[at] for at in page) for page in shared(heights, room)]


def shared(heights: Sequence[float], room: float) -> list[list[int]]:
    """Which rows stand on which page: as few pages as go, and about as many rows on each."""
    pages = _filled(heights, room)
    low, high = room / 2, room
    for _halving in range(6):
        middle = (low + high) / 2
        tried = _filled(heights, middle)
        if len(tried) == len(pages):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _filled(heights: Sequence[float], room: float) -> list[list[int]]:
    pages: list[list[int]] = [[]]
    used = 0.0
    for at, tall in enumerate(heights):
        if pages[-1] and used + tall > room:
            pages.append([])
            used = 0.0
        pages[-1].append(at)
        used += tall
    return pages


# --- signs ---


@dataclass(frozen=True, slots=True)
class _Geometry:
    """Where the columns of a table of signs stand.

    Attributes:
        label: how wide the words of a sign are, in pixels.
        places: where each level begins, in pixels from the left edge of the screen, and how wide it is.
        named: whether the levels' words go over their columns; else they stand in rows of their own.
        figure: how wide the figures are.
        across: marks beside one another; 0 draws bars, where there are too many answers to draw each.
        head: how tall the levels' names are.
    """

    label: float
    places: tuple[tuple[float, float], ...]
    named: bool
    figure: float
    across: int
    head: float


def _geometry(c: Canvas, wall: SheetSigns) -> _Geometry:
    px = max(c.small, c.h * 0.037)
    most = max((count for row in wall.rows for count in row.counts), default=0)
    figure = width_of("000" if most > 99 else "00", int(c.h * 0.055 + 1), "bold")
    gap = c.h * 0.035
    count = max(1, len(wall.levels))
    words = [px * 1.25 + width_of(level.label, int(px + 0.999), "semibold") for level in wall.levels]
    # The words over their columns are worth more than marks on fewer lines; figures alone come last.
    for named, across in [(named, across) for named in (True, False) for across in (5, 4, 3)] + [(True, 0), (False, 0)]:
        if across and most > 4 * across:
            continue
        needed = figure + c.h * 0.02 + (across * c.h * 0.044 if across else c.h * 0.05)
        widths = [max(needed, word if named else 0.0) for word in words]
        label = c.inner - sum(widths) - gap * count
        if label >= c.inner * 0.33:
            spare = label - min(label, c.inner * 0.42)
            places, x = [], c.left + label - spare + gap
            for wide in widths:
                places.append((x, wide + spare / count))
                x += wide + spare / count + gap
            return _Geometry(label - spare, tuple(places), named, figure, across, _names_height(c, wall, px, named))
    wide = c.inner * 0.66 / count - gap
    places = [(c.left + c.inner * 0.34 + gap + at * (wide + gap), wide) for at in range(count)]
    return _Geometry(c.inner * 0.34, tuple(places), named=False, figure=figure, across=0,
                     head=_names_height(c, wall, px, named=False))  # fmt: skip


def _names_height(c: Canvas, wall: SheetSigns, px: float, named: bool) -> float:
    if named:
        return block("Å", 1_000, px, "semibold").height + c.h * 0.015
    rows = legend_rows(c, wall.levels, px, c.inner)
    tall = sum(max(block(level.label, c.inner - px * 1.35, px, "semibold").height for _x, level in row) for row in rows)
    return tall + px * 1.3 + c.h * 0.015


def signs_pages(c: Canvas, wall: SheetSigns) -> list[tuple[tuple[int, SignRow], ...]]:
    """As many signs on a page as go, with their place in the whole; the opened one takes its question along."""
    geometry = _geometry(c, wall)
    room = c.h * LOW - result_head(c, wall, wall.title, draw=False) - geometry.head
    heights = [_sign_height(c, wall, geometry, number, row) for number, row in enumerate(wall.rows)]
    if wall.opened < 0:
        return [tuple((at, wall.rows[at]) for at in page) for page in shared(heights, room)]
    # While the hall talks about one of them, the page it is on stays, with as many of the others as go there.
    pages = [tuple((at, wall.rows[at]) for at in page) for page in _filled(heights, room)]
    return [page for page in pages if any(at == wall.opened for at, _row in page)]


def signs(c: Canvas, wall: SheetSigns, page: int) -> None:
    """Draw each sign with a mark for every answer: shape, figure and hue say the same, and the word is over them."""
    pages = signs_pages(c, wall)
    page %= len(pages)
    geometry = _geometry(c, wall)
    y = result_head(c, wall, wall.title, draw=True)
    px = max(c.small, c.h * 0.037)
    if geometry.named:
        for (x, _wide), level in zip(geometry.places, wall.levels, strict=True):
            words = c.one(level.label, px, "semibold")
            paint_level(c, level, x, y + (words.height - px * 0.9) / 2, px * 0.9)
            c.put(words, x + px * 1.25, y, level_token(level))
    else:
        end = put_legend(c, wall.levels, y, px)
        for (x, _wide), level in zip(geometry.places, wall.levels, strict=True):
            paint_level(c, level, x, end + px * 0.15, px * 0.9)
    y += geometry.head
    for place, (number, row) in enumerate(pages[page]):
        opened = number == wall.opened
        tall = _sign_height(c, wall, geometry, number, row)
        if opened:
            over = c.h * 0.028
            c.painter.fillRect(QRectF(c.left - over, y, c.inner + 2 * over, tall), c.colour("line"))
            chrome.here(c, wall.part, y, tall)
        elif place and pages[page][place - 1][0] != wall.opened:
            c.line(y)
        _sign(c, wall, geometry, row, y, opened=opened)
        y += tall
    sheet_foot(c, wall, wall.note, wall.mark, page, len(pages))


_AIR = 0.016
"""Above and below a sign, as a part of the height."""


def _sign_words(c: Canvas, geometry: _Geometry, row: SignRow) -> tuple[TextBlock, TextBlock]:
    label = block(row.label, geometry.label, max(c.small, c.h * 0.04), "semibold", leading=1.16)
    return label, block(row.note, geometry.label, c.small, leading=1.16)


def _marks_height(c: Canvas, geometry: _Geometry, row: SignRow) -> float:
    figure = c.h * 0.068
    if not geometry.across:
        return figure + c.h * 0.018
    lines = max((-(-count // geometry.across) for count in row.counts), default=1)
    return max(figure, lines * c.h * 0.044)


def _sign_height(c: Canvas, wall: SheetSigns, geometry: _Geometry, number: int, row: SignRow) -> float:
    label, note = _sign_words(c, geometry, row)
    tall = max(label.height + note.height, _marks_height(c, geometry, row)) + 2 * _AIR * c.h
    if number == wall.opened and wall.question:
        tall += _question(c, wall).height + (c.small * 1.3 if wall.question_note else 0.0) + 3 * _AIR * c.h
        if wall.said:
            tall += _answer(c, wall).height + _AIR * c.h
    return tall


def _answer(c: Canvas, wall: SheetSigns) -> TextBlock:
    """What the hall said to the question, as it is typed; more than fits stands on its own wall."""
    return fitted(quoted(wall.said, wall.language), c.inner, c.h * 0.16, c.h * 0.042, c.small, leading=1.2)


def _question(c: Canvas, wall: SheetSigns) -> TextBlock:
    return fitted(wall.question, c.inner, c.h * 0.2, c.h * 0.055, c.small, "bold", leading=1.16, even=True)


def _sign(c: Canvas, wall: SheetSigns, geometry: _Geometry, row: SignRow, y: float, *, opened: bool) -> None:
    label, note = _sign_words(c, geometry, row)
    tall = max(label.height + note.height, _marks_height(c, geometry, row))
    top = y + _AIR * c.h
    at = c.put(label, c.left, top + (tall - label.height - note.height) / 2)
    c.put(note, c.left, at, "mute")
    middle = top + tall / 2
    total = max(1, sum(row.counts))
    for number, (level, count) in enumerate(zip(wall.levels, row.counts, strict=False)):
        x, wide = geometry.places[number]
        figure = c.one(str(count), c.h * 0.055, "bold")
        if geometry.across:
            token = level_token(level) if count else "mute"
            c.put(figure, x, middle - figure.height / 2, token, align="right", width=geometry.figure)
            _marks(c, geometry, wall, number, count, x + geometry.figure + c.h * 0.02, middle)
        else:
            c.put(figure, x, middle - figure.height / 2 - c.h * 0.009, level_token(level) if count else "mute")
            bottom = middle + figure.height / 2 - c.h * 0.009
            c.painter.fillRect(QRectF(x, bottom, wide, c.h * 0.014), c.colour("track"))
            c.painter.fillRect(QRectF(x, bottom, wide * count / total, c.h * 0.014), c.colour(level_token(level)))
    if opened and wall.question:
        at = top + tall + _AIR * c.h
        c.line(at)
        at = c.put(_question(c, wall), c.left, at + _AIR * c.h, c.part_token(wall.part))
        if wall.question_note:
            at = c.put(c.snug(wall.question_note, c.inner, c.small), c.left, at, "mute")
        if wall.said:
            c.put(_answer(c, wall), c.left, at + _AIR * c.h)


def _marks(
    c: Canvas, geometry: _Geometry, wall: SheetSigns, number: int, count: int, x: float, middle: float
) -> None:  # fmt: skip
    side, pitch, down = c.h * 0.034, c.h * 0.044, c.h * 0.044
    lines = -(-count // geometry.across)
    y = middle - lines * down / 2 + (down - side) / 2
    for mark in range(count):
        at = x + mark % geometry.across * pitch, y + mark // geometry.across * down
        paint_level(c, wall.levels[number], *at, side)
