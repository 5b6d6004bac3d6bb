"""Mellom samlingene: a unit's learning cycle with dates, visits and guidance, and a reminder to copy."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.between import CycleStep, Pairing
from nettverk.domain.changes import Changes
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.uses import SheetUse
from nettverk.domain.typed import Owner, TypedField, TypedSheetAnswer
from nettverk.i18n import _
from nettverk.services import between, pairings
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.read_sheet import ReadSheet
from nettverk.ui.common.widgets import Heading, Note, QuietButton, Segmented, Small, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from nettverk.ui.follow_up.pairs import Pairs

_TABLES = frozenset({"entries", "sheet_uses", "units", "gatherings"})


class Period(StrEnum):
    """Which time between two gatherings is looked at."""

    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class _Read:
    last: str
    use: SheetUse | None
    steps: tuple[CycleStep, ...]
    pairs: tuple[Pairing, ...]
    units: tuple[tuple[str, str], ...]
    reminders: dict[str, str]


class BetweenSheet(ReadSheet):
    """Opens on a unit: what it does until next time, or what it has done since last time."""

    def __init__(self, workspace: Workspace, autosave: Autosave, near: Callable[[], date], host: QWidget) -> None:
        super().__init__(_("Mellom samlingene"), workspace, _TABLES, host)
        self._autosave = autosave
        self._here = self._unit_id = self._unit_name = ""
        self.read: _Read | None = None
        self.fields: dict[tuple[str, str], Writing] = {}
        self.period = Segmented(
            [(Period.UNTIL, _("Til neste gang")), (Period.SINCE, _("Siden sist"))], _("Hvilken tid"), self
        )
        self.name = Heading("", 1, self, wrap=True)
        self.guide = Note("", self)
        self.ask_button = QuietButton(_("Be enhetene føre logg"), "notebook-pen", self)
        self.pairs = Pairs(near, self)
        self.reminder = Writing(3, self)
        self.reminder.setReadOnly(True)
        self.reminder.setAccessibleName(_("Påminnelse"))
        self.copy_button = QuietButton(_("Kopier"), "copy", self)
        self.copy_all_button = QuietButton(_("Kopier alle"), "copy", self)
        self._cycle = QVBoxLayout()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._cycle.setSpacing(4)
        self.body.addLayout(row(self.period, None))
        self.body.addWidget(self.name)
        self.body.addWidget(self.guide)
        self.body.addLayout(row(self.ask_button, None))
        self.body.addLayout(self._cycle)
        self.body.addSpacing(12)
        self.body.addWidget(Heading(_("Besøk og veiledning"), 1, self))
        self.body.addWidget(self.pairs)
        self.body.addSpacing(12)
        self.body.addWidget(Heading(_("Påminnelse"), 1, self))
        self.body.addWidget(self.reminder)
        self.body.addLayout(row(self.copy_button, self.copy_all_button, None))
        self.body.addStretch(1)

    def _listen(self) -> None:
        pairs = self.pairs
        self.period.chosen.connect(lambda _key: self._other_period())
        self.ask_button.clicked.connect(lambda: self._change(between.ask_for_cycles))
        pairs.dated.connect(lambda id_, on: self._change(lambda store, _here: pairings.edit(store, id_, on=on)))
        pairs.noted.connect(
            lambda id_, note: self._autosave.note(("pair", id_), TypedField(Owner.PAIRING, id_, "note", note))
        )
        pairs.left.connect(self._autosave.flush)
        pairs.removed.connect(lambda id_: self._change(lambda store, _here: pairings.remove(store, id_)))
        pairs.agreed.connect(lambda told: self._change(lambda store, here: pairings.agree(store, here, told)))
        pairs.added.connect(
            lambda kind, one, other: self._change(lambda store, here: pairings.add(store, here, kind, one, other))
        )
        pairs.suggest_wanted.connect(self.suggest)
        self.copy_button.clicked.connect(self._copy)
        self.copy_all_button.clicked.connect(self._copy_all)

    def begin(self, gathering_id: str, unit_id: str, unit_name: str) -> None:
        """Open on a unit at a gathering, on the time until the next one."""
        self._here, self._unit_id, self._unit_name = gathering_id, unit_id, unit_name
        self.period.choose(Period.UNTIL)
        self._forget()
        self.ask(self.open)

    def _other_period(self) -> None:
        self._autosave.flush()
        self._forget()
        self.ask()

    def _forget(self) -> None:
        empty(self._cycle)
        self.fields = {}
        self.pairs.forget()

    @property
    def gathering_id(self) -> str:
        """The gathering where what is on show was agreed: this one, or the one before it in its series."""
        since = self.period.value() == Period.SINCE
        return self.read.last if since and self.read is not None else self._here

    # --- reading ---

    def reader(self) -> Callable[[Store], _Read]:
        here, unit_id, since = self._here, self._unit_id, self.period.value() == Period.SINCE
        return lambda store: _read(store, here, unit_id, since=since)

    def show_read(self, read: _Read) -> None:
        self.read = read
        since = self.period.value() == Period.SINCE
        self.period.setVisible(bool(read.last))
        self.name.setText(_("Læringssyklus: {steps}").format(steps=self._unit_name))
        self.ask_button.setVisible(read.use is None)
        if read.use is None:
            self.guide.setText(
                _("Loggen er ikke delt ut ennå. Der skriver enhetene hva de planlegger, prøver, ser og tenker.")
            )
        else:
            self.guide.setText(
                _("Skriv det enheten forteller, eller hent svarene fra arket i Refleksjoner.")
                if since
                else _("Planlegge, prøve ut, observere hverandre, reflektere. Litt underveis er nok.")
            )
        self._show_cycle(read)
        mine = [pair for pair in read.pairs if self._unit_id in {pair.one, pair.other}]
        self.pairs.show_pairs([*mine, *(pair for pair in read.pairs if pair not in mine)])
        self.pairs.offer(read.units)
        text = read.reminders.get(self._unit_id, "")
        self.reminder.fill(text or _("Enheten har ikke avtalt noe ennå."))
        self.copy_button.setEnabled(bool(text))
        self.copy_all_button.setEnabled(bool(read.reminders))

    def _show_cycle(self, read: _Read) -> None:
        use = read.use
        if use is None:
            empty(self._cycle)
            self.fields = {}
            return
        if not self.fields:
            for step in read.steps:
                self._add_step(use, step)
        for step in read.steps:
            for block, text in ((between.STEPS, step.text), (between.WHEN, step.when)):
                field = self.fields[block, step.id]
                if not self._autosave.holds(self._thing(use, block, step.id)) and not field.hasFocus():
                    field.fill(text)

    def _add_step(self, use: SheetUse, step: CycleStep) -> None:
        for block, label, hint in (
            (between.STEPS, step.label, ""),
            (between.WHEN, _("Når: {step}").format(step=step.label), _("Når? En dato eller ei uke")),
        ):
            field = Writing(1, self, one_line=block == between.WHEN)
            field.setProperty("keeps", True)  # stored as one types
            field.setAccessibleName(label)
            field.setPlaceholderText(hint)
            field.typed.connect(lambda block=block, step_id=step.id: self._typed(use, block, step_id))
            field.left.connect(self._autosave.flush)
            field.done.connect(self.focusNextChild)
            if block == between.STEPS:
                caption = Small(label, self, strong=True)
                set_caption(caption, field)
                self._cycle.addWidget(caption)
            self._cycle.addWidget(field)
            self.fields[block, step.id] = field
        self._cycle.addSpacing(4)

    def _thing(self, use: SheetUse, block: str, step_id: str) -> tuple[str, str, str, str]:
        return use.id, Respondent(Who.UNIT, unit_id=self._unit_id).key, block, step_id

    # --- changing ---

    def _typed(self, use: SheetUse, block: str, step_id: str) -> None:
        text = self.fields[block, step_id].text()
        who = Respondent(Who.UNIT, unit_id=self._unit_id).key
        typed = TypedSheetAnswer(use.gathering_id, use.id, use.sheet.version, who, block, step_id, text)
        self._autosave.note(self._thing(use, block, step_id), typed)

    def _change(self, job: Callable[[Store, str], Changes]) -> None:
        here = self.gathering_id
        self._workspace.lane.change(
            lambda store: job(store, here), lambda _changes: self.ask(), self, failed=self._workspace.say
        )

    def suggest(self, busy: Collection[str]) -> None:
        """Find pairs among those who are free; they are shown, and nothing is agreed."""
        here = self.gathering_id
        self._workspace.lane.ask(lambda store: pairings.suggest(store, here, busy), self.pairs.show_suggested, self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.reminder.text())
        self._workspace.say(_("Påminnelsen er kopiert. Lim den inn i en melding."))

    def _copy_all(self) -> None:
        texts = self.read.reminders.values() if self.read is not None else ()
        QGuiApplication.clipboard().setText("\n\n".join(texts))
        self._workspace.say(_("Påminnelsene er kopiert, en for hver enhet."))


def _read(store: Store, gathering_id: str, unit_id: str, *, since: bool) -> _Read:
    last = between.last(store, gathering_id)
    where = last if since and last else gathering_id
    return _Read(
        last,
        between.cycle_use(store, where),
        between.steps_of(store, where, unit_id),
        pairings.of_gathering(store, where),
        tuple((unit.id, unit.name) for unit in register.units(store)),
        between.reminders(store, where),
    )
