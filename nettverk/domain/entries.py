"""What an append-only entry is about; the values are what the database holds."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What was said: each kind has its own notion of the object it is about (see ``db/migrations/0001_start.sql``)."""

    REFLECTION = "reflection"
    ATTENDANCE = "attendance"
    COMMITMENT = "commitment"
    RUNDOWN = "rundown"
