"""What was said and decided, as the letter home and the summary both print it."""

from __future__ import annotations

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import Commitment
from nettverk.domain.goals import active, goal_line, origin_line, sign_lines
from nettverk.domain.groups import Grouping
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Organising
from nettverk.i18n import _
from nettverk.services.goals import GoalsHere
from nettverk.services.handouts.source import Source


def commitment_line(commitment: Commitment) -> paper.CommitmentLine:
    """One commitment without its unit, which stands above it on paper."""
    return paper.CommitmentLine(
        what=commitment.what,
        who=commitment.who,
        by=commitment.by,
        taken_up_in=commitment.taken_up_in,
        status=commitment.status,
        learnt=commitment.learnt,
        grounds=commitment.grounds,
        sign_now=commitment.sign_now,
        goal=goal_line(commitment.goal),
    )


def goal_lines(here: GoalsHere, unit_id: str) -> tuple[paper.GoalLine, ...]:
    """The goals a unit works towards: its own with their signs and where they are from, then its network's."""
    own = tuple(
        paper.GoalLine(goal.text, "", tuple(line for line in (*sign_lines(goal), origin_line(goal.origin)) if line))
        for goal in active(here.of_unit.get(unit_id, ()))
    )
    return (*own, *(paper.GoalLine(goal.text, here.network_name) for goal in active(here.of_network)))


def answered_questions(source: Source, unit_id: str | None = None) -> tuple[paper.AnsweredQuestion, ...]:
    """Every question that somebody answered, in the order of the day.

    Args:
        unit_id: the unit that reads it: the tables where its people sat come first, and where units sat by themselves
            it reads only what it wrote. None for a reader who sat at no table.
    """
    answered = []
    for part in source.parts:
        groupings = [grouping for grouping in source.groupings if grouping.part_id == part.id]
        own_tables = _tables_with(groupings, unit_id)
        by_itself = unit_id is not None and part.organising is Organising.OWN_UNIT
        for question in part.questions:
            answers = _answers(source, groupings, question.id)
            own = tuple(answer for table, answer in answers if table in own_tables)
            others = () if by_itself else tuple(answer for table, answer in answers if table not in own_tables)
            if own or others:
                answered.append(paper.AnsweredQuestion(question.text, part.title, part.main_number or 3, own, others))
    return tuple(answered)


def _tables_with(groupings: list[Grouping], unit_id: str | None) -> set[int]:
    """The numbers of the tables where somebody from the unit sat."""
    return {
        table.number
        for grouping in groupings
        for table in grouping.tables
        for seat in table.sitting
        if seat.participant.unit_id == unit_id and seat.participant.attendance is not Attendance.ABSENT
    }


def _answers(source: Source, groupings: list[Grouping], question_id: str) -> list[tuple[int, paper.Answer]]:
    """(table, answer) of everyone who wrote something, in order of table."""
    names = {table.number: table.name for grouping in groupings for table in grouping.tables if table.name}
    written = [
        reflection
        for reflection in source.reflections
        if reflection.question_id == question_id and reflection.text.strip()
    ]
    written.sort(key=lambda reflection: reflection.table)
    return [
        (
            reflection.table,
            paper.Answer(
                names.get(reflection.table) or _("Bord {number}").format(number=reflection.table),
                reflection.text,
                0 if names.get(reflection.table) else reflection.table,
            ),
        )
        for reflection in written
    ]
