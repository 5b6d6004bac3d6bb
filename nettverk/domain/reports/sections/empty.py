"""What a report says of a subject that has nothing yet."""

from __future__ import annotations

from nettverk.domain.reports.model import Paragraph, Room, Section


def empty(key: str, title: str, text: str, room: Room) -> Section | None:
    """What would fill a section that has nothing yet; a short report leaves it out."""
    return Section(key, title, (Paragraph(text, quiet=True),)) if room.long else None
