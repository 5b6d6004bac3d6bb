"""Loads what every document needs before the first one is asked for."""

from __future__ import annotations

from nettverk.printing import fonts, styles
from nettverk.printing.lines import set_lines
from nettverk.printing.make import make
from nettverk.printing.pen import Pen

_LONG_WORD = "samhandlingskompetanse"


def warm_up() -> None:
    """Read the fonts and the hyphens of the language in force, and draw a page that nobody sees."""

    def page(pen: Pen) -> None:
        for face in (fonts.REGULAR, fonts.SEMIBOLD, fonts.BOLD):
            style = styles.BODY.but(face=face)
            for line in set_lines(_LONG_WORD, style, 40):
                pen.line(line, style, 0, 40)

    make([page], "", "", only_to_look_at=True)
