"""Half a day is real: groups, papers, check-in and what is said of the groups know who is there in each round."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from nettverk.domain import check_in
from nettverk.domain.errors import BadInput
from nettverk.domain.group_rules import RuleKind
from nettverk.domain.half_day import PartTimes, times_of
from nettverk.domain.plan import PartKind
from nettverk.services import gatherings, participants, plan
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, quality, repair, rules
from nettverk.services.groups.board import NOBODY
from nettverk.services.handouts import badges, groups_by_name, groups_by_table
from nettverk.services.handouts.source import Source
from tests.helpers.hall import Hall, hall

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def day() -> Hall:
    """Thirty people at a day whose only mixed part is known by its own times."""
    return hall(30)


def part_times(day: Hall) -> PartTimes:
    parts = plan.parts(day.store, day.gathering_id)
    return times_of(gatherings.get(day.store, day.gathering_id), parts)[day.part_id]


def clock(day: Hall, minutes: int) -> str:
    """The clock so many minutes into the mixed part."""
    times = part_times(day)
    at = times.begins.hour * 60 + times.begins.minute + times.start + minutes
    return f"{at // 60:02}:{at % 60:02}"


def leave(day: Hall, who: Sequence[int], minutes: int) -> None:
    participants.set_hours(day.store, tuple(day.participants[n] for n in who), "", clock(day, minutes))


def come(day: Hall, who: Sequence[int], minutes: int) -> None:
    participants.set_hours(day.store, tuple(day.participants[n] for n in who), clock(day, minutes), "")


def numbers(board: group_board.Board, day: Hall, who: Sequence[int]) -> list[int]:
    return [board.index[day.participants[n]] for n in who]


@pytest.mark.parametrize(
    ("start", "end", "there"),
    [
        ("", "", (True, True, True)),
        ("10:00", "", (True, True, True)),
        ("", "10:20", (True, False, False)),
        ("10:20", "", (False, True, True)),
        ("10:10", "10:50", (True, True, True)),
        ("10:11", "10:49", (False, True, False)),
        ("12:00", "", (False, False, False)),
        ("", "09:00", (False, False, False)),
    ],
)
def test_who_is_there_for_half_of_a_round_is_in_it(day: Hall, start: str, end: str, there: tuple[bool, ...]) -> None:
    participants.set_hours(day.store, day.participants[:1], start, end)
    person = next(p for p in participants.all_(day.store, day.gathering_id) if p.id == day.participants[0])
    assert PartTimes(time(9), time(15), 60, 60).there(person, 3) == there


def test_a_gathering_that_ends_after_midnight_has_hours_of_two_dates(day: Hall) -> None:
    participants.set_hours(day.store, day.participants[:1], "00:30", "")
    person = next(p for p in participants.all_(day.store, day.gathering_id) if p.id == day.participants[0])
    late = PartTimes(time(20), time(2), 0, 60)
    assert not late.touches(person)
    assert PartTimes(time(20), time(2), 270, 60).there(person) == (True,)


def test_groups_are_made_of_those_who_are_there_when_the_part_runs(day: Hall) -> None:
    leave(day, range(6), 0)
    groupings.build(day.store, day.part_id, size=6, iterations=200)
    board = group_board.load(day.store, day.part_id)
    assert [len(who) for who in board.at] == [6, 6, 6, 6]
    assert len(board.people) == 24
    assert not board.unseated
    told = quality.quality(board)
    assert "6 er ikke her da" in told.sentence
    assert "går" in told.sentence
    assert told.score.hard == 0


def test_each_round_has_those_who_are_there_in_it(day: Hall) -> None:
    minutes = part_times(day).minutes
    leave(day, range(5), minutes // 2)
    come(day, range(5, 10), minutes // 2)
    groupings.build(day.store, day.part_id, size=5, rounds=2, iterations=200)
    first, second = (group_board.load(day.store, day.part_id, turn) for turn in (1, 2))
    for board, here, away in ((first, range(5), range(5, 10)), (second, range(5, 10), range(5))):
        assert all(board.seat[n] != NOBODY for n in numbers(board, day, here))
        assert all(board.seat[n] == NOBODY for n in numbers(board, day, away))
        assert [len(who) for who in board.at] == [5] * 5
        assert not board.unseated
        assert board.to_free == 0
    assert quality.still_speaks(first)


def test_a_dialogue_cafe_has_hosts_who_stay_through_all_rounds(day: Hall) -> None:
    leave(day, range(12), part_times(day).minutes // 2)
    groupings.build(day.store, day.part_id, size=6, rounds=2, hosts_stay=True, iterations=200)
    task = groupings.prepare(day.store, day.part_id, rounds=2, hosts_stay=True)
    there = task.board.there(2)
    assert task.hosts
    assert all(all(row[host] for row in there) for host in task.hosts)


def test_one_at_every_table_asks_for_no_more_than_are_there(day: Hall) -> None:
    board = group_board.load(day.store, day.part_id)
    service = board.people[0].service_id
    those = [n for n, who in enumerate(board.people) if who.service_id == service]
    rules.add(day.store, day.gathering_id, RuleKind.AT_LEAST_ONE, service_id=service)
    half = tuple(board.people[n].id for n in those[: len(those) - 1])
    participants.set_hours(day.store, half, clock(day, part_times(day).minutes // 2), "")
    groupings.build(day.store, day.part_id, size=6, rounds=2, iterations=200)
    assert group_board.load(day.store, day.part_id).score.hard == 0


def test_who_leaves_after_the_groups_were_made_loses_the_table_in_a_repair(day: Hall) -> None:
    groupings.build(day.store, day.part_id, size=6, iterations=200)
    leave(day, range(3), 0)
    board = group_board.load(day.store, day.part_id)
    assert board.to_free == 3
    assert "3 har bord, men er ikke her da" in quality.quality(board).sentence
    assert repair.turnout(board).half_day == 3
    grouping = groupings.of_part(day.store, day.part_id)
    people = participants.all_(day.store, day.gathering_id)
    assert check_in.to_repair(people, grouping) == 3
    task = repair.prepare(day.store, day.part_id)
    repair.accept(day.store, task, repair.choices(task)[0].changes)
    after = group_board.load(day.store, day.part_id)
    assert after.to_free == 0
    assert sorted(len(who) for who in after.at) in ([5, 5, 5, 6, 6], [4, 5, 6, 6, 6])
    assert check_in.to_repair(people, groupings.of_part(day.store, day.part_id)) == 0


def test_own_units_and_the_same_groups_again_leave_out_who_is_gone(day: Hall) -> None:
    leave(day, range(4), 0)
    groupings.own_units(day.store, day.part_id)
    board = group_board.load(day.store, day.part_id)
    assert sum(len(who) for who in board.at) == 26
    other = plan.add(day.store, day.gathering_id, PartKind.ACROSS).made
    participants.set_hours(day.store, day.participants[4:6], "", clock(day, part_times(day).minutes))
    groupings.same_as(day.store, other, day.part_id)
    again = group_board.load(day.store, other)
    assert sum(len(who) for who in again.at) == 24
    assert again.to_free == 0


def test_where_nobody_is_there_it_says_so(day: Hall) -> None:
    leave(day, range(30), 0)
    with pytest.raises(BadInput, match="når denne delen går"):
        groupings.prepare(day.store, day.part_id)
    with pytest.raises(BadInput, match="når denne delen går"):
        groupings.own_units(day.store, day.part_id)


def test_papers_seat_people_only_where_they_are_and_say_when_they_come_and_go(day: Hall) -> None:
    minutes = part_times(day).minutes
    leave(day, range(1), minutes // 2)
    groupings.build(day.store, day.part_id, size=6, rounds=2, iterations=200)
    person = next(p for p in participants.all_(day.store, day.gathering_id) if p.id == day.participants[0])
    source = Source(day.store, day.gathering_id)
    found = next(p for p in groups_by_name.DOCUMENT.read(source).people if p.name == person.list_name)
    assert found.tables[0] is not None
    assert found.tables[1] is None
    assert found.hours == f"går {person.present_to.replace(':', '.')}"
    by_table = groups_by_table.DOCUMENT.read(source).rounds
    seated = [[seat.name for table in tables for seat in table.people] for _round, tables in by_table]
    assert person.name in seated[0]
    assert person.name not in seated[1]
    badge = badges.DOCUMENT.read(source).badges
    assert sum(one.tables[1] is None for one in badge) == 1


def test_groups_without_half_days_are_proved_by_the_same_fingerprint(day: Hall) -> None:
    before = group_board.load(day.store, day.part_id).fingerprint
    participants.set_hours(day.store, day.participants[:2], "", clock(day, part_times(day).minutes))
    assert group_board.load(day.store, day.part_id).fingerprint == before


def test_nobody_is_waited_for_before_they_said_they_would_come(day: Hall) -> None:
    participants.set_hours(day.store, day.participants[:4], "12:00", "")
    people = participants.all_(day.store, day.gathering_id)
    assert check_in.count(people, at="09:00").waited_for == 26
    assert check_in.count(people, at="09:00").not_yet == 4
    assert check_in.count(people, at="12:00").waited_for == 30
