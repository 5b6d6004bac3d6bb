"""What the unit on show has agreed until next time, in a few lines, and the way to where it is agreed and logged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.widgets import LinkButton, Note, row


class BetweenLine(QWidget):
    """Visits, guidance and how far the cycle has come.

    Signals:
        wanted: it is to be seen and changed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = LinkButton(_("Mellom samlingene"), "refresh-cw", self)
        self.button.clicked.connect(self.wanted)
        self.told = Note("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row(self.button, None))
        box.addWidget(self.told)
        self.show_lines(())

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these."""
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))
