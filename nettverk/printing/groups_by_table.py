"""Who sits where, by table: the list for the host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nettverk.domain.handouts import GroupsByTable, SeatedPerson, TablePeople
from nettverk.i18n import _, _n, clock
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Heading, PageBreak, Place, Stack, Text, fill
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.lines import Span
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tables import Again, Row
from nettverk.printing.tags import Node

_GAP = 25.0
_WHOLE = 330.0
"""Points: a table lower than this is never divided."""


class Shape(Block):
    """A service's shape on the line of a name."""

    def __init__(self, shape: str, service: str, style: Style) -> None:
        self.shape, self.service, self.style = shape, service, style

    def height(self, width: float) -> float:
        return self.style.leading

    def baseline(self, width: float) -> float:
        return self.style.baseline

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        middle = y + self.style.baseline - 3.6
        pen.shape(self.shape, x + 4.5, middle, 9, styles.INK, filled=False, alt=self.service)


def pages(document: GroupsByTable) -> list[Page]:
    """Every table with its people, two tables beside one another, a legend of the services last.

    Set a little closer where that saves a page.
    """
    airy, close = _by_table(document, 22.0, 1.25), _by_table(document, 14.0, 0.0)
    return close if len(close) < len(airy) else airy


def _by_table(document: GroupsByTable, between: float, air: float) -> list[Page]:
    blocks: list[Block | PageBreak] = []
    for number, (round_, tables) in enumerate(document.rounds):
        if number:
            blocks.append(PageBreak())
        people = sum(len(table.people) for table in tables)
        count = f"{_n('{n} bord', '{n} bord', len(tables))} · {_n('{n} deltaker', '{n} deltakere', people)}"
        title = styles.TITLE.but(size=22, leading=30)
        blocks.append(Heading(round_.title, title, level=1, part=round_.main_number, outline=0))
        when = _("kl. {time}").format(time=clock(round_.start)) if round_.start else ""
        line = " · ".join(word for word in (when, count) if word)
        blocks.append(Text(line, styles.NOTE.but(size=10.5), keep=True))
        look = _Look(round_.main_number, _share_of_names([person for table in tables for person in table.people]), air)
        blocks += [_beside(tables[at : at + 2], look, between) for at in range(0, len(tables), 2)]
        blocks += _legend(tables)
    return lay_out(Letter(document.occasion, _("Grupper"), blocks, document.occasion.next_time))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the tables of a round are set: the part's number, the share of a line that names have, air around it."""

    part: int
    names: float
    air: float


def _share_of_names(people: Sequence[SeatedPerson]) -> float:
    """How much of a line names need beside units, so that as few as can be take two lines; the same at every table."""
    names = sorted(fonts.face(fonts.REGULAR).width(person.name) * styles.PLAIN.size for person in people)
    units = sorted(fonts.face(fonts.REGULAR).width(person.unit) * styles.NOTE.size for person in people)
    if not names:
        return 0.55
    most = int(len(names) * 0.9)  # the longest tenth may wrap
    name, unit = names[min(most, len(names) - 1)], units[min(most, len(units) - 1)]
    return min(0.65, max(0.45, name / max(1.0, name + unit)))


def _beside(tables: Sequence[TablePeople], look: _Look, before: float) -> Block:
    column = (WIDTH - _GAP) / 2
    cells = [_table(table, column, look) for table in tables]
    return Row(
        [*cells, Stack([])][:2],
        [column, column],
        gap=_GAP,
        air=0,
        rule=None,
        kind="Div",
        node=Node("Div"),
        before=before,
    )


def _table(table: TablePeople, width: float, look: _Look) -> Stack:
    bord = _("Bord {number}").format(number=table.number)
    title = [Span(f"{bord}  " if table.name else bord), Span(table.name, face=fonts.REGULAR)]
    head = Row(
        [Place(title, styles.HEADING, kind="H2")],
        [width],
        gap=0,
        air=0,
        rule=(styles.STRONG, styles.HUES[look.part]),
        kind="Div",
        node=Node("Div"),
    )
    head.keep = True
    people = [_sitter(person, width, look, own=bool(table.name)) for person in table.people]
    tasks = _tasks(table.people)
    seated = [Stack(people, node=Node("L"), before=4.0)] if people else []
    return _AtTable([head, *seated, *tasks], title, width)


class _AtTable(Stack):
    """A table with its people; one so tall that its page would be half empty goes on under its name on the next."""

    def __init__(self, blocks: Sequence[Block], title: Sequence[Span], width: float) -> None:
        tall = sum(block.height(width) for block in blocks)
        super().__init__(blocks, whole=tall < _WHOLE)
        self._title, self._width = title, width

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self.whole:
            return None
        placed, rest = fill(self.blocks, width, room)
        if len(placed) < 2 or not rest:  # its name alone says nothing
            return None
        again = Again(Text(self._title, styles.HEADING))
        tail = _AtTable([again, *rest], self._title, self._width)
        tail.whole = False
        return Stack([block for block, _y in placed]), tail


def _tasks(people: Sequence[SeatedPerson]) -> list[Block]:
    """Who is ordstyrer, tidtaker …, in one quiet line: given names where they are alone with them at the table."""
    given = Counter(person.given_name for person in people)
    words: list[Span] = []
    for person in sorted(people, key=lambda seated: seated.group_role):
        if person.group_role:
            name = person.given_name if person.given_name and given[person.given_name] == 1 else person.name
            words += [
                Span(" · " if words else ""),
                Span(person.group_role.capitalize()),
                Span(f" {name}", colour=styles.INK),
            ]
    return [Text(words, styles.NOTE.but(leading=12.5), before=3)] if words else []


def _sitter(person: SeatedPerson, width: float, look: _Look, *, own: bool) -> Row:
    """One person on a line: shape, name and unit."""
    if own:
        name = Text(person.name, styles.PLAIN)
        return Row([name], [width], gap=0, air=look.air, rule=None, node=Node("LI"), nodes=[Node("LBody")])
    left = 14.0
    wide = (width - left - 10) * look.names
    shape, name, unit = (
        Shape(person.shape, person.service, styles.PLAIN),
        Text(person.name, styles.PLAIN),
        Text(person.unit, styles.NOTE),
    )
    cells: list[Block] = [shape, name, unit]
    widths = [left, wide, width - left - 10 - wide]
    if len(name.lines(wide)) > 2:  # a long name gets the whole line, its unit the next
        cells, widths = [shape, Stack([name, unit], whole=True)], [left, width - left - 5]
    body = Node("LBody")  # the name and the unit are one point; the service's shape is what is before it
    nodes = [Node("Lbl"), *([body] * (len(cells) - 1))]
    return Row(cells, widths, gap=5, air=look.air, rule=None, node=Node("LI"), nodes=nodes)


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
    return (
        "circle",
        "pentagon",
        "diamond",
        "triangle",
        "plus",
        "square",
        "star",
        "hexagon",
        "drop",
        "hourglass",
        "ring",
    )


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
        with pen.element(Node("L")):
            for left, down, shape, text in self._places(width):
                with pen.element(Node("LI")), pen.element(Node("LBody")):
                    pen.shape(
                        shape, x + left + 4.5, y + down + styles.NOTE.baseline - 3.2, 8, styles.MUTE, filled=False
                    )
                    text.draw(pen, x + left + 14, y + down, width - 14)
