"""What one can do with the documents: save, print, open elsewhere, put the whole pack in a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTemporaryDir
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.anonymity.outlets import outlet_of
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import DocumentKind, Handout
from nettverk.i18n import _, _n
from nettverk.services.database import Store
from nettverk.services.handouts import changed, handouts, home_kit
from nettverk.services.handouts.changed import Changed
from nettverk.services.handouts.document import Moment
from nettverk.services.handouts.email_text import email_text
from nettverk.services.handouts.handouts import Draft
from nettverk.services.handouts.home_kit import HomeKits
from nettverk.services.handouts.letters import unprintable
from nettverk.services.handouts.registry import kind_name, kinds
from nettverk.services.lane import Report
from nettverk.ui.common import remembered
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.literal import window_title
from nettverk.ui.common.outside import open_outside
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.handouts.changed_sheet import ChangedSheet
from nettverk.ui.handouts.maker import DocumentMaker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class HandoutActions(QObject):
    """Asks where to, does it in the background, and says that it is done.

    ``current`` says which document is looked at; most actions are about that one. ``going`` has what is in it looked
    through before it goes out.

    While a gathering is live nothing is asked: files go to the folder used last, paper to the usual printer.
    """

    def __init__(
        self,
        workspace: Workspace,
        maker: DocumentMaker,
        window: QWidget,
        current: Callable[[], DocumentKind | None],
        going: GoingOut,
    ) -> None:
        super().__init__(window)
        self.workspace, self.maker, self._window, self._current = workspace, maker, window, current
        self._going = going
        self._temporary: QTemporaryDir | None = (
            None  # what is opened elsewhere lies here, and goes when the window does
        )

    @property
    def looks_at(self) -> DocumentKind | None:
        """The kind of document that is looked at."""
        return self._current()

    def _let_out(self, then: Callable[[Draft], None]) -> None:
        """Do something with the document that is looked at, after a look at who may be told from it."""
        draft = self._draft()
        gathering = self.workspace.gathering
        if draft is None or gathering is None:
            return
        kind, here, unit_id, language = draft.kind, gathering.id, self.maker.unit_id, self.maker.language

        def read(store: Store) -> Draft:
            return handouts.draft(store, here, kind, unit_id=unit_id or None, language=language)

        def go(*, anew: bool) -> None:
            if anew:  # a neutral wording may stand in it now
                self.workspace.lane.ask(read, then, self)
            else:
                then(draft)

        self._going.before(go, outlet_of(draft.document))

    def save(self) -> None:
        """Ask where the PDF is to lie, and save it there."""
        self._let_out(self._ask_where)

    def _ask_where(self, draft: Draft) -> None:
        self._ask_where_for(draft, draft.file_name)

    def _ask_where_for(self, draft: Draft, file_name: str, drawn: Handout | None = None) -> None:
        """Ask where a document is to lie; what is not drawn yet is drawn once that is known."""

        def write(path: Path) -> None:
            if drawn is not None:
                self._save(draft, drawn, path)
            else:
                self.maker.draw(draft, lambda handout: self._save(draft, handout, path))

        if self.workspace.live:
            write(self._folder() / file_name)
            return
        start = str(self._folder() / file_name)
        name, _filter = QFileDialog.getSaveFileName(
            self._window, _("Lagre som PDF"), start, _("PDF-filer") + " (*.pdf)"
        )
        if name:
            write(Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf"))

    def _save(self, draft: Draft, handout: Handout, path: Path) -> None:
        def saved(_answer: object) -> None:
            self._remember(path.parent)
            self._on_paper(draft)
            self.workspace.say(
                _("Lagret {file}.").format(file=path.name), _("Åpne"), lambda: open_outside(self.workspace, path)
            )

        self.workspace.lane.work(lambda report: handouts.save(handout.data, path), saved, self, _("Lagrer"))

    def save_on_a3(self) -> None:
        """Ask where the PDF for a door is to lie, twice as large, and save it there."""

        def draw(draft: Draft) -> None:
            self.workspace.lane.work(
                lambda report: handouts.draw(draft, large=True, progress=report.progress, cancelled=report.cancelled),
                lambda handout: self._ask_where_for(draft, handout.file_name, handout),
                self,
                draft.title,
            )

        self._let_out(draw)

    def copy_email_text(self) -> None:
        """Put the words that go with the document on the clipboard."""
        draft = self._draft()
        if draft is not None:
            QGuiApplication.clipboard().setText(email_text(draft))
            self.workspace.say(_("E-postteksten er kopiert."))

    def show_changed(self) -> None:
        """Say what differs from what was last on paper, and offer only that."""
        draft, gathering = self._draft(), self.workspace.gathering
        if draft is None or gathering is None:
            return
        here = gathering.id

        def show(change: Changed | None) -> None:
            if change is None:
                self.workspace.say(_("Dette er ikke lagret eller skrevet ut her før. Da er alt nytt."))
                return
            ChangedSheet(change, self._window, lambda: self._let_out(save), lambda: self._let_out(print_)).open()

        def save(anew: Draft) -> None:
            self._only(here, anew, lambda handout: self._ask_where_for(anew, handout.file_name, handout))

        def print_(anew: Draft) -> None:
            self._only(here, anew, lambda handout: self._print(anew, handout))

        self.workspace.lane.work(lambda _report: changed.changed(here, draft), show, self, draft.title)

    def _only(self, gathering_id: str, draft: Draft, then: Callable[[Handout], None]) -> None:
        """Draw no more of a document than what has changed; nothing where that is nothing any longer."""

        def job(report: Report) -> Handout | None:
            change = changed.changed(gathering_id, draft)
            if change is None or not change.places:
                return None
            return changed.only(change, progress=report.progress, cancelled=report.cancelled)

        self.workspace.lane.work(job, lambda handout: then(handout) if handout is not None else None, self, draft.title)

    def _on_paper(self, *drafts: Draft) -> None:
        """Keep how documents were when they went out, for later ones; a single unit's is not the whole."""
        gathering = self.workspace.gathering
        if gathering is None or self.maker.unit_id:
            return
        here = gathering.id

        def job(_report: Report) -> None:
            for draft in drafts:
                changed.remember(here, draft)

        self.workspace.lane.work(job, None, self, _("Lagrer"), quiet=True)

    def save_pack(self) -> None:
        """Ask for a folder, and put everything that should lie ready in it."""
        gathering = self.workspace.gathering
        before = [self.maker.drafts[kind] for kind in kinds(Moment.BEFORE) if kind in self.maker.drafts]
        if gathering is None or not before:
            return
        here, language = gathering.id, self.maker.language
        ready = [draft.kind for draft in before]

        def read(store: Store) -> list[Draft]:
            return [handouts.draft(store, here, kind, language=language) for kind in ready]

        def go(*, anew: bool) -> None:
            if anew:
                self.workspace.lane.ask(read, lambda drafts: self._into_folder(drafts, _("Bordpakke")), self)
            else:
                self._into_folder(before, _("Bordpakke"))

        self._going.before(go, outlet_of(*(draft.document for draft in before)))

    def save_each_unit(self) -> None:
        """Ask for a folder, and put each unit's letter, of the kind one looks at, in it as a file of its own."""
        gathering = self.workspace.gathering
        if gathering is None:
            return
        language, gathering_id, looked_at = self.maker.language, gathering.id, self._current()
        kind = looked_at if looked_at in handouts.PER_UNIT else DocumentKind.UNIT_PAGES

        def read(store: Store) -> Sequence[Draft]:
            return handouts.unit_drafts(store, gathering_id, kind=kind, language=language)

        def go(*, anew: bool) -> None:
            self.workspace.lane.ask(read, lambda drafts: self._into_folder(list(drafts), kind_name(kind)), self)

        self._going.before(go, lambda store: outlet_of(*(draft.document for draft in read(store))))

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

        def read(store: Store) -> HomeKits:
            return home_kit.read(store, gathering_id, unit_id=unit_id, language=language)

        def go(*, anew: bool) -> None:
            self.workspace.lane.ask(read, ready, self)

        self._going.before(go, lambda store: outlet_of(*(kit.letter.document for kit in read(store).units)))

    def _into_folder(self, drafts: list[Draft], label: str) -> None:
        if drafts:
            lacking = unprintable(draft.document for draft in drafts)
            if lacking is not None:
                self.workspace.say(lacking.sentence)
            self._write_into(
                label,
                lambda report, folder: len(
                    handouts.pack(drafts, folder, progress=report.progress, cancelled=report.cancelled)
                ),
                lambda: self._on_paper(*drafts),
            )

    def _write_into(
        self, label: str, write: Callable[[Report, Path], int], then: Callable[[], None] | None = None
    ) -> None:
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
            if then is not None:
                then()
            files = _n("{n} fil", "{n} filer", count)
            sentence = _("{files} ligger i {folder}.").format(files=files, folder=folder.name)
            self.workspace.say(sentence, _("Vis mappa"), lambda: open_outside(self.workspace, folder))

        self.workspace.lane.work(job, done, self, label)

    def print_(self) -> None:
        """Ask which printer, and print at true size."""
        self._let_out(lambda draft: self.maker.draw(draft, lambda handout: self._print(draft, handout)))

    def _print(self, draft: Draft, handout: Handout) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        from nettverk.ui.common.printer import true_size_printer

        printer = true_size_printer(handout.title, handout.pages)
        if self.workspace.live:
            if QPrinterInfo.defaultPrinter().isNull():
                self.workspace.say(_("Fant ingen skriver. Lagre som PDF i stedet."))
                return
            self._send(draft, handout, printer)
            return
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(window_title(_("Skriv ut {what}").format(what=kind_name(draft.kind))))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._send(draft, handout, printer)

    def _send(self, draft: Draft, handout: Handout, printer: QPrinter) -> None:
        from nettverk.ui.common.printer import fit_of, send

        fit = fit_of(self.workspace.settings, printer.printerName())

        def job(report: Report) -> int:
            return send(handout.data, printer, fit=fit, progress=report.progress, cancelled=report.cancelled)

        def printed(count: int) -> None:
            if count == handout.pages:
                self._on_paper(draft)
            self._printed(count)

        self.workspace.lane.work(job, printed, self, _("Skriver ut"))

    def _printed(self, count: int) -> None:
        self.workspace.say(_n("{n} side er sendt til skriveren.", "{n} sider er sendt til skriveren.", count))

    def open_outside(self) -> None:
        """Open the document in the PDF reader of this machine."""

        def open_(handout: Handout) -> None:
            if self._temporary is None:
                self._temporary = QTemporaryDir()
            path = Path(self._temporary.path()) / handout.file_name
            handouts.save(handout.data, path)
            open_outside(self.workspace, path)

        self._let_out(lambda draft: self.maker.draw(draft, open_))

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
