"""Lær av klokka."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nettverk.domain.rundown.events import Next, Start, TimedEvent
from nettverk.domain.rundown.learning import SeriesPart, learn, series_parts
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Plan, Rundown, Slot

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def held(*actual: float) -> Rundown:
    """A day with theory (45) and sharing (45) that took these minutes."""
    plan = Plan(
        START,
        START + timedelta(minutes=90),
        (Slot("t", "Teori", "theory", 45, 20), Slot("s", "Deling", "sharing", 45, 20)),
    )
    moment, events = START, [TimedEvent(START, Start())]
    for length in actual:
        moment += timedelta(minutes=length)
        events.append(TimedEvent(moment, Next()))
    return rundown_at(fold(plan, events), moment + timedelta(days=3))


def test_the_mean_of_earlier_days_is_said_in_words() -> None:
    found = learn([held(52, 45), held(56, 44)])
    assert found[SeriesPart("theory", 1)].over == 9
    assert found[SeriesPart("theory", 1)].sentence == "går i snitt 9 min over (2 samlinger)"
    assert found[SeriesPart("theory", 1)].brief == "pleier å gå 9 min over"
    assert found[SeriesPart("sharing", 1)].sentence == "holder tida (2 samlinger)"


def test_shorter_is_said_too_and_one_is_one() -> None:
    assert learn([held(38, 45)])[SeriesPart("theory", 1)].sentence == "går i snitt 7 min kortere (1 samling)"


def test_parts_passed_by_and_days_never_run_teach_nothing() -> None:
    assert SeriesPart("theory", 1) not in learn([held(0.5, 45)])
    never = rundown_at(fold(held().plan, []), START)
    assert learn([never]) == {}


def test_the_second_of_a_kind_is_another_part_of_the_series() -> None:
    plan = Plan(
        START, START + timedelta(minutes=90),
        (Slot("a", "Pause", "break", 10, 5), Slot("t", "Teori", "theory", 45, 20), Slot("b", "Pause", "break", 15, 5)),
    )  # fmt: skip
    events = [TimedEvent(START, Start())]
    moment = START
    for length in (22, 45, 15):
        moment += timedelta(minutes=length)
        events.append(TimedEvent(moment, Next()))
    found = learn([rundown_at(fold(plan, events), moment)])
    first, second = found[SeriesPart("break", 1)], found[SeriesPart("break", 2)]
    assert (first.over, second.over) == (12, 0)
    assert (first.proposal(10), second.proposal(15)) == (20, None)
    assert first.proposal(20) is None  # it has them already
    assert series_parts(["break", "theory", "break"])[2] == SeriesPart("break", 2)
