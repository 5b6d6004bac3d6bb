"""Two editions of a file: nothing is lost whichever one chooses, and without a choice it goes on at the next start."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from nettverk.domain.parting import Parting, Verdict
from nettverk.domain.typed import Owner, TypedField
from nettverk.services import parting, settings
from nettverk.services.lane import DatabaseWorker, Task
from nettverk.services.typed import store_typed
from nettverk.storage.store import Store
from tests.helpers.waiting import until

T = TypeVar("T")


class Desk:
    """A worker on a file, as the window has it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[Parting | str | None] = []
        self.worker: DatabaseWorker[None] = DatabaseWorker(lambda _task: None, self.told.append)
        self.open()

    def open(self) -> None:
        self.ask_without_store(self.worker.opening(self.path))

    def ask_without_store(self, job: Callable[[object], T]) -> None:
        done: list[Task[None]] = []
        self.worker._finished = done.append
        self.worker.put(Task(job, needs_store=False))
        until(lambda: done)
        if done[0].fault is not None:
            raise done[0].fault

    def ask(self, job: Callable[[Store], T]) -> T:
        return self.worker.borrow(job)

    def write(self, name: str) -> None:
        self.ask(lambda store: store_typed(store, TypedField(Owner.SETTING, "municipality", "municipality", name)))

    def read(self) -> str:
        return self.ask(lambda store: settings.get(store, "municipality"))

    @property
    def parting(self) -> Parting | None:
        return self.worker._parting

    def settled(self) -> None:
        """Wait until the safety copy has everything."""
        until(lambda: self.worker._guard is not None and self.worker._guard.safe and not self.worker._guard.stale)

    def close(self) -> None:
        self.worker.close(20_000)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    (tmp_path / "mappe").mkdir()
    made = Desk(tmp_path / "mappe" / "n.db")
    made.write("Eldre")
    made.settled()
    shutil.copyfile(made.path, tmp_path / "eldre.db")
    made.write("Nyere")
    made.settled()
    yield made
    made.close()


def deleted(path: Path) -> None:
    path.unlink()


def replaced(path: Path) -> None:
    beside = path.with_name("sync")
    shutil.copyfile(path.parent.parent / "eldre.db", beside)
    beside.replace(path)


def overwritten(path: Path) -> None:
    data = (path.parent.parent / "eldre.db").read_bytes()
    with path.open("r+b") as file:
        file.write(data)
        file.truncate(len(data))


def rubbish(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(60_000))


def cut(path: Path) -> None:
    os.truncate(path, 0)


def gone(path: Path) -> None:
    shutil.rmtree(path.parent)


FAULTS = {
    deleted: Verdict.MISSING, replaced: Verdict.REPLACED, overwritten: Verdict.ALTERED, rubbish: Verdict.ALTERED,
    cut: Verdict.ALTERED, gone: Verdict.MISSING,
}  # fmt: skip
WITH_ANOTHER = [replaced, overwritten]


@pytest.mark.parametrize(("fault", "verdict"), FAULTS.items())
def test_one_works_on_with_everything(desk: Desk, fault: Callable[[Path], None], verdict: Verdict) -> None:
    fault(desk.path)
    assert desk.read() == "Nyere"
    made = desk.parting
    assert made is not None
    assert made.verdict is verdict
    assert made.readable is (fault in WITH_ANOTHER)
    assert desk.told[-1] == made
    desk.write("Nyest")
    assert desk.read() == "Nyest"


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault is not gone])
def test_mine_takes_the_place_and_the_other_is_kept(desk: Desk, fault: Callable[[Path], None]) -> None:
    fault(desk.path)
    desk.write("Nyest")
    reunion = desk.ask(desk.worker.settling(parting.use_mine))
    assert reunion is not None
    assert desk.parting is None
    assert "settings" in reunion.changes.tables
    if fault is deleted:
        assert reunion.kept is None
    else:
        assert reunion.kept is not None
        assert "annen versjon" in reunion.kept.name
    desk.write("Videre")
    desk.close()
    assert content(desk.path) == "Videre"
    if fault in WITH_ANOTHER:
        assert reunion.kept is not None
        assert content(reunion.kept) == "Eldre"
    assert nothing_left(desk)


@pytest.mark.parametrize("fault", WITH_ANOTHER)
def test_the_other_takes_the_place_and_mine_is_kept(desk: Desk, fault: Callable[[Path], None]) -> None:
    fault(desk.path)
    desk.write("Nyest")
    reunion = desk.ask(desk.worker.settling(parting.use_theirs))
    assert reunion is not None
    assert desk.read() == "Eldre"
    desk.write("Videre")
    desk.close()
    assert content(desk.path) == "Videre"
    assert reunion.kept is not None
    assert content(reunion.kept) == "Nyest"
    assert nothing_left(desk)


@pytest.mark.parametrize("fault", FAULTS)
def test_without_a_choice_it_goes_on_at_the_next_start(desk: Desk, fault: Callable[[Path], None]) -> None:
    fault(desk.path)
    desk.write("Nyest")
    desk.close()
    again = Desk(desk.path)
    assert again.read() == "Nyest"
    if fault in WITH_ANOTHER or fault is gone:
        assert again.parting is not None
    else:
        assert again.parting is None
        assert any(isinstance(news, str) for news in again.told), "it is told that it was put back"
        assert content_of_kept(desk.path, "skadet") == (0 if fault is deleted else 1)
    again.write("Enda nyere")
    again.close()
    third = Desk(desk.path)
    assert third.read() == "Enda nyere"
    third.close()


def test_a_share_that_comes_back_gets_mine(desk: Desk) -> None:
    gone(desk.path)
    desk.write("Nyest")
    desk.path.parent.mkdir()
    shutil.copyfile(desk.path.parent.parent / "eldre.db", desk.path)
    reunion = desk.ask(desk.worker.settling(parting.use_mine))
    assert reunion is not None
    desk.close()
    assert content(desk.path) == "Nyest"


def test_a_folder_that_is_not_there_leaves_the_choice_open(desk: Desk) -> None:
    gone(desk.path)
    desk.write("Nyest")
    desk.path.parent.write_text("no folder", encoding="utf-8")
    with pytest.raises(Exception, match="Får ikke"):
        desk.ask(desk.worker.settling(parting.use_mine))
    assert desk.parting is not None
    assert desk.read() == "Nyest"


def test_cut_and_killed_at_once_the_safety_copy_comes_back(desk: Desk) -> None:
    """As after ``kill -9`` before anybody had time to notice."""
    copy = desk.worker._guard and desk.worker._guard.copy_path
    assert copy
    kept = copy.read_bytes()
    desk.close()
    assert not copy.exists(), "a file that is closed in good order leaves no second copy"
    copy.write_bytes(kept)
    cut(desk.path)
    again = Desk(desk.path)
    assert again.read() == "Nyere"
    again.close()


def content(path: Path) -> str:
    store = Store.open(path)
    try:
        return settings.get(store, "municipality")
    finally:
        store.close()


def content_of_kept(path: Path, word: str) -> int:
    return sum(word in one.name for one in path.parent.iterdir())


def nothing_left(desk: Desk) -> bool:
    home = Path(os.environ["NETTVERK_HOME"])
    return not [path for folder in ("egen utgave", "trygg") for path in (home / folder).glob("*")]
