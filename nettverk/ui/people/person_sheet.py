"""Somebody at the gathering: name, unit, role and e-mail, and whether they came; a new one, or one put right."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.dates import clock_words
from nettverk.domain.participants import Attendance, Participant, attendance_name
from nettverk.domain.registry import Person, Unit
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _
from nettverk.services import participants
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.services.sharing import contests_here
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.basics import Label
from nettverk.ui.common.contests_beside import ContestBelow, ContestsBeside
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.widgets import PrimaryButton, QuietButton, Segmented, Sheet, set_tone, suggesting
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.people.known_people import KnownPeople

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest


class PersonSheet(Sheet):
    """A new participant; a unit that is not known is made. What is half typed stands here until it is used."""

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        units: tuple[Unit, ...],
        roles: tuple[str, ...],
        done: Callable[[str], None],
        known: tuple[Person, ...] = (),
        here: Collection[str] = (),
    ) -> None:
        super().__init__(_("Ny deltaker"), host, width=460)
        self._workspace, self._units, self._done = workspace, units, done
        self.given = self._line(_("Fornavn"))
        self.family = self._line(_("Etternavn"))
        self.known = KnownPeople(known, here, self)
        self.known.meant.connect(self._take)
        self.body.addWidget(self.known)
        for field in (self.given, self.family):
            field.textChanged.connect(lambda _text: self.known.look(self.given.text(), self.family.text()))
        self._asked_about: tuple[str, ...] = ()
        self.unit = self._unit_box()
        self.role = self._line(_("Rolle"))
        self.role.setCompleter(_completer(roles, self))
        self.email = self._line(_("E-post (valgfritt)"))
        self._fault = Label("", self)
        self._fault.setWordWrap(True)
        set_tone(self._fault, "stop")
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        save = PrimaryButton(_("Legg til"), "check", self)
        save.clicked.connect(self.keep)
        more = QuietButton(_("Legg til og skriv inn en ny"), "plus", self)
        more.clicked.connect(lambda: self.keep(another=True))
        self.foot.addStretch(1)
        self.foot.addWidget(more)
        self.foot.addWidget(save)
        keep_draft(self, workspace, self.drafted)

    def _line(self, label: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setMaxLength(200)
        self.add_field(label, edit)
        return edit

    def _unit_box(self) -> QComboBox:
        box = ComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for unit in self._units:
            box.addItem(unit.name, unit.id)
        box.setCurrentText("")
        box.setCompleter(_completer(tuple(unit.name for unit in self._units), self))
        self.add_field(_("Enhet"), box)
        return box

    def drafted(self) -> bool:
        """Whether somebody is half typed here."""
        return any(field.text().strip() for field in (self.given, self.family, self.email))

    def keep(self, *, another: bool = False) -> None:
        """Store what was typed; ``another`` empties the sheet for the next one."""
        gathering = self._workspace.gathering
        if gathering is None:
            return
        given, family, unit = self.given.text().strip(), self.family.text().strip(), self.unit.currentText().strip()
        same, others = self.known.same(given, family, unit)
        if same is not None:
            self._use(same, another=another)
            return
        # Twice means that it is somebody else of the same name: only then a second one is made.
        if others and self._asked_about != (given, family, unit):
            self._asked_about = (given, family, unit)
            sentence = _("{who} står i registeret. Velg over, eller trykk Legg til én gang til for en ny person.")
            self._say(sentence.format(who=f"{others[0].name}, {others[0].unit_name}"), self.unit)
            return
        role, email, gathering_id = self.role.text().strip(), self.email.text().strip(), gathering.id
        if not given and not family:
            self._say(_("Skriv et navn først."), self.given)
            return
        if not unit:
            self._say(_("Hvilken enhet kommer {name} fra?").format(name=given or family), self.unit)
            return

        def job(store: Store) -> Changes:
            return participants.add_from(store, gathering_id, given, family, unit, role=role, email=email)

        self._store(job, another=another)

    def _take(self, person_id: str) -> None:
        """Somebody of the register was meant."""
        gathering = self._workspace.gathering
        if gathering is not None:
            self._store(lambda store: participants.add(store, gathering.id, person_id), another=False)

    def _use(self, person: Person, *, another: bool) -> None:
        """Who was typed is in the register, in the same unit: put on the list, and not made anew."""
        gathering = self._workspace.gathering
        if self.known.is_listed(person) or gathering is None:
            self._say(_("{name} står på lista allerede.").format(name=person.name), self.given)
            return
        self._store(lambda store: participants.add(store, gathering.id, person.id), another=another)

    def _store(self, job: Callable[[Store], Changes], *, another: bool) -> None:
        def kept(changes: Changes) -> None:
            self._done(changes.made)
            # Unit and role stay: people who are typed in after each other often come from the same place.
            for field in (self.given, self.family, self.email):
                field.clear()
            self._fault.hide()
            self._learn()
            if another:
                self.given.setFocus()
            else:
                self.close_sheet()

        self._workspace.lane.change(job, kept, self, failed=lambda sentence: self._say(sentence, self.given))

    def _learn(self) -> None:
        """Who was just put on the list is known from now on, too."""
        gathering = self._workspace.gathering
        if gathering is None:
            return

        def read(store: Store) -> tuple[tuple[Person, ...], list[str]]:
            return register.people(store), [
                participant.person_id for participant in participants.all_(store, gathering.id)
            ]

        self._workspace.lane.ask(read, lambda found: self.known.know(*found), self)

    def _say(self, sentence: str, field: QWidget) -> None:
        self._fault.setText(sentence)
        self._fault.show()
        field.setFocus()
        tell_fault(field, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps it; Shift+Enter keeps it and asks for the next."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep(another=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class ParticipantCard(Sheet):
    """One who is on the list, put right as one types."""

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        units: tuple[Unit, ...],
        roles: tuple[str, ...],
        person: Participant,
        autosave: Autosave,
    ) -> None:
        super().__init__(person.name, host, width=460)
        self._workspace, self._person, self._autosave = workspace, person, autosave
        self._there = ""
        self.fields = Fields(autosave, self)
        self.fields.line("given_name", _("Fornavn"), most=200)
        self.fields.line("family_name", _("Etternavn"), most=200)
        # Half the name of a unit is no unit: it would be made as a new one.
        unit = self.fields.line("unit_name", _("Enhet"), most=200, whole=True)
        unit.setCompleter(_completer(tuple(unit.name for unit in units), self))
        self.fields.line("role", _("Rolle"), most=200).setCompleter(_completer(roles, self))
        self.fields.line("email", _("E-post (valgfritt)"), most=200)
        self.hours = _Hours(self.fields)
        self._show_person(person)
        self.fields.typed.connect(self._typed)
        self.closed.connect(self._left)
        self.status = Segmented([(key, attendance_name(key)) for key in Attendance], _("Oppmøte"))
        self.status.choose(person.attendance)
        self.status.chosen.connect(self._mark)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.hours.fault)
        self.body.addSpacing(8)
        self.body.addWidget(self.status)
        there = QVBoxLayout()
        self.body.addLayout(there)
        self.body.addStretch(1)
        self.contests = ContestsBeside(
            workspace, self.fields, {("people", "unit_id"): "unit_name", ("participants", "unit_id"): "unit_name"}
        )
        self.of_attendance = ContestBelow(
            workspace, there, self.fields, lambda: self.fields.input("email"), autosave.flush
        )
        workspace.lane.changed.connect(self._changed)
        self._read()
        about = QuietButton(_("Alt som er lagret …"), "file-text", self)
        about.clicked.connect(lambda: AboutSheet(workspace, host, person.person_id, person.name).open())
        self.foot.addWidget(about)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(done)

    def _left(self) -> None:
        """Closing by Escape leaves no field, so no field has stored itself; hours nobody can read are told of."""
        self.fields.flush()
        if sentence := self.hours.wrong():
            self._workspace.say(sentence)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("people", "participants", "units", "entries", "choices"):
            self._read()

    def _read(self) -> None:
        """Read the person again, and what two machines wrote differently of them."""
        person = self._person

        def read(store: Store) -> tuple[Participant | None, tuple[Contest, ...]]:
            everyone = participants.all_(store, person.gathering_id)
            here = next((each for each in everyone if each.id == person.id), None)
            return here, contests_here.of_people(store, person.gathering_id, person.id)

        self._workspace.lane.ask(read, self._show, self)

    def _show(self, known: tuple[Participant | None, tuple[Contest, ...]]) -> None:
        person, open_ = known
        if person is None:  # taken off the list meanwhile
            return
        self._show_person(person)
        if not self._autosave.holds((person.id, "attendance")):
            self.status.choose(person.attendance)
        self.contests.show(each for each in open_ if not each.said_of)
        self.of_attendance.show(next((each for each in open_ if each.said_of), None))

    def _show_person(self, person: Participant) -> None:
        values: dict[str, object] = {
            name: getattr(person, name) for name in self.fields.names() if name not in _Hours.NAMES
        }
        if not self._autosave.holds((person.id, "there")):  # the two fields are stored as one
            self._there = person.there
            values |= self.hours.values(person)
        self.fields.show_values(person.id, values)

    def _typed(self, field: str, value: object) -> None:
        person_id, text = self._person.id, str(value).strip()
        if field in _Hours.NAMES:
            # Both fields hand on what they have; together they are one step, which is taken back as one.
            there = self.hours.text()
            if not self.hours.crossed() and there != self._there:
                self._there = there
                typed = TypedField(Owner.PARTICIPANT, person_id, "there", there)
                self._autosave.store((person_id, "there"), typed, self._workspace.say)
            return
        if field == "unit_name" and not text:
            self._workspace.say(_("Hvilken enhet kommer {name} fra?").format(name=self._person.name))
            return
        typed = TypedField(Owner.PARTICIPANT, person_id, field, text)
        self._autosave.store((person_id, field), typed, self._workspace.say)

    def _mark(self, key: str) -> None:
        person_id = self._person.id
        typed = TypedField(Owner.PARTICIPANT, person_id, "attendance", key)
        self._autosave.store((person_id, "attendance"), typed, self._workspace.say)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says that one is done here; where the hours make no sense, they are put right first."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not self.hours.wrong():
            self.close_sheet()


class _Hours:
    """When somebody is there: two clock times, which count together.

    Attributes:
        fault: says why they cannot be stored.
    """

    NAMES = ("present_from", "present_to")

    def __init__(self, fields: Fields) -> None:
        self._comes = fields.moment("present_from", _("Kommer kl."), optional=True, hint=_("fra start"))
        self._leaves = fields.moment("present_to", _("Går kl."), optional=True, hint=_("til slutt"))
        fields.side_by_side(*self.NAMES)
        self.fault = Label("", fields)
        self.fault.setWordWrap(True)
        set_tone(self.fault, "stop")
        self.fault.hide()

    def values(self, person: Participant) -> dict[str, object]:
        """What the fields show of somebody."""
        hours = (person.present_from, person.present_to)
        return {name: time.fromisoformat(at) if at else None for name, at in zip(self.NAMES, hours, strict=True)}

    def text(self) -> str:
        """What stands here, as ``Participant.there`` says it."""
        came, left = (moment.time_of_day() for moment in (self._comes, self._leaves))
        words = tuple(f"{at:%H:%M}" if at else "" for at in (came, left))
        return "-".join(words).removesuffix("-") if any(words) else ""

    def crossed(self) -> str:
        """That they leave before they come, said at the field; empty where they do not."""
        came, left = (moment.time_of_day() for moment in (self._comes, self._leaves))
        crossed = came is not None and left is not None and came >= left
        self.fault.setText(_("De må komme før de går.") if crossed else "")
        self.fault.setVisible(crossed)
        if crossed:
            tell_fault(self._leaves.line, self.fault.text())
        return self.fault.text()

    def wrong(self) -> str:
        """Why what stands here cannot be stored now that it is typed to its end; a time that cannot be read is one."""
        unread = [moment for moment in (self._comes, self._leaves) if not moment.settle()]
        return clock_words() if unread else self.crossed()


def _completer(words: tuple[str, ...], parent: QWidget) -> QCompleter:
    return suggesting(QCompleter(list(words), parent))
