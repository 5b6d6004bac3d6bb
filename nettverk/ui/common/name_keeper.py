"""What happens to names by itself when a database is opened: it is told for two weeks, and then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nettverk.domain.changes import NOTHING, Changes
from nettverk.i18n import _, _n, short_date
from nettverk.ui.common.backup_keeper import second_folder
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from nettverk.services.database import Store
    from nettverk.services.lane import Report
    from nettverk.services.privacy.anonymise import Notice


class NameKeeper(QObject):
    """Asks, each time a database is opened, whether it is anybody's turn to become a number."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace

    def look(self) -> None:
        """Tell what is going to happen, or do what has been told long enough; nothing while a gathering is live."""
        if not self._workspace.live:
            self._workspace.lane.ask(_notice, self._arrived, self)

    def _arrived(self, notice: Notice | None) -> None:
        if notice is None or self._workspace.live:
            return
        if notice.days > 0:
            self._workspace.say(told(notice), _("Utsett 30 dager"), self.postpone)
            return
        said: list[str] = []
        second = second_folder(self._workspace.settings)

        def job(store: Store, report: Report) -> Changes:
            changes, sentences = _carry_out(store, report, second)
            said.extend(sentences)
            return changes

        self._workspace.lane.long_change(
            job, lambda _changes: self._workspace.say(" ".join(said)), self, _("Fjerner navn"),
            failed=self._workspace.say,
        )  # fmt: skip

    def postpone(self) -> None:
        """Wait a month, and say until when."""

        def done(until: date) -> None:
            self._workspace.say(_("Utsatt. Ingen navn blir borte før {day}.").format(day=short_date(until)))

        self._workspace.lane.ask(_postpone, done, self)


def told(notice: Notice) -> str:
    """The sentence on what is going to happen, and when."""
    people = _n("navnet til {n} person", "navnene til {n} personer", len(notice.person_ids))
    when = _n("Om {n} dag", "Om {n} dager", notice.days)
    return _("{when} blir {people} fjernet, fordi de ikke har vært med siden {day}.").format(
        when=when, people=people, day=short_date(notice.since)
    )


def _notice(store: Store) -> Notice | None:
    from nettverk.services.privacy import anonymise

    return anonymise.notice(store)


def _postpone(store: Store) -> date:
    from nettverk.services.privacy import anonymise

    return anonymise.postpone(store)


def _carry_out(store: Store, report: Report, second: Path | None) -> tuple[Changes, tuple[str, ...]]:
    from nettverk.services.privacy import anonymise, removal

    removed = anonymise.carry_out(store, report.progress, second=second)
    return (removed.changes, (*removal.told(removed), *removed.troubles)) if removed is not None else (NOTHING, ())
