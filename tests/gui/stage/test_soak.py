"""Six hours on the stage with five hundred presses: the clock never drifts, and memory does not grow."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from nettverk.domain.rundown.log_clocks import BEFORE_THE_START
from nettverk.domain.rundown.state import Rundown
from nettverk.domain.wall.walls import countdown, figures, used
from nettverk.services import stage as stages
from tests.gui.stage.conftest import Stage

K = Qt.Key
HOURS, PRESSES = 6, 500
OTHERS = ((K.Key_A, "a"), (K.Key_B, "b"), (K.Key_G, "g"), (K.Key_K, "k"), (K.Key_0, "0"), (K.Key_C, "c"))
"""What changes the picture and never the part's clock; a clicker's keys may go to another part."""


class Ledger:
    """Time kept in another way than the product does: seconds added up, one tick at a time."""

    def __init__(self, lengths: list[int]) -> None:
        self.left = [float(length * 60) for length in lengths]
        self.part, self.running = 0, True

    def pass_(self, seconds: float) -> None:
        if self.running:
            self.left[self.part] -= seconds

    def shown(self) -> str:
        left = self.left[self.part]
        whole = round(left * 1000)
        return figures_of(whole) if whole >= 0 else "+" + figures_of(-whole // 1000 * 1000)


def figures_of(thousandths: int) -> str:
    seconds = -(-thousandths // 1000)
    return f"{seconds // 60}.{seconds % 60:02}"


def memory() -> float:
    """Resident memory in megabytes."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("step", [pytest.param(step, marks=pytest.mark.slow) for step in (60.0, 5.0)])
@pytest.mark.timeout(1200)
def test_six_hours(on: Stage, step: float) -> None:
    rng = Random(5)
    on.later(10)
    on.key(K.Key_Space, " ")
    rundown = on.controller.session.rundown
    assert rundown is not None
    ledger = Ledger([part.minutes for part in rundown.parts])
    ticks = int(HOURS * 3600 / step)
    count = PRESSES if step < 60 else PRESSES // 4
    presses = sorted(rng.sample(range(1, ticks), count))
    drift, at_first_hour, pressed = 0, 0.0, 0
    for tick in range(ticks):
        on.clock.pass_(step / 60)
        ledger.pass_(step)
        on.controller.session.tick()
        drift += on.presenter.now_panel.part_reading.figures != ledger.shown()
        while pressed < count and presses[pressed] == tick:
            pressed += 1
            _press(on, ledger, rng)
        if tick % 60 == 0:
            on.workspace.lane.wait()
            QCoreApplication.processEvents()
        if tick == ticks // 3:
            at_first_hour = memory()
    on.settle()
    assert pressed == count
    assert drift == 0, f"{drift} of {ticks} ticks showed another time"
    if at_first_hour:
        assert abs(memory() - at_first_hour) <= 2, "memory grew"
    told = stages.state(on.store, on.gathering_id, on.clock.moment)
    assert told.remaining == rundown_of(on).remaining, "what is stored says the same"


def rundown_of(on: Stage) -> Rundown:
    rundown = on.controller.session.rundown
    assert rundown is not None
    return rundown


def _press(on: Stage, ledger: Ledger, rng: Random) -> None:
    choice = rng.random()
    if choice < 0.25:
        on.key(K.Key_Space, " ")
        ledger.running = not ledger.running
    elif choice < 0.45:
        more, timer = rng.choice((1, -1)), rundown_of(on).timer
        timing = timer is not None and (more > 0 or timer.remaining.total_seconds() > 0)
        if ledger.left[ledger.part] + more * 60 > 0:
            on.key(K.Key_Plus if more > 0 else K.Key_Minus, "+" if more > 0 else "-")
            if not timing:  # a minute goes to the extra timer; of one that is out nothing can be taken
                ledger.left[ledger.part] += more * 60
    elif choice < 0.47 and ledger.part + 1 < len(ledger.left):
        on.key(K.Key_Right, mods=Qt.KeyboardModifier.ControlModifier)
        ledger.part, ledger.running = ledger.part + 1, True
        if (
            rundown_of(on).plan.slots[ledger.part].kind in BEFORE_THE_START
        ):  # it ends when the hall was told, not so long after
            ledger.left[ledger.part] = rundown_of(on).remaining.total_seconds()
    else:
        key, text = rng.choice(OTHERS)
        on.key(key, text)


def test_the_words_of_the_clock_agree_with_its_figures() -> None:
    from datetime import timedelta

    whole = timedelta(minutes=45)
    assert figures(timedelta(minutes=18, seconds=40)) == "18.40"
    assert figures(timedelta(milliseconds=1)) == "0.01", "0.00 means that time is up"
    assert used(timedelta(seconds=59, milliseconds=999)) == "0.59"
    assert countdown(timedelta(0), whole, "11.30").text == "0.00"
    assert countdown(timedelta(minutes=-9), whole, "11.30").text == "0.00", "the audience never sees how late we are"
