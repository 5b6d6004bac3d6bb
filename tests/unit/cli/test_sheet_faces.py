"""A sheet on paper from the command line: no database is asked for one that ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.paper import page_texts

if TYPE_CHECKING:
    from tests.unit.cli.conftest import Run

ID = "fremmer-hemmer-pavirke"


def test_a_sheet_is_printed_without_a_database_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    said = run("print", "sheet", ID, "--lang", "nn", "--out", tmp_path / "ut", "--json")
    assert said.code == 0, said.err
    (file,) = said.json["files"]
    text = page_texts(Path(file))[0]
    assert "Kva fremjar, kva hemmar" in text
    assert said.json["pages"] == 1
    assert not (tmp_path / "hjemme").exists() or not list((tmp_path / "hjemme").glob("*.db"))


def test_a_sheet_that_is_not_there_is_said_with_those_that_are_near(run: Run, tmp_path: Path) -> None:
    said = run("print", "sheet", "fremmer-hemmer", "--out", tmp_path)
    assert said.code == 2
    assert ID in said.err


def test_what_has_nothing_to_count_has_no_tally_sheet(run: Run, tmp_path: Path) -> None:
    said = run("print", "sheet", ID, "--tally", "--out", tmp_path)
    assert said.code == 2
    assert "telle" in said.err
    assert not list(tmp_path.glob("*.pdf"))


def test_an_id_belongs_to_a_sheet_and_a_sheet_needs_one(run: Run, tmp_path: Path) -> None:
    assert run("print", "agenda", ID, "--out", tmp_path).code == 2
    assert run("print", "sheet", "--out", tmp_path).code == 2


def test_the_walls_of_a_sheet_need_no_database_either(run: Run, tmp_path: Path) -> None:
    said = run("screens", "--sheet", ID, "--lang", "en", "--out", tmp_path / "ut", "--json")
    assert said.code == 0, said.err
    assert said.json["sheet"] == ID
    drawn = [Path(file).read_text() for file in said.json["files"]]
    assert "Helps – hinders – ours to change" in drawn[0]
    assert len(drawn) == 3, "what to do, how far, and what was said"
    assert run("screens", "--sheet", "finnes-ikke", "--out", tmp_path).code == 2
