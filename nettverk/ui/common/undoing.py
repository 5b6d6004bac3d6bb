"""Ctrl+Z takes back what one sees, says what it took back, and asks first where the newest step was made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nettverk.domain.changes import Place
from nettverk.domain.rooms import RoomKey, rooms_of
from nettverk.i18n import _
from nettverk.ui.common.keys import native
from nettverk.ui.common.rooms import RoomEntry
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store

THERE = "Ctrl+Alt+Z"
"""Takes back what was asked about. A key of its own, so that whoever holds Ctrl+Z down does not answer the question."""


class Undoing(QObject):
    """Stands between the keys and the database's list of steps.

    Args:
        here: the room one is in; None before there is any.
    """

    def __init__(
        self, workspace: Workspace, entries: Mapping[RoomKey, RoomEntry], here: Callable[[], RoomKey | None]
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._entries, self._here = workspace, entries, here
        self._forward = False  # which of the two was asked about last
        workspace.lane.travelled.connect(self._tell)

    def undo(self) -> None:
        """Take back the newest step if one sees it; else say where it was made, and ask."""
        self._go(forward=False)

    def redo(self) -> None:
        """Do again the step that was taken back last, by the same rule."""
        self._go(forward=True)

    def there(self) -> None:
        """Take back (or do again) the newest step wherever it was made, and go there."""
        steps, lane = self._workspace.lane.steps, self._workspace.lane
        forward = self._forward and bool(steps.redo)
        place = steps.redo_at if forward else steps.undo_at
        if not (steps.redo if forward else steps.undo):
            return
        (lane.redo if forward else lane.undo)()
        self._visit(place)

    def _go(self, *, forward: bool) -> None:
        steps, lane = self._workspace.lane.steps, self._workspace.lane
        step, place = (steps.redo, steps.redo_at) if forward else (steps.undo, steps.undo_at)
        self._forward = forward
        if not step or self._is_here(place):
            (lane.redo if forward else lane.undo)()
        else:
            self._ask(step, place, forward=forward)

    def _is_here(self, place: Place) -> bool:
        room, rooms = self._here(), rooms_of(place.tables)
        gathering = self._workspace.gathering
        same_room = room is None or not rooms or room in rooms
        if not same_room or gathering is None or not place.gatherings:
            return same_room
        # Two people who are made one are made one at every gathering; that is seen in the register of any of them.
        return gathering.id in place.gatherings or (room is RoomKey.PEOPLE and len(place.gatherings) > 1)

    def _ask(self, step: str, place: Place, *, forward: bool) -> None:
        """Say where the newest step was made; the words of the link take it back there."""
        gathering = self._workspace.gathering
        room = next((self._entries[key].name() for key in rooms_of(place.tables) if key in self._entries), "")
        elsewhere = place.gatherings if gathering is not None and gathering.id not in place.gatherings else frozenset()

        def say(title: str) -> None:
            where = _("{room} for «{gathering}»").format(room=room, gathering=title) if title else room
            if forward:
                words = _("Det siste du angret, var i {where}: {step}. Gjøre det om igjen?")
                action = _("Gjør om, og gå dit ({key})")
            else:
                words = _("Det siste du gjorde, var i {where}: {step}. Angre det?")
                action = _("Angre, og gå dit ({key})")
            self._workspace.say(words.format(where=where, step=step), action.format(key=native(THERE)), self.there)

        if elsewhere:
            self._workspace.lane.ask(lambda store: _title(store, elsewhere), say, self)
        else:
            say("")

    def _visit(self, place: Place) -> None:
        """Go to where a step was made, as far as it is still there."""
        workspace, room = self._workspace, next(iter(rooms_of(place.tables)), None)

        def go() -> None:
            if room is not None and room in self._entries and room != self._here():
                workspace.go(room)

        def found(gathering_id: str) -> None:
            if gathering_id:
                workspace.open_gathering(gathering_id, go)
            else:
                go()

        here = workspace.gathering.id if workspace.gathering is not None else ""
        if place.gatherings and here not in place.gatherings:
            workspace.lane.ask(lambda store: _standing(store, place.gatherings), found, self)
        else:
            go()

    def _tell(self, step: str, back: bool) -> None:
        lane = self._workspace.lane
        if back:
            self._workspace.say(_("Angret: {step}").format(step=step), _("Gjør om"), lane.redo)
        else:
            self._workspace.say(_("Gjort om igjen: {step}").format(step=step), _("Angre"), lane.undo)


def _title(store: Store, gathering_ids: frozenset[str]) -> str:
    """What the first of some gatherings is called; empty where none is there."""
    from nettverk.services import gatherings

    return next((row.title or row.theme for row in gatherings.all_(store) if row.id in gathering_ids), "")


def _standing(store: Store, gathering_ids: frozenset[str]) -> str:
    """The id of one of these gatherings that is there now; empty where none is."""
    from nettverk.services import gatherings

    return next((row.id for row in gatherings.all_(store) if row.id in gathering_ids), "")
