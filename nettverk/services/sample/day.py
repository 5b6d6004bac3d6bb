"""One gathering of the sample as it went: who came, who sat together, what was said and what was promised."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from nettverk.domain.follow_up import CommitmentStatus, Driver, Grounds, Heard, Together
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Part, PartKind
from nettverk.domain.sheets.answers import Respondent, respondent_name
from nettverk.domain.sheets.definition import Who
from nettverk.services import contributions, follow_up, gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.sample.calendar import working_day
from nettverk.services.sample.people import Employee, Staff
from nettverk.services.themes import board, marks, themes
from nettverk.storage.store import Store

GROUP_SIZE = 6
SEED = 7
# A short search is plenty for the past: what matters is who sat with whom. The next gathering gets a longer one.
PAST_ITERATIONS, NEXT_ITERATIONS = 300, 2000


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that was made, and how it will have gone when they next meet."""

    id: str
    status: CommitmentStatus
    learnt: str


def hold(
    store: Store,
    gathering_id: str,
    script: Mapping[str, Any],
    staff: Staff,
    set_clock: Callable[[date, time], None],
    *,
    before: tuple[Promise, ...] = (),
    ready: bool = False,
) -> tuple[Promise, ...]:
    """Hold a gathering as it is written; ``ready`` makes it ready to run instead, with nobody there yet.

    Args:
        before: what was promised the last time, answered at this one.

    Returns:
        what was promised here.
    """
    if not script["people"]:
        return ()
    employees = staff.regulars() if ready else staff.some(script["people"])
    for employee in employees:
        participants.add(store, gathering_id, employee.id)
    _queue(store, gathering_id, script, staff, employees)
    _groups(store, gathering_id, ready=ready)
    if ready:
        return ()
    return run(
        store, gathering_id, script, employees, units=staff.units, rng=staff.rng, set_clock=set_clock, before=before
    )


def run(
    store: Store,
    gathering_id: str,
    script: Mapping[str, Any],
    employees: list[Employee],
    *,
    units: Mapping[str, str],
    rng: random.Random,
    set_clock: Callable[[date, time], None],
    before: tuple[Promise, ...] = (),
) -> tuple[Promise, ...]:
    """The day itself: who came, how it went with what was promised before, what was said and what is promised now."""
    day = gatherings.get(store, gathering_id).held_on or date(2026, 1, 1)
    set_clock(day, time(8, 31))
    came = _attendance(store, gathering_id, rng, employees)
    set_clock(day, time(9, 4))
    for promise in before:
        follow_up.edit(store, promise.id, gathering_id, status=promise.status, learnt=promise.learnt)
    _reflections(store, gathering_id, script, lambda at: set_clock(day, at))
    if not script.get("gathered_last"):
        set_clock(day, time(13, 30))
        gather(store, gathering_id, script)
    set_clock(day, time(13, 50))
    return _promises(store, gathering_id, script, units=units, came=came, day=day)


def _queue(store: Store, gathering_id: str, script: Mapping[str, Any], staff: Staff, employees: list[Employee]) -> None:
    part = _part(store, gathering_id, PartKind.SHARING)
    for talk in script.get("contributions", ()):
        speaker = next((employee.name for employee in employees if employee.unit == talk["unit"]), "")
        unit_id = staff.units[talk["unit"]]
        contributions.add(
            store, part.id, speaker=speaker, title=talk["title"], unit_id=unit_id, minutes=talk["minutes"]
        )


def _groups(store: Store, gathering_id: str, *, ready: bool) -> None:
    across = _part(store, gathering_id, PartKind.ACROSS)
    iterations = NEXT_ITERATIONS if ready else PAST_ITERATIONS
    groupings.build(store, across.id, size=GROUP_SIZE, seed=SEED, iterations=iterations)
    if ready:
        groupings.own_units(store, _part(store, gathering_id, PartKind.WAY_FORWARD).id)


def _attendance(store: Store, gathering_id: str, rng: random.Random, employees: list[Employee]) -> list[Employee]:
    participant_ids = {participant.person_id: participant.id for participant in participants.all_(store, gathering_id)}
    came = []
    for employee in employees:
        fell = rng.random()
        present = Attendance.LATE if fell > 0.96 else Attendance.PRESENT
        status = Attendance.ABSENT if fell < 0.12 and not employee.leads else present
        participants.mark(store, participant_ids[employee.id], status)
        if status != Attendance.ABSENT:
            came.append(employee)
    return came


def _reflections(store: Store, gathering_id: str, script: Mapping[str, Any], set_time: Callable[[time], None]) -> None:
    scripted = {question["text"]: question for question in script["questions"]}
    asked = [(part, question) for part in plan.parts(store, gathering_id) for question in part.questions]
    for part, question in asked:
        words = scripted.get(question.text, {})
        for table, answer in enumerate(words.get("answers", ()), start=1):
            if table in words.get("missing", ()):
                continue
            set_time(time(12, 10 + 14 * question.position + table // 2))
            first, _dot, rest = answer.partition(". ")
            if table == 3 and rest:  # somebody typed the start, was called away, and came back: that is history
                reflections.write(store, gathering_id, part.id, table, question.id, f"{first}.")
                set_time(time(13, 5 + question.position))
            reflections.write(store, gathering_id, part.id, table, question.id, answer)


def gather(store: Store, gathering_id: str, script: Mapping[str, Any]) -> None:
    """What was said, gathered while people drink coffee; the points are named by question and table."""
    asked = [question.id for part in plan.parts(store, gathering_id) for question in part.questions]
    theme_board = board.board(store, gathering_id)
    key_of = {
        (asked.index(point.question) + 1, theme_board.voices[point.voice].name): point.key
        for point in theme_board.points
        if point.question in asked  # what was said in the evaluation comes on other sheets
    }

    def keys(places: Sequence[Sequence[int]]) -> list[str]:
        named = ((question, respondent_name(Respondent(Who.TABLE, table))) for question, table in places)
        return [key_of[place] for place in named if place in key_of]

    for words in script.get("themes", ()):
        theme_id = themes.make(store, gathering_id, words["name"], keys(words["points"])).made
        if words.get("on_wall"):
            themes.show_on_wall(store, gathering_id, [theme_id])
        marks.set_quote(store, gathering_id, keys(words.get("quotes", ())))


def _promises(
    store: Store,
    gathering_id: str,
    script: Mapping[str, Any],
    *,
    units: Mapping[str, str],
    came: list[Employee],
    day: date,
) -> tuple[Promise, ...]:
    promises = []
    for words in script.get("commitments", ()):
        who = next((employee.name for employee in came if employee.unit == words["unit"]), "")
        promised = follow_up.promise(
            store,
            gathering_id,
            units[words["unit"]],
            what=words["what"],
            who=who,
            by=working_day(day + timedelta(days=words["days"]), later=True),
            taken_up_in=words["taken_up_in"],
            grounds=_grounds(words),
        )
        if "status" in words:
            promises.append(Promise(promised.made, CommitmentStatus(words["status"]), words["learnt"]))
    return tuple(promises)


def _grounds(words: Mapping[str, Any]) -> Grounds:
    return Grounds(
        words.get("why", ""),
        tuple(map(Driver, words.get("drivers", ()))),
        tuple(map(Together, words.get("together", ()))),
        tuple(map(Heard, words.get("heard", ()))),
        words.get("sign", ""),
        words.get("sign_before", ""),
    )


def _part(store: Store, gathering_id: str, kind: PartKind) -> Part:
    return next(part for part in plan.parts(store, gathering_id) if part.kind == kind)
