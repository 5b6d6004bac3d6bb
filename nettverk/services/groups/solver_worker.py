"""The other end of ``solver_process``: one task in, progress and one answer out, each a line of JSON.

It uses one core and never touches the database.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import IO

from nettverk.domain.errors import BadInput
from nettverk.mixing.aims import Score
from nettverk.mixing.limits import refuse_too_wide
from nettverk.mixing.reading import read
from nettverk.services.groups.solver import repair_here, solve_here


def main() -> int:
    """Work for whoever started this process; does not return."""
    with suppress(BrokenPipeError):
        work(sys.stdin, sys.stdout)
        sys.stdout.flush()
    os._exit(0)  # the thread that listens may still hold stdin; nothing here needs tidying


def work(source: IO[str], out: IO[str]) -> None:
    """Do the task that ``source`` gives, and stop when it gives another line or ends.

    All that is heavy is imported before anybody listens: on Windows a library that looks at stdin while it is loaded
    (OpenBLAS, with numpy) waits for ever behind a thread that reads from it (numpy issue 24290).
    """
    from nettverk.mixing import repair, search  # noqa: F401

    task = json.loads(source.readline())
    stop = threading.Event()

    def listen() -> None:
        source.readline()  # «stop», or the end of the pipe because nobody is waiting any more
        stop.set()

    # To wait for a line and to work at the same time takes a thread; reading does not keep the search from running.
    threading.Thread(target=listen, daemon=True).start()

    def say(answer: Mapping[str, object]) -> None:
        out.write(json.dumps(answer) + "\n")
        out.flush()

    def tell(done: float | None, score: Score) -> None:
        say({"progress": done, "score": score})

    try:
        problem = read(task["problem"])
        refuse_too_wide(problem)
        if task.get("repair"):
            say({"choices": [asdict(choice) for choice in repair_here(problem, cancelled=stop.is_set)]})
            return
        solution = solve_here(
            problem, seed=task["seed"], iterations=task["iterations"], progress=tell, cancelled=stop.is_set
        )
    except BadInput as bad:
        say({"bad": bad.sentence})
        return
    say(asdict(solution))
