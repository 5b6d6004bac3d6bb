"""Role cards: who does what at the table, A6, four to a sheet, parted with two cuts."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.handouts import RoleCard, RoleCards
from nettverk.i18n import _, _n
from nettverk.printing import fonts, letterhead, shapes, styles
from nettverk.printing.blocks import Block, Stack, Text
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Page, one_line
from nettverk.printing.lines import set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import A4, MM, Style
from nettverk.printing.tables import Row
from nettverk.printing.tags import Node

_WIDE, _HIGH = A4[0] / 2, A4[1] / 2
_AIR = 13 * MM
_ROLE = Style(34, 42, fonts.BOLD)
_NAME = Style(17, 24, fonts.SEMIBOLD)
_TASK = Style(17, 24)


def pages(document: RoleCards) -> list[Page]:
    """A card for every table and role: four tables to a sheet, so that a cut pile lies in the order of the tables."""
    tables = max(1, document.tables)
    sheets = -(-tables // 4)
    return [
        _sheet(document, card, number == 0, [place * sheets + number + 1 for place in range(4)])
        for card in document.cards
        for number in range(sheets)
    ]


def _sheet(document: RoleCards, card: RoleCard, first: bool, tables: Sequence[int]) -> Page:
    last = max(1, document.tables)

    def draw(pen: Pen) -> None:
        if first:
            pen.outline(f"{card.role} – {card.part_title}", 0)
        for x in (0.0, A4[0] - 6 * MM):
            pen.rule(x, _HIGH, 6 * MM, 0.4, styles.INK)
        for y in (0.0, A4[1] - 6 * MM):
            pen.upright(_WIDE, y, 6 * MM, 0.4, styles.INK)
        pen.rule(_WIDE - 2 * MM, _HIGH, 4 * MM, 0.4, styles.INK)
        pen.upright(_WIDE, _HIGH - 2 * MM, 4 * MM, 0.4, styles.INK)
        for place in range(4):
            x, y = place % 2 * _WIDE, place // 2 * _HIGH
            number = tables[place]
            with pen.element(Node("Sect")):
                if number <= last:
                    _card(pen, card, number if last > 1 else 0, x, y)
                    said = number == 1 and card is document.cards[0]
                    letterhead.logo(
                        pen, document.occasion, x + _WIDE - _AIR, y + _HIGH - 9 * MM - 18, 90, 18, said=said
                    )
                elif last == 1:
                    with pen.artifact():  # no groups yet: the same card again, read once is enough
                        _card(pen, card, 0, x, y)

    return draw


def _card(pen: Pen, card: RoleCard, table: int, x: float, y: float) -> None:
    left, width = x + _AIR, _WIDE - 2 * _AIR
    top = y + _AIR
    note = styles.NOTE
    indent = 0.0
    if card.main_number:
        middle = top + note.baseline - 3.2
        pen.shape(shapes.part_shape(card.main_number), left + 4.5, middle, 9, styles.HUES[card.main_number])
        indent = 15.0
    with pen.content(Node("P")):
        taken = 0.0
        if table:
            place = set_lines(_("Bord {number}").format(number=table), styles.HEADING, width)[0]
            taken = place.width + 12
            pen.line(place, styles.HEADING, left + width - place.width, top + note.baseline)
        pen.line(one_line(card.part_title, note, width - indent - taken), note, left + indent, top + note.baseline)
    role, lines = fit(card.role, _ROLE, width, 60, least=12)
    top += 30
    with pen.content(Node("H1")):
        for line in lines:
            pen.line(line, role, left, top + role.baseline)
            top += role.leading
    top = _who(pen, card, table, left, top, width)
    task = Text(card.task, _TASK)
    room = y + _HIGH - _AIR - top - 40
    task.draw(pen, left, top + 4, width)
    top += 4 + task.height(width) + 20
    for size in (14.0, 12.0, 10.5):  # as large as the card has room for: it is read at arm's length
        steps = _steps(card, width, size)
        if steps.blocks and steps.height(width) <= room - task.height(width) + 20:
            pen.rule(left, top, width, styles.STRONG, styles.HUES[card.main_number])
            steps.draw(pen, left, top + 8, width)
            return


def _who(pen: Pen, card: RoleCard, table: int, left: float, top: float, width: float) -> float:
    """Who has the task at this table, a line for each round where there are several; returns the next top."""
    names = dict(card.who).get(table, ())
    if not any(names):
        return top
    several = len(names) > 1
    lines = [(number, name) for number, name in enumerate(names, 1) if name]
    style = _NAME if not several else _NAME.but(size=12, leading=16)
    for number, name in lines:
        said = _("Runde {number}: {name}").format(number=number, name=name) if several else name
        fitted, set_ = fit(said, style, width, 2 * style.leading, least=9, shrink=0.7)
        with pen.content(Node("P")):
            for line in set_:
                pen.line(line, fitted, left, top + fitted.baseline)
                top += fitted.leading
    return top


def _steps(card: RoleCard, width: float, size: float) -> Stack:
    """The steps of the method, minutes to the right."""
    plain, strong = (style.but(size=size, leading=size * 1.43) for style in (styles.PLAIN, styles.STRONG_TEXT))
    lengths = [_n("{n} min", "{n} min", length) for _title, _hint, length in card.steps]
    minutes = max([set_lines(length, plain, width)[0].width for length in lengths], default=0.0) + 1
    rows: list[Block] = []
    steps = Node("L")
    for (title, hint, _length), length in zip(card.steps, lengths, strict=True):
        words: list[Block] = [Text(title, strong)]
        if hint:
            words.append(Text(hint, styles.NOTE.but(size=size - 1.5, leading=(size - 1.5) * 1.39)))
        time = Text(length, plain.but(align="right"))
        cells = [Stack(words), time]
        air = size * 0.4
        body = Node("LBody")  # a step and its minutes are one point
        widths = [width - minutes - 8, minutes]
        rows.append(Row(cells, widths, gap=8, air=air, rule=None, node=Node("LI"), nodes=[body, body]))
    return Stack(rows, node=steps)
