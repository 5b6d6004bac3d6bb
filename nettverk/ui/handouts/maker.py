"""Makes the documents in the background, the one being looked at first, and keeps them until something changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nettverk.domain.handouts import DocumentKind, Handout
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.handouts import handouts
from nettverk.services.handouts.handouts import Draft, Missing
from nettverk.services.handouts.registry import PACK
from nettverk.services.lane import Report
from nettverk.ui.common.lane import Work
from nettverk.ui.common.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything read from the database in one go.

    Attributes:
        turn: which reading it is; an older one that comes late is thrown away.
        unit_letter: the letter home of the unit that was chosen, instead of everyone's.
    """

    turn: int
    drafts: tuple[Draft, ...]
    missing: tuple[Missing, ...]
    units: tuple[tuple[str, str], ...]
    unit_letter: Draft | None


class DocumentMaker(QObject):
    """The documents of one gathering: read together, then drawn one after the other.

    Attributes:
        drafts, missing: what can be made, and what says a first step instead; by kind.
        handouts: what is drawn already, by kind.
        units: (id, name) of those that have a letter home.
        unit_id: whose letter home is wanted; empty for everyone's.
        language: of the documents; empty for the gathering's own.

    Signals:
        read: drafts, missing and units are known.
        drawn: a kind has been drawn.
    """

    read = Signal()
    drawn = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.drafts: dict[DocumentKind, Draft] = {}
        self.missing: dict[DocumentKind, Missing] = {}
        self.handouts: dict[DocumentKind, Handout] = {}
        self.units: tuple[tuple[str, str], ...] = ()
        self.unit_id = ""
        self.language = ""
        self._wanted: DocumentKind | None = None
        self._turn = 0
        self._work: Work | None = None

    def want(self, kind: DocumentKind | None) -> None:
        """Draw this kind before the others; also after the user stopped the drawing."""
        self._wanted = kind
        self._draw_next()

    def forget(self) -> None:
        """Let go of everything: another gathering is opened, or none."""
        self._turn += 1
        self.drafts, self.missing, self.handouts, self.units, self.unit_id = {}, {}, {}, (), ""

    def refresh(self) -> None:
        """Read everything again; what reads the same as before is not drawn again."""
        gathering = self._workspace.gathering
        self._turn += 1
        if gathering is None:
            return
        turn, language, unit_id, gathering_id = self._turn, self.language, self.unit_id, gathering.id

        def job(store: Store) -> _Reading:
            drafts, missing = handouts.drafts(store, gathering_id, language=language)
            units = handouts.units(store, gathering_id)
            letter = None
            if any(unit_id == known_id for known_id, _name in units):
                kind = DocumentKind.UNIT_PAGES
                letter = handouts.draft(store, gathering_id, kind, unit_id=unit_id, language=language)
            return _Reading(turn, drafts, missing, units, letter)

        self._workspace.lane.ask(job, self._take_in, self)

    def _take_in(self, reading: _Reading) -> None:
        if reading.turn != self._turn:
            return
        self.units = reading.units
        drafts = {draft.kind: draft for draft in reading.drafts}
        if reading.unit_letter is not None:
            drafts[DocumentKind.UNIT_PAGES] = reading.unit_letter
        else:
            self.unit_id = ""
        # A draft holds all that is on paper, so two that are equal make the same PDF.
        self.handouts = {
            kind: handout for kind, handout in self.handouts.items() if self.drafts.get(kind) == drafts.get(kind)
        }
        self.drafts, self.missing = drafts, {missing.kind: missing for missing in reading.missing}
        self.read.emit()
        self._draw_next()

    def _draw_next(self) -> None:
        """Draw the next document that is not drawn; one at a time, so that the one looked at never waits long."""
        if self._work is not None:
            return
        order = PACK if self._wanted is None else (self._wanted, *PACK)
        waiting = [kind for kind in order if kind in self.drafts and kind not in self.handouts]
        if not waiting:
            return
        draft = self.drafts[waiting[0]]
        self._work = self._workspace.lane.work(
            lambda report: _drawn(draft, report),
            lambda handout: self._keep(draft, handout),
            self,
            _("Lager utskriftene"),
            failed=self._trouble,
        )
        self._work.ended.connect(self._over)

    def _keep(self, draft: Draft, handout: Handout) -> None:
        if self.drafts.get(draft.kind) == draft:  # what it was made from may have changed while it was drawn
            self.handouts[draft.kind] = handout
            self.drawn.emit(draft.kind)
        self._work = None
        self._draw_next()

    def _trouble(self, sentence: str) -> None:
        self._work = None
        self._workspace.say(sentence)

    def _over(self) -> None:
        """The user stopped it: nothing more is drawn until something is asked for."""
        if self.sender() is self._work:
            self._work = None

    def draw(self, draft: Draft, then: Callable[[Handout], None]) -> None:
        """Hand over one document, drawn already or drawn now."""
        ready = self.handouts.get(draft.kind)
        if ready is not None and self.drafts.get(draft.kind) == draft:
            then(ready)
            return
        self._workspace.lane.work(lambda report: _drawn(draft, report), then, self, draft.title)


def _drawn(draft: Draft, report: Report) -> Handout:
    return handouts.draw(draft, progress=report.progress, cancelled=report.cancelled)
