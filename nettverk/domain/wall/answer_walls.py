"""What the tables answered to a question, on the wall: one table's answer, or everybody's."""

from __future__ import annotations

from nettverk.domain.plan import Part
from nettverk.domain.wall.context import TableAnswer, WallContext
from nettverk.domain.wall.sheet_walls import Saying, SayingGroup, SheetSayings
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _, _n


def answers_of(context: WallContext, ref: WallRef) -> tuple[TableAnswer, ...]:
    """The answers that a reference is about, in the order of the tables."""
    said = [
        answer
        for answer in context.answers
        if answer.question_id == ref.use_id and (ref.number is None or answer.table == ref.number)
    ]
    return tuple(sorted(said, key=lambda answer: answer.table))


def answers_wall(context: WallContext, ref: WallRef) -> SheetSayings | None:
    """The wall of one table's answer or all of them; None where the question or every answer is gone."""
    said = answers_of(context, ref)
    asked = _question(context, ref.use_id)
    if not said or asked is None:
        return None
    part, text = asked
    first_answer = said[0] if ref.number is not None else None
    groups = tuple(SayingGroup("" if first_answer else _table(answer), _points(answer)) for answer in said)
    return SheetSayings(
        ref=ref,
        name=_("Svaret fra {table}").format(table=_table(first_answer)) if first_answer else _("Svarene fra bordene"),
        part=part.main_number,
        kicker=_table(first_answer) if first_answer else part.title,
        title=text,
        groups=groups,
        mark="" if first_answer else _n("{n} bord", "{n} bord", len(said)),
        language=context.gathering.language,
    )


def _question(context: WallContext, question_id: str) -> tuple[Part, str] | None:
    walls = (
        (part, question.text) for part in context.parts for question in part.questions if question.id == question_id
    )
    return next(walls, None)


def _table(answer: TableAnswer) -> str:
    number = _("Bord {table}").format(table=answer.table)
    return f"{number}: {answer.name}" if answer.name else number


def _points(answer: TableAnswer) -> tuple[Saying, ...]:
    """A point for each line; a dash or a dot that somebody wrote before it says nothing."""
    lines = (line.strip().lstrip("-–•*·").strip() for line in answer.text.splitlines())
    return tuple(Saying(line) for line in lines if line)
