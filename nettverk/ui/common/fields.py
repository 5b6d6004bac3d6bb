"""Fields that store what is typed by themselves: no save button, and never overwritten under the user's fingers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nettverk.i18n import _
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.typed_moments import ClockField, DayField
from nettverk.ui.common.widgets import Small

PAUSE_MS = 350
Edit = TypeVar("Edit", bound=QPlainTextEdit)


class Fields(QWidget):
    """A form whose fields hand on what was typed after a short pause, and at once when left.

    Whoever listens stores it with the autosave, under the subject and the field's name; what the autosave still holds
    is never overwritten with what is stored.

    Signals:
        typed: field name and value.
    """

    typed = Signal(str, object)

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self.setProperty("keeps", True)  # for a sheet that is asked what is not stored
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        self._read: dict[str, Callable[[], object]] = {}
        self._write: dict[str, Callable[[object], None]] = {}
        self._inputs: dict[str, QWidget] = {}
        self._cells: dict[str, QWidget] = {}
        self._known: dict[str, object] = {}
        self._moments: dict[str, ClockField | DayField] = {}
        self._unread: dict[tuple[str, str], str] = {}  # what was typed in a row and could be neither taken nor dropped
        self._waiting: set[str] = set()
        self._subject = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._hand_on)
        autosave.flushing.connect(self.flush)

    # --- what is shown ---

    def show_values(self, subject: str, values: dict[str, object]) -> None:
        """Show a row's values; a field with something not yet stored keeps it as long as the row is the same."""
        changed = False
        if subject != self._subject:
            self.flush()  # what was typed belongs to the row that was shown until now
            for name, moment in self._moments.items():
                self._unread[self._subject, name] = moment.pending()
                moment.unsettled = False
            self._subject = subject
            self._known.clear()
            changed = True
        for name, value in values.items():
            if name in self._write and not self._is_held(name) and self._known.get(name, _UNKNOWN) != value:
                self._known[name] = value
                if self._read[name]() != value:
                    self._write[name](value)
        if changed:
            for name, moment in self._moments.items():
                if text := self._unread.pop((subject, name), ""):
                    moment.restore(text)
        if not self._waiting:
            self._timer.stop()

    def _is_held(self, name: str) -> bool:
        typing = name in self._moments and self._moments[name].unsettled
        return typing or name in self._waiting or self._autosave.holds((self._subject, name))

    @property
    def subject(self) -> str:
        """Id of the row whose values are shown."""
        return self._subject

    def flush(self) -> None:
        """Hand on everything typed and not yet stored, also a number or a day that is only half typed."""
        for widget in self._inputs.values():
            if isinstance(widget, QSpinBox):
                widget.interpretText()
            elif isinstance(widget, ClockField | DayField):
                widget.settle()
        self._hand_on()

    def _hand_on(self) -> None:
        self._timer.stop()
        waiting, self._waiting = self._waiting, set()
        for name in sorted(waiting):
            value = self._read[name]()
            # Typed and taken back before the pause was over: nothing has changed.
            if value != self._known.get(name, _UNKNOWN):
                self._known[name] = value
                self.typed.emit(name, value)

    def names(self) -> tuple[str, ...]:
        """Names of the fields, in the order they were added."""
        return tuple(self._read)

    def input(self, name: str) -> QWidget:
        """The widget one types in for a field, as tests and the tab order need it."""
        return self._inputs[name]

    def _note(self, name: str, *, soon: bool = True) -> None:
        if self._read[name]() != self._known.get(name, _UNKNOWN):
            self._waiting.add(name)
            if soon:
                self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field stores it."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    # --- kinds of fields ---

    def line(self, name: str, label: str, *, hint: str = "", most: int = 300, whole: bool = False) -> QLineEdit:
        """Add one line of text.

        Args:
            most: how many letters it takes.
            whole: it means something only when it is written to its end, and is handed on when it is left.
        """
        edit = QLineEdit(self)
        edit.setMaxLength(most)
        edit.setPlaceholderText(hint)
        edit.textChanged.connect(lambda: self._note(name, soon=not whole))

        def write(value: object) -> None:
            edit.setText(str(value or ""))
            if not edit.hasFocus():
                edit.setCursorPosition(0)  # what is too long for the field is read from its beginning

        self._add(name, label, edit, edit.text, write)
        return edit

    def lines(self, name: str, label: str, *, hint: str = "", rows: int = 3) -> QPlainTextEdit:
        """Several lines of text; Tab goes on to the next field."""
        return self._several(name, label, _Lines(rows, self), hint)

    def numbered_lines(self, name: str, label: str, *, hint: str = "", rows: int = 3) -> NumberedLines:
        """Several lines of text that count as one thing each, with a number in front of each."""
        return self._several(name, label, NumberedLines(rows, self), hint)

    def _several(self, name: str, label: str, edit: Edit, hint: str) -> Edit:
        edit.setPlaceholderText(hint)
        edit.textChanged.connect(lambda: self._note(name))
        self._add(name, label, edit, edit.toPlainText, lambda value: edit.setPlainText(str(value or "")))
        return edit

    def choice(self, name: str, label: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a box with a few choices, as (key, text); the value is the key."""
        box = ComboBox(self)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for key, text in choices:
            box.addItem(text, key)
        box.activated.connect(lambda: self._note(name))
        box.activated.connect(self.flush)

        def write(value: object) -> None:
            # A value that is not offered (a newer program wrote it) is shown as the first choice, and not stored.
            box.setCurrentIndex(max(0, box.findData(value or "")))

        self._add(name, label, box, box.currentData, write)
        return box

    def minutes(self, name: str, label: str, *, most: int = 1440) -> QSpinBox:
        """Add a number of whole minutes, 0–``most``; the arrows go in fives."""
        box = _Minutes(self)
        box.setRange(0, most)
        box.setSingleStep(5)
        box.setSuffix(_(" min"))
        # «60» is not first a part of six minutes: the number counts when it is typed to its end.
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda: self._note(name))
        self._add(name, label, box, box.value, lambda value: box.setValue(int(str(value or 0))))
        return box

    def moment(self, name: str, label: str, *, optional: bool = False, hint: str = "") -> ClockField:
        """Add a time of day; an optional one may be left empty, and ``hint`` then says what that means."""
        edit = ClockField(self, optional=optional)
        self._typed_moment(name, label, edit, edit.time_of_day, hint)
        return edit

    def day(self, name: str, label: str, *, optional: bool = True, hint: str = "") -> DayField:
        """Add a day with a calendar; an optional one may be left empty."""
        edit = DayField(parent=self, optional=optional)
        self._typed_moment(name, label, edit, edit.day, hint)
        return edit

    def _typed_moment(
        self, name: str, label: str, edit: ClockField | DayField, read: Callable[[], object], hint: str
    ) -> None:
        if hint:
            edit.set_hint(hint)
        self._moments[name] = edit
        edit.taken.connect(lambda: self._note(name))
        edit.left.connect(self.flush)
        edit.entered.connect(self.flush)

        def write(value: object) -> None:
            edit.fill(value if isinstance(value, date | time) else None)

        self._add(name, label, edit, read, write)

    def side_by_side(self, *names: str) -> None:
        """Put the last fields in one row, in this order."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for name in names:
            cell = self._cells.pop(name)
            self.box.removeWidget(cell)
            line.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)  # also where words stand below one of them
        self.box.addLayout(line)

    def below(self, name: str, widget: QWidget) -> None:
        """Put something right below a field, over the whole width: also below one that stands beside another."""
        cell = self._inputs[name].parentWidget()
        for place in range(self.box.count()):
            item = self.box.itemAt(place)
            line = item.layout() if item is not None else None
            there = item is not None and item.widget() is cell
            if there or (line is not None and cell is not None and line.indexOf(cell) >= 0):
                self.box.insertWidget(place + 1, widget)
                return
        self.box.addWidget(widget)

    def _add(
        self, name: str, label: str, widget: QWidget, read: Callable[[], object], write: Callable[[object], None]
    ) -> None:
        cell = QWidget(self)
        inner = QVBoxLayout(cell)
        inner.setContentsMargins(0, 4, 0, 4)
        inner.setSpacing(4)
        caption = Small(label, cell, strong=True)
        set_caption(caption, widget)
        inner.addWidget(caption)
        inner.addWidget(widget)
        widget.setAccessibleName(label)
        self.box.addWidget(cell)
        self._cells[name] = cell
        self._register(name, widget, read, write)

    def _register(
        self, name: str, widget: QWidget, read: Callable[[], object], write: Callable[[object], None]
    ) -> None:
        widget.installEventFilter(self)
        self._inputs[name], self._read[name], self._write[name] = widget, read, write


_UNKNOWN = object()


class _Lines(QPlainTextEdit):
    """So many lines of text at least, in any size of text, and three more where there is room."""

    def __init__(self, rows: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setTabChangesFocus(True)
        self._fit()

    def _fit(self) -> None:
        height = QFontMetricsF(in_force().font(0)).lineSpacing()
        self.setMinimumHeight(round(height * self._rows + 22))
        self.setMaximumHeight(round(height * (self._rows + 3) + 22))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: the same number of lines."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()


class NumberedLines(_Lines):
    """Lines with a number in front of each, so that a long one that is broken is not taken for two.

    Attributes:
        first: the number of the first; 0 where nobody knows it yet, and a dot stands for each.
    """

    def __init__(self, rows: int, parent: QWidget) -> None:
        super().__init__(rows, parent)
        self.first = 0
        self._margin = _Numbers(self)
        self.updateRequest.connect(lambda _rect, _scrolled: self._margin.update())
        self._widen()

    def count_from(self, first: int) -> None:
        """Say which number the first line has."""
        self.first = first
        self._widen()
        self._margin.update()

    def marks(self) -> list[tuple[QRectF, str]]:
        """What stands in front of each line that is in sight, and where."""
        block, number, marks = self.document().begin(), self.first, []
        while block.isValid():
            if block.text().strip():  # an empty line is none
                place = self.blockBoundingGeometry(block).translated(self.contentOffset())
                if place.bottom() >= 0 and place.top() <= self.viewport().height():
                    marks.append((place, str(number) if self.first else "•"))
                number += 1
            block = block.next()
        return marks

    def _widen(self) -> None:
        self.setViewportMargins(self.fontMetrics().horizontalAdvance(f"{self.first + 9} "), 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand beside the text."""
        super().resizeEvent(event)
        inside = self.viewport().geometry()
        self._margin.setGeometry(inside.left() - self.viewportMargins().left(), inside.top(),
                                 self.viewportMargins().left(), inside.height())  # fmt: skip

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._widen()


class _Numbers(QWidget):
    """The numbers in front of lines; whoever listens hears the lines themselves."""

    def __init__(self, lines: NumberedLines) -> None:
        super().__init__(lines)
        self._lines = lines
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._lines.font())
        painter.setPen(in_force().colour("mute"))
        height = self._lines.fontMetrics().lineSpacing()
        for place, mark in self._lines.marks():
            room = QRectF(0, place.top(), self.width() - 4, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)


class _Minutes(SpinBox):
    """Arrows go in fives to the next round number; typing gives any."""

    def stepBy(self, steps: int) -> None:
        step = self.singleStep()
        value = self.value()
        self.setValue((value // step + steps) * step if steps > 0 else (-(-value // step) + steps) * step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the form, not for the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.interpretText()
        super().keyPressEvent(event)
