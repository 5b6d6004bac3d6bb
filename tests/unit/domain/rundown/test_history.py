"""One undo and one redo for the stage: whatever was done, taking all of it back and doing it again changes nothing."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.effective import effective_events
from nettverk.domain.rundown.events import Event, TimedEvent
from nettverk.domain.rundown.history import history, pictures_since
from nettverk.domain.wall_reference import AGENDA, WallRef

START = datetime(2026, 11, 24, 8, tzinfo=UTC)


class Presses:
    """What is pressed, a second apart."""

    def __init__(self) -> None:
        self.events: list[TimedEvent] = []

    def press(self, *events: Event) -> None:
        mark = f"m{len(self.events)}"
        for event in events:
            at = START + timedelta(seconds=len(self.events))
            self.events.append(TimedEvent(at, event, f"k{len(self.events)}", "here", mark))

    def standing(self) -> list[str]:
        return [timed.key for timed in effective_events(self.events)]

    def undo(self) -> bool:
        step = history(self.events).undo
        if step is not None:
            self.press(*(ev.Undo(key) for key in reversed(step.keys)))
        return step is not None

    def redo(self) -> bool:
        step = history(self.events).redo
        if step is not None:
            self.press(*(ev.Undo(key) for key in reversed(step.keys)))
        return step is not None


def some(rng: random.Random) -> tuple[Event, ...]:
    return rng.choice([
        (ev.Next(),), (ev.Pause(),), (ev.Adjust(1),), (ev.Show(AGENDA),), (ev.Black(on=True),), (ev.Message("Kaffe"),),
        (ev.BeginContribution("c1"), ev.Show(WallRef.slides("c1"))), (ev.Show(WallRef.slides("c1", 2)),),
        (ev.BeginStep(1), ev.Show(WallRef.method("p"))), (ev.Jump("p2"),), (ev.Restart(),), (ev.AdjustStep(1),),
    ])  # fmt: skip


def test_all_taken_back_is_where_one_began_and_all_done_again_is_where_one_was() -> None:
    for seed in range(60):
        rng, day = random.Random(seed), Presses()
        for _press in range(rng.randint(1, 25)):
            day.press(*some(rng))
            if rng.random() < 0.2:
                day.undo()
        were = [day.standing()]
        while day.undo():
            were.append(day.standing())
        assert day.standing() == [], seed
        for before in reversed(were[:-1]):
            assert day.redo()
            assert day.standing() == before, seed


def test_what_one_command_pressed_is_taken_back_together() -> None:
    day = Presses()
    day.press(ev.Start())
    day.press(ev.BeginContribution("c1"), ev.Show(WallRef.slides("c1")))
    day.undo()
    assert day.standing() == ["k0"]
    day.redo()
    assert day.standing() == ["k0", "k1", "k2"]


def test_pages_turned_are_one_step_and_a_chosen_picture_is_its_own() -> None:
    day = Presses()
    day.press(ev.Next())
    for page in range(1, 9):
        day.press(ev.Show(WallRef.slides("c1", page)))
    day.press(ev.Show(AGENDA))
    day.undo()
    assert len(day.standing()) == 9
    day.undo()
    assert day.standing() == ["k0"]


def test_something_new_ends_what_could_be_done_again() -> None:
    day = Presses()
    day.press(ev.Next())
    day.undo()
    day.press(ev.Pause())
    assert not day.redo()


def test_a_rehearsal_that_was_put_aside_is_not_taken_back_by_a_slip() -> None:
    day = Presses()
    day.press(ev.Next())
    day.press(ev.Restart(automatic=True))
    assert history(day.events).undo is None


def test_what_was_shown_after_a_press_goes_with_it() -> None:
    day = Presses()
    day.press(ev.Next())
    day.press(ev.Show(AGENDA))
    day.press(ev.Pause())
    assert pictures_since(day.events, "k0") == ("k1",)
