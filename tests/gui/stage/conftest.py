"""A sample day on the stage, with a clock that the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from nettverk.services import gatherings, stage
from nettverk.services import plan as plans
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.run_controller import RunController
from nettverk.ui.stage.presenter.window import PresenterWindow
from tests.helpers.stage_day import kinds


@dataclass
class FakeClock:
    """A clock that stands still until it is moved."""

    moment: datetime
    shift: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return self.moment

    def take_shift(self) -> timedelta:
        shift, self.shift = self.shift, timedelta()
        return shift

    def pass_(self, minutes: float) -> None:
        self.moment += timedelta(minutes=minutes)


@dataclass
class Stage:
    """The stage as a facilitator has it before her."""

    controller: RunController
    clock: FakeClock
    workspace: Workspace
    store: Store
    gathering_id: str

    @property
    def presenter(self) -> PresenterWindow:
        assert self.controller.presenter is not None
        return self.controller.presenter

    def settle(self) -> None:
        self.workspace.lane.wait()
        QCoreApplication.processEvents()
        self.workspace.lane.wait()

    def later(self, minutes: float) -> None:
        self.clock.pass_(minutes)
        self.controller.session.tick()

    def key(self, key: Qt.Key, text: str = "", mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        event = QKeyEvent(QKeyEvent.Type.KeyPress, key, mods, text)
        QCoreApplication.sendEvent(self.presenter, event)

    def page_down(self) -> None:
        """A clicker's step; past the last picture a second press, a little later, says that it is meant."""
        self.key(Qt.Key.Key_PageDown)
        if "én gang til" in self.presenter.calm.text.text():
            self.later(1 / 60)
            self.key(Qt.Key.Key_PageDown)

    @property
    def wall(self) -> str:
        made = self.controller.session.wall()
        return str(made.ref) if made else ""

    def pressed(self) -> list[str]:
        """What lies in the database."""
        self.settle()
        return kinds(stage.events(self.store, self.gathering_id))


@pytest.fixture
def gathering_id(store: Store) -> str:
    """A gathering of the first template on 24 November 2026."""
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
    across = next(part for part in plans.parts(store, made) if part.kind == "across")
    plans.set_questions(store, across.id, ["Hva gjør dere når et barn blir stående utenfor leken?", "Hva hemmer?"])
    return made


@pytest.fixture
def stage_of(workspace: Workspace, store: Store, gathering_id: str) -> Iterator[Callable[..., Stage]]:
    """Open the stage ten minutes before the start, or at another moment."""
    opened: list[RunController] = []

    def open_(moment: datetime | None = None) -> Stage:
        starts = stage.context(store, gathering_id).plan.starts
        clock = FakeClock(moment or starts - timedelta(minutes=10))
        controller = RunController(workspace, None, clock)  # type: ignore[arg-type]
        opened.append(controller)
        workspace.open_gathering(gathering_id)
        workspace.lane.wait()
        controller.open(gathering_id)
        assert controller.presenter is not None
        controller.presenter.guard.word_ms = 0  # a letter here is a command, and no test waits for the next one
        made = Stage(controller, clock, workspace, store, gathering_id)
        made.settle()
        return made

    yield open_
    for controller in opened:
        controller.close()
        controller.deleteLater()


@pytest.fixture
def on(stage_of: Callable[[], Stage]) -> Stage:
    """The stage, open."""
    return stage_of()
