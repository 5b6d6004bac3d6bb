"""The people at a gathering as a table that can be sorted and searched."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QIcon

from nettverk.domain.participants import Attendance, Participant, attendance_name
from nettverk.domain.sorting import fold, sort_key
from nettverk.i18n import _
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
NAME, UNIT, SERVICE, ROLE, EMAIL, STATUS = range(6)


class PeopleModel(QAbstractTableModel):
    """Rows are participants; columns name, unit, service, role, e-mail and attendance.

    Signals:
        ticked: the box before a name was pressed: participant id, and whether they are here now.
    """

    ticked = Signal(str, bool)

    def __init__(self, theme: Callable[[], Theme]) -> None:
        super().__init__()
        self._theme = theme
        self.people: tuple[Participant, ...] = ()
        self.contested: frozenset[str] = frozenset()  # ids of those whom two machines wrote differently of
        self._row_words: tuple[str, ...] = ()
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._sorted = (NAME, Qt.SortOrder.AscendingOrder)

    def show(self, people: tuple[Participant, ...]) -> None:
        """Show these, in the order chosen; the same people in the same order keep selection and scroll."""
        before = [participant.id for participant in self.people]
        ordered = self._ordered(people)
        same = before == [participant.id for participant in ordered]
        if not same:
            self.beginResetModel()
        self.people, self._row_words = ordered, ()
        if not same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, STATUS))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column the Norwegian way; people who are alike in it stand by name."""
        if (column, order) == self._sorted or column < 0:
            return
        self.beginResetModel()
        self._sorted, self._row_words = (column, order), ()
        self.people = self._ordered(self.people)
        self.endResetModel()

    def _icon(self, shape: str, theme: Theme) -> QIcon:
        """A service's shape, drawn once for each look: a list of hundreds asks for it at every paint."""
        colour = theme.colour("accent")
        key = (shape, colour.name())
        if key not in self._icons:
            self._icons[key] = shapes.icon(shape, colour, 14, filled=False)
        return self._icons[key]

    def _ordered(self, people: tuple[Participant, ...]) -> tuple[Participant, ...]:
        column, order = self._sorted
        if column == NAME:
            keys = {participant.id: sort_key(participant.list_name) for participant in people}
        else:
            keys = {
                participant.id: sort_key(f"{self.text(participant, column)}\x00{participant.list_name}")
                for participant in people
            }
        return tuple(
            sorted(people, key=lambda participant: keys[participant.id], reverse=order == Qt.SortOrder.DescendingOrder)
        )

    def holds_words(self, row: int, words: tuple[str, ...]) -> bool:
        """Whether every word is found in a row."""
        if not self._row_words:
            # Folded once for the whole list, not once for each letter that is typed.
            self._row_words = tuple(fold(_searched(participant)) for participant in self.people)
        return all(word in self._row_words[row] for word in words)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 6

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Navn"), _("Enhet"), _("Tjeneste"), _("Rolle"), _("E-post"), _("Oppmøte"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The box in front of a name can be ticked."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else usual

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick says that somebody is here, and taking it away that nothing is said of them."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != NAME:
            return False
        person = self.people[index.row()]
        self.ticked.emit(person.id, person.attendance is not Attendance.PRESENT)
        return True

    def text(self, participant: Participant, column: int) -> str:
        """The words of a cell, as they are shown and sorted by."""
        if column == STATUS:
            new = _("møtte uten påmelding") if participant.walk_in else ""
            offer = _("vil presentere") if participant.presents else ""
            words = (attendance_name(participant.attendance), new, participant.hours, offer)
            return " · ".join(word for word in words if word)
        return (
            participant.list_name,
            participant.unit_name,
            participant.service_name,
            participant.role,
            participant.email,
        )[column]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        participant, column = self.people[index.row()], index.column()
        theme = self._theme()
        if role == Qt.ItemDataRole.AccessibleTextRole and column == NAME and participant.id in self.contested:
            return _("{name}, skrevet ulikt").format(name=participant.list_name)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(participant, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == NAME:
            return _TICKS.get(participant.attendance, Qt.CheckState.Unchecked)
        if role == Qt.ItemDataRole.DecorationRole and column == SERVICE:
            return self._icon(participant.service_shape, theme)
        if role == Qt.ItemDataRole.DecorationRole and column == NAME and participant.id in self.contested:
            return theme.icon("merge", "accent", 16)
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(0, "semibold" if column == NAME else "regular")
        if role == Qt.ItemDataRole.ForegroundRole:
            if column == STATUS and participant.attendance == Attendance.ABSENT:
                return theme.colour("stop")
            return theme.colour("ink" if column in (NAME, UNIT) else "mute")
        return None


_TICKS = {Attendance.PRESENT: Qt.CheckState.Checked, Attendance.LATE: Qt.CheckState.PartiallyChecked}
"""How the box in front of a name stands; empty for those who have not come."""


def _searched(participant: Participant) -> str:
    """What a search looks through."""
    words = (
        participant.name, participant.unit_name, participant.service_name, participant.role, participant.email
    )  # fmt: skip
    return " ".join(words)


class PeopleProxy(QSortFilterProxyModel):
    """Narrowed by what one searches for (every word must be found)."""

    def __init__(self, source: PeopleModel) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._service = ""
        self._model = source
        self.setSourceModel(source)

    def search(self, text: str) -> None:
        """Show only those where every word is found in name, unit, service, role or e-mail."""
        self.beginFilterChange()
        self._words = tuple(fold(word) for word in text.split())
        self.endFilterChange()

    def only(self, service_id: str) -> None:
        """Show only those of one service; empty for all."""
        self.beginFilterChange()
        self._service = service_id
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if self._service and self._model.people[row].service_id != self._service:
            return False
        return not self._words or self._model.holds_words(row, self._words)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The list itself is sorted, once; the proxy only narrows it."""
        self._model.sort(column, order)

    def participants(self, indexes: list[QModelIndex]) -> list[Participant]:
        """The participants of these rows of the narrowed list, each once."""
        rows = sorted({self.mapToSource(index).row() for index in indexes})
        return [self._model.people[row] for row in rows if row >= 0]
