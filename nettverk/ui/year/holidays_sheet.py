"""School holidays: the municipality's own, typed; public holidays are known and shown for the asking."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.year.days import SchoolHoliday, first_day, last_day, public_holidays, year_name
from nettverk.i18n import _, day_month, join
from nettverk.services.database import Store
from nettverk.services.year import holidays
from nettverk.ui.common.layouts import empty
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import FlatButton, LinkButton, Note, PrimaryButton, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace

_AGAIN_MS = 60
Change = Callable[[Callable[[Store], Changes], Callable[[Changes], None] | None], None]
"""Stores something, and does something more when it is stored."""


class HolidayRow(QWidget):
    """One holiday: its name and its two days, stored when one leaves the field.

    What is not stored is something half typed (``keeps`` is off), so that the sheet holds it and the window asks.
    """

    def __init__(self, holiday: SchoolHoliday, change: Change) -> None:
        super().__init__()
        self.holiday, self._change = holiday, change
        self.name = QLineEdit(holiday.name, self)
        self.name.setMaxLength(80)
        self.name.setAccessibleName(_("Ferie"))
        self.name.setProperty("keeps", True)
        self.name.textEdited.connect(lambda text: self.name.setProperty("keeps", text.strip() == holiday.name))
        self.name.editingFinished.connect(self._named)
        self.first, self.last = (DayField(lambda: holiday.first_day, self, optional=False) for _field in range(2))
        for field, day, words in (
            (self.first, holiday.first_day, _("Første dag i {name}")),
            (self.last, holiday.last_day, _("Siste dag i {name}")),
        ):  # fmt: skip
            field.fill(day)
            field.setProperty("keeps", True)
            field.setAccessibleName(words.format(name=holiday.name))
        self.first.taken.connect(self._moved)
        self.last.taken.connect(self._moved)
        self.bin = FlatButton("", "trash-2", self, tip=_("Fjern {name}").format(name=holiday.name))
        self.bin.clicked.connect(lambda: change(lambda store: holidays.remove(store, holiday.id), None))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.bin, 0, 1)
        days = row(self.first, self.last)
        days.setStretch(0, 1)
        days.setStretch(1, 1)
        grid.addLayout(days, 1, 0, 1, 2)

    def _named(self) -> None:
        name = self.name.text().strip()
        if not name:
            self.name.setText(self.holiday.name)
            self.name.setProperty("keeps", True)
        elif name != self.holiday.name:
            self._change(
                lambda store: holidays.edit(store, self.holiday.id, name=name), lambda _changes: self._keep_name(name)
            )

    def _keep_name(self, stored: str) -> None:
        self.name.setProperty("keeps", self.name.text().strip() == stored)

    def _moved(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is not None and last is not None:
            # A first day that is moved past the last takes that with it.
            last = max(first, last) if first != self.holiday.first_day else last
            self._keep_days(False)
            self._change(
                lambda store: holidays.edit(store, self.holiday.id, first_day=first, last_day=last),
                lambda _changes: self._keep_days(True),
            )

    def _keep_days(self, kept: bool) -> None:
        for field in (self.first, self.last):
            field.setProperty("keeps", kept)


class HolidaysSheet(Sheet):
    """The holidays of one school year."""

    def __init__(self, workspace: Workspace, host: QWidget, year: int) -> None:
        super().__init__(_("Skoleferier {year}").format(year=year_name(year)), host, width=600)
        self._workspace, self._year = workspace, year
        self.rows: list[HolidayRow] = []
        self.note = Note(
            _("Feriene er kommunens egne. Serier legges utenom dem, og du får vite om noe kolliderer."), self
        )
        self.body.addWidget(self.note)
        self._list = QGridLayout()
        self.body.addLayout(self._list)
        self.usual = LinkButton(_("Start med de vanlige"), "wand-sparkles", self)
        self.usual.clicked.connect(lambda: self._change(lambda store: holidays.add_usual(store, year), None))
        self.add = LinkButton(_("Ny ferie"), "plus", self)
        self.add.clicked.connect(self._add)
        self.body.addLayout(row(self.add, self.usual, None))
        self.body.addSpacing(12)
        self.body.addWidget(Small(_("Helligdager"), self, strong=True))
        self.body.addWidget(Note(_public(year), self))
        self.body.addStretch(1)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.close_sheet)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        workspace.lane.changed.connect(
            lambda changes: self._again.start() if changes.touches("school_holidays") and self.isVisible() else None
        )

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Read the holidays as they are stored."""
        year = self._year

        def arrived(known: tuple[SchoolHoliday, ...]) -> None:
            if [row.holiday for row in self.rows] != list(known):
                self._show(known)
            if then is not None:
                then()

        self._workspace.lane.ask(lambda store: holidays.of_year(store, year), arrived, self)

    def _show(self, known: tuple[SchoolHoliday, ...]) -> None:
        focused = self.focusWidget()
        at = next((n for n, line in enumerate(self.rows) if focused is not None and line.isAncestorOf(focused)), -1)
        empty(self._list)
        self.rows = [HolidayRow(holiday, self._change) for holiday in known]
        for number, line in enumerate(self.rows):
            self._list.addWidget(line, number, 0)
        if self.rows:
            self.tab_on(self.rows[-1].bin, self.add, self.usual)
        self.usual.setVisible(len(known) < 4)
        if at >= 0 and self.rows:
            self.rows[min(at, len(self.rows) - 1)].first.setFocus()

    def _add(self) -> None:
        year = self._year
        day = date(year, 10, 5)
        self._change(lambda store: holidays.add(store, _("Ny ferie"), day, day), None)

    def _change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None] | None) -> None:
        self._workspace.lane.change(job, then, self, failed=self._failed)

    def _failed(self, sentence: str) -> None:
        """Say it; what is typed stands there still, and is stored when one leaves the field the next time."""
        self._workspace.say(sentence)


def _public(year: int) -> str:
    days = {**public_holidays(year), **public_holidays(year + 1)}
    within = sorted((day, name) for day, name in days.items() if first_day(year) <= day <= last_day(year))
    # The first and the seventeenth of May are called by their date.
    return join([name if name == day_month(day) else f"{name} {day_month(day)}" for day, name in within]) + "."
