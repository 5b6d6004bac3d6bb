"""Saving as one types: soon after a pause, never later than a moment while typing goes on, and at once when asked.

What the world stops (the disk is full, the file is locked) is kept and tried again, and lies in a rescue file
meanwhile, so nothing that was typed is let go. So does what takes long to answer. What the service refuses, since it
cannot be used, would be refused again; whoever typed it hears of that once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.typed import Typed, TypedLoose, Value
from nettverk.i18n import _
from nettverk.services.places import address
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.database import Store

PAUSE_MS = 300
LATEST_MS = 450
AGAIN_MS = 3000
UNANSWERED_MS = 1000

Refused = Callable[[str], None]


@dataclass(slots=True, eq=False)
class _Attempt:
    """One thing on its way to the database.

    Attributes:
        database: where it was typed; it is stored nowhere else, also when another file has been opened meanwhile.
        refused: hears why it cannot be used.
        bad_input, elsewhere, before: set on the lane's thread, and read here once the lane has answered: the service
            refused it; another database is open; what stands where it could not be stored.
        overtaken: a newer text for the same thing is on its way, after one that failed: this one need not be tried.
    """

    typed: Typed
    database: str
    refused: Refused | None = None
    bad_input: bool = False
    elsewhere: bool = False
    before: dict[str, Value] | None = None
    overtaken: bool = False

    def run(self, store: Store) -> Changes:
        from nettverk.services.standing import standing
        from nettverk.services.typed import store_typed

        if self.overtaken:
            return Changes()
        if address(store.path) != self.database:
            self.elsewhere = True
            raise Expected(_("En annen Nettverk-fil er åpen. Det du skrev, er lagt til side til fila åpnes igjen."))
        try:
            return store_typed(store, self.typed)
        except BadInput:
            self.bad_input = True
            raise
        except Exception:
            # What stands there is what it was typed over; after the next start it tells whether anybody changed it.
            with suppress(Exception):
                self.before = standing(store, self.typed)
            raise


class Autosave(QObject):
    """Holds what is typed and not yet stored, the newest for each thing; ``workspace.typing`` tells of it.

    Signals:
        flushing: a form that still waits for a pause hands on what it has, now.
        kept: the Changes of something that was stored.
    """

    flushing = Signal()
    kept = Signal(object)

    def __init__(self, workspace: Workspace, name: str) -> None:
        # It outlives the room it is for: a room is made anew in another language, and what was typed waits.
        super().__init__(workspace)
        self.name = name
        self._workspace = workspace
        self._typed: dict[Hashable, _Attempt] = {}
        self._sent: dict[Hashable, _Attempt] = {}
        self._said = ""  # the sentence on why nothing could be stored; empty while all goes well
        self._pause = self._timer(PAUSE_MS, self._turn)
        self._latest = self._timer(LATEST_MS, self._turn)
        self._again = self._timer(AGAIN_MS, self._turn)
        self._unanswered = self._timer(UNANSWERED_MS, self._hold)
        workspace.closing.connect(self.flush)
        workspace.autosaves.append(self)

    def _timer(self, ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(then)
        return timer

    @classmethod
    def of(cls, workspace: Workspace, name: str) -> Autosave:
        """The one of a room, made the first time it is asked for."""
        for known in workspace.autosaves:
            if isinstance(known, cls) and known.name == name:
                return known
        return cls(workspace, name)

    # --- taking ---

    def note(self, thing: Hashable, typed: Typed) -> None:
        """Store this soon; a newer text for the same thing takes its place."""
        self._typed[thing] = _Attempt(typed, self._workspace.database)
        # The pause begins anew with each letter; the other timer does not, so that nobody can type past it.
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        self._workspace.typing.emit(True)

    def store(self, thing: Hashable, typed: Typed, refused: Refused | None = None) -> None:
        """Store this at once, for a form that has waited for a pause itself.

        Args:
            refused: gets a sentence when what was typed cannot be used; it is then let go.
        """
        self._typed.pop(thing, None)
        self._send(thing, _Attempt(typed, self._workspace.database, refused))

    def keep(self, thing: Hashable, typed: Typed, before: Mapping[str, Value]) -> None:
        """Have this lie in the rescue file and not yet in the database: it is typed, but not to its end.

        To store it lets it go; so does ``give_up``.
        """
        unsaved = self._workspace.unsaved
        unsaved.hold(self._key(thing), typed, self._workspace.database, before=before, set_aside=True)

    def give_up(self, thing: Hashable) -> None:
        """What was kept is not wanted, unless it is on its way to the database."""
        if not self.holds(thing):
            self._workspace.unsaved.let_go(self._key(thing), self._workspace.database)

    def holds(self, thing: Hashable) -> bool:
        """Whether something for this thing is not stored yet."""
        return thing in self._typed or thing in self._sent

    def held(self, thing: Hashable) -> Typed | None:
        """What is typed for this thing and not stored yet."""
        attempt = self._typed.get(thing) or self._sent.get(thing)
        return attempt.typed if attempt is not None else None

    @property
    def stored(self) -> bool:
        """Whether nothing waits to be stored."""
        return not self._typed and not self._sent

    # --- handing on ---

    def flush(self) -> None:
        """Hand everything typed to the database now."""
        self.flushing.emit()
        for timer in (self._pause, self._latest, self._again):
            timer.stop()
        typed, self._typed = self._typed, {}
        for thing, attempt in typed.items():
            self._send(thing, attempt)

    def _turn(self) -> None:
        """It is time: hand on what is typed, unless the database has not answered what went before."""
        # Where it takes long, or is refused, what is typed meanwhile lies in the rescue file.
        if self._said or (self._sent and not self._unanswered.isActive()):
            self._hold()
        # One at a time, or a slow disk, or a file locked by another, would gather a queue.
        if not self._sent:
            self.flush()

    def _send(self, thing: Hashable, attempt: _Attempt) -> None:
        before = self._sent.get(thing)
        if before is not None and self._said:
            before.overtaken = True
        self._sent[thing] = attempt
        if not self._unanswered.isActive():
            self._unanswered.start()
        lane, done = self._workspace.lane, partial(self._done, thing, attempt)
        lane.change(attempt.run, done, self, failed=partial(self._failed, thing, attempt))

    def hold(self) -> None:
        """Put everything that is not stored in the rescue file now, as the window is about to close."""
        self._hold()

    def _hold(self) -> None:
        for thing, attempt in (*self._sent.items(), *self._typed.items()):
            self._workspace.unsaved.hold(self._key(thing), attempt.typed, attempt.database, before=attempt.before)

    def _key(self, thing: Hashable) -> Hashable:
        return self.name, thing

    # --- hearing of it ---

    def _done(self, thing: Hashable, attempt: _Attempt, changes: Changes) -> None:
        self.kept.emit(changes)
        # A newer text for the same thing may have been sent meanwhile; then that one is still on its way.
        if self._sent.get(thing) is attempt:
            del self._sent[thing]
            if thing not in self._typed:
                self._workspace.unsaved.let_go(self._key(thing), attempt.database)
        if not attempt.overtaken:
            self._said = ""
        if self.stored:
            self._unanswered.stop()
            self._workspace.typing.emit(False)
        elif self._typed and not self._pause.isActive():
            self._pause.start()

    def _failed(self, thing: Hashable, attempt: _Attempt, sentence: str) -> None:
        newest = self._sent.get(thing) is attempt
        if newest:
            del self._sent[thing]
        if attempt.bad_input:
            self._refuse(thing, attempt, sentence)
            return
        if attempt.elsewhere:
            self._set_aside(thing, attempt, sentence)
            return
        if newest:
            self._typed.setdefault(thing, attempt)
        self._workspace.unsaved.why = sentence
        self._hold_one(thing, attempt)
        self._workspace.typing.emit(True)
        if sentence != self._said:  # it is tried again every few seconds; once is enough to hear of it
            self._workspace.say(sentence)
        self._said = sentence
        self._again.start()

    def _hold_one(self, thing: Hashable, attempt: _Attempt) -> None:
        newest = self._typed.get(thing) or self._sent.get(thing) or attempt
        unsaved = self._workspace.unsaved
        unsaved.hold(self._key(thing), newest.typed, newest.database, before=attempt.before)

    def _refuse(self, thing: Hashable, attempt: _Attempt, sentence: str) -> None:
        """What cannot be used is let go by whoever hears why; else it stays where one can copy it."""
        if attempt.refused is not None:
            self._workspace.unsaved.let_go(self._key(thing), attempt.database)
            attempt.refused(sentence)
        else:
            self._set_aside(thing, attempt, sentence)
        if self.stored:
            self._workspace.typing.emit(False)

    def _set_aside(self, thing: Hashable, attempt: _Attempt, sentence: str) -> None:
        self._workspace.unsaved.hold(
            self._key(thing), attempt.typed, attempt.database, before=attempt.before, set_aside=True
        )
        self._workspace.say(sentence)
        if self.stored and isValid(self):
            self._workspace.typing.emit(False)


def change_or_keep(
    workspace: Workspace,
    job: Callable[[Store], Changes],
    typed: TypedLoose,
    owner: QObject,
    then: Callable[[Changes], None] | None = None,
) -> None:
    """Change something with a name that was typed in a sheet that is closed by now; the name is kept where it fails.

    What the service refuses is only said: whoever typed it can type another.
    """
    refused: list[bool] = []

    def run(store: Store) -> Changes:
        try:
            return job(store)
        except BadInput:
            refused.append(True)
            raise

    def failed(sentence: str) -> None:
        if not refused:
            workspace.unsaved.hold(typed, typed, workspace.database, set_aside=True)
        workspace.say(sentence)

    workspace.lane.change(run, then, owner, failed=failed)
