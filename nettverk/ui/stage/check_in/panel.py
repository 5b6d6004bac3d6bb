"""Innsjekk: type three letters, press Enter, next. Large enough for fingers, and the clock stays in sight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nettverk.domain.check_in import by_service, by_unit, count, search
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.registry import Person, Unit
from nettverk.i18n import _, _n, join
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import (
    Figure,
    Heading,
    KeyCap,
    LinkButton,
    Note,
    QuietButton,
    SearchField,
    Segmented,
    Small,
    row,
    set_tone,
)
from nettverk.ui.stage.check_in.list_view import ROW, TARGET, FoundPerson, PeopleDelegate, PeopleList, PeopleModel
from nettverk.ui.stage.check_in.newcomer_card import NewcomerCard

_THROUGH = frozenset(
    {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F5, Qt.Key.Key_Escape}
)


def _takes_back(event: QKeyEvent) -> bool:
    """Whether a key takes back what was done, or does it again: the stage's own, also while names are typed."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class CheckInPanel(QFrame):
    """Search field, list, counts, and a way to add someone who just walked in.

    Signals:
        marked: participant id and Attendance.
        invited: person id, of somebody in the register who is not on the list.
        walked_in: given name, family name, unit id.
        came_from_new: given name, family name, name of a unit that is not in the register.
        repair: the groups should be mended.
        dismissed: Escape with nothing typed.
    """

    marked = Signal(str, str)
    invited = Signal(str)
    walked_in = Signal(str, str, str)
    came_from_new = Signal(str, str, str)
    repair = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._at = ""
        self._people: Sequence[Participant] = ()
        self._others: Sequence[Person] = ()
        self.field = SearchField(_("Tre bokstaver holder: «ino» er Ingrid Nordmann"), self)
        self.field.setAccessibleDescription(self.field.placeholderText())
        self.field.setAccessibleName(_("Finn deltaker"))
        self.setFocusProxy(self.field)
        self.field.setMinimumHeight(44)
        self.list = PeopleList(self)
        self.rows = PeopleModel(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PeopleDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("Deltakere"))
        self.figure, self.of = Figure("0", 4, self), Note("", self, wrap=False)
        self.rest = Note("", self)
        self.services = QGridLayout()
        self.services.setHorizontalSpacing(12)
        self.services.setVerticalSpacing(4)
        self.by = Segmented([("service", _("Tjeneste")), ("unit", _("Enhet"))], _("Vis antall per"), self)
        self.by.chosen.connect(lambda _key: self._show_counts())
        self.repair_button = LinkButton(_("Reparer gruppene"), parent=self)
        self.new = NewcomerCard(self)
        self._missed: list[str] = []
        self.missed = Note("", self)
        set_tone(self.missed, "warn")
        self.missed.hide()
        self._build()
        self.field.textChanged.connect(lambda _text: self._search())
        self.list.marked.connect(self._pressed)
        self.new.walked_in.connect(self.walked_in)
        self.new.came_from_new.connect(self.came_from_new)
        self.new.walked_in.connect(self._came)
        self.new.came_from_new.connect(self._came)
        self.new.back.connect(self._back_to_name)
        self.new.was_a_name.connect(self._went_on)
        self.new.is_somebody = lambda typed: bool(search(self._people, typed))
        self.repair_button.clicked.connect(self.repair)
        self.field.installEventFilter(self)
        # From a name nobody has, Tab goes to the newcomer's unit and never past it.
        for before, after in pairwise((self.field, self.new.unit, self.new.add_button, self.by)):
            self.setTabOrder(before, after)

    def hideEvent(self, event: QHideEvent) -> None:
        """The next time it is opened is another round."""
        self._missed.clear()
        self.missed.hide()
        super().hideEvent(event)

    def _build(self) -> None:
        close = QuietButton(_("Ferdig") + "   Esc", parent=self)
        close.clicked.connect(self.dismissed)
        body = QHBoxLayout()
        body.setSpacing(32)
        body.addLayout(self._finding(), 1)
        self._counts = self._counting()
        body.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 20, 24, 16)
        column.setSpacing(12)
        self._summary = Elided("", self)
        self._summary.hide()
        self._head = row(Heading(_("Innsjekk"), 2, self), self._summary, None, close, gap=16)
        column.addLayout(self._head)
        column.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names before counts: in a narrow window the whole is told in the heading alone."""
        super().resizeEvent(event)
        # The button for repair moves along with the counts, so that it is always within reach.
        room = self.width() - self._counts.width() - 92 >= 5 * TARGET * in_force().growth
        if room == self._summary.isVisibleTo(self):
            self._counts.setVisible(room)
            self._summary.setVisible(not room)
            line = self._numbers if room else self._head
            line.insertWidget(2, self.repair_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _finding(self) -> QVBoxLayout:
        keys = row(
            KeyCap("Enter", self), Small(_("her"), self), 8, KeyCap("Shift Enter", self), Small(_("senere"), self), 8,
            KeyCap("Ctrl Enter", self), Small(_("borte"), self), None, gap=6,
        )  # fmt: skip
        finding = self._finding_column = QVBoxLayout()
        finding.setSpacing(8)
        finding.addWidget(self.field)
        finding.addLayout(keys)
        finding.addWidget(self.missed)
        finding.addWidget(self.new)
        finding.addWidget(self.list, 1)
        return finding

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
        counting = QWidget(self)
        counting.setFixedWidth(300)
        column = self._numbers = QVBoxLayout(counting)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self.figure, self.of, None))
        column.addWidget(self.rest)
        column.addWidget(self.repair_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(self.by, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(scroll, 1)
        return counting

    # --- what is shown ---

    def show_people(
        self, people: Sequence[Participant], others: Sequence[Person], units: Sequence[Unit], at: str = ""
    ) -> None:
        """Those on the list, those in the register who are not, and where a walk-in may come from.

        Args:
            at: «HH:MM» now: those who come later are not waited for yet.
        """
        self._people, self._others = people, others
        self.new.show_units(units)
        self._at = at
        whole = count(people, at=at)
        self.figure.setText(str(whole.present))
        self.of.setText(_("av {count} er her").format(count=whole.registered))
        details = [
            _n("{n} kommer senere", "{n} kommer senere", whole.not_yet) if whole.not_yet else "",
            _n("{n} borte", "{n} borte", whole.absent) if whole.absent else "",
            _n("venter på {n}", "venter på {n}", whole.waited_for) if whole.waited_for else "",
        ]
        self.rest.setText(" · ".join(word for word in details if word))
        self._summary.setText(" · ".join(word for word in (f"{whole.present} {self.of.text()}", *details) if word))
        self._show_counts()
        self._search(keep=True)

    def show_repair(self, waiting: int) -> None:
        """How many the groups do not fit any more."""
        self.repair_button.setText(_("Reparer gruppene · {count}").format(count=waiting))
        self.repair_button.setVisible(waiting > 0)

    def _show_counts(self) -> None:
        at = self._at
        counts = by_unit(self._people, at) if self.by.value() == "unit" else by_service(self._people, at)
        while (item := self.services.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line, group in enumerate(counts):
            name = Small(group.name, self, wrap=True)
            figures = Small(f"{group.present}/{group.registered}", self, strong=group.waited_for == 0)
            self.services.addWidget(name, line, 0)
            self.services.addWidget(figures, line, 1, Qt.AlignmentFlag.AlignRight)
        self.services.setColumnStretch(0, 1)

    def _search(self, *, keep: bool = False) -> None:
        typed = self.field.text().strip()
        rows = [FoundPerson(participant=person) for person in search(self._people, typed)]
        # People of the register come last, and only a few: they are the exception at the door.
        if typed:
            rows += [FoundPerson(person=person) for person in search(self._others, typed)[:5]]
        # With nothing typed nobody is meant until an arrow says who: one Enter too many marks nobody.
        place = max(self.list.currentIndex().row() if keep else -1, 0 if typed else -1)
        self.rows.show(rows)
        if place < 0:
            self.list.setCurrentIndex(QModelIndex())
        elif rows:
            self.list.setCurrentIndex(self.rows.index(min(place, len(rows) - 1)))
        # Under those who are found: a row must not move as a finger comes down on it.
        if bool(rows) != (self._finding_column.indexOf(self.new) > self._finding_column.indexOf(self.list)):
            self._finding_column.removeWidget(self.new)
            self._finding_column.insertWidget(self._finding_column.indexOf(self.list) + bool(rows), self.new)
        self.new.setVisible(len(typed) >= 3 and not any(person.name.casefold() == typed.casefold() for person in rows))
        self.new.show_name(typed)

    # --- what is done ---

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter marks, arrows move in the list, Escape empties and then closes."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._mark(event.modifiers())
            return True
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step, last = 1 if key == Qt.Key.Key_Down else -1, len(self.rows.rows) - 1
            if last >= 0:
                self.list.setCurrentIndex(self.rows.index(min(max(self.list.currentIndex().row() + step, 0), last)))
            return True
        if key == Qt.Key.Key_Escape:
            # The name of whoever was just ticked stands chosen, ready to be written over: nothing is being typed.
            done = self.field.selectedText() == self.field.text()
            self.field.clear()
            if done:
                self.dismissed.emit()
            return True
        return False

    def _mark(self, mods: Qt.KeyboardModifier) -> None:
        status = Attendance.ABSENT if mods & Qt.KeyboardModifier.ControlModifier else Attendance.PRESENT
        status = Attendance.LATE if mods & Qt.KeyboardModifier.ShiftModifier else status
        index = self.list.currentIndex()
        if index.isValid():
            self._pressed(index.data(ROW), status, toggle=False)
        elif self.new.isVisibleTo(self):
            self.new.ask()

    def _pressed(self, found_person: FoundPerson, status: Attendance | None, *, toggle: bool = True) -> None:
        if found_person.participant is not None and status is not None:
            # A finger on what is already in force takes it back; Enter twice must not.
            wanted = Attendance.REGISTERED if toggle and found_person.status == status else status
            self.marked.emit(found_person.participant.id, wanted)
        elif found_person.person is not None:
            self.invited.emit(found_person.person.id)
        self.field.setFocus()
        self.field.selectAll()

    def _came(self) -> None:
        self.field.clear()
        self.field.setFocus()

    def _went_on(self, missed: str, typed: str) -> None:
        """Somebody reads names from paper and types: the last one was not found, this is the next."""
        self._missed.append(missed)
        self.missed.setText(_("Ikke funnet: {names}").format(names=join(self._missed)))
        self.missed.show()
        self.field.setText(typed)
        self._mark(QApplication.keyboardModifiers())

    def _back_to_name(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed is a name, wherever the focus is; a clicker's page keys and the keys to leave go through."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Begin a name with this key, unless it is one that goes through; whether it was taken."""
        if Qt.Key(event.key()) in _THROUGH or _takes_back(event):
            return False
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain and event.text().isprintable() and event.text().strip():
            self.field.setFocus()
            self.field.setText(event.text())
        return True
