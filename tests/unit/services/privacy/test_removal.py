"""A person is removed from everything that names them, and everything that counts stays true."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.group_rules import RuleKind
from nettverk.services import backups, database, follow_up, participants, reflections, trash
from nettverk.services.groups import rules
from nettverk.services.privacy import about, removal
from nettverk.services.register import history, merge, register
from nettverk.storage import removals
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import NOW, TODAY


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))
    return tmp_path / "hjemme"


@pytest.fixture
def kari(store: Store, gathering_id: str) -> str:
    unit = register.add_unit(store, "Furulia barnehage").made
    for given, family in (("Kari", "Nordmann"), ("Ola", "Vik"), ("Eli", "Ås")):
        participants.add_new(store, gathering_id, given, family, unit, role="styrer", email=f"{given}@eksempel.no")
    return next(person.id for person in register.people(store) if person.given_name == "Kari")


def person(store: Store, name: str) -> str:
    return next(one.id for one in register.people(store) if one.name == name)


def test_the_row_stays_as_a_number_and_everything_else_goes(store: Store, gathering_id: str, kari: str) -> None:
    unit = register.units(store)[0].id
    follow_up.promise(store, gathering_id, unit, what="Spør Kari Nordmann", who="Kari og Ola")
    reflections.write(store, gathering_id, "p", 1, "q", "Nordmann sa det først")
    reflections.write(store, gathering_id, "p", 1, "q", "Det ble sagt")
    rules.add(store, gathering_id, RuleKind.APART, people=(kari, person(store, "Ola Vik")))
    rules.add(store, gathering_id, RuleKind.ACCESS, people=(kari, person(store, "Eli Ås")), tables=(1,))
    seen = removal.preview(store, kari)
    removed = removal.remove(store, [kari])
    assert removed.labels == (seen.label,) == ("Deltaker 1",)
    now = next(one for one in register.people(store) if one.id == kari)
    assert (now.name, now.email, now.role, now.unit_name) == ("Deltaker 1", "", "", "Furulia barnehage")
    promised = follow_up.commitments(store, gathering_id)[0]
    assert (promised.what, promised.who) == ("Spør [fjernet]", "[fjernet] og Ola")
    assert not any("Nordmann" in row[0] for row in store.rows("SELECT data FROM entries"))
    left = [(rule.kind, rule.person_ids) for rule in rules.all_(store, gathering_id) if rule.people]
    assert left == [(RuleKind.ACCESS, (person(store, "Eli Ås"),))]
    with pytest.raises(BadInput, match="allerede"):
        removal.preview(store, kari)


def test_it_is_not_undone(store: Store, kari: str) -> None:
    removal.remove(store, [kari])
    assert store.undoable().undo == ""
    store.undo()
    assert next(one for one in register.people(store) if one.id == kari).name == "Deltaker 1"


def test_nobody_gives_the_name_back_by_hand_or_by_making_one_of_two(store: Store, gathering_id: str, kari: str) -> None:
    removal.remove(store, [kari])
    here = next(each.id for each in participants.all_(store, gathering_id) if each.person_id == kari)
    for give_back in (
        lambda: register.edit_person(store, kari, given_name="Kari"),
        lambda: participants.edit(store, here, email="kari@eksempel.no"),
        lambda: merge.merge_people(store, kari, person(store, "Ola Vik")),
        lambda: merge.merge_people(store, person(store, "Ola Vik"), kari),
    ):
        with pytest.raises(BadInput, match="for godt"):
            give_back()
    register.edit_person(store, kari, unit_id=register.add_unit(store, "Lia barnehage").made)
    now = next(each for each in register.people(store) if each.id == kari)
    assert (now.name, now.email, now.unit_name) == ("Deltaker 1", "", "Lia barnehage")


def test_what_was_left_in_a_text_on_purpose_stays_there_also_in_a_copy(tmp_path: Path) -> None:
    store = database.open_file(tmp_path / "n.db")
    unit = register.add_unit(store, "Furulia barnehage").made
    register.add_network(store, "0–6", coordinator="Kari Nordmann")
    kari = register.add_person(store, "Kari", "Nordmann", unit).made
    database.back_up(store, tmp_path / "n kopi.db")
    keep = [mention.key for mention in about.about(store, kari).mentions]
    removal.remove(store, [kari], kept=keep)
    store.close()
    for name in ("n.db", "n kopi.db"):
        opened = database.open_for_reading(tmp_path / name)
        assert register.networks(opened)[0].coordinator == "Kari Nordmann"
        assert register.people(opened)[0].name == "Deltaker 1"
        opened.close()


def test_a_namesake_keeps_the_texts(store: Store, gathering_id: str, kari: str) -> None:
    register.add_person(store, "Kari", "Nordmann", register.add_unit(store, "Myra skole").made)
    reflections.write(store, gathering_id, "p", 1, "q", "Kari Nordmann sa det")
    seen = removal.preview(store, kari)
    assert (seen.namesakes, seen.found.mentions[0].shared) == (1, True)
    removal.remove(store, [kari])
    assert reflections.all_(store, gathering_id)[0].text == "Kari Nordmann sa det"
    assert person(store, "Kari Nordmann") != kari


def test_somebody_who_stands_there_twice_goes_twice(store: Store, gathering_id: str, kari: str) -> None:
    other = register.add_person(
        store, "Kari", "Nordmann", register.add_unit(store, "Myra skole").made, email="kari@eksempel.no"
    ).made
    reflections.write(store, gathering_id, "p", 1, "q", "Kari Nordmann sa det")
    seen = removal.preview(store, kari)
    assert (seen.twice, seen.namesakes) == (1, 0)
    assert removal.remove(store, [kari]).labels == ("Deltaker 1", "Deltaker 2")
    assert reflections.all_(store, gathering_id)[0].text == "[fjernet] sa det"
    assert [one.name for one in register.people(store) if one.id == other] == ["Deltaker 2"]


def test_a_row_that_was_merged_away_goes_out_of_the_copies_too(tmp_path: Path) -> None:
    store = database.open_file(tmp_path / "n.db")
    unit = register.add_unit(store, "Furulia barnehage").made
    ids = [register.add_person(store, "Kari", "Nordmann", unit, email="kari@eksempel.no").made for _row in range(2)]
    database.back_up(store, tmp_path / "n kopi.db")
    merge.merge_people(store, ids[0], ids[1])
    removal.remove(store, [ids[0]])
    store.close()
    opened = database.open_for_reading(tmp_path / "n kopi.db")
    assert [person.name for person in register.people(opened)] == ["Deltaker 1", "Deltaker 1"]
    opened.close()


def test_numbers_go_on_and_several_can_go_at_once(store: Store, kari: str) -> None:
    assert removal.remove(store, [kari]).labels == ("Deltaker 1",)
    rest = [person(store, "Ola Vik"), person(store, "Eli Ås")]
    removed = removal.remove(store, [*rest, "borte"], reason=removal.Reason.TIME)
    assert removed.labels == ("Deltaker 2", "Deltaker 3")
    assert [one.name for one in register.people(store)] == ["Deltaker 1", "Deltaker 2", "Deltaker 3"]
    with pytest.raises(BadInput):
        removal.remove(store, ["borte"])


def test_what_lies_in_the_trash_goes_with_the_name_and_is_told_of(store: Store, gathering_id: str, kari: str) -> None:
    listed = store.value("SELECT id FROM participants WHERE person_id = ?", person(store, "Ola Vik"))
    participants.remove(store, (listed,))
    assert removal.preview(store, kari).in_trash == len(trash.all_(store)) == 1
    removal.remove(store, [kari])
    assert trash.all_(store) == ()
    assert removal.preview(store, person(store, "Eli Ås")).in_trash == 0


def test_who_has_met_whom_and_the_papers_stay_true(tmp_path: Path, scale: Callable[[int, int], int]) -> None:
    from nettverk.services.handouts import handouts

    store = database.open_file(tmp_path / "n.db")
    store.now = lambda: NOW
    stores.fill_with_sample(store, TODAY)
    gone = next(one for one in register.people(store) if history.of_person(store, one.id).met)
    before = [tuple(row) for row in store.rows("SELECT * FROM meetings ORDER BY 1, 2, 3, 5")]
    counts = [row[0] for row in store.rows("SELECT count(*) FROM attendance GROUP BY gathering_id, status")]
    removal.remove(store, [gone.id])
    assert [tuple(row) for row in store.rows("SELECT * FROM meetings ORDER BY 1, 2, 3, 5")] == before
    assert [row[0] for row in store.rows("SELECT count(*) FROM attendance GROUP BY gathering_id, status")] == counts
    earlier = store.value(
        "SELECT gathering_id FROM participants AS p JOIN gatherings AS g ON g.id = p.gathering_id"
        " WHERE person_id = ? AND held_on < ? ORDER BY held_on LIMIT 1",
        gone.id, TODAY.isoformat(),
    )  # fmt: skip
    drafts, _missing = handouts.drafts(store, earlier)
    assert len(drafts) > 5
    assert all(handouts.draw(draft).data for draft in drafts[:: scale(9, 1)])
    store.close()


def test_a_copy_that_cannot_be_changed_is_told_of(tmp_path: Path) -> None:
    store = database.open_file(tmp_path / "n.db")
    kari = register.add_person(store, "Kari", "Nordmann", register.add_unit(store, "Myra skole").made).made
    database.back_up(store, tmp_path / "n kopi.db")
    copy = sqlite3.connect(tmp_path / "n kopi.db")
    copy.execute("CREATE TRIGGER no BEFORE UPDATE ON people BEGIN SELECT RAISE(FAIL, 'no'); END")
    copy.close()
    removed = removal.remove(store, [kari])
    assert ["n kopi.db" in sentence for sentence in removed.troubles] == [True]
    assert removed.files == ()
    assert removal.catch_up(store) is None  # told of once; its names go when it is opened
    store.close()


def test_a_decision_that_could_not_be_carried_out_is_no_decision(store: Store, kari: str) -> None:
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(Expected):
        removal.remove(store, [kari])
    store.connection.execute("PRAGMA query_only = OFF")
    assert removals.all_() == {}
    assert person(store, "Kari Nordmann") == kari


def test_a_list_that_makes_no_sense_is_read_as_far_as_it_does(home: Path) -> None:
    home.mkdir(parents=True)
    for text in ("", "{", "[]", '{"people": 3}', '{"people": [3, {}, {"person_id": "a"}]}'):
        removals.place().write_text(text, encoding="utf-8")
        assert removals.all_() == {}


def test_another_machine_learns_of_it_from_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = database.open_file(tmp_path / "n.db")
    kari = register.add_person(store, "Kari", "Nordmann", register.add_unit(store, "Myra skole").made).made
    removal.remove(store, [kari])
    store.close()
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "annen maskin"))
    database.open_file(tmp_path / "n.db").close()
    assert set(removals.all_()) == {kari}


def test_the_second_folder_for_backups_is_gone_through_when_it_is_there(tmp_path: Path) -> None:
    path, stick = tmp_path / "n.db", tmp_path / "stick"
    stick.mkdir()
    store = database.open_file(path)
    unit = register.add_unit(store, "Myra skole").made
    kari, ola = (register.add_person(store, name, "Nordmann", unit).made for name in ("Karianne", "Olamann"))
    assert backups.make(path, stick).trouble == ""
    (copy,) = stick.rglob("*.db")
    away = stick.rename(tmp_path / "borte")
    removed = removal.remove(store, [kari], second=stick)
    assert ["ikke her nå" in sentence for sentence in removed.troubles] == [True]
    away.rename(stick)
    assert b"Karianne" in copy.read_bytes()
    # The next backup finds it there again.
    assert backups.make(path, stick).trouble == ""
    assert [b"Karianne" in each.read_bytes() for each in stick.rglob("*.db")] == [False] * len(
        list(stick.rglob("*.db"))
    )
    assert b"Olamann" in copy.read_bytes()
    # One who is removed while it is there is gone from it at once.
    removed = removal.remove(store, [ola], second=stick)
    assert removed.troubles == ()
    assert copy in removed.files
    assert not any(b"Olamann" in each.read_bytes() for each in stick.rglob("*.db"))
    store.close()
