"""Fields that store what is typed by themselves: no save button, and never overwritten under the user's fingers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time

from PySide6.QtCore import QDate, QEvent, QObject, QTime, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, Qt, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from nettverk.domain.now import today
from nettverk.i18n import _
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Small, indent

PAUSE_MS = 350


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
        self._suggest: dict[str, Callable[[object], None]] = {}
        self._waiting: set[str] = set()
        self._subject = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        autosave.flushing.connect(self.flush)

    # --- what is shown ---

    def show_values(self, subject: str, values: dict[str, object]) -> None:
        """Show a row's values; a field with something not yet stored keeps it as long as the row is the same."""
        if subject != self._subject:
            self.flush()  # what was typed belongs to the row that was shown until now
            self._subject = subject
            self._known.clear()
        for name, value in values.items():
            if name in self._write and not self._is_held(name) and self._known.get(name, _UNKNOWN) != value:
                self._known[name] = value
                if self._read[name]() != value:
                    self._write[name](value)
        if not self._waiting:
            self._timer.stop()

    def _is_held(self, name: str) -> bool:
        return name in self._waiting or self._autosave.holds((self._subject, name))

    @property
    def subject(self) -> str:
        """Id of the row whose values are shown."""
        return self._subject

    def flush(self) -> None:
        """Hand on everything typed and not yet stored."""
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

    def _note(self, name: str) -> None:
        if self._read[name]() != self._known.get(name, _UNKNOWN):
            self._waiting.add(name)
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field stores it; the wheel scrolls the page, not the value."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif isinstance(event, QWheelEvent) and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # --- kinds of fields ---

    def line(self, name: str, label: str, *, hint: str = "", most: int = 300) -> QLineEdit:
        """Add one line of text; ``most`` is how many letters it takes."""
        edit = QLineEdit(self)
        edit.setMaxLength(most)
        edit.setPlaceholderText(hint)
        edit.textChanged.connect(lambda: self._note(name))
        self._add(name, label, edit, edit.text, lambda value: edit.setText(str(value or "")))
        return edit

    def lines(self, name: str, label: str, *, hint: str = "", rows: int = 3) -> QPlainTextEdit:
        """Several lines of text; Tab goes on to the next field."""
        edit = QPlainTextEdit(self)
        edit.setTabChangesFocus(True)
        edit.setPlaceholderText(hint)
        height = QFontMetricsF(in_force().font(0)).lineSpacing()
        edit.setMinimumHeight(round(height * rows + 22))
        edit.setMaximumHeight(round(height * (rows + 3) + 22))
        edit.textChanged.connect(lambda: self._note(name))
        self._add(name, label, edit, edit.toPlainText, lambda value: edit.setPlainText(str(value or "")))
        return edit

    def choice(self, name: str, label: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        """Add a box with a few choices, as (key, text); the value is the key."""
        box = QComboBox(self)
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
        indent(box)
        box.valueChanged.connect(lambda: self._note(name))
        self._add(name, label, box, box.value, lambda value: box.setValue(int(str(value or 0))))
        return box

    def moment(self, name: str, label: str, *, optional: bool = False) -> QTimeEdit:
        """A time of day; an optional one has a tick that switches it on."""
        edit = QTimeEdit(self)
        indent(edit)
        edit.setDisplayFormat("HH.mm")
        edit.timeChanged.connect(lambda: self._note(name))

        def put(value: object) -> None:
            if isinstance(value, time):
                edit.setTime(QTime(value.hour, value.minute))

        self._moment(name, label, edit, lambda: _time(edit.time()), put, optional=optional)
        return edit

    def day(self, name: str, label: str, *, optional: bool = True) -> QDateEdit:
        """Add a date with a calendar; an optional one has a tick that switches it on."""
        edit = QDateEdit(self)
        indent(edit)
        edit.setDisplayFormat("d.M.yyyy")
        edit.setCalendarPopup(True)

        def put(value: object) -> None:
            if isinstance(value, date):
                edit.setDate(QDate(value.year, value.month, value.day))

        put(today())
        edit.dateChanged.connect(lambda: self._note(name))
        self._moment(name, label, edit, lambda: _day(edit.date()), put, optional=optional)
        return edit

    def _moment(
        self,
        name: str,
        label: str,
        edit: QTimeEdit | QDateEdit,
        read: Callable[[], object],
        put: Callable[[object], None],
        *,
        optional: bool,
    ) -> None:
        if not optional:
            self._add(name, label, edit, read, put)
            return
        tick = QCheckBox(label, self)
        # A time that does not count is not shown: «00.00» beside an empty tick reads as midnight.
        policy = edit.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        edit.setSizePolicy(policy)
        edit.hide()

        def toggled(on: bool) -> None:
            edit.setVisible(on)
            self._note(name)

        def write(value: object) -> None:
            tick.setChecked(value is not None)
            put(value)

        tick.toggled.connect(toggled)
        tick.installEventFilter(self)
        edit.setAccessibleName(label)
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(tick, 1)
        line.addWidget(edit)
        self.box.addLayout(line)
        self._register(name, edit, lambda: read() if tick.isChecked() else None, write)
        self._suggest[name] = put

    def suggest(self, name: str, value: object) -> None:
        """What an optional moment shall stand at when it is ticked; nothing changes before that."""
        if self._read[name]() is None:
            self._suggest[name](value)

    def side_by_side(self, *names: str) -> None:
        """Put the last fields in one row, in this order."""
        line = QHBoxLayout()
        line.setSpacing(8)
        for name in names:
            cell = self._cells.pop(name)
            self.box.removeWidget(cell)
            line.addWidget(cell, 1)
        self.box.addLayout(line)

    def _add(
        self, name: str, label: str, widget: QWidget, read: Callable[[], object], write: Callable[[object], None]
    ) -> None:
        cell = QWidget(self)
        inner = QVBoxLayout(cell)
        inner.setContentsMargins(0, 4, 0, 4)
        inner.setSpacing(4)
        caption = Small(label, cell, strong=True)
        caption.setBuddy(widget)
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


class _Minutes(QSpinBox):
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


def _time(value: QTime) -> time:
    return time(value.hour(), value.minute())


def _day(value: QDate) -> date:
    return date(value.year(), value.month(), value.day())
