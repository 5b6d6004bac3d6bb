"""After a repair only the changes are printed, with where from and where to."""

from __future__ import annotations

import pytest

from nettverk.domain.handouts import DocumentKind
from nettverk.services import participants
from nettverk.services.groups import groupings, repair
from nettverk.services.handouts import handouts
from nettverk.services.handouts.source import NothingToPrint
from tests.helpers.hall import hall
from tests.helpers.paper import page_texts


def test_only_those_with_another_table_are_on_the_list() -> None:
    made = hall(40)
    groupings.build(made.store, made.part_id, size=5)
    with pytest.raises(NothingToPrint, match="Ingen har fått nytt bord"):
        handouts.draft(made.store, made.gathering_id, DocumentKind.GROUP_CHANGES)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    gone = [seat.participant for seat in grouping.tables[0].sitting[:3]]
    for one in gone:
        participants.mark(made.store, one.id, "absent")
    participants.add_new(made.store, made.gathering_id, "Ødger", "Šárá <b>", made.units[0], walk_in=True)
    task = repair.prepare(made.store, made.part_id)
    choice = repair.choices(task)[0]
    repair.accept(made.store, task, choice.changes)
    text = "\n".join(
        page_texts(handouts.draw(handouts.draft(made.store, made.gathering_id, DocumentKind.GROUP_CHANGES)).data)
    )
    assert "Nye bord" in text
    assert "Ødger Šárá <b>" in text
    moved = [change for change in choice.changes if not change.is_new]
    for change in moved:
        assert task.board.people[change.person].name in text
        assert f"{change.was + 1} → {change.now + 1}" in text
    assert not any(one.name in text for one in gone)
    assert f"{len(moved)} har fått nytt bord" in text
