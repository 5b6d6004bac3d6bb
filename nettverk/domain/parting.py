"""When something else has laid hands on the open file: what happened, and where one works on meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of the file under its own name."""

    MISSING = "missing"  # nothing has the name any more
    REPLACED = "replaced"  # another file has the name
    ALTERED = "altered"  # the same file, and somebody else has written in it
    AWAY = "away"  # the folder does not answer


@dataclass(frozen=True, slots=True)
class Parting:
    """Two editions of one database: the one at its path, and the one that is worked in.

    Attributes:
        path: where the database belongs.
        side: where the edition that is worked in lies, in the user's own data folder.
        readable: whether what lies at the path now is a database of ours that can be opened.
    """

    path: str
    side: str
    verdict: Verdict
    readable: bool
