"""Which page of the manual belongs to a part of the window: said by the part itself, found from where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import ManualPage

if TYPE_CHECKING:
    from nettverk.ui.common.manual_sheet import ManualSheet
    from nettverk.ui.common.workspace import Workspace

_PROPERTY = "manual"


def belongs_to(part: QWidget, page: ManualPage) -> None:
    """Have F1 open this page while the focus is in the part."""
    part.setProperty(_PROPERTY, page.value)


def page_around(widget: QWidget | None) -> ManualPage | None:
    """The page of the innermost part around a widget that has one; None where no part has."""
    while widget is not None:
        named = widget.property(_PROPERTY)
        if isinstance(named, str):
            return ManualPage(named)
        widget = widget.parentWidget()
    return None


def open_by_f1(workspace: Workspace, window: QWidget, page: ManualPage) -> None:
    """Have F1 open the manual over a window that is no part of the main one: on its page, or its focused part's."""
    sheets: list[ManualSheet] = []

    def open_() -> None:
        from nettverk.ui.common.manual_sheet import ManualSheet

        if not sheets:
            sheets.append(ManualSheet(workspace, window))
        sheets[0].open_on(page_around(window.focusWidget()) or page)

    QShortcut(QKeySequence("F1"), window, open_)
