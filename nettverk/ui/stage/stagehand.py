"""The stagehand: windows, screens and keys. It does what the presenter asks, and keeps the wall where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QObject, QRect, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

from nettverk.domain import deck as decks
from nettverk.domain.rundown import Rundown
from nettverk.domain.rundown_clock import SteadyClock
from nettverk.i18n import _
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage import spoken
from nettverk.ui.stage.awake import Awake
from nettverk.ui.stage.backstage import Backstage
from nettverk.ui.stage.conductor import Conductor
from nettverk.ui.stage.deeds import deed_of
from nettverk.ui.stage.drawer_keys import DrawerKeys
from nettverk.ui.stage.presenter import Presenter
from nettverk.ui.stage.projector import Projector
from nettverk.ui.stage.screens import (
    Arrangement,
    Screen,
    ScreenWatch,
    active_outputs,
    arrange,
    how_to_extend,
    real,
    setup_key,
)
from nettverk.ui.stage.wall import WallView
from nettverk.ui.stage.wall_keys import WallKeys

TALK = timedelta(minutes=2)


class Stagehand(QObject):
    """Runs the stage for one gathering at a time.

    Signals:
        arranged: an Arrangement, whenever screens or windows are new.
        closed: the presenter was closed.
    """

    arranged = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, clock: SteadyClock | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.conductor = Conductor(workspace, self, clock)
        self.watch = ScreenWatch(self)
        self.awake = Awake()
        self.wall_theme = Theme.load(str(workspace.settings.value("stage/theme", "dark")))
        self.presenter: Presenter | None = None
        self.projector: Projector | None = None
        self.wanted = True
        self.recovering = False
        self.arrangement: Arrangement | None = None
        self._was_on = ""
        self.backstage = Backstage(workspace, self.conductor, self)
        self.backstage.trouble.connect(self._trouble)
        self.drawer_keys = DrawerKeys(self.conductor, lambda: self.presenter)
        self.wall_keys = WallKeys(self.conductor, self._view, self._go_on, self._trouble)
        self._deeds = self._table()
        self.watch.changed.connect(lambda _screens: self.place())
        self.watch.lost.connect(self._lost)
        self.conductor.ticked.connect(self._ticked)
        self.conductor.loaded.connect(self._loaded)
        self.conductor.trouble.connect(self._trouble)
        workspace.theme_changed.connect(self._dress)

    # --- opening and closing ---

    def open(self, gathering_id: str, beside: QWidget | None = None) -> None:
        """Open the presenter for a gathering, on the screen of ``beside``."""
        self.conductor.open(gathering_id)
        if self.presenter is None:
            self.presenter = self._new_presenter()
            self._put_presenter(beside)
        if self.presenter.isVisible():
            self.presenter.raise_()
        self.presenter.show()
        self.presenter.activateWindow()
        self.presenter.setFocus()
        self.backstage.know()
        self.awake.begin()
        self.place()
        if self.conductor.rundown is not None:
            self._loaded()
            self._ticked(self.conductor.rundown)

    def _new_presenter(self) -> Presenter:
        made = Presenter(self.workspace.theme, self.wall_theme)
        made.asked.connect(self.do)
        made.jump.connect(lambda part: self.conductor.press("jump", part=part))
        made.closed.connect(self.close)
        self.drawer_keys.attach(made)
        made.line_action.clicked.connect(lambda: self.do("undo"))
        made.state_action.clicked.connect(lambda: self.do("show"))
        self.backstage.attach(made)
        return made

    def _put_presenter(self, beside: QWidget | None) -> None:
        assert self.presenter is not None
        screen = beside.screen() if beside is not None else None
        if screen is not None:
            room = screen.availableGeometry()
            self.presenter.setScreen(screen)
            self.presenter.setGeometry(room if room.width() <= 1440 else _centred(room, 1366, 800))

    def close(self) -> None:
        """Take the stage down; what was pressed is stored, and the day can be taken up again."""
        self.awake.end()
        if self.projector is not None:
            self.projector.take_down()
            self.projector.deleteLater()
            self.projector = None
        if self.presenter is not None:
            self.backstage.detach()
            presenter, self.presenter = self.presenter, None
            presenter.hide()
            presenter.deleteLater()
        self.conductor.close()
        self.closed.emit()

    # --- screens ---

    def place(self) -> None:
        """Put the wall where it belongs; it never lands on the facilitator's screen unless asked for there."""
        if self.presenter is None or not self.watch.screens:
            return
        screens = self.watch.screens
        remembered = str(self.workspace.settings.value(f"stage/screen/{setup_key(screens)}", ""))
        found = arrange(
            screens, control=self._control(), remembered=remembered, outputs=active_outputs(), was_on=self._was_on
        )
        self.arrangement = found
        if found.wall is not None and self.wanted:
            self._projector().put_on(found.wall)
            self._was_on = found.wall.key
            self._keys_here(asked=False)
        elif self.projector is not None and not (self.projector.alone and len(screens) == 1):
            self.projector.take_down()
        self._tell_state(found)
        shown = found.wall or found.control
        self.presenter.side.resize_preview(QSize(shown.width, shown.height))
        self.arranged.emit(found)

    def _lost(self, connector: str) -> None:
        """The cable is out: hide before Qt moves the wall onto the facilitator's screen."""
        if self.projector is not None and self.projector.on is not None and self.projector.on.connector == connector:
            self._say_lost(self.projector.on.name)
            self.projector.take_down()

    def _say_lost(self, name: str) -> None:
        if self.presenter is not None:
            told = _("{screen} er borte. Klokka går; bildet kommer tilbake av seg selv").format(screen=name)
            self.presenter.show_state(told, "stop", "triangle")

    def _control(self) -> str:
        assert self.presenter is not None
        middle = self.presenter.geometry().center()
        for screen in self.watch.screens:
            if QRect(screen.x, screen.y, screen.width, screen.height).contains(middle):
                return screen.key
        return ""

    def _projector(self) -> Projector:
        if self.projector is None:
            self.projector = Projector(self.wall_theme)
            self.projector.key.connect(self._key)
            self.projector.hidden_by_hand.connect(self._hidden)
            self._show_wall()
        return self.projector

    def _hidden(self) -> None:
        self.wanted = False
        self.place()

    def _key(self, event: QKeyEvent) -> None:
        field = self.presenter.focusWidget() if self.presenter is not None else None
        covered = self.projector is not None and self.projector.alone
        if isinstance(field, QLineEdit | QAbstractSpinBox) and field.isVisible() and not covered:
            # Somebody is writing: what reaches the wall by a click there is for the field.
            QCoreApplication.sendEvent(field, event)
            return
        deed = deed_of(event)
        if deed:
            self.do(deed)

    def _tell_state(self, found: Arrangement) -> None:
        assert self.presenter is not None
        say = self.presenter.show_state
        if found.wall is not None and self.wanted:
            say(_("Vises på {screen}").format(screen=found.wall.label), "ok", "circle")
        elif found.wall is not None:
            say(_("Lerretet er skjult"), "warn", "square", _("Vis (F5)"))
        elif found.mirrored:
            say(_("Skjermene er speilet. {how}").format(how=how_to_extend()), "warn", "triangle")
        elif found.missing:
            self._say_lost(found.missing)
        elif self.projector is not None and self.projector.alone:
            say(_("Lerretet dekker denne skjermen. Esc tar det bort"), "ok", "circle")
        else:
            say(_("Bare én skjerm. F5 viser lerretet her"), "", "square", _("Vis her (F5)"))

    def swap(self) -> None:
        """The next free screen, remembered for this set-up; with two, presenter and wall change places."""
        if self.presenter is None or self.arrangement is None:
            return
        screens = self.watch.screens
        free = [screen for screen in screens if screen != self.arrangement.control]
        if not free:
            return
        now = self.arrangement.wall
        if len(free) == 1 or now is None:
            target = real(free[0])
            if target is not None:
                self.presenter.hide()
                self.presenter.setScreen(target)
                self.presenter.setGeometry(target.availableGeometry())
                self.presenter.show()
                self.presenter.activateWindow()
            choice = self.arrangement.control
        else:
            choice = free[(free.index(now) + 1) % len(free)]
        self._remember(choice)
        self.place()

    def choose(self, screen: Screen) -> None:
        """Put the wall on this screen, now and next time."""
        self._remember(screen)
        self.wanted = True
        self.place()

    def _remember(self, screen: Screen) -> None:
        self.workspace.settings.setValue(f"stage/screen/{setup_key(self.watch.screens)}", screen.key)

    def show_wall(self) -> None:
        """Show the wall; with one screen it covers this one until Esc. A clicker's start key must never hide it."""
        if self.arrangement is None:
            return
        self.wanted = True
        if self.arrangement.wall is not None:
            self.place()
            self._keys_here(asked=True)
            return
        self._projector().put_on(self.arrangement.control, alone=True)
        self._show_wall()
        self._tell_state(self.arrangement)

    def hide_wall(self) -> None:
        """Take the wall down; the other screen shows what the machine has there."""
        if self.projector is not None and self.projector.alone:
            self._uncover()
        else:
            self.wanted = False
            self.place()
            self._keys_here(asked=True)

    def _keys_here(self, *, asked: bool) -> None:
        """The keys are the presenter's, not the wall's; from another program they are only taken when asked for."""
        if self.presenter is not None and self.presenter.isVisible():
            here = QApplication.activeWindow()
            if (here is None and asked) or (here is not None and here is self.projector):
                self.presenter.activateWindow()

    def _uncover(self) -> None:
        if self.projector is not None:
            self.projector.take_down()
        if self.presenter is not None:
            self.presenter.activateWindow()
            self.presenter.setFocus()
        self.place()

    # --- what is shown ---

    def _loaded(self) -> None:
        if self.presenter is not None and self.conductor.deck is not None:
            held = self.conductor.deck.gathering
            today = self.conductor.now().astimezone().date()
            # A day that runs past midnight is the same day.
            near = held.held_on is None or timedelta(0) <= today - held.held_on <= timedelta(days=1)
            self.presenter.show_gathering(held, rehearsal=not near)

    def _ticked(self, rundown: Rundown) -> None:
        deck = self.conductor.deck
        if self.presenter is None or deck is None:
            return
        self._show_wall()
        found = self.conductor.recovery() if self.recovering or rundown.late_end > timedelta(seconds=90) else None
        learned = self.backstage.known.learned or {}
        self.presenter.show_day(deck, rundown, learned, found if self.recovering else None)
        self.backstage.tick(rundown)
        wall = self.conductor.wall()
        if wall is not None:
            self.presenter.show_wall(wall, rundown.showing.page, self.conductor.turn())
        self._suggest(rundown)

    def _show_wall(self) -> None:
        wall, rundown = self.conductor.wall(), self.conductor.rundown
        if wall is not None and rundown is not None and self.projector is not None:
            self.backstage.prepare(self.projector, self.presenter.side.preview if self.presenter else None)
            if (
                self.projector.show_wall(wall, rundown.showing.page, self.conductor.turn())
                and self.projector.isVisible()
            ):
                self.projector.repaint()  # before anything else is done about the press

    def _view(self) -> WallView | None:
        if self.projector is not None and self.projector.isVisible():
            return self.projector
        return self.presenter.side.preview if self.presenter is not None else None

    def _go_on(self) -> None:
        rundown = self.conductor.rundown
        if rundown is not None and rundown.phase == "waiting":
            self._start_pause()
        else:
            self._next()

    def _suggest(self, rundown: Rundown) -> None:
        assert self.presenter is not None
        offer = self.presenter.instrument.suggestion.offer
        found = self.conductor.recovery()
        live = rundown.phase in {"running", "paused"}
        late = found is not None and found.late >= 2 and live
        if found is None or not (late or self.recovering):
            offer("", "", can=False)
            return
        title, _tone = spoken.behind(rundown)
        if self.recovering:
            title = _("Hent inn tid?")
        offer(title, found.sentence, can=bool(found.cuts), open_=self.recovering)

    def _trouble(self, sentence: str) -> None:
        if self.presenter is not None:
            self.presenter.say(sentence)

    # --- doing ---

    def do(self, deed: str) -> None:
        """What was asked for, by key, button or clicker."""
        action = self._deeds.get(deed)
        if action is not None:
            action()

    def _table(self) -> dict[str, Callable[[], object]]:
        press = self.conductor.press
        return {
            "start_pause": self._start_pause,
            "next": self._next,
            "back": lambda: press("back"),
            "plus": lambda: press("adjust", minutes=1),
            "minus": lambda: press("adjust", minutes=-1),
            "plus5": lambda: press("adjust", minutes=5),
            "minus5": lambda: press("adjust", minutes=-5),
            "timer": self._timer,
            "timer5": lambda: self.conductor.press("timer", seconds=300, text=_("Snakk sammen")),
            "step": self._step,
            "undo": self._undo,
            "recover": self._recover,
            "accept": self._accept,
            "leave": self._leave,
            "wall_next": lambda: self.wall_keys.turn(1),
            "wall_back": lambda: self.wall_keys.turn(-1),
            "own": lambda: self.wall_keys.show(""),
            "agenda": lambda: self.wall_keys.toggle("agenda"),
            "clock": lambda: self.wall_keys.toggle("clock"),
            "groups": self.wall_keys.groups,
            "black": self.wall_keys.black,
            "check_in": self.backstage.toggle_check_in,
            "queue": self.backstage.toggle_queue,
            "message": self.drawer_keys.open_message,
            "started_at": self.drawer_keys.open_start,
            "keys": self.drawer_keys.keys,
            "notes": self.drawer_keys.notes,
            "theme": self._other_theme,
            "show": self.show_wall,
            "hide": self.hide_wall,
            "swap": self.swap,
        }

    def _start_pause(self) -> None:
        rundown = self.conductor.rundown
        if rundown is not None:
            kinds = {"waiting": "start", "running": "pause", "paused": "resume", "done": "resume"}
            self.conductor.press(kinds[rundown.phase])

    def _next(self) -> None:
        rundown = self.conductor.rundown
        if rundown is None or rundown.phase == "done":
            return
        following = rundown.following
        self.conductor.press("next", **({"part": following.slot.part_id} if following else {}))
        self.recovering = False

    def _timer(self) -> None:
        rundown = self.conductor.rundown
        if rundown is not None and rundown.timer is not None:
            self.conductor.press("timer_stop")
        else:
            self.conductor.press("timer", seconds=int(TALK.total_seconds()), text=_("Snakk to og to"))

    def _step(self) -> None:
        rundown, deck = self.conductor.rundown, self.conductor.deck
        if rundown is None or deck is None or rundown.current is None:
            return
        part = deck.parts[rundown.index]
        if part.method:
            shown = decks.wall_of_step(deck, part, rundown.step)
            if rundown.showing.wall != shown:
                self.conductor.press("show", wall=shown)
                if rundown.step == 0:
                    self.conductor.press("step", to=0)  # its clock starts when people see it
            elif rundown.step + 1 < len(decks.steps_of(deck, part)):
                self.conductor.press("step", to=rundown.step + 1)
                self.conductor.press("show", wall=decks.wall_of_step(deck, part, rundown.step + 1))

    def _undo(self) -> None:
        name = self.conductor.undo()
        if self.presenter is not None:
            self.presenter.say(_("Angret: {what}").format(what=name) if name else _("Det er ingenting å angre."))

    def _recover(self) -> None:
        self.recovering = not self.recovering
        self.conductor.tick()

    def _accept(self) -> None:
        if not self.recovering:
            return
        found = self.conductor.recovery()
        self.recovering = False
        if found is not None and found.cuts:
            self.conductor.press("recover", minutes=found.minutes)
            if self.presenter is not None:
                self.presenter.say(found.done, _("Angre"))
        else:
            self.conductor.tick()

    def _leave(self) -> None:
        if self.projector is not None and self.projector.alone:
            self._uncover()
        elif self.recovering:
            self.recovering = False
            self.conductor.tick()
        elif self.presenter is not None:
            self.presenter.show_keys(False)
            self.presenter.show_panel(None)
            self.presenter.drawer.leave()
            self.presenter.say("")
            self.presenter.setFocus()

    # --- looks ---

    def _other_theme(self) -> None:
        self.wall_theme = Theme.load("light" if self.wall_theme.dark else "dark")
        self.workspace.settings.setValue("stage/theme", self.wall_theme.name)
        self._dress()

    def _dress(self) -> None:
        for view in (self.projector, self.presenter.side.preview if self.presenter else None):
            if view is not None:
                view.set_theme(self.wall_theme)


def _centred(room: QRect, width: int, height: int) -> QRect:
    wide, high = min(width, room.width()), min(height, room.height())
    return QRect(room.x() + (room.width() - wide) // 2, room.y() + (room.height() - high) // 2, wide, high)
