"""What one can do with a sheet: use it, print it, make one's own, share it, bring one in, take it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import Handout, Occasion
from nettverk.domain.plan import Gathering, Part
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.definition import Block, BlockKind, SheetDefinition, When, Who
from nettverk.i18n import _, _n, language
from nettverk.services import municipality, plan
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.sheets import faces, library, own, shared, uses
from nettverk.services.sheets.shared import Incoming, Keep, Known
from nettverk.ui.common import remembered
from nettverk.ui.common.choose import Answer, Choose
from nettverk.ui.common.literal import window_title
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.library.use_sheet import OUTSIDE, UseSheet
from nettverk.ui.library.versions import VersionsSheet

_FOLDER = "library/folder"


class LibraryActions(QObject):
    """Does it through the services, and says at the bottom that it is done, with the step back.

    Signals:
        made: id of a sheet that has come to the library and wants to be seen.
        editing_wanted: id of an own sheet that was just made to be changed.
    """

    made = Signal(str)
    editing_wanted = Signal(str)

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(host)
        self._workspace, self._host = workspace, host

    # --- using ---

    def use(self, sheet: SheetDefinition) -> None:
        """Ask which part of the gathering that is open, and use the sheet there."""
        gathering = self._workspace.gathering
        if gathering is None:
            self._workspace.say(
                _("Åpne eller lag en samling først, så kan arket brukes i en del."),
                _("Gå til Planlegg"), lambda: self._workspace.go(RoomKey.PLAN),
            )  # fmt: skip
            return
        self._workspace.lane.ask(
            lambda store: plan.parts(store, gathering.id), partial(self._ask_part, sheet, gathering), self
        )

    def _ask_part(self, sheet: SheetDefinition, gathering: Gathering, parts: tuple[Part, ...]) -> None:
        titles = {part.id: part.title for part in parts}
        asked = UseSheet(
            self._host, sheet, gathering, parts, lambda part_id: self._use(sheet, gathering, part_id, titles)
        )
        asked.closed.connect(asked.deleteLater)
        asked.open(asked.list)

    def _use(self, sheet: SheetDefinition, gathering: Gathering, part_id: str, titles: dict[str, str]) -> None:
        def job(store: Store) -> Changes:
            if part_id == OUTSIDE:
                return uses.use_outside(store, sheet.id, gathering.id)
            return uses.use_in_part(store, sheet.id, part_id)

        where = titles.get(part_id, gathering.title)
        sentence = _("{sheet} er lagt i {where}.").format(sheet=sheet.title, where=where)
        self._change(job, lambda _changes: self._workspace.say(sentence, _("Angre"), self._workspace.lane.undo))

    # --- making and taking away ---

    def copy(self, sheet: SheetDefinition) -> None:
        """Make an own sheet with the words of this one, and go on to edit it."""
        spoken = language()
        self._change(
            lambda store: own.duplicate(store, sheet.id, language=spoken),
            lambda changes: self.editing_wanted.emit(changes.made),
        )

    def new(self) -> None:
        """Make an own sheet with one question, and go on to edit it."""
        block = Block("b1", BlockKind.POINTS, _("Hva vil vi vite?"), _("Ett punkt på hver linje."))
        sheet = SheetDefinition("", 1, _("Nytt ark"), "", (Who.TABLE,), When.IN_PART, 15, (block,), own=True)
        self._change(lambda store: own.make(store, sheet), lambda changes: self.editing_wanted.emit(changes.made))

    def remove(self, sheet: SheetDefinition) -> None:
        """Take an own sheet out of the library; the line at the bottom offers to take it back."""
        if not sheet.own:
            self._workspace.say(_("Ark som følger med, blir stående. Lag din egen, så kan den fjernes."))
            return
        sentence = _("{sheet} er fjernet fra biblioteket.").format(sheet=sheet.title)
        self._change(
            lambda store: own.remove(store, sheet.id),
            lambda _changes: self._workspace.say(sentence, _("Angre"), self._workspace.lane.undo),
        )

    def take_up(self, sheet: SheetDefinition, version: int) -> None:
        """Let an own sheet read again as it did in an earlier version."""
        spoken = language()
        sentence = _("{sheet} er som i versjon {version}.").format(sheet=sheet.title, version=version)
        self._change(
            lambda store: own.take_up(store, sheet.id, version, spoken),
            lambda _changes: self._workspace.say(sentence, _("Angre"), self._workspace.lane.undo),
        )

    def show_versions(self, sheet: SheetDefinition) -> None:
        """Every version of a sheet, two side by side."""
        spoken = language()

        def show(versions: tuple[SheetDefinition, ...]) -> None:
            if len(versions) < 2:
                self._workspace.say(_("Det er bare én versjon av {sheet}.").format(sheet=sheet.title))
                return
            shown = VersionsSheet(self._host, versions, partial(self.take_up, sheet) if sheet.own else None)
            shown.closed.connect(shown.deleteLater)
            shown.open(shown.left)

        self._workspace.lane.ask(lambda store: library.versions(store, sheet.id, spoken), show, self)

    # --- on paper ---

    def print_(self, sheet: SheetDefinition) -> None:
        """Ask which printer, and print at true size; while a gathering is live, on the usual one."""
        spoken = language()

        def draw(head: Occasion) -> None:
            self._workspace.lane.work(
                lambda _report: faces.paper(sheet, spoken, occasion=head), self._send_to_printer, self, _("Lager arket")
            )

        self._workspace.lane.ask(municipality.head, draw, self)

    def _send_to_printer(self, handout: Handout) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo

        from nettverk.ui.common.printer import send, true_size_printer

        printer = true_size_printer(handout.title, handout.pages)
        if self._workspace.live:
            if QPrinterInfo.defaultPrinter().isNull():
                self._workspace.say(_("Fant ingen skriver. Lagre som PDF i stedet."))
                return
        else:
            dialog = QPrintDialog(printer, self._host)
            dialog.setWindowTitle(window_title(_("Skriv ut {what}").format(what=handout.title)))
            if dialog.exec() != QPrintDialog.DialogCode.Accepted:
                return

        def job(report: Report) -> int:
            return send(handout.data, printer, progress=report.progress, cancelled=report.cancelled)

        def printed(count: int) -> None:
            self._workspace.say(_n("{n} side er sendt til skriveren.", "{n} sider er sendt til skriveren.", count))

        self._workspace.lane.work(job, printed, self, _("Skriver ut"))

    def save_pdf(self, sheet: SheetDefinition) -> None:
        """Ask where the sheet is to lie as PDF, and save it there."""
        path = self._where_to(sheet.title, ".pdf", _("Lagre som PDF"), _("PDF-filer"))
        if path is None:
            return
        spoken = language()

        def draw(head: Occasion) -> None:
            def job(_report: Report) -> None:
                from nettverk.services.handouts import handouts

                handouts.save(faces.paper(sheet, spoken, occasion=head, fillable=True).data, path)

            self._workspace.lane.work(job, lambda _nothing: self._saved(path), self, _("Lagrer"))

        self._workspace.lane.ask(municipality.head, draw, self)

    # --- as files ---

    def share(self, sheet: SheetDefinition) -> None:
        """Ask where the sheet is to lie as a file that another municipality can bring in."""
        path = self._where_to(sheet.title, ".json", _("Del arket som fil"), _("Ark"))
        if path is not None:
            self._workspace.lane.ask(
                lambda store: shared.to_file(store, sheet.id, path), lambda _nothing: self._saved(path), self
            )

    def bring_in(self) -> None:
        """Ask for a sheet's file, look at it, and take it in."""
        if self._workspace.live:
            self._workspace.say(_("Hent arket når samlingen er over."))
            return
        name, _filter = QFileDialog.getOpenFileName(
            self._host, _("Hent et ark"), str(self._folder()), _("Ark") + " (*.json *.toml)"
        )
        if name:
            self.bring_in_file(Path(name))

    def bring_in_file(self, path: Path) -> None:
        """Look at a sheet's file and take it in; one that the library has with other words is asked about."""
        spoken = language()
        self._workspace.lane.ask(lambda store: shared.read(store, path, spoken), self._looked_at, self)

    def _looked_at(self, incoming: Incoming) -> None:
        title = incoming.sheet.title
        if incoming.known is Known.SAME:
            self._workspace.say(_("{sheet} er i biblioteket fra før.").format(sheet=title))
            self.made.emit(incoming.sheet.id)
        elif incoming.known is Known.OTHER and incoming.there is not None and incoming.there.own:
            Choose(
                _("{sheet} er i biblioteket med andre ord").format(sheet=incoming.there.title),
                _("Begge blir tatt vare på, hva du enn velger."),
                self._host,
                (
                    Answer(_("Som ny versjon av det dere har"), partial(self._bring, incoming, Keep.VERSION)),
                    Answer(_("Som et eget ark ved siden av"), partial(self._bring, incoming, Keep.BESIDE)),
                ),
            )
        else:
            self._bring(incoming, Keep.BESIDE)

    def _bring(self, incoming: Incoming, keep: Keep) -> None:
        def done(changes: Changes) -> None:
            sentence = _("{sheet} er hentet.").format(sheet=incoming.sheet.title)
            self._workspace.say(sentence, _("Angre"), self._workspace.lane.undo)
            self.made.emit(changes.made)

        self._change(lambda store: shared.bring_in(store, incoming, keep), done)

    # --- helpers ---

    def _change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None]) -> None:
        self._workspace.lane.change(job, then, self, failed=self._workspace.say)

    def _where_to(self, title: str, ending: str, caption: str, kinds: str) -> Path | None:
        start = self._folder() / f"{safe_name(title)}{ending}"
        if self._workspace.live:  # nothing modal: the folder used last
            return start
        name, _filter = QFileDialog.getSaveFileName(self._host, caption, str(start), f"{kinds} (*{ending})")
        if not name:
            return None
        return Path(name) if name.lower().endswith(ending) else Path(f"{name}{ending}")

    def _saved(self, path: Path) -> None:
        self._workspace.settings.setValue(_FOLDER, str(path.parent))
        self._workspace.say(_("Lagret {file}.").format(file=path.name))

    def _folder(self) -> Path:
        last = remembered.folder(self._workspace.settings, _FOLDER)
        return last or Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
