"""Every field of the plan has a way into the database, and comes back as it was typed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nettverk.domain.plan import Organising, PartKind
from nettverk.services import gatherings, plan
from nettverk.services.field_edits import gathering_change, part_change
from nettverk.services.register import register
from nettverk.storage.store import Store
from nettverk.ui.common.autosave import Autosave
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.details import GatheringFields, PartFields


def test_every_field_of_a_part_is_stored_as_it_reads(qtbot: QtBot, workspace: Workspace, sample_store: Store) -> None:
    fields = PartFields(Autosave.of(workspace, "plan"))
    qtbot.addWidget(fields)
    for part in plan.parts(sample_store, gatherings.all_(sample_store)[0].id):
        for name in fields.names():
            match name:
                case "questions":
                    value: object = "\n".join(question.text for question in part.questions)
                case "method":
                    value = part.method.id if part.method else ""
                case _:
                    value = getattr(part, name)
            part_change(part.id, name, value)(sample_store)
        assert part in plan.parts(sample_store, part.gathering_id)


def test_every_field_of_the_gathering_is_stored_as_it_reads(
    qtbot: QtBot, workspace: Workspace, sample_store: Store
) -> None:
    fields = GatheringFields(
        Autosave.of(workspace, "plan"), register.networks(sample_store), register.districts(sample_store)
    )
    qtbot.addWidget(fields)
    for gathering in gatherings.all_(sample_store):
        for name in fields.names():
            value = "\n".join(gathering.goals) if name == "goals" else getattr(gathering, name)
            gathering_change(gathering.id, name, value or "" if name == "district_id" else value)(sample_store)
        assert gatherings.get(sample_store, gathering.id) == gathering


def test_what_a_box_hands_on_becomes_what_it_means(sample_store: Store) -> None:
    part = plan.parts(sample_store, gatherings.all_(sample_store)[0].id)[0]
    part_change(part.id, "kind", "closing")(sample_store)
    part_change(part.id, "organising", "pairs")(sample_store)
    changed = plan.parts(sample_store, part.gathering_id)[0]
    assert (changed.kind, changed.organising) == (PartKind.CLOSING, Organising.PAIRS)


@pytest.mark.parametrize(("field", "value"), [("colour", "blue"), ("minutes", "mange"), ("fixed_start", 12)])
def test_what_no_column_takes_is_a_bug(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=field):
        part_change("id", field, value)
