"""What the walls with lists have in common, and the first of them, the day; lists turn pages when they are long."""

from __future__ import annotations

from nettverk.domain.rundown.state import PartStatus
from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import AgendaRow
from nettverk.i18n import _
from nettverk.ui.common.theme import Weight
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import TextBlock, block, width_of

HEAD, FOOT = 0.175, 0.893
"""Where lists begin and end, as parts of the height."""

MOST_MARKS = 10
"""More pages than this are told apart by words; a row of dots says nothing then."""


def heading(c: Canvas, text: str, mark: str = "") -> None:
    """Draw the heading at the left, and a quiet word at the right."""
    title = c.one(text, c.h * 0.07, "bold")
    note = c.one(mark, max(c.small, c.h * 0.036)) if mark else None
    room = c.inner - (note.width + c.h * 0.05 if note else 0)
    if title.width > room:
        title = c.one(text, max(c.body, title.px * room / title.width), "bold")
    c.put(title, c.left, c.h * 0.06)
    if note:
        c.put(note, c.left, c.h * 0.06 + (title.height - note.height) * 0.72, "mute", align="right", width=c.inner)


def page_mark(page: int, pages: int, span: str = "") -> str:
    """«side 1 av 3»; empty for a single page. With too many pages for dots at the foot, ``span`` stands before it."""
    if pages < 2:
        return ""
    mark = _("side {page} av {pages}").format(page=page + 1, pages=pages)
    return f"{span} · {mark}" if span and pages > MOST_MARKS else mark


# --- the day ---

_LARGEST_ROW = 0.06


def agenda_pages(c: Canvas, wall: walls.Agenda) -> list[tuple[AgendaRow, ...]]:
    """The rows of each page; there is nearly always one page."""
    if not wall.rows:
        return [()]
    pages: list[list[AgendaRow]] = [[]]
    room = (FOOT + 0.05 - HEAD) * c.h
    # A day that must be paged leaves room for the marks at the foot.
    whole = sum(_pitch(c, row, c.body) for row in wall.rows) <= room
    remaining = room if whole else (FOOT - HEAD) * c.h
    for row in wall.rows:
        high = _pitch(c, row, c.body)
        if not whole and pages[-1] and high > remaining:
            pages.append([])
            remaining = (FOOT - HEAD) * c.h
        pages[-1].append(row)
        remaining -= high
    return [tuple(rows) for rows in pages]


def agenda(c: Canvas, wall: walls.Agenda, page: int) -> None:
    """Draw the day as a list, the main parts strong and the current one marked."""
    pages = agenda_pages(c, wall)
    page %= len(pages)
    heading(c, wall.title, wall.ends)
    rows = pages[page]
    room = ((FOOT + 0.05 if len(pages) == 1 else FOOT) - HEAD) * c.h
    # First the rows must fit in the height, then every title on its line.
    px = max(c.body, c.h * _LARGEST_ROW)
    while px > c.body and sum(_pitch(c, row, px) for row in rows) > room:
        px -= 1
    # One size for the whole day: the longest title decides, as long as it still is body text.
    room_for_title = c.right - _title_left(c, px)
    while px > c.body and any(_natural(c, row, px) > room_for_title for row in rows):
        px -= 1
        room_for_title = c.right - _title_left(c, px)
    used = sum(_pitch(c, row, px) for row in rows)
    air = min(1.4, room / used) if used else 1.0
    y = HEAD * c.h
    for row in rows:
        y = _agenda_row(c, row, y, px, air)
    if len(pages) > 1:
        note = _("mer på neste side") if page < len(pages) - 1 else ""
        chrome.foot(c, wall, note, [""] * len(pages), page)


def _size(c: Canvas, row: AgendaRow, px: float) -> float:
    return px if not row.quiet else max(c.small, px * 0.82)


def _title_left(c: Canvas, px: float) -> float:
    return c.left + width_of("00.00", px, "bold") + px * 2.3


def _row_weight(row: AgendaRow) -> Weight:
    ahead = not row.quiet and row.status not in {PartStatus.DONE, PartStatus.SKIPPED}
    return "bold" if row.status == PartStatus.NOW else "semibold" if ahead else "regular"


def _natural(c: Canvas, row: AgendaRow, px: float) -> float:
    return width_of(row.title, int(_size(c, row, px) + 0.999), _row_weight(row))


def _row_title(c: Canvas, row: AgendaRow, px: float) -> TextBlock:
    """The title on one line, a little smaller if that is enough; a long title takes two lines."""
    size = _size(c, row, px)
    weight = _row_weight(row)
    room = c.right - _title_left(c, px)
    line = c.one(row.title, size, weight)
    if line.width <= room:
        return line
    least = max(c.small, size * 0.8)
    if line.width * least / line.px <= room:
        return c.one(row.title, max(least, line.px * room / line.width - 1), weight)
    return block(row.title, room, least, weight, leading=1.12)


def _pitch(c: Canvas, row: AgendaRow, px: float) -> float:
    size = _size(c, row, px)
    lines = len(_row_title(c, row, px).lines)
    return max(size * (1.62 if not row.quiet else 1.5), _row_title(c, row, px).height + size * 0.3 if lines > 1 else 0)


def _agenda_row(c: Canvas, row: AgendaRow, y: float, px: float, air: float) -> float:
    size = _size(c, row, px)
    pitch = _pitch(c, row, px) * air
    now, done = row.status == PartStatus.NOW, row.status in {PartStatus.DONE, PartStatus.SKIPPED}
    title, time = _row_title(c, row, px), c.one(row.time, size, "bold" if now else "regular")
    side = size * 0.92
    middle = y + pitch / 2
    if now:
        mark = c.colour(c.part_token(row.number))
        c.painter.fillRect(
            round(c.left - c.h * 0.03), round(y + pitch * 0.1), round(c.h * 0.011), round(pitch * 0.8), mark
        )
    c.put(time, c.left, middle - time.height / 2, "ink" if now else "mute")
    x = _title_left(c, px)
    c.mark(row.number, x - px * 1.5, middle - side / 2, side, row.status)
    c.put(title, x, middle - title.height / 2, "ink" if now or (not done and not row.quiet) else "mute")
    if row.detail and len(title.lines) == 1:
        detail = c.one(row.detail, max(c.small, size * 0.74))
        if x + title.width + px * 0.6 + detail.width <= c.right:
            c.put(
                detail,
                x + title.width + px * 0.6,
                middle - title.height / 2 + (title.height - detail.height) * 0.78,
                "mute",
            )
    return y + pitch
