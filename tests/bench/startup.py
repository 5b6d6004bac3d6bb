"""How long until the first paint, beside a bare Qt window in the same run: ``python -m tests.bench.startup``.

Absolute times drift with the machine; the ratio is what counts (the target is 1.6 at most).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.helpers import screens

TARGET = 1.6

BARE = """
import os, time; began = float(os.environ["BEGAN"])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
print((time.time() - began) * 1000)
"""
OURS = """
import os, time; began = float(os.environ["BEGAN"])
from nettverk import app
def painted():
    print((time.time() - began) * 1000, flush=True)
    os._exit(0)
app.gui(app.Options(), painted)
"""


def measure(script: str, home: Path) -> float:
    """Milliseconds from the start of a fresh process to its first paint."""
    # Bytecode of its own, written by the first round: as installed, whatever this machine's Python is told.
    environment = {**os.environ, "NETTVERK_HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if "QT_QPA_PLATFORM" not in environment:  # a screen of an ordinary size
        environment |= screens.environment(home, [{**screens.LAPTOP, "width": 1920, "height": 1080}])
    environment["BEGAN"] = str(time.time())
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return float(done.stdout.split()[-1])


def main() -> int:
    """Measure by turns, print the medians and the ratio; fails when the ratio is over the target with ``--hold``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--hold", action="store_true", help="exit 1 when over the target")
    chosen = parser.parse_args()
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _round in range(chosen.rounds + 1):
            bare.append(measure(BARE, Path(folder)))
            ours.append(measure(OURS, Path(folder)))
    # The best of each is what the program costs; the medians tell how busy the machine was.
    one, other = min(bare[1:]), min(ours[1:])  # the first round writes the bytecode
    ratio = other / one
    usual = (statistics.median(bare[1:]), statistics.median(ours[1:]))
    print(f"bare window {one:.0f} ms · Nettverk {other:.0f} ms · ratio {ratio:.2f} (target {TARGET})")
    print(f"medians {usual[0]:.0f} and {usual[1]:.0f} ms · ratio {usual[1] / usual[0]:.2f}")
    return int(chosen.hold and ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main())
