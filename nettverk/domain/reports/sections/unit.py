"""A unit's own development plan: its goals, what it does and who takes it up, and how far it has come."""

from __future__ import annotations

from nettverk.domain.follow_up import CommitmentStatus, status_name
from nettverk.domain.goals import sign_lines, state_name
from nettverk.domain.reports.material import UnitTask, YearMaterial
from nettverk.domain.reports.model import Block, Paragraph, Point, Points, Room, Section, Table
from nettverk.i18n import _, day_month, join


def unit_goals(year: YearMaterial, _room: Room) -> Section | None:
    """What the unit works towards, with how one will see it."""
    unit = year.unit
    if unit is None:
        return None
    if not unit.goals:
        text = _("Ingen egne mål ennå. Sett dem i Veien videre → Mål.")
        return Section("unit_goals", _("Målene våre"), (Paragraph(text, quiet=True),))
    points = tuple(
        Point(goal.text, (*(() if goal.active else (state_name(goal.state),)), *sign_lines(goal)))
        for goal in unit.goals
    )
    return Section("unit_goals", _("Målene våre"), (Points(points),))


def unit_tasks(year: YearMaterial, _room: Room) -> Section | None:
    """What the unit does now: each with who, when and where it is taken up."""
    unit = year.unit
    if unit is None:
        return None
    now = [task for task in unit.tasks if task.status is not CommitmentStatus.DONE]
    if not now:
        text = _("Ingen tiltak venter. Nye avtales på neste samling.")
        return Section("unit_tasks", _("Dette gjør vi"), (Paragraph(text, quiet=True),))
    headers = _("Tiltak"), _("Ansvarlig"), _("Frist"), _("Tas opp i"), _("Status")
    rows = tuple(
        (task.what, task.who, day_month(task.by) if task.by else "", task.taken_up_in, status_name(task.status))
        for task in now
    )
    blocks: list[Block] = [Table(_("Tiltakene våre"), headers, rows)]
    notes = [Point(task.what, task.notes) for task in now if task.notes]
    if notes:
        blocks += [Paragraph(_("Hvorfor, og hvordan vi vil se det:")), Points(tuple(notes))]
    return Section("unit_tasks", _("Dette gjør vi"), tuple(blocks))


def unit_done(year: YearMaterial, _room: Room) -> Section | None:
    """What has been done, and what was learnt."""
    unit = year.unit
    tasks = [task for task in unit.tasks if task.status is CommitmentStatus.DONE or task.learnt] if unit else []
    if not tasks:
        return None
    return Section(
        "unit_done",
        _("Dette har vi gjort og lært"),
        (Points(tuple(Point(task.what, _learnt(task)) for task in tasks)),),
    )


def _learnt(task: UnitTask) -> tuple[str, ...]:
    return (_("Vi lærte: {learnt}").format(learnt=task.learnt),) if task.learnt else (status_name(task.status),)


def unit_cycle(year: YearMaterial, _room: Room) -> Section | None:
    """How far the learning cycle has come, and whom the unit works with."""
    unit = year.unit
    if unit is None or not (unit.steps or unit.together):
        return None
    blocks: list[Block] = []
    if unit.steps:
        blocks.append(Points(tuple(Point(step, (text,)) for step, text in unit.steps)))
    if unit.together:
        blocks.append(Paragraph(_("Vi har avtalt å lære sammen med {units}.").format(units=join(list(unit.together)))))
    return Section("unit_cycle", _("Mellom samlingene"), tuple(blocks))


def network_goals(year: YearMaterial, _room: Room) -> Section | None:
    """What the networks that the unit takes part in work towards."""
    unit = year.unit
    if unit is None or not unit.network_goals:
        return None
    return Section(
        "network_goals", _("Nettverket arbeider mot"), (Points(tuple(Point(goal.text) for goal in unit.network_goals)),)
    )
