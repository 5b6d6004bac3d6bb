"""«Anonym nok?» while one types: a calm wavy line under what may tell who somebody is, as a spell checker does it.

The names are read on a thread of their own, the first time a field that is watched is shown. After that only lines that
are new are looked through, a few milliseconds at a time and only while nobody types, so that a key never waits for it.
"""

from __future__ import annotations

import time
import weakref
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from nettverk.domain.anonymity.check import Checker
from nettverk.domain.anonymity.findings import Finding
from nettverk.domain.anonymity.review import kept_key
from nettverk.domain.changes import Changes
from nettverk.i18n import _
from nettverk.services import anonymity, anonymity_review
from nettverk.services.database import Store
from nettverk.services.lane import Report
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.common.writing import Wavy, Writing

PAUSE_MS = 400
BUDGET_S = 0.008
"""How long lines are looked through at a time: half a frame."""
_MOST_REMEMBERED = 4000
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Ready:
    """What was read for one gathering."""

    gathering_id: str
    checker: Checker
    people: tuple[tuple[str, str], ...]
    kept: frozenset[str]


class AnonymityWatch(QObject):
    """Underlines in the fields it is given; one for the whole window."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._fields: weakref.WeakSet[Writing] = weakref.WeakSet()
        self._ready: _Ready | None = None
        self._people: tuple[tuple[str, str], ...] = ()
        self._reading = ""
        self._known: OrderedDict[str, tuple[Finding, ...]] = OrderedDict()
        self._waiting: list[weakref.ref[Writing]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        workspace.gathering_changed.connect(self._other_gathering)
        workspace.lane.changed.connect(self._changed)

    @classmethod
    def of(cls, workspace: Workspace) -> AnonymityWatch:
        """The one of a window, made the first time it is asked for."""
        return workspace.findChild(cls) or cls(workspace)

    def watch(self, field: Writing) -> None:
        """Look after a field from now on, until it goes."""
        self._fields.add(field)
        field.installEventFilter(self)
        field.textChanged.connect(lambda: self._later(field))
        self._later(field)

    def watch_in(self, form: QWidget) -> None:
        """Look after every field of a form, those too that have come since it was last asked."""
        for field in form.findChildren(Writing):
            if field not in self._fields:
                self.watch(field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that comes into sight is looked through; nothing is read for one that nobody sees."""
        if event.type() == QEvent.Type.Show and isinstance(watched, Writing):
            self._later(watched)
        return super().eventFilter(watched, event)

    # --- what is known ---

    def _read(self) -> None:
        gathering = self._workspace.gathering
        if gathering is None or self._reading == gathering.id:
            return
        self._reading = here = gathering.id

        def facts(store: Store) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
            return anonymity.people(store, here), anonymity_review.kept(store, here)

        def job(report: Report) -> _Ready:
            people, kept = report.on_lane(facts)
            return _Ready(here, Checker(anonymity.lexicon().with_people(people)), people, kept)

        self._workspace.lane.work(job, self._arrived, self, _("Ser gjennom"), quiet=True)

    def _arrived(self, ready: _Ready) -> None:
        self._reading = ""
        if self._workspace.gathering is None or ready.gathering_id != self._workspace.gathering.id:
            return
        if self._people != ready.people:
            self._known.clear()
        self._ready, self._people = ready, ready.people
        self._all_again()

    def _other_gathering(self) -> None:
        self._ready, self._reading = None, ""
        self._known.clear()
        self._all_again()

    def _changed(self, changes: Changes) -> None:
        # Whoever types stores an answer twice a second; only names and what is kept are of interest here.
        if self._ready is not None and changes.touches("participants", "people"):
            self.kept_changed()

    def kept_changed(self) -> None:
        """Something is to stand as it reads, or no longer."""
        self._ready, self._reading = None, ""  # what is being read just now may be from before it
        self._all_again()

    def _all_again(self) -> None:
        for field in list(self._fields):
            if isValid(field):  # one that has gone on Qt's side may still be held on ours
                self._later(field)

    # --- looking ---

    def _later(self, field: Writing) -> None:
        if not isValid(field) or not field.isVisible():
            return
        if all(waiting() is not field for waiting in self._waiting):
            self._waiting.append(weakref.ref(field))
        self._soon.start(PAUSE_MS)

    def _go_on(self) -> None:
        gathering = self._workspace.gathering
        # A room may have been left since; its fields are looked through when they come into sight again.
        self._waiting = [ref for ref in self._waiting if (field_ := ref()) and isValid(field_) and field_.isVisible()]
        if gathering is None or not self._waiting:
            return
        if self._ready is None or self._ready.gathering_id != gathering.id:
            self._read()
            return
        stop = time.monotonic() + BUDGET_S
        while self._waiting and time.monotonic() < stop:
            field = self._waiting[0]()
            if field is None or not isValid(field) or self._look(field, stop):
                self._waiting.pop(0)
        if self._waiting:
            self._soon.start(0)  # keys that were pressed meanwhile come first

    def _look(self, field: Writing, stop: float) -> bool:
        """Whether all of a field was looked through before the time was over."""
        assert self._ready is not None
        wavy: list[Wavy] = []
        start = 0
        for line in field.text().split("\n"):
            findings = self._known.get(line)
            if findings is None:
                if time.monotonic() > stop:
                    return False
                findings = tuple(self._ready.checker.line(line[:_LONGEST]))
                self._known[line] = findings
                while len(self._known) > _MOST_REMEMBERED:
                    self._known.popitem(last=False)
            wavy += [
                Wavy(start + finding.place.start, start + finding.place.end, tip_of(finding))
                for finding in findings
                if kept_key(finding, line) not in self._ready.kept
            ]
            start += len(line) + 1
        field.underline(wavy)
        return True


def tip_of(finding: Finding) -> str:
    """Why something is underlined, and what could stand there instead."""
    if not finding.suggestion:
        return f"{finding.reason} " + _("Det kan utelates.")
    return f"{finding.reason} " + _("Heller: «{words}».").format(words=finding.suggestion)
