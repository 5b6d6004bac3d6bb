"""Reads the documents and sets them on their pages: the one being looked at first, the others one by one after it.

Nothing is drawn here before somebody wants the whole of it: the pages one looks at are drawn by ``page_drawer``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from nettverk import i18n
from nettverk.domain.handouts import DocumentKind, Handout
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.handouts import handouts
from nettverk.services.handouts.handouts import Draft, LaidOut, Missing, has_beginning
from nettverk.services.handouts.registry import PACK
from nettverk.services.lane import Report
from nettverk.ui.common.lane import Work
from nettverk.ui.common.workspace import Workspace

PAUSE_MS = 60
"""Between two documents that nobody looks at: whoever types or clicks meanwhile comes first."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything read from the database in one go.

    Attributes:
        turn: which reading it is; an older one that comes late is thrown away.
        of_unit: the letters are those of the unit that was chosen, instead of everyone's.
    """

    turn: int
    drafts: tuple[Draft, ...]
    missing: tuple[Missing, ...]
    units: tuple[tuple[str, str], ...]
    of_unit: bool


class DocumentMaker(QObject):
    """The documents of one gathering: read together, then laid out one after the other while somebody is here to see.

    Attributes:
        drafts, missing: what can be made, and what says a first step instead; by kind.
        laid: what is set on its pages, by kind. handouts: what has been drawn whole, as for saving and printing.
        units: (id, name) of those that have a letter home.
        unit_id: whose letter home is wanted; empty for everyone's.
        language: of the documents; empty for the gathering's own.

    Signals:
        read: drafts, missing and units are known.
        laid_out: a kind has been set on its pages.
    """

    read = Signal()
    laid_out = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.drafts: dict[DocumentKind, Draft] = {}
        self.missing: dict[DocumentKind, Missing] = {}
        self.laid: dict[DocumentKind, LaidOut] = {}
        self.handouts: dict[DocumentKind, Handout] = {}
        self.units: tuple[tuple[str, str], ...] = ()
        self.unit_id = ""
        self.language = ""
        self._wanted: DocumentKind | None = None
        self._turn = 0
        self._watched = False
        self._work: Work | None = None
        self._working_on: DocumentKind | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._lay_next)

    def warm_up(self) -> None:
        """Have fonts and hyphens read before somebody waits for a page."""
        language = self._workspace.gathering.language if self._workspace.gathering is not None else i18n.language()
        self._workspace.lane.work(
            lambda _report: handouts.warm_up(language), None, self, _("Lager utskriftene"), quiet=True
        )

    def want(self, kind: DocumentKind | None) -> None:
        """Lay out this kind before the others; also after the user stopped it."""
        self._wanted = kind
        if self._working_on is not kind and self._lacks(kind):
            self._leave()  # what nobody looks at is begun again later
        self._lay_next()

    def watch(self, *, on: bool) -> None:
        """Whether somebody is in the room; what only the list needs is not made for an empty one."""
        self._watched = on
        if not on:
            self._leave()
        else:
            self._lay_next()

    def _leave(self) -> None:
        """Let go of what is being laid out. It ends by itself at its next page; nobody waits for it."""
        self._pause.stop()
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def forget(self) -> None:
        """Let go of everything: another gathering is opened, or none."""
        self._turn += 1
        self.drafts, self.missing, self.laid, self.handouts, self.units, self.unit_id = {}, {}, {}, {}, (), ""
        self._leave()

    def refresh(self) -> None:
        """Read everything again; what reads the same as before is not drawn again."""
        gathering = self._workspace.gathering
        self._turn += 1
        if gathering is None:
            return
        turn, language, unit_id, gathering_id = self._turn, self.language, self.unit_id, gathering.id

        def job(store: Store) -> _Reading:
            units = handouts.units(store, gathering_id)
            of_unit = any(unit_id == known_id for known_id, _name in units)
            drafts, missing = handouts.drafts(
                store, gathering_id, language=language, unit_id=unit_id if of_unit else None
            )
            return _Reading(turn, drafts, missing, units, of_unit)

        self._workspace.lane.ask(job, self._take_in, self)

    def _take_in(self, reading: _Reading) -> None:
        if reading.turn != self._turn:
            return
        self.units = reading.units
        drafts = {draft.kind: draft for draft in reading.drafts}
        if not reading.of_unit:
            self.unit_id = ""
        # A draft holds all that is on paper, so two that are equal make the same pages.
        same = {kind for kind, draft in drafts.items() if self.drafts.get(kind) == draft}
        self.laid = {kind: laid for kind, laid in self.laid.items() if kind in same}
        self.handouts = {kind: handout for kind, handout in self.handouts.items() if kind in same}
        self.drafts, self.missing = drafts, {missing.kind: missing for missing in reading.missing}
        self.read.emit()
        self._lay_next()

    def _lacks(self, kind: DocumentKind | None) -> bool:
        return kind in self.drafts and (kind not in self.laid or not self.laid[kind].whole)

    def _lay_next(self) -> None:
        """Lay out what is looked at, and then, one at a time, what the list says the pages of."""
        if self._work is not None or not self._watched:
            return
        wanted = self._wanted
        if wanted is None or not self._lacks(wanted):
            wanted = next((kind for kind in PACK if self._lacks(kind)), None)
        if wanted is None:
            return
        draft = self.drafts[wanted]
        self._working_on = wanted
        # Of many letters the first is seen at once, and the others are set while one reads it.
        beginning = wanted is self._wanted and wanted not in self.laid and has_beginning(draft)
        work = self._work = self._workspace.lane.work(
            lambda report: _laid(draft, report, only_beginning=beginning),
            self._keep,
            self,
            _("Lager utskriftene"),
            failed=self._trouble,
            quiet=wanted is not self._wanted,
        )
        work.ended.connect(self._over)

    def _keep(self, laid: LaidOut) -> None:
        kind = laid.draft.kind
        if self.drafts.get(kind) == laid.draft:  # what it was made from may have changed meanwhile
            self.laid[kind] = laid
            self.laid_out.emit(kind)

    def _trouble(self, sentence: str) -> None:
        self._watched = False  # what cannot be laid out is not tried again before somebody comes back
        self._workspace.say(sentence)

    def _over(self) -> None:
        """Go on with what is looked at at once, with the others after a pause; not with what the user stopped."""
        work = self._work
        if work is None or self.sender() is not work:
            return  # it was left before
        self._work = None
        if work.stop.is_set() or not self._watched:
            return
        if self._wanted is not None and self._lacks(self._wanted):
            self._lay_next()
        else:
            self._pause.start()

    @property
    def busy(self) -> bool:
        """Whether anything that is to be seen here is still on its way."""
        return self._work is not None or self._pause.isActive()

    def draw(self, draft: Draft, then: Callable[[Handout], None]) -> None:
        """Hand over one document whole, drawn already or drawn now."""
        ready = self.handouts.get(draft.kind)
        if ready is not None and self.drafts.get(draft.kind) == draft:
            then(ready)
            return

        def drawn(handout: Handout) -> None:
            if self.drafts.get(draft.kind) == draft:
                self.handouts[draft.kind] = handout
            then(handout)

        self._workspace.lane.work(lambda report: _drawn(draft, report), drawn, self, draft.title)


def _drawn(draft: Draft, report: Report) -> Handout:
    return handouts.draw(draft, progress=report.progress, cancelled=report.cancelled)


def _laid(draft: Draft, report: Report, *, only_beginning: bool) -> LaidOut:
    report.check()
    laid = LaidOut(draft, only_beginning=only_beginning)
    report.check()
    return laid
