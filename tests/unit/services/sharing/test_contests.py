"""What two machines wrote differently: both are kept and offered, one is chosen, and the choice goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.services import database, follow_up, gatherings, participants, plan, reflections
from nettverk.services.register import register
from nettverk.services.sharing import bringing_home, contests, lending
from nettverk.services.sharing.contests import Contest
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers.clock import TestClock


class Pair:
    """Two machines with everything of one municipality, and a third that comes later."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, clock: TestClock) -> None:
        self._folder, self._patch, self._clock = folder, monkeypatch, clock
        self.home = self._open("hjemme", folder / "n.db")
        network = register.add_network(self.home, "0–6").made
        self.gathering = gatherings.make(
            self.home, templates()[0], network_id=network, held_on=date(2026, 11, 24)
        ).made  # fmt: skip
        unit = register.add_unit(self.home, "Furulia barnehage").made
        self.person = register.add_person(self.home, "Kari", "Moen", unit).made
        self.participant = participants.add(self.home, self.gathering, self.person).made
        row = self.home.one("SELECT id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
        assert row is not None
        self.part, self.question = row["part_id"], row["id"]
        self.away = self.copy("borte")

    def _open(self, machine: str, path: Path) -> Store:
        self._patch.setattr("platform.node", lambda: machine)
        return database.open_file(path)

    def copy(self, machine: str) -> Store:
        """Everything, on another machine."""
        path = lending.lend_all(self.home, self._folder / f"{machine}.db").path
        return self._open(machine, path)

    def take(self, store: Store, other: Store) -> bringing_home.Brought:
        """Take in what another machine has."""
        path = self._folder / f"{other.machine_id}-{store.machine_id}.db"
        path.unlink(missing_ok=True)
        database.back_up(other, path)
        return bringing_home.bring_home(store, path)

    def later(self) -> None:
        """A while passes, so that it is known which was last."""
        self._clock.forward(timedelta(minutes=1))

    def say(self, store: Store, text: str, table: int = 1) -> None:
        """A table's answer."""
        self.later()
        reflections.write(store, self.gathering, self.part, table, self.question, text)

    def text(self, store: Store, table: int = 1) -> str:
        """How it reads."""
        said = reflections.all_(store, self.gathering)
        return next((each.text for each in said if each.table == table), "")


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: TestClock) -> Iterator[Pair]:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    made = Pair(tmp_path, monkeypatch, clock)
    yield made
    made.home.close()
    made.away.close()


def open_(store: Store) -> list[Contest]:
    return list(contests.all_(store))


def both_say(pair: Pair) -> Contest:
    pair.say(pair.home, "Fra bordet")
    pair.say(pair.away, "Fra sekretæren")
    pair.take(pair.home, pair.away)
    (contest,) = open_(pair.home)
    return contest


def test_both_are_offered_with_whose_they_are(pair: Pair) -> None:
    contest = both_say(pair)
    assert (contest.shown.text, contest.shown.machine, contest.shown.here) == ("Fra sekretæren", "borte", False)
    assert [(side.text, side.machine, side.here) for side in contest.others] == [("Fra bordet", "hjemme", True)]
    assert contest.place[1] == "Bord 1"
    assert contest.of_answer == (1, pair.question)
    assert contest.can_join


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_chosen_counts_everywhere_and_can_be_taken_back(pair: Pair, keep: bool) -> None:
    contest = both_say(pair)
    side = contest.shown if keep else contest.others[0]
    contests.choose(pair.home, contest.about, side.id)
    assert (pair.text(pair.home), open_(pair.home)) == (side.text, [])
    pair.home.undo()
    assert pair.text(pair.home) == contest.shown.text
    assert [each.about for each in open_(pair.home)] == [contest.about]
    pair.home.redo()
    pair.take(pair.away, pair.home)
    assert (pair.text(pair.away), open_(pair.away)) == (side.text, [])


def test_both_texts_may_stand_and_nothing_twice(pair: Pair) -> None:
    pair.say(pair.home, "Vi ringer\nVi møtes")
    pair.say(pair.away, "Vi møtes\nVi skriver")
    pair.take(pair.home, pair.away)
    (contest,) = open_(pair.home)
    contests.join(pair.home, contest.about)
    assert pair.text(pair.home) == "Vi møtes\nVi skriver\nVi ringer"
    assert open_(pair.home) == []
    pair.take(pair.away, pair.home)
    assert (pair.text(pair.away), open_(pair.away)) == (pair.text(pair.home), [])


def test_what_is_written_on_after_the_choice_is_offered_anew(pair: Pair) -> None:
    contest = both_say(pair)
    contests.choose(pair.home, contest.about, contest.others[0].id)
    pair.say(pair.away, "Fra sekretæren, og mer")
    pair.take(pair.home, pair.away)
    (again,) = open_(pair.home)
    assert {again.shown.text, *(side.text for side in again.others)} == {"Fra sekretæren, og mer", "Fra bordet"}


def test_what_one_has_seen_and_corrected_is_no_contest(pair: Pair) -> None:
    pair.say(pair.home, "Fra bordet")
    pair.take(pair.away, pair.home)
    pair.say(pair.away, "Fra bordet, rettet")
    assert pair.take(pair.home, pair.away).competing == ()
    assert open_(pair.home) == []


def test_the_same_said_twice_is_no_contest(pair: Pair) -> None:
    pair.say(pair.home, "Likt")
    pair.say(pair.away, "Likt ")
    pair.take(pair.home, pair.away)
    assert open_(pair.home) == []


def test_a_choice_that_somebody_else_has_made_is_told(pair: Pair) -> None:
    contest = both_say(pair)
    contests.choose(pair.home, contest.about, contest.shown.id)
    with pytest.raises(BadInput, match="valgt fra før"):
        contests.choose(pair.home, contest.about, contest.others[0].id)


def test_two_that_choose_differently_end_alike(pair: Pair) -> None:
    contest = both_say(pair)
    pair.take(pair.away, pair.home)
    pair.later()
    contests.choose(pair.home, contest.about, contest.shown.id)
    pair.later()
    contests.choose(pair.away, contest.about, contest.others[0].id)
    pair.take(pair.home, pair.away)
    pair.take(pair.away, pair.home)
    assert pair.text(pair.home) == pair.text(pair.away)
    assert [each.about for each in open_(pair.home)] == [each.about for each in open_(pair.away)]


# --- what is planned, and people ---


def both_edit(pair: Pair) -> Contest:
    pair.later()
    gatherings.edit(pair.home, pair.gathering, title="Overganger")
    pair.later()
    gatherings.edit(pair.away, pair.gathering, title="Gode overganger")
    pair.take(pair.home, pair.away)
    (contest,) = open_(pair.home)
    return contest


@pytest.mark.parametrize("keep", [True, False])
def test_a_field_of_the_plan_is_chosen_the_same_way(pair: Pair, keep: bool) -> None:
    contest = both_edit(pair)
    assert (contest.shown.text, contest.shown.machine) == ("Gode overganger", "borte")
    assert [(side.text, side.machine) for side in contest.others] == [("Overganger", "hjemme")]
    assert contest.place[-1] == "tittel"
    side = contest.shown if keep else contest.others[0]
    contests.choose(pair.home, contest.about, side.id)
    assert (gatherings.get(pair.home, pair.gathering).title, open_(pair.home)) == (side.text, [])
    pair.home.undo()
    assert [each.about for each in open_(pair.home)] == [contest.about]
    pair.home.redo()
    pair.take(pair.away, pair.home)
    assert (gatherings.get(pair.away, pair.gathering).title, open_(pair.away)) == (side.text, [])


def test_the_older_one_is_offered_also_where_it_changes_nothing(pair: Pair) -> None:
    pair.later()
    gatherings.edit(pair.away, pair.gathering, title="Først")
    pair.later()
    gatherings.edit(pair.home, pair.gathering, title="Sist")
    brought = pair.take(pair.home, pair.away)
    assert [each.shown[0] for each in brought.competing] == ["Sist"]
    assert [side.text for side in open_(pair.home)[0].others] == ["Først"]


def test_a_field_that_one_has_seen_and_changed_is_no_contest(pair: Pair) -> None:
    pair.later()
    gatherings.edit(pair.home, pair.gathering, title="Overganger")
    pair.take(pair.away, pair.home)
    pair.later()
    gatherings.edit(pair.away, pair.gathering, title="Gode overganger")
    pair.take(pair.home, pair.away)
    assert open_(pair.home) == []
    pair.later()
    gatherings.edit(pair.home, pair.gathering, title="Igjen")
    pair.take(pair.away, pair.home)
    assert open_(pair.away) == []


def test_one_that_wrote_several_times_unseen_is_offered_once_with_its_last(pair: Pair) -> None:
    for title in ("A", "B", "C"):
        pair.later()
        gatherings.edit(pair.home, pair.gathering, title=title)
    pair.later()
    gatherings.edit(pair.away, pair.gathering, title="D")
    pair.take(pair.home, pair.away)
    (contest,) = open_(pair.home)
    assert [side.text for side in contest.others] == ["C"]


def test_people_and_parts_are_called_by_what_they_are_called(pair: Pair) -> None:
    part = plan.parts(pair.home, pair.gathering)[0]
    for store, role, minutes in ((pair.home, "styrer", 20), (pair.away, "leder", 25)):
        pair.later()
        register.edit_person(store, pair.person, role=role)
        plan.edit(store, part.id, minutes=minutes)
    pair.take(pair.home, pair.away)
    found = {contest.place: contest for contest in open_(pair.home)}
    person = found["Kari Moen", "rolle"]
    assert (person.shown.text, person.others[0].text) == ("leder", "styrer")
    minutes_ = next(contest for place, contest in found.items() if place[-1] == "minutter")
    contests.choose(pair.home, minutes_.about, minutes_.others[0].id)
    assert plan.parts(pair.home, pair.gathering)[0].minutes == 20


def test_promises_and_attendance_read_as_people_read_them(pair: Pair) -> None:
    unit = register.units(pair.home)[0].id
    made = follow_up.promise(pair.home, pair.gathering, unit, what="Faste lekegrupper").made
    pair.take(pair.away, pair.home)
    for store, what, status in (
        (pair.home, "Hver uke", Attendance.PRESENT),
        (pair.away, "Hver dag", Attendance.ABSENT),
    ):
        pair.later()
        follow_up.edit(store, made, pair.gathering, what=what)
        participants.mark(store, pair.participant, status)
    pair.take(pair.home, pair.away)
    found = {contest.place[1:]: contest for contest in open_(pair.home)}
    promise = found["Furulia barnehage", "tiltak"]
    assert promise.shown.text.startswith("Hver dag")
    contests.choose(pair.home, promise.about, promise.others[0].id)
    came = found["Kari Moen", "oppmøte"]
    assert (came.shown.text, came.others[0].text) == ("borte", "til stede")
    contests.choose(pair.home, came.about, came.others[0].id)
    assert open_(pair.home) == []
    assert participants.all_(pair.home, pair.gathering)[0].attendance is Attendance.PRESENT


def test_nothing_is_asked_in_a_file_that_nobody_shares(store: Store) -> None:
    assert contests.all_(store) == ()


# --- where one looks ---


def test_each_room_is_told_of_its_own_and_what_stands_in_two_places_is_chosen_once(pair: Pair) -> None:
    for store, word in ((pair.home, "her"), (pair.away, "der")):
        pair.later()
        plan.edit(store, pair.part, title=f"Teori {word}")
        participants.edit(store, pair.participant, role=f"Lærer {word}")
        participants.mark(store, pair.participant, Attendance.LATE if word == "her" else Attendance.PRESENT)
    pair.take(pair.home, pair.away)
    assert [each.field[::2] for each in contests.of_plan(pair.home, pair.gathering)] == [("parts", "title")]
    of_people = contests.of_people(pair.home, pair.gathering)
    assert {each.field[::2] for each in of_people} == {("people", "role"), ("participants", "role"), ("", "")}
    assert contests.of_people(pair.home, pair.gathering, pair.participant) == of_people
    role = next(each for each in of_people if each.field[0] == "participants")
    contests.choose(pair.home, role.about, role.others[0].id)
    assert {row["role"] for row in pair.home.rows("SELECT role FROM people UNION SELECT role FROM participants")} == {
        "Lærer her"
    }
    (attendance,) = contests.of_people(pair.home, pair.gathering)
    assert attendance.said_of == pair.participant
    pair.home.undo()
    assert _read(contests.of_people(pair.home, pair.gathering)) == _read(of_people)


def _read(open_: Iterable[Contest]) -> list[tuple[str, str, list[str]]]:
    """What each is about, how it reads, and how it reads elsewhere; who wrote it last is another once it is undone."""
    return [(each.about, each.shown.text, [other.text for other in each.others]) for each in open_]


def test_of_promises_each_has_its_own(pair: Pair) -> None:
    unit = pair.home.value("SELECT id FROM units")
    promise = follow_up.promise(pair.home, pair.gathering, unit, what="Felles overgangsmøte").made
    pair.take(pair.away, pair.home)
    for store, who in ((pair.home, "Kari"), (pair.away, "Ola")):
        pair.later()
        follow_up.edit(store, promise, pair.gathering, who=who)
    pair.take(pair.home, pair.away)
    found = contests.of_promises(pair.home, [(pair.gathering, promise), (pair.gathering, "another")])
    assert list(found) == [promise]
    assert "Ola" in found[promise].shown.text
    assert contests.of_promises(pair.home, [(pair.gathering, "another")]) == {}
