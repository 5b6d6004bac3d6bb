"""Whoever goes by keyboard sees where they are: every stop of Tab, in every room and in the sheets of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS
from tests.helpers.access import contrast, reached_by_tab
from tests.helpers.shells import open_shell, settle

pytestmark = pytest.mark.slow

LEAST_PIXELS, LEAST_CONTRAST = 40, 3.0  # of what changes, beside what was there before (WCAG 2.4.11, 1.4.11)


def _picture(window: QWidget, around: QRect) -> QImage:
    QApplication.processEvents()
    return window.grab(around).toImage()


def _seen(before: QImage, after: QImage) -> bool:
    seen = 0
    for y in range(min(before.height(), after.height())):
        if bytes(before.constScanLine(y)) == bytes(after.constScanLine(y)):
            continue
        for x in range(min(before.width(), after.width())):
            old, new = before.pixel(x, y), after.pixel(x, y)
            if old != new and contrast(QColor(old), QColor(new)) >= LEAST_CONTRAST:
                seen += 1
                if seen >= LEAST_PIXELS:
                    return True
    return False


def _unseen(window: QWidget, within: QWidget) -> Iterator[str]:
    """The stops of Tab in a part of the window at which nothing one can see changes."""
    for stop in reached_by_tab(window):
        if not within.isAncestorOf(stop) or stop.visibleRegion().isEmpty() or stop.focusProxy() is not None:
            continue
        corner = stop.mapTo(window, QPoint(0, 0))
        around = QRect(corner, stop.size()).adjusted(-3, -3, 3, 3) & window.rect()
        if (other := window.focusWidget()) is not None:
            other.clearFocus()
        before = _picture(window, around)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if not stop.hasFocus() and not any(child.hasFocus() for child in stop.findChildren(QWidget)):
            continue  # it hands the keys on to another stop
        if not _seen(before, _picture(window, around)):
            words = stop.text() if isinstance(stop, QAbstractButton | QLineEdit) else ""
            yield f"{type(stop).__name__} «{words or stop.accessibleName()}»"


def test_every_stop_of_tab_is_seen(sample_workspace: Workspace) -> None:
    # In light colours; that rings can be seen in dark ones too is a matter of the theme, and held there.
    found: dict[str, list[str]] = {}
    with open_shell(sample_workspace, (1366, 768)) as shell:
        shell.appearance.choose_look("light")
        for key in [room.key for room in ROOMS]:
            shell.go(key)
            settle(sample_workspace)
            shell.activateWindow()
            found[str(key)] = list(_unseen(shell, shell))
        shell.sheets.open_settings()
        settle(sample_workspace)
        found["settings"] = list(_unseen(shell, shell.sheets.settings))
    assert {where: stops for where, stops in found.items() if stops} == {}
