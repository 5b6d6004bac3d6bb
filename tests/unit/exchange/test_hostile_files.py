"""Files that are broken, mistaken for lists, or made to hurt: a sentence, never a traceback, never much memory."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from nettverk.domain.errors import BadInput
from nettverk.domain.participant_lists import Sheet
from nettverk.exchange import column_content
from nettverk.exchange.participant_lists import apply, guess
from nettverk.exchange.tables import read

if TYPE_CHECKING:
    from conftest import Rebuild

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def sentence(path: Path) -> str:
    """What the user is told; it must be one that helps."""
    with pytest.raises(BadInput) as told:
        read(path)
    text = told.value.sentence
    assert text.endswith((".", "?"))
    assert "{" not in text
    assert told.value.code == 2
    assert "Ugyldig" not in text
    return text


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("tom.xlsx", b"", "er tom"),
        ("tom.csv", b"\xef\xbb\xbf\r\n", "er tom"),
        ("nuller.xlsx", bytes(5000), "er tom"),
        ("skille.csv", b";;;\n;;;\n", "ingenting"),
        ("halv.xlsx", b"PK\x03\x04" + bytes(100), "skadet"),
        ("gammel.xls", OLE + "Workbook".encode("utf-16-le"), "gamle Excel-formatet"),
        ("passord.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "passord"),
        ("nett.xls", b"<html><body><table><tr><td>Kari</td></tr></table></body></html>", "nettside"),
        ("brev.pdf.csv", b"%PDF-1.7\n" + bytes(range(256)) * 20, "ikke et regneark"),
        ("bilde.csv", random.Random(1).randbytes(20_000), "ikke en liste"),
        ("~$liste.xlsx", b"\x05Kari" + bytes(160), "~$"),
        ("liste.numbers", b"PK\x03\x04", "Numbers"),
    ],
)
def test_what_is_not_a_list_gets_its_own_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    assert says in sentence(put(tmp_path, name, data))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}, ".ods"),
        ({"Index/Document.iwa": b"x"}, "Numbers"),
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"word/document.xml": b"<x/>"}, "et dokument"),
        ({"hva/som/helst.txt": b"hei"}, "skadet eller ikke en Excel"),
        ({"xl/workbook.xml": b"<workbook"}, "skadet"),
        ({"xl/workbook.xml": b"<workbook/>"}, "ingenting"),
    ],
)
def test_other_zips_are_named_in_words(tmp_path: Path, parts: dict[str, bytes], says: str) -> None:
    path = tmp_path / "liste.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    assert says in sentence(path)


def test_folders_missing_and_unreadable_files(tmp_path: Path) -> None:
    assert "mappe" in sentence(tmp_path)
    assert "finnes ikke" in sentence(tmp_path / "borte.xlsx")
    assert "lot seg ikke lese" in sentence(tmp_path / "nu\0l.xlsx")
    if sys.platform != "win32":  # there a name that is too long is a file that is not there, and pipes are no files
        assert "lot seg ikke lese" in sentence(tmp_path / ("lang" * 100))
        pipe = tmp_path / "rør.csv"
        os.mkfifo(pipe)
        assert "ikke en vanlig fil" in sentence(pipe)
    package = tmp_path / "liste.numbers"
    package.mkdir()
    assert "Numbers" in sentence(package)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything; Windows has no modes")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    path = put(tmp_path, "låst.xlsx", b"x")
    path.chmod(0)
    assert "åpen i Excel" in sentence(path)


def test_a_file_held_by_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "liste.xlsx", b"x")

    def held(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", held)
    assert "åpen i Excel" in sentence(path)


def test_a_cell_in_the_last_corner_of_the_sheet_does_no_harm(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Navn", "Enhet"])
    book.active.append(["Kari Nordmann", "Lund bhg"])
    book.active["XFD1048576"] = "langt unna"
    path = tmp_path / "liste.xlsx"
    book.save(path)
    sheet = read(path).sheets[0]
    assert sheet.columns_cut
    assert [row.name for row in apply(read(path), guess(read(path))).rows] == ["Kari Nordmann"]
    book.active["A1048576"] = "Ola Hansen"
    book.save(path)
    assert apply(read(path), guess(read(path))).rows[1].row == 1048576


def test_nul_bytes_among_the_letters_are_left_out(tmp_path: Path) -> None:
    path = put(tmp_path, "liste.csv", "Navn;Enhet\nKa\0ri Nord\0mann;PPT\nOla Hansen;PPT\n".encode("cp1252"))
    assert read(path).sheets[0].rows[1] == (2, ("Kari Nordmann", "PPT"))


def test_entities_are_refused(tmp_path: Path, rebuilt: Rebuild) -> None:
    xml = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        b'<!ENTITY fil SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;&fil;</t>'
        b"</is></c></row></sheetData></worksheet>"
    )
    assert "skadet" in sentence(rebuilt(tmp_path, xml))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made, made.open("xl/worksheets/sheet1.xml", "w") as part:
        for _megabyte in range(100):
            part.write(bytes(1024 * 1024))
    assert "pakkes ut" in sentence(path)


def test_a_bomb_that_lies_about_its_size_is_not_believed(tmp_path: Path, rebuilt: Rebuild) -> None:
    """The table of contents says 5,000 bytes; what is packed is 50 MB."""
    huge = b"<worksheet><sheetData><row><c><v>1</v></c></row>" + b" " * 50_000_000 + b"</sheetData></worksheet>"
    path = rebuilt(tmp_path, huge)
    data = bytearray(path.read_bytes())
    real = len(huge).to_bytes(4, "little")
    assert data.count(real) == 2
    put(tmp_path, "liste.xlsx", bytes(data).replace(real, (5000).to_bytes(4, "little")))
    assert "skadet" in sentence(path)


def test_a_sheet_too_large_says_so_instead_of_leaving_people_out(tmp_path: Path) -> None:
    path = put(tmp_path, "stor.csv", b"Navn;Enhet\n" + b"Kari Nordmann;PPT\n" * 30_000)
    book = read(path)
    with pytest.raises(BadInput, match="for stort"):
        apply(book, guess(book))


@pytest.mark.slow
def test_twenty_thousand_rows_are_read_whole(tmp_path: Path, rebuilt: Rebuild) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Kari Nordmann{n}</t></is></c></row>' for n in range(2, 20_002)
    )
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>Navn</t></is></c></row>'
    book = read(rebuilt(tmp_path, head + rows))
    assert len(apply(book, guess(book)).rows) == 20_000


def test_cells_of_32000_characters(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Navn", "Enhet", "Merknad"])
    book.active.append(["Kari Nordmann", "PPT", "m" * 32_000])
    book.active.append(["n" * 32_000, "PPT", ""])
    book.active.append(["Ola Hansen", "e" * 32_000, ""])
    path = tmp_path / "liste.xlsx"
    book.save(path)
    wb = read(path)
    assert len(wb.sheets[0].rows[1][1][2]) == 32_000
    parsed = apply(wb, guess(wb))
    assert [row.name for row in parsed.rows] == ["Kari Nordmann"]
    assert [skipped.row for skipped in parsed.skipped] == [3, 4]


@settings(max_examples=3 * settings().max_examples // 2, deadline=None)
@given(
    data=st.binary(max_size=600), start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE[:8], b"Navn;Enhet\n"])
)
def test_no_bytes_whatever_give_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "tilfeldig.xlsx"
    path.write_bytes(start + data)
    with suppress(BadInput):
        book = read(path)
        apply(book, guess(book))


@settings(max_examples=3 * settings().max_examples // 2, deadline=None)
@given(
    cuts=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=4)), min_size=1, max_size=6
    )
)
def test_a_damaged_workbook_never_gives_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, rebuilt: Rebuild, cuts: list[tuple[float, bytes]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>{n}</v></c><c r="B{n}" s="3"><v>1.5</v></c></row>' for n in range(9)
    )
    data = bytearray(rebuilt(folder, rows).read_bytes())
    for share, new in cuts:
        at = int(share * len(data))
        data[at : at + len(new)] = new
    path = put(folder, "skadet.xlsx", bytes(data))
    with suppress(BadInput):
        book = read(path)
        apply(book, guess(book))


XML_PIECES = st.sampled_from(
    [
        *(
            "<row>",
            '<row r="3">',
            "</row>",
            "<c>",
            '<c r="A1" t="s">',
            '<c r="ZZZ9999999" t="e">',
            "</c>",
            "<v>",
            "</v>",
        ),
        *(
            '<c t="inlineStr" s="x">',
            "<is><t>",
            "</t></is>",
            "7",
            "-1",
            "1e400",
            "nan",
            "&#10;",
            "&x;",
            "<rPh>",
            "</rPh>",
        ),
        *(
            "<!--",
            "-->",
            '<c t="d">',
            "2026-13-45",
            '<mergeCell ref="A1:XFD9"/>',
            '<mergeCell ref="B2:A1"/>',
            "_xD800_",
        ),
    ]
)


@settings(max_examples=3 * settings().max_examples, deadline=None)
@given(pieces=st.lists(XML_PIECES, max_size=25))
def test_no_sheet_xml_gives_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, rebuilt: Rebuild, pieces: list[str]
) -> None:
    path = rebuilt(tmp_path_factory.getbasetemp(), "".join(pieces))
    with suppress(BadInput):
        read(path)


HUNGRY = {
    "dype tagger": "'<a>' * 15_000_000",
    "mange celler i én rad": "'<row>' + '<c/>' * 10_000_000",
    "mange fulle celler": "'<row r=\"%d\">' % 1 + '<c><v>1</v></c>' * 3_500_000",
    "mange navn": "''.join('<b%d/>' % n for n in range(4_000_000))",
    "mange egenskapsnavn": "''.join('<c b%d=\"\"/>' % n for n in range(3_000_000))",
    "én lang tagg": "'<c ' + 'x' * 55_000_000",
    "én lang egenskap": "'<c r=\"' + 'x' * 55_000_000 + '\"/>'",
    "én lang merknad": "'<!--' + 'x' * 55_000_000 + '-->'",
    "lang tekst": "'<row><c t=\"inlineStr\"><is><t>' + 'x' * 55_000_000",
    "lange celler": "('<row><c t=\"inlineStr\"><is><t>\U0001f600' + 'x' * 32_000 + '</t></is></c></row>') * 1_700",
    "mange rader langt ute": "''.join('<row><c r=\"IV1\"><v>1</v></c></row>' for n in range(1_500_000))",
    "mange små rader": "'<row><c><v>1</v></c></row>' * 2_000_000",
    "mange flettede": "'<row><c><v>1</v></c></row>' * 25_000 + '<mergeCell ref=\"A1:A1048576\"/>' * 900_000",
}
QUICK = {"lange celler", "mange rader langt ute", "dype tagger", "én lang egenskap"}
CHILD = """
import sys, zipfile
from pathlib import Path
sys.path.insert(0, {root!r})
path = Path({path!r})
kind = {kind!r}
if kind == "xlsx":
    xml = ('<?xml version="1.0"?><worksheet><sheetData>' + {make}).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        made.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="A" id="r1"/></sheets></workbook>')
        made.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Type="x/worksheet" '
            'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/>'
            '</Relationships>')
        made.writestr({part!r}, xml)
        if {part!r} != "xl/worksheets/sheet1.xml":
            made.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
else:
    path.write_bytes({make})
"""
READER = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from nettverk.domain.errors import BadInput
from nettverk.domain.participant_lists import Sheet
from nettverk.exchange import xlsx_package
if {unguarded}:  # as if the file had slipped through the check of its size
    xlsx_package.MAX_PACKED, xlsx_package.MAX_RATIO = 2**40, 2**40
from nettverk.exchange.tables import read
from nettverk.exchange.participant_lists import apply, guess
try:
    book = read(Path({path!r}))
    parsed = apply(book, guess(book))
    print("read", len(parsed.rows))
except BadInput as told:
    print("told", told.sentence)
# Not ru_maxrss: that begins with what the process that started this one held.
print(next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
ROOT = str(Path(__file__).parents[3])


def peak_memory(path: Path, *, unguarded: bool = False) -> tuple[str, int]:
    """What a process of its own says about a file, and the most memory it held, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", READER.format(root=ROOT, path=str(path), unguarded=unguarded)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, figures = done.stdout.strip().rsplit("\n", 1)
    return said, int(figures)


def make(path: Path, recipe: str, *, kind: str = "xlsx", part: str = "xl/worksheets/sheet1.xml") -> None:
    script = CHILD.format(root=ROOT, path=str(path), kind=kind, make=recipe, part=part)
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked for in Linux' own way")
@pytest.mark.parametrize(
    "recipe",
    [pytest.param(made, id=name, marks=() if name in QUICK else pytest.mark.slow) for name, made in HUNGRY.items()],
)
def test_no_workbook_takes_300_mb(tmp_path: Path, recipe: str) -> None:
    path = tmp_path / "sulten.xlsx"
    make(path, recipe)
    said, megabytes = peak_memory(path, unguarded=True)
    assert megabytes < 300, said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked for in Linux' own way")
@pytest.mark.slow
@pytest.mark.parametrize(
    "recipe",
    ["'<si><t>ab</t></si>' * 2_500_000", "''.join('<si><t>%d</t></si>' % n for n in range(2_200_000))"],
    ids=["like", "ulike"],
)
def test_no_table_of_strings_takes_300_mb(tmp_path: Path, recipe: str) -> None:
    path = tmp_path / "sulten.xlsx"
    make(path, recipe, part="xl/strings.xml")
    said, megabytes = peak_memory(path, unguarded=True)
    assert megabytes < 300, said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked for in Linux' own way")
@pytest.mark.parametrize(
    "recipe",
    [
        "bytes([10]) * 19_000_000",
        "('\U0001f600' + 'x' * 19_000_000).encode()",
        "(b'a;' * 200 + bytes([10])) * 49_000",
    ],
    ids=["tomme linjer", "én lang linje", "mange kolonner"],
)
def test_no_text_file_takes_300_mb(tmp_path: Path, recipe: str) -> None:
    path = tmp_path / "sulten.csv"
    make(path, recipe, kind="csv")
    said, megabytes = peak_memory(path)
    assert megabytes < 300, said


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked for in Linux' own way")
@pytest.mark.parametrize(
    "recipe",
    [
        "b';' * 19_000_000",
        "b'Navn;Enhet' + bytes([10]) + (b'\"' + bytes([10]) + b'\";') * 4_500_000",
        "b'\"' + b'x;' * 9_000_000",
        "('Navn;Enhet' + chr(10) + ('\U0001f600;' * 200 + chr(10)) * 18_000).encode()",
        "b'a' + bytes([0]) * 18_000_000",
    ],
)
def test_no_strange_text_file_takes_300_mb(tmp_path: Path, recipe: str) -> None:
    path = tmp_path / "sulten.csv"
    make(path, recipe, kind="csv")
    said, megabytes = peak_memory(path)
    assert megabytes < 300, said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is asked for in Linux' own way")
def test_a_zip_of_a_million_parts_takes_no_300_mb(tmp_path: Path) -> None:
    """A table of contents of 40 MB, with nothing behind it."""
    entry = b"PK\x01\x02" + bytes(24) + (1).to_bytes(2, "little") + bytes(16) + b"a"
    body = b"PK\x03\x04" + bytes(26) + entry * 600_000
    start = 30
    end = b"PK\x05\x06" + bytes(8) + (len(body) - start).to_bytes(4, "little") + start.to_bytes(4, "little") + bytes(2)
    said, megabytes = peak_memory(put(tmp_path, "mange.xlsx", body + end))
    assert said.startswith("told")
    assert megabytes < 100


def test_rows_are_not_all_looked_through_for_every_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    width = Sheet.width.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Sheet, "width", property(lambda sheet: asked.append(sheet.name) or width(sheet)))

    def times(rows: int) -> int:
        asked.clear()
        list_ = put(tmp_path, "mange.csv", b"Navn;Enhet\n" + b"Kari Lund og Ola Ness;Lia skole\n" * rows)
        book = read(list_)
        apply(book, guess(book))
        return len(asked)

    assert times(400) == times(40)


def test_a_text_that_stands_once_and_in_every_cell_counts_in_every_cell(tmp_path: Path, rebuilt: Rebuild) -> None:
    """Else 2 MB of file are 30 GB of letters, and each of them is read."""
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for n in range(2, 2_002))
    head = '<row r="1"><c t="inlineStr"><is><t>Navn</t></is></c></row>'
    long = f"<sst><si><t>{'Kari Hansen, ' * 2_500}</t></si></sst>"
    path = rebuilt(tmp_path, head + rows, extra={"xl/sharedStrings.xml": long.encode()})
    (sheet,) = read(path).sheets
    assert sheet.rows_cut, "what was read is not taken for the whole"
    assert sum(len(cell) for _number, cells in sheet.rows for cell in cells) < 20_000_000


def test_a_merged_block_far_out_costs_what_its_cells_cost(tmp_path: Path, rebuilt: Rebuild) -> None:
    far = '<c r="IV2"><v>1</v></c>'
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c>{far * (n == 2)}</row>' for n in range(1, 9_001))
    sheet = (
        f"<worksheet><sheetData>{rows}</sheetData><mergeCells><mergeCell ref='IV2:IV25000'/></mergeCells></worksheet>"
    )
    (read_,) = read(rebuilt(tmp_path, sheet.encode())).sheets
    assert read_.rows_cut
    assert sum(len(cells) for _number, cells in read_.rows) < 1_100_000


def test_each_cell_is_looked_at_once_for_names_however_many_rows_may_be_the_head(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    names_somebody = column_content._names_somebody
    monkeypatch.setattr(column_content, "_names_somebody", lambda cell: asked.append(cell) or names_somebody(cell))
    line = b";".join([b"ja"] * 12) + b"\n"
    list_ = put(tmp_path, "mange.csv", line * 200)
    guess(read(list_))
    assert len(asked) < 12 * 200 * 12, "not once for each of sixty rows that might be the head"


@pytest.mark.parametrize(
    "text", ["a" * 32_000, "a@" * 16_000, "a." * 16_000, "a@b." * 8_000, "(" * 32_000, " a" * 16_000]
)
def test_an_address_is_looked_for_once_in_a_word_however_long(text: str) -> None:
    pattern = column_content.EMAIL_PATTERN
    assert pattern.search(text) is None or "@" in text
    found = pattern.search(f"Kari <kari.moen@lund.no>, {text}")
    assert found is not None
    assert found[0] == "kari.moen@lund.no"


@given(text=st.text(st.sampled_from("ab.@ <>,;:1é"), max_size=30))
def test_addresses_are_found_as_they_are_by_looking_from_every_letter(text: str) -> None:
    plain = re.compile(r"[^\s@<>;,:\"]+@[^\s@<>;,:\"]+\.[^\W\d_]{2,}")
    found, other = column_content.EMAIL_PATTERN.search(text), plain.search(text)
    assert (found and found.span()) == (other and other.span())
