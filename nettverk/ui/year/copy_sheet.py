"""Last year copied to this one: every item and gathering with its new day, each to be left out or moved first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.year.days import year_name
from nettverk.domain.year.items import YearItem, kind_name
from nettverk.i18n import _, _n
from nettverk.services.year import copying
from nettverk.services.year.copying import CopiedMeeting, Copy
from nettverk.services.year.year import Year
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.named_boxes import NamedCheckBox
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import LinkButton, Note, PrimaryButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.proposals import ProposalRows


class CopySheet(Sheet):
    """What the year before had and this one has not."""

    def __init__(self, workspace: Workspace, host: QWidget, brought: Copy, year: Year,
        holidays: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(_("Kopier fjoråret"), host, width=640)
        self._workspace, self.brought = workspace, brought
        self._over = False
        names = {"before": year_name(brought.year - 1), "now": year_name(brought.year)}
        self.about = Note(
            _("Fra {before} til {now}: samme uke og ukedag, flyttet der skolene har fri.").format(**names), self
        )
        self.body.addWidget(self.about)
        self.items: list[tuple[YearItem, CheckBox, DayField]] = []
        self.meetings: list[tuple[CopiedMeeting, CheckBox, DayField]] = []
        if brought.items or brought.meetings:
            self.body.addWidget(Small(_("Frister, møter og saker"), self, strong=True))
            self._lines()
        self.rows = ProposalRows(self)
        if brought.gatherings:
            self.body.addWidget(Small(_("Samlinger, med planen sin"), self, strong=True))
        self.body.addWidget(self.rows)
        self.fault = Label("", self)
        self.fault.setProperty("tone", "stop")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.button = PrimaryButton("", "copy", self)
        self.button.clicked.connect(self.hand_in)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self.rows.changed.connect(self._count)
        self.rows.show_proposals(brought.gatherings, year.entries, year.holidays)
        if self.rows.rows:
            self.tab_on(self.rows.rows[-1].theme_line)
        if not year.holidays:
            closed = _("Ingen skoleferier er skrevet inn for {now} ennå. Gjør det først, så legges dagene utenom.")
            self.body.insertWidget(1, Note(closed.format(**names), self))
            way = LinkButton(_("Skriv inn skoleferiene"), "clock", self)
            way.clicked.connect(self.close_sheet)
            way.clicked.connect(lambda _on=False: holidays())
            self.body.insertWidget(2, way, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(self.cross, way)  # as it stands, before what is copied
        if not (brought.items or brought.meetings or brought.gatherings):
            self.about.setText(_("Fjoråret har ingenting som ikke står her allerede."))
        self._begun_as = self._content()
        keep_draft(self, workspace, lambda: not self._over and self._content() != self._begun_as, chosen=True)

    def _content(self) -> tuple[object, ...]:
        chosen = tuple((box.isChecked(), day.line.text()) for box, day in self._choices())
        return chosen, tuple(row.proposal for row in self.rows.rows if row.touched)

    def _choices(self) -> list[tuple[CheckBox, DayField]]:
        return [
            *((box, day) for _item, box, day in self.items), *((box, day) for _meeting, box, day in self.meetings)
        ]  # fmt: skip

    def _lines(self) -> None:
        """What one can leave out or move, by day: the items, and the meetings of the teams."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        days = sorted(
            [(item.due_on, 0, place) for place, item in enumerate(self.brought.items)]
            + [(meeting.day, 1, place) for place, meeting in enumerate(self.brought.meetings)]
        )
        for row, (_day, of, place) in enumerate(days):
            if of:
                meeting = self.brought.meetings[place]
                name = _("Møte i {team}").format(team=meeting.team)
                self.meetings.append((meeting, *self._line(grid, row, name, name, meeting.day)))
            else:
                item = self.brought.items[place]
                words = f"{item.title} ({kind_name(item.kind)})"
                self.items.append((item, *self._line(grid, row, words, item.title, item.due_on)))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _line(self, grid: QGridLayout, row: int, words: str, name: str, on: date) -> tuple[CheckBox, DayField]:
        wanted = NamedCheckBox(words, self)
        wanted.setChecked(True)
        wanted.clicked.connect(self._count)
        day = DayField(parent=self, optional=False)
        day.set_near(on)
        day.fill(on)
        day.setAccessibleName(_("Dag for {name}").format(name=name))
        # The day below its name, as with the gatherings: beside a long name there is no room for a whole date.
        grid.addWidget(wanted, row * 2, 0, 1, 2)
        grid.addWidget(day, row * 2 + 1, 0)
        return wanted, day

    def _count(self) -> None:
        count = self.rows.wanted + sum(wanted.isChecked() for wanted, _day in self._choices())
        self.button.setText(_n("Kopier {n}", "Kopier {n}", count))
        self.button.setEnabled(count > 0)

    def hand_in(self) -> None:
        """Bring what is wanted, in one step."""
        for wanted, day in self._choices():
            if wanted.isChecked() and not day.settle():
                day.setFocus()
                return
        if not self.rows.settle():
            return
        items = [
            replace(item, due_on=day.day() or item.due_on, last_day=_moved(item, day))
            for item, wanted, day in self.items
            if wanted.isChecked()
        ]
        meetings = [
            replace(meeting, day=day.day() or meeting.day)
            for meeting, wanted, day in self.meetings
            if wanted.isChecked()
        ]
        proposals = self.rows.proposals

        def made(_changes: Changes) -> None:
            self._over = True
            self.close_sheet()
            self._workspace.say(_("Fjoråret er kopiert."), _("Angre"), self._workspace.lane.undo)

        self._workspace.lane.change(
            lambda store: copying.make(store, items, proposals, meetings), made, self, failed=self._say
        )  # fmt: skip

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()


def _moved(item: YearItem, day: DayField) -> date | None:
    """The last day of an item that was moved: it lasts as long as before."""
    begins = day.day()
    return begins + (item.last_day - item.due_on) if item.last_day and begins else item.last_day
