"""nettverk manual writes the manual as PDF or as a page of the web, and nettverk privacy the record to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.paper import text_of
from tests.helpers.word_documents import text_of as text_of_word
from tests.unit.cli.conftest import Run


def test_the_manual_as_pdf_in_a_language(run: Run, tmp_path: Path) -> None:
    said = run("manual", "--out", tmp_path, "--lang", "nn")
    assert said.code == 0
    (made,) = tmp_path.glob("*.pdf")
    assert said.out.strip() == str(made)
    assert "Lerretet er svart" in text_of(made)
    assert "Korleis lagar eg dagen?" in text_of(made)


def test_the_manual_as_a_page_of_the_web(run: Run, tmp_path: Path) -> None:
    made = run("manual", "--format", "html", "--lang", "en", "--out", tmp_path / "web", "--json").json["files"]
    assert made[0] == str(tmp_path / "web" / "index.html")
    assert all(Path(file).exists() for file in made)
    assert "The big screen is black" in Path(made[0]).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_is_told_in_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    for form in ("pdf", "html"):
        said = run("manual", "--format", form, "--out", tmp_path / "fil")
        assert said.code != 0
        assert said.err.count("\n") == 1


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_record_of_processing_is_filled_in_with_what_is_here(run: Run, db: Path, tmp_path: Path, form: str) -> None:
    said = run("privacy", "--db", db, "--out", tmp_path, "--format", form)
    assert said.code == 0
    (made,) = tmp_path.glob(f"*.{form}")
    told = text_of(made) if form == "pdf" else text_of_word(made.read_bytes())
    assert "artikkel 30" in told
    assert "personer står med navn nå" in told
    assert "Fylles ut av kommunen." in told
    assert "Fila er ikke låst med passord." in told
    assert run("privacy", "--db", db, "--out", tmp_path, "--lang", "en", "--json").json["files"]
