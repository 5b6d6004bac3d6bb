"""Gjennomfør: is everything ready, where does the wall go, and in we go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.deck import Deck, current
from nettverk.domain.rundown import Rundown
from nettverk.domain.rundown_log import at, fold
from nettverk.i18n import _
from nettverk.services import stage
from nettverk.storage.store import Store
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import EmptyState, Heading, LinkButton, Mark, Note, PrimaryButton, Small, row
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.stage.left_open import Bookmark, LeftOpen
from nettverk.ui.stage.mirroring import is_mirrored
from nettverk.ui.stage.screens import ScreenWatch, arrange, how_to_extend, seen, setup_key
from nettverk.ui.stage.stagehand import Stagehand
from nettverk.ui.stage.wall import WallView

# Long enough for a machine that is going down to have gone.
SESSION_ENDS_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Found:
    """What the room knows of a gathering."""

    deck: Deck
    rundown: Rundown
    checks: tuple[stage.Check, ...]


def _read(store: Store, gathering_id: str) -> _Found:
    now = store.now()
    deck = stage.deck(store, gathering_id, now=now)
    return _Found(
        deck, at(fold(deck.plan, stage.events(store, gathering_id)), now), stage.readiness(store, gathering_id)
    )


class Room(QWidget):
    """The room «Gjennomfør» of the main window."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.stagehand: Stagehand | None = None
        self._watch: ScreenWatch | None = None
        self._stale = True
        self._choices: list[QRadioButton] = []
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
                lambda: workspace.go("plan"),
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
        page = QWidget(self)
        self.title = Heading(_("Klar for samlingen?"), 3, page)
        self.lead = Note("", page)
        self.checks = QVBoxLayout()
        self.checks.setSpacing(10)
        self.start = PrimaryButton(_("Åpne presentasjonsvinduet"), "presentation", page)
        self.start.setMinimumHeight(52)
        self.start.clicked.connect(self.open_stage)
        self.preview = WallView(Theme.load(str(self.workspace.settings.value("stage/theme", "dark"))), page)
        self.preview.mirror(QSize(1920, 1080))
        self.preview.setFixedSize(480, 270)
        self.screen_note = Note("", page)
        self.screens = QVBoxLayout()
        self.screens.setSpacing(6)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.title)
        left.addWidget(self.lead)
        left.addSpacing(8)
        left.addLayout(self.checks)
        left.addSpacing(20)
        left.addLayout(row(self.start, None))
        left.addWidget(
            Small(_("Presentasjonsvinduet åpnes her. Lerretet vises på den andre skjermen."), page, wrap=True)
        )
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(Small(_("Lerretet"), page, strong=True))
        right.addWidget(self.preview)
        right.addWidget(self.screen_note)
        right.addLayout(self.screens)
        right.addStretch(1)
        line = QHBoxLayout(page)
        line.setContentsMargins(32, 28, 32, 28)
        line.setSpacing(48)
        line.addLayout(left, 1)
        rule = QFrame(page)
        rule.setProperty("kind", "rule")
        rule.setFixedWidth(1)
        line.addWidget(rule)
        line.addLayout(right)
        return page

    # --- coming and going ---

    def showEvent(self, event: QShowEvent) -> None:
        """Look when one comes in."""
        super().showEvent(event)
        if self._watch is None:
            self._watch = ScreenWatch(self)
            self._watch.changed.connect(lambda _screens: self._show_screens())
        self._show_screens()
        self._load()

    def arrive(self, **where: object) -> None:
        """``start=True`` opens the presenter at once; ``resume=True`` as it was when everything stopped."""
        if where.get("resume"):
            self._resume()
        elif where.get("start"):
            self.open_stage()

    def commands(self) -> list[Command]:
        """What the palette can do here."""
        return [
            Command(
                "stage.open", _("Åpne presentasjonsvinduet"), self.open_stage, "F5", _("start lerret projektor vis")
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
            if self.isVisible() and self.stagehand is None:
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
        _empty(self.checks)
        for check in found.checks:
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(
                Mark(
                    0, self, shape="circle" if check.fine else "triangle", token="ok" if check.fine else "warn", size=14
                )
            )
            text = QLabel(check.text, self)
            text.setWordWrap(True)
            line.addWidget(text, 1)
            if check.room:
                link = LinkButton(_("Ordne"), parent=self)
                link.setAccessibleName(_("Ordne: {what}").format(what=check.text))
                link.clicked.connect(self._goer(check.room))
                line.addWidget(link)
            holder = QWidget(self)
            line.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(line)
            self.checks.addWidget(holder)
        left = sum(1 for check in found.checks if not check.fine)
        phase = found.rundown.phase
        if phase in {"running", "paused"}:
            now = found.rundown.current
            self.title.setText(_("Samlingen er i gang"))
            self.lead.setText(_("Vi er i {part}.").format(part=now.slot.title) if now else "")
            self.start.setText(_("Fortsett"))
        elif phase == "done" or _is_past(found):
            self.title.setText(_("Samlingen er holdt"))
            self.lead.setText(_("Refleksjoner og Veien videre ligger klare i rommene sine."))
            self.start.setText(_("Åpne presentasjonsvinduet"))
        else:
            self.title.setText(_("Klar for samlingen?") if left else _("Alt er klart"))
            self.lead.setText(_("Dette bør ordnes først. Du kan starte likevel.") if left else _("Lykke til."))
            self.start.setText(_("Åpne presentasjonsvinduet"))
        self.start.setEnabled(bool(found.deck.parts))
        self.preview.show_wall(current(found.deck, found.rundown))

    def _goer(self, room: str) -> object:
        def go(_checked: bool = False) -> None:
            self.workspace.go(room)

        return go

    def _show_screens(self) -> None:
        screens = seen()
        own = self.window().screen()
        control = next((s.key for s in screens if own is not None and s.connector == own.name()), "")
        remembered = str(self.workspace.settings.value(f"stage/screen/{setup_key(screens)}", ""))
        found = arrange(screens, control=control, remembered=remembered, cloned=is_mirrored())
        _empty(self.screens)
        self._choices.clear()
        if found.wall is None:
            said = (
                _("Skjermene er speilet: alle ser det du ser. {how}").format(how=how_to_extend())
                if found.mirrored
                else _("Bare én skjerm er koblet til. Lerretet kan vises her med F5.")
            )
            self.screen_note.setText(said)
            return
        self.screen_note.setText(_("Vises på"))
        for screen in screens:
            if screen == found.control:
                continue
            choice = QRadioButton(screen.label, self)
            choice.setChecked(screen == found.wall)
            choice.toggled.connect(self._chooser(setup_key(screens), screen.key))
            self.screens.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
            self._choices.append(choice)

    def _chooser(self, setup: str, key: str) -> object:
        def choose(on: bool) -> None:
            if on:
                self.workspace.settings.setValue(f"stage/screen/{setup}", key)

        return choose

    def _dress(self) -> None:
        self.preview.set_theme(Theme.load(str(self.workspace.settings.value("stage/theme", "dark"))))

    # --- the stage ---

    def open_stage(self, *, shown: bool = True) -> None:
        """Open the presenter and the wall for the gathering one works on."""
        held = self.workspace.gathering
        if held is None:
            return
        if self.stagehand is None:
            self.stagehand = Stagehand(self.workspace, self)
            self.stagehand.placing.wanted = shown
            self.stagehand.closed.connect(self._stage_closed)
            self.stagehand.placing.arranged.connect(self._note)
            self.workspace.closing.connect(self.stagehand.close)
            self._opened = LeftOpen(held.id, datetime.now(UTC))
        self.stagehand.open(held.id, self.window())

    def _resume(self) -> None:
        """Nobody closed the stage, so it comes back by itself: nobody should have to find a key just then."""
        left, held = self._bookmark().read(), self.workspace.gathering
        if left is None or held is None or held.id != left.gathering_id:
            return
        self.open_stage(shown=left.shown)
        if self.stagehand is not None and self.stagehand.presenter is not None:
            told = _("Programmet ble avbrutt. Alt er som det var, og klokka har gått hele tida.")
            self.stagehand.presenter.say(told)

    def _bookmark(self) -> Bookmark:
        return Bookmark(self.workspace.settings, self.workspace.lane.path)

    def _note(self, _arrangement: object) -> None:
        if self.stagehand is not None and self._opened is not None:
            self._bookmark().set(replace(self._opened, shown=self.stagehand.placing.wanted))

    def _machine_ends(self, _session: object) -> None:
        """The machine is going down: what closes now was not closed on purpose (unless nothing came of it)."""
        self._not_on_purpose = True
        QTimer.singleShot(SESSION_ENDS_MS, self, self._went_on)

    def _went_on(self) -> None:
        self._not_on_purpose = False

    def _speak(self) -> None:
        """The rooms are made again in another language; the stage moves over to the new one."""
        if self.stagehand is not None:
            self._not_on_purpose = True
            self.stagehand.close()
            workspace = self.workspace
            QTimer.singleShot(0, workspace, lambda: workspace.go("stage", resume=True))

    def _stage_closed(self) -> None:
        stagehand, self.stagehand = self.stagehand, None
        if stagehand is not None:
            stagehand.deleteLater()
        if not self._not_on_purpose:
            self._bookmark().clear()
        window = self.window()
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._stale = True
        if self.isVisible():
            self._load()


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _is_past(found: _Found) -> bool:
    """Whether the gathering's day is over."""
    held, today = found.deck.gathering.held_on, found.rundown.now.astimezone().date()
    return held is not None and held < today
