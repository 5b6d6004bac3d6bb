"""Siden sist on the wall follows what is typed: what was learnt last stands first, on the page that is shown."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.wall import walls
from nettverk.domain.wall_reference import SINCE_LAST
from nettverk.services import follow_up, gatherings
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.gui.stage.conftest import Stage
from tests.helpers.waiting import until


@pytest.fixture
def promised(store: Store, gathering_id: str) -> list[str]:
    """Three promises of the gathering before."""
    network = gatherings.get(store, gathering_id).network_id
    before = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 9, 22)).made
    units = [register.add_unit(store, f"{name} barnehage").made for name in ("Lund", "Vågen", "Myra")]
    return [follow_up.promise(store, before, unit, what="Noe nytt").made for unit in units]


def test_what_is_typed_stands_first_and_its_page_comes_up(promised: list[str], on: Stage) -> None:
    session = on.controller.session
    for number, one in enumerate(promised[:2]):
        on.workspace.lane.change(
            lambda store, one=one, number=number: follow_up.edit(  # type: ignore[misc]
                store, one, on.gathering_id, status=CommitmentStatus.DONE, learnt=f"Lærte {number}"
            )
        )
    on.controller.wall_commands.show(SINCE_LAST)
    until(lambda: session.context is not None and len(session.context.since.learnt) == 2)
    on.later(2)
    assert session.turn() > 0  # pages have turned by themselves
    on.workspace.lane.change(
        lambda store: follow_up.edit(store, promised[2], on.gathering_id, learnt="Foreldrene merket det f")
    )

    def first() -> str:
        wall = session.wall()
        return wall.learnt[0] if isinstance(wall, walls.SinceLast) and wall.learnt else ""

    until(lambda: first() == "Foreldrene merket det f")
    assert session.turn() == 0
