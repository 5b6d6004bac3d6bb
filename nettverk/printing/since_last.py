"""Siden sist on paper: what a unit promised before, with boxes to tick and lines for what was learnt."""

from __future__ import annotations

from collections.abc import Sequence

from nettverk.domain.follow_up import CommitmentStatus, status_name
from nettverk.domain.handouts import GoalLine, PromisedLine, SinceLastSheets
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.answers import goal_blocks
from nettverk.printing.blocks import Block, Heading, PageBreak, Text
from nettverk.printing.flow import Letter, Page, lay_out
from nettverk.printing.sheets.marks import TickLine
from nettverk.printing.sheets.writing import ROOMY, TIGHT, Ruled

_WHAT = styles.SUBHEADING.but(size=13, leading=17.5)
_ANSWERS = (CommitmentStatus.DONE, CommitmentStatus.TRIED, CommitmentStatus.NOT_YET)
_SOME, _MANY = 4, 6
"""From so many on, there are fewer and closer lines for each, so that most units have one page."""


def pages(document: SinceLastSheets) -> list[Page]:
    """A sheet for each unit, numbered on its own."""
    drawn: list[Page] = []
    goals = document.goals or ((),) * len(document.units)
    for (unit, promised), own in zip(document.units, goals, strict=True):
        drawn += lay_out(_sheet(document, unit, promised, own))
    return drawn


def _sheet(
    document: SinceLastSheets, unit: str, promised: Sequence[PromisedLine], goals: Sequence[GoalLine]
) -> Letter:  # fmt: skip
    title = _("Siden sist: {unit}").format(unit=unit)
    blocks: list[Block] = [
        Heading(title, styles.TITLE, level=1, outline=0),
        *_goals(goals),
        Text(_("Hvordan gikk det, og hva lærte dere?"), styles.LEAD, keep=True),
    ]
    foot = _("Lever arket til den som skriver inn, så kommer svaret med i Veien videre.")
    sheets = range(1, 1 + len(promised))
    letters = (
        Letter(document.occasion, title, [*blocks, *_promises(promised, -(-len(promised) // count))], foot)
        for count in sheets
    )
    # On as few pages as go, and as many promises on each: else the last one has two, with lines for half a page.
    fit = (letter for count, letter in zip(sheets, letters, strict=True) if len(lay_out(letter)) == count)
    return next(fit, Letter(document.occasion, title, [*blocks, *_promises(promised, len(promised))], foot))


def _promises(promised: Sequence[PromisedLine], on_each: int) -> list[Block | PageBreak]:
    spacing, lines = (ROOMY, 3) if on_each < _SOME else (TIGHT, 2) if on_each < _MANY else (TIGHT, 1)
    blocks: list[Block | PageBreak] = []
    for number, line in enumerate(promised):
        if number and number % on_each == 0:
            blocks.append(PageBreak())
        blocks += _promise(line, first=number % on_each == 0, spacing=spacing, lines=lines)
    return blocks


def _goals(goals: Sequence[GoalLine]) -> list[Block]:
    if not goals:
        return []
    return [Heading(_("Målene våre"), styles.SUBHEADING, level=2, before=10), *goal_blocks(goals, before=2)]


def _promise(line: PromisedLine, *, first: bool, spacing: float, lines: int) -> list[Block]:
    blocks: list[Block] = [Heading(line.what, styles.typed(_WHAT), level=2, before=14 if first else 22)]
    if line.facts:
        blocks.append(Text(line.facts, styles.NOTE.but(size=10.5, leading=14), keep=True))
    if line.status is CommitmentStatus.OPEN:
        boxes = TickLine([status_name(status) for status in _ANSWERS], before=7, about=line.what, several=False)
        boxes.keep = True
        blocks.append(boxes)
    else:
        sentence = " – ".join(word for word in (status_name(line.status), line.learnt) if word)
        blocks.append(Text(sentence, styles.PLAIN, before=7, keep=True))
    learnt = _("{promise}: hvordan gikk det, og hva lærte dere?").format(promise=line.what)
    return [*blocks, Ruled(lines, spacing, before=2, about=learnt)]
