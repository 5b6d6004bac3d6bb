"""Needs with their source and dots, carried to a plan that says where they came from; how it was last time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.evaluation import groups_words, line_words
from nettverk.domain.goals import origin_line
from nettverk.domain.needs import from_need_line
from nettverk.domain.participants import Attendance
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.source_groups import SourceGroup, source_of_unit
from nettverk.services import evaluation, gatherings, goals, needs, participants, plan, reflections
from nettverk.services.register import register
from nettverk.services.sheets import answers, uses
from nettverk.services.templates import templates
from nettverk.services.themes import marks, onward, themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store


@pytest.fixture
def next_id(store: Store, network_id: str, gathering_id: str) -> str:
    return gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2027, 2, 9)).made


def answer(store: Store, use_id: str, number: int, lines: Sequence[str], who: Sequence[str], evidence: str) -> None:
    respondent = Respondent(Who.ALONE, number)
    said = [SheetAnswer(use_id, 3, respondent, "behov", str(n), text) for n, text in enumerate(lines, start=1)]
    said += [SheetAnswer(use_id, 3, respondent, "hvem", group, ticked=True) for group in who]
    said.append(SheetAnswer(use_id, 3, respondent, "merker", "", evidence))
    answers.write_all(store, said)


@pytest.fixture
def asked(store: Store, gathering_id: str) -> str:
    use_id = uses.use_outside(store, "kompetansebehov", gathering_id).made
    answer(store, use_id, 1, ["Veiledning", "Språk"], ["leaders"], "Vi står alene")
    answer(store, use_id, 2, ["- veiledning."], ["parents", "youth"], "Barna venter")
    return use_id


def test_needs_are_taken_in_once_each_with_who_said_it_and_how_one_notices(
    store: Store, gathering_id: str, asked: str
) -> None:
    assert needs.waiting(store, gathering_id) == 2
    needs.collect(store, gathering_id)
    first, second = needs.of_network(store, gathering_id)
    assert (first.text, first.sources) == (
        "Veiledning", (SourceGroup.LEADERS, SourceGroup.PARENTS, SourceGroup.YOUTH),
    )  # fmt: skip
    assert first.evidence == "Vi står alene\nBarna venter"
    assert (second.text, second.where) == ("Språk", first.where)
    assert needs.waiting(store, gathering_id) == 0
    assert needs.collect(store, gathering_id).tables == frozenset()
    needs.remove(store, second.id)
    assert needs.waiting(store, gathering_id) == 0  # what was taken away is not taken in again
    store.undo()
    store.undo()
    assert needs.of_network(store, gathering_id) == ()


def test_dots_rank_them_and_what_is_carried_comes_last(store: Store, gathering_id: str, next_id: str) -> None:
    made = [needs.add(store, gathering_id, text).made for text in ("Én", "To", "Tre")]
    needs.edit(store, made[1], dots=12)
    needs.edit(store, made[2], dots=3)
    assert [need.text for need in needs.of_network(store, next_id)] == ["To", "Tre", "Én"]
    needs.to_plan(store, made[1], next_id)
    assert [need.text for need in needs.of_network(store, gathering_id)] == ["Tre", "Én", "To"]


def test_a_need_stands_in_the_next_plan_with_where_it_came_from(store: Store, gathering_id: str, next_id: str) -> None:
    need = needs.add(store, gathering_id, "Veiledning", sources=[SourceGroup.PARENTS], dots=7, where="Vårt ark").made
    made = needs.to_plan(store, need, gathering_id).made  # said here: it goes to the next one
    part = next(part for part in plan.parts(store, next_id) if any(q.id == made for q in part.questions))
    assert "«Veiledning»" in next(q.text for q in part.questions if q.id == made)
    carried = needs.carried_here(store, next_id)[made]
    assert from_need_line(carried) == "Fra behov: «Veiledning» (7 prikker · foreldre · Vårt ark)"
    store.undo()
    assert needs.carried_here(store, next_id) == {}
    assert all(q.id != made for part in plan.parts(store, next_id) for q in part.questions)


def test_a_question_that_is_taken_out_of_the_plan_lets_the_need_wait_again(
    store: Store, gathering_id: str, next_id: str
) -> None:
    need = needs.add(store, gathering_id, "Veiledning").made
    made = needs.to_plan(store, need, next_id).made
    part = next(part for part in plan.parts(store, next_id) if any(q.id == made for q in part.questions))
    plan.set_questions(store, part.id, [q.text for q in part.questions if q.id != made])
    assert needs.of_network(store, next_id)[0].carried == ""


def test_without_a_next_gathering_it_is_said_what_to_do(store: Store, gathering_id: str) -> None:
    need = needs.add(store, gathering_id, "Veiledning").made
    with pytest.raises(BadInput, match="Neste samling er ikke laget"):
        needs.to_plan(store, need, gathering_id)
    assert needs.of_network(store, gathering_id)[0].carried == ""


@pytest.mark.parametrize("dots", [-1, 10_000])
def test_dots_that_nobody_can_have_set_are_refused(store: Store, gathering_id: str, dots: int) -> None:
    need = needs.add(store, gathering_id, "Veiledning").made
    with pytest.raises(BadInput):
        needs.edit(store, need, dots=dots)
    with pytest.raises(BadInput, match="Skriv behovet"):
        needs.add(store, gathering_id, " ")


def test_a_need_becomes_a_goal_that_tells_where_it_came_from(store: Store, gathering_id: str, asked: str) -> None:
    needs.collect(store, gathering_id)
    need = needs.of_network(store, gathering_id)[0]
    needs.become_goal(store, need.id)
    (goal,) = goals.at_gathering(store, gathering_id).of_network
    assert goal.text == need.text
    assert f"Fra {need.where}: «{need.text}»" in origin_line(goal.origin)


def test_needs_are_the_networks_own(store: Store, gathering_id: str) -> None:
    needs.add(store, gathering_id, "Veiledning")
    other = register.add_network(store, "6–16").made
    elsewhere = gatherings.make(store, templates()[0], network_id=other, held_on=date(2027, 3, 1)).made
    assert needs.of_network(store, elsewhere) == ()


def test_a_theme_becomes_a_need_or_a_goal_with_what_was_said(store: Store, gathering_id: str) -> None:
    part = plan.parts(store, gathering_id)[2]
    plan.set_questions(store, part.id, ["Hva virker?"])
    (asked,) = plan.parts(store, gathering_id)[2].questions
    reflections.write(store, gathering_id, part.id, 1, asked.id, "Vi ringer tidlig\nVi spør foreldrene")
    keys = [point.key for point in board(store, gathering_id).points]
    theme = themes.make(store, gathering_id, "Ring tidlig", keys).made
    marks.set_role(store, gathering_id, keys[:1], "nurse")
    marks.set_role(store, gathering_id, keys[1:], "parent")
    needs.from_theme(store, gathering_id, theme)
    (need,) = needs.of_network(store, gathering_id)
    assert (need.text, need.evidence) == ("Ring tidlig", "Vi ringer tidlig\nVi spør foreldrene")
    assert need.sources == (SourceGroup.STAFF, SourceGroup.PARENTS)
    onward.become_goal(store, gathering_id, theme)
    (goal,) = goals.at_gathering(store, gathering_id).of_network
    assert goal.origin is not None
    assert goal.origin.what == "Ring tidlig"
    with pytest.raises(BadInput, match="Temaet finnes ikke"):
        needs.from_theme(store, gathering_id, "borte")


@pytest.mark.parametrize(
    ("unit", "group"),
    [
        ("FAU Lund skole", SourceGroup.PARENTS),
        ("FAU Lund", SourceGroup.PARENTS),
        ("Kommunalt foreldreutvalg", SourceGroup.PARENTS),
        ("Elevrådet ved Lund skole", SourceGroup.YOUTH),
        ("Barne- og ungdomsavdelingen", None),
        ("Foreldreutvalget", SourceGroup.PARENTS),
        ("Ungdomsrådet", SourceGroup.YOUTH),
        ("Ungdomsskolen", None),
        ("Bystyret", SourceGroup.POLITICIANS),
        ("Frivilligsentralen", SourceGroup.VOLUNTEERS),
        ("Lund barnehage", None),
        ("Foreldreveiledning, forebyggende avdeling", None),
    ],
)
def test_those_from_outside_the_services_are_known_by_what_they_come_from(unit: str, group: SourceGroup | None) -> None:
    assert source_of_unit(unit) is group


def test_what_parents_from_their_council_need_is_kept_as_the_parents(store: Store, gathering_id: str) -> None:
    council = register.add_unit(store, "FAU Lund").made
    use_id = uses.use_outside(store, "kompetansebehov", gathering_id).made
    who = Respondent(Who.ALONE, 1, council)
    answers.write(store, SheetAnswer(use_id, 3, who, "behov", "1", "Noen å ringe"))
    needs.collect(store, gathering_id)
    assert [need.sources for need in needs.of_network(store, gathering_id)] == [(SourceGroup.PARENTS,)]


# --- evaluation ---


def test_who_came_from_outside_stands_with_the_evaluation(store: Store, gathering_id: str, next_id: str) -> None:
    council = register.add_unit(store, "FAU Lund", service_id="outside").made
    youth = register.add_unit(store, "Ungdomsrådet", service_id="outside").made
    participants.add_new(store, gathering_id, "Anne", "Lie", council)
    away = participants.add_new(store, gathering_id, "Jon", "Moe", youth).made
    participants.mark(store, away, Attendance.ABSENT)
    evaluated(store, gathering_id, 30)
    (last,) = evaluation.earlier(store, next_id)
    assert last.outside == (SourceGroup.PARENTS,)


def evaluated(store: Store, gathering_id: str, people: int) -> None:
    evaluation.ask_here(store, gathering_id)
    (use,) = (use for use in uses.of_gathering(store, gathering_id) if use.sheet.id == "evaluering-kort")
    hall = Respondent(Who.PLENUM)
    said = [
        SheetAnswer(use.id, use.sheet.version, hall, "dagen", "nytte", counts={"helt": people - 1, "ikke": 1}),
        SheetAnswer(use.id, use.sheet.version, Respondent(Who.ALONE, 1), "endre", "", "Mer tid på tvers"),
    ]
    answers.write_all(store, said)


def test_how_it_was_last_time_is_there_when_the_next_is_planned(store: Store, gathering_id: str, next_id: str) -> None:
    evaluated(store, gathering_id, 30)
    (last,) = evaluation.earlier(store, next_id)
    assert (last.gathering_id, last.answered, last.few) == (gathering_id, 30, False)
    assert "29 helt enig, 1 ikke enig" in line_words(last.lines[0], last.levels)
    assert last.lines[0].share == 97
    assert ("Mer tid på tvers",) in [said for _asked, said in last.said]
    evaluated(store, next_id, 10)
    assert [one.gathering_id for one in evaluation.earlier(store, next_id)] == [next_id, gathering_id]
    assert [one.gathering_id for one in evaluation.earlier(store, gathering_id)] == [gathering_id]


def test_fewer_than_five_are_not_counted(store: Store, gathering_id: str) -> None:
    evaluated(store, gathering_id, 4)
    (last,) = evaluation.earlier(store, gathering_id)
    assert last.few
    assert last.lines[0].counts == ()
    assert last.lines[0].share is None


def test_parents_and_staff_are_told_apart_where_they_are_enough(store: Store, gathering_id: str) -> None:
    evaluation.ask_here(store, gathering_id)
    (use,) = (use for use in uses.of_gathering(store, gathering_id) if use.sheet.id == "evaluering-kort")
    said = []
    for number in range(1, 41):
        group, best = ("parents", number % 2) if number > 26 else ("staff", number % 3)
        who = Respondent(Who.ALONE, number)
        said.append(SheetAnswer(use.id, use.sheet.version, who, "hvem", group, ticked=True))
        said.append(SheetAnswer(use.id, use.sheet.version, who, "dagen", "nytte", level="helt" if best else "litt"))
        if number > 36:
            said.append(SheetAnswer(use.id, use.sheet.version, who, "dagen", "klart", level="helt" if best else "litt"))
    answers.write_all(store, said)
    (last,) = evaluation.earlier(store, gathering_id)
    lines = {line.sign_id: line for line in last.lines}
    assert groups_words(lines["nytte"].groups, last.levels[0]) == "Helt enig: 18 av 26 ansatte og 7 av 14 foreldre"
    assert lines["klart"].groups == (), "four parents are nobody's business"


def test_the_evaluation_is_asked_once_in_the_last_part(store: Store, gathering_id: str) -> None:
    assert not evaluation.asks(store, gathering_id)
    evaluation.ask_here(store, gathering_id)
    assert evaluation.asks(store, gathering_id)
    assert evaluation.ask_here(store, gathering_id).tables == frozenset()
    use = next(use for use in uses.of_gathering(store, gathering_id) if use.sheet.id == "evaluering-kort")
    assert use.sheet.minutes == 2
    assert use.part_id == plan.parts(store, gathering_id)[-1].id
