"""The sample's participant list as it would have come from Microsoft Forms: answers in the order they were sent in,
units spelt as people spell them, and one who answered twice."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nettverk.domain.participants import Participant
from nettverk.domain.plan import Gathering
from nettverk.exchange.forms_sheet import FormsAnswer, forms_sheet
from nettverk.services import gatherings, participants
from nettverk.storage.store import Store

SEED = 5


def spreadsheet(store: Store, gathering_id: str, words: Mapping[str, Any]) -> bytes:
    """The gathering's participants as an .xlsx file from Forms; the same bytes every time.

    Args:
        words: as in resources/templates/sample/forms.toml.
    """
    gathering = gatherings.get(store, gathering_id)
    rng = random.Random(SEED)
    people = list(participants.all_(store, gathering_id))
    rng.shuffle(people)
    if people:
        people.insert(len(people) // 2, people[len(people) // 5])
    sent = _opened(gathering, store.today())
    answers = []
    for person in people:
        sent += timedelta(minutes=rng.randint(3, 200))
        answers.append(_answer(rng, person, sent, words))
    return forms_sheet(words["questions"], answers)


def _opened(gathering: Gathering, today: date) -> datetime:
    """So long ago that everybody has answered by now, also where holidays put the gathering off."""
    day = gathering.held_on or datetime(2026, 1, 31, tzinfo=UTC).date()
    return datetime.combine(min(day - timedelta(days=25), today - timedelta(days=14)), time(8, 12))


def _answer(rng: random.Random, person: Participant, sent: datetime, words: Mapping[str, Any]) -> FormsAnswer:
    seconds = timedelta(seconds=rng.randint(35, 240))
    lunch = words["no"] if rng.random() < 0.08 else words["yes"]
    answers = (_spelt(rng, person.unit_name, words["short"]), person.role, lunch)
    return FormsAnswer(sent - seconds, sent, answers, person.email, person.name)


def _spelt(rng: random.Random, unit: str, short: Sequence[str]) -> str:
    """A unit's name as somebody types it in a hurry; ``short`` is a word and two ways of shortening it."""
    kind = rng.random()
    if kind < 0.62:
        return unit
    if kind < 0.72:
        return unit.upper()
    if kind < 0.82:
        return f"{unit.lower()} "
    if kind < 0.88:
        return unit.replace(" ", "\u00a0")
    return unit.replace(short[0], short[1] if kind < 0.95 else short[2])
