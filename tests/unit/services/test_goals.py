"""At most three goals at a time, for a unit and for a network, with their history and where each came from."""

from __future__ import annotations

import json
from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.follow_up import CommitmentStatus, Grounds
from nettverk.domain.goals import GoalOf, GoalOwner, GoalState, Origin, active, goal_line, too_many_words
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.services import follow_up, gatherings, goals, participants, plan, weak_signs
from nettverk.services.register import merge, register
from nettverk.services.sheets import answers, traffic_light, uses
from nettverk.services.templates import templates
from nettverk.storage.store import Store

ORIGIN = Origin("Trafikklys", "Vi lytter", date(2026, 10, 12))


@pytest.fixture
def unit_id(store: Store) -> str:
    return register.add_unit(store, "Lund barnehage").made


@pytest.fixture
def owner(unit_id: str) -> GoalOwner:
    return GoalOwner(GoalOf.UNIT, unit_id)


@pytest.fixture
def three(store: Store, gathering_id: str, owner: GoalOwner) -> list[str]:
    return [goals.set_goal(store, gathering_id, owner, text).made for text in ("Én", "To", "Tre")]


def texts(store: Store, owner: GoalOwner) -> list[tuple[str, str]]:
    return [(goal.text, goal.state) for goal in goals.of_owner(store, owner)]


def test_a_fourth_goal_is_asked_away_until_one_of_the_three_rests(
    store: Store, gathering_id: str, owner: GoalOwner, three: list[str]
) -> None:
    with pytest.raises(BadInput, match=r"Tre mål er nok – hvilket hviler\?"):
        goals.set_goal(store, gathering_id, owner, "Fire")
    assert [text for text, _state in texts(store, owner)] == ["Én", "To", "Tre"]
    goals.set_goal(store, gathering_id, owner, "Fire", rests=three[1])
    assert texts(store, owner) == [("Én", "active"), ("Tre", "active"), ("Fire", "active"), ("To", "resting")]
    with pytest.raises(BadInput, match="hvilket hviler"):
        goals.set_state(store, three[1], GoalState.ACTIVE)
    goals.set_state(store, three[1], GoalState.ACTIVE, rests=three[0])
    assert len(active(goals.of_owner(store, owner))) == 3
    # Setting one and letting another rest is one step.
    store.undo()
    store.undo()
    assert texts(store, owner) == [("Én", "active"), ("To", "active"), ("Tre", "active")]


def test_one_that_rests_must_be_one_of_the_three_of_the_same(
    store: Store, gathering_id: str, owner: GoalOwner, three: list[str]
) -> None:
    network = goals.at_gathering(store, gathering_id).network
    other = goals.set_goal(store, gathering_id, network, "Nettverkets").made
    with pytest.raises(BadInput):
        goals.set_goal(store, gathering_id, owner, "Fire", rests=other)
    assert [goal.state for goal in goals.of_owner(store, network)] == [GoalState.ACTIVE]
    assert len(goals.of_owner(store, owner)) == 3


def test_a_reached_goal_leaves_room_and_every_version_is_kept(
    store: Store, gathering_id: str, owner: GoalOwner, three: list[str]
) -> None:
    goals.edit(store, three[0], text="Én, men bedre", sign="Alle har en å leke med", sign_before="Fire står alene")
    goals.edit(store, three[0], sign_now="Ingen står alene")
    goals.set_state(store, three[0], GoalState.REACHED)
    goals.set_goal(store, gathering_id, owner, "Fire")
    told = goals.history(store, three[0])
    assert (told[0].text, told[0].state) == ("Én, men bedre", GoalState.REACHED)
    assert told[-1].text == "Én"
    assert len(told) == 4
    reached = goals.of_owner(store, owner)[-1]
    assert (reached.sign_before, reached.sign_now, reached.state) == (
        "Fire står alene", "Ingen står alene", GoalState.REACHED,
    )  # fmt: skip
    assert goals.edit(store, three[0], sign_now="Ingen står alene").tables == frozenset()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_goal_is_asked_for(store: Store, gathering_id: str, owner: GoalOwner, text: str) -> None:
    with pytest.raises(BadInput, match="Skriv målet"):
        goals.set_goal(store, gathering_id, owner, text)
    made = goals.set_goal(store, gathering_id, owner, "Et mål").made
    with pytest.raises(BadInput, match="Skriv målet"):
        goals.edit(store, made, text=text)


@pytest.mark.parametrize("of", list(GoalOf))
def test_nobody_who_is_gone_gets_a_goal(store: Store, gathering_id: str, of: GoalOf) -> None:
    with pytest.raises(BadInput, match="finnes ikke lenger"):
        goals.set_goal(store, gathering_id, GoalOwner(of, "borte"), "Et mål")


def test_a_removed_goal_comes_back_by_undo(store: Store, owner: GoalOwner, three: list[str]) -> None:
    goals.remove(store, three[2])
    assert len(goals.of_owner(store, owner)) == 2
    store.undo()
    assert len(goals.of_owner(store, owner)) == 3


def test_goals_outlive_the_gathering_they_were_set_at(
    store: Store, gathering_id: str, owner: GoalOwner, three: list[str], network_id: str
) -> None:
    later = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2027, 2, 9)).made
    gatherings.remove(store, gathering_id)
    assert [goal.gathering_id for goal in goals.of_owner(store, owner)] == [later] * 3
    goals.edit(store, three[0], text="Skrevet om")
    assert len(goals.history(store, three[0])) == 2
    store.undo()
    store.undo()
    assert [goal.gathering_id for goal in goals.of_owner(store, owner)] == [gathering_id] * 3


def test_a_unit_takes_over_the_goals_of_the_one_it_is_joined_with(
    store: Store, gathering_id: str, owner: GoalOwner, three: list[str]
) -> None:
    twin = register.add_unit(store, "Lundetun barnehage").made
    theirs = GoalOwner(GoalOf.UNIT, twin)
    goals.set_goal(store, gathering_id, theirs, "Deres")
    merge.merge_units(store, owner.id, twin)
    there = goals.of_owner(store, owner)
    assert sorted(goal.text for goal in active(there)) == ["Deres", "To", "Tre", "Én"]
    assert too_many_words(there)  # none is lost: it is asked which one rests
    assert goals.of_owner(store, theirs) == ()


# --- from a weak sign to a goal to a commitment, and back ---


def judged(store: Store, gathering_id: str, unit_id: str, levels: dict[str, str], *, shown: bool = True) -> None:
    """The traffic light, judged by six alone from a unit; the signs are shown where one says so."""
    part = plan.parts(store, gathering_id)[3]
    use = uses.get(store, uses.use_in_part(store, "trafikklys-a", part.id).made)
    assert use is not None
    for number in range(1, 7):
        who = Respondent(Who.ALONE, number, unit_id)
        traffic_light.judge(store, use, who, levels)
    if shown:
        traffic_light.show(store, use)


def test_the_weakest_sign_becomes_a_goal_and_the_commitment_tells_where_it_came_from(
    store: Store, gathering_id: str, unit_id: str, owner: GoalOwner
) -> None:
    judged(store, gathering_id, unit_id, {"lytter": "ma-endres", "vennlig": "tilfredsstillende"} | _levels(store))
    first = weak_signs.weakest(store, gathering_id, unit_id)[0]
    assert sum(first.counts) == 6
    assert first.origin.on == gatherings.get(store, gathering_id).held_on
    goal = goals.set_goal(store, gathering_id, owner, first.origin.what, origin=first.origin).made
    follow_up.promise(store, gathering_id, unit_id, what="Ringe først", grounds=Grounds(goal=goal))
    ((_where, (promised,)),) = follow_up.of_unit(store, unit_id)
    assert promised.goal is not None
    assert promised.goal.origin == first.origin
    assert first.origin.what in goal_line(promised.goal)
    assert first.origin.where in goal_line(promised.goal)


def _levels(store: Store) -> dict[str, str]:
    from nettverk.services.sheets import shipped

    sheet = shipped.sheet("trafikklys-a", "nb")
    assert sheet is not None
    block = sheet.blocks[0] if sheet.blocks[0].levels else next(one for one in sheet.blocks if one.levels)
    best, *_rest, worst = (level.id for level in block.levels)
    return {item.id: worst if item.id == "lytter" else best for item in block.items}


def test_what_is_hidden_in_the_hall_is_no_suggestion_either(store: Store, gathering_id: str, unit_id: str) -> None:
    for n in range(40):  # many more are expected than have judged
        participants.add_new(store, gathering_id, "Kari", f"Nr{n}", unit_id)
    judged(store, gathering_id, unit_id, _levels(store), shown=False)
    found = weak_signs.weakest(store, gathering_id, unit_id)
    assert found == ()


def test_fewer_than_five_are_not_counted_and_what_all_are_content_with_is_not_weak(
    store: Store, gathering_id: str, unit_id: str
) -> None:
    part = plan.parts(store, gathering_id)[3]
    use = uses.get(store, uses.use_in_part(store, "trafikklys-a", part.id).made)
    assert use is not None
    for number in range(1, 4):
        traffic_light.judge(store, use, Respondent(Who.ALONE, number, unit_id), _levels(store))
    traffic_light.show(store, use)
    (weak,) = weak_signs.weakest(store, gathering_id, unit_id)
    assert weak.counts == ()


def test_how_the_day_was_is_no_goal_of_a_unit(store: Store, gathering_id: str, unit_id: str) -> None:
    use_id = uses.use_outside(store, "evaluering-kort", gathering_id).made
    for number in range(6):
        who = Respondent(Who.ALONE, number + 1, unit_id)
        answers.write(store, SheetAnswer(use_id, 1, who, "dagen", "nytte", level="ikke"))
    assert weak_signs.weakest(store, gathering_id, unit_id) == ()


def test_a_commitment_keeps_its_goal_while_the_rest_is_typed_and_lets_it_go(
    store: Store, gathering_id: str, unit_id: str, owner: GoalOwner
) -> None:
    goal = goals.set_goal(store, gathering_id, owner, "Et mål", origin=ORIGIN).made
    made = follow_up.promise(store, gathering_id, unit_id, what="Noe", grounds=Grounds(goal=goal)).made
    follow_up.edit(store, made, gathering_id, who="Kari", status=CommitmentStatus.TRIED)
    assert follow_up.commitments(store, gathering_id)[0].goal is not None
    follow_up.edit(store, made, gathering_id, grounds=Grounds(why="fordi"))
    (promised,) = follow_up.commitments(store, gathering_id)
    assert promised.goal is None
    assert promised.grounds.goal == ""


def test_a_goal_that_is_gone_leaves_the_commitment_as_it_was(
    store: Store, gathering_id: str, unit_id: str, owner: GoalOwner
) -> None:
    goal = goals.set_goal(store, gathering_id, owner, "Et mål").made
    follow_up.promise(store, gathering_id, unit_id, what="Noe", grounds=Grounds(goal=goal))
    goals.remove(store, goal)
    (promised,) = follow_up.commitments(store, gathering_id)
    assert (promised.what, promised.goal) == ("Noe", None)


def test_the_view_reads_as_the_service_does(
    store: Store, gathering_id: str, owner: GoalOwner, three: list[str]
) -> None:
    goals.set_state(store, three[0], GoalState.RESTING)
    rows = {row["id"]: (row["text"], row["state"]) for row in store.rows("SELECT * FROM lasting_goals")}
    assert rows == {goal.id: (goal.text, goal.state) for goal in goals.of_owner(store, owner)}
    assert json.loads(store.value("SELECT data FROM current_entries WHERE kind = 'goal' LIMIT 1"))["of"] == "unit"
