"""What was said on a sheet, summed up, as blocks: for the letter home, the summary, and the library's picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nettverk.domain.handouts import Answer, Occasion
from nettverk.domain.sheets.agreement import agreement, agreement_word
from nettverk.domain.sheets.definition import Block as SheetBlock
from nettverk.domain.sheets.entry import text_points
from nettverk.domain.sheets.results import (
    SheetResult,
    answered_words,
    between,
    is_personal,
    label_of,
    speaker,
    who_count,
)
from nettverk.domain.sheets.sums import (
    Nothing,
    Point,
    Points,
    Promises,
    Said,
    Shares,
    Signs,
    Texts,
    TextsByItem,
    Ticks,
    signs_of,
    sum_block,
)  # fmt: skip
from nettverk.domain.sheets.suppression import PublishedRow, publish
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.answers import in_short
from nettverk.printing.blocks import Block, Columns, Heading, Item, Stack, Text
from nettverk.printing.figures import ResultBar
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.sheets.marks import LevelName, SpreadBar
from nettverk.printing.styles import Colour
from nettverk.printing.tables import Column, Row, Table, headed, table
from nettverk.printing.tags import Node

_ASKED = styles.SUBHEADING.but(size=11.5)
_HAIR = (styles.HAIR, styles.RULE)
_MOST_ROWS = 8
"""Points with a row and a bar of their own in a column; the rest stand small below, so that nothing said is lost."""
_FIGURES = styles.STRONG_TEXT.but(align="right")
_QUIET = styles.NOTE.but(align="right")


def pages(occasion: Occasion, result: SheetResult) -> list[Page]:
    """One sheet's answers by themselves."""
    blocks = result_blocks(result)
    source = _("Kilde: {source}").format(source=result.sheet.source) if result.sheet.source else ""
    return lay_out(Letter(occasion, result.sheet.title, blocks, source=source))


def result_blocks(result: SheetResult, *, before: float = 0.0) -> list[Block]:
    """A sheet with all that was said on it; nothing where nobody has answered."""
    answered = result.answered()
    if not answered:
        return []
    number = result.main_number
    content: list[Block] = [Heading(result.sheet.title, part=number, level=2, outline=1, before=before)]
    for at, block in enumerate(answered):
        body = _body(result, block)
        if not body:
            continue
        if block.prompt != result.sheet.title:
            content.append(Heading(block.prompt, _ASKED, level=3, before=6 if at == 0 else 20))
        content.append(Text(answered_words(result.answers, block), styles.NOTE, keep=True))
        content += body
    return content


def _body(result: SheetResult, block: SheetBlock) -> list[Block]:
    match sum_block(block, result.answers):
        case Texts(said):
            return _texts(result, said)
        case Points(columns):
            return _points(result, block, columns)
        case TextsByItem(items):
            blocks: list[Block] = []
            for item_id, said in items.items():
                if said:
                    blocks.append(Text(label_of(block, item_id), styles.STRONG_TEXT, before=10, keep=True))
                    blocks += _texts(result, said)
            return blocks
        case Ticks(items=ticked):
            return _ticks(result, block, Ticks(ticked))
        case Shares(items=spreads):
            return [_shares(result, block, Shares(spreads))]
        case Signs(signs):
            return _signs(result, block, Signs(signs))
        case Promises(made=promises):
            return _texts(result, [Said(promise.respondent, _promised(block, promise.fields)) for promise in promises])
        case Nothing():
            return []


def _promised(block: SheetBlock, fields: Mapping[str, str]) -> str:
    """What will be done, and what else was said of it, each under its label."""
    filled = [(label, fields.get(point, "")) for point, label, _help in text_points(block)]
    return "\n".join(text if place == 0 else f"{label}: {text}" for place, (label, text) in enumerate(filled) if text)


def _texts(result: SheetResult, said: Sequence[Said]) -> list[Block]:
    """Each text led in by who said it; side by side where there are several."""
    answers = [Answer(speaker(text.respondent, result.names) or "–", text.text) for text in said]
    short = in_short(answers, result.main_number, styles.BODY.but(size=10, leading=14))
    return [Columns(short, 2, before=4)] if len(short) > 1 else [Stack(short, before=4)]


# --- rows with bars ---


def _hue(result: SheetResult) -> Colour:
    return styles.HUES[result.main_number]


def _points(result: SheetResult, block: SheetBlock, columns: Mapping[str, tuple[Point, ...]]) -> list[Block]:
    """Points by column, the most said first, with a bar for how many; the label stands once."""
    asked = {answer.respondent for answer in result.answers if answer.block == block.id}
    rows: list[list[str | Block]] = []
    ends: list[int] = []
    small: list[Block] = []
    for item_id, points in columns.items():
        label = label_of(block, item_id)
        for number, point in enumerate(points[:_MOST_ROWS]):
            bar = ResultBar(len(point.by) / max(1, len(asked)), _hue(result))
            rows.append([label if number == 0 else "", point.text, bar, who_count(point.by)])
        ends.append(len(rows) - 1)
        small += _small(label, points[_MOST_ROWS:])
    if not rows:
        return []
    labelled = any(columns) and any(label_of(block, item_id) for item_id in columns)
    columns_of = [Column("", share=1), Column("", fixed=100), Column("", fixed=58, style=_QUIET)]
    if labelled:
        columns_of.insert(0, Column("", fixed=92, style=styles.LABEL))
    else:
        rows = [row[1:] for row in rows]
    grid = table(columns_of, rows, WIDTH, gap=10, air=4, before=4)
    _unruled(grid, ends)
    return [grid, *([Columns(small, 2, before=8)] if small else [])]


def _unruled(made: Table, ends: Sequence[int]) -> None:
    """Rows of one column stand together: a rule only where the next column begins."""
    for at, row in enumerate(made.rows):
        if isinstance(row, Row) and at not in ends:
            row.rule = None


def _small(label: str, points: Sequence[Point]) -> list[Block]:
    if not points:
        return []
    bullets = Node("L")
    head: list[Block] = [Text(label, styles.LABEL, before=8, keep=True)] if label else []
    return [*head, *(Item(point.text, styles.SMALL, bullets, before=2) for point in points)]


def _ticks(result: SheetResult, block: SheetBlock, ticks: Ticks) -> list[Block]:
    rows: list[list[str | Block]] = []
    private = is_personal(result.answers, block)
    hidden = False
    for row in ticks.items:
        shown = publish((row.ticked, row.answered - row.ticked)).row if private else None
        is_whole = shown is None or shown.whole
        hidden = hidden or not is_whole
        rows.append(
            [
                label_of(block, row.item_id),
                ResultBar(row.ticked / row.answered if row.answered and is_whole else 0.0, _hue(result)),
                _("{count} av {of}").format(count=row.ticked, of=row.answered) if is_whole else _HIDDEN,
            ]
        )
    columns = [Column("", share=1), Column("", fixed=120), Column("", fixed=66, style=_FIGURES)]
    blocks: list[Block] = [table(columns, rows, WIDTH, gap=12, air=4.5, before=4), *_why_hidden(hidden=hidden)]
    for row in ticks.items:
        if row.remarks:
            blocks.append(Text(label_of(block, row.item_id), styles.LABEL, before=8, keep=True))
            blocks += _texts(result, row.remarks)
    return blocks


def _shares(result: SheetResult, block: SheetBlock, shares: Shares) -> Block:
    rows: list[list[str | Block]] = [
        [label_of(block, row.item_id), ResultBar(row.mean / 100, _hue(result)), f"{row.mean:.0f}",
         between(row.least, row.most)]
        for row in shares.items
    ]  # fmt: skip
    columns = [
        Column("", share=1),
        Column("", fixed=140),
        Column(_("Snitt"), fixed=44, style=_FIGURES),
        Column(_("Fra–til"), fixed=52, style=_QUIET),
    ]
    return table(columns, rows, WIDTH, gap=12, air=4.5, before=4)


def _signs(result: SheetResult, block: SheetBlock, signs: Signs) -> list[Block]:
    """Each sign with its counts under the levels' shapes and words, and how much the answers agree."""
    wide = min(84.0, 250.0 / max(1, len(block.levels)))
    widths = [WIDTH - len(block.levels) * (wide + 4), *([wide] * len(block.levels))]
    names = [Text("", styles.LABEL), *(LevelName(level) for level in block.levels)]
    header = Row(names, widths, gap=4, air=3, rule=(styles.STRONG, styles.INK), kind="TH")
    labels = {item.id: item.label for item in signs_of(block, result.answers)}
    rows: list[Block] = []
    blocks: list[Block] = []
    private = is_personal(result.answers, block)
    hidden = False
    for sign in signs.signs:
        row = publish(sign.counts).row if private else PublishedRow(sign.counts, sign.total)
        hidden = hidden or not row.whole
        # How much they agree would tell of what is hidden.
        note = agreement_word(agreement(sign.counts)) if row.whole else ""
        words: list[Block] = [Text(labels.get(sign.item_id, ""), styles.PLAIN)]
        known: list[int] = [count for count in row.counts if count is not None]
        if len(known) == len(block.levels) and any(known):
            words.append(SpreadBar(note, block.levels, known, _hue(result)))
        elif note:
            words.append(Text(note, styles.NOTE.but(leading=12.5)))
        style = styles.STRONG_TEXT.but(align="center")
        counts = [Text(_HIDDEN if count is None else str(count), style) for count in row.counts]
        nodes = headed(len(counts) + 1)
        rows.append(Row([Stack(words, whole=True), *counts], widths, gap=4, air=4.5, rule=_HAIR, nodes=nodes))
        if sign.remarks:
            blocks.append(Text(labels.get(sign.item_id, ""), styles.LABEL, before=8, keep=True))
            blocks += _texts(result, sign.remarks)
    return [Table(header, rows, before=4), *_why_hidden(hidden=hidden), *blocks]


_HIDDEN = "–"


def _why_hidden(*, hidden: bool) -> list[Block]:
    if not hidden:
        return []
    return [
        Text(_("– står der færre enn fem har svart det samme, eller der det kunne regnes ut."), styles.NOTE, before=3)
    ]
