"""What the program costs while nobody does anything, beside an idle bare Qt window: ``python -m tests.bench.idle``.

The processor time of a started program, as a share of one core, in each of its states: the first page, every room, the
stage with the clock going. The target is half a percent. The clock may tick once a second; what that costs is said.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from nettverk.domain.rooms import RoomKey
from nettverk.services.sample import sample
from nettverk.storage.store import Store
from tests.helpers import screens
from tests.helpers.clock import TODAY, begun_now
from tests.helpers.program import Program

TARGET = 0.5
SETTLE_S = 3.0
TIMES = 5
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1280, 800)
window.show()
app.exec()
"""


def spent(pid: int) -> float:
    """Seconds of processor time that a process and its threads have used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def share(pid: int, seconds: float) -> float:
    """Percent of a core that a process uses while it is left alone: the median of some times, as a start may linger."""
    time.sleep(SETTLE_S)
    shares = []
    for _time in range(TIMES):
        before, began = spent(pid), time.monotonic()
        time.sleep(seconds / TIMES)
        shares.append((spent(pid) - before) / (time.monotonic() - began) * 100)
    return statistics.median(shares)


def bare(folder: Path, seconds: float) -> float:
    """Percent of a core for a window with nothing in it."""
    process = subprocess.Popen(
        [sys.executable, "-c", BARE], env={**os.environ, **screens.environment(folder, [screens.LAPTOP])}
    )
    try:
        return share(process.pid, seconds)
    finally:
        process.kill()
        process.wait()


def main() -> int:
    """Measure, and print; exits 1 when a state is over the target with ``--hold``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each state")
    parser.add_argument("--hold", action="store_true", help="exit 1 when over the target")
    wanted = parser.parse_args()
    os.environ.update(begun_now())
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = bare(folder, wanted.seconds)
        print(f"{'a bare window':<28}{floor:6.2f} %", flush=True)

        def measure(state: str, program: Program, act: Callable[[], object] = lambda: None) -> None:
            act()
            found[state] = share(program.process.pid, wanted.seconds)
            ratio = f"{found[state] / floor:.1f} × bare" if floor else ""
            print(f"{state:<28}{found[state]:6.2f} %   {ratio}", flush=True)

        with Program(folder / "empty", "--db", str(folder / "empty.db")) as program:
            program.until("shell.stack.currentWidget() is shell.start")
            program.until("len(shell.stack.made) == len(shell.entries)")  # which goes on for a while after that
            measure("the first page", program)
        store = Store.open(folder / "sample.db")
        sample.build(store, today=TODAY)
        store.close()
        with Program(folder / "home", "--db", str(folder / "sample.db")) as program:
            program.until("shell.workspace.gathering is not None and len(shell.stack.made) == len(shell.entries)")
            for key in RoomKey:
                measure(str(key), program, lambda key=key: program.run(f"shell.go(shell.entries[{str(key)!r}].key)"))  # type: ignore[misc]
            program.run("shell.go('stage')")
            program.press("F5")
            program.until("shell.stack.made['stage'].controller.presenter is not None")
            measure("the stage, before the start", program)
            program.press("Space")
            measure("the stage, the clock going", program)
    worst = max(share_ for state, share_ in found.items() if "going" not in state)
    print(f"worst {worst:.2f} % (target {TARGET} %); the clock {found['the stage, the clock going']:.2f} %")
    return int(wanted.hold and worst > TARGET)


if __name__ == "__main__":
    sys.exit(main())
