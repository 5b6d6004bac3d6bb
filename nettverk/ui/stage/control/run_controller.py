"""The controller: keys and deeds. It does what the presenter asks; which window stands where is displays.py's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.clock import SteadyClock
from nettverk.domain.rundown.events import Event
from nettverk.domain.rundown.state import ZERO, Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.reference import AGENDA, CLOCK
from nettverk.i18n import _, day_month
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control import phrases
from nettverk.ui.stage.control.bell import Bells
from nettverk.ui.stage.control.check_in_and_queue import Backstage
from nettverk.ui.stage.control.commands import deed_of
from nettverk.ui.stage.control.drawer_commands import DrawerCommands
from nettverk.ui.stage.control.picture_chooser import PictureChooser
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.wall_commands import WallCommands
from nettverk.ui.stage.displays.display_manager import DisplayManager
from nettverk.ui.stage.displays.keep_awake import KeepAwake
from nettverk.ui.stage.presenter import clocks
from nettverk.ui.stage.presenter.pointer import Aim
from nettverk.ui.stage.presenter.window import PresenterWindow
from nettverk.ui.stage.wall.projector_window import ProjectorWindow
from nettverk.ui.stage.wall.wall_widget import WallView

TALK = timedelta(minutes=2)
MOVES = frozenset({"start_pause", "next", "back", "recover", "stop", "restart", "undo"})
"""Deeds after which the last calm line is about something else."""


class RunController(QObject):
    """Runs the stage for one gathering at a time.

    Signals:
        closed: the presenter was closed.
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, clock: SteadyClock | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session = RundownSession(workspace, self, clock)
        self.displays = DisplayManager(workspace, self)
        self.awake = KeepAwake()
        self.presenter: PresenterWindow | None = None
        self.recovering = False
        self._complaint = ""
        self.aim: Aim | None = None
        self._expected: tuple[WallContext | None, QSize] = (None, QSize())
        self.backstage = Backstage(workspace, self.session, self)
        self.backstage.trouble.connect(self._trouble)
        self.drawer_commands = DrawerCommands(self.session, lambda: self.presenter)
        self.wall_commands = WallCommands(self.session, self._view, self._go_on, self._trouble)
        self.chooser = PictureChooser(
            self.session, self.wall_commands, self.backstage.tray.shelf, lambda: self.wall_theme, self
        )
        self.bells = Bells(workspace.settings, self._trouble)
        self._deeds = self._table()
        self.displays.key.connect(self._key)
        self.displays.blank.connect(self._show_wall)
        self.session.ticked.connect(self._ticked)
        self.session.loaded.connect(self._loaded)
        self.session.trouble.connect(self._not_stored)
        self.session.mended.connect(lambda: self._unsay(self._complaint))
        self.session.planned_anew.connect(self._planned_anew)
        self.session.rehearsed.connect(self._rehearsed)
        workspace.theme_changed.connect(self.displays.dress)

    # --- opening and closing ---

    def open(self, gathering_id: str, beside: QWidget | None = None) -> None:
        """Open the presenter for a gathering, on the screen of ``beside``."""
        self.session.open(gathering_id)
        if self.presenter is None:
            self.presenter = self._new_presenter()
            self.displays.attach(self.presenter, beside)
        if self.presenter.isVisible():
            self.presenter.raise_()
        self.presenter.show()
        self.presenter.activateWindow()
        self.presenter.take_keys()
        self.backstage.know()
        self.awake.begin()
        self.displays.place()
        if self.session.rundown is not None:
            self._loaded()
            self._ticked(self.session.rundown)

    def _new_presenter(self) -> PresenterWindow:
        made = PresenterWindow(self.workspace.theme, self.wall_theme)
        made.asked.connect(self.do)
        made.jump.connect(lambda part: self.session.press(ev.Jump(part)))
        made.adjusted.connect(self._adjust_part)
        made.closed.connect(self.close)
        self.displays.stated.connect(made.show_state)
        self.displays.said.connect(made.say)
        self.displays.resized.connect(made.side.resize_preview)
        self.displays.dressed.connect(made.side.preview.set_theme)
        self.displays.uncovered.connect(made.take_keys)
        self.drawer_commands.attach(made)
        made.state_action.clicked.connect(lambda: self.do("show"))
        self.backstage.attach(made)
        self.chooser.attach(made)
        self.aim = Aim(made.side.preview, lambda: self.projector, lambda: self.wall_theme)
        return made

    def close(self) -> None:
        """Take the stage down; what was pressed is stored, and the day can be taken up again."""
        self.awake.end()
        self.displays.detach()
        if self.presenter is not None:
            self.chooser.detach()
            self.backstage.detach()
            presenter, self.presenter = self.presenter, None
            presenter.hide()
            presenter.deleteLater()
        self.session.close()
        self.closed.emit()

    @property
    def projector(self) -> ProjectorWindow | None:
        """The wall's window, when it has been made."""
        return self.displays.projector

    @property
    def wall_theme(self) -> Theme:
        """Light or dark on the wall."""
        return self.displays.wall_theme

    def _key(self, event: QKeyEvent) -> None:
        field = self.presenter.focusWidget() if self.presenter is not None else None
        if isinstance(field, QLineEdit | QAbstractSpinBox) and field.isVisible() and not self.displays.covering:
            # Somebody is writing: what reaches the wall by a click there is for the field.
            QCoreApplication.sendEvent(field, event)
            return
        deed = deed_of(event)
        if deed:
            self.do(deed)

    # --- what is shown ---

    def _loaded(self) -> None:
        if self.presenter is not None and self.session.context is not None:
            held = self.session.context.gathering
            today = self.session.now().astimezone().date()
            # A day that runs past midnight is the same day.
            near = held.held_on is None or timedelta(0) <= today - held.held_on <= timedelta(days=1)
            self.presenter.show_gathering(held, rehearsal=not near)

    def _ticked(self, rundown: Rundown) -> None:
        context = self.session.context
        if self.presenter is None or context is None:
            return
        self._show_wall()
        self._stay_awake(rundown)
        found = self.session.recovery() if self.recovering or rundown.late_end > timedelta(seconds=90) else None
        learned = self.backstage.known.learned or {}
        self.presenter.show_day(context, rundown, learned, found if self.recovering else None)
        self.backstage.tick(rundown)
        wall = self.session.wall()
        if wall is not None:
            self.presenter.show_wall(wall, rundown.showing.page, self.session.turn())
        self._suggest(rundown)
        self.bells.look(clocks.readings(context, rundown)[:-1])
        self._draw_ahead(context, rundown)

    def _draw_ahead(self, context: WallContext, rundown: Rundown) -> None:
        """The walls of a day that is new here, or on a wall of another size, are drawn once before anybody asks."""
        projector = self.projector
        if projector is None or not projector.isVisible():
            return
        known, size = self._expected
        if context is not known or projector.size() != size:
            self._expected = (context, projector.size())
            projector.expect(sequence.all_walls(context, rundown))

    def _stay_awake(self, rundown: Rundown) -> None:
        self.awake.follow(over=rundown.phase == Phase.DONE)
        if self.presenter is not None and not self.presenter.calm.text.text():
            complaint = self.awake.complaint()
            if complaint:
                self.presenter.say(complaint, stays=True)

    def _show_wall(self) -> None:
        wall, rundown = self.session.wall(), self.session.rundown
        if wall is not None and rundown is not None and self.projector is not None:
            self.backstage.prepare(self.projector, self.presenter.side.preview if self.presenter else None)
            if self.projector.show_wall(wall, rundown.showing.page, self.session.turn()) and self.projector.isVisible():
                self.projector.repaint()  # before anything else is done about the press

    def _view(self) -> WallView | None:
        if self.projector is not None and self.projector.isVisible():
            return self.projector
        return self.presenter.side.preview if self.presenter is not None else None

    def _go_on(self) -> None:
        rundown = self.session.rundown
        if rundown is not None and rundown.phase == Phase.WAITING:
            self._start_pause()
        else:
            self._next()

    def _suggest(self, rundown: Rundown) -> None:
        assert self.presenter is not None
        offer = self.presenter.instrument.suggestion.offer
        found, context = self.session.recovery(), self.session.context
        live = rundown.live
        late = found is not None and found.late >= 2 and live
        if found is None or not (late or self.recovering):
            offer(*(phrases.step_out(context, rundown) if context is not None else ("", "")), can=False)
            return
        title, _tone = phrases.behind(rundown)
        if self.recovering:
            title = _("Hent inn tid?")
        offer(title, found.sentence, can=bool(found.cuts), open_=self.recovering)

    def _trouble(self, sentence: str, *, stays: bool = False) -> None:
        if self.presenter is not None:
            self.presenter.say(sentence, stays=stays)

    def _not_stored(self, sentence: str) -> None:
        self._complaint = sentence
        self._trouble(sentence, stays=True)

    def _unsay(self, sentence: str) -> None:
        """What was wrong is right again."""
        if self.presenter is not None and sentence and self.presenter.calm.text.text() == sentence:
            self.presenter.say("")

    def _planned_anew(self, title: str) -> None:
        self._trouble(_("Planen er endret: {part} er tatt ut.").format(part=title))

    # --- doing ---

    def do(self, deed: str) -> None:
        """What was asked for, by key, button or clicker."""
        action = self._deeds.get(deed)
        if action is None:
            return
        if self.presenter is not None and deed in MOVES:
            self.presenter.calm.move_on()
        action()

    def _table(self) -> dict[str, Callable[[], object]]:
        press = self.session.press
        return {
            "start_pause": self._start_pause,
            "next": self._next,
            "back": lambda: press(ev.Back()),
            "plus": partial(self._adjust, 1),
            "minus": partial(self._adjust, -1),
            "plus5": partial(self._adjust, 5),
            "minus5": partial(self._adjust, -5),
            "timer": self._timer,
            "ring": self.bells.ring,
            "rings": self.bells.toggle,
            "step": self._step,
            "stop": self._stop,
            "restart": self._begin_anew,
            "undo": self._undo,
            "recover": self._recover,
            "accept": self._accept,
            "leave": self._leave,
            "wall_next": lambda: self.wall_commands.turn(1),
            "wall_back": lambda: self.wall_commands.turn(-1),
            "own": lambda: self.wall_commands.show(None),
            "agenda": lambda: self.wall_commands.toggle(AGENDA),
            "clock": lambda: self.wall_commands.toggle(CLOCK),
            "groups": self.wall_commands.groups,
            "black": self.wall_commands.black,
            "overview": self.chooser.toggle_overview,
            "check_in": self.backstage.toggle_check_in,
            "queue": self.backstage.toggle_queue,
            "message": self.drawer_commands.open_message,
            "started_at": self.drawer_commands.open_start,
            "keys": self.drawer_commands.keys,
            "notes": self.drawer_commands.notes,
            "theme": self.displays.other_theme,
            "show": self.displays.show_wall,
            "hide": self.displays.hide_wall,
            "swap": self.displays.swap,
            **{f"minutes{minutes}": partial(self._minutes, minutes) for minutes in range(1, 10)},
        }

    def _adjust(self, minutes: int) -> None:
        """«One minute more» is meant for the clock everybody looks at: the extra timer, also when it is out, else the
        part."""
        rundown = self.session.rundown
        timer = rundown.timer if rundown is not None else None
        timing = timer is not None and (minutes > 0 or timer.remaining > ZERO)
        self.session.press(ev.ExtendTimer(minutes) if timing else ev.Adjust(minutes))

    def _adjust_part(self, part: str, minutes: int) -> None:
        """A part of the list is made longer or shorter while the day runs."""
        key = self.session.press(ev.Adjust(minutes, part))
        context, rundown = self.session.context, self.session.rundown
        if self.presenter is not None and context is not None and rundown is not None:
            self._say_undoable(phrases.adjusted(context, rundown, part), key)

    def _start_pause(self) -> None:
        rundown = self.session.rundown
        if rundown is not None:
            if self.presenter is not None and rundown.phase == Phase.DONE:
                self.presenter.calm.clear()
            self.session.press(_start_pause_event(rundown))

    def _begin_anew(self) -> None:
        """After a rehearsal; undo brings back what was."""
        rundown = self.session.rundown
        if rundown is not None and rundown.phase != Phase.WAITING:
            self._say_undoable(_("Dagen begynner på nytt."), self.session.press(ev.Restart()))

    def _stop(self) -> None:
        """The day is over before the plan is: bus, snow."""
        rundown = self.session.rundown
        if rundown is not None and rundown.live:
            self.session.press(ev.Stop())
            self._say_over()

    def _say_over(self) -> None:
        """When it ended against when it should, and where what is next is done."""
        rundown, context = self.session.rundown, self.session.context
        if self.presenter is not None and rundown is not None and context is not None and rundown.phase == Phase.DONE:
            self.presenter.say(
                phrases.over(context, rundown),
                _("Gå til Utskrifter"),
                lambda: self.backstage.go(RoomKey.HANDOUTS),
                stays=True,
            )

    def _rehearsed(self, day: date, key: str) -> None:
        told = _("Prøven {day} er lagt bort, så dagen begynner fra start.")
        self._say_undoable(told.format(day=day_month(day)), key)

    def _say_undoable(self, sentence: str, key: str) -> None:
        if self.presenter is not None:
            self.presenter.say(sentence, _("Angre"), lambda: self.session.take_back(key))

    def _next(self) -> None:
        rundown = self.session.rundown
        if rundown is None or rundown.phase == Phase.DONE:
            return
        following = rundown.following
        self.session.press(ev.Next(following.slot.part_id if following else None))
        self.recovering = False
        self._say_over()

    def _timer(self) -> None:
        rundown = self.session.rundown
        if rundown is not None and rundown.timer is not None:
            self.session.press(ev.StopTimer())
        else:
            self.session.press(ev.StartTimer(int(TALK.total_seconds()), ev.TimerPurpose.PAIRS))

    def _minutes(self, minutes: int) -> None:
        self.session.press(ev.StartTimer(60 * minutes, ev.TimerPurpose.TOGETHER))

    def _step(self) -> None:
        rundown, context = self.session.rundown, self.session.context
        if rundown is None or context is None or rundown.current is None:
            return
        part = context.parts[rundown.index]
        if part.method:
            shown = sequence.wall_of_step(context, part, rundown.step)
            if rundown.showing.wall != shown:
                self.session.press(ev.Show(shown))
                if rundown.step == 0:
                    self.session.press(ev.BeginStep(0))  # its clock starts when people see it
            elif rundown.step + 1 < len(sequence.steps_of(context, part)):
                self.session.press(ev.BeginStep(rundown.step + 1))
                self.session.press(ev.Show(sequence.wall_of_step(context, part, rundown.step + 1)))

    def _undo(self) -> None:
        name = self.session.undo()
        if self.presenter is not None:
            self.presenter.say(_("Angret: {what}").format(what=name) if name else _("Det er ingenting å angre."))

    def _recover(self) -> None:
        self.recovering = not self.recovering
        self.session.tick()

    def _accept(self) -> None:
        if not self.recovering:
            return
        found = self.session.recovery()
        self.recovering = False
        if found is not None and found.cuts:
            key = self.session.press(ev.Recover(found.minutes, found.before))
            self._say_undoable(found.done, key)
        else:
            self.session.tick()

    def _leave(self) -> None:
        if self.displays.covering:
            self.displays.uncover()
        elif self.recovering:
            self.recovering = False
            self.session.tick()
        elif self.presenter is not None:
            self.presenter.show_keys(False)
            self.presenter.show_panel(None)
            self.presenter.drawer.leave()
            self.presenter.say("")
            self.presenter.setFocus()


def _start_pause_event(rundown: Rundown) -> Event:
    """What the space bar means now."""
    match rundown.phase:
        case Phase.WAITING:
            return ev.Start(rundown.parts[0].slot.part_id if rundown.parts else None)
        case Phase.RUNNING:
            return ev.Pause()
        case Phase.PAUSED | Phase.DONE:
            return ev.Resume()
        case _:
            assert_never(rundown.phase)
