"""The themes of a gathering: each with how widely it was said, and every point under it with where it came from."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.handouts import SaidPoint, ThemeOnPaper, ThemePages
from nettverk.i18n import _, number, quoted
from nettverk.printing import styles
from nettverk.printing.answers import BETWEEN, Said, Under
from nettverk.printing.blocks import Block, Columns, Heading, Item, Text
from nettverk.printing.figures import ResultBar
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out_well
from nettverk.printing.tables import Column, table
from nettverk.printing.tags import Node

_PART = 3


def pages(document: ThemePages) -> list[Page]:
    """Set the themes one after the other; what is in none of them comes last, so that nothing said is lost."""
    return lay_out_well(lambda air: _letter(document, air))


def _letter(document: ThemePages, air: float) -> Letter:
    occasion = document.occasion
    title = _("Dette sa dere")
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0)]
    if occasion.theme:
        blocks.append(Text(_("Tema: {theme}").format(theme=occasion.theme), styles.LEAD, keep=True))
    note = styles.NOTE.but(size=10.5)
    blocks += [Text(line, note, keep=True) for line in (occasion.when_and_where, document.counts) if line]
    if len(document.themes) > 1:
        blocks.append(_at_a_glance(document.themes))
    for theme in document.themes:
        blocks.append(Heading(theme.name, styles.typed(styles.HEADING), part=_PART, outline=1, before=24 * air))
        if theme.spread:
            blocks.append(Text(theme.spread, styles.STRONG_TEXT, keep=True))
        blocks.append(_points(theme.points))
    if document.unplaced:
        blocks.append(Heading(_("Ikke plassert"), part=_PART, outline=1, before=24 * air))
        blocks.append(_points(document.unplaced))
    return Letter(occasion, title, blocks, occasion.next_time)


def _at_a_glance(themes: Sequence[ThemeOnPaper]) -> Block:
    """Every theme with a bar for how many points it holds."""
    most = max(len(theme.points) for theme in themes) or 1
    columns = [
        Column(_("Tema"), share=1, style=styles.typed(styles.PLAIN)),
        Column("", fixed=200),
        Column(_("Punkter"), fixed=60, style=styles.STRONG_TEXT.but(align="right")),
    ]
    rows: list[list[str | Block]] = [
        [theme.name, ResultBar(len(theme.points) / most, styles.HUES[_PART]), number(len(theme.points))]
        for theme in themes
    ]
    return table(columns, rows, WIDTH, before=16, air=3.5)


def _points(points: Sequence[SaidPoint]) -> Block:
    bullets = Node("L")
    items: list[Block] = []
    for place, point in enumerate(points):
        text = quoted(point.text) if point.quote else point.text
        item = Item(text, styles.typed(styles.BODY), bullets, part=_PART)
        source = " · ".join(word for word in (point.who, point.role) if word)
        stack: list[Block] = [item]
        if source:
            item.keep = len(text) < 400
            stack.append(Under(source, indent=item.indent))
        items.append(Said(stack, before=BETWEEN if place else 0.0, whole=len(text) < 400))
    return Columns(items, 2, before=5)
