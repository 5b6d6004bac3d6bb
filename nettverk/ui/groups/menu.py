"""What can be done with those who are chosen: the context menu, with the keys beside each thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.i18n import _, _n
from nettverk.services.groups import groupings, rules
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.roles import GROUP_ROLES, role_name
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.keys import native
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.groups import written
from nettverk.ui.groups.gestures import Board as BoardWidget


@dataclass(frozen=True, slots=True)
class _Deed:
    key: str
    text: str
    run: Callable[[], object]
    keys: str = ""


class BoardActions:
    """Binds the keys of the board, and makes its menu.

    Args:
        view: the board. workspace: where changes go. host: what questions are asked over.
    """

    def __init__(self, view: BoardWidget, workspace: Workspace, host: QWidget) -> None:
        self._view, self._workspace, self._host = view, workspace, host
        self.by_key: dict[str, QAction] = {}
        for deed in (
            _Deed("cut", _("Ta ut, og sett inn et annet sted"), view.cut_chosen, "Ctrl+X"),
            _Deed("paste", _("Sett inn ved dette bordet"), view.paste, "Ctrl+V"),
            _Deed("swap", _("Bytt de to"), view.swap_chosen, "Ctrl+B"),
            _Deed("lock", _("Lås her"), lambda: self.lock(None), "Ctrl+L"),
            _Deed("rename", _("Gi bordet navn …"), self.rename, "F2"),
        ):
            action = QAction(deed.text, view)
            action.setShortcut(QKeySequence(deed.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked=False, run=deed.run: run())
            view.addAction(action)
            self.by_key[deed.key] = action

    def lock(self, on: bool | None) -> None:
        """Lock those chosen (or the whole table in focus), or let them go; None turns it round."""
        view, board = self._view, self._view.board
        if board is None:
            return
        people = view.chosen() or ((view.current_person(),) if view.current_person() >= 0 else ())
        table = view.current_table()
        if not people and table is not None and table != NOBODY:
            people = board.at[table]
        people = tuple(person for person in people if board.seat[person] != NOBODY)
        if not people:
            return
        wanted = not all(person in board.locked for person in people) if on is None else on
        ids, grouping = [board.people[person].id for person in people], board.grouping_id
        self._workspace.lane.change(lambda store: groupings.lock(store, grouping, ids, wanted))
        said = _n("{n} låst", "{n} låst", len(ids)) if wanted else _n("{n} låst opp", "{n} låst opp", len(ids))
        view.say(said)

    def rename(self) -> None:
        """Give the table in focus a name; an empty one takes it away."""
        board, table = self._view.board, self._view.current_table()
        if board is None or table is None or table == NOBODY:
            return
        known, lane = board.tables[table], self._workspace.lane
        Ask(
            _("Gi bordet navn"),
            _("Navn på bord {number}").format(number=known.number),
            self._host,
            lambda name: lane.change(lambda store: groupings.name_table(store, known.id, name)),
            text=known.name,
            may_be_empty=True,
        )

    def commands(self) -> list[Command]:
        """The same deeds for the palette and the list of keys."""
        names = {
            "cut": _("Ta de valgte ut av bordet"),
            "paste": _("Sett dem inn ved dette bordet"),
            "swap": _("La to bytte plass"),
            "lock": _("Lås de valgte, eller lås opp"),
            "rename": _("Gi bordet navn"),
        }
        return [
            Command(f"groups.{key}", name, self.by_key[key].trigger, self.by_key[key].shortcut().toString())
            for key, name in names.items()
        ]

    # --- the menu ---

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done here now."""
        menu = QMenu(parent)
        view, board = self._view, self._view.board
        table = view.current_table()
        if board is None or table is None:
            return menu
        people = view.chosen() or ((view.current_person(),) if view.current_person() >= 0 else ())
        if people:
            self._people(menu, people)
        if table != NOBODY:
            menu.addSeparator()
            self._table(menu, table)
        return menu

    def _people(self, menu: QMenu, people: tuple[int, ...]) -> None:
        view, board = self._view, self._view.board
        if board is None:
            return
        move = menu.addMenu(_n("Flytt {n} til", "Flytt {n} til", len(people)) if len(people) > 1 else _("Flytt til"))
        for number, there in enumerate(board.tables):
            if any(board.seat[person] != number for person in people):
                text = f"{there.title}  ({len(board.at[number])}/{there.seats})"
                self._add(move, text, partial(self._move, people, number))
        self._add(move, _("Uten bord"), lambda: self._move(people, NOBODY), "Del")
        for key in ("cut", "paste", "swap"):
            action = self.by_key[key]
            action.setEnabled({"paste": bool(view.cut), "swap": len(people) == 2}.get(key, True))
            menu.addAction(action)
        menu.addSeparator()
        locked = all(person in board.locked for person in people)
        self._add(menu, _("Lås opp") if locked else _("Lås her"), lambda: self.lock(not locked), "Ctrl+L")
        if board.kind == "mixed" and len(people) > 1:
            self._add(menu, _("Alltid ved samme bord"), lambda: self._rule("together", people))
            self._add(menu, _("Aldri ved samme bord"), lambda: self._rule("apart", people))
        if len(people) == 1 and board.seat[people[0]] != NOBODY:
            self._roles(menu, people[0])

    def _roles(self, menu: QMenu, person: int) -> None:
        board = self._view.board
        if board is None:
            return
        roles = menu.addMenu(_("Oppgave ved bordet"))
        grouping, who, has = board.grouping_id, board.people[person].id, board.roles.get(person, "")
        for role in (*GROUP_ROLES, ""):
            action = self._add(
                roles,
                role_name(role) if role else _("ingen"),
                partial(self._give, grouping, who, role),
            )
            action.setCheckable(True)
            action.setChecked(role == has)

    def _give(self, grouping: str, who: str, role: str) -> None:
        self._workspace.lane.change(lambda store: groupings.set_role(store, grouping, who, role))

    def _table(self, menu: QMenu, table: int) -> None:
        board, lane = self._view.board, self._workspace.lane
        if board is None:
            return
        part, number, grouping = board.part_id, board.tables[table].number, board.grouping_id
        people = [board.people[person].id for person in board.at[table]]
        locked = bool(people) and all(person in board.locked for person in board.at[table])
        text = _("Lås opp hele bordet") if locked else _("Lås hele bordet")
        self._add(menu, text, lambda: lane.change(lambda store: groupings.lock(store, grouping, people, not locked)))
        menu.addAction(self.by_key["rename"])
        menu.addSeparator()
        if board.kind == "mixed":
            share = partial(lane.change, partial(groupings.share_roles, grouping_id=grouping))
            self._add(menu, _("Fordel oppgavene på nytt"), share)
        self._add(menu, _("Nytt bord"), lambda: lane.change(lambda store: groupings.add_table(store, part)))
        self._add(menu, _("Fjern bordet"), partial(self._remove, board, number))

    def _remove(self, board: Board, number: int) -> None:
        self._workspace.lane.change(
            lambda store: groupings.remove_table(store, board.part_id, number),
            lambda _changes: written.tell(self._workspace, board, self._view),
            self._view,
        )

    def _add(self, menu: QMenu, text: str, run: Callable[[], object], keys: str = "") -> QAction:
        action = menu.addAction(f"{text}\t{native(keys)}" if keys else text)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _move(self, people: tuple[int, ...], table: int) -> None:
        board = self._view.board
        if board is not None:
            free = {p: table for p in people if p not in board.locked and board.seat[p] != table}
            if free:
                self._view.moves_wanted.emit(free)

    def _rule(self, kind: str, people: tuple[int, ...]) -> None:
        board = self._view.board
        if board is None:
            return
        who = [board.people[person].person_id for person in people]
        self._workspace.lane.change(lambda store: rules.add(store, None, kind, people=who))
