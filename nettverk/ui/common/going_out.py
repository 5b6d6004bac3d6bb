"""Before something goes on the wall, on paper or out of the house: how many points want a look, and one step to them.

Nothing is ever stopped. Where nothing is found, or all of it was kept, it goes at once. Else the sheet «Anonym nok?»
opens with what was found, and one more key or click goes on. While a gathering is live it goes at once, and is told of
after.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from nettverk.domain.anonymity.outlets import EVERYTHING, Outlet
from nettverk.domain.anonymity.review import AtMeeting, ToLookAt, Where
from nettverk.i18n import _, _n
from nettverk.services import anonymity_review
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.ui.common.anonymity_sheet import AnonymitySheet
from nettverk.ui.common.workspace import Workspace


class Go(Protocol):
    """Lets something out; ``anew`` where its words may have been changed since it was read."""

    def __call__(self, *, anew: bool) -> object:
        """Do it."""


class GoingOut(QObject):
    """Asks on behalf of one room or window.

    Args:
        sheet: makes the sheet the first time it is needed.
        say: where it is told while a gathering is live; the window's calm line if left out.
    """

    def __init__(
        self,
        workspace: Workspace,
        owner: QObject,
        sheet: Callable[[], AnonymitySheet],
        say: Callable[[str, str, Callable[[], object]], object] | None = None,
    ) -> None:
        super().__init__(owner)
        self._workspace, self._sheet, self._say = workspace, sheet, say or workspace.say

    def before(
        self, go: Go, outlet: Outlet | Callable[[Store], Outlet] = EVERYTHING, at: AtMeeting | None = None
    ) -> None:
        """Do something that lets words out, after a look at what is in them.

        Args:
            outlet: what goes out; read from the database where it is a function.
            at: the meeting whose minutes they are; the gathering one is at if left out.
        """
        gathering = self._workspace.gathering
        if gathering is None and at is None:
            go(anew=False)
            return
        for saver in self._workspace.autosaves:
            saver.flush()
        here: Where = at if at is not None else gathering.id if gathering is not None else ""
        live = self._workspace.live
        if live:
            go(anew=False)

        def job(report: Report) -> tuple[Outlet, tuple[ToLookAt, ...]]:
            going = outlet if isinstance(outlet, Outlet) else report.on_lane(outlet)
            material = report.on_lane(lambda store: anonymity_review.material(store, here))
            return going, anonymity_review.found_in(material, going)

        def looked(answer: tuple[Outlet, tuple[ToLookAt, ...]]) -> None:
            going, spots = answer
            if live:
                self._tell(spots, going)
            elif not spots or (at is None and self._elsewhere(here)):
                go(anew=False)
            else:
                self._sheet().ask(spots, going, lambda: go(anew=True), at)

        def failed(_sentence: str) -> None:
            if not live:  # what could not be looked through goes out as it would have
                go(anew=False)

        self._workspace.lane.work(job, looked, self, _("Ser gjennom"), failed=failed, quiet=True)

    def _elsewhere(self, gathering_id: Where) -> bool:
        """Whether one has gone to another gathering meanwhile."""
        return self._workspace.gathering is None or self._workspace.gathering.id != gathering_id

    def _tell(self, found: tuple[ToLookAt, ...], outlet: Outlet) -> None:
        if found:
            self._say(points_told(found), _("Se på dem"), lambda: self._sheet().begin(outlet))


def points_told(found: tuple[ToLookAt, ...]) -> str:
    """«Anonym nok? 3 punkter kan fortelle hvem noen er.»"""
    count = anonymity_review.count_points(found)
    sentence = _n("{n} punkt kan fortelle hvem noen er.", "{n} punkter kan fortelle hvem noen er.", count)
    return " ".join((_("Anonym nok?"), sentence))
