"""What is due next, which phase a day falls in, and where things lie in the wheel."""

from __future__ import annotations

from datetime import date, timedelta

from nettverk.domain.year.days import first_day, last_day
from nettverk.domain.year.items import (
    Entry,
    EntryOf,
    ItemKind,
    Phase,
    days_away,
    next_due,
    overdue,
    phase_begins,
    phase_of,
    skeleton,
)
from nettverk.domain.year.wheel import OPEN, angle_of, month_starts, spots

TODAY = date(2026, 11, 20)


def item(id_: str, day: date, **more: object) -> Entry:
    return Entry(EntryOf.ITEM, id_, day, f"Frist {id_}", ItemKind.DEADLINE, **more)  # type: ignore[arg-type]


def test_what_is_due_next_is_open_and_not_over() -> None:
    entries = [
        item("a", date(2026, 11, 1)), item("b", date(2026, 11, 21), done=True),
        item("c", date(2026, 11, 22), cancelled=True), item("d", date(2026, 12, 1)), item("e", date(2026, 11, 30)),
    ]  # fmt: skip
    due = next_due(entries, TODAY)
    assert due is not None
    assert due.id == "e"
    assert [entry.id for entry in overdue(entries, TODAY)] == ["a"]
    course = item("f", TODAY - timedelta(days=1), last_day=TODAY)
    assert next_due([course], TODAY) == course  # it goes on today
    assert next_due([], TODAY) is None
    held = Entry(EntryOf.GATHERING, "g", date(2026, 9, 1), "Samling", done=True)
    assert overdue([held], TODAY) == ()


def test_days_away_as_one_says_it() -> None:
    told = [days_away(TODAY + timedelta(days=days), TODAY) for days in (-1, 0, 1, 12)]
    assert told == ["for 1 dag siden", "i dag", "i morgen", "om 12 dager"]


def test_every_day_of_a_year_falls_in_one_phase_and_they_come_in_order() -> None:
    days = [first_day(2026) + timedelta(days=number) for number in range(365)]
    phases = [phase_of(day) for day in days]
    assert list(dict.fromkeys(phases)) == list(Phase)
    assert [phases.count(phase) for phase in Phase] == [61, 31, 30, 31, 120, 92]
    assert all(phase_of(phase_begins(phase, 2026)) is phase for phase in Phase)


def test_the_skeleton_has_one_thing_for_each_phase_within_the_year() -> None:
    told = skeleton(2026)
    assert [thing.phase for thing in told] == list(Phase)
    assert all(first_day(2026) <= thing.due_on <= last_day(2026) for thing in told)
    assert all(thing.owner and thing.title for thing in told)


def test_the_wheel_goes_with_the_clock_from_august_and_leaves_july_open() -> None:
    angles = [angle_of(first_day(2026) + timedelta(days=days), 2026) for days in range(365)]
    assert angles == sorted(angles)
    assert angles[0] > OPEN / 2
    assert angles[-1] < 360 - OPEN / 2
    months = month_starts(2026)
    assert len(months) == 11
    assert [day.month for day, _begin, _end in months] == [8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert all(begin < end for _day, begin, end in months)


def test_things_on_the_same_days_lie_beside_each_other_and_not_on_each_other() -> None:
    gatherings = [
        Entry(EntryOf.GATHERING, str(number), date(2026, 9, 8), "S", network_id=network)
        for number, network in enumerate(("a", "a", "b", "c"))
    ]
    others = [item(str(number), date(2026, 9, 8 + number)) for number in range(3)]
    lie = spots([*gatherings, *others], ["a", "b"], 2026)
    assert len({(spot.ring, spot.step, round(spot.angle)) for spot in lie}) == len(lie)
    assert {spot.entry.id: spot.ring for spot in lie if spot.entry.kind is None} == {"0": 0, "1": 0, "2": 1, "3": 2}
    assert {spot.ring for spot in lie if spot.entry.kind is not None} == {2}
