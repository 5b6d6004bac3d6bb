"""Text that is kept outside the database because it could not be stored there, and what became of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nettverk.domain.changes import NOTHING, Changes
from nettverk.domain.typed import Typed, Value


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that was typed and is not in its database.

    Attributes:
        at: when it was typed, ISO 8601 in UTC.
        before: what stood there when it was typed, by field; None where that could not be read.
        place: where it belongs, in words.
        set_aside: it is not tried again by itself: the service refused it, or it belongs to another file.
    """

    typed: Typed
    at: str
    before: Mapping[str, Value] | None = None
    place: str = ""
    set_aside: bool = False


class Fate(StrEnum):
    """What became of kept text when its database was opened again."""

    BACK = "back"  # it stands where it belongs
    SAME = "same"  # it was stored after all
    BOTH = "both"  # something else stood there, and both stand there now, one after the other
    OTHER = "other"  # something else stands there, and one of the two must be chosen
    HOMELESS = "homeless"  # its place is gone
    WAITING = "waiting"  # it still cannot be stored


@dataclass(frozen=True, slots=True)
class Returned:
    """One kept text and its fate.

    Attributes:
        now: what stands there, for one that was not put back.
    """

    kept: Kept
    fate: Fate
    now: str = ""

    @property
    def told(self) -> bool:
        """Whether anybody needs to hear of it."""
        return self.fate is not Fate.SAME


@dataclass(frozen=True, slots=True)
class Homecoming:
    """What came back when a database was opened.

    Attributes:
        damaged: paths of rescue files that could not be read, as they are called now.
        identity: what tells this database from others, also where it has been moved.
    """

    changes: Changes = NOTHING
    returned: tuple[Returned, ...] = field(default=())
    damaged: tuple[str, ...] = ()
    identity: str = ""
    fault: str = ""
