"""The one main window: the gathering on top, the rooms beside, a calm line below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Undoable
from nettverk.i18n import _
from nettverk.ui.common.actions import Actions, Deed, FieldUndo
from nettverk.ui.common.appearance import Appearance
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.rooms import RoomEntry, room_name
from nettverk.ui.common.sidebar import Sidebar
from nettverk.ui.common.start_page import StartPage, Way
from nettverk.ui.common.status_line import StatusLine
from nettverk.ui.common.top_line import TopLine
from nettverk.ui.common.workspace import Command, Workspace

if TYPE_CHECKING:
    from nettverk.ui.common.finder import Finder

MINIMUM = QSize(800, 560)
FIRST = QSize(1280, 800)


class Shell(QMainWindow):
    """Makes rooms when they are first needed, and takes the user to them.

    Signals:
        painted: the window has been painted for the first time.
    """

    painted = Signal()

    def __init__(self, workspace: Workspace, appearance: Appearance, files: Files, rooms: Sequence[RoomEntry]) -> None:
        super().__init__()
        self.workspace, self.appearance, self.files = workspace, appearance, files
        self.entries = {room.key: room for room in rooms}
        self.rooms: dict[str, QWidget] = {}
        self.at = ""
        self._undoable = Undoable()
        self._seen = False
        self._leave = False
        self.setMinimumSize(MINIMUM)
        self._field_undo = FieldUndo(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._field_undo.follow)
        self._build()
        self._listen()

    # --- building ---

    def _build(self) -> None:
        from nettverk.ui.common.palette import Palette

        self.top = TopLine()
        self.side = Sidebar(tuple(self.entries.values()))
        self.stack = QStackedWidget()
        self.start = StartPage()
        self.blank = QWidget()
        self.stack.addWidget(self.blank)
        self.stack.addWidget(self.start)
        self.status = StatusLine(self.workspace.lane)
        central = QWidget()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self.stack, 1)
        outer = QVBoxLayout(central)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        self.page = central
        self.setCentralWidget(central)
        self.palette_ = Palette(central)
        self.actions_ = Actions(self, self.workspace, self._menus())
        self.top.menu_button.setMenu(self.actions_.menu)
        self.top.switch.connect(self.switch_gathering)
        self.top.search.connect(self.search)
        self.top.undo.connect(self.workspace.lane.undo)
        self.top.redo.connect(self.workspace.lane.redo)
        self.side.chosen.connect(self.go)
        self.side.settings.connect(self.open_settings)
        self.side.help.connect(self.open_help)
        self._settings_sheet: QWidget | None = None
        self._help_sheet: QWidget | None = None
        self._show_gathering()
        self._show_undoable(self._undoable)

    def _listen(self) -> None:
        work = self.workspace
        work.went.connect(self.go)
        work.said.connect(self._said)
        work.gathering_changed.connect(self._gathering_changed)
        work.gathering_edited.connect(self._show_gathering)
        work.language_changed.connect(self._speak)
        work.theme_changed.connect(self._dress)
        work.lane.undoable.connect(self._show_undoable)
        self.files.ready.connect(self._ready)
        self.files.trouble.connect(self._trouble)

    def _menus(self) -> Sequence[tuple[str, Sequence[Deed | None]]]:
        work, files, look = self.workspace, self.files, self.appearance
        rooms = [
            Deed(f"room.{key}", room_name(key), self._goer(key), (f"Ctrl+{number}",))
            for number, key in enumerate(self.entries, start=1)
        ]
        return (
            (_("Fil"), (
                Deed("new", _("Ny samling"), self.new_gathering, ("Ctrl+N",), _("lag opprett")),
                Deed("switch", _("Bytt samling"), self.switch_gathering, ("Ctrl+G",)),
                None,
                Deed("open", _("Åpne en database …"), guarded(work, files.choose), ("Ctrl+O",)),
                Deed("make", _("Ny database …"), guarded(work, files.make)),
                Deed("sample", _("Åpne eksempelet"), files.open_sample, (), _("prøv demo")),
                Deed("own", _("Åpne min egen database"), files.open_default),
                Deed("backup", _("Ta sikkerhetskopi …"), guarded(work, files.back_up), (), _("kopier")),
                None,
                Deed("settings", _("Innstillinger"), self.open_settings, ("Ctrl+,",), _("språk tekst utseende")),
                Deed("quit", _("Avslutt"), self.close, ("Ctrl+Q",)),
            )),
            (_("Rediger"), (
                Deed("undo", _("Angre"), work.lane.undo, ("Ctrl+Z",)),
                Deed("redo", _("Gjør om"), work.lane.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
                None,
                Deed("search", _("Søk, eller gjør noe"), self.search, ("Ctrl+K",)),
            )),
            (_("Vis"), (
                *rooms,
                None,
                Deed("larger", _("Større tekst"), lambda: look.step_scale(1), ("Ctrl++", "Ctrl+=")),
                Deed("smaller", _("Mindre tekst"), lambda: look.step_scale(-1), ("Ctrl+-",)),
                Deed("normal", _("Vanlig tekststørrelse"), lambda: look.step_scale(0), ("Ctrl+0",)),
                Deed("look", _("Bytt mellom lyst og mørkt"), self._other_look, (), _("tema dag natt")),
            )),
            (_("Hjelp"), (
                Deed("help", _("Hjelp og snarveier"), self.open_help, ("F1", "?"), _("taster om lisens")),
                Deed("menu", _("Meny"), self.top.menu_button.showMenu, ("F10",)),
            )),
        )  # fmt: skip

    def _goer(self, key: str) -> Callable[[], None]:
        return lambda: self.go(key)

    # --- rooms ---

    def go(self, key: str, where: Mapping[str, object] | None = None) -> None:
        """Go to a room and to a place in it; an unknown room changes nothing."""
        if key not in self.entries:
            return
        room = self.room(key)
        self.at = key
        self.side.show_room(key)
        self.stack.setCurrentWidget(room)
        self.workspace.settings.setValue("room", key)
        if where and hasattr(room, "arrive"):
            room.arrive(**where)

    def room(self, key: str) -> QWidget:
        """The room, made the first time."""
        if key not in self.rooms:
            room = self.entries[key].make(self.workspace)
            self.rooms[key] = room
            self.stack.addWidget(room)
            if hasattr(room, "commands"):
                self.workspace.commands.add(*room.commands())
        return self.rooms[key]

    def warm(self) -> None:
        """Make one room that is not made yet, and come back for the next: later visits are at once."""
        left = [key for key in self.entries if key not in self.rooms]
        if left and self.isVisible():
            self.room(left[0])
            QTimer.singleShot(120, self, self.warm)

    # --- the gathering and the file ---

    def new_gathering(self) -> None:
        """Begin a new gathering."""
        self.go("plan", {"new": True})

    def switch_gathering(self) -> None:
        """Open the switcher."""
        self._finder().switch(self.new_gathering)

    def search(self) -> None:
        """Open the palette."""
        self._finder().search()

    def _finder(self) -> Finder:
        from nettverk.ui.common.finder import Finder

        return Finder(self.workspace, self.palette_, tuple(self.entries.values()))

    def _gathering_changed(self) -> None:
        self._show_gathering()
        if self.workspace.gathering is not None and not self.at:
            self.go(self._last_room())

    def _last_room(self) -> str:
        last = str(self.workspace.settings.value("room", ""))
        return last if last in self.entries else next(iter(self.entries), "")

    def _show_gathering(self) -> None:
        gathering = self.workspace.gathering
        self.top.gathering.show_gathering(gathering)
        name = (gathering.title or gathering.theme) if gathering else ""
        self.setWindowTitle(f"{name} – Nettverk" if name else "Nettverk")

    def _ready(self, has_gatherings: bool) -> None:
        if has_gatherings:
            if self.stack.currentWidget() in {self.start, self.blank}:
                self.go(self._last_room())
            return
        ways = [
            Way("wand-sparkles", _("Prøv med eksempel"),
                _("En oppdiktet kommune med samlinger, deltakere og refleksjoner. Ligger i sin egen fil."),
                self.files.open_sample, primary=True),
            Way("plus", _("Ny samling"), _("Velg en mal, så er dagen nesten ferdig planlagt."), self.new_gathering),
            Way("folder-open", _("Åpne en database"), _("Fra en annen maskin, en minnepinne eller en fellesmappe."),
                guarded(self.workspace, self.files.choose)),
        ]  # fmt: skip
        if self.files.on_sample:
            ways = ways[1:]
        self.start.welcome(ways)
        self._show_start()

    def _trouble(self, path: Path | None, sentence: str) -> None:
        if self.workspace.lane.is_open and self.stack.currentWidget() not in {self.start, self.blank}:
            self.workspace.say(sentence)  # another file is open: stay there
            return
        guard = self.workspace
        self.start.trouble(
            sentence,
            [
                Way("refresh-cw", _("Prøv igjen"), str(path or ""), lambda: self.files.open(path) if path else None,
                    primary=True),
                Way("history", _("Hent en sikkerhetskopi"), _("Åpner en kopi av den. Begge filene blir som de er."),
                    guarded(guard, lambda: self.files.restore(path))),
                Way("folder-open", _("Åpne en annen database"), _("Velg en fil."), guarded(guard, self.files.choose)),
                Way("database", _("Lag en ny"), _("Begynn med en tom database i en egen fil."),
                    guarded(guard, self.files.make)),
            ],
        )  # fmt: skip
        self._show_start()

    def _show_start(self) -> None:
        self.at = ""
        self.side.show_room("")
        self.stack.setCurrentWidget(self.start)
        self.start.focus()

    # --- sheets ---

    def open_settings(self) -> None:
        """Show the settings."""
        from nettverk.ui.common.settings_sheet import SettingsSheet

        if not isinstance(self._settings_sheet, SettingsSheet):
            self._settings_sheet = SettingsSheet(self.workspace, self.appearance, self.files, self.page)
        self._settings_sheet.open()

    def open_help(self) -> None:
        """Show the keys and the version."""
        from nettverk.ui.common.help_sheet import HelpSheet

        if not isinstance(self._help_sheet, HelpSheet):
            self._help_sheet = HelpSheet(self.page)
        everywhere, here = self._keys()
        name = room_name(self.at) if self.at else ""
        self._help_sheet.show_keys([(name, here), (_("Overalt"), everywhere)])
        self._help_sheet.open()

    def _keys(self) -> tuple[list[Command], list[Command]]:
        keyed = [command for command in self.workspace.commands.all_() if command.shortcut]
        everywhere = [command for command in keyed if command.key.startswith("shell.")]
        here = [command for command in keyed if self.at and command.key.startswith(f"{self.at}.")]
        return everywhere, here

    # --- words, looks, steps ---

    def _said(self, text: str, action_text: str, action: Callable[[], object] | None) -> None:
        self.status.say(text, action_text, action)

    def _other_look(self) -> None:
        self.appearance.choose_look("light" if self.workspace.theme.dark else "dark")

    def _show_undoable(self, state: Undoable) -> None:
        self._undoable = state
        self.top.show_undoable(state)
        self.actions_.show_undoable(state)

    def _dress(self) -> None:
        if self.stack.currentWidget() is self.start:
            self.start.updateGeometry()

    def _speak(self) -> None:
        """Set every word anew: the rooms are made again in the other language."""
        at, settings_open = self.at, self._settings_sheet is not None and self._settings_sheet.isVisible()
        for key in self.entries:
            self.workspace.commands.remove(f"{key}.")
        self.actions_.remove(self)
        rooms, self.rooms = self.rooms, {}
        old = self.takeCentralWidget()
        self._build()
        for room in rooms.values():
            room.deleteLater()
        if old is not None:
            old.hide()
            old.deleteLater()
        if at:
            self.go(at)
        elif self.workspace.lane.is_open:
            self._ready(self.workspace.gathering is not None)
        if settings_open:
            self.open_settings()

    # --- place, painting, leaving ---

    def restore_place(self) -> None:
        """Stand where one stood last time, if that is still on a screen."""
        place = self.workspace.settings.value("window")
        if isinstance(place, QByteArray) and self.restoreGeometry(place):
            return
        screen = self.screen().availableSize() if self.screen() is not None else FIRST
        self.resize(FIRST.boundedTo(screen))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell about the first time."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed; while a gathering is live, ask calmly first."""
        if self.workspace.live and not self._leave:
            event.ignore()
            self.workspace.say(_("Samlingen er i gang."), _("Avslutt likevel"), self._close_anyway)
            return
        self.workspace.settings.setValue("window", self.saveGeometry())
        self.workspace.closing.emit()
        self.workspace.settings.sync()
        super().closeEvent(event)

    def _close_anyway(self) -> None:
        self._leave = True
        self.close()
