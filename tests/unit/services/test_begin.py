"""Begin from what there is: known people, copies for districts, own templates, and what was said of next time."""

from __future__ import annotations

from datetime import date, time

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import PartKind
from nettverk.services import begin, contributions, gatherings, own_templates, participants, plan
from nettverk.services.begin import Target
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store


@pytest.fixture
def here(store: Store) -> str:
    """A gathering in Øst with two from Øst and one from Vest, of whom one was away."""
    network = register.add_network(store, "0–6").made
    east, west = (register.add_district(store, name).made for name in ("Øst", "Vest"))
    made = gatherings.make(
        store, template("short"), network_id=network, district_id=east, held_on=date(2026, 11, 24)
    ).made
    for given, district in (("Anne", east), ("Bo", east), ("Cato", west)):
        unit = register.add_unit(store, f"{given}s barnehage", district_id=district).made
        participants.add_new(store, made, given, "Ås", unit)
    listed = participants.all_(store, made)
    participants.mark(store, listed[1].id, Attendance.ABSENT)
    register.add_person(store, "Dag", "Ny", listed[2].unit_id)
    return made


def names(store: Store, gathering_id: str) -> list[str]:
    return [one.given_name for one in participants.all_(store, gathering_id)]


def district(store: Store, name: str) -> str:
    return next(one.id for one in register.districts(store) if one.name == name)


def test_people_come_from_the_last_gathering_or_the_register(store: Store, here: str) -> None:
    after = gatherings.copy(store, here, held_on=date(2027, 2, 9)).made
    known = begin.candidates(store, after)
    assert known.last is not None
    assert known.last.id == here
    assert [(one.person.given_name, one.attendance) for one in known.from_last] == [
        ("Anne", Attendance.REGISTERED),
        ("Bo", Attendance.ABSENT),
        ("Cato", Attendance.REGISTERED),
    ]
    assert [one.person.given_name for one in known.from_register] == ["Dag"]
    begin.bring(store, after, [one.person.id for one in known.from_last])
    assert names(store, after) == ["Anne", "Bo", "Cato"]
    # Attendance is of the day; nobody is away from a gathering that has not been.
    assert {one.attendance for one in participants.all_(store, after)} == {Attendance.REGISTERED}
    begin.bring(store, after, [one.person.id for one in known.from_last])
    assert len(names(store, after)) == 3
    assert not begin.candidates(store, after).from_last
    store.undo()
    assert names(store, after) == []


def test_the_last_gathering_is_found_in_another_district_where_the_own_had_none(store: Store, here: str) -> None:
    network = gatherings.get(store, here).network_id
    west = gatherings.make(
        store, template("short"), network_id=network, district_id=district(store, "Vest"), held_on=date(2027, 1, 5)
    ).made
    known = begin.candidates(store, west)
    assert known.last is not None
    assert known.last.id == here


def test_a_plan_goes_to_all_districts_at_once_with_speakers_and_the_people_of_each(store: Store, here: str) -> None:
    part = plan.add(store, here, PartKind.SHARING).made
    contributions.add(store, part, speaker="Styrer Anne", title="Lek", minutes=12)
    targets = [
        Target(district(store, "Øst"), date(2027, 3, 2)),
        Target(district(store, "Vest"), None, "Vår"),
        Target(None),
    ]
    first = begin.copy(store, here, targets, contributions=True, people=True).made
    made = [one for one in gatherings.all_(store) if one.id != here]
    by_place = {one.district_name: one for one in made}
    assert by_place["Øst"].id == first
    assert by_place["Øst"].held_on == date(2027, 3, 2)
    assert by_place["Vest"].title == "Vår"
    assert names(store, by_place["Øst"].id) == ["Anne", "Bo", "Cato"]
    assert names(store, by_place["Vest"].id) == ["Cato"]
    assert names(store, by_place[""].id) == ["Anne", "Bo", "Cato"]
    for one in made:
        talk = contributions.queue(store, one.id)[0]
        assert (talk.speaker, talk.title, talk.minutes) == ("Styrer Anne", "Lek", 12)
        assert talk.part_id in {part.id for part in plan.parts(store, one.id)}
    store.undo()
    assert [one.id for one in gatherings.all_(store)] == [here]
    with pytest.raises(BadInput):
        begin.copy(store, here, [])


def test_a_plan_is_kept_as_a_template_and_begun_from(store: Store, here: str) -> None:
    gatherings.edit(store, here, starts_at=time(12), ends_at=time(15, 15))
    extra = plan.add(store, here, PartKind.ACROSS, title="Vår egen økt").made
    plan.edit(store, extra, minutes=33, floor_minutes=20, fixed_start=time(13, 30), notes="Husk kaffe", method="igp")
    plan.set_questions(store, extra, ["Hva prøvde dere?", "Hva nå?"])
    own_templates.keep(store, here, "  Vår ettermiddag ")
    kept = own_templates.all_(store)
    assert [one.name for one in kept] == ["Vår ettermiddag"]
    network = gatherings.get(store, here).network_id
    made = gatherings.make(store, kept[0], network_id=network, language="nn").made
    before, after = plan.parts(store, here), plan.parts(store, made)

    def told(part: object) -> list[object]:
        fields = ("kind", "title", "minutes", "floor_minutes", "fixed_start", "organising", "notes", "method")
        return [getattr(part, name) for name in fields]

    assert [told(part) for part in after] == [told(part) for part in before]
    assert [q.text for part in after for q in part.questions] == [q.text for part in before for q in part.questions]
    assert (gatherings.get(store, made).starts_at, gatherings.get(store, made).ends_at) == (time(12), time(15, 15))
    # The same name again is the same template, made new.
    own_templates.keep(store, made, "vår ettermiddag")
    assert [one.name for one in own_templates.all_(store)] == ["vår ettermiddag"]
    own_templates.remove(store, own_templates.all_(store)[0].id)
    assert not own_templates.all_(store)
    with pytest.raises(BadInput):
        own_templates.keep(store, here, " ")


def test_what_was_said_of_next_time_begins_the_next_gathering(store: Store, here: str) -> None:
    assert begin.next_time(store, here) is None
    day = date(2027, 2, 9)
    gatherings.edit(store, here, next_on=day, next_starts_at=time(9), next_place="Rådhuset")
    agreed = begin.next_time(store, here)
    assert agreed is not None
    assert (agreed.held_on, agreed.starts_at, agreed.place) == (day, time(9), "Rådhuset")
    assert agreed.district_id == district(store, "Øst")
    made = gatherings.make(
        store, template("short"), network_id=agreed.network_id, district_id=agreed.district_id, held_on=day,
        starts_at=agreed.starts_at,
    ).made  # fmt: skip
    shipped = template("short")
    new = gatherings.get(store, made)
    lasted = (new.ends_at.hour - new.starts_at.hour) * 60 + new.ends_at.minute - new.starts_at.minute
    assert lasted == (shipped.ends_at.hour - shipped.starts_at.hour) * 60 + (
        shipped.ends_at.minute - shipped.starts_at.minute
    )
    # It is made now, and not proposed once more.
    assert begin.next_time(store, here) is None
