"""Innsjekk: type three letters, press Enter, next. Large enough for fingers, and the clock stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nettverk.domain.check_in import by_service, by_unit, count, found, newcomer
from nettverk.domain.names import name_key
from nettverk.domain.participants import Participant, attendance_name
from nettverk.domain.registry import Person, Unit
from nettverk.i18n import _, _n
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import (
    Figure,
    Heading,
    KeyCap,
    LinkButton,
    Note,
    PrimaryButton,
    QuietButton,
    SearchField,
    Segmented,
    Small,
    row,
)

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_TARGET = 112
"""Width of a touch target, in pixels at 100 %."""
CHOICES = ("present", "late", "absent")
_THROUGH = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_Escape})
_SHAPES = {"present": "circle", "late": "triangle", "absent": "square"}


def choice_name(status: str) -> str:
    """The word on the button."""
    return {"present": _("Her"), "late": _("Senere"), "absent": _("Borte")}[status]


@dataclass(frozen=True, slots=True)
class Row:
    """A participant, or somebody in the register who is not on the list."""

    participant: Participant | None = None
    person: Person | None = None

    @property
    def name(self) -> str:
        """Whose row it is."""
        who = self.participant or self.person
        return who.name if who else ""

    @property
    def unit(self) -> str:
        """Where they work."""
        who = self.participant or self.person
        return who.unit_name if who else ""

    @property
    def status(self) -> str:
        """Their attendance; empty for those not on the list."""
        return self.participant.attendance if self.participant else ""


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = 0) -> object:
        found_row = self.rows[index.row()]
        if role == _ROW:
            return found_row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            status = attendance_name(found_row.status) if found_row.status else _("ikke påmeldt")
            return f"{found_row.name}, {found_row.unit}, {status}"
        return None

    def show(self, rows: list[Row]) -> None:
        if [r.name for r in rows] == [r.name for r in self.rows] and len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class _Look(QStyledItemDelegate):
    """Name and unit at the left, three touch targets at the right; the one in force is filled and has its shape."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, round(54 * max(1.0, in_force().scale)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown: Row = index.data(_ROW)
        theme, rect = in_force(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setFont(theme.font(0, "semibold"))
        painter.setPen(theme.colour("ink"))
        line = rect.adjusted(12, 5, -3 * _wide(option.rect.width()) - 24, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(
            line, flags, painter.fontMetrics().elidedText(shown.name, Qt.TextElideMode.ElideRight, int(line.width()))
        )
        painter.setFont(theme.font(-1))
        painter.setPen(theme.colour("mute"))
        under = line.adjusted(0, theme.px(0) * 1.5, 0, 0)
        said = shown.unit if shown.status else _("{unit} · ikke påmeldt").format(unit=shown.unit)
        painter.drawText(
            under, flags, painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(line.width()))
        )
        for status, box in targets(option.rect, shown):
            self._target(painter, QRectF(box), status, on=shown.status == status)
        painter.restore()

    @staticmethod
    def _target(painter: QPainter, box: QRectF, status: str, *, on: bool) -> None:
        theme = in_force()
        tone = {"present": "ok", "late": "warn", "absent": "stop"}.get(status, "accent")
        painter.setPen(QPen(theme.colour(tone if on else "edge"), 1.5 if on else 1))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        small = box.width() < _TARGET * 0.9 * max(1.0, theme.scale)
        painter.setFont(theme.font(-1 if small else 0, "bold" if on else "regular"))
        painter.setPen(theme.colour(tone if on else "ink"))
        text = choice_name(status) if status in CHOICES else _("Legg til")
        painter.drawText(box.adjusted(14 if on and not small else 0, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, text)
        if on and small:
            place = QRectF(box.center().x() - 4, box.y() + 5, 8, 8)
            shapes.paint(painter, place, _SHAPES[status], theme.colour(tone))
        elif on:
            wide = painter.fontMetrics().horizontalAdvance(text)
            place = QRectF(box.center().x() - wide / 2 - 12, box.center().y() - 6, 12, 12)
            shapes.paint(painter, place, _SHAPES[status], theme.colour(tone))


def _wide(row: int) -> int:
    """A touch target's width in a row so wide: the name comes first, and has at least as much as two targets."""
    scale = max(1.0, in_force().scale)
    full = round(_TARGET * scale)
    return full if row >= 5 * full else round(_TARGET * 0.58 * scale)


def targets(rect: QRect, shown: Row) -> list[tuple[str, QRect]]:
    """Where one can press in a row: three choices, or one for somebody who is not on the list."""
    wide, high = _wide(rect.width()), rect.height() - 8
    if shown.participant is None:
        return [("add", QRect(rect.right() - wide - 8, rect.y() + 4, wide, high))]
    left = rect.right() - 3 * wide - 8
    return [(status, QRect(left + i * wide + 2, rect.y() + 4, wide - 4, high)) for i, status in enumerate(CHOICES)]


class _List(QListView):
    """Signals:
    marked: a Row and what was pressed on it.
    """

    marked = Signal(object, str)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            shown: Row = index.data(_ROW)
            for status, box in targets(self.visualRect(index), shown):
                if box.contains(event.position().toPoint()):
                    self.marked.emit(shown, status)
        super().mouseReleaseEvent(event)


class CheckIn(QFrame):
    """Search field, list, counts, and a way to add someone who just walked in.

    Signals:
        marked: participant id and status.
        invited: person id, of somebody in the register who is not on the list.
        walked_in: given name, family name, unit id.
        repair: the groups should be mended.
        left: Escape with nothing typed.
    """

    marked = Signal(str, str)
    invited = Signal(str)
    walked_in = Signal(str, str, str)
    repair = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._people: Sequence[Participant] = ()
        self._others: Sequence[Person] = ()
        self._units: Sequence[Unit] = ()
        self.field = SearchField(_("Tre bokstaver holder: «ino» er Ingrid Nordmann"), self)
        self.field.setMinimumHeight(44)
        self.list = _List(self)
        self.rows = _Rows(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(_Look(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Deltakere"))
        self.figure, self.of = Figure("0", 4, self), Note("", self, wrap=False)
        self.rest = Note("", self)
        self.services = QGridLayout()
        self.services.setHorizontalSpacing(12)
        self.services.setVerticalSpacing(4)
        self.by = Segmented([("service", _("Tjeneste")), ("unit", _("Enhet"))], _("Tell etter"), self)
        self.by.chosen.connect(lambda _key: self._show_counts())
        self.repair_button = LinkButton(_("Reparer gruppene"), parent=self)
        self.new_name, self.unit = Heading("", 0, self, wrap=True), QComboBox(self)
        self._easy_to_choose()
        self.add_button = PrimaryButton(_("Legg til"), parent=self)
        self._build()
        self.field.textChanged.connect(lambda _text: self._search())
        self.list.marked.connect(self._pressed)
        self.add_button.clicked.connect(self._add)
        self.unit.currentIndexChanged.connect(lambda _i: self._can_add())
        self.unit.editTextChanged.connect(lambda _text: self._can_add())
        self.repair_button.clicked.connect(self.repair)
        self.field.installEventFilter(self)

    def _easy_to_choose(self) -> None:
        """Some letters of the unit's name are enough; Enter adds."""
        self.unit.setAccessibleName(_("Enhet"))
        self.unit.setEditable(True)
        self.unit.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line, completer = self.unit.lineEdit(), self.unit.completer()
        assert line is not None
        assert completer is not None
        line.setAccessibleName(_("Enhet"))
        line.setPlaceholderText(_("Velg enhet"))
        line.returnPressed.connect(self._add)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def _build(self) -> None:
        close = QuietButton(_("Ferdig") + "   Esc", parent=self)
        close.clicked.connect(self.left)
        body = QHBoxLayout()
        body.setSpacing(32)
        body.addLayout(self._finding(), 1)
        self._counts = self._counting()
        body.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 20, 24, 16)
        column.setSpacing(12)
        self._told = Note("", self, wrap=False)
        column.addLayout(row(Heading(_("Innsjekk"), 2, self), 8, self._told, None, close))
        column.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names before counts: in a narrow window the whole is told in the heading alone."""
        super().resizeEvent(event)
        room = self.width() - self._counts.width() - 92 >= 5 * _TARGET * max(1.0, in_force().scale)
        self._counts.setVisible(room)
        self._told.setVisible(not room)

    def _finding(self) -> QVBoxLayout:
        keys = row(
            KeyCap("Enter", self), Small(_("her"), self), 8, KeyCap("Shift Enter", self), Small(_("senere"), self), 8,
            KeyCap("Ctrl Enter", self), Small(_("borte"), self), None, gap=6,
        )  # fmt: skip
        self.new = QFrame(self)
        self.new.setProperty("kind", "card")
        inside = QVBoxLayout(self.new)
        inside.setContentsMargins(14, 12, 14, 12)
        inside.addWidget(self.new_name)
        inside.addLayout(row(self.unit, self.add_button, None))
        self.unit.setMinimumWidth(200)
        made = QVBoxLayout()
        made.setSpacing(8)
        made.addWidget(self.field)
        made.addLayout(keys)
        made.addWidget(self.new)
        made.addWidget(self.list, 1)
        return made

    def _counting(self) -> QWidget:
        counted = QWidget(self)
        outer = QVBoxLayout(counted)
        outer.setContentsMargins(0, 4, 8, 0)
        outer.addLayout(self.services)
        outer.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(counted)
        scroll.setAccessibleName(_("Oppmøte"))
        made = QWidget(self)
        made.setFixedWidth(300)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self.figure, self.of, None))
        column.addWidget(self.rest)
        column.addWidget(self.repair_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(self.by, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(scroll, 1)
        return made

    # --- what is shown ---

    def show_people(self, people: Sequence[Participant], others: Sequence[Person], units: Sequence[Unit]) -> None:
        """Those on the list, those in the register who are not, and where a walk-in may come from."""
        self._people, self._others = people, others
        if tuple(unit.id for unit in units) != tuple(unit.id for unit in self._units):
            self._units = units
            self.unit.clear()
            for unit in units:
                self.unit.addItem(unit.name, unit.id)
            self.unit.setCurrentIndex(-1)
        whole = count(people)
        self.figure.setText(str(whole.present))
        self.of.setText(_("av {count} er her").format(count=whole.registered))
        self._told.setText(f"{whole.present} {self.of.text()}")
        said = [
            _n("{n} kommer senere", "{n} kommer senere", whole.late) if whole.late else "",
            _n("{n} borte", "{n} borte", whole.absent) if whole.absent else "",
            _n("venter på {n}", "venter på {n}", whole.waited_for) if whole.waited_for else "",
        ]
        self.rest.setText(" · ".join(word for word in said if word))
        new = sum(1 for person in people if person.walk_in)
        self.repair_button.setVisible(bool(new or whole.absent))
        self._show_counts()
        self._search(keep=True)

    def _show_counts(self) -> None:
        counts = by_unit(self._people) if self.by.value() == "unit" else by_service(self._people)
        while (item := self.services.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line, one in enumerate(counts):
            name = Small(one.name, self, wrap=True)
            told = Small(f"{one.present}/{one.registered}", self, strong=one.waited_for == 0)
            self.services.addWidget(name, line, 0)
            self.services.addWidget(told, line, 1, Qt.AlignmentFlag.AlignRight)
        self.services.setColumnStretch(0, 1)

    def _search(self, *, keep: bool = False) -> None:
        typed = self.field.text().strip()
        rows = [Row(participant=person) for person in found(self._people, typed)]
        if typed:
            rows += [Row(person=person) for person in found(self._others, typed)[:5]]
        place = self.list.currentIndex().row() if keep else 0
        self.rows.show(rows)
        if rows:
            self.list.setCurrentIndex(self.rows.index(min(max(place, 0), len(rows) - 1)))
        given, family = newcomer(typed) if typed else ("", "")
        self.new.setVisible(len(typed) >= 3 and not any(r.name.casefold() == typed.casefold() for r in rows))
        self.new_name.setText(_("Ny: {name}").format(name=f"{given} {family}".strip()))

    # --- what is done ---

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter marks, arrows move in the list, Escape empties and then closes."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            mods = event.modifiers()
            status = "absent" if mods & Qt.KeyboardModifier.ControlModifier else "present"
            status = "late" if mods & Qt.KeyboardModifier.ShiftModifier else status
            index = self.list.currentIndex()
            if index.isValid():
                self._pressed(index.data(_ROW), status, toggle=False)
            elif self.new.isVisibleTo(self):
                self.unit.setFocus()  # nobody of that name: which unit is the newcomer from?
            return True
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}[key]
            last = len(self.rows.rows) - 1
            if last >= 0:
                self.list.setCurrentIndex(self.rows.index(min(max(self.list.currentIndex().row() + step, 0), last)))
            return True
        if key == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.left.emit()
            return True
        return False

    def _pressed(self, shown: Row, status: str, *, toggle: bool = True) -> None:
        if shown.participant is not None:
            # A finger on what is already in force takes it back; Enter twice must not.
            wanted = "registered" if toggle and shown.status == status else status
            self.marked.emit(shown.participant.id, wanted)
        elif shown.person is not None:
            self.invited.emit(shown.person.id)
        self.field.setFocus()
        self.field.selectAll()

    def _add(self) -> None:
        given, family = newcomer(self.field.text())
        unit = self._unit()
        if (given or family) and unit:
            self.walked_in.emit(given, family, unit)
            self.unit.setCurrentIndex(-1)
            self.unit.clearEditText()
            self.field.clear()
            self.field.setFocus()

    def _unit(self) -> str:
        """The unit that is written or chosen; some letters will do where only one has them. Empty where none is."""
        typed = name_key(self.unit.currentText())
        exact = [unit.id for unit in self._units if name_key(unit.name) == typed]
        near = [unit.id for unit in self._units if typed and typed in name_key(unit.name)]
        found_units = exact or near
        return found_units[0] if len(found_units) == 1 else ""

    def _can_add(self) -> None:
        self.add_button.setEnabled(bool(self._unit()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed is a name, wherever the focus is; a clicker's page keys and the keys to leave go through."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if Qt.Key(event.key()) in _THROUGH:
            super().keyPressEvent(event)
        elif plain and event.text().isprintable() and event.text().strip():
            self.field.setFocus()
            self.field.setText(event.text())
