"""kill -9 while a file that was lent is brought home: nothing lost, nothing twice, and it can be brought home again."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from nettverk.services import database
from nettverk.services.sharing import bringing_home, lending
from nettverk.storage.store import Store
from tests.helpers import machines
from tests.helpers.faults import Battery
from tests.helpers.waiting import pause


def _work(path: Path, seed: str, acts: int) -> None:
    dice = random.Random(seed)
    store = Store.open(path, installation=f"01900000-0000-7000-8000-{seed:0>12}")
    for _act in range(acts):
        machines.act(store, dice)
    store.close()


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """A municipality's file, and another machine's copy of it; both have been worked in."""
    home, away = tmp_path / "n.db", tmp_path / "alt.db"
    machines.shared().back_up(home)
    store = database.open_file(home)
    lending.lend_all(store, away)
    store.close()
    _work(home, "1", 30)
    _work(away, "2", 60)
    return home, away


def _contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    store = Store.open(path)
    try:
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return machines.rows(store)
    finally:
        store.close()


def _bring(path: Path, away: Path) -> None:
    store = database.open_file(path)
    bringing_home.bring_home(store, away)
    store.close()


@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_while_a_file_is_brought_home(
    two: tuple[Path, Path], tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    home, away = two
    dice = random.Random(16)
    before = _contents(home)
    whole = tmp_path / "hel.db"
    shutil.copyfile(home, whole)
    _bring(whole, away)
    after = _contents(whole)
    assert before != after
    with battery("kill -9 while a lent file is brought home") as row:
        for number in range(scale(4, 320)):
            path = tmp_path / f"{number}.db"
            shutil.copyfile(home, path)
            child = os.fork()
            if not child:
                try:
                    _bring(path, away)
                finally:
                    os._exit(0)
            pause(dice.uniform(0, 0.25))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            found = _contents(path)
            _bring(path, away)
            row.once(lost=found not in (before, after) or _contents(path) != after)
            path.unlink()
