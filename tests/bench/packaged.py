"""How large the file for Linux is and how long its first start takes, beside a bare Qt window packaged the same way.

``python -m tests.bench.packaged WORK OUT`` where ``resources/packaging/build linux --work WORK --out OUT`` has run.
Needs Xvfb and xdotool. Absolute times drift with the machine; each stands beside its peer of the same run. With
``--windows FOLDER`` the same bare window is laid out from what was built for Windows, for ``bare_wine.sh``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from resources.packaging import for_linux, tree
from resources.packaging.plan import Plan
from tests.helpers.screen_reader import Desk

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.setWindowTitle("Nettverk, bart")
window.resize(1280, 800)
window.show()
sys.exit(app.exec())
"""
PACKAGES = {"linux": "lib/python3/dist-packages", "windows": "program/site-packages"}


def stripped(work: Path, system: str, root: Path) -> Path:
    """The same package with nothing of Python's in it but Qt, and a start that shows an empty window."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(work / system / "Nettverk", root, symlinks=True)
    packages = root / PACKAGES[system]
    for one in packages.iterdir():
        if not one.name.lower().startswith(("pyside6", "shiboken6")):
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    (packages / "nettverk_start.py").write_text(BARE, "utf-8")
    tree.compile_all(packages)
    tree.settle(root, 1_796_000_000)
    return root


def bare(work: Path, out: Path) -> tuple[Path, int]:
    """The bare one for Linux as one file, and its bytes."""
    root = stripped(work, "linux", work / "bare" / "Nettverk")
    plan = Plan("0", 1_796_000_000, out, work, work, out)
    return for_linux.one_file(plan, root, "bart"), tree.size(root)


def until_window(desk: Desk, file: Path, home: Path) -> float:
    """Seconds from the start of a program to a window of it that can be seen; the program is ended then."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [file], env={"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "DISPLAY": desk.display},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    found = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Nettverk"]
    subprocess.run(found, env={**os.environ, **desk.env}, check=True, timeout=120, stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - began
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()
    return taken


def main() -> int:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("work", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--windows", type=Path, help="only lay the bare window for Windows out here")
    asked = ask.parse_args()
    if asked.windows is not None:
        print(f"{tree.size(stripped(asked.work, 'windows', asked.windows)) / 1e6:.1f} MB: {asked.windows}")
        return 0
    (ours,) = asked.out.glob("Nettverk-*-linux-x86_64.run")
    sizes = {"Nettverk": (ours, tree.size(asked.work / "linux" / "Nettverk"))}
    with tempfile.TemporaryDirectory() as folder, Desk() as desk:
        sizes["a bare Qt window"] = bare(asked.work, Path(folder))
        print("| | packed | installed | first start | later (median) |")
        for name, (file, bytes_) in sizes.items():
            firsts, later = [], []
            for number in range(asked.rounds):
                home = Path(folder) / f"{file.stem}-{number}"
                home.mkdir()
                firsts.append(until_window(desk, file, home))
                later.append(until_window(desk, file, home))
                shutil.rmtree(home)
            print(
                f"| {name} | {file.stat().st_size / 1e6:.1f} MB | {bytes_ / 1e6:.1f} MB"
                f" | {statistics.median(firsts):.2f} s | {statistics.median(later):.2f} s |"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
