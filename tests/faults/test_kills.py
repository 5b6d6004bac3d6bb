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
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from nettverk import services
from nettverk.services import integrity
from nettverk.storage.store import Store
from tests.helpers import every_write
from tests.helpers.every_write import Reached
from tests.helpers.faults import Battery
from tests.helpers.waiting import pause


@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_at_any_moment(
    course: tuple[Path, list[Reached]], tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    """Killed, opened and gone on with, through the whole morning, and then from its beginning again."""
    before, reached = course
    dice = random.Random(14)
    steps = every_write.steps()
    opened = Store.open(before)
    hall = every_write.morning(opened, tmp_path).hall
    opened.close()
    after, path = len(steps), tmp_path
    with battery("kill -9 in the middle of a service that writes") as row:
        for number in range(scale(3, 500)):
            if after >= len(steps) or not every_write.can_go_on(reached, after):
                after, path = 0, tmp_path / str(number) / "n.db"
                path.parent.mkdir()
                shutil.copyfile(before, path)
            go_on = partial(every_write.go_on, path, hall, reached[after], steps[after:])
            most = min(scale(len(steps) // 3, len(steps) // 15), len(steps) - after - 1)
            told = after + _until_killed(go_on, dice.randint(0, most), dice.uniform(0, 0.02))
            found = _found(path)
            right = [at for at in (told, told + 1) if at <= len(steps) and reached[at].contents == found]
            row.once(lost=not right)
            after = right[0] if right else len(steps)


def _until_killed(work: Callable[[Callable[[], object]], object], steps: int, then_s: float) -> int:
    """Let a process work until so many steps are told of, and kill it after a moment more; how many it had told of."""
    from_it, to_us = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(lambda: os.write(to_us, b"."))
        finally:
            os._exit(0)  # nothing of the tests' own is to be put away twice
    os.close(to_us)
    told = 0
    while told < steps and (said := os.read(from_it, 1)):
        told += len(said)
    pause(then_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while said := os.read(from_it, 4096):  # what it said before it died
        told += len(said)
    os.close(from_it)
    return told


def _found(path: Path) -> str:
    """What the file holds, opened as the program opens it; nothing where it is not sound."""
    store = Store.open(path)
    try:
        return every_write.contents(store.connection) if integrity.check(store).well else ""
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


_ELSEWHERE = {
    # Names go out of copies and other files as well: killed by tests/faults/test_removed_person.py.
    "nettverk.services.privacy.anonymise": frozenset({"carry_out"}),
    # These need files of others: killed by tests/faults/test_sharing.py.
    "nettverk.services.sharing.lending": frozenset({"start"}),
    "nettverk.services.sharing.bringing_home": frozenset({"bring_home"}),
    "nettverk.services.sharing.contests": frozenset({"choose", "join"}),
    # These need a place to exchange with: killed by tests/faults/test_exchanges.py.
    "nettverk.services.sharing.joining": frozenset({"begin"}),
    "nettverk.services.sharing.place": frozenset({"standing"}),
    "nettverk.services.sharing.exchange": frozenset(
        {"put_sent", "put_reported", "begin_anew", "take_in", "take_in_whole"}
    ),
}


def _writers() -> list[tuple[str, str, str]]:
    """Every public function of the services that changes the database: module, name and file."""
    found = []
    for info in pkgutil.walk_packages(services.__path__, "nettverk.services."):
        if ".sample" in info.name:  # the sample calls the others
            continue
        elsewhere = _ELSEWHERE.get(info.name, frozenset())
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
