"""What every room shares: the lane, the look, the gathering one works on, and a calm voice at the bottom."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.errors import Gone
from nettverk.domain.rooms import RoomKey
from nettverk.services.places import address
from nettverk.ui.common.commands import Command, Commands
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.unsaved import Unsaved

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering
    from nettverk.services.database import Store
    from nettverk.services.loans import Loan
    from nettverk.ui.common.arrivals import Arrival
    from nettverk.ui.common.on_stage import OnStage

__all__ = ["Command", "Workspace"]

# A row in one of these may change how the gathering's headline reads.
_HEADLINE = ("gatherings", "goals", "networks", "districts", "participants", "parts")


class Saver(Protocol):
    """Whatever holds something on its way to the database; the window asks it before it closes."""

    @property
    def stored(self) -> bool:
        """Whether nothing waits to be stored."""
        ...

    def flush(self) -> None:
        """Hand everything to the database now."""
        ...

    def hold(self) -> None:
        """Put what waits in the rescue file."""
        ...


class Workspace(QObject):
    """Handed to every room; rooms know each other only through it.

    Attributes:
        lane: all database work.
        theme: the look in force.
        gathering: the one being worked on, or None.
        settings: window places and other things of this machine (not of the database).
        commands: what the palette can reach.
        unsaved: what is typed and could not be stored, in a rescue file meanwhile.
        autosaves: everything that holds something on its way to the database.
        live: a gathering is being run now: nothing modal may be shown.
        staged: id of the gathering whose stage is open, or empty.
        live_part: id of the part that is being held there now, or empty.
        on_stage: what the open stage told last.
        loan: what the open file was lent for; None for one's own.

    Signals:
        gathering_changed: another gathering, or none.
        gathering_edited: the same one has new values.
        theme_changed: colours or text size.
        language_changed: texts must be set anew.
        went: a ``RoomKey``, and the ``Arrival`` or None.
        said: text, text of the action, and the action or None.
        live_changed: a gathering started or ended.
        stage_told: an ``OnStage`` once a second while a stage is open, None when it is closed.
        stage_wanted: the window of the stage is to come forward.
        typing: whether something is typed that is not stored yet.
        closing: the window closes: store what is being typed, now.
        loan_changed: a file that somebody has borrowed was opened, or another one after it.
        contests_wanted: what two machines wrote differently is to be seen.
        export_wanted: some tables (a collection of ``TableKind``) are to go out to a spreadsheet or a calendar.
        reports_wanted: the reports of a school year are to be shown.
    """

    gathering_changed = Signal()
    gathering_edited = Signal()
    theme_changed = Signal()
    language_changed = Signal()
    went = Signal(object, object)
    said = Signal(str, str, object)
    live_changed = Signal(bool)
    stage_told = Signal(object)
    stage_wanted = Signal()
    typing = Signal(bool)
    closing = Signal()
    loan_changed = Signal()
    contests_wanted = Signal()
    export_wanted = Signal(object)
    reports_wanted = Signal()

    def __init__(self, lane: Lane, theme: Theme, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lane = lane
        self.theme = theme
        self.settings = settings
        self.commands = Commands(self)
        self.unsaved = Unsaved(self)
        self.autosaves: list[Saver] = []
        self.gathering: Gathering | None = None
        self.loan: Loan | None = None
        self._live = False
        self.staged = self.live_part = ""
        self.on_stage: OnStage | None = None
        self._gone = ""  # the gathering that went away under us; it is opened again if it comes back
        lane.changed.connect(self._refresh)
        lane.failed.connect(self.say)

    @property
    def database(self) -> str:
        """The open database as rescue files name it; empty for one in memory."""
        return address(self.lane.path)

    # --- the gathering ---

    def open_gathering(self, gathering_id: str | None, then: Callable[[], None] | None = None) -> None:
        """Work on another gathering (None: on none); ``then`` runs when it is there."""

        def arrived(gathering: Gathering | None) -> None:
            self._set_gathering(gathering)
            if then is not None:
                then()

        if gathering_id is None:
            arrived(None)
        else:
            self.lane.ask(lambda store: _gathering(store, gathering_id), arrived, self)

    def _set_gathering(self, gathering: Gathering | None) -> None:
        before, self.gathering = self.gathering, gathering
        if gathering is not None:
            self._gone = ""
        elif before is not None:
            self._gone = before.id
        if (before.id if before else None) != (gathering.id if gathering else None):
            self.gathering_changed.emit()
        elif before != gathering:
            self.gathering_edited.emit()

    def _refresh(self, changes: Changes) -> None:
        # Undo may bring back the gathering that was removed while one worked on it; then one works on it again.
        if self.gathering is None and self._gone in changes.ids and changes.touches("gatherings"):
            self.open_gathering(self._gone)
        if self.gathering is not None and changes.touches(*_HEADLINE):
            current = self.gathering.id
            self.lane.ask(
                lambda store: _gathering(store, current), lambda gathering: self._refreshed(current, gathering), self
            )

    def _refreshed(self, asked: str, gathering: Gathering | None) -> None:
        if self.gathering is not None and self.gathering.id == asked:
            self._set_gathering(gathering)

    def know_loan(self, loan: Loan | None) -> None:
        """Know what the file that was just opened is for, before anything in it is shown."""
        if loan != self.loan:
            self.loan = loan
            self.loan_changed.emit()

    # --- going and saying ---

    def go(self, room: RoomKey, arrival: Arrival | None = None) -> None:
        """Go to a room; with an arrival, to what is to be seen or done there (``Room.arrive``)."""
        self.went.emit(room, arrival)

    def say(self, text: str, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        """Say something in the calm line at the bottom, with one thing to do about it; never modal."""
        self.said.emit(text, action_text, action)

    # --- what is in force ---

    @property
    def live(self) -> bool:
        """Whether a gathering is being run now; set by the stage."""
        return self._live

    @live.setter
    def live(self, value: bool) -> None:
        if value != self._live:
            self._live = value
            self.live_changed.emit(value)

    def tell_stage(self, told: OnStage | None) -> None:
        """The stage tells where the day is; None is that it is closed."""
        self.on_stage = told
        self.stage_told.emit(told)

    def set_theme(self, theme: Theme) -> None:
        """Keep another theme and tell everyone; ``theme.apply`` has dressed the application in it already."""
        if theme != self.theme:
            self.theme = theme
            self.theme_changed.emit()


def _gathering(store: Store, gathering_id: str) -> Gathering | None:
    from nettverk.services import gatherings

    try:
        return gatherings.get(store, gathering_id)
    except Gone:
        return None
