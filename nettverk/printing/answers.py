"""What was said and decided, as blocks: shared by the letter home and the summary."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from nettverk.domain.follow_up import CommitmentStatus, grounds_lines, sign_now_line, status_name
from nettverk.domain.handouts import Answer, CommitmentLine, GoalLine
from nettverk.i18n import _, day_month
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Item, Stack, Text
from nettverk.printing.flow import WIDTH
from nettverk.printing.lines import Span
from nettverk.printing.styles import Style
from nettverk.printing.tables import Column, Table, table
from nettverk.printing.tags import Node

_DASHED = re.compile(r"^\s*[-–—•*·]\s+")


BETWEEN = 5.0
"""Points between what one table said and what the next did."""
_UNDER = styles.NOTE.but(leading=10.0)


class Under(Text):
    """Who said it, close below what was said.

    With the air above the next it is as tall as lines of the body, so that columns beside one another stay on the same
    baselines however many have spoken in each.
    """

    def __init__(self, text: str, *, indent: float = Item.indent_width) -> None:
        super().__init__(text, _UNDER)
        self.indent = indent

    def height(self, width: float) -> float:
        line = styles.BODY.leading
        return math.ceil((super().height(width) + BETWEEN) / line - 0.01) * line - BETWEEN


class Said(Stack):
    """What was said, and under it who said it: where it is divided, that has two lines or more to stand under."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        pieces = super().split(width, room)
        if pieces is not None and isinstance(self._first(pieces[1]), Under):
            pieces = super().split(width, pieces[0].height(width) - 1)  # a line less: the last two go along
            if pieces is None or isinstance(self._first(pieces[1]), Under):
                return None
        if pieces is None:
            return None
        first, rest = pieces
        assert isinstance(rest, Stack)
        return first, Said(rest.blocks, node=rest.node, keep=rest.keep)

    @staticmethod
    def _first(piece: Block) -> Block:
        return piece.blocks[0] if isinstance(piece, Stack) else piece


def points_of(text: str) -> list[str]:
    """The points of an answer, as many as it has lines, without the dashes somebody typed."""
    points = [_DASHED.sub("", line).strip() for line in text.splitlines()]
    return [point for point in points if point]


def answer_blocks(answer: Answer, part: int, *, before: float) -> list[Block]:
    """One table's answer: a point for each line they wrote, and which table it was."""
    bullets = Node("L")
    points = points_of(answer.text)
    blocks: list[Block] = [
        Item(point, styles.typed(styles.BODY), bullets, part=part, before=before if number == 0 else 0.0)
        for number, point in enumerate(points)
    ]
    if not blocks:
        return []
    if len(answer.text) < 400:
        blocks[-1].keep = True  # the table's name never stands alone in the next column
    blocks.append(Under(answer.table))
    return [Said(blocks, before=before, whole=len(answer.text) < 400)]


def in_short(answers: Sequence[Answer], part: int, style: Style = styles.SMALL) -> list[Block]:
    """The other tables' answers, small and close, each led in by its table: to skim, so that the letter stays a
    letter."""
    blocks: list[Block] = []
    style = styles.typed(style)
    for number, answer in enumerate(answers):
        points = points_of(answer.text)
        if not points:
            continue
        name = Span(f"{answer.table}  ", face=fonts.SEMIBOLD, colour=styles.HUES[part])
        bullets = Node("L")
        in_short_: list[Block] = (
            [Text((name, Span(points[0])), style)]
            if len(points) == 1
            else [Text((name,), style, keep=True), *(Item(point, style, bullets, part=part) for point in points)]
        )
        short = sum(map(len, points)) < 500
        blocks.append(Stack(in_short_, before=5.0 if number else 8.0, whole=short))
    return blocks


def commitments(rows: Sequence[CommitmentLine], goals: Sequence[GoalLine] = (), *, empty_rows: int = 0) -> Table:
    """A table of what will be done; empty rows to write in where nothing is.

    Args:
        goals: those that are told beside it, and not once more below what is done for them.
    """
    typed = styles.typed(styles.PLAIN)
    columns = [
        Column(_("Tiltak"), share=1, style=typed),
        Column(_("Ansvarlig"), most=110, style=typed),
        Column(_("Frist"), most=80),
        Column(_("Tas opp i"), most=105, style=typed),
    ]
    if not rows:
        columns = [
            columns[0],
            *(Column(column.header, fixed=wide) for column, wide in zip(columns[1:], (95, 60, 90), strict=True)),
        ]
        return table(columns, [["", "", "", ""]] * empty_rows, WIDTH, before=5, least_row=30)
    texts = [[_what(row, goals), row.who, day_month(row.by) if row.by else "", row.taken_up_in] for row in rows]
    return table(columns, texts, WIDTH, before=5, air=6)


def _what(row: CommitmentLine, told: Sequence[GoalLine]) -> str:
    """What is to be done, and below it why and how one will see it, where somebody has said so."""
    goal = "" if any(each.text in row.goal for each in told) else row.goal
    return "\n".join((row.what, *((goal,) if goal else ()), *grounds_lines(row.grounds)))


def goal_blocks(goals: Sequence[GoalLine], *, before: float) -> list[Block]:
    """A unit's own goals, each with its sign and where it comes from in a line below; others' in a small line."""
    points = Node("L")
    blocks: list[Block] = []
    for goal in (goal for goal in goals if not goal.whose):
        item = Item(goal.text, styles.typed(styles.BODY), points, part=4, before=before if not blocks else 3.0)
        item.keep = bool(goal.facts)
        blocks.append(item)
        if goal.facts:
            blocks.append(Text(" · ".join(goal.facts), styles.NOTE))
    for whose in dict.fromkeys(goal.whose for goal in goals if goal.whose):
        texts = " ".join(goal.text for goal in goals if goal.whose == whose)
        blocks.append(Text(f"{whose}: {texts}", styles.NOTE.but(size=10.5), before=before if not blocks else 3.0))
    return blocks


def _learnt(row: CommitmentLine) -> str:
    return "\n".join(line for line in (row.learnt, sign_now_line(row.sign_now)) if line)


def earlier(rows: Sequence[CommitmentLine]) -> Table:
    """What was promised before, how it went and what was learnt."""
    columns = [
        Column(_("Tiltak"), share=1, style=styles.typed(styles.PLAIN)),
        Column(_("Hvordan gikk det?"), most=90, style=styles.STRONG_TEXT),
        Column(_("Det lærte vi"), share=1, style=styles.typed(styles.PLAIN)),
    ]
    return table(
        columns,
        [[row.what, status_name(row.status or CommitmentStatus.OPEN), _learnt(row)] for row in rows],
        WIDTH,
        before=5,
        air=6,
    )
