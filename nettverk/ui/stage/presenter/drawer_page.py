"""What the pages of the presenter's drawer have in common: a heading, and room below it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nettverk.ui.common.widgets import Small


class DrawerPage(QFrame):
    """A page of the drawer with a heading."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.heading = Small(title, self, strong=True)
        self.column.addWidget(self.heading)
