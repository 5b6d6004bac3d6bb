"""What a program asks the system for: every socket and every program it starts, in all its threads and processes.

In the process that is to be traced, before it does anything: ``submit(door)``. In the test: ``Tracer(door)``. From then
on the system itself (seccomp, with a listener) asks the tracer before it makes a socket or starts a program; no library
gets round it, no child is without it, and nobody can take it off again. A socket to anywhere but this machine is
refused. Needs Linux, and nothing that is installed.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import select
import socket
import struct
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_CALLS = {
    "x86_64": (
        0xC000003E,
        317,
        {"socket": 41, "clone": 56, "fork": 57, "execve": 59, "execveat": 322, "io_uring_setup": 425},
    ),
    "aarch64": (
        0xC00000B7,
        277,
        {"socket": 198, "clone": 220, "execve": 221, "execveat": 281, "io_uring_setup": 425},
    ),
}
"""By machine: its number for the system, of the call ``seccomp``, and of those that are asked about."""
_NO_NEW_PRIVILEGES, _SET_FILTER, _NEW_LISTENER = 38, 1, 8
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _ASK, _REFUSE = 0x7FFF0000, 0x7FC00000, 0x00050001
_SHARES_MEMORY = 0x100
_RECEIVE, _ANSWER = 0xC0502100, 0xC0182101
_GO_ON = 1
_EPERM = 1
_SEEN = struct.Struct("=QIIiIQ6Q")
"""Number of the question, process, flags, call, machine, where, six arguments."""
FAMILIES = {1: "unix", 2: "internet", 10: "internet 6", 16: "netlink", 17: "packet"}


def can() -> str:
    """Why this machine cannot trace; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "only Linux asks before it makes a socket"
    if os.uname().machine not in _CALLS:
        return f"the numbers of its calls are not known here: {os.uname().machine}"
    child = os.fork()
    if not child:
        try:
            os.close(_filter())
        except OSError as fault:
            os._exit(fault.errno or 1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "" if code == 0 else f"the system does not let anybody trace: {os.strerror(code)}"


def submit(door: str) -> None:
    """Be traced from now on by whoever listens at ``door``, with all threads and processes that are begun later."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(door)
        listener = _filter()
        socket.send_fds(line, [b"!"], [listener])
        os.close(listener)
        line.recv(1)  # until somebody listens; the first call that is asked about would wait in any case


def _filter() -> int:
    """Hang the filter on this process; the file by which the system asks.

    Raises:
        OSError: the system does not let us.
    """
    machine, seccomp, calls = _CALLS[os.uname().machine]
    lines = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, 0)]
    for name, number in calls.items():
        if name == "clone":  # threads, and a child that starts a program, share memory: that is no fork
            lines += [(_EQUAL, 0, 4, number), (_LOAD, 0, 0, 16), (_ANY_BIT, 1, 0, _SHARES_MEMORY)]
            lines += [(_RETURN, 0, 0, _ASK), (_RETURN, 0, 0, _ALLOW)]
        else:
            lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ASK)]
    lines.append((_RETURN, 0, 0, _ALLOW))
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in lines))
    head = struct.pack("@HP", len(lines), ctypes.addressof(program))
    c = ctypes.CDLL(None, use_errno=True)
    if c.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    handle = c.syscall(seccomp, _SET_FILTER, _NEW_LISTENER, head)
    if handle < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    return int(handle)


@dataclass
class Tracer:
    """Listens at a door (the path of a socket) and writes down what is asked for; ``close`` it when done.

    Attributes:
        sockets: the family of each socket that was asked for.
        programs: the words of each program that was started.
        forks: how often a process made another like itself. other: what else was asked for.
    """

    door: Path
    sockets: list[str] = field(default_factory=list)
    programs: list[list[str]] = field(default_factory=list)
    forks: int = 0
    other: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(self.door))
        self._server.listen()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._receive, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        """Stop listening; what is still traced is refused everything from then on."""
        self._stop.set()
        # Nothing but a visitor wakes who waits for one.
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.door))
        for thread in self._threads:
            thread.join(10)
        self._server.close()

    def _receive(self) -> None:
        while True:
            line, _address = self._server.accept()
            with line:
                if self._stop.is_set():
                    return
                _data, handles, _flags, _from = socket.recv_fds(line, 1, 1)
                thread = threading.Thread(target=self._listen, args=(handles[0],), daemon=True)
                self._threads.append(thread)
                thread.start()
                line.send(b"!")

    def _listen(self, handle: int) -> None:
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        names = {number: name for name, number in _CALLS[os.uname().machine][2].items()}
        while not self._stop.is_set():
            for _handle, event in waiting.poll(100):
                if not event & select.POLLIN:  # all that were traced are gone
                    os.close(handle)
                    return
                question = bytearray(_SEEN.size)
                try:
                    fcntl.ioctl(handle, _RECEIVE, question)
                except OSError:  # who asked died meanwhile
                    continue
                number, process, _flags, call, _machine, _where, *arguments = _SEEN.unpack(question)
                refused = self._note(names[call], process, arguments)
                answer = struct.pack("=QqiI", number, 0, -_EPERM if refused else 0, 0 if refused else _GO_ON)
                with suppress(OSError):
                    fcntl.ioctl(handle, _ANSWER, bytearray(answer))
        os.close(handle)

    def _note(self, call: str, process: int, arguments: list[int]) -> bool:
        """Write a call down; whether it is refused."""
        match call:
            case "socket":
                family = FAMILIES.get(arguments[0] & 0xFFFFFFFF, str(arguments[0]))
                self.sockets.append(family)
                return family != "unix"
            case "execve":
                self.programs.append(_words(process, arguments[1]))
            case "clone" | "fork":
                self.forks += 1
            case _:
                self.other.append(call)
        return False


def _words(process: int, place: int) -> list[str]:
    """The words that a program is started with, from the memory of who starts it."""
    found: list[str] = []
    try:
        with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
            while len(found) < 50:
                memory.seek(place + 8 * len(found))
                (word,) = struct.unpack("=Q", memory.read(8))
                if not word:
                    break
                memory.seek(word)
                found.append(memory.read(300).split(b"\0")[0].decode("utf-8", "replace"))
    except (OSError, struct.error):
        found.append("?")
    return found
