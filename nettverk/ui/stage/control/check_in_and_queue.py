"""Backstage: check-in and the queue of contributions. What is done there is stored at once; the clock goes on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.check_in import to_repair
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.plan import Part, part_kind_name
from nettverk.domain.registry import Person, Unit
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.learning import Learned
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall.reference import WallRef
from nettverk.i18n import _n
from nettverk.services import contributions, participants, stage
from nettverk.services.database import Store
from nettverk.services.register import register
from nettverk.ui.common.arrivals import Arrival, RepairGroups
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.presenter.window import PresenterWindow
from nettverk.ui.stage.queue.edits import contribution_change
from nettverk.ui.stage.queue.slide_tray import SlideTray
from nettverk.ui.stage.wall.wall_widget import WallView


@dataclass(frozen=True, slots=True)
class Known:
    """People, units and earlier days, as read in one go."""

    people: tuple[Participant, ...] = ()
    others: tuple[Person, ...] = ()
    units: tuple[Unit, ...] = ()
    missing: tuple[Unit, ...] = ()
    learned: dict[str, Learned] | None = None


def _read(store: Store, gathering_id: str) -> Known:
    people = participants.all_(store, gathering_id)
    here = {person.person_id for person in people}
    others = tuple(person for person in register.people(store) if person.id not in here)
    return Known(
        people, others, register.units(store), contributions.not_presented(store, gathering_id),
        stage.learned(store, gathering_id),
    )  # fmt: skip


def _with_slides(context: WallContext) -> tuple[Part, ...]:
    """The parts that somebody holds for all, and those that have contributions already."""
    return tuple(
        part for part in context.parts if (part.main_number and part.organising == "plenum") or context.of_part(part.id)
    )


class Backstage(QObject):
    """Keeps the panels filled, and does what is asked for in them.

    Signals:
        trouble: a sentence about a file that could not be used.
    """

    trouble = Signal(str)

    def __init__(self, workspace: Workspace, session: RundownSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.session = workspace, session
        self.known = Known()
        self.tray = SlideTray(workspace, session, self)
        self.tray.told.connect(self.trouble)
        self.tray.taken.connect(self._taken)
        self.presenter: PresenterWindow | None = None
        self._choose = self._turned_to = self._turned_in = ""
        workspace.lane.changed.connect(self._changed)
        session.loaded.connect(self._loaded)

    def attach(self, presenter: PresenterWindow) -> None:
        """Serve a presenter's panels."""
        self.presenter = presenter
        check_in, queue = presenter.check_in, presenter.queue
        lane = self.workspace.lane
        check_in.marked.connect(lambda id_, status: lane.change(lambda store: participants.mark(store, id_, status)))
        check_in.invited.connect(self._invite)
        check_in.walked_in.connect(self._walk_in)
        check_in.came_from_new.connect(self._walk_in_from_new)
        check_in.repair.connect(self._repair)
        check_in.left.connect(lambda: presenter.show_panel(None))
        queue.left.connect(lambda: presenter.show_panel(None))
        queue.passed.connect(presenter.keyPressEvent)
        queue.begun.connect(self.begin)
        queue.shown.connect(self.show_slides)
        queue.moved.connect(lambda id_, place: lane.change(lambda store: contributions.move(store, id_, place)))
        queue.edited.connect(lambda id_, field, value: lane.change(contribution_change(id_, field, value)))
        queue.added.connect(self._add)
        queue.removed.connect(lambda id_: lane.change(lambda store: contributions.remove(store, id_)))
        queue.attached.connect(self.attach_slides)
        queue.turned.connect(self._turn_to)
        self.tray.prepare(presenter.side.preview)

    def detach(self) -> None:
        """The presenter is gone."""
        self.presenter = None
        self.tray.clear()

    # --- knowing ---

    def know(self) -> None:
        """Read people and units anew."""
        wanted = self.session.gathering_id
        if wanted:
            self.workspace.lane.ask(lambda store: _read(store, wanted), self._arrived, self)

    def _arrived(self, known: Known) -> None:
        self.known = known
        if self.presenter is None:
            return
        people = known.people
        tally = {status: sum(1 for p in people if p.attendance == status) for status in ("present", "late", "absent")}
        new = sum(1 for person in people if person.walk_in)
        said = [
            _n("{n} borte", "{n} borte", tally["absent"]) if tally["absent"] else "",
            _n("{n} kommer senere", "{n} kommer senere", tally["late"]) if tally["late"] else "",
            _n("{n} ny", "{n} nye", new) if new else "",
        ]
        self.presenter.show_attendance(tally["present"], len(people), " · ".join(word for word in said if word))
        self.presenter.check_in.show_people(people, known.others, known.units)
        self._loaded()

    def _changed(self, changes: Changes) -> None:
        if self.presenter is not None and changes.touches(
            "participants", "entries", "people", "units", "contributions"
        ) and not self.session.is_mine(changes):  # fmt: skip
            self.know()

    # --- check-in ---

    def toggle_check_in(self) -> None:
        """Open check-in with the field ready, or put it away."""
        if self.presenter is None:
            return
        panel = self.presenter.check_in
        self.presenter.show_panel(None if self.presenter.panel is panel else panel)
        if self.presenter.panel is panel:
            panel.field.setFocus()

    def _invite(self, person_id: str) -> None:
        gathering = self.session.gathering_id

        def job(store: Store) -> Changes:
            made = participants.add(store, gathering, person_id, walk_in=True)
            return made | participants.mark(store, made.made, Attendance.PRESENT) if made.made else made

        self.workspace.lane.change(job)

    def _walk_in(self, given: str, family: str, unit_id: str) -> None:
        gathering = self.session.gathering_id

        def job(store: Store) -> Changes:
            made = participants.add_new(store, gathering, given, family, unit_id, walk_in=True)
            return made | participants.mark(store, made.made, Attendance.PRESENT)

        self.workspace.lane.change(job)

    def _walk_in_from_new(self, given: str, family: str, unit: str) -> None:
        """From a unit the register does not have yet; its service is guessed from its name."""
        gathering = self.session.gathering_id

        def job(store: Store) -> Changes:
            unit_made = register.add_unit(store, unit)
            made = participants.add_new(store, gathering, given, family, unit_made.made, walk_in=True)
            return unit_made | made | participants.mark(store, made.made, Attendance.PRESENT)

        self.workspace.lane.change(job)

    def _repair(self) -> None:
        """Groups are mended in their own room, at the part that comes next."""
        self.go(RoomKey.GROUPS, RepairGroups(self._mixed()))

    def go(self, room: RoomKey, arrival: Arrival | None = None) -> None:
        """To a room of the main window with the gathering that is on the wall, whichever one is looked at there."""
        workspace, on = self.workspace, self.session.gathering_id
        if workspace.gathering is not None and workspace.gathering.id == on:
            workspace.go(room, arrival)
        elif on:
            workspace.open_gathering(on, lambda: workspace.go(room, arrival))

    def _mixed(self) -> str:
        """The part with mixed groups that we are in or that comes next; empty where there is none."""
        context, rundown = self.session.context, self.session.rundown
        if context is None or rundown is None:
            return ""
        return next((part.id for part in context.parts[rundown.index :] if part.organising == "mixed"), "")

    def _count_repairs(self) -> None:
        context = self.session.context
        if self.presenter is not None and context is not None:
            made = context.groupings.get(self._mixed(), ())
            self.presenter.check_in.show_repair(to_repair(self.known.people, made[0] if made else None))

    # --- the queue ---

    def _part(self) -> str:
        """The part whose queue it is: the one chosen, the one we are in, else the first that can have slides."""
        context, rundown = self.session.context, self.session.rundown
        if context is None or rundown is None or not context.parts:
            return ""
        places = [part.id for part in _with_slides(context)]
        here = context.parts[rundown.index]
        if self._turned_in == here.id and self._turned_to in places:
            return self._turned_to
        if here.id in places:
            return here.id
        with_queue = [row.part_id for row in context.contributions]
        sharing = [part.id for part in context.parts if part.kind == "sharing"]
        return next(iter((*with_queue, *sharing, *places)), here.id)

    def _turn_to(self, part_id: str) -> None:
        """Another part's queue, until the day goes on to another part."""
        context, rundown = self.session.context, self.session.rundown
        if context is not None and rundown is not None and context.parts:
            self._turned_to, self._turned_in = part_id, context.parts[rundown.index].id
            self._loaded()

    def toggle_queue(self) -> None:
        """Open the queue, or put it away."""
        if self.presenter is None:
            return
        panel = self.presenter.queue
        self.presenter.show_panel(None if self.presenter.panel is panel else panel)
        if self.presenter.panel is panel:
            self._choose = self._coming()
            self._loaded()
            (panel.list if panel.list.count() else panel.first).setFocus()

    def _coming(self) -> str:
        """Whose turn it is next, so that Enter begins it; empty where everyone has spoken."""
        context, rundown = self.session.context, self.session.rundown
        if context is None or rundown is None:
            return ""
        held = {rundown.contribution, *rundown.contributions}
        return next((row.id for row in context.of_part(self._part()) if row.id not in held), "")

    def _loaded(self) -> None:
        context = self.session.context
        if self.presenter is None or context is None:
            return
        self._count_repairs()
        part = next((part for part in context.parts if part.id == self._part()), None)
        queue = context.of_part(part.id) if part else ()
        alone = part is not None and part.kind == "theory"
        missing = () if alone else self.known.missing
        self.presenter.queue.show_parts(
            [(one.id, part_kind_name(one.kind) if one.main_number else one.title) for one in _with_slides(context)],
            part.id if part else "",
        )
        self.presenter.queue.show_queue(
            part.title if part else "", queue, self.known.units, missing, self._choose, alone=alone
        )
        self._choose = ""
        if self.session.rundown is not None:
            self.presenter.queue.show_clock(self.session.rundown)
        self.tray.fetch(context.contributions)

    def tick(self, rundown: Rundown) -> None:
        """The clocks in the queue, and the slides that may come next."""
        self.tray.prepare()
        if self.presenter is not None and self.presenter.panel is self.presenter.queue:
            self.presenter.queue.show_clock(rundown)

    def _add(self) -> None:
        part = self._part()

        def made(changes: Changes) -> None:
            self._choose = changes.made
            if self.presenter is not None:
                self.presenter.queue.speaker.setFocus()

        if part:
            self.workspace.lane.change(lambda store: contributions.add(store, part), made, self)

    def begin(self, id_: str) -> None:
        """Start a contribution with its own clock, slides first where it has them; the one that is on is ended."""
        rundown, context = self.session.rundown, self.session.context
        if rundown is None or context is None:
            return
        if rundown.contribution == id_:
            self.session.press(ev.EndContribution())
            self.session.press(ev.Show(None))
            return
        row = next((row for row in context.contributions if row.id == id_), None)
        if row is not None:
            self.session.press(ev.BeginContribution(id_))
            self.session.press(ev.Show(WallRef.slides(id_) if row.pages else WallRef.speaker(id_)))

    def show_slides(self, id_: str) -> None:
        """Slides on the wall, from the first page."""
        self.session.press(ev.Show(WallRef.slides(id_)))

    def attach_slides(self, id_: str, path: str) -> None:
        """Keep a PDF for a contribution, or for the part where nobody is chosen."""
        if id_:
            self.tray.attach(id_, path)
        else:
            self.tray.attach_new(self._part(), path)

    def _taken(self, id_: str) -> None:
        self._choose = id_

    def prepare(self, *views: WallView | None) -> None:
        """Give views their slides, and have the pages around the one that shows drawn ahead."""
        self.tray.prepare(*views)
