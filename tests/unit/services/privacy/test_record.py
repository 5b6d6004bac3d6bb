"""The record of processing says what this installation has, and leaves to the municipality what is its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from nettverk.domain.reports.model import Report, ReportFormat
from nettverk.services.privacy import record, statement
from nettverk.services.privacy.statement import Facts
from nettverk.services.sharing import joining
from nettverk.storage.store import Store
from tests.helpers import stores, word_documents
from tests.helpers.conformance import faults, unheard

KNOWN = Facts(
    "Elvestad kommune", Path("/hjem/nettverk.db"), 112, 3, 40, 7, (Path("/hjem/sikkerhetskopier"),),
    date(2026, 10, 1), date(2026, 11, 20), 0,
)  # fmt: skip


def told(known: Facts, language: str = "nb") -> str:
    return "\n".join(record.report(known, language).texts())


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_whole_as_word_and_as_pdf_in_each_language(language: str) -> None:
    made = record.render(KNOWN, language, ReportFormat.PDF)
    assert faults(made.data) == []
    assert unheard(made.data) == []
    assert 2 <= len(PdfReader(BytesIO(made.data)).pages) <= 6
    fields = record.report(KNOWN, language).sections[0].blocks[0]
    assert max(len(row[0]) for row in fields.rows) <= 22, "longer, and its column would be narrow"  # type: ignore[union-attr]
    word = record.render(KNOWN, language, ReportFormat.DOCX)
    assert word_documents.complaints(word.data, {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}[language]) == []
    assert "Elvestad kommune" in word_documents.text_of(word.data)


def test_it_tells_what_is_so_here_and_not_what_one_would_wish() -> None:
    open_ = told(KNOWN)
    assert "112 personer står med navn nå." in open_
    assert "40 av dem har e-post." in open_
    assert "Fila er ikke låst med passord." in open_
    assert "Ingen frist er valgt" in open_
    assert "/hjem/nettverk.db. 7 sikkerhetskopier: /hjem/sikkerhetskopier." in open_
    locked = told(replace(KNOWN, sealed=True, months=24))
    assert "låst med passord (AES-256)" in locked
    assert "Fila er ikke låst" not in locked
    assert "etter 24 måneder" in locked


FOLDER = replace(KNOWN, place="/felles/Nettverk-deling", machines=2)
SERVER = replace(KNOWN, place="postgresql://kari@db.elvestad.no/nettverk?sslmode=verify-full", machines=2)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_shared_is_told_with_where_it_goes_and_who_reads_it(language: str) -> None:
    alone, folder, server = (told(known, language) for known in (KNOWN, FOLDER, SERVER))
    assert "/felles/Nettverk-deling" in folder
    assert "db.elvestad.no" in server
    assert "PostgreSQL" in server
    assert "PostgreSQL" not in alone
    assert len({alone, folder, server}) == 3
    made = record.render(SERVER, language, ReportFormat.PDF)
    assert faults(made.data) == []


def test_nothing_says_that_all_stays_here_where_it_does_not() -> None:
    never = ("sendes ut av maskinen", "Programmet sender ingenting.")
    assert all(words in told(KNOWN) for words in never)
    for known in (FOLDER, SERVER):
        record_, page = told(known), statement.text(known, "nb")
        assert not any(words in record_ or words in page for words in never)
        assert "én maskin, i én fil" not in page
        assert known.place in page
        assert "2 andre maskiner har skrevet i den." in page
    assert "ikke låst" in told(FOLDER)
    assert "Det som deles, er låst med det samme passordet." in told(replace(SERVER, sealed=True))
    assert "låst med passordet på fila" in statement.text(replace(FOLDER, sealed=True), "nb")
    assert "rapportverktøy" in told(SERVER)
    assert "rapportverktøy" not in told(FOLDER)


def test_a_file_says_itself_that_it_is_shared_and_what_its_machine_is_called(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "n.db")
    before = statement.facts(store)
    assert (before.place, before.machines) == ("", 0)
    assert f"Her heter maskinen {store.machine_name}." in statement.text(before, "nb")
    joining.begin(stores.on(store), str(tmp_path / "felles"))
    known = statement.facts(store)
    store.close()
    assert known.place.startswith(str(tmp_path / "felles"))
    assert not known.on_server
    assert known.place in statement.text(known, "en")


def test_what_only_the_municipality_knows_is_left_to_it() -> None:
    nobody: Report = record.report(replace(KNOWN, municipality=""), "nb")
    cells = [cell for block in nobody.sections[0].blocks for row in block.rows for cell in row]  # type: ignore[union-attr]
    assert cells.count("Fylles ut av kommunen.") == 3
    decided = nobody.sections[-1].blocks[0]
    assert all(row[1] == "Fylles ut av kommunen." for row in decided.rows)  # type: ignore[union-attr]


def test_every_risk_says_what_is_left_to_do() -> None:
    risks = record.report(KNOWN, "nb").sections[2].blocks[1]
    assert all(
        point.notes[0].startswith("Programmet: ") and point.notes[1].startswith("Dere: ")
        for point in risks.items  # type: ignore[union-attr]
    )
