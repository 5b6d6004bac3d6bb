"""The board: people at tables, to look at, choose from, drag and move with the keyboard.

It is a list view to Qt and to screen readers (tables and people in one list), with a layout and painting of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from nettverk.i18n import _
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.effects import Place
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups import board_layout
from nettverk.ui.groups.board_layout import LEAST_ZOOM, MOST_ZOOM, BoardLayout
from nettverk.ui.groups.board_model import BoardModel
from nettverk.ui.groups.board_paint import BoardPainter
from nettverk.ui.groups.carry import Carry

_Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag
EDGE = 6


class BoardView(QListView):
    """The board of a ``BoardModel``.

    Signals:
        moves_wanted: people are to move, as {person: table or NOBODY}.
        swap_wanted: two people are to change places.
        person_shown: another person is in focus (−1: none). person_hovered: the mouse rests on one (−1: no more).
        table_dragged: a table was put down on the floor plan: table, x and y in thousandths.
        zoomed: the zoom has changed.
        said: a sentence for the user.
    """

    moves_wanted = Signal(object)
    swap_wanted = Signal(int, int)
    person_shown = Signal(int)
    person_hovered = Signal(int)
    table_dragged = Signal(int, int, int)
    zoomed = Signal(float)
    said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = BoardModel(self)
        self.painting = BoardPainter(self.people, theme)
        self.plan = BoardLayout()
        self.theme = theme
        self.zoom, self.floor = 1.0, False
        self.lit: frozenset[int] | None = None
        self.searching = False
        self.places: tuple[Place, ...] = ()
        self.known: frozenset[int] = frozenset()
        self.carry: Carry | None = None
        self.cut: tuple[int, ...] = ()
        self.ghost: QRect | None = None
        self._quiet = False
        self.setModel(self.people)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setStyleSheet("QListView, QListView:focus { border: none; background: transparent; }")
        self.setMouseTracking(True)
        self.setMinimumSize(240, 120)
        self.setAccessibleName(_("Bord og deltakere"))

    # --- what is shown ---

    @property
    def board(self) -> Board | None:
        """The board that is shown."""
        return self.people.board

    def show_board(self, board: Board | None) -> None:
        """Show a board; who was chosen and in focus stays so, wherever they sit now."""
        before, chosen, current = self.board, self.chosen(), self.current_person()
        table = self.current_table()
        ids = [before.people[person].id for person in chosen] if before else []
        focus = before.people[current].id if before and current >= 0 else ""
        self._quiet = True
        self.people.show(board)
        self.painting.floor = self.floor
        self.relayout()
        if board is not None:
            self.choose([board.index[one] for one in ids if one in board.index], focus=board.index.get(focus, -1))
            if not focus and table is not None:
                self._focus_row(self.people.row_of.get(("table", table), -1))
        if self.hasFocus() and not self.currentIndex().isValid():
            self._focus_row(min(1, len(self.people.items) - 1))
        self._quiet = False
        self.person_shown.emit(self.current_person())
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Another look or text size."""
        self.theme = theme
        self.painting.set_theme(theme)
        self.relayout()

    def set_floor(self, floor: bool) -> None:
        """Show the floor plan, or columns."""
        self.floor = self.painting.floor = floor
        self.painting.forget()
        self.relayout()

    def set_zoom(self, zoom: float) -> None:
        """Zoom in or out; below 0.8 cards say less, below 0.5 they are shapes."""
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        if zoom != self.zoom:
            self.zoom = zoom
            self.relayout()
            self.zoomed.emit(zoom)
            self.scrollTo(self.currentIndex())

    def zoom_to_all(self, most: float = 1.0) -> None:
        """The largest zoom at which every table is seen."""
        if self.board is None or not self.board.tables:
            return
        places = [table.place for table in self.board.tables] if self.floor else None
        self.set_zoom(board_layout.zoom_that_fits(self._counts(), self._room(), self.theme.scale, most, places))

    def light(self, people: Collection[int] | None, *, searching: bool = False) -> None:
        """Light up some people; None for nobody in particular. The others step back while one is ``searching``."""
        self.searching = searching
        self.lit = None if people is None else frozenset(people)
        if self.lit:
            first = min(self.lit, key=lambda person: self.people.row_of.get(("person", person), 0))
            self.scrollTo(self.index_of(first))
        self.viewport().update()

    def show_places(self, places: tuple[Place, ...], known: Collection[int] = ()) -> None:
        """Let the best places for the person in focus stand out, and mark those whom she or he has met before."""
        self.places, self.known = places, frozenset(known)
        self.viewport().update()

    def say(self, text: str) -> None:
        """Tell screen readers what happened."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # --- who is chosen ---

    def index_of(self, person: int) -> QModelIndex:
        """The model index of a person; invalid for −1."""
        return self.people.index(self.people.row_of.get(("person", person), -1), 0)

    def person_at(self, index: _Index) -> int:
        """The number of the person of an index, −1 for tables and absent people."""
        if not index.isValid():
            return -1
        item = self.people.items[index.row()]
        return item.who if item.kind == "person" else -1

    def current_person(self) -> int:
        """The person in focus, or −1."""
        return self.person_at(self.currentIndex())

    def current_table(self) -> int | None:
        """The table that is in focus itself or through one of its people."""
        index = self.currentIndex()
        return self.people.items[index.row()].table if index.isValid() else None

    def chosen(self) -> tuple[int, ...]:
        """Everyone chosen, in the board's order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        items = [self.people.items[row] for row in rows if row < len(self.people.items)]
        return tuple(item.who for item in items if item.kind == "person")

    def choose(self, people: Iterable[int], *, focus: int = -1) -> None:
        """Choose people; ``focus`` one of them (or the first)."""
        who = list(people)
        selection = QItemSelection()
        for person in who:
            index = self.index_of(person)
            selection.select(index, index)
        self.selectionModel().select(selection, _Select.ClearAndSelect)
        target = focus if focus >= 0 else (who[0] if who else -1)
        if target >= 0:
            self._focus_row(self.people.row_of.get(("person", target), -1))

    def _focus_row(self, row: int) -> None:
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.people.index(row, 0), _Select.NoUpdate)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell who is in focus now."""
        super().currentChanged(current, previous)
        if not self._quiet:
            self.person_shown.emit(self.person_at(current))
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw the rings anew."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    # --- layout ---

    def _counts(self) -> list[tuple[int, int, int]]:
        board = self.board
        if board is None or not board.tables:
            return []
        counts = [(NOBODY, len(board.unseated), 0)] if board.unseated else []
        gone = [table for _one, table in board.absent]
        return counts + [
            (table, len(board.at[table]) + gone.count(table), board.tables[table].seats)
            for table in range(len(board.tables))
        ]

    def _room(self) -> QSize:
        return QSize(max(120, self.width() - 14 - 2 * EDGE), max(80, self.height() - 2 * EDGE))

    def relayout(self) -> None:
        """Place everything anew."""
        counts, room = self._counts(), self._room()
        if not counts or self.board is None:
            self.plan = BoardLayout()
        elif self.floor:
            places = [table.place for table in self.board.tables]
            self.plan = board_layout.floor(counts, places, room, zoom=self.zoom, scale=self.theme.scale)
        else:
            self.plan = board_layout.columns(counts, room.width(), self.zoom, self.theme.scale)
        self.people.tips = self.plan.detail != board_layout.FULL
        self.updateGeometries()
        self.viewport().update()

    def doItemsLayout(self) -> None:
        """Qt asks for the layout when the model or the style changes."""
        self.relayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: more or fewer tables side by side."""
        QAbstractItemView.resizeEvent(self, event)
        self.relayout()

    def updateGeometries(self) -> None:
        """The scroll bars."""
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), self.plan.size.height(), view.height()),
            (self.horizontalScrollBar(), self.plan.size.width(), view.width()),
        ):
            bar.setRange(0, max(0, whole + 2 * EDGE - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(24)

    def horizontalOffset(self) -> int:
        """How far it is scrolled."""
        return self.horizontalScrollBar().value() - EDGE

    def verticalOffset(self) -> int:
        """How far it is scrolled."""
        return self.verticalScrollBar().value() - EDGE

    def offset(self) -> QPoint:
        """From the viewport's coordinates to the board's."""
        return QPoint(self.horizontalOffset(), self.verticalOffset())

    def place_of(self, index: _Index) -> QRect:
        """Where an item stands, in the board's coordinates."""
        if not index.isValid() or index.row() >= len(self.people.items):
            return QRect()
        item = self.people.items[index.row()]
        bay = self.plan.by_table.get(item.table)
        if bay is None:
            return QRect()
        if item.kind == "table":
            return bay.head
        number = index.row() - self.people.row_of["table", item.table] - 1
        return bay.cards[number] if number < len(bay.cards) else QRect()

    def visualRect(self, index: _Index) -> QRect:
        """Where an item is seen."""
        return self.place_of(index).translated(-self.offset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """What is under a point of the viewport."""
        at = point + self.offset()
        bay = self.plan.bay_at(at)
        if bay is None:
            return QModelIndex()
        first = self.people.row_of["table", bay.table]
        for number, rect in enumerate(bay.cards):
            if rect.contains(at):
                return self.people.index(first + 1 + number, 0)
        return self.people.index(first, 0) if bay.head.contains(at) else QModelIndex()

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring an item into view, with its table's name if there is room."""
        rect = self.place_of(index)
        if rect.isNull():
            return
        for bar, start, length, seen in (
            (self.verticalScrollBar(), rect.top(), rect.height(), self.viewport().height()),
            (self.horizontalScrollBar(), rect.left(), rect.width(), self.viewport().width()),
        ):
            if start - 8 < bar.value() - EDGE:
                bar.setValue(start + EDGE - 8)
            elif start + length + 8 > bar.value() - EDGE + seen:
                bar.setValue(start + length + 8 + EDGE - seen)

    def isIndexHidden(self, index: _Index) -> bool:
        """Nothing is hidden."""
        return False

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """The rings are drawn by the whole view."""
        return QRegion(self.viewport().rect())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the people in a rectangle of the viewport."""
        area = rect.normalized().translated(self.offset())
        selection = QItemSelection()
        for bay in self.plan.bays:
            if not bay.rect.intersects(area):
                continue
            first = self.people.row_of["table", bay.table]
            for number, card in enumerate(bay.cards):
                if card.intersects(area):
                    index = self.people.index(first + 1 + number, 0)
                    selection.select(index, index)
        self.selectionModel().select(selection, command)

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and down inside a table and on to the next; left and right to the same place at the neighbour's."""
        items = self.people.items
        current = self.currentIndex()
        if not items:
            return QModelIndex()
        if not current.isValid():
            return self.people.index(0, 0)
        simple = {
            _Action.MoveHome: 0,
            _Action.MoveEnd: len(items) - 1,
            _Action.MoveNext: min(len(items) - 1, current.row() + 1),
            _Action.MovePrevious: max(0, current.row() - 1),
        }
        if action in simple:
            return self.people.index(simple[action], 0)
        here = self.place_of(current)
        sideways = {_Action.MoveLeft: -1, _Action.MoveRight: 1}.get(action, 0)
        down = {_Action.MoveUp: -1, _Action.MoveDown: 1, _Action.MovePageUp: -1, _Action.MovePageDown: 1}.get(action, 0)
        row = self._neighbour(here, sideways, down)
        return self.people.index(row if row >= 0 else current.row(), 0)

    def _neighbour(self, here: QRect, sideways: int, down: int) -> int:
        """The nearest item in a direction, the straight way before the short one."""
        best, row_found = 1 << 30, -1
        centre = here.center()
        for row in range(len(self.people.items)):
            there = self.place_of(self.people.index(row, 0)).center()
            dx, dy = there.x() - centre.x(), there.y() - centre.y()
            along, across = (dx * sideways, abs(dy)) if sideways else (dy * down, abs(dx))
            if along <= 4:
                continue
            distance = along + 6 * across
            if distance < best:
                best, row_found = distance, row
        return row_found
