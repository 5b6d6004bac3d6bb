"""A gathering as a copy: which districts, which days, and whether speakers and people follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.plan import Gathering
from nettverk.i18n import _, _n, long_date
from nettverk.services import begin
from nettverk.services.begin import Target
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Sheet, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.new_gathering import Choices

LONGEST_DAY = date(2026, 9, 30)
"""No day takes more room written out: a Wednesday in September."""


class CopySheet(Sheet):
    """One line for each district; the gathering's own is ticked, and one button ticks all the others.

    Attributes:
        places: (district id or "" for all of them, its box, its day).
    """

    def __init__(
        self, workspace: Workspace, host: QWidget, gathering: Gathering, known: Choices, then: Callable[[str], None]
    ) -> None:
        super().__init__(_("Kopier samlingen"), host, width=560)
        self._workspace, self._gathering, self._then = workspace, gathering, then
        self.name = QLineEdit(gathering.title, self)
        self.name.setMaxLength(200)
        self.add_field(_("Navn"), self.name)
        self.body.addWidget(Heading(_("Hvor og når"), 1, self))
        self.places: list[tuple[str, QCheckBox, DayField]] = []
        day = known.likely_day
        for id_, words in (("", _("Alle bydeler")), *((district.id, district.name) for district in known.districts)):
            box, field = NamedCheckBox(words, self), DayField(parent=self, optional=True)
            box.setChecked(id_ == (gathering.district_id or ""))
            field.line.setAccessibleName(_("Dato for {place}").format(place=words))
            field.line.setMinimumWidth(field.line.fontMetrics().horizontalAdvance(long_date(LONGEST_DAY)) + 32)
            field.setEnabled(box.isChecked())
            if box.isChecked():
                field.fill(day)
            box.toggled.connect(field.setEnabled)
            box.toggled.connect(lambda _on: self._count())
            self.body.addLayout(row(box, None, field))
            self.places.append((id_, box, field))
        self.every = QuietButton(_("Kryss av alle bydelene"), parent=self)
        self.every.clicked.connect(self.tick_districts)
        self.every.setVisible(bool(known.districts))
        self.body.addLayout(row(self.every, None))
        self.body.addWidget(Note(_("Uten dato nå går fint. Den settes under Samlingen."), self))
        self.body.addSpacing(8)
        self.body.addWidget(Heading(_("Følger med"), 1, self))
        self.body.addWidget(Note(_("Delene med tider, spørsmål, ark og mål følger alltid med."), self))
        self.contributions = CheckBox(_("Praksisinnleggene i køen"), self)
        self.people = CheckBox(_("Deltakerne (til en bydel bare de som hører til der)"), self)
        self.body.addWidget(self.contributions)
        self.body.addWidget(self.people)
        self._fault = Label("", self)
        self._fault.setProperty("tone", "stop")
        self._fault.setWordWrap(True)
        self._fault.hide()
        self.body.addWidget(self._fault)
        self.body.addStretch(1)
        self.button = PrimaryButton("", "copy", self)
        self.button.clicked.connect(self.make)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self.closed.connect(self.deleteLater)
        self._count()

    def tick_districts(self) -> None:
        """A copy for every district; for the whole municipality only where that was ticked already."""
        for id_, box, _field in self.places:
            if id_:
                box.setChecked(True)

    def _count(self) -> None:
        count = sum(box.isChecked() for _id, box, _field in self.places)
        self.button.setText(_n("Lag {n} kopi", "Lag {n} kopier", count))
        self.button.setEnabled(bool(count))

    def make(self) -> None:
        """Make the copies; the first is opened."""
        targets: list[Target] = []
        for id_, box, field in self.places:
            if not box.isChecked():
                continue
            if not field.settle():
                field.setFocus()
                return
            day: date | None = field.day()
            targets.append(Target(id_ or None, day, self.name.text()))
        gathering_id, workspace = self._gathering.id, self._workspace
        speakers, people = self.contributions.isChecked(), self.people.isChecked()

        def done(changes: Changes) -> None:
            self.close_sheet()
            self._then(changes.made)
            text = _n("{n} kopi er laget.", "{n} kopier er laget.", len(targets))
            workspace.say(text, _("Angre"), workspace.lane.undo)

        workspace.lane.change(
            lambda store: begin.copy(store, gathering_id, targets, contributions=speakers, people=people),
            done,
            self,
            failed=self._say,
        )

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.show()
