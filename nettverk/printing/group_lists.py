"""Who sits where: by name for the door, by table for the host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nettverk.domain.handouts import GroupsByName, GroupsByTable, Placed, Round, Sitter, TablePeople
from nettverk.i18n import _, _n, clock
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Columns, Heading, PageBreak, Stack, Text
from nettverk.printing.flow import WIDTH, Draw, Letter, pages
from nettverk.printing.lines import Span
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tables import Row
from nettverk.printing.tags import Node

_SIZES = (
    (16.0, 20.0, 5.0),
    (14.0, 20.0, 2.5),
    (12.0, 15.0, 2.5),
    (10.5, 15.0, 1.25),
)  # size, leading, air: largest first
_GAP = 25.0


# --- by name ---


class NameRow(Row):
    """A name and its tables, never parted by the end of a column."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        return super().split(width, room) if self.height(width) > 300 else None


class NameColumns(Columns):
    """Columns of names, each with the heads of its figures where there are several rounds."""

    def __init__(self, rows: Sequence[Block], head: Row | None, node: Node, *, before: float = 0.0) -> None:
        super().__init__(rows, 2, gap=_GAP, before=before)
        self.head, self.node = head, node

    def _top(self, width: float) -> float:
        return self.head.height(self._width(width)) if self.head else 0.0

    def height(self, width: float) -> float:
        return super().height(width) + self._top(width)

    def least(self, width: float) -> float:
        return self._top(width) + min(60.0, super().height(width))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        pieces = super().split(width, room - self._top(width))
        if pieces is None:
            return None
        head, tail = pieces
        made = [
            NameColumns(piece.blocks, self.head, self.node, before=self.before)
            for piece in (head, tail)
            if isinstance(piece, Columns)
        ]
        made[0]._heights[width] = room - self._top(width)
        return made[0], made[1]

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top, column = self._top(width), self._width(width)
        poured, _rest = self._poured(column, super().height(width) + 0.01)
        with pen.element(self.node):
            for number, placed in enumerate(poured):
                left = x + number * (column + self.gap)
                if self.head is not None:
                    with pen.artifact():
                        self.head.draw(pen, left, y, column)
                for block, down in placed:
                    block.draw(pen, left, y + top + down, column)


def draw_by_name(document: GroupsByName) -> list[Draw]:
    """«Finn bordet ditt», in the largest letters that need no more pages than the smallest would."""
    fewest = len(_by_name(document, *_SIZES[-1]))
    for size in _SIZES:
        made = _by_name(document, *size)
        if len(made) <= max(1, fewest):
            return made
    return _by_name(document, *_SIZES[-1])


def _by_name(document: GroupsByName, size: float, leading: float, air: float) -> list[Draw]:
    column = (WIDTH - _GAP) / 2
    style = styles.Style(size, leading)
    figure = 14 + size * 1.3
    widths = [column - figure * len(document.rounds), *([figure] * len(document.rounds))]
    twice = {name for name, times in Counter(person.name for person in document.people).items() if times > 1}
    rows: list[Block] = [
        _name_row(person, style, widths, air, tell_apart=person.name in twice) for person in document.people
    ]
    title = _("Finn bordet ditt")
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0), *_rounds(document.rounds)]
    head = _heads(document.rounds, widths) if len(document.rounds) > 1 else None
    blocks.append(NameColumns(rows, head, Node("Table"), before=15))
    return pages(Letter(document.occasion, title, blocks, document.occasion.next_time))


def _name_row(person: Placed, style: Style, widths: Sequence[float], air: float, *, tell_apart: bool) -> Row:
    name = [Span(person.name)]
    if tell_apart and person.unit:
        both = fonts.face(fonts.REGULAR).width(f"{person.name} {person.unit}") * style.size / 1000
        name.append(Span(f"{' ' if both <= widths[0] else chr(10)}{person.unit}", colour=styles.MUTE))
    figure = style.but(face=fonts.BOLD, align="right")
    cells: list[Block] = [Text(name, style)]
    cells += [Text("–" if number is None else str(number), figure) for number in person.tables]
    nodes = [Node("TH", scope="Row"), *(Node("TD") for _number in person.tables)]
    return NameRow(cells, widths, gap=0, air=air, rule=(styles.HAIR, styles.RULE), nodes=nodes)


def _heads(rounds: Sequence[Round], widths: Sequence[float]) -> Row:
    label = styles.LABEL.but(align="right")
    words = [_head(one, number) for number, one in enumerate(rounds, 1)]
    return Row(
        [Text("", styles.LABEL), *(Text(word, label) for word in words)],
        widths,
        gap=0,
        air=0,
        rule=(styles.STRONG, styles.INK),
    )


def _rounds(rounds: Sequence[Round]) -> list[Block]:
    """What the figures are for: the part and when it starts; one line for each round, as its column is headed."""
    note = styles.NOTE.but(size=10.5)
    if len(rounds) == 1:
        start = rounds[0].start
        words = [rounds[0].title, *([_("kl. {time}").format(time=clock(start))] if start else [])]
        return [Text(" · ".join(words), note, keep=True)]
    return [Text(f"{_head(one, number)}  {one.title}", note, keep=True) for number, one in enumerate(rounds, 1)]


def _head(one: Round, number: int) -> str:
    return clock(one.start) if one.start else str(number)


# --- by table ---


class Shape(Block):
    """A service's shape on the line of a name."""

    def __init__(self, shape: str, style: Style) -> None:
        self.shape, self.style = shape, style

    def height(self, width: float) -> float:
        return self.style.leading

    def baseline(self, width: float) -> float:
        return self.style.baseline

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.shape(self.shape, x + 4.5, y + self.style.baseline - 3.6, 9, styles.INK, filled=False)


def draw_by_table(document: GroupsByTable) -> list[Draw]:
    """Every table with its people, two tables beside one another, a legend of the services last."""
    blocks: list[Block | PageBreak] = []
    for number, (one, tables) in enumerate(document.rounds):
        if number:
            blocks.append(PageBreak())
        people = sum(len(table.people) for table in tables)
        count = f"{_n('{n} bord', '{n} bord', len(tables))} · {_n('{n} deltaker', '{n} deltakere', people)}"
        blocks.append(
            Heading(one.title, styles.TITLE.but(size=22, leading=30), level=1, part=one.main_number, outline=0)
        )
        when = _("kl. {time}").format(time=clock(one.start)) if one.start else ""
        blocks.append(Text(" · ".join(word for word in (when, count) if word), styles.NOTE.but(size=10.5), keep=True))
        names = _share_of_names([person for table in tables for person in table.people])
        blocks += [_beside(tables[at : at + 2], one.main_number, names) for at in range(0, len(tables), 2)]
        blocks += _legend(tables)
    return pages(Letter(document.occasion, _("Grupper"), blocks, document.occasion.next_time))


def _share_of_names(people: Sequence[Sitter]) -> float:
    """How much of a line names need beside units, so that as few as can be take two lines; the same at every table."""
    names = sorted(fonts.face(fonts.REGULAR).width(person.name) * styles.PLAIN.size for person in people)
    units = sorted(fonts.face(fonts.REGULAR).width(person.unit) * styles.NOTE.size for person in people)
    if not names:
        return 0.55
    most = int(len(names) * 0.9)  # the longest tenth may wrap
    name, unit = names[min(most, len(names) - 1)], units[min(most, len(units) - 1)]
    return min(0.65, max(0.45, name / max(1.0, name + unit)))


def _beside(tables: Sequence[TablePeople], part: int, names: float) -> Block:
    column = (WIDTH - _GAP) / 2
    cells = [_table(table, column, part, names) for table in tables]
    return Row(
        [*cells, Stack([])][:2], [column, column], gap=_GAP, air=0, rule=None, kind="Div", node=Node("Div"), before=22
    )


def _table(table: TablePeople, width: float, part: int, names: float) -> Stack:
    bord = _("Bord {number}").format(number=table.number)
    title = [Span(f"{bord}  " if table.name else bord), Span(table.name, face=fonts.REGULAR)]
    head = Row(
        [Text(title, styles.HEADING, kind="H2")],
        [width],
        gap=0,
        air=0,
        rule=(styles.STRONG, styles.HUES[part]),
        kind="Div",
        node=Node("Div"),
    )
    head.keep = True
    people = [_sitter(person, width, own=bool(table.name), names=names) for person in table.people]
    if people:
        people[0].before = 4.0
    tasks = _tasks(table.people)
    return Stack([head, *people, *tasks], whole=len(people) <= 20)


def _tasks(people: Sequence[Sitter]) -> list[Block]:
    """Who is ordstyrer, tidtaker …, in one quiet line: given names where they are alone with them at the table."""
    given = Counter(person.given_name for person in people)
    words: list[Span] = []
    for person in sorted(people, key=lambda one: one.group_role):
        if person.group_role:
            name = person.given_name if person.given_name and given[person.given_name] == 1 else person.name
            words += [
                Span(" · " if words else ""),
                Span(person.group_role.capitalize()),
                Span(f" {name}", colour=styles.INK),
            ]
    return [Text(words, styles.NOTE.but(leading=12.5), before=3)] if words else []


def _sitter(person: Sitter, width: float, *, own: bool, names: float) -> Row:
    """One person on a line; ``names`` is the part of the width that names have, the rest is for units."""
    if own:
        return Row([Text(person.name, styles.PLAIN)], [width], gap=0, air=1.25, rule=None, kind="Div", node=Node("Div"))
    left = 14.0
    wide = (width - left - 10) * names
    shape, name, unit = (
        Shape(person.shape, styles.PLAIN),
        Text(person.name, styles.PLAIN),
        Text(person.unit, styles.NOTE),
    )
    cells: list[Block] = [shape, name, unit]
    widths = [left, wide, width - left - 10 - wide]
    if len(name.lines(wide)) > 2:  # a long name gets the whole line, its unit the next
        cells, widths = [shape, Stack([name, unit])], [left, width - left - 5]
    return Row(cells, widths, gap=5, air=1.25, rule=None, kind="Div", node=Node("Div"))


def _legend(tables: Sequence[TablePeople]) -> list[Block]:
    """What the shapes mean, for those that are there; nothing where every table is a unit of its own."""
    seen: dict[str, str] = {}
    for table in tables:
        for person in table.people:
            if person.shape and person.service and not table.name:
                seen.setdefault(person.shape, person.service)
    kinds = sorted(seen.items(), key=lambda kind: list(_order()).index(kind[0]) if kind[0] in _order() else 99)
    return [Legend(kinds)] if len(kinds) > 1 else []


def _order() -> tuple[str, ...]:
    return ("circle", "pentagon", "diamond", "triangle", "plus", "square", "star", "hexagon", "drop", "ring")


class Legend(Block):
    """Shapes and the services they stand for, in lines."""

    before = 25.0

    def __init__(self, kinds: Sequence[tuple[str, str]]) -> None:
        self.kinds = [(shape, Text(service, styles.NOTE)) for shape, service in kinds]

    def _places(self, width: float) -> list[tuple[float, float, str, Text]]:
        x = y = 0.0
        places = []
        for shape, text in self.kinds:
            wide = 14 + text.lines(width - 14)[0].width
            if x and x + wide > width:
                x, y = 0.0, y + 15
            places.append((x, y, shape, text))
            x += wide + 20
        return places

    def height(self, width: float) -> float:
        return self._places(width)[-1][1] + 15

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for left, down, shape, text in self._places(width):
            pen.shape(shape, x + left + 4.5, y + down + styles.NOTE.baseline - 3.2, 8, styles.MUTE, filled=False)
            text.draw(pen, x + left + 14, y + down, width - 14)
