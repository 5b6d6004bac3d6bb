"""Training, requests to the partner, costs and goals: typed, undone, told in reports without small counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.domain.goal_stories import story_lines
from nettverk.domain.goals import GoalState
from nettverk.domain.reports.model import ReportKind, Scope
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.year.frame import (
    CostKind,
    Costs,
    PaidBy,
    RequestState,
    Training,
    TrainingCount,
    share_words,
    shared,
    told,
)
from nettverk.services import goal_stories, goals
from nettverk.services.register import register
from nettverk.services.reports import reports
from nettverk.services.year import frame
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY

YEAR = 2026


@pytest.fixture(scope="module")
def sampled() -> Iterator[Store]:
    store = stores.empty(lambda: datetime.combine(TODAY, time(12), UTC))
    stores.fill_with_sample(store, TODAY)
    yield store
    store.close()


@pytest.fixture
def town(sampled: Store) -> Iterator[Store]:
    store = stores.copied(sampled.connection, lambda: datetime.combine(TODAY, time(12), UTC))
    yield store
    store.close()


def test_training_is_counted_once_for_a_unit_and_undone(town: Store) -> None:
    unit = register.units(town)[0].id
    before = frame.training(town)
    made = frame.count_training(town, unit, Training.CLASS_S, 12, 5).made
    frame.count_training(town, unit, Training.CLASS_S, 12, 9)
    one = next(one for one in frame.training(town) if one.id == made)
    assert (one.people, one.trained, one.lacking, one.counted_on) == (12, 9, 3, TODAY)
    town.undo()  # typing on in the same figure is one step
    assert frame.training(town) == before
    town.redo()
    for people, trained in ((0, 0), (5, 6), (5, -1), (99_999, 1)):
        with pytest.raises(BadInput):
            frame.count_training(town, unit, Training.BTI, people, trained)
    with pytest.raises(BadInput):
        frame.count_training(town, "gone", Training.BTI, 5, 1)
    frame.remove_training(town, made)
    assert frame.training(town) == before
    town.undo()
    assert len(frame.training(town)) == len(before) + 1


def test_requests_stand_in_their_year_and_those_of_no_day_in_every(town: Store) -> None:
    with pytest.raises(BadInput):
        frame.ask_partner(town, "  ")
    made = frame.ask_partner(town, "Språk i lek", wanted_on=date(2027, 3, 1), who="forsker").made
    assert made in {one.id for one in frame.requests(town, YEAR)}
    assert made not in {one.id for one in frame.requests(town, YEAR + 1)}
    frame.edit_request(town, made, wanted_on=None, state=RequestState.AGREED)
    assert next(one for one in frame.requests(town, YEAR + 1) if one.id == made).state is RequestState.AGREED
    town.undo()
    assert made not in {one.id for one in frame.requests(town, YEAR + 1)}
    frame.remove_request(town, made)
    with pytest.raises(BadInput):
        frame.edit_request(town, made, theme="Borte")


def test_costs_know_who_came_and_who_has_paid_more_than_half(town: Store) -> None:
    lunch = next(one for one in frame.costs(town, YEAR) if one.kind is CostKind.FOOD)
    assert lunch.heads
    assert lunch.each == round(lunch.amount / lunch.heads)
    assert shared(frame.costs(town, YEAR)) == Costs(17_900, 12_000)
    assert share_words(Costs(17_900, 12_000)).startswith("Kommunen har betalt 2\xa0950 kr mer")
    assert "halvparten hver" in share_words(Costs(500, 500))
    assert share_words(Costs(0, 800)).startswith("Universitetet har betalt 400 kr")
    assert share_words(Costs()) == ""
    frame.edit_cost(town, lunch.id, amount=1, paid_by=PaidBy.UNIVERSITY)
    assert shared(frame.costs(town, YEAR)) == Costs(4_500, 12_001)
    for what, amount in (("", 5), ("Lunsj", -1), ("Lunsj", 10**9)):
        with pytest.raises(BadInput):
            frame.add_cost(town, CostKind.ROOM, what, amount, PaidBy.UNIVERSITY, TODAY)


@given(st.lists(st.tuples(st.sampled_from(Training), st.integers(1, 12), st.integers(0, 12)), max_size=12))
def test_what_is_told_of_training_is_five_or_more_and_so_is_the_difference(
    counted: list[tuple[Training, int, int]],
) -> None:
    counts = [
        TrainingCount(str(number), str(number), "", kind, people, min(people, trained), TODAY)
        for number, (kind, people, trained) in enumerate(counted)
    ]
    for one in told(counts):
        here = [count for count in counts if count.training is one.training]
        assert one.trained == sum(count.trained for count in here) >= LEAST
        assert one.people is None or one.people - one.trained >= LEAST
        assert (one.units, one.without) == (len(here), sum(not count.trained for count in here))
    # What few have reads as if nobody had counted it.
    few = [count for count in counts if sum(c.trained for c in counts if c.training is count.training) < LEAST]
    assert told(counts) == told([count for count in counts if count not in few])


def test_it_stands_in_the_reports_of_the_whole_municipality_alone(town: Store) -> None:
    frame.ask_partner(town, "Ring Kari Nordmann på 911 22 333", who="Kari Nordmann")

    def text(kind: ReportKind, network: str = "") -> str:
        return "\n".join(reports.drafts(town, kind, Scope(YEAR, network))[0].report().texts())

    whole = text(ReportKind.YEARLY_LONG)
    assert "Samarbeidet med universitetet" in whole
    assert "Kommunen har betalt" in whole
    assert "Opplæring i enhetene" in whole
    assert "911 22 333" not in whole
    assert "Nordmann" not in whole
    network = register.networks(town)[0].id
    alone = text(ReportKind.YEARLY_LONG, network)
    assert "Opplæring i enhetene" not in alone
    assert "kr mer enn" not in alone
    assert "Opplæring i enhetene" in text(ReportKind.COMPETENCE)


# --- the networks' goals ---


def test_goals_know_what_worked_towards_them(town: Store) -> None:
    stories = goal_stories.of_networks(town)
    active = [story for story in stories if story.goal.active]
    assert active
    assert all(len(story.linked) == 2 for story in active)
    story = active[0]
    other = next(one for one in story.gatherings if not one.linked)
    goal_stories.link(town, story.goal.id, other.id, on=True)
    again = next(one for one in goal_stories.of_networks(town) if one.goal.id == story.goal.id)
    assert other.id in {one.id for one in again.linked}
    assert any(other.title in line for line in story_lines(again))
    town.undo()
    assert next(one for one in goal_stories.of_networks(town) if one.goal.id == story.goal.id) == story


def test_a_network_has_three_active_goals_at_most(town: Store) -> None:
    network = next(network for network in register.networks(town) if network.name == "0–6")
    active = [s for s in goal_stories.of_networks(town) if s.network == network.name and s.goal.active]
    for number in range(3 - len(active)):
        goal_stories.set_goal(town, network.id, f"Mål {number}")
    with pytest.raises(BadInput, match="hvilket hviler"):
        goal_stories.set_goal(town, network.id, "Ett for mye")
    goals.set_state(town, active[0].goal.id, GoalState.RESTING)
    made = goal_stories.set_goal(town, network.id, "Nå er det plass").made
    assert made in {story.goal.id for story in goal_stories.of_networks(town)}
    town.connection.execute("INSERT INTO networks (id, name) VALUES ('new', 'Nytt')")
    with pytest.raises(BadInput, match="samlingen"):
        goal_stories.set_goal(town, "new", "Uten samling")


def test_the_yearly_report_says_what_worked_towards_a_goal(town: Store) -> None:
    told_ = "\n".join(reports.drafts(town, ReportKind.YEARLY_LONG, Scope(YEAR))[0].report().texts())
    assert "har arbeidet mot målet i år" in told_ or not any(
        one.held_on and one.held_on >= date(YEAR, 8, 1)
        for story in goal_stories.of_networks(town) for one in story.linked
    )  # fmt: skip
