"""Hent kjente: people of the last gathering or of the register, ticked and put on the list in one go."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.participants import Attendance, attendance_name
from nettverk.domain.sorting import fold
from nettverk.i18n import _, _n, short_date
from nettverk.services import begin
from nettverk.services.begin import Candidate, Candidates
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, SearchField, Segmented, Sheet, row
from nettverk.ui.common.workspace import Workspace

_ID, _WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class From(StrEnum):
    """Where people are taken from."""

    LAST = "last"
    REGISTER = "register"


class PeopleTicks(QListWidget):
    """Names with a box each; Space ticks all that are chosen."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selectedItems()
        if event.key() != Qt.Key.Key_Space or not chosen:
            super().keyPressEvent(event)
            return
        on = any(item.checkState() != Qt.CheckState.Checked for item in chosen)
        for item in chosen:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


class BringSheet(Sheet):
    """Everybody of the last gathering is ticked, nobody of the register."""

    def __init__(self, workspace: Workspace, host: QWidget, gathering_id: str) -> None:
        super().__init__(_("Hent kjente"), host, width=560)
        self._workspace, self._gathering_id = workspace, gathering_id
        self._known: Candidates | None = None
        self.source = Segmented(
            [(From.LAST, _("Forrige samling")), (From.REGISTER, _("Registeret"))], _("Hent fra"), self
        )
        self.about = Note("", self)
        self.search = SearchField(_("Finn navn, enhet eller rolle"), self)
        self.list = PeopleTicks(self)
        self.list.setAccessibleName(_("Hvem som skal på lista"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setMinimumHeight(280)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a long line ends in «…»
        every, none = QuietButton(_("Kryss av alle"), parent=self), QuietButton(_("Ingen"), parent=self)
        for widget in (self.source, self.about, self.search):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row(every, none, None))
        self.take = PrimaryButton("", "check", self)
        self.foot.addStretch(1)
        self.foot.addWidget(self.take)
        self.source.chosen.connect(lambda _key: self._fill())
        self.search.textChanged.connect(self._narrow)
        self.search.down.connect(self._to_list)
        self.list.itemChanged.connect(lambda _item: self._count())
        every.clicked.connect(lambda: self._tick(True))
        none.clicked.connect(lambda: self._tick(False))
        self.take.clicked.connect(self.bring)
        self.closed.connect(self.deleteLater)
        self._count()
        workspace.lane.ask(lambda store: begin.candidates(store, gathering_id), self._show, self)

    @classmethod
    def show_for(cls, workspace: Workspace, host: QWidget) -> BringSheet | None:
        """Open it over a room for the gathering one works with; None where there is none."""
        gathering = workspace.gathering
        if gathering is None:
            workspace.say(_("Lag en samling først. Lista hører til en samling."))
            return None
        sheet = cls(workspace, host, gathering.id)
        sheet.open(sheet.search)
        return sheet

    def _show(self, known: Candidates) -> None:
        self._known = known
        self.source.choose(From.LAST if known.from_last else From.REGISTER)
        self._fill()

    def _fill(self) -> None:
        known = self._known
        if known is None:
            return
        from_last = self.source.value() == From.LAST
        people = known.from_last if from_last else known.from_register
        self.list.blockSignals(True)
        self.list.clear()
        for candidate in people:
            self.list.addItem(_item(candidate, ticked=from_last and candidate.attendance is not Attendance.ABSENT))
        self.list.blockSignals(False)
        if from_last and known.last is not None:
            day = short_date(known.last.held_on) if known.last.held_on else ""
            title = " · ".join(word for word in (known.last.title, known.last.headline, day) if word)
            self.about.setText(_("Fra {gathering}. De som var borte, er ikke krysset av.").format(gathering=title))
        elif from_last:
            self.about.setText(_("Det er ingen tidligere samling i nettverket ennå."))
        else:
            self.about.setText(_("Enhetene samlingen er for, står først."))
        self._narrow(self.search.text())
        self._count()

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        for number in range(self.list.count()):
            item = self.list.item(number)
            item.setHidden(not all(word in str(item.data(_WORDS)) for word in words))

    def _to_list(self) -> None:
        self.list.setFocus()
        shown = next((n for n in range(self.list.count()) if not self.list.item(n).isHidden()), None)
        if shown is not None:
            self.list.setCurrentRow(shown, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tick(self, on: bool) -> None:
        """Tick or clear those who are shown."""
        for number in range(self.list.count()):
            item = self.list.item(number)
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def ticked(self) -> Sequence[str]:
        """Ids of the people who are to be put on the list."""
        items = (self.list.item(number) for number in range(self.list.count()))
        return [str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self.ticked())
        self.take.setText(_n("Legg til {n}", "Legg til {n}", count))
        self.take.setEnabled(bool(count))

    def bring(self) -> None:
        """Put the ticked on the list; the line at the bottom offers to take it back."""
        ids, gathering_id, workspace = tuple(self.ticked()), self._gathering_id, self._workspace
        if not ids:
            return

        def done(_changes: Changes) -> None:
            text = _n("{n} er lagt til.", "{n} er lagt til.", len(ids))
            workspace.say(text, _("Angre"), workspace.lane.undo)
            self.close_sheet()

        workspace.lane.change(lambda store: begin.bring(store, gathering_id, ids), done, self, failed=workspace.say)


def _item(candidate: Candidate, *, ticked: bool) -> QListWidgetItem:
    person = candidate.person
    words = [person.name, person.unit_name, person.role]
    if candidate.attendance in {Attendance.ABSENT, Attendance.LATE}:
        words.append(attendance_name(candidate.attendance))
    item = QListWidgetItem(" · ".join(word for word in words if word))
    item.setData(Qt.ItemDataRole.ToolTipRole, as_typed(item.text()))
    item.setData(_ID, person.id)
    item.setData(_WORDS, fold(" ".join(words)))
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return item
