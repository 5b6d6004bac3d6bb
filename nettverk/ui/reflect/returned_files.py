"""Return sheets that come back as files: chosen, or dropped on the room, and typed into their units' copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheet_papers import read_unit_code
from nettverk.domain.sheets.answers import Respondent
from nettverk.domain.sheets.definition import Who
from nettverk.i18n import _
from nettverk.services import returned_files, returned_sheets
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.services.returned_files import ReturnedFile, ReturnedLook, TakenIn
from nettverk.ui.common.gathering_reader import GatheringReader
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.reflect.reading import Known
from nettverk.ui.reflect.returned_look import ReturnedLookSheet


class ReturnedFiles(QObject):
    """Takes them in for one room.

    Args:
        go: shows a unit's copy of the sheet, by the id of its use, when the room has read it.
    """

    def __init__(
        self,
        room: QWidget,
        workspace: Workspace,
        reader: GatheringReader[Known],
        go: Callable[[str, Respondent], None],
    ) -> None:
        super().__init__(room)
        self._room, self._workspace, self._reader, self._go = room, workspace, reader, go
        self.sheet: ReturnedLookSheet | None = None
        room.setAcceptDrops(True)
        room.installEventFilter(self)

    def command(self) -> Command:
        """What the palette can do with it."""
        return Command("reflect.returned", _("Hent svarark …"), self.begin, keywords=_("svarark pdf hjemmepakke"))

    def begin(self) -> None:
        """Choose files beside what one was doing."""
        if self._workspace.gathering is None:
            self._workspace.say(_("Svarene hører til en samling. Lag eller velg samlingen først."))
            return
        dialog = QFileDialog(self._room.window(), _("Hent svarark"), "", _("Svarark") + " (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def take(self, paths: Sequence[Path]) -> None:
        """Read the files beside the windows, and ask before what they say is stored in one step."""
        gathering = self._workspace.gathering
        if gathering is None or not paths or self._workspace.loan is not None:
            return
        here = gathering.id

        def job(report: Report) -> tuple[list[ReturnedFile], list[ReturnedLook], list[str]]:
            read: list[ReturnedFile] = []
            looks: list[ReturnedLook] = []
            faults: list[str] = []
            for number, path in enumerate(paths):
                report.check()
                report.progress(number / len(paths), path.name)
                try:
                    file = returned_files.read_file(path)
                    looks += report.on_lane(lambda store, file=file: returned_files.look(store, here, (file,)))  # type: ignore[misc]
                    read.append(file)
                except BadInput as fault:
                    faults.append(str(fault))
            return read, looks, faults

        def then(found: tuple[list[ReturnedFile], list[ReturnedLook], list[str]]) -> None:
            read, looks, faults = found
            if not read:
                self._workspace.say(" ".join(faults))
                return
            self.ask(looks, faults, lambda: self._store(here, read))

        self._workspace.go(RoomKey.REFLECT)
        self._workspace.lane.work(job, then, self, _("Leser svarark"), failed=self._workspace.say)

    def ask(self, looks: Sequence[ReturnedLook], faults: Sequence[str], store: Callable[[], object]) -> None:
        """Show what was read beside the room; ``store`` is called where one says that it is to be typed in."""
        if self.sheet is not None:
            self.sheet.close_sheet()
            self.sheet.deleteLater()
        self.sheet = ReturnedLookSheet(self._room, looks, faults, store)
        self.sheet.open(self.sheet.take_button if self.sheet.take_button.isEnabled() else self.sheet.later_button)

    def _store(self, here: str, read: Sequence[ReturnedFile]) -> None:
        brought: list[tuple[TakenIn, str]] = []

        def store(store: Store) -> Changes:
            unit_id = returned_sheets.unit_of(store, read_unit_code(read[0].code))
            brought.append((returned_files.take_files(store, here, read), unit_id))
            return brought[0][0].changes

        def stored(_changes: Changes) -> None:
            taken, unit_id = brought[0]
            if taken.answers:
                self._workspace.say(taken.told, _("Angre"), self._workspace.lane.undo)
            else:
                self._workspace.say(taken.told)
            if taken.gathering_id != here:
                return  # a log from an earlier gathering stands there, and in «Siden sist» here
            who = Respondent(Who.UNIT, unit_id=unit_id)
            # The rooms hear of the sheet right after this, and read it; its copy is there when that is shown.
            QTimer.singleShot(0, self, lambda: self._reader.when_read(lambda: self._go(taken.use_id, who)))

        self._workspace.lane.change(store, stored, self, failed=self._workspace.say)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take PDFs that are dropped; whatever else is dropped is for others."""
        if isinstance(event, QDropEvent) and (paths := dropped_sheets(event)):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                # Whoever drops it waits for the drop to be over before anything else can be done in the windows.
                QTimer.singleShot(0, self, lambda: self.take(paths))
            return True
        return super().eventFilter(watched, event)


def dropped_sheets(event: QDropEvent) -> list[Path]:
    """The PDFs that are being dropped; none where anything else is among them."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files if files and all(file.suffix.casefold() == ".pdf" for file in files) else []
