"""Bibliotek: find a sheet, see its four faces at once, use it, print it, and make it one's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.domain.sheets.fields import empty_labels
from nettverk.domain.sheets.library import Shelved
from nettverk.domain.sheets.raw import raw_of
from nettverk.domain.typed import TypedSheetText
from nettverk.i18n import _, language
from nettverk.services.database import Store
from nettverk.services.sheets import stored
from nettverk.ui.common.arrivals import Arrival, Search, ShowLibrarySheet
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.room_keys import bind_keys
from nettverk.ui.common.widgets import EmptyState, Rule
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.library.actions import LibraryActions
from nettverk.ui.library.dropping import FileDrop
from nettverk.ui.library.editor import SheetEditor
from nettverk.ui.library.faces import FourFaces
from nettverk.ui.library.head import SheetHead
from nettverk.ui.library.methods import MethodDesk, MethodPicture
from nettverk.ui.library.offers import COPY, EDIT, FIND, PRINT, commands_of, menu_of
from nettverk.ui.library.pictures import WallPicture
from nettverk.ui.library.reading import Known, ShelfReader
from nettverk.ui.library.sheet_foot import SheetFoot
from nettverk.ui.library.shelf import Shelf

_TABLES = ("sheet_versions", "sheet_uses", "own_methods")
_SHELF, _EDITOR = range(2)
_SHEET, _NOTHING, _METHOD = range(3)


class LibraryRoom(QWidget):
    """The shelf (or the editor) at the left, the chosen sheet with its faces at the right."""

    def __init__(
        self, workspace: Workspace, wall: WallPicture, method_wall: MethodPicture, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.autosave = Autosave.of(workspace, RoomKey.LIBRARY)
        self.sheet: SheetDefinition | None = None
        self._shelved: dict[str, Shelved] = {}
        self._stale = False
        self._wanted = ""  # a sheet that is to be chosen as soon as it has been read
        self._edit_wanted = False
        self.shelf = Shelf(self)
        self._editor: SheetEditor | None = None  # made when somebody edits: most only look
        self.head = SheetHead()
        self.faces = FourFaces(workspace, wall)
        self.foot = SheetFoot(workspace, self)
        self.actions_ = LibraryActions(workspace, self)
        self.methods = MethodDesk(workspace, self.autosave, method_wall, self)
        self._reader = ShelfReader(workspace, self)
        self._reader.arrived.connect(self._arrived)
        self._lay_out()
        self._connect()
        FileDrop(self).dropped.connect(self.actions_.bring_in_file)
        HandsFocus(self, self.shelf.list)
        self.refresh()

    # --- building ---

    def _lay_out(self) -> None:
        self._left = QStackedWidget()
        self._left.addWidget(self.shelf)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(16, 20, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(_scrolled(self.faces, self.foot), 1)
        self._right = QStackedWidget()
        self._right.addWidget(right)
        self._right.addWidget(
            EmptyState(_("Ingen ark her"), _("Søk etter noe annet, eller vis alle arkene."), icon="file-text")
        )
        self._right.addWidget(self.methods.page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._right, 1)

    def _connect(self) -> None:
        work, shelf, head, act = self.workspace, self.shelf, self.head, self.actions_
        shelf.chosen.connect(self._choose)
        shelf.used.connect(self._with(act.use, self.methods.use))
        shelf.menu_wanted.connect(self._menu)
        shelf.new_wanted.connect(act.new)
        shelf.bring_in_wanted.connect(act.bring_in)
        head.use_wanted.connect(self._with(act.use))
        head.print_wanted.connect(self._with(act.print_))
        head.copy_wanted.connect(self._with(act.copy))
        head.edit_wanted.connect(self.edit)
        head.versions_wanted.connect(self._with(act.show_versions))
        head.more_wanted.connect(lambda: self._menu(head.more_button.mapToGlobal(head.more_button.rect().bottomLeft())))
        act.made.connect(self.show_made)
        self.methods.made.connect(lambda method_id: self.show_made(method_id, edit=True))
        act.editing_wanted.connect(lambda sheet_id: self.show_made(sheet_id, edit=True))
        work.lane.changed.connect(lambda changes: self.refresh() if changes.touches(*_TABLES) else None)
        work.lane.opened.connect(lambda _path: self.refresh())
        # Once more when the letters have been dressed: until then the widgets ask for the room of the old ones.
        work.theme_changed.connect(self._fit)
        work.theme_changed.connect(lambda: QTimer.singleShot(0, self, self._fit))
        bind_keys(self, (
            (FIND, self._find), (EDIT, self.edit), (PRINT, self._with(act.print_)),
            (COPY, self._with(act.copy, self.methods.copy)),
        ))  # fmt: skip

    def _with(
        self, act: Callable[[SheetDefinition], object], method: Callable[[], object] | None = None
    ) -> Callable[[], None]:
        """Does something with the sheet that is chosen, or with the way of working."""

        def run() -> None:
            if self.sheet is not None:
                act(self.sheet)
            elif method is not None:
                method()

        return run

    # --- reading ---

    def refresh(self) -> None:
        """Read the shelf as it is stored now, or when the room is next seen."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        self._reader.read()

    def _arrived(self, known: Known) -> None:
        self._shelved = {sheet.id: sheet for sheet in known.sheets}
        self.methods.know(known.methods)
        wanted, self._wanted = self._wanted, ""
        self.shelf.show_sheets(known.sheets, wanted)
        if self.sheet is not None and self.sheet.id not in self._shelved:
            self.stop_editing()

    def _choose(self, sheet_id: str) -> None:
        known = self._shelved.get(sheet_id)
        method = known is not None and known.method
        self._right.setCurrentIndex(_METHOD if method else _SHEET if sheet_id else _NOTHING)
        self.methods.show(sheet_id if method else "")
        if method or not sheet_id:
            self.stop_editing()
            self.sheet = None
            if method and self._edit_wanted:
                self._edit_wanted = False
                self.methods.edit()
            return
        spoken = language()

        def read(store: Store) -> SheetDefinition | None:
            return stored.newest(store, sheet_id, spoken)

        self.workspace.lane.ask(read, lambda sheet: self._show(sheet_id, sheet), self)

    def _show(self, asked: str, sheet: SheetDefinition | None) -> None:
        if sheet is None or asked != self.shelf.chosen_id:
            return  # one has gone on to another sheet meanwhile
        known = self._shelved.get(asked)
        if self.autosave.holds(asked):
            return  # what is typed is newer than what is stored
        if self.is_editing and self.sheet is not None and self.sheet.id != asked:
            self.stop_editing()
        self.sheet = sheet
        self.head.show_sheet(sheet, known.versions if known else 1, known.used if known else 0)
        self.foot.show_sheet(sheet)
        self.faces.show_sheet(sheet)
        if self._edit_wanted:
            self.edit()
        elif self.is_editing:
            self.editor.show_sheet(sheet)

    # --- editing ---

    @property
    def editor(self) -> SheetEditor:
        """The form of an own sheet, made the first time it is needed."""
        if self._editor is None:
            self._editor = SheetEditor(self.autosave)
            self._editor.changed.connect(self._typed)
            self._editor.done.connect(self.stop_editing)
            self._left.addWidget(self._editor)
        return self._editor

    @property
    def is_editing(self) -> bool:
        """Whether the editor stands where the shelf was."""
        return self._left.currentIndex() == _EDITOR

    def edit(self) -> None:
        """Edit the chosen sheet; one that ships is made one's own first."""
        sheet = self.sheet
        if sheet is None:
            self.methods.edit()
            return
        if not sheet.own:
            self.actions_.copy(sheet)
            return
        self._edit_wanted = False
        self.editor.show_sheet(sheet)
        self._left.setCurrentIndex(_EDITOR)
        self._fit()
        self.editor.begin()

    def stop_editing(self) -> None:
        """Store what is typed, and show the shelf again."""
        if not self.is_editing:
            return
        self.editor.flush()
        self.autosave.flush()
        self._left.setCurrentIndex(_SHELF)
        self._fit()
        self.shelf.take_focus()

    def _typed(self, sheet: SheetDefinition, field: str) -> None:
        """The faces follow at once; what cannot be a sheet yet stays in the editor, and is said there."""
        import json

        self.sheet = sheet
        self.editor.complain(_lacks(sheet))
        self.faces.show_sheet(sheet, typing=True)
        known = self._shelved.get(sheet.id)
        self.head.show_sheet(sheet, known.versions if known else 1, known.used if known else 0)
        if not _lacks(sheet):
            text = json.dumps(raw_of(sheet), ensure_ascii=False, separators=(",", ":"))
            self.autosave.note(sheet.id, TypedSheetText(sheet.id, field, text))

    def show_made(self, sheet_id: str, *, edit: bool = False) -> None:
        """Go to a sheet that has just come, as soon as it has been read; and on to edit it."""
        self._wanted, self._edit_wanted = sheet_id, edit
        self.refresh()

    # --- the rest ---

    def _menu(self, at: QPoint) -> None:
        if self.sheet is not None:
            menu = menu_of(self.actions_, self.sheet, self.edit, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(at)
        else:
            self.methods.menu(at)

    def _find(self) -> None:
        self.stop_editing()
        self.shelf.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.shelf.search.selectAll()

    def _fit(self) -> None:
        theme = self.workspace.theme
        wanted = round((400 if self.is_editing else 300) * min(1.5, theme.growth))
        shown: QWidget = self.editor if self.is_editing else self.shelf
        least = max(240, shown.minimumSizeHint().width())
        self._left.setFixedWidth(max(least, min(wanted, round(self.width() * 0.42))))
        self.faces.fit(self.width() - self._left.width() - 48)
        self.methods.page.fit(self.width() - self._left.width() - 48)
        self.shelf.list.doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The faces get most of the room."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._stale:
            self.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.shelf.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the editing; Delete takes an own sheet away where one is in the list."""
        if event.key() == Qt.Key.Key_Escape and self.is_editing:
            self.stop_editing()
        elif event.key() == Qt.Key.Key_Delete and self.shelf.list.hasFocus():
            self._with(self.actions_.remove, self.methods.remove)()
        else:
            super().keyPressEvent(event)

    # --- the shell ---

    def commands(self) -> list[Command]:
        """What the palette can do with the sheets."""
        return commands_of(self.workspace, self.actions_, self._find, self._with)

    def arrive(self, arrival: Arrival) -> None:
        """Go to a sheet, or to what is searched for."""
        match arrival:
            case ShowLibrarySheet(sheet_id=sheet_id):
                self.stop_editing()
                self.show_made(sheet_id)
            case Search(text=text):
                self._find()
                self.shelf.search.setText(text)
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self


def _scrolled(*parts: QWidget) -> QScrollArea:
    """Where there is no room for four faces at once, and what stands below them, one scrolls."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for place, part in enumerate(parts):
        column.addWidget(part, 0 if place else 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    for widget in (area.viewport(), page):
        widget.setAutoFillBackground(False)
    return area


def _lacks(sheet: SheetDefinition) -> str:
    """What a sheet needs before it can be kept; empty where it is whole."""
    if not sheet.title.strip():
        return _("Arket trenger en tittel. Det du skriver, lagres når den er der.")
    for place, block in enumerate(sheet.blocks, start=1):
        if not block.prompt.strip():
            return _("Del {number} trenger et spørsmål eller en overskrift.").format(number=place)
        if any(empty_labels(block)):
            return _("Noe i del {number} er tomt. Skriv noe, eller fjern punktet.").format(number=place)
    return ""
