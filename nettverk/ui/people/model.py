"""The people at a gathering as a table that can be sorted and searched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from nettverk.domain.participants import Participant, attendance_name
from nettverk.domain.sorting import fold, sort_key
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
NAME, UNIT, SERVICE, ROLE, EMAIL, STATUS = range(6)


class PeopleModel(QAbstractTableModel):
    """Rows are participants; columns name, unit, service, role, e-mail and attendance."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self._theme = theme
        self.people: tuple[Participant, ...] = ()
        self._told: tuple[str, ...] = ()
        self._sorted = (NAME, Qt.SortOrder.AscendingOrder)

    def show(self, people: tuple[Participant, ...]) -> None:
        """Show these, in the order chosen; the same people in the same order keep selection and scroll."""
        before = [one.id for one in self.people]
        ordered = self._ordered(people)
        same = before == [one.id for one in ordered]
        if not same:
            self.beginResetModel()
        self.people, self._told = ordered, ()
        if not same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, STATUS))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column the Norwegian way; people who are alike in it stand by name."""
        if (column, order) == self._sorted or column < 0:
            return
        self.beginResetModel()
        self._sorted, self._told = (column, order), ()
        self.people = self._ordered(self.people)
        self.endResetModel()

    def _ordered(self, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
        column, order = self._sorted
        if column == NAME:
            keys = {one.id: sort_key(one.list_name) for one in people}
        else:
            keys = {one.id: sort_key(f"{self.text(one, column)}\x00{one.list_name}") for one in people}
        return tuple(sorted(people, key=lambda one: keys[one.id], reverse=order == Qt.SortOrder.DescendingOrder))

    def found(self, row: int, words: tuple[str, ...]) -> bool:
        """Whether every word is found in a row."""
        if not self._told:
            self._told = tuple(
                fold(f"{one.name} {one.unit_name} {one.service_name} {one.role} {one.email}") for one in self.people
            )
        return all(word in self._told[row] for word in words)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Navn"), _("Enhet"), _("Tjeneste"), _("Rolle"), _("E-post"), _("Oppmøte"))[section]
        return None

    def text(self, one: Participant, column: int) -> str:
        """What a cell says."""
        if column == STATUS:
            new = _("møtte uten påmelding") if one.walk_in else ""
            return " · ".join(word for word in (attendance_name(one.attendance), new) if word)
        return (one.list_name, one.unit_name, one.service_name, one.role, one.email)[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one, column = self.people[index.row()], index.column()
        theme = self._theme()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(one, column)
        if role == Qt.ItemDataRole.DecorationRole and column == SERVICE:
            return shapes.icon(one.service_shape, theme.colour("accent"), 14, filled=False)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(0, "semibold" if column == NAME else "regular")
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == STATUS and one.attendance == "absent":
                return theme.colour("stop")
            return theme.colour("ink" if column in (NAME, UNIT) else "mute")
        return None


class PeopleProxy(QSortFilterProxyModel):
    """Narrowed by what one searches for (every word must be found)."""

    def __init__(self, source: PeopleModel) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._model = source
        self.setSourceModel(source)

    def search(self, text: str) -> None:
        """Show only those where every word is found in name, unit, service, role or e-mail."""
        self.beginFilterChange()
        self._words = tuple(fold(word) for word in text.split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        return not self._words or self._model.found(row, self._words)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The list itself is sorted, once; the proxy only narrows it."""
        self._model.sort(column, order)

    def participants(self, indexes: list[QModelIndex]) -> list[Participant]:
        """The people of these rows."""
        rows = sorted({self.mapToSource(index).row() for index in indexes})
        return [self._model.people[row] for row in rows if row >= 0]
