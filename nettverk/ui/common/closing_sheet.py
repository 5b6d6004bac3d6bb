"""The question before the window closes: what is not stored, why, and that it comes back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nettverk.domain.rescue import Kept
from nettverk.domain.typed import as_text
from nettverk.i18n import _
from nettverk.ui.common.sheet import Sheet
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Small

MOST_SHOWN = 6


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
