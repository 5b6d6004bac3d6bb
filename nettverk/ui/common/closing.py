"""Before the window closes: what is typed is stored, or kept where the next start finds it, and then one is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.domain.typed import TypedLoose
    from nettverk.ui.common.closing_sheet import ClosingSheet
    from nettverk.ui.common.workspace import Workspace

PATIENCE_MS = 800
"""So long the window waits for the disk before it asks; a disk that is well answers in a few milliseconds."""


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
        lane, answered = self._workspace.lane, list[None]()
        if lane.is_open:
            lane.ask(lambda _store: None, answered.append)
        # A field that is stored when one leaves it has been left just now: it is in line before this question.
        lane.settle(lambda: self._all_stored() and (bool(answered) or not self._forms()), PATIENCE_MS)
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
        """Sheets that stand open with something typed that is not handed in, and days and times nobody can read."""
        from nettverk.domain.typed import TypedLoose
        from nettverk.ui.common.sheet import Sheet
        from nettverk.ui.common.typed_moments import TypedMoment

        windows = QApplication.topLevelWidgets()
        sheets = [sheet for window in windows for sheet in window.findChildren(Sheet)]
        open_ = [sheet for sheet in sheets if sheet.isVisible()]
        typed = [(sheet.accessibleName(), "\n".join(sheet.half_typed())) for sheet in open_]
        for field in (field for window in windows for field in window.findChildren(TypedMoment)):
            around = next((sheet for sheet in sheets if sheet.isAncestorOf(field)), None)
            if around is None or (around in open_ and not around.hands_in(field.line)):
                typed.append((field.line.accessibleName(), field.pending()))
        return tuple(TypedLoose(title, words) for title, words in typed if words.strip())

    def _ask(self, forms: Sequence[TypedLoose]) -> None:
        from nettverk.ui.common.closing_sheet import ClosingSheet

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


def _leave_cell() -> None:
    """Whoever types in a cell of a table leaves it, so that what stands there is handed on."""
    focused = QApplication.focusWidget()
    if focused is not None and not isinstance(focused, QPlainTextEdit):
        focused.clearFocus()
