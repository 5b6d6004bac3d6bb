"""Signing: one list of everything that a guard such as AppLocker looks at, and a hook that does nothing by itself.

``NETTVERK_SIGN`` is a command that signs the files it is given, such as one with osslsigncode or a signing service.
Where it is not set nothing is signed, and the list says so.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path

ENDINGS = (".exe", ".dll", ".pyd")


def command() -> list[str]:
    """The command that signs, or none."""
    return shlex.split(os.environ.get("NETTVERK_SIGN", ""))


def sign(files: Sequence[Path]) -> bool:
    """Sign the files that nobody has signed yet; whether anything was done.

    Raises:
        CalledProcessError: the command that was asked for did not succeed.
    """
    asked = command()
    wanted = [file for file in files if not signed(file)]
    if not asked or not wanted:
        return False
    subprocess.run([*asked, *map(str, wanted)], check=True)
    return True


def to_sign(root: Path) -> list[Path]:
    """Every file in a folder that Windows loads as a program, in the order of names."""
    return sorted(file for file in root.rglob("*") if file.suffix.lower() in ENDINGS)


def signed(file: Path) -> bool:
    """Whether a program has a signature of some maker's in it, by its header alone."""
    head = file.read_bytes()[:4096]
    if head[:2] != b"MZ":
        return False
    (start,) = struct.unpack_from("<I", head, 0x3C)
    (magic,) = struct.unpack_from("<H", head, start + 24)
    # The fifth of the data directories is the certificates'.
    _address, size = struct.unpack_from("<II", head, start + 24 + (112 if magic == 0x20B else 96) + 4 * 8)
    return bool(size > 0)


def listed(root: Path) -> str:
    """The list: sum, whether it is signed by its maker, and path; one line for each file."""
    lines = ["# SHA-256 · signert eller usignert · fil. Alt som AppLocker og WDAC ser på."]
    for file in to_sign(root):
        total = hashlib.sha256(file.read_bytes()).hexdigest()
        lines.append(f"{total}  {'signert ' if signed(file) else 'usignert'}  {file.relative_to(root).as_posix()}")
    return "\n".join(lines) + "\n"
