"""Keys on the board: moving to the table beside, taking out and putting in, swapping, the best places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from nettverk.i18n import _, _n
from nettverk.services.groups.board import NOBODY
from nettverk.ui.groups.board.commands import BoardCommands
from nettverk.ui.groups.board.geometry import BoardGeometry
from nettverk.ui.groups.board.highlights import BoardHighlights
from nettverk.ui.groups.board.model import BoardModel
from nettverk.ui.groups.board.people_drag import PeopleDrag
from nettverk.ui.groups.board.selection import BoardSelection

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_ARROWS = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}
_PLACES = {_Key.Key_1: 0, _Key.Key_2: 1, _Key.Key_3: 2}


class BoardKeys:
    """Works a board from the keyboard.

    Keys: Alt+arrow moves to the table there, 1–3 take the best places, Delete leaves without a table, Escape lets go.
    Ctrl+X, Ctrl+V and Ctrl+B are ``BoardActions``' shortcuts for ``take_out``, ``put_in`` and ``swap_chosen``.

    Attributes:
        taken: people taken out by Ctrl+X, shown as empty chairs until they are put in somewhere.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        model: BoardModel,
        geometry: BoardGeometry,
        selection: BoardSelection,
        highlights: BoardHighlights,
        drag: PeopleDrag,
        commands: BoardCommands,
    ) -> None:
        self._view, self._model, self._geometry = view, model, geometry
        self._selection, self._highlights = selection, highlights
        self._drag, self._commands = drag, commands
        self.taken: tuple[int, ...] = ()

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False for keys that Qt's list knows (arrows, names that are typed)."""
        key, modifiers = _Key(event.key()), event.modifiers()
        # Escape lets go of one thing at a time: what is held, then the search.
        if key == _Key.Key_Escape and (self._drag.dragged is not None or self.taken):
            self._drag.cancel()
            self.taken = ()
        elif key == _Key.Key_Escape and self._highlights.lit is not None:
            self._highlights.dismiss_search()
        elif modifiers & _Mod.AltModifier and key in _ARROWS:
            self.move_towards(*_ARROWS[key])
        elif key in _PLACES and not modifiers & ~_Mod.KeypadModifier:
            self.take_place(_PLACES[key])
        elif key in {_Key.Key_Delete, _Key.Key_Backspace}:
            self._move_chosen(NOBODY)
        else:
            return False
        return True

    def move_towards(self, sideways: int, down: int) -> None:
        """Move those chosen to the next table in a direction."""
        table = self._selection.current_table()
        beside = self._geometry.table_beside(NOBODY if table is None else table, sideways, down)
        if beside is not None:
            self._move_chosen(beside)

    def take_place(self, number: int) -> None:
        """Take one of the best places for the person in focus, from 0."""
        person = self._selection.current_person()
        if person < 0 or number >= len(self._highlights.places):
            return
        place = self._highlights.places[number]
        if place.swap_with is not None:
            self._commands.swap(person, place.swap_with)
        else:
            self._commands.move({person: place.table})

    def take_out(self) -> None:
        """Take those chosen out of their tables; ``put_in`` puts them at the table in focus."""
        self.taken = tuple(self._movable())
        if self.taken:
            self._commands.announce(_n("{n} fjernet fra bordet", "{n} fjernet fra bordet", len(self.taken)))
        self._view.viewport().update()

    def put_in(self) -> None:
        """Put those taken out at the table in focus."""
        board, table = self._model.board, self._selection.current_table()
        people, self.taken = self.taken, ()
        if board is not None and table is not None:
            self._commands.move({person: table for person in people if board.seat[person] != table})
        self._view.viewport().update()

    def swap_chosen(self) -> None:
        """The two who are chosen, or the one taken out and the one in focus, change places."""
        pair, current = self._selection.chosen(), self._selection.current_person()
        if len(pair) != 2 and len(self.taken) == 1 and current >= 0:
            pair = (self.taken[0], current)
        board = self._model.board
        if board is None or len(pair) != 2 or board.seat[pair[0]] == board.seat[pair[1]]:
            self._commands.say(_("Velg to ved hvert sitt bord (Ctrl+klikk), så kan de bytte plass."))
            return
        self.taken = ()
        if set(pair) & board.locked:
            self._commands.say(_("En av dem er låst. Lås opp først (Ctrl+L)."))
        else:
            self._commands.swap(*pair)

    def _movable(self) -> list[int]:
        """Those of the chosen who are not locked; says so where all of them are."""
        board = self._model.board
        if board is None:
            return []
        people = self._selection.chosen_or_current()
        unlocked = [person for person in people if person not in board.locked]
        if people and not unlocked:
            self._commands.say_locked(len(people))
        return unlocked

    def _move_chosen(self, table: int) -> None:
        board = self._model.board
        if board is not None:
            self._commands.move({person: table for person in self._movable() if board.seat[person] != table})
