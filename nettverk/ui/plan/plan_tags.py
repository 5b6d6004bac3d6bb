"""The tags of the gathering and of its parts: shown on the forms, changed in the sheet, and a filter over the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.tags import Carrier, TagOn
from nettverk.ui.common.tags.filter import TagFilter
from nettverk.ui.common.tags.tag_sheet import Tagger
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.model import PlanModel
from nettverk.ui.plan.side_panel import SidePanel
from nettverk.ui.plan.table import PlanTable

Carried = Mapping[TagOn, Mapping[str, Sequence[str]]]


class PlanTags(QObject):
    """What the room knows of tags.

    Attributes:
        filter: the control over the table. Parts that are not wanted are out of sight there; the line of the day is
            whole, since the times are those of the whole day.
    """

    def __init__(
        self, workspace: Workspace, table: PlanTable, model: PlanModel, side: SidePanel, host: QWidget
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._workspace, self._table, self._model, self._side = workspace, table, model, side
        self._carried: Carried = {}
        self._tagger = Tagger(workspace, host)
        self.filter = TagFilter(host)
        self.filter.changed.connect(self._filtered)
        model.modelReset.connect(self.apply)
        workspace.gathering_changed.connect(self.filter.clear)
        side.part_tags_wanted.connect(self._tag_part)
        side.gathering_tags_wanted.connect(self.tag_gathering)

    def show(self, carried: Carried) -> None:
        """Show the tags as they were read."""
        self._carried = carried
        self.filter.offer(carried.get(TagOn.PART, {}).get(part.id, ()) for part in self._model.parts)
        self.apply()

    def apply(self) -> None:
        """Let the table show the parts that are wanted, and the forms the tags of what they are about."""
        for row, part in enumerate(self._model.parts):
            self._table.setRowHidden(row, not self.filter.shows(self._of(TagOn.PART, part.id)))
        gathering = self._workspace.gathering
        of_gathering = self._of(TagOn.GATHERING, gathering.id) if gathering is not None else ()
        self._side.show_tags(self._of(TagOn.PART, self._side.part_fields.subject), of_gathering)

    def _filtered(self) -> None:
        self.apply()
        here = self._table.currentIndex().row()
        shown = [row for row in range(len(self._model.parts)) if not self._table.isRowHidden(row)]
        if shown and here not in shown:
            self._table.choose(self._model.parts[shown[0]].id)

    def _of(self, on: TagOn, id_: str) -> Sequence[str]:
        return self._carried.get(on, {}).get(id_, ())

    def _tag_part(self) -> None:
        part = self._model.part(self._side.part_fields.subject)
        if part is not None:
            self._tagger.open(Carrier(TagOn.PART, part.id, part.gathering_id), part.title)

    def tag_gathering(self) -> None:
        """Open the sheet for the gathering itself."""
        gathering = self._workspace.gathering
        if gathering is not None:
            self._tagger.open(Carrier(TagOn.GATHERING, gathering.id, gathering.id), gathering.title)
