"""Another program opens what goes out: LibreOffice reads the same words in every Word, Excel, CSV and calendar file."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from nettverk.domain.data_tables import ExportFormat, Extent, TableKind
from nettverk.domain.errors import BadInput
from nettverk.domain.reports.model import ReportFormat, ReportKind
from nettverk.domain.table_text import html_table
from nettverk.exchange.cell_text import outgoing
from nettverk.services.export import files
from nettverk.services.reports import reports
from nettverk.services.university import consent, reading
from nettverk.services.university import files as university
from nettverk.storage.store import Store
from tests.helpers import stores, word_documents
from tests.helpers.clock import TODAY

SOFFICE = shutil.which("soffice")
SEMICOLONS = "59,34,76,1,,0,false,true,false,false,false,-1"  # UTF-8, every sheet a file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="soffice is not on this machine: LibreOffice's reading is not tried"),
]


@pytest.fixture(scope="module")
def store() -> Store:
    """The sample, where names and texts begin like formulas and have every sign in them."""
    store = stores.empty()
    stores.fill_with_sample(store, TODAY)
    nasty = ("=1+1", "+47", "-Ola", "@Kari", 'Per "PT"; Olsen', "Ada 🙂", "=cmd|'/c calc'!A0")
    with store.change():
        people = store.rows("SELECT person_id FROM participants ORDER BY id LIMIT 7")
        for row, name in zip(people, nasty, strict=True):
            store.update("people", row["person_id"], family_name=name)
        store.update(
            "gatherings", store.value("SELECT id FROM gatherings"), title='=Samling; med "alt" 🙂', place="Rom\n2"
        )
    return store


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("soffice")


def convert(profile: Path, to: str, into: Path, *sources: Path, as_: str = "") -> None:
    assert SOFFICE is not None
    into.mkdir(exist_ok=True)
    told = subprocess.run(
        [
            SOFFICE, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
            *([f"--infilter={as_}"] if as_ else []), "--convert-to", to, "--outdir", str(into), *map(str, sources),
        ],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert len(list(into.iterdir())) >= len(sources), told.stdout + told.stderr


def words(text: str) -> list[str]:
    return text.replace("\ufeff", "").split()


def test_workbooks_and_csv(store: Store, profile: Path, tmp_path: Path) -> None:
    kinds = tuple(TableKind)
    book = files.read(store, ExportFormat.XLSX, kinds, Extent())
    files.write(book, tmp_path / "alt.xlsx")
    convert(profile, f"csv:Text - txt - csv (StarCalc):{SEMICOLONS}", tmp_path / "ut", tmp_path / "alt.xlsx")
    written = files.write(files.read(store, ExportFormat.CSV, kinds, Extent()), tmp_path / "csv")
    convert(profile, "xlsx", tmp_path / "inn", *written, as_="Text - txt - csv (StarCalc):59,34,76,1")
    for table in book.tables:
        read = (tmp_path / "ut" / f"alt-{table.title}.csv").read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(read, newline=""), delimiter=";"))
        page = load_workbook(tmp_path / "inn" / f"{table.title}.xlsx").worksheets[0]
        assert len(rows) == page.max_row == len(table.rows) + 1
        assert rows[0] == list(table.header) == [cell.value for cell in page[1]]
        for row, got, cells in zip(table.rows, rows[1:], page.iter_rows(min_row=2), strict=True):
            for value, cell, other in zip(row, got, cells, strict=True):
                assert other.data_type != "f"  # nothing is computed
                match value:
                    case str():
                        assert words(cell) == words(outgoing(value))
                        assert words(str(other.value or "").removeprefix("'")) == words(outgoing(value))
                    case int():
                        assert (cell, other.value) == (str(value), value)
                    case date():
                        assert cell in {value.strftime("%d.%m.%Y"), value.strftime("%m/%d/%Y")}  # as its locale has it
                        assert other.value.date() == value  # type: ignore[union-attr]
                    case None:
                        assert (cell, other.value) == ("", None)


def test_a_table_from_the_clipboard_is_text_and_counts(profile: Path, tmp_path: Path) -> None:
    texts = ["=1+1", '=HYPERLINK("http://x")', "+47 22 33 44 55", "00123", "-2+3", "@SUM(A1)", "1.10", "<b>", "12.3"]
    (tmp_path / "utklipp.html").write_text(
        html_table([["=Navn", "Antall"], *([text, "41"] for text in texts)], header=True)
    )
    convert(profile, "fods", tmp_path / "ut", tmp_path / "utklipp.html", as_="HTML (StarCalc)")
    read = (tmp_path / "ut" / "utklipp.fods").read_text("utf-8")
    assert "table:formula" not in read, "nothing is computed"
    cells = [unescape(cell) for cell in re.findall(r"<text:p>([^<]*)</text:p>", read.partition("<table:table ")[2])]
    assert cells == ["=Navn", "Antall", *(cell for text in texts for cell in (text, "41"))]
    assert read.count('office:value="41"') == len(texts), "and a count can be added up"


def test_what_goes_to_the_university(store: Store, profile: Path, tmp_path: Path) -> None:
    for one in consent.of_extent(store, Extent()):
        consent.answer(store, one.gathering_id, "alle som var der", TODAY, yes=True)
    data = reading.read(store, Extent())
    assert data.consented >= 3
    written = university.write(data, tmp_path / "ut")
    sheets = [path for path in written if path.suffix == ".csv"]
    convert(profile, "xlsx", tmp_path / "inn", *sheets, as_="Text - txt - csv (StarCalc):59,34,76,1")
    for table in data.tables:
        page = load_workbook(tmp_path / "inn" / f"{table.kind.value}.xlsx").worksheets[0]
        rows = [tuple(cell.value for cell in row) for row in page.iter_rows()]
        assert rows[0] == table.header
        assert len(rows) == len(table.rows) + 1
        for row, got in zip(table.rows, rows[1:], strict=True):
            said = [words(outgoing(value) if isinstance(value, str) else str("" if value is None else value))
                    for value in row]  # fmt: skip
            assert [words(str("" if cell is None else cell).removeprefix("'")) for cell in got] == said


def test_the_calendar_is_read_line_by_line(store: Store, profile: Path, tmp_path: Path) -> None:
    (path,) = files.write(files.read(store, ExportFormat.ICS, (), Extent()), tmp_path / "år.ics")
    plain = tmp_path / "år.txt"  # Writer knows a calendar as the text it is
    plain.write_bytes(path.read_bytes())
    convert(profile, "txt:Text (encoded):UTF8", tmp_path / "ut", plain, as_="Text (encoded):UTF8")
    read = (tmp_path / "ut" / "år.txt").read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    events = Calendar.from_ical(read.replace(b"\n", b"\r\n")).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [
        str(event["SUMMARY"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    ]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_word_documents(store: Store, profile: Path, tmp_path: Path, language: str) -> None:
    made: dict[Path, bytes] = {}
    for kind in ReportKind:
        try:
            read = reports.drafts(store, kind, reports.scope_of(2026), language)
        except BadInput:
            continue
        file = reports.render(read[0], ReportFormat.DOCX)
        assert word_documents.complaints(file.data, f"{language}-NO") == []
        path = tmp_path / f"{kind}.docx"
        path.write_bytes(file.data)
        made[path] = file.data
    assert len(made) >= 7
    convert(profile, "txt:Text (encoded):UTF8", tmp_path / "ut", *made)
    for path, data in made.items():
        # A line break within a paragraph is no letter to us, and is a space or a line to others.
        there = "".join(words((tmp_path / "ut" / f"{path.stem}.txt").read_text(encoding="utf-8")))
        paragraphs = ["".join(words(line)) for line in word_documents.text_of(data).split("\n")]
        assert sum(map(len, paragraphs)) > 100
        assert [line for line in paragraphs if line not in there] == []
