"""Begin from what there is: people from the last gathering or the register, and a gathering made from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from nettverk.domain.changes import Changes
from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance, Participant
from nettverk.domain.plan import Gathering
from nettverk.domain.registry import Person
from nettverk.i18n import _
from nettverk.services import gatherings, participants
from nettverk.services.register import register
from nettverk.storage.store import Store

MOST_COPIES = 100


# --- people ---


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be put on the list.

    Attributes:
        attendance: what was marked of them at the last gathering; None for those who were not on its list.
    """

    person: Person
    attendance: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom a gathering can begin with.

    Attributes:
        last: the gathering before it; None where there is none. from_last: who was on its list.
        from_register: everybody else, those of units the gathering is for first. here: how many are on the list.
    """

    last: Gathering | None
    from_last: tuple[Candidate, ...]
    from_register: tuple[Candidate, ...]
    here: int


def candidates(store: Store, gathering_id: str) -> Candidates:
    """People who can be put on a gathering's list; those who are on it already are left out."""
    here = gatherings.get(store, gathering_id)
    on_list = {participant.person_id for participant in participants.all_(store, gathering_id)}
    last = _last(store, here)
    before: dict[str, Participant] = {}
    if last is not None:
        before = {participant.person_id: participant for participant in participants.all_(store, last.id)}
    people = [person for person in register.people(store) if person.id not in on_list]
    districts = {unit.id: unit.district_id for unit in register.units(store)}
    near = {
        person.id: here.district_id is None or districts.get(person.unit_id) in {None, "", here.district_id}
        for person in people
    }
    return Candidates(
        last,
        tuple(Candidate(person, before[person.id].attendance) for person in people if person.id in before),
        tuple(
            Candidate(person)
            for person in sorted(people, key=lambda person: not near[person.id])
            if person.id not in before
        ),
        len(on_list),
    )


def _last(store: Store, here: Gathering) -> Gathering | None:
    """The gathering before this one in its own series that had people; else the network's latest that had."""
    with_people = [past for past in gatherings.series(store, here.id) if past.participants]
    if with_people:
        return with_people[0]
    others = [
        past
        for past in gatherings.all_(store)
        if past.network_id == here.network_id and past.id != here.id and past.participants and past.held_on
        and (here.held_on is None or past.held_on <= here.held_on)
    ]  # fmt: skip
    # In the same district first: another district's people are seldom the ones who come.
    return max(others, key=lambda past: (past.district_id == here.district_id, past.held_on or date.min), default=None)


def bring(store: Store, gathering_id: str, person_ids: Sequence[str]) -> Changes:
    """Put people of the register on a gathering's list, in one step; those who are on it already stay as they are."""
    with store.change(_("Hent deltakere")) as step:
        for person_id in person_ids:
            step.made = participants.add(store, gathering_id, person_id).made or step.made
    return step.changes


# --- a gathering from another ---


@dataclass(frozen=True, slots=True)
class Target:
    """One copy that is wanted: where, when, and what it is called (empty for the same as the original)."""

    district_id: str | None
    held_on: date | None = None
    title: str = ""


def copy(
    store: Store,
    gathering_id: str,
    targets: Sequence[Target],
    *,
    contributions: bool = False,
    people: bool = False,
) -> Changes:
    """Copies of a gathering for other days and districts, in one step.

    Args:
        contributions: the queue of speakers follows too. people: those on the list do, where the copy is for their
            unit's district or for all of them.

    Raises:
        BadInput: nothing is wanted, or far too much.
    """
    if not targets:
        raise BadInput(_("Velg minst én bydel."))
    if len(targets) > MOST_COPIES:
        raise BadInput(_("Det er for mange på én gang. Ta høyst {n}.").format(n=MOST_COPIES))
    here = gatherings.get(store, gathering_id)
    listed = participants.all_(store, gathering_id) if people else ()
    districts = {unit.id: unit.district_id for unit in register.units(store)} if people else {}
    with store.change(_("Kopier samlingen")) as step:
        for target in targets:
            copied = gatherings.copy(store, gathering_id, held_on=target.held_on, contributions=contributions).made
            values: dict[str, str | None] = {}
            if target.district_id != here.district_id:
                values["district_id"] = target.district_id
            if target.title.strip():
                values["title"] = target.title.strip()
            if values:
                store.update("gatherings", copied, **values)
            for participant in listed:
                if (
                    target.district_id in {None, here.district_id}
                    or districts.get(participant.unit_id) == target.district_id
                ):
                    participants.add(store, copied, participant.person_id)
            step.made = step.made or copied
    return step.changes


@dataclass(frozen=True, slots=True)
class NextTime:
    """What was agreed of the next gathering, to begin it with."""

    network_id: str
    district_id: str | None
    held_on: date
    starts_at: time | None
    place: str
    theme: str
    language: str


def next_time(store: Store, gathering_id: str | None) -> NextTime | None:
    """The next gathering as a gathering announces it, where none is made for that day yet.

    Args:
        gathering_id: the one that is worked with, which is asked first; then those of its network and all others.
    """
    everyone = gatherings.all_(store)
    here = next((gathering for gathering in everyone if gathering.id == gathering_id), None)
    network_id = here.network_id if here else ""
    taken_days = {(gathering.network_id, gathering.district_id, gathering.held_on) for gathering in everyone}
    announced = [
        gathering
        for gathering in everyone
        if gathering.next_on is not None
        and gathering.next_on >= store.today()
        and not gathering.cancelled
        and (gathering.network_id, gathering.district_id, gathering.next_on) not in taken_days
    ]
    if not announced:
        return None
    best = min(
        announced,
        key=lambda gathering: (
            gathering.id != gathering_id,
            gathering.network_id != network_id,
            gathering.next_on or date.max,
            gathering.id,
        ),
    )
    assert best.next_on is not None
    return NextTime(
        best.network_id,
        best.district_id,
        best.next_on,
        best.next_starts_at,
        best.next_place,
        "",
        best.language,
    )


def likely_day(store: Store) -> date:
    """Two weeks ahead, on the weekday they usually meet."""
    held = [gathering.held_on for gathering in gatherings.all_(store) if gathering.held_on]
    weekday = held[0].weekday() if held and held[0].weekday() < 5 else 1
    # People need two weeks' notice, and a network usually meets on the same weekday; Tuesday where nothing is known.
    soonest = store.today() + timedelta(days=14)
    return soonest + timedelta(days=(weekday - soonest.weekday()) % 7)
