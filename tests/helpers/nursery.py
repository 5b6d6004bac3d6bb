"""Programs that need not learn to walk: one process imports the program once, and forks one that runs it when asked.

Importing is half of what a start costs, and a run of the tests starts the windows some eighty times. What is forked
is a process of its own, with its own environment, pipes and clock, and is killed like any other; rooms that nobody
goes to are not made. Only ``./check`` does so: plain ``pytest`` and the benches start each afresh, and so does a test
that is about starting.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import random
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NURSERY = "NETTVERK_TESTS_NURSERY"
"""The environment variable by which ``./check`` says that programs may be forked; else each is started afresh."""
NEVER_MS = 10**9
_MOST_BYTES = 1_000_000  # of an environment and arguments


def is_open() -> bool:
    """Whether programs may be forked here at all."""
    return sys.platform == "linux" and bool(os.environ.get(NURSERY))


class Forked:
    """As much of ``subprocess.Popen`` as one needs for a process that is somebody else's child."""

    def __init__(self, arguments: Sequence[str], env: Mapping[str, str]) -> None:
        (its_in, self_in), (self_out, its_out), (self_err, its_err), (news, tells) = (os.pipe() for _pipe in range(4))
        asked = json.dumps({"arguments": list(arguments), "env": dict(env)}).encode()
        socket.send_fds(_nursery(), [asked], [its_in, its_out, its_err, tells])
        for theirs in (its_in, its_out, its_err, tells):
            os.close(theirs)
        self.stdin = os.fdopen(self_in, "w", encoding="utf-8")
        self.stdout = os.fdopen(self_out, encoding="utf-8")
        self.stderr = os.fdopen(self_err, encoding="utf-8")
        self._news = os.fdopen(news, encoding="utf-8")
        self.pid = int(self._news.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        if self.returncode is None and select.select([self._news], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended; its exit code, negative for the signal that ended it."""
        if self.returncode is None:
            self.returncode = int(self._news.readline())
            self._news.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """As ``kill NUMBER``; nothing where it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """As ``kill -9``."""
        self.send_signal(signal.SIGKILL)


@cache
def _nursery() -> socket.socket:
    """The line to the process that forks, one for all tests of this process; it ends when the line is cut."""
    line, its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.nursery", str(its_end.fileno())],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        pass_fds=[its_end.fileno()],
        stdin=subprocess.DEVNULL,
    )
    its_end.close()

    def end() -> None:
        line.close()
        process.wait()

    atexit.register(end)
    return line


def main() -> None:
    """Import the program, and fork one whenever somebody asks."""
    import nettverk.ui
    from tests.helpers import hands, program

    for module in pkgutil.walk_packages(nettverk.ui.__path__, "nettverk.ui."):
        importlib.import_module(module.name)
    assert hands.Hands
    assert len(os.listdir("/proc/self/task")) == 1, "a process with threads must not be forked"  # noqa: PTH208
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the tests; they cut the line
    line = socket.socket(fileno=int(sys.argv[1]))
    while True:
        asked, files, _flags, _from = socket.recv_fds(line, _MOST_BYTES, 4)
        if not asked:
            break
        if os.fork() == 0:
            line.close()
            _keep(program, json.loads(asked), files)
        for file in files:
            os.close(file)
        _reap(os.WNOHANG)
    _reap(0)


def _reap(how: int) -> None:
    """So that what the programs have used is counted as used by the tests."""
    try:
        while os.waitpid(-1, how)[0]:
            pass
    except ChildProcessError:
        return


def _keep(program: Any, asked: dict[str, Any], files: list[int]) -> None:
    """Fork the program itself, and tell its number and how it ended; never returns."""
    *pipes, tells = files
    number = os.fork()
    if number == 0:
        os.close(tells)
        _become(program, asked, pipes)
    for pipe in pipes:
        os.close(pipe)
    os.write(tells, f"{number}\n".encode())
    _number, status = os.waitpid(number, 0)
    try:
        os.write(tells, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    finally:
        os._exit(0)


def _become(program: Any, asked: dict[str, Any], pipes: list[int]) -> None:
    """Be a program that has just been started; never returns."""
    from nettverk.ui.common import room_stack

    for place, pipe in enumerate(pipes):
        os.dup2(pipe, place)
        os.close(pipe)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    random.seed()
    sys.argv[1:] = asked["arguments"]
    room_stack.WARM_MS = NEVER_MS
    try:
        program.main()
    except BaseException:  # noqa: BLE001 - as Python itself does at the end
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(1)


if __name__ == "__main__":
    main()
