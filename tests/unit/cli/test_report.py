"""``nettverk report``: a school year as Word documents or PDF, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.services import database
from tests.helpers import word_documents
from tests.unit.cli.conftest import Run


def test_a_report_is_written_where_it_is_asked_for(run: Run, db: Path, tmp_path: Path) -> None:
    said = run("report", "yearly", "--year", 2026, "--network", "0–6", "--out", tmp_path / "ut", "--db", db, "--json")
    (file,) = (Path(name) for name in said.json["files"])
    assert file.name == "Årsrapport Havnesund kommune 0–6 2026–2027.docx"
    assert "Havnesund kommune" in word_documents.text_of(file.read_bytes())
    said = run("report", "development", "--unit", "bekkefaret bhg", "--year", 2026, "--format", "pdf", "--in", "nn",
               "--out", tmp_path / "ut", "--db", db)  # fmt: skip
    assert said.code == 0
    assert (tmp_path / "ut" / said.out.strip().rpartition("/")[2]).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("yearly", "--network", "borte"), "0–6 / 6–16"),
        (("yearly", "--unit", "Lia"), "development"),
        (("yearly", "--year", 26), "fire sifre"),
        (("yearly", "--format", "odt"), "odt"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    run: Run, db: Path, tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    said = run("report", *words, "--out", tmp_path / "ut", "--db", db)
    assert said.code == 2
    assert why in said.err
    assert not (tmp_path / "ut").exists()


def test_what_is_printed_is_kept_and_nothing_new_is_told_while_the_file_is_open(
    run: Run, db: Path, tmp_path: Path
) -> None:
    first = ("report", "yearly", "--year", 2025, "--network", "0–6", "--db", db)
    store = database.open_file(db)
    try:
        said = run(*first, "--out", tmp_path / "open", "--json")
        assert said.code == 0
        assert "åpen et annet sted" in said.err
        assert store.value("SELECT count(*) FROM report_stands") == 0
    finally:
        store.close()
    said = run(*first, "--out", tmp_path / "closed", "--json")
    assert "åpen et annet sted" not in said.err
    open_, closed = (
        word_documents.text_of(next((tmp_path / folder).iterdir()).read_bytes()) for folder in ("open", "closed")
    )
    assert "enheter har vært med" in closed
    assert "enheter har vært med" not in open_
    store = database.open_for_reading(db)
    try:
        assert store.value("SELECT count(*) FROM report_stands") == 1
    finally:
        store.close()
