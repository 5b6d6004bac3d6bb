"""What is carried between machines: parcels, whole files, and which of them can be taken in now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What lies in one thing that is carried; the values are what file names end with."""

    PARCEL = "nettverk-del"  # what one machine has written since its last
    WHOLE = "nettverk-hel"  # everything one machine has, for whoever comes new or has missed something


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """What something that is carried is called.

    Attributes:
        stream: whose it is: one file on one machine (16 hexadecimal digits).
        number: its running number in the stream, from 1; of a whole file, the latest parcel that is in it.
        digest: of all that it holds (32 hexadecimal digits): the same label is the same content.
    """

    stream: str
    number: int
    digest: str
    kind: Kind = Kind.PARCEL

    @property
    def name(self) -> str:
        """The name of the file that it lies in."""
        return f"{self.stream}-{self.number:07}-{self.digest}.{self.kind}"


_NAME = re.compile(r"([0-9a-f]{16})-(\d{7,})-([0-9a-f]{32})\.(nettverk-del|nettverk-hel)")


def label_in(name: str) -> Label | None:
    """The label that a file's name says, to the letter; None where it says anything else too, or nothing."""
    match = _NAME.fullmatch(name)
    return Label(match[1], int(match[2]), match[3], Kind(match[4])) if match else None


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the outside of something that is carried.

    Attributes:
        share: what it is of: the same random number in every file that can become one with it.
        updates: how many updates the database has had that it was written by.
        seen: of each other stream, the latest number up to which its writer had taken everything in.
        machine: the name of the machine that wrote it.
        at: when (ISO 8601, UTC).
        sealed: whether one needs the share's secret to read it, or of a whole file its passphrase.
    """

    label: Label
    share: str
    updates: int
    seen: Mapping[str, int] = field(default_factory=dict)
    machine: str = ""
    at: str = ""
    sealed: bool = False


def in_order(covers: Iterable[Cover], known: Mapping[str, int]) -> list[Cover]:
    """The parcels that can be taken in now, so that each comes after all that its writer had seen.

    Args:
        covers: of parcels that have not been taken in.
        known: of each stream, the latest number up to which everything is taken in; one's own too.
    """
    reached = dict(known)
    waiting = sorted(covers, key=lambda cover: (cover.label.number, cover.label))
    ready: list[Cover] = []
    while True:
        more = [cover for cover in waiting if _comes_next(cover, reached)]
        if not more:
            return ready
        for cover in more:
            reached[cover.label.stream] = max(reached.get(cover.label.stream, 0), cover.label.number)
        ready += more
        waiting = [cover for cover in waiting if cover not in more]


def _comes_next(cover: Cover, reached: Mapping[str, int]) -> bool:
    # An older number that is new to us was written in a copy of the file it had already been written in: it counts too.
    if cover.label.number > reached.get(cover.label.stream, 0) + 1:
        return False
    return all(number <= reached.get(stream, 0) for stream, number in cover.seen.items())


def fills_a_hole(whole: Cover, known: Mapping[str, int], there: Iterable[Label]) -> bool:
    """Whether a whole file has something that we have not, and that no parcel brings any more.

    Args:
        there: the labels of all parcels that can be read.
    """
    numbers = {(label.stream, label.number) for label in there if label.kind is Kind.PARCEL}
    has = {**whole.seen, whole.label.stream: whole.label.number}
    return any(
        number > known.get(stream, 0) and (stream, known.get(stream, 0) + 1) not in numbers
        for stream, number in has.items()
    )
