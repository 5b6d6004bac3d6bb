"""What was open when the program last ran: a stage nobody closed comes back by itself (kill, power cut, restart)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.domain.rundown.resume import goes_on

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from nettverk.services.database import Store

MOST_TRIES = 2
STANDS_MS = 15_000
"""After so long it has not fallen for being opened."""


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A stage that is open, or was when everything stopped.

    Attributes:
        since: when it was opened.
        shown: whether the wall was to be seen; a wall that was hidden by hand stays hidden.
    """

    gathering_id: str
    since: datetime
    shown: bool = True


class Bookmark:
    """The bookmark on this machine for one database file; it is on the disk as soon as it is set."""

    def __init__(self, settings: QSettings, database: Path | None) -> None:
        self._settings = settings
        name = database.as_posix().replace("/", "|") if database else "memory"
        self._key, self._tries = f"stage/open/{name}", f"stage/tries/{name}"

    def set(self, left: LeftOpen) -> None:
        """The stage is open."""
        told = f"{left.gathering_id} {left.since.isoformat()} {'shown' if left.shown else 'hidden'}"
        if told != str(self._settings.value(self._key, "")):
            self._settings.setValue(self._key, told)
            self._settings.sync()

    def clear(self) -> None:
        """Somebody closed it, and meant to."""
        if self._settings.contains(self._key):
            self._settings.remove(self._key)
            self._settings.sync()

    def may_try(self) -> bool:
        """Whether to open it by itself once more; what falls each time it is opened must not bring the program down."""
        tries = str(self._settings.value(self._tries, "0"))
        return not tries.isdigit() or int(tries) < MOST_TRIES

    def tries(self) -> None:
        """It is opened by itself, and may fall again."""
        before = str(self._settings.value(self._tries, "0"))
        self._settings.setValue(self._tries, str(int(before) + 1 if before.isdigit() else 1))
        self._settings.sync()

    def stands(self) -> None:
        """It has been open for a while, or somebody opened it by hand."""
        if self._settings.contains(self._tries):
            self._settings.remove(self._tries)
            self._settings.sync()

    def read(self) -> LeftOpen | None:
        """What nobody closed; None where there is nothing, or nothing that can be read."""
        words = str(self._settings.value(self._key, "")).split()
        try:
            gathering_id, since, shown = words
            return LeftOpen(gathering_id, datetime.fromisoformat(since), shown == "shown")
        except ValueError:
            return None


def still_goes_on(store: Store, left: LeftOpen) -> bool:
    """Whether the gathering is there and its day goes on."""
    from nettverk.services import gatherings, stage

    if all(held.id != left.gathering_id for held in gatherings.all_(store)):
        return False
    pressed = stage.events(store, left.gathering_id)
    last = max([left.since, *(event.at for event in pressed[-1:])])
    return goes_on(stage.state(store, left.gathering_id), last)
