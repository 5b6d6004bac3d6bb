"""What a unit promises comes back at the next gathering, and nothing said is lost."""

from __future__ import annotations

import json
from datetime import date

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.domain.follow_up import CommitmentStatus, Driver, Grounds, Heard, Together
from nettverk.services import follow_up, gatherings, participants
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import entries
from nettverk.storage.store import Store


@pytest.fixture
def unit_id(store: Store) -> str:
    return register.add_unit(store, "Lund barnehage").made


@pytest.fixture
def next_id(store: Store, network_id: str, gathering_id: str) -> str:
    """The next gathering of the same series."""
    return gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2027, 2, 9)).made


def test_a_promise_has_all_that_was_said(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(
        store,
        gathering_id,
        unit_id,
        what="Faste lekegrupper",
        who="Kari",
        by=date(2027, 1, 15),
        taken_up_in="plangruppe",
    )
    (one,) = follow_up.commitments(store, gathering_id)
    assert one.id == made.made
    assert (one.what, one.who, one.by, one.taken_up_in) == (
        "Faste lekegrupper",
        "Kari",
        date(2027, 1, 15),
        "plangruppe",
    )
    assert (one.unit_name, one.status) == ("Lund barnehage", "open")


def test_units_come_in_norwegian_order_and_promises_in_theirs(store: Store, gathering_id: str) -> None:
    for name in ("Ørsta skole", "Åsen skole", "Ærfugl barnehage", "Zoo barnehage"):
        follow_up.promise(store, gathering_id, register.add_unit(store, name).made, what="Én")
    first = follow_up.commitments(store, gathering_id)[0].unit_id
    follow_up.promise(store, gathering_id, first, what="To")
    found = follow_up.commitments(store, gathering_id)
    assert [one.unit_name.split()[0] for one in found] == ["Zoo", "Zoo", "Ærfugl", "Ørsta", "Åsen"]
    assert [one.what for one in found[:2]] == ["Én", "To"]


def test_what_was_promised_reopens_at_the_next_gathering_only_in_the_same_series(
    store: Store, gathering_id: str, next_id: str, unit_id: str
) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Prøve lekegrupper").made
    other = register.add_network(store, "6–16").made
    elsewhere = gatherings.make(store, templates()[0], network_id=other, held_on=date(2027, 3, 1)).made
    assert [one.id for one in follow_up.earlier(store, next_id)] == [made]
    assert follow_up.earlier(store, gathering_id) == ()
    assert follow_up.earlier(store, elsewhere) == ()


def test_how_it_went_is_told_later_and_stays_with_the_promise(
    store: Store, gathering_id: str, next_id: str, unit_id: str
) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Prøve lekegrupper").made
    follow_up.edit(store, made, next_id, status="tried", learnt="Tre barn er nok")
    (one,) = follow_up.earlier(store, next_id)
    assert (one.status, one.learnt, one.gathering_id) == ("tried", "Tre barn er nok", gathering_id)
    assert follow_up.commitments(store, next_id) == ()


def test_the_same_again_writes_nothing(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Én", by=date(2027, 1, 1)).made
    changes = follow_up.edit(store, made, gathering_id, what="Én", by=date(2027, 1, 1))
    assert not changes.tables


def test_what_is_removed_can_be_brought_back(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Én").made
    follow_up.remove(store, made)
    assert follow_up.commitments(store, gathering_id) == ()
    follow_up.restore(store, made)
    assert [one.what for one in follow_up.commitments(store, gathering_id)] == ["Én"]


def test_earlier_wordings_are_kept(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Én").made
    follow_up.edit(store, made, gathering_id, what="Én ting")
    kept = entries.history(store, EntryKind.COMMITMENT, gathering_id, made)
    assert [json.loads(entry["data"])["what"] for entry in kept] == ["Én ting", "Én"]


def test_a_promise_that_is_gone_is_told_of_in_words(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Én").made
    gatherings.remove(store, gathering_id)
    with pytest.raises(Expected, match="borte"):
        follow_up.edit(store, made, gathering_id, what="To")


def test_a_field_that_is_typed_in_becomes_one_promise(store: Store, gathering_id: str, unit_id: str) -> None:
    for what in ("L", "Lek", "Lekegrupper"):
        follow_up.write(store, gathering_id, unit_id, "min-egen-id", what=what, who="", by=None, taken_up_in="")
    (one,) = follow_up.commitments(store, gathering_id)
    assert (one.id, one.what, one.position) == ("min-egen-id", "Lekegrupper", 1)


def test_an_empty_field_makes_nothing_and_an_emptied_one_goes_away(
    store: Store, gathering_id: str, unit_id: str
) -> None:
    def write(what: str) -> None:
        follow_up.write(store, gathering_id, unit_id, "id", what=what, who="", by=None, taken_up_in=" ")

    write("")
    assert store.value("SELECT count(*) FROM entries") == 0
    write("Noe")
    write("")
    assert follow_up.commitments(store, gathering_id) == ()
    write("Noe annet")
    assert [one.what for one in follow_up.commitments(store, gathering_id)] == ["Noe annet"]


def test_a_thread_runs_from_what_was_promised_to_what_is_promised_now(
    store: Store, gathering_id: str, next_id: str, network_id: str, unit_id: str
) -> None:
    third = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2027, 5, 4)).made
    done = follow_up.promise(store, gathering_id, unit_id, what="Gammelt og gjort").made
    follow_up.edit(store, done, next_id, status="done")
    follow_up.promise(store, gathering_id, unit_id, what="Gammelt og ugjort")
    follow_up.promise(store, next_id, unit_id, what="Fra sist")
    follow_up.promise(store, third, unit_id, what="Nytt")
    (thread,) = follow_up.threads(store, third)
    assert [one.what for one in thread.before] == ["Fra sist", "Gammelt og ugjort"]
    assert [one.what for one in thread.promised] == ["Nytt"]
    assert (thread.answered, thread.unanswered) == (0, 2)
    (earlier,) = follow_up.threads(store, next_id)
    assert [one.what for one in earlier.before] == ["Gammelt og gjort", "Gammelt og ugjort"]


def test_units_that_are_there_have_a_thread_and_those_who_are_away_do_not(
    store: Store, gathering_id: str, unit_id: str
) -> None:
    kari = participants.add_new(store, gathering_id, "Kari", "Nordmann", unit_id).made
    other = register.add_unit(store, "Fjæra barnehage").made
    ola = participants.add_new(store, gathering_id, "Ola", "Nordmann", other).made
    participants.mark(store, ola, "absent")
    participants.mark(store, kari, "present")
    (thread,) = follow_up.threads(store, gathering_id)
    assert (thread.unit_name, thread.people) == ("Lund barnehage", ("Kari Nordmann",))


def test_a_promise_is_taken_up_wherever_its_unit_meets_next(
    store: Store, gathering_id: str, network_id: str, unit_id: str
) -> None:
    vaagsbygd, lund = (register.add_district(store, name).made for name in ("Vågsbygd", "Lund"))

    def held(day: date, district: str | None) -> str:
        made = gatherings.make(store, templates()[0], network_id=network_id, held_on=day, district_id=district)
        return made.made

    register.edit_unit(store, unit_id, district_id=vaagsbygd)
    stranger = register.add_unit(store, "Justvik skole", district_id=lund).made
    here, everyone, again, elsewhere = (
        held(date(2027, 2, 1), vaagsbygd),
        held(date(2027, 3, 1), None),
        held(date(2027, 4, 1), vaagsbygd),
        held(date(2027, 5, 1), lund),
    )
    follow_up.promise(store, here, unit_id, what="I bydelen")
    follow_up.promise(store, here, stranger, what="Fra en annen bydel")
    both = ["Fra en annen bydel", "I bydelen"]
    assert [one.what for one in follow_up.comes_back(store, everyone)] == both, "what is for all is for every unit"
    follow_up.promise(store, everyone, unit_id, what="For alle bydeler")
    follow_up.promise(store, everyone, stranger, what="Også der")
    assert [one.what for one in follow_up.comes_back(store, again)] == [
        "For alle bydeler", "Fra en annen bydel", "I bydelen",
    ], "the unit is of the district; the stranger's own promise was made in this series"  # fmt: skip
    assert [one.what for one in follow_up.comes_back(store, elsewhere)] == ["Også der", "Fra en annen bydel"]


def test_what_nobody_did_goes_on_coming_back_for_two_years(
    store: Store, gathering_id: str, network_id: str, unit_id: str
) -> None:
    follow_up.promise(store, gathering_id, unit_id, what="Lekegrupper")
    first = gatherings.get(store, gathering_id).held_on
    assert first is not None
    for years, back in ((1, 1), (3, 0)):
        day = first.replace(year=first.year + years)
        later = gatherings.make(store, templates()[0], network_id=network_id, held_on=day).made
        between = first.replace(year=first.year + years, month=first.month, day=1)
        gatherings.make(store, templates()[0], network_id=network_id, held_on=between)
        assert len(follow_up.comes_back(store, later)) == back
        assert len(follow_up.earlier(store, later)) == 1, "it is still there to be read"


def test_why_and_how_one_will_see_it_follow_the_promise(
    store: Store, gathering_id: str, next_id: str, unit_id: str
) -> None:
    grounds = Grounds(
        "Fire barn strever.", (Driver.TRAINING,), (Together.CHILDREN, Together.FAMILIES), (Heard.DOING,),
        "Barna finner en voksen selv", "To av fire gråter",
    )  # fmt: skip
    made = follow_up.promise(store, gathering_id, unit_id, what="Kontaktperson", grounds=grounds).made
    (one,) = follow_up.commitments(store, gathering_id)
    assert one.grounds == grounds
    follow_up.answer(store, made, next_id, CommitmentStatus.TRIED, "Det hjalp.", "Ingen gråter")
    follow_up.edit(store, made, next_id, what="Fast kontaktperson")
    (back,) = follow_up.comes_back(store, next_id)
    assert (back.what, back.sign_now, back.grounds) == ("Fast kontaktperson", "Ingen gråter", grounds)
    follow_up.answer(store, made, next_id, CommitmentStatus.DONE, "Det hjalp.")
    assert follow_up.comes_back(store, next_id)[0].sign_now == "Ingen gråter", "what is not said stays"


def test_a_promise_without_grounds_is_not_written_anew_for_them(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Noe").made
    before = store.value("SELECT count(*) FROM entries")
    follow_up.write(store, gathering_id, unit_id, made, what="Noe", who="", by=None, taken_up_in="")
    assert store.value("SELECT count(*) FROM entries") == before


def test_ticks_of_a_newer_program_are_passed_over(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Noe").made
    row = entries.current(store, "commitment", gathering_id, made)
    data = {**json.loads(row["data"]), "drivers": ["magic", "training"], "why": "Fordi"}
    with store.change():
        entries.append(store, "commitment", gathering_id, made, data)
    (one,) = follow_up.commitments(store, gathering_id)
    assert one.grounds == Grounds("Fordi", (Driver.TRAINING,))


def test_a_units_thread_runs_over_networks_and_years(
    store: Store, gathering_id: str, next_id: str, unit_id: str
) -> None:
    other = register.add_network(store, "6–16").made
    elsewhere = gatherings.make(store, templates()[0], network_id=other, held_on=date(2029, 3, 1)).made
    for where, what in ((gathering_id, "Først"), (elsewhere, "Sist"), (next_id, "Så")):
        follow_up.promise(store, where, unit_id, what=what)
    follow_up.promise(store, next_id, register.add_unit(store, "PPT").made, what="En annens")
    thread = follow_up.of_unit(store, unit_id)
    assert [(gathering.id, [one.what for one in promised]) for gathering, promised in thread] == [
        (elsewhere, ["Sist"]), (next_id, ["Så"]), (gathering_id, ["Først"]),
    ]  # fmt: skip
