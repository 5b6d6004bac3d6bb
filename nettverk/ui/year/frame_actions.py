"""What one does with what frames the year and with the goals: something new, one opened, one taken away."""

from __future__ import annotations

from collections.abc import Callable

from nettverk.domain.changes import Changes
from nettverk.domain.now import today
from nettverk.domain.year.days import first_day, last_day
from nettverk.domain.year.items import EntryOf
from nettverk.i18n import _, short_date
from nettverk.services import goals
from nettverk.services.database import Store
from nettverk.services.year import frame
from nettverk.ui.common.drafts import waiting
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.year.frame_page import FrameOf
from nettverk.ui.year.host import YearHost


class FrameActions:
    """Belongs to the room, over which its sheets lie."""

    def __init__(self, workspace: Workspace, room: YearHost) -> None:
        self._workspace, self._room = workspace, room

    def open(self, of: FrameOf, id_: str = "") -> None:
        """Open the sheet of a row, or of a new one where no id is given."""
        from nettverk.ui.year.frame_sheets import CostSheet, RequestSheet, TrainingSheet

        known = self._room.known
        if known is None:
            return
        work, room, near = self._workspace, self._room, self._room.near()
        match of:
            case FrameOf.TRAINING:
                if not known.units:
                    work.say(_("Legg inn enhetene i Registeret først."))
                    return
                count = next((item for item in known.training if item.id == id_), None)
                begun = waiting(room, TrainingSheet) if count is None else None
                training = begun or TrainingSheet(work, room, known.units, count)
                training.open(training.people if count else training.unit)
            case FrameOf.PARTNER:
                asked = next((item for item in known.requests if item.id == id_), None)
                networks = [(network.id, network.name) for network in known.year.networks]
                wished = waiting(room, RequestSheet) if asked is None else None
                request = wished or RequestSheet(work, room, networks, near, asked)
                request.open(request.theme_line)
            case FrameOf.COSTS:
                spent = next((item for item in known.costs if item.id == id_), None)
                held = [(item.id, f"{item.title}, {short_date(item.day)}", item.day) for item in known.year.entries
                        if item.of is EntryOf.GATHERING]  # fmt: skip
                # Money is spent when it is written down, or before; what is planned is another day.
                spent_on = min(max(today(), first_day(known.year.year)), last_day(known.year.year))
                noted = waiting(room, CostSheet) if spent is None else None
                cost = noted or CostSheet(work, room, held, spent_on, spent)
                cost.open(cost.what)

    def remove(self, of: FrameOf, id_: str) -> None:
        """Take a row away; it is said, and can be undone."""
        remove = {
            FrameOf.TRAINING: frame.remove_training, FrameOf.PARTNER: frame.remove_request,
            FrameOf.COSTS: frame.remove_cost,
        }[of]  # fmt: skip
        self._change(lambda store: remove(store, id_), _("Fjernet."))

    # --- goals ---

    def new_goal(self) -> None:
        """Open the sheet for a new goal."""
        from nettverk.ui.year.goals_page import NewGoalSheet

        known = self._room.known
        networks = [(network.id, network.name) for network in known.year.networks] if known else []
        if not networks:
            self._workspace.say(_("Lag den første samlingen i Planlegg, så finnes nettverket."))
            return
        sheet = waiting(self._room, NewGoalSheet)
        sheet = sheet or NewGoalSheet(self._workspace, self._room, networks, known.stories if known else ())
        sheet.open(sheet.text)

    def open_goal(self, goal_id: str) -> None:
        """Show one goal whole, where it can be changed and linked."""
        from nettverk.ui.year.goals_page import GoalSheet

        known = self._room.known
        story = next((story_ for story_ in known.stories if story_.goal.id == goal_id), None) if known else None
        if story is not None:
            sheet = GoalSheet(self._workspace, self._room, story)
            sheet.open(sheet.text)

    def remove_goal(self, goal_id: str) -> None:
        """Take a goal away; it is said, and can be undone."""
        self._change(lambda store: goals.remove(store, goal_id), _("Målet er fjernet."))

    def _change(self, job: Callable[[Store], Changes], said: str) -> None:
        work = self._workspace
        work.lane.change(
            job, lambda _changes: work.say(said, _("Angre"), work.lane.undo), self._room, failed=work.say
        )  # fmt: skip
