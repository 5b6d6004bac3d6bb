"""Makes the documents in the background, the one being looked at first, and remembers them until something changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from nettverk.domain.handouts import Handout
from nettverk.i18n import _
from nettverk.services import handouts
from nettverk.services.database import Store
from nettverk.services.handouts import Draft, Missing
from nettverk.services.lane import Report
from nettverk.ui.common.lane import Work
from nettverk.ui.common.workspace import Workspace

_Read = tuple[int, tuple[Draft, ...], tuple[Missing, ...], tuple[tuple[str, str], ...], Draft | None]


class Makers(QObject):
    """The documents of one gathering, read in one go and drawn one after the other.

    Attributes:
        drafts, missing: what can be made, and what says a first step instead; by kind.
        made: what is drawn.
        units: (id, name) that have a letter home.
        unit_id: whose letter home is wanted; empty for everyone's.
        language: of the documents; empty for the gathering's own.

    Signals:
        read: drafts, missing and units are known.
        drawn: a kind has been drawn.
    """

    read = Signal()
    drawn = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.drafts: dict[str, Draft] = {}
        self.missing: dict[str, Missing] = {}
        self.made: dict[str, Handout] = {}
        self.units: tuple[tuple[str, str], ...] = ()
        self.unit_id = ""
        self.language = ""
        self._wanted = ""
        self._round = 0
        self._work: Work | None = None

    def want(self, kind: str) -> None:
        """Draw this kind before the others; also after the user stopped the drawing."""
        self._wanted = kind
        self._next()

    def forget(self) -> None:
        """Another gathering: nothing is known of it."""
        self._round += 1
        self.drafts, self.missing, self.made, self.units, self.unit_id = {}, {}, {}, (), ""

    def refresh(self) -> None:
        """Read everything anew; what reads the same as before is not drawn again."""
        gathering = self._workspace.gathering
        self._round += 1
        if gathering is None:
            return
        turn, language, unit_id, here = self._round, self.language, self.unit_id, gathering.id

        def job(store: Store) -> _Read:
            ready, missing = handouts.drafts(store, here, language=language)
            units = handouts.units(store, here)
            chosen = any(unit_id == one for one, _name in units)
            one = handouts.draft(store, here, "unit_pages", unit_id=unit_id, language=language) if chosen else None
            return turn, ready, missing, units, one

        self._workspace.lane.ask(job, self._arrived, self)

    def _arrived(self, found: _Read) -> None:
        turn, ready, missing, units, one = found
        if turn != self._round:
            return
        self.units = units
        fresh = {draft.kind: draft for draft in ready}
        if one is not None:
            fresh["unit_pages"] = one
        else:
            self.unit_id = ""
        self.made = {kind: made for kind, made in self.made.items() if self.drafts.get(kind) == fresh.get(kind)}
        self.drafts, self.missing = fresh, {one.kind: one for one in missing}
        self.read.emit()
        self._next()

    def _next(self) -> None:
        """Draw the next document that is not drawn; one at a time, so that the one looked at never waits long."""
        if self._work is not None:
            return
        waiting = [kind for kind in (self._wanted, *handouts.KINDS) if kind in self.drafts and kind not in self.made]
        if not waiting:
            return
        draft, lane = self.drafts[waiting[0]], self._workspace.lane
        self._work = lane.work(
            lambda report: (draft, _drawn(draft, report)),
            self._keep,
            self,
            _("Lager utskriftene"),
            failed=self._trouble,
        )
        self._work.ended.connect(self._over)

    def _keep(self, pair: tuple[Draft, Handout]) -> None:
        draft, handout = pair
        if self.drafts.get(draft.kind) == draft:
            self.made[draft.kind] = handout
            self.drawn.emit(draft.kind)
        self._work = None
        self._next()

    def _trouble(self, sentence: str) -> None:
        self._work = None
        self._workspace.say(sentence)

    def _over(self) -> None:
        """Cancelled: nothing more is drawn until something is asked for."""
        if self.sender() is self._work:
            self._work = None

    def draw(self, draft: Draft, then: Callable[[Handout], None]) -> None:
        """Hand over one document, drawn already or drawn now."""
        ready = self.made.get(draft.kind)
        if ready is not None and self.drafts.get(draft.kind) == draft:
            then(ready)
            return
        self._workspace.lane.work(lambda report: _drawn(draft, report), then, self, draft.title)


def _drawn(draft: Draft, report: Report) -> Handout:
    return handouts.draw(draft, progress=report.progress, cancelled=report.cancelled)
