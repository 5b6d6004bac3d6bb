"""Points, one on each line: Enter begins the next, Backspace in an empty one takes it away, Tab is the next column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nettverk.domain.points import PointMark
from nettverk.domain.sheets.definition import Block, BlockKind
from nettverk.domain.sheets.entry import Filled, line_numbers, line_point
from nettverk.i18n import _
from nettverk.ui.common.basics import Small
from nettverk.ui.common.literal import breakable, set_tip
from nettverk.ui.common.sheet_entry.block_entry import BlockEntry
from nettverk.ui.common.sheet_entry.marked import PointAt, marked_words
from nettverk.ui.common.widgets import Heading
from nettverk.ui.common.writing import Writing

Said = Mapping[str, Filled]
"""What a block says, by point."""


class Line(Writing):
    """One point.

    Signals:
        walked: up (-1) or down (1) to the next line.
        emptied: Backspace in a line that is empty.
        pasted: several lines were pasted at once: the texts after the first.
    """

    walked = Signal(int)
    emptied = Signal()
    pasted = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(1, parent, one_line=True, own_tab=True)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows at the edge of the text go to the line above or below."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif step and event.modifiers() == Qt.KeyboardModifier.NoModifier and self._at_edge(step):
            self.walked.emit(step)
        else:
            super().keyPressEvent(event)

    def _at_edge(self, step: int) -> bool:
        cursor = self.textCursor()
        way = QTextCursor.MoveOperation.Down if step > 0 else QTextCursor.MoveOperation.Up
        return not cursor.movePosition(way)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A list that is pasted becomes a point for each of its lines."""
        pieces = [piece.strip() for piece in source.text().splitlines() if piece.strip()]
        if len(pieces) < 2:
            super().insertFromMimeData(source)
            return
        self.insertPlainText(pieces[0])
        self.pasted.emit(pieces[1:])


class Lines(QWidget):
    """The points of one column.

    Args:
        name: what the column is called, for screen readers.
        say: gets each point that was changed.
        most: points asked for; one may write more.

    Signals:
        aside: Tab (1) or Shift+Tab (-1).
        left: the focus left a line.
        entered: the focus came to a line.
    """

    aside = Signal(int)
    left = Signal()
    entered = Signal()

    def __init__(
        self, block: Block, item: str, name: str, say: Callable[[Filled], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._block, self._item, self._name, self._say = block.id, item, name, say
        self._read_only = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addStretch(1)
        self.marks = Small("", self, wrap=True)
        self.marks.hide()
        self._box.addWidget(self.marks)
        self.lines: dict[int, Line] = {}
        self._add(1)

    def set_read_only(self) -> None:
        """Only to be looked at: no line that waits for a point, and Tab goes past."""
        self._read_only = True
        for line in self.lines.values():
            _only_seen(line)

    def show_points(self, said: Said, held: Callable[[str], bool]) -> None:
        """Show the points as they are stored; what is being typed is left alone.

        Args:
            held: whether a point has something that is not stored yet.
        """
        numbers = line_numbers(said, self._item)
        for number in numbers:
            if number not in self.lines:
                self._add(number)
        for number, line in list(self.lines.items()):
            point = line_point(number, self._item)
            if held(point):
                continue
            text = said[point].text if point in said else ""
            if not (line.hasFocus() and not text):  # whoever begins a new line has not said anything yet
                line.fill(text)
        self._tidy()

    def at(self) -> PointAt | None:
        """The point the cursor is at, if it is at one of these."""
        for number, line in self.lines.items():
            if line.hasFocus():
                return PointAt(self._block, line_point(number, self._item), line.text())
        return None

    def show_marks(self, marked: Mapping[str, PointMark]) -> None:
        """Say which points are marked, by the place they stand at."""
        order = enumerate(sorted(self.lines), start=1)
        points = ((place, line_point(number, self._item)) for place, number in order)
        self.marks.setText(marked_words((place, marked[point]) for place, point in points if point in marked))
        self.marks.setVisible(bool(self.marks.text()))

    def first(self) -> Line | None:
        """The line to begin in: the first empty one."""
        return next((line for line in self._in_order() if not line.text()), None)

    def last(self) -> Line:
        """The last line, which waits for the next point."""
        return self._in_order()[-1]

    def _in_order(self) -> list[Line]:
        return [self.lines[number] for number in sorted(self.lines)]

    def _tidy(self) -> None:
        """One empty line at the end, and none in between but the one somebody is at."""
        order = sorted(self.lines)
        for number in order[:-1]:
            line = self.lines[number]
            if not line.text() and not line.hasFocus():
                self._take_away(number)
        if self._read_only:
            return
        if self.lines and self.last().text():
            self._add(max(self.lines) + 1)

    def _add(self, number: int) -> Line:
        line = Line(_("{name}, punkt {number}").format(name=self._name, number=number), self)
        if self._read_only:
            _only_seen(line)
        line.setPlaceholderText(_("Nytt punkt"))
        line.typed.connect(partial(self._typed, number))
        line.done.connect(partial(self._next, number))
        line.walked.connect(partial(self._walk, number))
        line.emptied.connect(partial(self._remove, number))
        line.pasted.connect(partial(self._paste, number))
        line.went.connect(self.aside)
        line.left.connect(self.left)
        line.entered.connect(self.entered)
        self.lines[number] = line
        self._box.insertWidget(sorted(self.lines).index(number), line)
        if self.isVisible():
            line.show()  # at once, so that it can take the focus before the layout has come round
        return line

    def _typed(self, number: int) -> None:
        self._say(Filled(self._block, line_point(number, self._item), self.lines[number].text()))
        if self.lines[number].text() and number == max(self.lines):
            self._add(number + 1)

    def _next(self, number: int) -> None:
        if self.lines[number].text().strip() and number == max(self.lines):
            self._add(number + 1)
        self._walk(number, 1)

    def _walk(self, number: int, step: int) -> None:
        order = sorted(self.lines)
        place = order.index(number) + step
        if 0 <= place < len(order):
            line = self.lines[order[place]]
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            line.to_end()

    def _remove(self, number: int) -> None:
        """An empty line goes away, and one goes on in the one above; the last one waits for the next point."""
        order = sorted(self.lines)
        above = order.index(number) - 1
        if above < 0:
            return
        self._walk(number, -1)
        if number != order[-1]:
            QTimer.singleShot(0, self, self._tidy)

    def _paste(self, number: int, texts: list[str]) -> None:
        here = number
        for text in texts:
            free = next((n for n in sorted(self.lines) if n > here and not self.lines[n].text()), max(self.lines) + 1)
            line = self.lines.get(free) or self._add(free)
            line.insertPlainText(text)
            here = free
        self.lines[here].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, number: int) -> None:
        line = self.lines.pop(number)
        line.blockSignals(True)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()


class PointsEntry(BlockEntry):
    """Points in one column, or in the columns of the block side by side."""

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.columns: list[Lines] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        items = [(item.id, item.label, item.help) for item in block.items]
        if block.kind is not BlockKind.COLUMNS:
            items = [("", block.prompt, "")]
        for place, (item, label, help_) in enumerate(items):
            lines = Lines(block, item, label, self._hand_on, self)
            lines.aside.connect(partial(self._aside, place))
            lines.left.connect(self.left)
            lines.entered.connect(self.entered)
            column = QVBoxLayout()
            column.setSpacing(4)
            if item:
                head = Heading(breakable(label), 0, self, wrap=True)
                set_tip(head, help_)
                column.addWidget(head)
                if help_:
                    column.addWidget(Small(breakable(help_), self, wrap=True))
            column.addWidget(lines, 1)
            row.addLayout(column, 1)
            self.columns.append(lines)

    def _hand_on(self, filled: Filled) -> None:
        self.said.emit(filled)

    def show_points(self, said: Said, held: Callable[[str], bool]) -> None:
        """Show what is stored."""
        for lines in self.columns:
            lines.show_points(said, held)

    def at(self) -> PointAt | None:
        """The point the cursor is at."""
        return next((at for at in (lines.at() for lines in self.columns) if at is not None), None)

    def show_marks(self, marked: Mapping[str, Sequence[tuple[int, PointMark]]]) -> None:
        """Say which points are marked; each is one line here."""
        one_each = {point: mark for point, marks in marked.items() for _line, mark in marks[:1]}
        for lines in self.columns:
            lines.show_marks(one_each)

    def set_read_only(self) -> None:
        """Only to be looked at."""
        for lines in self.columns:
            lines.set_read_only()

    def begin(self, *, backwards: bool = False) -> QWidget:
        """The line one comes to first, from above or from below."""
        lines = self.columns[-1 if backwards else 0]
        return lines.first() or lines.last()

    def _aside(self, place: int, way: int) -> None:
        target = place + way
        if 0 <= target < len(self.columns):
            line = self.columns[target].first() or self.columns[target].last()
            line.setFocus(Qt.FocusReason.TabFocusReason)
            return
        edge = self._edge(way)
        edge.tab_on(way > 0)

    def _edge(self, way: int) -> Line:
        """The line after which Tab comes out of the block."""
        lines = self.columns[-1 if way > 0 else 0]
        return lines.last() if way > 0 else lines.lines[min(lines.lines)]


def _only_seen(line: Writing) -> None:
    line.setReadOnly(True)
    line.setPlaceholderText("")
    line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
