"""kill -9 at any moment of every service that writes: what was told of is stored, and nothing is half."""

from __future__ import annotations

import inspect
import os
import pkgutil
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from nettverk import services
from nettverk.services import integrity
from nettverk.storage.store import Store
from tests.helpers import every_write
from tests.helpers.faults import Battery
from tests.helpers.waiting import pause


@pytest.mark.timeout(3600)  # five hundred mornings
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_at_any_moment(
    written: tuple[Path, list[str]], tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    before, expected = written
    dice = random.Random(14)
    with battery("kill -9 in the middle of a service that writes") as row:
        for number in range(scale(3, 500)):
            path = tmp_path / f"{number}.db"
            shutil.copyfile(before, path)
            told = _until_killed(path, dice.randint(0, len(expected) - 2), dice.uniform(0, 0.02))
            row.once(lost=_is_lost(path, expected[told : told + 2]))


def _until_killed(path: Path, steps: int, then_s: float) -> int:
    """Let the steps run until so many are told of, kill after a moment more, and say how many were told of by then."""
    from_it, to_us = os.pipe()
    child = os.fork()
    if not child:
        try:
            every_write.everything(path, lambda number: os.write(to_us, bytes([number])))
        finally:
            os._exit(0)  # nothing of the tests' own is to be put away twice
    os.close(to_us)
    told = 0
    while told < steps and (said := os.read(from_it, 1)):
        told = said[0]
    pause(then_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while said := os.read(from_it, 4096):  # what it said before it died
        told = said[-1]
    os.close(from_it)
    return told


def _is_lost(path: Path, allowed: list[str]) -> int:
    """Whether the file, opened as the program opens it, is anything but what it may be."""
    store = Store.open(path)
    try:
        well = integrity.check(store).well
        return int(not well or every_write.contents(store.connection) not in allowed)
    finally:
        store.close()


def test_every_service_that_writes_is_among_them(written: tuple[Path, list[str]], tmp_path: Path) -> None:
    """A service that is not in the morning of every_write would be killed by nobody."""
    before, _expected = written
    path = tmp_path / "n.db"
    shutil.copyfile(before, path)
    called: set[tuple[str, str]] = set()

    def watch(frame: object, event: str, _argument: object) -> None:
        if event == "call":
            code = frame.f_code  # type: ignore[attr-defined]
            called.add((code.co_filename, code.co_name))

    store = every_write.opened(path)
    at = every_write.morning(store, tmp_path)
    sys.setprofile(watch)  # type: ignore[arg-type]
    try:
        for step in every_write.steps():
            every_write.do(step, at)
    finally:
        sys.setprofile(None)
        store.close()
    forgotten = [f"{module}.{name}" for module, name, file in _writers() if (file, name) not in called]
    assert forgotten == []


def _writers() -> list[tuple[str, str, str]]:
    """Every public function of the services that changes the database: module, name and file."""
    found = []
    for info in pkgutil.walk_packages(services.__path__, "nettverk.services."):
        if ".sample" in info.name:  # the sample calls the others
            continue
        # Names go out of copies and other files as well: killed by tests/faults/test_removed_person.py.
        elsewhere = {"carry_out"} if info.name == "nettverk.services.privacy.anonymise" else set()
        module = import_module(info.name)
        for name, function in vars(module).items():
            if not inspect.isfunction(function) or function.__module__ != info.name or name.startswith("_"):
                continue
            if name in elsewhere:
                continue
            if "store.change(" in inspect.getsource(function):
                found.append((info.name, name, function.__code__.co_filename))
    return found


def test_the_steps_are_the_same_in_every_run(written: tuple[Path, list[str]], tmp_path: Path) -> None:
    before, expected = written
    path = tmp_path / "n.db"
    shutil.copyfile(before, path)
    assert every_write.contents(path) == expected[0]
    every_write.everything(path)
    assert every_write.contents(path) == expected[-1]
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
