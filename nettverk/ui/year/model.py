"""The year as a table: when, what, whose, and who sees to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QIcon

from nettverk.domain.year.clashes import entry_name
from nettverk.domain.year.items import Entry, EntryOf, phase_name
from nettverk.i18n import _, _n, day_month, join, short_day
from nettverk.services.year.year import Year
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force
from nettverk.ui.year.marks import entry_icon, kind_words

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
WHEN, WHAT, WHOSE, OWNER = range(4)
MARK = 20


class YearModel(QAbstractTableModel):
    """Rows are entries by day; the one that is due next stands out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.year: Year | None = None
        self._due: tuple[EntryOf, str] | None = None
        self._today = date.min
        self._icons: dict[tuple[object, ...], QIcon] = {}

    def show(self, year: Year, entries: Sequence[Entry], due: Entry | None, today: date) -> None:
        """Show these entries of a year; ``due`` is the one that comes next."""
        before = [entry.key for entry in self.entries]
        same = before == [entry.key for entry in entries]
        if not same:
            self.beginResetModel()
        self.year, self.entries, self._due, self._today = year, tuple(entries), due.key if due else None, today
        if not same:
            self.endResetModel()
        elif entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, OWNER))

    def entry(self, index: Index) -> Entry | None:
        """The entry of a row."""
        return self.entries[index.row()] if index.isValid() and index.row() < len(self.entries) else None

    def row_of(self, key: tuple[EntryOf, str]) -> int:
        """Where an entry stands; -1 where it does not."""
        return next((row for row, entry in enumerate(self.entries) if entry.key == key), -1)

    def place_of(self, entry: Entry) -> int:
        """The place of an entry's network among the networks; 0 for what is everybody's."""
        networks = self.year.networks if self.year else ()
        return next((place for place, network in enumerate(networks) if network.id == entry.network_id), 0)

    # --- Qt ---

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Når"), _("Hva"), _("Nettverk"), _("Ansvarlig"))[section]
        return None

    def text(self, entry: Entry, column: int) -> str:
        """The words of a cell."""
        match column:
            case 0:
                return short_day(entry.day)
            case 1:
                where = f" · {entry.district}" if entry.district else ""
                return f"{entry.title}{where}"
            case 2:
                return entry.network or _("alle")
            case _:
                return entry.owner

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry, column = self.entries[index.row()], index.column()
        theme = in_force()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(entry, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry) if column == WHAT else self.text(entry, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == WHAT:
            return as_typed(self._tip(entry))
        if role == Qt.ItemDataRole.ToolTipRole and column == OWNER and entry.owner:
            return as_typed(entry.owner)
        if role == Qt.ItemDataRole.DecorationRole and column == WHAT:
            return self._icon(entry)
        if role == Qt.ItemDataRole.FontRole:
            due = entry.key == self._due
            font = QFont(theme.font(0, "semibold" if due and column == WHAT else "regular"))
            font.setStrikeOut(entry.cancelled and column == WHAT)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            if self.year is not None and column == WHEN and entry.open and self.year.clashes_of(entry):
                return theme.colour("stop")
            if entry.open and entry.last < self._today and entry.of is not EntryOf.GATHERING:
                return theme.colour("warn")
            waits = column in {WHEN, WHOSE, OWNER} or not entry.open
            return theme.colour("mute" if waits and entry.key != self._due else "ink")
        if role == Qt.ItemDataRole.BackgroundRole and entry.key == self._due:
            return theme.colour("selection")
        return None

    def _spoken(self, entry: Entry) -> str:
        return " · ".join(word for word in (self.text(entry, WHAT), kind_words(entry), self._tip(entry)) if word)

    def _tip(self, entry: Entry) -> str:
        """What stands in its way, and what was noted."""
        clashes = self.year.clashes_of(entry) if self.year and entry.open else ()
        phase = _("Fase: {phase}.").format(phase=phase_name(entry.phase)) if entry.phase else ""
        return " ".join([*dict.fromkeys(clash.words for clash in clashes), phase, entry.note]).strip()

    def _icon(self, entry: Entry) -> QIcon:
        theme, place = in_force(), self.place_of(entry)
        key = (entry.kind, entry.number, entry.done, entry.cancelled, place, theme.name, theme.scale)
        if key not in self._icons:
            self._icons[key] = entry_icon(entry, place, theme, MARK)
        return self._icons[key]


def clash_words(year: Year, today: date, most: int = 3) -> str:
    """What clashes from today on, in a few sentences; empty where nothing does."""
    words = []
    for clash in year.clashes:
        entry = next((entry for entry in year.entries if entry.key == clash.first), None)
        if clash.day >= today and entry is not None:
            where = f"{entry_name(entry)} {day_month(clash.day)}: " if clash.second is None else ""
            words.append(f"{where}{clash.words}")
    words = list(dict.fromkeys(words))
    more = len(words) - most
    return " ".join([*words[:most], *([_("Og {n} til.").format(n=more)] if more > 0 else [])])


def count_words(year: Year) -> str:
    """How many gatherings there are, in which networks, and how many have been held; empty where there are none."""
    held = [entry for entry in year.entries if entry.of is EntryOf.GATHERING and not entry.cancelled]
    if not held:
        return ""
    names = [network.name for network in year.networks if any(entry.network_id == network.id for entry in held)]
    count = _n("{n} samling", "{n} samlinger", len(held))
    done = sum(entry.done for entry in held)
    if not done:
        return _("{count} i {networks}. Ingen av dem er holdt ennå.").format(count=count, networks=join(names))
    return _("{count} i {networks}. {done} av dem er holdt.").format(count=count, networks=join(names), done=done)
