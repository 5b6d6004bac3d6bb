"""A unit's year, for its own development plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nettverk.domain.between import PairKind
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import Commitment, CommitmentStatus, grounds_lines, sign_now_line
from nettverk.domain.goals import Goal, GoalOf, GoalOwner, GoalState
from nettverk.domain.reports.material import UnitTask, UnitYear, YearMaterial
from nettverk.domain.reports.model import Scope
from nettverk.i18n import _
from nettverk.services import between, follow_up, gatherings, goals, pairings, settings
from nettverk.services.register import register
from nettverk.services.reports.clean_texts import CleanTexts
from nettverk.storage.store import Store


def unit_year_of(store: Store, scope: Scope, language: str = "nb") -> YearMaterial:
    """A unit's school year.

    Raises:
        BadInput: the unit is gone.
    """
    unit = next((entry for entry in register.units(store) if entry.id == scope.unit_id), None)
    if unit is None:
        raise BadInput(_("Enheten finnes ikke lenger."))
    clean = CleanTexts(store)
    start, end = date(scope.year, 8, 1), date(scope.year + 1, 8, 1)
    tasks: list[UnitTask] = []
    networks: dict[str, None] = {}
    for gathering, promised in follow_up.of_unit(store, unit.id):
        if gathering.held_on is None or gathering.held_on >= end:
            continue
        if gathering.held_on >= start:
            networks[gathering.network_id] = None
        # What was promised before and never done is still the unit's own.
        kept = (entry for entry in promised if gathering.held_on >= start or entry.status is not CommitmentStatus.DONE)
        tasks += (_task(entry, clean) for entry in kept)
    own = _goals(store, GoalOwner(GoalOf.UNIT, unit.id), clean, start, end)
    shared = [
        goal for network in networks for goal in _goals(store, GoalOwner(GoalOf.NETWORK, network), clean, start, end)
    ]
    unit_year = UnitYear(
        unit.id,
        unit.name,
        unit.service_name,
        own,
        tuple(task for task in tasks if task.what),
        _steps(store, unit.id, clean, start, end),
        _together(store, unit.id, start, end),
        tuple(goal for goal in shared if goal.active),
    )
    return YearMaterial(
        scope.year, store.today(), settings.get(store, "municipality"), unit=unit_year, left_out=clean.left_out
    )  # fmt: skip


def units_with_plans(store: Store, scope: Scope) -> tuple[str, ...]:
    """The ids of the units that have anything to write a plan of, in order of name; of the scope's network alone."""
    end = date(scope.year + 1, 8, 1).isoformat()
    rows = store.rows(
        "SELECT DISTINCT e.data ->> 'unit' AS unit_id FROM gatherings AS g"
        " CROSS JOIN current_entries AS e ON e.gathering_id = g.id AND e.kind = 'commitment'"
        " WHERE g.held_on < ? AND (? = '' OR g.network_id = ?) AND coalesce(e.data ->> 'removed', 0) = 0",
        end, scope.network_id, scope.network_id,
    )  # fmt: skip
    known = {row["unit_id"] for row in rows}
    if not scope.network_id:
        known |= {goal.owner.id for goal in goals.all_(store) if goal.owner.of is GoalOf.UNIT}
    return tuple(unit.id for unit in register.units(store) if unit.id in known)


def _task(promised: Commitment, clean: CleanTexts) -> UnitTask:
    line = clean.line
    return UnitTask(
        line(promised.what),
        clean.role(promised.who),
        promised.by,
        line(promised.taken_up_in),
        promised.status,
        line(promised.learnt),
        clean.lines((*grounds_lines(promised.grounds), sign_now_line(promised.sign_now))),
        promised.grounds.goal,
    )


def _goals(store: Store, owner: GoalOwner, clean: CleanTexts, start: date, end: date) -> tuple[Goal, ...]:
    line = clean.line
    told_goals = [
        replace(goal, text=line(goal.text), sign=line(goal.sign), sign_before=line(goal.sign_before),
                sign_now=line(goal.sign_now))
        for goal in goals.of_owner(store, owner)
        if goal.at.date() < end and (goal.state is not GoalState.REACHED or goal.at.date() >= start)
    ]  # fmt: skip
    return tuple(goal for goal in told_goals if goal.text)


def _steps(store: Store, unit_id: str, clean: CleanTexts, start: date, end: date) -> tuple[tuple[str, str], ...]:
    """The newest of the year's learning cycles that the unit has written anything in."""
    for gathering in gatherings.all_(store):
        if gathering.held_on is None or not start <= gathering.held_on < end:
            continue
        if between.cycle_use(store, gathering.id) is None:
            continue
        steps = between.cycles(store, gathering.id).get(unit_id, ())
        told_steps = tuple((step.label, line) for step in steps if (line := clean.line(step.text)))
        if told_steps:
            return told_steps
    return ()


def _together(store: Store, unit_id: str, start: date, end: date) -> tuple[str, ...]:
    unit_names: dict[str, None] = {}
    days = {gathering.id: gathering.held_on for gathering in gatherings.all_(store)}
    for pair in pairings.of_unit(store, unit_id):
        day = days.get(pair.gathering_id)
        if day is None or not start <= day < end or pair.kind not in PairKind:
            continue
        unit_names[pair.other_name if pair.one == unit_id else pair.one_name] = None
    return tuple(name for name in unit_names if name)
