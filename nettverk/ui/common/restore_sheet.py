"""Hent tilbake: the backups of a database, what each holds, and one of them put in the database's place."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.now import utc_now
from nettverk.i18n import _, _n, clock, short_date
from nettverk.ui.common.backup_keeper import second_folder
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import LinkButton, Note, PrimaryButton, Sheet, Small, row
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.domain.backups import Backup, BackupContents
    from nettverk.services.lane import Report
    from nettverk.ui.common.lane import Work

_LAST_WORDS = 160


class RestoreSheet(Sheet):
    """A list to choose from, what the chosen one holds, and one button; the file that is there now is always kept."""

    _listed = Signal(object)
    _looked_in = Signal(object, object)

    def __init__(self, workspace: Workspace, files: Files, host: QWidget) -> None:
        super().__init__(_("Hent tilbake"), host, width=480)
        belongs_to(self, ManualPage.REMOVED)
        self._workspace, self._files = workspace, files
        self._path: Path | None = None
        self._work: Work | None = None
        self._backups: tuple[Backup, ...] = ()
        self._contents: dict[Path, BackupContents] = {}
        self.words = Note("", self)
        self.list = BackupList(self)
        self.list.currentRowChanged.connect(self._show_chosen)
        self.take = PrimaryButton(_("Hent tilbake denne"), "history", self)
        self.list.itemActivated.connect(lambda _item: self.take.setFocus())
        self.what = Small(_("Dette er i den"), self, strong=True)
        self.holds = Note("", self)
        self.holds.setAccessibleName(_("Dette er i den"))
        self.kept = Note("", self)
        self.other = LinkButton(_("Velg en fil et annet sted …"), parent=self)
        self.other.clicked.connect(guarded(workspace, lambda: files.restore(self._path)))
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.body.addWidget(self.what)
        self.body.addWidget(self.holds)
        self.body.addWidget(self.kept)
        self.body.addLayout(row(self.other, None))
        self.body.addStretch(1)
        self.take.clicked.connect(guarded(workspace, self._take))
        self.foot.addStretch(1)
        self.foot.addWidget(self.take)
        self.closed.connect(self._stop)
        # Sent from the thread that reads, so they come through the event loop.
        self._listed.connect(self._fill)
        self._looked_in.connect(self._found)

    def show_backups(self, path: Path) -> None:
        """Open the sheet on the backups of the database that is, or was, at a path."""
        self._stop()
        self._path = path
        self._contents = {}
        self._fill(())
        self.words.setText(_("Ser etter sikkerhetskopier …"))
        self.open(self.other)  # the list, which is hidden while it is empty, takes the focus when it has something
        second = second_folder(self._workspace.settings)
        self._work = self._workspace.lane.work(
            lambda report: self._read(report, path, second), None, self, _("Ser i sikkerhetskopiene")
        )

    # --- reading, in a thread of its own ---

    def _read(self, report: Report, path: Path, second: Path | None) -> None:
        from nettverk.services import backups

        there = backups.all_(path, second)
        self._listed.emit(there)
        for place, backup in enumerate(there):
            report.check()
            report.progress(place / len(there))
            self._looked_in.emit(backup, backups.contents(backup))

    def _found(self, backup: Backup, contents: BackupContents) -> None:
        if backup in self._backups:
            self._contents[backup.path] = contents
            self._show_row(self._backups.index(backup))

    # --- what is shown ---

    def _fill(self, backups: tuple[Backup, ...]) -> None:
        self._backups = backups
        self.list.clear()
        for backup in backups:
            self.list.addItem(QListWidgetItem(said_when(backup.made_at)))
        self.list.setVisible(bool(backups))
        self.words.setText(
            _("Velg hvor langt tilbake du vil. Alt i fila blir som det var da.")
            if backups
            else _("Fant ingen sikkerhetskopier av {file}. Kanskje du har en selv?").format(
                file=self._path.name if self._path else ""
            )
        )
        if backups:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_chosen()

    def _show_row(self, place: int) -> None:
        backup = self._backups[place]
        contents = self._contents[backup.path]
        item = self.list.item(place)
        summary = summed_up(contents)
        item.setText(f"{said_when(backup.made_at)}\n{summary}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said_when(backup.made_at)}. {summary}")
        if place == self.list.currentRow():
            self._show_chosen()

    def _show_chosen(self, _row: int = -1) -> None:
        backup = self._chosen()
        contents = self._contents.get(backup.path) if backup is not None else None
        for widget in (self.what, self.holds, self.kept):
            widget.setVisible(backup is not None)
        self.take.setEnabled(contents is not None and not _is_broken(contents))
        if backup is None:
            return
        self.holds.setText(_("Leser …") if contents is None else told(contents))
        there = self._path is not None and self._path.exists()
        self.kept.setText(
            _("Fila slik den er nå, blir liggende ved siden av, med dato og klokkeslett i navnet.")
            if there
            else _("Den legges i {folder}.").format(folder=self._path.parent if self._path else "")
        )

    def _chosen(self) -> Backup | None:
        place = self.list.currentRow()
        return self._backups[place] if 0 <= place < len(self._backups) else None

    def _take(self) -> None:
        backup = self._chosen()
        if backup is not None and self._path is not None:
            self.close_sheet()
            self._files.take_back(self._path, backup)

    def _stop(self) -> None:
        if self._work is not None:
            from shiboken6 import isValid

            if isValid(self._work):
                self._work.cancel()
            self._work = None


class BackupList(QListWidget):
    """One line or two for each backup, the newest first; as tall as six of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sikkerhetskopier, den nyeste først"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        # What the chosen one holds stands below, and is to be seen as well, with large text too.
        return QSize(200, min(round(300 * in_force().growth), round(0.4 * self.window().height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the sheet, which a list would keep to itself."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def said_when(moment: datetime) -> str:
    """A moment as one says it: «i dag kl. 09.45», «i går kl. 14.10», «3. oktober 2026 kl. 12.00»."""
    here = moment.astimezone()
    today = utc_now().astimezone().date()
    if here.date() == today:
        return _("I dag kl. {time}").format(time=clock(here))
    if here.date() == today - timedelta(days=1):
        return _("I går kl. {time}").format(time=clock(here))
    return _("{day} kl. {time}").format(day=short_date(here.date()), time=clock(here))


def summed_up(contents: BackupContents) -> str:
    """What a backup holds, in one line."""
    if contents.locked:
        return _("Låst med et annet passord")
    if _is_broken(contents):
        return _("Skadet: kan ikke brukes")
    counts = " · ".join((
        _n("{n} samling", "{n} samlinger", contents.gatherings),
        _n("{n} person", "{n} personer", contents.people),
        _n("{n} refleksjon", "{n} refleksjoner", contents.words),
    ))  # fmt: skip
    doubt = _("endret utenfor Nettverk, eller skadet")
    return f"{counts} · {doubt}" if contents.damage else counts


def told(contents: BackupContents) -> str:
    """What a backup holds, in a few sentences."""
    if contents.locked:
        return _("Denne åpnes bare med passordet den ble låst med. Du blir spurt om det når du henter den tilbake.")
    if _is_broken(contents):
        return contents.damage
    lines = []
    if contents.titles:
        lines.append(_("Nyeste samlinger: {titles}").format(titles=" · ".join(contents.titles)))
    if contents.last_words:
        words = contents.last_words.replace("\n", " ")
        short = words if len(words) <= _LAST_WORDS else f"{words[:_LAST_WORDS].rstrip()} …"
        lines.append(_("Sist skrevet: «{words}»").format(words=short))
    if contents.last_at is not None:
        lines.append(_("Siste endring under en samling: {when}").format(when=said_when(contents.last_at)))
    if contents.damage:
        lines.append(contents.damage)
    return "\n".join(lines)


def _is_broken(contents: BackupContents) -> bool:
    """Whether nothing could be read in it."""
    return bool(contents.damage) and contents.last_at is None and not contents.gatherings
