"""The sample tells the whole story over four gatherings, with one structure in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from nettverk import i18n
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.rundown.learning import SeriesPart, series_parts
from nettverk.domain.rundown.state import PartStatus, Phase
from nettverk.services import evaluation, follow_up, gatherings, goal_stories, goals, needs, plan, reflections, stage
from nettverk.services.groups import groupings
from nettverk.services.sample import sample
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import NOW, TODAY

_SHAPE = (
    "SELECT e.kind, g.held_on, e.object <> '' AS n, count(*) AS times FROM current_entries AS e"
    " JOIN gatherings AS g ON g.id = e.gathering_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)


@pytest.fixture(autouse=True)
def _back_to_bokmaal() -> Iterator[None]:
    yield
    i18n.set_language("nb")


def built(language: str) -> tuple[Store, str]:
    i18n.set_language(language)
    if language == "nb":
        store = stores.empty(lambda: NOW)
        return store, stores.fill_with_sample(store, TODAY)
    store = Store.in_memory(now=lambda: NOW)
    return store, sample.build(store, today=TODAY).made


def shape(store: Store) -> list[tuple[object, ...]]:
    return [tuple(row) for row in store.rows(_SHAPE)]


def test_what_is_said_comes_back_over_four_gatherings() -> None:
    store, coming = built("nb")
    earlier = tuple(reversed(gatherings.series(store, coming)))
    assert len(earlier) == 3
    for here, after in zip(earlier, (*earlier[1:], gatherings.get(store, coming)), strict=True):
        assert any(one.tables for one in groupings.of_gathering(store, here.id)), "they sat at mixed tables"
        said = board(store, here.id)
        assert said.themes, "what the tables said became a few things"
        assert reflections.all_(store, here.id)
        promised = follow_up.commitments(store, here.id)
        assert promised, "and went home with each unit"
        back = {one.id for one in follow_up.comes_back(store, after.id)}
        assert {one.id for one in promised} <= back, "and is taken up again at the next"
        if after.id != coming:
            told = [one for one in promised if one.status is not CommitmentStatus.OPEN]
            assert len(told) == len(promised)
            assert all(one.learnt for one in told), "with what was learnt"
    assert [one.answered > 5 for one in evaluation.earlier(store, coming)] == [True] * 3
    assert needs.carried_here(store, coming), "what was needed is in the coming plan"
    assert all(story.promised for story in goal_stories.of_networks(store))
    sample.play(store, coming)
    last = [one for one in follow_up.earlier(store, coming) if one.gathering_id == earlier[-1].id]
    answered = [one for one in last if one.status is not CommitmentStatus.OPEN]
    assert len(answered) >= 10
    assert follow_up.commitments(store, coming)
    assert any(one.goal for one in goals.linked(store, last))
    assert plan.parts(store, coming)


def test_the_clock_of_three_days_has_something_to_teach_the_fourth() -> None:
    store, coming = built("nb")
    minutes = {
        place: part.minutes
        for place, part in zip(
            series_parts(part.kind for part in plan.parts(store, coming)), plan.parts(store, coming), strict=True
        )
    }
    learned = stage.learned(store, coming)
    assert learned.keys() == minutes.keys()
    assert learned[SeriesPart("theory", 1)].sentence == "går i snitt 6 min over (3 samlinger)"
    assert learned[SeriesPart("welcome", 1)].sentence == "holder tida (3 samlinger)"
    told = {place: known.proposal(minutes[place]) for place, known in learned.items()}
    assert (told[SeriesPart("break", 1)], told[SeriesPart("break", 2)]) == (20, 10), "the two breaks are two parts"
    assert told[SeriesPart("way_forward", 1)] == 35, "what comes last pays for what ran over"
    assert None in told.values(), "some parts have the minutes they need"
    for held in gatherings.all_(store):
        day = stage.state(store, held.id)
        assert (day.phase is Phase.DONE) == (held.held_on is not None and held.held_on < TODAY)
        if day.phase is Phase.DONE:
            assert abs(day.ends - day.plan.ends) < timedelta(minutes=5), "people went home on time"
            assert all(part.status is PartStatus.DONE for part in day.parts)


@pytest.mark.parametrize("language", ["en", pytest.param("nn", marks=pytest.mark.slow)])
def test_the_story_is_the_same_in_every_language(language: str) -> None:
    here, coming = built("nb")
    there, theirs = built(language)
    assert [(known.part, known.over) for known in stage.learned(there, theirs).values()] == [
        (known.part, known.over) for known in stage.learned(here, coming).values()
    ]
    assert shape(there) == shape(here)
    stories = [
        [
            (story.goal.state, len(story.linked), story.promised, story.moved)
            for story in goal_stories.of_networks(store)
        ]
        for store in (here, there)
    ]
    assert sorted(map(str, stories[0])) == sorted(map(str, stories[1]))
