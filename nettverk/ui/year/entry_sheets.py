"""One entry of the year: an item of one's own made or changed, and a gathering's day, place and who leads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.now import today
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import Network
from nettverk.domain.rooms import RoomKey
from nettverk.domain.typed import TypedLoose
from nettverk.domain.year.items import ItemKind, Phase, YearItem, kind_name, phase_name
from nettverk.i18n import _
from nettverk.services import gatherings
from nettverk.services.database import Store
from nettverk.services.year import items
from nettverk.ui.common.autosave import change_or_keep
from nettverk.ui.common.basics import CheckBox, Label
from nettverk.ui.common.drafts import keep_draft
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.typed_moments import ClockField, DayField
from nettverk.ui.common.widgets import FlatButton, Note, PrimaryButton, QuietButton, Sheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing


class ItemSheet(Sheet):
    """A new item, or one that is there: what is changed in that is stored when the sheet is closed, however."""

    def __init__(
        self, workspace: Workspace, host: QWidget, networks: tuple[Network, ...], near: date,
        item: YearItem | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Legg til i året") if item is None else _("I året"), host)
        self._workspace, self._item = workspace, item
        self.title_line = _line(self, _("For eksempel svarfrist for kartleggingen"))
        self.add_field(_("Hva skal skje?"), self.title_line)
        self.kind = self._box(_("Hva slags"), [(kind, kind_name(kind).capitalize()) for kind in ItemKind])
        self.day = DayField(lambda: near, self, optional=False)
        self.add_field(_("Når"), self.day)
        self.last = DayField(lambda: self.day.day() or near, self)
        self.last.set_hint(_("bare når det tar flere dager"))
        self.add_field(_("Til og med"), self.last)
        self.owner = _line(self, _("Rolle eller navn"))
        self.add_field(_("Ansvarlig"), self.owner)
        names = [("", _("Alle nettverk")), *((network.id, network.name) for network in networks)]
        self.network = self._box(_("Nettverk"), names)
        phases = [("", _("Den dagen faller i")), *((phase, phase_name(phase)) for phase in Phase)]
        self.phase = self._box(_("Fase i partnerskapet"), phases)
        self.note = Writing(2, self)
        self.add_field(_("Notat"), self.note)
        self.done = CheckBox(_("Gjort"), self)
        self.cancelled = CheckBox(_("Avlyst"), self)
        for box in (self.done, self.cancelled):
            box.setVisible(item is not None)
            self.body.addWidget(box)
        self.fault = Label("", self)
        self.fault.setProperty("tone", "stop")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.body.addWidget(self.fault)
        self.body.addStretch(1)
        self.button = PrimaryButton(_("Ferdig") if item else _("Legg til"), "check" if item else "plus", self)
        self.button.clicked.connect(self.hand_in)
        if item is not None:
            self.bin = FlatButton(_("Fjern"), "trash-2", self)
            self.bin.clicked.connect(self._remove)
            self.foot.addWidget(self.bin)
        self.foot.addStretch(1)
        self.foot.addWidget(self.button)
        self.fill(item or YearItem("", ItemKind.DEADLINE, "", near))
        self._begun_as = self._content()
        self._over = False
        if item is None:
            keep_draft(self, workspace, lambda: not self._over and self._content() != self._begun_as)
        else:
            self.setProperty("keeps", True)
            self.closed.connect(self._leave)

    def _box(self, label: str, choices: list[tuple[str, str]]) -> QComboBox:
        box = ComboBox(self)
        for key, text in choices:
            box.addItem(text, str(key))
        self.add_field(label, box)
        return box

    def fill(self, item: YearItem) -> None:
        """Show an item."""
        self.title_line.setText(item.title)
        self.kind.setCurrentIndex(max(0, self.kind.findData(str(item.kind))))
        self.day.fill(item.due_on)
        self.last.fill(item.last_day)
        self.owner.setText(item.owner)
        self.network.setCurrentIndex(max(0, self.network.findData(item.network_id or "")))
        self.phase.setCurrentIndex(max(0, self.phase.findData(str(item.phase or ""))))
        self.note.fill(item.note)
        self.done.setChecked(item.done)
        self.cancelled.setChecked(item.cancelled)

    def _content(self) -> tuple[object, ...]:
        return (
            self.title_line.text(), self.kind.currentData(), self.day.line.text(), self.last.line.text(),
            self.owner.text(), self.network.currentData(), self.phase.currentData(), self.note.text(),
            self.done.isChecked(), self.cancelled.isChecked(),
        )  # fmt: skip

    def _job(self) -> Callable[[Store], Changes] | None:
        """What stores it; None where a day cannot be read, and its field says why."""
        for field in (self.day, self.last):
            if not field.settle():
                field.setFocus()
                return None
        day = self.day.day()
        if day is None:
            return None
        kind, title, last = ItemKind(self.kind.currentData()), self.title_line.text(), self.last.day()
        owner, network, note = self.owner.text(), str(self.network.currentData()) or None, self.note.text()
        phase = Phase(self.phase.currentData()) if self.phase.currentData() else None
        done, cancelled, item = self.done.isChecked(), self.cancelled.isChecked(), self._item
        if item is None:
            return lambda store: items.add(
                store, kind, title, day, last_day=last, owner=owner, network_id=network, phase=phase, note=note
            )
        return lambda store: items.edit(
            store, item.id, kind=kind, title=title, due_on=day, last_day=last, owner=owner, network_id=network,
            phase=phase, note=note, done=done, cancelled=cancelled,
        )  # fmt: skip

    def hand_in(self) -> None:
        """Store it and close."""
        job = self._job()
        if job is None:
            return

        def stored(_changes: Changes) -> None:
            self._over = True
            self.close_sheet()

        self._workspace.lane.change(job, stored, self, failed=self._say)

    def _leave(self) -> None:
        """Closed without a word: what was changed is stored all the same."""
        if self._over or self._content() == self._begun_as:
            return
        job = self._job()
        if job is None:
            self._workspace.say(_("Dagen kunne ikke leses. Det andre er som før."), _("Fram igjen"), self.open)
            return
        typed = TypedLoose(_("I året"), f"{self.title_line.text()}\n{self.note.text()}")
        change_or_keep(self._workspace, job, typed, self._workspace)

    def _remove(self) -> None:
        item = self._item
        if item is None:
            return
        self._over = True
        self.close_sheet()
        self._workspace.lane.change(
            lambda store: items.remove(store, [item.id]),
            lambda _changes: self._workspace.say(
                _("{what} er fjernet.").format(what=item.title), _("Angre"), self._workspace.lane.undo
            ),
            self._workspace,
        )

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.hand_in()
        else:
            super().keyPressEvent(event)


class GatheringSheet(Sheet):
    """When and where a gathering is, and who leads it; stored when the sheet is closed, however."""

    def __init__(self, workspace: Workspace, host: QWidget, gathering: Gathering, clashes: str) -> None:
        super().__init__(gathering.title, host)
        self._workspace, self._gathering = workspace, gathering
        self.setProperty("keeps", True)
        self.body.addWidget(Note(gathering.headline, self))
        self.clashes = Label(clashes, self)
        self.clashes.setProperty("tone", "stop")
        self.clashes.setWordWrap(True)
        self.clashes.setVisible(bool(clashes))
        self.body.addWidget(self.clashes)
        self.day = DayField(lambda: gathering.held_on or today(), self, optional=False)
        self.day.fill(gathering.held_on)
        self.add_field(_("Når"), self.day)
        self.starts, self.ends = ClockField(self), ClockField(self)
        self.starts.fill(gathering.starts_at)
        self.ends.fill(gathering.ends_at)
        self.add_field(_("Fra"), self.starts)
        self.add_field(_("Til"), self.ends)
        self.place, self.theme_line = _line(self, ""), _line(self, "")
        self.owner = _line(self, _("Rolle eller navn"))
        self.place.setText(gathering.place)
        self.theme_line.setText(gathering.theme)
        self.owner.setText(gathering.owner)
        self.add_field(_("Sted"), self.place)
        self.add_field(_("Tema"), self.theme_line)
        self.add_field(_("Ansvarlig"), self.owner)
        self.cancelled = CheckBox(_("Avlyst"), self)
        self.cancelled.setChecked(gathering.cancelled)
        self.body.addWidget(self.cancelled)
        self.body.addWidget(Note(_("En avlyst samling blir stående, så kalendere og rapporter kan si det."), self))
        self.body.addStretch(1)
        self.plan = QuietButton(_("Gå til Planlegg"), "list-ordered", self)
        self.plan.clicked.connect(self.go)
        done = PrimaryButton(_("Ferdig"), "check", self)
        done.clicked.connect(self.hand_in)
        self.foot.addWidget(self.plan)
        self.foot.addStretch(1)
        self.foot.addWidget(done)
        self._begun_as = self._content()
        self.closed.connect(self._leave)

    def _content(self) -> tuple[object, ...]:
        return (
            self.day.line.text(), self.starts.line.text(), self.ends.line.text(), self.place.text(),
            self.theme_line.text(), self.owner.text(), self.cancelled.isChecked(),
        )  # fmt: skip

    def hand_in(self) -> None:
        """Close it where every field can be read; what was changed is stored then."""
        for field in (self.day, self.starts, self.ends):
            if not field.settle():
                field.setFocus()
                return
        self.close_sheet()

    def go(self) -> None:
        """Open the gathering in Planlegg."""
        work = self._workspace
        self.hand_in()
        work.open_gathering(self._gathering.id, lambda: work.go(RoomKey.PLAN))

    def _leave(self) -> None:
        if self._content() == self._begun_as:
            return
        was, day = self._gathering, self.day.day()
        starts, ends = self.starts.time_of_day() or was.starts_at, self.ends.time_of_day() or was.ends_at
        place, theme, owner = self.place.text().strip(), self.theme_line.text().strip(), self.owner.text().strip()
        cancelled = self.cancelled.isChecked()

        def job(store: Store) -> Changes:
            return gatherings.edit(
                store, was.id, held_on=day, starts_at=starts, ends_at=ends, place=place, theme=theme, owner=owner,
                cancelled=cancelled,
            )  # fmt: skip

        typed = TypedLoose(was.title, " · ".join(word for word in (place, theme, owner) if word))
        change_or_keep(self._workspace, job, typed, self._workspace)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.hand_in()
        else:
            super().keyPressEvent(event)


def _line(parent: QWidget, hint: str) -> QLineEdit:
    line = QLineEdit(parent)
    line.setPlaceholderText(hint)
    line.setMaxLength(200)
    return line
