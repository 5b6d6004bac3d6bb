"""Goals, needs and evaluations of the sample: what one meets in the rooms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nettverk.domain.between import PairKind
from nettverk.domain.evaluation import groups_words
from nettverk.domain.goals import MOST_ACTIVE, active
from nettverk.services import between, evaluation, goal_stories, goals, needs, pairings, plan
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import NOW, TODAY


@pytest.fixture(scope="module")
def built() -> Iterator[tuple[Store, str]]:
    store = stores.empty(lambda: NOW)
    yield store, stores.fill_with_sample(store, TODAY)
    store.close()


def test_the_sample_tells_the_way_from_a_weak_sign_to_a_promise(built: tuple[Store, str]) -> None:
    store, here = built
    known = goals.at_gathering(store, here)
    assert len(active(known.of_network)) == MOST_ACTIVE
    assert any(goal.origin and goal.sign_now for goal in known.of_network)
    assert any(not goal.active for goal in known.of_network)
    linked = store.value("SELECT count(*) FROM current_entries WHERE kind = 'commitment' AND data ->> 'goal' <> ''")
    assert linked == 25
    stories = goal_stories.of_networks(store)
    assert all(story.promised >= 3 and story.moved for story in stories), "every goal has something done towards it"


def test_the_sample_has_needs_ranked_and_one_in_the_coming_plan(built: tuple[Store, str]) -> None:
    store, here = built
    told = needs.of_network(store, here)
    assert [need.dots for need in told if not need.carried] == [24, 17, 9]
    (question, need), *rest = needs.carried_here(store, here).items()
    assert rest == []
    assert any(asked.id == question for part in plan.parts(store, here) for asked in part.questions)
    assert need.evidence
    last, *before = evaluation.earlier(store, here)
    assert (last.answered, len(before)) == (59, 2)
    assert last.lines[0].share == 78
    told = [groups_words(line.groups, "Helt enig") for line in last.lines]
    assert told[0] == "Helt enig: 11 av 16 ledere og 35 av 43 ansatte"
    assert all(told)


def test_the_sample_tells_what_was_done_between_two_gatherings(built: tuple[Store, str]) -> None:
    store, here = built
    last = between.last(store, here)
    assert len(pairings.of_gathering(store, last)) == 5
    told = between.cycles(store, last)
    assert sorted(sum(step.done for step in steps) for steps in told.values()) == [2, 3]
    # Who has visited one another is not asked to do so again.
    again = {frozenset((pair.one, pair.other)) for pair in pairings.suggest(store, here).pairs}
    visits = [pair for pair in pairings.of_gathering(store, last) if pair.kind is PairKind.OBSERVE]
    assert len(visits) == 3
    assert not again & {frozenset((pair.one, pair.other)) for pair in visits}
