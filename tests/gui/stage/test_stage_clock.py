"""The stage on machines that sleep and machines whose clock is set: the real session with the real steady clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from nettverk.domain.rundown.clock import SteadyClock
from nettverk.domain.rundown.commands import StageCommand
from nettverk.domain.rundown.state import Rundown
from nettverk.services import stage
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.run_controller import RunController
from tests.helpers.stage_day import kinds


class Machine:
    """Wall clock and monotonic clock held in the hand; seconds."""

    def __init__(self, starts: datetime, *, counts_sleep: bool) -> None:
        self.starts, self.counts_sleep = starts, counts_sleep
        self.true = self.slept = self.set = 0.0

    def wall(self) -> datetime:
        return self.starts + timedelta(seconds=self.true + self.set)

    def steady(self) -> float:
        return 5000 + self.true - (0 if self.counts_sleep else self.slept)

    def clock(self) -> SteadyClock:
        return SteadyClock(self.wall, self.steady, counts_sleep=self.counts_sleep)


class Desk:
    """A stage on such a machine."""

    def __init__(self, workspace: Workspace, store: Store, gathering_id: str, machine: Machine) -> None:
        self.workspace, self.store, self.gathering_id, self.machine = workspace, store, gathering_id, machine
        self.controller: RunController | None = None

    def open(self) -> None:
        self.close()
        self.controller = RunController(self.workspace, None, self.machine.clock())
        self.workspace.open_gathering(self.gathering_id)
        self.workspace.lane.wait()
        self.controller.open(self.gathering_id)
        self.settle()

    def close(self) -> None:
        if self.controller is not None:
            self.controller.close()
            self.controller.deleteLater()
            self.controller = None

    def settle(self) -> None:
        self.workspace.lane.wait()
        QCoreApplication.processEvents()
        self.workspace.lane.wait()

    def run(self, minutes: float) -> None:
        """Tick by tick, as a machine that is awake."""
        for _second in range(round(minutes * 6)):
            self.machine.true += 10
            self.tick()

    def sleep(self, minutes: float) -> None:
        """The lid is closed; nothing ticks."""
        self.machine.true += minutes * 60
        self.machine.slept += minutes * 60
        self.tick()

    def tick(self) -> None:
        assert self.controller is not None
        self.controller.session.tick()

    @property
    def now(self) -> Rundown:
        assert self.controller is not None
        assert self.controller.session.rundown is not None
        return self.controller.session.rundown

    def kinds(self) -> list[str]:
        self.settle()
        return kinds(stage.events(self.store, self.gathering_id))


@pytest.fixture(params=[True, False], ids=["counts sleep", "stops in sleep"])
def desk(request: pytest.FixtureRequest, workspace: Workspace, store: Store, gathering_id: str) -> Iterator[Desk]:
    starts = stage.context(store, gathering_id).plan.starts
    made = Desk(workspace, store, gathering_id, Machine(starts, counts_sleep=request.param))
    made.open()
    assert made.controller is not None
    made.controller.do(StageCommand.START_PAUSE)
    yield made
    made.close()


def test_forty_minutes_with_the_lid_closed_have_gone(desk: Desk) -> None:
    desk.run(5)
    before = desk.now.remaining
    desk.sleep(40)
    assert before - desk.now.remaining == timedelta(minutes=40)
    assert desk.now.now == desk.machine.wall()
    assert "clock" not in desk.kinds(), "the clock was not set"
    assert desk.controller is not None
    assert desk.controller.presenter is not None
    assert desk.controller.session.wall() is not None
    desk.run(1)
    assert before - desk.now.remaining == timedelta(minutes=41)


def test_the_clock_set_back_an_hour_loses_nothing(desk: Desk) -> None:
    desk.run(10)
    before = desk.now
    desk.machine.set -= 3600
    desk.run(1)
    assert before.remaining - desk.now.remaining == timedelta(minutes=1), "no jump, and it has not stopped"
    assert desk.now.now == desk.machine.wall(), "the clock in the room is the one people have on their wrists"
    assert desk.kinds() == ["start", "clock"]
    desk.run(3)
    assert desk.controller is not None
    desk.controller.do(StageCommand.NEXT)
    desk.run(2)
    shown = desk.now
    desk.settle()
    assert desk.kinds() == ["start", "clock", "next"]
    desk.open()  # the program is started again, on the clock that was set
    assert (desk.now.index, desk.now.remaining) == (shown.index, shown.remaining)
    assert stage.state(desk.store, desk.gathering_id, desk.machine.wall()).remaining == shown.remaining


def test_the_clock_set_back_twice_and_forward_again(desk: Desk) -> None:
    if not desk.machine.counts_sleep:
        pytest.skip("a clock set ahead looks like a sleep where the steady clock stops in sleep")
    desk.run(2)
    before = desk.now.remaining
    for seconds in (-90, -7200, 7290):
        desk.machine.set += seconds
        desk.run(1)
    assert before - desk.now.remaining == timedelta(minutes=3)
    assert desk.kinds() == ["start", "clock", "clock", "clock"]


def test_summer_time_ends_in_the_middle_of_it(desk: Desk) -> None:
    """All is kept in UTC: the machine's clock shows another hour, and that is all."""
    desk.machine.starts = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    desk.open()
    desk.run(1)
    before = desk.now.remaining
    desk.run(60)
    assert before - desk.now.remaining == timedelta(minutes=60)


def test_a_sleep_while_it_waits_is_no_trouble(workspace: Workspace, store: Store, gathering_id: str) -> None:
    starts = stage.context(store, gathering_id).plan.starts
    desk = Desk(workspace, store, gathering_id, Machine(starts - timedelta(hours=1), counts_sleep=False))
    desk.open()
    desk.sleep(70)
    assert desk.now.phase == "waiting"
    assert desk.now.now == starts + timedelta(minutes=10)
    assert desk.kinds() == []
    desk.close()
