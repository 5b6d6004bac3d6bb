"""The room Utskrifter in tests: waiting until its papers are drawn."""

from __future__ import annotations

from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers.waiting import until


def every_document_drawn(room: HandoutsRoom) -> None:
    """Wait until what is to be read is read, every document laid out, the pages in sight drawn, and all drawn whole."""
    until(lambda: _laid(room), "every document laid out")
    for draft in room.maker.drafts.values():
        room.maker.draw(draft, lambda _handout: None)
    until(lambda: _drawn(room), "every document drawn")
    pages_in_sight_drawn(room)


def pages_in_sight_drawn(room: HandoutsRoom) -> None:
    """Wait until the pages one looks at are there."""
    room.preview.view.viewport().grab()  # what is painted asks for what it lacks
    until(lambda: not room.preview.view.missing(), "the pages in sight")


def _laid(room: HandoutsRoom) -> bool:
    room.workspace.lane.wait()
    maker = room.maker
    whole = {kind for kind, laid in maker.laid.items() if laid.whole}
    return not room._later.isActive() and bool(maker.drafts) and set(maker.drafts) == whole


def _drawn(room: HandoutsRoom) -> bool:
    room.workspace.lane.wait()
    return set(room.maker.drafts) == set(room.maker.handouts)
