"""The one main window: the gathering on top, the rooms beside, a calm line below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from nettverk.domain.changes import Undoable
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.ui.common.closing import Closing
from nettverk.ui.common.literal import window_title
from nettverk.ui.common.remembered import window_place
from nettverk.ui.common.room_stack import RoomStack
from nettverk.ui.common.rooms import RoomEntry
from nettverk.ui.common.sidebar import Sidebar
from nettverk.ui.common.tab_walk import walk
from nettverk.ui.common.theme import load_fonts
from nettverk.ui.common.top_line import TopLine
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.ui.common.actions import FieldUndo
    from nettverk.ui.common.arrivals import Arrival

MINIMUM = QSize(800, 560)
FIRST = QSize(1280, 800)
_FRAME = 64
"""Pixels for a title bar and a task bar."""


class Shell(QMainWindow):
    """Makes rooms when they are first needed, and takes the user to them.

    Signals:
        painted: the window has been painted for the first time.
    """

    painted = Signal()

    def __init__(self, workspace: Workspace, rooms: Sequence[RoomEntry]) -> None:
        super().__init__()
        self.workspace = workspace
        self.entries = {room.key: room for room in rooms}
        self.at: RoomKey | None = None
        self._undoable = Undoable()
        self._seen = False
        self._leave = False
        self.closing = Closing(workspace, lambda: self.page, self.close)
        self.setMinimumSize(MINIMUM)
        self._field_undo: FieldUndo | None = None
        self._build()
        self._listen()

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab stops at everything; where what has the focus is about to be gone, Qt asks too, and goes its own way."""
        here = self.focusWidget() if self.isVisible() else None
        if here is None or not here.isVisible():
            return super().focusNextPrevChild(next_)
        return walk(self, here, forward=next_)

    # --- building ---

    def _build(self) -> None:
        """What the first paint shows; the rest comes with ``finish``."""
        self.finished = False
        self.top = TopLine()
        self.side = Sidebar(tuple(self.entries.values()))
        self.stack = RoomStack(self.workspace, self.entries)
        self.page = QWidget()
        self._lines = QVBoxLayout(self.page)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.stack, 1)
        if self.isVisible():
            self.side.fit(self.width())
        self._lines.addWidget(self.top)
        self._lines.addLayout(middle, 1)
        self.setCentralWidget(self.page)
        self._show_gathering()

    def finish(self) -> None:
        """Everything that can wait until the window has been seen: menus, keys, the palette, the calm line."""
        if self.finished:
            return
        from nettverk.ui.common.actions import Actions, FieldUndo
        from nettverk.ui.common.appearance import Appearance
        from nettverk.ui.common.editions import Banner, Editions
        from nettverk.ui.common.files import Files
        from nettverk.ui.common.finder import Finder
        from nettverk.ui.common.lent import Borrowed
        from nettverk.ui.common.menus import menus
        from nettverk.ui.common.palette import Palette
        from nettverk.ui.common.stage_strip import strip_of
        from nettverk.ui.common.start_page import StartPage
        from nettverk.ui.common.status_line import StatusLine
        from nettverk.ui.common.undoing import Undoing
        from nettverk.ui.common.window_sheets import WindowSheets

        self.finished = True
        if self._field_undo is None:  # the first time; a new language only sets new words
            load_fonts()
            self.appearance = Appearance(self.workspace)
            self.files = Files(self.workspace, self)
            self.files.ready.connect(self._ready)
            self.files.trouble.connect(self._trouble)
            self.workspace.lane.hurt.connect(self._hurt)
            self._field_undo = FieldUndo(self)
            self.undoing = Undoing(self.workspace, self.entries, lambda: self.at)
            self.borrowed = Borrowed(self, self)
            QApplication.instance().focusChanged.connect(self._field_undo.follow)  # type: ignore[union-attr]
        self.start = StartPage()
        self.stack.addWidget(self.start)
        self.status = StatusLine(self.workspace.lane)
        self._lines.addWidget(self.status)
        self.workspace.typing.connect(self.status.typing)
        self.workspace.said.connect(self.status.say)
        self.workspace.unsaved.changed.connect(
            lambda: self.status.hold(bool(self.workspace.unsaved.waiting(self.workspace.database)))
        )
        parted = Banner(self.page)
        for line in (strip_of(self.workspace, self.page), parted, self.borrowed.show_line(self.page)):
            self._lines.insertWidget(1, line)
        self.editions = Editions(self.workspace, parted, self.page)
        self.palette_ = Palette(self.page)
        self.sheets = WindowSheets(self.workspace, self.appearance, self.files, self.page, self._entry_here)
        self.finder = Finder(
            self.workspace, self.palette_, tuple(self.entries.values()), self.new_gathering,
            self.sheets.open_overview,
        )  # fmt: skip
        self.actions_ = Actions(self, self.workspace, self.borrowed.allowed(menus(self)))
        self.top.menu_button.setMenu(self.actions_.menu)
        self.top.switch.connect(self.finder.switch)
        self.top.search.connect(self.finder.search)
        self.top.undo.connect(self.undoing.undo)
        self.top.redo.connect(self.undoing.redo)
        self.side.chosen.connect(self.go)
        self.side.settings.connect(self.sheets.open_settings)
        self.side.help.connect(self.sheets.open_manual)
        self._show_undoable(self._undoable)

    def _listen(self) -> None:
        work = self.workspace
        work.went.connect(self.go)
        work.gathering_changed.connect(self._gathering_changed)
        work.gathering_edited.connect(self._show_gathering)
        work.theme_changed.connect(lambda: self.side.fit(self.width()))
        work.language_changed.connect(self._speak)
        work.lane.undoable.connect(self._show_undoable)

    # --- rooms ---

    def go(self, key: RoomKey, arrival: Arrival | None = None) -> None:
        """Go to a room, and to what is to be seen there; a room that this window does not have changes nothing."""
        if key not in self.entries:
            if self.workspace.loan is not None:
                from nettverk.ui.common.lent import nothing_else

                self.workspace.say(nothing_else())
            return
        self._come_forward()
        self.finish()  # whoever goes somewhere before the first paint needs the rest of the window now
        room = self.stack.room(key)
        staying = self._is_staying(room.widget)  # asked first: a page that goes away hands its focus to just anybody
        if key != self.at:
            from nettverk.ui.common.sheet import close_beside

            close_beside(self, self.stack)
        self.at = key
        self.side.show_room(key)
        self.stack.setCurrentWidget(room.widget)
        self.actions_.yield_to(room.widget)
        self.workspace.settings.setValue("room", str(key))  # as text: an enum would be stored as a pickled object
        if not staying:
            room.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if arrival is not None:  # last, so that the room is seen and may take the focus
            room.arrive(arrival)

    def _come_forward(self) -> None:
        """Asked for from the presenter, it must not stay behind it."""
        here = QApplication.activeWindow()
        if self.isVisible() and here is not None and here is not self:
            if self.isMinimized():
                self.showNormal()
            self.raise_()
            self.activateWindow()

    def _is_staying(self, room: QWidget) -> bool:
        """Whether one walks along the sidebar or is in the room already: then the focus is left alone."""
        focused = QApplication.focusWidget()
        return focused is not None and (self.side.isAncestorOf(focused) or room.isAncestorOf(focused))

    def _entry_here(self) -> RoomEntry | None:
        return self.entries[self.at] if self.at is not None else None

    # --- the gathering and the file ---

    def new_gathering(self) -> None:
        """Go to the plan and open the sheet for a new gathering there."""
        from nettverk.ui.common.arrivals import NewGathering

        self.go(RoomKey.PLAN, NewGathering())

    def _gathering_changed(self) -> None:
        self._show_gathering()
        if self.workspace.gathering is not None and self.at is None:
            self._go_to_last_room()

    def _go_to_last_room(self) -> None:
        key = self.stack.last_visited()
        if key is not None:
            self.go(key)

    def _show_gathering(self) -> None:
        gathering = self.workspace.gathering
        self.top.gathering.show_gathering(gathering)
        name = (gathering.title or gathering.theme) if gathering else ""
        self.setWindowTitle(window_title(f"{name} – Nettverk") if name else "Nettverk")

    def _ready(self, has_gatherings: bool) -> None:
        if has_gatherings:
            if self._is_before_rooms():
                self._go_to_last_room()
            return
        from nettverk.ui.common.menus import welcome_ways

        self.start.welcome(welcome_ways(self))
        self._show_start()

    def _trouble(self, path: Path | None, sentence: str) -> None:
        if self.workspace.lane.is_open and not self._is_before_rooms():
            self.workspace.say(sentence)  # another file is open: stay there
            return
        from nettverk.ui.common.menus import trouble_ways

        self.start.trouble(sentence, trouble_ways(self, path))
        self._show_start()

    def _hurt(self, sentence: str) -> None:
        self.workspace.say(sentence, _("Hent tilbake …"), self.sheets.open_restore)

    def _is_before_rooms(self) -> bool:
        return self.stack.currentWidget() in {self.start, self.stack.blank}

    def _show_start(self) -> None:
        self.at = None
        self.actions_.yield_to(None)
        self.side.show_room(None)
        self.stack.setCurrentWidget(self.start)
        self.start.focus()

    # --- words, looks, steps ---

    def _show_undoable(self, state: Undoable) -> None:
        self._undoable = state
        self.top.show_undoable(state)
        self.actions_.show_undoable(state)

    def _speak(self) -> None:
        """Set every word anew: the rooms are made again in the other language."""
        at, settings_open, old_rooms = self.at, self.sheets.settings_open, self.stack
        chosen = self.sheets.settings_focus()
        # The new window is built before the old one goes: without a central widget the main window would jump in size.
        self.actions_.remove(self)
        old = self.takeCentralWidget()
        old_rooms.let_go()
        self._build()
        self.finish()
        if old is not None:
            old.hide()
            old.deleteLater()
        if at:
            self.go(at)
        elif self.workspace.lane.is_open and not self.files.finding:
            self._ready(self.workspace.gathering is not None)
        if settings_open:
            self.sheets.open_settings(chosen)
            # A room that has been read takes the focus; whoever is in the settings goes on there.
            self.workspace.lane.ask(lambda _store: None, lambda _nothing: self.sheets.keep_settings(chosen), self)

    # --- place, painting, leaving ---

    def restore_place(self) -> None:
        """Stand where one stood last time, if that is still on a screen."""
        place = window_place(self.workspace.settings, "window")
        if place is not None and self.restoreGeometry(place):
            return
        screen = self.screen().availableSize() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen))
        # Where the window with its frame would hang out over the edge, it fills the screen instead.
        if screen.width() < FIRST.width() + _FRAME or screen.height() < FIRST.height() + _FRAME:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Signal the first paint, which start-up is measured by."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # Not from inside paintEvent: what comes after the first paint imports and makes windows.
            QTimer.singleShot(0, self, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has a narrow sidebar."""
        super().resizeEvent(event)
        self.side.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed; while a gathering is live, ask calmly first."""
        if self.workspace.live and not self._leave:
            event.ignore()
            self.workspace.say(_("Samlingen er i gang."), _("Avslutt likevel"), self._close_anyway)
            return
        if not self.closing.may_close():
            event.ignore()
            self.finish()
            return
        self.workspace.settings.setValue("window", self.saveGeometry())
        self.workspace.settings.sync()
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._leave = True
        self.close()
