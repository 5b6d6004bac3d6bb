"""Before the window closes: what is typed is stored, or kept where the next start finds it, and then one is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from nettverk.domain.rescue import Kept
from nettverk.domain.typed import TypedLoose, as_text
from nettverk.i18n import _
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Small

if TYPE_CHECKING:
    from nettverk.ui.common.workspace import Workspace

PATIENCE_MS = 800
"""So long the window waits for the disk before it asks; a disk that is well answers in a few milliseconds."""
MOST_SHOWN = 6


class Closing(QObject):
    """Knows whether the window may close, and asks where something is not stored.

    Args:
        host: what the question lies over.
        close: closes the window, once it may.
    """

    def __init__(self, workspace: Workspace, host: Callable[[], QWidget], close: Callable[[], object]) -> None:
        super().__init__(workspace)
        self._workspace, self._host, self._close = workspace, host, close
        self._may = False
        self.sheet: ClosingSheet | None = None
        workspace.unsaved.changed.connect(self._look_again)

    def may_close(self) -> bool:
        """Store everything; whether the window may close now. If not, one is being asked."""
        if self._may:
            return True
        _leave_cell()
        self._workspace.closing.emit()
        self._workspace.lane.settle(self._all_stored, PATIENCE_MS)
        forms = self._forms()
        if self._all_stored() and not forms:
            return True
        for autosave in self._workspace.autosaves:
            autosave.hold()
        self._ask(forms)
        return False

    def _all_stored(self) -> bool:
        return all(autosave.stored for autosave in self._workspace.autosaves)

    def _forms(self) -> tuple[TypedLoose, ...]:
        """Sheets that stand open with something typed that is not handed in."""
        sheets = [sheet for window in QApplication.topLevelWidgets() for sheet in window.findChildren(Sheet)]
        typed = ((sheet.accessibleName(), sheet.half_typed()) for sheet in sheets if sheet.isVisible())
        return tuple(TypedLoose(title, "\n".join(words)) for title, words in typed if words)

    def _ask(self, forms: Sequence[TypedLoose]) -> None:
        unsaved, database = self._workspace.unsaved, self._workspace.database
        for form in forms:
            unsaved.hold(("form", form.title), form, database, set_aside=True)
        safe = unsaved.is_safe()
        if self.sheet is not None:
            self.sheet.deleteLater()
        path = self._workspace.lane.path
        self.sheet = ClosingSheet(
            self._host(),
            unsaved.all_of(database),
            why=unsaved.why if not self._all_stored() else "",
            file=path.name if path is not None else "",
            fault="" if safe else unsaved.fault or _("disken svarer ikke"),
        )
        self.sheet.stay.clicked.connect(self._stay)
        self.sheet.leave.clicked.connect(self._go)
        self.sheet.closed.connect(self._stay)
        self.sheet.open(self.sheet.stay)

    def _stay(self) -> None:
        """Go on: what stands in an open form is still there, and not to be kept beside it."""
        sheet, self.sheet = self.sheet, None
        if sheet is None:
            return
        sheet.blockSignals(True)
        sheet.close_sheet()
        sheet.deleteLater()
        unsaved, database = self._workspace.unsaved, self._workspace.database
        for form in self._forms():
            unsaved.drop(("form", form.title), database)

    def _go(self) -> None:
        self._may = True
        self._close()

    def _look_again(self) -> None:
        """The disk has room again while one is being asked: then there is nothing to ask about."""
        if self.sheet is not None and self._all_stored() and not self._forms():
            self._stay()
            self._close()


class ClosingSheet(Sheet):
    """What is not stored, why, and that it comes back; stay, or close all the same."""

    def __init__(self, host: QWidget, kept: Sequence[Kept], *, why: str, file: str, fault: str) -> None:
        super().__init__(_("Noe er ikke lagret ennå"), host, width=460)
        self._kept = kept
        if why:
            self.body.addWidget(Note(why, self))
        if fault:
            words = _("Det lot seg ikke legge til side heller: {reason}. Kopier teksten før du lukker.")
            self.body.addWidget(Note(words.format(reason=fault), self))
        elif file:
            words = _("Det er lagt til side, og kommer tilbake neste gang du åpner {file}.")
            self.body.addWidget(Note(words.format(file=file), self))
        self.body.addSpacing(8)
        for row in kept[:MOST_SHOWN]:
            self.body.addWidget(Small(row.place, self, strong=True))
            text = as_text(row.typed)
            self.body.addWidget(Note(text if len(text) < 200 else f"{text[:200].rstrip()} …", self))
            self.body.addSpacing(4)
        if len(kept) > MOST_SHOWN:
            more = len(kept) - MOST_SHOWN
            self.body.addWidget(Note(_("og {n} til").format(n=more), self))
        self.body.addStretch(1)
        self.copy = QuietButton(_("Kopier teksten"), "copy", self)
        self.copy.clicked.connect(self._copy)
        self.leave = QuietButton(_("Lukk likevel"), parent=self)
        self.stay = PrimaryButton(_("Bli her"), parent=self)
        self.foot.addWidget(self.copy)
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.stay)

    def half_typed(self) -> tuple[str, ...]:
        """A question holds nothing of its own."""
        return ()

    def _copy(self) -> None:
        whole = "\n\n".join(f"{row.place}\n{as_text(row.typed)}" for row in self._kept)
        QGuiApplication.clipboard().setText(whole)
        self.copy.setText(_("Kopiert"))


def _leave_cell() -> None:
    """Whoever types in a cell of a table leaves it, so that what stands there is handed on."""
    focused = QApplication.focusWidget()
    if focused is not None and not isinstance(focused, QPlainTextEdit):
        focused.clearFocus()
