"""Lås opp: the passphrase of a file that is sealed, asked for when somebody wants to open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.errors import Locked
from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _
from nettverk.ui.common.announce import tell_fault
from nettverk.ui.common.files import Files, guarded
from nettverk.ui.common.manual_places import belongs_to
from nettverk.ui.common.passphrase_field import PassphraseField
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet, set_tone
from nettverk.ui.common.workspace import Workspace


class Unlocker(QObject):
    """Asks for a passphrase whenever something cannot be opened without one, and goes on with it afterwards."""

    def __init__(self, workspace: Workspace, files: Files, host: QWidget) -> None:
        super().__init__(host)
        self._workspace, self._files, self._host = workspace, files, host
        self.sheet: UnlockSheet | None = None
        workspace.lane.locked.connect(self._ask)

    def _ask(self, fault: Locked, again: Callable[[], object] | None) -> None:
        if not fault.can_open or again is None or self._workspace.live:
            return
        if self.sheet is not None:  # another file is wanted now
            self.sheet.let_go()
        self.sheet = UnlockSheet(self._workspace, self._files, self._host, Path(fault.file), again)
        self.sheet.destroyed.connect(self._forget)
        self.sheet.open(self.sheet.field.line)

    def _forget(self) -> None:
        self.sheet = None


class UnlockSheet(Sheet):
    """One line to type in. Escape takes one to another file; a wrong passphrase may be tried again at once."""

    def __init__(
        self, workspace: Workspace, files: Files, host: QWidget, path: Path, again: Callable[[], object]
    ) -> None:
        super().__init__(_("Låst med passord"), host, width=420)
        belongs_to(self, ManualPage.IT_BACKUP)
        self._workspace, self._files, self._path, self._again = workspace, files, path, again
        self._done = False
        self.body.addWidget(Note(_("Skriv passordet til {file}.").format(file=path.name), self))
        self.field = PassphraseField(_("Passord"), self)
        self.body.addWidget(self.field)
        self.wrong = Note("", self)
        set_tone(self.wrong, "warn")
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.body.addStretch(1)
        other = QuietButton(_("Velg en annen fil …"), "folder-open", self)
        other.clicked.connect(self.close_sheet)
        self.unlock_button = PrimaryButton(_("Lås opp"), "lock", self)
        self.unlock_button.clicked.connect(self.unlock)
        self.field.entered.connect(self.unlock)
        self.foot.addStretch(1)
        self.foot.addWidget(other)
        self.foot.addWidget(self.unlock_button)
        self.closed.connect(self._leave)

    def unlock(self) -> None:
        """Try what was typed, off the thread of the windows: to make a key of it takes a moment on purpose."""
        if not self.unlock_button.isEnabled():
            return
        words, path = self.field.text(), self._path
        self.unlock_button.setEnabled(False)
        self.wrong.hide()
        self._workspace.lane.work(
            lambda _report: _unlock(path, words), lambda _answer: self._opened(), self, _("Låser opp"),
            failed=self._refused,
        )  # fmt: skip

    def _opened(self) -> None:
        self._done = True
        self.close_sheet()
        self._again()

    def _refused(self, sentence: str) -> None:
        self.unlock_button.setEnabled(True)
        self.wrong.setText(sentence)
        self.wrong.setAccessibleName(sentence)
        self.wrong.show()
        tell_fault(self.field.line, sentence)
        self.field.line.selectAll()
        self.field.line.setFocus()

    def let_go(self) -> None:
        """Close it without going anywhere."""
        self._done = True
        self.close_sheet()

    def _leave(self) -> None:
        self.field.clear()
        self.deleteLater()
        # Where another file is open, one stays there.
        if not self._done and not self._workspace.lane.is_open:
            guarded(self._workspace, self._files.choose)()


def _unlock(path: Path, words: str) -> None:
    from nettverk.services import passphrase

    passphrase.unlock(path, words)
