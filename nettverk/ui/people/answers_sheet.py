"""Hvem har ikke svart: who is expected, where somebody is missing, and what to write to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.quotas import Answers, Letter, Quota, QuotaEach
from nettverk.domain.registry import ServiceKind
from nettverk.i18n import _, _n
from nettverk.services import quotas
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.services.register.roles import offered
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.basics import Label
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.widgets import (
    FlatButton,
    Heading,
    Note,
    PrimaryButton,
    QuietButton,
    Sheet,
    column,
    row,
    set_tone,
    suggesting,
)
from nettverk.ui.common.workspace import Workspace

_TABLES = (
    "quotas", "participants", "entries", "people", "units", "network_services", "network_roles", "gatherings",
    "service_kinds",
)  # fmt: skip
_MOST_GAPS = 60
"""So many units are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sheet reads."""

    answers: Answers
    services: tuple[ServiceKind, ...]
    roles: tuple[str, ...]


class AnswersSheet(Sheet):
    """What is expected at the top, with a form for more; then what is missing; the letters at the foot."""

    def __init__(self, workspace: Workspace, host: QWidget, gathering_id: str) -> None:
        super().__init__(_("Hvem har ikke svart?"), host, width=640)
        belongs_to(self, ManualPage.NO_ANSWER)
        self._workspace, self._gathering_id = workspace, gathering_id
        self._fault = Note("", self)
        set_tone(self._fault, "stop")
        self._fault.hide()
        self.number, self.each, self.service = ComboBox(self), ComboBox(self), ComboBox(self)
        self.role = QLineEdit(self)
        self._roles: tuple[str, ...] = ()
        self.add_button = QuietButton(_("Legg til"), "plus", self)
        self._build_form()
        self._quotas, self._gaps = QWidget(self), QWidget(self)
        self.body.addWidget(Heading(_("Ventet"), 1, self))
        self.body.addWidget(self._quotas)
        self.body.addLayout(row(self.number, self.each))
        self.body.addLayout(row(self.service, self.role))
        self.body.addLayout(row(self.add_button, None))
        self.body.addWidget(self._fault)
        self.body.addSpacing(12)
        self.summary = Heading("", 1, self, wrap=True)
        self.body.addWidget(self.summary)
        self.body.addWidget(self._gaps)
        self.body.addStretch(1)
        self._build_letters()
        workspace.lane.changed.connect(self._changed)
        self.closed.connect(self.deleteLater)
        self.refresh()

    @classmethod
    def show_for(cls, workspace: Workspace, host: QWidget) -> AnswersSheet | None:
        """Open it over a room for the gathering one works with; None where there is none."""
        gathering = workspace.gathering
        if gathering is None:
            workspace.say(_("Lag en samling først, så vet vi hvem som er ventet."))
            return None
        sheet = cls(workspace, host, gathering.id)
        sheet.open()
        return sheet

    # --- building ---

    def _build_form(self) -> None:
        self.number.setEditable(True)
        self.number.addItems([_("Alle"), *(str(number) for number in range(1, 11))])
        self.number.setCurrentIndex(1)
        self.number.setAccessibleName(_("Hvor mange"))
        for each, words in (
            (QuotaEach.UNIT, _("fra hver enhet")),
            (QuotaEach.DISTRICT, _("fra hver bydel")),
            (QuotaEach.TOGETHER, _("til sammen")),
        ):
            self.each.addItem(words, each)
        self.each.setAccessibleName(_("Fra hvem"))
        self.service.addItem(_("alle tjenester"), "")
        self.service.setAccessibleName(_("Tjeneste"))
        self.role.setPlaceholderText(_("Rolle (valgfritt)"))
        self.role.setAccessibleName(_("Rolle (valgfritt)"))
        self.role.setMaxLength(200)
        self.role.returnPressed.connect(self.add)
        self.add_button.clicked.connect(self.add)

    def _build_letters(self) -> None:
        self.remind = PrimaryButton(_("Kopier påminnelse"), "copy", self)
        self.invite = QuietButton(_("Kopier invitasjon"), "copy", self)
        self.addresses = QuietButton(_("Kopier adressene"), "copy", self)
        self.remind.clicked.connect(lambda: self._copy(quotas.reminder, _("Påminnelsen er kopiert.")))
        self.invite.clicked.connect(lambda: self._copy(quotas.invitation, _("Invitasjonen er kopiert.")))
        self.addresses.clicked.connect(self.copy_addresses)
        self.foot.addStretch(1)
        for button in (self.addresses, self.invite, self.remind):
            self.foot.addWidget(button)

    # --- reading ---

    def refresh(self) -> None:
        """Read what is expected and who has answered."""
        gathering_id = self._gathering_id
        self._workspace.lane.ask(
            lambda store: _Known(
                quotas.answers(store, gathering_id), register.services(store), offered(store, gathering_id)
            ),
            self._show, self,
        )  # fmt: skip

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_TABLES):
            self.refresh()

    def _show(self, known: _Known) -> None:
        self._answers = known.answers
        if self.service.count() == 1:
            for service in known.services:
                self.service.addItem(service.name, service.id)
        if known.roles != self._roles:
            self._roles = known.roles
            self.role.setCompleter(suggesting(QCompleter(list(known.roles), self)))
        self._quotas = self._replaced(self._quotas, self._quota_lines(known.answers))
        self._gaps = self._replaced(self._gaps, self._gap_lines(known.answers))
        gaps = known.answers.gaps
        self.summary.setText(
            _n("{n} mangler svar eller folk", "{n} mangler svar eller folk", len(gaps))
            if gaps
            else _("Alle som er ventet, har svart.")
        )
        self.addresses.setEnabled(bool(known.answers.addresses))
        self.remind.setEnabled(bool(gaps))

    def _replaced(self, before: QWidget, lines: list[QWidget]) -> QWidget:
        """The same place in the sheet with other lines in it."""
        after = QWidget(self)
        after.setLayout(column(*lines, gap=4))
        self.body.replaceWidget(before, after)
        before.hide()
        before.deleteLater()
        return after

    def _quota_lines(self, answers: Answers) -> list[QWidget]:
        if answers.usual:
            return [
                Note(_("Ingen har sagt hvem som er ventet, så vi regner med én fra hver enhet i nettverket."), self)
            ]
        lines: list[QWidget] = []
        for quota in answers.quotas:
            words = quota.sentence
            remove = FlatButton("", "x", self)
            remove.setAccessibleName(_("Fjern: {what}").format(what=words))
            remove.clicked.connect(partial(self._remove, quota))
            line = QWidget(self)
            line.setLayout(row(Label(words[:1].upper() + words[1:], line), None, remove))
            lines.append(line)
        return lines

    def _gap_lines(self, answers: Answers) -> list[QWidget]:
        lines: list[QWidget] = []
        shown: Quota | None = None
        for gap in answers.gaps[:_MOST_GAPS]:
            if gap.quota is not shown and len(answers.quotas) > 1:
                lines.append(Note(gap.quota.sentence, self))
            shown = gap.quota
            lines.append(Label(gap.sentence, self))
            asked = gap.names or ", ".join(
                f"{contact.name} ({contact.email})" if contact.email else contact.name for contact in gap.contacts[:3]
            )
            lines.append(Note(asked or _("Ingen kjente å spørre. Ring enheten."), self))
        left = len(answers.gaps) - _MOST_GAPS
        if left > 0:
            lines.append(Note(_("og {n} til").format(n=left), self))
        return lines

    # --- doing ---

    def add(self) -> None:
        """Expect what is said in the form."""
        gathering_id, text = self._gathering_id, self.number.currentText().strip()
        try:
            people = _people(text)
        except BadInput as trouble:
            self._say(str(trouble))
            return
        each, service = QuotaEach(self.each.currentData()), str(self.service.currentData() or "")
        role = self.role.text().strip()

        def kept(_changes: Changes) -> None:
            self._fault.hide()
            self.role.clear()
            self.number.setFocus()

        self._workspace.lane.change(
            lambda store: quotas.add(store, gathering_id, each, people=people, service_id=service, role=role),
            kept,
            self,
            failed=self._say,
        )

    def _remove(self, quota: Quota) -> None:
        self._workspace.lane.change(lambda store: quotas.remove(store, quota.id), None, self)

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()
        tell_fault(self.number, sentence)
        self.number.setFocus()

    def copy_addresses(self) -> None:
        """Put the addresses of those who are missing on the clipboard, as mail programs take them."""
        addresses = self._answers.addresses
        QGuiApplication.clipboard().setText("; ".join(addresses))
        words = _n("{n} adresse er kopiert.", "{n} adresser er kopiert.", len(addresses))
        without = self._answers.without_address
        if without:
            words += " " + _n("{n} har ingen adresse.", "{n} har ingen adresse.", without)
        self._workspace.say(words + " " + _("Lim dem inn som blindkopi."))

    def _copy(self, letter: Callable[[Store, str], Letter], told: str) -> None:
        gathering_id = self._gathering_id

        def copied(written: Letter) -> None:
            QGuiApplication.clipboard().setText(quotas.letter_text(written))
            addresses = _n("{n} adresse", "{n} adresser", len(written.addresses))
            self._workspace.say(
                f"{told} {addresses}.",
                _("Kopier adressene"),
                lambda: QGuiApplication.clipboard().setText("; ".join(written.addresses)),
            )

        self._workspace.lane.ask(lambda store: letter(store, gathering_id), copied, self)


def _people(text: str) -> int | None:
    """The number that was typed; None for everybody.

    Raises:
        BadInput: it is neither.
    """
    if text.casefold() in {"", _("Alle").casefold()}:
        return None
    if not text.isdecimal() or len(text) > 5:
        raise BadInput(_("Skriv hvor mange dere venter, fra 1 og opp."))
    return int(text)
