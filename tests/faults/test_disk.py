"""The disk itself: the power goes, it is full, it answers with errors; every prefix of what was written opens whole."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import integrity, plan, reflections, settings
from nettverk.storage.store import Store
from tests.helpers import every_write
from tests.helpers import watched_disk as disk
from tests.helpers.every_write import Morning, Steady, Step
from tests.helpers.faults import Battery

needs_the_library = pytest.mark.skipif(
    disk.library() is None, reason="SQLite is built into this Python: its way to the disk cannot be watched from here"
)
Scale = Callable[[int, int], int]


def _recorded(before: Path, path: Path, syncs: str) -> list[disk.Event]:
    """What the disk was asked to do for the whole morning, each step told of when it was stored."""
    shutil.copyfile(before, path)
    with disk.watched() as seen:
        store = every_write.opened(path)
        store.connection.execute(f"PRAGMA synchronous = {syncs}")
        at = every_write.morning(store, path.parent)
        for number, step in enumerate(every_write.steps(), 1):
            every_write.do(step, at)
            seen.tell(number)
        store.close()
    return [event for event in seen.events if event.kind == "told" or event.name.startswith(path.name)]


def _lost_to_power_cuts(
    written: tuple[Path, list[str]], folder: Path, events: list[disk.Event], runs: int
) -> Iterator[int]:
    before, expected = written
    dice = random.Random(3)
    for number in range(runs):
        until = dice.randint(0, len(events))
        told = max((event.at for event in events[:until] if event.kind == "told"), default=0)
        left = disk.power_cut({"n.db": before.read_bytes()}, events[:until], dice)
        yield _is_lost(folder / f"cut{number % 8}", left, expected[told : told + 2])


@needs_the_library
def test_the_power_goes(written: tuple[Path, list[str]], tmp_path: Path, battery: Battery, scale: Scale) -> None:
    events = _recorded(written[0], tmp_path / "n.db", "EXTRA")
    assert sum(event.kind == "sync" for event in events) > len(written[1])
    with battery("power cut: writes lost, torn and reordered since the last sync") as row:
        for lost in _lost_to_power_cuts(written, tmp_path, events, scale(8, 1000)):
            row.once(lost)


@pytest.mark.slow
@needs_the_library
def test_a_database_that_does_not_wait_for_the_disk_would_be_found_out(
    written: tuple[Path, list[str]], tmp_path: Path
) -> None:
    events = _recorded(written[0], tmp_path / "n.db", "OFF")
    assert sum(_lost_to_power_cuts(written, tmp_path, events, 30)) > 5


def _is_lost(folder: Path, files: dict[str, bytes], allowed: list[str]) -> int:
    """Whether the files, opened again, hold anything but what they may hold."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    connection = sqlite3.connect(folder / "n.db", isolation_level=None)
    try:
        sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        return int(not sound or every_write.contents(connection) not in allowed)
    except sqlite3.DatabaseError:
        return 1
    finally:
        connection.close()


class _Walk:
    """The morning's steps one by one, each tried with faults before it is let through."""

    def __init__(self, path: Path, expected: list[str]) -> None:
        self.store = Store.open(path, installation=every_write.INSTALLATION)
        self.steady = Steady(self.store)
        self.at: Morning = every_write.morning(self.store, path.parent)
        self.expected = expected
        self.number = 0

    def fails(self, step: Step, ready: Callable[[], Callable[[], object]]) -> tuple[bool, int]:
        """Take the step with a fault ready.

        Args:
            ready: makes the fault; what it returns takes the fault away again.

        Returns:
            whether the step was stored all the same, and what was lost by it.
        """
        place = self.steady.place
        kept = dict(self.at.kept)
        mend = ready()
        try:
            done = every_write.do(step, self.at)
        finally:
            mend()
        now = every_write.contents(self.store.connection)
        if done or now == self.expected[self.number + 1] != self.expected[self.number]:
            return True, int(now != self.expected[self.number + 1])
        self.steady.place = place
        self.at.kept = kept
        return False, int(now != self.expected[self.number])

    def lets_through(self, step: Step) -> None:
        """Take the step with nothing in its way, as after the fault was mended."""
        assert every_write.do(step, self.at)


def _walk(
    path: Path, expected: list[str], tries: int, row_once: Callable[[int], None],
    ready: Callable[[_Walk, random.Random], Callable[[], object]],
) -> None:  # fmt: skip
    walk = _Walk(path, expected)
    dice = random.Random(8)
    steps = every_write.steps()
    refused = 0
    for number, step in enumerate(steps):
        walk.number = number
        done = False
        share = tries * (number + 1) // len(steps) - tries * number // len(steps)
        for _try in range(share):
            done, lost = walk.fails(step, lambda: ready(walk, dice))
            row_once(lost)
            if done:
                break
            refused += 1
        if not done:
            walk.lets_through(step)
        assert every_write.contents(walk.store.connection) == expected[number + 1]
    assert refused, "no fault was ever felt"
    assert integrity.check(walk.store).well
    walk.store.close()
    assert every_write.contents(path) == expected[-1]


def test_a_full_disk(written: tuple[Path, list[str]], tmp_path: Path, battery: Battery, scale: Scale) -> None:
    before, expected = written
    shutil.copyfile(before, tmp_path / "n.db")

    def full(walk: _Walk, dice: random.Random) -> Callable[[], object]:
        run = walk.store.connection.execute
        pages = run("PRAGMA page_count").fetchone()[0]
        run(f"PRAGMA max_page_count = {pages + dice.choice((0, 0, 1, 3))}")
        # Free pages would be used first; the disk is full when there are none.
        return lambda: run("PRAGMA max_page_count = 1073741823")

    with battery("disk full (max_page_count)") as row:
        _walk(tmp_path / "n.db", expected, scale(60, 600), row.once, full)


@needs_the_library
def test_errors_from_the_disk(written: tuple[Path, list[str]], tmp_path: Path, battery: Battery, scale: Scale) -> None:
    before, expected = written
    shutil.copyfile(before, tmp_path / "n.db")
    codes = {
        "read": disk.IOERR_READ, "write": disk.IOERR_WRITE, "sync": disk.IOERR_FSYNC, "truncate": disk.IOERR_TRUNCATE,
        "delete": disk.IOERR_DELETE, "open": disk.IOERR,
    }  # fmt: skip
    with disk.watched() as seen, battery("I/O errors, one or all from there on") as row:

        def failing(_walk: _Walk, dice: random.Random) -> Callable[[], object]:
            left, for_good, full = dice.choice((0, 1, 2, 3, 5, 8, 13)), dice.random() < 0.4, dice.random() < 0.3

            def refuse(kind: str) -> int:
                nonlocal left
                left -= 1
                if left == -1 or (left < 0 and for_good):
                    return disk.FULL if full and kind == "write" else codes[kind]
                return disk.OK

            seen.refuse = refuse

            def mended() -> None:
                seen.refuse = lambda _kind: disk.OK

            return mended

        _walk(tmp_path / "n.db", expected, scale(8, 1500), row.once, failing)


def test_the_clock_is_set_back(written: tuple[Path, list[str]], tmp_path: Path, battery: Battery, scale: Scale) -> None:
    before, _expected = written
    shutil.copyfile(before, tmp_path / "n.db")
    dice = random.Random(6)
    store = Store.open(tmp_path / "n.db", installation=every_write.INSTALLATION)
    store.now = lambda: datetime(dice.choice((1970, 2020, 2026, 2030)), dice.randint(1, 12), 1, tzinfo=UTC)
    at = every_write.morning(store, tmp_path)
    plan.set_questions(store, at.hall.part_id, ["Hva virker?"])
    question = plan.parts(store, at.here)[2].questions[0].id
    with battery("clock set back and forth between saves") as row:
        for number in range(scale(30, 500)):
            reflections.write(store, at.here, at.hall.part_id, 1, question, f"Versjon {number}")
            said = {item.text for item in reflections.all_(store, at.here)}
            row.once(lost=int(said != {f"Versjon {number}"}))
        assert integrity.check(store).well
    store.close()


def test_locked_by_somebody_else(written: tuple[Path, list[str]], tmp_path: Path, battery: Battery) -> None:
    before, _expected = written
    path = tmp_path / "n.db"
    shutil.copyfile(before, path)
    store = Store.open(path)
    store.connection.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    with battery("locked by another program") as row:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Expected, match="i bruk"):
            settings.put(store, "municipality", "Bergen")
        other.execute("COMMIT")
        settings.put(store, "municipality", "Bergen")
        row.once(lost=int(settings.get(store, "municipality") != "Bergen"))
    other.close()
    store.close()
