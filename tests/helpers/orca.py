"""Orca itself on a test's own desk: what it would say aloud, read from its own log."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.screen_reader import Desk
from tests.helpers.waiting import until

_SAID = re.compile(r"SPEECH OUTPUT: '(.*?)\s?'\s?\{'estab", re.DOTALL)


def is_there() -> bool:
    """Whether this machine has it."""
    return shutil.which("orca") is not None


class Orca:
    """Listens to one desk.

    Args:
        log: where it writes what it does.
    """

    def __init__(self, log: Path) -> None:
        self._log = log

    def said(self) -> list[str]:
        """Everything it has said, in order."""
        text = self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""
        return [" ".join(piece.split()) for piece in _SAID.findall(text)]

    def says(self, words: str) -> None:
        """Wait until it has said something with these words."""
        until(lambda: any(words in piece for piece in self.said()), f"Orca says {words}; it said {self.said()[-8:]}")


@contextmanager
def listening(desk: Desk) -> Iterator[Orca]:
    """Orca as anybody starts it, with settings of its own; ended afterwards."""
    # The speech dispatcher's socket lies in this folder, and the name of a socket has room for a hundred letters.
    folder = Path(tempfile.mkdtemp(prefix="orca-"))
    log = folder / "orca.log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    env = {**clean, **desk.env, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"}
    with (folder / "out.txt").open("wb") as out:
        process = subprocess.Popen(
            [str(shutil.which("orca")), "-u", str(folder / "prefs"), "--replace", f"--debug-file={log}"],
            env=env, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    orca = Orca(log)
    try:
        orca.says("Screen reader on")
        yield orca
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
