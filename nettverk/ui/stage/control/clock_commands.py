"""The clock by hand: start and pause, from part to part, minutes more and fewer, steps and the extra timer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_never

from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.events import Event, TimerPurpose
from nettverk.domain.rundown.state import ZERO, Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.i18n import _, day_month
from nettverk.ui.stage.control.notices import Notices
from nettverk.ui.stage.control.recovery_commands import RecoveryCommands
from nettverk.ui.stage.control.room_link import RoomLink
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.stage_history import StageHistory
from nettverk.ui.stage.presenter import phrases

TALK = timedelta(minutes=2)
JUST_BEGUN = timedelta(seconds=5)
"""A step asked to begin again so soon means the one before it."""


class ClockCommands:
    """Turns each command into the event it means now, and says what came of it where that cannot be seen."""

    def __init__(
        self,
        session: RundownSession,
        notices: Notices,
        recovery: RecoveryCommands,
        rooms: RoomLink,
        history: StageHistory,
    ) -> None:
        self._session, self._notices, self._recovery, self._rooms = session, notices, recovery, rooms
        self._history = history

    # --- from part to part ---

    def start_pause(self) -> None:
        """One key for whatever the clock can do next."""
        rundown = self._session.rundown
        if rundown is not None:
            if rundown.phase == Phase.DONE:
                self._notices.say("")  # the day goes on: what was said of its end is no longer so
            self._session.press(_start_pause_event(rundown))

    def go_on(self) -> None:
        """Begin the day, or go to the next part: what a clicker's step past the last picture means."""
        rundown = self._session.rundown
        if rundown is not None and rundown.phase == Phase.WAITING:
            self.start_pause()
        else:
            self.next_part()

    def next_part(self) -> None:
        """To the part that follows; after the last one the day is over."""
        rundown = self._session.rundown
        if rundown is None or rundown.phase == Phase.DONE:
            return
        # The part is named, so that a plan that is changed elsewhere in this moment does not send us somewhere else.
        following = rundown.following
        self._recovery.close()
        key = self._session.press(ev.Next(following.slot.part_id if following else None))
        self._say_moved(key)
        self._say_over()

    def back(self) -> None:
        """To the part before; soon enough it is as if it had never been left."""
        self._say_moved(self._session.press(ev.Back()))

    def jump(self, part: str) -> None:
        """To a part that was chosen in the list, whichever lie between."""
        self._say_moved(self._session.press(ev.Jump(part)))

    def _say_moved(self, key: str) -> None:
        """Where we are now, with the way back beside it: also for somebody who only stumbled on the key."""
        rundown = self._session.rundown
        if rundown is not None and rundown.current is not None and key and not self._notices.holds:
            self._notices.say_undoable(_("Nå: {part}.").format(part=rundown.current.slot.title), key)

    def stop(self) -> None:
        """The day is over before the plan is: bus, snow."""
        rundown = self._session.rundown
        if rundown is not None and rundown.live:
            self._session.press(ev.Stop())
            self._say_over()

    def restart(self) -> None:
        """The day begins anew after a rehearsal; undo brings back what was."""
        rundown = self._session.rundown
        if rundown is not None and rundown.phase != Phase.WAITING:
            self._notices.say_undoable(_("Dagen er nullstilt."), self._session.press(ev.Restart()))

    def undo(self) -> None:
        """Take back what was done last on the stage, clock and picture together, and say what it was."""
        name = self._history.undo()
        if name:
            self._notices.say(_("Angret: {what}").format(what=name), _("Gjør om"), self.redo)
        else:
            self._notices.say(_("Det er ingenting å angre."))

    def redo(self) -> None:
        """Do again what was taken back last, and say what it was."""
        name = self._history.redo()
        self._notices.say(_("Gjort om igjen: {what}").format(what=name) if name else _("Det er ingenting å gjøre om."))

    def say_rehearsal_put_aside(self, day: date, key: str) -> None:
        """The program put a rehearsal aside by itself, so that has to be said and has to be reversible."""
        sentence = _("Øvingen {day} teller ikke. Dagen starter forfra.")
        self._notices.say_undoable(sentence.format(day=day_month(day)), key)

    def _say_over(self) -> None:
        """When the day ended against when it should have, and the way to what is done next."""
        rundown, context = self._session.rundown, self._session.context
        if rundown is not None and context is not None and rundown.phase == Phase.DONE:
            self._notices.say(
                phrases.over(context, rundown),
                _("Gå til Utskrifter"),
                lambda: self._rooms.go(RoomKey.HANDOUTS),
                stays=True,
            )

    # --- minutes ---

    def adjust_clock(self, minutes: int) -> None:
        """«One minute more» is meant for the clock that everybody looks at.

        That is the extra timer, also when it is out, then the step whose picture is up, and else the part. A timer that
        is out has nothing to give, so minutes fewer are then the part's.
        """
        rundown = self._session.rundown
        timer = rundown.timer if rundown is not None else None
        timing = timer is not None and (minutes > 0 or timer.remaining > ZERO)
        stepping = rundown is not None and rundown.step_begun and rundown.showing.is_method and rundown.live
        event = ev.ExtendTimer(minutes) if timing else ev.AdjustStep(minutes) if stepping else ev.Adjust(minutes)
        self._session.press(event)

    def adjust_part(self, part: str, minutes: int) -> None:
        """A part of the list is made longer or shorter while the day runs."""
        key = self._session.press(ev.Adjust(minutes, part))
        context, rundown = self._session.context, self._session.rundown
        if context is not None and rundown is not None:
            self._notices.say_undoable(phrases.adjusted(context, rundown, part), key)

    # --- within a part ---

    def talk_timer(self) -> None:
        """Two minutes for talking two and two; a timer that runs is stopped."""
        rundown = self._session.rundown
        if rundown is not None and rundown.timer is not None:
            self._session.press(ev.StopTimer())
        else:
            self._session.press(ev.StartTimer(int(TALK.total_seconds()), TimerPurpose.PAIRS))

    def timer(self, minutes: int) -> None:
        """An extra timer of so many minutes, for talking together at the tables."""
        self._session.press(ev.StartTimer(60 * minutes, TimerPurpose.TOGETHER))

    def next_step(self) -> None:
        """Show the step of the method that we are in; once it is shown, go to the next one."""
        rundown, context = self._session.rundown, self._session.context
        if rundown is None or context is None or rundown.current is None:
            return
        part = context.parts[rundown.index]
        if not part.method:
            return
        shown = sequence.wall_of_step(context, part, rundown.step)
        if not rundown.step_begun:
            self.take_step(0)  # its clock starts when people see it
        elif rundown.showing.wall != shown:
            self._session.press(ev.Show(shown))
        elif rundown.step + 1 < len(sequence.steps_of(context, part)):
            self.take_step(rundown.step + 1)

    def step_again(self) -> None:
        """The step begins from nothing; while it has only just begun, the one before does."""
        rundown, context = self._session.rundown, self._session.context
        if rundown is None or context is None or rundown.current is None or not rundown.step_begun:
            return
        back = rundown.step > 0 and rundown.step_spent < JUST_BEGUN
        self.take_step(rundown.step - back)

    def take_step(self, step: int) -> None:
        """Begin a step of the method, with the wall that belongs to it."""
        context, rundown = self._session.context, self._session.rundown
        if context is None or rundown is None or rundown.current is None:
            return
        part = context.parts[rundown.index]
        # The step first and its wall after, so that no wall is drawn for a step that is over.
        self._session.press(ev.BeginStep(step))
        shown = sequence.wall_of_step(context, part, step)
        if rundown.showing.wall != shown:
            self._session.press(ev.Show(shown))


def _start_pause_event(rundown: Rundown) -> Event:
    match rundown.phase:
        case Phase.WAITING:
            return ev.Start(rundown.parts[0].slot.part_id if rundown.parts else None)
        case Phase.RUNNING:
            return ev.Pause()
        case Phase.PAUSED | Phase.DONE:
            return ev.Resume()
        case _:
            assert_never(rundown.phase)
