"""One person at the gathering: name, unit, role and e-mail, and whether they came."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLabel, QLineEdit, QWidget

from nettverk.domain.changes import UNCHANGED, Changes
from nettverk.domain.participants import Attendance, Participant, attendance_name
from nettverk.domain.registry import Unit
from nettverk.i18n import _
from nettverk.services import participants
from nettverk.services.database import Store
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.widgets import PrimaryButton, QuietButton, Segmented, Sheet, set_tone, suggesting
from nettverk.ui.common.workspace import Workspace


class PersonSheet(Sheet):
    """A new participant, or one that is there; a unit that is not known is made."""

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        units: tuple[Unit, ...],
        roles: tuple[str, ...],
        person: Participant | None,
        done: Callable[[str], None],
    ) -> None:
        super().__init__(_("Ny deltaker") if person is None else person.name, host, width=400)
        self._workspace, self._person, self._units, self._done = workspace, person, units, done
        self.given = self._line(_("Fornavn"), person.given_name if person else "")
        self.family = self._line(_("Etternavn"), person.family_name if person else "")
        self.unit = self._unit_box(person.unit_name if person else "")
        self.role = self._line(_("Rolle"), person.role if person else "")
        self.role.setCompleter(_completer(roles, self))
        self.email = self._line(_("E-post (valgfritt)"), person.email if person else "")
        self.status = Segmented([(key, attendance_name(key)) for key in Attendance], _("Oppmøte"))
        self.status.choose(person.attendance if person else Attendance.REGISTERED)
        self.status.setVisible(person is not None)
        self.body.addSpacing(8)
        self.body.addWidget(self.status)
        self._fault = QLabel("", self)
        self._fault.setWordWrap(True)
        set_tone(self._fault, "stop")
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        save = PrimaryButton(_("Legg til") if person is None else _("Ferdig"), "check", self)
        save.clicked.connect(self.keep)
        if person is not None:
            about = QuietButton(_("Alt som er lagret …"), "file-text", self)
            about.clicked.connect(lambda: AboutSheet(workspace, host, person.person_id, person.name).open())
            self.foot.addWidget(about)
        self.foot.addStretch(1)
        if person is None:
            more = QuietButton(_("Legg til, og en ny"), "plus", self)
            more.clicked.connect(lambda: self.keep(another=True))
            self.foot.addWidget(more)
        self.foot.addWidget(save)

    def _line(self, label: str, value: str) -> QLineEdit:
        edit = QLineEdit(value, self)
        edit.setMaxLength(200)
        self.add_field(label, edit)
        return edit

    def _unit_box(self, current: str) -> QComboBox:
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for unit in self._units:
            box.addItem(unit.name, unit.id)
        box.setCurrentText(current)
        box.setCompleter(_completer(tuple(unit.name for unit in self._units), self))
        self.add_field(_("Enhet"), box)
        return box

    def keep(self, *, another: bool = False) -> None:
        """Store what was typed; ``another`` empties the sheet for the next one."""
        gathering = self._workspace.gathering
        if gathering is None:
            return
        given, family, unit = self.given.text().strip(), self.family.text().strip(), self.unit.currentText().strip()
        role, email, attendance = self.role.text().strip(), self.email.text().strip(), Attendance(self.status.value())
        person, gathering_id = self._person, gathering.id
        if not given and not family:
            self._say(_("Skriv et navn først."), self.given)
            return
        if not unit:
            self._say(_("Hvilken enhet kommer {name} fra?").format(name=given or family), self.unit)
            return

        def job(store: Store) -> Changes:
            if person is None:
                return participants.add_from(store, gathering_id, given, family, unit, role=role, email=email)
            return participants.correct(
                store, person.id, given_name=given, family_name=family, unit=unit, role=role, email=email,
                attendance=UNCHANGED if attendance == person.attendance else attendance,
            )  # fmt: skip

        def kept(changes: Changes) -> None:
            self._done(changes.made)
            if not another:
                self.close_sheet()
                return
            # Unit and role stay: people who are typed in after each other often come from the same place.
            for field in (self.given, self.family, self.email):
                field.clear()
            self.given.setFocus()

        self._workspace.lane.change(job, kept, self, failed=lambda sentence: self._say(sentence, self.given))

    def _say(self, sentence: str, field: QWidget) -> None:
        self._fault.setText(sentence)
        self._fault.show()
        field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps it; Shift+Enter keeps it and asks for the next."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.keep(another=shift and self._person is None)
        else:
            super().keyPressEvent(event)


def _completer(words: tuple[str, ...], parent: QWidget) -> QCompleter:
    return suggesting(QCompleter(list(words), parent))
