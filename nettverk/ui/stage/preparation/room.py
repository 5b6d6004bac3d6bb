"""Gjennomfør: is everything ready, where does the wall go, and in we go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.now import utc_now
from nettverk.domain.plan import Gathering
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.effective import rehearsal_day
from nettverk.domain.rundown.events import Restart, Undo
from nettverk.domain.rundown.log import fold
from nettverk.domain.rundown.projection import rundown_at
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.sequence import current
from nettverk.i18n import _
from nettverk.services import stage
from nettverk.services.database import Store
from nettverk.ui.common.arrivals import Arrival, OpenStage, ResumeStage
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.common.widgets import EmptyState, Rule
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.stage.control.resume import STANDS_MS, Bookmark, LeftOpen
from nettverk.ui.stage.control.run_controller import RunController
from nettverk.ui.stage.displays.mirroring import is_mirrored
from nettverk.ui.stage.displays.screens import Arrangement, Screen, ScreenWatch, arrange, how_to_extend, seen, setup_key
from nettverk.ui.stage.displays.window_placement import Memory, facilitators, screen_of
from nettverk.ui.stage.preparation.readiness_panel import ReadinessPanel
from nettverk.ui.stage.preparation.screen_test import ScreenTest
from nettverk.ui.stage.preparation.wall_panel import WallPanel, wall_width

# From this width on the wall stands beside the list.
SIDE_BY_SIDE = 860
# Long enough for a machine that is going down to have gone.
SESSION_ENDS_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Found:
    """What the room knows of a gathering."""

    context: WallContext
    rundown: Rundown
    checks: tuple[stage.Check, ...]


def _read(store: Store, gathering_id: str) -> _Found:
    now = store.now()
    context, pressed = stage.context(store, gathering_id, now=now), stage.events(store, gathering_id)
    if rehearsal_day(pressed, context.gathering.held_on, now) is not None:  # put aside when the stage opens
        pressed = ()
        context = replace(context, plan=stage.timetable(context.gathering, context.parts, (), now.astimezone().date()))
    return _Found(context, rundown_at(fold(context.plan, pressed), now), stage.readiness(store, gathering_id))


class PreparationRoom(QWidget):
    """The room «Gjennomfør» of the main window."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.controller: RunController | None = None
        self._watch: ScreenWatch | None = None
        self._stale = True
        self._found: _Found | None = None
        self._arranged: Arrangement | None = None
        self._screens: tuple[Screen, ...] = ()
        self._opened: LeftOpen | None = None
        self._not_on_purpose = False
        self.pages = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)
        self.pages.addWidget(
            EmptyState(
                _("Ingen samling er valgt"),
                _("Velg eller lag en samling under Planlegg."),
                _("Gå til Planlegg"),
                lambda: workspace.go(RoomKey.PLAN),
                icon="presentation",
            )
        )
        self.pages.addWidget(self._build())
        self._f5 = QShortcut(QKeySequence("F5"), self)
        self._f5.activated.connect(self.open_stage)
        workspace.gathering_changed.connect(self._other)
        workspace.theme_changed.connect(self._dress)
        workspace.lane.changed.connect(self._changed)
        workspace.language_changed.connect(self._speak)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.commitDataRequest.connect(self._machine_ends)

    # --- building ---

    def _build(self) -> QWidget:
        self.ready = ReadinessPanel(self.open_stage, self.workspace.go, self)
        self.wall = WallPanel(self._wall_theme(), self)
        self.title, self.lead, self.start = self.ready.title, self.ready.lead, self.ready.start
        self.preview = self.wall.preview
        self.ready.anew.connect(self._begin_anew)
        self.wall.chosen.connect(self._choose)
        self.wall.asked_try.connect(self.try_wall)
        self.wall.asked_numbers.connect(self.show_numbers)
        self.wall.lit.connect(self._light)
        self.signs = ScreenTest(self)
        self.signs.trying.connect(self.wall.show_trying)
        inside = HeightForWidthWidget(self)
        self._rule = Rule(inside, upright=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._sides.setContentsMargins(32, 28, 32, 28)
        self._sides.setSpacing(36)
        self._sides.addWidget(self.ready, 1000)
        self._sides.addStretch(1)
        self._sides.addWidget(self._rule)
        self._sides.addWidget(self.wall, 0, Qt.AlignmentFlag.AlignTop)
        page = QScrollArea(self)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(inside)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else the wall below."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        growth = in_force().growth
        self.ready.fit()
        beside = self.width() >= SIDE_BY_SIDE * growth
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != way:
            self._sides.setDirection(way)
        self._rule.setVisible(beside)
        self.wall.fit(wall_width(self.width()) if beside else min(self.width() - 84, 640))

    # --- coming and going ---

    def showEvent(self, event: QShowEvent) -> None:
        """Look when one comes in."""
        super().showEvent(event)
        if self._watch is None:
            self._watch = ScreenWatch(self)
            self._watch.changed.connect(lambda _screens: self._show_screens())
        self._show_screens()
        self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is only tried here is away when one is elsewhere."""
        super().hideEvent(event)
        self.signs.clear()

    def arrive(self, arrival: Arrival) -> None:
        """Open the presenter's window at once, or as it was when everything stopped."""
        match arrival:
            case ResumeStage(fell=fell):
                self._resume(fell=fell)
            case OpenStage():
                self.open_stage()
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self

    def commands(self) -> list[Command]:
        """What the palette can do here."""
        return [
            Command(
                "stage.open", _("Åpne presentasjonsvinduet"), self.open_stage, "F5", _("start lerret projektor vis")
            ),
            Command("stage.try", _("Prøv lerretet"), self.try_wall, "", _("projektor prøvebilde test skjerm")),
            Command(
                "stage.numbers",
                _("Hvilken skjerm er hvilken?"),
                self.show_numbers,
                "",
                _("identifiser skjermer nummer projektor"),
            ),
        ]

    # --- what is shown ---

    def _other(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _changed(self, changes: Changes) -> None:
        if changes.touches("gatherings", "parts", "questions", "participants", "groupings", "seats", "entries"):
            self._stale = True
            if self.isVisible() and self.controller is None:
                self._load()

    def _load(self) -> None:
        held = self.workspace.gathering
        self.pages.setCurrentIndex(0 if held is None else 1)
        if held is None or not self._stale:
            return
        self._stale = False
        wanted = held.id
        self.workspace.lane.ask(lambda store: _read(store, wanted), self._show, self)

    def _show(self, found: _Found) -> None:
        self._found = found
        self._show_ready()
        self.preview.show_wall(current(found.context, found.rundown))

    def _show_ready(self) -> None:
        if self._found is not None:
            found = self._found
            checks = [*found.checks, *self._screen_check()]
            self.ready.show_all(found.context, found.rundown, checks, past=_is_past(found))

    def _begin_anew(self) -> None:
        held = self.workspace.gathering
        if held is None:
            return
        lane, id_ = self.workspace.lane, held.id

        def told(changes: Changes) -> None:
            def back() -> None:
                lane.change(lambda store: stage.press(store, id_, Undo(of=changes.made)))

            self.workspace.say(_("Dagen begynner på nytt."), _("Angre"), back)

        lane.change(lambda store: stage.press(store, id_, Restart()), told, self)

    def _screen_check(self) -> list[stage.Check]:
        if self._arranged is None or self._found is None:
            return []
        today = self._found.rundown.now.astimezone().date()
        if self._arranged.wall is None and self._found.context.gathering.held_on != today:
            return []  # at the desk the week before nothing is wrong with one screen
        if self._arranged.mirrored:
            return [stage.Check(False, _("Skjermene er speilet. {how}").format(how=how_to_extend()))]
        if self._arranged.wall is None:
            return [stage.Check(False, _("Ingen projektor er koblet til ennå."))]
        return [stage.Check(True, _("Lerretet vises på {screen}").format(screen=self._arranged.wall.label))]

    def _show_screens(self) -> None:
        screens = tuple(sorted(seen(), key=lambda screen: (screen.x, screen.y)))  # numbered as they stand
        own = screen_of(self.window(), screens)
        memory = Memory(self.workspace.settings, setup_key(screens))
        control = facilitators(own, screens, memory) or own
        key = control.key if control is not None else ""
        found = arrange(screens, control=key, remembered=memory.wall, cloned=is_mirrored())
        self._arranged, self._screens = found, screens
        if self.signs.picture is not None and all(screen != self.signs.picture.screen_ for screen in screens):
            self.signs.clear()
        self.wall.show_screens(screens, found)
        self._show_ready()

    def _choose(self, screen: Screen) -> None:
        """The wall goes there from now; the windows go to another screen if they must."""
        trying = self.signs.picture is not None
        if self.controller is not None:
            self.controller.displays.choose(screen)
        else:
            now = self._arranged
            others = [other for other in self._screens if other != screen and not other.overlaps(screen)]
            if now is None or not others:
                return
            control = now.control if now.control in others else others[0]
            Memory(self.workspace.settings, setup_key(self._screens)).keep(screen.key, control.key)
        self._show_screens()
        if trying:
            self.signs.clear()
            self.try_wall()

    def try_wall(self) -> None:
        """The test picture on the wall's screen, and away again."""
        if self.signs.picture is not None:
            self.signs.clear()
        elif self._is_free():
            self._show_screens()
            if self._arranged is not None and not self._arranged.mirrored:
                screen = self._arranged.wall or self._arranged.control
                self.signs.try_wall(screen, self._wall_theme(), alone=self._arranged.wall is None)

    def show_numbers(self) -> None:
        """A large number on every screen for some seconds."""
        if self._is_free():
            self._show_screens()
            if self._arranged is not None:
                self.signs.show_numbers(self._screens, self._arranged.wall, self._arranged.control)

    def _is_free(self) -> bool:
        """Nothing is put on the wall's screen while people look at it."""
        if self.controller is None:
            return True
        self.workspace.say(_("Lerretet er i bruk. Lukk presentasjonsvinduet først."))
        return False

    def _wall_theme(self) -> Theme:
        return Theme.load(str(self.workspace.settings.value("stage/theme", "dark")))

    def _light(self, name: str) -> None:
        if self.controller is not None:
            if self.controller.wall_theme.name != name:
                self.controller.displays.other_theme()
        else:
            self.workspace.settings.setValue("stage/theme", name)
        self._dress()

    def _dress(self) -> None:
        self.wall.wear(self._wall_theme())
        self._fit()

    # --- the stage ---

    def open_stage(self) -> None:
        """Open the presenter and the wall for the gathering one works on."""
        self._stands()
        self._open_stage(shown=True)

    def _open_stage(self, *, shown: bool) -> None:
        held = self.workspace.gathering
        if self._is_held_now(held) or held is None:
            return
        self.signs.clear()
        if self.controller is None:
            self.controller = RunController(self.workspace, self)
            self.controller.displays.wanted = shown
            self.controller.closed.connect(self._stage_closed)
            self.controller.displays.arranged.connect(self._note)
            self.workspace.closing.connect(self.controller.close)
            self._opened = LeftOpen(held.id, utc_now())
        self.controller.open(held.id, self.window())

    def _is_held_now(self, held: Gathering | None) -> bool:
        """Whether another gathering is on the wall: one that goes on comes forward, and is not taken down unasked."""
        hand = self.controller
        if hand is None or (held is not None and hand.session.gathering_id == held.id):
            return False
        if not self.workspace.live:
            hand.close()
            return False
        hand.open(hand.session.gathering_id, self.window())
        if hand.presenter is not None and hand.session.context is not None and held is not None:
            told = _("{title} er i gang. Lukk dette vinduet før du viser {other}.")
            hand.presenter.say(told.format(title=hand.session.context.gathering.title, other=held.title))
        return True

    def _resume(self, *, fell: bool) -> None:
        """Nobody closed the stage, so it comes back by itself: nobody should have to find a key just then."""
        left, held = self._bookmark().read(), self.workspace.gathering
        if left is None or held is None or held.id != left.gathering_id:
            return
        self._open_stage(shown=left.shown)
        # Not the bookmark's own method: nobody would hold the bookmark until then.
        QTimer.singleShot(STANDS_MS, self, self._stands)
        if fell and self.controller is not None and self.controller.presenter is not None:
            told = _("Programmet ble avbrutt. Alt er som det var, og klokka har gått hele tida.")
            self.controller.presenter.say(told)

    def _stands(self) -> None:
        self._bookmark().stands()

    def _bookmark(self) -> Bookmark:
        return Bookmark(self.workspace.settings, self.workspace.lane.path)

    def _note(self, _arrangement: object) -> None:
        if self.controller is not None and self._opened is not None:
            self._bookmark().set(replace(self._opened, shown=self.controller.displays.wanted))

    def _machine_ends(self, _session: object) -> None:
        """The machine is going down: what closes now was not closed on purpose (unless nothing came of it)."""
        self._not_on_purpose = True
        QTimer.singleShot(SESSION_ENDS_MS, self, self._went_on)

    def _went_on(self) -> None:
        self._not_on_purpose = False

    def _speak(self) -> None:
        """The rooms are made again in another language; the stage moves over to the new one."""
        if self.controller is not None:
            self._not_on_purpose = True
            self.controller.close()
            workspace = self.workspace
            QTimer.singleShot(0, workspace, lambda: workspace.go(RoomKey.STAGE, ResumeStage(fell=False)))

    def _stage_closed(self) -> None:
        controller, self.controller = self.controller, None
        if controller is not None:
            controller.deleteLater()
        if not self._not_on_purpose:
            self._bookmark().clear()
        window = self.window()
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._stale = True
        if self.isVisible():
            self._dress()
            self._show_screens()
            self._load()


def _is_past(found: _Found) -> bool:
    """Whether the gathering's day is over."""
    held, today = found.context.gathering.held_on, found.rundown.now.astimezone().date()
    return held is not None and held < today
