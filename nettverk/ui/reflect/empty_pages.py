"""What stands in Refleksjoner where there is nothing to write in yet, and where it comes from."""

from __future__ import annotations

from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.ui.common.widgets import EmptyState
from nettverk.ui.common.workspace import Workspace


def empty_pages(workspace: Workspace) -> tuple[EmptyState, EmptyState]:
    """What stands here without a gathering, and with one whose parts ask nothing."""
    if workspace.loan is not None:
        nothing = _("Samlingen spurte ikke om noe da fila ble laget. Be den som lånte den ut, om en ny.")
        pages = [EmptyState(_("Ingen ark i denne fila"), nothing, icon="message-square") for _page in range(2)]
        return pages[0], pages[1]
    return (
        EmptyState(
            _("Hva sa gruppene?"),
            _("Svarene hører til en samling. Lag eller velg samlingen først."),
            _("Gå til Planlegg"),
            lambda: workspace.go(RoomKey.PLAN),
            icon="message-square",
        ),
        EmptyState(
            _("Ingen spørsmål ennå"),
            _("Spørsmålene til gruppene skrives i planen. Da får hvert bord sitt ark, og du finner arkene her."),
            _("Gå til Planlegg"),
            lambda: workspace.go(RoomKey.PLAN),
            icon="message-square",
        ),
    )
