"""An old group list on its way in: what was understood, when it was, and one button."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.dates import Expected
from nettverk.domain.now import today
from nettverk.domain.plan import Gathering
from nettverk.i18n import _, _n
from nettverk.services.groups import old_lists
from nettverk.services.groups.old_lists import OldGroups
from nettverk.ui.common.announce import announce
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet, Small
from nettverk.ui.common.workspace import Workspace


class OldListSheet(Sheet):
    """Shows an old list before it is stored as an earlier gathering.

    Signals:
        stored: it was stored, as a sentence.
    """

    stored = Signal(str)

    def __init__(self, host: QWidget, workspace: Workspace) -> None:
        super().__init__(_("Gammel gruppeliste"), host, width=460)
        self._workspace = workspace
        self._old: OldGroups | None = None
        self._gathering: Gathering | None = None
        self._of, self._begun_as = "", ("", "")
        self.summary, self.unknown, self.complaint = Note(""), Note(""), Note("")
        self.complaint.setProperty("tone", "warn")
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Navn på samlingen"))
        # An old list is about an earlier gathering: a day without a year is the last such day.
        self.day = DayField(optional=False, expected=Expected.PAST)
        self.day.setAccessibleName(_("Dato"))
        for widget in (
            self.summary,
            self.unknown,
            Small(_("Navn på samlingen"), strong=True),
            self.name,
            Small(_("Dato"), strong=True),
            self.day,
            self.complaint,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        take = PrimaryButton(_("Legg til i historikken"))
        take.clicked.connect(self.take)
        close = QuietButton(_("Avbryt"))
        close.clicked.connect(self.close_sheet)
        self.foot.addWidget(take)
        self.foot.addWidget(close)
        self.foot.addStretch(1)
        self.closed.connect(self.day.settle)
        keep_draft(self, workspace, self.drafted)

    def show_list(self, old: OldGroups, gathering: Gathering) -> None:
        """Open it with a list that was read."""
        self._old, self._gathering = old, gathering
        people = _n("{n} person", "{n} personer", old.people)
        tables = _n("{n} bord", "{n} bord", len(old.tables))
        self.summary.setText(_("{file}: {people} ved {tables}.").format(file=old.source, people=people, tables=tables))
        names = ", ".join(old.unknown[:8]) + (" …" if len(old.unknown) > 8 else "")
        left_out = _n(
            "{n} finnes ikke i registeret og hoppes over",
            "{n} finnes ikke i registeret og hoppes over",
            len(old.unknown),
        )
        self.unknown.setText(f"{left_out}: {names}" if old.unknown else "")
        self.unknown.setVisible(bool(old.unknown))
        if not self.drafted() or self._of != old.source:
            self.name.setText(_("Tidligere samling"))
            held = gathering.held_on or today()
            self.day.fill(min(held, today()) - timedelta(days=91))
            self._of, self._begun_as = old.source, self._content()
        self.complaint.hide()
        self.open(self.name)
        self.name.selectAll()

    def _content(self) -> tuple[str, str]:
        return self.name.text(), self.day.line.text()

    def drafted(self) -> bool:
        """Whether a name or a day was given, and the list not taken in."""
        return self._content() != self._begun_as

    def take(self) -> None:
        """Store the list as an earlier gathering, so that it counts as who has met whom."""
        old, here = self._old, self._gathering
        if old is None or here is None:
            return
        if not self.day.settle() or (day := self.day.day()) is None:
            self.day.setFocus()
            return
        if here.held_on is not None and day >= here.held_on:
            self._complain(_("En gammel liste er fra før denne samlingen. Når var den?"))
            self.day.setFocus()
            return
        title = self.name.text()
        self._workspace.lane.change(
            lambda store: old_lists.keep(store, old, here.network_id, here.district_id, title, day),
            lambda _changes: self._stored(title),
            self,
            failed=self._complain,
        )

    def _stored(self, title: str) -> None:
        self._begun_as = self._content()
        self.close_sheet()
        self.stored.emit(_("{title} er lagt til i historikken.").format(title=title))

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        announce(self, sentence)
        self.complaint.show()
