"""The lane's worker by itself, without windows: what a server leans on."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nettverk.domain.errors import Cancelled, Expected
from nettverk.services.lane import DatabaseWorker, Report, Task
from nettverk.services.register import register
from nettverk.storage.store import Store
from tests.helpers.waiting import PATIENCE_S


class Finished:
    """Collects finished tasks, and lets a test wait for the next one."""

    def __init__(self) -> None:
        self.tasks: list[Task[str]] = []
        self._more = threading.Semaphore(0)

    def __call__(self, task: Task[str]) -> None:
        self.tasks.append(task)
        self._more.release()

    def next(self) -> Task[str]:
        """The latest task, when one more is finished."""
        assert self._more.acquire(timeout=PATIENCE_S)
        return self.tasks[-1]


@pytest.fixture
def finished() -> Finished:
    return Finished()


@pytest.fixture
def worker(finished: Finished) -> Iterator[DatabaseWorker[str]]:
    """A worker with an empty database in memory open."""
    worker = DatabaseWorker(finished)
    worker.put(Task(worker.opening(None), "open", needs_store=False))
    assert finished.next().fault is None
    yield worker
    worker.close(30_000)


def _names(store: Store) -> list[str]:
    return [district.name for district in register.districts(store)]


def test_tasks_are_done_in_order_in_one_thread_and_come_back_with_their_tickets(
    worker: DatabaseWorker[str], finished: Finished
) -> None:
    threads = set()
    for name in ("Lund", "Vågsbygd", "Oddernes"):
        worker.put(
            Task(
                lambda store, name=name: (threads.add(threading.get_ident()), register.add_district(store, name)), name
            )
        )
        finished.next()
    assert [task.ticket for task in finished.tasks] == ["open", "Lund", "Vågsbygd", "Oddernes"]
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
    assert finished.tasks[-1].undoable is not None
    assert finished.tasks[-1].undoable.undo


def test_an_answer_can_be_borrowed_from_many_threads(worker: DatabaseWorker[str]) -> None:
    def add(number: int) -> None:
        worker.borrow(lambda store: register.add_district(store, f"Bydel {number}"))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(worker.borrow(_names)) == 8


def test_what_a_borrowed_job_raises_comes_to_the_one_who_asked(worker: DatabaseWorker[str]) -> None:
    def job(store: Store) -> None:
        raise Expected("Disken er full.")

    with pytest.raises(Expected, match="Disken er full"):
        worker.borrow(job)
    assert worker.borrow(_names) == []


def test_nothing_open_and_nothing_running_is_cancelled(finished: Finished) -> None:
    worker = DatabaseWorker(finished)
    with pytest.raises(Cancelled):
        worker.borrow(_names)
    worker.put(Task(_names, "names"))
    assert isinstance(finished.next().fault, Cancelled)
    worker.close(30_000)
    with pytest.raises(Cancelled):
        worker.borrow(_names)


def test_a_file_that_cannot_be_opened_leaves_the_open_one_open(
    worker: DatabaseWorker[str], finished: Finished, tmp_path: Path
) -> None:
    worker.borrow(lambda store: register.add_district(store, "Lund"))
    finished.next()
    bad = tmp_path / "bilde.db"
    bad.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    worker.put(Task(worker.opening(bad), "bad", needs_store=False))
    assert isinstance(finished.next().fault, Expected)
    assert worker.borrow(_names) == ["Lund"]


def test_closing_finishes_what_was_asked_for_and_lets_the_file_go(tmp_path: Path, finished: Finished) -> None:
    worker = DatabaseWorker(finished)
    worker.put(Task(worker.opening(tmp_path / "n.db"), "open", needs_store=False))
    for number in range(5):
        worker.put(Task(lambda store, number=number: register.add_district(store, f"Bydel {number}"), "add"))
    worker.close(30_000)
    assert len(finished.tasks) == 6
    store = Store.open(tmp_path / "n.db")
    assert len(_names(store)) == 5
    store.close()


def test_work_aside_reports_reaches_the_database_and_can_be_stopped(
    worker: DatabaseWorker[str], finished: Finished
) -> None:
    said: list[tuple[float, str]] = []
    stop = threading.Event()
    report = Report(lambda done, text: said.append((done, text)), stop, worker.borrow)

    def job(_store: object) -> None:
        report.progress(0.5, "halvveis")
        report.progress(None)
        report.on_lane(lambda store: register.add_district(store, "Lund"))
        stop.set()
        report.check()

    worker.start(worker.aside(Task(job, "aside", needs_store=False)))
    while finished.next().ticket != "aside":
        pass
    assert said == [(0.5, "halvveis"), (-1.0, "")]
    assert isinstance(finished.tasks[-1].fault, Cancelled)
    assert worker.borrow(_names) == ["Lund"]


def test_a_task_that_is_forgotten_holds_nothing(worker: DatabaseWorker[str], finished: Finished) -> None:
    worker.put(Task(_names, "names"))
    task = finished.next()
    task.forget()
    assert (task.answer, task.fault, task.ticket) == (None, None, None)
    assert task.job is not _names


def test_it_is_of_use_without_qt() -> None:
    program = "import sys, nettverk.services.lane; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
