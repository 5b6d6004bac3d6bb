"""The session: holds the day, takes what is pressed, and tells presenter and projector when the day is another.

A press is folded at once and shown; ``press_store`` brings it to the disk after that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.errors import Gone
from nettverk.domain.ids import new_id
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.clock import TOLERANCE, SteadyClock, system_clock
from nettverk.domain.rundown.effective import effective_events, rehearsal_day
from nettverk.domain.rundown.events import Event, TimedEvent
from nettverk.domain.rundown.history import pictures_since
from nettverk.domain.rundown.log import Log, fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.recovery import Recovery, recovery
from nettverk.domain.rundown.state import Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.walls import PAGE_TIME, SinceLast, Wall
from nettverk.domain.wall_reference import WallKind
from nettverk.services import stage
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.press_store import PressStore

if TYPE_CHECKING:
    from nettverk.services.database import Store

_CONTEXT_TABLES = (
    "gatherings", "parts", "sheet_uses", "sheet_versions", "own_methods", "goals", "participants", "groupings",
    "group_tables", "seats", "group_changes",
    "contributions", "slides", "entries", "people", "units", "service_kinds", "networks", "districts", "settings",
    "municipality_logo",
)  # fmt: skip


class RundownSession(QObject):
    """The day of one gathering, live.

    Signals:
        ticked: a Rundown, once a second and after every press.
        loaded: the plan, people or groups are new.
        trouble: a sentence about something that could not be stored; the clock goes on.
        mended: all that could not be stored is stored now.
        planned_anew: the title of the part we were in, which the plan does not have any more.
        opened: another gathering is taken up.
        rehearsed: the date of a rehearsal that was put aside, as the gathering's own day has come; and that press.
    """

    ticked = Signal(object)
    loaded = Signal()
    trouble = Signal(str)
    mended = Signal()
    planned_anew = Signal(str)
    rehearsed = Signal(object, str)
    opened = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, clock: SteadyClock | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.clock = clock or system_clock()
        self.gathering_id = ""
        self.context: WallContext | None = None
        self.rundown: Rundown | None = None
        self._events: list[TimedEvent] = []
        self._log: Log | None = None
        self._machine = ""
        self._opened = False
        self._step = ""
        self._learnt_at: datetime | None = None  # when somebody last typed what was learnt
        self._wall: tuple[Rundown, Wall] | None = None
        self._presses = PressStore(workspace, self.clock.now, self)
        self._presses.trouble.connect(self.trouble)
        self._presses.mended.connect(self.mended)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(60)
        self._reload.timeout.connect(self.load)
        workspace.lane.changed.connect(self._changed)

    # --- opening ---

    def open(self, gathering_id: str) -> None:
        """Take up a gathering; what was pressed before is folded, so that the right part and time show."""
        if gathering_id != self.gathering_id:
            self.gathering_id = gathering_id
            self.context = self.rundown = self._log = self._learnt_at = None
            self._events = []
            self._opened = False
            self._timer.stop()
            self.opened.emit()
        self.workspace.staged = gathering_id
        self.load()

    def close(self) -> None:
        """Stop ticking; the day goes on in the log."""
        self._timer.stop()
        self._reload.stop()
        self._presses.close()
        self.gathering_id, self.context, self.rundown, self._log = "", None, None, None
        self.workspace.live, self.workspace.staged, self.workspace.live_part = False, "", ""

    def load(self) -> None:
        """Read plan, groups and presses anew; ``loaded`` tells when they are here."""
        wanted = self.gathering_id
        if not wanted:
            return
        now = self.clock.now()

        def read(store: Store) -> tuple[WallContext, tuple[TimedEvent, ...], str]:
            try:
                return stage.context(store, wanted, now=now), stage.events(store, wanted), store.machine_id
            except Gone:
                raise stage.gathering_removed() from None

        self.workspace.lane.ask(read, lambda day: self._arrived(wanted, *day), self, failed=self.trouble.emit)

    def _arrived(self, wanted: str, context: WallContext, events: tuple[TimedEvent, ...], machine: str) -> None:
        # Another gathering was opened while this one was being read.
        if wanted != self.gathering_id:
            return
        gone = self._taken_out(context)
        if self.context is not None and self.context.since.learnt != context.since.learnt:
            self._learnt_at = self.clock.now()
        self.context, self._machine = context, machine
        known = {timed.key for timed in events}
        # Presses that are on their way to the disk are not in what was read.
        self._events = [*events, *(timed for timed in self._presses.unstored(wanted) if timed.key not in known)]
        self._fold()
        if not self._opened:
            self._opened = True
            self._take_up()
        self.loaded.emit()
        self.tick()
        if gone:
            self.planned_anew.emit(gone)

    def _taken_out(self, context: WallContext) -> str:
        """The title of the part that is being held, where the new plan does not have it."""
        now, before = self.workspace.live_part, self.context
        if not now or before is None or any(part.id == now for part in context.parts):
            return ""
        return next((part.title for part in before.parts if part.id == now), "")

    def _take_up(self) -> None:
        """The machine's clock may have been set back while we were off, and yesterday's rehearsal is not the day."""
        now = self.now()
        last = max(
            (event.at for event in effective_events(self._events) if event.machine == self._machine), default=now
        )
        if last - now > TOLERANCE:
            self._press(ev.ClockSet((now - last).total_seconds()), now)
        day = rehearsal_day(self._events, self.context.gathering.held_on if self.context else None, now)
        if day is not None:
            self.rehearsed.emit(day, self.press(ev.Restart(automatic=True)))

    def _changed(self, changes: Changes) -> None:
        if self.is_mine(changes):
            return
        if self.gathering_id and changes.touches(*_CONTEXT_TABLES):
            self._reload.start()

    def is_mine(self, changes: Changes) -> bool:
        """Whether a change is a press from here that was stored, which is known here already."""
        return self._presses.is_ours(changes)

    # --- time ---

    def now(self) -> datetime:
        """The moment it is; a machine clock that was set is noted in the log first."""
        now = self.clock.now()
        shift = self.clock.take_shift()
        if shift and self._events:
            self._press(ev.ClockSet(shift.total_seconds()), now)
        return now

    def _press(self, event: Event, now: datetime) -> None:
        timed = self._timed(event, now)
        self._note(timed)
        self._presses.store(self.gathering_id, timed)

    def _timed(self, event: Event, now: datetime) -> TimedEvent:
        return TimedEvent(_stamp(now), event, new_id(), self._machine, self._step)

    def tick(self) -> None:
        """Look at the day as it is now, and wake again when the figures change."""
        if self._log is None:
            return
        now = self.now()
        self._presses.retry(now)
        self.rundown = rundown_at(self._log, now)
        current = self.rundown.current
        self.workspace.live_part = current.slot.part_id if current is not None else ""
        self.workspace.live = self.rundown.live
        self._timer.start(self._until_next(self.rundown))
        self.ticked.emit(self.rundown)

    def _until_next(self, rundown: Rundown) -> int:
        """Milliseconds until the clock that is shown changes its seconds."""
        second = timedelta(seconds=1)
        if rundown.phase == Phase.RUNNING:
            over = rundown.remaining % second
        elif rundown.timer is not None:
            over = rundown.timer.remaining % second
        else:
            over = (rundown.plan.starts - rundown.now) % second
        # A millisecond late, so that the figures have changed when we look.
        return int((over or second) / timedelta(milliseconds=1)) + 1

    # --- pressing ---

    def press(self, event: Event) -> str:
        """Something was pressed; returns the key that names the press. It counts now, and is stored as it was."""
        if self._log is None or not self.gathering_id:
            return ""
        waited = self._log.phase == Phase.WAITING
        timed = self._timed(event, self.now())
        self._note(timed)
        self.tick()  # the wall first: it is what ninety people look at
        self._presses.store(self.gathering_id, timed)
        begun = waited and self._log.phase != Phase.WAITING
        if begun or isinstance(event, ev.StartedAt | ev.Undo | ev.Restart):
            self._reload.start()  # the plan may be moved to the day it is held
        return timed.key

    def _note(self, timed: TimedEvent) -> None:
        self._events.append(timed)
        self._presses.add(self.gathering_id, timed)
        self._fold()

    def _fold(self) -> None:
        if self.context is not None:
            self._log = fold(self.context.plan, self._events)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """All that is pressed inside is one step: it is taken back as one, the clock and the picture together."""
        if self._step:
            yield
            return
        self._step = new_id()
        try:
            yield
        finally:
            self._step = ""

    @property
    def events(self) -> tuple[TimedEvent, ...]:
        """All that was pressed, undone presses and undos among it."""
        return tuple(self._events)

    def take_back(self, *keys: str) -> None:
        """Take back presses as one step, whatever came after them; undos are taken back likewise."""
        with self.one_step():
            for key in reversed(keys):
                self.press(ev.Undo(of=key))

    def take_back_with_pictures(self, key: str) -> None:
        """Take back the step of one press, and what was put on the wall since; what is taken back already stays so."""
        if not key or all(event.key != key for event in effective_events(self._events)):
            return
        step = next((event.step for event in self._events if event.key == key), "")
        keys = [event.key for event in self._events if event.key == key or (step and event.step == step)]
        standing = {event.key for event in effective_events(self._events)}
        self.take_back(
            *(event_key for event_key in (*keys, *pictures_since(self._events, key)) if event_key in standing)
        )

    # --- reading ---

    def recovery(self) -> Recovery | None:
        """What Hent inn tid would do now."""
        return recovery(self.rundown) if self.rundown is not None else None

    def wall(self) -> Wall | None:
        """What stands on the big screen now."""
        if self.context is None or self.rundown is None:
            return None
        # Asked for several times a tick: once in the projector, once in the preview, once for the strip.
        if self._wall is None or self._wall[0] is not self.rundown:
            self._wall = (self.rundown, sequence.current(self.context, self.rundown))
        return self._wall[1]

    def last_slide(self) -> int | None:
        """The page, from 0, that was shown last of the slides of whoever is speaking; None where none was."""
        contribution = self.rundown.contribution if self.rundown is not None else ""
        if not contribution:
            return None
        shown = (timed.event.wall for timed in reversed(self._events) if isinstance(timed.event, ev.Show))
        slides = (ref for ref in shown if ref is not None and ref.kind == WallKind.SLIDES)
        return next((ref.number for ref in slides if ref.contribution_id == contribution), None)

    def turn(self) -> int:
        """How many times pages have turned by themselves since the wall came up."""
        rundown = self.rundown
        if rundown is None or rundown.showing.since is None:
            return 0
        since = rundown.showing.since
        if self._learnt_at is not None and isinstance(self.wall(), SinceLast):
            since = max(since, self._learnt_at)  # what is typed now stands on the first page
        return max(0, (rundown.now - since) // PAGE_TIME)


def _stamp(now: datetime) -> datetime:
    """To the millisecond, as it is stored, so that what was shown and what is folded after a restart are the same."""
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
