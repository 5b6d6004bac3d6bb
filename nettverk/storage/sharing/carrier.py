"""What a place must be able to do that machines tell each other over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from nettverk.domain.journal.parcels import Cover, Label


class NotThere(Exception):
    """What was asked for has not come all the way, or is gone; it is asked for again another time."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a place.

    Attributes:
        labels: what can be asked for. What turns out to be half raises ``NotThere`` when it is read.
        unfinished: how many things there are that have not come all the way, as far as that is seen.
    """

    labels: frozenset[Label]
    unfinished: int = 0


class Carrier(Protocol):
    """A place. Anybody may read all of it; each stream is written by one machine alone.

    Raises (all of them):
        Expected: the place cannot be reached just now; nothing is changed.
    """

    def listing(self) -> Listing:
        """What lies there now."""

    def cover(self, label: Label) -> Cover:
        """What stands on the outside.

        Raises:
            NotThere: it cannot be read now.
        """

    def read(self, label: Label) -> tuple[Cover, bytes]:
        """All of it, proved to be what its label says.

        Raises:
            NotThere: it cannot be read now.
        """

    def write(self, cover: Cover, content: bytes) -> None:
        """Lay something there, whole or not at all; what lies there already is left as it is."""

    def remove(self, labels: Iterable[Label]) -> None:
        """Take away what one has written oneself; what is gone already is gone."""

    def forget(self, cover: Cover) -> None:
        """Take away what a whole file has the content of and one may take away: a name may stand in it that is gone."""

    def close(self) -> None:
        """Let go of it."""
