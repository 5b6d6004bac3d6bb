"""Before something is removed that people have said something in: how much goes with it, and where it can be found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from nettverk.domain.trash import DAYS, Weight
from nettverk.i18n import _
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Sheet
from nettverk.ui.common.workspace import Workspace


class ConfirmSheet(Sheet):
    """Says what goes; keeping it is what Enter does."""

    def __init__(self, host: QWidget, title: str, weight: Weight, then: Callable[[], object]) -> None:
        super().__init__(_("Fjerne {title}?").format(title=title), host, width=420)
        self._then = then
        self.told = Note(_("Dette går med: {what}.").format(what=weight.sentence), self)
        self.body.addWidget(self.told)
        self.body.addWidget(
            Note(
                _("Det blir liggende i papirkurven (Fil-menyen) i {days} dager, også etter omstart.").format(days=DAYS)
            )
        )
        self.body.addStretch(1)
        self.keep = QuietButton(_("Behold"), parent=self)
        self.keep.clicked.connect(self.close_sheet)
        self.remove = PrimaryButton(_("Fjern"), "trash-2", self)
        self.remove.clicked.connect(self._remove)
        self.foot.addStretch(1)
        self.foot.addWidget(self.keep)
        self.foot.addWidget(self.remove)
        self.closed.connect(self.deleteLater)

    def _remove(self) -> None:
        self.close_sheet()
        self._then()


def confirm(
    workspace: Workspace, host: QWidget, title: str, weight: Weight, then: Callable[[], object]
) -> ConfirmSheet | None:
    """Ask where something was said, else do it at once; None where nothing had to be asked."""
    if not weight.is_said:
        then()
        return None
    sheet = ConfirmSheet(host, title, weight, then)
    sheet.open(sheet.keep)
    return sheet
