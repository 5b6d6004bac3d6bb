"""The rooms as the shell knows them: a key, a name, an icon and a way to make one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.ui.common.workspace import Workspace

ICONS = {
    "plan": "list-ordered",
    "people": "users",
    "groups": "layout-grid",
    "stage": "presentation",
    "reflect": "message-square",
    "follow_up": "signpost",
    "handouts": "printer",
}


class RoomEntry(NamedTuple):
    """One line of the sidebar; ``make`` imports the room first when it is needed."""

    key: str
    make: Callable[[Workspace], QWidget]

    @property
    def icon(self) -> str:
        """Its icon."""
        return ICONS[self.key]


def room_name(key: str) -> str:
    """What a room is called."""
    return {
        "plan": _("Planlegg"),
        "people": _("Deltakere"),
        "groups": _("Grupper"),
        "stage": _("Gjennomfør"),
        "reflect": _("Refleksjoner"),
        "follow_up": _("Veien videre"),
        "handouts": _("Utskrifter"),
    }[key]
