"""Personvern: what is stored, why, where and how long, with this installation's own facts, to read and to copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import LANGUAGES, _, _n, language, short_date
from nettverk.ui.common.basics import Label
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.widgets import Heading, Note, PrimaryButton, QuietButton, Segmented, Sheet, row
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from nettverk.domain.changes import Changes
    from nettverk.services.database import Store
    from nettverk.services.lane import Report
    from nettverk.services.privacy.anonymise import Notice
    from nettverk.services.privacy.statement import Facts


class PrivacySheet(Sheet):
    """The statement in any of the languages; the facts in it are read each time it is opened."""

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(_("Personvern"), host, width=600)
        belongs_to(self, ManualPage.PRIVACY)
        self._workspace = workspace
        self._facts: Facts | None = None
        self.body.addWidget(Note(_("Dette gjelder på denne maskinen nå. Kopier det til erklæringen deres."), self))
        self.language = Segmented(list(LANGUAGES.items()), _("Språket i erklæringen"), self)
        self.language.choose(language())
        self.language.chosen.connect(lambda _code: self._show_statement())
        self.body.addWidget(self.language)
        self._statement = QWidget(self)
        self._lines = QVBoxLayout(self._statement)
        self._lines.setContentsMargins(0, 8, 0, 0)
        self._lines.setSpacing(6)
        self.body.addWidget(self._statement)
        self._add_choice()
        self.body.addStretch(1)
        self.copy = PrimaryButton(_("Kopier"), "copy", self)
        self.copy.clicked.connect(self.copy_statement)
        self.record = QuietButton(_("Lagre behandlingsprotokoll …"), "download", self)
        self.record.clicked.connect(self.save_record)
        self.foot.addWidget(self.record)
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy)

    def open(self, focus: QWidget | None = None) -> None:
        """Show it with the facts as they are now."""
        self.copy.setText(_("Kopier"))
        self._read()
        super().open(focus)

    def _read(self) -> None:
        if self._workspace.lane.is_open:
            self._workspace.lane.ask(_facts, self._arrived, self)

    def _add_choice(self) -> None:
        """After how many months names go by themselves, and what that would do now."""
        from nettverk.services.privacy.anonymise import MONTHS

        self.body.addSpacing(16)
        self.body.addWidget(Heading(_("Fjern navn av seg selv"), 1, self, wrap=True))
        choices = [(str(count), _n("{n} måned", "{n} måneder", count) if count else _("Aldri")) for count in MONTHS]
        self.months = Segmented(choices, _("Etter hvor lang tid uten å ha vært med"), self)
        self.months.chosen.connect(self._choose_months)
        self.body.addWidget(self.months)
        self.outlook = Note("", self)
        self.body.addWidget(self.outlook)
        self.wait = QuietButton(_("Utsett 30 dager"), "clock", self)
        self.wait.clicked.connect(self._postpone)
        self.body.addLayout(row(self.wait, None))

    def _choose_months(self, count: str) -> None:
        self._workspace.lane.change(
            lambda store: _choose(store, int(count)), lambda _changes: self._read(), self, failed=self._workspace.say
        )

    def _postpone(self) -> None:
        self._workspace.lane.ask(_postponed, lambda _until: self._read(), self)

    def _arrived(self, known: tuple[Facts, Notice | None]) -> None:
        self._facts, notice = known
        self.months.choose(str(self._facts.months))
        self.wait.setVisible(notice is not None)
        if notice is not None:
            people = _n("navnet til {n} person", "navnene til {n} personer", len(notice.person_ids))
            sentence = _("{day} blir {people} fjernet for godt, fordi de ikke har vært med siden {since}.").format(
                day=short_date(notice.on), people=people, since=short_date(notice.since)
            )
        elif self._facts.months:
            sentence = _("Ingen mister navnet nå. Det blir sagt fra 14 dager før.")
        else:
            sentence = _("Navnene blir stående. De fleste klarer seg med 24 måneder.")
        self.outlook.setText(sentence)
        self._show_statement()

    def _show_statement(self) -> None:
        from nettverk.services.privacy import statement

        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if self._facts is None:
            return
        for section in statement.sections(self._facts, self.language.value()):
            self._lines.addSpacing(10)
            self._lines.addWidget(Heading(section.title, 1, self._statement, wrap=True))
            for paragraph in section.paragraphs:
                self._lines.addWidget(_paragraph(paragraph, self._statement))

    def save_record(self) -> None:
        """Ask for a folder, and write the record of processing there as a Word document to go on writing in."""
        if self._facts is None:
            return
        if self._workspace.live:
            self._workspace.say(_("Samlingen er i gang. Gjør dette etterpå."))
            return
        from PySide6.QtWidgets import QFileDialog

        title = _("Velg mappe for {what}").format(what=_("Behandlingsprotokoll og risikovurdering"))
        name = QFileDialog.getExistingDirectory(self, title)
        if name:
            self.save_record_in(Path(name))

    def save_record_in(self, folder: Path) -> None:
        """Write the record in a folder, in the language that is chosen for the statement."""
        known, words = self._facts, self.language.value()
        assert known is not None

        def job(_report: Report) -> Path:
            from nettverk.domain.reports.model import ReportFormat
            from nettverk.services.privacy import record

            return record.write(known, words, ReportFormat.DOCX, folder)

        def saved(file: Path) -> None:
            text = _("{file} ligger i {folder}.").format(file=file.name, folder=folder.name)
            self._workspace.say(text, _("Åpne"), lambda: open_outside(self._workspace, file))

        self._workspace.lane.work(job, saved, self, _("Lagrer"), failed=self._workspace.say)

    def copy_statement(self) -> None:
        """Put the whole statement on the clipboard as text."""
        if self._facts is not None:
            from nettverk.services.privacy import statement

            QGuiApplication.clipboard().setText(statement.text(self._facts, self.language.value()))
            self.copy.setText(_("Kopiert"))


def _paragraph(text: str, parent: QWidget) -> Label:
    # A path has no space to break a line at; it may break after any of its folders instead.
    label = Label(text.replace("/", "/\u200b").replace("\\", "\\\u200b"), parent)
    label.setWordWrap(True)
    label.setAccessibleName(text)
    return label


def _facts(store: Store) -> tuple[Facts, Notice | None]:
    from nettverk.services.privacy import anonymise, statement

    notice = anonymise.notice(store)
    return statement.facts(store), notice


def _choose(store: Store, count: int) -> Changes:
    from nettverk.services.privacy import anonymise

    return anonymise.choose(store, count)


def _postponed(store: Store) -> date:
    from nettverk.services.privacy import anonymise

    return anonymise.postpone(store)
