"""The sample's participant list as it would have come from Microsoft Forms: answers in the order they were sent in,
units spelt as people spell them, and one who answered twice."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

from nettverk.domain.participants import Participant
from nettverk.domain.plan import Gathering
from nettverk.exchange.forms_sheet import FormsAnswer, forms_sheet
from nettverk.services import gatherings, participants
from nettverk.storage.store import Store

SEED = 5
QUESTIONS = ("Hvilken enhet/tjeneste kommer du fra?", "Hvilken rolle har du?", "Blir du med på lunsj?")


def spreadsheet(store: Store, gathering_id: str) -> bytes:
    """The gathering's participants as an .xlsx file from Forms; the same bytes every time."""
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
        answers.append(_answer(rng, person, sent))
    return forms_sheet(QUESTIONS, answers)


def _opened(gathering: Gathering, today: date) -> datetime:
    """So long ago that everybody has answered by now, also where holidays put the gathering off."""
    day = gathering.held_on or datetime(2026, 1, 31, tzinfo=UTC).date()
    return datetime.combine(min(day - timedelta(days=25), today - timedelta(days=14)), time(8, 12))


def _answer(rng: random.Random, person: Participant, sent: datetime) -> FormsAnswer:
    seconds = timedelta(seconds=rng.randint(35, 240))
    lunch = "Nei" if rng.random() < 0.08 else "Ja"
    words = (_spelt(rng, person.unit_name), person.role, lunch)
    return FormsAnswer(sent - seconds, sent, words, person.email, person.name)


def _spelt(rng: random.Random, unit: str) -> str:
    """A unit's name as somebody types it in a hurry."""
    kind = rng.random()
    if kind < 0.62:
        return unit
    if kind < 0.72:
        return unit.upper()
    if kind < 0.82:
        return f"{unit.lower()} "
    if kind < 0.88:
        return unit.replace(" ", "\u00a0")
    return unit.replace("barnehage", "bhg" if kind < 0.95 else "bhg.")
