"""The real program as a process with two screens: driven by keys, killed without mercy, opened again."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nettverk.domain.rundown import Rundown
from nettverk.services import gatherings, participants, register, stage
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers.driven import Driven
from tests.helpers.screens import environment


@pytest.fixture
def database(tmp_path: Path) -> tuple[Path, str]:
    """A file with a gathering today that started a while ago by the plan."""
    path = tmp_path / "samling.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Furulia barnehage", service_id="kindergarten").made
    now = datetime.now().astimezone()
    made = gatherings.make(
        store,
        templates()[0],
        network_id=network,
        held_on=now.date(),
        title="Nettverkssamling 2",
    ).made
    gatherings.edit(store, made, starts_at=now.replace(second=0).time(), ends_at=(now + timedelta(hours=5)).time())
    for name in ("Ingrid Berg", "Ola Dahl", "Máret Eira"):
        given, family = name.split()
        person = register.add_person(store, given_name=given, family_name=family, unit_id=unit).made
        participants.add(store, made, person)
    store.close()
    return path, made


@pytest.fixture
def running(database: tuple[Path, str], tmp_path: Path) -> Iterator[list[Driven]]:
    """Programs started by the test; none outlives it."""
    started: list[Driven] = []
    yield started
    for program in started:
        program.kill()


def start(running: list[Driven], database: tuple[Path, str], tmp_path: Path) -> Driven:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    program = Driven(database[0], home, environment(tmp_path))
    running.append(program)
    program.ask("ready", seconds=60)
    program.ask("open", gathering=database[1])
    program.ask("stage")
    return program


def seconds(figures: str) -> int:
    minutes, rest = figures.split(".")
    return int(minutes) * 60 + int(rest)


def assert_right_time(figures: str, early: Rundown, late: Rundown) -> None:
    """What is shown was right at some moment between asking and being answered, to the second and one tick."""
    shown = seconds(figures)
    assert late.remaining.total_seconds() - 1.5 <= shown <= early.remaining.total_seconds() + 1.5


def test_two_screens_keys_and_a_kill(running: list[Driven], database: tuple[Path, str], tmp_path: Path) -> None:
    program = start(running, database, tmp_path)
    seen = program.ask("look")
    assert seen["projector"] == [1366, 0, 1920, 1080], "the wall is on the other screen"
    assert seen["presenter"][0] < 1366
    assert "projector" in seen["state"]
    assert seen["wall"] == "welcome"

    program.ask("key", key="Space", text=" ")
    program.ask("key", key="Right")
    program.ask("key", key="Right")
    program.ask("key", key="Plus", text="+")
    program.ask("key", key="A", text="a")
    before = program.ask("look")
    assert before["phase"] == "running"
    assert before["part"] == 2
    program.ask("stored")
    program.kill()

    time.sleep(1.2)
    again = start(running, database, tmp_path)
    asked = datetime.now(UTC)
    after = again.ask("look")
    answered = datetime.now(UTC)
    store = Store.open(database[0], read_only=True)
    early, late = (stage.state(store, database[1], moment) for moment in (asked, answered))
    store.close()
    assert (after["part"], after["phase"], after["wall"]) == (2, "running", "agenda")
    assert seconds(before["figures"]) - seconds(after["figures"]) >= 1, "time went on while it was dead"
    assert_right_time(after["figures"], early, late)
    assert after["projector"] == [1366, 0, 1920, 1080]
    picture = tmp_path / "wall.png"
    assert again.ask("grab", window="projector", path=str(picture))
    assert picture.stat().st_size > 10_000
    while again.ask("look")["phase"] != "done":
        again.ask("key", key="Right")
    again.close()
    assert again.process.returncode == 0


def _kills(count: int, database: tuple[Path, str], running: list[Driven], tmp_path: Path, seed: int) -> None:
    """Kill at random moments between presses; what was stored before is there afterwards, to the second."""
    rng = random.Random(seed)
    keys = (
        ("Space", " "),
        ("Right", ""),
        ("Left", ""),
        ("Plus", "+"),
        ("Minus", "-"),
        ("PageDown", ""),
        ("A", "a"),
        ("K", "k"),
    )
    stored = 0
    for _round in range(count):
        program = start(running, database, tmp_path)
        asked = datetime.now(UTC)
        seen = program.ask("look")
        answered = datetime.now(UTC)
        store = Store.open(database[0], read_only=True)
        early, truth = (stage.state(store, database[1], moment) for moment in (asked, answered))
        held = len(stage.events(store, database[1]))
        store.close()
        assert held >= stored, "something stored was lost"
        assert (seen["part"], seen["phase"]) == (truth.index, truth.phase)
        if truth.phase == "running" and truth.remaining > timedelta():
            assert_right_time(seen["figures"], early, truth)
        for _press in range(rng.randint(1, 6)):
            key, text = rng.choice(keys)
            program.ask("key", key=key, text=text)
            if rng.random() < 0.5:
                program.ask("stored")
        program.ask("stored")
        store = Store.open(database[0], read_only=True)
        stored = len(stage.events(store, database[1]))
        store.close()
        for _press in range(rng.randint(0, 3)):
            key, text = rng.choice(keys)
            program.send("key", key=key, text=text)
        time.sleep(rng.random() * 0.05)
        program.kill()
        running.remove(program)


def test_fifteen_kills(running: list[Driven], database: tuple[Path, str], tmp_path: Path) -> None:
    _kills(15, database, running, tmp_path, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_hundred_kills(running: list[Driven], database: tuple[Path, str], tmp_path: Path) -> None:
    _kills(200, database, running, tmp_path, seed=2)
