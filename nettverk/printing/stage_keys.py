"""The crib for the lectern: every key of the stage on one page, under the headings of the program's own list."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.handouts import StageKeys
from nettverk.domain.rundown.commands import KeyLine
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Columns, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.tables import Column, Table, table

_GAP = 24.0
_KEYS = styles.STRONG_TEXT.but(leading=14)
_WORDS = styles.PLAIN.but(leading=14)


def pages(document: StageKeys) -> list[Page]:
    """One page."""
    inside: list[Block] = []
    for title, lines in document.groups:
        inside += [Heading(title, outline=1, before=14), _table(title, lines)]
    title = _("Huskelapp til talerstolen")
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        Text(_("Tastene i kontrollvinduet. De samme står i programmet når du trykker på ?."), styles.LEAD),
        Columns(inside, 2, gap=_GAP, before=8),
    ]
    return lay_out(Letter(document.occasion, title, blocks))


def _table(title: str, lines: Sequence[KeyLine]) -> Table:
    columns = (
        Column(_("Tast"), most=96, style=_KEYS),
        Column(_("Gjør dette"), share=1.0, style=_WORDS),
    )
    grid = table(
        columns, [("  ".join(line.caps), line.explanation) for line in lines], (WIDTH - _GAP) / 2, gap=10, air=1.6
    )
    grid.whole = True
    grid.node.alt = title
    return grid
