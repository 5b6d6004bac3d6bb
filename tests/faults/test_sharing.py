"""kill -9 while a file that was lent is brought home: nothing lost, nothing twice, and it can be brought home again."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from nettverk.services import database, gatherings, reflections
from nettverk.services.sharing import bringing_home, contests, lending
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


def _differently(path: Path, title: str, text: str) -> None:
    """The gathering's title and a table's answer, as one machine has them."""
    store = Store.open(path, installation=f"01900000-0000-7000-8000-{len(title):0>12}")
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    gatherings.edit(store, row["gathering_id"], title=title)
    reflections.write(store, row["gathering_id"], row["part_id"], 1, row["id"], text)
    store.close()


def _choose_all(path: Path) -> None:
    """The other side of what is planned, and both of what is said."""
    store = database.open_file(path)
    for contest in contests.all_(store):
        if contest.can_join:
            contests.join(store, contest.about)
        else:
            contests.choose(store, contest.about, contest.others[0].id)
    store.close()


def _reads(path: Path) -> dict[str, tuple[str, ...]]:
    """What is open, and how the two things read; the file must be sound."""
    store = Store.open(path)
    try:
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        open_ = {"said" if contest.about.startswith("said") else "field" for contest in contests.all_(store)}
        row = store.one("SELECT gathering_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
        assert row is not None
        title = gatherings.get(store, row["gathering_id"]).title
        text = next(said.text for said in reflections.all_(store, row["gathering_id"]) if said.table == 1)
        return {"said": (text, str("said" in open_)), "field": (title, str("field" in open_))}
    finally:
        store.close()


@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_while_somebody_chooses_between_two_machines(
    tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    home, away, whole = tmp_path / "n.db", tmp_path / "alt.db", tmp_path / "hel.db"
    machines.shared().back_up(home)
    store = database.open_file(home)
    lending.lend_all(store, away)
    store.close()
    _differently(home, "Hjemme", "Sagt hjemme")
    _differently(away, "Ute på veien", "Sagt ute")
    _bring(home, away)
    shutil.copyfile(home, whole)
    _choose_all(whole)
    before, after = _reads(home), _reads(whole)
    assert all(before[what] != after[what] for what in before)
    dice = random.Random(17)
    with battery("kill -9 while one chooses between two machines") as row:
        for number in range(scale(4, 100)):
            path = tmp_path / f"{number}.db"
            shutil.copyfile(home, path)
            child = os.fork()
            if not child:
                try:
                    _choose_all(path)
                finally:
                    os._exit(0)
            pause(dice.uniform(0, 0.1))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            found = _reads(path)
            _choose_all(path)
            row.once(
                lost=any(found[what] not in (before[what], after[what]) for what in found) or _reads(path) != after
            )
            path.unlink()
