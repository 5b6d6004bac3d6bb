"""``nettverk report``: a school year as Word documents or PDF, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

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
