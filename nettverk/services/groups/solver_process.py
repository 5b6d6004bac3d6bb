"""Making groups without holding anything up: the group builder in a process of its own, with progress and cancel.

The process is this program started as a worker (``solver_worker``). It takes one task as a line of JSON, tells of each
better plan in a line, and answers when it is done, when it is told to stop, or never, because whoever asked is gone.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING, Any

from nettverk.domain.errors import BadInput, Expected, reason
from nettverk.i18n import _
from nettverk.mixing.aims import Figure, Score
from nettverk.mixing.reading import dump
from nettverk.services import worker_entry
from nettverk.services.groups.solver import Progress, Repaired, Solution

if TYPE_CHECKING:
    from nettverk.mixing.problem import Plan, Problem

PATIENCE_S = 0.05
"""How often someone who waits looks whether to stop."""


def solve_apart(
    problem: Problem,
    *,
    seed: int = 1,
    iterations: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Make groups in another process; stopping early keeps the best found.

    Raises:
        BadInput: the rules contradict each other.
        Expected: the process could not be started, or died.
    """
    answer = _elsewhere({"problem": dump(problem), "seed": seed, "iterations": iterations}, progress, cancelled)
    answer["plan"] = _plan(answer["plan"])
    answer["score"], answer["bound"] = Score(*answer["score"]), Score(*answer["bound"])
    answer["proved"] = tuple(Figure(word) for word in answer["proved"])
    return Solution(**answer)


def repair_apart(problem: Problem, *, cancelled: Callable[[], bool] | None = None) -> tuple[Repaired, ...]:
    """Ways to mend the published groups of a problem, found in another process.

    Raises:
        BadInput: the rules contradict each other.
        Expected: the process could not be started, or died.
    """
    answer = _elsewhere({"problem": dump(problem), "repair": True}, None, cancelled)
    return tuple(
        Repaired(choice["moves"], _plan(choice["plan"]), Score(*choice["score"]), choice["fewest"])
        for choice in answer["choices"]
    )


def _plan(rows: Sequence[Sequence[int]]) -> Plan:
    return tuple(tuple(row) for row in rows)


def _elsewhere(
    task: Mapping[str, object], progress: Progress | None, cancelled: Callable[[], bool] | None
) -> dict[str, Any]:
    """Have another process do a task; its answer."""
    try:
        worker = _start()
    except OSError as fault:
        raise Expected(
            _("Fikk ikke startet gruppebyggeren: {reason}. Gruppene er som før.").format(reason=reason(fault))
        ) from fault
    try:
        return _follow(worker, json.dumps(task), progress, cancelled)
    finally:
        _end(worker)


def _start() -> subprocess.Popen[bytes]:
    return worker_entry.start(worker_entry.Worker.SOLVER)


def _end(worker: subprocess.Popen[bytes]) -> None:
    # First the worker, then the pipes: one that is being read from cannot be closed until the other end is.
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout, worker.stderr):
        with suppress(OSError):
            if pipe:
                pipe.close()


def _follow(
    worker: subprocess.Popen[bytes], task: str, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> dict[str, Any]:
    """Hand over the task and wait for the answer, passing on progress and the wish to stop."""
    if worker.stdin is None or worker.stdout is None or worker.stderr is None:
        raise RuntimeError("the worker was started without pipes")
    lines: Queue[bytes | None] = Queue()
    complaint: list[str] = []
    # Both pipes are read all the time: a worker that fills a pipe nobody empties would stand still.
    readers = [
        threading.Thread(target=_read, args=(worker.stdout, lines), daemon=True),
        threading.Thread(target=_overhear, args=(worker.stderr, complaint), daemon=True),
    ]
    for reader in readers:
        reader.start()
    with suppress(OSError):  # it died at once; what it said comes below
        worker.stdin.write(task.encode() + b"\n")
        worker.stdin.flush()
    asked_to_stop = False
    while True:
        if not asked_to_stop and cancelled is not None and cancelled():
            asked_to_stop = True
            with suppress(OSError):
                worker.stdin.write(b"stop\n")
                worker.stdin.flush()
        try:
            line = lines.get(timeout=PATIENCE_S)
        except Empty:
            continue
        if line is None:
            readers[1].join(timeout=2)
            last = "".join(complaint).strip().rpartition("\n")[2]
            raise Expected(
                _("Gruppebyggeren stoppet: {reason}. Gruppene er som før.").format(reason=last or worker.poll())
            )
        answer: dict[str, Any] = json.loads(line)
        if "progress" in answer:
            if progress is not None:
                progress(answer["progress"], Score(*answer["score"]))
        elif "bad" in answer:
            raise BadInput(answer["bad"])
        else:
            return answer


def _overhear(pipe: IO[bytes], complaint: list[str]) -> None:
    complaint.append(pipe.read().decode("utf-8", "replace"))


def _read(pipe: IO[bytes], lines: Queue[bytes | None]) -> None:
    with suppress(OSError, ValueError):  # closed under us when the one who asked has gone
        for line in pipe:
            lines.put(line)
    lines.put(None)
