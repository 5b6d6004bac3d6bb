"""Til universitetet: which gatherings have said yes, what then goes out as one reads it, and out as files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHeaderView, QLineEdit, QPlainTextEdit, QTableView, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.data_tables import Extent
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.now import today
from nettverk.domain.university import (
    LONGEST_BY,
    ConsentState,
    GatheringConsent,
    UniversityData,
    consent_question,
    contents,
    state_name,
)
from nettverk.domain.year.days import year_name
from nettverk.i18n import _, _n, language, short_date
from nettverk.services.database import Store
from nettverk.services.lane import Report as Progress
from nettverk.ui.common import remembered
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.widgets import FlowLayout, Heading, Note, PrimaryButton, QuietButton, row
from nettverk.ui.common.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_FOLDER = "university/folder"


class ConsentModel(QAbstractTableModel):
    """A line for each gathering that has been held: what it is, and what was answered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[GatheringConsent, ...] = ()

    def show(self, lines: tuple[GatheringConsent, ...]) -> None:
        """Show these."""
        if [line.gathering_id for line in lines] == [line.gathering_id for line in self.lines]:
            self.lines = lines  # the same gatherings: what is chosen stays chosen
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 3))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Samling"), _("Dato"), _("Svar"), _("Hvem svarte"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            when = f", {short_date(line.on)}" if line.on else ""
            return (
                f"{line.title} · {line.whose}", short_date(line.held_on), state_name(line.state) + when, line.by
            )[index.column()]  # fmt: skip
        return None


class UniversitySheet(Sheet):
    """What goes out is read here before it is written."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Til universitetet"), host, width=820)
        belongs_to(self, ManualPage.REPORTS)
        self._workspace = workspace
        self._data: UniversityData | None = None
        self.body.addWidget(
            Note(
                _("Det som går ut, er uten navn, og bare fra samlinger som har sagt ja. Tall under fem er skjult."),
                self,
            )
        )
        self.year, self.network = ComboBox(self), ComboBox(self)
        self.year.setAccessibleName(_("Skoleår"))
        self.network.setAccessibleName(_("Nettverk"))
        self.body.addLayout(row(self.year, self.network, None))
        self._add_consents()
        self.body.addWidget(Heading(_("Dette går ut"), 1, self))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Dette går ut"))
        self.text.setMinimumHeight(200)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(Heading(_("Spør slik"), 1, self))
        self.body.addWidget(Note(consent_question(), self))
        self.body.addLayout(row(self.copy, None))
        self.save = PrimaryButton(_("Lagre i en mappe …"), "file-down", self)
        self.save.setEnabled(False)
        self.save.clicked.connect(self.make)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        for box in (self.year, self.network):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(lambda _index: self.refresh())
        workspace.lane.changed.connect(
            lambda changes: self.refresh() if self.isVisible() and changes.touches("entries", "gatherings") else None
        )

    def _add_consents(self) -> None:
        self.model = ConsentModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        quiet(self.table, _("Samlinger og svar"))
        self.table.setMinimumHeight(130)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.by = QLineEdit(_("alle som var der"), self)
        self.by.setMaxLength(LONGEST_BY)
        self.asked = QuietButton(_("Spurt"), "message-square", self)
        self.yes = QuietButton(_("Ja"), "check", self)
        self.no = QuietButton(_("Nei"), "x", self)
        self.back = QuietButton(_("Trekk samtykket"), "undo-2", self)
        self.copy = QuietButton(_("Kopier spørsmålet"), "copy", self)
        self.body.addWidget(Heading(_("Hvem har sagt ja"), 1, self))
        self.body.addWidget(self.table)
        answers = QWidget(self)
        flow = FlowLayout(answers, gap=8)
        for button in (self.asked, self.yes, self.no, self.back):
            flow.addWidget(button)
        self.body.addWidget(answers)
        self.add_field(_("Hvem svarte (en rolle eller alle, ikke et navn)"), self.by)
        for button, act in ((self.asked, self.note_asked), (self.yes, self.note_yes), (self.no, self.note_no),
                            (self.back, self.take_back), (self.copy, self.copy_question)):  # fmt: skip
            button.clicked.connect(lambda _on=False, act=act: act())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())

    # --- what is shown ---

    @property
    def extent(self) -> Extent:
        """The gatherings it is about."""
        year = str(self.year.currentData() or "")
        return Extent("", str(self.network.currentData() or ""), int(year) if year.isdigit() else None)

    @property
    def chosen(self) -> tuple[GatheringConsent, ...]:
        """The gatherings that are chosen."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return tuple(self.model.lines[row_] for row_ in rows if row_ < len(self.model.lines))

    def open(self, focus: QWidget | None = None) -> None:
        """Show it with the years, networks and answers as they are now."""
        super().open(focus or self.table)
        if self._workspace.lane.is_open:
            self._workspace.lane.ask(_choices, self._arrived, self)

    def _arrived(self, found: tuple[tuple[int, ...], tuple[tuple[str, str], ...]]) -> None:
        years, networks = found
        _fill(self.year, [("", _("Alle skoleår")), *((str(year), year_name(year)) for year in years)])
        _fill(self.network, [("", _("Alle nettverk")), *networks])
        self.refresh()

    def refresh(self) -> None:
        """Read the answers, and what goes out with them."""
        extent, words = self.extent, language()
        self.save.setEnabled(False)  # what is saved is what one sees

        def look(store: Store) -> tuple[tuple[GatheringConsent, ...], UniversityData]:
            from nettverk.services.university import consent, reading

            return consent.of_extent(store, extent), reading.read(store, extent, words)

        def arrived(found: tuple[tuple[GatheringConsent, ...], UniversityData]) -> None:
            if extent == self.extent:
                self._show(*found)

        self._workspace.lane.ask(look, arrived, self, failed=self._workspace.say)

    def _show(self, asked: tuple[GatheringConsent, ...], data: UniversityData) -> None:
        self._data = data
        self.model.show(asked)
        if asked and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self.text.setPlainText(contents(data))
        self.save.setEnabled(bool(data.consented))
        self._enable()

    def _enable(self) -> None:
        states = {chosen.state for chosen in self.chosen}
        self.asked.setEnabled(ConsentState.NOT_ASKED in states)
        self.yes.setEnabled(bool(states))
        self.no.setEnabled(bool(states))
        self.back.setEnabled(ConsentState.GIVEN in states)

    # --- the answers ---

    def note_asked(self) -> None:
        """Note that those who were at the chosen gatherings have been asked."""
        from nettverk.services.university import consent

        self._each(lambda store, id_: consent.ask(store, id_, store.today()))

    def note_yes(self) -> None:
        """Note a yes of the chosen gatherings."""
        self._answer(yes=True)

    def note_no(self) -> None:
        """Note a no of the chosen gatherings."""
        self._answer(yes=False)

    def take_back(self) -> None:
        """Take the yes of the chosen gatherings back."""
        from nettverk.services.university import consent

        self._each(lambda store, id_: consent.withdraw(store, id_, store.today()))

    def copy_question(self) -> None:
        """Put what they are to be asked on the clipboard."""
        QGuiApplication.clipboard().setText(consent_question())
        self._workspace.say(_("Kopiert."))

    def _answer(self, *, yes: bool) -> None:
        from nettverk.services.university import consent

        by, day = self.by.text(), today()
        self._each(lambda store, id_: consent.answer(store, id_, by, day, yes=yes))

    def _each(self, act: Callable[[Store, str], Changes]) -> None:
        work = self._workspace
        for chosen in self.chosen:
            work.lane.change(partial(_acted, act=act, id_=chosen.gathering_id), None, self, failed=work.say)

    # --- out ---

    def make(self) -> None:
        """Ask for a folder, and write there what is shown."""
        folder = remembered.folder(self._workspace.settings, _FOLDER) or remembered.documents()
        chosen = QFileDialog.getExistingDirectory(self, _("Velg mappe for det som går til universitetet"), str(folder))
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, folder: Path) -> None:
        """Write what is shown into a folder."""
        data, extent = self._data, self.extent
        if data is None:
            return

        def keep(store: Store) -> None:
            from nettverk.services import told
            from nettverk.services.reports import stands
            from nettverk.services.university import reading

            for year in reading.sums(store, extent):
                stands.note(store, year)
            told.keep(store, data.fresh_numbers)

        def job(progress: Progress) -> tuple[Path, ...]:
            from nettverk.services.university import files

            progress.on_lane(keep)
            return files.write(data, folder, progress=progress.progress, cancelled=progress.cancelled)

        def done(made: tuple[Path, ...]) -> None:
            self._workspace.settings.setValue(_FOLDER, str(folder))
            sentence = _("{files} ligger i {folder}.").format(
                files=_n("{n} fil", "{n} filer", len(made)), folder=folder.name
            )
            self._workspace.say(sentence, _("Åpne"), lambda: open_outside(self._workspace, folder))

        self._workspace.lane.work(job, done, self, _("Lagrer"), failed=self._workspace.say)


def _acted(store: Store, *, act: Callable[[Store, str], Changes], id_: str) -> Changes:
    return act(store, id_)


def _fill(box: ComboBox, items: list[tuple[str, str]]) -> None:
    before = box.currentData()
    box.clear()
    for key, name in items:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(before)))


def _choices(store: Store) -> tuple[tuple[int, ...], tuple[tuple[str, str], ...]]:
    """The school years there are, and the networks as (id, name)."""
    from nettverk.services.register import register
    from nettverk.services.reports import reports

    return reports.years(store), tuple((network.id, network.name) for network in register.networks(store))
