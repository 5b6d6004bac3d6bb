"""Deltakere: the list of people at the gathering, imported, searched, added and put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.data_tables import TableKind
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.registry import Network, ServiceKind
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, _n, join
from nettverk.services import kitchen, participants
from nettverk.services.database import Store
from nettverk.services.participant_import import Summary
from nettverk.services.register import register
from nettverk.services.sharing import contests_here
from nettverk.ui.common import remembered
from nettverk.ui.common.arrivals import Arrival, NewGathering, ShowPerson
from nettverk.ui.common.contests_beside import ContestsButton
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.home_sheet import dropped_files
from nettverk.ui.common.laid_out_once import laid_out_after
from nettverk.ui.common.widgets import EmptyState, QuietButton, Segmented, row
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.people.answers_sheet import AnswersSheet
from nettverk.ui.people.bring_sheet import BringSheet
from nettverk.ui.people.import_page import ImportPage
from nettverk.ui.people.list_page import ListPage
from nettverk.ui.people.participant_menu import PeopleDesk, mark_people, show_menu
from nettverk.ui.people.participant_sheets import ParticipantSheets
from nettverk.ui.people.register_page import RegisterPage

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest

_LISTS = "lists/folder"
_EMPTY, _LIST, _IMPORT, _NO_GATHERING, _REGISTER = range(5)
_TABLES = (
    "participants", "people", "units", "unit_spellings", "entries", "service_kinds", "districts", "networks",
    "network_services", "network_roles", "gatherings", "not_same", "choices",
)  # fmt: skip


class View(StrEnum):
    """What one looks at: the gathering's list, or the register behind it."""

    LIST = "list"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the room reads: who comes, the services and networks they are counted by, and what two machines wrote
    differently of them."""

    people: tuple[Participant, ...]
    services: tuple[ServiceKind, ...]
    networks: tuple[Network, ...]
    contests: tuple[Contest, ...]


def _read(store: Store, gathering_id: str) -> _Known:
    return _Known(
        participants.all_(store, gathering_id),
        register.services(store),
        register.networks(store),
        contests_here.of_people(store, gathering_id),
    )


class PeopleRoom(QWidget):
    """The gathering's list and the register; a list dropped anywhere in the room is read."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.setAcceptDrops(True)
        self._stack = QStackedWidget(self)
        self.list_page = ListPage(lambda: workspace.theme, self._stack)
        self.list_page.bind_keys(self)
        self.list_page.out.clicked.connect(
            lambda: workspace.export_wanted.emit((TableKind.PARTICIPANTS, TableKind.SEATING, TableKind.ATTENDANCE))
        )
        self.contests = ContestsButton(workspace, self.list_page)
        self.list_page.notices.addWidget(self.contests, alignment=Qt.AlignmentFlag.AlignLeft)
        self.sheets = ParticipantSheets(workspace, self, self.list_page)
        self.import_page = ImportPage(workspace, self._stack)
        register_page = QWidget(self._stack)
        self.register = RegisterPage(workspace, register_page)
        # In the order of the page numbers above.
        for page in (self._empty(), self.list_page, self.import_page, _no_gathering(workspace), register_page):
            self._stack.addWidget(page)
        _pad(register_page, self.register)
        self.view = Segmented([(View.LIST, _("På samlingen")), (View.REGISTER, _("Registeret"))], _("Vis"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = row(self.view, None)
        top.setContentsMargins(24, 16, 24, 0)
        outer.addLayout(top)
        outer.addWidget(self._stack)
        self.reader = GatheringReader(
            workspace,
            read=_read,
            show=laid_out_after(self.list_page, self._show),
            show_none=self._show_none,
            tables=_TABLES,
            room=self,
        )
        self._listen()
        self.list_page.dress()
        self.refresh()

    def _listen(self) -> None:
        page, workspace = self.list_page, self.workspace
        desk = PeopleDesk(workspace, self, page, self.edit_person, self.remove_people)
        self.view.chosen.connect(lambda key: self.show_view(View(key)))
        self._stack.currentChanged.connect(self._page_changed)
        page.add_wanted.connect(self.add_person)
        page.import_wanted.connect(self.choose_file)
        page.edit_wanted.connect(self.edit_person)
        page.remove_wanted.connect(self.remove_people)
        page.marked.connect(partial(mark_people, desk))
        page.bring_wanted.connect(lambda: BringSheet.show_for(workspace, self))
        page.answers_wanted.connect(lambda: AnswersSheet.show_for(workspace, self))
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), page.table)
        paste.setContext(Qt.ShortcutContext.WidgetShortcut)
        paste.activated.connect(partial(paste_list, self))
        page.table.menu_wanted.connect(partial(show_menu, desk))
        self.import_page.left.connect(self._leave_import)
        self.import_page.stored.connect(self._imported)
        workspace.gathering_changed.connect(self._other_gathering)
        workspace.theme_changed.connect(page.dress)
        workspace.lane.changed.connect(self._changed)

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
        self._hands = HandsFocus(self, state.button)
        by_hand = QuietButton(_("Skriv inn en deltaker"), "user-plus")
        by_hand.clicked.connect(self.add_person)
        state.add_action(by_hand)
        known = QuietButton(_("Hent fra forrige samling"), "users")
        known.clicked.connect(lambda: BringSheet.show_for(self.workspace, self))
        state.add_action(known)
        paste = QuietButton(_("Lim inn en liste"), "copy")
        paste.clicked.connect(partial(paste_list, self))
        state.add_action(paste)
        return state

    def show_view(self, view: View) -> None:
        """Show who is at the gathering, or the whole register."""
        self.view.choose(view)
        if view is View.REGISTER:
            self._stack.setCurrentIndex(_REGISTER)
            self.register.refresh()
        else:
            self._show_list()
            self.refresh()

    def _page_changed(self, page: int) -> None:
        first: dict[int, QWidget] = {
            _LIST: self.list_page.table, _EMPTY: self._first_step, _REGISTER: self.register.people
        }  # fmt: skip
        self._hands.target = first.get(page, self.import_page)

    # --- reading ---

    def refresh(self) -> None:
        """Read who is on the list, and the register where that is what one looks at."""
        if self.view.value() == View.REGISTER:
            self.register.refresh()
        self.reader.refresh()

    def _changed(self, changes: Changes) -> None:
        if self.view.value() == View.REGISTER and changes.touches(*_TABLES):
            self.register.refresh()

    def _show_none(self) -> None:
        if self.view.value() != View.REGISTER:
            self._stack.setCurrentIndex(_NO_GATHERING)

    def _show(self, known: _Known) -> None:
        gathering = self.workspace.gathering
        network_id = gathering.network_id if gathering is not None else ""
        network = next((network for network in known.networks if network.id == network_id), None)
        of = {each.said_of or each.field[1] for each in known.contests}
        contested = frozenset(person.id for person in known.people if not of.isdisjoint((person.id, person.person_id)))
        self.list_page.show_people(known.people, known.services, network, contested)
        self.contests.show_count(len(known.contests))
        # A list on its way in, and the register, are not taken away because somebody was checked in meanwhile.
        if self._stack.currentIndex() not in {_IMPORT, _REGISTER}:
            self._show_list()

    def _other_gathering(self) -> None:
        self.view.choose(View.LIST)
        self._stack.setCurrentIndex(_LIST)
        self.list_page.show_all()
        self.refresh()

    def _show_list(self) -> None:
        self._stack.setCurrentIndex(_LIST if self.list_page.model.people else _EMPTY)

    # --- importing ---

    def choose_file(self) -> None:
        """Ask for a list with a file dialog; while a gathering is live nothing modal may open."""
        # While a gathering is held nothing modal may open, but dropping a file asks nothing.
        if self.workspace.live:
            self.workspace.say(_("Samlingen er i gang. Slipp lista her, eller skriv inn deltakeren."))
            return
        kinds = _("Lister (*.xlsx *.csv *.txt)")
        # Lists come from one place and papers go to another: each has its own folder.
        folder = remembered.folder(self.workspace.settings, _LISTS)
        name, _kind = QFileDialog.getOpenFileName(self, _("Velg deltakerliste"), str(folder or ""), kinds)
        if name:
            self.workspace.settings.setValue(_LISTS, str(Path(name).parent))
            self.open_list(Path(name))

    def open_list(self, path: Path) -> None:
        """Read a list and show how it is understood."""
        self.read_list(partial(self.import_page.open_file, path))

    def read_list(self, read: Callable[[Callable[[], None]], None]) -> None:
        """Show how a list is understood, when it is read; ``read`` is given what to call then."""
        if self.workspace.gathering is None:
            self.workspace.say(_("Lag en samling først. Lista hører til en samling."))
            return
        self.view.choose(View.LIST)

        def ready() -> None:
            self._stack.setCurrentIndex(_IMPORT)
            self.import_page.setFocus()

        read(ready)

    def _leave_import(self) -> None:
        """Put a list away; how it was put right is still there until another one is read."""
        self.show_view(View.LIST)
        again = partial(self._stack.setCurrentIndex, _IMPORT)
        self.workspace.say(_("Lista er lagt bort. Ingenting er lagt inn."), _("Fram igjen"), again)

    def _imported(self, summary: Summary) -> None:
        self._stack.setCurrentIndex(_LIST)
        self.list_page.table.setFocus()
        self.refresh()
        text = _told(summary)
        self.workspace.say(text, _("Angre"), self.workspace.lane.undo)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dropEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A list is read; a Nettverk file is for the window, which brings it home."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths or dropped_files(event):
            event.ignore()
            return
        event.acceptProposedAction()
        if not isinstance(event, QDragEnterEvent):
            self.open_list(paths[0])

    # --- people ---

    def add_person(self) -> None:
        """Open the sheet for a new participant."""
        self.sheets.add()

    def edit_person(self) -> None:
        """Open the sheet for the one the cursor is on."""
        participant = self.list_page.current()
        if participant is not None:
            self.sheets.edit(participant)

    def remove_people(self) -> None:
        """Take the chosen off the list; the line at the bottom offers to take it back."""
        chosen = self.list_page.chosen()
        if not chosen:
            return
        ids = tuple(participant.id for participant in chosen)
        text = _("{name} er fjernet fra lista.").format(name=chosen[0].name)
        if len(chosen) > 1:
            text = _n("{n} er fjernet fra lista.", "{n} er fjernet fra lista.", len(chosen))
        self.workspace.lane.change(
            lambda store: participants.remove(store, ids),
            lambda _changes: self.workspace.say(text, _("Angre"), self.workspace.lane.undo),
            self,
        )

    # --- the shell ---

    def commands(self) -> list[Command]:
        """What the palette can do with the list and the register."""
        return [
            Command(
                "people.import",
                _("Hent deltakerliste"),
                self._go(self.choose_file),
                keywords="importer hent inn excel forms csv",
            ),
            Command(
                "people.paste",
                _("Lim inn deltakerliste"),
                self._go(partial(paste_list, self)),
                keywords=_("utklippstavla kopier lim inn excel e-post"),
            ),
            Command(
                "people.kitchen",
                _("Kopier tall til kjøkkenet"),
                self._go(partial(_copy_for_kitchen, self)),
                keywords=_("allergi mat lunsj kjøkken"),
            ),
            Command(
                "people.export",
                _("Deltakerne til Excel"),
                self.list_page.out.click,
                keywords=_("eksporter lagre regneark csv oppmøte bord"),
            ),
            Command("people.add", _("Ny deltaker"), self._go(self.add_person), "Ins"),
            Command(
                "people.bring",
                _("Hent kjente deltakere"),
                self._go(lambda: BringSheet.show_for(self.workspace, self)),
                keywords=_("forrige samling registeret igjen"),
            ),
            Command(
                "people.rest",
                _("Resten er her"),
                self._go(self.list_page.mark_rest),
                keywords=_("innsjekk oppmøte kryss av"),
            ),
            Command(
                "people.answers",
                _("Hvem har ikke svart?"),
                self._go(lambda: AnswersSheet.show_for(self.workspace, self)),
                keywords=_("invitasjon påminnelse e-post kvote purre"),
            ),
            Command(
                "people.register",
                _("Registeret: personer, enheter og nettverk"),
                self._go(lambda: self.show_view(View.REGISTER)),
                keywords=_("slå sammen bydel tjeneste"),
            ),
        ]

    def _go(self, action: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            self.workspace.go(RoomKey.PEOPLE)
            action()

        return run

    def arrive(self, arrival: Arrival) -> None:
        """Come here to one person, who is chosen in the list."""
        match arrival:
            case ShowPerson(person_id=person_id):
                self.reader.when_read(lambda: self.list_page.choose_person(person_id))
            case _:
                pass

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self


def _told(summary: Summary) -> str:
    """What was stored, in a sentence."""
    words = [
        _n("{n} ny", "{n} nye", summary.new) if summary.new else "",
        _n("{n} oppdatert", "{n} oppdaterte", summary.updated) if summary.updated else "",
        _n("{n} kjent fra før", "{n} kjente fra før", summary.same) if summary.same else "",
        _n("{n} rad hoppet over", "{n} rader hoppet over", len(summary.skipped)) if summary.skipped else "",
    ]
    return _("Lista er lagt inn: {what}.").format(what=join([word for word in words if word]))


def paste_list(room: PeopleRoom, _checked: bool = False) -> None:
    """Read what was copied from a spreadsheet or a mail, as a file is read."""
    text = QGuiApplication.clipboard().text()
    if not text.strip():
        room.workspace.say(_("Det er ingen tekst på utklippstavla. Kopier lista fra Excel først."))
        return
    room.read_list(partial(room.import_page.open_text, text))


def _copy_for_kitchen(room: PeopleRoom) -> None:
    """Put on the clipboard how many come and what must be left out for how many."""
    gathering = room.workspace.gathering
    if gathering is None:
        return
    here = gathering.id

    def read(store: Store) -> str:
        coming = [
            participant
            for participant in participants.all_(store, here)
            if participant.attendance is not Attendance.ABSENT
        ]
        return kitchen.text(kitchen.needs(store, here), len(coming))

    def copied(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        room.workspace.say(_("Tallene til kjøkkenet er kopiert, uten navn. De fjernes etter dagen."))

    room.workspace.lane.ask(read, copied, room)


def _no_gathering(workspace: Workspace) -> QWidget:
    return EmptyState(
        _("Hvem skal møtes?"),
        _("Deltakerne hører til en samling. Lag samlingen først."),
        _("Ny samling"),
        lambda: workspace.go(RoomKey.PLAN, NewGathering()),
        icon="users",
    )


def _pad(page: QWidget, content: QWidget) -> None:
    """Give a page of the stack room around what is in it; sheets that lie over it take the whole page."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(24, 12, 24, 16)
    layout.addWidget(content)
