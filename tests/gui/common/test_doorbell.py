"""A second start with the same database: the first window comes forward, and the second goes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from nettverk.domain.errors import Expected
from nettverk.services import doorbell
from nettverk.storage.store import Store
from nettverk.ui.common.doorbell import Doorbell
from nettverk.ui.common.lane import Lane
from tests.helpers.waiting import until


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    return tmp_path / "hjem"


def _ring(path: Path, answers: list[bool], wait_s: float = 60.0) -> threading.Thread:
    """Somebody else's ringing, which waits for the answer while this thread gives it."""
    ringing = threading.Thread(target=lambda: answers.append(doorbell.ring(path, wait_s)))
    ringing.start()
    return ringing


def test_while_a_day_runs_the_facilitators_window_comes_forward(qapp: object, tmp_path: Path, home: Path) -> None:
    path, window, stage, lane = tmp_path / "n.db", QWidget(), QWidget(), Lane()
    Doorbell(window, lane, lambda: stage)
    lane.open(path)
    lane.wait()
    answers: list[bool] = []
    ringing = _ring(path, answers)
    until(lambda: answers, "the answer")
    ringing.join()
    assert stage.isVisible()
    assert not window.isVisible()
    lane.close()
    for each in (window, stage):
        each.close()
        each.deleteLater()
    lane.deleteLater()


def test_files_that_are_to_come_home_are_handed_to_the_window(qapp: object, tmp_path: Path) -> None:
    path, window, lane = tmp_path / "n.db", QWidget(), Lane()
    bell = Doorbell(window, lane)
    came: list[tuple[Path, ...]] = []
    bell.files_came.connect(came.append)
    lane.open(path)
    lane.wait()
    answers: list[bool] = []
    files = [tmp_path / "bord 3 «æ».db", tmp_path / "b.db"]
    ringing = threading.Thread(target=lambda: answers.append(doorbell.ring(path, 60.0, files=files)))
    ringing.start()
    until(lambda: answers, "the answer")
    ringing.join()
    assert answers == [True]
    assert came == [tuple(files)]
    lane.close()
    window.close()
    window.deleteLater()
    lane.deleteLater()


def test_a_job_is_done_by_the_window_which_stays_where_it_is_and_answers(qapp: object, tmp_path: Path) -> None:
    path, window, lane = tmp_path / "n.db", QWidget(), Lane()
    bell = Doorbell(window, lane)
    bell.job_came.connect(lambda job, reply: reply({"done": job["job"], "by": "«bord»"}))
    lane.open(path)
    lane.wait()
    answers: list[object] = []
    asking = threading.Thread(target=lambda: answers.append(doorbell.ask(path, {"job": "sync"}, 60.0)))
    asking.start()
    until(lambda: answers, "the answer")
    asking.join()
    assert answers == [{"done": "sync", "by": "«bord»"}]
    assert not window.isVisible()
    lane.close()
    window.close()
    window.deleteLater()
    lane.deleteLater()


def test_a_window_that_goes_away_in_the_middle_is_told_of(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    bell = doorbell.hang(path)
    assert bell is not None
    told: list[str] = []

    def ask() -> None:
        try:
            doorbell.ask(path, {"job": "sync"}, 60.0)
        except Expected as fault:
            told.append(fault.sentence)

    asking = threading.Thread(target=ask)
    asking.start()
    until(lambda: doorbell.answer(bell) is not None, "somebody to ring")
    store.close()
    until(lambda: told, "it to be told")
    asking.join()
    assert "sa ikke hvordan det gikk" in told[0]


@pytest.mark.skipif(sys.platform == "win32", reason="links need leave there")
def test_a_minimised_window_comes_forward_when_the_database_is_asked_for_by_another_name(
    qapp: object, tmp_path: Path, home: Path
) -> None:
    path, hard = tmp_path / "n.db", tmp_path / "hard.db"
    window, lane = QWidget(), Lane()
    Doorbell(window, lane)
    lane.open(path)
    lane.wait()
    os.link(path, hard)
    window.showMinimized()
    for name in (path, hard):
        answers: list[bool] = []
        ringing = _ring(name, answers)
        until(lambda answers=answers: answers, "the answer")
        ringing.join()
        assert answers == [True]
    assert not window.isMinimized()
    assert window.isVisible()
    lane.close()
    assert list((home / "open").iterdir()) == []
    assert not doorbell.ring(path)
    window.close()
    window.deleteLater()
    lane.deleteLater()


def test_nobody_is_waited_for_who_is_gone_or_does_not_answer(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "n.db"
    assert not doorbell.ring(path)
    store = Store.open(path)
    assert not doorbell.ring(path)
    bell = doorbell.hang(path)
    assert bell is not None
    assert not doorbell.ring(path, 0.1)  # busy: nobody answers
    rung = doorbell.answer(bell)
    assert rung is not None
    assert (rung.files, rung.job) == ((), {})
    assert doorbell.answer(bell) is None
    store.close()
    if sys.platform != "darwin":
        assert not doorbell.ring(path, 60.0)  # it was killed: the bell is taken down at once
        assert not bell.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="started without a screen")
def test_two_starts_are_one_window(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "n.db"
    command = [sys.executable, "-m", "nettverk", "--db", str(path)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NETTVERK_HOME": str(home)}
    first = subprocess.Popen(command, env=env)
    try:
        until(lambda: (home / "open").is_dir() and any((home / "open").iterdir()), "the first window")
        second = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        assert first.poll() is None
    finally:
        first.kill()
        first.wait()
