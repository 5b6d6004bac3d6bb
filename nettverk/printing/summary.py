"""The whole gathering: what every table said to every question, and what every unit will do."""

from __future__ import annotations

from itertools import groupby

from nettverk.domain.handouts import AnsweredQuestion, Summary
from nettverk.i18n import _, _n, day_month, number
from nettverk.printing import styles
from nettverk.printing.answers import BETWEEN, answer_blocks
from nettverk.printing.blocks import Block, Columns, Heading, Text
from nettverk.printing.figures import ResultBar, Shaped
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.sheets.results import result_blocks
from nettverk.printing.tables import Column, Row, table


def pages(document: Summary) -> list[Page]:
    """Set what was said: each question as a heading, with what the tables answered below it."""
    occasion = document.occasion
    title = _("Oppsummering")
    theme = _("Tema: {theme}").format(theme=occasion.theme) if occasion.theme else ""
    blocks: list[Block] = [Heading(title, styles.TITLE, level=1, outline=0)]
    if theme:
        blocks.append(Text(theme, styles.LEAD, keep=True))
    note = styles.NOTE.but(size=10.5)
    blocks += [Text(line, note, keep=True) for line in (occasion.when_and_where, _counts(document)) if line]
    answered = [question for question in document.questions if question.others]
    for (name, part), questions in groupby(answered, key=lambda question: (question.part_title, question.main_number)):
        blocks.append(Heading(name, part=part, outline=1, before=28))
        for at, question in enumerate(questions):
            blocks += _question(question, before=5 if at == 0 else 22)
    for result in document.sheets:
        blocks += result_blocks(result, before=28)
    if any(rows for _unit, rows in document.commitments):
        blocks += [Heading(_("Dette skal enhetene gjøre"), part=4, outline=1, before=28), _promises(document)]
    if document.came:
        blocks += _came(document)
    return lay_out(Letter(occasion, title, blocks, occasion.next_time))


def _came(document: Summary) -> list[Block]:
    """Who was there, service by service."""
    people = sum(line.people for line in document.came)
    most = max(line.people for line in document.came)
    attendance = _("{people} av {expected} som var påmeldt").format(
        people=number(people), expected=number(document.expected)
    )
    columns = [
        Column(_("Tjeneste"), share=1),
        Column("", fixed=200),
        Column(_("Kom"), fixed=50, style=styles.STRONG_TEXT.but(align="right")),
    ]
    rows: list[list[str | Block]] = [
        [Shaped(line.service, styles.PLAIN, line.shape), ResultBar(line.people / most, styles.INK), number(line.people)]
        for line in document.came
    ]
    return [
        Heading(_("Hvem kom"), outline=1, before=28),
        Text(attendance, styles.NOTE.but(size=10.5), keep=True),
        table(columns, rows, WIDTH, before=5, air=3),
    ]


def _counts(document: Summary) -> str:
    answers = sum(len(question.others) for question in document.questions)
    units = sum(1 for _unit, rows in document.commitments if rows)
    done = sum(len(rows) for _unit, rows in document.commitments)
    words = [_n("{n} svar", "{n} svar", answers)]
    if done:
        tasks, places = _n("{n} tiltak", "{n} tiltak", done), _n("{n} enhet", "{n} enheter", units)
        words.append(_("{promises} i {units}").format(promises=tasks, units=places))
    return " · ".join(words)


def _question(question: AnsweredQuestion, *, before: float) -> list[Block]:
    heading = Heading(
        question.question, styles.typed(styles.SUBHEADING.but(size=11.5)), level=3, outline=2, before=before
    )
    blocks: list[Block] = []
    for place, answer in enumerate(question.others):
        blocks += answer_blocks(answer, question.main_number, before=BETWEEN if place else 0)
    return [heading, Columns(blocks, 2, before=5)]


def _promises(document: Summary) -> Block:
    """Unit by unit, without the names of those responsible: this one travels."""
    columns = [
        Column(_("Enhet"), most=120, style=styles.STRONG_TEXT),
        Column(_("Tiltak"), share=1, style=styles.typed(styles.PLAIN)),
        Column(_("Tas opp i"), most=100, style=styles.typed(styles.PLAIN)),
        Column(_("Frist"), most=80),
    ]
    rows = [
        [unit if place == 0 else "", row.what, row.taken_up_in, day_month(row.by) if row.by else ""]
        for unit, promised in document.commitments
        for place, row in enumerate(promised)
    ]
    commitments = table(columns, rows, WIDTH, before=5, air=5)
    commitments.carries = True
    for row, after in zip(commitments.rows, rows[1:], strict=False):
        if not after[0] and isinstance(row, Row):  # one unit's promises stand together
            row.rule = None
    return commitments
