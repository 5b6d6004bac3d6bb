"""The stagehand: keys and deeds. It does what the presenter asks; which window stands where is placing.py's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QWidget

from nettverk.domain import deck as decks
from nettverk.domain.deck import Deck
from nettverk.domain.rundown import ZERO, Rundown
from nettverk.domain.rundown_clock import SteadyClock
from nettverk.i18n import _, day_month
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage import clocks, spoken
from nettverk.ui.stage.awake import Awake
from nettverk.ui.stage.backstage import Backstage
from nettverk.ui.stage.chooser import Chooser
from nettverk.ui.stage.conductor import Conductor
from nettverk.ui.stage.deeds import deed_of
from nettverk.ui.stage.drawer_keys import DrawerKeys
from nettverk.ui.stage.gong import Bells
from nettverk.ui.stage.placing import Placing
from nettverk.ui.stage.pointer import Aim
from nettverk.ui.stage.presenter import Presenter
from nettverk.ui.stage.projector import Projector
from nettverk.ui.stage.wall import WallView
from nettverk.ui.stage.wall_keys import WallKeys

TALK = timedelta(minutes=2)
MOVES = frozenset({"start_pause", "next", "back", "recover", "stop", "restart", "undo"})
"""Deeds after which the last calm line is about something else."""


class Stagehand(QObject):
    """Runs the stage for one gathering at a time.

    Signals:
        closed: the presenter was closed.
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, clock: SteadyClock | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.conductor = Conductor(workspace, self, clock)
        self.placing = Placing(workspace, self)
        self.awake = Awake()
        self.presenter: Presenter | None = None
        self.recovering = False
        self._complaint = ""
        self.aim: Aim | None = None
        self._expected: tuple[Deck | None, QSize] = (None, QSize())
        self.backstage = Backstage(workspace, self.conductor, self)
        self.backstage.trouble.connect(self._trouble)
        self.drawer_keys = DrawerKeys(self.conductor, lambda: self.presenter)
        self.wall_keys = WallKeys(self.conductor, self._view, self._go_on, self._trouble)
        self.chooser = Chooser(self.conductor, self.wall_keys, self.backstage.tray.shelf, lambda: self.wall_theme, self)
        self.bells = Bells(workspace.settings, self._trouble)
        self._deeds = self._table()
        self.placing.key.connect(self._key)
        self.placing.blank.connect(self._show_wall)
        self.conductor.ticked.connect(self._ticked)
        self.conductor.loaded.connect(self._loaded)
        self.conductor.trouble.connect(self._not_stored)
        self.conductor.mended.connect(lambda: self._unsay(self._complaint))
        self.conductor.planned_anew.connect(self._planned_anew)
        self.conductor.rehearsed.connect(self._rehearsed)
        workspace.theme_changed.connect(self.placing.dress)

    # --- opening and closing ---

    def open(self, gathering_id: str, beside: QWidget | None = None) -> None:
        """Open the presenter for a gathering, on the screen of ``beside``."""
        self.conductor.open(gathering_id)
        if self.presenter is None:
            self.presenter = self._new_presenter()
            self.placing.attach(self.presenter, beside)
        if self.presenter.isVisible():
            self.presenter.raise_()
        self.presenter.show()
        self.presenter.activateWindow()
        self.presenter.take_keys()
        self.backstage.know()
        self.awake.begin()
        self.placing.place()
        if self.conductor.rundown is not None:
            self._loaded()
            self._ticked(self.conductor.rundown)

    def _new_presenter(self) -> Presenter:
        made = Presenter(self.workspace.theme, self.wall_theme)
        made.asked.connect(self.do)
        made.jump.connect(lambda part: self.conductor.press("jump", part=part))
        made.adjusted.connect(self._adjust_part)
        made.closed.connect(self.close)
        self.drawer_keys.attach(made)
        made.state_action.clicked.connect(lambda: self.do("show"))
        self.backstage.attach(made)
        self.chooser.attach(made)
        self.aim = Aim(made.side.preview, lambda: self.projector, lambda: self.wall_theme)
        return made

    def close(self) -> None:
        """Take the stage down; what was pressed is stored, and the day can be taken up again."""
        self.awake.end()
        self.placing.detach()
        if self.presenter is not None:
            self.chooser.detach()
            self.backstage.detach()
            presenter, self.presenter = self.presenter, None
            presenter.hide()
            presenter.deleteLater()
        self.conductor.close()
        self.closed.emit()

    @property
    def projector(self) -> Projector | None:
        """The wall's window, when it has been made."""
        return self.placing.projector

    @property
    def wall_theme(self) -> Theme:
        """Light or dark on the wall."""
        return self.placing.wall_theme

    def _key(self, event: QKeyEvent) -> None:
        field = self.presenter.focusWidget() if self.presenter is not None else None
        if isinstance(field, QLineEdit | QAbstractSpinBox) and field.isVisible() and not self.placing.covering:
            # Somebody is writing: what reaches the wall by a click there is for the field.
            QCoreApplication.sendEvent(field, event)
            return
        deed = deed_of(event)
        if deed:
            self.do(deed)

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
        self._stay_awake(rundown)
        found = self.conductor.recovery() if self.recovering or rundown.late_end > timedelta(seconds=90) else None
        learned = self.backstage.known.learned or {}
        self.presenter.show_day(deck, rundown, learned, found if self.recovering else None)
        self.backstage.tick(rundown)
        wall = self.conductor.wall()
        if wall is not None:
            self.presenter.show_wall(wall, rundown.showing.page, self.conductor.turn())
        self._suggest(rundown)
        self.bells.look(clocks.readings(deck, rundown)[:-1])
        self._draw_ahead(deck, rundown)

    def _draw_ahead(self, deck: Deck, rundown: Rundown) -> None:
        """The walls of a day that is new here, or on a wall of another size, are drawn once before anybody asks."""
        projector = self.projector
        if projector is None or not projector.isVisible():
            return
        known, size = self._expected
        if deck is not known or projector.size() != size:
            self._expected = (deck, projector.size())
            projector.expect(decks.all_walls(deck, rundown))

    def _stay_awake(self, rundown: Rundown) -> None:
        self.awake.follow(over=rundown.phase == "done")
        if self.presenter is not None and not self.presenter.calm.text.text():
            complaint = self.awake.complaint()
            if complaint:
                self.presenter.say(complaint, stays=True)

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
        found, deck = self.conductor.recovery(), self.conductor.deck
        live = rundown.phase in {"running", "paused"}
        late = found is not None and found.late >= 2 and live
        if found is None or not (late or self.recovering):
            offer(*(spoken.step_out(deck, rundown) if deck is not None else ("", "")), can=False)
            return
        title, _tone = spoken.behind(rundown)
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
        press = self.conductor.press
        return {
            "start_pause": self._start_pause,
            "next": self._next,
            "back": lambda: press("back"),
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
            "wall_next": lambda: self.wall_keys.turn(1),
            "wall_back": lambda: self.wall_keys.turn(-1),
            "own": lambda: self.wall_keys.show(""),
            "agenda": lambda: self.wall_keys.toggle("agenda"),
            "clock": lambda: self.wall_keys.toggle("clock"),
            "groups": self.wall_keys.groups,
            "black": self.wall_keys.black,
            "overview": self.chooser.toggle_overview,
            "check_in": self.backstage.toggle_check_in,
            "queue": self.backstage.toggle_queue,
            "message": self.drawer_keys.open_message,
            "started_at": self.drawer_keys.open_start,
            "keys": self.drawer_keys.keys,
            "notes": self.drawer_keys.notes,
            "theme": self.placing.other_theme,
            "show": self.placing.show_wall,
            "hide": self.placing.hide_wall,
            "swap": self.placing.swap,
            **{f"minutes{minutes}": partial(self._minutes, minutes) for minutes in range(1, 10)},
        }

    def _adjust(self, minutes: int) -> None:
        """«One minute more» is meant for the clock everybody looks at: the extra timer, also when it is out, else the
        part."""
        rundown = self.conductor.rundown
        timer = rundown.timer if rundown is not None else None
        timing = timer is not None and (minutes > 0 or timer.remaining > ZERO)
        self.conductor.press("timer_more" if timing else "adjust", minutes=minutes)

    def _adjust_part(self, part: str, minutes: int) -> None:
        """A part of the list is made longer or shorter while the day runs."""
        key = self.conductor.press("adjust", minutes=minutes, part=part)
        deck, rundown = self.conductor.deck, self.conductor.rundown
        if self.presenter is not None and deck is not None and rundown is not None:
            self._say_undoable(spoken.adjusted(deck, rundown, part), key)

    def _start_pause(self) -> None:
        rundown = self.conductor.rundown
        if rundown is not None:
            if self.presenter is not None and rundown.phase == "done":
                self.presenter.calm.clear()
            kinds = {"waiting": "start", "running": "pause", "paused": "resume", "done": "resume"}
            first = {"part": rundown.parts[0].slot.part_id} if rundown.phase == "waiting" and rundown.parts else {}
            self.conductor.press(kinds[rundown.phase], **first)

    def _begin_anew(self) -> None:
        """After a rehearsal; undo brings back what was."""
        rundown = self.conductor.rundown
        if rundown is not None and rundown.phase != "waiting":
            self._say_undoable(_("Dagen begynner på nytt."), self.conductor.press("restart"))

    def _stop(self) -> None:
        """The day is over before the plan is: bus, snow."""
        rundown = self.conductor.rundown
        if rundown is not None and rundown.phase in {"running", "paused"}:
            self.conductor.press("stop")
            self._say_over()

    def _say_over(self) -> None:
        """When it ended against when it should, and where what is next is done."""
        rundown, deck = self.conductor.rundown, self.conductor.deck
        if self.presenter is not None and rundown is not None and deck is not None and rundown.phase == "done":
            self.presenter.say(
                spoken.over(deck, rundown), _("Gå til Utskrifter"), lambda: self.backstage.go("handouts"), stays=True
            )

    def _rehearsed(self, day: date, key: str) -> None:
        told = _("Prøven {day} er lagt bort, så dagen begynner fra start.")
        self._say_undoable(told.format(day=day_month(day)), key)

    def _say_undoable(self, sentence: str, key: str) -> None:
        if self.presenter is not None:
            self.presenter.say(sentence, _("Angre"), lambda: self.conductor.take_back(key))

    def _next(self) -> None:
        rundown = self.conductor.rundown
        if rundown is None or rundown.phase == "done":
            return
        following = rundown.following
        self.conductor.press("next", **({"part": following.slot.part_id} if following else {}))
        self.recovering = False
        self._say_over()

    def _timer(self) -> None:
        rundown = self.conductor.rundown
        if rundown is not None and rundown.timer is not None:
            self.conductor.press("timer_stop")
        else:
            self.conductor.press("timer", seconds=int(TALK.total_seconds()), text="pairs")

    def _minutes(self, minutes: int) -> None:
        self.conductor.press("timer", seconds=60 * minutes, text="together")

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
            key = self.conductor.press("recover", minutes=found.minutes, before=found.before)
            self._say_undoable(found.done, key)
        else:
            self.conductor.tick()

    def _leave(self) -> None:
        if self.placing.covering:
            self.placing.uncover()
        elif self.recovering:
            self.recovering = False
            self.conductor.tick()
        elif self.presenter is not None:
            self.presenter.show_keys(False)
            self.presenter.show_panel(None)
            self.presenter.drawer.leave()
            self.presenter.say("")
            self.presenter.setFocus()
