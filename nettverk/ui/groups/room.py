"""Grupper: the board where groups are made, judged and changed by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.groups import notes, quality
from nettverk.services.groups.board import Board
from nettverk.ui.common.arrivals import Arrival, NewGathering, RepairGroups, ShowGroups, ShowHandout
from nettverk.ui.common.focus_seen import HandsFocus
from nettverk.ui.common.laid_out_once import laid_out_after, laid_out_once
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.groups.board.actions import BoardActions
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.build_requests import BuildRequests
from nettverk.ui.groups.builder import Builder
from nettverk.ui.groups.header import GroupsView
from nettverk.ui.groups.met.matrix import MetMatrix
from nettverk.ui.groups.pages import RoomPages, WorkPage
from nettverk.ui.groups.reader import GroupsContent, GroupsReader
from nettverk.ui.groups.search import GroupsSearch
from nettverk.ui.groups.sheets import GroupsSheets

_ANY_PART = "*"
"""Whichever part is shown."""
_IN_THE_WAY = ("group_rules", "group_rule_people", "group_wishes", "participants", "seats")
"""Tables that may have been the reason why there are no new groups."""
_READABLE_ZOOM = 0.82
"""From this zoom on names and units are read on the cards."""


class GroupsRoom(QWidget):
    """Puts the parts of the room together: what is read is shown, and what is asked for is handed on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.builder = Builder(workspace, self)
        self._pages = RoomPages(self)
        self.page = WorkPage(workspace, self.builder, self._pages)
        self._pages.hold(self.page)
        self.header, self.quality, self.view = self.page.header, self.page.quality, self.page.view
        self.first, self.met, self.panel = self.page.first, self.page.met, self.page.panel
        self.reader = GroupsReader(workspace, self, self.view)
        self.board_actions = BoardActions(self.view, self)
        self.sheets = GroupsSheets(self, workspace, self.view, self.builder)
        self.search = GroupsSearch(self.header, self.view, self.met)
        self.requests = BuildRequests(workspace, self.builder, self.view, self.first)
        self._content: GroupsContent | None = None
        self._repair_wanted = ""
        self._zoomed_once = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._wire_header()
        self._wire_board()
        self._wire_reading()
        # Whoever goes to the room works on the board at once, without a click or a Tab first.
        self._hands = HandsFocus(self, self.view)

    # --- wiring ---

    def _wire_header(self) -> None:
        header, sheets = self.header, self.sheets
        header.part_chosen.connect(self.show_part)
        header.round_chosen.connect(self.reader.show_round)
        header.build_wanted.connect(self.requests.again)
        header.shape_wanted.connect(sheets.open_shape)
        header.rules_wanted.connect(sheets.open_rules)
        header.repair_wanted.connect(sheets.open_repair)
        header.print_wanted.connect(
            lambda: self.workspace.go(RoomKey.HANDOUTS, ShowHandout(DocumentKind.GROUPS_BY_TABLE))
        )
        header.view_chosen.connect(self.choose_view)
        header.zoom_chosen.connect(lambda zoom: self._zoomable().set_zoom(zoom))
        header.all_wanted.connect(lambda: self._zoomable().zoom_to_all())
        sheets.build_wanted.connect(self.requests.again)
        sheets.reshape_wanted.connect(self.requests.reshape)
        self.requests.complained.connect(self.page.complain)
        self.builder.began.connect(lambda: header.build.setEnabled(False))
        self.builder.ended.connect(lambda: header.build.setEnabled(True))
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self.search.begin)

    def _wire_board(self) -> None:
        view = self.view
        view.zoomed.connect(self.header.show_zoom)
        view.menu_wanted.connect(self._open_menu)
        view.selection.person_focused.connect(self._show_person)
        view.hover.rested.connect(
            lambda person: self._show_person(person if person >= 0 else view.selection.current_person())
        )
        view.commands.moved.connect(self._show_at_once)
        self.panel.place_wanted.connect(view.keys.take_place)
        self.met.zoomed.connect(self.header.show_zoom)
        self.met.old_list_wanted.connect(self.sheets.choose_old_list)

    def _wire_reading(self) -> None:
        self.reader.arrived.connect(laid_out_after(self.page, self._show_content))
        self.reader.reseated.connect(laid_out_after(self.page, self._show_board))
        self.reader.without_gathering.connect(self._show_without_gathering)
        self.workspace.lane.changed.connect(self._forget_complaint)
        self.workspace.theme_changed.connect(self._dress)

    def _dress(self) -> None:
        self.view.set_theme(self.workspace.theme)
        self.met.set_theme(self.workspace.theme)
        # The panel says the same in other sizes, so it is filled anew.
        self._show_person(self.view.selection.current_person())

    def _forget_complaint(self, changes: Changes) -> None:
        """What was in the way may be gone."""
        if self.reader.has_read and changes.touches(*_IN_THE_WAY):
            self.page.complain("")

    def showEvent(self, event: QShowEvent) -> None:
        """The first time it is seen, it reads."""
        super().showEvent(event)
        self.reader.refresh_if_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: see what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.page.fit(self.height() / self.workspace.theme.scale)

    # --- showing what was read ---

    def _show_without_gathering(self) -> None:
        self._pages.show_empty(
            _("Hvem skal sitte sammen?"),
            _("Gruppene hører til en samling. Lag samlingen først."),
            _("Ny samling"),
            lambda: self.workspace.go(RoomKey.PLAN, NewGathering()),
        )

    def _show_content(self, content: GroupsContent) -> None:
        self._content = content
        if content.board is None:
            self._pages.show_empty(
                _("Ingen deler med grupper"),
                _("Velg «Blanda grupper» eller «Egen enhet/tjeneste» for en del i planen, så lager du grupper her."),
                _("Gå til Planlegg"),
                lambda: self.workspace.go(RoomKey.PLAN),
            )
        elif not content.board.tables and not content.board.is_expecting:
            self._pages.show_empty(
                _("Ingen deltakere ennå"),
                _("Hent påmeldingslista først, så lager vi grupper på få sekunder."),
                _("Gå til Deltakere"),
                lambda: self.workspace.go(RoomKey.PEOPLE),
            )
        else:
            self._pages.show_work()
            self.header.show_parts(content.parts, content.board.part_id)
            self._show_board(content.board)

    def _show_board(self, board: Board) -> None:
        self.header.show_board(board)
        self.sheets.refresh(board)
        if not board.tables:
            self._show_first(board)
        elif self.header.view.value() == GroupsView.MET:
            self.page.show_met()
            self._fit()
            self.met.show_board(board)
            self.search.again()
            self.quality.show_quality(None)
            self._show_tables(board)
        else:
            self.page.show_board()
            self._fit()
            self.quality.show_quality(quality.quality(board))
            self._show_tables(board)

    def _show_first(self, board: Board) -> None:
        """No groups yet: the form that makes them, or has them like those of another part."""
        self.page.show_first()
        self._fit()
        self.header.show_zoom(self.view.zoom)
        self.quality.show_quality(None)
        self.view.show_board(None)
        content = self._content
        others = [
            (part.id, part.title)
            for part in (content.parts if content is not None else ())
            if content is not None and part.id in content.mixed_part_ids and part.id != board.part_id
        ]
        self.first.show_board(board, others)
        self._hands.target = self.first

    def _show_tables(self, board: Board) -> None:
        """The board is shown also behind who has met whom: search and sheets ask it who sits where."""
        self.header.show_zoom(self._zoomable().zoom)
        self.view.show_board(board)
        self._hands.target = self.view
        # Somebody came here to repair (from check-in, say) before the board had been read.
        if self._repair_wanted in {board.part_id, _ANY_PART}:
            self._repair_wanted = ""
            self.sheets.open_repair()
        if not self._zoomed_once:
            self._zoomed_once = True
            QTimer.singleShot(0, self._zoom_first)  # when the layout knows how large the board is

    def _zoom_first(self) -> None:
        """Everything if cards can then be read, else whole tables."""
        self.view.zoom_to_all(1.2)
        if self.view.zoom < _READABLE_ZOOM:
            self.view.set_zoom(min(1.0, max(_READABLE_ZOOM, self.view.height() / 420)))
        self.header.show_zoom(self.view.zoom)

    def _show_person(self, person: int) -> None:
        board = self.view.board
        is_there = board is not None and 0 <= person < len(board.people)
        view = notes.person_view(board, person) if board is not None and is_there else None
        with laid_out_once(self.panel):
            self.panel.show_person(board, view)
        self.view.highlights.show_places(
            view.places if view is not None else (), view.known if view is not None else ()
        )

    def _show_at_once(self, board: Board) -> None:
        """Show a move before it is stored; what is stored is shown right after."""
        self.quality.show_quality(quality.quality(board))
        self.view.show_board(board)

    # --- going about ---

    def show_part(self, part_id: str, round: int = 1) -> None:
        """Show the groups of another part, in one of its rounds."""
        self.page.complain("")
        self.reader.show_part(part_id, round)

    def choose_view(self, view: str) -> None:
        """Columns, the floor plan, or who has met whom."""
        if view != GroupsView.MET:
            self.view.set_floor(view == GroupsView.FLOOR)
        if self.view.board is not None:
            laid_out_after(self.page, self._show_board)(self.view.board)

    def _zoomable(self) -> BoardView | MetMatrix:
        """What the zoom is about: the board, or the picture of who has met whom."""
        return self.met.matrix if self.page.shows_met else self.view

    def _open_menu(self, at: QPoint) -> None:
        menu = self.board_actions.menu(self)
        if not menu.isEmpty():
            # The menu is made anew each time: what can be done depends on who is chosen.
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(at)

    # --- what the shell asks ---

    def commands(self) -> list[Command]:
        """What the palette and the list of keys offer for groups."""
        sheets = self.sheets
        rules, repair, old = _("hold fra hverandre sammen"), _("borte syk nye oppmøte"), _("historikk møtt før")
        offered = [
            Command("groups.build", _("Lag grupper på nytt"), self.requests.again, keywords=_("bland bord")),
            Command("groups.shape", _("Velg gruppestørrelse"), sheets.open_shape, keywords=_("antall bord runder")),
            Command("groups.rules", _("Regler for gruppene"), sheets.open_rules, keywords=rules),
            Command("groups.repair", _("Reparer gruppene"), sheets.open_repair, keywords=repair),
            Command("groups.changes", _("Skriv ut nye bord etter reparasjon"), sheets.print_changes),
            Command("groups.old", _("Hent gammel gruppeliste"), sheets.choose_old_list, keywords=old),
            Command("groups.all", _("Vis alle bord"), lambda: self._zoomable().zoom_to_all(), keywords=_("zoom")),
            Command("groups.find", _("Finn en person ved bordene"), self.search.begin, "Ctrl+F"),
            *self.board_actions.commands(),
        ]
        return [_in_this_room(self, command) for command in offered]

    def arrive(self, arrival: Arrival) -> None:
        """Go to a part's groups, and light up a person there, or open the sheet for repair as soon as they are read."""
        self._repair_wanted = ""
        match arrival:
            case RepairGroups(part_id=part_id):
                self._repair_wanted = part_id or _ANY_PART
                self.show_part(part_id or self.reader.part_id, 1)
            case ShowGroups(part_id=part_id, round=round_, person_id=person_id):
                if part_id:
                    self.show_part(part_id, round_)
                self._light_person(person_id)
            case _:
                pass

    def _light_person(self, person_id: str) -> None:
        board = self.view.board
        if person_id and board is not None:
            people = [n for n, who in enumerate(board.people) if person_id in {who.id, who.person_id}]
            self.view.highlights.light(people)

    @property
    def widget(self) -> QWidget:
        """The room itself, which the shell shows beside the sidebar."""
        return self


def _in_this_room(room: GroupsRoom, command: Command) -> Command:
    """The command as the palette runs it from anywhere: here, where one sees what it does, once the board is read."""

    def run() -> None:
        if room.isVisible():
            command.run()
            return

        def arrived(_nothing: None) -> None:
            command.run()

        room.workspace.go(RoomKey.GROUPS)
        room.workspace.lane.ask(lambda _store: None, arrived, room)

    return replace(command, run=run)
