"""Which of two changes is the later one, though no two machines' clocks agree (a hybrid logical clock).

A transaction is named by a UUIDv7, whose first 48 bits are milliseconds: those of the wall clock, or one more than
those of the latest transaction its machine has seen, whichever is greater. So a name that is greater as text was made
by somebody who may have seen the lesser, and never the other way round; and the random bits that follow settle, alike
on every machine, what no clock can.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from nettverk.domain.ids import new_id

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_MOST = 2**48 - 1
_RANDOM = 2**80 - 1


def after(latest: str, now: datetime, random_bits: int | None = None) -> str:
    """The name of a transaction that is later than every one seen.

    Args:
        latest: the greatest name seen; empty where none has been.
        now: the wall clock, aware.
        random_bits: as for ``new_id``.
    """
    wall = (now - _EPOCH) // _MS
    # A machine whose clock once stood at the end of time: then the order is that of the random bits alone.
    return new_id(min(max(wall, _ms(latest) + 1 if latest else 0, 0), _MOST), random_bits)


def right_after(tx: str, says: str) -> str:
    """A name that is later than one, and earlier than that of anybody who has seen it: the same on every machine.

    Args:
        tx: empty for one that is earlier than all there are.
        says: what is written down under that name; what says something else has another name.
    """
    rest = UUID(tx).int & _RANDOM if tx else 0
    rest = (rest >> 64 & 0xFFF) << 62 | rest & 2**62 - 1
    step = int.from_bytes(sha256(says.encode("utf-8", "surrogatepass")).digest()[:8], "big")
    return new_id(_ms(tx) if tx else 0, min(rest + 1 + step % max(2**74 - 1 - rest, 1), 2**74 - 1))


def moment(tx: str) -> datetime:
    """When a transaction was made, as far as its machine's clock could be believed; aware, in UTC."""
    return _EPOCH + min(_ms(tx) * _MS, datetime.max.replace(tzinfo=UTC) - _EPOCH)


def _ms(tx: str) -> int:
    return UUID(tx).int >> 80
