"""Presses stored and folded again, and the walls of a gathering as plain data."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from nettverk.domain.contributions import NewSlides
from nettverk.domain.errors import BadInput
from nettverk.domain.rundown.events import (
    Adjust,
    ClockSet,
    Jump,
    Next,
    Pause,
    Restart,
    Start,
    Stop,
    Undo,
    Unknown,
    moves_the_day,
)
from nettverk.domain.rundown.learning import SeriesPart
from nettverk.domain.rundown.stored_events import EventKind, event_of
from nettverk.domain.wall import walls
from nettverk.domain.wall.sequence import all_walls, current, sequence
from nettverk.services import contributions, gatherings, participants, plan, stage
from nettverk.services.groups import groupings
from nettverk.services.preparation import readiness
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import entries
from nettverk.storage.store import Store
from tests.helpers.stage_day import kinds


def start_of(store: Store, gathering_id: str) -> datetime:
    return stage.context(store, gathering_id).plan.starts


def fill(store: Store, gathering_id: str, count: int = 12) -> None:
    units = [
        register.add_unit(store, name, service_id="kindergarten").made
        for name in ("Furulia barnehage", "Myra barnehage")
    ]
    for number in range(count):
        person = register.add_person(
            store, given_name=f"Navn{number}", family_name="Aas", unit_id=units[number % 2]
        ).made
        participants.add(store, gathering_id, person)


def mixed(store: Store, gathering_id: str) -> str:
    return next(part.id for part in plan.parts(store, gathering_id) if part.organising == "mixed")


def test_what_is_pressed_is_folded_again(store: Store, gathering_id: str) -> None:
    starts = start_of(store, gathering_id)
    made = stage.press(store, gathering_id, Start(), at=starts + timedelta(minutes=3))
    assert made.made
    stage.press(store, gathering_id, Adjust(5), at=starts + timedelta(minutes=4))
    seen = stage.state(store, gathering_id, starts + timedelta(minutes=10))
    assert seen.phase == "running"
    assert seen.behind == timedelta(minutes=5), "coffee ends when it was announced, and five minutes were given"
    stage.press(store, gathering_id, Undo(of=made.made), at=starts + timedelta(minutes=5))
    assert stage.state(store, gathering_id, starts + timedelta(minutes=10)).phase == "waiting"


def test_an_unknown_press_is_a_bug(store: Store, gathering_id: str) -> None:
    with pytest.raises(AssertionError, match="fireworks"):
        stage.press(store, gathering_id, Unknown("fireworks"))  # type: ignore[arg-type]
    assert stage.events(store, gathering_id) == ()


def test_what_a_newer_program_stored_is_kept_and_passed_over(store: Store, gathering_id: str) -> None:
    starts = start_of(store, gathering_id)
    stage.press(store, gathering_id, Start(), at=starts)
    newer = [{"event": "fireworks", "key": "f", "colour": "red"}, {"event": "started_at", "key": "g", "began": "kl. 9"}]
    with store.change():
        for data in newer:
            entries.append(store, "rundown", gathering_id, gathering_id, data, at=starts + timedelta(minutes=1))
    assert kinds(stage.events(store, gathering_id)) == ["start", "fireworks", "started_at"]
    assert stage.state(store, gathering_id, starts + timedelta(minutes=5)).spent == timedelta(minutes=5)
    stored = store.rows("SELECT data FROM entries WHERE kind = 'rundown' ORDER BY number")
    assert [json.loads(row["data"]) for row in stored[1:]] == newer


def test_the_order_is_that_of_the_fingers_also_when_the_clock_was_set_back(store: Store, gathering_id: str) -> None:
    starts = start_of(store, gathering_id)
    stage.press(store, gathering_id, Start(), at=starts)
    stage.press(store, gathering_id, ClockSet(-3600), at=starts - timedelta(minutes=50))
    stage.press(store, gathering_id, Pause(), at=starts - timedelta(minutes=45))
    assert kinds(stage.events(store, gathering_id)) == ["start", "clock", "pause"]
    seen = stage.state(store, gathering_id, starts)
    assert seen.phase == "paused"
    assert seen.spent == timedelta(minutes=15)


def test_a_rehearsal_on_another_day_is_on_time(store: Store, gathering_id: str) -> None:
    planned = start_of(store, gathering_id)
    rehearsal = planned - timedelta(days=3)
    stage.press(store, gathering_id, Start(), at=rehearsal + timedelta(minutes=2))
    seen = stage.state(store, gathering_id, rehearsal + timedelta(minutes=5))
    assert seen.behind == timedelta(0)


def test_a_gathering_without_a_date_is_held_when_it_is_started(store: Store, gathering_id: str) -> None:
    gatherings.edit(store, gathering_id, held_on=None)
    evening = datetime(2026, 12, 1, 22, 0).astimezone()
    stage.press(store, gathering_id, Start(), at=evening)
    before = stage.state(store, gathering_id, evening + timedelta(minutes=5))
    after_midnight = stage.state(store, gathering_id, evening + timedelta(hours=3))
    assert before.plan == after_midnight.plan
    assert before.spent == timedelta(minutes=5)


def test_all_walls_of_the_day_in_order(store: Store, gathering_id: str) -> None:
    part = mixed(store, gathering_id)
    plan.set_questions(store, part, ["Hva gjør dere når et barn blir stående utenfor leken?"])
    fill(store, gathering_id)
    groupings.build(store, part, size=4)
    made = stage.walls(store, gathering_id)
    assert isinstance(made[0], walls.Welcome)
    assert isinstance(made[1], walls.Agenda)
    assert isinstance(made[-1], walls.Thanks)
    names = next(wall for wall in made if isinstance(wall, walls.Names))
    assert len(names.entries) == 12
    assert {entry.place for entry in names.entries} == {"1", "2", "3"}
    assert len({wall.ref for wall in made}) == len(made)
    assert any(isinstance(wall, walls.Tables) for wall in made)
    question = next(wall for wall in made if isinstance(wall, walls.Questions))
    assert question.face is not None
    assert question.face.mood == "calm"


def test_those_who_are_away_stand_on_no_wall(store: Store, gathering_id: str) -> None:
    part = mixed(store, gathering_id)
    fill(store, gathering_id)
    groupings.build(store, part, size=4)
    away = participants.all_(store, gathering_id)[0]
    participants.mark(store, away.id, "absent")
    for wall in stage.walls(store, gathering_id):
        if isinstance(wall, walls.Names):
            assert away.list_name not in [entry.name for entry in wall.entries]
        if isinstance(wall, walls.Tables):
            assert all(away.name not in card.names for card in wall.cards)


def test_a_rehearsal_another_evening_counts_from_its_own_start(store: Store, gathering_id: str) -> None:
    starts = stage.context(store, gathering_id).plan.starts
    evening = starts - timedelta(days=10) + timedelta(hours=11, minutes=7)
    stage.press(store, gathering_id, Start(), at=evening)
    seen = stage.state(store, gathering_id, evening + timedelta(minutes=1))
    assert abs(seen.behind) < timedelta(minutes=1), "nobody is 660 minutes late for a rehearsal"
    assert abs(seen.late_end) < timedelta(minutes=1)


def test_a_start_that_was_taken_back_does_not_move_the_plan(store: Store, gathering_id: str) -> None:
    starts = stage.context(store, gathering_id).plan.starts
    evening = starts - timedelta(hours=13)
    key = stage.press(store, gathering_id, Start(), at=evening).made
    stage.press(store, gathering_id, Undo(of=key), at=evening + timedelta(seconds=5))
    assert stage.state(store, gathering_id, starts - timedelta(minutes=40)).plan.starts == starts
    stage.press(store, gathering_id, Start(), at=evening + timedelta(minutes=1))
    stage.press(store, gathering_id, Restart(), at=starts - timedelta(minutes=40))
    stage.press(store, gathering_id, Start(), at=starts)
    seen = stage.state(store, gathering_id, starts + timedelta(minutes=1))
    assert (seen.plan.starts, seen.behind) == (starts, timedelta())


def test_the_walls_speak_the_language_of_the_gathering(store: Store, gathering_id: str) -> None:
    assert stage.walls(store, gathering_id)[0].name == "Velkommen"
    gatherings.edit(store, gathering_id, language="en")
    assert all(wall.language == "en" for wall in stage.walls(store, gathering_id))


def test_where_we_are_decides_what_is_shown(store: Store, gathering_id: str) -> None:
    made = stage.context(store, gathering_id)
    starts = made.plan.starts
    before = stage.state(store, gathering_id, starts - timedelta(minutes=5))
    welcome = current(made, before)
    assert isinstance(welcome, walls.Welcome)
    assert welcome.face is not None
    assert welcome.face.text == "35.00", "to what people came for; coffee and check-in come first"
    pause = next(part for part in made.parts if part.kind in {"break", "lunch"})
    stage.press(store, gathering_id, Jump(pause.id), at=starts)
    rest = current(made, stage.state(store, gathering_id, starts + timedelta(minutes=1)))
    assert isinstance(rest, walls.Rest)
    assert "Vi starter igjen kl." in rest.back
    stage.press(store, gathering_id, Stop(), at=starts + timedelta(minutes=2))
    done = stage.state(store, gathering_id, starts + timedelta(minutes=3))
    assert isinstance(current(made, done), walls.Thanks)
    assert [str(wall.ref) for wall in sequence(made, done)] == ["thanks"]


def test_the_welcome_says_when_it_begins_until_it_has(store: Store, gathering_id: str) -> None:
    made = stage.context(store, gathering_id)
    first = next(i for i, part in enumerate(made.parts) if part.kind != "check_in")
    begins = made.plan.times()[first][0]
    stage.press(store, gathering_id, Start(), at=made.plan.starts)
    coffee = current(made, stage.state(store, gathering_id, made.plan.starts + timedelta(minutes=5)))
    assert isinstance(coffee, walls.Welcome)
    assert coffee.note == f"Vi starter kl. {made.local(begins)}"
    stage.press(store, gathering_id, Next(), at=begins)
    begun = current(made, stage.state(store, gathering_id, begins + timedelta(minutes=1)))
    assert isinstance(begun, walls.Welcome)
    assert (begun.note, begun.face) == ("", None)


def test_equal_words_are_an_equal_wall_whatever_the_clock(store: Store, gathering_id: str) -> None:
    made = stage.context(store, gathering_id)
    theory = next(part for part in made.parts if part.kind == "theory")
    stage.press(store, gathering_id, Jump(theory.id), at=made.plan.starts)
    one = current(made, stage.state(store, gathering_id, made.plan.starts + timedelta(seconds=5)))
    other = current(made, stage.state(store, gathering_id, made.plan.starts + timedelta(seconds=6)))
    assert one == other
    assert one.face != other.face


def test_the_clock_teaches_from_gathering_to_gathering(store: Store, network_id: str) -> None:
    for month, late in ((2, 7), (5, 9)):
        held = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2026, month, 10)).made
        context = stage.context(store, held)
        theory = next(part for part in context.parts if part.kind == "theory")
        moment = context.plan.starts
        stage.press(store, held, Jump(theory.id), at=moment)
        stage.press(store, held, Next(), at=moment + timedelta(minutes=theory.minutes + late))
        stage.press(store, held, Stop(), at=moment + timedelta(minutes=theory.minutes + late + 1))
    coming = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2026, 11, 24)).made
    assert stage.learned(store, coming)[SeriesPart("theory", 1)].sentence == "går i snitt 8 min over (2 samlinger)"


def test_a_rehearsal_teaches_nothing(store: Store, network_id: str) -> None:
    held = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2026, 2, 10)).made
    evening = stage.context(store, held).plan.starts - timedelta(hours=13)
    for number, part in enumerate(stage.context(store, held).parts):
        stage.press(store, held, Jump(part.id), at=evening + timedelta(minutes=5 * number))
    coming = gatherings.make(store, templates()[0], network_id=network_id, held_on=date(2026, 11, 24)).made
    assert stage.learned(store, coming) == {}


def test_readiness_says_what_to_mend_and_where(store: Store, gathering_id: str) -> None:
    told = readiness(store, gathering_id)
    assert ("Ingen deltakere ennå.", "people") in [(check.text, check.room) for check in told]
    assert any(check.room == "groups" for check in told)
    fill(store, gathering_id)
    groupings.build(store, mixed(store, gathering_id), size=4)
    told = readiness(store, gathering_id)
    assert not any(check.room in {"people", "groups"} for check in told)


def test_every_event_that_can_be_taken_back_has_a_name() -> None:
    for kind in EventKind:
        event = event_of(kind, {"part": "p", "began": "2026-11-24T09:00:00+00:00", "id": "c"})
        named = moves_the_day(event) or kind in {EventKind.MESSAGE, EventKind.BLACK}
        assert bool(stage.event_name(event)) is named, kind


def sharing(store: Store, gathering_id: str) -> str:
    return next(part.id for part in plan.parts(store, gathering_id) if part.kind == "sharing")


def test_the_queue_is_kept_in_order_and_moved(store: Store, gathering_id: str) -> None:
    part = sharing(store, gathering_id)
    ids = [contributions.add(store, part, speaker=name).made for name in ("Hege", "Trond", "Liv")]
    contributions.move(store, ids[2], 0)
    assert [row.speaker for row in contributions.queue(store, gathering_id)] == ["Liv", "Hege", "Trond"]
    contributions.remove(store, ids[0])
    assert [row.speaker for row in contributions.queue(store, gathering_id)] == ["Liv", "Trond"]
    store.undo()
    assert len(contributions.queue(store, gathering_id)) == 3
    contributions.edit(store, ids[1], minutes=20, title="Når leken stopper opp")
    row = next(row for row in contributions.queue(store, gathering_id) if row.id == ids[1])
    assert (row.minutes, row.title) == (20, "Når leken stopper opp")
    with pytest.raises(BadInput):
        contributions.edit(store, ids[1], minutes=5000)


def test_a_contribution_and_its_slides_are_one_step(store: Store, gathering_id: str) -> None:
    part = sharing(store, gathering_id)
    with pytest.raises(BadInput, match="PDF"):
        contributions.add_with_slides(store, part, NewSlides("c.pptx", b"PK", 1), speaker="Hege")
    assert contributions.queue(store, gathering_id) == (), "nobody is left in the queue without slides"
    pdf = NewSlides("a.pdf", b"%PDF-1.7 en", 3)
    changes = contributions.add_with_slides(store, part, pdf, speaker="Hege", minutes=15)
    row = contributions.queue(store, gathering_id)[0]
    assert (row.id, row.speaker, row.minutes, row.slides_name, row.pages) == (changes.made, "Hege", 15, "a.pdf", 3)
    store.undo()
    assert contributions.queue(store, gathering_id) == ()
    assert store.value("SELECT count(*) FROM slides") == 0


def test_somebody_who_walks_in_is_registered_and_present_in_one_step(store: Store, gathering_id: str) -> None:
    unit = register.add_unit(store, "Myra barnehage").made
    known = register.add_person(store, given_name="Unni", family_name="Utsi", unit_id=unit).made
    participants.walk_in(store, gathering_id, known)
    assert participants.walk_in(store, gathering_id, known).made == "", "who is here already is left as they are"
    participants.walk_in_new(store, gathering_id, "Kari", "Nordmann", unit_id=unit)
    participants.walk_in_new(store, gathering_id, "Ola", "Dahl", new_unit="Tangen barnehage")
    present = participants.all_(store, gathering_id)
    assert [(person.name, person.attendance, person.walk_in) for person in present] == [
        ("Ola Dahl", "present", True), ("Kari Nordmann", "present", True), ("Unni Utsi", "present", True),
    ]  # fmt: skip
    with pytest.raises(BadInput):
        participants.walk_in_new(store, gathering_id, "", "", new_unit="Lia barnehage")
    assert "Lia barnehage" not in {unit.name for unit in register.units(store)}, "all of it, or nothing"
    store.undo()
    assert "Tangen barnehage" not in {unit.name for unit in register.units(store)}
    assert len(participants.all_(store, gathering_id)) == 2


def test_slides_are_kept_in_the_file_and_replaced(store: Store, gathering_id: str) -> None:
    made = contributions.add(store, sharing(store, gathering_id), speaker="Hege").made
    contributions.attach(store, made, name="a.pdf", data=b"%PDF-1.7 en", pages=3)
    contributions.attach(store, made, name="b.pdf", data=b"%PDF-1.7 to", pages=4)
    row = contributions.queue(store, gathering_id)[0]
    assert (row.slides_name, row.pages) == ("b.pdf", 4)
    assert contributions.slides(store, row.slides_id) == b"%PDF-1.7 to"
    assert store.value("SELECT count(*) FROM slides") == 1
    store.undo()
    assert contributions.queue(store, gathering_id)[0].slides_name == "a.pdf"
    with pytest.raises(BadInput, match="PDF"):
        contributions.attach(store, made, name="c.pptx", data=b"PK", pages=1)


def test_units_that_have_not_presented_this_year(store: Store, gathering_id: str) -> None:
    fill(store, gathering_id, 4)
    assert [unit.name for unit in contributions.not_presented(store, gathering_id)] == [
        "Furulia barnehage",
        "Myra barnehage",
    ]
    unit = contributions.not_presented(store, gathering_id)[0]
    contributions.add(store, sharing(store, gathering_id), unit_id=unit.id)
    assert [unit.name for unit in contributions.not_presented(store, gathering_id)] == ["Myra barnehage"]


def test_contributions_are_walls_of_their_own(store: Store, gathering_id: str) -> None:
    part = sharing(store, gathering_id)
    contributions.add(store, part, speaker="Hege Lund", title="Lekegrupper ute")
    contributions.add(store, part, speaker="Trond Skår")
    made = stage.context(store, gathering_id)
    found = all_walls(made, stage.state(store, gathering_id, datetime(2026, 11, 24, tzinfo=UTC)))
    speakers = [wall for wall in found if isinstance(wall, walls.Speaker)]
    assert [wall.who for wall in speakers] == ["Hege Lund", "Trond Skår"]
    assert speakers[0].following == "Så: Trond Skår"
    programme = next(wall for wall in found if isinstance(wall, walls.Plenary) and wall.rows)
    assert [row.strong for row in programme.rows] == ["Hege Lund", "Trond Skår"]


def test_what_is_ready_counts_those_who_are_away(store: Store, gathering_id: str) -> None:
    fill(store, gathering_id)
    first = participants.all_(store, gathering_id)[0]
    participants.mark(store, first.id, "absent")
    assert any(check.text.endswith(" deltakere, 1 borte") for check in readiness(store, gathering_id))
