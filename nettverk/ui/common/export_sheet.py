"""Lagre til Excel eller kalender: which tables of which gatherings, and out as a file beside the windows."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.data_tables import ExportFormat, Extent, TableKind, table_about, table_name
from nettverk.domain.errors import Expected
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.now import today
from nettverk.domain.tags import school_year
from nettverk.domain.year.days import year_name
from nettverk.i18n import _, _n
from nettverk.services.database import Store
from nettverk.services.lane import Report as Progress
from nettverk.ui.common import remembered
from nettverk.ui.common.basics import CheckBox
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, PrimaryButton, Segmented
from nettverk.ui.common.workspace import Workspace

_FOLDER = "export/folder"
_HERE, _ALL = "here", "all"


class ExportSheet(Sheet):
    """What goes out is chosen here; the file itself is made beside the windows, and can be stopped."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Lagre som regneark eller kalender"), host, width=520)
        belongs_to(self, ManualPage.YEAR)
        self._workspace = workspace
        self.form = Segmented(
            [
                (ExportFormat.XLSX, "Excel"), (ExportFormat.CSV, "CSV"), (ExportFormat.ICS, _("Kalender")),
                (ExportFormat.JSON, _("Alt (JSON)")),
            ],
            _("Filtype"), self,
        )  # fmt: skip
        self.about = Note("", self)
        self.body.addWidget(self.form)
        self.body.addWidget(self.about)
        self.when, self.network = ComboBox(self), ComboBox(self)
        self.add_field(_("Samlinger"), self.when)
        self.add_field(_("Nettverk"), self.network)
        self.kinds = {kind: self._check(kind) for kind in TableKind}
        self.body.addStretch(1)
        self.save = PrimaryButton(_("Lagre …"), "file-down", self)
        self.save.clicked.connect(self.make)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)
        self.form.chosen.connect(lambda _key: self._chosen())
        self.when.activated.connect(lambda _index: self._chosen())
        self._chosen()

    def _check(self, kind: TableKind) -> CheckBox:
        box = CheckBox(table_name(kind), self)
        box.setChecked(True)
        about = table_about(kind)
        set_tip(box, about)
        box.setAccessibleDescription(about)
        box.clicked.connect(lambda _on: self._chosen())
        self.body.addWidget(box)
        return box

    # --- what is chosen ---

    @property
    def export_format(self) -> ExportFormat:
        """What kind of file it is to be."""
        return ExportFormat(self.form.value())

    @property
    def chosen_kinds(self) -> tuple[TableKind, ...]:
        """The tables that are ticked."""
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked())

    @property
    def extent(self) -> Extent:
        """The gatherings it is about."""
        when = str(self.when.currentData() or _ALL)
        here = self._workspace.gathering
        if when == _HERE and here is not None:
            return Extent(here.id)
        network_id = str(self.network.currentData() or "")
        return Extent("", network_id, int(when) if when.isdigit() else None)

    def open_with(self, kinds: Collection[TableKind], form: ExportFormat = ExportFormat.XLSX) -> None:
        """Show it with these tables ticked (all where none is given), as the room one comes from would have them."""
        for kind, box in self.kinds.items():
            box.setChecked(not kinds or kind in kinds)
        self.form.choose(form)
        self._chosen()
        self.open(self.form)
        if self._workspace.lane.is_open:
            wide = bool(kinds) and set(kinds) <= {TableKind.YEAR}
            self._workspace.lane.ask(_choices, lambda found: self._arrived(found, wide=wide), self)

    def _arrived(self, found: tuple[tuple[int, ...], tuple[tuple[str, str], ...]], *, wide: bool) -> None:
        years, networks = found
        here = self._workspace.gathering
        self.when.clear()
        if here is not None:
            self.when.addItem(_("Denne: {gathering}").format(gathering=here.title), _HERE)
        for year in years:
            self.when.addItem(_("Skoleåret {year}").format(year=year_name(year)), str(year))
        self.when.addItem(_("Alle, fra alle år"), _ALL)
        # Of the year wheel the year it is now, also where the next one is planned already.
        self.when.setCurrentIndex(max(0, self.when.findData(str(school_year(today())))) if wide else 0)
        self.network.clear()
        for network_id, name in (("", _("Alle nettverk")), *networks):
            self.network.addItem(name, network_id)
        self._chosen()

    def _chosen(self) -> None:
        form = self.export_format
        tables = form in {ExportFormat.XLSX, ExportFormat.CSV}
        for box in self.kinds.values():
            box.setEnabled(tables)
        self.when.setEnabled(form is not ExportFormat.JSON)
        self.network.setEnabled(form is not ExportFormat.JSON and self.when.currentData() != _HERE)
        self.save.setEnabled(bool(self.chosen_kinds) or not tables)
        self.about.setText(_about(form))

    # --- out ---

    def make(self) -> None:
        """Ask where it is to lie, and write it there; while a gathering is live, in the folder of last time."""
        from nettverk.services.export import files

        form, kinds = self.export_format, self.chosen_kinds
        folder = remembered.folder(self._workspace.settings, _FOLDER) or remembered.documents()
        suggested = self._suggested(form, kinds)
        if self._workspace.live:
            self.write_to(folder if files.is_folder(form, kinds) else folder / suggested)
        elif files.is_folder(form, kinds):
            chosen = QFileDialog.getExistingDirectory(self, _("Velg mappe for tabellene"), str(folder))
            if chosen:
                self.write_to(Path(chosen))
        else:
            pattern = f"{form.value.upper()} (*.{form.value})"
            chosen, _filter = QFileDialog.getSaveFileName(self, _("Lagre"), str(folder / suggested), pattern)
            if chosen:
                path = Path(chosen)
                self.write_to(path if path.suffix else path.with_suffix(f".{form.value}"))

    def _suggested(self, form: ExportFormat, kinds: tuple[TableKind, ...]) -> str:
        from nettverk.domain.file_names import safe_name

        title = _("Årshjul") if form is ExportFormat.ICS else "Nettverk"
        if form is not ExportFormat.ICS and len(kinds) == 1 and form is not ExportFormat.JSON:
            title = table_name(kinds[0])
        of = self.when.currentText().partition(": ")[2] if self.when.currentData() == _HERE else ""
        when = str(self.when.currentData() or "")
        year = year_name(int(when)) if when.isdigit() else ""
        words = (title, of, year) if form is not ExportFormat.JSON else (title, _("alt"))
        return f"{safe_name(' '.join(word for word in words if word))}.{form.value}"

    def write_to(self, path: Path) -> None:
        """Write what is chosen: to this file, or into this folder where it is several."""
        form, kinds, extent = self.export_format, self.chosen_kinds, self.extent

        def job(progress: Progress) -> tuple[tuple[Path, ...], int]:
            from nettverk.services.export import files, whole

            if form is ExportFormat.JSON:
                progress.on_lane(lambda store: whole.to_file(store, path, progress.progress))
                return (path,), 0
            material = progress.on_lane(lambda store: files.read(store, form, kinds, extent))
            with suppress(Expected):  # of a file that can only be read: what goes out is right all the same
                progress.on_lane(lambda store: files.keep(store, material))
            files_written = files.write(material, path, progress=progress.progress, cancelled=progress.cancelled)
            return files_written, material.undated

        def done(made: tuple[tuple[Path, ...], int]) -> None:
            files, undated = made
            self._workspace.settings.setValue(_FOLDER, str(files[0].parent))
            where = files[0] if len(files) == 1 else files[0].parent
            self._workspace.say(_said(files, undated), _("Åpne"), lambda: open_outside(self._workspace, where))

        self._workspace.lane.work(job, done, self, _("Lagrer"), failed=self._workspace.say)


def _about(form: ExportFormat) -> str:
    return {
        ExportFormat.XLSX: _("Ett ark for hver tabell. Navn og e-post er med: del den bare med dem som trenger den."),
        ExportFormat.CSV: _(
            "Én fil for hver tabell, som alle regneark kan lese. Navn og e-post er med: del dem bare med dem som"
            " trenger dem."
        ),
        ExportFormat.ICS: _(
            "Samlinger, møter og frister til Outlook eller en annen kalender. Hent fila inn på nytt når noe er endret,"
            " så blir det gamle byttet ut."
        ),
        ExportFormat.JSON: _("Alt som ligger i Nettverk-fila, i én fil. Den kan bli til en ny Nettverk-fil igjen."),
    }[form]


def _said(files: tuple[Path, ...], undated: int) -> str:
    sentence = _("Lagret {file}.").format(file=files[0].name)
    if len(files) > 1:
        sentence = _("{files} ligger i {folder}.").format(
            files=_n("{n} fil", "{n} filer", len(files)), folder=files[0].parent.name
        )
    if undated:
        sentence += " " + _n(
            "{n} samling har ingen dag ennå, og er ikke med.",
            "{n} samlinger har ingen dag ennå, og er ikke med.", undated,
        )  # fmt: skip
    return sentence


def _choices(store: Store) -> tuple[tuple[int, ...], tuple[tuple[str, str], ...]]:
    """The school years there are, and the networks as (id, name)."""
    from nettverk.services.register import register
    from nettverk.services.reports import reports

    return reports.years(store), tuple((network.id, network.name) for network in register.networks(store))
