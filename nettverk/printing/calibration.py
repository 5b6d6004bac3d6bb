"""A page to measure with a ruler: where a printer lays what is sent to it, and how large."""

from __future__ import annotations

from nettverk.domain.printer_fit import ACROSS, CORNER, DOWN
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Heading, Text
from nettverk.printing.flow import Page
from nettverk.printing.pen import Pen
from nettverk.printing.styles import MM

_TICK = 3 * MM


def pages(printer: str) -> list[Page]:
    """One page for a printer, by its name."""

    def draw(pen: Pen) -> None:
        left, top = CORNER * MM, CORNER * MM
        for word, x, y, wide, high in (
            ("A", left, top, 0.0, DOWN * MM), ("B", left, top, ACROSS * MM, 0.0),
        ):  # fmt: skip
            if wide:
                pen.rule(x, y, wide, 0.6, styles.INK)
                for end in (x, x + wide):
                    pen.upright(end, y - _TICK, 2 * _TICK, 0.6, styles.INK)
            else:
                pen.upright(x, y, high, 0.6, styles.INK)
                for end in (y, y + high):
                    pen.rule(x - _TICK, end, 2 * _TICK, 0.6, styles.INK)
            name = Text(word, styles.HEADING, kind="P")
            name.draw(pen, x + (wide / 2 if wide else 6), y + (high / 2 if high else 6), 20)
        x, width = left + 25 * MM, (ACROSS - 50) * MM
        y = top + 30 * MM
        steps = (
            _("1. Mål fra venstre kant av arket til streken A. Den skal være {n} mm.").format(n=f"{CORNER:g}"),
            _("2. Mål fra øverste kant av arket til streken B. Den skal være {n} mm.").format(n=f"{CORNER:g}"),
            _("3. Mål hvor lang B er, mellom de to tverrstrekene: {n} mm.").format(n=f"{ACROSS:g}"),
            _("4. Mål hvor lang A er, mellom de to tverrstrekene: {n} mm.").format(n=f"{DOWN:g}"),
            _("Skriv det du målte, i Tilpass skriveren. Da treffer etiketter og brettekanter."),
        )
        title = Heading(_("Ark til å måle skriveren med"), styles.TITLE, level=1, outline=0)
        blocks = [title, Text(printer, styles.LEAD), *(Text(step, styles.PLAIN, before=8) for step in steps)]
        for block in blocks:
            y += block.before
            block.draw(pen, x, y, width)
            y += block.height(width)

    return [draw]
