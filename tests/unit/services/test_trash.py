"""Papirkurven: what is removed can be put back after a restart, as far as what it hung on is still there."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.domain.trash import TrashKind
from nettverk.services import (
    contributions,
    follow_up,
    gatherings,
    methods,
    own_templates,
    participants,
    plan,
    reflections,
    trash,
)
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.sheets import library, own
from nettverk.storage import trash as packing
from nettverk.storage.erase import Gone, erase
from nettverk.storage.store import Store
from tests.helpers.hall import Hall, hall

OURS = "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_' AND name NOT LIKE 'sqlite%'"


@pytest.fixture
def day() -> Hall:
    """A gathering where people sat at tables, answered, came and promised."""
    made = hall(12, past=1)
    groupings.build(made.store, made.part_id, size=4, iterations=20)
    plan.set_questions(made.store, made.part_id, ["Hva virket?"])
    parts = plan.parts(made.store, made.gathering_id)
    question = next(part for part in parts if part.id == made.part_id).questions[0]
    reflections.write(made.store, made.gathering_id, made.part_id, 1, question.id, "Lek i liten gruppe")
    participants.mark_many(made.store, made.participants[:5], Attendance.PRESENT)
    follow_up.promise(made.store, made.gathering_id, made.units[0], what="Prøve lek hver fredag")
    contributions.add(made.store, made.part_id, speaker="Kari", title="Lek")
    return made


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = [row["name"] for row in store.rows(OURS)]
    return {
        name: sorted((tuple(row) for row in store.rows(f'SELECT * FROM "{name}"')), key=repr)
        for name in tables
        if name != "trash"
    }


def test_a_gathering_comes_back_with_everything_that_was_said_there(day: Hall) -> None:
    before = everything(day.store)
    weight = trash.of_gathering(day.store, day.gathering_id)
    assert weight.is_said
    assert (weight.participants, weight.came, weight.answers, weight.commitments) == (12, 5, 1, 1)
    assert weight.sentence == "12 deltakere, 5 oppmøter, 1 svar og 1 tiltak"
    gatherings.remove(day.store, day.gathering_id)
    day.store.seal(forget=True)  # as after a restart: there is nothing to undo
    lying = trash.all_(day.store)
    assert [(one.kind, one.about) for one in lying] == [(TrashKind.GATHERING, weight.sentence)]
    trash.put_back(day.store, lying[0].id)
    assert everything(day.store) == before
    assert not trash.all_(day.store)
    day.store.undo()
    assert [one.id for one in trash.all_(day.store)] == [lying[0].id]


def test_undo_takes_it_out_of_the_trash_too(day: Hall) -> None:
    before = everything(day.store)
    gatherings.remove(day.store, day.gathering_id)
    day.store.undo()
    assert everything(day.store) == before
    assert not trash.all_(day.store)


def test_a_part_people_of_the_list_and_of_the_register_come_back_with_their_tables(day: Hall) -> None:
    before = everything(day.store)
    assert trash.of_part(day.store, day.part_id).answers == 1
    plan.remove(day.store, day.part_id)
    participants.remove(day.store, tuple(day.participants[:2]))
    register.remove_people(day.store, day.people[4:6])
    kinds = [one.kind for one in trash.all_(day.store)]
    assert sorted(kinds) == sorted([TrashKind.PEOPLE, TrashKind.PARTICIPANTS, TrashKind.PART])
    for kind in (TrashKind.PART, TrashKind.PEOPLE, TrashKind.PARTICIPANTS):
        trash.put_back(day.store, next(one.id for one in trash.all_(day.store) if one.kind is kind))
    after = everything(day.store)
    # Who was off the list when the part came back has no seat in it; everything else is as it was.
    assert {name for name in before if before[name] != after[name]} <= {"seats", "parts"}
    assert len(after["participants"]) == len(before["participants"])


def test_what_hangs_on_something_gone_is_left_out_and_the_rest_comes_back(day: Hall) -> None:
    gatherings.remove(day.store, day.gathering_id)
    gone = day.people[0]
    register.remove_people(day.store, [gone])
    lying = next(one.id for one in trash.all_(day.store) if one.kind is TrashKind.GATHERING)
    trash.put_back(day.store, lying)
    back = participants.all_(day.store, day.gathering_id)
    assert len(back) == 11
    assert gone not in {one.person_id for one in back}


def test_nothing_that_can_be_put_back_is_said_and_stays(day: Hall) -> None:
    participants.remove(day.store, (day.participants[0],))
    participants.add(day.store, day.gathering_id, day.people[0])
    lying = trash.all_(day.store)[0]
    with pytest.raises(BadInput):
        trash.put_back(day.store, lying.id)
    assert trash.all_(day.store)
    day.store.connection.execute("UPDATE trash SET packed = ?", (b"nothing of ours",))
    with pytest.raises(BadInput):
        trash.put_back(day.store, lying.id)


def test_food_is_never_kept_and_old_things_go(day: Hall) -> None:
    day.store.connection.execute("INSERT INTO food_needs VALUES ('a', ?, 'gluten', 2)", (day.gathering_id,))
    gatherings.remove(day.store, day.gathering_id)
    trash.put_back(day.store, trash.all_(day.store)[0].id)
    assert not day.store.rows("SELECT * FROM food_needs")
    gatherings.remove(day.store, day.gathering_id)
    trash.forget(day.store, day.store.today())
    assert trash.all_(day.store)
    trash.forget(day.store, date(2199, 1, 1))
    assert not trash.all_(day.store)


def test_a_name_that_is_removed_for_good_is_not_left_in_the_trash(day: Hall) -> None:
    participants.remove(day.store, (day.participants[0],))
    register.remove_people(day.store, [day.people[3]])
    with day.store.change():
        gone = Gone(day.people[1], "Person 1", 1, "2026-11-30T00:00:00Z", "asked")
        erase(day.store.connection, [gone], lambda _spot, text: text, [])
    assert not trash.all_(day.store)


def test_bytes_and_odd_texts_come_back_exactly(day: Hall) -> None:
    contributions.edit(
        day.store, contributions.queue(day.store, day.gathering_id)[0].id, title='"bytes": {} \\ \U0001f600'
    )
    before = everything(day.store)
    packed = packing.pack(day.store, [("gatherings", day.gathering_id)])
    with day.store.change():
        day.store.delete("gatherings", day.gathering_id)
    with day.store.change():
        packing.unpack_into(day.store, packed)
    assert everything(day.store) == before


def test_a_district_a_way_of_working_a_template_and_a_sheet_come_back_too(day: Hall) -> None:
    store = day.store
    north = register.add_district(store, "Nord").made
    register.edit_unit(store, day.units[0], district_id=north)
    method = methods.copy(store, next(iter(methods.shipped()))).made
    template = own_templates.keep(store, day.gathering_id, "Vår dag").made
    sheet = own.duplicate(store, library.sheets(None)[0].id).made
    before = everything(store)
    register.remove_district(store, north)
    methods.remove(store, method)
    own_templates.remove(store, template)
    own.remove(store, sheet)
    store.seal(forget=True)  # as after a restart
    lying = trash.all_(store)
    assert {thing.kind for thing in lying} == {
        TrashKind.DISTRICT, TrashKind.METHOD, TrashKind.TEMPLATE, TrashKind.SHEET,
    }  # fmt: skip
    for thing in lying:
        trash.put_back(store, thing.id)
    assert everything(store) == before
