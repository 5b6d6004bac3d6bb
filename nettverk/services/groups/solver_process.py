"""Making groups without holding anything up: the group builder in a process of its own, with progress and cancel.

``solve_here`` is for the command line. ``solve_apart`` starts this module as a program, which takes the problem as one
line of JSON, tells of each better plan in a line, and gives back the best when it is done, when it is told to stop, or
when whoever asked is gone. It uses one core and never touches the database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING, Any

from nettverk.domain.errors import BadInput, Expected, reason
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.mixing.problem import Problem
    from nettverk.mixing.score import Score
    from nettverk.mixing.search import Progress as Better
    from nettverk.mixing.search import Result


@dataclass(frozen=True, slots=True)
class Repaired:
    """One way to mend groups: the plan, its figures by name, how many move, and whether no fewer can."""

    moves: int
    plan: tuple[tuple[int, ...], ...]
    score: Mapping[str, int]
    fewest: bool


Progress = Callable[[float | None, Mapping[str, int]], None]
"""Told the share of the work that is done (None where unknown) and the figures of the best plan so far."""

PATIENCE_S = 0.05
"""How often someone who waits looks whether to stop."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The best groups found.

    Attributes:
        plan: one row a round, one table a person, −1 for those not there.
        score, bound: figures by name. proved: names of the figures that cannot be better.
        seed, iterations, version: enough to make the same plan again (version is the search's own).
    """

    plan: tuple[tuple[int, ...], ...]
    score: Mapping[str, int]
    bound: Mapping[str, int]
    proved: tuple[str, ...]
    seed: int
    iterations: int
    seconds: float
    stopped: bool = False
    version: int = 0


def solve_here(
    problem: Problem,
    *,
    seed: int = 1,
    iterations: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Solve in this process and thread."""
    from nettverk.mixing import search

    limit = search.default_iterations(problem) if iterations is None else iterations

    def tell(result: Better) -> None:
        if progress is not None:
            progress(min(1.0, result.iterations / limit) if limit else None, _figures(result.score))

    result = search.solve(problem, seed=seed, iterations=limit, progress=tell, cancelled=cancelled)
    return _solution(result, bool(cancelled and cancelled()))


def _solution(result: Result, stopped: bool) -> Solution:
    score, bound = _figures(result.score), _figures(result.bound)
    plan = tuple(tuple(int(table) for table in row) for row in result.plan)
    return Solution(
        plan,
        score,
        bound,
        result.proved,
        result.seed,
        result.iterations,
        float(result.seconds),
        stopped,
        result.version,
    )


def _figures(score: Score) -> dict[str, int]:
    return {name: int(value) for name, value in score._asdict().items()}


def solve_apart(
    problem: Problem,
    *,
    seed: int = 1,
    iterations: int | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Solution:
    """Solve in another process; stopping early keeps the best found.

    Raises:
        BadInput: the rules contradict each other.
        Expected: the process could not be started, or died.
    """
    if getattr(sys, "frozen", False):  # one program file: there is no interpreter to start
        return solve_here(problem, seed=seed, iterations=iterations, progress=progress, cancelled=cancelled)
    answer = _elsewhere({"problem": problem.to_json(), "seed": seed, "iterations": iterations}, progress, cancelled)
    answer["plan"] = _rows(answer["plan"])
    answer["proved"] = tuple(answer["proved"])
    return Solution(**answer)


def _rows(plan: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(int(table) for table in row) for row in plan)


def repair_here(problem: Problem, *, cancelled: Callable[[], bool] | None = None) -> tuple[Repaired, ...]:
    """Ways to mend the published groups of a problem, in this process and thread."""
    from nettverk.mixing import repair

    return tuple(
        Repaired(found.moves, _rows(found.plan), _figures(found.score), found.fewest)
        for found in repair.repair(problem, iterations=_steps(problem), cancelled=cancelled)
    )


def _steps(problem: Problem) -> int:
    """Steps for each price of a move that are done within the second somebody at the door can wait."""
    return max(50, 16_000 // (problem.people * problem.rounds))


def repair_apart(problem: Problem, *, cancelled: Callable[[], bool] | None = None) -> tuple[Repaired, ...]:
    """The same in another process.

    Raises:
        BadInput: the rules contradict each other.
        Expected: the process could not be started, or died.
    """
    if getattr(sys, "frozen", False):
        return repair_here(problem, cancelled=cancelled)
    answer = _elsewhere({"problem": problem.to_json(), "repair": True}, None, cancelled)
    return tuple(
        Repaired(found["moves"], _rows(found["plan"]), found["score"], found["fewest"]) for found in answer["choices"]
    )


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


def _start() -> subprocess.Popen[str]:
    home = str(Path(__file__).resolve().parents[3])
    paths = [home, *(path for path in [os.environ.get("PYTHONPATH", "")] if path)]
    return subprocess.Popen(
        [sys.executable, "-m", "nettverk.services.groups.solver_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _end(worker: subprocess.Popen[str]) -> None:
    # First the worker, then the pipes: one that is being read from cannot be closed until the other end is.
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout, worker.stderr):
        with suppress(OSError):
            if pipe:
                pipe.close()


def _follow(
    worker: subprocess.Popen[str], task: str, progress: Progress | None, cancelled: Callable[[], bool] | None
) -> dict[str, Any]:
    if worker.stdin is None or worker.stdout is None or worker.stderr is None:
        raise RuntimeError("the worker was started without pipes")
    lines: Queue[str | None] = Queue()
    complaint: list[str] = []
    readers = [
        threading.Thread(target=_read, args=(worker.stdout, lines), daemon=True),
        threading.Thread(target=lambda pipe: complaint.append(pipe.read()), args=(worker.stderr,), daemon=True),
    ]
    for reader in readers:
        reader.start()
    with suppress(OSError):  # it died at once; what it said comes below
        worker.stdin.write(task + "\n")
        worker.stdin.flush()
    told = False
    while True:
        if not told and cancelled is not None and cancelled():
            told = True
            with suppress(OSError):
                worker.stdin.write("stop\n")
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
                progress(answer["progress"], answer["score"])
        elif "bad" in answer:
            raise BadInput(answer["bad"])
        else:
            return answer


def _read(pipe: IO[str], lines: Queue[str | None]) -> None:
    with suppress(OSError, ValueError):  # closed under us when the one who asked has gone
        for line in pipe:
            lines.put(line)
    lines.put(None)


def _work(source: IO[str], out: IO[str]) -> None:
    """The other process: one task in, progress and one answer out.

    All that is heavy is imported before anybody listens: on Windows a library that looks at stdin while it is loaded
    (OpenBLAS, with numpy) waits for ever behind a thread that reads from it (numpy issue 24290).
    """
    from nettverk.mixing import repair, search  # noqa: F401
    from nettverk.mixing.problem import Problem

    task = json.loads(source.readline())
    stop = threading.Event()

    def listen() -> None:
        source.readline()  # «stop», or the end of the pipe because nobody is waiting any more
        stop.set()

    threading.Thread(target=listen, daemon=True).start()

    def say(answer: Mapping[str, object]) -> None:
        out.write(json.dumps(answer) + "\n")
        out.flush()

    def tell(done: float | None, score: Mapping[str, int]) -> None:
        say({"progress": done, "score": score})

    try:
        problem = Problem.from_json(task["problem"])
        if task.get("repair"):
            say({"choices": [asdict(found) for found in repair_here(problem, cancelled=stop.is_set)]})
            return
        solution = solve_here(
            problem, seed=task["seed"], iterations=task["iterations"], progress=tell, cancelled=stop.is_set
        )
    except BadInput as bad:
        say({"bad": bad.sentence})
        return
    say(asdict(solution))


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        _work(sys.stdin, sys.stdout)
        sys.stdout.flush()
    os._exit(0)  # the thread that listens may still hold stdin; nothing here needs tidying
