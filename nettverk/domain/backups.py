"""Backups: what one is, what it holds, and which of many are kept as time goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from pathlib import Path

MOST_BYTES = 2_000_000_000
"""How much room the backups of one database take at most, the newest few apart."""
ALWAYS = 3
"""So many of the newest are kept whatever room they take."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup as a file.

    Attributes:
        path: where it lies.
        made_at: the moment it was made, in UTC.
        size: bytes.
        doubtful: its contents did not agree with their own sums when it was made, so the file was changed by another
            program or had come to harm already then.
    """

    path: Path
    made_at: datetime
    size: int
    doubtful: bool = False

    @property
    def age(self) -> tuple[datetime, int, str]:
        """What backups are ordered by; two of the same second have a number in their names."""
        return (self.made_at, len(self.path.name), self.path.name)


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds, for whoever chooses between several.

    Attributes:
        gatherings, people, words: how many gatherings, people and reflections that count now.
        titles: the newest gatherings, a few.
        last_words: the reflection that was written last; empty where there is none.
        last_at: when something was last written down; None where nothing was.
        damage: a sentence where it cannot be trusted; empty where it is whole.
        locked: whether it is sealed with a passphrase that has not been given, so that nobody can look.
    """

    gatherings: int = 0
    people: int = 0
    words: int = 0
    titles: tuple[str, ...] = ()
    last_words: str = ""
    last_at: datetime | None = None
    damage: str = ""
    locked: bool = False


class _Span(IntEnum):
    """How long a backup stands for: the longer, the later it is given up."""

    HOUR = 0
    DAY = 1
    WEEK = 2
    MONTH = 3


_REACH = {
    _Span.HOUR: timedelta(hours=24),
    _Span.DAY: timedelta(days=14),
    _Span.WEEK: timedelta(weeks=8),
    _Span.MONTH: timedelta(days=731),
}


def kept(backups: Sequence[Backup], now: datetime, most_bytes: int = MOST_BYTES) -> set[Backup]:
    """Which backups stay: the last of each hour for a day, of each day for two weeks, of each week for eight, and of
    each month for two years; then fewer, where they would take more room than ``most_bytes``.

    What is left after one thinning is thinned in the same way by the next, however often it is done: the last of a
    month is also the last of its day and its hour. The newest ones always stay, also those that a clock which was wrong
    has dated in the future.
    """
    newest_first = sorted(backups, key=lambda backup: backup.age, reverse=True)
    spans: dict[Backup, _Span] = {}
    for span, reach in _REACH.items():
        seen: set[tuple[int, ...]] = set()
        for backup in newest_first:
            period = _period(backup.made_at, span)
            if now - backup.made_at < reach and period not in seen:
                spans[backup] = span  # the longest comes last
            seen.add(period)
    always = newest_first[:ALWAYS]
    staying = set(spans) | set(always)
    room = sum(backup.size for backup in staying)
    # The close-set ones go first, the oldest of them before the others: two years back is worth more than every hour.
    for backup in sorted(staying - set(always), key=lambda backup: (spans[backup], backup.age)):
        if room <= most_bytes:
            break
        staying.discard(backup)
        room -= backup.size
    return staying


def newest(backups: Iterable[Backup]) -> Backup | None:
    """The backup that was made last, or None where there is none."""
    return max(backups, key=lambda backup: backup.age, default=None)


def _period(moment: datetime, span: _Span) -> tuple[int, ...]:
    """Which hour, day, week or month a moment lies in; in UTC, where no hour comes twice."""
    utc = moment.astimezone(UTC)
    match span:
        case _Span.HOUR:
            return (utc.year, utc.month, utc.day, utc.hour)
        case _Span.DAY:
            return (utc.year, utc.month, utc.day)
        case _Span.WEEK:
            return tuple(utc.isocalendar()[:2])
        case _Span.MONTH:
            return (utc.year, utc.month)
