"""A gathering from a template, and its plan changed by hand."""

from __future__ import annotations

from datetime import date, time

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.plan import fit, timetable
from nettverk.services import gatherings, plan
from nettverk.services.register import register
from nettverk.services.templates import template, templates
from nettverk.storage.store import Store


def titles(store: Store, gathering_id: str) -> list[str]:
    return [part.title for part in plan.parts(store, gathering_id)]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_template_makes_a_gathering_that_fits_its_day(store: Store, network_id: str, language: str) -> None:
    for one in templates(language):
        made = gatherings.make(store, one, network_id=network_id, language=language, held_on=date(2026, 11, 24)).made
        parts = plan.parts(store, made)
        here = gatherings.get(store, made)
        assert {"theory", "sharing", "across", "way_forward"} <= {part.kind for part in parts}
        assert any(part.questions for part in parts)
        assert fit(here, parts).over <= 0
        assert not fit(here, parts).clashes


def test_templates_stand_in_the_order_people_look_for_them() -> None:
    assert [one.id for one in templates()] == ["kristiansand", "udir", "short", "digital"]


def test_the_kristiansand_order_is_theory_sharing_across_way_forward(store: Store, network_id: str) -> None:
    made = gatherings.make(store, template("kristiansand"), network_id=network_id).made
    main = [part.kind for part in plan.parts(store, made) if part.main_number]
    assert main == ["theory", "sharing", "across", "way_forward"]


def test_a_nynorsk_gathering_has_nynorsk_parts(store: Store, network_id: str) -> None:
    made = gatherings.make(store, template("kristiansand"), network_id=network_id, language="nn").made
    assert "Vegen vidare" in " ".join(titles(store, made))


def test_moving_a_part_and_undoing_gives_the_same_order_back(store: Store, gathering_id: str) -> None:
    before = titles(store, gathering_id)
    last = plan.parts(store, gathering_id)[-1]
    plan.move(store, last.id, 0)
    assert titles(store, gathering_id) == [before[-1], *before[:-1]]
    store.undo()
    assert titles(store, gathering_id) == before


def test_times_follow_when_minutes_change_and_the_overrun_is_said(store: Store, gathering_id: str) -> None:
    here = gatherings.get(store, gathering_id)
    first = plan.parts(store, gathering_id)[0]
    plan.edit(store, first.id, minutes=first.minutes + 400)
    parts = plan.parts(store, gathering_id)
    planned = timetable(here.held_on, here.starts_at, parts)
    assert (planned[0].end - planned[0].start).seconds == (first.minutes + 400) * 60
    assert "for lang" in fit(here, parts).sentence


def test_a_fixed_lunch_is_waited_for_and_a_late_one_is_named(store: Store, gathering_id: str) -> None:
    for part in plan.parts(store, gathering_id):
        plan.remove(store, part.id)
    theory = plan.add(store, gathering_id, "theory").made
    lunch = plan.add(store, gathering_id, "lunch").made
    plan.edit(store, lunch, fixed_start=time(12, 0))
    gatherings.edit(store, gathering_id, starts_at=time(11, 0))
    plan.edit(store, theory, minutes=30)
    here = gatherings.get(store, gathering_id)
    assert timetable(None, here.starts_at, plan.parts(store, gathering_id))[1].gap == 30
    plan.edit(store, theory, minutes=75)
    said = fit(here, plan.parts(store, gathering_id)).sentence
    assert "12.00" in said
    assert "15 min" in said


def test_a_part_cannot_be_cut_under_its_floor_by_mistake(store: Store, gathering_id: str) -> None:
    part = plan.parts(store, gathering_id)[0]
    with pytest.raises(BadInput, match="Kortest mulig"):
        plan.edit(store, part.id, floor_minutes=part.minutes + 1)
    plan.edit(store, part.id, minutes=3)
    assert plan.parts(store, gathering_id)[0].floor_minutes == 3


def test_questions_keep_their_answers_when_reworded_or_reordered(store: Store, gathering_id: str) -> None:
    part = next(part for part in plan.parts(store, gathering_id) if part.kind == "across")
    plan.set_questions(store, part.id, ["Hva vil vi?", "Hva kan vi?", "Hva gjør vi?"])
    first = {question.text: question.id for question in _questions(store, gathering_id, part.id)}
    plan.set_questions(store, part.id, ["Hva kan vi?", "Hva vil vi?", "Hva gjør vi i morgen?"])
    now = {question.text: question.id for question in _questions(store, gathering_id, part.id)}
    assert now["Hva kan vi?"] == first["Hva kan vi?"]
    assert now["Hva vil vi?"] == first["Hva vil vi?"]
    assert now["Hva gjør vi i morgen?"] == first["Hva gjør vi?"]


def _questions(store: Store, gathering_id: str, part_id: str):  # type: ignore[no-untyped-def]
    return next(part for part in plan.parts(store, gathering_id) if part.id == part_id).questions


def test_question_numbers_run_through_the_gathering(store: Store, gathering_id: str) -> None:
    numbers = [question.number for part in plan.parts(store, gathering_id) for question in part.questions]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_removed_gathering_comes_back_whole(store: Store, gathering_id: str) -> None:
    before = plan.parts(store, gathering_id)
    gatherings.remove(store, gathering_id)
    assert gatherings.all_(store) == ()
    store.undo()
    assert plan.parts(store, gathering_id) == before


def test_a_plan_is_copied_to_another_district(store: Store, gathering_id: str) -> None:
    district = register.add_district(store, "Lund").made
    copy = gatherings.copy(store, gathering_id, district_id=district).made
    assert titles(store, copy) == titles(store, gathering_id)
    assert gatherings.get(store, copy).district_name == "Lund"
    assert {part.id for part in plan.parts(store, copy)}.isdisjoint({p.id for p in plan.parts(store, gathering_id)})


def test_a_fixed_start_before_the_day_begins_is_told_by_its_name(store: Store, network_id: str) -> None:
    made = gatherings.make(store, template("kristiansand"), network_id=network_id, held_on=date(2026, 11, 24)).made
    lunch = next(part for part in plan.parts(store, made) if part.kind == "lunch")
    plan.edit(store, lunch.id, fixed_start=time(11, 15))
    gatherings.edit(store, made, starts_at=time(17), ends_at=time(21))
    told = fit(gatherings.get(store, made), plan.parts(store, made))
    assert told.sentence == f"{lunch.title} har fast start kl. 11.15, før samlingen starter."
