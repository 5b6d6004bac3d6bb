"""Hjemmepakke: a folder for each unit, with all it needs for its own staff meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.sheet_papers import read_unit_code, unit_code
from nettverk.services import contributions, follow_up, gatherings, participants, plan, returned_sheets
from nettverk.services.handouts import home_kit
from nettverk.services.handouts.source import NothingToPrint
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.paper import text_of


@pytest.fixture
def held(store: Store) -> Iterator[str]:
    network = register.add_network(store, "0–6").made
    gathering = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for name in ("Fjæra barnehage", "PPT / nord"):
        unit = register.add_unit(store, name).made
        participants.add_new(store, gathering, "Kari", "Nordmann", unit)
        follow_up.promise(store, gathering, unit, what="Ringe først")
    return gathering


def words(path: Path) -> str:
    return text_of(path)


def test_each_unit_has_a_folder_with_its_letter_and_its_sheets(store: Store, held: str, tmp_path: Path) -> None:
    written = home_kit.write(home_kit.read(store, held), tmp_path)
    folders = sorted(path.name for path in tmp_path.iterdir())
    assert len(folders) == 2
    assert folders[0] == "Fjæra barnehage"
    own = sorted((tmp_path / folders[0]).iterdir())
    assert len(own) == 3
    assert "Ringe først" in words(own[0])
    assert "Fjæra barnehage" in words(own[2]), "the sheet that comes back says from whom"
    assert len(written) == 6


def test_one_unit_alone_and_in_another_language(store: Store, held: str, tmp_path: Path) -> None:
    unit = register.units(store)[0]
    kits = home_kit.read(store, held, unit_id=unit.id, language="nn")
    assert [kit.unit for kit in kits.units] == [unit.name]
    home_kit.write(kits, tmp_path)
    assert any("heime" in words(path).lower() for path in tmp_path.rglob("*.pdf"))


def test_the_slides_lie_there_once(store: Store, held: str, tmp_path: Path) -> None:
    page = PdfWriter()
    page.add_blank_page(300, 200)
    data = BytesIO()
    page.write(data)
    part = next(part for part in plan.parts(store, held) if part.kind == "sharing")
    for speaker in ("Vi / dere", "vi / dere"):
        made = contributions.add(store, part.id, speaker=speaker).made
        contributions.attach(store, made, name="x.pdf", data=data.getvalue(), pages=1)
    home_kit.write(home_kit.read(store, held), tmp_path)
    slides = [path for path in tmp_path.rglob("*.pdf") if path.parent.name == "Lysbilder"]
    assert len(slides) == 2, "two that are called the same do not cover each other"


def test_nothing_is_written_when_it_is_stopped_or_there_is_nobody(store: Store, held: str, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        home_kit.write(home_kit.read(store, held), tmp_path / "a", cancelled=lambda: True)
    assert not (tmp_path / "a").exists()
    network = gatherings.get(store, held).network_id
    empty = gatherings.make(store, template("short"), network_id=network, held_on=date(2027, 1, 4)).made
    with pytest.raises(NothingToPrint):
        home_kit.read(store, empty)


def test_the_return_sheet_has_a_code_that_brings_it_back_to_its_unit(store: Store, held: str, tmp_path: Path) -> None:
    home_kit.write(home_kit.read(store, held), tmp_path)
    for unit in register.units(store):
        (sheet,) = (path for path in tmp_path.rglob("*Svarark*.pdf") if unit.name in words(path))
        code = unit_code(unit.id)
        assert code in words(sheet)
        assert returned_sheets.unit_of(store, read_unit_code(f" {code.lower().replace('-', '')} ")) == unit.id
    with pytest.raises(BadInput, match="E-ZZZZZ"):
        returned_sheets.unit_of(store, "E-ZZZZZ")
    use_id = returned_sheets.take_in(store, held).made
    again = returned_sheets.take_in(store, held)
    assert (again.made, again.tables) == (use_id, frozenset()), "it is taken in once"
