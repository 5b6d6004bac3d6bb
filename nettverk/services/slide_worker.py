"""The other end of ``slide_process``: PDFs from people's sticks are opened and drawn here, in a process that may die.

A request is a line of JSON, followed by as many bytes as it says; so is an answer. What a page may cost is watched
from a thread of its own while pdfium draws (it lets Python's other threads run), and beside that by the system.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import IO, Any

from nettverk.services.pdf_pages import PdfPages, UnreadablePdf
from nettverk.services.picture_pages import PicturePages, is_picture

MOST_BYTES = 400_000_000
"""Memory that this process may hold, whatever a page asks for."""
MOST_SECONDS = 6.0
"""A page that takes longer ends the process, also when nobody is left to do that; who asked is patient for less."""
LOOK_S = 0.02
TOO_LARGE, TOO_LONG = 3, 4
"""Exit codes of a process that has ended itself."""


@dataclass(slots=True)
class _Job:
    """What is being worked on since when (by the steady clock); 0 while there is nothing."""

    since: float = 0.0


@dataclass(slots=True)
class _Desk:
    """The PDFs that are open, by key."""

    open: dict[str, PdfPages | PicturePages] = field(default_factory=dict)

    def do(self, request: Mapping[str, Any], data: bytes) -> tuple[dict[str, Any], Any]:
        """Answer a request: a record, and the points of a picture where it asks for one."""
        key = str(request["key"])
        match request["do"]:
            case "open":
                try:
                    self.open[key] = (
                        PicturePages(data) if is_picture(data) else PdfPages(data, request["password"] or None)
                    )
                except UnreadablePdf as fault:
                    return {"bad": "locked" if fault.locked else "broken"}, b""
                return {"pages": self.open[key].count}, b""
            case "close":
                pdf = self.open.pop(key, None)
                if pdf is not None:
                    pdf.close()
                return {}, b""
            case "filled":
                pdf = self.open[key]
                return {"fields": pdf.filled(request["page"]) if isinstance(pdf, PdfPages) else []}, b""
            case "words":
                return {"words": self.open[key].text(request["page"])}, b""
            case _:
                picture = self.open[key].fitted(request["page"], request["width"], request["height"])
                return {"width": picture.width, "height": picture.height, "stride": picture.stride}, picture.data


def main() -> int:
    """Work for whoever started this process, until stdin ends; does not return."""
    # Nothing but answers may come out where answers come out.
    answers = os.fdopen(os.dup(1), "wb")
    with suppress(OSError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]  # noqa: F401 - before anything is limited

    limit()
    requests: SimpleQueue[tuple[dict[str, Any], bytes]] = SimpleQueue()
    job = _Job()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    threading.Thread(target=_watch, args=(job,), daemon=True).start()
    desk = _Desk()
    while True:
        request, data = requests.get()
        job.since = time.monotonic()
        try:
            answer, points = desk.do(request, data)
        except MemoryError:
            os._exit(TOO_LARGE)
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with a page, the next one is asked for
            answer, points = {"bad": type(fault).__name__}, b""
        del data
        job.since = 0.0
        _send(answers, answer, points)


def limit() -> None:
    """Have the system hold this process to its memory, and keep it from writing files and from leaving a core."""
    try:
        import resource
    except ImportError:  # Windows: only the watch below
        return
    statm = Path("/proc/self/statm")
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        if statm.exists():
            # What is mapped but not held, such as libraries, is not counted.
            mapped, held = (int(word) * resource.getpagesize() for word in statm.read_text("ascii").split()[:2])
            most = mapped - held + MOST_BYTES
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def held() -> int:
    """Bytes of memory that this process holds now (on a Mac: the most it has held); 0 where that cannot be told."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        # PROCESS_MEMORY_COUNTERS: size, page faults, most held, held now, …
        counters = (ctypes.c_size_t * 16)()
        ctypes.c_ulong.from_buffer(counters).value = 72
        ask = ctypes.windll.kernel32.K32GetProcessMemoryInfo
        ask.argtypes = [wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD]
        return int(counters[2]) if ask(wintypes.HANDLE(-1), counters, 72) else 0
    import resource

    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024


def _watch(job: _Job) -> None:
    while True:
        Event().wait(LOOK_S)
        if held() > MOST_BYTES:
            os._exit(TOO_LARGE)
        since = job.since
        if since and time.monotonic() - since > MOST_SECONDS:
            os._exit(TOO_LONG)


def _listen(source: IO[bytes], requests: SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    while line := source.readline():
        request = json.loads(line)
        requests.put((request, source.read(request.get("size", 0))))
    os._exit(0)  # nobody is waiting any more, not even if a page is being drawn


def _send(answers: IO[bytes], answer: dict[str, Any], points: Any) -> None:
    try:
        answers.write(json.dumps(answer | {"size": len(points)}).encode() + b"\n")
        answers.write(points)
        answers.flush()
    except OSError:
        os._exit(0)
