"""The room Utskrifter in tests: waiting until its papers are drawn."""

from __future__ import annotations

from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers.waiting import until


def every_document_drawn(room: HandoutsRoom) -> None:
    """Wait until what is to be read is read, and every document drawn from it."""
    until(lambda: _drawn(room), "every document drawn")


def _drawn(room: HandoutsRoom) -> bool:
    room.workspace.lane.wait()
    maker = room.maker
    return not room._later.isActive() and bool(maker.drafts) and set(maker.drafts) == set(maker.handouts)
