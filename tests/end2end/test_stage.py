"""The real program as a process with two screens: driven by keys, killed without mercy, opened again."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from nettverk.domain.rundown.events import Start
from nettverk.domain.rundown.state import Rundown
from nettverk.services import gatherings, participants, stage
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers.clock import GoingClock
from tests.helpers.program import Program
from tests.helpers.screens import LAPTOP, PROJECTOR
from tests.helpers.waiting import PATIENCE_S, pause


class Day(NamedTuple):
    """A database, the gathering in it that is held today, and the clock of whoever opens it."""

    path: Path
    gathering_id: str
    clock: GoingClock


@pytest.fixture
def database(tmp_path: Path) -> Day:
    """A file with a gathering today that starts now by the plan."""
    path, clock = tmp_path / "samling.db", GoingClock()
    store = Store.open(path, now=clock)
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Furulia barnehage", service_id="kindergarten").made
    now = clock().astimezone()
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
    return Day(path, made, clock)


@pytest.fixture
def running(database: Day, tmp_path: Path) -> Iterator[list[Program]]:
    """Programs started by the test; none outlives it."""
    started: list[Program] = []
    yield started
    for program in started:
        program.kill()


def start(running: list[Program], database: Day, tmp_path: Path) -> Program:
    program = Program(tmp_path / "home", "--db", str(database.path), env=database.clock.environment())
    running.append(program)
    program.do("ready")
    program.do("open", gathering=database.gathering_id)
    program.do("stage")
    return program


def start_again(
    running: list[Program],
    database: Day,
    tmp_path: Path,
    screens: Sequence[Mapping[str, Any]] = (LAPTOP, PROJECTOR),
    first: str = "",
) -> Program:
    """Start the program and touch nothing; ``first`` are statements it runs before all else."""
    program = Program(
        tmp_path / "home", "--db", str(database.path), screens=screens, env=database.clock.environment(), first=first
    )
    running.append(program)
    program.do("ready")
    return program


def wait_for(program: Program, right: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Look until it is as it should be."""
    end = time.monotonic() + PATIENCE_S
    while not right(seen := program.do("look")):
        assert time.monotonic() < end, json.dumps(seen, ensure_ascii=False)
        pause(0.05)
    return seen


def assert_stays_closed(program: Program) -> None:
    """All that a program does by itself when it opens is done, and the stage is not among it."""
    program.do("stored")
    for _look in range(15):
        assert not program.do("look")["stage"]
        program.do("stored")


def seconds(figures: str) -> int:
    minutes, rest = figures.split(".")
    return int(minutes) * 60 + int(rest)


def assert_right_time(figures: str, early: Rundown, late: Rundown) -> None:
    """What is shown was right at some moment between asking and being answered, to the second and one tick."""
    shown = seconds(figures)
    assert late.remaining.total_seconds() - 1.5 <= shown <= early.remaining.total_seconds() + 1.5


def test_two_screens_keys_and_a_kill(running: list[Program], database: Day, tmp_path: Path) -> None:
    program = start(running, database, tmp_path)
    seen = program.do("look")
    assert seen["projector"] == [1366, 0, 1920, 1080], "the wall is on the other screen"
    assert seen["presenter"][0] < 1366
    assert "projector" in seen["state"]
    assert seen["wall"] == "welcome"

    program.do("key", key="Space", text=" ")
    program.do("command", name="NEXT")
    program.do("command", name="NEXT")
    program.do("key", key="Plus", text="+")
    program.do("key", key="A", text="a")
    before = wait_for(program, lambda look: look["wall"] == "agenda")
    assert before["phase"] == "running"
    assert before["part"] == 2
    program.do("stored")
    program.kill()

    database.clock.forward(timedelta(seconds=75))
    again = start(running, database, tmp_path)
    asked = database.clock()
    after = again.do("look")
    answered = database.clock()
    store = Store.open(database.path, read_only=True)
    early, late = (stage.state(store, database.gathering_id, moment) for moment in (asked, answered))
    store.close()
    assert (after["part"], after["phase"], after["wall"]) == (2, "running", "agenda")
    assert seconds(before["figures"]) - seconds(after["figures"]) >= 75, "time went on while it was dead"
    assert_right_time(after["figures"], early, late)
    assert after["projector"] == [1366, 0, 1920, 1080]
    picture = tmp_path / "wall.png"
    assert again.do("grab", window="projector", path=str(picture))
    assert picture.stat().st_size > 10_000
    while again.do("look")["phase"] != "done":
        again.do("command", name="NEXT")
    again.close()
    assert again.process.returncode == 0


def test_what_has_come_back_is_still_there_a_while_later(running: list[Program], database: Day, tmp_path: Path) -> None:
    """It fell once, fifteen seconds after every return: no test lived so long."""
    program = start(running, database, tmp_path)
    program.do("key", key="Space", text=" ")
    program.do("stored")
    program.kill()
    again = start_again(
        running,
        database,
        tmp_path,
        first="import nettverk.ui.stage.preparation.live_stage as live; live.STABLE_AFTER_MS = 900",
    )
    wait_for(again, lambda seen: bool(seen["projector"]))
    tries = "len([key for key in shell.workspace.settings.allKeys() if key.startswith('stage/tries/')])"
    again.until(f"{tries} == 0")
    assert again.process.poll() is None
    assert again.do("look")["phase"] == "running"


@pytest.mark.parametrize(
    ("laptop", "scale", "projector", "other"),
    [
        ((2880, 1800), 2.0, (1920, 1080), 1.0),
        pytest.param((1920, 1200), 1.25, (3840, 2160), 1.5, marks=pytest.mark.slow),
        pytest.param((1366, 768), 1.0, (3840, 2160), 2.0, marks=pytest.mark.slow),
    ],
)
def test_screens_of_different_scales(
    running: list[Program], database: Day, tmp_path: Path,
    laptop: tuple[int, int], scale: float, projector: tuple[int, int], other: float,
) -> None:  # fmt: skip
    screens = (
        {"name": "laptop", "x": 0, "y": 0, "width": laptop[0], "height": laptop[1]},
        {"name": "projector", "x": laptop[0], "y": 0, "width": projector[0], "height": projector[1]},
    )
    scales = {
        "QT_SCREEN_SCALE_FACTORS": f"laptop={scale};projector={other}",
        "QT_SCALE_FACTOR_ROUNDING_POLICY": "PassThrough",
    }
    scales |= database.clock.environment()
    program = Program(tmp_path / "home", "--db", str(database.path), screens=screens, env=scales)
    running.append(program)
    program.do("ready")
    program.do("open", gathering=database.gathering_id)
    program.do("stage")
    whole = [laptop[0], 0, round(projector[0] / other), round(projector[1] / other)]
    own = [0, 0, round(laptop[0] / scale), round(laptop[1] / scale)]
    seen = wait_for(program, lambda look: look["projector"] == whole)
    assert f"{projector[0]}×{projector[1]}" in seen["state"], "in the projector's own pixels"
    assert seen["presenter"][0] + seen["presenter"][2] <= own[2]
    for wanted in (own, whole, own, whole):  # there and back, twice
        program.do("command", name="SWAP_SCREENS")
        seen = wait_for(program, lambda look, wanted=wanted: look["projector"] == wanted)
        at_left = seen["presenter"][0] < laptop[0]
        assert at_left == (wanted == whole)
        assert (seen["shell"][0] < laptop[0]) == at_left, "the main window is with the presenter"


def test_the_morning_of_the_day_with_two_screens(running: list[Program], database: Day, tmp_path: Path) -> None:
    program = Program(tmp_path / "home", "--db", str(database.path), env=database.clock.environment())
    running.append(program)
    program.do("ready")
    program.do("open", gathering=database.gathering_id)
    program.do("go", room="stage")
    numbers = program.do("sign", what="show_numbers")
    assert len(numbers) == 2
    assert numbers[0][0] + numbers[0][2] <= 1366, "each on a screen of its own"
    assert numbers[1][0] >= 1366
    assert program.do("sign", what="try_wall") == [ON_PROJECTOR], "the numbers give way to the test picture"
    told = program.do("choose_screen", place=0)
    assert told.startswith("* 1  laptop 1366×768")
    assert program.do("sign", what="try_wall") == [], "and away again"
    assert program.do("sign", what="try_wall") == [[0, 0, 1366, 768]], "on the screen that was chosen"
    program.do("stage")
    seen = wait_for(program, lambda look: look["projector"] == [0, 0, 1366, 768])
    assert seen["presenter"][0] >= 1366
    assert seen["shell"][0] >= 1366, "the main window makes room for the wall"
    program.do("choose_screen", place=1)
    seen = wait_for(program, lambda look: look["projector"] == ON_PROJECTOR)
    assert seen["presenter"][0] < 1366


def test_the_main_window_put_away_or_closed_while_the_day_runs(
    running: list[Program], database: Day, tmp_path: Path
) -> None:
    program = start(running, database, tmp_path)
    program.do("key", key="Space", text=" ")
    assert program.do("shell", what="close")["shown"], "closing it would end the day for everybody; it asks first"
    assert program.do("look")["projector"] == ON_PROJECTOR
    assert program.do("shell", what="showMinimized")["minimised"]
    program.do("command", name="NEXT")
    seen = program.do("look")
    assert (seen["part"], seen["projector"]) == (1, ON_PROJECTOR), "the stage needs no main window"
    assert program.do("close_presenter"), "a full hall does not lose its wall by one press"
    assert not program.do("shell", what="")["minimised"], "nobody has to look for it when the day is over"


def test_another_language_in_the_middle_of_the_day_keeps_the_stage(
    running: list[Program], database: Day, tmp_path: Path
) -> None:
    program = start(running, database, tmp_path)
    program.do("key", key="Space", text=" ")
    program.do("command", name="NEXT")
    program.do("speak", language="en")
    seen = wait_for(program, lambda look: look["stage"] and look["projector"] == ON_PROJECTOR)
    seen = wait_for(program, lambda look: look["phase"] == "running")
    assert seen["part"] == 1
    assert "avbrutt" not in seen["line"], "nothing fell"


ON_PROJECTOR = [1366, 0, 1920, 1080]


def killed_in_the_middle(running: list[Program], database: Day, tmp_path: Path) -> dict[str, Any]:
    """A day in its third part with the agenda up, and then no power; returns what was seen last."""
    program = start(running, database, tmp_path)
    program.do("key", key="Space", text=" ")
    program.do("command", name="NEXT")
    program.do("command", name="NEXT")
    program.do("key", key="A", text="a")
    seen = wait_for(program, lambda look: look["projector"] == ON_PROJECTOR and look["wall"] == "agenda")
    program.do("stored")
    program.kill()
    return seen


def test_after_a_kill_the_wall_is_back_with_no_key_pressed(
    running: list[Program], database: Day, tmp_path: Path
) -> None:
    before = killed_in_the_middle(running, database, tmp_path)
    database.clock.forward(timedelta(seconds=75))
    again = start_again(running, database, tmp_path)
    wait_for(again, lambda look: look["stage"] and look["projector"] == ON_PROJECTOR and look["phase"] == "running")
    asked = database.clock()
    after = again.do("look")
    answered = database.clock()
    store = Store.open(database.path, read_only=True)
    early, late = (stage.state(store, database.gathering_id, moment) for moment in (asked, answered))
    store.close()
    assert (after["part"], after["wall"]) == (before["part"], "agenda")
    assert seconds(before["figures"]) - seconds(after["figures"]) >= 75
    assert_right_time(after["figures"], early, late)
    assert after["presenter"][0] < 1366, "the presenter is on the facilitator's screen"
    assert "Alt er som det var" in after["line"]
    picture = tmp_path / "wall.png"
    assert again.do("grab", window="projector", path=str(picture))
    assert picture.stat().st_size > 10_000


def test_after_a_kill_one_screen_alone_is_never_covered(running: list[Program], database: Day, tmp_path: Path) -> None:
    killed_in_the_middle(running, database, tmp_path)
    again = start_again(running, database, tmp_path, screens=(LAPTOP,))
    seen = wait_for(again, lambda look: look["stage"] and look["phase"] == "running")
    assert seen["part"] == 2
    assert seen["projector"] is None
    again.kill()
    back = start_again(running, database, tmp_path)
    seen = wait_for(back, lambda look: look["stage"] and look["projector"] == ON_PROJECTOR)
    assert seen["wall"] == "agenda", "the cable that was out is in at the next start"


def test_a_wall_hidden_by_hand_is_hidden_when_it_comes_back(
    running: list[Program], database: Day, tmp_path: Path
) -> None:
    program = start(running, database, tmp_path)
    program.do("key", key="Space", text=" ")
    program.do("command", name="HIDE_WALL")
    program.do("stored")
    program.kill()
    again = start_again(running, database, tmp_path)
    seen = wait_for(again, lambda look: look["stage"] and look["phase"] == "running")
    assert seen["projector"] is None
    assert "skjult" in seen["state"]
    again.do("key", key="F5")
    wait_for(again, lambda look: look["projector"] == ON_PROJECTOR)


def test_the_wall_comes_back_to_the_screen_that_was_chosen(
    running: list[Program], database: Day, tmp_path: Path
) -> None:
    """Swapped: the facilitator sits at the large screen, and the wall was on the small one."""
    program = start(running, database, tmp_path)
    program.do("command", name="SWAP_SCREENS")
    program.do("key", key="Space", text=" ")
    wait_for(program, lambda look: look["projector"] == [0, 0, 1366, 768])
    program.do("stored")
    program.kill()
    again = start_again(running, database, tmp_path)
    seen = wait_for(again, lambda look: look["stage"] and look["projector"] == [0, 0, 1366, 768])
    assert seen["presenter"][0] >= 1366
    assert seen["shell"][0] >= 1366, "the main window is not behind the wall"


@pytest.mark.parametrize("ending", ["closed", "ended"])
def test_what_was_closed_or_ended_stays_so(running: list[Program], database: Day, tmp_path: Path, ending: str) -> None:
    program = start(running, database, tmp_path)
    program.do("key", key="Space", text=" ")
    if ending == "ended":
        while program.do("look")["phase"] != "done":
            program.do("command", name="NEXT")
    if ending == "closed":
        program.do("close_presenter")
    program.do("stored")
    program.kill()
    again = start_again(running, database, tmp_path)
    assert_stays_closed(again)
    again.do("go", room="stage")
    seen = again.do("room")
    assert seen["start"] == ("Åpne kontrollvinduet" if ending == "ended" else "Fortsett")
    again.do("stage")
    assert again.do("look")["stage"], "but one press takes it up"


def test_yesterdays_day_is_not_opened_again(running: list[Program], database: Day, tmp_path: Path) -> None:
    """Nobody ended it, the lid was closed; this morning it is a calm line, not a wall."""
    today = database.clock()
    store = Store.open(database.path)
    gatherings.edit(store, database.gathering_id, held_on=today.astimezone().date() - timedelta(days=1))
    stage.press(store, database.gathering_id, Start(), at=today - timedelta(days=1))
    store.close()
    start(running, database, tmp_path).kill()
    settings = next((tmp_path / "home").rglob("nettverk.ini"))
    text = settings.read_text(encoding="utf-8")
    assert f"{today:%Y-%m-%dT}" in text, "what is open is on the disk"
    yesterday = text.replace(f"{today:%Y-%m-%dT}", f"{today - timedelta(days=1):%Y-%m-%dT}")
    settings.write_text(yesterday, encoding="utf-8")
    again = start_again(running, database, tmp_path)
    assert_stays_closed(again)
    again.do("go", room="stage")
    seen = again.do("room")
    assert (seen["title"], seen["start"]) == ("Samlingen er i gang", "Fortsett")


def _kills(count: int, database: Day, running: list[Program], tmp_path: Path, seed: int) -> None:
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
        asked = database.clock()
        seen = program.do("look")
        answered = database.clock()
        store = Store.open(database.path, read_only=True)
        early, truth = (stage.state(store, database.gathering_id, moment) for moment in (asked, answered))
        held = len(stage.events(store, database.gathering_id))
        store.close()
        assert held >= stored, "something stored was lost"
        assert (seen["part"], seen["phase"]) == (truth.index, truth.phase)
        if truth.phase == "running" and truth.remaining > timedelta():
            assert_right_time(seen["figures"], early, truth)
        for _press in range(rng.randint(1, 6)):
            key, text = rng.choice(keys)
            program.do("key", key=key, text=text)
            if rng.random() < 0.5:
                program.do("stored")
        program.do("stored")
        store = Store.open(database.path, read_only=True)
        stored = len(stage.events(store, database.gathering_id))
        store.close()
        for _press in range(rng.randint(0, 3)):
            key, text = rng.choice(keys)
            program.send("key", key=key, text=text)
        pause(rng.random() * 0.05)  # killed at any moment
        program.kill()
        running.remove(program)


@pytest.mark.timeout(3600)
def test_kills_in_a_row(
    running: list[Program], database: Day, tmp_path: Path, scale: Callable[[int, int], int]
) -> None:
    _kills(scale(2, 60), database, running, tmp_path, seed=1)
