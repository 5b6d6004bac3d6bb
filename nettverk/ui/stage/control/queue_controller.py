"""The queue of contributions while the day runs: whose turn it is, their clock, and their slides."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nettverk.domain.changes import Changes
from nettverk.domain.plan import Organising, Part, PartKind, part_kind_name
from nettverk.domain.rooms import RoomKey
from nettverk.domain.rundown import events as ev
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.typed import Owner, TypedField, as_value
from nettverk.domain.wall.context import WallContext
from nettverk.domain.wall_reference import WallRef
from nettverk.i18n import _
from nettverk.services import contributions, participants
from nettverk.ui.common import remembered
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.stage.control.lookups import LookupReader
from nettverk.ui.stage.control.rundown_session import RundownSession
from nettverk.ui.stage.control.stage_history import StageHistory
from nettverk.ui.stage.presenter.window import PresenterWindow
from nettverk.ui.stage.queue.panel import QueuePanel
from nettverk.ui.stage.queue.slide_tray import SlideTray

_FOLDER = "slides/folder"


def _with_slides(context: WallContext) -> tuple[Part, ...]:
    """The parts that somebody holds for all, and those that have contributions already."""
    return tuple(
        part
        for part in context.parts
        if (part.main_number and part.organising == Organising.PLENUM) or context.of_part(part.id)
    )


def _tab_name(part: Part, tabs: tuple[Part, ...]) -> str:
    """The kind of a part is short, and enough where it is the only one; else its own title tells them apart."""
    alone = sum(other.kind == part.kind for other in tabs) == 1
    return part_kind_name(part.kind) if part.main_number and alone else part.title


class QueueController(QObject):
    """Keeps the queue's panel filled, and stores at once what is done there; the clock goes on.

    Signals:
        trouble: a sentence about what could not be done.
        removed: a contribution was taken out of the queue.
    """

    trouble = Signal(str)
    removed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        session: RundownSession,
        lookups: LookupReader,
        history: StageHistory,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history, self._session, self._lookups = history, session, lookups
        self._workspace, self._autosave = workspace, Autosave.of(workspace, RoomKey.STAGE)
        self.tray = SlideTray(workspace, session, self)
        self.tray.told.connect(self.trouble)
        self.tray.kept.connect(history.own)
        self.tray.taken.connect(self._choose_next)
        self._presenter: PresenterWindow | None = None
        self.panel: QueuePanel | None = None
        # The contribution to choose when the queue is filled next, and another part's queue that was turned to while
        # the day was in a part.
        self._to_choose = self._turned_to = self._turned_in = ""
        session.loaded.connect(self.fill)
        lookups.arrived.connect(lambda _lookups: self.fill())

    def attach(self, presenter: PresenterWindow) -> None:
        """Give a presenter its panel, and serve it."""
        self._presenter = presenter
        panel = self.panel = QueuePanel(presenter)
        panel.folder = str(remembered.folder(self._workspace.settings, _FOLDER) or "")
        presenter.add_panel(panel)
        panel.dismissed.connect(lambda: presenter.show_panel(None))
        panel.passed.connect(presenter.keyPressEvent)
        panel.begun.connect(self.begin)
        panel.shown.connect(self.show_slides)
        panel.moved.connect(self._move)
        panel.edited.connect(self._edit)
        panel.added.connect(self._add)
        panel.removed.connect(self._remove)
        panel.attached.connect(self.attach_slides)
        panel.turned.connect(self._turn_to)
        panel.offers.taken.connect(self._take_offer)
        panel.offers.declined.connect(
            lambda id_: self._history.change(lambda store: participants.settle_offer(store, id_))
        )
        self.tray.password_wanted.connect(panel.password.ask)
        panel.password.given.connect(self.tray.unlock)
        self.tray.prepare(presenter.side.preview)

    def detach(self) -> None:
        """The presenter is gone, and the slides that were kept ready for it with it."""
        self._presenter = self.panel = None
        self.tray.clear()

    def toggle(self) -> None:
        """Open the queue, or put it away."""
        panel = self.panel
        if self._presenter is None or panel is None:
            return
        self._presenter.show_panel(None if self._presenter.panel is panel else panel)
        if self._presenter.panel is panel:
            self._to_choose = self._whose_turn()
            self.fill()
            # Enter then begins whoever is next, or picks a file where nobody is in the queue.
            (panel.list if panel.list.count() else panel.first).setFocus()

    # --- which part's queue ---

    def _part(self) -> str:
        """The part whose queue it is: the one chosen, the one we are in, the next that can have one, else the first."""
        context, rundown = self._session.context, self._session.rundown
        if context is None or rundown is None or not context.parts:
            return ""
        places = [part.id for part in _with_slides(context)]
        here = context.parts[rundown.index]
        if self._turned_in == here.id and self._turned_to in places:
            return self._turned_to
        if here.id in places:
            return here.id
        ahead = [part.id for part in context.parts[rundown.index :] if part.id in places]
        if rundown.live and ahead:
            return ahead[0]
        with_queue = [contribution.part_id for contribution in context.contributions]
        sharing = [part.id for part in context.parts if part.kind == PartKind.SHARING]
        return next(iter((*with_queue, *sharing, *places)), here.id)

    def _turn_to(self, part_id: str) -> None:
        """Another part's queue, until the day goes on to another part."""
        context, rundown = self._session.context, self._session.rundown
        if context is not None and rundown is not None and context.parts:
            self._turned_to, self._turned_in = part_id, context.parts[rundown.index].id
            self.fill()

    def _whose_turn(self) -> str:
        """Whose turn it is next, so that Enter begins it; empty where everyone has spoken."""
        context, rundown = self._session.context, self._session.rundown
        if context is None or rundown is None:
            return ""
        held = {rundown.contribution, *rundown.contributions}
        queue = context.of_part(self._part())
        return next((contribution.id for contribution in queue if contribution.id not in held), "")

    # --- what is shown ---

    def fill(self) -> None:
        """Show the queue of the part as it is now, and have its slides read."""
        context = self._session.context
        panel, lookups = self.panel, self._lookups.lookups
        if panel is None or context is None:
            return
        part = next((part for part in context.parts if part.id == self._part()), None)
        # Theory is held by the one whom the plan names, so nobody is missing there.
        alone = part is not None and part.kind == PartKind.THEORY
        panel.show_parts(
            [(other.id, _tab_name(other, _with_slides(context))) for other in _with_slides(context)],
            part.id if part else "",
        )
        panel.show_queue(
            part.title if part else "",
            context.of_part(part.id) if part else (),
            lookups.units,
            () if alone else lookups.not_presented,
            self._to_choose,
            alone=alone,
        )
        self._to_choose = ""
        panel.offers.show_people(() if alone else lookups.participants)
        if self._session.rundown is not None:
            panel.show_clock(self._session.rundown, self._lookups.absent)
        self.tray.fetch(context.contributions)

    def tick(self, rundown: Rundown) -> None:
        """The clocks in the queue, and the slides that may come next."""
        self.tray.prepare()
        if self._presenter is not None and self.panel is not None and self._presenter.panel is self.panel:
            self.panel.show_clock(rundown, self._lookups.absent)

    # --- what is done on the day ---

    def begin(self, contribution_id: str) -> None:
        """Start a contribution with its own clock, slides first where it has them; the one that is on is ended."""
        rundown, context = self._session.rundown, self._session.context
        if rundown is None or context is None:
            return
        if rundown.contribution == contribution_id:
            # The same button begins and ends; afterwards the wall is the part's own.
            with self._session.one_step():
                self._session.press(ev.EndContribution())
                self._session.press(ev.Show(None))
            return
        contribution = next((row for row in context.contributions if row.id == contribution_id), None)
        if contribution is not None:
            # The clock first: when the wall is up, people see it run.
            of = WallRef.slides if contribution.pages else WallRef.speaker
            with self._session.one_step():
                self._session.press(ev.BeginContribution(contribution_id))
                self._session.press(ev.Show(of(contribution_id)))

    def show_slides(self, contribution_id: str) -> None:
        """Slides on the wall, from the first page."""
        self._session.press(ev.Show(WallRef.slides(contribution_id)))

    # --- what is stored ---

    def _add(self) -> None:
        part = self._part()

        def added(changes: Changes) -> None:
            # The row is there after the next filling; its fields are written in at once.
            self._to_choose = changes.made
            if self.panel is not None:
                self.panel.speaker.setFocus()

        if part:
            self._history.change(lambda store: contributions.add(store, part), added)

    def _take_offer(self, participant_id: str) -> None:
        part = self._part()

        def taken(changes: Changes) -> None:
            self._to_choose = changes.made

        self._history.change(lambda store: contributions.take_offer(store, participant_id, part), taken)

    def _edit(self, contribution_id: str, field: str, value: object) -> None:
        typed = TypedField(Owner.CONTRIBUTION, contribution_id, field, as_value(value))
        self._autosave.store((contribution_id, field), typed, self._workspace.say)

    def _move(self, contribution_id: str, place: int) -> None:
        self._history.change(lambda store: contributions.move(store, contribution_id, place))

    def _remove(self, contribution_id: str) -> None:
        who = self._held(contribution_id)
        if who:
            self.trouble.emit(_("{who} er på lerretet nå. Avslutt innlegget først.").format(who=who))
            return
        self._history.change(
            lambda store: contributions.remove(store, contribution_id), lambda _changes: self.removed.emit()
        )

    def _held(self, contribution_id: str) -> str:
        """Whose contribution is on, or on the wall, so that it cannot go; empty where it can."""
        rundown, context, wall = self._session.rundown, self._session.context, self._session.wall()
        row = context.contribution(contribution_id) if context is not None else None
        if rundown is None or row is None:
            return ""
        on_wall = wall is not None and wall.ref.contribution_id == contribution_id
        on = rundown.live and (rundown.contribution == contribution_id or on_wall)
        return (row.speaker or row.unit_name or row.title or _("Innlegget")) if on else ""

    def attach_slides(self, contribution_id: str, path: str) -> None:
        """Keep a PDF for a contribution, or for the part where nobody is chosen; not under whoever speaks."""
        folder = str(Path(path).parent)
        self._workspace.settings.setValue(_FOLDER, folder)
        if self.panel is not None:
            self.panel.folder = folder
        row = self._session.context.contribution(contribution_id) if self._session.context is not None else None
        who = self._held(contribution_id) if row is not None and row.pages else ""
        if who:
            self.trouble.emit(_("{who} er på lerretet nå. Avslutt innlegget først.").format(who=who))
            return
        if contribution_id:
            self.tray.attach(contribution_id, path)
        else:
            self.tray.attach_new(self._part(), path)

    def _choose_next(self, contribution_id: str) -> None:
        self._to_choose = contribution_id
