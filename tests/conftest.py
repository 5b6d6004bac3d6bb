"""What every test stands on: an offscreen screen, fixed words, time and time zone, and a house left as it was found."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Oslo"
os.environ["QT_SCALE_FACTOR"] = os.environ.get("QT_SCALE_FACTOR", "1")
os.environ["QT_STYLE_OVERRIDE"] = "Fusion"
os.environ.pop("LANGUAGE", None)
os.environ["LC_ALL"] = "C.UTF-8"

import atexit
import gc
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers
from xdist.scheduler import LoadFileScheduling

from nettverk import i18n
from nettverk.domain import now
from nettverk.storage import undo
from nettverk.storage.store import Store
from nettverk.ui.common.sweeper import sweep
from tests.helpers import open_files, stores
from tests.helpers.clock import TODAY, TestClock, begun_now

# The same tree gives the same answer twice, and soon; ./check --long looks for new examples each time, and for more.
settings.register_profile("steady", derandomize=True, max_examples=12, deadline=None)
settings.register_profile("long", max_examples=50, deadline=None)
settings.load_profile("steady")

gc.disable()  # as in the program: windows are only taken apart in their own thread, here after each test

# What the program keeps for this machine, such as who writes, is neither taken from nor left with who runs the tests.
os.environ["NETTVERK_HOME"] = tempfile.mkdtemp(prefix="nettverk-tests-")
atexit.register(shutil.rmtree, os.environ["NETTVERK_HOME"], ignore_errors=True)

TESTS = Path(__file__).parent
OF_THE_SOURCE = {f"tests/unit/test_{name}.py" for name in ("house", "literal", "clocks", "terms", "words")}

pytest_plugins = ["tests.helpers.windows", "tests.helpers.faults"]

if hasattr(time, "tzset"):
    time.tzset()


# From the first fixture to the last: those that outlive a test (the sample as a file) have the tests' time as well.
_CLOCK = TestClock()
now._wall, now._steady = _CLOCK.wall, _CLOCK.steady
os.environ.update(begun_now())

open_files.watch()
undo.watch = stores.watch_sooner  # the same triggers; tests/unit/storage/test_undo.py compares them


@pytest.hookimpl(tryfirst=True)  # before the workers are started
def pytest_sessionstart(session: pytest.Session) -> None:
    """What takes seconds to make and all of them need is made once."""
    if session.config.getoption("numprocesses", None):
        stores.make_for_all(Path(os.environ["NETTVERK_HOME"]), TODAY)


def pytest_configure(config: pytest.Config) -> None:
    """The same examples in any order; and offscreen says things about every window that mean nothing."""
    if config.getoption("--hypothesis-profile", None) != "long":
        # Hypothesis also tries what stands in our source as far as it has been imported, which is another thing in
        # each worker and order; to read it takes a fifth of the time each of them needs to find the tests.
        providers._get_local_constants = lambda: providers._local_constants
    for what in (r"propagateSizeHints\(\)", r"raise\(\)", "grabbing the keyboard"):
        config.addinivalue_line("qt_log_ignore", f"This plugin does not support {what}")


@pytest.hookimpl(tryfirst=True)  # before those that -m leaves out are gone
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: with several workers nobody waits for one of them at the end."""
    for item in items:
        # A test that is tried at several sizes of text calls them its scale as well; it is the same in both runs.
        asks = set(getattr(item, "fixturenames", ())) - set(getattr(getattr(item, "callspec", None), "params", ()))
        if "scale" in asks or "battery" in asks or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("larger")
    # Those of the source are one piece for one worker, and would keep it busy when all others have ended.
    order = ("end2end", "visual", "faults", "the source", "gui", "unit")
    places = {folder: place for place, folder in enumerate(order)}

    def place(item: pytest.Item) -> int:
        if not item.path.is_relative_to(TESTS):
            return -1
        inside = item.path.relative_to(TESTS)
        return places.get("the source" if f"tests/{inside.as_posix()}" in OF_THE_SOURCE else inside.parts[0], -1)

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What is there before the first test stays to the end: no collection after a test looks through it again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """pytest collects five times before it goes, for what nobody has seen die: once is enough for what there is."""
    gc.collect()
    gc.freeze()


class _ByFile(LoadFileScheduling):
    """A file's tests on one worker; and those on one that read the whole source, which is read once for all of them."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "the source" if file in OF_THE_SOURCE else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByFile:
    """How tests are handed out to workers."""
    return _ByFile(config, log)


@pytest.fixture(autouse=True)
def bokmaal() -> Iterator[None]:
    """Every test starts and ends in bokmål."""
    i18n.set_language("nb")
    yield
    i18n.set_language("nb")
    sweep()


@pytest.fixture(autouse=True)
def clock() -> TestClock:
    """Every test begins at the same moment of the same morning; time passes when a test says so."""
    _CLOCK.reset()
    return _CLOCK


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty database in memory."""
    made = stores.empty()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _as_windows_has_it() -> Iterator[None]:
    """No file is renamed, replaced or removed by the program while this process has it open."""
    open_files.noted.clear()
    yield
    assert open_files.noted == [], "Windows would have refused this"
