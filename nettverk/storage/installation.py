"""Who writes: a random id that this installation of the program keeps on the machine, outside every database.

It says nothing about the machine or its user. A copy of a database on another machine is written in under another id.
"""

from __future__ import annotations

import platform
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from nettverk.domain.ids import new_id
from nettverk.storage import whole_files
from nettverk.storage.places import installation_file

LONGEST_NAME = 60


def installation_id() -> str:
    """This installation's id, made the first time it is asked for.

    Where it cannot be kept (a home that can only be read), every call gives a new one. What is written is then signed
    by a writer that never comes back, which is as good as any.
    """
    path = installation_file()
    kept = _read(path)
    if kept:
        return kept
    fresh = new_id()
    with suppress(OSError):
        _write(path, fresh)
    # Another process may have made one at the same time. Which of the two stays does not matter, only that most agree.
    return _read(path) or fresh


def machine_name() -> str:
    """What this machine is called where several write in one file: what its user says, else the name it has.

    A name counts on the machine it was given on: a home folder on a server may be used from several.
    """
    host = platform.node()
    with suppress(OSError, UnicodeDecodeError):
        on, _line, name = _name_file().read_text(encoding="utf-8").partition("\n")
        if on == host and name.strip():
            return name.strip()
    return host or "?"


def name_machine(name: str) -> None:
    """Call this machine something else from now on; nothing lets it be called by its own name again.

    Raises:
        OSError: it cannot be kept.
    """
    words = " ".join(name.split())[:LONGEST_NAME]
    whole_files.write(_name_file(), f"{platform.node()}\n{words}\n".encode())


def _name_file() -> Path:
    return installation_file().with_name("maskin")


def _read(path: Path) -> str:
    """The id that is kept; empty where there is none, or what is there is no id (a full disk, a stray edit)."""
    try:
        return str(UUID(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        return ""


def _write(path: Path, id_: str) -> None:
    """Keep the id; a reader finds all of it or nothing, also when the power goes in the middle."""
    whole_files.write(path, f"{id_}\n".encode("ascii"))
