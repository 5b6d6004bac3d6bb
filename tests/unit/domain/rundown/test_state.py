"""The rundown's clock: what the facilitator and the wall would read, whatever happens to the machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random

import pytest
from dateutil.tz import tzstr

from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rundown.effective import effective_events
from nettverk.domain.rundown.events import Adjust, ClockSet, Restart, Start, TimedEvent
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Plan, Rundown, Slot, plan_of
from nettverk.domain.rundown.stored_events import event_of
from nettverk.domain.wall_reference import AGENDA

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
OSLO = tzstr("CET-1CEST,M3.5.0,M10.5.0/3")


def minutes(value: float) -> timedelta:
    return timedelta(minutes=value)


def plan(*lengths: int, ends: float | None = None, fixed: dict[int, float] | None = None) -> Plan:
    fixed = fixed or {}
    slots = tuple(
        Slot(f"p{i}", f"Del {i}", "theory", length, length // 2, START + minutes(fixed[i]) if i in fixed else None)
        for i, length in enumerate(lengths)
    )
    return Plan(START, START + minutes(sum(lengths) if ends is None else ends), slots)


class Day:
    """A gathering being run: press things (as they are stored) at minutes after START, and look."""

    def __init__(self, the_plan: Plan) -> None:
        self.plan = the_plan
        self.events: list[TimedEvent] = []
        self._keys = (f"k{i}" for i in count())

    def press(self, kind: str, minute: float, **data: object) -> str:
        key = next(self._keys)
        self.events.append(TimedEvent(START + minutes(minute), event_of(kind, data), key))
        return key

    def see(self, minute: float) -> Rundown:
        return rundown_at(fold(self.plan, self.events), START + minutes(minute))


@pytest.fixture
def day() -> Day:
    return Day(plan(45, 45, 15, 45, 50))


def test_before_the_start_the_day_is_as_planned(day: Day) -> None:
    seen = day.see(-30)
    assert seen.phase == "waiting"
    assert seen.current is None
    assert seen.following is not None
    assert seen.following.slot.part_id == "p0"
    assert [row.start for row in seen.parts] == [row.planned_start for row in seen.parts]


def test_a_late_start_moves_what_is_projected_but_not_what_was_planned(day: Day) -> None:
    assert day.see(10).parts[0].start == START + minutes(10)
    day.press("start", 6)
    seen = day.see(20)
    assert seen.remaining == minutes(31)
    assert seen.behind == minutes(6)
    assert seen.parts[1].planned_start == START + minutes(45)
    assert seen.parts[1].start == START + minutes(51)
    assert seen.late_end == minutes(6)


def test_a_pause_stops_the_part_and_pushes_the_rest(day: Day) -> None:
    day.press("start", 0)
    day.press("pause", 10)
    assert day.see(14).phase == "paused"
    assert day.see(14).remaining == minutes(35)
    assert day.see(14).parts[1].start == START + minutes(49)
    day.press("resume", 15)
    assert day.see(20).remaining == minutes(30)
    assert day.see(20).behind == minutes(5)


def test_next_leaves_the_actual_times_behind(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 49)
    seen = day.see(60)
    assert seen.current is not None
    assert seen.current.slot.part_id == "p1"
    assert seen.parts[0].status == "done"
    assert seen.parts[0].spent == minutes(49)
    assert seen.parts[0].over == minutes(4)
    assert seen.parts[0].end == START + minutes(49)
    assert seen.remaining == minutes(34)


def test_over_time_counts_on_and_pushes_the_rest(day: Day) -> None:
    day.press("start", 0)
    seen = day.see(52)
    assert seen.remaining == -minutes(7)
    assert seen.parts[1].start == START + minutes(52)


def test_back_at_once_is_as_if_we_never_left(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 30)
    day.press("back", 32)
    seen = day.see(40)
    assert seen.index == 0
    assert seen.spent == minutes(40)
    assert seen.parts[1].spent == minutes(0)
    assert seen.parts[1].status == "ahead"


def test_back_after_a_while_keeps_what_each_part_used(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 30)
    day.press("back", 45)
    seen = day.see(50)
    assert seen.spent == minutes(35)
    assert seen.parts[1].spent == minutes(15)
    assert seen.parts[1].start == START + minutes(60)
    assert seen.parts[1].end == START + minutes(90)


def test_jump_past_a_break_and_the_break_is_skipped(day: Day) -> None:
    day.press("start", 0)
    day.press("jump", 45, part="p3")
    seen = day.see(50)
    assert [row.status for row in seen.parts] == ["done", "skipped", "skipped", "now", "ahead"]
    assert seen.behind == -minutes(60)
    starts = [row.start for row in seen.parts]
    assert starts == sorted(starts), "the times never fall down the list"


def test_a_day_jumped_into_before_it_began_has_no_part_after_now(day: Day) -> None:
    day.press("jump", -5, part="p2")
    seen = day.see(1)
    assert [row.status for row in seen.parts] == ["skipped", "skipped", "now", "ahead", "ahead"]
    assert [row.start for row in seen.parts[:3]] == [START - minutes(5)] * 3
    day.press("stop", 3)
    assert [row.start for row in day.see(9).parts[3:]] == [START + minutes(3)] * 2


def test_a_rehearsal_is_left_behind_when_the_day_begins_anew(day: Day) -> None:
    before = day.see(300)
    day.press("start", 0)
    day.press("next", 1)
    day.press("timer", 2, seconds=900)
    stood = day.see(5)
    key = day.press("restart", 5)
    fresh = day.see(300)
    assert (fresh.phase, fresh.parts, fresh.timer) == (before.phase, before.parts, None)
    assert fresh.undo is not None
    assert (fresh.undo.key, fresh.undo.event) == (key, Restart())
    day.press("undo", 5, of=key)
    assert day.see(5) == stood


def test_the_first_part_is_still_the_one_that_was_started_when_another_is_put_before_it(day: Day) -> None:
    day.press("start", 0, part="p0")
    day.press("next", 45, part="p1")
    whole = plan(30, 45, 45, 15, 45, 50)
    slots = (
        replace(whole.slots[0], part_id="new"),
        *(replace(s, part_id=f"p{i}") for i, s in enumerate(whole.slots[1:])),
    )
    seen = rundown_at(fold(replace(whole, slots=slots), day.events), START + minutes(50))
    assert [row.status for row in seen.parts[:3]] == ["skipped", "done", "now"]
    assert seen.parts[1].spent == minutes(45)


def test_a_part_made_longer_after_hent_inn_tid_is_longer(day: Day) -> None:
    day.press("start", 0)
    day.press("recover", 10, minutes={"p1": 40}, before={"p1": 45})
    assert day.see(11).parts[1].minutes == 40
    longer = rundown_at(fold(plan(45, 90, 15, 45, 50), day.events), START + minutes(11))
    assert longer.parts[1].minutes == 85
    assert rundown_at(fold(plan(45, 3, 15, 45, 50), day.events), START + minutes(11)).parts[1].minutes == 0


def test_back_at_once_takes_up_contribution_step_and_wall_again(day: Day) -> None:
    day.press("start", 0)
    day.press("step", 2, to=1)
    day.press("contribution", 5, id="a")
    day.press("show", 5, wall="slides:a:3")
    day.press("next", 10)
    day.press("back", 11)
    seen = day.see(15)
    assert (seen.contribution, seen.contribution_spent) == ("a", minutes(10))
    assert (seen.step, seen.step_spent) == (1, minutes(13))
    assert str(seen.showing.wall) == "slides:a:3"


def test_a_pause_holds_the_step_too(day: Day) -> None:
    day.press("start", 0)
    day.press("step", 2, to=1)
    day.press("pause", 5)
    assert day.see(15).step_spent == minutes(3)
    day.press("resume", 15)
    assert day.see(16).step_spent == minutes(4)
    day.press("pause", 20)
    day.press("step", 21, to=2)
    assert day.see(25).step_spent == minutes(0)


def test_a_clock_that_is_set_moves_only_its_own_machine(day: Day) -> None:
    day.events += [
        TimedEvent(START, Start(), "a", "mine"),
        TimedEvent(START + minutes(3), Adjust(5), "b", "other"),
        TimedEvent(START - minutes(50), ClockSet(-3600), "c", "mine"),
    ]
    moved = {event.key: event.at for event in effective_events(day.events)}
    assert moved == {"a": START - minutes(60), "b": START + minutes(3)}


def test_minutes_can_be_added_and_taken(day: Day) -> None:
    day.press("start", 0)
    day.press("adjust", 5, minutes=5)
    day.press("adjust", 6, minutes=-1)
    assert day.see(10).remaining == minutes(39)
    assert day.see(10).parts[0].minutes == 49
    assert day.see(10).parts[0].slot.minutes == 45


def test_a_part_cannot_be_made_shorter_than_nothing(day: Day) -> None:
    day.press("start", 0)
    for _press in range(60):
        day.press("adjust", 1, minutes=-1)
    assert day.see(1).parts[0].minutes == 0


def test_we_forgot_to_press_start(day: Day) -> None:
    day.press("started_at", 12, began=(START + minutes(2)).isoformat())
    seen = day.see(12)
    assert seen.phase == "running"
    assert seen.spent == minutes(10)
    assert seen.behind == minutes(2)


def test_we_forgot_to_press_next(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 55)
    day.press("started_at", 57, began=(START + minutes(46)).isoformat())
    seen = day.see(60)
    assert seen.spent == minutes(14)
    assert seen.parts[0].spent == minutes(46)
    assert seen.parts[0].end == START + minutes(46)


def test_we_forgot_to_press_anything_until_the_second_part_had_begun(day: Day) -> None:
    day.press("start", 58)
    day.press("next", 58)
    day.press("started_at", 59, began=(START + minutes(45)).isoformat())
    seen = day.see(60)
    assert seen.spent == minutes(15), "what was asked for, not when start was pressed"
    assert (seen.parts[0].start, seen.parts[0].end) == (START, START + minutes(45))
    assert seen.parts[0].spent == minutes(45)


def test_a_part_pressed_after_the_true_start_falls_away(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 60)
    day.press("next", 61)
    day.press("started_at", 62, began=(START + minutes(50)).isoformat())
    seen = day.see(62)
    assert seen.spent == minutes(12)
    assert seen.parts[1].spent == minutes(0)
    assert seen.parts[0].end == seen.parts[1].start == START + minutes(50)
    assert seen.parts[0].spent == minutes(50)


def test_back_right_after_a_true_start_was_set_gives_all_the_time_back(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 58)
    day.press("started_at", 59, began=(START + minutes(45)).isoformat())
    day.press("back", 60)
    seen = day.see(60)
    assert seen.index == 0
    assert seen.spent == minutes(60)
    assert seen.parts[1].spent == minutes(0), "we were never in it"


def test_the_true_start_can_be_later_than_the_press(day: Day) -> None:
    day.press("start", 0)
    day.press("started_at", 10, began=(START + minutes(4)).isoformat())
    assert day.see(10).spent == minutes(6)


def test_the_last_next_ends_the_day_and_back_opens_it_again(day: Day) -> None:
    day.press("start", 0)
    for minute in (45, 90, 105, 150, 199):
        day.press("next", minute)
    done = day.see(230)
    assert done.phase == "done"
    assert done.ends == START + minutes(199)
    assert done.following is None
    day.press("back", 231)
    again = day.see(232)
    assert again.phase == "running"
    assert again.index == 4
    assert again.spent == minutes(50)


def test_undo_is_exact_and_redo_too(day: Day) -> None:
    day.press("start", 0)
    before = day.see(100)
    pressed = day.press("next", 40)
    after = day.see(100)
    undone = day.press("undo", 41, of=pressed)
    assert day.see(100) == before
    day.press("undo", 42, of=undone)
    assert day.see(100) == after


def test_what_ctrl_z_takes_back_is_the_last_thing_that_moved_the_clock(day: Day) -> None:
    start = day.press("start", 0)
    day.press("show", 1, wall="agenda")
    last = day.see(2).undo
    assert last is not None
    assert (last.key, last.event) == (start, Start())


def test_a_fixed_start_is_waited_for_when_ahead(day: Day) -> None:
    lunch = Day(plan(45, 45, ends=150, fixed={1: 60}))
    lunch.press("start", 0)
    assert lunch.see(10).parts[1].start == START + minutes(60)
    assert lunch.plan.fixed_end(0) == START + minutes(60)
    assert lunch.plan.fixed_end(1) == START + minutes(150)


def test_an_extra_timer_leaves_the_plan_alone(day: Day) -> None:
    day.press("start", 0)
    day.press("timer", 10, seconds=120, text="To og to")
    seen = day.see(11)
    assert seen.timer is not None
    assert seen.timer.remaining == minutes(1)
    assert seen.remaining == minutes(34)
    out = day.see(12.2).timer
    assert out is not None
    assert out.remaining == minutes(0)
    assert day.see(12.9).timer is not None, "a minute in which + still means one minute more of it"
    assert day.see(13.1).timer is None, "it leaves by itself"
    day.press("timer", 20, seconds=120)
    day.press("timer_stop", 21)
    assert day.see(21).timer is None


def test_an_extra_timer_ends_with_its_part_and_comes_back_with_it(day: Day) -> None:
    day.press("start", 0)
    day.press("timer", 10, seconds=300, text="pairs")
    day.press("next", 11)
    assert day.see(11).timer is None, "the break is not for talking two and two"
    day.press("back", 11.1)
    again = day.see(12).timer
    assert again is not None
    assert (again.text, again.remaining) == ("pairs", minutes(3))


def test_steps_and_contributions_have_their_own_clocks(day: Day) -> None:
    day.press("start", 0)
    day.press("contribution", 5, id="a")
    day.press("pause", 10)
    day.press("resume", 12)
    assert day.see(15).contribution_spent == minutes(8)
    day.press("contribution", 20, id="b")
    assert day.see(22).contribution_spent == minutes(2)
    assert day.see(22).contributions["a"] == minutes(13)
    day.press("contribution", 25, id="a")
    assert day.see(26).contribution_spent == minutes(14)
    day.press("step", 30, to=2)
    assert (day.see(33).step, day.see(33).step_spent) == (2, minutes(3))
    day.press("next", 45)
    assert (day.see(46).step, day.see(46).contribution) == (0, "")


def test_a_contribution_begun_by_mistake_is_begun_from_nothing_later(day: Day) -> None:
    day.press("start", 0)
    day.press("contribution", 2, id="a")
    day.press("contribution", 4, id="b")
    day.press("contribution", 20, id="a")
    assert day.see(21).contribution_spent == minutes(1)


def test_a_new_part_shows_itself_but_black_stays_black(day: Day) -> None:
    day.press("start", 0)
    day.press("show", 1, wall="agenda")
    day.press("message", 2, text="Bilen AB 12345 må flyttes")
    day.press("black", 3, on=True)
    showing = day.see(4).showing
    assert (showing.wall, showing.message, showing.black) == (AGENDA, "Bilen AB 12345 må flyttes", True)
    day.press("next", 45)
    showing = day.see(46).showing
    assert (showing.wall, showing.message, showing.black) == (None, "", True)


def test_past_midnight_the_day_goes_on() -> None:
    late = Day(
        Plan(datetime(2026, 11, 24, 22, 30, tzinfo=UTC), datetime(2026, 11, 25, 1, 0, tzinfo=UTC), plan(60, 90).slots)
    )
    offset = (datetime(2026, 11, 24, 22, 30, tzinfo=UTC) - START) / minutes(1)
    late.press("start", offset)
    seen = late.see(offset + 90)
    assert seen.remaining == -minutes(30)
    assert seen.parts[1].start.day == 25


def gathering(held: date, starts: time, ends: time) -> Gathering:
    return Gathering("g", "n", None, "Samling", "", held, starts, ends, "", "nb", None, None, "", "")


def part(id_: str, length: int, fixed: time | None = None) -> Part:
    return Part(id_, "g", 0, "theory", id_, length, 10, fixed, "plenum", None, "", "")


@pytest.mark.parametrize(
    ("held", "true_length"), [(date(2026, 3, 29), 120), (date(2026, 10, 25), 240), (date(2026, 6, 1), 180)]
)
def test_summer_time_changes_move_the_end_but_not_the_minutes(held: date, true_length: int) -> None:
    made = plan_of(gathering(held, time(1), time(4)), [part("a", 60), part("b", 60)], zone=OSLO)
    assert made.ends - made.starts == minutes(true_length)
    assert made.times()[1][1] - made.times()[0][0] == minutes(120)


def test_late_clock_times_lie_on_the_next_date() -> None:
    made = plan_of(
        gathering(date(2026, 6, 1), time(20), time(1)), [part("a", 60), part("b", 60, time(0, 15))], zone=OSLO
    )
    assert made.ends - made.starts == minutes(300)
    assert made.slots[1].fixed_start == made.starts + minutes(255)


def test_a_fixed_start_from_before_the_day_was_moved_does_not_count() -> None:
    made = plan_of(
        gathering(date(2026, 6, 1), time(17), time(21)), [part("a", 60), part("b", 60, time(11, 15))], zone=OSLO
    )
    assert made.slots[1].fixed_start is None
    assert made.ends - made.starts == minutes(240)


def test_the_machine_clock_set_back_an_hour_changes_no_remaining_time(day: Day) -> None:
    day.press("start", 60)
    before = day.see(70).remaining
    day.press("clock", 10, seconds=-3600)
    assert day.see(10).remaining == before
    assert day.see(11).remaining == before - minutes(1)
    assert day.see(10).parts[0].start == START


def test_a_moment_before_the_last_press_counts_as_the_last_press(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 45)
    assert day.see(10).remaining == minutes(45)


def test_an_unknown_event_from_a_newer_program_is_passed_over(day: Day) -> None:
    day.press("start", 0)
    day.press("fireworks", 3)
    assert day.see(5).remaining == minutes(40)


def test_a_plan_without_parts_breaks_nothing() -> None:
    empty = Day(plan())
    for kind in ("start", "pause", "resume", "next", "back", "adjust", "stop", "started_at", "step"):
        empty.press(kind, 1)
    assert empty.see(2).current is None


def test_parts_removed_or_moved_while_it_runs_leave_a_day_that_makes_sense(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 45, part="p1")
    fewer = Plan(day.plan.starts, day.plan.ends, day.plan.slots[:1] + day.plan.slots[2:])
    seen = rundown_at(fold(fewer, day.events), START + minutes(50))
    assert seen.index == 1
    assert rundown_at(fold(plan(30), day.events), START + minutes(50)).phase in {"running", "done"}


def test_whatever_is_pressed_time_is_neither_lost_nor_made() -> None:
    """Time used in parts plus pauses plus time after the end is the time since the start."""
    kinds = ("pause", "resume", "next", "back", "jump", "adjust", "timer", "step", "show", "contribution")
    for seed in range(60):
        rng = Random(seed)
        day = Day(plan(*[rng.randint(5, 60) for _ in range(rng.randint(1, 8))]))
        day.press("start", 0)
        paused, minute = 0.0, 0.0
        for _ in range(80):
            step = rng.random() * 9
            before = day.see(minute)
            if before.phase in {"paused", "done"}:
                paused += step
            minute += step
            day.press(
                rng.choice(kinds), minute, part=f"p{rng.randint(0, 9)}", minutes=rng.choice([-5, -1, 1, 5]), id="c"
            )
        seen = day.see(minute)
        used = sum((row.spent for row in seen.parts), timedelta())
        assert abs(used + minutes(paused) - minutes(minute)) < timedelta(milliseconds=1), seed
        assert seen.parts[seen.index].end >= seen.parts[seen.index].start


def test_a_coming_part_is_adjusted_and_what_follows_moves_along(day: Day) -> None:
    day.press("start", 0)
    key = day.press("adjust", 10, minutes=-5, part="p2")
    seen = day.see(10)
    assert [row.minutes for row in seen.parts] == [45, 45, 10, 45, 50]
    assert seen.remaining == minutes(35), "the part we are in is as it was"
    assert seen.parts[3].start == START + minutes(100)
    assert seen.late_end == -minutes(5)
    day.press("undo", 11, of=key)
    assert day.see(11).parts == _untouched(11).parts, "undo is exact"


def _untouched(minute: float) -> Rundown:
    plain = Day(plan(45, 45, 15, 45, 50))
    plain.press("start", 0)
    return plain.see(minute)


def test_a_fixed_start_stands_when_a_part_before_it_is_made_shorter() -> None:
    day = Day(plan(45, 30, 50, fixed={2: 80}))
    day.press("start", 0)
    day.press("adjust", 5, minutes=-15, part="p1")
    assert day.see(5).parts[2].start == START + minutes(80)
    day.press("adjust", 6, minutes=40, part="p1")
    assert day.see(6).parts[2].start == START + minutes(100), "what cannot be kept is shown as it will be"


def test_what_is_over_cannot_be_adjusted_and_an_unknown_part_is_the_one_we_are_in(day: Day) -> None:
    day.press("start", 0)
    day.press("next", 45)
    day.press("adjust", 46, minutes=5, part="p0")
    assert [row.minutes for row in day.see(46).parts] == [45, 45, 15, 45, 50]
    day.press("adjust", 47, minutes=-100, part="p3")
    day.press("adjust", 48, minutes=2)
    assert [row.minutes for row in day.see(48).parts] == [45, 47, 15, 0, 50], "a floor is only a word"
