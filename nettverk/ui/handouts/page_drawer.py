"""Draws the pages one looks at, off the thread of the windows: those in sight first, and no others."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nettverk.services.handouts.handouts import LaidOut
from nettverk.services.lane import Report
from nettverk.services.pdf_pages import PagePicture
from nettverk.ui.common.lane import Work
from nettverk.ui.common.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Spot:
    """A page (from 0) of a document as it is laid out, in so many pixels of width."""

    laid: LaidOut
    page: int
    width: int


class PageDrawer(QObject):
    """One thread at a time, which ends when nothing in sight is missing.

    Signals:
        drawn: the Spot and its PagePicture.
    """

    drawn = Signal(object, object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted: list[Spot] = []
        self._current: Spot | None = None
        self._failed: set[Spot] = set()
        self._work: Work | None = None

    def want(self, spots: list[Spot]) -> None:
        """Draw these, the first of them first; what was wanted before and is out of sight is passed over.

        What could not be drawn is not tried again by itself, or it would be asked for at every paint, for ever; it is
        when nothing has been wanted in between, as when one comes back to the document.
        """
        if not spots:
            self._failed.clear()
        self._wanted = [spot for spot in spots if spot != self._current and spot not in self._failed]
        self._next()

    @property
    def busy(self) -> bool:
        """Whether a page in sight is being drawn."""
        return self._work is not None

    def _next(self) -> None:
        if self._work is not None or not self._wanted:
            return
        spot = self._current = self._wanted.pop(0)

        def job(_report: Report) -> PagePicture:
            return spot.laid.picture(spot.page, spot.width)

        self._work = self._workspace.lane.work(
            job,
            lambda picture: self._keep(spot, picture),
            self,
            "",
            failed=lambda sentence: self._trouble(spot, sentence),
            quiet=True,
        )

    def _keep(self, spot: Spot, picture: PagePicture) -> None:
        self._work = self._current = None
        self.drawn.emit(spot, picture)
        self._next()

    def _trouble(self, spot: Spot, sentence: str) -> None:
        self._work = self._current = None
        self._failed.add(spot)
        self._workspace.say(sentence)
        self._next()
