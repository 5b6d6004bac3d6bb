"""The walls one searches in: the day, find your name, the groups. Paged by what fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain import walls
from nettverk.domain.walls import AgendaRow, Entry, TableCard
from nettverk.i18n import _
from nettverk.ui.common.theme import Weight
from nettverk.ui.stage import frame
from nettverk.ui.stage.canvas import Canvas
from nettverk.ui.stage.setting import Block, block, width_of

HEAD, FOOT = 0.175, 0.893
"""Where lists begin and end, as parts of the height."""


def heading(c: Canvas, text: str, mark: str = "") -> None:
    """The heading at the left, a quiet word at the right."""
    made = c.one(text, c.h * 0.07, "bold")
    note = c.one(mark, max(c.small, c.h * 0.036)) if mark else None
    room = c.inner - (note.width + c.h * 0.05 if note else 0)
    if made.width > room:
        made = c.one(text, max(c.body, made.px * room / made.width), "bold")
    c.put(made, c.left, c.h * 0.06)
    if note:
        c.put(note, c.left, c.h * 0.06 + (made.height - note.height) * 0.72, "mute", align="right", width=c.inner)


def page_mark(page: int, pages: int) -> str:
    """«side 1 av 3»; nothing where there is one."""
    return _("side {page} av {pages}").format(page=page + 1, pages=pages) if pages > 1 else ""


# --- the day ---

_LARGEST_ROW = 0.06


def agenda_pages(c: Canvas, wall: walls.Agenda) -> list[tuple[AgendaRow, ...]]:
    """The rows of each page; nearly always one."""
    if not wall.rows:
        return [()]
    found: list[list[AgendaRow]] = [[]]
    room = (FOOT + 0.05 - HEAD) * c.h
    # A day that must be paged leaves room for the marks at the foot.
    whole = sum(_pitch(c, row, c.body) for row in wall.rows) <= room
    left = room if whole else (FOOT - HEAD) * c.h
    for row in wall.rows:
        high = _pitch(c, row, c.body)
        if not whole and found[-1] and high > left:
            found.append([])
            left = (FOOT - HEAD) * c.h
        found[-1].append(row)
        left -= high
    return [tuple(rows) for rows in found]


def agenda(c: Canvas, wall: walls.Agenda, page: int) -> None:
    """The day as a list, the four parts strong, the one we are in marked."""
    found = agenda_pages(c, wall)
    page %= len(found)
    heading(c, wall.title, wall.ends)
    rows = found[page]
    room = ((FOOT + 0.05 if len(found) == 1 else FOOT) - HEAD) * c.h
    px = max(c.body, c.h * _LARGEST_ROW)
    while px > c.body and sum(_pitch(c, row, px) for row in rows) > room:
        px -= 1
    used = sum(_pitch(c, row, px) for row in rows)
    air = min(1.22, room / used) if used else 1.0
    y = HEAD * c.h
    for row in rows:
        y = _agenda_row(c, row, y, px, air)
    if len(found) > 1:
        note = _("mer på neste side") if page < len(found) - 1 else ""
        frame.foot(c, wall, note, [""] * len(found), page)


def _size(c: Canvas, row: AgendaRow, px: float) -> float:
    return px if not row.quiet else max(c.small, px * 0.82)


def _title_left(c: Canvas, px: float) -> float:
    return c.left + width_of("00.00", px, "bold") + px * 2.3


def _row_title(c: Canvas, row: AgendaRow, px: float) -> Block:
    """On one line, a little smaller if that is enough; a long one takes two."""
    size = _size(c, row, px)
    ahead = not row.quiet and row.status not in {"done", "skipped"}
    weight: Weight = "bold" if row.status == "now" else "semibold" if ahead else "regular"
    room = c.right - _title_left(c, px)
    made = c.one(row.title, size, weight)
    if made.width <= room:
        return made
    least = max(c.small, size * 0.8)
    if made.width * least / made.px <= room:
        return c.one(row.title, max(least, made.px * room / made.width - 1), weight)
    return block(row.title, room, least, weight, leading=1.12)


def _pitch(c: Canvas, row: AgendaRow, px: float) -> float:
    size = _size(c, row, px)
    lines = len(_row_title(c, row, px).lines)
    return max(size * (1.62 if not row.quiet else 1.5), _row_title(c, row, px).height + size * 0.3 if lines > 1 else 0)


def _agenda_row(c: Canvas, row: AgendaRow, y: float, px: float, air: float) -> float:
    size = _size(c, row, px)
    pitch = _pitch(c, row, px) * air
    now, done = row.status == "now", row.status in {"done", "skipped"}
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
    c.shape(row.number, x - px * 1.5, middle - side / 2, side, filled=row.status != "ahead")
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


# --- find your name ---


@dataclass(frozen=True, slots=True)
class Grid:
    """How many columns and rows there is room for, and their measures."""

    columns: int
    rows: int
    width: float
    gap: float
    pitch: float

    @property
    def cells(self) -> int:
        """On one page."""
        return self.columns * self.rows


def names_grid(c: Canvas, entries: Sequence[Entry]) -> Grid:
    """Columns by the width, rows by the height; few names get more room each."""
    gap = c.h * 0.068
    columns = max(1, int((c.inner + gap) / (c.h * 0.43 + gap)))
    columns = min(columns, max(1, -(-len(entries) // 5)), 5)
    room = (FOOT - HEAD) * c.h
    rows = max(1, int(room / (c.h * 0.0865)))
    if len(entries) <= columns * rows:
        rows = max(-(-len(entries) // columns), 4)
    pitch = min(room / rows, c.h * 0.12)
    width = min((c.inner - gap * (columns - 1)) / columns, c.h * 0.95)
    return Grid(columns, rows, width, gap, pitch)


def names_pages(c: Canvas, wall: walls.Names) -> list[tuple[Entry, ...]]:
    """The names of each page, pages about equally full."""
    entries = wall.entries
    cells = names_grid(c, entries).cells
    count = max(1, -(-len(entries) // cells))
    each = -(-len(entries) // count) if entries else 0
    return [entries[i * each : (i + 1) * each] for i in range(count)]


def names(c: Canvas, wall: walls.Names, page: int) -> None:
    """One name, one number; nothing else competes."""
    found = names_pages(c, wall)
    page %= len(found)
    heading(c, wall.title, page_mark(page, len(found)))
    grid = names_grid(c, wall.entries)
    rows = -(-len(found[page]) // grid.columns)
    for i, entry in enumerate(found[page]):
        x = c.left + (i // rows) * (grid.width + grid.gap)
        y = HEAD * c.h + (i % rows) * grid.pitch
        _name(c, wall, entry, x, y, grid)
    frame.foot(c, wall, wall.note, _spans(found), page)


def _spans(found: Sequence[Sequence[Entry]]) -> list[str]:
    """What each page holds, «A–G», so that one knows which to wait for."""

    def letter(entry: Entry) -> str:
        name = entry.name.upper()
        return "Å" if name.startswith("AA") else name[:1]

    if len(found) > 6 or any(not rows for rows in found):
        return [""] * len(found)
    pairs = [(letter(rows[0]), letter(rows[-1])) for rows in found]
    return [first if first == last else f"{first}–{last}" for first, last in pairs]


def _name(c: Canvas, wall: walls.Names, entry: Entry, x: float, y: float, grid: Grid) -> None:
    strong = c.one(entry.place, min(c.h * 0.055, grid.pitch * 0.62), "bold")
    if strong.width > grid.width * 0.5:
        strong = c.one(entry.place, max(c.small, strong.px * grid.width * 0.5 / strong.width), "bold")
    before = c.one(f"{entry.before} →", max(c.small, c.h * 0.04)) if entry.before else None
    room = grid.width - strong.width - (before.width + c.h * 0.02 if before else 0) - c.h * 0.025
    made = _name_block(c, entry.name, room, grid.pitch)
    middle = y + grid.pitch * 0.5
    c.put(made, x, middle - made.height / 2)
    c.put(strong, x, middle - strong.height / 2, c.part_token(wall.part), align="right", width=grid.width)
    if before:
        c.put(
            before, x, middle - before.height / 2, "mute", align="right", width=grid.width - strong.width - c.h * 0.02
        )
    c.line(y + grid.pitch - c.h * 0.002, x, grid.width)


def _name_block(c: Canvas, name: str, room: float, pitch: float) -> Block:
    """On one line at body size; a long one takes two, never under the smallest size."""
    for px in (c.h * 0.0465, c.body):
        made = c.one(name, px)
        if made.width <= room:
            return made
    px = min(c.h * 0.04, pitch / 2.35)
    while px > c.small:
        made = block(name, room, px, leading=1.1)
        if len(made.lines) <= 2 and made.width <= room and made.height <= pitch * 0.96:
            return made
        px -= 1
    return block(name, room, c.small, leading=1.08)


# --- table by table ---


def tables_columns(c: Canvas, cards: Sequence[TableCard]) -> tuple[int, float, float]:
    """How many columns of cards, their width and the gap between."""
    gap = c.h * 0.06
    columns = max(1, min(int((c.inner + gap) / (c.h * 0.46 + gap)), len(cards) or 1))
    return columns, (c.inner - gap * (columns - 1)) / columns, gap


def _card_px(c: Canvas) -> float:
    return c.h * 0.0345


def _card_height(c: Canvas, card: TableCard, width: float) -> float:
    lines = sum(len(block(name, width, _card_px(c)).lines) for name in card.names)
    return c.h * 0.064 + lines * int(_card_px(c) + 0.999) * 1.2


def tables_pages(c: Canvas, wall: walls.Tables) -> list[list[tuple[TableCard, ...]]]:
    """The rows of cards of each page; a row is as tall as its fullest table."""
    columns, width, gap = tables_columns(c, wall.cards)
    rows = [wall.cards[i : i + columns] for i in range(0, len(wall.cards), columns)]
    found: list[list[tuple[TableCard, ...]]] = [[]]
    room = (FOOT - HEAD) * c.h
    for row in rows:
        tall = _row_height(c, row, width) + (gap * 0.4 if found[-1] else 0)
        if found[-1] and tall > room:
            found.append([])
            room, tall = (FOOT - HEAD) * c.h, tall - gap * 0.4
        found[-1].append(row)
        room -= tall
    return found


def _row_height(c: Canvas, row: Sequence[TableCard], width: float) -> float:
    return max(_card_height(c, card, width) for card in row)


def tables(c: Canvas, wall: walls.Tables, page: int) -> None:
    """Each table with those who sit there."""
    found = tables_pages(c, wall)
    page %= len(found)
    heading(c, wall.title, page_mark(page, len(found)))
    _columns, width, gap = tables_columns(c, wall.cards)
    top = HEAD * c.h
    spare = (FOOT - HEAD) * c.h - sum(_row_height(c, row, width) for row in found[page])
    gap_down = min(gap, spare / max(1, len(found[page]) - 1)) if len(found[page]) > 1 else 0.0
    for row in found[page]:
        for i, card in enumerate(row):
            _card(c, wall, card, c.left + i * (width + gap), top, width)
        top += _row_height(c, row, width) + gap_down
    flat = [[card for row in rows for card in row] for rows in found]
    labels = (
        [f"{p[0].title.split()[-1]}–{p[-1].title.split()[-1]}" for p in flat] if _numbered(flat) else [""] * len(found)
    )
    frame.foot(c, wall, wall.note, labels, page)


def _card(c: Canvas, wall: walls.Tables, card: TableCard, x: float, y: float, width: float) -> None:
    title = c.one(card.title, max(c.body, c.h * 0.047), "bold")
    if title.width > width:
        title = c.one(card.title, max(c.small, title.px * width / title.width), "bold")
    y = c.put(title, x, y, c.part_token(wall.part)) + c.h * 0.004
    for name in card.names:
        y = c.put(block(name, width, _card_px(c), leading=1.2, balanced=False), x, y)


def _numbered(found: Sequence[Sequence[TableCard]]) -> bool:
    return len(found) <= 6 and all(found) and all(card.title.split()[-1].isdigit() for cards in found for card in cards)
