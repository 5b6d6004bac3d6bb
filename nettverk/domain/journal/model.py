"""What a change of a row is, and what the tables look like, as far as two files becoming one depends on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Protocol

Value = str | int | bytes | None
Values = Mapping[str, Value]
"""Column → value; all of a row's columns, or some."""
Key = tuple[str, str]
"""A table, and the key of a row in it as text (several columns as a JSON array)."""

GROUPINGS = "groupings"
SEATING = ("group_tables", "seats", "group_changes")
"""What belongs to a grouping and makes sense together only."""
SAID = "entries"
"""What is said is never changed: only that an entry is taken away, or moves, stands in the journal."""


class Op(StrEnum):
    """What became of a row; the values are what the database holds."""

    MADE = "made"
    CHANGED = "changed"
    GONE = "gone"


class OnGone(Enum):
    """What becomes of a row when the one it points at goes."""

    GOES = auto()  # it goes too
    LETS_GO = auto()  # it points at nothing
    HOLDS = auto()  # the other one cannot go


@dataclass(frozen=True, slots=True)
class Change:
    """One row's part of one transaction.

    Attributes:
        tx: the transaction; see ``clock``.
        values: of a row that was made all columns, or those that are other than before where it had been there; of
            one that was changed those that are new.
        whole: of a grouping that was made anew, every row of it as it then was.
        over: for each column that was changed before, the transaction whose value its writer then saw there.
        upto: for each column of which changes have been thinned away, by writer the latest that was seen with them.
    """

    table: str
    key: str
    tx: str
    writer: str
    op: Op
    values: Values = field(default_factory=dict)
    whole: Mapping[Key, Values] | None = None
    over: Mapping[str, str] = field(default_factory=dict)
    upto: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def has_seen(self, other: Change, column: str) -> bool:
        """Whether whoever changed a column here knew of another change of it."""
        return self.over.get(column) == other.tx or self.upto.get(column, {}).get(other.writer, "") >= other.tx


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the id of another table's row."""

    column: str
    table: str
    on_gone: OnGone


@dataclass(frozen=True, slots=True)
class Unique:
    """Columns that no two rows have alike.

    Attributes:
        nocase: those of them where A and a are the same letter (as SQLite has it: these 26 and no others).
    """

    columns: tuple[str, ...]
    nocase: frozenset[str] = frozenset()

    def of(self, values: Values) -> tuple[Value, ...] | None:
        """What must be another in every row; None where a column is empty, as then nothing is the same."""
        alike = tuple(_lower(values[name]) if name in self.nocase else values[name] for name in self.columns)
        return None if None in alike else alike


@dataclass(frozen=True, slots=True)
class Shape:
    """A table.

    Attributes:
        keys: the columns of its key.
        defaults: what columns hold that an older program did not know of.
        ties: columns that are only right together (minutes and the fewest minutes): they change as one.
    """

    columns: tuple[str, ...]
    keys: tuple[str, ...]
    uniques: tuple[Unique, ...] = ()
    references: tuple[Reference, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    defaults: Values = field(default_factory=dict)

    def with_tied(self, changed: Iterable[str]) -> tuple[str, ...]:
        """Changed columns and those that go with them, in the order of the table."""
        names = set(changed)
        for tie in self.ties:
            if names & set(tie):
                names |= set(tie)
        return tuple(name for name in self.columns if name in names)


Shapes = Mapping[str, Shape]


class Baseline(Protocol):
    """The rows that nobody has touched since the journal was turned on: the same in every file. Others may be given
    too; whoever asks knows which have been touched."""

    def row(self, key: Key) -> Values | None:
        """One row, or None where there is none."""

    def pointing(self, table: str, column: str, id_: str) -> Iterable[tuple[str, Values]]:
        """Rows of a table by key, whose column holds an id."""

    def alike(self, table: str, unique: Unique, values: Values) -> Iterable[tuple[str, Values]]:
        """Rows of a table by key, that are the same in these columns."""


class What(StrEnum):
    """What had to be put in order when files became one."""

    CAME_BACK = "came_back"  # somebody removed it, and somebody else wrote under it
    MADE_TWICE = "made_twice"  # two machines made the same thing
    GROUPS_LOST = "groups_lost"  # two machines made the groups of one part anew: the later ones count
    FELL_OUT = "fell_out"  # what it hung on is gone for good


@dataclass(frozen=True, slots=True)
class Told:
    """One of them: the row it is about, and the one that stays in its stead."""

    what: What
    key: Key
    other: Key | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """The state that a set of changes means.

    Attributes:
        rows: every row that was touched, all of its columns; None for one that is not there.
        told: what had to be put in order.
        dropped: rows that nobody took away and that are not there all the same, as they last were, and the key of the
            row that stands in their stead (empty where none does).
    """

    rows: Mapping[Key, Values | None]
    told: frozenset[Told]
    dropped: Mapping[Key, tuple[str, Values]]


def _lower(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    return "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter for letter in value)


def key_text(values: list[Value]) -> str:
    """A row's key as text."""
    return str(values[0]) if len(values) == 1 else json.dumps(values, ensure_ascii=False, separators=(",", ":"))
