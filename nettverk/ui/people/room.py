"""Deltakere: the list of people at the gathering, imported, searched, added and put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nettverk.domain.changes import Changes
from nettverk.domain.participants import Participant
from nettverk.domain.registry import Network, ServiceKind, Unit
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, _n, join
from nettverk.services import participants
from nettverk.services.database import Store
from nettverk.services.participant_import import Summary
from nettverk.services.register import register
from nettverk.ui.common.arrivals import Arrival, NewGathering, ShowPerson
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.widgets import (
    EmptyState,
    FlowLayout,
    Heading,
    Mark,
    Note,
    PrimaryButton,
    QuietButton,
    SearchField,
    Segmented,
    bar,
    row,
)
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.people.import_page import ImportPage
from nettverk.ui.people.model import EMAIL, NAME, ROLE, SERVICE, STATUS, UNIT, PeopleModel, PeopleProxy
from nettverk.ui.people.person_sheet import PersonSheet
from nettverk.ui.people.register_page import RegisterPage

_EMPTY, _LIST, _IMPORT, _NO_GATHERING, _REGISTER = range(5)
Known = tuple[str, tuple[Participant, ...], tuple[ServiceKind, ...], tuple[Network, ...]]


class _Table(QTableView):
    """Enter opens, Delete removes.

    Signals:
        edit_asked: Enter was pressed on a row.
        remove_asked: Delete was pressed.
    """

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wide: dict[int, int] = {}
        self.name_width = 0

    def fit(self) -> None:
        """Names keep their room: e-mail, service and role give way first."""
        left = dict(self.wide)
        for column in (EMAIL, SERVICE, ROLE, STATUS):
            hide = sum(left.values()) + self.name_width > self.viewport().width()
            self.setColumnHidden(column, hide)
            if hide:
                left.pop(column, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other columns."""
        self.fit()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by keyboard sees where the arrow keys are."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.show_cursor()

    def show_cursor(self) -> None:
        """Choose the row one is at, or the first, where none is chosen."""
        if self.model() is not None and self.model().rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Two keys are ours."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_asked.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


class PeopleRoom(QWidget):
    """The room Deltakere; a list dropped anywhere in it is read."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setAcceptDrops(True)
        self._sheet: PersonSheet | None = None
        self.model = PeopleModel(lambda: workspace.theme)
        self.proxy = PeopleProxy(self.model)
        self.table = _Table()
        self.import_page = ImportPage(workspace)
        self._stack = QStackedWidget()
        self.register = RegisterPage(workspace)
        for page in (self._empty(), self._page(), self.import_page, self._no_gathering(), self._register_page()):
            self._stack.addWidget(page)
        self.view = Segmented([("list", _("På samlingen")), ("register", _("Registeret"))], _("Vis"))
        self.view.chosen.connect(self.show_view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = row(self.view, None)
        top.setContentsMargins(24, 16, 24, 0)
        outer.addLayout(top)
        outer.addWidget(self._stack)
        self._stack.currentChanged.connect(self._page_changed)
        self.import_page.left.connect(lambda: self.show_view("list"))
        self.import_page.stored.connect(self._imported)
        workspace.gathering_changed.connect(self._other_gathering)
        workspace.theme_changed.connect(self._dress)
        workspace.lane.changed.connect(self._changed)
        self._dress()
        self.refresh()

    # --- building ---

    def _empty(self) -> QWidget:
        state = EmptyState(
            _("Ingen deltakere ennå"),
            _("Slipp påmeldingslista her: Excel-fila fra Microsoft Forms, eller en liste dere har laget selv."),
            _("Velg liste …"),
            self.choose_file,
            icon="file-spreadsheet",
        )
        assert state.button is not None
        self._first_step = state.button
        by_hand = QuietButton(_("Skriv inn en deltaker"), "user-plus")
        by_hand.clicked.connect(self.add_person)
        state.add_action(by_hand)
        return state

    def _no_gathering(self) -> QWidget:
        return EmptyState(
            _("Hvem skal møtes?"),
            _("Deltakerne hører til en samling. Lag samlingen først."),
            _("Ny samling"),
            lambda: self.workspace.go(RoomKey.PLAN, NewGathering()),
            icon="users",
        )

    def _page(self) -> QWidget:
        page = QWidget()
        self.title = Heading("", 3)
        self.search = SearchField(_("Finn navn, enhet eller rolle"))
        self.search.setMinimumWidth(260)
        self.search.textChanged.connect(self.proxy.search)
        self.search.textChanged.connect(lambda _text: self._count())
        self.search.down.connect(self.table.setFocus)
        by_hand = QuietButton(_("Ny deltaker"), "user-plus")
        by_hand.clicked.connect(self.add_person)
        bring = PrimaryButton(_("Hent liste"), "file-spreadsheet")
        bring.clicked.connect(self.choose_file)
        self.services = QWidget()
        self._services_flow = FlowLayout(self.services, gap=16, line_gap=4)
        self.missing = Note("")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addLayout(bar([self.title], [self.search, by_hand, bring]))
        layout.addWidget(self.services)
        layout.addWidget(self.missing)
        layout.addWidget(self.table, 1)
        self._prepare_table()
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.setFocus)
        return page

    def _register_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.addWidget(self.register)
        return page

    def show_view(self, view: str) -> None:
        """Show who is at the gathering, or the whole register."""
        self.view.choose(view)
        if view == "register":
            self._stack.setCurrentIndex(_REGISTER)
            self.register.refresh()
        else:
            self._show_list()
            self.refresh()

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.proxy)
        quiet(table, _("Deltakere"))
        table.setSortingEnabled(True)
        table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.doubleClicked.connect(lambda _index: self.edit_person())
        table.edit_asked.connect(self.edit_person)
        table.remove_asked.connect(self.remove_people)
        insert = QShortcut(QKeySequence(Qt.Key.Key_Insert), self)
        insert.activated.connect(self.add_person)

    def _dress(self) -> None:
        theme = self.workspace.theme
        self.table.verticalHeader().setDefaultSectionSize(theme.px(0) + theme.space(2.5))
        letter = theme.px(0) * 0.56
        widths = {UNIT: 25, SERVICE: 20, ROLE: 20, EMAIL: 27, STATUS: 11}
        self.table.wide = {column: round(letters * letter) for column, letters in widths.items()}
        self.table.name_width = round(26 * letter)
        for column, width in self.table.wide.items():
            self.table.setColumnWidth(column, width)
        self.table.fit()
        self.model.show(self.model.people)

    def _page_changed(self, page: int) -> None:
        first: dict[int, QWidget] = {_LIST: self.table, _EMPTY: self._first_step, _REGISTER: self.register.people}
        self.setFocusProxy(first.get(page, self.import_page))

    # --- reading ---

    def refresh(self) -> None:
        """Read who is on the list."""
        if self.view.value() == "register":
            self.register.refresh()
        gathering = self.workspace.gathering
        if gathering is None:
            if self.view.value() != "register":
                self._stack.setCurrentIndex(_NO_GATHERING)
            return

        def job(store: Store) -> Known:
            return (
                gathering.id, participants.all_(store, gathering.id), register.services(store), register.networks(store)
            )  # fmt: skip

        self.workspace.lane.ask(job, self._arrived, self)

    def _arrived(self, known: Known) -> None:
        gathering_id, people, services, networks = known
        gathering = self.workspace.gathering
        if gathering is None or gathering.id != gathering_id:
            return
        self.model.show(people)
        if self.table.hasFocus():
            self.table.show_cursor()
        if self._stack.currentIndex() not in {_IMPORT, _REGISTER}:
            self._show_list()
        self._count()
        present = Counter(one.service_id for one in people)
        self._services_flow.clear()
        for service in services:
            if present[service.id]:
                self._services_flow.addWidget(_service_count(service, present[service.id]))
        network = next((one for one in networks if one.id == gathering.network_id), None)
        names = {service.id: service.name for service in services}
        absent = [names[one] for one in network.central_services if not present[one]] if network else []
        text = _("{services} hører til i nettverket, men har ingen på lista.").format(services=join(absent))
        self.missing.setText(text if absent else "")
        self.missing.setVisible(bool(absent))

    def _count(self) -> None:
        shown, total = self.proxy.rowCount(), len(self.model.people)
        text = _n("{n} deltaker", "{n} deltakere", total)
        self.title.setText(text if shown == total else _("{shown} av {all}").format(shown=shown, all=text))

    def _changed(self, changes: Changes) -> None:
        known = (
            "participants",
            "people",
            "units",
            "unit_spellings",
            "entries",
            "service_kinds",
            "districts",
            "networks",
        )
        if changes.touches(*known, "network_services"):
            self.refresh()

    def _other_gathering(self) -> None:
        self.view.choose("list")
        self._stack.setCurrentIndex(_LIST)
        self.search.clear()
        self.refresh()

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(_LIST if self.model.people else _EMPTY)

    # --- importing ---

    def choose_file(self) -> None:
        """Ask which list to read."""
        if self.workspace.live:
            self.workspace.say(_("Samlingen er i gang. Slipp lista her, eller skriv inn deltakeren."))
            return
        kinds = _("Lister (*.xlsx *.csv *.txt)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Velg deltakerliste"), "", kinds)
        if name:
            self.open_list(Path(name))

    def open_list(self, path: Path) -> None:
        """Read a list and show how it is understood."""
        if self.workspace.gathering is None:
            self.workspace.say(_("Lag en samling først, så vet lista hvor den hører til."))
            return
        self.view.choose("list")

        def ready() -> None:
            self._stack.setCurrentIndex(_IMPORT)
            self.import_page.setFocus()

        self.import_page.open_file(path, ready)

    def _imported(self, summary: Summary) -> None:
        self._stack.setCurrentIndex(_LIST)
        self.table.setFocus()
        self.refresh()
        words = [
            _n("{n} ny", "{n} nye", summary.new) if summary.new else "",
            _n("{n} oppdatert", "{n} oppdaterte", summary.updated) if summary.updated else "",
            _n("{n} kjent fra før", "{n} kjente fra før", summary.same) if summary.same else "",
            _n("{n} rad hoppet over", "{n} rader hoppet over", len(summary.skipped)) if summary.skipped else "",
        ]
        text = _("Lista er lagt inn: {what}.").format(what=join([word for word in words if word]))
        self.workspace.say(text, _("Angre"), self.workspace.lane.undo)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.open_list(paths[0])

    # --- people ---

    def selected(self) -> list[Participant]:
        """Those chosen in the list."""
        return self.proxy.participants(self.table.selectionModel().selectedRows())

    def add_person(self) -> None:
        """Open the sheet for a new participant."""
        self._open_sheet(None)

    def edit_person(self) -> None:
        """Open the sheet for the one the cursor is on."""
        index = self.table.currentIndex()
        if index.isValid():
            self._open_sheet(self.proxy.participants([index])[0])

    def _open_sheet(self, person: Participant | None) -> None:
        if self.workspace.gathering is None:
            return
        roles = tuple(sorted({one.role for one in self.model.people if one.role}))

        def show(units: tuple[Unit, ...]) -> None:
            if self._sheet is not None:
                self._sheet.deleteLater()
            self._sheet = PersonSheet(self.workspace, self, units, roles, person, self._choose)
            self._sheet.open(self._sheet.given)

        self.workspace.lane.ask(register.units, show, self)

    def _choose(self, participant_id: str) -> None:
        for number, one in enumerate(self.model.people):
            if one.id == participant_id:
                self.table.selectRow(self.proxy.mapFromSource(self.model.index(number, 0)).row())

    def remove_people(self) -> None:
        """Take the chosen off the list; the line at the bottom offers to take it back."""
        chosen = self.selected()
        if not chosen:
            return
        ids = tuple(one.id for one in chosen)
        text = _("{name} er tatt av lista.").format(name=chosen[0].name)
        if len(chosen) > 1:
            text = _n("{n} er tatt av lista.", "{n} er tatt av lista.", len(chosen))
        self.workspace.lane.change(
            lambda store: participants.remove(store, ids),
            lambda _changes: self.workspace.say(text, _("Angre"), self.workspace.lane.undo),
            self,
        )

    # --- the shell ---

    def commands(self) -> list[Command]:
        """What the palette can do here."""
        return [
            Command(
                "people.import",
                _("Hent deltakerliste"),
                self._go(self.choose_file),
                keywords="importer hent inn excel forms csv",
            ),
            Command("people.add", _("Ny deltaker"), self._go(self.add_person), "Ins"),
            Command(
                "people.register",
                _("Registeret: personer, enheter og nettverk"),
                self._go(lambda: self.show_view("register")),
                keywords=_("slå sammen bydel tjeneste"),
            ),
        ]

    def _go(self, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            self.workspace.go(RoomKey.PEOPLE)
            action()

        return run

    def arrive(self, arrival: Arrival) -> None:
        """Come here to one person."""
        match arrival:
            case ShowPerson(person_id=person_id):
                # Asked through the lane: whoever comes here for the first time waits for the list to be read.
                self.workspace.lane.ask(lambda _store: None, lambda _read: self._choose_person(person_id), self)
            case _:
                pass

    def _choose_person(self, person_id: str) -> None:
        for participant in self.model.people:
            if participant.person_id == person_id:
                self._choose(participant.id)

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self


def _service_count(service: ServiceKind, count: int) -> QWidget:
    cell = QWidget()
    label = QLabel(f"{service.name} {count}")
    label.setProperty("kind", "note")
    cell.setLayout(row(Mark(shape=service.shape, token="accent", size=14, filled=False), label, gap=6))
    return cell
