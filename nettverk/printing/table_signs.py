"""Table signs: A4 folded to a tent, the number on both sides."""

from __future__ import annotations

from nettverk.domain.handouts import TableSign, TableSigns
from nettverk.i18n import _
from nettverk.printing import fonts, letterhead, shapes, styles
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Page
from nettverk.printing.lines import set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import A4, MARGIN, Style
from nettverk.printing.tags import Node

_HALF = A4[1] / 2
_WIDTH = A4[0] - 2 * MARGIN


def pages(document: TableSigns) -> list[Page]:
    """Set one folded page for each table, its number as large as can be read across the room."""
    return [_page(document, sign) for sign in document.signs]


def _page(document: TableSigns, sign: TableSign) -> Page:
    def draw(pen: Pen) -> None:
        pen.outline(_("Bord {number}").format(number=sign.number), 0)
        with pen.turned(), pen.artifact():  # the far side says the same: read once is enough
            _side(pen, document, sign)
        _side(pen, document, sign)
        for x in (0.0, A4[0] - 20):
            pen.rule(x, _HALF, 20, styles.LINE, styles.MUTE)
        with pen.artifact():
            note = styles.NOTE.but(size=7.5)
            pen.line(set_lines(_("Brett her"), note, 60)[0], note, 24, _HALF + 2.6)

    return draw


def _side(pen: Pen, document: TableSigns, sign: TableSign) -> None:
    """One side of the tent, in the lower half of the page as it lies."""
    number = str(sign.number)
    if sign.name:
        _place(pen, sign.name, Style(150, 165, fonts.BOLD, align="center"), _HALF + 40, 215, least=20)
        below = _("Bord {number}").format(number=number)
        _place(
            pen, below, Style(72, 86, fonts.SEMIBOLD, styles.MUTE, align="center"), _HALF + 262, 86, least=20, kind="P"
        )
    else:
        word = Style(24, 30, fonts.SEMIBOLD, styles.MUTE, align="center")
        _place(pen, _("Bord"), word, _HALF + 38, 30, least=12, kind="P")
        figure = Style(340, 340, fonts.BOLD, align="center")
        figure, lines = fit(number, figure, _WIDTH, 340, least=60)
        with pen.content(Node("H1")):
            pen.line(lines[0], figure, MARGIN, _HALF + 213 + figure.size * fonts.CAP_HEIGHT / 2, _WIDTH)
    letterhead.colour(pen, document.occasion, MARGIN, _HALF + 24, 40, 4)
    letterhead.logo(pen, document.occasion, A4[0] - MARGIN, _HALF + 20, 110, 30, said=sign is document.signs[0])
    _foot(pen, document)


def _place(pen: Pen, text: str, style: Style, top: float, height: float, *, least: float, kind: str = "H1") -> None:
    # As large as it goes, on as many lines as that takes: it is read from across the room.
    style, lines = fit(text, style, _WIDTH, height, least=least, shrink=1.0)
    top += (height - len(lines) * style.leading) / 2
    with pen.content(Node(kind)):
        for number, line in enumerate(lines):
            pen.line(line, style, MARGIN, top + number * style.leading + style.baseline, _WIDTH)


def _foot(pen: Pen, document: TableSigns) -> None:
    style = styles.NOTE.but(size=11)
    y = A4[1] - 42
    words = document.occasion.name
    round_ = document.round
    x = MARGIN
    if round_ is not None:
        words = round_.title
        pen.shape(shapes.part_shape(round_.main_number), x + 6, y - 4, 12, styles.HUES[round_.main_number])
        x += 20
    line = set_lines(words, style, _WIDTH - 130)[0]
    with pen.content(Node("P")):
        pen.line(line, style, x, y)
        day = set_lines(document.occasion.date, style, 130)[0]
        pen.line(day, style.but(align="right"), MARGIN, y, _WIDTH)
