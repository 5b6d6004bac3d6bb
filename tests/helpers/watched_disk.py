"""SQLite's own way to the disk, watched: everything written is recorded, and any call can be made to fail.

A copy of SQLite's usual file system layer (its VFS, https://sqlite.org/vfs.html) is put before it, whose writes,
syncs, truncations and deletions pass by here first. ``power_cuts`` then plays what a disk may hold when the power goes
between two of them: all that was synced, and of the rest any part, in any order, torn at the sector.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECTOR = 512
OK, FULL, IOERR = 0, 13, 10
IOERR_READ, IOERR_WRITE, IOERR_FSYNC = 10 | 1 << 8, 10 | 3 << 8, 10 | 4 << 8
IOERR_TRUNCATE, IOERR_DELETE = 10 | 6 << 8, 10 | 10 << 8

_Pointer, _Int, _Long = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_READ = _WRITE = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int, _Long)
_TRUNCATE = ctypes.CFUNCTYPE(_Int, _Pointer, _Long)
_SYNC = ctypes.CFUNCTYPE(_Int, _Pointer, _Int)
# Paths as pointers: SQLite goes on using the text behind them, so it must be its own and no copy of Python's.
_OPEN = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Pointer, _Int, _Pointer)
_DELETE = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int)


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", _Int), ("file_size", _Int), ("longest_path", _Int), ("next", _Pointer), ("name", ctypes.c_char_p),
        ("data", _Pointer), ("open", _Pointer), ("delete", _Pointer), *((f"other{n}", _Pointer) for n in range(14)),
    ]  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", _Int), ("close", _Pointer), ("read", _Pointer), ("write", _Pointer), ("truncate", _Pointer),
        ("sync", _Pointer), *((f"other{n}", _Pointer) for n in range(13)),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done to a file, or the number of a step that was told of as stored.

    Attributes:
        kind: "write", "truncate", "sync", "delete", "create" or "told".
        at: the offset written at, the size cut to, 1 for a deletion whose folder is synced, the step's number.
    """

    kind: str
    name: str
    at: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What is seen while watched.

    Attributes:
        events: what was done, in order, by the last part of each file's name.
        refuse: asked before each call with its kind; a code other than 0 is what SQLite hears instead.
    """

    events: list[Event] = field(default_factory=list)
    refuse: Callable[[str], int] = lambda _kind: OK

    def tell(self, number: int) -> None:
        """A step was told of as stored."""
        self.events.append(Event("told", "", number))


def library() -> ctypes.CDLL | None:
    """The SQLite that Python itself uses; None where it cannot be reached (built into Python, or not Linux)."""
    import sqlite3  # noqa: F401 - it is looked up among what is loaded

    maps = Path("/proc/self/maps")
    if not maps.exists():
        return None
    for line in maps.read_text().splitlines():
        path = line.split(maxsplit=5)[-1]
        if "libsqlite3" in path:
            found = ctypes.CDLL(path)
            found.sqlite3_vfs_find.restype = _Pointer
            return found
    return None


@contextmanager
def watched() -> Iterator[Disk]:
    """Watch every database that is opened inside the block, in this process."""
    sqlite = library()
    assert sqlite is not None
    usual = sqlite.sqlite3_vfs_find(None)
    disk, keep = Disk(), []
    layer = _layer(usual, disk, keep)
    sqlite.sqlite3_vfs_register(ctypes.byref(layer), 1)
    try:
        yield disk
    finally:
        sqlite.sqlite3_vfs_register(_Pointer(usual), 1)
        sqlite.sqlite3_vfs_unregister(ctypes.byref(layer))


def _layer(usual: int, disk: Disk, keep: list[Any]) -> _Vfs:
    """A copy of the usual layer that tells ``disk`` first; ``keep`` holds what C code points at."""
    layer = _Vfs.from_buffer_copy(ctypes.string_at(usual, ctypes.sizeof(_Vfs)))
    real_open, real_delete = _OPEN(layer.open), _DELETE(layer.delete)
    names: dict[int, str] = {}
    tables: dict[int, _Methods] = {}

    def named(path: int) -> Path:
        return Path(ctypes.string_at(path).decode())

    def open_(vfs: int, path: int | None, file: int, flags: int, out: int) -> int:
        code = disk.refuse("open")
        if code:
            ctypes.c_void_p.from_address(file).value = None  # SQLite closes nothing that has no methods
            return code
        existed = path is not None and named(path).exists()
        code = real_open(vfs, path, file, flags, out)
        methods = ctypes.c_void_p.from_address(file)
        if code == OK and methods.value:
            names[file] = named(path).name if path else ""
            if methods.value not in tables:
                tables[methods.value] = _methods(methods.value, disk, names, keep)
            methods.value = ctypes.addressof(tables[methods.value])
            if not existed:
                disk.events.append(Event("create", names[file]))
        return code

    def delete(vfs: int, path: int, folder: int) -> int:
        code = disk.refuse("delete")
        if code:
            return code
        disk.events.append(Event("delete", named(path).name, folder))
        return real_delete(vfs, path, folder)

    made = _OPEN(open_), _DELETE(delete)
    layer.open, layer.delete = (ctypes.cast(one, _Pointer) for one in made)
    layer.name = b"nettverk-tests"
    keep += [made, real_open, real_delete, tables]
    return layer


def _methods(usual: int, disk: Disk, names: dict[int, str], keep: list[Any]) -> _Methods:
    table = _Methods.from_buffer_copy(ctypes.string_at(usual, ctypes.sizeof(_Methods)))
    real_read, real_write = _READ(table.read), _WRITE(table.write)
    real_truncate, real_sync = _TRUNCATE(table.truncate), _SYNC(table.sync)

    def read(file: int, into: int, length: int, at: int) -> int:
        return disk.refuse("read") or real_read(file, into, length, at)

    def write(file: int, data: int, length: int, at: int) -> int:
        code = disk.refuse("write")
        if code:
            return code
        disk.events.append(Event("write", names.get(file, ""), at, ctypes.string_at(data, length)))
        return real_write(file, data, length, at)

    def truncate(file: int, size: int) -> int:
        code = disk.refuse("truncate")
        if code:
            return code
        disk.events.append(Event("truncate", names.get(file, ""), size))
        return real_truncate(file, size)

    def sync(file: int, flags: int) -> int:
        code = disk.refuse("sync")
        if code:
            return code
        disk.events.append(Event("sync", names.get(file, "")))
        return real_sync(file, flags)

    made = _READ(read), _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
    table.read, table.write, table.truncate, table.sync = (ctypes.cast(one, _Pointer) for one in made)
    keep += [made, real_read, real_write, real_truncate, real_sync]
    return table


@dataclass
class _File:
    """A file on the disk that loses power: what is certain, and what was only handed over."""

    certain: bytearray | None
    waiting: list[Event] = field(default_factory=list)
    there: bool = True
    """Whether the running program sees it, certain or not."""

    def settle(self) -> None:
        """A sync: all that was handed over is certain."""
        self.certain = _applied(self.certain, self.waiting)
        self.waiting.clear()


def _applied(content: bytearray | None, events: list[Event]) -> bytearray:
    made = bytearray(content or b"")
    for event in events:
        if event.kind == "truncate":
            del made[event.at :]
        else:
            made.extend(bytes(max(0, event.at - len(made))))
            made[event.at : event.at + len(event.data)] = event.data
    return made


def power_cut(before: dict[str, bytes], events: list[Event], dice: random.Random) -> dict[str, bytes]:
    """What the disk may hold when the power goes after these events.

    Args:
        before: the files' contents before the first event, by name; all certain.
        dice: decides what of that which was not synced has come so far.

    Returns:
        the contents of each file there is, by name.
    """
    files = {name: _File(bytearray(data)) for name, data in before.items()}
    for event in events:
        file = files.setdefault(event.name, _File(None)) if event.name else None
        if file is None:
            continue
        if event.kind == "sync":
            file.settle()
        elif event.kind == "delete" and event.at:  # its folder is synced as well: gone for certain
            del files[event.name]
        elif event.kind == "delete":
            file.there = False
        elif event.kind == "create":
            file.there = True
        else:
            file.waiting.append(event)
    return {name: bytes(data) for name, file in files.items() if (data := _left(file, dice)) is not None}


def _left(file: _File, dice: random.Random) -> bytearray | None:
    """What is left of a file: what is certain, and of what was handed over nothing, all, the beginning, or any part."""
    if file.certain is None and dice.random() < 0.3:
        return None
    if not file.there and dice.random() < 0.5:
        return None
    fate = dice.randrange(4)
    if fate == 0:
        return file.certain if file.certain is not None else bytearray()
    arrived = file.waiting
    if fate == 2:
        arrived = arrived[: dice.randint(0, len(arrived))]
    elif fate == 3:
        arrived = [torn for event in arrived for torn in _torn(event, dice)]
        dice.shuffle(arrived)
    return _applied(file.certain, arrived)


def _torn(event: Event, dice: random.Random) -> Iterator[Event]:
    """The sectors of a write that have arrived."""
    if event.kind == "truncate":
        if dice.random() < 0.5:
            yield event
        return
    for at in range(0, len(event.data), SECTOR):
        if dice.random() < 0.5:
            yield Event("write", event.name, event.at + at, event.data[at : at + SECTOR])
