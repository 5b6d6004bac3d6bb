"""Two real windows with a stick between them: sheets go to a table's laptop, are typed on there, and come home."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.at_work import ROOM, Hall, picture, said_at, type_at
from tests.helpers.program import Program

SHEETS = "shell.sheets.sharing"


def lend(leader: Program, path: Path, *tables: int) -> None:
    """Ta med til bord, as the leader does it; only the dialog of the system is passed over."""
    leader.run("shell.actions_.by_key['shell.lend'].trigger()")
    leader.until(f"{SHEETS}.lend is not None and len({SHEETS}.lend.boxes) > 0")
    for table in tables:
        leader.run(f"{SHEETS}.lend.boxes[{table}].click()")
    leader.run(f"{SHEETS}.lend.write_to(Path({str(path)!r}))")
    leader.until(f"{SHEETS}.lend.done.isVisible()")
    picture(leader, "1-ta-med-til-bord")
    leader.run(f"{SHEETS}.lend.close_sheet()")


def bring_home(leader: Program, path: Path) -> str:
    """Hent hjem; returns what the sheet says of it."""
    leader.run(f"{SHEETS}.bring_home.sheet = None\n{SHEETS}.bring_home.begin([Path({str(path)!r})])")
    return told(leader)


def told(leader: Program) -> str:
    """What the sheet says of all that came home, when it is there; it is closed."""
    leader.until(f"{SHEETS}.bring_home.sheet is not None and {SHEETS}.bring_home.sheet.isVisible()")
    words = str(leader.ask(f"{SHEETS}.bring_home.sheet.words.text()"))
    picture(leader, "3-hentet-hjem")
    leader.run(f"{SHEETS}.bring_home.sheet.close_sheet()")
    return words


def test_the_table_types_the_battery_is_empty_and_nothing_is_lost_on_the_way_home(hall: Hall) -> None:
    with hall.start("leder", hall.own) as leader:
        lend(leader, hall.stick, 2)
        with hall.start("bord", hall.stick) as table:
            type_at(table, 2, "Fra bord to.")
            table.kill()
        assert "1 fil" in bring_home(leader, hall.stick)
        assert said_at(leader, 2) == "Fra bord to."


@pytest.mark.slow
def test_the_stick_way_from_one_window_to_another_and_back(on_screen: Hall) -> None:
    hall = on_screen
    with hall.start("leder", hall.own) as leader:
        lend(leader, hall.stick, 2, 3)
        with hall.start("bord", hall.stick) as table:
            assert table.ask("[str(key) for key in shell.side.buttons]") == ["reflect"]
            type_at(table, 2, "Fra bord to. ")
            picture(table, "2-ved-bordet")
            table.kill()  # the battery is empty
        with hall.start("bord", hall.stick) as table:
            assert said_at(table, 2) == "Fra bord to. "
            type_at(table, 3, "Fra bord tre. ")
            table.close()
        type_at(leader, 2, "Fra lederen. ")
        assert "1 fil" in bring_home(leader, hall.stick)
        assert said_at(leader, 3) == "Fra bord tre. "
        leader.until(f"len({ROOM}.known.contests) == 1")
        leader.run(f"{ROOM}.pages.go([s for s in {ROOM}.known.sheets if s.table == 2][0])")
        picture(leader, "4-skrevet-ulikt")
        card = f"{ROOM}.pages._fields[{ROOM}.known.contests[0].of_answer].contest"
        leader.run(f"{card}.buttons[-1].click()")  # «Ta med begge»
        leader.until(f"len({ROOM}.known.contests) == 0")
        leader.until(f"'Fra bord to.' in [s.text for s in {ROOM}.known.sheets if s.table == 2][0]")
        assert said_at(leader, 2).splitlines() == ["Fra lederen.", "Fra bord to."]
        assert "Ingenting nytt" in bring_home(leader, hall.stick)
        leader.run(f"{SHEETS}.bring_home.sheet = None")
        assert "i vinduet" in hall.command("leder", hall.own, "merge", hall.stick)
        assert "Ingenting nytt" in told(leader)
        leader.close()
