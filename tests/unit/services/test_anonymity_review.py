"""What was said at a gathering, looked through before it goes out: used, kept and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nettverk.domain.anonymity.review import ToLookAt
from nettverk.domain.changes import NOTHING
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import Driver, Grounds
from nettverk.services import anonymity_review, follow_up, gatherings, participants, reflections
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY


@pytest.fixture(scope="module")
def whole() -> Iterator[tuple[Store, str]]:
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    gathering = next(one.id for one in gatherings.all_(store) if one.participants == 72)
    yield store, gathering
    store.close()


def write(store: Store, gathering: str, text: str) -> None:
    sheet = reflections.sheets(store, gathering)[0]
    reflections.write(store, gathering, sheet.part_id, sheet.table, sheet.question_id, text)


def mine(store: Store, gathering: str) -> list[ToLookAt]:
    sheet = reflections.sheets(store, gathering)[0]
    return [one for one in anonymity_review.to_look_at(store, gathering) if one.spoken.code == sheet.code]


def test_a_neutral_wording_is_put_in_and_taken_back(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    write(store, gathering, "Barn leker.\nVi spurte Fatima om det.\nRing 91234567.")
    found = mine(store, gathering)
    assert [(one.finding.line, one.finding.text) for one in found] == [(2, "Fatima"), (3, "91234567")]
    anonymity_review.accept(store, gathering, found[0])
    assert (
        reflections.sheets(store, gathering)[0].text == "Barn leker.\nVi spurte en medarbeider om det.\nRing 91234567."
    )
    with pytest.raises(BadInput, match="endret siden"):
        anonymity_review.accept(store, gathering, found[1])  # read before the text was changed
    store.undo()
    assert [one.finding.text for one in mine(store, gathering)] == ["Fatima", "91234567"]


def test_what_is_kept_is_not_asked_about_until_its_text_is_changed(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    write(store, gathering, "Vi leste om Fatima.")
    (one,) = mine(store, gathering)
    anonymity_review.keep(store, gathering, one.key)
    assert mine(store, gathering) == []
    assert anonymity_review.keep(store, gathering, one.key) == NOTHING
    rows = store.rows("SELECT object, data FROM entries WHERE kind = 'kept_wording'")
    assert all("Fatima" not in str(tuple(row)) for row in rows)
    store.undo()
    assert len(mine(store, gathering)) == 1
    store.redo()
    assert mine(store, gathering) == []
    write(store, gathering, "Vi leste mer om Fatima.")
    assert len(mine(store, gathering)) == 1


def test_those_who_take_part_count(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    write(store, gathering, "Det sa Zyxla.")
    assert mine(store, gathering) == []
    unit = participants.all_(store, gathering)[0].unit_id
    participants.add_new(store, gathering, "Zyxla", "Kvervelkvist", unit)
    assert [one.finding.text for one in mine(store, gathering)] == ["Zyxla"]


def test_the_sample_itself_is_anonymous_enough(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    others = [one for one in anonymity_review.to_look_at(store, gathering) if one not in mine(store, gathering)]
    assert [(one.spoken.label, one.finding.text) for one in others] == []


def test_a_promise_keeps_all_else_it_says(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    unit = participants.all_(store, gathering)[0].unit_id
    grounds = Grounds("Fordi Fatima spurte", (Driver.TRAINING,), (), (), "Vi ser det", "Ikke ennå")
    follow_up.write(
        store, gathering, unit, "c-1", what="Ring Ola", who="Leder", by=None, taken_up_in="møtet", grounds=grounds
    )
    found = [one for one in anonymity_review.to_look_at(store, gathering) if one.finding.text in {"Fatima", "Ola"}]
    mine_ = [one for one in found if one.spoken.field in {"what", "why"}]
    assert {one.spoken.field for one in mine_} == {"what", "why"}
    anonymity_review.accept(store, gathering, next(one for one in mine_ if one.spoken.field == "what"))
    (stored,) = [one for one in follow_up.commitments(store, gathering) if one.id == "c-1"]
    assert "Ola" not in stored.what
    assert stored.grounds == grounds
    assert (stored.who, stored.taken_up_in) == ("Leder", "møtet")
