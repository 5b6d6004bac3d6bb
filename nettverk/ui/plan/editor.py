"""Every change that is made to the parts of a plan, from the table, the form beside it and the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.plan import PartKind
from nettverk.domain.trash import Weight
from nettverk.domain.typed import Owner, TypedField, as_value
from nettverk.i18n import _
from nettverk.services import plan, trash
from nettverk.services.database import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.confirm_sheet import confirm
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.model import PlanModel


class PlanEditor(QObject):
    """Stores what is done to the plan, and refuses what would disturb a gathering that is being held.

    Attributes:
        wanted: id of the part to choose when the plan has been read again; empty for the one that is chosen.

    Signals:
        refused: a change was not stored; the plan should be shown as it is.
        added: a part was added and will be chosen.
    """

    refused = Signal()
    added = Signal()

    def __init__(self, workspace: Workspace, model: PlanModel, autosave: Autosave, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._workspace, self._model, self._autosave = workspace, model, autosave
        self.wanted = ""

    # --- one field ---

    def store_field(self, part_id: str, field: str, value: object) -> None:
        """Store one field of a part, as it was typed in the table."""
        typed = TypedField(Owner.PART, part_id, field, as_value(value))
        self._autosave.store((part_id, field), typed, self._tell_refused)

    def keep_cell(self, part_id: str, field: str, value: object, before: object) -> None:
        """Have what stands in the editor of a cell lie in the rescue file; it is stored when the cell is left."""
        typed = TypedField(Owner.PART, part_id, field, as_value(value))
        self._autosave.keep((part_id, field), typed, {field: as_value(before)})

    def leave_cell(self, part_id: str, field: str) -> None:
        """The cell is left: what was typed is on its way, or was taken back."""
        self._autosave.give_up((part_id, field))

    def type_field(self, part_id: str, field: str, value: object) -> None:
        """Store what was typed in the form; the table shows it at once, with the times it gives."""
        if field == "title" and not str(value).strip():
            return
        if field not in {"questions", "method"}:  # the table has no column for them
            self._model.preview(part_id, field, value)
        self.store_field(part_id, field, value)

    # --- whole parts ---

    def step(self, part_id: str, by: int) -> None:
        """Move a part so many places down (up where negative), as far as there are parts."""
        target = self._model.row_of(part_id) + by
        if 0 <= target < len(self._model.parts):
            self.wanted = part_id
            self.move(part_id, target)

    def move(self, part_id: str, place: int) -> None:
        """Give a part another place; what has been held stays before the part that is on the wall, the rest after."""
        now = self._part_on_stage()
        before = [part.id for part in self._model.parts]
        # The order as it would be, to see what would pass the part that is on the wall.
        after = [id_ for id_ in before if id_ != part_id]
        after.insert(place, part_id)
        if now in before and set(after[: after.index(now)]) != set(before[: before.index(now)]):
            title = self._model.parts[before.index(now)].title
            self._workspace.say(
                _(
                    "{part} er i gang. Deler som er ferdige, må stå før den, og deler som gjenstår, må stå etter."
                ).format(part=title)
            )
            return
        self.change(lambda store: plan.move(store, part_id, place))

    def add(self, kind: PartKind, place: int) -> None:
        """A new part of a kind at a place in the plan, ready to be named."""
        gathering = self._workspace.gathering
        if gathering is None:
            return

        def done(changes: Changes) -> None:
            self.wanted = changes.made
            self.added.emit()

        self.change(lambda store: plan.add(store, gathering.id, kind, position=place), done)

    def remove(self, part_id: str) -> None:
        """Remove a part, after a question where something was answered in it; it goes to the trash."""
        row_number = self._model.row_of(part_id)
        if row_number < 0:
            return
        title = self._model.parts[row_number].title
        if part_id == self._part_on_stage():
            self._workspace.say(_("{part} er i gang. Gå til neste del før du fjerner den.").format(part=title))
            return

        def ask(weight: Weight) -> None:
            confirm(self._workspace, self._host, title, weight, lambda: self._carry_out(part_id, row_number, title))

        self._workspace.lane.ask(lambda store: trash.of_part(store, part_id), ask, self)

    def _carry_out(self, part_id: str, row_number: int, title: str) -> None:
        # Its neighbour is chosen, so that several can be removed with the same key.
        rest = [part.id for part in self._model.parts if part.id != part_id]
        self.wanted = rest[min(row_number, len(rest) - 1)] if rest else ""
        self.change(
            lambda store: plan.remove(store, part_id),
            lambda _changes: self._workspace.say(
                _("{part} er fjernet.").format(part=title), _("Angre"), self._workspace.lane.undo
            ),
        )

    def change(self, job: Callable[[Store], Changes], then: Callable[[Changes], None] | None = None) -> None:
        """Change something; what is refused is said at the bottom."""
        self._workspace.lane.change(job, then, self, failed=self._tell_refused)

    def _tell_refused(self, sentence: str) -> None:
        self._workspace.say(sentence)
        self.refused.emit()

    def _part_on_stage(self) -> str:
        """The part of this gathering that is being held now; empty where none is."""
        workspace, here = self._workspace, self._workspace.gathering
        return workspace.live_part if here is not None and here.id == workspace.staged else ""
