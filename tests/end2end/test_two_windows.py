"""Two real windows on one gathering, over a folder that both reach and over a PostgreSQL server: each sees what the
other writes, what both wrote is kept, and what was written last goes out with the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers import postgres
from tests.helpers.at_work import ROOM, Hall, picture, said_at, type_at
from tests.helpers.program import Program

SHEET = "shell.sheets.share"
KEEPER = "shell.files.sharing"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that both reach."""
    made = tmp_path / "OneDrive - Havnesund"
    made.mkdir()
    return made


def share(office: Program, folder: Path) -> None:
    """Del med andre, as the first does it; only the dialog of the system is passed over."""
    office.run("shell.sheets.open_share()")
    picture(office, "1-del-med-andre")
    office.run(f"{SHEET}.share_over({str(folder)!r})")
    office.until(f"{KEEPER}.place != ''")
    exchange(office)
    picture(office, "2-deles")
    office.run(f"{SHEET}.close_sheet()")


def come_along(school: Program) -> None:
    """What others share is offered, and fetched."""
    school.until(f"{SHEET}.fetch.isVisible()")
    picture(school, "3-hent-det-hit")
    school.run(f"{SHEET}.fetch.click()")
    school.until(f"{KEEPER}.place != '' and shell.workspace.gathering is not None and not shell.files.finding")
    school.run(f"{SHEET}.close_sheet()")


def exchange(*programs: Program) -> None:
    """«Hent og del nå», and wait until it is done."""
    for program in programs:
        program.run(f"came = []\n{KEEPER}.exchange(came.append)\napp.came = came")
        program.until("len(app.came) > 0")
        assert program.ask("not isinstance(app.came[0], str)"), program.ask("str(app.came[0])")


def both_write(office: Program, school: Program) -> None:
    """Each at a table of its own, and both at one; everybody sees all of it in the end."""
    type_at(office, 2, "Fra kontoret. ")
    type_at(school, 3, "Fra skolen. ")
    exchange(office, school, office)
    assert said_at(office, 3) == "Fra skolen. "
    assert said_at(school, 2) == "Fra kontoret. "
    picture(office, "4-kontoret-ser-skolen")
    picture(school, "5-skolen-ser-kontoret")
    for program in (office, school):  # nothing goes out meanwhile: neither sees what the other writes
        program.run(f"app.place, {KEEPER}.place = {KEEPER}.place, ''")
    type_at(office, 4, "Kontoret skrev. ")
    type_at(school, 4, "Skolen skrev. ")
    for program in (office, school):
        program.run(f"{KEEPER}.place = app.place")
    exchange(office, school, office)
    for program in (office, school):
        program.until(f"len({ROOM}.known.contests) == 1")
        program.run(f"{ROOM}.pages.go([s for s in {ROOM}.known.sheets if s.table == 4][0])")
    picture(office, "6-skrevet-ulikt")
    card = f"{ROOM}.pages._fields[{ROOM}.known.contests[0].of_answer].contest"
    school.run(f"{card}.buttons[-1].click()")  # «Ta med begge»
    school.until(f"len({ROOM}.known.contests) == 0")
    exchange(school, office)
    office.until(f"len({ROOM}.known.contests) == 0")
    for program in (office, school):
        assert set(said_at(program, 4).splitlines()) == {"Kontoret skrev.", "Skolen skrev."}
    picture(office, "7-begge-star-der")


@pytest.mark.slow
def test_two_windows_over_a_folder(on_screen: Hall, folder: Path) -> None:
    hall = on_screen
    with hall.start("kontor", hall.own) as office:
        share(office, folder)
        with hall.start("skole", hall.folder / "skole.db", empty=True) as school:
            school.run(f"shell.sheets.open_share()\n{SHEET}.share_over({str(folder)!r})")
            come_along(school)
            both_write(office, school)
            assert "Ingenting nytt" in hall.command("kontor", hall.own, "share", "sync")
            status = json.loads(hall.command("kontor", hall.own, "share", "status", "--json"))
            assert [other["machine"] for other in status["machines"]] == ["skole-pc"]
            type_at(school, 5, "Sagt i siste liten.")
            school.close()
        assert said_at(office, 5) == "Sagt i siste liten."
        office.close()


@pytest.mark.slow
def test_two_windows_over_a_server(on_screen: Hall) -> None:
    hall = on_screen
    with postgres.running() as server, hall.start("kontor", hall.own) as office:
        try_server(office, server.address())
        office.until(f"{SHEET}.over.isVisible()")
        picture(office, "1-gjor-klar-og-del")
        office.run(f"{SHEET}.over.click()")
        office.until(f"{KEEPER}.place != ''")
        exchange(office)
        picture(office, "2-deles")
        office.run(f"{SHEET}.close_sheet()")
        municipality = server.sql("eier", "SELECT name FROM nettverk.organisations")[0][0]
        server.new_member("kari", str(municipality))
        with hall.start("skole", hall.folder / "skole.db", empty=True) as school:
            try_server(school, server.address("kari"))
            come_along(school)
            both_write(office, school)
            type_at(school, 5, "Sagt i siste liten.")
            school.close()
        exchange(office)
        assert said_at(office, 5) == "Sagt i siste liten."
        server.stop()
        type_at(office, 6, "Uten server. ")
        office.close()  # and is not kept open by a server that is gone
        assert office.process.poll() == 0


def try_server(program: Program, address: str) -> None:
    """Write the address of a server in Del med andre, and try it."""
    program.run(f"shell.sheets.open_share()\n{SHEET}.to_server.click()")
    program.run(f"{SHEET}.server.address.setText({address!r})\n{SHEET}.server.ask.click()")
