"""Backups that are killed half-way: what is left is never taken for one, and the next removes it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from nettverk.services import backups, settings
from nettverk.storage.store import Store
from tests.helpers.faults import Battery
from tests.helpers.waiting import pause

ROOT = Path(__file__).resolve().parents[2]


def test_a_killed_backup_leaves_nothing_that_looks_like_one(
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    battery: Battery,
    scale: Callable[[int, int], int],
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    path = tmp_path / "n.db"
    path.write_bytes(sample_file.read_bytes())
    program = textwrap.dedent(
        f"""
        from pathlib import Path
        from nettverk.services import backups, settings
        from nettverk.storage.store import Store
        path = Path({str(path)!r})
        store = Store.open(path)
        print("open", flush=True)
        for number in range(1000):
            settings.put(store, "municipality", str(number))
            backups.make(path)
        """
    )
    chance = random.Random(7)
    with battery("kill -9 while making a backup") as run:
        for _turn in range(scale(2, 25)):
            child = subprocess.Popen(
                [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
            )
            assert child.stdout is not None
            assert child.stderr is not None
            child.stdout.readline()
            pause(chance.uniform(0, 0.3))
            child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
            child.wait()
            child.stdout.close()
            child.stderr.close()
            there = backups.all_(path)
            run.once(lost=sum(bool(backups.contents(made).damage) for made in there))
        store = Store.open(path)
        settings.put(store, "municipality", "til slutt")
        assert backups.make(path).backup is not None
        store.close()
        folder = backups.folder_of(path)
        assert folder is not None
        assert not [entry.name for entry in folder.iterdir() if entry.name.startswith(".")]
