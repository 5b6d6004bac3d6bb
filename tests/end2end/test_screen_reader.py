"""The real program read as a screen reader reads it, over AT-SPI: the main job without eyes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers import screen_reader
from tests.helpers.program import Program
from tests.helpers.screen_reader import ScreenReader, Thing
from tests.helpers.waiting import until

LACKS = screen_reader.missing()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKS), reason=f"nobody to read it to: needs {LACKS} (apt install at-spi2-core dbus xvfb)"),
]


@pytest.fixture
def display() -> Iterator[str]:
    server, display = screen_reader.x_server()
    yield display
    server.terminate()
    server.wait()


@pytest.fixture
def bus(display: str) -> Iterator[str]:
    with screen_reader.accessibility_bus(display) as address:
        yield address


@pytest.fixture
def reader(bus: str) -> Iterator[ScreenReader]:
    reader = ScreenReader(bus)
    yield reader
    reader.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A gathering that is planned, and a unit to come from."""
    path = tmp_path / "samling.db"
    store = Store.open(path)
    register.add_unit(store, "Furulia barnehage")
    network = register.add_network(store, "0–6").made
    gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24))
    store.close()
    return path


@pytest.fixture
def program(display: str, bus: str, reader: ScreenReader, file: Path, tmp_path: Path) -> Iterator[Program]:
    env = {
        "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11", "DBUS_SESSION_BUS_ADDRESS": bus,
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }  # fmt: skip
    with Program(tmp_path / "home", "--db", str(file), env=env, afresh=True) as program:
        until(lambda: program.do("ready"))
        yield program


def names(things: list[Thing], role: str) -> list[str]:
    return [thing.name for thing in things if thing.role == role]


def test_the_main_job_is_read_and_heard(reader: ScreenReader, program: Program) -> None:
    name = next(thing.name for thing in until_read(reader))
    shown = reader.things(name)
    assert "Planlegg" in names(shown, "radio button"), "the pages are one of a few"
    assert any(thing.name.startswith("Planen går opp") for thing in shown), "the verdict says its words"

    program.press("Ctrl+2")
    reader.find(name, "push button", "Ny deltaker")
    program.press("Ins")
    dialog = reader.find(name, "dialog", "Ny deltaker")
    given = reader.find(name, "text", "Fornavn")
    assert dialog.name == "Ny deltaker"
    until(lambda: reader.focused(given))

    program.press("Return")
    reader.hear("Skriv et navn først.")
    assert reader.again(given).description == "Skriv et navn først.", "what is wrong is tied to its field"
    program.do("type", text="Åse")
    until(lambda: reader.again(given).description == "")


def until_read(reader: ScreenReader) -> list[Thing]:
    """The programs there are, once there is one."""
    until(reader.programs)
    return reader.programs()
