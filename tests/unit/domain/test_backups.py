"""Which backups are kept as time goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.backups import ALWAYS, Backup, kept, newest

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
MOST = 24 + 1 + 14 + 1 + 9 + 25 + ALWAYS


def backup(made_at: datetime, size: int = 1000) -> Backup:
    return Backup(Path(f"{made_at.strftime('%Y-%m-%dT%H%M%SZ')}.db"), made_at, size)


minutes = st.lists(st.integers(-60 * 24, 60 * 24 * 1000), max_size=120, unique=True)


@given(minutes)
def test_the_newest_stay_and_there_are_never_many(ages: list[int]) -> None:
    backups = [backup(NOW - timedelta(minutes=age)) for age in ages]
    staying = kept(backups, NOW)
    assert staying <= set(backups)
    # The bound is for those of the past; a clock that was wrong may have dated a day's worth in the future.
    assert len([one for one in staying if one.made_at <= NOW]) <= MOST
    if backups:
        assert newest(backups) in staying


@given(minutes)
def test_every_hour_day_week_and_month_within_reach_has_one(ages: list[int]) -> None:
    backups = [backup(NOW - timedelta(minutes=abs(age))) for age in ages]
    staying = kept(backups, NOW)
    for reach, period in (
        (timedelta(hours=24), lambda moment: moment.strftime("%Y%m%d%H")),
        (timedelta(days=7), lambda moment: moment.strftime("%Y%m%d")),
        (timedelta(weeks=8), lambda moment: str(moment.isocalendar()[:2])),
        (timedelta(days=730), lambda moment: moment.strftime("%Y%m")),
    ):
        had = {period(one.made_at) for one in backups if NOW - one.made_at < reach}
        has = {period(one.made_at) for one in staying}
        assert had <= has


@given(st.lists(st.integers(1, 600), max_size=200))
def test_thinning_again_and_again_loses_no_month(steps: list[int]) -> None:
    """Made every so often for months on end and thinned each time: what is left still reaches all the way back."""
    moment, there, months = NOW - timedelta(days=400), set[Backup](), set[str]()
    for step in steps:
        moment += timedelta(minutes=step * 12)
        there.add(backup(moment))
        months.add(moment.strftime("%Y%m"))
        there = kept(sorted(there, key=lambda one: one.age), moment)
        assert {one.made_at.strftime("%Y%m") for one in there} == months


@given(st.lists(st.tuples(st.integers(0, 60 * 24 * 700), st.integers(1, 400)), max_size=60, unique_by=lambda t: t[0]))
def test_they_take_no_more_room_than_said_but_for_the_newest(made: list[tuple[int, int]]) -> None:
    backups = [backup(NOW - timedelta(minutes=age), size) for age, size in made]
    staying = kept(backups, NOW, most_bytes=2000)
    always = sorted(backups, key=lambda one: one.age)[-ALWAYS:]
    assert set(always) <= staying
    assert sum(one.size for one in staying) <= max(2000, sum(one.size for one in always))


def test_a_clock_set_back_does_not_cost_the_backup_just_made() -> None:
    ahead = [backup(NOW + timedelta(days=400 + day)) for day in range(5)]
    just_made = backup(NOW)
    assert just_made in kept([*ahead, just_made], NOW)
