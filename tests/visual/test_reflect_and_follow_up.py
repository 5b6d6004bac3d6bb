"""What Refleksjoner and Veien videre look like."""

from __future__ import annotations

import pytest

from nettverk.services import gatherings, plan, reflections
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.follow_up.room import FollowUpRoom
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.quick import every, every_case
from tests.helpers.shells import settle
from tests.helpers.waiting import until
from tests.visual.rooms import picture, wear


def _held(store: Store, workspace: Workspace) -> None:
    """The newest gathering where something has been written down."""
    said = {row["gathering_id"] for row in store.rows("SELECT DISTINCT gathering_id FROM reflections")}
    workspace.open_gathering(next(one.id for one in gatherings.all_(store) if one.id in said))
    workspace.lane.wait()


@pytest.mark.parametrize("look", every(2, ["light", "dark"]))
def test_reflections(sample_store: Store, sample_workspace: Workspace, look: str) -> None:
    _held(sample_store, sample_workspace)
    wear(sample_workspace, look)
    picture(sample_workspace, ReflectRoom(sample_workspace), f"reflect-{look}")


def test_reflections_at_150_percent(sample_store: Store, sample_workspace: Workspace) -> None:
    _held(sample_store, sample_workspace)
    wear(sample_workspace, "light", 1.5)
    picture(sample_workspace, ReflectRoom(sample_workspace), "reflect-150", (1366, 760))


def test_no_groups_yet(store: Store, sample_store: Store, sample_workspace: Workspace) -> None:
    bare = next(one for one in gatherings.all_(sample_store) if not one.participants)
    assert any(part.questions for part in plan.parts(sample_store, bare.id))
    sample_workspace.open_gathering(bare.id)
    sample_workspace.lane.wait()
    picture(sample_workspace, ReflectRoom(sample_workspace), "reflect-empty")


@pytest.mark.parametrize("look", every(2, ["dark", "light"]))
def test_the_way_forward(sample_store: Store, sample_workspace: Workspace, look: str) -> None:
    _held(sample_store, sample_workspace)
    wear(sample_workspace, look)
    picture(sample_workspace, FollowUpRoom(sample_workspace), f"follow-up-{look}")


@pytest.mark.parametrize(("look", "scale"), every_case(2, [("dark", 1.0), ("light", 1.0)]))
def test_anonymous_enough(sample_store: Store, sample_workspace: Workspace, look: str, scale: float) -> None:
    _held(sample_store, sample_workspace)
    here = sample_workspace.gathering
    assert here is not None
    first = reflections.sheets(sample_store, here.id)[0]
    said = "Vi lot Fatima velge først.\nGutten på fire med autisme fikk eget bildekort.\nRing 912 34 567."
    reflections.write(sample_store, here.id, first.part_id, first.table, first.question_id, said)
    wear(sample_workspace, look, scale)
    room = ReflectRoom(sample_workspace)
    room.resize(1100, 680)
    room.show()
    settle(sample_workspace)
    room.go_to(first.code)
    until(lambda: any(field.edit.underlined for field in room.pages._fields.values()), "the lines")
    room.anonymity.begin()
    until(room.anonymity.sheet.isVisible, "the sheet")
    picture(sample_workspace, room, f"anonymity-{look}")
