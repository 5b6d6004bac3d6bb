"""Keys on the board: moving to the table beside, taking out and putting in, swapping, the best places."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from nettverk.i18n import _, _n
from nettverk.services.groups.board import NOBODY
from nettverk.ui.groups.board_layout import Bay
from nettverk.ui.groups.dragging import DraggedBoard

_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_ARROWS = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}


class KeyedBoard(DraggedBoard):
    """A board that is worked from the keyboard.

    Keys: arrows, Alt+arrow to move to the table there, Ctrl+X and Ctrl+V, Ctrl+B to swap two, 1–3 for the best places.

    Signals:
        search_over: those lit up may step back into the crowd: somebody (their number) was pressed, or Escape (−1).
    """

    search_over = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move people; the rest moves the focus or finds a name."""
        if event.key() == _Key.Key_Escape and (self.carry is not None or self.cut):
            self._let_go()
            self.cut = ()
        elif event.key() == _Key.Key_Escape and self.lit is not None:
            self.search_over.emit(-1)
        elif event.modifiers() & _Mod.AltModifier and event.key() in _ARROWS:
            self.move_towards(*_ARROWS[_Key(event.key())])
        elif event.key() in {_Key.Key_1, _Key.Key_2, _Key.Key_3} and not event.modifiers() & ~_Mod.KeypadModifier:
            self.take_place(event.key() - _Key.Key_1)
        elif event.key() in {_Key.Key_Delete, _Key.Key_Backspace}:
            self._move_chosen(NOBODY)
        else:
            super().keyPressEvent(event)

    def move_towards(self, sideways: int, down: int) -> None:
        """Move those chosen to the next table in a direction."""
        table = self.current_table()
        bay = self.plan.by_table.get(NOBODY if table is None else table)
        if bay is None:
            return
        here = bay.rect.center()

        def distance(other: Bay) -> int:
            there = other.rect.center() - here
            along, across = (there.x() * sideways, there.y()) if sideways else (there.y() * down, there.x())
            return along + 6 * abs(across) if along > 4 else 1 << 30

        best = min(self.plan.bays, key=distance)
        if distance(best) < 1 << 30:
            self._move_chosen(best.table)

    def take_place(self, number: int) -> None:
        """Take one of the best places for the person in focus."""
        person = self.current_person()
        if person < 0 or number >= len(self.places):
            return
        place = self.places[number]
        if place.swap_with is not None:
            self.swap_wanted.emit(person, place.swap_with)
        else:
            self.moves_wanted.emit({person: place.table})

    def _movable(self) -> list[int]:
        board, current = self.board, self.current_person()
        if board is None:
            return []
        people = list(self.chosen()) or ([current] if current >= 0 else [])
        free = [person for person in people if person not in board.locked]
        if people and not free:
            self.said.emit(
                _n("{n} er låst. Lås opp først (Ctrl+L).", "{n} er låst. Lås opp først (Ctrl+L).", len(people))
            )
        return free

    def _move_chosen(self, table: int) -> None:
        board = self.board
        moves = {person: table for person in self._movable() if board is not None and board.seat[person] != table}
        if moves:
            self.moves_wanted.emit(moves)

    def cut_chosen(self) -> None:
        """Take those chosen in hand; Ctrl+V puts them at the table in focus."""
        self.cut = tuple(self._movable())
        if self.cut:
            self.say(_n("{n} tatt ut", "{n} tatt ut", len(self.cut)))
        self.viewport().update()

    def paste(self) -> None:
        """Put those taken in hand at the table in focus."""
        table, board = self.current_table(), self.board
        moves = {p: table for p in self.cut if board is not None and table is not None and board.seat[p] != table}
        self.cut = ()
        if moves:
            self.moves_wanted.emit(moves)
        self.viewport().update()

    def swap_chosen(self) -> None:
        """The two who are chosen, or the one taken in hand and the one in focus, change places."""
        chosen, current = self.chosen(), self.current_person()
        if len(chosen) != 2 and len(self.cut) == 1 and current >= 0:
            chosen = (self.cut[0], current)
        board = self.board
        if board is None or len(chosen) != 2 or board.seat[chosen[0]] == board.seat[chosen[1]]:
            self.said.emit(_("Velg to ved hvert sitt bord (Ctrl+klikk), så kan de bytte plass."))
            return
        self.cut = ()
        if not set(chosen) & board.locked:
            self.swap_wanted.emit(*chosen)
        else:
            self.said.emit(_("En av dem er låst. Lås opp først (Ctrl+L)."))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here by keyboard, something is in focus at once."""
        super().focusInEvent(event)
        if (
            not self.currentIndex().isValid()
            and self.people.items
            and event.reason() != Qt.FocusReason.MouseFocusReason
        ):
            self._focus_row(1 if len(self.people.items) > 1 else 0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving: the ring goes."""
        super().focusOutEvent(event)
        self.viewport().update()
