"""What a service changed: the one thing views need to know to refresh."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Final


class Unchanged(Enum):
    """The type of ``UNCHANGED``: what an argument is that says nothing about its column (None may be a value there)."""

    UNCHANGED = "unchanged"


UNCHANGED: Final = Unchanged.UNCHANGED


def given(**columns: object) -> dict[str, object]:
    """The columns that something was said about, in the order of the arguments."""
    return {name: value for name, value in columns.items() if value is not UNCHANGED}


def as_column(value: object) -> object:
    """A value as it stands in the database: a day as ISO 8601, a time as «09:30», a choice of yes or no as 1 or 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Changes:
    """Which tables changed and which ids, and what the user would call it.

    Attributes:
        tables: names of database tables with changed rows.
        ids: ids of the rows made, changed or removed (gathering ids included, so that views can ask ``touches``).
        label: the step in the user's words, for «Angre: …»; empty where it cannot be undone.
        made: id of what was made, where one thing was.
    """

    tables: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    label: str = ""
    made: str = ""

    def touches(self, *tables: str) -> bool:
        """Whether any row of these database tables changed: what a view asks before it reads again."""
        return not self.tables.isdisjoint(tables)

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            # The first label and id win: the outer step is what the user did.
            self.tables | other.tables,
            self.ids | other.ids,
            self.label or other.label,
            self.made or other.made,
        )


NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step was felt: so that nobody takes back what they do not see.

    Attributes:
        tables: names of database tables with changed rows.
        gatherings: ids of the gatherings these rows belong to; empty for what belongs to none, as the register.
    """

    tables: frozenset[str] = frozenset()
    gatherings: frozenset[str] = frozenset()

    def __or__(self, other: Place) -> Place:
        return Place(self.tables | other.tables, self.gatherings | other.gatherings)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Undoable:
    """What Ctrl+Z and Ctrl+Y would do now; empty text where there is nothing.

    Attributes:
        undo: label of the newest step that can be taken back.
        redo: label of the newest step that was taken back.
        undo_at, redo_at: where these two steps are felt.
    """

    undo: str = ""
    redo: str = ""
    counts: tuple[int, int] = field(default=(0, 0))
    undo_at: Place = NOWHERE
    redo_at: Place = NOWHERE
