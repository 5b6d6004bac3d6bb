"""What the command line says: answers on stdout, progress on stderr where somebody is watching."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

EVERY_S = 0.1


def safe_streams() -> None:
    """Let any letter be written: a console that lacks one shows «?», and what is piped on is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        # A terminal knows what it can show; a pipe or a file has no say, and everybody who reads one expects UTF-8.
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def answer(value: Any) -> None:
    """One JSON value, readable by people too."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str = "") -> None:
    """Write a line for people on stdout."""
    print(text)


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows with their columns in line, two spaces apart."""
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


class Progress:
    """A line on stderr that is written over as work goes on; silent where nobody is watching.

    Call it with (share done 0–1 or None, what is being done); use it as a context manager to leave no trace.
    """

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._last = 0.0
        self._width = 0

    def __call__(self, done: float | None, text: str = "") -> None:
        now = time.monotonic()
        # A terminal that is written to at every step is slower than most of the work; the last step is always shown.
        if not self._watched or (now - self._last < EVERY_S and done != 1.0):
            return
        self._last = now
        share = "" if done is None else f"{round(100 * done):3} % "
        line = f"{share}{text}"[:78]
        sys.stderr.write(f"\r{line.ljust(self._width)}")
        sys.stderr.flush()
        self._width = len(line)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *fault: object) -> None:
        if self._width:
            # Overwritten with spaces, so that what is said next does not begin in the middle of an old line.
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
