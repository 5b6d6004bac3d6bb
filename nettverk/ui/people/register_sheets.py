"""One person or one unit of the register: what is known, put right as one types, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QCompleter, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.now import today
from nettverk.domain.participants import attendance_name
from nettverk.domain.registry import District, Ownership, Person, ServiceKind, Unit
from nettverk.domain.typed import Owner, TypedField
from nettverk.i18n import _, _n, short_date
from nettverk.services.database import Store
from nettverk.services.register import history as register_history
from nettverk.services.register import merge, register
from nettverk.services.register.history import PersonHistory
from nettverk.ui.common.about_sheet import AboutSheet
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.contests_beside import RowContests
from nettverk.ui.common.fields import Fields
from nettverk.ui.common.widgets import FlatButton, Heading, Note, QuietButton, Sheet, row, suggesting
from nettverk.ui.common.workspace import Workspace

Change = Callable[[Callable[[Store], Changes]], None]
MOST_MET = 40  # so many of those a person has met are named; the rest are counted


class PersonCard(Sheet):
    """A person: name, unit, role, e-mail, where they have been, and whom they have met."""

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        person: Person,
        units: tuple[Unit, ...],
        roles: tuple[str, ...],
        autosave: Autosave,
    ) -> None:
        super().__init__(person.name, host, width=420)
        self._workspace, self._person, self._autosave = workspace, person, autosave
        self.fields = Fields(autosave, self)
        self.fields.line("given_name", _("Fornavn"))
        self.fields.line("family_name", _("Etternavn"))
        self.fields.side_by_side("given_name", "family_name")
        self.fields.choice("unit_id", _("Enhet"), [(unit.id, unit.name) for unit in units])
        self.fields.line("role", _("Rolle"), most=200).setCompleter(suggesting(QCompleter(list(roles), self)))
        self.fields.line("email", _("E-post (valgfritt)"))
        names = self.fields.names()
        self.fields.show_values(person.id, {name: getattr(person, name) for name in names})
        self.fields.typed.connect(self._typed)
        self.closed.connect(self.fields.flush)  # closing by Escape leaves no field, so no field has stored itself
        self.body.addWidget(self.fields)
        self.contests = RowContests(workspace, self.fields, ("people", person.id), partial(_of_person, person.id))
        about = QuietButton(_("Alt som er lagret …"), "file-text", self)
        about.clicked.connect(lambda: AboutSheet(workspace, host, person.id, person.name).open())
        self.foot.addWidget(about)
        self.foot.addStretch(1)
        workspace.lane.ask(lambda store: register_history.of_person(store, person.id), self._remember, self)

    def _typed(self, field: str, value: object) -> None:
        person_id, text = self._person.id, str(value).strip()
        self._autosave.store((person_id, field), TypedField(Owner.PERSON, person_id, field, text), self._workspace.say)

    def _remember(self, history: PersonHistory) -> None:
        self.body.addSpacing(12)
        # Who is signed up for a day to come, or was away, has not been there.
        been = [visit for visit in history.visits if visit.was_there(today())]
        self.body.addWidget(Heading(_n("Har vært på {n} samling", "Har vært på {n} samlinger", len(been)), 1, self))
        for visit in history.visits:
            day = short_date(visit.held_on) if visit.held_on else _("uten dato")
            words = (day, visit.title, attendance_name(visit.status))
            self.body.addWidget(Note(" · ".join(words), self))
        self.body.addSpacing(12)
        self.body.addWidget(Heading(_n("Har møtt {n} person", "Har møtt {n} personer", len(history.met)), 1, self))
        for other in history.met[:MOST_MET]:
            times = _n("{n} gang", "{n} ganger", other.times)
            last = short_date(other.last) if other.last else ""
            self.body.addWidget(Note(" · ".join(word for word in (other.name, other.unit, times, last) if word), self))
        if len(history.met) > MOST_MET:
            self.body.addWidget(Note(_("og {n} til").format(n=len(history.met) - MOST_MET), self))
        self.body.addStretch(1)


class UnitCard(Sheet):
    """A unit: name, service, district, owner, and other ways its name is written."""

    def __init__(
        self,
        workspace: Workspace,
        host: QWidget,
        unit: Unit,
        services: tuple[ServiceKind, ...],
        districts: tuple[District, ...],
        autosave: Autosave,
        change: Change,
    ) -> None:
        super().__init__(unit.name, host, width=420)
        self._workspace, self._unit, self._autosave, self._change = workspace, unit, autosave, change
        self.fields = Fields(autosave, self)
        self.fields.line("name", _("Navn"))
        self.fields.choice("service_id", _("Tjeneste"), [(service.id, service.name) for service in services])
        self.fields.choice("district_id", _("Bydel"), [("", _("Ingen bydel")), *((d.id, d.name) for d in districts)])
        owners = [
            (Ownership.UNKNOWN, _("Ikke oppgitt")),
            (Ownership.MUNICIPAL, _("Kommunal")),
            (Ownership.PRIVATE, _("Privat")),
        ]
        self.fields.choice("ownership", _("Eier"), owners)
        self.fields.show_values(unit.id, dict(_values(unit)))
        self.contests = RowContests(workspace, self.fields, ("units", unit.id), partial(_of_unit, unit.id))
        self.fields.typed.connect(self._typed)
        self.closed.connect(self.fields.flush)
        self.body.addWidget(self.fields)
        self._spellings = QWidget(self)
        self.body.addWidget(self._spellings)
        self.body.addStretch(1)
        workspace.lane.ask(lambda store: merge.written_as(store, unit.id), self._show_spellings, self)

    def _typed(self, field: str, value: object) -> None:
        text = str(value or "")
        if field != "name" or text.strip():
            typed = TypedField(Owner.UNIT, self._unit.id, field, text, known_as=self._unit.name)
            self._autosave.store((self._unit.id, field), typed, self._workspace.say)

    def _show_spellings(self, spellings: tuple[str, ...]) -> None:
        if not spellings:
            return
        self.body.insertWidget(self.body.count() - 1, Heading(_("Andre skrivemåter"), 1, self))
        for spelling in spellings:
            note = Note(spelling, self)
            forget = FlatButton("", "x", self, tip=_("Glem skrivemåten {text}").format(text=spelling))
            line = QWidget(self)
            line.setLayout(row(note, None, forget))
            forget.clicked.connect(lambda _checked=False, text=spelling, gone=line: self._forget(text, gone))
            self.body.insertWidget(self.body.count() - 1, line)

    def _forget(self, spelling: str, line: QWidget) -> None:
        line.hide()
        self._change(lambda store: merge.forget_spelling(store, spelling))


def _of_person(person_id: str, store: Store) -> Mapping[str, object] | None:
    person = next((each for each in register.people(store) if each.id == person_id), None)
    if person is None:
        return None
    return {
        "given_name": person.given_name, "family_name": person.family_name, "unit_id": person.unit_id,
        "role": person.role, "email": person.email,
    }  # fmt: skip


def _of_unit(unit_id: str, store: Store) -> Mapping[str, object] | None:
    unit = next((each for each in register.units(store) if each.id == unit_id), None)
    return _values(unit) if unit is not None else None


def _values(unit: Unit) -> Mapping[str, object]:
    return {
        "name": unit.name, "service_id": unit.service_id, "ownership": unit.ownership,
        "district_id": unit.district_id or "",
    }  # fmt: skip
