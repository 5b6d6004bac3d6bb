"""The walls one searches in: the day, find your name, the groups. Paged by what fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nettverk.domain import walls
from nettverk.domain.walls import AgendaRow, Entry, TableCard
from nettverk.i18n import _
from nettverk.ui.common.theme import Weight
from nettverk.ui.stage import frame
from nettverk.ui.stage.canvas import Canvas
from nettverk.ui.stage.setting import Block, block, width_of

HEAD, FOOT = 0.175, 0.893
"""Where lists begin and end, as parts of the height."""

MOST_MARKS = 10
"""More pages than this are told apart by words; a row of dots says nothing then."""


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


def page_mark(page: int, pages: int, span: str = "") -> str:
    """«side 1 av 3»; nothing where there is one. Where there are too many for marks at the foot, with what is here."""
    if pages < 2:
        return ""
    mark = _("side {page} av {pages}").format(page=page + 1, pages=pages)
    return f"{span} · {mark}" if span and pages > MOST_MARKS else mark


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


# --- find your name ---


@dataclass(frozen=True, slots=True)
class Grid:
    """How many columns there are, their measures, and the one size all names are set in; a long name has a taller
    row."""

    columns: int
    width: float
    gap: float
    px: float
    place_px: float


def names_grid(c: Canvas, entries: Sequence[Entry]) -> Grid:
    """Columns by the width; names that all go on one page grow until it is full."""
    gap = c.h * 0.068
    columns = max(1, int((c.inner + gap) / (c.h * 0.43 + gap)))
    columns = min(columns, max(1, -(-len(entries) // 5)), 5)
    width = min((c.inner - gap * (columns - 1)) / columns, c.h * 0.95)
    grid = Grid(columns, width, gap, c.h * 0.0445, _place_px(c, entries, width))
    room = (FOOT - HEAD) * c.h

    def lines(grid: Grid) -> int:
        return sum(len(_name_block(c, entry, grid).lines) for entry in entries)

    usual = lines(grid)
    while grid.px < c.h * 0.06:
        larger = replace(grid, px=grid.px + 1)
        if len(_poured(c, entries, larger, room)) > columns or lines(larger) > usual:
            return grid
        grid = larger
    return grid


def _place_px(c: Canvas, entries: Sequence[Entry], width: float) -> float:
    """Where one sits never takes more than half of the column."""
    widest = max((width_of(entry.place, 1, "bold") for entry in entries), default=0.0)
    return max(c.small, min(c.h * 0.055, width * 0.5 / widest if widest else c.h))


def _name_block(c: Canvas, entry: Entry, grid: Grid) -> Block:
    before = width_of(f"{entry.before} →", max(c.small, c.h * 0.04)) + c.h * 0.02 if entry.before else 0.0
    place = width_of(entry.place, int(grid.place_px + 0.999), "bold")
    return block(entry.name, grid.width - place - before - c.h * 0.025, grid.px, leading=1.1)


def _row_pitch(c: Canvas, entry: Entry, grid: Grid) -> float:
    return _name_block(c, entry, grid).height + grid.px * 0.74


def _poured(c: Canvas, entries: Sequence[Entry], grid: Grid, room: float) -> list[list[Entry]]:
    """The columns, each as full as the room allows."""
    found: list[list[Entry]] = []
    left = 0.0
    for entry in entries:
        high = _row_pitch(c, entry, grid)
        if not found or high > left:
            found.append([])
            left = room
        found[-1].append(entry)
        left -= high
    return found


def names_columns(c: Canvas, entries: Sequence[Entry], grid: Grid) -> list[list[list[Entry]]]:
    """The columns of each page, all about equally full."""

    def paged(room: float) -> list[list[list[Entry]]]:
        columns = _poured(c, entries, grid, room)
        return [columns[i : i + grid.columns] for i in range(0, len(columns), grid.columns)] or [[]]

    low, high = 0.0, (FOOT - HEAD) * c.h
    count = len(paged(high))
    while high - low > grid.px * 0.3:
        middle = (low + high) / 2
        low, high = (low, middle) if len(paged(middle)) == count else (middle, high)
    return paged(high)


def names_pages(c: Canvas, wall: walls.Names) -> list[tuple[Entry, ...]]:
    """The names of each page."""
    found = names_columns(c, wall.entries, names_grid(c, wall.entries))
    return [tuple(entry for column in columns for entry in column) for columns in found]


def names(c: Canvas, wall: walls.Names, page: int) -> None:
    """One name, one number; nothing else competes."""
    grid = names_grid(c, wall.entries)
    columns = names_columns(c, wall.entries, grid)
    page %= len(columns)
    found = [[entry for column in some for entry in column] for some in columns]
    here = found[page]
    heading(c, wall.title, page_mark(page, len(found), f"{_start(here[0])}–{_start(here[-1])}" if here else ""))
    for i, column in enumerate(columns[page]):
        y = HEAD * c.h
        for entry in column:
            y = _name(c, wall, entry, c.left + i * (grid.width + grid.gap), y, grid)
    frame.foot(c, wall, wall.note, _spans(found), page)


def _start(entry: Entry) -> str:
    """The first letters of a name: enough to know whether one's own is here."""
    return entry.name.split(",")[0].strip()[:3]


def _spans(found: Sequence[Sequence[Entry]]) -> list[str]:
    """What each page holds, «A–G», so that one knows which to wait for."""

    def letter(entry: Entry) -> str:
        name = entry.name.upper()
        return "Å" if name.startswith("AA") else name[:1]

    if len(found) > MOST_MARKS:
        return []
    if len(found) > 6 or any(not rows for rows in found):
        return [""] * len(found)
    pairs = [(letter(rows[0]), letter(rows[-1])) for rows in found]
    return [first if first == last else f"{first}–{last}" for first, last in pairs]


def _name(c: Canvas, wall: walls.Names, entry: Entry, x: float, y: float, grid: Grid) -> float:
    strong = c.one(entry.place, grid.place_px, "bold")
    before = c.one(f"{entry.before} →", max(c.small, c.h * 0.04)) if entry.before else None
    made, pitch = _name_block(c, entry, grid), _row_pitch(c, entry, grid)
    middle = y + pitch * 0.5 - c.h * 0.001
    c.put(made, x, middle - made.height / 2)
    c.put(strong, x, middle - strong.height / 2, c.part_token(wall.part), align="right", width=grid.width)
    if before:
        c.put(
            before, x, middle - before.height / 2, "mute", align="right", width=grid.width - strong.width - c.h * 0.02
        )
    c.line(y + pitch - c.h * 0.002, x, grid.width)
    return y + pitch


# --- table by table ---


@dataclass(frozen=True, slots=True)
class Cards:
    """How the tables stand: columns with a gap between, and the one size of all names."""

    columns: int
    width: float
    gap: float
    px: float


def tables_setting(c: Canvas, cards: Sequence[TableCard]) -> Cards:
    """At the smallest type that is read from the back row, in as many columns as give the fewest pages."""
    gap = c.h * 0.06
    most = max(1, min(int((c.inner + gap) / (c.h * 0.46 + gap)), len(cards) or 1))
    ways = [
        Cards(columns, (c.inner - gap * (columns - 1)) / columns, gap, c.h * 0.0355)
        for columns in range(most, max(0, most - 2), -1)
    ]
    return min(ways, key=lambda way: len(_card_pages(c, cards, way)))


def _grown(c: Canvas, rows: Sequence[Sequence[TableCard]], setting: Cards) -> Cards:
    """The type as large as fills the page."""
    while setting.px < c.h * 0.056:
        larger = replace(setting, px=setting.px + 1)
        tall = sum(_row_height(c, row, larger) for row in rows) + setting.gap * 0.3 * (len(rows) - 1)
        if tall > (FOOT - HEAD) * c.h:
            break
        setting = larger
    return setting


def _card_height(c: Canvas, card: TableCard, setting: Cards) -> float:
    lines = sum(len(block(name, setting.width, setting.px, balanced=False).lines) for name in card.names)
    return _title_px(c, setting) * 1.36 + lines * int(setting.px + 0.999) * _CARD_LEADING


_CARD_LEADING = 1.16


def _title_px(c: Canvas, setting: Cards) -> float:
    return max(c.body, setting.px * 1.3)


def tables_pages(c: Canvas, wall: walls.Tables) -> list[list[tuple[TableCard, ...]]]:
    """The rows of cards of each page; a row is as tall as its fullest table."""
    return _card_pages(c, wall.cards, tables_setting(c, wall.cards))


def _card_pages(c: Canvas, cards: Sequence[TableCard], setting: Cards) -> list[list[tuple[TableCard, ...]]]:
    columns = setting.columns
    rows = [tuple(cards[i : i + columns]) for i in range(0, len(cards), columns)]
    found: list[list[tuple[TableCard, ...]]] = [[]]
    room = (FOOT - HEAD) * c.h
    for row in rows:
        tall = _row_height(c, row, setting) + (setting.gap * 0.3 if found[-1] else 0)
        if found[-1] and tall > room:
            found.append([])
            room, tall = (FOOT - HEAD) * c.h, tall - setting.gap * 0.3
        found[-1].append(row)
        room -= tall
    return found


def _row_height(c: Canvas, row: Sequence[TableCard], setting: Cards) -> float:
    return max(_card_height(c, card, setting) for card in row)


def tables(c: Canvas, wall: walls.Tables, page: int) -> None:
    """Each table with those who sit there."""
    setting = tables_setting(c, wall.cards)
    found = _card_pages(c, wall.cards, setting)
    page %= len(found)
    setting = _grown(c, found[page], setting)
    here = [card for row in found[page] for card in row]
    span = f"{here[0].title} – {here[-1].title}" if here and _numbered([here]) else ""
    heading(c, wall.title, page_mark(page, len(found), span))
    top = HEAD * c.h
    spare = (FOOT - HEAD) * c.h - sum(_row_height(c, row, setting) for row in found[page])
    gap_down = min(setting.gap, spare / max(1, len(found[page]) - 1)) if len(found[page]) > 1 else 0.0
    for row in found[page]:
        for i, card in enumerate(row):
            _card(c, wall, card, c.left + i * (setting.width + setting.gap), top, setting)
        top += _row_height(c, row, setting) + gap_down
    flat = [[card for row in rows for card in row] for rows in found]
    labels = [""] * len(found) if len(found) <= MOST_MARKS else []
    if len(found) <= 6 and _numbered(flat):
        labels = [f"{p[0].title.split()[-1]}–{p[-1].title.split()[-1]}" for p in flat]
    frame.foot(c, wall, wall.note, labels, page)


def _card(c: Canvas, wall: walls.Tables, card: TableCard, x: float, y: float, setting: Cards) -> None:
    px, width = _title_px(c, setting), setting.width
    title = c.one(card.title, px, "bold")
    if title.width > width:
        title = c.one(card.title, max(c.small, title.px * width / title.width), "bold")
    c.put(title, x, y, c.part_token(wall.part))
    y += px * 1.36
    for name in card.names:
        y = c.put(block(name, width, setting.px, leading=_CARD_LEADING, balanced=False), x, y)


def _numbered(found: Sequence[Sequence[TableCard]]) -> bool:
    return all(found) and all(card.title.split()[-1].isdigit() for cards in found for card in cards)
