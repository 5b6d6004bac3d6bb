"""Check-in while the day runs: who came, newcomers, and tables that must be repaired."""

from __future__ import annotations

from PySide6.QtCore import QObject

from nettverk.domain.check_in import to_repair
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.plan import Organising
from nettverk.domain.rooms import RoomKey
from nettverk.domain.typed import Owner, TypedField, TypedNewcomer
from nettverk.i18n import _n
from nettverk.services import participants
from nettverk.ui.common.arrivals import RepairGroups
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.check_in.panel import CheckInPanel
from nettverk.ui.stage.control.lookups import LookupReader, Lookups
from nettverk.ui.stage.control.room_link import RoomLink
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.stage_history import StageHistory
from nettverk.ui.stage.presenter.window import PresenterWindow


class CheckInController(QObject):
    """Keeps the check-in panel filled, and stores at once what is done there; the clock goes on."""

    def __init__(
        self,
        workspace: Workspace,
        session: RundownSession,
        lookups: LookupReader,
        rooms: RoomLink,
        history: StageHistory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._session, self._lookups, self._rooms = history, session, lookups, rooms
        self._workspace, self._autosave = workspace, Autosave.of(workspace, RoomKey.STAGE)
        self._presenter: PresenterWindow | None = None
        self.panel: CheckInPanel | None = None
        lookups.arrived.connect(self._arrived)
        session.loaded.connect(self._count_repairs)

    def attach(self, presenter: PresenterWindow) -> None:
        """Give a presenter its panel, and serve it."""
        self._presenter = presenter
        panel = self.panel = CheckInPanel(presenter)
        presenter.add_panel(panel, take_key=panel.take_key)
        panel.marked.connect(self._mark)
        panel.invited.connect(self._walk_in)
        panel.walked_in.connect(self._walk_in_new)
        panel.came_from_new.connect(self._walk_in_from_new_unit)
        panel.repair.connect(self._repair)
        panel.dismissed.connect(lambda: presenter.show_panel(None))

    def detach(self) -> None:
        """The presenter is gone; what arrives now has nowhere to be shown."""
        self._presenter = self.panel = None

    def toggle(self) -> None:
        """Open check-in with the field ready, or put it away."""
        panel = self.panel
        if self._presenter is None or panel is None:
            return
        self._presenter.show_panel(None if self._presenter.panel is panel else panel)
        if self._presenter.panel is panel:
            panel.field.setFocus()

    # --- what is shown ---

    def _arrived(self, lookups: Lookups) -> None:
        if self._presenter is None or self.panel is None:
            return
        registered = lookups.participants
        present, note = _tally(registered)
        self._presenter.show_attendance(present, len(registered), note)
        self.panel.show_people(registered, lookups.others, lookups.units, self._by_the_clock())
        self._count_repairs()

    def _by_the_clock(self) -> str:
        """«HH:MM» now; empty on any other day than the gathering's, when nobody is late or early."""
        now, context = self._session.now().astimezone(), self._session.context
        held_on = context.gathering.held_on if context is not None else None
        return f"{now:%H:%M}" if held_on == now.date() else ""

    def _count_repairs(self) -> None:
        context = self._session.context
        if self.panel is not None and context is not None:
            # In a dialogue café the first round is where people look for their table.
            groupings = context.groupings.get(self._mixed_part(), ())
            people = self._lookups.lookups.participants
            self.panel.show_repair(to_repair(people, groupings[0] if groupings else None))

    def _mixed_part(self) -> str:
        """The part with mixed groups that we are in or that comes next; empty where there is none."""
        context, rundown = self._session.context, self._session.rundown
        if context is None or rundown is None:
            return ""
        # A table that was missed in a part that is over needs no repair any more.
        ahead = context.parts[rundown.index :]
        return next((part.id for part in ahead if part.organising == Organising.MIXED), "")

    # --- what is done ---

    def _mark(self, participant_id: str, attendance: str) -> None:
        typed = TypedField(Owner.PARTICIPANT, participant_id, "attendance", str(attendance))
        self._autosave.store((participant_id, "attendance"), typed, self._workspace.say)

    def _walk_in(self, person_id: str) -> None:
        gathering = self._session.gathering_id
        self._history.change(lambda store: participants.walk_in(store, gathering, person_id))

    def _walk_in_new(self, given: str, family: str, unit_id: str) -> None:
        self._newcomer(TypedNewcomer(self._session.gathering_id, given, family, unit_id=unit_id))

    def _walk_in_from_new_unit(self, given: str, family: str, unit: str) -> None:
        self._newcomer(TypedNewcomer(self._session.gathering_id, given, family, new_unit=unit))

    def _newcomer(self, newcomer: TypedNewcomer) -> None:
        self._autosave.store(newcomer, newcomer, self._workspace.say)

    def _repair(self) -> None:
        """Groups are repaired in their own room, at the part that comes next."""
        self._rooms.go(RoomKey.GROUPS, RepairGroups(self._mixed_part()))


def _tally(people: tuple[Participant, ...]) -> tuple[int, str]:
    """How many are present, and how many are away, late or new in words."""
    present, late, absent = (
        sum(person.attendance == attendance for person in people)
        for attendance in (Attendance.PRESENT, Attendance.LATE, Attendance.ABSENT)
    )
    new = sum(person.walk_in for person in people)
    words = (
        _n("{n} borte", "{n} borte", absent) if absent else "",
        _n("{n} kommer senere", "{n} kommer senere", late) if late else "",
        _n("{n} ny", "{n} nye", new) if new else "",
    )
    return present, " · ".join(word for word in words if word)
