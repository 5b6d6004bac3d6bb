"""Which units have sat at the same table: a square for each pair, the larger the more of them have met; and a table.

It is read in black and white: size says how much, and an empty place says not yet.
"""

from __future__ import annotations

from nettverk.domain.handouts import MetUnit, WhoMet
from nettverk.i18n import _, _n, join, number
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out, one_line
from nettverk.printing.lines import set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.tables import Column, table
from nettverk.printing.tags import Node

_NAMES, _LARGEST_CELL = 150.0, 16.0
_SHOWN = 8
"""Units named of those that one has not met; the squares have them all."""


def pages(document: WhoMet) -> list[Page]:
    """Set the squares and the table."""
    title = _("Hvem har møtt hvem")
    pairs = len(document.units) * (len(document.units) - 1) // 2
    met = sum(share > 0 for row, shares in enumerate(document.shares) for share in shares[row + 1 :])
    counts = _("{met} av {pairs} par av enheter har møttes ved et bord. Av alle par av folk: {share} %.").format(
        met=number(met), pairs=number(pairs), share=number(int(document.share * 100))
    )
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        Text(counts, styles.LEAD, keep=True),
        Squares(document, before=10.0),
        Heading(_("Enhet for enhet"), level=2, outline=1, before=24),
        _rows(document),
    ]
    return lay_out(Letter(document.occasion, title, blocks, document.occasion.next_time))


def _rows(document: WhoMet) -> Block:
    columns = [
        Column(_("Enhet"), most=170, style=styles.STRONG_TEXT),
        Column(_("Har møtt"), most=70),
        Column(_("Har ikke møtt ennå"), share=1),
    ]
    rows = [_row(document, place, unit) for place, unit in enumerate(document.units)]
    return table(columns, rows, WIDTH, before=5, air=3)


def _row(document: WhoMet, place: int, unit: MetUnit) -> list[str]:
    others = [at for at in range(len(document.units)) if at != place]
    not_yet = [document.units[at].name for at in others if not document.shares[place][at]]
    named = not_yet[:_SHOWN]
    if len(not_yet) > len(named):
        named.append(_n("{n} til", "{n} til", len(not_yet) - len(named)))
    met = _("{met} av {n}").format(met=len(others) - len(not_yet), n=len(others))
    return [unit.name, met, join(named) if named else "–"]


class Squares(Block):
    """Units down and across, in the same order; its words stand in the table below it."""

    def __init__(self, document: WhoMet, before: float) -> None:
        self.document, self.before = document, before
        self._cell = min(_LARGEST_CELL, (WIDTH - _NAMES) / max(1, len(document.units)))

    def height(self, width: float) -> float:
        return (len(self.document.units) + 1) * self._cell + 22

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        count, cell = len(self.document.units), self._cell
        style = styles.NOTE.but(size=max(3.0, min(8.5, cell * 0.72)), leading=cell)
        left, top = x + _NAMES, y + cell
        alt = _("Ruter: enhetene nedover og bortover. Jo større firkant, jo flere av dem har møttes.")
        with pen.figure(alt, x, y, _NAMES + count * cell, (count + 1) * cell):
            for at, unit in enumerate(self.document.units):
                base = top + at * cell + cell * 0.74
                name = one_line(f"{at + 1} {unit.name}", style, _NAMES - 8)
                pen.line(name, style, x, base)
                pen.line(
                    set_lines(str(at + 1), style, 4 * cell)[0],
                    style.but(align="center"),
                    left + at * cell,
                    y + cell * 0.74,
                    cell,
                )
                pen.rule(x, top + at * cell, _NAMES + count * cell, 0.3, styles.RULE)
            pen.rule(x, top + count * cell, _NAMES + count * cell, 0.3, styles.RULE)
            for row in range(count):
                for column in range(count):
                    self._square(pen, left + column * cell, top + row * cell, row, column)
        self._key(pen, x, top + count * cell + 8)

    def _square(self, pen: Pen, x: float, y: float, row: int, column: int) -> None:
        cell = self._cell
        if row == column:
            pen.bar(x + cell * 0.42, y + cell * 0.42, cell * 0.16, cell * 0.16, styles.RULE)
            return
        share = self.document.shares[row][column]
        if share:
            side = cell * (0.22 + 0.68 * min(1.0, share) ** 0.5)
            pen.bar(x + (cell - side) / 2, y + (cell - side) / 2, side, side, styles.HUES[3])

    def _key(self, pen: Pen, x: float, y: float) -> None:
        words = _("Stor firkant: alle har møttes. Liten: noen få. Tomt: ikke ennå.")
        with pen.content(Node("P")):
            pen.line(one_line(words, styles.NOTE, WIDTH), styles.NOTE, x, y + styles.NOTE.baseline)
