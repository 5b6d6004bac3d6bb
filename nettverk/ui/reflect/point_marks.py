"""Quote and role of a point by key while one types: of the line the cursor stands on, and stored with the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.domain.points import lines_of
from nettverk.domain.sheets.written import Sheet
from nettverk.i18n import _
from nettverk.services.database import Store
from nettverk.services.themes import marks
from nettverk.services.themes.marks import MarkedLine
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.themes.role_sheet import RoleSheet


class PointMarks(QObject):
    """Marks the points of the gathering one works on.

    Args:
        stored: stores what is typed; what is marked must be there first.
        text_of: gives what stands in a sheet's field.
    """

    def __init__(
        self, workspace: Workspace, host: QWidget, stored: Callable[[], object], text_of: Callable[[Sheet], str]
    ) -> None:
        super().__init__(host)
        self._workspace, self._host, self._stored, self._text_of = workspace, host, stored, text_of
        self._here = ""

    @cached_property
    def role(self) -> RoleSheet:
        """Where the role is chosen; made when somebody first wants it."""
        return RoleSheet(self._host, self._set_role)

    def quote(self, sheet: Sheet, line: int) -> None:
        """Let the point on a line of the answer be somebody's own words, or not any more."""
        self._at(self._text_of(sheet), line, partial(_at_line, sheet), self._turn)

    def ask_role(self, sheet: Sheet, line: int) -> None:
        """Ask what whoever said the point on a line does."""
        self._at(self._text_of(sheet), line, partial(_at_line, sheet), self._begin_role)

    def quote_answer(self, object_: str, text: str, line: int) -> None:
        """The same as ``quote`` for an answer on a sheet from the library."""
        self._at(text, line, partial(_at_answer, object_), self._turn)

    def ask_role_of_answer(self, object_: str, text: str, line: int) -> None:
        """The same as ``ask_role`` for an answer on a sheet from the library."""
        self._at(text, line, partial(_at_answer, object_), self._begin_role)

    def _begin_role(self, here: MarkedLine) -> None:
        self.role.begin([here.key], here.mark.role_words)

    def _at(
        self, text: str, line: int, find: Callable[[Store, str, int], MarkedLine | None],
        then: Callable[[MarkedLine], object],
    ) -> None:  # fmt: skip
        gathering, lines = self._workspace.gathering, text.split("\n")
        if gathering is None:
            return
        if not lines_of(lines[line] if line < len(lines) else ""):
            self._workspace.say(_("Skriv punktet først, og merk det så."))
            return
        place, here = len(lines_of("\n".join(lines[: line + 1]))) - 1, gathering.id
        self._here = here
        self._stored()

        def arrived(point: MarkedLine | None) -> None:
            if point is not None:
                then(point)

        self._workspace.lane.ask(lambda store: find(store, here, place), arrived, self)

    def _turn(self, here: MarkedLine) -> None:
        where, quote = self._here, not here.mark.quote
        self._change(lambda store: marks.set_quote(store, where, [here.key], quote=quote))

    def _set_role(self, keys: Sequence[str], role: str) -> None:
        where = self._here
        self._change(lambda store: marks.set_role(store, where, keys, role))

    def _change(self, job: Callable[[Store], Changes]) -> None:
        self._workspace.lane.change(job, None, self, failed=self._workspace.say)


def _at_line(sheet: Sheet, store: Store, gathering_id: str, place: int) -> MarkedLine | None:
    return marks.at_line(store, gathering_id, sheet.part_id, sheet.table, sheet.question_id, place)


def _at_answer(object_: str, store: Store, gathering_id: str, place: int) -> MarkedLine | None:
    return marks.at_answer(store, gathering_id, object_, place)
