"""The people on the board as a Qt model, which is also what screen readers read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nettverk.domain.participants import Attendance, attendance_name
from nettverk.i18n import _, _n, join
from nettverk.services.groups import pairs as group_pairs
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.notes import TableNote, table_notes
from nettverk.services.groups.roles import role_name

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the model.

    Attributes:
        kind: table, person or absent.
        table: number from 0, NOBODY for the bay of those without one.
        who: number of a person, or of an absent one; −1 for a table.
    """

    kind: str
    table: int
    who: int = -1


class BoardModel(QAbstractListModel):
    """Tables and their people in one list: each table, then those who sit there.

    ``board`` is what is shown; ``notes`` what stands at the foot of each table; ``tips`` whether cards say so little
    that the rest belongs in a tool tip.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.notes: tuple[TableNote, ...] = ()
        self.items: list[Item] = []
        self.row_of: dict[tuple[str, int], int] = {}
        self.tips = False
        self.pairs: tuple[tuple[tuple[int, ...], ...], ...] = ()

    def show(self, board: Board | None) -> None:
        """Show another board, or the same one after a change."""
        self.beginResetModel()
        self.board = board
        self.notes = table_notes(board) if board is not None and board.tables else ()
        self.pairs = _pairs(board)
        self.items = _items(board, self.pairs) if board is not None and board.tables else []
        self.row_of = {
            (item.kind, item.table if item.kind == "table" else item.who): row for row, item in enumerate(self.items)
        }
        self.endResetModel()

    # --- what Qt asks ---

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many items."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """People and tables can be chosen; those who are absent only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name, and for screen readers the whole story."""
        if not index.isValid() or self.board is None:
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.story(item)
        if role == Qt.ItemDataRole.ToolTipRole and item.kind != "table":
            if self.tips:
                return self.story(item)
            return ", ".join(self.remarks(item.who)) if item.kind == "person" else None
        return None

    # --- words ---

    def name(self, item: Item) -> str:
        """The person's or the table's name."""
        if self.board is None:
            return ""
        if item.kind == "person":
            return self.board.people[item.who].name
        if item.kind == "absent":
            return self.board.absent[item.who][0].name
        return self.table_title(item.table)

    def table_title(self, table: int) -> str:
        """«Bord 3», or what those without a table are called."""
        if self.board is None or table == NOBODY:
            return _("Uten bord")
        return self.board.tables[table].title

    def pairs_at(self, table: int) -> tuple[tuple[int, ...], ...]:
        """The pairs at a table, where the method works in pairs first."""
        return self.pairs[table] if self.pairs and table != NOBODY else ()

    def short_title(self, table: int) -> str:
        """«3», or the name somebody gave the table: for where there is little room."""
        if self.board is None or table == NOBODY:
            return _("Uten bord")
        there = self.board.tables[table]
        return there.name or str(there.number)

    def odd(self, table: int) -> bool:
        """Whether a table has more or fewer people than chairs."""
        if self.board is None or table == NOBODY:
            return True
        return len(self.board.at[table]) != self.board.tables[table].seats

    def serious(self, table: int) -> bool:
        """Whether colleagues share a table, a rule is broken there, or somebody has no chair."""
        note = self.notes[table]
        over = self.board is not None and len(self.board.at[table]) > self.board.tables[table].seats
        return bool(note.same_unit or note.broken or over)

    def count(self, table: int) -> str:
        """«6 av 6», or how many wait."""
        if self.board is None:
            return ""
        if table == NOBODY:
            return str(len(self.board.unseated))
        here, chairs = len(self.board.at[table]), self.board.tables[table].seats
        if self.board.kind == "own_unit" and here == chairs:
            return str(here)  # nobody is missing: the unit's name needs the room
        return _("{here} av {chairs}").format(here=here, chairs=chairs)

    def story(self, item: Item) -> str:
        """Everything a sighted person sees at once."""
        if self.board is None:
            return ""
        if item.kind == "table":
            if item.table == NOBODY:
                return _n("{n} har ikke bord", "{n} har ikke bord", len(self.board.unseated))
            note = self.notes[item.table].text
            return ", ".join(part for part in (self.table_title(item.table), self.count(item.table), note) if part)
        if item.kind == "absent":
            one, _table = self.board.absent[item.who]
            return ", ".join((one.name, one.unit_name, _("borte"), self.table_title(item.table)))
        one = self.board.people[item.who]
        parts = [one.name, one.unit_name, one.service_name, one.role, self.table_title(item.table)]
        parts += self.remarks(item.who)
        return ", ".join(part for part in parts if part)

    def remarks(self, person: int) -> list[str]:
        """What is special about someone where they sit: task, lock, met before, same unit, a rule."""
        if self.board is None:
            return []
        board, table = self.board, self.board.seat[person]
        said = []
        if person in board.roles:
            said.append(role_name(board.roles[person]))
        if person in board.locked:
            said.append(_("låst"))
        if board.people[person].attendance == "late":
            said.append(attendance_name(Attendance.LATE))
        if table == NOBODY:
            return said
        beside = [
            board.people[one].name for pair in self.pairs_at(table) if person in pair for one in pair if one != person
        ]
        if beside:
            said.append(_("i par med {names}").format(names=join(beside)))
        note = self.notes[table]
        if person in note.broken:
            said.append(_("en regel brytes"))
        others = [board.people[b if a == person else a].name for a, b in note.same_unit if person in {a, b}]
        if others:
            said.append(_("fra samme enhet som {names}").format(names=join(others)))
        met = [board.people[b if a == person else a].name for a, b in note.repeats if person in {a, b}]
        if met:
            said.append(_("har møtt {names} før").format(names=join(met)))
        return said


def _pairs(board: Board | None) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """For each table its pairs, where the part's method works in pairs first."""
    if board is None or board.kind != "mixed" or board.method != "one_two_four_all":
        return ()
    return tuple(group_pairs.pairs(board, table) for table in range(len(board.tables)))


def _items(board: Board, pairs: tuple[tuple[tuple[int, ...], ...], ...]) -> list[Item]:
    items: list[Item] = []
    if board.unseated:
        items.append(Item("table", NOBODY))
        items += [Item("person", NOBODY, person) for person in board.unseated]
    gone: dict[int, list[int]] = {}
    for number, (_one, table) in enumerate(board.absent):
        gone.setdefault(table, []).append(number)
    for table in range(len(board.tables)):
        items.append(Item("table", table))
        order = [person for pair in pairs[table] for person in pair] if pairs else board.at[table]
        items += [Item("person", table, person) for person in order]
        items += [Item("absent", table, number) for number in gone.get(table, ())]
    return items
