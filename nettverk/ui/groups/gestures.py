"""Hands on the board: choosing, dragging, moving and swapping, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from nettverk.i18n import _, _n
from nettverk.services.group_board import NOBODY
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.board_layout import Bay
from nettverk.ui.groups.carry import Carry, Target
from nettverk.ui.groups.painted_board import PaintedBoard

_Key, _Mod, _Select = Qt.Key, Qt.KeyboardModifier, QItemSelectionModel.SelectionFlag
REST_MS = 160
"""How long the mouse rests on somebody before the board speaks of them."""

_ARROWS = {_Key.Key_Left: (-1, 0), _Key.Key_Right: (1, 0), _Key.Key_Up: (0, -1), _Key.Key_Down: (0, 1)}


class Board(PaintedBoard):
    """The board with its gestures.

    Mouse: click to choose (Ctrl adds, Shift takes the row between), drag to a table to move, onto a person to swap.
    Keys: arrows, Alt+arrow to move to the table there, Ctrl+X and Ctrl+V, Ctrl+B to swap two, 1–3 for the best places.

    Signals:
        menu_wanted: a context menu at a point of the screen.
        search_over: those lit up may step back into the crowd: somebody (their number) was pressed, or Escape (−1).
    """

    menu_wanted = Signal(QPoint)
    search_over = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: QPoint | None = None
        self._waits = False
        self._band: QRect | None = None
        self._table = NOBODY
        self._hovered, self._rests_on = -1, -1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)
        self._scroll = QTimer(self)
        self._scroll.setInterval(30)
        self._scroll.timeout.connect(self._scroll_on)
        self._hand = QPoint()

    # --- mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and be ready to drag."""
        self.forget_hover()
        point = event.position().toPoint()
        index = self.indexAt(point)
        person = self.person_at(index)
        if event.button() == Qt.MouseButton.RightButton:
            if person >= 0 and person not in self.chosen():
                self.choose([person])
            elif index.isValid():
                self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._waits = point, False
        self._table = NOBODY
        if person >= 0 and self.lit is not None:
            self.search_over.emit(person)
        if person < 0:
            self._press_elsewhere(point, event.modifiers())
            return
        if event.modifiers() & _Mod.ControlModifier:
            self.selectionModel().setCurrentIndex(index, _Select.Toggle)
        elif event.modifiers() & _Mod.ShiftModifier:
            self._choose_between(index.row())
        elif person in self.chosen():
            self._waits = True  # it may be a drag of them all; a plain click chooses this one on release
            self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)

    def _press_elsewhere(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        index = self.indexAt(point)
        if not modifiers & _Mod.ControlModifier:
            self.selectionModel().clearSelection()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
            item = self.people.items[index.row()]
            if self.floor and item.kind == "table" and item.table != NOBODY:
                self._table = item.table
                return
        self._band = QRect(point, point)

    def _choose_between(self, row: int) -> None:
        start = self.currentIndex().row() if self.currentIndex().isValid() else row
        rows = range(min(start, row), max(start, row) + 1)
        people = [self.people.items[n].who for n in rows if self.people.items[n].kind == "person"]
        self.choose(people, focus=self.people.items[row].who)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry on."""
        point = event.position().toPoint()
        if not event.buttons():
            self._hover(self.person_at(self.indexAt(point)))
        if self.carry is not None:
            self.carry_to(point)
        elif self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        elif self._table != NOBODY:
            self._drag_table(point)
        elif self._band is not None:
            self._stretch(point)
        elif (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self.take_up(self._pressed)
            self.carry_to(point)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left: whoever is in focus counts again."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, person: int) -> None:
        """The mouse is on somebody, or on nobody; told once it rests there."""
        if person == self._hovered:
            return
        self._hovered = person
        if person >= 0 or self._rests_on >= 0:
            self._rest.start()

    def _rested(self) -> None:
        if self._rests_on != self._hovered:
            self._rests_on = self._hovered
            self.person_hovered.emit(self._hovered)

    def forget_hover(self) -> None:
        """A key or a click: whoever is in focus counts, not whom the mouse happens to be on."""
        self._rest.stop()
        if self._rests_on >= 0:
            self._rests_on = -1
            self.person_hovered.emit(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down, or finish choosing."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.carry is not None:
            self.put_down()
        elif self._table != NOBODY:
            self._drop_table(point)
        elif self._waits:
            person = self.person_at(self.indexAt(point))
            if person >= 0:
                self.choose([person])
        self._pressed, self._band, self._waits, self._table = None, None, False, NOBODY
        self.ghost = None
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is two clicks here."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done here."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & _Mod.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            QListView.wheelEvent(self, event)

    def _stretch(self, point: QPoint) -> None:
        if self._pressed is not None:
            self._band = QRect(self._pressed, point).normalized()
            self.ghost = self._band.translated(self.offset())
            self.setSelection(self._band, _Select.ClearAndSelect)

    # --- dragging people ---

    def take_up(self, point: QPoint) -> None:
        """Take hold of those who are chosen, by the one under the point; the locked stay."""
        board, index = self.board, self.indexAt(point)
        person = self.person_at(index)
        if board is None or person < 0:
            return
        if person in board.locked:
            self.said.emit(_("{name} er låst her. Lås opp først (Ctrl+L).").format(name=board.people[person].name))
            self._pressed = None
            return
        people = [person, *(one for one in self.chosen() if one != person and one not in board.locked)]
        rect = self.visualRect(index)
        self._waits = False
        self.carry = Carry(
            board, tuple(people), self._picture(rect, index.row(), len(people)), point - rect.topLeft(), point
        )
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll.start()

    def _picture(self, rect: QRect, row: int, count: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round((rect.width() + 12) * ratio), round((rect.height() + 12) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRect(0, 0, rect.width(), rect.height())
        painter.setPen(Qt.PenStyle.NoPen)
        for grow, strength in ((5, 0.05), (3, 0.07), (1, 0.09)):
            painter.setBrush(self.theme.colour("shadow", strength))
            painter.drawRoundedRect(QRectF(card.adjusted(-grow + 4, -grow + 6, grow + 4, grow + 6)), 9, 9)
        self.painting.card(painter, card, self.people.items[row], self.plan, ghost=True)
        self.painting.ring(painter, card.adjusted(1, 1, -1, -1), "accent", self.plan)
        if count > 1:
            self.painting.badge(painter, QPoint(card.right() + 4, 0), str(count), "accent")
        painter.end()
        return picture

    def carry_to(self, point: QPoint) -> None:
        """One step of a drag: the hand is here now."""
        carry = self.carry
        if carry is None:
            return
        before, old = carry.rect(), carry.target
        self._hand = point
        carry.at = point + self.offset()
        carry.target = self._target(carry)
        dirty = before.united(carry.rect())
        self.viewport().update(dirty.translated(-self.offset()))
        if carry.target != old:
            for target in (old, carry.target):
                if target is not None and target.table in self.plan.by_table:
                    rect = self.plan.by_table[target.table].rect.adjusted(-4, -4, 4, 4)
                    self.viewport().update(rect.translated(-self.offset()))

    def _target(self, carry: Carry) -> Target | None:
        bay = self.plan.bay_at(carry.at)
        if bay is None:
            return None
        person = self.person_at(self.indexAt(carry.at - self.offset()))
        can_swap = len(carry.people) == 1 and person >= 0 and person not in carry.board.locked
        if can_swap and carry.board.seat[person] != carry.board.seat[carry.people[0]]:
            return Target(bay.table, person)
        return Target(bay.table)

    def put_down(self) -> None:
        """Drop what is carried where the hand is."""
        carry = self._let_go()
        if carry is None or carry.target is None:
            return
        if carry.target.swap_with is not None:
            self.swap_wanted.emit(carry.people[0], carry.target.swap_with)
        elif carry.moves(carry.target):
            self.moves_wanted.emit(dict(carry.moves(carry.target)))

    def _let_go(self) -> Carry | None:
        carry, self.carry = self.carry, None
        self._scroll.stop()
        self.unsetCursor()
        self._pressed = None
        self.viewport().update()
        return carry

    def _scroll_on(self) -> None:
        """Near the edge the board scrolls under the hand."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        step = 0
        if self._hand.y() < 28:
            step = -(28 - self._hand.y())
        elif self._hand.y() > height - 28:
            step = self._hand.y() - height + 28
        if step and self.carry is not None:
            bar.setValue(bar.value() + max(-40, min(40, step)))
            self.carry_to(self._hand)
            self.viewport().update()

    # --- dragging tables on the floor plan ---

    def _where(self, point: QPoint) -> tuple[int, int]:
        size, at = self.plan.size, QPointF(point + self.offset())
        top = (
            self.plan.by_table[NOBODY].rect.height() + round(12 * self.plan.unit) if NOBODY in self.plan.by_table else 0
        )
        x = round(1000 * at.x() / max(1, size.width()))
        return max(0, min(1000, x)), max(0, min(1000, round(1000 * (at.y() - top) / max(1, size.height() - top))))

    def _drag_table(self, point: QPoint) -> None:
        bay: Bay | None = self.plan.by_table.get(self._table)
        if bay is not None:
            self._hand = point
            self.ghost = bay.rect.translated(point + self.offset() - bay.head.center())
            self.viewport().update()

    def _drop_table(self, point: QPoint) -> None:
        pressed = self._pressed or point
        if (point - pressed).manhattanLength() >= QApplication.startDragDistance():
            self.table_dragged.emit(self._table, *self._where(point))

    # --- keyboard ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move people; the rest moves the focus or finds a name."""
        self.forget_hover()
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
