"""Grupper: the board where groups are made, judged and changed by hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.plan import Part
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.groups import board as group_board
from nettverk.services.groups import notes, quality
from nettverk.services.groups.board import Board
from nettverk.ui.common.arrivals import Arrival, NewGathering, RepairGroups, ShowGroups, ShowHandout
from nettverk.ui.common.widgets import EmptyState, Note, set_tone
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.groups.board.actions import BoardActions
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.builder import Builder, BuilderBar
from nettverk.ui.groups.first_groups import FirstGroups
from nettverk.ui.groups.header import COLUMNS, FLOOR, MET, Header
from nettverk.ui.groups.making import Making
from nettverk.ui.groups.met.painter import MetMatrix
from nettverk.ui.groups.met.view import MetView
from nettverk.ui.groups.person_panel import PersonPanel
from nettverk.ui.groups.quality_bar import QualityBar
from nettverk.ui.groups.reading import EVERYTHING, SEATS, Known, read
from nettverk.ui.groups.search import Search
from nettverk.ui.groups.sheets import Sheets

ANY = "*"
"""Whichever part is shown."""


class GroupsRoom(QWidget):
    """The room Grupper."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.header = Header()
        self.quality = QualityBar()
        self.builder = Builder(workspace, self)
        self.progress = BuilderBar(self.builder)
        self.view = BoardView(workspace)
        self.panel = PersonPanel()
        self.first = FirstGroups()
        self.complaint = Note("")
        set_tone(self.complaint, "warn")
        self.complaint.hide()
        self.board_actions = BoardActions(self.view, self)
        self.sheets = Sheets(self, workspace, self.view, self.builder)
        self.met = MetView(workspace.theme)
        self.search = Search(self.header, self.view, self.met)
        self.making = Making(workspace, self.builder, self.view, self.first)
        self.build = self.making.again
        self._parts: tuple[Part, ...] = ()
        self._made: frozenset[str] = frozenset()
        self._part_id, self._round, self._loaded = "", 1, ""
        self._repair_wanted = ""
        self._placed, self._stale, self._wants_panel = False, False, False
        self._lay_out()
        self._wire()
        self.setFocusProxy(self.view)

    # --- building ---

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(18, 0, 10, 0)
        column.addWidget(self.view)
        for page in (board, self.first, self.met):
            self._body.addWidget(page)
        self._body.setMinimumHeight(110)  # not that of the tallest page
        work = QWidget()
        layout = QVBoxLayout(work)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.setSpacing(10)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.setSpacing(10)
        for widget in (self.header, self.complaint, self.quality, self.progress):
            top.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.panel)
        self._stack = QStackedWidget()
        self._work = work
        self._stack.addWidget(work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._empty: QWidget | None = None

    def _wire(self) -> None:
        header, view, workspace = self.header, self.view, self.workspace
        header.part_chosen.connect(self.show_part)
        header.round_chosen.connect(self.show_round)
        header.build_wanted.connect(self.build)
        header.shape_wanted.connect(self.sheets.open_shape)
        header.rules_wanted.connect(self.sheets.open_rules)
        header.repair_wanted.connect(self.sheets.open_repair)
        self.sheets.build_wanted.connect(self.build)
        self.sheets.reshape_wanted.connect(self.making.reshape)
        header.print_wanted.connect(lambda: workspace.go(RoomKey.HANDOUTS, ShowHandout(DocumentKind.GROUPS_BY_TABLE)))
        header.view_chosen.connect(self.choose_view)
        header.zoom_chosen.connect(lambda zoom: self._seen().set_zoom(zoom))
        header.all_wanted.connect(lambda: self._seen().zoom_to_all())
        self.met.zoomed.connect(header.show_zoom)
        view.zoomed.connect(header.show_zoom)
        view.selection.person_focused.connect(self._show_person)
        view.hover.rested.connect(
            lambda person: self._show_person(person if person >= 0 else view.selection.current_person())
        )
        view.commands.moved.connect(self._at_once)
        view.menu_wanted.connect(self._menu)
        self.panel.place_wanted.connect(view.keys.take_place)
        self.met.old_list_wanted.connect(self.sheets.choose_old_list)
        self.making.complained.connect(self._complain)
        self.builder.began.connect(lambda: header.build.setEnabled(False))
        self.builder.ended.connect(lambda: header.build.setEnabled(True))
        workspace.gathering_changed.connect(self._other_gathering)
        workspace.theme_changed.connect(self._dress)
        workspace.lane.changed.connect(self._changed)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.begin)

    def _dress(self) -> None:
        self.view.set_theme(self.workspace.theme)
        self.met.set_theme(self.workspace.theme)
        self._show_person(self.view.selection.current_person())

    # --- reading ---

    def showEvent(self, event: QShowEvent) -> None:
        """The first time it is seen, it reads."""
        super().showEvent(event)
        if not self._loaded or self._stale:
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: see what there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a very short window (or with very large text) the board comes before what is said about it."""
        high = self.height() / self.workspace.theme.scale
        self.panel.setVisible(self._wants_panel and high >= 300)
        self.panel.set_rows(3 if high >= 560 else 2)
        self.quality.setMaximumHeight(1000 if high >= 240 else 0)

    def refresh(self) -> None:
        """Read everything anew."""
        gathering = self.workspace.gathering
        if gathering is None:
            self._show_empty(
                _("Hvem skal sitte sammen?"),
                _("Gruppene hører til en samling. Lag samlingen først."),
                _("Ny samling"),
                lambda: self.workspace.go(RoomKey.PLAN, NewGathering()),
            )
            return
        asked, part, round = gathering.id, self._part_id, self._round
        self._loaded, self._stale = asked, False
        self.workspace.lane.ask(lambda store: read(store, asked, part, round), self._arrived, self)

    def _arrived(self, known: Known) -> None:
        gathering = self.workspace.gathering
        if gathering is None or gathering.id != known.gathering_id:
            return
        self._parts, self._made = known.parts, known.made
        if known.board is None:
            self._show_empty(
                _("Ingen deler med grupper"),
                _("Velg «Blanda grupper» eller «Egen enhet/tjeneste» for en del i planen, så lager du grupper her."),
                _("Til planen"),
                lambda: self.workspace.go(RoomKey.PLAN),
            )
            return
        if not known.board.people and not known.board.tables:
            self._show_empty(
                _("Ingen deltakere ennå"),
                _("Hent påmeldingslista først, så lager vi grupper på sekunder."),
                _("Til deltakerne"),
                lambda: self.workspace.go(RoomKey.PEOPLE),
            )
            return
        self._stack.setCurrentWidget(self._work)
        self._part_id = known.board.part_id
        self.header.show_parts(known.parts, self._part_id)
        self._show(known.board)

    def _show_empty(self, title: str, text: str, action: str, run: object) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = EmptyState(title, text, action, run, icon="layout-grid")  # type: ignore[arg-type]
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _show(self, board: Board) -> None:
        self._round = board.round
        self.header.show_board(board)
        made = bool(board.tables)
        met = made and self.header.view.value() == MET
        self._body.setCurrentIndex(2 if met else 0 if made else 1)
        self._wants_panel = made and not met
        self._make_room()
        self.sheets.refresh(board)
        if met:
            self.met.show_board(board)
            self.search.again()
        self.header.show_zoom(self._seen().zoom)
        self.quality.show_quality(quality.quality(board) if made and not met else None)
        if made:
            self.view.show_board(board)
            self.setFocusProxy(self.view)
            if self._repair_wanted in {board.part_id, ANY}:
                self._repair_wanted = ""
                self.sheets.open_repair()
            if not self._placed:
                self._placed = True
                QTimer.singleShot(0, self._first_zoom)
        else:
            self.view.show_board(None)
            others = [
                (part.id, part.title) for part in self._parts if part.id in self._made and part.id != board.part_id
            ]
            self.first.show_board(board, others)
            self.setFocusProxy(self.first)

    def _first_zoom(self) -> None:
        """Everything if cards can then be read, else whole tables."""
        self.view.zoom_to_all(1.2)
        if self.view.zoom < 0.82:
            self.view.set_zoom(min(1.0, max(0.82, self.view.height() / 420)))
        self.header.show_zoom(self.view.zoom)

    def _other_gathering(self) -> None:
        self._part_id, self._round, self._loaded = "", 1, ""
        if self.isVisible():
            self.refresh()

    def _changed(self, changes: Changes) -> None:
        if not self._loaded:
            return
        if changes.touches("group_rules", "group_rule_people", "group_wishes", "participants", "seats"):
            self._complain("")  # what was in the way may be gone
        if not self.isVisible():  # somebody types in another room: what is here is read again when it is seen
            self._stale = self._stale or changes.touches(*EVERYTHING, *SEATS)
        elif changes.touches(*EVERYTHING):
            self.refresh()
        elif changes.touches(*SEATS):
            self._reseat()

    def _reseat(self) -> None:
        """After a move: the same people and history, only seats are read."""
        board = self.view.board
        if board is None:
            self.refresh()
            return
        round = self._round
        self.workspace.lane.ask(lambda store: group_board.seated(store, board, round), self._reseated, self)

    def _reseated(self, board: Board) -> None:
        if board.part_id == self._part_id:
            self._show(board)

    # --- going about ---

    def show_part(self, part_id: str, round: int = 1) -> None:
        """Show another part's groups."""
        self._part_id, self._round = part_id, round
        self._complain("")
        self.refresh()

    def show_round(self, number: int) -> None:
        """Show another round of this part."""
        self._round = number
        self._reseat()

    def choose_view(self, key: str) -> None:
        """Columns, the floor plan, or who has met whom."""
        board = self.view.board
        if key in {COLUMNS, FLOOR}:
            self.view.set_floor(key == FLOOR)
        if board is not None:
            self._show(board)

    def _seen(self) -> BoardView | MetMatrix:
        """What zoom and search are about: the board, or the picture of who has met whom."""
        return self.met.matrix if self._body.currentWidget() is self.met else self.view

    def _show_person(self, person: int) -> None:
        board = self.view.board
        known = board is not None and 0 <= person < len(board.people)
        view = notes.person_view(board, person) if board is not None and known else None
        self.panel.show_person(board, view)
        self.view.highlights.show_places(
            view.places if view is not None else (), view.known if view is not None else ()
        )

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def _at_once(self, board: Board) -> None:
        """Show a move before it is stored; what is stored is shown right after."""
        self.quality.show_quality(quality.quality(board))
        self.view.show_board(board)

    def _menu(self, at: QPoint) -> None:
        menu = self.board_actions.menu(self)
        if not menu.isEmpty():
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    # --- what the shell asks ---

    def commands(self) -> list[Command]:
        """What the palette can do here."""
        sheets = self.sheets
        rules, repair, old = _("hold fra hverandre sammen"), _("borte syk nye oppmøte"), _("historikk møtt før")
        return [
            Command("groups.build", _("Lag grupper på nytt"), self.build, keywords=_("bland bord")),
            Command("groups.shape", _("Velg gruppestørrelse"), sheets.open_shape, keywords=_("antall bord runder")),
            Command("groups.rules", _("Regler for gruppene"), sheets.open_rules, keywords=rules),
            Command("groups.repair", _("Reparer gruppene"), sheets.open_repair, keywords=repair),
            Command("groups.changes", _("Skriv ut nye bord etter reparasjon"), sheets.print_changes),
            Command("groups.old", _("Hent gammel gruppeliste"), sheets.choose_old_list, keywords=old),
            Command("groups.all", _("Vis alle bord"), lambda: self._seen().zoom_to_all(), keywords=_("zoom")),
            Command("groups.find", _("Finn en person på bordene"), self.search.begin, "Ctrl+F"),
            *self.board_actions.commands(),
        ]

    def arrive(self, arrival: Arrival) -> None:
        """Go to a part's groups, and light up a person there, or open the sheet for repair as soon as they are read."""
        self._repair_wanted = ""
        match arrival:
            case RepairGroups(part_id=part_id):
                self._repair_wanted = part_id or ANY
                self.show_part(part_id or self._part_id, 1)
            case ShowGroups(part_id=part_id, round=round_, person_id=person_id):
                if part_id:
                    self.show_part(part_id, round_)
                self._light_person(person_id)
            case _:
                pass

    def _light_person(self, person_id: str) -> None:
        board = self.view.board
        if person_id and board is not None:
            self.view.highlights.light(
                [n for n, one in enumerate(board.people) if person_id in {one.id, one.person_id}]
            )

    @property
    def widget(self) -> QWidget:
        """This room, for the shell's stack."""
        return self
