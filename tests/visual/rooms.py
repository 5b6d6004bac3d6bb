"""Pictures of a room on the sample, as the tests of each room take them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import settle
from tests.visual.compare import check


def wear(workspace: Workspace, look: str, scale: float = 1.0) -> None:
    """Another look and text size."""
    theme = Theme.load(look, scale)
    looks.apply(theme)
    workspace.set_theme(theme)


def picture(workspace: Workspace, room: QWidget, name: str, size: tuple[int, int] = (1100, 680)) -> None:
    """Show the room, let it settle without a focus ring, and compare it with its reference."""
    room.resize(*size)
    room.show()
    settle(workspace)
    focused = room.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(workspace)
    seen = room.grab().toImage()
    room.close()
    room.deleteLater()
    check(name, seen)
