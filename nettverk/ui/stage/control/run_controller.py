"""The controller of the stage: opens and closes it, takes every command, and shows the day after every press.

The way of a key press: ``PresenterWindow.keyPressEvent`` asks ``key_commands.command_of`` which command the key gives;
``RunController.do`` matches over it; the commands of the clock or the wall press an event into ``RundownSession``; that
folds it and ticks; ``_ticked`` shows the wall, first in the projector and then everywhere else.
"""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.clock import SteadyClock
from nettverk.domain.rundown.commands import (
    AdjustClock,
    AdjustPart,
    AnyStageCommand,
    JumpToPart,
    StageCommand,
    TimerMinutes,
)
from nettverk.domain.rundown.state import Phase, Rundown
from nettverk.domain.wall import sequence
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall_reference import AGENDA, CLOCK
from nettverk.i18n import _
from nettverk.ui.common.announce import announce
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.anonymous_walls import AnonymousWalls
from nettverk.ui.stage.control.bell import BellController
from nettverk.ui.stage.control.check_in_controller import CheckInController
from nettverk.ui.stage.control.clicker_reach import ClickerReach
from nettverk.ui.stage.control.clock_commands import ClockCommands
from nettverk.ui.stage.control.drawer_commands import DrawerCommands
from nettverk.ui.stage.control.lookups import LookupReader
from nettverk.ui.stage.control.notes_commands import NotesCommands
from nettverk.ui.stage.control.notices import Notices
from nettverk.ui.stage.control.picture_chooser import PictureChooser
from nettverk.ui.stage.control.queue_controller import QueueController
from nettverk.ui.stage.control.recovery_commands import RecoveryCommands
from nettverk.ui.stage.control.room_link import RoomLink
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.speaker_view import SpeakerView
from nettverk.ui.stage.control.spoken import spoken
from nettverk.ui.stage.control.stage_history import StageHistory
from nettverk.ui.stage.control.stage_teller import StageTeller
from nettverk.ui.stage.control.wall_commands import WallCommands
from nettverk.ui.stage.displays.display_manager import DisplayManager
from nettverk.ui.stage.displays.keep_awake import KeepAwake
from nettverk.ui.stage.key_commands import command_of
from nettverk.ui.stage.presenter import clocks
from nettverk.ui.stage.presenter.pointer import WallPointer
from nettverk.ui.stage.presenter.window import PresenterWindow
from nettverk.ui.stage.wall.projector_window import ProjectorWindow
from nettverk.ui.stage.wall.wall_widget import WallView

_MOVES_ON = frozenset({
    StageCommand.START_PAUSE, StageCommand.NEXT, StageCommand.BACK, StageCommand.RECOVER, StageCommand.STOP,
    StageCommand.RESTART, StageCommand.UNDO,
})  # fmt: skip
"""Commands after which the last calm line is about something else."""


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
        self.pointer: WallPointer | None = None
        self._drawn_for: tuple[WallContext | None, QSize] = (None, QSize())
        self.notices = Notices(self.session)
        self.lookups = LookupReader(workspace, self.session, self)
        rooms = RoomLink(workspace, self.session)
        autosave = Autosave.of(workspace, RoomKey.STAGE)
        self.history = StageHistory(workspace.lane, self.session, autosave, self)
        self.check_in = CheckInController(workspace, self.session, self.lookups, rooms, self.history, self)
        self.queue = QueueController(workspace, self.session, self.lookups, self.history, self)
        self.recovery = RecoveryCommands(self.session, self.notices)
        self.clock_commands = ClockCommands(self.session, self.notices, self.recovery, rooms, self.history)
        self.drawer_commands = DrawerCommands(workspace.lane, self.session, self.history, lambda: self.presenter)
        self.notes = NotesCommands(workspace, self.session, autosave, lambda: self.presenter, self.notices.say)
        self.teller = StageTeller(workspace, self.session, self.notices, lambda: self.presenter, self)
        self.wall_commands = WallCommands(
            self.session,
            self._view,
            self.clock_commands.go_on,
            self.clock_commands.back,
            self.teller.ask,
            self.teller.answered,
            self.clock_commands.take_step,
        )
        self.chooser = PictureChooser(
            self.session, self.wall_commands, self.queue.tray.shelf, lambda: self.wall_theme, self
        )
        self.anonymous = AnonymousWalls(workspace, self.session, self.notices, rooms, self)
        self.speaker = SpeakerView(self.session, self.displays, lambda: self.presenter, self.notices.say, self)
        self.reach = ClickerReach(self)
        self.bell = BellController(workspace.settings, self.notices.say)
        self._connect()

    def _connect(self) -> None:
        self.displays.key.connect(self._key)
        self.displays.blank.connect(self._show_wall)
        self.queue.trouble.connect(self.notices.say)
        self.queue.removed.connect(lambda: self.notices.say(_("Innlegget er fjernet."), _("Angre"), self._undo))
        self.session.ticked.connect(self._ticked)
        self.session.loaded.connect(self._loaded)
        self.session.trouble.connect(self.notices.complain)
        self.session.mended.connect(self.notices.withdraw_complaint)
        self.session.planned_anew.connect(self._planned_anew)
        self.session.rehearsed.connect(self.clock_commands.say_rehearsal_put_aside)
        self.workspace.theme_changed.connect(self.displays.dress)
        self.workspace.stage_wanted.connect(self.come_forward)
        self.reach.commanded.connect(self.do)
        self.reach.start_pressed.connect(self.come_forward)

    # --- opening and closing ---

    def open(self, gathering_id: str, beside: QWidget | None = None) -> None:
        """Open the presenter for a gathering, on the screen of ``beside``."""
        self.session.open(gathering_id)
        if self.presenter is None:
            self.presenter = self._new_presenter()
            self.displays.attach(self.presenter, beside)
        self.presenter.show()
        self.come_forward()
        self.reach.begin(self.presenter)
        self.lookups.read()
        self.awake.begin()
        self.displays.place()
        if self.session.rundown is not None:
            self._loaded()
            self._ticked(self.session.rundown)

    def come_forward(self) -> None:
        """The presenter is wanted: in front, and with the keys."""
        if self.presenter is not None:
            if self.presenter.isMinimized():
                self.presenter.showNormal()
            self.presenter.raise_()
            self.presenter.activateWindow()
            self.presenter.take_keys()

    def _new_presenter(self) -> PresenterWindow:
        presenter = PresenterWindow(self.workspace.theme, self.wall_theme)
        presenter.commanded.connect(self.do)
        presenter.closed.connect(self.close)
        presenter.may_close = self._may_close
        presenter.state_action.clicked.connect(lambda: self.do(StageCommand.SHOW_WALL))
        self.displays.stated.connect(presenter.show_state)
        self.displays.said.connect(presenter.say)
        self.displays.resized.connect(presenter.side.resize_preview)
        self.displays.dressed.connect(presenter.side.preview.set_theme)
        self.displays.uncovered.connect(presenter.take_keys)
        self.notices.attach(presenter)
        self.drawer_commands.attach(presenter)
        self.notes.attach(presenter)
        self.check_in.attach(presenter)
        self.queue.attach(presenter)
        self.chooser.attach(presenter)
        self.pointer = WallPointer(presenter.side.preview, lambda: self.projector, lambda: self.wall_theme)
        return presenter

    def close(self) -> None:
        """Take the stage down; what was pressed is stored, and the day can be taken up again."""
        # The wall goes first: nothing of the desktop is to be seen behind a presenter that closes.
        self.awake.end()
        self.reach.end()
        self.speaker.close()
        self.displays.detach()
        if self.presenter is not None:
            self.chooser.detach()
            self.queue.detach()
            self.check_in.detach()
            self.notices.detach()
            presenter, self.presenter = self.presenter, None
            presenter.hide()
            presenter.deleteLater()
        self.session.close()
        self.teller.over()
        self.closed.emit()

    @property
    def projector(self) -> ProjectorWindow | None:
        """The wall's window, when it has been made."""
        return self.displays.projector

    @property
    def wall_theme(self) -> Theme:
        """The wall's own theme, light or dark; the presenter has the main window's."""
        return self.displays.wall_theme

    # --- commands ---

    def _key(self, event: QKeyEvent) -> None:
        """A key that reached the wall: Wayland gives it the keys, and some clickers go where the last click was."""
        field = self.presenter.focusWidget() if self.presenter is not None else None
        if (
            isinstance(field, QLineEdit | QAbstractSpinBox | QPlainTextEdit)
            and field.isVisible()
            and not self.displays.covering
        ):
            # Somebody is writing: what reaches the wall by a click there is for the field.
            QCoreApplication.sendEvent(field, event)
            return
        command = command_of(event)
        if command is not None:
            self.do(command)

    def do(self, command: AnyStageCommand) -> None:
        """Carry out what was asked for, by key, button or clicker; whatever it presses is one step of undo."""
        if command in _MOVES_ON:
            self.notices.move_on()
        if command in {StageCommand.UNDO, StageCommand.REDO}:
            self._do(command)
            return
        with self.session.one_step():
            self._do(command)

    def _do(self, command: AnyStageCommand) -> None:  # noqa: C901, PLR0912, PLR0915 - one flat case for each command
        match command:
            case StageCommand.START_PAUSE:
                self.clock_commands.start_pause()
            case StageCommand.NEXT:
                self.clock_commands.next_part()
            case StageCommand.BACK:
                self.clock_commands.back()
            case JumpToPart(part):
                self.clock_commands.jump(part)
            case AdjustClock(minutes):
                self.clock_commands.adjust_clock(minutes)
            case AdjustPart(part, minutes):
                self.clock_commands.adjust_part(part, minutes)
            case StageCommand.TALK_TIMER:
                self.clock_commands.talk_timer()
            case TimerMinutes(minutes):
                self.clock_commands.timer(minutes)
            case StageCommand.NEXT_STEP:
                self.clock_commands.next_step()
            case StageCommand.STEP_AGAIN:
                self.clock_commands.step_again()
            case StageCommand.UNDO:
                self.clock_commands.undo()
            case StageCommand.REDO:
                self.clock_commands.redo()
            case StageCommand.STOP:
                self.clock_commands.stop()
            case StageCommand.RESTART:
                self.clock_commands.restart()
            case StageCommand.RECOVER:
                self.recovery.toggle()
            case StageCommand.ACCEPT_RECOVERY:
                self.recovery.accept()
            case StageCommand.RING:
                self.bell.ring()
            case StageCommand.RING_BY_ITSELF:
                self.bell.toggle()
            case StageCommand.WALL_NEXT:
                self.wall_commands.turn(1)
            case StageCommand.WALL_BACK:
                self.wall_commands.turn(-1)
            case StageCommand.OWN_WALL:
                self.wall_commands.show(None)
            case StageCommand.AGENDA:
                self.wall_commands.toggle(AGENDA)
            case StageCommand.BIG_CLOCK:
                self.wall_commands.toggle(CLOCK)
            case StageCommand.GROUPS:
                self.wall_commands.groups()
            case StageCommand.BLACK:
                self.wall_commands.toggle_black()
            case StageCommand.OVERVIEW:
                self.chooser.toggle_overview()
            case StageCommand.MESSAGE:
                self.drawer_commands.open_message()
            case StageCommand.WALL_LOOK:
                self.drawer_commands.open_look()
            case StageCommand.TELL_START:
                self.drawer_commands.open_start()
            case StageCommand.KEY_LIST:
                self.drawer_commands.turn_key_list()
            case (
                StageCommand.NOTES | StageCommand.NOTES_ON | StageCommand.NOTES_BACK | StageCommand.NOTES_LARGER
                | StageCommand.NOTES_SMALLER | StageCommand.WRITE_NOTE | StageCommand.WRITE_PICTURE_NOTE
            ):  # fmt: skip
                self.notes.do(command)
            case StageCommand.CHECK_IN:
                self.check_in.toggle()
            case StageCommand.QUEUE:
                self.queue.toggle()
            case StageCommand.WALL_THEME:
                self.displays.other_theme()
            case StageCommand.SHOW_WALL:
                self.displays.show_wall()
            case StageCommand.HIDE_WALL:
                self.displays.hide_wall()
            case StageCommand.SPEAKER_WINDOW:
                self.speaker.toggle()
            case StageCommand.SWAP_SCREENS:
                self._swap()
            case StageCommand.LEAVE:
                self._leave()
            case _:
                assert_never(command)
        if self.presenter is not None:
            announce(self.presenter, spoken(command, self.session.context, self.session.rundown))

    def _undo(self) -> None:
        self.do(StageCommand.UNDO)

    def _swap(self) -> None:
        """Screens change places only where nobody sees it: presenter and notes are never on the wall."""
        rundown = self.session.rundown
        if rundown is not None and rundown.live and self.displays.wanted and self.displays.window().isVisible():
            sentence = _("Samlingen er i gang, og salen ville sett notatene. Skjul lerretet først (Ctrl+F5).")
            self.notices.say(sentence)
        else:
            self.displays.swap()

    def _may_close(self) -> bool:
        """Whether the presenter may close now; while people sit in a part it is asked in the calm line."""
        rundown = self.session.rundown
        if rundown is None or not rundown.live:
            return True
        self.notices.say(_("Samlingen er i gang, og lerretet blir borte."), _("Lukk likevel"), self.close)
        return False

    def _leave(self) -> None:
        """Put away what is uppermost: the wall that covers this screen, the suggestion, then panels and lines."""
        if self.displays.covering:
            self.displays.uncover()
        elif not self.recovery.dismiss() and self.presenter is not None:
            self.presenter.show_keys(False)
            self.presenter.show_panel(None)
            self.presenter.drawer.leave()
            self.presenter.say("")
            self.presenter.setFocus()

    # --- what is shown ---

    def _loaded(self) -> None:
        if self.presenter is not None and self.session.context is not None:
            gathering = self.session.context.gathering
            today = self.session.now().astimezone().date()
            # A day that runs past midnight is the same day.
            own_day = gathering.held_on is None or timedelta(0) <= today - gathering.held_on <= timedelta(days=1)
            self.presenter.show_gathering(gathering, rehearsal=not own_day)

    def _planned_anew(self, title: str) -> None:
        self.notices.say(_("Planen er endret: {part} er fjernet.").format(part=title))

    def _ticked(self, rundown: Rundown) -> None:
        """Show the day as it is now; the projector comes first, for ninety people look at it."""
        context = self.session.context
        if self.presenter is None or context is None:
            return
        self._show_wall()
        self._stay_awake(rundown)
        self.presenter.show_day(
            context, rundown, self.lookups.lookups.learned, self.recovery.preview(), self.lookups.absent
        )
        self.notes.show(rundown)
        self.speaker.show(rundown)
        self.queue.tick(rundown)
        wall = self.session.wall()
        if wall is not None:
            self.presenter.show_wall(wall, rundown.showing.page, self.session.turn())
        self.recovery.show_in(self.presenter.now_panel.suggestion, rundown)
        # The last reading is the part's own clock: for that it never rings, people see it coming.
        self.bell.look(clocks.readings(context, rundown)[:-1])
        self._draw_ahead(context, rundown)

    def _show_wall(self) -> None:
        wall, rundown = self.session.wall(), self.session.rundown
        if wall is not None and rundown is not None and self.projector is not None:
            self.queue.tray.prepare(self.projector, self.presenter.side.preview if self.presenter else None)
            if self.projector.show_wall(wall, rundown.showing.page, self.session.turn()) and self.projector.isVisible():
                self.projector.repaint()  # before anything else is done about the press

    def _draw_ahead(self, context: WallContext, rundown: Rundown) -> None:
        """Have the walls of a day that is new here, or on a wall of another size, drawn before anybody asks."""
        projector = self.projector
        if projector is None or not projector.isVisible():
            return
        known, size = self._drawn_for
        if context is not known or projector.size() != size:
            self._drawn_for = (context, projector.size())
            projector.expect(sequence.all_walls(context, rundown))

    def _stay_awake(self, rundown: Rundown) -> None:
        self.awake.follow(over=rundown.phase == Phase.DONE)
        if self.notices.silent:
            complaint = self.awake.complaint()
            if complaint:
                self.notices.say(complaint, stays=True)

    def _view(self) -> WallView | None:
        """The view that people look at: it knows how many pages a wall takes."""
        if self.projector is not None and self.projector.isVisible():
            return self.projector
        return self.presenter.side.preview if self.presenter is not None else None
