"""What two machines wrote differently of the plan: beside the field, in the chosen part and in the gathering itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.ui.common.contests_beside import ContestsBeside, ContestsButton
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.details import GatheringFields
from nettverk.ui.plan.model import PlanModel
from nettverk.ui.plan.side_panel import SidePanel

if TYPE_CHECKING:
    from nettverk.services.sharing.contests import Contest

_OF_GATHERING = frozenset({"gatherings", "goals"})


class PlanContests(QObject):
    """Shows them in the two forms.

    Attributes:
        button: how many there are, with the way to all of them.
    """

    def __init__(self, workspace: Workspace, model: PlanModel, side: SidePanel, room: QWidget) -> None:
        super().__init__(room)
        self._workspace, self._model, self._side = workspace, model, side
        self.button = ContestsButton(workspace)
        self.of_part = ContestsBeside(workspace, side.part_fields, {("sheet_uses", "text"): "questions"})
        self.of_gathering: ContestsBeside | None = None
        self._known: tuple[Contest, ...] = ()
        side.gathering_form_made.connect(self._new_form)

    def show(self, contests: tuple[Contest, ...]) -> None:
        """Show what is open now."""
        self._known = contests
        self.button.show_count(len(contests))
        self.apply()

    def apply(self) -> None:
        """Show it in the part that is chosen now, and in the gathering's form once that is there."""
        part = self._model.part(self._side.part_fields.subject)
        keys = {part.id, *(question.id for question in part.questions)} if part is not None else set()
        self.of_part.show(
            [each for each in self._known if each.field[0] not in _OF_GATHERING and each.field[1] in keys]
        )
        if self.of_gathering is not None:
            self.of_gathering.show([each for each in self._known if each.field[0] in _OF_GATHERING])

    def _new_form(self, form: GatheringFields) -> None:
        self.of_gathering = ContestsBeside(self._workspace, form, {("goals", "text"): "goals"})
        self.apply()
