"""What can be done with those who are chosen: the context menu, with the keys beside each thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.domain.group_rules import RuleKind
from nettverk.domain.groups import GroupingKind
from nettverk.i18n import _, _n
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.roles import GROUP_ROLES, role_name
from nettverk.ui.common.ask import Ask
from nettverk.ui.common.keys import native
from nettverk.ui.common.literal import add_action, add_menu, say_action
from nettverk.ui.common.workspace import Command
from nettverk.ui.groups.board.view import BoardView


class BoardAction(StrEnum):
    """What has a key of its own on the board."""

    CUT = "cut"
    PASTE = "paste"
    SWAP = "swap"
    LOCK = "lock"
    RENAME = "rename"


class BoardActions:
    """Binds keys to what can be done on a board, and makes its menu.

    Args:
        host: what questions are asked over.

    Attributes:
        by_key: one QAction for each ``BoardAction``, for its key, the menu and the palette alike.
    """

    def __init__(self, view: BoardView, host: QWidget) -> None:
        self._view, self._host = view, host
        self._selection, self._commands = view.selection, view.commands
        self.by_key = {
            BoardAction.CUT: self._bind(_("Flytt til et annet bord"), "Ctrl+X", view.keys.take_out),
            BoardAction.PASTE: self._bind(_("Sett inn ved dette bordet"), "Ctrl+V", view.keys.put_in),
            BoardAction.SWAP: self._bind(_("Bytt de to"), "Ctrl+B", view.keys.swap_chosen),
            BoardAction.LOCK: self._bind(_("Lås her"), "Ctrl+L", self.toggle_lock),
            BoardAction.RENAME: self._bind(_("Gi bordet navn …"), "F2", self.rename),
        }

    def _bind(self, text: str, keys: str, run: Callable[[], object]) -> QAction:
        action = QAction(self._view)
        say_action(action, text)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self._view.addAction(action)
        return action

    def toggle_lock(self) -> None:
        """Lock those chosen (or the whole table in focus) where they sit; let them go if all are locked already."""
        board, table = self._view.board, self._selection.current_table()
        if board is None:
            return
        people: Sequence[int] = self._selection.chosen_or_current()
        if not people and table is not None and table != NOBODY:
            people = board.at[table]
        self._lock(board, people, not all(person in board.locked for person in _seated(board, people)))

    def _lock(self, board: Board, people: Sequence[int], on: bool) -> None:
        seated = _seated(board, people)
        if seated:
            self._commands.lock(seated, on)

    def rename(self) -> None:
        """Give the table in focus a name; an empty one takes it away."""
        board, number = self._view.board, self._selection.current_table()
        if board is None or number is None or number == NOBODY:
            return
        table = board.tables[number]
        Ask(
            _("Gi bordet navn"),
            _("Navn på bord {number}").format(number=table.number),
            self._host,
            lambda name: self._commands.name_table(table.id, name),
            text=table.name,
            may_be_empty=True,
        )

    def commands(self) -> list[Command]:
        """The same for the palette and the list of keys."""
        names = {
            BoardAction.CUT: _("Fjern de valgte fra bordet"),
            BoardAction.PASTE: _("Sett dem inn ved dette bordet"),
            BoardAction.SWAP: _("La to bytte plass"),
            BoardAction.LOCK: _("Lås de valgte, eller lås opp"),
            BoardAction.RENAME: _("Gi bordet navn"),
        }
        return [
            Command(f"groups.{key}", name, self.by_key[key].trigger, self.by_key[key].shortcut().toString())
            for key, name in names.items()
        ]

    # --- the menu ---

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done with those chosen and with the table in focus; empty where nothing has the focus."""
        menu = QMenu(parent)
        board, table = self._view.board, self._selection.current_table()
        if board is None or table is None:
            return menu
        people = self._selection.chosen_or_current()
        if people:
            self._add_people(menu, board, people)
        if table != NOBODY:
            menu.addSeparator()
            self._add_table(menu, board, table)
        return menu

    def _add_people(self, menu: QMenu, board: Board, people: tuple[int, ...]) -> None:
        where = _n("Flytt {n} til", "Flytt {n} til", len(people)) if len(people) > 1 else _("Flytt til")
        move = add_menu(menu, where)
        for number, table in enumerate(board.tables):
            if any(board.seat[person] != number for person in people):
                text = f"{table.title}  ({len(board.at[number])}/{table.seats})"
                self._add(move, text, partial(self._move, people, number))
        self._add(move, _("Uten bord"), lambda: self._move(people, NOBODY), "Del")
        for key, enabled in (
            (BoardAction.CUT, True),
            (BoardAction.PASTE, bool(self._view.keys.taken)),
            (BoardAction.SWAP, len(people) == 2),
        ):
            self.by_key[key].setEnabled(enabled)
            menu.addAction(self.by_key[key])
        menu.addSeparator()
        locked = all(person in board.locked for person in people)
        text = _("Lås opp") if locked else _("Lås her")
        self._add(menu, text, lambda: self._lock(board, people, not locked), "Ctrl+L")
        if board.kind == GroupingKind.MIXED and len(people) > 1:
            for kind, words in (
                (RuleKind.TOGETHER, _("Alltid ved samme bord")),
                (RuleKind.APART, _("Aldri ved samme bord")),
            ):
                self._add(menu, words, partial(self._commands.add_rule, kind, people))
        if len(people) == 1 and board.seat[people[0]] != NOBODY:
            self._add_roles(menu, board, people[0])

    def _add_roles(self, menu: QMenu, board: Board, person: int) -> None:
        roles = add_menu(menu, _("Oppgave ved bordet"))
        current = board.roles.get(person, "")
        for role in (*GROUP_ROLES, ""):
            text = role_name(role) if role else _("ingen")
            action = self._add(roles, text, partial(self._commands.give_role, person, role))
            action.setCheckable(True)
            action.setChecked(role == current)

    def _add_table(self, menu: QMenu, board: Board, table: int) -> None:
        people = board.at[table]
        locked = bool(people) and all(person in board.locked for person in people)
        text = _("Lås opp hele bordet") if locked else _("Lås hele bordet")
        self._add(menu, text, lambda: self._commands.lock(people, not locked))
        menu.addAction(self.by_key[BoardAction.RENAME])
        menu.addSeparator()
        if board.kind == GroupingKind.MIXED:
            self._add(menu, _("Fordel oppgavene på nytt"), self._commands.share_roles)
        self._add(menu, _("Nytt bord"), self._commands.add_table)
        self._add(menu, _("Fjern bordet"), partial(self._commands.remove_table, board.tables[table].number))

    def _add(self, menu: QMenu, text: str, run: Callable[[], object], keys: str = "") -> QAction:
        action = add_action(menu, text, native(keys) if keys else "")
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _move(self, people: tuple[int, ...], table: int) -> None:
        board = self._view.board
        if board is not None:
            self._commands.move({p: table for p in people if p not in board.locked and board.seat[p] != table})


def _seated(board: Board, people: Sequence[int]) -> tuple[int, ...]:
    """Those who have a table: nobody can be locked to none."""
    return tuple(person for person in people if board.seat[person] != NOBODY)
