"""The sheets beside the board: size and rounds, rules, repair, old lists. Each is made when it is first wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _, _n
from nettverk.services.groups import old_lists
from nettverk.services.groups.board import Board, Wish
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.board.view import BoardView
from nettverk.ui.groups.builder import Builder
from nettverk.ui.groups.old_list_sheet import OldListSheet
from nettverk.ui.groups.paper import open_changes
from nettverk.ui.groups.repair_sheet import RepairSheet
from nettverk.ui.groups.rules_sheet import RulesSheet
from nettverk.ui.groups.wish_sheet import WishSheet


class GroupsSheets(QObject):
    """Opens sheets over a host for the board that a view shows.

    Signals:
        build_wanted: make the groups again. reshape_wanted: make them again as this Wish says.
    """

    build_wanted = Signal()
    reshape_wanted = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, view: BoardView, builder: Builder) -> None:
        super().__init__(host)
        self._host, self._workspace, self._view, self._builder = host, workspace, view, builder
        self.shape: WishSheet | None = None
        self.rules: RulesSheet | None = None
        self.repair: RepairSheet | None = None
        self.old: OldListSheet | None = None

    def refresh(self, board: Board) -> None:
        """The board has changed under an open sheet."""
        if self.rules is not None and self.rules.isVisible():
            self.rules.renew(board)

    def open_shape(self) -> None:
        """Choose size, number and rounds beside the board."""
        board = self._view.board
        if board is None:
            return
        if self.shape is None:
            self.shape = WishSheet(self._host)
            self.shape.wanted.connect(self._reshape)
        self.shape.show_board(board)

    def open_rules(self) -> None:
        """Show the rules as sentences beside the board; a new one begins with those who are chosen."""
        board = self._view.board
        if board is None:
            return
        if self.rules is None:
            self.rules = RulesSheet(self._host, self._workspace)
            self.rules.build_wanted.connect(self.build_wanted)
        chosen = self._view.selection.chosen()
        self.rules.show_board(board, chosen if len(chosen) > 1 else ())

    def open_repair(self) -> None:
        """Mend the groups after who came and who did not."""
        board = self._view.board
        if board is None:
            return
        if board.kind == GroupingKind.OWN_UNIT:
            self._builder.own_units(board, board.wish)
            return
        if self.repair is None:
            self.repair = RepairSheet(self._host, self._workspace)
            self.repair.repaired.connect(self._repaired)
        self.repair.begin(board)

    def choose_old_list(self) -> None:
        """Bring in who sat with whom at an earlier gathering, from a spreadsheet."""
        if self._workspace.live:
            self._workspace.say(_("Samlingen er i gang. Gjør dette etterpå."))
            return
        name, _filter = QFileDialog.getOpenFileName(
            self._host, _("Gammel gruppeliste"), "", _("Regneark") + " (*.xlsx *.csv *.txt)"
        )
        if name:
            self.read_old_list(Path(name))

    def read_old_list(self, path: Path) -> None:
        """Read an old group list, and show what it says before it is stored."""
        self._workspace.lane.ask(lambda store: old_lists.read(store, path), self._old_list, self)

    def _old_list(self, old: old_lists.OldGroups) -> None:
        gathering = self._workspace.gathering
        if gathering is None:
            return
        if self.old is None:
            self.old = OldListSheet(self._host, self._workspace)
            self.old.stored.connect(self._workspace.say)
        self.old.show_list(old, gathering)

    def _repaired(self, count: int, written: str) -> None:
        back = _("Trykk F5 for å gå tilbake til Gjennomfør.") if self._workspace.live else ""
        done = _("Gruppene er reparert, og ingen måtte flytte.")
        if count:
            done = _n("{n} endring er gjort.", "{n} endringer er gjort.", count)
        said = " ".join(word for word in (done, written, back) if word)
        if count:
            self._workspace.say(said, _("Skriv ut nye bord"), self.print_changes)
        else:
            self._workspace.say(said)

    def print_changes(self) -> None:
        """Only those who have another table after the last repair, as a PDF."""
        open_changes(self._workspace, self)

    def _reshape(self, wish: Wish) -> None:
        board = self._view.board
        if board is not None:
            self.reshape_wanted.emit(wish)
