"""Hent inn tid: what it may take, and what it must keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.rundown.events import Recover, Start, TimedEvent, Undo
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.recovery import Recovery, recovery, share
from nettverk.domain.rundown.state import Plan, Slot

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def minutes(value: float) -> timedelta:
    return timedelta(minutes=value)


def slot(name: str, length: int, floor: int, fixed: float | None = None, kind: str = "theory") -> Slot:
    return Slot(name, name, kind, length, floor, None if fixed is None else START + minutes(fixed))


def the_day(*slots: Slot, ends: float) -> Plan:
    return Plan(START, START + minutes(ends), slots)


def look(plan: Plan, started: float, now: float) -> Recovery:
    return recovery(rundown_at(fold(plan, [TimedEvent(START + minutes(started), Start())]), START + minutes(now)))


def test_the_loss_is_shared_by_what_each_can_give() -> None:
    plan = the_day(slot("a", 45, 45), slot("b", 40, 20), slot("c", 20, 10), ends=105)
    found = look(plan, 6, 6)
    assert found.minutes == {"b": 36, "c": 18}
    assert found.unrecovered == 0
    assert found.ends == START + minutes(105)
    assert "4 min fra b" in found.sentence
    assert "som avtalt" in found.sentence


def test_veien_videre_is_cut_last() -> None:
    plan = the_day(slot("across", 30, 25), slot("way", 40, 20, kind="way_forward"), ends=70)
    assert look(plan, 5, 5).minutes == {"across": 25}
    assert look(plan, 8, 8).minutes == {"across": 25, "way": 37}


def test_lunch_is_kept_and_only_what_lies_before_it_gives() -> None:
    plan = the_day(slot("a", 60, 30), slot("lunch", 45, 30, fixed=60), slot("b", 60, 30), ends=165)
    found = look(plan, 10, 10)
    assert found.minutes == {"a": 50}
    assert found.ends == START + minutes(165)


def test_what_lunch_cannot_wait_for_is_taken_after_it() -> None:
    plan = the_day(slot("a", 60, 55), slot("lunch", 45, 40, fixed=60), slot("b", 60, 30), ends=165)
    found = look(plan, 10, 10)
    assert found.minutes["a"] == 55
    assert sum(cut.minutes for cut in found.cuts) == 10
    assert found.ends == START + minutes(165)


def test_a_lunch_that_is_missed_is_said_though_the_day_ends_in_time() -> None:
    plan = the_day(slot("a", 60, 60), slot("Lunsj", 45, 30, fixed=60), slot("b", 60, 60), ends=165)
    found = look(plan, 9, 9)
    assert found.missed == (("Lunsj", 9),)
    assert found.unrecovered == 0
    assert "Lunsj blir 9 min forsinket" in found.sentence
    full = look(the_day(slot("a", 60, 60), slot("Lunsj", 45, 45, fixed=60), ends=120), 9, 9)
    assert (full.cuts, full.unrecovered, full.missed) == ((), 0, (("Lunsj", 9),))
    assert "som avtalt" in full.sentence


def test_what_cannot_be_won_back_is_said() -> None:
    plan = the_day(slot("a", 30, 28), slot("b", 30, 28), ends=60)
    found = look(plan, 10, 10)
    assert found.unrecovered == 6
    assert "6 min kan ikke hentes inn" in found.sentence


def test_on_time_there_is_nothing_to_take() -> None:
    found = look(the_day(slot("a", 30, 10), slot("b", 30, 10), ends=60), 0, 12)
    assert found.cuts == ()
    assert "i rute" in found.sentence


def test_nothing_left_to_give_is_said() -> None:
    found = look(the_day(slot("a", 30, 30), ends=30), 4, 4)
    assert found.cuts == ()
    assert "4 min for sent" in found.sentence


def test_the_part_we_are_in_never_gets_less_than_it_has_used() -> None:
    found = look(the_day(slot("a", 40, 10), slot("b", 10, 10), ends=50), 5, 35)
    assert found.minutes == {"a": 35}


@given(st.integers(0, 200), st.lists(st.integers(0, 60), max_size=8))
def test_shares_add_up_and_nobody_gives_more_than_they_have(loss: int, gives: list[int]) -> None:
    cuts = share(loss, gives)
    assert sum(cuts) == min(loss, sum(gives))
    assert all(0 <= cut <= give for cut, give in zip(cuts, gives, strict=True))
    for cut, give in zip(cuts, gives, strict=True):
        if sum(gives):
            assert abs(cut - min(loss, sum(gives)) * give / sum(gives)) < 1


lengths = st.tuples(st.integers(5, 60), st.floats(0, 1))


@settings(max_examples=4 * settings().max_examples, deadline=None)
@given(
    st.lists(lengths, min_size=1, max_size=8),
    st.integers(0, 60),
    st.integers(0, 90),
    st.data(),
)
def test_floors_hold_the_end_is_kept_and_undo_is_exact(
    shape: list[tuple[int, float]], late: int, into: int, data: st.DataObject
) -> None:
    starts = [sum(length for length, _ in shape[:i]) for i in range(len(shape))]
    fixed = data.draw(st.sets(st.integers(1, len(shape)), max_size=2))
    way = data.draw(st.integers(0, len(shape) - 1))
    plan = the_day(
        *(
            slot(
                f"p{i}",
                length,
                int(length * part),
                starts[i] if i in fixed else None,
                "way_forward" if i == way else "theory",
            )
            for i, (length, part) in enumerate(shape)
        ),
        ends=sum(length for length, _ in shape),
    )
    events = [TimedEvent(START + minutes(late), Start(), "s")]
    now = START + minutes(late + into)
    before = rundown_at(fold(plan, events), now)
    found = recovery(before)
    events.append(TimedEvent(now, Recover(found.minutes), "r"))
    after = rundown_at(fold(plan, events), now)

    assert after.ends == found.ends
    for row in after.parts:
        was = before.parts[[p.slot for p in before.parts].index(row.slot)].minutes
        assert row.minutes <= was
        assert row.minutes >= min(row.slot.floor, was)
    ahead = [row for row in after.parts if row.status in {"now", "ahead"}]
    room = any(row.minutes > max(row.slot.floor, row.spent / minutes(1)) + 1 for row in ahead)
    if found.unrecovered and not fixed:
        assert not room, "something could still have been given"
    if not found.unrecovered:
        assert after.late_end <= minutes(0.25)
    # What is taken is what is won back: nothing vanishes, and nothing is taken for no use.
    taken = sum(cut.minutes for cut in found.cuts)
    if not fixed:
        assert abs((before.ends - after.ends) - minutes(taken)) < minutes(0.001)
        assert taken + found.unrecovered == max(0, round((before.ends - plan.ends) / minutes(1)))
    if any(cut.title == f"p{way}" for cut in found.cuts) and not fixed:
        others = [row for row in ahead if row.slot.part_id != f"p{way}"]
        assert all(row.minutes <= max(row.slot.floor, row.spent / minutes(1)) + 1 for row in others), (
            "Veien videre is cut last"
        )
    events.append(TimedEvent(now, Undo("r"), "u"))
    assert rundown_at(fold(plan, events), now) == before
