"""What was said at a gathering, looked through before it goes out: used, kept and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nettverk.domain.anonymity.outlets import outlet_of
from nettverk.domain.anonymity.review import ToLookAt
from nettverk.domain.between import PairKind
from nettverk.domain.changes import NOTHING
from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus, Driver, Grounds
from nettverk.domain.goals import GoalOf, GoalOwner
from nettverk.services import (
    anonymity_review,
    contributions,
    follow_up,
    gatherings,
    goals,
    needs,
    pairings,
    participants,
    reflections,
    stage,
)
from nettverk.services.themes import themes
from nettverk.services.themes.board import read_themes
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
    write(store, gathering, "Det sa Nattlys.")
    assert mine(store, gathering) == []
    unit = participants.all_(store, gathering)[0].unit_id
    participants.add_new(store, gathering, "Nattlys", "Kvervelkvist", unit)
    assert [one.finding.text for one in mine(store, gathering)] == ["Nattlys"]


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


def test_a_theme_is_called_something_else_and_only_what_goes_out_is_told(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    write(store, gathering, "Vi spurte Torkjell.")
    theme = themes.make(store, gathering, "Det Oddfrid sa").made
    found = anonymity_review.to_look_at(store, gathering, outlet_of({"title": ("Temaer", "Det  Oddfrid sa")}))
    assert [one.finding.text for one in found] == ["Oddfrid"]
    anonymity_review.accept(store, gathering, found[0])
    names = {one.id: one.name for one in read_themes(store, gathering)[0]}
    assert names[theme] == "Det en medarbeider sa"
    store.undo()
    assert [one.name for one in read_themes(store, gathering)[0] if one.id == theme] == ["Det Oddfrid sa"]
    assert anonymity_review.to_look_at(store, gathering, outlet_of("Noe helt annet")) == ()
    counted = anonymity_review.count_all(store, [gathering])
    assert counted.points >= 2
    assert counted.whole
    assert not anonymity_review.count_all(store, [gathering], most=1).whole


def test_what_comes_back_from_before_goes_on_the_wall_here(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    before = follow_up.comes_back(store, gathering)
    answered = before[0]
    follow_up.answer(store, answered.id, gathering, CommitmentStatus.TRIED, "Gunnvor sier det går bedre")
    learnt = [one for one in anonymity_review.to_look_at(store, gathering) if one.finding.text == "Gunnvor"]
    assert len(learnt) == 1
    outlet = outlet_of(stage.walls(store, gathering))
    assert "Gunnvor" in [one.finding.text for one in anonymity_review.to_look_at(store, gathering, outlet)]
    anonymity_review.keep(store, gathering, learnt[0].key)
    assert "Gunnvor" not in [one.finding.text for one in anonymity_review.to_look_at(store, gathering)]


def test_goals_needs_and_visits_are_looked_through_and_put_right(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    units = sorted({one.unit_id for one in participants.all_(store, gathering)})
    first, second = [unit for unit in units if unit not in goals.at_gathering(store, gathering).of_unit][:2]
    goal = goals.set_goal(store, gathering, GoalOwner(GoalOf.UNIT, first), "Alle vet hva Fatima trenger").made
    goals.edit(store, goal, sign="Ola ringer ikke lenger")
    need = needs.add(store, gathering, "Vi trenger Fatima", evidence="Ingen svarer\nOla sier fra").made
    pair = pairings.add(store, gathering, PairKind.GUIDE, first, second, note="Se på Fatima i samlingsstund").made
    found = anonymity_review.to_look_at(store, gathering)
    of = {(type(one.spoken.typed).__name__, one.finding.text): one for one in found}
    expected = [
        ("TypedField", "Fatima"), ("TypedField", "Ola"), ("NeedWords", "Fatima"), ("NeedWords", "Ola"),
        ("PairNote", "Fatima"),
    ]  # fmt: skip
    for key in expected:
        now = {(type(one.spoken.typed).__name__, one.finding.text): one
               for one in anonymity_review.to_look_at(store, gathering)}  # fmt: skip
        anonymity_review.accept(store, gathering, now[key])
    assert set(expected) <= set(of)
    said = goals.get(store, goal)
    assert said is not None
    kept = next(one for one in needs.of_network(store, gathering) if one.id == need)
    note = next(one for one in pairings.of_gathering(store, gathering) if one.id == pair).note
    for text in (said.text, said.sign, kept.text, kept.evidence, note):
        assert "Fatima" not in text
        assert "Ola" not in text
    assert kept.evidence.startswith("Ingen svarer\n")
    for _step in expected:
        store.undo()
    assert set(expected) <= {
        (type(one.spoken.typed).__name__, one.finding.text) for one in anonymity_review.to_look_at(store, gathering)
    }


def test_a_contribution_may_name_who_speaks_and_not_whom_it_is_about(whole: tuple[Store, str]) -> None:
    store, gathering = whole
    part = store.value("SELECT part_id FROM contributions WHERE gathering_id = ? LIMIT 1", gathering)
    made = contributions.add(store, str(part), title="Slik hjalp vi Fatima, ved Gunn", speaker="Gunn Li").made
    found = [one for one in anonymity_review.to_look_at(store, gathering) if "Slik hjalp vi" in one.line]
    assert [one.finding.text for one in found] == ["Fatima"]
    anonymity_review.accept(store, gathering, found[0])
    (after,) = (one.title for one in contributions.queue(store, gathering) if one.id == made)
    assert "Fatima" not in after
    assert "ved Gunn" in after
    store.undo()
    store.undo()
