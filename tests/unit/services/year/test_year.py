"""A school year read, made in bulk, copied, and taken back step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.organisation import TeamKind
from nettverk.domain.year.clashes import ClashKind
from nettverk.domain.year.items import EntryOf, ItemKind, Phase
from nettverk.services import gatherings, participants, plan
from nettverk.services.organisation import meetings, teams
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.services.year import copying, holidays, items, series, year
from nettverk.storage.store import Store
from tests.helpers.every_write import contents


@pytest.fixture
def district_id(store: Store) -> str:
    return register.add_district(store, "Nord").made


def test_items_are_made_changed_and_taken_back(store: Store, network_id: str) -> None:
    before = contents(store.connection)
    made = items.add(
        store, ItemKind.DEADLINE, " Svarfrist  for alle ", date(2027, 1, 14), owner="Koordinator",
        network_id=network_id, phase=Phase.NEEDS, note="Skjemaet",
    ).made  # fmt: skip
    item = items.get(store, made)
    assert item is not None
    assert (item.title, item.network_id, item.phase) == ("Svarfrist for alle", network_id, Phase.NEEDS)
    assert not items.edit(store, made, title="Svarfrist for alle").tables  # nothing is changed
    items.edit(store, made, network_id=None, phase=None, done=True, last_day=date(2027, 1, 15))
    item = items.get(store, made)
    assert item is not None
    assert (item.network_id, item.phase, item.done, item.note) == (None, None, True, "Skjemaet")
    for _step in range(2):
        store.undo()
    assert items.of_year(store, 2026) == ()
    assert contents(store.connection) == before
    store.redo()
    assert len(items.of_year(store, 2026)) == 1


@pytest.mark.parametrize(("title", "last"), [("  ", None), ("Kurs", date(2027, 1, 13))])
def test_what_cannot_be_an_item_is_refused(store: Store, title: str, last: date | None) -> None:
    with pytest.raises(BadInput):
        items.add(store, ItemKind.MEASURE, title, date(2027, 1, 14), last_day=last)
    made = items.add(store, ItemKind.MEASURE, "Kurs", date(2027, 1, 14)).made
    with pytest.raises(BadInput):
        items.edit(store, made, title=title, last_day=last)
    with pytest.raises(BadInput):
        items.edit(store, "gone", title="Kurs")


def test_holidays_are_the_municipalitys(store: Store) -> None:
    made = holidays.add(store, "Høstferie", date(2026, 10, 4), date(2026, 10, 8)).made
    holidays.edit(store, made, first_day=date(2026, 10, 5), last_day=date(2026, 10, 9))
    assert [(one.name, one.first_day.day) for one in holidays.of_year(store, 2026)] == [("Høstferie", 5)]
    for wrong in ({"name": " "}, {"last_day": date(2026, 10, 1)}):
        with pytest.raises(BadInput):
            holidays.edit(store, made, **wrong)  # type: ignore[arg-type]
    holidays.add_usual(store, 2026)
    names = [one.name for one in holidays.of_year(store, 2026)]
    assert names == ["Sommerferie", "Høstferie", "Juleferie", "Vinterferie", "Påskeferie", "Sommerferie"]
    assert not holidays.add_usual(store, 2026).tables
    store.undo()
    assert [one.first_day for one in holidays.of_year(store, 2026)] == [date(2026, 10, 5)]


def test_the_six_phases_come_once_and_not_in_a_holiday(store: Store) -> None:
    holidays.add(store, "Fri", date(2026, 9, 7), date(2026, 9, 18))
    items.add(store, ItemKind.MEETING, "Velg mål", date(2026, 10, 20), phase=Phase.GOALS)
    items.add_skeleton(store, 2026)
    told = items.of_year(store, 2026)
    assert sorted(item.phase or "" for item in told) == sorted(Phase)
    needs = next(item for item in told if item.phase is Phase.NEEDS)
    assert needs.due_on == date(2026, 9, 22)  # the Tuesday after; the 15th lies in the holiday
    assert not items.add_skeleton(store, 2026).tables
    store.undo()
    assert len(items.of_year(store, 2026)) == 1


def test_a_series_made_in_bulk_is_one_step(store: Store, network_id: str, district_id: str) -> None:
    holidays.add(store, "Høstferie", date(2026, 10, 5), date(2026, 10, 9))
    before = contents(store.connection)
    known = series.known(store, 2026)
    wish = replace(
        known.usual, districts=((district_id, "Nord"), ("", "")), count=3, place="Rådhuset", owner="Kari",
        first=date(2026, 9, 1), starts_at=time(9), themes=("Lek",),
    )  # fmt: skip
    told = series.proposed(wish, known)
    told = (replace(told[0], day=date(2026, 9, 3)), replace(told[1], wanted=False), *told[2:])
    series.make(store, told, template("udir"))
    made = year.read(store, 2026)
    assert len(made.entries) == 5
    first = gatherings.get(store, made.entries[0].id)
    assert (first.held_on, first.theme, first.title, first.place, first.owner, first.starts_at) == (
        date(2026, 9, 3), "Lek", "Lek", "Rådhuset", "Kari", time(9)
    )  # fmt: skip
    assert plan.parts(store, first.id)
    assert [entry.number for entry in made.entries if entry.district] == [1, 2, 3]
    assert made.clashes == ()
    store.undo()
    assert contents(store.connection) == before
    with pytest.raises(BadInput):
        series.make(store, [replace(one, wanted=False) for one in told], template("udir"))
    with pytest.raises(BadInput):
        series.make(store, told)  # neither a template nor something to copy


def test_a_second_series_goes_round_the_first(store: Store, network_id: str) -> None:
    known = series.known(store, 2026)
    wish = replace(known.usual, districts=(("", ""),), count=3, first=date(2026, 9, 1))
    series.make(store, series.proposed(wish, known), template("udir"))
    again = series.proposed(wish, series.known(store, 2026))
    there = {entry.day for entry in year.read(store, 2026).entries}
    assert not there & {proposal.day for proposal in again}


def test_clashes_of_stored_gatherings(store: Store, gathering_id: str, network_id: str) -> None:
    other = register.add_network(store, "6–16").made
    beside = gatherings.make(store, template("udir"), network_id=other, held_on=date(2026, 11, 24)).made
    unit = register.add_unit(store, "Lund barnehage").made
    person = register.add_person(store, "Ida", "Moen", unit).made
    for id_ in (gathering_id, beside):
        participants.add(store, id_, person)
        gatherings.edit(store, id_, place="Rådhuset")
    told = year.read(store, 2026)
    assert sorted(clash.kind for clash in told.clashes) == [ClashKind.PEOPLE, ClashKind.PLACE]
    assert "1 person står på begge listene" in next(c.words for c in told.clashes if c.kind is ClashKind.PEOPLE)
    gatherings.edit(store, beside, cancelled=True)
    told = year.read(store, 2026)
    assert told.clashes == ()
    called_off = told.entry(EntryOf.GATHERING, beside)
    assert called_off is not None
    assert (called_off.cancelled, called_off.open, called_off.number) == (True, False, 0)


def test_a_year_is_copied_to_the_next(store: Store, gathering_id: str, network_id: str) -> None:
    items.add(store, ItemKind.CONFERENCE, "Oppvekstkonferansen", date(2027, 4, 22), last_day=date(2027, 4, 23))
    items.add(store, ItemKind.DEADLINE, "Avlyst frist", date(2027, 4, 22))
    items.edit(store, items.of_year(store, 2026)[0].id, cancelled=True)
    items.edit(store, items.of_year(store, 2026)[1].id, done=True)
    gatherings.edit(store, gathering_id, owner="Kari", place="Rådhuset", theme="Lek")
    holidays.add(store, "Fri", date(2027, 11, 22), date(2027, 11, 26))
    brought = copying.preview(store, 2027)
    assert [(item.title, item.due_on, item.last_day, item.done) for item in brought.items] == [
        ("Oppvekstkonferansen", date(2028, 4, 20), date(2028, 4, 21), False)
    ]
    assert [(one.day, one.theme, one.owner) for one in brought.gatherings] == [(date(2027, 11, 30), "Lek", "Kari")]
    before = contents(store.connection)
    copying.make(store, brought.items, brought.gatherings)
    new = year.read(store, 2027)
    assert [entry.title for entry in new.entries][-1] == "Oppvekstkonferansen"
    copied = gatherings.get(store, new.entries[0].id)
    assert (copied.cancelled, copied.parts, copied.place) == (
        False, gatherings.get(store, gathering_id).parts, "Rådhuset"
    )  # fmt: skip
    nothing = copying.preview(store, 2027)
    assert (nothing.items, nothing.gatherings) == ((), ())
    with pytest.raises(BadInput):
        copying.make(store, nothing.items, nothing.gatherings)
    store.undo()
    assert contents(store.connection) == before
    assert year.years(store) == (2026,)


def test_the_meetings_of_the_steering_group_come_again_with_a_new_agenda(store: Store) -> None:
    team = teams.add(store, TeamKind.STEERING).made
    for day in (date(2026, 9, 22), date(2027, 3, 4)):
        made = meetings.add(store, team, day, starts_at=time(13), place="Rådhuset").made
        meetings.add_points(store, made, ["Mål for året"])
    meetings.add(store, team, date(2027, 9, 14))  # the first of next year is there already
    brought = copying.preview(store, 2027)
    assert [(one.day, one.starts_at) for one in brought.meetings] == [(date(2028, 3, 2), "13:00")]
    copying.make(store, (), (), brought.meetings)
    (copied,) = (one for one in meetings.of_team(store, team) if one.held_on == date(2028, 3, 2))
    assert (copied.place, copied.starts_at, copied.points) == ("Rådhuset", time(13), ())
    assert copying.preview(store, 2027).meetings == ()
    store.undo()
    assert len(meetings.of_team(store, team)) == 3


def test_days_without_a_year_are_said(store: Store, network_id: str) -> None:
    gatherings.make(store, template("udir"), network_id=network_id, title="Uten dato")
    assert [title for _id, title in year.read(store, 2026).undated] == ["Uten dato"]
