"""Which page of the manual belongs to a part of the window: said by the part itself, found from where the focus is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import ManualPage

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
