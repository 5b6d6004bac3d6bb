"""Where the focus goes: a page hands it to what one works in, and what has it is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
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
            page = area.widget() if isinstance(area, QScrollArea) else None
            if isinstance(area, QScrollArea) and page is not None and page.isAncestorOf(now):
                area.ensureWidgetVisible(now, 0, _ROUND)
            area = area.parentWidget()


class HandsFocus(QObject):
    """A page that is given the focus gives it to what one works in there.

    A focus proxy does so too, but Tab stops at it: from what is before the page straight to the proxy, past all that
    stands above it.
    """

    def __init__(self, page: QWidget, target: QWidget) -> None:
        super().__init__(page)
        self.target = target
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand it on, for the same reason."""
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.target.setFocus(event.reason())
            return True
        return super().eventFilter(watched, event)
