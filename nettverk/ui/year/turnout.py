"""Hvem kom: units, services, districts, municipal and private, held against who was seen; counts, and never names."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from nettverk.domain.turnout import GroupTurnout, Turnout, UnitTurnout, words
from nettverk.i18n import _, _n, join, short_date
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import EmptyState, Note, Segmented, row

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class By(StrEnum):
    """What the counts are summed by."""

    UNIT = "unit"
    SERVICE = "service"
    DISTRICT = "district"
    OWNERSHIP = "ownership"


class TurnoutModel(QAbstractTableModel):
    """A line for each unit or group: gatherings expected and seen at, people registered and seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[UnitTurnout | GroupTurnout, ...] = ()
        self._by = By.UNIT
        self._sorted = (0, Qt.SortOrder.AscendingOrder)

    def show(self, lines: Sequence[UnitTurnout | GroupTurnout], by: By) -> None:
        """Show these, in the order one has chosen."""
        self.beginResetModel()
        self._by = by
        self.lines = self._ordered(lines)
        self.endResetModel()

    def _ordered(self, lines: Sequence[UnitTurnout | GroupTurnout]) -> tuple[UnitTurnout | GroupTurnout, ...]:
        column, order = self._sorted
        if column <= 0:
            ordered = tuple(lines)
            return tuple(reversed(ordered)) if order == Qt.SortOrder.DescendingOrder else ordered
        return tuple(
            sorted(lines, key=lambda line: self.counts(line)[column - 1], reverse=order == Qt.SortOrder.DescendingOrder)
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the names come in the order they were read."""
        self._sorted = column, order
        from nettverk.domain.sorting import sort_key

        self.show(sorted(self.lines, key=lambda line: sort_key(line.name)), self._by)

    @staticmethod
    def counts(line: UnitTurnout | GroupTurnout) -> tuple[int, int, int, int]:
        """The figures of a line."""
        return line.expected, line.came, line.registered, line.present

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section > 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return (_of(self._by), _("Ventet"), _("Sett"), _("Påmeldte"), _("Kom"))[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_typed((
                "", _("Samlinger noen var ventet på"), _("Samlinger noen ble sett på"),
                _("Personer påmeldt, lagt sammen"), _("Personer som kom, lagt sammen"),
            )[section])  # fmt: skip
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _name(line) if column == 0 else str(self.counts(line)[column - 1])
        if role == Qt.ItemDataRole.TextAlignmentRole and column > 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole:
            never = line.expected and not line.came
            return in_force().colour("stop" if never and column <= 2 else "ink" if column == 0 else "mute")
        return None


def _of(by: By) -> str:
    """What a line is, at the head of the names."""
    return {
        By.UNIT: _("Enhet"),
        By.SERVICE: _("Tjeneste"),
        By.DISTRICT: _("Bydel"),
        By.OWNERSHIP: _("Kommunal eller privat"),
    }[by]


def _name(line: UnitTurnout | GroupTurnout) -> str:
    if isinstance(line, GroupTurnout):
        return f"{line.name} ({_n('{n} enhet', '{n} enheter', line.units)})"
    return " · ".join(word for word in (line.name, line.service, line.district) if word)


class TurnoutPage(QWidget):
    """The sentences above, the figures below.

    Signals:
        wanted: somebody wants to go where it is said who comes.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turnout: Turnout | None = None
        self.told = Note("", self)
        self.by = Segmented(
            [
                (By.UNIT, _("Enheter")), (By.SERVICE, _("Tjenester")), (By.DISTRICT, _("Bydeler")),
                (By.OWNERSHIP, _("Kommunal og privat")),
            ],
            _("Summert etter"), self,
        )  # fmt: skip
        self.by.chosen.connect(lambda _key: self._show())
        self.model = TurnoutModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        quiet(self.table, _("Ventet og kom"))
        self.table.setSortingEnabled(True)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        self.nothing = EmptyState(
            _("Hvem kom, og hvem har ikke vært med?"),
            _("Her står det for hver enhet, tjeneste og bydel, når oppmøtet er krysset av i Gjennomfør, ved døra."),
            _("Gå til Gjennomfør"), self.wanted.emit, self, icon="users",
        )  # fmt: skip
        lines.addWidget(self.told)
        lines.addLayout(row(self.by, None))
        lines.addWidget(self.table, 1)
        lines.addWidget(self.nothing, 1)

    def show_turnout(self, turnout: Turnout) -> None:
        """Show a year's attendance."""
        self._turnout = turnout
        sentences = [*words(turnout), *_gaps(turnout)]
        self.told.setText("\n".join(sentences))
        some = bool(turnout.units)
        self.told.setVisible(some)
        self.nothing.setVisible(not some)
        self.by.setVisible(some)
        self.table.setVisible(some)
        self._show()

    def _show(self) -> None:
        if self._turnout is None:
            return
        match By(self.by.value()):
            case By.UNIT:
                self.model.show(self._turnout.units, By.UNIT)
            case By.SERVICE:
                self.model.show(self._turnout.by_service, By.SERVICE)
            case By.DISTRICT:
                self.model.show(self._turnout.by_district, By.DISTRICT)
            case By.OWNERSHIP:
                self.model.show(self._turnout.by_ownership, By.OWNERSHIP)


def _gaps(turnout: Turnout, most: int = 4) -> list[str]:
    """Which central services were absent at which gathering, the latest first, where they came to another."""
    gaps = [gap for gap in turnout.gaps if gap.service not in turnout.never_services]
    by_day: dict[tuple[str, str], list[str]] = {}
    for gap in sorted(gaps, key=lambda gap: gap.held_on, reverse=True):
        by_day.setdefault((short_date(gap.held_on), gap.gathering), []).append(gap.service)
    return [
        _("{day}, «{gathering}»: ingen fra {services}.").format(day=day, gathering=title, services=join(services))
        for (day, title), services in list(by_day.items())[:most]
    ]
