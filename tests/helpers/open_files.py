"""What Windows refuses: to give a file another name, or to take its place or take it away, while somebody has it open.

Here everything of the kind is allowed, so nobody would notice. ``watch()`` notes each time the program does it to a
file that this very process has open; ``noted`` is what a test looks at afterwards.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from nettverk.storage.whole_files import PREFIX

noted: list[str] = []
_PROGRAM = str(Path(__file__).parents[2] / "nettverk")
_LOCKS = (".lock",)
"""Taken away while they are held, where the system lets one; on Windows after (``storage/lock.py``)."""


def watch() -> None:
    """Look at each rename and removal from now on, where the system tells which files a process has open."""
    if Path("/proc/self/fd").is_dir():
        sys.addaudithook(_heard)


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "os.rename":
        paths, handles = arguments[:2], arguments[2:]
    elif event == "os.remove":
        paths, handles = arguments[:1], arguments[1:]
    else:
        return
    if any(handle != -1 for handle in handles) or not _by_the_program(sys._getframe(1)):
        return
    for path in paths:
        real = os.path.realpath(os.fsdecode(path))
        # What is written aside is held by one handle, which is closed first on Windows alone (storage/whole_files.py).
        allowed = 1 if real.rpartition("/")[2].startswith(PREFIX) else 0
        if _open(real) > allowed and not real.endswith(_LOCKS):
            noted.append(f"{event} {real}")


def _by_the_program(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code.co_filename.rpartition("/")[2] in {"pathlib.py", "os.py", "shutil.py"}:
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(_PROGRAM)


def _open(path: str) -> int:
    count = 0
    for handle in Path("/proc/self/fd").iterdir():
        try:
            count += str(handle.readlink()) == path
        except OSError:  # the one that lists them
            continue
    return count
