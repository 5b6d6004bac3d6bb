"""Files that are sealed with a passphrase: how they say so, the key it makes, and the keys that have been given.

A sealed file is an SQLCipher database whose first 96 bytes stay readable, as SQLite's own header: that is how a file is
known as ours, how a synchroniser's doings are noticed, and how a journal is told from another's, all without the key.
The header has twenty bytes that SQLite leaves to the future; the salt lies there, so that every copy of a file, however
it was made, opens with the passphrase alone. The key is what SQLCipher itself makes of a passphrase and a salt, so any
program that knows SQLCipher can open the file too.

Keys are held in the memory of this process and nowhere else.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import threading
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.passphrase import normalised

PLAIN_HEADER = 96
"""Bytes of a sealed file that anybody can read. Whole blocks of the cipher; nothing of what anybody wrote is there."""

APPLICATION_ID = 0x4E455456
"""«NETV», in the header of every database of ours (``PRAGMA application_id``), where any tool can read it."""

MAGIC = b"SQLite format 3\0"

RESERVED = 80
"""Bytes at the end of each page that SQLCipher keeps for itself: 16 that the page begins from, 64 that prove it."""

ROUNDS = 256_000
"""Of PBKDF2-HMAC-SHA512, as SQLCipher 4 has it: a tenth of a second for who knows the passphrase."""

_PLACE, _VERSION = slice(72, 92), 1


@dataclass(frozen=True, slots=True)
class Seal:
    """What a sealed file says of its key.

    Attributes:
        salt: 16 random bytes.
        proof: three bytes that only the right key gives, so that a wrong passphrase is told from a damaged file.
    """

    salt: bytes
    proof: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """What opens a file; ``raw`` is 32 bytes that are never written anywhere."""

    salt: bytes
    raw: bytes

    def __repr__(self) -> str:
        return "Key()"  # it may stand in a report of a fault

    @property
    def seal(self) -> Seal:
        """What the files that it opens say in their headers."""
        return Seal(self.salt, hmac.digest(self.raw, b"nettverk" + self.salt, "sha256")[:3])

    @property
    def stamp(self) -> bytes:
        """The seal as it lies in the header."""
        return self.salt + bytes([_VERSION]) + self.seal.proof

    @property
    def spelled(self) -> str:
        """The key as SQLCipher wants it: ``x'…'``."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"


def seal_in(header: bytes) -> Seal | None:
    """The seal in a file's first hundred bytes; None in a plain file, and in another program's."""
    if len(header) < PLAIN_HEADER or not header.startswith(MAGIC) or header[20] != RESERVED:
        return None
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return None
    stamp = header[_PLACE]
    return Seal(stamp[:16], stamp[17:]) if stamp[16] == _VERSION else None


def stamp(path: Path, key: Key) -> None:
    """Put the seal in the header of a file that was made with a key; SQLite carries it along from then on."""
    with path.open("r+b") as file:
        file.seek(_PLACE.start)
        file.write(key.stamp)
        file.flush()
        os.fsync(file.fileno())


def new_key(passphrase: str) -> Key:
    """A key for a file that is to be sealed."""
    return _derived(passphrase, secrets.token_bytes(16))


def key_for(seal: Seal, passphrase: str) -> Key | None:
    """The key that a passphrase makes, if it is the one the file was sealed with."""
    key = _derived(passphrase, seal.salt)
    return key if hmac.compare_digest(key.seal.proof, seal.proof) else None


def _derived(passphrase: str, salt: bytes) -> Key:
    return Key(salt, hashlib.pbkdf2_hmac("sha512", normalised(passphrase).encode(), salt, ROUNDS, 32))


class Ring:
    """The keys that have been given to this run of the program, and which files of ours are open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[bytes, Key] = {}
        self._of_files: dict[str, Key | None] = {}
        self._open: dict[tuple[int, int], int] = {}

    def add(self, key: Key) -> None:
        """Have a key from now on."""
        with self._lock:
            self._keys[key.salt] = key

    def key(self, seal: Seal) -> Key | None:
        """The key of a seal, if it has been given."""
        cached = self._keys.get(seal.salt)
        return cached if cached is not None and cached.seal == seal else None

    def remember(self, path: Path, key: Key | None) -> None:
        """Know what the file at a path is sealed with (None: nothing), also when the file itself does not answer."""
        self._of_files[os.path.realpath(path)] = key

    def key_of(self, path: Path) -> Key | None:
        """The key of the file at a path; None where it is plain, or its passphrase has not been given."""
        real = os.path.realpath(path)
        if real in self._of_files:  # it may be away just now, or something else may lie there
            return self._of_files[real]
        try:
            seal = seal_in(read_header(path))
        except OSError:
            return None
        return self.key(seal) if seal is not None else None

    def forget(self) -> None:
        """Have no keys any more; for tests."""
        with self._lock:
            self._keys.clear()
            self._of_files.clear()

    # With POSIX locks, closing any handle of a file lets go of SQLite's own locks on it, whoever had opened it. The
    # header of a file that is open to write in is therefore read through a handle that stays.

    def hold(self, path: Path) -> tuple[int, int]:
        """Keep a handle of a file that is about to be written in; returns what ``let_go`` takes."""
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        status = os.fstat(handle)
        which = (status.st_dev, status.st_ino)
        with self._lock:
            earlier = self._open.get(which)
            if earlier is None:
                self._open[which] = handle
        if earlier is not None:
            os.close(handle)
        return which

    def let_go(self, which: tuple[int, int]) -> None:
        """Close the handle; after SQLite has closed the file."""
        with self._lock:
            handle = self._open.pop(which, -1)
        if handle >= 0:
            os.close(handle)

    def header(self, path: Path) -> bytes:
        """The first hundred bytes of a file, or as many as there are; none of what is no file.

        Raises:
            OSError: it cannot be read.
        """
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return b""  # a pipe would be waited for until somebody writes to it
        with self._lock:
            handle = self._open.get((status.st_dev, status.st_ino), -1)
            if handle >= 0:
                os.lseek(handle, 0, os.SEEK_SET)
                return os.read(handle, 100)
        with path.open("rb") as file:
            return file.read(100)


RING = Ring()
"""The one of this process. Whoever opens a second connection finds the key here, and nobody hands it on."""


def read_header(path: Path) -> bytes:
    """The first hundred bytes of a file, without making this process lose a lock on it.

    Raises:
        OSError: it cannot be read.
    """
    return RING.header(path)
