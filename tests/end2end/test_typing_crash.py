"""kill -9 in the middle of a word: at most the last second of typing is missing, and the file is well."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

import pytest

from nettverk.services import follow_up, gatherings, integrity, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.program import Program
from tests.helpers.waiting import until

TEXT = "Vi ringer hverandre når noe er lite, før det blir stort. Áilu skriver lista. "
PACE_MS = 30


@pytest.fixture
def database(tmp_path: Path) -> tuple[Path, str]:
    """A gathering with twelve people in three groups."""
    path = tmp_path / "samling.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Furulia barnehage").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for number in range(12):
        participants.add_new(store, made, f"Navn{number}", "Etternavn", unit)
    across = next(part.id for part in plan.parts(store, made) if part.kind == "across")
    groupings.build(store, across, tables=3, iterations=10)
    store.close()
    return path, made


def type_and_kill(database: tuple[Path, str], home: Path, room: str, where: str, letters: int) -> dict[int, float]:
    """Let somebody type, kill the process once so many letters are told of, and say when each was typed."""
    with Program(home, "--db", str(database[0])) as program:
        program.do("ready")
        program.do("open", gathering=database[1])
        program.run(f"shell.workspace.go({room!r}, {where})")
        program.until("app.focusWidget().inherits('QPlainTextEdit')")
        program.do("type_on", text=TEXT, pace=PACE_MS)
        until(lambda: len(program.said) >= letters, "the letters")
    told = {int(number): float(moment) for number, moment in (line.split() for line in program.said)}
    assert len(told) >= letters
    return told


def assert_at_most_a_second_is_missing(stored: str, told: dict[int, float]) -> None:
    count = len(stored)
    assert stored == (TEXT * (count // len(TEXT) + 1))[:count]
    last = max(told)
    if count < last:  # by the clock, or on a machine that had no time for it by what one types in a second
        assert told[last] - told[count + 1] <= 1.0 or last - count <= 1000 // PACE_MS


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for others")
@pytest.mark.parametrize("letters", [40, random.Random(5).randint(90, 130)])
def test_a_reflection_survives(database: tuple[Path, str], tmp_path: Path, letters: int) -> None:
    told = type_and_kill(database, tmp_path / "hjem", "reflect", "arrivals.ShowSheet('G2-1')", letters)
    store = Store.open(database[0])
    (said,) = reflections.all_(store, database[1])
    assert said.table == 2
    assert_at_most_a_second_is_missing(said.text, told)
    assert integrity.check(store).well
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for others")
def test_a_promise_survives(database: tuple[Path, str], tmp_path: Path) -> None:
    told = type_and_kill(database, tmp_path / "hjem", "follow_up", "arrivals.NewCommitment()", 70)
    store = Store.open(database[0])
    (promised,) = follow_up.commitments(store, database[1])
    assert_at_most_a_second_is_missing(promised.what, told)
    assert integrity.check(store).well
    store.close()


def _opened(program: Program, gathering: str) -> None:
    program.do("ready")
    program.do("open", gathering=gathering)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for others")
def test_a_cell_that_is_open_in_its_editor_survives(database: tuple[Path, str], tmp_path: Path) -> None:
    home, (file, gathering) = tmp_path / "hjem", database
    table = "shell.stack.room('plan').table"
    kept = "shell.workspace.unsaved._keeper is not None and shell.workspace.unsaved.is_safe()"
    with Program(home, "--db", str(file)) as program:
        _opened(program, gathering)
        program.do("go", room="plan")
        program.run(f"{table}.setCurrentIndex({table}.model().index(1, 1)); {table}.setFocus()")
        program.press("F2")
        program.until("app.focusWidget().inherits('QLineEdit')")
        program.run("app.focusWidget().end(False)")
        program.type(" om høsten")
        program.until(kept)
    store = Store.open(file)
    before = plan.parts(store, gathering)[1].title
    store.close()
    assert "om høsten" not in before, "nothing is stored before it is typed to its end"
    with Program(home, "--db", str(file)) as program:
        _opened(program, gathering)
        program.until("not shell.workspace.lane._pending")
        program.close()
    store = Store.open(file)
    assert plan.parts(store, gathering)[1].title == f"{before} om høsten"
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for others")
@pytest.mark.parametrize("closed", [False, True])
def test_somebody_new_who_is_half_typed_survives(database: tuple[Path, str], tmp_path: Path, closed: bool) -> None:
    home, (file, gathering) = tmp_path / "hjem", database
    sheet = "shell.stack.room('people').sheets.sheet"
    held = "shell.workspace.unsaved.all_of(shell.workspace.database)"
    with Program(home, "--db", str(file)) as program:
        _opened(program, gathering)
        program.do("go", room="people")
        program.run("shell.stack.room('people').sheets.add()")
        program.until(f"{sheet} is not None and {sheet}.isVisible()")
        program.type("Guttormsen")
        program.until(f"len({held}) == 1 and shell.workspace.unsaved.is_safe()")
        if closed:
            program.press("Escape")
            program.until(f"not {sheet}.isVisible()")
            program.close()
    with Program(home, "--db", str(file)) as program:
        _opened(program, gathering)
        program.until("'Guttormsen' in [one.kept.typed.text for one in shell.files.returned]")
