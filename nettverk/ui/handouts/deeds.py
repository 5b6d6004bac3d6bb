"""What one does with the documents: save, print, open elsewhere, put the whole pack in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.handouts import Handout
from nettverk.i18n import _, _n
from nettverk.services import handouts
from nettverk.services.handouts import Draft
from nettverk.services.lane import Report
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.handouts.makers import Makers

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Deeds(QObject):
    """Asks where to, does it in the background, and says that it is done.

    While a gathering is live nothing is asked: files go to the folder used last, paper to the usual printer.
    """

    def __init__(self, workspace: Workspace, makers: Makers, window: QWidget) -> None:
        super().__init__(window)
        self.workspace, self.makers, self._window = workspace, makers, window
        self._passing: QTemporaryDir | None = None  # what was opened elsewhere is gone when the window is

    def save(self, kind: str) -> None:
        """Ask where the PDF is to lie, and save it there."""
        draft = self._ready(kind)
        if draft is None:
            return
        if self.workspace.live:
            self.makers.draw(draft, lambda handout: self._save(handout, self._folder() / handout.file_name))
            return
        start = str(self._folder() / draft.file_name)
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Lagre som PDF"), start, _("PDF-filer") + " (*.pdf)"
        )
        if name:
            path = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
            self.makers.draw(draft, lambda handout: self._save(handout, path))

    def _save(self, handout: Handout, path: Path) -> None:
        def saved(_answer: object) -> None:
            self._remember(path.parent)
            self.workspace.say(_("Lagret {file}.").format(file=path.name), _("Åpne"), lambda: _open(path))

        self.workspace.lane.work(lambda report: handouts.save(handout.data, path), saved, self, _("Lagrer"))

    def save_pack(self) -> None:
        """Ask for a folder, and put everything that should lie ready in it."""
        self._into_folder(
            [self.makers.drafts[kind] for kind in handouts.BEFORE if kind in self.makers.drafts], _("Bordpakke")
        )

    def save_each_unit(self) -> None:
        """Ask for a folder, and put each unit's letter home in it as a file of its own."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        language, here = self.makers.language, gathering.id
        self.workspace.lane.ask(
            lambda store: handouts.unit_drafts(store, here, language=language),
            lambda drafts: self._into_folder(list(drafts), handouts.kind_name("unit_pages")),
            self,
        )

    def _into_folder(self, drafts: list[Draft], label: str) -> None:
        if not drafts:
            return
        name = str(self._folder())
        if not self.workspace.live:
            name = QFileDialog.getExistingDirectory(self._window, _("Velg mappe for {what}").format(what=label), name)
        gathering = self.workspace.gathering
        if not name or gathering is None:
            return
        folder = Path(name) / handouts.safe_name(f"{label} {gathering.title}")

        def job(report: Report) -> int:
            return len(handouts.pack(drafts, folder, progress=report.progress, cancelled=report.cancelled))

        def done(count: int) -> None:
            self._remember(Path(name))
            files = _n("{n} fil", "{n} filer", count)
            said = _("{files} ligger i {folder}.").format(files=files, folder=folder.name)
            self.workspace.say(said, _("Vis mappa"), lambda: _open(folder))

        self.workspace.lane.work(job, done, self, label)

    def print_(self, kind: str) -> None:
        """Ask which printer, and print at true size."""
        draft = self._ready(kind)
        if draft is not None:
            self.makers.draw(draft, lambda handout: self._print(handout, handouts.kind_name(kind)))

    def _print(self, handout: Handout, name: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        from nettverk.ui.handouts import paper

        printer = paper.prepared(handout.title, handout.pages)
        if self.workspace.live:
            if QPrinterInfo.defaultPrinter().isNull():
                self.workspace.say(_("Fant ingen skriver. Lagre som PDF i stedet."))
                return
            self._send(handout, printer)
            return
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(_("Skriv ut {what}").format(what=name))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._send(handout, printer)

    def _send(self, handout: Handout, printer: QPrinter) -> None:
        from nettverk.ui.handouts import paper

        def job(report: Report) -> int:
            return paper.send(handout.data, printer, progress=report.progress, cancelled=report.cancelled)

        self.workspace.lane.work(job, self._printed, self, _("Skriver ut"))

    def _printed(self, count: int) -> None:
        self.workspace.say(_n("{n} side er sendt til skriveren.", "{n} sider er sendt til skriveren.", count))

    def open_outside(self, kind: str) -> None:
        """Open the document in the PDF reader of this machine."""
        draft = self._ready(kind)
        if draft is None:
            return

        def there(handout: Handout) -> None:
            if self._passing is None:
                self._passing = QTemporaryDir()
            path = Path(self._passing.path()) / handout.file_name
            handouts.save(handout.data, path)
            _open(path)

        self.makers.draw(draft, there)

    def _ready(self, kind: str) -> Draft | None:
        return self.makers.drafts.get(kind)

    def _folder(self) -> Path:
        known = str(self.workspace.settings.value("handouts/folder", ""))
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(known) if known and Path(known).is_dir() else Path(home)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _remember(self, folder: Path) -> None:
        self.workspace.settings.setValue("handouts/folder", str(folder))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
