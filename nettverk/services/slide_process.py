"""Slides drawn in a process of their own: a PDF can take time and memory without end, or fall, and nobody notices.

A page has five seconds and 400 MB. One that takes more ends the process, not the program: a new one is started, is
handed the PDFs that are needed again, and goes on with the next page.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import IO, Any, TypeVar

from nettverk.services import worker_entry
from nettverk.services.pdf_pages import PagePicture, UnreadablePdf

PAGE_S = 5.0
"""Seconds that a page may take, and a PDF to open."""
HAND_OVER_S = 0.7
"""A page that others wait behind is put off when it has taken this long."""
MOST_OPEN = 100_000_000
"""Bytes of PDFs that the process has open at a time; beside them there must be room for a page."""
_PIPE = 30_000
"""Bytes that any system's pipe takes without anybody reading them."""
_WIDE = 1_048_576
_LOOK_S = 0.01
_QUICK_S = 1.0
_STARTING_S = 30.0
"""A machine that is busy, with an antivirus that reads every library, takes its time to start a process."""

_Answer = tuple[dict[str, Any], bytes]
_Result = TypeVar("_Result")


class PageFault(Exception):
    """A page, or a whole PDF, that cannot be drawn: too heavy, or it made the process fall."""


class PutOff(Exception):
    """A page that was left half drawn because others waited behind it."""


@dataclass(slots=True)
class _Pdf:
    data: bytes
    password: str


class SlideProcess:
    """Opens PDFs and draws their pages. Used from one thread at a time; ``close`` it when done."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[_Answer | None] = SimpleQueue()
        self._pdfs: dict[str, _Pdf] = {}
        self._reader: threading.Thread | None = None
        self._open: list[str] = []
        self._served = 0

    def start(self) -> None:
        """Start the process now, so that the first page does not wait for it.

        Raises:
            OSError: it cannot be started.
        """
        if self._process is not None and self._process.poll() is None:
            return
        self._end()
        self._process = worker_entry.start(worker_entry.Worker.SLIDES, stderr=subprocess.DEVNULL)
        for pipe in (self._process.stdin, self._process.stdout):
            _widen(pipe)
        self._answers, self._open, self._served = SimpleQueue(), [], 0
        self._reader = threading.Thread(
            target=_read, args=(self._process.stdout, self._answers), name="nettverk-slide-answers", daemon=True
        )
        self._reader.start()

    def open(self, key: str, data: bytes, password: str = "") -> int:
        """Take in a PDF under a key; how many pages it has.

        Raises:
            UnreadablePdf: it is no PDF, or the password does not fit. PageFault: it is too heavy to open.
        """
        self._pdfs[key] = _Pdf(data, password)
        try:
            return self._retried(lambda: self._opened(key, None))
        except (UnreadablePdf, PageFault):
            del self._pdfs[key]
            raise

    def picture(
        self, key: str, page: int, width: int, height: int, others_wait: Callable[[], bool] | None = None
    ) -> PagePicture:
        """A page (from 0) drawn as large as fits in ``width`` × ``height`` pixels.

        Args:
            others_wait: asked while it is drawn; where others do, a page that takes long is put off.

        Raises:
            PageFault: it cannot be drawn. PutOff: others wait.
        """
        request = {"do": "picture", "key": key, "page": page, "width": width, "height": height}
        answer, points = self._about(key, request, others_wait)
        return PagePicture(answer["width"], answer["height"], answer["stride"], points)

    def words(self, key: str, page: int, others_wait: Callable[[], bool] | None = None) -> str:
        """The words on a page (from 0), one space between them; empty where the page is only a picture.

        Raises:
            PageFault: they cannot be read. PutOff: others wait.
        """
        answer, _points = self._about(key, {"do": "words", "key": key, "page": page}, others_wait)
        return " ".join(str(answer["words"]).split())

    def filled(self, key: str, page: int) -> list[tuple[str, str]]:
        """The fields of text on a page (from 0): what each is for, and what was typed in it.

        Raises:
            PageFault: they cannot be read.
        """
        answer, _points = self._about(key, {"do": "filled", "key": key, "page": page}, None)
        return [(str(name), str(value)) for name, value in answer["fields"]]

    def close(self) -> None:
        """End the process and forget every PDF; ``open`` starts another."""
        self._end()
        self._pdfs.clear()

    # --- asking ---

    def _about(self, key: str, request: dict[str, Any], others_wait: Callable[[], bool] | None) -> _Answer:
        def ask() -> _Answer:
            if key not in self._open:
                self._opened(key, others_wait)
            return self._ask(request, b"", others_wait)

        answer, points = self._retried(ask)
        if "bad" in answer:
            raise PageFault(answer["bad"])
        return answer, points

    def _retried(self, ask: Callable[[], _Result]) -> _Result:
        """Ask once more in a new process where one fell that had drawn other pages: it may have been one of those."""
        begun = time.monotonic()
        try:
            self.start()
            served = self._served
            return ask()
        except _Fell:
            # What took this long before it fell was heavy itself, and would only fall once more.
            if not served or time.monotonic() - begun > _QUICK_S:
                raise PageFault("fell") from None
        except OSError as fault:
            raise PageFault(str(fault)) from fault
        try:
            self.start()
            return ask()
        except (_Fell, OSError):
            raise PageFault("fell") from None

    def _opened(self, key: str, others_wait: Callable[[], bool] | None) -> int:
        pdf = self._pdfs.get(key)
        if pdf is None:
            raise PageFault("not here")
        # Room is made for it first: those that nobody has looked at for longest are opened again when they are.
        while self._open and sum(len(self._pdfs[other].data) for other in self._open) + len(pdf.data) > MOST_OPEN:
            self._ask({"do": "close", "key": self._open.pop(0)}, b"", None)
        request = {"do": "open", "key": key, "password": pdf.password, "size": len(pdf.data)}
        answer, _points = self._ask(request, pdf.data, others_wait)
        if "bad" in answer:
            raise UnreadablePdf("password" if answer["bad"] == "locked" else answer["bad"])
        self._open.append(key)
        return int(answer["pages"])

    def _ask(self, request: dict[str, Any], data: bytes, others_wait: Callable[[], bool] | None) -> _Answer:
        """Hand over a request and wait for its answer; whoever takes too long is ended."""
        process = self._process
        if process is None or process.stdin is None:
            raise _Fell
        begun = time.monotonic()
        # The first answer comes when the process has started; that is not the page's time.
        patience = PAGE_S if self._served else _STARTING_S
        # A process that stands still would let us stand still as well while it is handed a large PDF.
        guard = threading.Timer(patience, process.kill) if len(data) > _PIPE else None
        try:
            if guard is not None:
                guard.start()
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
        except OSError:
            self._end()
            raise _Fell from None
        finally:
            if guard is not None:
                guard.cancel()
        while True:
            try:
                answer = self._answers.get(timeout=_LOOK_S)
            except Empty:
                taken = time.monotonic() - begun
                if taken > HAND_OVER_S and others_wait is not None and others_wait():
                    self._end()
                    raise PutOff from None
                if taken > patience:
                    self._end()
                    raise PageFault("too long") from None
                continue
            if answer is None:
                self._end()
                raise _Fell
            self._served += 1
            return answer

    def _end(self) -> None:
        process, self._process = self._process, None
        self._open = []
        if process is None:
            return
        # First the process, then the pipes: one that is being read from cannot be closed until the other end is.
        process.kill()
        process.wait()
        if self._reader is not None:
            self._reader.join(2)
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


class _Fell(Exception):
    """The process is gone."""


def _widen(pipe: IO[bytes] | None) -> None:
    """Make a pipe as wide as the system lets anybody: a page goes through it in nine steps instead of a hundred."""
    if sys.platform == "linux" and pipe is not None:
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDE)


def _read(pipe: IO[bytes] | None, answers: SimpleQueue[_Answer | None]) -> None:
    with suppress(OSError, ValueError):  # closed under us, or cut off in the middle of an answer
        while pipe is not None and (line := pipe.readline()):
            answer = json.loads(line)
            points = pipe.read(answer["size"])
            if len(points) < answer["size"]:
                break
            answers.put((answer, points))
    answers.put(None)
