"""A network that has met for three years: what its units promised, tried and learnt, with goals and themes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from nettverk.domain.follow_up import CommitmentStatus, Grounds
from nettverk.domain.goals import GoalOf, GoalOwner
from nettverk.services import follow_up, gatherings, goals, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store

UNITS = (
    "Furulia barnehage", "Bekkefaret barnehage", "Lund skole", "Solkollen skole", "Strandtun barnehage",
    "Kvernhaugen skole", "Helsestasjonen", "PPT", "Barnevernet", "Åsen barnehage", "Myra skole", "Øvre Li barnehage",
    "Sentrum familiesenter", "Vestby oppvekstsenter", "Nordre barnehage for små og store barn i Kvadraturen",
)  # fmt: skip
WHAT = (
    "Vi ringer hjem innen to dager når noe er lite", "Faste voksne i garderoben fra klokka ett",
    "Barna velger selv hva de viser fram", "Observere hverandre i samlingsstunda én gang i måneden",
    "Felles begrepsliste for overgangsmøtet", "Ti minutter refleksjon på hvert personalmøte",
)  # fmt: skip
LEARNT = (
    "Det tar fem minutter, og foreldrene takker for det.", "Vi glemte det da to var syke. Nå står det på vaktlista.",
    "Barna velger annet enn vi trodde.", "", "Lettere når lederen er med den første gangen.",
)  # fmt: skip
SAID = ("Ring tidlig", "Spør barnet", "Ro i garderoben", "Tid til å snakke om praksis", "Bruk de samme ordene")
STATUS = (
    CommitmentStatus.DONE, CommitmentStatus.TRIED, CommitmentStatus.DONE, CommitmentStatus.NOT_YET,
    CommitmentStatus.TRIED,
)  # fmt: skip


def three_years(store: Store, today: date) -> tuple[str, ...]:
    """Fill a store with twelve gatherings of ninety people over three years; their ids, the last one being today's."""
    network = register.add_network(store, "0–6 Sentrum").made
    units = [register.add_unit(store, name).made for name in UNITS]
    days = [today - timedelta(days=91 * back) for back in reversed(range(12))]
    made: list[str] = []
    promised: list[tuple[str, str]] = []
    for number, day in enumerate(days):
        here = gatherings.make(store, template("kristiansand"), network_id=network, held_on=day).made
        at = datetime.combine(day, time(13), UTC)
        for place in range(90):
            participants.add_new(store, here, f"Navn{place}", f"Etternavn{place}", units[place % len(units)])
        for place, (_unit, commitment) in enumerate(promised):
            status = STATUS[(place + number) % len(STATUS)]
            follow_up.edit(store, commitment, here, status=status, learnt=LEARNT[(place + number) % 5], at=at)
        promised = []
        if day < today:
            _said(store, here, at)
        for place, unit in enumerate(units):
            for more in range(1 + (place + number) % 2 if day < today else 0):
                grounds = Grounds(sign="Færre gråter ved levering", sign_before="Sju på en uke")
                one = follow_up.promise(
                    store, here, unit, what=WHAT[(place + number + more) % len(WHAT)], who="Pedagogisk leder",
                    by=day + timedelta(days=80), taken_up_in="Personalmøtet", grounds=grounds, at=at,
                ).made  # fmt: skip
                promised.append((unit, one))
        made.append(here)
    goals.set_goal(store, made[0], GoalOwner(GoalOf.NETWORK, network), "Alle barn har en voksen som spør dem først")
    goals.set_goal(store, made[4], GoalOwner(GoalOf.UNIT, units[0]), "Rolige overganger", sign="Færre bytter før lunsj")
    return tuple(made)


def _said(store: Store, gathering_id: str, at: datetime) -> None:
    parts = plan.parts(store, gathering_id)
    across = next(part for part in parts if part.kind == "across")
    groupings.build(store, across.id, tables=15, iterations=1)
    part = next(part for part in parts if part.main_number == 3)
    for table in range(1, 16):
        text = "\n".join(SAID[(table + more) % len(SAID)] for more in range(3))
        reflections.write(store, gathering_id, part.id, table, part.questions[0].id, text, at=at)
    points = board(store, gathering_id).points
    for name in SAID:
        themes.make(store, gathering_id, name, [point.key for point in points if point.text == name])
