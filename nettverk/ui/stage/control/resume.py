"""Which stage was open when the program last ran: one that nobody closed comes back by itself.

A process that is killed, a power cut and a restart of the machine all end a day on the stage that is to go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.ui.common.remembered import text, whole

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

MAX_TRIES = 2
STABLE_AFTER_MS = 15_000
"""A stage that has been open for so long does not fall because of being opened."""


@dataclass(frozen=True, slots=True)
class BookmarkedStage:
    """A stage that is open, or was when everything stopped.

    Attributes:
        opened_at: in UTC.
        shown: whether the wall was to be seen; a wall that was hidden by hand stays hidden.
        speaker: whether the speaker's window was open.
    """

    gathering_id: str
    opened_at: datetime
    shown: bool = True
    speaker: bool = False


class Bookmark:
    """The open stage on this machine for one database file; it is on the disk as soon as it is set."""

    def __init__(self, settings: QSettings, database: Path | None) -> None:
        self._settings = settings
        # A slash would make groups in the settings, and two files may have the same name in two folders.
        name = database.as_posix().replace("/", "|") if database else "memory"
        self._key, self._tries = f"stage/open/{name}", f"stage/tries/{name}"

    def set(self, stage: BookmarkedStage) -> None:
        """Note that this stage is open, or that its wall is shown or hidden now."""
        note = f"{stage.gathering_id} {stage.opened_at.isoformat()} {'shown' if stage.shown else 'hidden'}"
        note += " speaker" if stage.speaker else ""
        if note != text(self._settings, self._key):
            self._settings.setValue(self._key, note)
            # What is only in memory is gone when the machine loses power.
            self._settings.sync()

    def clear(self) -> None:
        """Somebody closed the stage, and meant to."""
        if self._settings.contains(self._key):
            self._settings.remove(self._key)
            self._settings.sync()

    def read(self) -> BookmarkedStage | None:
        """What nobody closed; None where there is nothing, or nothing that can be read."""
        words = text(self._settings, self._key).split()
        try:
            gathering_id, opened, shown, *more = words
            opened_at = datetime.fromisoformat(opened)
        except ValueError:
            return None
        # A moment without a time zone cannot be compared with now.
        stage = BookmarkedStage(gathering_id, opened_at, shown == "shown", "speaker" in more)
        return stage if opened_at.tzinfo else None

    # --- tries ---

    def may_try(self) -> bool:
        """Whether to open it by itself once more; what falls each time it is opened must not bring the program down."""
        return self._count() < MAX_TRIES

    def count_try(self) -> None:
        """The stage is opened by itself now, and may fall again."""
        self._settings.setValue(self._tries, str(self._count() + 1))
        self._settings.sync()

    def _count(self) -> int:
        return whole(self._settings, self._tries, 0, 0, MAX_TRIES)

    def forget_tries(self) -> None:
        """The stage has been open for a while, or somebody opened it by hand."""
        if self._settings.contains(self._tries):
            self._settings.remove(self._tries)
            self._settings.sync()
