"""A folder that something keeps in step with other machines: OneDrive, SharePoint, a network folder, a stick.

Each machine writes files of its own only, whole or not at all, and reads everybody's. There are no locks. What a
synchroniser makes of it is borne: files that come late, in any order, half, twice, or under another name, with «(1)» or
a machine's name in it. A file is known by what stands in it; its name only saves opening it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from nettverk.domain.errors import Expected, exit_code, reason
from nettverk.domain.journal.parcels import Cover, Kind, Label, label_in
from nettverk.i18n import _
from nettverk.storage import whole_files
from nettverk.storage.sharing.carrier import Listing, NotThere
from nettverk.storage.sharing.wrapping import MOST_COVER, Half, cover_in, unwrapped, wrapped

FOLDER = "Nettverk-deling"
"""What the folder is called that is made in the one that somebody chooses."""
_README = "LES MEG.txt"
_ENDS = tuple(kind.value for kind in Kind)
_MOST = 1 << 31
"""Bytes: more is nothing of ours."""


def place_in(chosen: Path) -> Path:
    """The folder that is shared over where somebody has chosen one: in it, or itself where it is one already."""
    if chosen.name == FOLDER or (chosen / _README).exists():
        return chosen
    return chosen / FOLDER


class Folder:
    """One such folder.

    Raises:
        Expected: it is not there, or cannot be read; as all its methods do.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._paths: dict[Label, list[Path]] = {}
        if not path.is_dir():
            raise Expected(
                _(
                    "Mappa det deles i, er ikke her nå: {folder}. Ingenting er tapt. Det hentes når den er tilbake."
                ).format(folder=path)
            )

    @classmethod
    def make(cls, path: Path) -> Folder:
        """The folder, made where there is none."""
        try:
            whole_files.make_folder(path)
            readme = path / _README
            if not readme.exists():
                whole_files.write(readme, _readme().encode())
        except OSError as fault:
            raise _cannot(path, fault) from fault
        return cls(path)

    def listing(self) -> Listing:
        """What lies there now."""
        paths: dict[Label, list[Path]] = {}
        unfinished = 0
        try:
            with os.scandir(self.path) as entries:
                named = sorted((entry.name, entry) for entry in entries)
            for name, entry in named:
                if not any(end in name for end in _ENDS) or name.startswith(whole_files.PREFIX) or not entry.is_file():
                    continue
                label = label_in(name) or self._label_of(entry)
                if label is None:
                    unfinished += 1
                else:
                    paths.setdefault(label, []).append(Path(entry.path))
        except OSError as fault:
            raise _cannot(self.path, fault) from fault
        self._paths = paths
        return Listing(frozenset(paths), unfinished)

    @staticmethod
    def _label_of(entry: os.DirEntry[str]) -> Label | None:
        """The label of a file whose name has been changed, looked for in it once; None where it is not whole."""
        with suppress(OSError):
            stat = entry.stat()
            return _label_inside(Path(entry.path), stat.st_size, stat.st_mtime_ns)
        return None

    def cover(self, label: Label) -> Cover:
        """What stands on the outside."""
        for path in self._places(label):
            with suppress(OSError, Half), path.open("rb") as file:
                cover, length = cover_in(file.read(MOST_COVER))
                if cover.label == label and os.fstat(file.fileno()).st_size == length:
                    return cover
        raise NotThere(label.name)

    def read(self, label: Label) -> tuple[Cover, bytes]:
        """All of it."""
        for path in self._places(label):
            with suppress(OSError, Half):
                cover, content = unwrapped(_bytes(path))
                if cover.label == label:
                    return cover, content
        raise NotThere(label.name)

    def write(self, cover: Cover, content: bytes) -> None:
        """Lay a file there; one that is there and whole is left as it is."""
        path = self.path / cover.label.name
        data = wrapped(cover, content)
        try:
            if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
                return
            whole_files.write(path, data)
        except OSError as fault:
            raise _cannot(self.path, fault) from fault

    def remove(self, labels: Iterable[Label]) -> None:
        """Take files away, by whatever names they lie there."""
        for label in labels:
            for path in self._places(label):
                with suppress(OSError):
                    path.unlink()

    def forget(self, cover: Cover) -> None:
        """Nobody takes away what others have written in a folder: they do so themselves."""

    def close(self) -> None:
        """Nothing is kept open."""

    def _places(self, label: Label) -> list[Path]:
        return list(dict.fromkeys([self.path / label.name, *self._paths.get(label, ())]))


@lru_cache(maxsize=1024)
def _label_inside(path: Path, size: int, changed_at: int) -> Label | None:
    """The label of what stands in a file, that is read once for every time it has become another."""
    with suppress(Half):
        return unwrapped(_bytes(path))[0].label
    return None


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > _MOST:
        raise Half
    return path.read_bytes()


def _cannot(path: Path, fault: OSError) -> Expected:
    return Expected(
        _("Får ikke brukt mappa det deles i, {folder}: {reason}. Ingenting er tapt.").format(
            folder=path, reason=reason(fault)
        ),
        code=exit_code(fault),
    )


def _readme() -> str:
    return _(
        "Her ligger det Nettverk bærer mellom maskinene deres. Ikke endre, flytt eller slett noe her.\n"
        "Slutter dere med det, kan hele mappa fjernes: alt står i Nettverk-fila på hver maskin.\n"
    )
