"""What is half typed for something new outlives its sheet: it stands there when the sheet is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.ui.common.sheet import DRAFT, Sheet
from nettverk.ui.common.workspace import Workspace

Kept = TypeVar("Kept", bound=Sheet)


def keep_draft(sheet: Sheet, workspace: Workspace, drafted: Callable[[], bool], *, chosen: bool = False) -> None:
    """Offer to open a sheet again when it was closed with something in it that was not stored.

    What was typed lies in the rescue file as long as it waits, and comes back after the next start (``FormKeeper``).

    Args:
        drafted: whether there is such a thing in it now.
        chosen: it is chosen among what is offered, not typed.
    """

    def closed() -> None:
        waits = drafted()
        sheet.setProperty(DRAFT, waits)
        if waits:
            kept = _("Det du valgte, er tatt vare på.") if chosen else _("Det du skrev, er tatt vare på.")
            workspace.say(kept, _("Fram igjen"), sheet.open)

    sheet.closed.connect(closed)


def waiting(host: QWidget, kind: type[Kept], fits: Callable[[Kept], bool] = lambda _sheet: True) -> Kept | None:
    """The closed sheet of a kind in which something waits to be gone on with; None where there is none.

    Args:
        host: what the sheets lie over.
        fits: whether it is of what is shown now.
    """
    closed = [sheet for sheet in host.findChildren(kind) if sheet.isHidden() and sheet.property(DRAFT)]
    return next((sheet for sheet in reversed(closed) if fits(sheet)), None)
