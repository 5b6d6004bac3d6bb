"""The room Utskrifter in tests: waiting until its papers are there, and papers that are set once for many rooms."""

from __future__ import annotations

from nettverk.domain.handouts import DocumentKind, Handout
from nettverk.services.handouts.handouts import LaidOut
from nettverk.ui.handouts.room import HandoutsRoom
from tests.helpers.waiting import until

_LAID: dict[DocumentKind, LaidOut] = {}


def lend_known(room: HandoutsRoom) -> None:
    """Spare a room, before it is shown, to lay out again what reads the same as in a room before it."""
    maker = room.maker

    def lay_known() -> None:
        for laid in _LAID.values():
            maker._keep(laid)
        maker.read.disconnect(lay_known)

    maker.read.connect(lay_known)


def remember_laid(room: HandoutsRoom) -> None:
    """Have what a room has laid out for the rooms to come."""
    _LAID.update({kind: laid for kind, laid in room.maker.laid.items() if laid.whole})


def show_with_all_laid(room: HandoutsRoom) -> None:
    """Show a room and wait for its documents."""
    lend_known(room)
    room.show()
    every_document_laid(room)
    remember_laid(room)


def every_document_laid(room: HandoutsRoom) -> None:
    """Wait until what is to be read is read, every document laid out, and the pages in sight drawn."""
    until(lambda: _laid(room), "every document laid out")
    pages_in_sight_drawn(room)


def drawn_whole(room: HandoutsRoom, kind: DocumentKind) -> Handout:
    """A document drawn whole, as for saving and printing."""
    room.maker.draw(room.maker.drafts[kind], lambda _handout: None)
    until(lambda: room.workspace.lane.wait() or kind in room.maker.handouts, "the document drawn")
    return room.maker.handouts[kind]


def pages_in_sight_drawn(room: HandoutsRoom) -> None:
    """Wait until the pages one looks at are there."""
    room.preview.view.viewport().grab()  # what is painted asks for what it lacks
    until(lambda: not room.preview.view.missing(), "the pages in sight")


def _laid(room: HandoutsRoom) -> bool:
    room.workspace.lane.wait()
    maker = room.maker
    whole = {kind for kind, laid in maker.laid.items() if laid.whole}
    return not room._later.isActive() and bool(maker.drafts) and set(maker.drafts) == whole
