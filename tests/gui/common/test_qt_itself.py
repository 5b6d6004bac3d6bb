"""What we rely on Qt's bindings for: PySide6 6.12.0 dropped a reference to True for every emit and aborted."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
app = QCoreApplication([])
class Bell(QObject):
    rung = Signal(bool)
bell = Bell()
bell.rung.connect(lambda on: None)
for turn in range(20_000):
    bell.rung.emit(turn % 2 == 0)
print("still here")
"""


def test_twenty_thousand_signals_do_not_take_the_program_down() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "still here"), done.stderr
