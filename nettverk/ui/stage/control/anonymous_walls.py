"""«Anonym nok?» on the stage: told of before it is on the wall, in the calm line, with one step to look."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject

from nettverk.domain.anonymity.outlets import Outlet, outlet_of
from nettverk.domain.anonymity.review import ToLookAt
from nettverk.domain.rooms import RoomKey
from nettverk.domain.wall.answer_walls import answers_of
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall_reference import WallKind, WallRef
from nettverk.i18n import _
from nettverk.services import anonymity_review
from nettverk.services.lane import Report
from nettverk.ui.common.arrivals import LookThrough
from nettverk.ui.common.going_out import points_told
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.notices import Notices
from nettverk.ui.stage.control.room_link import RoomLink
from nettverk.ui.stage.control.rundown_session import RundownSession

_REST_S = 10.0
"""Seconds between two looks."""


class AnonymousWalls(QObject):
    """Looks through the words of all walls of the day as they are read, and says once what is new among them.

    Nothing is stopped and nothing is taken off the wall. It speaks only where nothing else is being said.
    """

    def __init__(
        self, workspace: Workspace, session: RundownSession, notices: Notices, rooms: RoomLink, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._workspace, self._session, self._notices, self._rooms = workspace, session, notices, rooms
        self._told: frozenset[str] = frozenset()
        self._looked: Outlet | None = None
        self._context: WallContext | None = None
        self._showing: WallRef | None = None
        self._again_at = 0.0
        self._waiting: tuple[ToLookAt, ...] = ()
        session.ticked.connect(self.look)

    def look(self, _rundown: object = None) -> None:
        """Look through what may be shown, when it has been read anew; else say what had to wait."""
        context, here = self._session.context, self._session.gathering_id
        early = time.monotonic() < self._again_at  # while answers are typed, the day is read anew all the time
        showing = self._session.rundown.showing.wall if self._session.rundown is not None else None
        if context is None or (context is self._context and showing == self._showing) or not here or early:
            self._tell(self._waiting)
            return
        self._context, self._showing = context, showing
        # Only what people have said is asked about, and most gatherings have nothing of it before the day.
        outlet = outlet_of(context.since, context.themes, context.sheets, self._on_wall(context))
        if outlet == self._looked:
            return
        self._looked, self._again_at = outlet, time.monotonic() + _REST_S

        def job(report: Report) -> tuple[ToLookAt, ...]:
            material = report.on_lane(lambda store: anonymity_review.material(store, here))
            return anonymity_review.found_in(material, outlet)

        self._workspace.lane.work(job, self._tell, self, _("Ser gjennom"), failed=lambda _sentence: None, quiet=True)

    def _on_wall(self, context: WallContext) -> tuple[str, ...]:
        """Answers are only asked about while they are up: most of them are never shown."""
        ref = self._showing
        answers = answers_of(context, ref) if ref is not None and ref.kind == WallKind.ANSWERS else ()
        return tuple(line for answer in answers for line in answer.text.splitlines())

    def _tell(self, found: tuple[ToLookAt, ...]) -> None:
        keys = frozenset(spot.key for spot in found)
        self._waiting = found if not keys <= self._told and not self._notices.silent else ()
        if keys <= self._told or self._waiting:
            return
        self._told |= keys
        self._notices.say(
            points_told(found), _("Se på dem"), lambda: self._rooms.go(RoomKey.REFLECT, LookThrough()), stays=True
        )
