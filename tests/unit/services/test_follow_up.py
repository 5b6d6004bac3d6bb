"""What a unit promises comes back at the next gathering, and nothing said is lost."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import follow_up, gatherings, register
from nettverk.services.templates import templates
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
    follow_up.remove(store, made, gathering_id)
    assert follow_up.commitments(store, gathering_id) == ()
    follow_up.restore(store, made)
    assert [one.what for one in follow_up.commitments(store, gathering_id)] == ["Én"]


def test_earlier_wordings_are_kept(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Én").made
    follow_up.edit(store, made, gathering_id, what="Én ting")
    assert [version.text for version in follow_up.versions(store, made)] == ["Én ting", "Én"]


def test_a_promise_that_is_gone_is_told_of_in_words(store: Store, gathering_id: str, unit_id: str) -> None:
    made = follow_up.promise(store, gathering_id, unit_id, what="Én").made
    gatherings.remove(store, gathering_id)
    with pytest.raises(Expected, match="borte"):
        follow_up.edit(store, made, gathering_id, what="To")
