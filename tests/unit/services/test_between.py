"""Between gatherings: observation pairs, who guides whom, a unit's own cycle with dates, and reminders to paste."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.between import PairKind, pairing_line
from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.services import between, follow_up, gatherings, pairings, participants
from nettverk.services.register import merge, register
from nettverk.services.templates import templates
from nettverk.storage.store import Store

NAMES = ("Ask", "Bjørk", "Sentrum", "Dal", "Elv")


@pytest.fixture
def units(store: Store, gathering_id: str) -> dict[str, str]:
    """Five kindergartens that are at the gathering, in two districts."""
    north, south = register.add_district(store, "Nord").made, register.add_district(store, "Sør").made
    made = {}
    for place, name in enumerate(NAMES):
        unit = register.add_unit(store, f"{name} barnehage", district_id=(north, south)[place % 2]).made
        participants.add_new(store, gathering_id, "Kari", f"Fra {name}", unit)
        made[name] = unit
    return made


@pytest.fixture
def next_id(store: Store, network_id: str, gathering_id: str) -> str:
    return gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2027, 2, 9)).made


def test_pairs_are_of_the_same_district_and_never_the_same_again(
    store: Store, gathering_id: str, next_id: str, units: dict[str, str]
) -> None:
    seen: set[frozenset[str]] = set()
    first = pairings.suggest(store, gathering_id)
    assert all(pair.near for pair in first.pairs)
    assert (len(first.pairs), len(first.alone)) == (2, 1)
    assert pairings.of_gathering(store, gathering_id) == ()  # suggested is not agreed
    pairings.agree(store, gathering_id, first.pairs)
    seen |= {frozenset((pair.one, pair.other)) for pair in first.pairs}
    for unit in units.values():
        participants.add_new(store, next_id, "Kari", "Igjen", unit)
    second = pairings.suggest(store, next_id)
    assert len(second.pairs) == 2
    assert not seen & {frozenset((pair.one, pair.other)) for pair in second.pairs}
    store.undo()  # the last of those who came
    store.undo()


def test_who_is_busy_absent_or_paired_is_not_asked(store: Store, gathering_id: str, units: dict[str, str]) -> None:
    person = participants.all_(store, gathering_id)[0]
    participants.mark(store, person.id, Attendance.ABSENT)
    busy = [unit for unit in units.values() if unit != person.unit_id][:1]
    suggested = pairings.suggest(store, gathering_id, busy)
    asked = {end for pair in suggested.pairs for end in (pair.one, pair.other)}
    assert len(asked) == 2
    assert not asked & {person.unit_id, *busy}
    pairings.agree(store, gathering_id, suggested.pairs)
    assert not asked & {end for pair in pairings.suggest(store, gathering_id).pairs for end in (pair.one, pair.other)}
    store.undo()  # agreeing is one step
    assert pairings.of_gathering(store, gathering_id) == ()


def test_a_day_and_what_came_of_it(store: Store, gathering_id: str, units: dict[str, str]) -> None:
    made = pairings.add(store, gathering_id, PairKind.OBSERVE, units["Ask"], units["Dal"]).made
    pairings.edit(store, made, on=date(2027, 1, 12), note="Garderoben")
    (pair,) = pairings.of_gathering(store, gathering_id)
    assert pairing_line(pair, units["Dal"]) == "Besøker Ask barnehage, og får besøk 12. januar · Garderoben"
    assert pairings.edit(store, made, note="Garderoben").tables == frozenset()
    pairings.edit(store, made, on=None)
    assert pairings.of_gathering(store, gathering_id)[0].on is None
    pairings.remove(store, made)
    assert pairings.of_unit(store, units["Ask"]) == ()
    store.undo()
    assert len(pairings.of_unit(store, units["Ask"])) == 1


def test_guidance_has_a_direction(store: Store, gathering_id: str, units: dict[str, str]) -> None:
    ppt = register.add_unit(store, "PPT").made
    pairings.add(store, gathering_id, PairKind.GUIDE, ppt, units["Ask"])
    (pair,) = pairings.of_gathering(store, gathering_id)
    assert (pairing_line(pair, ppt), pairing_line(pair, units["Ask"])) == (
        "Veileder Ask barnehage", "Får veiledning av PPT",
    )  # fmt: skip
    # Guidance is no visit: the two may still be a pair.
    pairings.add(store, gathering_id, PairKind.OBSERVE, units["Ask"], ppt)


@pytest.mark.parametrize(("one", "other"), [("Ask", "Ask"), ("Ask", "borte"), ("Dal", "Ask")])
def test_what_cannot_be_a_pair_is_told(
    store: Store, gathering_id: str, units: dict[str, str], one: str, other: str
) -> None:
    pairings.add(store, gathering_id, PairKind.OBSERVE, units["Ask"], units["Dal"])
    with pytest.raises(BadInput):
        pairings.add(store, gathering_id, PairKind.OBSERVE, units.get(one, one), units.get(other, other))
    assert len(pairings.of_gathering(store, gathering_id)) == 1


def test_units_that_become_one_keep_their_pairs_and_none_with_themselves(
    store: Store, gathering_id: str, units: dict[str, str]
) -> None:
    pairings.add(store, gathering_id, PairKind.OBSERVE, units["Ask"], units["Dal"])
    pairings.add(store, gathering_id, PairKind.OBSERVE, units["Dal"], units["Elv"])
    merge.merge_units(store, units["Ask"], units["Dal"])
    (pair,) = pairings.of_gathering(store, gathering_id)
    assert {pair.one, pair.other} == {units["Ask"], units["Elv"]}


def test_a_unit_logs_its_cycle_with_dates_and_the_next_gathering_finds_it(
    store: Store, gathering_id: str, next_id: str, units: dict[str, str]
) -> None:
    between.write_step(store, gathering_id, units["Ask"], "planla", text="Faste grupper", when="uke 41")
    between.write_step(store, gathering_id, units["Ask"], "provde", text="To ganger i uka")
    (unit_id, steps), *rest = between.cycles(store, between.last(store, next_id)).items()
    assert (unit_id, rest) == (units["Ask"], [])
    assert [(step.id, step.text, step.when) for step in steps if step.done] == [
        ("planla", "Faste grupper", "uke 41"), ("provde", "To ganger i uka", ""),
    ]  # fmt: skip
    assert between.lines(store, gathering_id)[units["Ask"]] == ("Læringssyklus: Vi planla (uke 41), Vi prøvde ut",)
    assert between.ask_for_cycles(store, gathering_id).tables == frozenset()


def test_a_reminder_says_what_was_promised_whom_one_visits_and_when_one_meets(
    store: Store, gathering_id: str, next_id: str, units: dict[str, str]
) -> None:
    follow_up.promise(store, gathering_id, units["Ask"], what="Ringe først", who="Kari")
    pairings.add(store, gathering_id, PairKind.OBSERVE, units["Ask"], units["Dal"], on=date(2027, 1, 12))
    told = between.reminders(store, gathering_id)
    assert set(told) == {units["Ask"], units["Dal"]}
    text = told[units["Ask"]]
    assert "Hei, Ask barnehage!" in text
    assert "– Ringe først · Kari" in text
    assert "Besøker Dal barnehage, og får besøk 12. januar" in text
    assert "9. februar" in text
    assert "Ringe først" not in told[units["Dal"]]
    gatherings.edit(store, gathering_id, language="nn")
    assert "Vitjar Dal barnehage" in between.reminders(store, gathering_id)[units["Ask"]]
