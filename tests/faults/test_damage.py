"""Damaged copies: noticed, answered with a sentence wherever they are read, and brought back with everything whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nettverk import i18n
from nettverk.cli import main
from nettverk.domain.errors import Cancelled, Expected
from nettverk.services import (
    backups,
    contributions,
    follow_up,
    gatherings,
    integrity,
    participants,
    plan,
    preparation,
    recovery,
    reflections,
    settings,
    stage,
)
from nettverk.services.export import whole as whole_export
from nettverk.services.groups import groupings, rules
from nettverk.services.handouts import handouts
from nettverk.services.lane import DatabaseWorker, Task
from nettverk.services.register import history, register
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.helpers.damaging import damaged_copies, rows_of
from tests.helpers.faults import Battery

HERE: tuple[Callable[[Store, str], object], ...] = (
    gatherings.get, gatherings.series, plan.parts, participants.all_, preparation.preparation, preparation.readiness,
    reflections.all_, reflections.sheets, follow_up.commitments, follow_up.earlier, follow_up.threads, stage.events,
    stage.walls, stage.learned, groupings.of_gathering, groupings.kinds, rules.all_, handouts.units,
    contributions.queue, contributions.not_presented,
)  # fmt: skip
EVERYWHERE: tuple[Callable[[Store], object], ...] = (
    register.services, register.districts, register.networks, register.units, register.people, register.spellings,
    history.visits, settings.field_words,
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a file that nothing has happened to; never write in it."""
    i18n.set_language("nb")
    path = tmp_path_factory.mktemp("whole") / "hel.db"
    store = Store.open(path)
    stores.fill_with_sample(store, TODAY)
    store.close()
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database with a backup of what stands in it."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    path = tmp_path / "n.db"
    path.write_bytes(whole.read_bytes())
    assert backups.make(path).backup is not None
    return path


def test_damage_is_noticed_said_and_mended(
    path: Path, battery: Battery, scale: Callable[[int, int], int], capsys: pytest.CaptureFixture[str]
) -> None:
    content, rows = path.read_bytes(), rows_of(path)
    told: list[str] = []
    with battery("damaged copies: check, opening, every room, restore") as run:
        for what, hurt in damaged_copies(content, scale(4, 300)):
            path.write_bytes(hurt)
            lost = [
                *_unnoticed(path, rows, capsys), *_untold(path), *_unmended(path, rows), *_written(path, hurt),
            ]  # fmt: skip
            run.once(lost=len(lost))
            told += [f"{what}: {each}" for each in lost]
        assert told == []


def test_without_a_backup_what_is_whole_still_comes_back(
    path: Path, battery: Battery, scale: Callable[[int, int], int], tmp_path: Path
) -> None:
    content, rows = path.read_bytes(), rows_of(path)
    alone = tmp_path / "alene" / "n.db"
    alone.parent.mkdir()
    told: list[str] = []
    with battery("damaged copies without a backup: restore") as run:
        for what, hurt in damaged_copies(content, scale(3, 40), seed=2):
            alone.write_bytes(hurt)
            lost = _unlike_without_saying_so(alone, rows)
            run.once(lost=len(lost))
            told += [f"{what}: {each}" for each in lost]
        assert told == []


def _unnoticed(
    path: Path, rows: dict[str, list[tuple[object, ...]]], capsys: pytest.CaptureFixture[str]
) -> Iterator[str]:
    code = main(["check", "--db", str(path)], screens=lambda *_args: [])
    said = capsys.readouterr()
    if code == 0:
        try:
            same = rows_of(path) == rows
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            same = False
        if not same:
            yield "unnoticed"
    elif not (said.err or said.out).strip():
        yield "noticed without a word"


def _untold(path: Path) -> Iterator[str]:
    """Whatever is read, the answer is the right one or a sentence: never a traceback."""
    worker: DatabaseWorker[None] = DatabaseWorker(lambda _task: None)
    opening: Task[None] = Task(worker.opening(path), needs_store=False)
    try:
        opened = _asked(opening, worker)
        if opened:
            yield f"opening: {opened}"
        if opening.fault is not None:
            return
        ids: list[str] = []
        for fault in _told(worker, lambda store: ids.extend(one.id for one in gatherings.all_(store))):
            yield f"gatherings: {fault}"
        for read in EVERYWHERE:
            for fault in _told(worker, read):
                yield f"{read.__module__}.{read.__name__}: {fault}"
        for id_ in ids[:2]:
            for here in HERE:
                for fault in _told(worker, lambda store, here=here, id_=id_: here(store, id_)):
                    yield f"{here.__module__}.{here.__name__}: {fault}"
        for fault in _told(worker, lambda store: whole_export.to_file(store, path.with_name("alt.json"))):
            yield f"export: {fault}"
    finally:
        worker.close(20_000)


def _asked(task: Task[None], worker: DatabaseWorker[None]) -> str:
    import threading

    task.waiting = threading.Event()
    worker.put(task)
    task.waiting.wait()
    return "" if task.fault is None or isinstance(task.fault, Expected) else repr(task.fault)


def _told(worker: DatabaseWorker[None], job: Callable[[Store], object]) -> Iterator[str]:
    try:
        worker.borrow(job)
    except (Expected, Cancelled):
        pass
    except BaseException as fault:  # noqa: BLE001 - what came of it is what is tested
        yield repr(fault)


def _unmended(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> Iterator[str]:
    recovered = recovery.restore(path)
    try:
        store = Store.open(recovered.path)
        health = integrity.check(store)
        store.close()
        if not health.well:
            yield f"restored, and not well: {health}"
        restored = rows_of(recovered.path)
        for table, right in rows.items():
            if restored.get(table) != right:
                yield f"restored otherwise: {table} {recovered}"
    finally:
        recovered.path.unlink()


def _written(path: Path, hurt: bytes) -> Iterator[str]:
    """The damaged file itself is as it was; opening one that could be opened may have signed its journal mode."""
    if not integrity_may_write(path) and path.read_bytes() != hurt:
        yield "the damaged file was written in"


def integrity_may_write(path: Path) -> bool:
    """Whether the file was opened to work in, which may write in it."""
    try:
        Store.open(path).close()
    except Expected:
        return False
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False
    return True


def _unlike_without_saying_so(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> list[str]:
    hurt = path.read_bytes()
    try:
        recovered = recovery.restore(path)
    except Expected:
        return []  # nothing could be read, and that was said
    try:
        store = Store.open(recovered.path)
        health = integrity.check(store)
        store.close()
        # A promise may name a unit that nothing was left of: that is told, and is no damage of the new file.
        sound = not health.details and not health.areas and (health.well or recovered.unproved or recovered.lost)
        lost = [] if sound else [f"restored, and not well: {health}"]
        restored = rows_of(recovered.path)
        known = {table: set(rows[table]) for table in rows}
        strange = sum(row not in known[table] for table in rows for row in restored.get(table, []))
        missing = sum(len(rows[table]) for table in rows) - sum(len(restored.get(table, [])) for table in rows)
        if strange and not recovered.unproved:
            lost.append(f"{strange} rows are not what they were, and it was not said: {recovered}")
        if missing > 0 and not recovered.lost:
            lost.append(f"{missing} rows are gone, and it was not said: {recovered}")
        if path.read_bytes() != hurt:
            lost.append("the damaged file was written in")
        return lost
    finally:
        recovered.path.unlink()


def test_a_row_whose_key_is_damaged_comes_back_once_and_as_it_was(path: Path, tmp_path: Path) -> None:
    """Its key has put it in a bucket that there never was; where no backup has it, it is kept and told of."""
    content, rows = path.read_bytes(), rows_of(path)
    key = rows["gatherings"][0][0]
    assert isinstance(key, str)
    hurt = content.replace(key.encode(), b"!" + key.encode()[1:], 1)
    for at in range(1, content.count(key.encode()) + 1):
        if rows_of_bytes(hurt, tmp_path)["gatherings"] != rows["gatherings"]:
            break
        pieces = content.split(key.encode())
        hurt = key.encode().join(pieces[:at]) + b"!" + key.encode()[1:] + key.encode().join(pieces[at:])
    path.write_bytes(hurt)
    assert not list(_unmended(path, rows))
    alone = tmp_path / "alene" / "n.db"
    alone.parent.mkdir()
    alone.write_bytes(hurt)
    recovered = recovery.restore(alone)
    assert recovered.unproved
    assert len(rows_of(recovered.path)["gatherings"]) == len(rows["gatherings"])


def test_what_is_cut_away_is_told_of_where_nothing_knows_what_it_was(path: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alene" / "n.db"
    alone.parent.mkdir()
    alone.write_bytes(path.read_bytes()[: 8 * 8192])
    assert recovery.restore(alone).lost


def rows_of_bytes(content: bytes, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """As ``rows_of``; nothing at all where SQLite cannot read them."""
    (folder / "bytes.db").write_bytes(content)
    try:
        return rows_of(folder / "bytes.db")
    except sqlite3.DatabaseError:
        return {"gatherings": []}
