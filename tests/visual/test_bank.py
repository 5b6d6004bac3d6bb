"""What the practice bank looks like: hits with the words marked, what is good practice, and nothing found."""

from __future__ import annotations

import pytest

from nettverk.i18n import using
from nettverk.ui.bank.room import BankRoom
from nettverk.ui.common.workspace import Workspace
from tests.helpers.quick import every_case
from tests.helpers.waiting import until
from tests.visual.rooms import picture, wear


def shown(workspace: Workspace, text: str, kind: str = "") -> BankRoom:
    """The room with something looked for, and the first of a kind chosen."""
    room = BankRoom(workspace)
    room.resize(1100, 680)
    room.show()
    room.filters.want(text)
    until(lambda: not room.asker.reading)
    row = next((row for row, hit in enumerate(room.model.hits) if hit.kind == kind), 0)
    if kind:
        room.list.setCurrentIndex(room.model.index(row))
    return room


@pytest.mark.parametrize(("look", "scale"), every_case(2, [("dark", 1.5), ("light", 1.0)]))
def test_hits(sample_workspace: Workspace, look: str, scale: float) -> None:
    wear(sample_workspace, look, scale)
    name = f"bank-{look}" if scale == 1.0 else f"bank-{look}-150"
    picture(sample_workspace, shown(sample_workspace, "lekegrupper", "commitment"), name)
    wear(sample_workspace, "light")


def test_in_nynorsk_with_nothing_found(sample_workspace: Workspace) -> None:
    with using("nn"):
        picture(sample_workspace, shown(sample_workspace, "noko ingen har sagt"), "bank-nn-nothing")
