"""Gjennomfør: what is left to do, where the wall goes, and the button that opens the stage."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown.events import Restart, Undo
from nettverk.domain.wall.sequence import current
from nettverk.i18n import _
from nettverk.services import stage
from nettverk.services.preparation import Preparation, preparation
from nettverk.ui.common.arrivals import Arrival, OpenStage, ResumeStage, ShowWall
from nettverk.ui.common.height_for_width import HeightForWidthWidget
from nettverk.ui.common.on_stage import OnStage
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import EmptyState, Rule
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.stage.control.run_controller import RunController
from nettverk.ui.stage.displays import wall_theme
from nettverk.ui.stage.preparation.live_stage import LiveStage
from nettverk.ui.stage.preparation.readiness_panel import ReadinessPanel
from nettverk.ui.stage.preparation.screen_choice import ScreenChoice
from nettverk.ui.stage.preparation.wall_panel import WallPanel, wall_width

TABLES = (
    "gatherings", "goals", "networks", "districts", "parts", "sheet_uses", "sheet_versions", "own_methods",
    "participants", "people", "units", "service_kinds", "groupings", "group_tables", "seats", "group_changes",
    "contributions", "slides", "entries", "settings", "municipality_logo", "year_items", "team_members", "cost_lines",
    "partner_requests",
)  # fmt: skip
"""A row in one of these may show on the wall or in the list of what is in order."""
SIDE_BY_SIDE = 860
"""From this width on, in pixels at 100 % text size, the wall stands beside the list instead of below it."""


class PreparationRoom(QWidget):
    """The room «Gjennomfør» of the main window.

    Attributes:
        live: the stage that is opened from here.
        screens: which screen the wall goes on, and ways to try it.
    """

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._stale = True
        self._preparation: Preparation | None = None
        self.live = LiveStage(workspace, self)
        self.live.closed.connect(self._stage_closed)
        self.ready = ReadinessPanel(self.open_stage, workspace.go, self)
        self.ready.anew.connect(self._begin_anew)
        self.wall = WallPanel(wall_theme.remembered(workspace.settings), self)
        self.screens = ScreenChoice(workspace, self.wall, self.live, self)
        self.screens.arranged.connect(self._show_ready)
        self.title, self.lead, self.start = self.ready.title, self.ready.lead, self.ready.start
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
        workspace.gathering_changed.connect(self._gathering_changed)
        workspace.theme_changed.connect(self._dress)
        workspace.lane.changed.connect(self._rows_changed)
        workspace.stage_told.connect(self._stage_told)

    # --- building ---

    def _build(self) -> QWidget:
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
        """Put list and wall side by side where there is room, else the wall below the list."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ready.fit()
        beside = self.width() >= SIDE_BY_SIDE * in_force().growth
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != way:
            self._sides.setDirection(way)
        self._rule.setVisible(beside)
        self.wall.fit(wall_width(self.width()) if beside else min(self.width() - 84, 640))

    def _dress(self) -> None:
        self.screens.dress()
        self._fit()

    # --- coming and going ---

    def showEvent(self, event: QShowEvent) -> None:
        """Screens and rows may have changed since the room was last seen."""
        super().showEvent(event)
        self.screens.look()
        self._load()

    def changeEvent(self, event: QEvent) -> None:
        """The window comes in front again: the day may have gone on since."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the test picture down when the facilitator goes to another room."""
        super().hideEvent(event)
        self.screens.signs.clear()

    def arrive(self, arrival: Arrival) -> None:
        """Open the presenter's window at once, or as it was when the program stopped."""
        match arrival:
            case ResumeStage(fell=fell):
                self.live.resume(fell=fell)
            case OpenStage():
                self.open_stage()
            case ShowWall(ref=ref):
                self.live.show_wall(ref)
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """The room itself is what the shell shows."""
        return self

    @property
    def controller(self) -> RunController | None:
        """The controller of the stage that is open; None where none is."""
        return self.live.controller

    def commands(self) -> list[Command]:
        """Open the stage, try the wall and number the screens, also from the palette."""
        choice = self.screens
        return [
            Command("stage.open", _("Åpne kontrollvinduet"), self.open_stage, "F5", _("start lerret projektor vis")),
            Command("stage.try", _("Prøv lerretet"), choice.try_wall, "", _("projektor prøvebilde test skjerm")),
            Command("stage.sound", _("Prøv lyden"), choice.try_sound, "", _("lyd bjelle høyttaler test")),
            Command(
                "stage.numbers",
                _("Vis nummer på skjermene"),
                choice.show_numbers,
                "",
                _("identifiser skjermer nummer projektor"),
            ),
        ]

    # --- what is shown ---

    def _gathering_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._load()

    def _rows_changed(self, changes: Changes) -> None:
        if changes.touches(*TABLES):
            self._stale = True
            # While the day runs another window lies over this one, and its keys come before what nobody sees.
            if self.isVisible() and (self.controller is None or self.isActiveWindow()):
                self._load()

    def _load(self) -> None:
        gathering = self.workspace.gathering
        self.pages.setCurrentIndex(0 if gathering is None else 1)
        if gathering is None or not self._stale:
            return
        self._stale = False
        gathering_id = gathering.id
        self.workspace.lane.ask(lambda store: preparation(store, gathering_id), self._show, self)

    def _show(self, read: Preparation) -> None:
        self._preparation = read
        self._show_ready()
        if self.controller is not None:
            self.wall.preview.draw_slides_from(partial(self.controller.queue.tray.shelf.page, patience=0.0))
        self.wall.preview.show_wall(current(read.context, read.rundown))

    def _show_ready(self) -> None:
        """The readiness list, with the line about the screens that only this machine knows."""
        if self._preparation is not None:
            context, rundown = self._preparation.context, self._preparation.rundown
            screens = self.screens.checks(context.gathering.held_on, rundown.now.astimezone().date())
            checks = [*self._preparation.checks, *screens]
            self.ready.show_all(context, rundown, checks, past=self._preparation.is_past)
            self._stage_told(self.workspace.on_stage)

    def _stage_told(self, told: OnStage | None) -> None:
        """While the stage is open the room says where the day is now, and offers the way there and nothing else."""
        gathering = self.workspace.gathering
        if told is not None and gathering is not None and gathering.id == self.workspace.staged:
            self.ready.show_stage(told)

    # --- the stage ---

    def open_stage(self) -> None:
        """Open the presenter and the wall for the gathering one works on."""
        self.live.open()

    def _begin_anew(self) -> None:
        """Begin the day anew, because what has been run so far was only a try-out; it can be undone."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        lane, gathering_id = self.workspace.lane, gathering.id

        def restarted(changes: Changes) -> None:
            def take_back() -> None:
                lane.change(lambda store: stage.press(store, gathering_id, Undo(changes.made)))

            self.workspace.say(_("Dagen er nullstilt."), _("Angre"), take_back)

        lane.change(lambda store: stage.press(store, gathering_id, Restart()), restarted, self)

    def _stage_closed(self) -> None:
        window = self.window()
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._stale = True
        if self.isVisible():
            self._dress()
            self.screens.look()
            self._load()
