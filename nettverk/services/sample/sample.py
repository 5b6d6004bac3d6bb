"""The sample: an invented municipality, its gatherings and what came of them, made through the services of real ones.

``build`` comes out the same every time for the same day: names, ids and moments are drawn from a seed. The words are in
resources/templates/sample.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.ids import new_id
from nettverk.i18n import _, language
from nettverk.services import follow_up, gatherings, participants, plan, settings
from nettverk.services.register import register
from nettverk.services.sample import between as sample_between
from nettverk.services.sample import clock as sample_clock
from nettverk.services.sample import forms_list, good, tags
from nettverk.services.sample import frame as sample_frame
from nettverk.services.sample import goals as sample_goals
from nettverk.services.sample import light as sample_light
from nettverk.services.sample import needs as sample_needs
from nettverk.services.sample import year as sample_year
from nettverk.services.sample.calendar import upcoming_day, usual_day, working_day
from nettverk.services.sample.day import Promise, gather, hold, run
from nettverk.services.sample.people import Employee, Staff, register_units
from nettverk.services.sample.words import read
from nettverk.services.templates import template
from nettverk.storage.store import Store

SEED = 2026
EARLIER = ("gathering_1", "gathering_2", "gathering_3")
UPCOMING = "gathering_4"
OTHER_NETWORK = "gathering_6_16"

Progress = Callable[[float, str], None]


def build(store: Store, progress: Progress | None = None, *, today: date | None = None) -> Changes:
    """Fill an empty database with the sample; all of it, or nothing. ``made`` is the gathering that is ready to run.

    Its words are in the language in force, and so are its gatherings.

    Args:
        progress: told how far it has come (0–1) and what it is doing.
        today: the upcoming gathering is on a working day about ten days after it, later where holidays are near.

    Raises:
        BadInput: the database has gatherings already; nothing is changed.
    """
    if store.value("SELECT 1 FROM gatherings LIMIT 1"):
        raise BadInput(
            _("Eksempelkommunen trenger en tom Nettverk-fil. Denne har samlinger fra før, og er ikke endret.")
        )
    tell = progress or (lambda done, text: None)
    here, spoken = today or store.today(), language()
    day, usual = upcoming_day(here), usual_day(here)
    rng = random.Random(SEED)
    with _replay(store, rng) as clock, store.change() as step:
        clock.set(usual - timedelta(weeks=40), time(8, 0))
        tell(0.0, _("Enheter og bydeler"))
        words = read("municipality", spoken)
        networks = _municipality(store, words)
        staff = Staff(store, rng, words, register_units(store, words))
        promised: tuple[Promise, ...] = ()
        ids: dict[str, str] = {}
        for number, name in enumerate((*EARLIER, UPCOMING, OTHER_NETWORK)):
            script = read(name, spoken)
            tell(0.1 + 0.17 * number, script["title"])
            held_on = _held_on(script["weeks_before"], day, usual)
            clock.set(min(min(held_on, usual) - timedelta(days=12), here - timedelta(days=1)), time(9, 0))
            gathering_id = ids[name] = _gathering(store, script, networks[script["network"]], held_on, spoken)
            if name == UPCOMING:
                step.made = gathering_id
            promised = hold(store, gathering_id, script, staff, clock.set, before=promised, ready=name == UPCOMING)
        # Last, so that the dice fall as they did before for everything else.
        clock.set(here - timedelta(days=1), time(12, 0))
        for name, gathering_id in ids.items():
            tags.set_all(store, gathering_id, read("tags", spoken)[name], spoken)
        sample_light.add(store, read("light", spoken), ids[EARLIER[0]], ids[UPCOMING], clock.set, here)
        clock.set(here - timedelta(days=1), time(14, 0))
        good.mark_all(store, read("good_practice", spoken), ids, here - timedelta(days=1), spoken)
        sample_goals.add(store, read("goals", spoken), ids, spoken, clock.set)
        sample_between.add(store, read("between", spoken), ids[EARLIER[-1]], clock.set)
        clock.set(here - timedelta(days=1), time(12, 30))
        sample_needs.add(store, read("needs", spoken), ids, ids[UPCOMING], clock.set, here)
        sample_year.add(store, read("year", spoken), networks, day, here, clock.set, spoken)
        sample_frame.add(store, read("frame", spoken), ids, day)
        for name in EARLIER:
            script = read(name, spoken)
            if script.get("gathered_last"):
                clock.set(gatherings.get(store, ids[name]).held_on or here, time(13, 30))
                gather(store, ids[name], script)
        sample_clock.run_all(store, read("clock", spoken), ids)
        tell(1.0, _("Ferdig"))
    return step.changes


def play(store: Store, gathering_id: str) -> Changes:
    """Let the gathering that is ready to run be held as it is written: who came, what was said and promised."""
    rng = random.Random(SEED + 1)
    spoken = gatherings.get(store, gathering_id).language
    script = read(UPCOMING, spoken)
    employees = [
        Employee(person.person_id, person.name, person.unit_name, person.service_id, leads=False, regular=True)
        for person in participants.all_(store, gathering_id)
    ]
    units = {unit.name: unit.id for unit in register.units(store)}
    promised: dict[str, list[str]] = {}
    if (last := gatherings.last_of(store, gathering_id)) is not None:
        for promise in follow_up.commitments(store, last.id):
            promised.setdefault(promise.unit_name, []).append(promise.id)
    before = tuple(
        Promise(promised[words["unit"]][words["n"] - 1], words["status"], words["learnt"])
        for words in script["answered"]
        if len(promised.get(words["unit"], ())) >= words["n"]
    )
    with _replay(store, rng) as clock, store.change() as step:
        run(store, gathering_id, script, employees, units=units, rng=rng, set_clock=clock.set, before=before)
        tags.set_all(store, gathering_id, read("tags", spoken)[UPCOMING], spoken)
    return step.changes


def forms_sheet(store: Store) -> bytes:
    """The list of the gathering that is ready to run, as the .xlsx file it would have come as from Microsoft Forms.

    Raises:
        BadInput: the database has no gathering with participants.
    """
    with_people = [gathering for gathering in gatherings.all_(store) if gathering.participants]
    if not with_people:
        raise BadInput(_("Ingen deltakere ennå. Lag eksempelkommunen først."))
    here = with_people[0]
    return forms_list.spreadsheet(store, here.id, read("forms", here.language))


def _municipality(store: Store, words: Mapping[str, Any]) -> dict[str, str]:
    settings.put(store, "municipality", words["name"])
    for name in words["districts"]:
        register.add_district(store, name)
    network_ids = {}
    for network in words["networks"]:
        facts = {key: network[key] for key in ("age_span", "purpose", "coordinator")}
        network_ids[network["name"]] = register.add_network(store, network["name"], **facts).made
        register.set_network_services(
            store, network_ids[network["name"]], tuple(network["central"]), tuple(network["other"])
        )
    return network_ids


def _held_on(weeks_before: int, day: date, usual: date) -> date:
    """The day of one of the gatherings: the upcoming one's, a day that is past already, or one some weeks later."""
    if weeks_before > 0:
        return working_day(usual - timedelta(weeks=weeks_before))
    return working_day(day - timedelta(weeks=weeks_before), later=True)


def _gathering(store: Store, script: Mapping[str, Any], network_id: str, held_on: date, spoken: str) -> str:
    gathering_id = gatherings.make(
        store,
        template(script["template"]),
        network_id=network_id,
        title=script["title"],
        held_on=held_on,
        language=spoken,
        place=script["place"],
        theme=script["theme"],
    ).made
    gatherings.set_goals(store, gathering_id, script["goals"])
    if "next_weeks" in script:
        next_on = working_day(held_on + timedelta(weeks=script["next_weeks"]), later=True)
        gatherings.edit(store, gathering_id, next_on=next_on, next_starts_at=time(8, 30), next_place=script["place"])
    for part in plan.parts(store, gathering_id):
        if part.kind in script.get("parts", {}):
            plan.edit(store, part.id, **script["parts"][part.kind])
        asked = [question["text"] for question in script["questions"] if question["part"] == part.kind]
        if asked:
            plan.set_questions(store, part.id, asked)
    return gathering_id


class _Clock:
    """The sample's own time: it stands still until it is set, and then goes a second for each look at it."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)

    def set(self, day: date, at: time) -> None:
        """Go to a local day and time, never backwards within the day."""
        self.moment = datetime.combine(day, at).astimezone(UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@contextmanager
def _replay(store: Store, rng: random.Random) -> Iterator[_Clock]:
    now, make_id, clock = store.now, store.new_id, _Clock()
    store.now = clock
    store.new_id = lambda: new_id(int(clock().timestamp() * 1000), rng.getrandbits(74))
    try:
        yield clock
    finally:
        store.now, store.new_id = now, make_id
