"""A series in bulk: how it is wished above, and below every day that follows from that, each to be changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.year.series import Pattern
from nettverk.i18n import LANGUAGES, _, _n, clock, language, weekday_name
from nettverk.services.templates import templates
from nettverk.services.year import series
from nettverk.services.year.series import Known
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.inputs import ComboBox, SpinBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.typed_moments import ClockField, DayField
from nettverk.ui.common.widgets import FlowLayout, Note, PrimaryButton, Rule, Sheet, Small
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing
from nettverk.ui.year.proposals import ProposalRows

_AGAIN_MS = 250
MOST_EACH = 12


class SeriesSheet(Sheet):
    """«Three gatherings in each district, Tuesdays, not in the holidays», and what becomes of it."""

    def __init__(self, workspace: Workspace, host: QWidget, known: Known) -> None:
        super().__init__(_("Lag en serie"), host, width=640)
        self._workspace, self.known = workspace, known
        self._over = False
        self._grid_of_wishes()
        self.body.addWidget(Rule(self))
        self.summary = Note("", self)
        self.body.addWidget(self.summary)
        self.rows = ProposalRows(self)
        self.body.addWidget(self.rows)
        self.fault = Label("", self)
        self.fault.setProperty("tone", "stop")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.button = PrimaryButton("", "check", self)
        self.button.clicked.connect(self.hand_in)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.propose)
        self.rows.changed.connect(self._count)
        self._listen()
        self.propose()
        self._begun_as = self._content()
        keep_draft(self, workspace, lambda: not self._over and self._content() != self._begun_as, chosen=True)

    def _grid_of_wishes(self) -> None:
        usual = self.known.usual
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self.network = self._box([(network.id, network.name) for network in self.known.networks])
        self.network.setCurrentIndex(max(0, self.network.findData(usual.network_id)))
        self.count = SpinBox(self)
        self.count.setRange(1, MOST_EACH)
        self.count.setValue(usual.count)
        self.weekday = self._box([(str(day), weekday_name(day).capitalize()) for day in range(1, 6)])
        self.weekday.setCurrentIndex(usual.weekday - 1)
        # Made in the order they stand in, which is the order Tab goes.
        self.template = self._box([(template.id, template.name) for template in templates(language())])
        self.first, self.last = (DayField(lambda: usual.first, self, optional=False) for _field in range(2))
        self.first.fill(usual.first)
        self.last.fill(usual.last)
        self.starts, self.ends = ClockField(self), ClockField(self)
        self.starts.fill(usual.starts_at)
        self.ends.fill(usual.ends_at)
        self.place, self.owner = QLineEdit(self), QLineEdit(self)
        self.owner.setPlaceholderText(_("Rolle eller navn"))
        self.language = self._box(list(LANGUAGES.items()))
        self.language.setCurrentIndex(max(0, self.language.findData(self.known.language or language())))
        fields: list[tuple[str, QWidget]] = [
            (_("Nettverk"), self.network), (_("Samlinger i hver bydel"), self.count),
            (_("Ukedag"), self.weekday), (_("Mal"), self.template), (_("Fra og med"), self.first),
            (_("Til og med"), self.last), (_("Starter"), self.starts), (_("Slutter"), self.ends),
            (_("Sted"), self.place), (_("Ansvarlig"), self.owner), (_("Språk på lerret og papir"), self.language),
        ]  # fmt: skip
        for number, (label, field) in enumerate(fields):
            caption = Small(label, self, strong=True)
            set_caption(caption, field)
            field.setAccessibleName(label)
            self._grid.addWidget(caption, number // 2 * 2, number % 2)
            self._grid.addWidget(field, number // 2 * 2 + 1, number % 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._districts()
        self.themes = Writing(2, self)
        self.themes.setPlaceholderText(_("Ett tema på hver linje: det første er for den første samlingen"))
        self.add_field(_("Temaer"), self.themes)

    def _districts(self) -> None:
        self.districts: dict[str, CheckBox] = {}
        self.body.addWidget(Small(_("Hvor"), self, strong=True))
        holder = QWidget(self)
        flow = FlowLayout(holder, gap=16)
        for id_, name in [
            *((district.id, district.name) for district in self.known.districts),
            ("", _("Alle bydeler samlet")),
        ]:
            box = NamedCheckBox(name, self)
            box.setChecked(bool(id_) or not self.known.districts)
            self.districts[id_] = box
            flow.addWidget(box)
        self.body.addWidget(holder)

    def _box(self, choices: list[tuple[str, str]]) -> QComboBox:
        box = ComboBox(self)
        for key, text in choices:
            box.addItem(text, key)
        return box

    def _listen(self) -> None:
        for box in (self.network, self.weekday):
            box.activated.connect(self._soon)
        self.count.valueChanged.connect(self._soon)
        for field in (self.first, self.last, self.starts, self.ends):
            field.taken.connect(self._soon)
        for line in (self.place, self.owner):
            line.textEdited.connect(self._soon)
        self.themes.typed.connect(self._soon)
        for district in self.districts.values():
            district.clicked.connect(self._soon)

    def _soon(self, *_said: object) -> None:
        """Propose anew when one pauses; what a field tells is no time to wait."""
        self._again.start()

    @property
    def pattern(self) -> Pattern:
        """The series as it is wished now."""
        usual = self.known.usual
        names = {district.id: district.name for district in self.known.districts}
        chosen = [(id_, names.get(id_, "")) for id_, box in self.districts.items() if box.isChecked()]
        return replace(
            usual,
            network_id=str(self.network.currentData() or ""),
            network=self.network.currentText(),
            districts=tuple(chosen),
            count=self.count.value(),
            weekday=int(self.weekday.currentData()),
            first=self.first.day() or usual.first,
            last=self.last.day() or usual.last,
            starts_at=self.starts.time_of_day() or usual.starts_at,
            ends_at=self.ends.time_of_day() or usual.ends_at,
            place=self.place.text().strip(),
            owner=self.owner.text().strip(),
            themes=tuple(line.strip() for line in self.themes.text().splitlines()),
        )

    def propose(self) -> None:
        """Find the days anew; rows that somebody has changed stay."""
        self._again.stop()
        self.rows.show_proposals(series.proposed(self.pattern, self.known), self.known.entries, self.known.holidays)
        if self.rows.rows:
            self.tab_on(self.rows.rows[-1].theme_line)

    def _count(self) -> None:
        wanted = self.rows.wanted
        self.button.setText(_n("Lag {n} samling", "Lag {n} samlinger", wanted))
        self.button.setEnabled(wanted > 0)
        pattern = self.pattern
        if not pattern.districts:
            words = _("Velg minst én bydel.")
        elif not self.known.holidays:
            words = _("Ingen skoleferier er skrevet inn for dette året. Helligdager er holdt utenfor.")
        else:
            words = _("Skoleferier og helligdager er holdt utenfor. Hver dag kan endres.")
        when = f"{weekday_name(pattern.weekday).capitalize()}, {clock(pattern.starts_at)}–{clock(pattern.ends_at)}."
        self.summary.setText(f"{when} {words}")

    def _content(self) -> tuple[object, ...]:
        return self.pattern, tuple(row.proposal for row in self.rows.rows if row.touched)

    def hand_in(self) -> None:
        """Make all that is wanted, in one step."""
        if self._again.isActive():
            self.propose()
        if not self.rows.settle():
            return
        proposals, code = self.rows.proposals, str(self.language.currentData())
        chosen = next(template for template in templates(language()) if template.id == self.template.currentData())
        count = self.rows.wanted

        def made(_changes: Changes) -> None:
            self._over = True
            self.close_sheet()
            words = _n("{n} samling er lagt inn.", "{n} samlinger er lagt inn.", count)
            self._workspace.say(words, _("Angre"), self._workspace.lane.undo)

        self._workspace.lane.change(
            lambda store: series.make(store, proposals, chosen, language=code), made, self, failed=self._say
        )

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()
