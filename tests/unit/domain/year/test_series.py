"""Series in bulk: every wish gives days that can be used, spread over the time, and clashes are said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.year import clashes
from nettverk.domain.year.clashes import ClashKind
from nettverk.domain.year.days import SchoolHoliday, can_meet_on
from nettverk.domain.year.items import Entry, EntryOf, ItemKind
from nettverk.domain.year.series import Pattern, propose
from nettverk.domain.year.series import clashes as clashes_of

DISTRICTS = tuple((f"d{number}", name) for number, name in enumerate(("Nord", "Sør", "Øst", "Vest", "Sentrum")))
PATTERN = Pattern(
    "n", "0–6", DISTRICTS, 3, 2, date(2026, 9, 1), date(2027, 5, 31), time(8, 30), time(14, 0), place="Rådhuset",
    owner="Prosessleder", themes=("Lek", "Uro", "Overgang"),
)  # fmt: skip
AUTUMN = SchoolHoliday("a", "Høstferie", date(2026, 10, 5), date(2026, 10, 9))


def test_three_in_each_district_on_tuesdays_outside_the_holidays() -> None:
    told = propose(PATTERN, [AUTUMN])
    assert len(told) == 15
    assert Counter(one.district for one in told) == dict.fromkeys([name for _id, name in DISTRICTS], 3)
    assert {one.day.isoweekday() for one in told if one.day} == {2}
    assert len({one.day for one in told}) == 15  # the same people lead them: no two on one day
    assert date(2026, 10, 6) not in {one.day for one in told}
    assert clashes_of(told, (), [AUTUMN]) == {}
    assert [one.theme for one in told if one.district == "Øst"] == ["Lek", "Uro", "Overgang"]


def test_days_that_are_taken_are_used_last() -> None:
    free = propose(PATTERN, [AUTUMN])
    taken = {one.day for one in free[:3] if one.day}
    told = propose(PATTERN, [AUTUMN], taken)
    assert not taken & {one.day for one in told}
    short = replace(PATTERN, last=PATTERN.first + timedelta(weeks=2))
    assert {one.day for one in propose(short, (), [PATTERN.first])} == {
        PATTERN.first + timedelta(weeks=week) for week in range(3)
    }


def test_where_no_day_is_left_the_proposal_has_none() -> None:
    nothing = replace(PATTERN, last=PATTERN.first - timedelta(days=1))
    assert {one.day for one in propose(nothing, ())} == {None}
    assert clashes_of(propose(nothing, ()), (), ()) == {}
    assert propose(replace(PATTERN, districts=()), ()) == ()


@settings(max_examples=2 * settings().max_examples)
@given(
    count=st.integers(1, 8), districts=st.integers(1, 7), weekday=st.integers(1, 5),
    start=st.dates(date(2024, 8, 1), date(2030, 8, 1)), length=st.integers(0, 320),
    closed=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 20)), max_size=4),
)  # fmt: skip
def test_any_wish(
    count: int, districts: int, weekday: int, start: date, length: int, closed: list[tuple[int, int]]
) -> None:  # fmt: skip
    holidays = [
        SchoolHoliday(str(number), "Fri", start + timedelta(days=at), start + timedelta(days=at + days))
        for number, (at, days) in enumerate(closed)
    ]
    names = tuple((f"d{number}", f"Bydel {number}") for number in range(districts))
    wish = replace(
        PATTERN, count=count, districts=names, weekday=weekday, first=start, last=start + timedelta(days=length)
    )
    told = propose(wish, holidays)
    assert len(told) == count * districts
    days = [one.day for one in told if one.day is not None]
    assert len(days) in {0, len(told)}
    assert all(can_meet_on(day, holidays) and day.isoweekday() == weekday for day in days)
    assert days == sorted(days)
    possible = {
        start + timedelta(days=away) for away in range(length + 1)
        if (start + timedelta(days=away)).isoweekday() == weekday
        and can_meet_on(start + timedelta(days=away), holidays)
    }  # fmt: skip
    assert len(set(days)) == min(len(possible), len(told))


def entry(id_: str, day: date = date(2026, 11, 24), **more: object) -> Entry:
    fields: dict[str, object] = {
        "network_id": "n", "network": "0–6", "starts_at": time(8, 30), "ends_at": time(14, 0), **more
    }  # fmt: skip
    return Entry(EntryOf.GATHERING, id_, day, f"Samling {id_}", **fields)  # type: ignore[arg-type]


def kinds(*entries: Entry, shared: dict[frozenset[str], int] | None = None) -> list[str]:
    return [clash.kind for clash in clashes.find(entries, [AUTUMN], shared)]


def test_clashes_are_said() -> None:
    nord, sor = {"district_id": "d0", "district": "Nord"}, {"district_id": "d1", "district": "Sør"}
    assert kinds(entry("1", **nord), entry("2", **sor)) == []
    assert kinds(entry("1", **nord), entry("2", **nord)) == [ClashKind.SERIES]
    assert kinds(entry("1", **nord), entry("2")) == [ClashKind.SERIES]  # for the whole municipality
    same_place = {"place": "Rådhuset "}
    assert kinds(entry("1", place="rådhuset", **nord), entry("2", **same_place, **sor)) == [ClashKind.PLACE]
    later = {"starts_at": time(14, 0), "ends_at": time(16, 0)}
    assert kinds(entry("1", place="Rådhuset", **nord), entry("2", **same_place, **sor, **later)) == []
    assert kinds(entry("1", owner="Kari", **nord), entry("2", owner="kari", **sor)) == [ClashKind.OWNER]
    people = {frozenset({"1", "2"}): 4}
    assert kinds(entry("1", **nord), entry("2", network_id="m", **sor), shared=people) == [ClashKind.PEOPLE]
    assert kinds(entry("1", date(2026, 10, 6))) == [ClashKind.SCHOOL_HOLIDAY]
    assert kinds(entry("1", date(2027, 5, 17))) == [ClashKind.PUBLIC_HOLIDAY]
    assert kinds(entry("1", date(2026, 11, 28))) == [ClashKind.WEEKEND]
    assert kinds(entry("1", date(2026, 11, 28), cancelled=True)) == []
    # One that ends after midnight takes the rest of its day; one whose clock nobody knows, all of it.
    night = {"starts_at": time(20, 0), "ends_at": time(1, 0), "place": "Rådhuset"}
    evening = {"starts_at": time(22, 0), "ends_at": time(23, 0), "place": "Rådhuset"}
    assert kinds(entry("1", **nord, **night), entry("2", **sor, **evening)) == [ClashKind.PLACE]
    meeting = Entry(EntryOf.MEETING, "m", date(2026, 11, 24), "Møte", ItemKind.MEETING, place="Rådhuset")
    assert kinds(entry("1", place="Rådhuset"), meeting) == [ClashKind.PLACE]


def test_a_proposal_is_held_against_what_stands_there() -> None:
    told = propose(PATTERN, [AUTUMN])
    day = told[4].day
    assert day is not None
    known = [entry("0", day, place="Rådhuset", district_id=told[4].district_id)]
    assert list(clashes_of(told, known, [AUTUMN])) == [4]
    assert any("Rådhuset" in words for words in clashes_of(told, known, [AUTUMN])[4])
    moved = (*told[:4], replace(told[4], day=day + timedelta(days=1)), *told[5:])
    assert clashes_of(moved, known, [AUTUMN]) == {}
    left_out = (*told[:4], replace(told[4], wanted=False), *told[5:])
    assert clashes_of(left_out, known, [AUTUMN]) == {}
