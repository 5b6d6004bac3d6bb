"""The plan as a table one can type in: parts in order, with the clock times they get."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from nettverk.domain.plan import Gathering, Part, Planned, organising_name, part_kind_name, timetable
from nettverk.i18n import _, clock
from nettverk.ui.common import shapes
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
MIME = "application/x-nettverk-part"
_NOT_TYPED = object()

TIME, TITLE, MINUTES, FLOOR, FIXED, ORGANISING = range(6)
FIELDS = {TITLE: "title", MINUTES: "minutes", FLOOR: "floor_minutes", FIXED: "fixed_start", ORGANISING: "organising"}


class PlanModel(QAbstractTableModel):
    """Rows are parts, columns time, title, minutes, least minutes, fixed start and organising.

    Attributes:
        parts: what is shown, with what is being typed in it.
        stored: the same as it was read.

    Signals:
        edited: part id, field and new value, to be stored.
        moved: part id and the position it should have.
        previewed: values that are being typed are shown, or taken away again.
    """

    edited = Signal(str, str, object)
    previewed = Signal()
    moved = Signal(str, int)

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self._theme = theme
        self.gathering: Gathering | None = None
        self.parts: tuple[Part, ...] = ()
        self.stored: tuple[Part, ...] = ()
        self._typed: dict[tuple[str, str], object] = {}
        self.planned: tuple[Planned, ...] = ()

    def show(self, gathering: Gathering | None, parts: Sequence[Part]) -> None:
        """Show these parts as they are stored; the same rows in the same order keep editors and selection."""
        self.stored = tuple(parts)
        self._typed.clear()
        self._show(gathering, self.stored)

    def _show(self, gathering: Gathering | None, parts: Sequence[Part]) -> None:
        # A model that is reset closes the field one types in, so it is only done for other rows or another order.
        same = [part.id for part in parts] == [part.id for part in self.parts]
        if not same:
            self.beginResetModel()
        self.gathering, self.parts = gathering, tuple(parts)
        self.planned = timetable(gathering.held_on, gathering.starts_at, self.parts) if gathering else ()
        if same:
            self._all_changed()
        else:
            self.endResetModel()

    def _all_changed(self) -> None:
        if self.parts:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.parts) - 1, self.columnCount() - 1))

    def part(self, part_id: str) -> Part | None:
        """The part with this id as it now reads, or None where it is not in the plan."""
        row_number = self.row_of(part_id)
        return self.parts[row_number] if row_number >= 0 else None

    def row_of(self, part_id: str) -> int:
        """The row of a part, or -1."""
        return next((row for row, part in enumerate(self.parts) if part.id == part_id), -1)

    # --- Qt's questions ---

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.parts)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Tid"), _("Del"), _("Minutter"), _("Kortest"), _("Fast start"), _("Organisering"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (MINUTES, FLOOR):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal and section == FLOOR:
            return as_typed(_("Så kort kan delen bli når dere må hente inn tid."))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        part, planned, column = self.parts[index.row()], self.planned[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(part, planned, column)
        if role == Qt.ItemDataRole.EditRole:
            return getattr(part, FIELDS[column]) if column in FIELDS else None
        if role == Qt.ItemDataRole.DecorationRole and column == TITLE:
            return self._mark(part)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (MINUTES, FLOOR):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole:
            return self._theme().font(0, "semibold" if column == TITLE and part.main_number else "regular")
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(part, planned, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row()) if column == TITLE else self._text(part, planned, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (TIME, FIXED) and planned.gap:
            return as_typed(self._gap(planned))
        return None

    def _text(self, part: Part, planned: Planned, column: int) -> str:
        if column == TIME:
            return f"{clock(planned.start)}–{clock(planned.end)}"
        if column == TITLE:
            return part.title
        if column == MINUTES:
            return str(part.minutes)
        if column == FLOOR:
            return str(part.floor_minutes)
        if column == FIXED:
            return clock(part.fixed_start) if part.fixed_start else ""
        return organising_name(part.organising)

    def _ink(self, part: Part, planned: Planned, column: int) -> object:
        if column in (TIME, FIXED) and planned.gap < 0:
            return self._theme().colour("stop")
        quiet = column in (FLOOR, FIXED, ORGANISING) or (column == TITLE and not part.main_number)
        return self._theme().colour("mute" if quiet else "ink")

    def _mark(self, part: Part) -> object:
        theme, number = self._theme(), part.main_number
        if number:
            return shapes.icon(shapes.part_shape(number), theme.part(number), 16)
        names = {"break": "coffee", "lunch": "utensils", "check_in": "user-check"}
        return (
            theme.icon(names[part.kind], "mute", 16) if part.kind in names else shapes.icon("ring", theme.part(0), 12)
        )

    @staticmethod
    def _gap(planned: Planned) -> str:
        if planned.gap < 0:
            return _("{minutes} min for sent til den faste starten.").format(minutes=-planned.gap)
        return _("{minutes} min ventetid før.").format(minutes=planned.gap)

    def spoken(self, row: int) -> str:
        """A row as a screen reader should say it."""
        part, planned = self.parts[row], self.planned[row]
        kind = part_kind_name(part.kind)
        # «Teori: Teori: Broen» says the same twice.
        title = part.title if part.title.casefold().startswith(kind.casefold()) else f"{kind}: {part.title}"
        return _("{title}, {start} til {end}, {minutes} minutter").format(
            title=title, start=clock(planned.start), end=clock(planned.end), minutes=part.minutes
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in FIELDS else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a typed value: shown at once, times with it, and handed on to be stored."""
        if role != Qt.ItemDataRole.EditRole or index.column() not in FIELDS:
            return False
        part, field = self.parts[index.row()], FIELDS[index.column()]
        if isinstance(value, str):
            value = value.strip()
            if field == "title" and not value:
                return False
        if field == "fixed_start" and not (value is None or isinstance(value, time)):
            return False
        stored = next((known for known in self.stored if known.id == part.id), part)
        if getattr(stored, field) == value:
            self.forget_preview(part.id, field)
            return False
        self.preview(part.id, field, value)
        self.edited.emit(part.id, field, value)
        return True

    def preview(self, part_id: str, field: str, value: object) -> None:
        """Show a value before it is stored, with the times it gives."""
        self._typed[part_id, field] = value
        self._show_typed()

    def forget_preview(self, part_id: str, field: str) -> None:
        """Show again what is stored in a field of a part."""
        if self._typed.pop((part_id, field), _NOT_TYPED) is not _NOT_TYPED:
            self._show_typed()

    def _show_typed(self) -> None:
        # Always from what is stored: of «60» the first key is a part of six minutes, which must not lower the floor.
        self._show(self.gathering, tuple(self._with_typed(part) for part in self.stored))
        self.previewed.emit()

    def _with_typed(self, part: Part) -> Part:
        change: dict[str, Any] = {field: value for (id_, field), value in self._typed.items() if id_ == part.id}
        part = replace(part, **change)
        # The service lowers the floor with the minutes; the preview must do the same, or the row would flicker.
        return replace(part, floor_minutes=min(part.floor_minutes, part.minutes))

    # --- reordering by drag ---

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(self.parts[indexes[0].row()].id.encode()))
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME):
            return False
        part_id = bytes(data.data(MIME).data()).decode()
        target = row if row >= 0 else parent.row() if parent.isValid() else len(self.parts)
        here = self.row_of(part_id)
        if here < 0:
            return False
        target -= here < target  # the place is counted as if the dragged row were gone already
        if target != here:
            self.moved.emit(part_id, target)
        return False  # the rows move when the stored order comes back; Qt must not remove the dragged one
