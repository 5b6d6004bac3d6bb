"""A real gathering through the real program: a spreadsheet in, groups, the big screen, what was said, and paper out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from nettverk.domain.handouts import DocumentKind
from nettverk.exchange.forms_sheet import FormsAnswer, forms_sheet
from nettverk.services import follow_up, gatherings, participants, plan, reflections
from nettverk.services.groups import groupings, quality
from nettverk.services.handouts import handouts
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.clock import TODAY
from tests.helpers.paper import text_of
from tests.helpers.program import Program
from tests.helpers.waiting import until

NAMES = ("Kari Moen", "Ola Vik", "Máret Eira", "Niillas Gaup", "Åse Dahl", "Øyvind Øvrebø", "Liv Hagen", "Siv Røed")
NAMES += ("Trond Skår", "Ahmed Hassan", "Jan-Erik Aarsland", "Solveig Guttormsgaard-Kristoffersen")
UNITS = ("Furulia barnehage", "FURULIA BHG", "Myra barnehage", "PPT", "Helsestasjonen", "Solbakken barnehage")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file with one empty gathering today, and nobody on its list."""
    path = tmp_path / "samling.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    gatherings.make(store, template("kristiansand"), network_id=network, held_on=TODAY)
    store.close()
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """The participant list as Microsoft Forms gives it."""
    path = tmp_path / "Påmelding.xlsx"
    questions = ("Hvilken enhet/tjeneste kommer du fra?", "Hva er stillingen din?")
    moment = datetime(2026, 11, 1, 9, 0)
    answers = [
        FormsAnswer(
            moment, moment, (UNITS[n % len(UNITS)], "styrer" if n % 4 == 0 else "lærer"), f"{n}@eksempel.no", name
        )
        for n, name in enumerate(NAMES)
    ]
    path.write_bytes(forms_sheet(questions, answers))
    return path


@pytest.fixture
def program(database: Path, tmp_path: Path) -> Iterator[Program]:
    with Program(tmp_path / "home", "--db", str(database), afresh=True) as running:
        running.until("shell is not None and shell.workspace.gathering is not None")
        yield running


def _written(database: Path) -> bool:
    """Whether something that was typed is in the file, as somebody else sees it."""
    store = Store.open(database, read_only=True)
    here = gatherings.all_(store)[0]
    found = bool(reflections.all_(store, here.id))
    store.close()
    return found


def calm(program: Program) -> None:
    program.run("shell.workspace.lane.wait(); shell.workspace.lane.wait()")


def test_from_a_spreadsheet_to_paper(program: Program, listed: Path, database: Path) -> None:
    # People in: the list is shown first, then stored.
    program.run(f"shell.go('people'); shell.stack.room('people').open_list(Path({str(listed)!r}))")
    program.until("shell.stack.room('people').import_page.pending is not None")
    calm(program)
    assert program.ask("len(shell.stack.room('people').list_page.model.people)") == 0
    program.run("shell.stack.room('people').import_page.store()")
    program.until(f"len(shell.stack.room('people').list_page.model.people) == {len(NAMES)}")

    # Mixed groups, made in a process of their own while the window stays awake.
    program.press("Ctrl+3")
    calm(program)
    program.run("shell.stack.room('groups').requests.begin()")
    calm(program)
    program.until("not shell.workspace.lane._pending")

    # What the groups say: typed, never saved by hand.
    program.press("Ctrl+5")
    calm(program)
    program.run("shell.stack.room('reflect').go_to('G1-1')")
    calm(program)
    program.type("Vi spør barnet selv hva som hjelper, á š ŋ <b>&")
    calm(program)
    until(lambda: _written(database), "what was typed, on the disk")
    program.kill()

    store = Store.open(database)
    here = gatherings.all_(store)[0]
    assert {unit.name for unit in register.units(store)} >= {"Furulia barnehage", "Myra barnehage", "PPT"}
    assert len(participants.all_(store, here.id)) == len(NAMES)
    mixed = next(part for part in plan.parts(store, here.id) if part.organising == "mixed")
    grouping = groupings.of_part(store, mixed.id)
    assert grouping is not None
    assert sum(len(table.sitting) for table in grouping.tables) == len(NAMES)
    assert "bedre kan det ikke bli" in quality.of(store, grouping.id).sentence
    said = [one.text for one in reflections.all_(store, here.id)]
    assert said == ["Vi spør barnet selv hva som hjelper, á š ŋ <b>&"]

    # Paper, by the same services.
    unit = next(one for one in register.units(store) if one.name == "Furulia barnehage")
    follow_up.promise(store, here.id, unit.id, what="Faste lekegrupper ute", who="styrer")
    home = handouts.draw(handouts.draft(store, here.id, DocumentKind.UNIT_PAGES, unit_id=unit.id))
    text = text_of(home.data)
    assert "Faste lekegrupper ute" in text
    assert "á š ŋ <b>&" in text
    store.close()
