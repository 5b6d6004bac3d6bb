"""Sheets to count on: a stroke for each answer from paper, five and five, and a sum that is typed in afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.sheet_papers import SheetPaper, TallySheets
from nettverk.domain.sheets.definition import Block as SheetBlock
from nettverk.domain.sheets.definition import BlockKind, Item, Level
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Stack, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.pen import Pen
from nettverk.printing.sheets.kinds import HELP, PROMPT, GrowingTable
from nettverk.printing.sheets.marks import LevelName
from nettverk.printing.sheets.pages import Top, title_style
from nettverk.printing.sheets.writing import WritingLabels
from nettverk.printing.tables import Row, headed

COUNTED = (BlockKind.SCALE, BlockKind.TICKS)
"""Blocks whose answers are counted by hand; the rest is typed as it was written."""
_GAP = 8.0


def pages(document: TallySheets) -> list[Page]:
    """A sheet to count on for each, numbered on its own; nothing for sheets that have nothing to count."""
    drawn: list[Page] = []
    for paper in document.papers:
        counted = [block for block in paper.sheet.blocks if block.kind in COUNTED and block.items]
        if counted:
            drawn += lay_out(_letter(document, paper, counted))
    return drawn


def _letter(document: TallySheets, paper: SheetPaper, counted: Sequence[SheetBlock]) -> Letter:
    title = _("Telleark: {sheet}").format(sheet=paper.sheet.title)
    blocks: list[Block] = [
        Top(paper),
        Heading(title, title_style(title), level=1, before=6),
        Text(_("Én strek for hvert svar, fem i hver bunke. Summen skrives inn etterpå."), HELP, before=2, keep=True),
        WritingLabels((_("Så mange ark har vi talt"), _("Talt av"), _("Skrevet inn")), before=26),
    ]
    for block in counted:
        blocks.append(Heading(block.prompt, PROMPT, level=2, before=20))
        blocks += _tables(block)
    return Letter(document.occasion, title, blocks)


def _tables(block: SheetBlock) -> list[Block]:
    areas = [(area.label, [item for item in block.items if item.area == area.id]) for area in block.areas]
    groups = [("", [item for item in block.items if not item.area]), *areas]
    blocks: list[Block] = []
    for label, items in groups:
        if not items:
            continue
        if label:
            blocks.append(Heading(label, styles.SUBHEADING.but(size=11.5), level=3, before=14))
        blocks.append(_table(block.levels, items))
    return blocks


def _table(levels: Sequence[Level], items: Sequence[Item]) -> Block:
    """A box for strokes and a box for the sum, for each level; one of each for ticks."""
    count = max(1, len(levels))
    boxes = min(330.0, 165.0 * count)
    wide = (boxes - _GAP * (count - 1)) / count
    widths = [WIDTH - boxes - _GAP, *([wide] * count)]
    names: list[Block] = [LevelName(level) for level in levels] or [Text(_("Kryss"), styles.LABEL)]
    header = Row([Text("", styles.LABEL), *names], widths, gap=_GAP, air=3, rule=(styles.STRONG, styles.INK), kind="TH")
    rows = [
        Row([Stack([Text(item.label, styles.PLAIN)]), *([StrokeBox()] * count)], widths, gap=_GAP, air=5,
            rule=(styles.HAIR, styles.RULE), nodes=headed(count + 1))
        for item in items
    ]  # fmt: skip
    return GrowingTable(header, rows, before=4, most_air=4)


class StrokeBox(Block):
    """Room for strokes, and a field for their sum at its right."""

    _TALL, _SUM = 26.0, 26.0

    def height(self, width: float) -> float:
        return self._TALL

    def baseline(self, width: float) -> float:
        return 17.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.box(x, y, width, self._TALL, styles.LINE, styles.MUTE)
        pen.upright(x + width - self._SUM, y, self._TALL, styles.LINE, styles.MUTE)
