"""Rapporter: which report of which year, what the coordinator wants to add to it, and out as Word or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.now import today
from nettverk.domain.organisation import Recipient
from nettverk.domain.reports.model import ReportFormat, ReportKind, Scope
from nettverk.domain.tags import school_year
from nettverk.i18n import LANGUAGES, _, _n, join, language
from nettverk.services.database import Store
from nettverk.services.lane import Report as Progress
from nettverk.ui.common import remembered
from nettverk.ui.common.anonymity_fields import AnonymityFields
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.reports_reading import Choices, Written, choices, written
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Segmented, row
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Writing

_FOLDER = "reports/folder"


class ReportsSheet(Sheet):
    """Everything is chosen here; the report itself is made beside the windows, and can be stopped."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Rapporter"), host, width=600)
        belongs_to(self, ManualPage.REPORTS)
        self._workspace = workspace
        self._choices = Choices()
        self._written = Written()
        about = _("Programmet skriver rapporten ut fra det som ligger her. Ingen er nevnt med navn.")
        self.body.addWidget(Note(about, self))
        self.kind, self.year, self.network, self.unit = (ComboBox(self) for _field in range(4))
        self.about = Note("", self)
        self.add_field(_("Rapport"), self.kind)
        self.body.addWidget(self.about)
        self.add_field(_("Skoleår"), self.year)
        self.add_field(_("Nettverk"), self.network)
        self.add_field(_("Enhet"), self.unit)
        self.language = Segmented(list(LANGUAGES.items()), _("Språket i rapporten"), self)
        self.language.choose(language())
        self.body.addWidget(self.language)
        self._add_own()
        self._add_recipients()
        self.body.addStretch(1)
        self._add_foot()
        for field in (self.kind, self.year, self.network, self.unit):
            field.activated.connect(self._chosen)
        self.language.chosen.connect(lambda _code: self._chosen())
        self.section.activated.connect(lambda _index: self._show_text())
        self.closed.connect(self._store_if_typed)  # also closed without a word: what was written is kept

    def _add_own(self) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(Heading(_("Dine egne ord"), 1, self, wrap=True))
        self.body.addWidget(
            Note(_("Det du skriver her, står i rapporten under overskriften, også når tallene er nye."), self)
        )
        self.section = ComboBox(self)
        self.text = Writing(5, self)
        AnonymityFields(self._workspace, self)
        self.add_field(_("Overskrift"), self.section)
        self.add_field(_("Tekst"), self.text)
        self.keep = QuietButton(_("Lagre teksten"), "check", self)
        self.keep.clicked.connect(self.store_text)
        self.body.addLayout(row(self.keep, None))

    def _add_recipients(self) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(Heading(_("Hvem som får den"), 1, self, wrap=True))
        self.recipients = Note("", self)
        self.body.addWidget(self.recipients)
        self.addresses = QuietButton(_("Kopier adressene"), "copy", self)
        self.addresses.clicked.connect(self.copy_addresses)
        self.body.addLayout(row(self.addresses, None))

    def _add_foot(self) -> None:
        self.form = Segmented([(ReportFormat.DOCX, "Word"), (ReportFormat.PDF, "PDF")], _("Filtype"), self)
        self.save = PrimaryButton(_("Lagre rapporten …"), "file-down", self)
        self.save.clicked.connect(self.make)
        self.foot.addWidget(self.form)
        self.foot.addStretch(1)
        self.foot.addWidget(self.save)

    # --- what is chosen ---

    @property
    def report_kind(self) -> ReportKind:
        """The kind of report that is chosen."""
        return ReportKind(self.kind.currentData() or ReportKind.ONE_PAGE)

    @property
    def scope(self) -> Scope:
        """The year, and the network or unit, that it is of."""
        unit_id = str(self.unit.currentData() or "") if self.unit.isEnabled() else ""
        return Scope(int(self.year.currentData() or 0), str(self.network.currentData() or ""), unit_id)

    def open(self, focus: QWidget | None = None) -> None:
        """Show it with the years, networks and units as they are now."""
        super().open(focus or self.kind)
        if self._workspace.lane.is_open:
            self._workspace.lane.ask(choices, self._arrived, self)

    def _arrived(self, found: Choices) -> None:
        self._choices = found
        _fill(self.kind, [(kind, name) for kind, name, _about, _of_unit in found.kinds])
        first = self.year.count() == 0
        _fill(self.year, [(str(year), f"{year}–{year + 1}") for year in found.years])
        if first:  # the year it is now; one that is planned already has nothing to tell yet
            self.year.setCurrentIndex(max(0, self.year.findData(str(school_year(today())))))
        _fill(self.network, [("", _("Alle nettverk")), *found.networks])
        _fill(self.unit, [("", _("Alle enheter")), *found.units])
        self._chosen()

    def _chosen(self) -> None:
        self._store_if_typed()
        kind = next((report for report in self._choices.kinds if report[0] == self.report_kind), None)
        self.about.setText(kind[2] if kind else "")
        self.unit.setEnabled(kind is not None and kind[3])
        wanted = self.report_kind, self.scope, self.language.value()

        def arrived(found: Written) -> None:
            if wanted == (self.report_kind, self.scope, self.language.value()):
                self._show_written(found)

        self._workspace.lane.ask(lambda store: written(store, *wanted), arrived, self, failed=self._workspace.say)

    # --- the coordinator's own words ---

    def _show_written(self, found: Written) -> None:
        self._written = found
        marked = [
            (key, f"{title} ✎" if found.texts.get(key) else title) for key, title in found.sections
        ]  # a place where something is written is seen without opening it
        _fill(self.section, marked)
        for field in (self.section, self.text, self.keep):
            field.setEnabled(bool(found.sections))
        self._show_text()
        self.recipients.setText(recipient_words(found.recipients))
        self.addresses.setEnabled(any(recipient.email for recipient in found.recipients))

    def copy_addresses(self) -> None:
        """Put the addresses of those who get reports on the clipboard, as mail programs take them."""
        addresses = [recipient.email for recipient in self._written.recipients if recipient.email]
        QGuiApplication.clipboard().setText("; ".join(dict.fromkeys(addresses)))
        words = _n("{n} adresse er kopiert.", "{n} adresser er kopiert.", len(set(addresses)))
        self._workspace.say(words)

    def _show_text(self) -> None:
        self._store_if_typed()
        key = str(self.section.currentData() or "")
        self.text.setPlainText(self._written.texts.get(key, ""))
        self.text.document().setModified(False)
        self.text.setProperty("section", key)

    def _store_if_typed(self) -> None:
        if self.text.document().isModified():
            self.store_text()

    def store_text(self) -> None:
        """Keep what is written, where it was written."""
        key = str(self.text.property("section") or "")
        if not key:
            return
        from nettverk.services.reports import own_texts

        kind, scope, text = self._written.kind, self._written.scope, self.text.toPlainText()
        self._written.texts[key] = text.strip()
        self.text.document().setModified(False)

        def job(store: Store) -> Changes:
            return own_texts.write(store, kind, scope, key, text)

        def failed(sentence: str) -> None:
            self.text.document().setModified(True)
            self._workspace.say(sentence)

        self._workspace.lane.change(job, lambda _changes: self._workspace.say(_("Lagret.")), self, failed=failed)

    # --- out ---

    def make(self) -> None:
        """Ask for a folder, and write the report there; while a gathering is live, where the last one lay."""
        self._store_if_typed()
        folder = remembered.folder(self._workspace.settings, _FOLDER) or remembered.documents()
        if not self._workspace.live:
            chosen = QFileDialog.getExistingDirectory(self, _("Velg mappe for rapporten"), str(folder))
            if not chosen:
                return
            folder = Path(chosen)
        self.write_to(folder)

    def write_to(self, folder: Path) -> None:
        """Write the report that is chosen into a folder."""
        from nettverk.services.reports import reports, stands

        kind, scope, words, form = self.report_kind, self.scope, self.language.value(), ReportFormat(self.form.value())

        def read_it(store: Store) -> tuple[reports.Draft, ...]:
            read = reports.drafts(store, kind, scope, words)
            # Kept before anything is written: one that went out and was not could be subtracted from the next.
            for report in read:
                stands.note(store, report.material)
            return read

        def job(progress: Progress) -> tuple[tuple[Path, ...], int, int]:
            read = progress.on_lane(read_it)
            files = reports.write_all(read, form, folder, progress=progress.progress, cancelled=progress.cancelled)
            return files, max(report.material.left_out for report in read), sum(report.to_look_at for report in read)

        def done(made: tuple[tuple[Path, ...], int, int]) -> None:
            files, left_out, to_look_at = made
            self._workspace.settings.setValue(_FOLDER, str(folder))
            where = files[0] if len(files) == 1 else folder
            self._workspace.say(
                _said(files, left_out, to_look_at), _("Åpne"), lambda: open_outside(self._workspace, where)
            )

        self._workspace.lane.work(job, done, self, _("Rapport"), failed=self._workspace.say)


def _said(files: tuple[Path, ...], left_out: int, to_look_at: int) -> str:
    sentence = _("Lagret {file}.").format(file=files[0].name)
    if len(files) > 1:
        sentence = _("{files} ligger i {folder}.").format(
            files=_n("{n} fil", "{n} filer", len(files)), folder=files[0].parent.name
        )
    if left_out:
        sentence += " " + _n(
            "{n} linje er ikke med, fordi den kan røpe hvem noen er.",
            "{n} linjer er ikke med, fordi de kan røpe hvem noen er.", left_out,
        )  # fmt: skip
    return f"{sentence} {words}" if (words := own_words(to_look_at)) else sentence


def own_words(to_look_at: int) -> str:
    """What is said of places in one's own words that want a look before the report is sent; empty where none do."""
    if not to_look_at:
        return ""
    return _n(
        "Anonym nok? {n} sted i dine egne ord kan fortelle hvem noen er.",
        "Anonym nok? {n} steder i dine egne ord kan fortelle hvem noen er.", to_look_at,
    )  # fmt: skip


def recipient_words(recipients: Sequence[Recipient]) -> str:
    """Who gets a report, each with the group they are in; how one says so where nobody does."""
    if not recipients:
        return _("Ingen er satt opp til å få rapporter ennå. Det gjøres i Året, under Folk og møter.")
    teams: dict[str, list[str]] = {}
    for recipient in recipients:
        teams.setdefault(recipient.team, []).append(recipient.name)
    words = [_("{team}: {names}.").format(team=team, names=join(names)) for team, names in teams.items()]
    without = sum(not recipient.email for recipient in recipients)
    if without == len(recipients):
        words.append(_("Ingen av dem har e-postadresse her."))
    elif without:
        words.append(_n("{n} av dem har ingen e-postadresse her.", "{n} av dem har ingen e-postadresse her.", without))
    return " ".join(words)


def _fill(box: QComboBox, items: list[tuple[str, str]]) -> None:
    """Offer these, with what was chosen still chosen where it is there."""
    before = box.currentData()
    box.clear()
    for key, name in items:
        box.addItem(name, key)
    box.setCurrentIndex(max(0, box.findData(before)))
