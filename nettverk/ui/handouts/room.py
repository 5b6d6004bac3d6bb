"""Utskrifter: choose a document, see it as it will be on paper, save it or print it; or everything at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import LANGUAGES, _
from nettverk.services import handouts
from nettverk.ui.common.arrivals import Arrival, NewGathering, ShowHandout
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import EmptyState, FlatButton, Heading, PrimaryButton, QuietButton, Rule, Small, row
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.handouts.catalogue import Catalogue, CatalogueList
from nettverk.ui.handouts.deeds import Deeds
from nettverk.ui.handouts.makers import Makers
from nettverk.ui.handouts.pages import PageView

_TABLES = (
    "gatherings",
    "goals",
    "networks",
    "districts",
    "parts",
    "questions",
    "participants",
    "people",
    "units",
    "service_kinds",
    "groupings",
    "group_tables",
    "seats",
    "entries",
)
_PAGES, _MISSING = range(2)


class HandoutsRoom(QWidget):
    """The room Utskrifter."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.makers = Makers(workspace, self)
        self.deeds = Deeds(workspace, self.makers, self)
        self.model = Catalogue(self)
        self.list = CatalogueList(self.model)
        self.view = PageView()
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(500)
        self._later.timeout.connect(self._refresh)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._page())
        self._stack.addWidget(self._no_gathering())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()
        self._dress()
        self.list.setCurrentIndex(self.model.index(1))
        self._other_gathering()

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(lambda _index: self.view.setFocus())
        self.view.turned.connect(self._turned)
        self.makers.read.connect(self._read)
        self.makers.drawn.connect(self._drawn)
        self.workspace.gathering_changed.connect(self._other_gathering)
        self.workspace.lane.changed.connect(self._changed)
        self.workspace.theme_changed.connect(self._dress)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Print), self._print),
            (QKeySequence(QKeySequence.StandardKey.Save), self._save),
        ):
            QShortcut(keys, self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- building ---

    def _no_gathering(self) -> QWidget:
        return EmptyState(
            _("Hva skal på papir?"),
            _("Program, bordskilt, navneskilt og ark lages av samlingen. Lag samlingen først."),
            _("Ny samling"),
            lambda: self.workspace.go(RoomKey.PLAN, NewGathering()),
            icon="printer",
        )

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left())
        layout.addWidget(Rule(upright=True))
        layout.addLayout(self._right(), 1)
        return page

    def _left(self) -> QWidget:
        left = self._side = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(16, 20, 12, 16)
        box.setSpacing(8)
        title = Heading(_("Utskrifter"), 3)
        title.setContentsMargins(8, 0, 0, 0)
        self.pack_button = QuietButton(
            _("Bordpakke …"), "folder-open", tip=_("Alt som skal ligge klart når folk kommer, i én mappe")
        )
        self.pack_button.clicked.connect(self.deeds.save_pack)
        box.addWidget(title)
        box.addWidget(self.list, 1)
        box.addWidget(self.pack_button)
        return left

    def _right(self) -> QVBoxLayout:
        self.title = Heading("", 2)
        self.about = Elided("", self)
        self.about.setProperty("kind", "note")
        self.units = QComboBox()
        self.units.setAccessibleName(_("Enhet"))
        self.units.setMinimumContentsLength(16)
        self.units.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.units.activated.connect(self._unit_chosen)
        self.languages = QComboBox()
        self.languages.setAccessibleName(_("Språk på papiret"))
        self.languages.activated.connect(self._language_chosen)
        for code, name in LANGUAGES.items():
            self.languages.addItem(name, code)
        self.each = QuietButton(_("En fil per enhet …"), "download")
        self.each.clicked.connect(self.deeds.save_each_unit)
        self.print_button = QuietButton(_("Skriv ut …"), "printer", tip=_("Skriv ut i riktig størrelse (Ctrl+P)"))
        self.print_button.clicked.connect(self._print)
        self.save_button = PrimaryButton(_("Lagre som PDF …"), "file-down", tip=_("Lagre som PDF (Ctrl+S)"))
        self.save_button.clicked.connect(self._save)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(24, 20, 24, 12)
        top.setSpacing(8)
        top.addLayout(row(self.title, None, self.print_button, self.save_button))
        line = row(self.about, self.each, self.units, self.languages)
        line.setStretch(0, 1)
        top.addLayout(line)
        box.addLayout(top)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._pages())
        self._sheets.addWidget(QWidget())
        box.addWidget(self._sheets, 1)
        return box

    def _pages(self) -> QWidget:
        pages = QWidget()
        self.smaller = FlatButton("", "zoom-out", tip=_("Mindre sider (−)"))
        self.larger = FlatButton("", "zoom-in", tip=_("Større sider (+)"))
        self.outside = FlatButton(_("Åpne i PDF-leseren"), "external-link")
        self.where = Small("")
        self.smaller.clicked.connect(self.view.zoom_out)
        self.larger.clicked.connect(self.view.zoom_in)
        self.outside.clicked.connect(self._open_outside)
        box = QVBoxLayout(pages)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.view, 1)
        foot = row(self.where, None, self.outside, self.smaller, self.larger)
        foot.setContentsMargins(24, 4, 16, 4)
        box.addLayout(foot)
        return pages

    def _dress(self) -> None:
        """Larger text takes more of the width, but not all it asks for."""
        self._side.setFixedWidth(round(336 * min(1.3, self.workspace.theme.growth)))
        self.list.doItemsLayout()

    # --- what is chosen ---

    @property
    def kind(self) -> str:
        """The kind of document one looks at."""
        return str(self.list.currentIndex().data(Qt.ItemDataRole.UserRole) or "")

    def choose(self, kind: str) -> None:
        """Look at a kind of document."""
        place = self.model.row_of(kind)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.makers.want(self.kind)
        self._show()

    def _unit_chosen(self) -> None:
        self.makers.unit_id = str(self.units.currentData() or "")
        self.makers.refresh()

    def _language_chosen(self) -> None:
        gathering = self.workspace.gathering
        code = str(self.languages.currentData())
        self.makers.language = "" if gathering is not None and code == gathering.language else code
        self.makers.refresh()

    # --- reading ---

    def _other_gathering(self) -> None:
        gathering = self.workspace.gathering
        self._stack.setCurrentIndex(0 if gathering is not None else 1)
        self.makers.forget()
        self.makers.language = ""
        if gathering is not None:
            self.languages.setCurrentIndex(self.languages.findData(gathering.language))
        self.model.show({}, {})
        self._show()
        self._soon(0)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self._soon(500)

    def _soon(self, ms: int) -> None:
        """Refresh after a moment, or when the room is next seen."""
        self._stale = True
        if self.isVisible():
            self._later.start(ms)

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again: catch up."""
        super().showEvent(event)
        self.list.setFocus()
        if self._stale:
            self._later.start(0)

    def _refresh(self) -> None:
        self._stale = False
        gathering = self.workspace.gathering
        if gathering is not None and not self.makers.language:
            self.languages.setCurrentIndex(self.languages.findData(gathering.language))
        self.makers.want(self.kind)
        self.makers.refresh()

    def _read(self) -> None:
        self.units.clear()
        self.units.addItem(_("Alle enheter"), "")
        for unit_id, name in self.makers.units:
            self.units.addItem(name, unit_id)
        self.units.setCurrentIndex(max(0, self.units.findData(self.makers.unit_id)))
        self.pack_button.setEnabled(any(kind in self.makers.drafts for kind in handouts.BEFORE))
        self._count()
        self._show()

    def _drawn(self, kind: str) -> None:
        self._count()
        if kind == self.kind:
            self._show()

    def _count(self) -> None:
        pages = {kind: handout.pages for kind, handout in self.makers.made.items()}
        self.model.show(pages, {kind: one.sentence for kind, one in self.makers.missing.items()})

    # --- showing ---

    def _show(self) -> None:
        kind = self.kind
        draft, made, missing = self.makers.drafts.get(kind), self.makers.made.get(kind), self.makers.missing.get(kind)
        if kind:
            self.title.setText(handouts.kind_name(kind))
            self.about.setText(handouts.kind_about(kind))
        crowded = kind == "unit_pages" and self.workspace.theme.scale > 1.2
        self.about.setVisible(not crowded)  # the list says it too
        for widget in (self.units, self.each):
            widget.setVisible(kind == "unit_pages" and draft is not None)
        for button in (self.save_button, self.print_button, self.outside):
            button.setEnabled(draft is not None)
        if missing is not None:
            self._say_missing(missing.sentence, missing.room)
            return
        self._sheets.setCurrentIndex(_PAGES)
        if made is None:
            self.view.clear()
            self.where.setText(_("Lager sidene …") if draft is not None else "")
        else:
            self.view.show_pdf(made.data, made.title)

    def _say_missing(self, sentence: str, room: RoomKey) -> None:
        first, _dot, step = sentence.partition(". ")
        names = {
            RoomKey.PEOPLE: _("Gå til Deltakere"),
            RoomKey.GROUPS: _("Gå til Grupper"),
            RoomKey.PLAN: _("Gå til Planlegg"),
            RoomKey.REFLECT: _("Gå til Refleksjoner"),
        }
        state = EmptyState(first.rstrip("."), step, names[room], lambda: self.workspace.go(room), icon="printer")
        old = self._sheets.widget(_MISSING)
        if old is not None:
            self._sheets.removeWidget(old)
            old.deleteLater()
        self._sheets.insertWidget(_MISSING, state)
        self._sheets.setCurrentIndex(_MISSING)

    def _turned(self, page: int, pages: int) -> None:
        self.where.setText(_("Side {page} av {pages}").format(page=page, pages=pages) if pages else "")

    # --- from elsewhere ---

    def arrive(self, arrival: Arrival) -> None:
        """Come to a document."""
        match arrival:
            case ShowHandout(kind=kind, unit_id=unit_id):
                if unit_id:
                    self.makers.unit_id = unit_id
                    self._soon(0)
                self.choose(kind)
                self.list.setFocus()
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self

    def commands(self) -> list[Command]:
        """What the palette can reach here."""
        deeds = self.deeds
        words = _("skrive ut alt mappe")
        found = [
            Command("handouts.pack", _("Lagre bordpakke …"), self._here(deeds.save_pack), keywords=words),
            Command("handouts.save", _("Lagre utskriften som PDF …"), self._here(self._save), "Ctrl+S"),
            Command("handouts.print", _("Skriv ut …"), self._here(self._print), "Ctrl+P"),
        ]
        found += [
            Command(f"handouts.{kind}", handouts.kind_name(kind), self._to(kind), keywords=handouts.kind_about(kind))
            for kind in handouts.KINDS
        ]
        return found

    def _save(self) -> None:
        self.deeds.save(self.kind)

    def _print(self) -> None:
        self.deeds.print_(self.kind)

    def _open_outside(self) -> None:
        self.deeds.open_outside(self.kind)

    def _here(self, act: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.workspace.go(RoomKey.HANDOUTS)
            act()

        return run

    def _to(self, kind: str) -> Callable[[], None]:
        return lambda: self.workspace.go(RoomKey.HANDOUTS, ShowHandout(kind))
