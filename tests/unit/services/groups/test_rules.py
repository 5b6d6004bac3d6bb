"""Rules are sentences that hold when groups are made, and those that cannot all hold are named before."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from io import BytesIO

import pytest
from pypdf import PdfReader

from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.group_rules import RuleKind, numbers_in
from nettverk.domain.organisation import Party, is_leader, party_of
from nettverk.mixing.aims import Figure
from nettverk.services import participants
from nettverk.services.groups import board as group_board
from nettverk.services.groups import effects, groupings, notes, quality, reliefs
from nettverk.services.groups import rules as group_rules
from nettverk.services.handouts import handouts
from nettverk.services.handouts.registry import PACK
from tests.helpers.hall import Hall, hall
from tests.helpers.paper import pages


@pytest.fixture
def made() -> Hall:
    """Sixty people who have met twice."""
    return hall(60, past=2)


def _seat(made: Hall, person_id: str) -> int:
    board = group_board.load(made.store, made.part_id)
    return next(board.seat[n] for n, one in enumerate(board.people) if one.person_id == person_id)


def _sentences(made: Hall) -> list[str]:
    return [rule.sentence for rule in group_rules.all_(made.store, made.gathering_id) if rule.on]


def test_apart_together_and_at_a_table_hold(made: Hall) -> None:
    people = made.people
    group_rules.add(made.store, None, "apart", people=[people[0], people[20], people[40]])
    group_rules.add(made.store, None, "together", people=[people[5], people[25]])
    group_rules.add(made.store, made.gathering_id, "at_table", people=[people[30]], table=7)
    groupings.build(made.store, made.part_id, size=6)
    assert len({_seat(made, people[n]) for n in (0, 20, 40)}) == 3
    assert _seat(made, people[5]) == _seat(made, people[25])
    assert _seat(made, people[30]) == 6
    assert group_board.load(made.store, made.part_id).score.hard == 0
    assert sum("sitter" in sentence for sentence in _sentences(made)) == 3


def test_at_least_one_of_a_service_at_each_table_and_hosts_one_each(made: Hall) -> None:
    group_rules.add(made.store, made.gathering_id, "at_least_one", service_id="ppt")
    hosts = made.people[-5:]
    group_rules.add(made.store, made.gathering_id, "host", people=hosts)
    groupings.build(made.store, made.part_id, tables=5)
    board = group_board.load(made.store, made.part_id)
    ppt = {board.seat[n] for n, one in enumerate(board.people) if one.service_id == "ppt"}
    assert len(ppt) == 5
    assert sorted(_seat(made, host) for host in hosts) == [0, 1, 2, 3, 4]


def test_too_few_of_a_service_reach_as_many_tables_as_they_can(made: Hall) -> None:
    group_rules.add(made.store, made.gathering_id, "at_least_one", service_id="ppt")
    groupings.build(made.store, made.part_id, size=6)
    board = group_board.load(made.store, made.part_id)
    ppt = Counter(board.seat[n] for n, one in enumerate(board.people) if one.service_id == "ppt")
    assert set(ppt.values()) == {1}


def test_leaders_apart_from_their_own(made: Hall) -> None:
    group_rules.add(made.store, None, "leaders", mode="apart")
    groupings.build(made.store, made.part_id, tables=3)
    board = group_board.load(made.store, made.part_id)
    for n, one in enumerate(board.people):
        if is_leader(one.role):
            table = board.at[board.seat[n]]
            assert [m for m in table if board.people[m].unit_id == one.unit_id] == [n]


@pytest.mark.parametrize(
    ("role", "leader"),
    [("Styrer", True), ("enhetsleder", True), ("Rektor", True), ("Pedagogisk leder", False), ("spesialpedagog", False)],
)
def test_who_is_a_leader(role: str, leader: bool) -> None:
    assert is_leader(role) == leader


def test_rules_that_collide_are_named_before_anything_is_searched_for(made: Hall) -> None:
    a, b, c = made.people[:3]
    group_rules.add(made.store, None, "together", people=[a, b])
    group_rules.add(made.store, None, "together", people=[b, c])
    group_rules.add(made.store, None, "apart", people=[a, c])
    names = {one.person_id: one.name for one in participants.all_(made.store, made.gathering_id)}
    with pytest.raises(BadInput) as said:
        groupings.build(made.store, made.part_id, size=6)
    for who in (a, b, c):
        assert names[who] in said.value.sentence
    assert "skal sitte sammen, men" in said.value.sentence
    assert groupings.of_part(made.store, made.part_id) is None


def test_a_rule_that_is_off_says_nothing_and_one_that_is_on_again_does(made: Hall) -> None:
    a, b = made.people[0], made.people[30]
    rule_id = group_rules.add(made.store, None, "together", people=[a, b]).made
    rule = next(rule for rule in group_rules.all_(made.store, made.gathering_id) if rule.id == rule_id)
    group_rules.switch(made.store, made.gathering_id, rule, False)
    board = group_board.load(made.store, made.part_id)
    assert board.terms.together == ()
    made.store.undo()
    assert len(group_board.load(made.store, made.part_id).terms.together) == 1
    group_rules.remove(made.store, rule_id)
    assert all(one.id != rule_id for one in group_rules.all_(made.store, made.gathering_id))


def test_aims_can_be_switched_and_roles_and_districts_go_together(made: Hall) -> None:
    def aims() -> set[str]:
        return {rule.kind for rule in group_rules.all_(made.store, made.gathering_id) if rule.on}

    assert aims() == {"new_meetings", "mix_services", "share_roles"}
    every = {rule.kind: rule for rule in group_rules.all_(made.store, made.gathering_id)}
    group_rules.switch(made.store, made.gathering_id, every["mix_roles"], True)
    group_rules.switch(made.store, made.gathering_id, every["mix_districts"], True)
    assert aims() == {"new_meetings", "mix_services", "share_roles", "mix_roles", "mix_districts"}
    order = group_board.load(made.store, made.part_id).problem.order
    assert order == (
        Figure.SAME_UNIT, Figure.REPEATS, Figure.SERVICE, Figure.SIZE, Figure.ROLE, Figure.DISTRICT,
    )  # fmt: skip
    fresh = {rule.kind: rule for rule in group_rules.all_(made.store, made.gathering_id)}
    group_rules.switch(made.store, made.gathering_id, fresh["new_meetings"], False)
    assert Figure.REPEATS not in group_board.load(made.store, made.part_id).problem.order


def test_rules_about_somebody_who_leaves_the_register_go_too(made: Hall) -> None:
    group_rules.add(made.store, None, "at_table", people=[made.people[0]], table=1)
    with made.store.change():
        made.store.delete("people", made.people[0])
    board = group_board.load(made.store, made.part_id)
    assert board.terms.at == ()


def test_a_broken_rule_is_said_and_points_at_those_it_is_about(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    board = group_board.load(made.store, made.part_id)
    a, b = board.at[0][0], board.at[0][1]
    group_rules.add(made.store, None, "apart", people=[board.people[a].person_id, board.people[b].person_id])
    again = group_board.load(made.store, made.part_id)
    assert quality.quality(again).facts[0].head == "1 regel brytes"
    note = notes.table_notes(again)[0]
    assert note.broken == {a, b}
    assert note.text == "bryter en regel"


@pytest.mark.parametrize(("kind", "fields"), [("apart", {}), ("at_table", {}), ("at_least_one", {}), ("together", {})])
def test_half_a_rule_is_not_made(made: Hall, kind: str, fields: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        group_rules.add(made.store, None, kind, people=made.people[:1] if kind != "at_least_one" else (), **fields)  # type: ignore[arg-type]
    assert made.store.value("SELECT count(*) FROM group_rules") == 0


def test_what_a_rule_costs_is_said_only_where_it_costs(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    board = group_board.load(made.store, made.part_id)
    unit = next(one.unit_id for one in board.people if sum(other.unit_id == one.unit_id for other in board.people) > 1)
    colleagues = [one.person_id for one in board.people if one.unit_id == unit][:2]
    dear = group_rules.add(made.store, None, "together", people=colleagues).made
    cheap = group_rules.add(made.store, None, "apart", people=[made.people[0], made.people[30]]).made
    groupings.build(made.store, made.part_id, size=6)
    costs = reliefs.reliefs(group_board.load(made.store, made.part_id))
    assert costs[dear].startswith("Uten denne: 1 par færre fra samme enhet")
    assert cheap not in costs


def test_a_rule_for_a_table_there_is_not_any_more_is_told_of(made: Hall) -> None:
    groupings.build(made.store, made.part_id, size=6)
    group_rules.add(made.store, None, "at_table", people=[made.people[0]], table=14)
    groupings.build(made.store, made.part_id, tables=10)
    sentence = quality.quality(group_board.load(made.store, made.part_id)).sentence
    assert "Det er bare 10 bord" in sentence
    assert "bord 14" in sentence
    groupings.build(made.store, made.part_id, tables=15)
    assert "Det er bare" not in quality.quality(group_board.load(made.store, made.part_id)).sentence


def test_those_who_need_a_table_that_is_easy_to_reach_get_one_of_them_in_every_round(made: Hall) -> None:
    who = [made.people[n] for n in (3, 17, 33, 48)]
    group_rules.add(made.store, made.gathering_id, "access", people=who, tables=(1, 2, 5))
    groupings.build(made.store, made.part_id, size=6, rounds=3, hosts_stay=True, iterations=1500)
    for turn in (1, 2, 3):
        board = group_board.load(made.store, made.part_id, turn)
        numbers = {board.tables[board.seat[n]].number for n, one in enumerate(board.people) if one.person_id in who}
        assert numbers <= {1, 2, 5}
        assert board.score.hard == 0
    names = [one.name for one in participants.all_(made.store, made.gathering_id) if one.person_id in who]
    sentence = next(sentence for sentence in _sentences(made) if "lett å komme til" in sentence)
    assert sentence.endswith("trenger et bord som er lett å komme til: bord 1, 2 eller 5")
    assert all(name in sentence for name in names)


def test_a_move_away_from_a_table_that_is_easy_to_reach_is_said_and_one_to_another_such_is_free(made: Hall) -> None:
    person = made.people[3]
    group_rules.add(made.store, made.gathering_id, "access", people=[person], tables=(1, 2))
    groupings.build(made.store, made.part_id, size=6)
    board = group_board.load(made.store, made.part_id)
    number = next(n for n, one in enumerate(board.people) if one.person_id == person)
    near = 1 - board.seat[number]
    assert effects.effect(board, {number: near}).hard == 1  # a seat too few there, no broken rule
    other = next(n for n in board.at[near] if n != number)
    assert effects.effect(board, {number: near, other: board.seat[number]}).hard == 0
    far = board.moved({number: 7, board.at[7][0]: board.seat[number]})
    assert "lett å komme til" in quality.quality(far).sentence
    assert number in notes.table_notes(far)[7].broken
    places = effects.best_places(far, number)
    assert [far.tables[place.table].number in {1, 2} for place in places][:2] == [True, True]


def test_what_cannot_be_met_of_access_is_named_before_anything_is_searched_for(made: Hall) -> None:
    who = made.people[:7]
    rule = group_rules.add(made.store, made.gathering_id, "access", people=who, tables=(2,)).made
    with pytest.raises(BadInput, match=r"Alle disse må sitte ved bord 2, men der er det ikke plass til så mange"):
        groupings.build(made.store, made.part_id, size=6)
    group_rules.remove(made.store, rule or "")
    group_rules.add(made.store, made.gathering_id, "access", people=who[:1], tables=(2, 3))
    group_rules.add(made.store, made.gathering_id, "at_table", people=who[:1], table=8)
    with pytest.raises(BadInput, match=r"lett å komme til, men er plassert ved bord 8"):
        groupings.build(made.store, made.part_id, size=6)
    with pytest.raises(BadInput, match="Skriv hvilke bord"):
        group_rules.add(made.store, made.gathering_id, "access", people=who[:1])


def test_who_needs_what_is_printed_nowhere(made: Hall) -> None:
    group_rules.add(made.store, made.gathering_id, "access", people=made.people[:1], tables=(2, 3))
    groupings.build(made.store, made.part_id, size=6)
    for kind in PACK:
        with suppress(Expected):  # nothing to print of that kind
            reader = PdfReader(BytesIO(handouts.draw(handouts.draft(made.store, made.gathering_id, kind)).data))
            assert "lett å komme" not in " ".join(pages(reader))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1, 2 og 5", (1, 2, 5)), ("3–6", (3, 4, 5, 6)), ("9-20", (9, 10)), ("", ()), ("bord 2 2", (2,)), ("0 99", ())],
)
def test_tables_are_read_as_people_write_them(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text, 10) == numbers


def test_rules_that_collide_only_all_together_are_each_said_in_words(made: Hall) -> None:
    a, b, c = made.people[0], made.people[20], made.people[40]
    names = {one.person_id: one.name for one in participants.all_(made.store, made.gathering_id)}
    group_rules.add(made.store, None, "apart", people=[a, b])
    group_rules.add(made.store, None, "apart", people=[b, c])
    group_rules.add(made.store, None, "together", people=[made.people[30], made.people[50]])
    group_rules.add(made.store, made.gathering_id, "at_table", people=[a], table=1)
    groupings.build(made.store, made.part_id, tables=2, iterations=5)
    board = group_board.load(made.store, made.part_id)
    seat = next(one.id for one in board.people if one.person_id == c)
    groupings.move(made.store, board.grouping_id, {seat: board.tables[1].id})
    groupings.lock(made.store, board.grouping_id, [seat], True)
    with pytest.raises(BadInput) as said:
        groupings.build(made.store, made.part_id, tables=2)
    head, _colon, rest = said.value.sentence.partition(": ")
    assert head == "Dette kan ikke gjelde samtidig"
    rules, last = rest.rsplit(". ", 1)[0], said.value.sentence.rsplit(". ", 1)[1]
    assert set(rules.split("; ")) == {
        next(sentence for sentence in _sentences(made) if names[a] in sentence and names[b] in sentence),
        next(sentence for sentence in _sentences(made) if names[b] in sentence and names[c] in sentence),
        f"{names[a]} sitter ved bord 1",
        f"{names[c]} er låst til bord 2",
    }
    assert last == "Slå av en regel, eller lås opp."


def test_access_is_part_of_the_smallest_set_that_collides(made: Hall) -> None:
    a, b, c = made.people[0], made.people[20], made.people[40]
    group_rules.add(made.store, made.gathering_id, "access", people=[a, b, c], tables=(1, 2))
    group_rules.add(made.store, made.gathering_id, "apart", people=[a, b, c])
    with pytest.raises(BadInput) as said:
        groupings.build(made.store, made.part_id, size=6)
    assert "Dette kan ikke gjelde samtidig" in said.value.sentence
    assert "lett å komme til: bord 1 eller 2" in said.value.sentence
    assert said.value.sentence.count(";") == 1


def test_a_rule_that_cannot_hold_at_every_table_is_told_before_and_after() -> None:
    made = hall(30, past=0)
    group_rules.add(made.store, made.gathering_id, RuleKind.AT_LEAST_ONE, service_id="ppt")
    before = group_board.load(made.store, made.part_id)
    assert not before.tables
    short = before.shortages[0]
    tables = before.wish.tables(len(before.people))
    assert (short.people, short.tables) == (sum(who.service_id == "ppt" for who in before.people), tables)
    assert "bord blir uten" in short.sentence
    groupings.build(made.store, made.part_id, size=3, iterations=20)
    after = group_board.load(made.store, made.part_id)
    assert "går ikke helt" in quality.quality(after).sentence
    assert after.shortages[0].tables == len(after.tables)
    group_rules.switch(made.store, made.gathering_id, short.rule, False)
    assert not group_board.load(made.store, made.part_id).shortages


def test_one_of_a_side_of_working_life_at_each_table() -> None:
    """Ledere, ansatte og tillitsvalgte: whoever is elected sits at every table, whatever else their role says."""
    made = hall(30, past=0)
    for number, participant_id in enumerate(made.participants[:5]):
        participants.edit(made.store, participant_id, role=("Plasstillitsvalgt", "tillitsvalgt, leder")[number % 2])
    group_rules.add(made.store, made.gathering_id, RuleKind.AT_LEAST_ONE, party=Party.UNION)
    groupings.build(made.store, made.part_id, tables=5, rounds=1, iterations=50)
    board = group_board.load(made.store, made.part_id)
    rule = next(rule for rule in board.rules if rule.kind is RuleKind.AT_LEAST_ONE)
    assert rule.sentence == "Minst én fra de tillitsvalgte ved hvert bord"
    elected = {number for number, person in enumerate(board.people) if "tillitsvalgt" in person.role.casefold()}
    assert len(elected) == 5
    assert all(set(people) & elected for people in board.at)
    sides = [party_of(role) for role in ("Styrer", "spesialpedagog", "Pedagogisk leder", "", "Hovudtillitsvald")]
    assert sides == [Party.LEADER, Party.EMPLOYEE, Party.EMPLOYEE, Party.NONE, Party.UNION]
