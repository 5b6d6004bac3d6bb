"""One line of what frames the year: training of a unit, a request to the university, a cost; new, or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.typed import TypedLoose
from nettverk.domain.year.frame import (
    MOST_KRONER,
    MOST_PEOPLE,
    CostKind,
    CostLine,
    PaidBy,
    PartnerRequest,
    RequestState,
    Training,
    TrainingCount,
    cost_name,
    payer_name,
    request_state_name,
    training_name,
)
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.year import frame
from nettverk.ui.common.autosave import change_or_keep
from nettverk.ui.common.basics import Label
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import FlatButton, Note, PrimaryButton, Sheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing

Job = Callable[[Store], Changes]
Choices = Sequence[tuple[str, str]]


class LineSheet(Sheet):
    """What the three have in common: a fault said in place, Enter hands in, and what was changed is stored on leaving.

    Attributes:
        made: whether it is of something that is there already.
    """

    def __init__(self, title: str, workspace: Workspace, host: QWidget, *, made: bool) -> None:
        super().__init__(title, host)
        self._workspace, self.made = workspace, made
        self._over = False
        self._begun_as: tuple[object, ...] = ()

    def content(self) -> tuple[object, ...]:
        """Everything in it, to see whether anything was changed."""
        raise NotImplementedError

    def job(self) -> Job | None:
        """What stores it; None where something cannot be read, and its field says why."""
        raise NotImplementedError

    def finish(self, remove: Job | None) -> None:
        """The last of building: what is below the fields; ``remove`` takes what it is of away."""
        self.fault = Label("", self)
        self.fault.setProperty("tone", "stop")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        done = PrimaryButton(_("Ferdig") if self.made else _("Legg til"), "check" if self.made else "plus", self)
        done.clicked.connect(self.hand_in)
        if remove is not None:
            self.bin = FlatButton(_("Fjern"), "trash-2", self)
            self.bin.clicked.connect(lambda: self._remove(remove))
            self.foot.addWidget(self.bin)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self._begun_as = self.content()
        if self.made:
            self.setProperty("keeps", True)
            self.closed.connect(self._leave)
        else:
            keep_draft(self, self._workspace, lambda: not self._over and self.content() != self._begun_as)

    def choose(self, label: str, choices: Choices, chosen: str) -> ComboBox:
        """A field with a few choices."""
        box = ComboBox(self)
        for key, text in choices:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self.add_field(label, box)
        return box

    def line(self, label: str, text: str, hint: str = "") -> QLineEdit:
        """A field for a line of text."""
        line = QLineEdit(text, self)
        line.setPlaceholderText(hint)
        line.setMaxLength(200)
        self.add_field(label, line)
        return line

    def figure(self, label: str, value: int, least: int, most: int) -> SpinBox:
        """A field for a whole number."""
        box = SpinBox(self)
        box.setRange(least, most)
        box.setValue(value)
        self.add_field(label, box)
        return box

    def hand_in(self) -> None:
        """Store it and close."""
        job = self.job()
        if job is None:
            return

        def stored(_changes: Changes) -> None:
            self._over = True
            self.close_sheet()

        self._workspace.lane.change(job, stored, self, failed=self._say)

    def _leave(self) -> None:
        if self._over or self.content() == self._begun_as:
            return
        job = self.job()
        if job is None:
            self._workspace.say(_("Dagen kunne ikke leses. Det andre er som før."), _("Fram igjen"), self.open)
            return
        words = "\n".join(str(word) for word in self.content() if isinstance(word, str))
        change_or_keep(self._workspace, job, TypedLoose(_("I året"), words), self._workspace)

    def _remove(self, remove: Job) -> None:
        self._over = True
        self.close_sheet()
        work = self._workspace
        work.lane.change(remove, lambda _changes: work.say(_("Fjernet."), _("Angre"), work.lane.undo), work)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.hand_in()
        else:
            super().keyPressEvent(event)


class TrainingSheet(LineSheet):
    """How many of a unit should have a training, and how many have it."""

    def __init__(
        self, workspace: Workspace, host: QWidget, units: Choices, one: TrainingCount | None = None
    ) -> None:  # fmt: skip
        super().__init__(_("Opplæring"), workspace, host, made=one is not None)
        self.body.addWidget(Note(_("Bare tall. I rapporter står tall på folk bare der de er fem eller flere."), self))
        self.unit = self.choose(_("Enhet"), units, one.unit_id if one else "")
        kinds = [(str(kind), training_name(kind)) for kind in Training]
        self.training = self.choose(_("Opplæring"), kinds, str(one.training) if one else "")
        for box in (self.unit, self.training):
            box.setEnabled(one is None)
        self.people = self.figure(_("Hvor mange skal ha den"), one.people if one else 10, 1, MOST_PEOPLE)
        self.trained = self.figure(_("Hvor mange har den"), one.trained if one else 0, 0, MOST_PEOPLE)
        self.finish((lambda store: frame.remove_training(store, one.id)) if one else None)

    def content(self) -> tuple[object, ...]:
        """Everything in it."""
        return self.unit.currentData(), self.training.currentData(), self.people.value(), self.trained.value()

    def job(self) -> Job | None:
        """What stores it."""
        unit_id, kind = str(self.unit.currentData() or ""), Training(self.training.currentData())
        people, trained = self.people.value(), self.trained.value()
        return lambda store: frame.count_training(store, unit_id, kind, people, trained)


class RequestSheet(LineSheet):
    """Something asked of the university: theme, when, who, and how far it has come."""

    def __init__(
        self, workspace: Workspace, host: QWidget, networks: Choices, near: date, one: PartnerRequest | None = None
    ) -> None:  # fmt: skip
        super().__init__(_("Ønske til universitetet"), workspace, host, made=one is not None)
        self._id = one.id if one else ""
        self.theme_line = self.line(_("Hva vil dere ha hjelp med?"), one.theme if one else "", _("Tema"))
        self.day = DayField(lambda: near, self)
        self.day.fill(one.wanted_on if one else None)
        self.add_field(_("Når"), self.day)
        self.who = self.line(_("Hvem"), one.who if one else "", _("Fagmiljø, rolle eller navn"))
        whole = [("", _("Alle nettverk")), *networks]
        self.network = self.choose(_("Nettverk"), whole, (one.network_id or "") if one else "")
        states = [(str(state), request_state_name(state)) for state in RequestState]
        self.state = self.choose(_("Status"), states, str(one.state) if one else "")
        self.note = Writing(2, self)
        self.note.fill(one.note if one else "")
        self.add_field(_("Notat"), self.note)
        self.finish((lambda store: frame.remove_request(store, one.id)) if one else None)

    def content(self) -> tuple[object, ...]:
        """Everything in it."""
        return (
            self.theme_line.text(), self.day.line.text(), self.who.text(), self.network.currentData(),
            self.state.currentData(), self.note.text(),
        )  # fmt: skip

    def job(self) -> Job | None:
        """What stores it; None where the day cannot be read."""
        if not self.day.settle():
            self.day.setFocus()
            return None
        theme, day, who, id_ = self.theme_line.text(), self.day.day(), self.who.text(), self._id
        network, state, note = str(self.network.currentData()), RequestState(self.state.currentData()), self.note.text()
        if not id_:
            return lambda store: frame.ask_partner(
                store, theme, wanted_on=day, who=who, network_id=network or None, state=state, note=note
            )
        return lambda store: frame.edit_request(
            store, id_, theme=theme, wanted_on=day, who=who, network_id=network or None, state=state, note=note
        )


class CostSheet(LineSheet):
    """Money spent: on what, how much, by whom, and at which gathering."""

    def __init__(
        self, workspace: Workspace, host: QWidget, gatherings: Sequence[tuple[str, str, date]], near: date,
        one: CostLine | None = None,
    ) -> None:  # fmt: skip
        """``gatherings`` are those of the year: id, name and day."""
        super().__init__(_("Kostnad"), workspace, host, made=one is not None)
        self._id = one.id if one else ""
        self._days = {id_: day for id_, _name, day in gatherings}
        self.what = self.line(_("Hva gikk pengene til?"), one.what if one else "", _("For eksempel lunsj"))
        kinds = [(str(kind), cost_name(kind).capitalize()) for kind in CostKind]
        self.kind = self.choose(_("Hva slags"), kinds, str(one.kind) if one else "")
        self.amount = self.figure(_("Beløp i kroner"), one.amount if one else 0, 0, MOST_KRONER)
        self.amount.setSingleStep(100)
        payers = [(str(payer), payer_name(payer).capitalize()) for payer in PaidBy]
        self.payer = self.choose(_("Betalt av"), payers, str(one.paid_by) if one else "")
        self.day = DayField(lambda: near, self, optional=False)
        self.day.fill(one.spent_on if one else near)
        self.add_field(_("Dato"), self.day)
        none = [("", _("Ingen samling")), *((id_, name) for id_, name, _day in gatherings)]
        self.gathering = self.choose(_("Samling"), none, (one.gathering_id or "") if one else "")
        self.gathering.activated.connect(lambda _index: self._of_its_day(near))
        self.finish((lambda store: frame.remove_cost(store, one.id)) if one else None)

    def _of_its_day(self, near: date) -> None:
        """What was spent at a gathering was spent on its day, where nobody has said another."""
        day = self._days.get(str(self.gathering.currentData() or ""))
        if day is not None and self.day.day() in {near, *self._days.values()}:
            self.day.fill(day)

    def content(self) -> tuple[object, ...]:
        """Everything in it."""
        return (
            self.what.text(), self.kind.currentData(), self.amount.value(), self.payer.currentData(),
            self.day.line.text(), self.gathering.currentData(),
        )  # fmt: skip

    def job(self) -> Job | None:
        """What stores it; None where the day cannot be read."""
        day = self.day.day() if self.day.settle() else None
        if day is None:
            self.day.setFocus()
            return None
        what, amount, id_ = self.what.text(), self.amount.value(), self._id
        kind, payer = CostKind(self.kind.currentData()), PaidBy(self.payer.currentData())
        gathering = str(self.gathering.currentData() or "") or None
        if not id_:
            return lambda store: frame.add_cost(store, kind, what, amount, payer, day, gathering_id=gathering)
        return lambda store: frame.edit_cost(
            store, id_, kind=kind, what=what, amount=amount, paid_by=payer, spent_on=day, gathering_id=gathering
        )
