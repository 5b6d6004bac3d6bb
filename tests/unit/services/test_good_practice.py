"""What is good practice is marked, carries its unit's name only with consent, and is taken back at any time."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.good_practice import Consent, GoodOn, shown_unit, without_name
from nettverk.domain.search import Wanted
from nettverk.services import contributions, follow_up, good_practice, participants, plan
from nettverk.services.good_practice import Known
from nettverk.services.register import register
from nettverk.services.search import search
from nettverk.services.themes import themes
from nettverk.storage.store import Store

DAY = date(2026, 11, 25)


@pytest.fixture
def lund(store: Store) -> str:
    return register.add_unit(store, "Lund barnehage").made


@pytest.fixture
def promised(store: Store, gathering_id: str, lund: str) -> Known:
    made = follow_up.promise(store, gathering_id, lund, what="Lekegrupper på Lund barnehage").made
    follow_up.answer(store, made, gathering_id, CommitmentStatus.DONE, "Lund  Barnehages barn lekte mer")
    return Known(GoodOn.COMMITMENT, made, gathering_id)


def test_a_mark_is_set_found_and_taken_back(store: Store, promised: Known) -> None:
    assert not search.search(store, Wanted(good=True)).hits
    good_practice.mark(store, promised)
    assert not good_practice.mark(store, promised).tables, "the same again changes nothing"
    assert [hit.ref for hit in search.search(store, Wanted(good=True)).hits] == [promised.id]
    store.undo()
    assert not search.search(store, Wanted(good=True)).hits
    store.redo()
    good_practice.unmark(store, promised)
    assert not good_practice.all_(store)


def test_the_name_goes_out_only_with_consent(store: Store, promised: Known) -> None:
    good_practice.mark(store, promised)
    told = good_practice.for_others(store)[0]
    assert "lund" not in f"{told}".lower()
    assert shown_unit(told) == "En enhet i nettverket"
    assert (told.what, told.learnt) == ("Lekegrupper på enheten", "enhetens barn lekte mer")
    good_practice.consent(store, promised, "styrer", DAY)
    told = good_practice.for_others(store)[0]
    assert (shown_unit(told), told.consent) == ("Lund barnehage", Consent("styrer", DAY))
    assert told.what == "Lekegrupper på Lund barnehage"
    good_practice.withdraw(store, promised)
    told = good_practice.for_others(store)[0]
    assert (told.consent, told.unit_name) == (None, "")


def test_consent_is_one_units_and_void_for_another(store: Store, promised: Known) -> None:
    good_practice.mark(store, promised)
    good_practice.consent(store, promised, "styrer", DAY)
    other = register.add_unit(store, "Grim barnehage").made
    follow_up.edit(store, promised.id, promised.gathering_id, unit_id=other)
    told = good_practice.for_others(store)[0]
    assert (told.consent, told.unit_name) == (None, "")

    good_practice.consent(store, promised, "rektor", DAY)
    assert good_practice.for_others(store)[0].unit_name == "Grim barnehage"


def test_unmarking_takes_the_consent_with_it(store: Store, promised: Known) -> None:
    good_practice.mark(store, promised)
    good_practice.consent(store, promised, "styrer", DAY)
    good_practice.unmark(store, promised)
    good_practice.mark(store, promised)
    assert good_practice.all_(store)[0].consent is None


@pytest.mark.parametrize("by", ["", "  ", "Kari Nordmann", "kari nordmann", "Nordmann"])
def test_who_said_yes_is_a_role(store: Store, gathering_id: str, promised: Known, lund: str, by: str) -> None:
    participants.add_new(store, gathering_id, "Kari", "Nordmann", lund)
    good_practice.mark(store, promised)
    with pytest.raises(BadInput, match="rolle"):
        good_practice.consent(store, promised, by, DAY)
    assert good_practice.all_(store)[0].consent is None


def test_contributions_and_themes_too(store: Store, gathering_id: str, lund: str) -> None:
    part = plan.parts(store, gathering_id)[0].id
    talk = contributions.add(store, part, title="Lekekoden", speaker="Kari Nordmann", unit_id=lund).made
    theme = themes.make(store, gathering_id, "Ro").made
    for on, id_ in ((GoodOn.CONTRIBUTION, talk), (GoodOn.THEME, theme)):
        good_practice.mark(store, Known(on, id_, gathering_id))
    told = good_practice.for_others(store)
    assert {practice.what for practice in told} == {"Lekekoden", "Ro"}
    assert "Nordmann" not in f"{told}"
    with pytest.raises(BadInput, match="ingen enhet"):
        good_practice.consent(store, Known(GoodOn.THEME, theme, gathering_id), "styrer", DAY)
    contributions.remove(store, talk)
    assert [practice.what for practice in good_practice.all_(store)] == ["Ro"]


def test_the_wall_shows_what_was_chosen(store: Store, promised: Known) -> None:
    with pytest.raises(BadInput):
        good_practice.set_on_wall(store, promised, on_wall=True)
    good_practice.mark(store, promised)
    assert not good_practice.for_others(store, on_wall=True)
    good_practice.set_on_wall(store, promised, on_wall=True)
    assert len(good_practice.for_others(store, on_wall=True)) == 1


def test_what_is_gone_cannot_be_marked(store: Store, promised: Known) -> None:
    follow_up.remove(store, promised.id)
    with pytest.raises(BadInput):
        good_practice.mark(store, promised)


def test_names_are_taken_out_as_whole_words() -> None:
    assert without_name("Lundby og Lund, lunds barn", ["Lund", ""]) == "Lundby og enheten, enhetens barn"
    assert without_name("Ingenting", []) == "Ingenting"
