"""Utskrifter: choose a document, see it as it will be on paper, save it or print it; or everything at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.anonymity.outlets import EVERYTHING, Outlet, outlet_of
from nettverk.domain.changes import Changes
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.handouts.document import Moment
from nettverk.services.handouts.registry import PACK, kind_about, kind_name, kinds
from nettverk.ui.common.anonymity_sheet import AnonymityButton
from nettverk.ui.common.arrivals import Arrival, NewGathering, ShowHandout
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.widgets import EmptyState, Rule
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.handouts.actions import HandoutActions
from nettverk.ui.handouts.catalogue import Catalogue, CataloguePanel
from nettverk.ui.handouts.header import CARRIES_WHAT_WAS_SAID, DocumentHeader
from nettverk.ui.handouts.maker import DocumentMaker
from nettverk.ui.handouts.now_and_then import NowAndThen
from nettverk.ui.handouts.page_drawer import PageDrawer
from nettverk.ui.handouts.preview import DocumentPreview

# A row in one of these may stand on paper.
_TABLES = (
    "gatherings",
    "goals",
    "networks",
    "districts",
    "parts",
    "sheet_uses",
    "sheet_versions",
    "own_methods",
    "participants",
    "people",
    "units",
    "service_kinds",
    "groupings",
    "group_tables",
    "seats",
    "entries",
    "contributions",
    "slides",
    "network_services",
    "unit_spellings",
    "municipality_logo",
    "settings",
)
_SETTLED = 500
"""Milliseconds without a change before the documents are read again: whoever types changes something all the time."""


class HandoutsRoom(QWidget):
    """The list of documents at the left, the chosen one at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.maker = DocumentMaker(workspace, self)
        self.model = Catalogue(self)
        self.side = CataloguePanel(self.model)
        self.anonymity = AnonymityButton(workspace, self, lambda: _going_out(self.maker, self.kind))
        going = GoingOut(workspace, self, lambda: self.anonymity.sheet)
        self.actions_ = HandoutActions(workspace, self.maker, self, lambda: self.kind, going)
        self.header = DocumentHeader(self.anonymity)
        self.preview = DocumentPreview(PageDrawer(workspace, self))
        self.extras = NowAndThen(workspace, self, self.actions_, self.preview.more_button)
        self._stale = True
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._documents())
        self._stack.addWidget(self._no_gathering())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()
        self.side.fit(workspace.theme.growth)
        self.side.list.setCurrentIndex(self.model.index(1))
        self._other_gathering()
        self.maker.warm_up()

    def _connect(self) -> None:
        self.side.list.selectionModel().currentChanged.connect(self._chosen)
        self.side.list.activated.connect(lambda _index: self.preview.view.setFocus())
        self.side.pack_wanted.connect(self.actions_.save_pack)
        self.header.save_wanted.connect(self.actions_.save)
        self.header.print_wanted.connect(self.actions_.print_)
        self.header.each_unit_wanted.connect(self.actions_.save_each_unit)
        self.side.home_kit_wanted.connect(self.actions_.save_home_kit)
        self.header.labels_wanted.connect(self.extras.choose_labels)
        self.preview.more_wanted.connect(self.extras.show_menu)
        self.header.unit_chosen.connect(self._unit_chosen)
        self.header.language_chosen.connect(self._language_chosen)
        self.preview.open_wanted.connect(self.actions_.open_outside)
        self.preview.room_wanted.connect(self.workspace.go)
        self.maker.read.connect(self._read)
        self.maker.laid_out.connect(self._laid_out)
        self.workspace.gathering_changed.connect(self._other_gathering)
        self.workspace.lane.changed.connect(self._changed)
        self.workspace.theme_changed.connect(lambda: self.side.fit(self.workspace.theme.growth))
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Print), self.actions_.print_),
            (QKeySequence(QKeySequence.StandardKey.Save), self.actions_.save),
        ):
            QShortcut(keys, self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- building ---

    def _no_gathering(self) -> QWidget:
        return EmptyState(
            _("Hva skal på papir?"),
            _("Program, bordskilt, navneskilt og ark lages ut fra samlingen. Lag samlingen først."),
            _("Ny samling"),
            lambda: self.workspace.go(RoomKey.PLAN, NewGathering()),
            icon="printer",
        )

    def _documents(self) -> QWidget:
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.side)
        layout.addWidget(Rule(upright=True))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.preview, 1)
        layout.addLayout(right, 1)
        return page

    # --- what is chosen ---

    @property
    def kind(self) -> DocumentKind | None:
        """The kind of document one looks at."""
        return self.model.kind_at(self.side.list.currentIndex())

    def choose(self, kind: DocumentKind) -> None:
        """Look at a kind of document; one that is not in the list is passed over."""
        row = self.model.row_of(kind)
        if row >= 0:
            self.side.list.setCurrentIndex(self.model.index(row))

    def _chosen(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.maker.want(self.kind)
        self._show()
        self._look_through()

    def _unit_chosen(self, unit_id: str) -> None:
        self.maker.unit_id = unit_id
        self.maker.refresh()

    def _language_chosen(self, code: str) -> None:
        gathering = self.workspace.gathering
        self.maker.language = "" if gathering is not None and code == gathering.language else code
        self.maker.refresh()

    # --- reading ---

    def _other_gathering(self) -> None:
        gathering = self.workspace.gathering
        self._stack.setCurrentIndex(0 if gathering is not None else 1)
        self.maker.forget()
        self.maker.language = ""
        if gathering is not None:
            self.header.show_language(gathering.language)
        self.model.show({}, {})
        self._show()
        self._soon(0)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self._soon(_SETTLED)

    def _soon(self, ms: int) -> None:
        """Refresh after a moment, or when the room is next seen."""
        self._stale = True
        if self.isVisible():
            self._later.start(ms)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another room was shown."""
        super().showEvent(event)
        self.side.list.setFocus()
        self.maker.watch(on=True)
        if self._stale:
            self._later.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is made for a room that nobody is in."""
        super().hideEvent(event)
        self._stale = self._stale or self._later.isActive()
        self._later.stop()
        self.maker.watch(on=False)

    def _refresh(self) -> None:
        self._stale = False
        self.maker.want(self.kind)
        self.maker.refresh()

    def _read(self) -> None:
        # The lane has answered whoever asked before this, so the gathering is as it is now.
        gathering = self.workspace.gathering
        if gathering is not None and not self.maker.language:
            self.header.show_language(gathering.language)
        self.header.show_units(self.maker.units, self.maker.unit_id)
        self.side.pack_button.setEnabled(any(kind in self.maker.drafts for kind in kinds(Moment.BEFORE)))
        self.side.home_kit_button.setEnabled(DocumentKind.UNIT_PAGES in self.maker.drafts)
        self._count()
        self._show()
        self._look_through()

    def _look_through(self) -> None:
        """Count what may tell who somebody is, while one looks at what is about to be printed."""
        if self.kind in CARRIES_WHAT_WAS_SAID and self.isVisible() and not self.anonymity.sheet.isVisible():
            self.anonymity.count()

    def _laid_out(self, kind: DocumentKind) -> None:
        self._count()
        if kind is self.kind:
            self._show()

    def _count(self) -> None:
        pages = {kind: laid.count for kind, laid in self.maker.laid.items() if laid.whole}
        self.model.show(pages, {kind: missing.sentence for kind, missing in self.maker.missing.items()})

    def _show(self) -> None:
        kind, maker = self.kind, self.maker
        ready = kind in maker.drafts
        self.header.show_kind(kind, ready=ready, large_text=self.workspace.theme.scale > 1.2)
        laid = maker.laid.get(kind) if kind is not None else None
        lacking = laid.unprintable if laid is not None and ready else None
        self.header.show_unprintable(lacking.sentence if lacking is not None else "")
        if kind is not None and kind in maker.missing:
            self.preview.show_missing(maker.missing[kind])
        elif kind is not None and kind in maker.laid:
            self.preview.show_pages(maker.laid[kind])
        else:
            self.preview.show_nothing(coming=ready)

    # --- from elsewhere ---

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self

    def arrive(self, arrival: Arrival) -> None:
        """Choose the document that is asked for, and the unit where it is made for one."""
        match arrival:
            case ShowHandout(kind=kind, unit_id=unit_id):
                if unit_id:
                    self.maker.unit_id = unit_id
                    self._soon(0)
                self.choose(kind)
                self.side.list.setFocus()
            case _:
                pass

    def commands(self) -> list[Command]:
        """What the palette can reach here."""
        words = _("skrive ut alt mappe")
        save_pack = self._here(self.actions_.save_pack)
        return [
            Command("handouts.pack", _("Lagre bordpakke …"), save_pack, keywords=words),
            Command("handouts.home_kit", _("Lagre hjemmepakke …"), self._here(self.actions_.save_home_kit)),
            Command("handouts.save", _("Lagre utskriften som PDF …"), self._here(self.actions_.save), "Ctrl+S"),
            Command("handouts.print", _("Skriv ut …"), self._here(self.actions_.print_), "Ctrl+P"),
            *(replace(command, run=self._here(command.run)) for command in self.extras.commands()),
            *(Command(f"handouts.{kind}", kind_name(kind), self._to(kind), keywords=kind_about(kind)) for kind in PACK),
        ]

    def _here(self, act: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.workspace.go(RoomKey.HANDOUTS)
            act()

        return run

    def _to(self, kind: DocumentKind) -> Callable[[], None]:
        return lambda: self.workspace.go(RoomKey.HANDOUTS, ShowHandout(kind))


def _going_out(maker: DocumentMaker, kind: DocumentKind | None) -> Outlet:
    """The words of the document one looks at."""
    draft = maker.drafts.get(kind) if kind is not None else None
    return EVERYTHING if draft is None else outlet_of(draft.document)
