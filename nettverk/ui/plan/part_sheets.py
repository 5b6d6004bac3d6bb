"""The sheets from the library that the chosen part uses, beside its questions: added, moved, taken out, kept new."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from nettverk.domain.plan import Part
from nettverk.domain.sheets.definition import who_name
from nettverk.domain.sheets.traffic_light import is_light
from nettverk.domain.sheets.uses import SheetUse
from nettverk.i18n import _
from nettverk.ui.common.literal import add_action, set_caption, set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton, LinkButton, Note, QuietButton, Small, row

_ID = Qt.ItemDataRole.UserRole


class PartSheets(QWidget):
    """The list under the questions.

    Signals:
        add_wanted: the library is to be chosen from.
        removed, opened, renewed: id of a use: taken out, wanted in the library, brought to the newest version.
        moved: id of a use, and the place among the part's sheets where it is to stand.
        light_wanted: id of a use that is to be run as a traffic light.
    """

    add_wanted = Signal()
    removed = Signal(str)
    opened = Signal(str)
    renewed = Signal(str)
    moved = Signal(str, int)
    light_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uses: tuple[SheetUse, ...] = ()
        self._newer: Mapping[str, int] = {}
        self.list = _List(self)
        caption = Small(_("Ark fra biblioteket"), self, strong=True)
        set_caption(caption, self.list)
        self.list.setAccessibleName(_("Ark fra biblioteket"))
        self.nothing = Note(_("Ingen ennå. Et ark kan stå ved siden av spørsmålene, eller i stedet for dem."), self)
        self.add_button = QuietButton(_("Fra biblioteket …"), "plus", self)
        self.up = FlatButton("", "chevron-up", self, tip=_("Flytt arket opp (Alt+pil)"))
        self.down = FlatButton("", "chevron-down", self, tip=_("Flytt arket ned (Alt+pil)"))
        self.away = FlatButton("", "x", self, tip=_("Fjern arket fra delen (Delete)"))
        self.newer = LinkButton("", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        for widget in (caption, self.list, self.nothing, self.newer):
            column.addWidget(widget)
        column.addLayout(row(self.add_button, None, self.up, self.down, self.away, gap=2))
        self.add_button.clicked.connect(self.add_wanted)
        self.up.clicked.connect(lambda: self._step(-1))
        self.down.clicked.connect(lambda: self._step(1))
        self.away.clicked.connect(self._remove)
        self.newer.clicked.connect(lambda: self.renewed.emit(self._id()))
        self.list.stepped.connect(self._step)
        self.list.remove.connect(self._remove)
        self.list.itemActivated.connect(lambda _item: self.opened.emit(self._id()))
        self.list.currentRowChanged.connect(lambda _row: self._tell())
        self.list.customContextMenuRequested.connect(self._menu)

    def show_part(self, part: Part, newer: Mapping[str, int]) -> None:
        """Show the part's sheets; ``newer`` has the version that a use could be brought to, by its id."""
        before = self._id()
        self._uses = tuple(use for use in part.sheets if not use.simple)
        self._newer = newer
        with QSignalBlocker(self.list):
            self.list.clear()
            for use in self._uses:
                item = QListWidgetItem(f"{use.number} · {use.sheet.title}")
                item.setData(_ID, use.id)
                words = f"{use.sheet.title}. {who_name(use.sheet.who)}"
                set_tip(item, words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                self.list.addItem(item)
            ids = [use.id for use in self._uses]
            if ids:
                self.list.setCurrentRow(ids.index(before) if before in ids else 0)
        self.list.fit()
        self._tell()

    def _tell(self) -> None:
        place, here = self.list.currentRow(), self._id()
        self.list.setVisible(bool(self._uses))
        self.nothing.setVisible(not self._uses)
        for button in (self.up, self.down, self.away):
            button.setVisible(bool(self._uses))
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self._uses) - 1)
        version = self._newer.get(here, 0)
        self.newer.setVisible(bool(version))
        self.newer.setText(_("Bruk versjon {version} av arket").format(version=version) if version else "")

    def _id(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _step(self, step: int) -> None:
        place = self.list.currentRow()
        if self._uses and 0 <= place + step < len(self._uses):
            self.moved.emit(self._uses[place].id, self._uses[place + step].position)

    def _remove(self) -> None:
        if self._id():
            self.removed.emit(self._id())

    def _menu(self, at: QPoint) -> None:
        if not self._id():
            return
        menu = QMenu(self)
        ways: tuple[tuple[str, Callable[[], object]], ...] = (
            *self._light_ways(),
            (_("Se arket i biblioteket"), lambda: self.opened.emit(self._id())),
            (_("Flytt opp"), lambda: self._step(-1)),
            (_("Flytt ned"), lambda: self._step(1)),
            (_("Fjern arket fra delen"), self._remove),
        )
        for text, run in ways:
            add_action(menu, text).triggered.connect(lambda _on=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.mapToGlobal(at))

    def _light_ways(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        id_ = self._id()
        if any(use.id == id_ and is_light(use.sheet) for use in self._uses):
            return ((_("Kjør trafikklyset"), lambda: self.light_wanted.emit(id_)),)
        return ()


class _List(QListWidget):
    """As high as what stands in it.

    Signals:
        stepped: Alt with an arrow.
        remove: Delete.
    """

    stepped = Signal(int)
    remove = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def fit(self) -> None:
        """Take the height of the rows, up to six of them."""
        line = self.sizeHintForRow(0) if self.count() else in_force().px(0) * 2
        self.setFixedHeight(line * min(6, max(1, self.count())) + 6)

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove.emit()
        else:
            super().keyPressEvent(event)
