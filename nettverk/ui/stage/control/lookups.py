"""What the panels of the stage choose from, read in one go: people, units, and what earlier days have taught."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.contributions import held_by
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.registry import Person, Unit, full_name
from nettverk.domain.rundown.learning import Learned, SeriesPart
from nettverk.services import contributions, participants, stage
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.rundown_session import RundownSession

_TABLES = (
    "participants", "entries", "people", "units", "service_kinds", "contributions", "parts", "gatherings", "goals",
    "networks", "districts", "sheet_uses", "sheet_versions", "own_methods",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lookups:
    """People and units as they are stored.

    Attributes:
        participants: everyone registered for the gathering.
        others: people of the register who are not.
        not_presented: units here that have not presented this year.
        learned: what each part of the series took at earlier gatherings.
    """

    participants: tuple[Participant, ...] = ()
    others: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    not_presented: tuple[Unit, ...] = ()
    learned: dict[SeriesPart, Learned] = field(default_factory=dict)


def _read(store: Store, gathering_id: str) -> Lookups:
    registered = participants.all_(store, gathering_id)
    # A person who is registered is found among the participants, and must not be offered twice.
    here = {participant.person_id for participant in registered}
    return Lookups(
        registered,
        tuple(person for person in register.people(store) if person.id not in here),
        register.units(store),
        contributions.not_presented(store, gathering_id),
        stage.learned(store, gathering_id),
    )


class LookupReader(QObject):
    """Keeps the lookups of the gathering on the stage, and reads them anew when somebody writes.

    Signals:
        arrived: Lookups that are new.
    """

    arrived = Signal(object)

    def __init__(self, workspace: Workspace, session: RundownSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._session = workspace, session
        self.lookups = Lookups()
        self._absent: tuple[object, object, frozenset[str]] = (None, None, frozenset())
        workspace.lane.changed.connect(self._changed)

    def read(self) -> None:
        """Read it all anew; ``arrived`` tells when it is here."""
        gathering = self._session.gathering_id
        if gathering:
            self._workspace.lane.ask(lambda store: _read(store, gathering), self._arrived, self)

    @property
    def absent(self) -> frozenset[str]:
        """Ids of the contributions whose speaker is marked as away."""
        context, here = self._session.context, self.lookups.participants
        if self._absent[0] is not context or self._absent[1] is not here:
            away = [
                full_name(person.given_name, person.family_name)
                for person in here
                if person.attendance == Attendance.ABSENT
            ]
            rows = context.contributions if context is not None and away else ()
            self._absent = (context, here, frozenset(row.id for row in rows if held_by(row, away)))
        return self._absent[2]

    def _arrived(self, lookups: Lookups) -> None:
        self.lookups = lookups
        self.arrived.emit(lookups)

    def _changed(self, changes: Changes) -> None:
        # Our own presses change nothing here, and there may be one every second.
        if self._session.gathering_id and changes.touches(*_TABLES) and not self._session.is_mine(changes):
            self.read()
