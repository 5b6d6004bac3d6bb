"""Ids made where the row is made, so that two laptops never collide (RFC 9562, UUID version 7)."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta

from nettverk.domain.now import utc_now

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_id(at_ms: int | None = None, random_bits: int | None = None) -> str:
    """A UUIDv7 as 36 characters of text; sorts by the millisecond it was made.

    Args:
        at_ms: milliseconds since 1970, the wall clock's where left out.
        random_bits: 74 bits for the rest, for samples that must come out the same every time.
    """
    ms = (utc_now() - _EPOCH) // timedelta(milliseconds=1) if at_ms is None else at_ms
    rest = secrets.randbits(74) if random_bits is None else random_bits & (2**74 - 1)
    # Time first, so that rows made one after the other lie side by side in the index; 74 random bits keep laptops
    # apart.
    value = (ms & (2**48 - 1)) << 80 | 0x7 << 76 | (rest >> 62) << 64 | 0b10 << 62 | rest & (2**62 - 1)
    return str(uuid.UUID(int=value))
