"""The real program read as a screen reader reads it, over AT-SPI: the main job without eyes, with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from nettverk.services import gatherings, participants
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers import screen_reader
from tests.helpers.screen_reader import Desk, ScreenReader, unnamed
from tests.helpers.waiting import until

LACKS = screen_reader.missing()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKS), reason=f"nobody can read aloud here: needs {LACKS} (apt install them)"),
]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Desk() as desk:
        yield desk


@pytest.fixture
def reader(desk: Desk) -> Iterator[ScreenReader]:
    with desk.reader() as reader:
        yield reader


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A gathering that is planned, and three units to come from."""
    path = tmp_path / "samling.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for unit in ("Furulia barnehage", "Lia skole", "Myra skole"):
        unit_id = register.add_unit(store, unit).made
        for number in range(4):
            participants.add_new(store, made, f"Deltaker{number}", unit.split()[0], unit_id)
    store.close()
    return path


@pytest.fixture
def program(desk: Desk, reader: ScreenReader, file: Path, tmp_path: Path) -> Iterator[None]:
    with desk.program(tmp_path / "home", "--db", str(file)):
        reader.find("radio button", "Planlegg", "CHECKED")
        reader.find("table cell", "Velkommen")
        desk.focus("Nettverk")
        yield


def tab_to(desk: Desk, reader: ScreenReader, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _stop in range(40):
        here = reader.focus()
        if here is not None and here.name.startswith(name):
            return
        desk.press("Tab")
    raise AssertionError(f"Tab never came to {name}")


@pytest.mark.usefixtures("program")
def test_the_main_job_is_read_and_heard(desk: Desk, reader: ScreenReader) -> None:
    # The plan: pages are one of a few, the verdict says its words, the table is read row by row.
    reader.find("label", "Planen går opp")
    assert unnamed(reader.seen) == []

    # The people: a dialog with named fields, and what is wrong is said and tied to its field.
    desk.press("ctrl+2")
    reader.find("radio button", "Deltakere", "CHECKED")
    reader.find("table cell", "Furulia, Deltaker0")
    assert unnamed(reader.seen) == []
    desk.press("Insert")
    reader.find("dialog", "Ny deltaker")
    reader.find("text", "Fornavn", "FOCUSED")
    assert unnamed(reader.seen) == []
    desk.press("Return")
    reader.hears("Skriv et navn først.")
    until(lambda: reader.find("text", "Fornavn").description == "Skriv et navn først.", "the fault tied to its field")
    desk.type("Nina")
    until(lambda: reader.find("text", "Fornavn").text == "Nina")
    assert reader.find("text", "Fornavn").description == "", "what is put right is no fault any more"
    desk.press("Tab")
    reader.find("text", "Etternavn", "FOCUSED")
    desk.type("Vik")
    tab_to(desk, reader, "Enhet")
    desk.type("Lia skole")
    desk.press("Return", "Return")
    reader.find("label", "13 deltakere")

    # The groups: reached with Tab, made with Space, and read table by table.
    desk.press("ctrl+3")
    reader.find("push button", "Lag grupper")
    assert unnamed(reader.seen) == []
    tab_to(desk, reader, "Lag grupper")
    desk.press("space")
    until(lambda: any("Bord 1" in thing.name for thing in reader.read()), "table 1 among what is read")
    assert unnamed(reader.seen) == []

    # The sheets of the day: each field says which sheet it is and what was asked.
    desk.press("ctrl+5")
    reader.find("text", "G1-1. Hva", "FOCUSED")
    desk.type("Ringe hverandre")
    until(lambda: reader.find("text", "G1-1.").text == "Ringe hverandre")
    assert unnamed(reader.seen) == []

    # The search: typed in words, its hits are read.
    desk.press("ctrl+k")
    reader.find("text", "Søk", "FOCUSED")
    desk.type("innstill")
    until(lambda: any("Innstillinger" in thing.name for thing in reader.read() if thing.role == "list item"))
    desk.press("Escape")

    # The stage: its buttons have names, and a press is said aloud.
    desk.press("F5")
    reader.find("push button", "Neste")
    assert unnamed(reader.seen) == []
    desk.focus("ennomfør")
    desk.press("Next")
    reader.hears("Neste bilde")
