"""What we use of reportlab's insides is there and does what we think: one test for each, so that a new reportlab says
which of them it changed."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from nettverk.printing import fonts
from nettverk.printing import reportlab_internals as internals

PRINTING = Path(internals.__file__).parent
PRIVATE = re.compile(r"_canvas\._\w+|canvas\._\w+|__NoDefault__|\bidToObject|charToGlyph|charWidths|\bsplitString\b")


@pytest.fixture
def buffer() -> BytesIO:
    return BytesIO()


@pytest.fixture
def canvas(buffer: BytesIO) -> Canvas:
    return Canvas(buffer, pageCompression=0)


def font() -> Any:
    return fonts.face(fonts.REGULAR).own


def test_no_other_module_touches_them() -> None:
    told = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sorted(PRINTING.glob("*.py"))
        if path.name != "reportlab_internals.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if PRIVATE.search(line)
    ]
    assert told == []


def test_glyphs_are_numbered_by_code_point() -> None:
    glyphs = internals.glyph_numbers(font())
    assert 0 < glyphs[ord("A")] < glyphs[ord("B")]
    assert ord("日") not in glyphs
    assert glyphs[ord("å")] != glyphs[ord("a")]


def test_advances_are_thousandths_of_the_size() -> None:
    assert internals.advance(font(), ord("i")) == 258
    assert internals.advance(font(), ord("m")) == 935
    assert internals.advance(font(), 0x65E5) > 0, "a letter the font lacks has the width of what is shown instead"


def test_text_is_split_into_subsets_of_256_glyphs(canvas: Canvas) -> None:
    ((name, letters),) = internals.Subsets(canvas, font()).runs("Åse")
    assert re.fullmatch(r"/F\d+\+0", name)
    assert len(letters) == 3
    many = "".join(map(chr, range(0x100, 0x250)))
    runs = internals.Subsets(canvas, font()).runs(many)
    assert len(runs) > 1
    assert len({name for name, _letters in runs}) == len(runs)
    assert sum(len(letters) for _name, letters in runs) == len(many), "a byte for each letter"


def test_a_letter_keeps_its_byte_within_a_document(canvas: Canvas) -> None:
    subsets = internals.Subsets(canvas, font())
    first = subsets.runs("æøå")
    assert subsets.runs("æøå") == first
    assert subsets.runs("Så, blåbær") == [(first[0][0], letters) for _name, letters in subsets.runs("Så, blåbær")]
    assert subsets.runs("") == []


def test_operators_that_are_appended_are_on_the_page(canvas: Canvas, buffer: BytesIO) -> None:
    internals.operators(canvas).append("/Artifact BMC")
    canvas.line(0, 0, 10, 10)
    internals.operators(canvas).append("EMC")
    canvas.showPage()
    assert "/Artifact BMC" not in internals.operators(canvas), "a new page has operators of its own"
    internals.operators(canvas).append("/Second BMC EMC")
    canvas.showPage()
    canvas.save()
    first, second = (page.get_contents().get_data().decode() for page in PdfReader(buffer).pages)
    assert re.search(r"/Artifact BMC\s+n 0 0 m 10 10 l S\s+EMC", first)
    assert "/Second BMC EMC" in second
    assert "/Artifact" not in second


def test_bytes_are_escaped_for_a_string(canvas: Canvas) -> None:
    assert internals.escaped(b"a(b)c\\") == "a\\(b\\)c\\\\"
    assert internals.escaped(b"\x00\x80").isascii()


def test_objects_are_numbered_and_written_as_they_are_given(canvas: Canvas, buffer: BytesIO) -> None:
    page = internals.page_reference(canvas)
    canvas.showPage()
    objects = internals.ObjectTable(canvas)
    inner, number = objects.reserve("inner")
    assert re.fullmatch(r"\d+ 0 R", number)
    assert objects.number(inner) == number
    assert objects.number_of(inner) == int(number.split()[0])
    objects.put(inner, "<</Written/As(it is)>>")
    root_number = objects.tag([page])
    assert root_number != objects.number_of(inner)
    canvas.save()
    reader = PdfReader(buffer)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root.raw_get("/StructTreeRoot").idnum == root_number  # type: ignore[union-attr]
    assert reader.get_object(objects.number_of(inner))["/Written"] == "/As"  # type: ignore[index]


def test_pages_say_which_part_of_the_structure_is_theirs(canvas: Canvas, buffer: BytesIO) -> None:
    pages = []
    for _number in range(3):
        pages.append(internals.page_reference(canvas))
        canvas.showPage()
    objects = internals.ObjectTable(canvas)
    objects.tag(pages)
    canvas.save()
    reader = PdfReader(buffer)
    assert [page["/StructParents"] for page in reader.pages] == [0, 1, 2]
    assert [page["/Tabs"] for page in reader.pages] == ["/S"] * 3


def test_metadata_is_a_stream_of_the_catalogue(canvas: Canvas, buffer: BytesIO) -> None:
    canvas.showPage()
    internals.ObjectTable(canvas).describe("<x>æøå</x>".encode())
    canvas.save()
    metadata = PdfReader(buffer).trailer["/Root"]["/Metadata"]  # type: ignore[index]
    assert metadata["/Type"] == "/Metadata"
    assert metadata["/Subtype"] == "/XML"
    assert metadata.get_data().decode() == "<x>æøå</x>"


def test_streams_are_bytes_and_not_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "useA85", 1)
    internals.plain_streams()
    buffer = BytesIO()
    drawn = Canvas(buffer, pageCompression=1)
    drawn.line(0, 0, 10, 10)
    drawn.showPage()
    drawn.save()
    assert b"ASCII85Decode" not in buffer.getvalue()
    assert b"FlateDecode" in buffer.getvalue()


def test_a_packed_document_says_all_that_it_said_in_a_third_of_the_room() -> None:
    from nettverk.printing.packing import packed

    def drawn(buffer: BytesIO) -> tuple[Canvas, internals.ObjectTable, int]:
        canvas = Canvas(buffer, pageCompression=0, pagesize=(300, 400), lang="nb-NO")
        canvas.setTitle("Prøve")
        objects = internals.ObjectTable(canvas)
        for number in range(2_000):
            objects.plain(f"piece-{number}", f"<</S/TD/Number {number}>>")
        page = internals.page_reference(canvas)
        canvas.drawString(72, 72, "Hei")
        canvas.showPage()
        return canvas, objects, objects.tag([page])

    buffer = BytesIO()
    canvas, _objects, _root = drawn(buffer)
    canvas.save()
    plain = buffer.getvalue()
    _canvas, objects, root = drawn(BytesIO())
    document = objects.written()
    first = len(document.bodies) + 1
    elements = ["<</S/Document>>", *(f"<</S/P/Number {number}>>" for number in range(700))]
    small = packed(document, {root: f"<</K {first} 0 R>>"}, elements)
    assert len(small) < len(plain) / 3
    before, after = PdfReader(BytesIO(plain)), PdfReader(BytesIO(small))
    assert after.pages[0].extract_text().strip() == before.pages[0].extract_text().strip() == "Hei"
    assert [float(side) for side in after.pages[0].mediabox] == [0, 0, 300, 400]
    assert after.metadata is not None
    assert after.metadata.title == "Prøve"
    assert set(after.metadata) == set(before.metadata or ())
    assert after.trailer["/Root"]["/Lang"] == "nb-NO"  # type: ignore[index]
    assert after.trailer["/Root"]["/StructTreeRoot"]["/K"]["/S"] == "/Document"  # type: ignore[index]
    numbers = {after.get_object(number).get("/Number") for number in range(1, 2_000) if number != root}  # type: ignore[union-attr]
    assert {number for number in numbers if isinstance(number, int)} >= set(range(1_900))
    assert [after.get_object(first + 1 + number)["/Number"] for number in range(700)] == list(range(700))  # type: ignore[index]


def test_a_page_has_its_pictures_and_what_one_fills_in(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    from nettverk.printing.packing import packed

    page = internals.page_reference(canvas)
    canvas.drawImage(ImageReader(Image.new("RGBA", (4, 4), (200, 0, 0, 120))), 10, 10, 40, 40)
    canvas.showPage()
    objects = internals.ObjectTable(canvas)
    field, _number = objects.reserve("field")
    objects.put(field, "<</Type/Annot/Subtype/Widget/Rect[0 0 9 9]/FT/Tx/T(a)>>")
    objects.annotate(page, field)
    (only,) = PdfReader(BytesIO(packed(objects.written()))).pages
    assert only.images[0].image is not None
    assert only.images[0].image.size == (4, 4)
    assert only["/Annots"][0].get_object()["/FT"] == "/Tx"  # type: ignore[index]
