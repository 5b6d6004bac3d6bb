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
SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NAME, UNIT, SERVICE, ROLE, EMAIL, STATUS = range(6)


class PeopleModel(QAbstractTableModel):
    """Rows are participants; columns name, unit, service, role, e-mail and attendance."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self._theme = theme
        self.people: tuple[Participant, ...] = ()
        self.told: tuple[str, ...] = ()
        self._keys: tuple[tuple[str, ...], ...] = ()

    def show(self, people: tuple[Participant, ...]) -> None:
        """Show these; the same people in the same order keep selection and scroll."""
        same = [one.id for one in people] == [one.id for one in self.people]
        if not same:
            self.beginResetModel()
        self.people = people
        self.told = tuple(
            fold(f"{one.name} {one.unit_name} {one.service_name} {one.role} {one.email}") for one in people
        )
        self._keys = tuple(tuple(sort_key(self.text(one, column))[0] for column in range(6)) for one in people)
        if not same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, STATUS))

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
        if role == SORT_ROLE:
            return f"{self._keys[index.row()][column]}\x00{self._keys[index.row()][NAME]}"
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
    """Sorted by the Norwegian alphabet, narrowed by what one searches for (every word must be found)."""

    def __init__(self, source: PeopleModel) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._model = source
        self.setSourceModel(source)
        self.setSortRole(SORT_ROLE)

    def search(self, text: str) -> None:
        """Show only those where every word is found in name, unit, service, role or e-mail."""
        self.beginFilterChange()
        self._words = tuple(fold(word) for word in text.split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        found = self._model.told[row]
        return all(word in found for word in self._words)

    def participants(self, indexes: list[QModelIndex]) -> list[Participant]:
        """The people of these rows."""
        rows = sorted({self.mapToSource(index).row() for index in indexes})
        return [self._model.people[row] for row in rows if row >= 0]
