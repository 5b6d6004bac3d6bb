"""The people on the board as a Qt model, which is also what screen readers read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nettverk.domain.groups import GroupingKind
from nettverk.domain.participants import Attendance, Participant, attendance_name
from nettverk.i18n import _, _n, join
from nettverk.services.groups import pairs as group_pairs
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.notes import TableNote, table_notes
from nettverk.services.groups.roles import role_name
from nettverk.ui.common.literal import as_typed

ModelIndex = QModelIndex | QPersistentModelIndex
Pairs = tuple[tuple[int, ...], ...]
"""The pairs at one table, as numbers of people; one of them has three where the table's number is odd."""


class ItemKind(StrEnum):
    """What a row of the board is about."""

    TABLE = "table"
    PERSON = "person"
    ABSENT = "absent"
    """Somebody who is not here today, shown where they would have sat."""


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the model.

    Attributes:
        table: number from 0, NOBODY for those without one.
        who: number of a person in ``board.people``, or of an absent one in ``board.absent``; −1 for a table.
    """

    kind: ItemKind
    table: int
    who: int = -1


class BoardModel(QAbstractListModel):
    """Tables and their people in one list: each table, then those who sit there.

    Attributes:
        board: what is shown. notes: what stands at the foot of each table.
        items: the rows. has_tips: cards say so little at this zoom that the rest belongs in a tool tip.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.notes: tuple[TableNote, ...] = ()
        self.items: list[Item] = []
        self.has_tips = False
        self._rows: dict[tuple[ItemKind, int], int] = {}
        self._pairs: tuple[Pairs, ...] = ()

    def show(self, board: Board | None) -> None:
        """Show another board, or the same one after a change."""
        # A move changes rows of two tables and the notes of both, so the whole list is told anew.
        self.beginResetModel()
        self.board = board
        self.notes = table_notes(board) if board is not None and board.tables else ()
        self._pairs = _pairs(board)
        self.items = _items(board, self._pairs) if board is not None and board.tables else []
        self._rows = {
            (item.kind, item.table if item.kind is ItemKind.TABLE else item.who): row
            for row, item in enumerate(self.items)
        }
        self.endResetModel()

    # --- rows, people and tables ---

    def row_of_person(self, person: int) -> int:
        """The row of a person, −1 where there is none."""
        return self._rows.get((ItemKind.PERSON, person), -1)

    def row_of_table(self, table: int) -> int:
        """The row of a table's name (NOBODY: of those without one), −1 where there is none."""
        return self._rows.get((ItemKind.TABLE, table), -1)

    def index_of(self, person: int) -> QModelIndex:
        """The model index of a person; invalid for −1."""
        return self.index(self.row_of_person(person), 0)

    def person_at(self, index: ModelIndex) -> int:
        """The number of the person of an index; −1 for tables and for those who are absent."""
        item = self.items[index.row()] if index.isValid() else None
        return item.who if item is not None and item.kind is ItemKind.PERSON else -1

    def participant(self, item: Item) -> Participant:
        """Whom the row of a person or of an absent one is about."""
        if self.board is None or item.kind is ItemKind.TABLE:
            raise ValueError(item)
        return self.board.people[item.who] if item.kind is ItemKind.PERSON else self.board.absent[item.who][0]

    def pairs_at(self, table: int) -> Pairs:
        """The pairs at a table, where the method works in pairs first."""
        return self._pairs[table] if self._pairs and table != NOBODY else ()

    # --- what Qt asks ---

    def rowCount(self, parent: ModelIndex | None = None) -> int:
        """The list is flat: an item has no rows of its own."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        """Everything can have the focus, so that a screen reader can read it."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and for screen readers everything that is seen on the card."""
        if not index.isValid() or self.board is None:
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table_title(item.table) if item.kind is ItemKind.TABLE else self.participant(item).name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.description(item)
        if role == Qt.ItemDataRole.ToolTipRole and item.kind is not ItemKind.TABLE:
            if self.has_tips:
                return as_typed(self.description(item))
            return as_typed(", ".join(self.remarks(item.who))) if item.kind is ItemKind.PERSON else None
        return None

    # --- words ---

    def table_title(self, table: int) -> str:
        """«Bord 3», or what those without a table are called."""
        if self.board is None or table == NOBODY:
            return _("Uten bord")
        return self.board.tables[table].title

    def short_title(self, table: int) -> str:
        """«3», or the name somebody gave the table: for where there is little room."""
        if self.board is None or table == NOBODY:
            return _("Uten bord")
        shown = self.board.tables[table]
        return shown.name or str(shown.number)

    def seats_differ(self, table: int) -> bool:
        """Whether a table has more or fewer people than chairs."""
        if self.board is None or table == NOBODY:
            return True
        return len(self.board.at[table]) != self.board.tables[table].seats

    def has_trouble(self, table: int) -> bool:
        """Whether colleagues share a table, a rule is broken there, or somebody has no chair."""
        note = self.notes[table]
        crowded = self.board is not None and len(self.board.at[table]) > self.board.tables[table].seats
        return bool(note.same_unit or note.broken or crowded)

    def count_text(self, table: int) -> str:
        """«6 av 6»; for those without a table how many they are."""
        if self.board is None:
            return ""
        if table == NOBODY:
            return str(len(self.board.unseated))
        here, chairs = len(self.board.at[table]), self.board.tables[table].seats
        if self.board.kind == GroupingKind.OWN_UNIT and here == chairs:
            return str(here)  # nobody is missing: the unit's name needs the room
        return _("{here} av {chairs}").format(here=here, chairs=chairs)

    def description(self, item: Item) -> str:
        """Everything a sighted person sees at once."""
        if self.board is None:
            return ""
        if item.kind is ItemKind.TABLE:
            if item.table == NOBODY:
                return _n("{n} har ikke bord", "{n} har ikke bord", len(self.board.unseated))
            note = self.notes[item.table].text
            words = [self.table_title(item.table), self.count_text(item.table), note]
        else:
            who = self.participant(item)
            if item.kind is ItemKind.ABSENT:
                away = who.hours if who.attendance is not Attendance.ABSENT else _("borte")
                return ", ".join((who.name, who.unit_name, away, self.table_title(item.table)))
            words = [who.name, who.unit_name, who.service_name, who.role, self.table_title(item.table)]
            words += self.remarks(item.who)
        return ", ".join(word for word in words if word)

    def remarks(self, person: int) -> list[str]:
        """What is special about someone where they sit: role, lock, met before, same unit, a rule."""
        if self.board is None:
            return []
        board, table = self.board, self.board.seat[person]
        words = []
        if person in board.roles:
            words.append(role_name(board.roles[person]))
        if person in board.locked:
            words.append(_("låst"))
        if board.people[person].attendance == Attendance.LATE:
            words.append(attendance_name(Attendance.LATE))
        if board.people[person].hours:
            words.append(board.people[person].hours)
        if table == NOBODY:
            return words
        partners = [
            board.people[other].name
            for pair in self.pairs_at(table)
            if person in pair
            for other in pair
            if other != person
        ]
        if partners:
            words.append(_("i par med {names}").format(names=join(partners)))
        note = self.notes[table]
        if person in note.broken:
            words.append(_("en regel brytes"))
        colleagues = _others(board, note.same_unit, person)
        if colleagues:
            words.append(_("fra samme enhet som {names}").format(names=join(colleagues)))
        met = _others(board, note.repeats, person)
        if met:
            words.append(_("har møtt {names} før").format(names=join(met)))
        return words


def _others(board: Board, pairs: tuple[tuple[int, int], ...], person: int) -> list[str]:
    """The names of those a person is paired with."""
    return [board.people[b if a == person else a].name for a, b in pairs if person in {a, b}]


def _pairs(board: Board | None) -> tuple[Pairs, ...]:
    """For each table its pairs, where the part's method works in pairs first."""
    if board is None or board.kind != GroupingKind.MIXED or not (board.method and board.method.pairs):
        return ()
    return tuple(group_pairs.pairs(board, table) for table in range(len(board.tables)))


def _items(board: Board, pairs: tuple[Pairs, ...]) -> list[Item]:
    items: list[Item] = []
    if board.unseated:
        items.append(Item(ItemKind.TABLE, NOBODY))
        items += [Item(ItemKind.PERSON, NOBODY, person) for person in board.unseated]
    absent: dict[int, list[int]] = {}
    for number, (_participant, table) in enumerate(board.absent):
        absent.setdefault(table, []).append(number)
    for table in range(len(board.tables)):
        items.append(Item(ItemKind.TABLE, table))
        # Those who talk in pairs first stand beside each other, whatever the order of the list.
        order = [person for pair in pairs[table] for person in pair] if pairs else board.at[table]
        items += [Item(ItemKind.PERSON, table, person) for person in order]
        items += [Item(ItemKind.ABSENT, table, number) for number in absent.get(table, ())]
    return items
