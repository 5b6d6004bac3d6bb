"""What one does with the sheets of the chosen part: from the library, moved, taken out, brought to a new version."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.plan import Part
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.library import Shelved
from nettverk.i18n import _, language
from nettverk.services.database import Store
from nettverk.services.sheets import library, uses
from nettverk.ui.common.arrivals import RunLight, ShowLibrarySheet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.editor import PlanEditor
from nettverk.ui.plan.part_sheets import PartSheets
from nettverk.ui.plan.sheet_picker import SheetPicker


class SheetCommands(QObject):
    """Connects the list of a part's sheets to the services.

    Args:
        part: gives the part that is chosen, or None.
    """

    def __init__(
        self, workspace: Workspace, editor: PlanEditor, sheets: PartSheets, host: QWidget,
        part: Callable[[], Part | None],
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._workspace, self._editor, self._host, self._part = workspace, editor, host, part
        sheets.add_wanted.connect(self.pick)
        sheets.removed.connect(self.remove)
        sheets.moved.connect(lambda use_id, place: editor.change(lambda store: uses.move(store, use_id, place)))
        sheets.renewed.connect(lambda use_id: editor.change(lambda store: uses.take_newest(store, use_id)))
        sheets.opened.connect(self.open)
        sheets.light_wanted.connect(lambda use_id: workspace.go(RoomKey.REFLECT, RunLight(use_id)))

    def pick(self) -> None:
        """Choose a sheet of the library for the chosen part."""
        part, spoken = self._part(), language()
        if part is not None:
            self._workspace.lane.ask(
                lambda store: library.all_(store, spoken), lambda known: self._show(part, known), self
            )

    def _show(self, part: Part, known: tuple[Shelved, ...]) -> None:
        picker = SheetPicker(self._host, part.title, known, lambda sheet_id: self._use(part, sheet_id), self._see)
        picker.closed.connect(picker.deleteLater)
        picker.open(picker.search)

    def _use(self, part: Part, sheet_id: str) -> None:
        self._editor.change(lambda store: uses.use_in_part(store, sheet_id, part.id))

    def _see(self, sheet_id: str) -> None:
        self._workspace.go(RoomKey.LIBRARY, ShowLibrarySheet(sheet_id))

    def open(self, use_id: str) -> None:
        """Go to the library, to the sheet that is used."""
        part = self._part()
        use = next((use for use in part.sheets if use.id == use_id), None) if part is not None else None
        if use is not None:
            self._see(use.sheet.id)

    def remove(self, use_id: str) -> None:
        """Take a sheet out of the part; the line at the bottom offers to take it back."""
        part = self._part()
        use = next((use for use in part.sheets if use.id == use_id), None) if part is not None else None
        if use is None:
            return
        sentence = _("{sheet} er fjernet fra delen. Det som er skrevet på det, kommer tilbake om du angrer.")
        self._editor.change(
            lambda store: uses.remove(store, use_id),
            lambda _changes: self._workspace.say(
                sentence.format(sheet=use.sheet.title), _("Angre"), self._workspace.lane.undo
            ),
        )


def newer_versions(store: Store, parts: tuple[Part, ...]) -> Mapping[str, int]:
    """The version that each use could be brought to, by its id; those that are the newest are left out."""
    newer = {use.id: uses.newer_version(store, use) for part in parts for use in part.sheets if not use.simple}
    return {use_id: version for use_id, version in newer.items() if version}
