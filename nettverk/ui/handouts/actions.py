"""What one can do with the documents: save, print, open elsewhere, put the whole pack in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import DocumentKind, Handout
from nettverk.i18n import _, _n
from nettverk.services.handouts import handouts, home_kit
from nettverk.services.handouts.document import Moment
from nettverk.services.handouts.handouts import Draft
from nettverk.services.handouts.home_kit import HomeKits
from nettverk.services.handouts.registry import kind_name, kinds
from nettverk.services.lane import Report
from nettverk.ui.common import remembered
from nettverk.ui.common.literal import window_title
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.handouts.maker import DocumentMaker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class HandoutActions(QObject):
    """Asks where to, does it in the background, and says that it is done.

    ``current`` says which document is looked at; most actions are about that one.

    While a gathering is live nothing is asked: files go to the folder used last, paper to the usual printer.
    """

    def __init__(
        self,
        workspace: Workspace,
        maker: DocumentMaker,
        window: QWidget,
        current: Callable[[], DocumentKind | None],
    ) -> None:
        super().__init__(window)
        self.workspace, self.maker, self._window, self._current = workspace, maker, window, current
        self._temporary: QTemporaryDir | None = (
            None  # what is opened elsewhere lies here, and goes when the window does
        )

    def save(self) -> None:
        """Ask where the PDF is to lie, and save it there."""
        draft = self._draft()
        if draft is None:
            return
        if self.workspace.live:
            self.maker.draw(draft, lambda handout: self._save(handout, self._folder() / handout.file_name))
            return
        start = str(self._folder() / draft.file_name)
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Lagre som PDF"), start, _("PDF-filer") + " (*.pdf)"
        )
        if name:
            path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
            self.maker.draw(draft, lambda handout: self._save(handout, path))

    def _save(self, handout: Handout, path: Path) -> None:
        def saved(_answer: object) -> None:
            self._remember(path.parent)
            self.workspace.say(_("Lagret {file}.").format(file=path.name), _("Åpne"), lambda: _open(path))

        self.workspace.lane.work(lambda report: handouts.save(handout.data, path), saved, self, _("Lagrer"))

    def save_pack(self) -> None:
        """Ask for a folder, and put everything that should lie ready in it."""
        before = [self.maker.drafts[kind] for kind in kinds(Moment.BEFORE) if kind in self.maker.drafts]
        self._into_folder(before, _("Bordpakke"))

    def save_each_unit(self) -> None:
        """Ask for a folder, and put each unit's letter home in it as a file of its own."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        language, gathering_id = self.maker.language, gathering.id
        self.workspace.lane.ask(
            lambda store: handouts.unit_drafts(store, gathering_id, language=language),
            lambda drafts: self._into_folder(list(drafts), kind_name(DocumentKind.UNIT_PAGES)),
            self,
        )

    def save_home_kit(self) -> None:
        """Ask for a folder, and put what each unit needs for its own staff meeting there; the chosen unit's alone."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        language, gathering_id, unit_id = self.maker.language, gathering.id, self.maker.unit_id

        def ready(kits: HomeKits) -> None:
            self._write_into(
                _("Hjemmepakke"),
                lambda report, folder: len(
                    home_kit.write(kits, folder, progress=report.progress, cancelled=report.cancelled)
                ),
            )

        self.workspace.lane.ask(
            lambda store: home_kit.read(store, gathering_id, unit_id=unit_id, language=language), ready, self
        )

    def _into_folder(self, drafts: list[Draft], label: str) -> None:
        if drafts:
            self._write_into(
                label,
                lambda report, folder: len(
                    handouts.pack(drafts, folder, progress=report.progress, cancelled=report.cancelled)
                ),
            )

    def _write_into(self, label: str, write: Callable[[Report, Path], int]) -> None:
        """Ask for a folder, write files into one of our own there, and say how many there are."""
        name = str(self._folder())
        if not self.workspace.live:
            name = QFileDialog.getExistingDirectory(self._window, _("Velg mappe for {what}").format(what=label), name)
        gathering = self.workspace.gathering
        if not name or gathering is None:
            return
        folder = Path(name) / safe_name(f"{label} {gathering.title}")

        def job(report: Report) -> int:
            return write(report, folder)

        def done(count: int) -> None:
            self._remember(Path(name))
            files = _n("{n} fil", "{n} filer", count)
            sentence = _("{files} ligger i {folder}.").format(files=files, folder=folder.name)
            self.workspace.say(sentence, _("Vis mappa"), lambda: _open(folder))

        self.workspace.lane.work(job, done, self, label)

    def print_(self) -> None:
        """Ask which printer, and print at true size."""
        draft = self._draft()
        if draft is not None:
            self.maker.draw(draft, lambda handout: self._print(handout, kind_name(draft.kind)))

    def _print(self, handout: Handout, name: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        from nettverk.ui.common.printer import true_size_printer

        printer = true_size_printer(handout.title, handout.pages)
        if self.workspace.live:
            if QPrinterInfo.defaultPrinter().isNull():
                self.workspace.say(_("Fant ingen skriver. Lagre som PDF i stedet."))
                return
            self._send(handout, printer)
            return
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(window_title(_("Skriv ut {what}").format(what=name)))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._send(handout, printer)

    def _send(self, handout: Handout, printer: QPrinter) -> None:
        from nettverk.ui.common.printer import send

        def job(report: Report) -> int:
            return send(handout.data, printer, progress=report.progress, cancelled=report.cancelled)

        self.workspace.lane.work(job, self._printed, self, _("Skriver ut"))

    def _printed(self, count: int) -> None:
        self.workspace.say(_n("{n} side er sendt til skriveren.", "{n} sider er sendt til skriveren.", count))

    def open_outside(self) -> None:
        """Open the document in the PDF reader of this machine."""
        draft = self._draft()
        if draft is None:
            return

        def open_(handout: Handout) -> None:
            if self._temporary is None:
                self._temporary = QTemporaryDir()
            path = Path(self._temporary.path()) / handout.file_name
            handouts.save(handout.data, path)
            _open(path)

        self.maker.draw(draft, open_)

    def _draft(self) -> Draft | None:
        """The document that is looked at; None where it cannot be made."""
        kind = self._current()
        return self.maker.drafts.get(kind) if kind is not None else None

    def _folder(self) -> Path:
        """The folder used last, or the user's documents where it is gone."""
        last = remembered.folder(self.workspace.settings, "handouts/folder")
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = last or Path(documents)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _remember(self, folder: Path) -> None:
        self.workspace.settings.setValue("handouts/folder", str(folder))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
