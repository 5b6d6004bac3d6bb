"""A sheet's school year on A4: each sign with its sum this year, the share at the best level before, and the change."""

from __future__ import annotations

from nettverk.domain.handouts import Occasion
from nettverk.domain.sheets.agreement import Change, Direction, direction_word
from nettverk.domain.sheets.definition import BlockKind
from nettverk.domain.sheets.suppression import PublishedRow
from nettverk.domain.sheets.year import SheetYear, YearBlock
from nettverk.i18n import _, _n, join
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.sheets.marks import LevelName
from nettverk.printing.tables import Row, Table

_ASKED = styles.SUBHEADING.but(size=11.5)
_HAIR = (styles.HAIR, styles.RULE)
_HIDDEN = "–"
_GAP = 4
_BESIDE = (66.0, 96.0)
"""Width of the year before and of the change."""


def pages(year: SheetYear, head: Occasion) -> list[Page]:
    """The whole paper, under the municipality's head."""
    source = _("Kilde: {source}").format(source=year.sheet.source) if year.sheet.source else ""
    return lay_out(Letter(head, year.sheet.title, _blocks(year), source=source))


def _blocks(year: SheetYear) -> list[Block]:
    asked = sum(use.respondents for use in year.now)
    counts = [
        _("Skoleåret {year}").format(year=year.name),
        _n("{n} samling", "{n} samlinger", len(year.now)),
        _n("{n} svar", "{n} svar", asked),
    ]
    content: list[Block] = [
        Heading(year.sheet.title, styles.TITLE, level=1, outline=0),
        Text(" · ".join(counts), styles.LEAD, keep=True),
        Text(join([use.when for use in year.now]), styles.NOTE, keep=True),
    ]
    if year.waiting:
        content.append(
            Text(
                _n(
                    "{n} samling er ikke med: svarene er skjult til alle er ferdige.",
                    "{n} samlinger er ikke med: svarene er skjult til alle er ferdige.", year.waiting,
                ),
                styles.NOTE,
            )
        )  # fmt: skip
    for block in year.blocks:
        content.append(Heading(block.block.prompt, _ASKED, level=2, outline=1, before=20))
        if block.rows:
            content.append(_table(year, block))
            if year.before:
                best = block.block.levels[0].label if block.block.levels else _("Krysset av")
                sentence = _("{year}: hvor stor del som svarte «{level}».").format(year=year.before_name, level=best)
                content.append(Text(sentence, styles.NOTE, before=3))
        if block.hidden:
            content.append(Text(_("– står der færre enn fem har svart det samme, eller der det kunne regnes ut."),
                             styles.NOTE, before=3))  # fmt: skip
        if block.said:
            sentence = _n(
                "{n} er skrevet. Ordene står i oppsummeringen fra hver samling.",
                "{n} er skrevet. Ordene står i oppsummeringen fra hver samling.", block.said,
            )  # fmt: skip
            if block.block.kind is BlockKind.SHARE:
                sentence = _n(
                    "{n} tall er gitt. Fordelingen står i oppsummeringen fra hver samling.",
                    "{n} tall er gitt. Fordelingen står i oppsummeringen fra hver samling.", block.said,
                )  # fmt: skip
            content.append(Text(sentence, styles.NOTE, before=4))
    return content


def _table(year: SheetYear, block: YearBlock) -> Block:
    scale = block.block.kind is BlockKind.SCALE
    levels = block.block.levels if scale else ()
    count = len(levels) if scale else 1
    wide = min(64.0, 200.0 / max(1, count))
    beside = _BESIDE if year.before else ()
    room = WIDTH - count * (wide + _GAP) - sum(beside) - len(beside) * _GAP
    widths = [room, *([wide] * count), *beside]
    quiet = styles.LABEL.but(align="right")
    heads = [LevelName(level) for level in levels] if scale else [Text(_("Krysset av"), styles.LABEL)]
    after = Text(year.before_name, quiet), Text(_("Endring"), quiet)
    header = Row(
        [Text("", styles.LABEL), *heads, *(after if beside else ())],
        widths, gap=_GAP, air=3, rule=(styles.STRONG, styles.INK), kind="TH",
    )  # fmt: skip
    figure, note = styles.STRONG_TEXT.but(align="center"), styles.NOTE.but(align="right")
    rows: list[Block] = []
    for row in block.rows:
        shown = [_HIDDEN if number is None else str(number) for number in row.now.counts] if scale else [_of(row.now)]
        cells: list[Block] = [Text(row.label, styles.PLAIN), *(Text(words, figure) for words in shown)]
        if beside:
            cells += [Text(_share(row.before), note), Text(_word(row.change), note)]
        rows.append(Row(cells, widths, gap=_GAP, air=4.5, rule=_HAIR))
    return Table(header, rows, before=4)


def _of(row: PublishedRow) -> str:
    if row.counts[0] is None or row.total is None:
        return _HIDDEN
    return _("{count} av {of}").format(count=row.counts[0], of=row.total)


def _share(row: PublishedRow) -> str:
    if not row.counts or row.counts[0] is None or not row.total:
        return _HIDDEN
    return f"{round(100 * row.counts[0] / row.total)} %"


def _word(change: Change | None) -> str:
    if change is None:
        return _HIDDEN
    sign = {Direction.BETTER: "+ ", Direction.WORSE: "− "}.get(change.direction, "")
    return sign + direction_word(change.direction)
