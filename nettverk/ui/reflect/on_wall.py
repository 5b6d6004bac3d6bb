"""One table's answer, or everybody's to a question, put on the wall from where it is typed, past «Anonym nok?»."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.domain.anonymity.outlets import outlet_of
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.written import Sheet
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _
from nettverk.ui.common.arrivals import OpenStage, ShowWall
from nettverk.ui.common.going_out import GoingOut
from nettverk.ui.common.keys import native
from nettverk.ui.common.room_keys import bind_keys
from nettverk.ui.common.widgets import FlatButton
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.board import table_name

KEY = "Ctrl+Shift+L"


class OnWallButton(FlatButton):
    """A menu of what can go on the wall from the sheet one is at.

    Args:
        here: the sheet one is at, or None. sheets: every sheet of the gathering, as it reads now.
    """

    def __init__(
        self,
        workspace: Workspace,
        room: QWidget,
        going: Callable[[], GoingOut],
        here: Callable[[], Sheet | None],
        sheets: Callable[[], tuple[tuple[Sheet, str], ...]],
    ) -> None:
        super().__init__("", "presentation", room, tip=_("Vis svar på lerretet ({key})").format(key=native(KEY)))
        self._workspace, self._going, self._here, self._sheets = workspace, going, here, sheets
        self.clicked.connect(self.ask)
        bind_keys(room, ((KEY, self.ask),))

    def menu_now(self) -> QMenu | None:
        """What can be shown from here; None where nothing is written."""
        here = self._here()
        if here is None:
            return None
        same = [(sheet, text) for sheet, text in self._sheets() if sheet.question_id == here.question_id]
        written = [(sheet, text) for sheet, text in same if text.strip()]
        own = [text for sheet, text in written if sheet.table == here.table]
        if not written:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if own:
            name = _("Svaret fra {table}").format(table=table_name(here))
            menu.addAction(name, partial(self._show, WallRef.answers(here.question_id, here.table), own))
        everybody = _("Alle svar på spørsmålet")
        menu.addAction(
            everybody, partial(self._show, WallRef.answers(here.question_id), [text for _s, text in written])
        )
        return menu

    def ask(self) -> None:
        """Let one choose; nothing is on the wall before that."""
        menu = self.menu_now()
        if menu is None:
            self._workspace.say(_("Ingen har svart på dette spørsmålet ennå."))
            return
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _show(self, ref: WallRef, texts: list[str]) -> None:
        gathering = self._workspace.gathering
        if gathering is None:
            return
        here = gathering.id
        lines = [line for text in texts for line in text.splitlines()]

        def go(*, anew: bool) -> None:
            self._put_up(here, ref)

        self._going().before(go, outlet_of(*lines))

    def _put_up(self, gathering_id: str, ref: WallRef) -> None:
        workspace = self._workspace
        if workspace.staged == gathering_id:
            workspace.go(RoomKey.STAGE, ShowWall(str(ref)))
            workspace.go(RoomKey.REFLECT)  # one goes on typing while the hall reads
            workspace.say(_("Står på lerretet nå."))
        else:
            workspace.say(_("Kontrollvinduet åpnes, med dette på lerretet."))
            workspace.go(RoomKey.STAGE, OpenStage())
            workspace.go(RoomKey.STAGE, ShowWall(str(ref)))
