"""Find your name: everyone in alphabetical order with one number, in columns and on as few pages as can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from nettverk.domain.wall import walls
from nettverk.domain.wall.walls import Entry
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas, Measures
from nettverk.ui.stage.wall.list_walls import FOOT, HEAD, MOST_MARKS, heading, page_mark
from nettverk.ui.stage.wall.text_layout import TextBlock, block, width_of

FEW = 12
"""So few names may stand larger than in a full list."""

AIRY, TIGHT = 0.74, 0.58
"""The room around a name; less of it where that saves a page to wait for."""

LONGEST_MARK = 8
"""Letters enough to tell two pages apart; a family name on both stands whole up to here."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How many columns there are, their measures, and the one size all names are set in; a long name has a taller
    row. ``air`` is the room around a name, in sizes of its type."""

    columns: int
    width: float
    gap: float
    px: float
    place_px: float
    air: float


@lru_cache(maxsize=64)
def names_grid(c: Measures, entries: tuple[Entry, ...]) -> Grid:
    """The grid with the fewest pages, then the fewest broken names, then the largest type."""
    gap = c.h * 0.068
    most = max(1, int((c.inner + gap) / (c.h * 0.43 + gap)))
    most = min(most, max(1, -(-len(entries) // 5)), 5)
    room = (FOOT - HEAD) * c.h

    def size(grid: Grid) -> tuple[int, int]:
        """How many pages, and how many lines of type."""
        pages = -(-len(_poured(c, entries, grid, room)) // grid.columns)
        return pages, sum(len(_name_block(c, entry, grid).lines) for entry in entries)

    ways = []
    for air in (AIRY, TIGHT):
        for columns in (most, max(1, most - 1)):
            width = min((c.inner - gap * (columns - 1)) / columns, c.h * 0.95)
            ways.append(Grid(columns, width, gap, c.h * 0.0445, _place_px(c, entries, width), air))
    # Pages cost most, because one must wait for them; then broken names; then small type.
    fewest = min(size(way)[0] for way in ways)
    good = [way for way in ways if size(way)[0] == fewest]
    grid = min((way for way in good if way.air == good[0].air), key=lambda way: size(way)[1])
    usual = size(grid)
    while grid.px < c.h * (0.06 if len(entries) > FEW else 0.072):
        larger = replace(grid, px=grid.px + 1)
        if size(larger)[0] > usual[0] or size(larger)[1] > usual[1]:
            return grid
        grid = larger
    return grid


def _place_px(c: Measures, entries: Sequence[Entry], width: float) -> float:
    """The size of the table numbers; they never take more than half of the column."""
    widest = max((width_of(entry.place, 1, "bold") for entry in entries), default=0.0)
    return max(c.small, min(c.h * 0.055, width * 0.5 / widest if widest else c.h))


def _name_block(c: Measures, entry: Entry, grid: Grid) -> TextBlock:
    before = width_of(f"{entry.before} →", max(c.small, c.h * 0.04)) + c.h * 0.02 if entry.before else 0.0
    place = width_of(entry.place, int(grid.place_px + 0.999), "bold")
    width = grid.width - place - before - c.h * 0.025
    # A long name may be broken anywhere, or after the family name if that takes no more lines.
    plain = block(entry.name, width, grid.px, leading=1.1)
    if len(plain.lines) == 1:
        return plain
    apart = block(entry.name.replace(", ", ",\n", 1), width, grid.px, leading=1.1)
    return apart if len(apart.lines) == len(plain.lines) else plain


def _row_pitch(c: Measures, entry: Entry, grid: Grid) -> float:
    return _name_block(c, entry, grid).height + grid.px * grid.air


def _poured(c: Measures, entries: Sequence[Entry], grid: Grid, room: float) -> list[list[Entry]]:
    """The entries poured into columns, each as full as ``room`` allows."""
    columns: list[list[Entry]] = []
    remaining = 0.0
    for entry in entries:
        high = _row_pitch(c, entry, grid)
        if not columns or high > remaining:
            columns.append([])
            remaining = room
        columns[-1].append(entry)
        remaining -= high
    return columns


@lru_cache(maxsize=64)
def names_columns(c: Measures, entries: tuple[Entry, ...], grid: Grid) -> list[list[list[Entry]]]:
    """The columns of each page, all about equally full."""

    # The least height that still gives as few pages is found by halving; at it the columns are most alike.
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
    """The entries of each page, in the order they stand on the wall: down the first column, then the next."""
    pages = names_columns(c.size, wall.entries, names_grid(c.size, wall.entries))
    return [tuple(entry for column in columns for entry in column) for columns in pages]


def names(c: Canvas, wall: walls.Names, page: int) -> None:
    """Draw one page of names, each with its number; nothing else competes for attention."""
    grid = names_grid(c.size, wall.entries)
    columns = names_columns(c.size, wall.entries, grid)
    page %= len(columns)
    pages = [[entry for column in one_page for entry in column] for one_page in columns]
    entries = pages[page]
    heading(
        c, wall.title, page_mark(page, len(pages), f"{_start(entries[0])}–{_start(entries[-1])}" if entries else "")
    )
    for i, column in enumerate(columns[page]):
        y = HEAD * c.h
        for entry in column:
            y = _name(c, wall, entry, c.left + i * (grid.width + grid.gap), y, grid)
    chrome.foot(c, wall, wall.note, _spans(pages), page)


def _start(entry: Entry) -> str:
    """The first letters of a name: enough to know whether one's own is here."""
    return entry.name.split(",")[0].strip()[:3]


def _spans(pages: Sequence[Sequence[Entry]]) -> list[str]:
    """What each page holds, «B–Hau», «Hå–Sk», «Sl–Å», so that people know which page to wait for."""
    if len(pages) > MOST_MARKS:
        return []
    if any(not rows for rows in pages):
        return [""] * len(pages)
    begins = [_letter(pages[0][0].name)] + [
        _told_apart(page[-1], following[0])[1] for page, following in pairwise(pages)
    ]
    ends = [_told_apart(page[-1], following[0])[0] for page, following in pairwise(pages)] + [
        _letter(pages[-1][-1].name)
    ]
    return [first if first == last else f"{first}–{last}" for first, last in zip(begins, ends, strict=True)]


def _letter(name: str) -> str:
    return "Å" if name.upper().startswith("AA") else name[:1].upper()


def _told_apart(last: Entry, first: Entry) -> tuple[str, str]:
    """How the last name of a page and the first of the next are told apart: by a letter, a few, or the whole name."""
    if _letter(last.name) != _letter(first.name):
        return _letter(last.name), _letter(first.name)
    name, other = last.name.split(",")[0].strip(), first.name.split(",")[0].strip()
    alike = next((i for i, (a, b) in enumerate(zip(name, other, strict=False)) if a.casefold() != b.casefold()), 99)
    if alike < LONGEST_MARK:
        return name[: alike + 1].rstrip("- "), other[: alike + 1].rstrip("- ")
    whole = max(len(name), len(other)) <= LONGEST_MARK
    return (name, other) if whole else (name[:4].rstrip("- "), other[:4].rstrip("- "))


def _name(c: Canvas, wall: walls.Names, entry: Entry, x: float, y: float, grid: Grid) -> float:
    strong = c.one(entry.place, grid.place_px, "bold")
    before = c.one(f"{entry.before} →", max(c.small, c.h * 0.04)) if entry.before else None
    name, pitch = _name_block(c.size, entry, grid), _row_pitch(c.size, entry, grid)
    middle = y + pitch * 0.5 - c.h * 0.001
    c.put(name, x, middle - name.height / 2)
    c.put(strong, x, middle - strong.height / 2, c.part_token(wall.part), align="right", width=grid.width)
    if before:
        c.put(
            before, x, middle - before.height / 2, "mute", align="right", width=grid.width - strong.width - c.h * 0.02
        )
    c.line(y + pitch - c.h * 0.002, x, grid.width)
    return y + pitch
