"""Archives that are the same bytes whenever they are made from the same files."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
from pathlib import Path


def zipped(root: Path, target: Path, epoch: int, *, inside: str = "") -> Path:
    """A zip of a folder, in the order of names.

    Args:
        inside: the folder in the zip that everything lies in.
    """
    moment = time.gmtime(max(epoch, 315532800))[:6]  # a zip knows no time before 1980
    with zipfile.ZipFile(target, "w", compresslevel=9) as archive:
        for file in sorted(root.rglob("*"), key=lambda one: one.relative_to(root).as_posix()):
            if file.is_file():
                info = zipfile.ZipInfo(f"{inside}{file.relative_to(root).as_posix()}", moment)
                info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
                archive.writestr(info, file.read_bytes(), compresslevel=9)
    return target


def tarred(root: Path, epoch: int) -> bytes:
    """A tar.gz of a folder, links kept, owned by nobody in particular."""
    packed = io.BytesIO()
    # Level 6 is a tenth larger than the best and the same to unpack; the machine that builds is spared a minute.
    with (
        gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0, filename="") as pressed,
        tarfile.open(fileobj=pressed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in sorted(root.rglob("*"), key=lambda one: one.relative_to(root).as_posix()):
            info = archive.gettarinfo(path, path.relative_to(root).as_posix())
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            info.mtime = epoch
            if info.isreg():
                with path.open("rb") as file:
                    archive.addfile(info, file)
            else:
                archive.addfile(info)
    return packed.getvalue()
