"""How long the windows ever stand still: the longest gap between two heartbeats of the event loop while one works.

    python -m tests.bench.stops [--db FILE] [--only WORD] [--profile]

In a real (offscreen) main window, on the sample and, where ``tests.bench.twenty_years`` can make it, on a file of
twenty years: opening a gathering, going to every room the first time and again, typing in a search, a key in the
palette. Each line says the longest stop in milliseconds, the most that the thread of the windows computed between two
beats (which is the longest stop on a machine with nothing else to do), and how much the whole program computed until
all that was asked for was answered. The last column compares that with the sample's. Steps that compute less than
``LEAST_MS`` are compared as if they took that long: nobody feels a difference there.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QSettings, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.app import SWITCH_S
from nettverk.domain.rooms import RoomKey
from nettverk.services.sample import sample
from nettverk.storage.store import Store
from nettverk.ui.common import theme as looks
from nettverk.ui.common.lane import Lane
from nettverk.ui.common.shell import Shell
from nettverk.ui.common.sweeper import Sweeper
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.rooms import ROOMS
from tests.bench.clicks import bare

SIZE = QSize(1366, 768)
TODAY = date(2026, 11, 20)
BEAT_MS = 2
QUIET_BEATS = 15
"""So many beats without work before a step is over."""
TARGET_MS = 100.0
LEAST_MS = 30.0


@dataclass(frozen=True)
class Step:
    """One thing a user does."""

    name: str
    act: Callable[[], object]
    done: Callable[[], bool] = lambda: True
    shown: Callable[[], bool] = lambda: False
    """Where one has what one came for before everything is answered: computed until then."""


@dataclass(slots=True)
class Took:
    """What a step took, in milliseconds.

    Attributes:
        stop: the longest time without a beat.
        computed: the most that the windows' thread computed without a beat.
        until: until the last answer. whole: what all threads computed until then.
    """

    stop: float = 0.0
    computed: float = 0.0
    until: float = 0.0
    whole: float = 0.0


class Heart(QObject):
    """Beats in the event loop, and remembers the longest time it could not."""

    def __init__(self, lane: Lane) -> None:
        super().__init__()
        self._lane, self._loop = lane, QEventLoop()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = self._last_computed = self._began = self._whole = 0.0
        self._took, self._quiet = Took(), 0
        self._done: Callable[[], bool] = lambda: True
        self._shown: Callable[[], bool] = lambda: False
        self._seen = False

    def _beat(self) -> None:
        now, computed, took = time.perf_counter(), time.thread_time(), self._took
        took.stop = max(took.stop, (now - self._last) * 1000)
        took.computed = max(took.computed, (computed - self._last_computed) * 1000)
        self._last, self._last_computed = now, computed
        self._seen = self._seen or self._shown()
        if self._lane._pending or not took.until:
            self._quiet = 0
        if not took.until or (self._lane._pending and not self._seen):
            took.until, took.whole = (now - self._began) * 1000, (time.process_time() - self._whole) * 1000
        if not self._lane._pending:
            self._quiet += 1
        if self._quiet > QUIET_BEATS and self._done():
            self._loop.quit()

    def over(self, step: Step) -> Took:
        """Do it, and let the program finish."""
        self._took, self._quiet, self._done, self._shown, self._seen = Took(), 0, step.done, step.shown, False
        QTimer.singleShot(0, self, step.act)
        self._began = self._last = time.perf_counter()
        self._last_computed, self._whole = time.thread_time(), time.process_time()
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        return self._took


@contextmanager
def window(path: Path, folder: Path) -> Iterator[tuple[Shell, Heart]]:
    """The main window on a file, as the program opens it."""
    sys.setswitchinterval(SWITCH_S)
    theme = Theme.load("light")
    looks.apply(theme)
    lane = Lane()
    workspace = Workspace(lane, theme, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    shell = Shell(workspace, ROOMS)
    sweeper = Sweeper(shell)
    shell.finish()
    shell.resize(SIZE)
    shell.show()
    lane.open(path)
    lane.wait()
    try:
        yield shell, Heart(lane)
    finally:
        sweeper.deleteLater()
        lane.wait()
        lane.close()
        shell.close()
        shell.deleteLater()


def steps(shell: Shell, gatherings: tuple[str, str]) -> list[Step]:
    """What is measured, in the order a user does it."""
    workspace = shell.workspace
    first, other = gatherings
    order = [Step("open a gathering, first time", lambda: _open(shell, first))]
    order += [Step("the other rooms made", shell.stack.warm, lambda: len(shell.stack.made) == len(shell.entries))]
    others = [key for key in RoomKey if key not in {RoomKey.HANDOUTS, RoomKey.BANK}]
    order += [Step(f"go to {key}, first time", lambda key=key: shell.go(key)) for key in others]  # type: ignore[misc]
    # All years are read the first time, the newest first: whoever comes sees those at once, and how many are left.
    order += [Step("go to bank, first time", lambda: shell.go(RoomKey.BANK), shown=lambda: _newest_hits(shell))]
    order += [
        Step("the first page of the handouts", lambda: shell.go(RoomKey.HANDOUTS), shown=lambda: _first_page(shell))
    ]
    order += [Step(f"go to {key} again", lambda key=key: shell.go(key)) for key in RoomKey]  # type: ignore[misc]
    order += [
        Step("another gathering", lambda: workspace.open_gathering(other)),
        Step("go to groups in it", lambda: shell.go(RoomKey.GROUPS)),
        Step("go to people in it", lambda: shell.go(RoomKey.PEOPLE)),
        Step("type in the search of people", lambda: _type(shell, RoomKey.PEOPLE, "ka")),
        Step("the register", lambda: _register(shell)),
        Step("back to the first", lambda: workspace.open_gathering(first)),
        Step("the palette", shell.finder.search),
        Step("a key in the palette", lambda: _key(shell, "k")),
        Step("another key in the palette", lambda: _key(shell, "a")),
        Step("put the palette away", lambda: _escape(shell)),
    ]
    return order


def _first_page(shell: Shell) -> bool:
    view = shell.stack.room(RoomKey.HANDOUTS).widget.preview.view  # type: ignore[attr-defined]
    return bool(view.count) and not view.missing()


def _newest_hits(shell: Shell) -> bool:
    return bool(shell.stack.room(RoomKey.BANK).widget.model.rowCount())  # type: ignore[attr-defined]


def _open(shell: Shell, gathering_id: str) -> None:
    shell.workspace.open_gathering(gathering_id)
    shell.go(RoomKey.PLAN)


def _type(shell: Shell, key: RoomKey, text: str) -> None:
    room = shell.stack.room(key).widget
    field = room.list_page.search  # type: ignore[attr-defined]
    field.setFocus()
    QTest.keyClicks(field, text)


def _register(shell: Shell) -> None:
    from nettverk.ui.people.room import View

    shell.stack.room(RoomKey.PEOPLE).widget.show_view(View.REGISTER)  # type: ignore[attr-defined]


def _field(shell: Shell) -> QWidget:
    return shell.palette_.field


def _key(shell: Shell, letter: str) -> None:
    QTest.keyClicks(_field(shell), letter)


def _escape(shell: Shell) -> None:
    QTest.keyClick(_field(shell), Qt.Key.Key_Escape)


def chosen(path: Path) -> tuple[str, str]:
    """Two gatherings of a file with people and groups: the one that comes next, and one before it."""
    store = Store.open(path)
    rows = store.rows(
        "SELECT g.id FROM gatherings AS g"
        " WHERE (SELECT count(*) FROM participants AS p WHERE p.gathering_id = g.id) > 20"
        " ORDER BY abs(julianday(g.held_on) - julianday(?)) LIMIT 2",
        TODAY.isoformat(),
    )
    store.close()
    return rows[0]["id"], rows[-1]["id"]


def measure(path: Path, only: str, *, profiled: bool) -> dict[str, Took]:
    """What each step took."""
    found: dict[str, Took] = {}
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own.db"
        shutil.copyfile(path, own)
        gatherings = chosen(own)
        with window(own, Path(folder)) as (shell, heart):
            for step in steps(shell, gatherings):
                profile = cProfile.Profile() if profiled and only in step.name else None
                if profile is not None:
                    profile.enable()
                found[step.name] = heart.over(step)
                if profile is not None:
                    profile.disable()
                    print(f"\n=== {step.name}: {found[step.name].computed:.0f} ms")
                    pstats.Stats(profile, stream=sys.stdout).sort_stats("cumtime").print_stats(22)
    return found


def twenty_years() -> Path | None:
    """A file of twenty years; None where it cannot be made here."""
    try:
        from tests.bench import twenty_years as maker
    except ImportError:
        return None
    return Path(maker.path())


def main() -> int:
    """Measure, and print; exits 1 when a stop is over the target with ``--hold``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", type=Path, help="this file instead of the sample and the twenty years")
    parser.add_argument("--only", default="", help="profile only the steps with this word in their name")
    parser.add_argument("--profile", action="store_true", help="say what the time went to")
    parser.add_argument("--hold", action="store_true", help="exit 1 when a stop is over the target")
    wanted = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    looks.apply(Theme.load("light"))
    floor = statistics.median([bare() for _round in range(3)])
    with tempfile.TemporaryDirectory() as folder:
        small = wanted.db
        if small is None:
            small = Path(folder) / "sample.db"
            store = Store.open(small)
            sample.build(store, today=TODAY)
            store.close()
        large = twenty_years() if wanted.db is None else None
        here = measure(small, wanted.only, profiled=wanted.profile)
        there = measure(large, wanted.only, profiled=wanted.profile) if large is not None else {}
    print(f"bare repaint {floor:.2f} ms\n")
    heads = f"{'stop':>8}{'computed':>10}{'in all':>8}"
    print(f"{'':<34}{heads}   {heads}{'× sample':>10}")
    for name, took in here.items():
        line = f"{name:<34}{took.stop:8.0f}{took.computed:10.0f}{took.whole:8.0f}"
        if name in there:
            later = there[name]
            ratio = max(later.whole, LEAST_MS) / max(took.whole, LEAST_MS)
            line += f"   {later.stop:8.0f}{later.computed:10.0f}{later.whole:8.0f}{ratio:10.2f}"
        print(line)
    took = [*here.values(), *there.values()]
    stop, computed = max(each.stop for each in took), max(each.computed for each in took)
    print(f"\nlongest stop {stop:.0f} ms, computed {computed:.0f} ms (target {TARGET_MS:.0f})")
    del app
    return int(wanted.hold and computed > TARGET_MS)


if __name__ == "__main__":
    sys.exit(main())
