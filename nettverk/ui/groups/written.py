"""When groups change under written answers: what became of the answers is said in the calm line, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from nettverk.i18n import _
from nettverk.services.groups import groupings
from nettverk.services.groups.board import Board
from nettverk.ui.common.workspace import Workspace


def tell(workspace: Workspace, was: Board, owner: QObject, said: str = "") -> None:
    """Say what a change of groups did to answers that tables had written.

    Args:
        was: the board before the change. said: what else there is to say about the change.
    """

    def know(words: str) -> None:
        if words:
            workspace.say(f"{said} {words}".strip(), _("Angre"), workspace.lane.undo)
        elif said:
            workspace.say(said)

    # Read after the change is stored: what became of the answers depends on the numbers the tables have now.
    workspace.lane.ask(lambda store: groupings.written_after(store, was), know, owner)
