"""Lær av klokka, where minutes are planned."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from nettverk.domain.rundown.events import Jump, Stop
from nettverk.services import gatherings, stage
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.room import PlanRoom


def test_what_a_part_really_took_stands_beside_its_minutes(workspace: Workspace, store: Store) -> None:
    network = register.add_network(store, "0–6").made
    earlier = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 2, 10)).made
    context = stage.context(store, earlier)
    theory = next(part for part in context.parts if part.kind == "theory")
    stage.press(store, earlier, Jump(theory.id), at=context.plan.starts)
    stage.press(store, earlier, Stop(), at=context.plan.starts + timedelta(minutes=theory.minutes + 9))
    coming = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
    workspace.open_gathering(coming)
    room = PlanRoom(workspace)
    room.show()
    wait_for(workspace)
    parts = {part.kind: part.id for part in stage.context(store, coming).parts}
    room.table.choose(parts["theory"])
    QCoreApplication.processEvents()
    assert room.side.part_fields.clock_note.text() == "Teori går i snitt 9 min over (1 samling)"
    room.table.choose(parts["across"])
    QCoreApplication.processEvents()
    assert not room.side.part_fields.clock_note.isVisible()
    room.close()
    room.deleteLater()


def test_minutes_are_taken_from_the_clock_one_part_at_a_time_and_taken_back(sample_workspace: Workspace) -> None:
    room = PlanRoom(sample_workspace)
    room.show()
    wait_for(sample_workspace)
    fields = room.side.part_fields

    def minutes() -> list[int]:
        wait_for(sample_workspace)
        return [part.minutes for part in room.model.parts]

    before = minutes()
    breaks = [number for number, part in enumerate(room.model.parts) if part.kind == "break"]
    for number, words in zip(breaks, ("Sett av 20 minutter", "Sett av 10 minutter"), strict=True):
        room.table.choose(room.model.parts[number].id)
        QCoreApplication.processEvents()
        assert fields.take_minutes.text() == words, "the second break is not the first"
    fields.take_minutes.click()
    assert minutes() == [10 if number == breaks[1] else known for number, known in enumerate(before)]
    assert not fields.take_minutes.isVisible(), "what has been followed is not offered again"
    assert fields.clock_note.text() == "Pause går i snitt 4 min kortere (3 samlinger)"
    sample_workspace.lane.undo()
    assert minutes() == before, "one step back"
    room.close()
    room.deleteLater()


def wait_for(workspace: Workspace) -> None:
    for _turn in range(3):
        workspace.lane.wait()
        QCoreApplication.processEvents()
