"""What each kind of block becomes on paper: words to read, and somewhere to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from nettverk.domain.sheets.by_source import asks_who
from nettverk.domain.sheets.checks import check_words, commitment_fields
from nettverk.domain.sheets.definition import Block as SheetBlock
from nettverk.domain.sheets.definition import BlockKind, Item
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Stack, Text
from nettverk.printing.blocks import Item as Point
from nettverk.printing.flow import WIDTH
from nettverk.printing.sheets.marks import AmountLine, LevelMark, LevelName, ShareBar, TickBox, TickLine, level_width
from nettverk.printing.sheets.writing import Ease, Fields, Named, Ruled, Step, WritingColumns, WritingLabels
from nettverk.printing.styles import Style
from nettverk.printing.tables import Row, Table, headed
from nettverk.printing.tags import Node

PROMPT = styles.HEADING.but(size=14, leading=19.5)
HELP = styles.PLAIN.but(colour=styles.MUTE)
_LABEL = styles.SUBHEADING.but(size=11.5, leading=15.5)
_HINT = styles.NOTE.but(leading=12.5)
_DETAIL = Style(9, 12.5, hyphenate=True)
_OWN_SIGNS = 4
"""Rows for signs that the group writes itself, at least, under each heading."""
_GAP = 12.0


def blocks_of(block: SheetBlock, ease: Ease, *, heading: bool, questions: bool = True) -> list[Block]:
    """The block to read and write on.

    Args:
        heading: whether its prompt stands over it; a sheet whose title is its only question has said it already.
        questions: whether what is asked after a scale («Vis forskjellen») has room on this copy.
    """
    content: list[Block] = []
    if heading:
        content.append(Heading(block.prompt, PROMPT, level=2, before=22))
    if block.help:
        content.append(Text(block.help, HELP, before=2, keep=block.kind is not BlockKind.CARD))
    body = _KINDS[block.kind](block, ease)
    if body and not block.help and not heading:
        body[0].before = max(body[0].before, 8)
    content += body
    if block.kind is BlockKind.SCALE and questions:
        content += _questions(block, ease)
    return content


def _text(block: SheetBlock, ease: Ease) -> list[Block]:
    return [Ruled(ease.lines, ease.spacing, about=block.prompt)]


def _points(block: SheetBlock, ease: Ease) -> list[Block]:
    numbers = min(block.most, 20) or 6
    return [Ruled(max(numbers, ease.lines), ease.spacing, numbers=numbers, about=block.prompt)]


def _columns(block: SheetBlock, ease: Ease) -> list[Block]:
    columns = WritingColumns([Named(item.label, item.help) for item in block.items], ease, most=min(block.most, 12))
    return [columns] if columns.may_stand(WIDTH) else _sections(block.items, ease)


def _steps(block: SheetBlock, ease: Ease) -> list[Block]:
    last = len(block.items)
    steps = [
        Step(number, Named(item.label, item.help), ease, last=number == last, before=10 if number == 1 else 0)
        for number, item in enumerate(block.items, 1)
    ]
    return list(steps) if all(step.may_stand(WIDTH) for step in steps) else _sections(block.items, ease, numbered=True)


def _pieces(block: SheetBlock, ease: Ease) -> list[Block]:
    across = 3 if len(block.items) % 3 == 0 and len(block.items) > 4 else 2
    named = [Named(item.label, item.help) for item in block.items]
    rows = [Fields(named[at : at + across], across, ease) for at in range(0, len(named), across)]
    return list(rows) if all(row.may_stand(WIDTH) for row in rows) else _sections(block.items, ease)


def _sections(items: Sequence[Item], ease: Ease, *, numbered: bool = False) -> list[Block]:
    """Names too long to stand beside or in anything: each over its own lines."""
    blocks: list[Block] = []
    for number, item in enumerate(items, 1):
        label = f"{number}  {item.label}" if numbered else item.label
        blocks.append(Heading(label, _LABEL, level=3, before=14))
        if item.help:
            blocks.append(Text(item.help, HELP, keep=len(item.help) < 600))
        blocks.append(Ruled(max(2, ease.lines - 1), ease.spacing, about=item.label))
    return blocks


# --- tables ---


class GrowingTable(Table):
    """A table whose rows get more air where the page has room, up to a limit."""

    grows = 2.0

    def __init__(
        self, header: Row | None, rows: Sequence[Block], *, before: float = 0.0, node: Node | None = None,
        continued: bool = False, whole: bool = False, most_air: float = 9.0,
    ) -> None:  # fmt: skip
        """``most_air``: points above and below each row, beside what it has."""
        super().__init__(header, rows, before=before, node=node, continued=continued, whole=whole)
        self.most_air = most_air

    def grown(self, width: float, room: float) -> Block:
        """Every row with as much more air as the room gives it."""
        spare = room - self.height(width)
        air = min(self.most_air, spare / (2 * max(1, len(self.rows))))
        rows = [_aired(row, air) for row in self.rows]
        table_ = GrowingTable(
            self.header, rows, before=self.before, node=self.node, continued=self.continued, whole=self.whole
        )
        table_.grows = 0.0
        return table_

    def _with(self, rows: Sequence[Block], before: float, continued: bool) -> Table:
        return GrowingTable(
            self.header, rows, before=before, node=self.node, continued=continued, most_air=self.most_air
        )


def _aired(row: Block, air: float) -> Block:
    if not isinstance(row, Row):
        return row
    return Row(
        row.cells, row.widths, gap=row.gap, air=row.air + air, rule=row.rule, kind=row.kind, nodes=row.nodes,
        node=row.node, before=row.before,
    )  # fmt: skip


_RULE = (styles.HAIR, styles.RULE)
_STRONG = (styles.STRONG, styles.INK)


def _named(item: Item, label: Style = styles.STRONG_TEXT) -> Stack:
    """What a row is about: its label, help, and details as small points."""
    bullets = Node("L")
    words: list[Block] = [Text(item.label, label)]
    if item.help:
        words.append(Text(item.help, _HINT))
    words += [
        Point(detail, _DETAIL, bullets, before=3 if number == 0 else 1) for number, detail in enumerate(item.details)
    ]
    return Stack(words, whole=True)  # what a sign means in practice is read together with the sign


def _ticks(block: SheetBlock, _ease: Ease) -> list[Block]:
    if asks_who(block):
        return [TickLine([item.label for item in block.items], before=6, about=block.prompt, several=False)]
    box, remark = 16.0, 165.0
    widths = [box, WIDTH - box - remark - 2 * _GAP, remark]
    header = Row(
        [Text("", styles.LABEL), Text("", styles.LABEL), Text(_("Merknad"), styles.LABEL)],
        widths, gap=_GAP, air=2.5, rule=_STRONG, nodes=[blank := Node("TD"), blank, Node("TH", scope="Column")],
    )  # fmt: skip
    rows = [
        Row(
            [TickBox(about=item.label), _named(item, styles.PLAIN), Stack([])], widths, gap=_GAP, air=6.5, rule=_RULE,
            nodes=headed(3, boxed=True),
        )
        for item in block.items
    ]  # fmt: skip
    return [GrowingTable(header, rows, before=4, most_air=20)]


def _scale(block: SheetBlock, ease: Ease) -> list[Block]:
    """Signs with a mark to colour in for each level; under every area its own table, so that levels are near."""
    blocks: list[Block] = []
    groups = [(area.label, [item for item in block.items if item.area == area.id]) for area in block.areas]
    loose = [item for item in block.items if not item.area]
    if loose or not groups:
        groups.insert(0, ("", loose))
    for number, (label, items) in enumerate(groups):
        if label:
            blocks.append(Heading(label, _LABEL, level=3, before=12 if number == 0 else 20))
        blocks.append(_scale_table(block, items, ease, before=2 if label else 8))
    return blocks


def _scale_table(block: SheetBlock, items: Sequence[Item], ease: Ease, *, before: float) -> Block:
    count = len(block.levels)
    wide = level_width(count)
    widths = [WIDTH - count * (wide + 4), *([wide] * count)]
    header = Row(
        [Text("", styles.LABEL), *(LevelName(level) for level in block.levels)],
        widths, gap=4, air=3, rule=_STRONG, kind="TH",
    )  # fmt: skip
    if items:
        rows = [
            Row([_named(item), *_marks(block, item.label)], widths, gap=4, air=5, rule=_RULE, nodes=headed(count + 1))
            for item in items
        ]
        return GrowingTable(header, rows, before=before)
    # Alternative B: the group writes the signs itself, one on each line.
    rows = [
        Row(
            [Stack([]), *_marks(block, str(number))], widths, gap=4, air=(2 * ease.spacing - 17) / 2,
            rule=(styles.TO_WRITE, styles.WRITE_ON),
        )
        for number in range(1, _OWN_SIGNS + 1)
    ]  # fmt: skip
    return GrowingTable(header, rows, before=before)


def _marks(block: SheetBlock, about: str) -> list[LevelMark]:
    return [LevelMark(level, about) for level in block.levels]


def _questions(block: SheetBlock, ease: Ease) -> list[Block]:
    """What is talked about afterwards, with lines for what one says."""
    if not block.questions:
        return []
    blocks: list[Block] = [Heading(_("Når vi ser svarene sammen"), _LABEL, level=3, before=22)]
    # The questions belong to one talk, so they stay on one page where they are short enough to.
    together = sum(len(question) for question in block.questions) < 1_200 and len(block.questions) <= 6
    for number, question in enumerate(block.questions, 1):
        lines = Ruled(max(1, ease.lines // 2), ease.spacing, before=0, about=question)
        lines.keep = together and number < len(block.questions)
        blocks += [Text(question, styles.PLAIN, before=8, keep=len(question) < 600), lines]
    return blocks


def _share(block: SheetBlock, _ease: Ease) -> list[Block]:
    amount, bar = 62.0, 200.0
    widths = [WIDTH - amount - bar - 2 * _GAP, bar, amount]
    rows: list[Block] = [
        Row([_named(item), ShareBar(), AmountLine(item.label)], widths, gap=_GAP, air=8, rule=_RULE, nodes=headed(3))
        for item in block.items
    ]
    total = [Text(_("Til sammen"), styles.STRONG_TEXT), Stack([]), Text("= 100", _SUM)]
    rows.append(Row(total, widths, gap=_GAP, air=8, rule=None, nodes=headed(3)))
    return [GrowingTable(None, rows, before=6, most_air=16)]


_SUM = styles.STRONG_TEXT.but(align="right")


# --- to read ---


def _card(block: SheetBlock, ease: Ease) -> list[Block]:
    blocks: list[Block] = []
    bullets = Node("L")
    read = Style(ease.read, round(ease.read * 1.5, 1), hyphenate=True)
    label = _LABEL.but(size=ease.read + 1, leading=round(ease.read * 1.5, 1))
    for number, item in enumerate(block.items):
        if not item.help and not item.details:
            blocks.append(Point(item.label, read, bullets, before=10 if number == 0 else 5))
            continue
        said: list[Block] = [Text(item.label, label, keep=True, kind="H3")]
        if item.help:
            said.append(Text(item.help, read, before=2, keep=bool(item.details) and len(item.help) < 600))
        details = Node("L")
        said += [Point(detail, read, details, before=4) for detail in item.details]
        blocks.append(Stack(said, before=ease.read * 1.4, whole=True))
    return blocks


# --- what to do ---


def _commitment(block: SheetBlock, ease: Ease) -> list[Block]:
    what, who, by, taken_up_in = commitment_fields()
    blocks: list[Block] = [
        Heading(what, _LABEL, level=3, before=10),
        Ruled(max(2, ease.lines - 1), ease.spacing, before=0, about=what),
        WritingLabels((who, by, taken_up_in), before=ease.spacing),
    ]
    for check in block.checks:
        words = check_words(check)
        blocks.append(Heading(words.question, _LABEL, level=3, before=18))
        if words.options:
            blocks.append(TickLine(words.options, about=words.question))
        if words.lines:
            blocks.append(WritingLabels(words.lines, before=ease.spacing - 4))
    return blocks


_KINDS: Mapping[BlockKind, Callable[[SheetBlock, Ease], list[Block]]] = {
    BlockKind.TEXT: _text,
    BlockKind.POINTS: _points,
    BlockKind.COLUMNS: _columns,
    BlockKind.STEPS: _steps,
    BlockKind.TICKS: _ticks,
    BlockKind.SCALE: _scale,
    BlockKind.SHARE: _share,
    BlockKind.PIECES: _pieces,
    BlockKind.CARD: _card,
    BlockKind.COMMITMENT: _commitment,
}
