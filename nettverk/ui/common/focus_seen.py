"""What has the focus is seen: a page that scrolls goes to it, also when one comes from outside the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_ROUND = 24
"""Pixels above and below it that are seen as well."""


class FocusSeen(QObject):
    """Hears where the focus goes in every window; Qt itself scrolls only for a Tab from within the page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QApplication.instance().focusChanged.connect(self.follow)  # type: ignore[union-attr]

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the focus now where less than half of it is seen; never under a pressed mouse."""
        if now is None or not now.isVisible() or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        if now.visibleRegion().boundingRect().height() * 2 >= now.height():
            return
        area = now.parentWidget()
        while area is not None:
            if isinstance(area, QScrollArea) and area.widget() is not None and area.widget().isAncestorOf(now):
                area.ensureWidgetVisible(now, 0, _ROUND)
            area = area.parentWidget()
