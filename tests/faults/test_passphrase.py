"""kill -9 at any moment of setting, changing and taking off a passphrase: one whole file, nothing plain beside it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nettverk.domain.errors import Locked
from nettverk.services import backups, database, integrity, passphrase
from nettverk.storage import engine
from nettverk.storage import passphrase as keys
from nettverk.storage.passphrase import Key, Ring
from tests.helpers import every_write
from tests.helpers.faults import Battery
from tests.helpers.quick import every_case
from tests.helpers.sealed import lying_in, ring
from tests.helpers.waiting import pause

__all__ = ["ring"]

WAYS = (
    ("kill -9 while a passphrase is set", False, True),
    ("kill -9 while a passphrase is changed", True, True),
    ("kill -9 while a passphrase is taken off", True, False),
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
@pytest.mark.parametrize(("what", "before", "after"), every_case(3, WAYS))
def test_killed_at_any_moment(
    what: str,
    before: bool,
    after: bool,
    written: tuple[Path, list[str]],
    tmp_path: Path,
    ring: Ring,
    battery: Battery,
    scale: Callable[[int, int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = keys.new_key("det første passordet"), keys.new_key("det andre passordet")
    old, new = (first if before else None), (second if after else None)
    made = tmp_path / "made"
    monkeypatch.setenv("NETTVERK_HOME", str(made))
    made.mkdir()
    shutil.copyfile(written[0], made / "n.db")
    store = database.open_file(made / "n.db")
    expected = every_write.contents(store.connection)
    people = store.rows("SELECT given_name, family_name, email FROM people")
    names = [str(value) for row in people for value in row if value]
    store.close()
    shutil.copyfile(made / "n.db", made / "n kopi.db")
    if old is not None:
        passphrase.change(made / "n.db", old)
    assert names
    begun = time.perf_counter()
    _killed(made, tmp_path / "timed", new, None, monkeypatch)
    whole = time.perf_counter() - begun
    dice = random.Random(22)
    with battery(what) as row:
        for number in range(scale(2, 25)):
            home = tmp_path / f"{number}"
            _killed(made, home, new, dice.uniform(0, whole), monkeypatch)
            row.once(lost=_is_lost(home, expected, names, (old, new), ring))
            shutil.rmtree(home)


def _killed(made: Path, home: Path, key: Key | None, after_s: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin in a copy of what was made, and kill after so long; never, where no time is given."""
    shutil.copytree(made, home)
    monkeypatch.setenv("NETTVERK_HOME", str(home))
    child = os.fork()
    if not child:
        try:
            passphrase.change(home / "n.db", key)
        finally:
            os._exit(0)  # nothing of the tests' own is to be put away twice
    if after_s is not None:
        pause(after_s)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _is_lost(home: Path, expected: str, names: list[str], either: tuple[Key | None, Key | None], ring: Ring) -> int:
    """Whether the file is anything but whole, or something is left that should not be."""
    ring.forget()
    path = home / "n.db"
    for key in either:
        if key is not None:
            ring.add(key)
    try:
        store = database.open_file(path)
    except Locked as fault:
        print(home.name, fault)
        return 1
    sealed = engine.key_in(store.connection)
    whole = every_write.contents(store.connection) == expected and integrity.check(store).well
    store.close()
    left = [found.name for found in home.rglob(".nettverk-*")]
    plain = lying_in([home], names) if sealed is not None else []
    copies = [copy for copy in (home / "n kopi.db", *(made.path for made in backups.all_(path))) if copy.exists()]
    in_step = all(engine.key_to(copy) == sealed for copy in copies)
    wrong = (sealed not in either, not whole, left, plain, not in_step)
    if any(wrong):
        print(home.name, wrong)  # pytest shows it where the battery fails
    return int(any(wrong))
