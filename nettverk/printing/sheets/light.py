"""A traffic light's answers on A4: signs by disagreement, what was said, what has changed, and own signs."""

from __future__ import annotations

from nettverk.domain.handouts import Occasion
from nettverk.domain.sheets.agreement import Change, Direction, direction_word
from nettverk.domain.sheets.light_paper import LightPaper, PaperChanges, PaperSign
from nettverk.domain.wall.sheet_walls import level_marks
from nettverk.i18n import _, day_month_year
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Item, Stack, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.sheets.marks import LevelName, SpreadBar
from nettverk.printing.tables import Column, Row, Table, headed, table
from nettverk.printing.tags import Node

_ASKED = styles.SUBHEADING.but(size=11.5)
_HAIR = (styles.HAIR, styles.RULE)
_HIDDEN = "–"
_QUIET = styles.NOTE.but(align="right")


def pages(occasion: Occasion, light: LightPaper) -> list[Page]:
    """The whole paper."""
    source = _("Kilde: {source}").format(source=light.sheet.source) if light.sheet.source else ""
    return lay_out(Letter(occasion, light.sheet.title, _blocks(light), source=source))


def _blocks(light: LightPaper) -> list[Block]:
    blocks: list[Block] = [
        Heading(_("Her svarte vi ulikt"), part=light.main_number, level=2, outline=1),
        Text(_("{count} · mest ulikt øverst").format(count=light.counted), styles.NOTE, keep=True),
    ]
    blocks += _signs(light)
    signs = [sign for sign in light.signs if sign.said]
    if signs:
        blocks.append(Heading(_("Det vi sa om forskjellene"), _ASKED, level=2, outline=1, before=20))
        for sign in signs:
            blocks += _said(sign)
    for change in light.changes:
        blocks += _changes(light, change)
    if light.own:
        blocks.append(Heading(_("Tegnene vi skrev selv"), _ASKED, level=2, outline=1, before=20))
        columns = [Column("", share=1), Column("", fixed=80, style=_QUIET)]
        blocks.append(table(columns, [[text, by] for text, by in light.own], WIDTH, gap=12, air=4, before=4))
    return blocks


def _signs(light: LightPaper) -> list[Block]:
    levels = light.block.levels
    wide = min(84.0, 250.0 / max(1, len(levels)))
    widths = [WIDTH - len(levels) * (wide + 4), *([wide] * len(levels))]
    names = [Text("", styles.LABEL), *(LevelName(level) for level in levels)]
    header = Row(names, widths, gap=4, air=3, rule=(styles.STRONG, styles.INK), kind="TH")
    rows: list[Block] = []
    style = styles.STRONG_TEXT.but(align="center")
    for sign in light.signs:
        words: list[Block] = [Text(sign.label, styles.PLAIN)]
        known: list[int] = [count for count in sign.row.counts if count is not None]
        if len(known) == len(levels) and any(known):
            words.append(SpreadBar(sign.word, levels, known, styles.HUES[light.main_number]))
        elif sign.word:
            words.append(Text(sign.word, styles.NOTE.but(leading=12.5)))
        counts = [Text(_HIDDEN if count is None else str(count), style) for count in sign.row.counts]
        nodes = headed(len(counts) + 1)
        rows.append(Row([Stack(words), *counts], widths, gap=4, air=4.5, rule=_HAIR, nodes=nodes))
    blocks: list[Block] = [Table(header, rows, before=4)]
    if any(not sign.row.whole for sign in light.signs):
        blocks.append(
            Text(
                _("– står der færre enn fem har svart det samme, eller der det kunne regnes ut."), styles.NOTE, before=3
            )
        )
    return blocks


def _said(sign: PaperSign) -> list[Block]:
    bullets = Node("L")
    blocks: list[Block] = [Text(sign.label, styles.STRONG_TEXT, before=10, keep=True)]
    for question, answer in sign.said:
        blocks.append(Text(question, styles.NOTE, before=3, keep=True))
        blocks.append(Item(answer, styles.BODY.but(size=10, leading=14), bullets, before=1))
    return blocks


def _changes(light: LightPaper, changes: PaperChanges) -> list[Block]:
    if light.since is None:
        return []
    since = day_month_year(light.since)
    title = _("Siden {day}: {who}").format(day=since, who=changes.who) if changes.who else _("Siden {day}").format(
        day=since
    )  # fmt: skip
    best = level_marks(light.block)[0].label if light.block.levels else ""
    columns = [
        Column("", share=1),
        Column(_("{level}, før").format(level=best), fixed=92, style=_QUIET),
        Column(_("{level}, nå").format(level=best), fixed=92, style=_QUIET),
        Column("", fixed=104, style=_QUIET),
    ]
    rows: list[list[str | Block]] = []
    for label, change in changes.signs:
        if change is None:
            rows.append([label, _HIDDEN, _HIDDEN, _("for få svar til å vise")])
        else:
            rows.append([label, _share(change.before), _share(change.now), _word(change)])
    return [
        Heading(title, _ASKED, level=2, outline=1, before=20),
        table(columns, rows, WIDTH, gap=10, air=4, before=4),
    ]


def _share(counts: tuple[int, ...]) -> str:
    total = sum(counts)
    return f"{round(100 * counts[0] / total)} %" if total else _HIDDEN


def _word(change: Change) -> str:
    sign = {Direction.BETTER: "+ ", Direction.WORSE: "− "}.get(change.direction, "")
    return sign + direction_word(change.direction)
