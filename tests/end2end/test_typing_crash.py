"""kill -9 in the middle of a word: at most the last second of typing is missing, and the file is well."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from nettverk.services import follow_up, gatherings, groups, integrity, participants, plan, reflections, register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers import typist

ROOT = Path(__file__).resolve().parents[2]
STARTED_S = 60.0


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
    groups.build(store, across, tables=3, iterations=10)
    store.close()
    return path, made


def type_and_kill(database: tuple[Path, str], home: Path, room: str, where: str, letters: int) -> dict[int, float]:
    """Let somebody type, kill the process once so many letters are told of, and say when each was typed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.typist", str(database[0]), database[1], room, where],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "NETTVERK_HOME": str(home), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    told: dict[int, float] = {}
    until = time.monotonic() + STARTED_S
    try:
        while len(told) < letters and time.monotonic() < until:
            if not select.select([process.stdout], [], [], 1.0)[0]:
                assert process.poll() is None, process.stderr.read()
                continue
            words = process.stdout.readline().split()
            if len(words) == 2:
                told[int(words[0])] = float(words[1])
    finally:
        process.send_signal(signal.SIGKILL)
        rest, complaint = process.communicate()
    for line in rest.splitlines():  # told of before it died
        words = line.split()
        if len(words) == 2:
            told[int(words[0])] = float(words[1])
    assert len(told) >= letters, complaint
    return told


def assert_at_most_a_second_is_missing(stored: str, told: dict[int, float]) -> None:
    count = len(stored)
    assert stored == typist.typed(count)
    last = max(told)
    if count < last:
        assert told[last] - told[count + 1] <= 1.0


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for others")
@pytest.mark.parametrize("letters", [40, random.Random(5).randint(90, 130)])
def test_a_reflection_survives(database: tuple[Path, str], tmp_path: Path, letters: int) -> None:
    told = type_and_kill(database, tmp_path / "hjem", "reflect", "code=G2-1", letters)
    store = Store.open(database[0])
    (said,) = reflections.all_(store, database[1])
    assert said.table == 2
    assert_at_most_a_second_is_missing(said.text, told)
    assert integrity.check(store).well
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is for others")
def test_a_promise_survives(database: tuple[Path, str], tmp_path: Path) -> None:
    told = type_and_kill(database, tmp_path / "hjem", "follow_up", "new=1", 70)
    store = Store.open(database[0])
    (promised,) = follow_up.commitments(store, database[1])
    assert_at_most_a_second_is_missing(promised.what, told)
    assert integrity.check(store).well
    store.close()
