"""kill -9 at any moment while an old file is looked after: what counts, and how it read before, are the same."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from nettverk.services import integrity
from nettverk.services.upkeep import Upkeep
from nettverk.storage import compact
from nettverk.storage.store import Store
from tests.helpers.faults import Battery
from tests.helpers.typed_rows import old_file, says
from tests.helpers.waiting import pause


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_while_it_is_looked_after(tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]) -> None:
    before = tmp_path / "før.db"
    gathering_id = old_file(before)
    store = Store.open(before)
    expected = says(store, gathering_id)
    store.close()
    dice = random.Random(60)
    with battery("kill -9 while an old file is looked after") as row:
        for number in range(scale(3, 50)):
            path = tmp_path / f"{number}.db"
            shutil.copyfile(before, path)
            _kill_after(path, dice.uniform(0, 0.25))
            store = Store.open(path)
            lost = int(says(store, gathering_id) != expected or not integrity.check(store).well)
            upkeep = Upkeep(store, lambda sentence: None)
            while not upkeep.done:
                upkeep.step()
            lost |= int(says(store, gathering_id) != expected or not integrity.check(store).well)
            store.close()
            row.once(lost)


def _kill_after(path: Path, seconds: float) -> None:
    """Let a process look after the file, over and over, and kill it after a while."""
    ready, to_us = os.pipe()
    child = os.fork()
    if not child:
        try:
            store = Store.open(path)
            os.write(to_us, b"!")
            upkeep = Upkeep(store, lambda sentence: None)
            while not upkeep.done:
                upkeep.step()
            while True:
                compact.write_anew(store)
        finally:
            os._exit(0)
    os.close(to_us)
    os.read(ready, 1)
    os.close(ready)
    pause(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
