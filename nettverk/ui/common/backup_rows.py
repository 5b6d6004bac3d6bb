"""The backups among the settings: what there is, a second folder for them, and the way to take one back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.i18n import _, _n, clock, number, short_date
from nettverk.ui.common.backup_keeper import SECOND_KEY, second_folder
from nettverk.ui.common.basics import LinkButton, Note, QuietButton
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.widgets import row
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.domain.backups import Backup


class BackupRows(QWidget):
    """Nothing to switch on: the backups are made anyway. What can be chosen is a second place for them."""

    def __init__(
        self, workspace: Workspace, files: Files, parent: QWidget, restore: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace, self._files = workspace, files
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.there = Note("", self)
        self.place = Note("", self)
        back = QuietButton(_("Hent tilbake …"), "history", self)
        back.clicked.connect(guarded(workspace, restore))
        self.choose_button = QuietButton(_("Kopier også til en annen mappe …"), "folder-open", self)
        self.choose_button.clicked.connect(guarded(workspace, self._choose))
        self.forget_button = LinkButton(_("Slutt å kopiere dit"), parent=self)
        self.forget_button.clicked.connect(lambda _checked=False: self._set(None))
        column.addWidget(self.there)
        column.addLayout(row(back, None))
        column.addWidget(self.place)
        column.addLayout(row(self.choose_button, None))
        column.addLayout(row(self.forget_button, None))
        self._show_place()
        if files.backups is not None:
            files.backups.made.connect(self.read)

    def read(self) -> None:
        """Count the backups anew, off to the side."""
        path = self._workspace.lane.path
        second = second_folder(self._workspace.settings)
        if path is None:
            self.there.setText(_("Nettverk tar sikkerhetskopier av seg selv når alt ligger i en fil."))
            return
        self._workspace.lane.ask(lambda _store: _all(path, second), self._arrived, self)

    def _arrived(self, backups: tuple[Backup, ...]) -> None:
        if not backups:
            self.there.setText(_("Nettverk tar sikkerhetskopier av seg selv. Den første kommer når noe er endret."))
            return
        newest = backups[0].made_at.astimezone()
        megabytes = number(round(sum(backup.size for backup in backups) / 1_000_000, 1))
        self.there.setText(
            _("Nettverk tar sikkerhetskopier av seg selv. Sist {day} kl. {time}: {count}, {size} MB i alt.").format(
                day=short_date(newest.date()),
                time=clock(newest),
                count=_n("{n} kopi", "{n} kopier", len(backups)),
                size=megabytes,
            )
        )

    def _choose(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        start = second_folder(self._workspace.settings) or Path.home()
        name = QFileDialog.getExistingDirectory(self._files.window, _("Mappe for sikkerhetskopier"), str(start))
        if name:
            self._set(Path(name))

    def _set(self, folder: Path | None) -> None:
        if folder is None:
            self._workspace.settings.remove(SECOND_KEY)
        else:
            self._workspace.settings.setValue(SECOND_KEY, str(folder))
        self._show_place()
        if folder is not None and self._files.backups is not None:
            self._files.backups.make()

    def _show_place(self) -> None:
        folder = second_folder(self._workspace.settings)
        self.forget_button.setVisible(folder is not None)
        self.place.setText(
            _("De kopieres også til {folder}.").format(folder=folder)
            if folder is not None
            else _("Ryker disken, ryker kopiene med. En mappe på en minnepinne eller en server er tryggere.")
        )


def _all(path: Path, second: Path | None) -> tuple[Backup, ...]:
    from nettverk.services import backups

    return backups.all_(path, second)
