"""Who is expected and has not answered: quotas, gaps, whom to ask and what to write."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.domain.quotas import QuotaEach
from nettverk.services import gatherings, participants, quotas
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store


@pytest.fixture
def here(store: Store) -> str:
    """Two districts with a kindergarten each, two in one of them, and PPT for all."""
    network = register.add_network(store, "0–6").made
    register.set_network_services(store, network, ("kindergarten", "ppt"), ())
    east, west = (register.add_district(store, name).made for name in ("Øst", "Vest"))
    for name, district in (("Furulia", east), ("Myra", east), ("Lia", west)):
        unit = register.add_unit(store, f"{name} barnehage", service_id="kindergarten", district_id=district).made
        register.add_person(store, "Styrer", name, unit, role="styrer", email=f"styrer@{name.lower()}.no")
        register.add_person(store, "Lærer", name, unit, role="barnehagelærer", email=f"laerer@{name.lower()}.no")
    ppt = register.add_unit(store, "PPT", service_id="ppt").made
    for name in ("Anne", "Bo"):
        register.add_person(store, name, "Pedagog", ppt, role="spesialpedagog", email=f"{name.lower()}@ppt.no")
    register.add_unit(store, "Nes skole", service_id="school")
    return gatherings.make(store, template("short"), network_id=network, held_on=date(2027, 2, 9)).made


def person(store: Store, name: str) -> str:
    return next(one.id for one in register.people(store) if one.name == name)


def told(store: Store, here: str) -> list[str]:
    return [gap.sentence for gap in quotas.answers(store, here).gaps]


def test_one_from_each_unit_is_expected_where_nobody_has_said(store: Store, here: str) -> None:
    answers = quotas.answers(store, here)
    assert answers.usual
    assert [gap.name for gap in answers.gaps] == ["Furulia barnehage", "Lia barnehage", "Myra barnehage", "PPT"]
    participants.add(store, here, person(store, "Lærer Furulia"))
    assert "Furulia barnehage: ingen av 1" not in told(store, here)
    # Leaders are asked, and where nobody leads everybody is.
    assert quotas.answers(store, here).addresses == ("styrer@lia.no", "styrer@myra.no", "anne@ppt.no", "bo@ppt.no")


def test_five_from_each_district_counts_those_who_come(store: Store, here: str) -> None:
    quotas.add(store, here, QuotaEach.DISTRICT, people=2)
    assert quotas.all_(store, here)[0].sentence == "2 fra hver bydel"
    for name in ("Styrer Furulia", "Lærer Furulia"):
        participants.add(store, here, person(store, name))
    assert told(store, here) == ["Vest: ingen av 2"]
    gone = participants.all_(store, here)[0].id
    participants.mark(store, gone, Attendance.ABSENT)
    assert told(store, here) == ["Vest: ingen av 2", "Øst: 1 av 2, 1 kan ikke"]


def test_everybody_of_a_service_or_role_is_named(store: Store, here: str) -> None:
    quotas.add(store, here, QuotaEach.TOGETHER, role="Spesialpedagog")
    gap = quotas.answers(store, here).gaps[0]
    assert gap.quota.sentence == "alle: Spesialpedagog"
    assert gap.names == "Anne Pedagog og Bo Pedagog"
    participants.add(store, here, person(store, "Anne Pedagog"))
    gap = quotas.answers(store, here).gaps[0]
    assert (gap.names, gap.sentence) == ("Bo Pedagog", "1 av 2")
    assert quotas.answers(store, here).addresses == ("bo@ppt.no",)
    # Who has said no has answered, and is not reminded.
    participants.add(store, here, person(store, "Bo Pedagog"))
    participants.withdraw(store, tuple(one.id for one in participants.all_(store, here) if one.given_name == "Bo"))
    assert not quotas.answers(store, here).gaps


def test_a_gathering_of_a_district_expects_only_its_own(store: Store, here: str) -> None:
    east = next(one.id for one in register.districts(store) if one.name == "Øst")
    gatherings.edit(store, here, district_id=east)
    assert [gap.name for gap in quotas.answers(store, here).gaps] == ["Furulia barnehage", "Myra barnehage", "PPT"]


def test_a_number_for_nobody_is_refused_and_copies_keep_quotas(store: Store, here: str) -> None:
    with pytest.raises(BadInput):
        quotas.add(store, here, QuotaEach.UNIT, people=0)
    quotas.add(store, here, QuotaEach.UNIT, people=2, service_id="kindergarten")
    copy = gatherings.copy(store, here).made
    assert [quota.sentence for quota in quotas.all_(store, copy)] == ["2 fra hver enhet: Barnehage"]
    quotas.remove(store, quotas.all_(store, here)[0].id)
    store.undo()
    assert quotas.all_(store, here)


@pytest.mark.parametrize(("language", "words"), [("nb", "Vi ønsker"), ("nn", "Vi ønskjer"), ("en", "We would like")])
def test_letters_are_in_the_gathering_s_language(store: Store, here: str, language: str, words: str) -> None:
    gatherings.edit(store, here, language=language, place="Rådhuset", theme="Overganger")
    quotas.add(store, here, QuotaEach.DISTRICT, people=5)
    invited = quotas.invitation(store, here)
    assert words in invited.text
    assert "Rådhuset" in invited.text
    assert "2027" in invited.text
    assert len(invited.addresses) == 8
    assert len(quotas.reminder(store, here).addresses) == 3
    assert quotas.reminder(store, here).subject


def test_many_are_marked_in_one_step_that_can_be_taken_back(store: Store, here: str) -> None:
    for one in register.people(store):
        participants.add(store, here, one.id)
    ids = tuple(one.id for one in participants.all_(store, here))
    participants.mark(store, ids[0], Attendance.ABSENT)
    participants.mark_many(store, ids[1:], Attendance.PRESENT)
    assert [one.attendance for one in participants.all_(store, here)][1:] == [Attendance.PRESENT] * (len(ids) - 1)
    store.undo()
    assert {one.attendance for one in participants.all_(store, here)[1:]} == {Attendance.REGISTERED}
    assert participants.all_(store, here)[0].attendance is Attendance.ABSENT
