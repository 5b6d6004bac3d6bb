"""What is filled in on a screen: fields that conform, say what they are for, and are not on what is for paper alone."""

from __future__ import annotations

import ctypes
import re
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.domain.follow_up import CommitmentStatus
from nettverk.printing import since_last
from nettverk.printing.make import make as make_pdf
from nettverk.services.handouts import handouts
from nettverk.services.sheets import faces, shipped
from tests.helpers.conformance import elements, faults, unheard
from tests.helpers.paper import OCCASION

SHEETS = ("hjemmepakke-svarark", "evaluering-kort", "trafikklys-a", "temahjulet", "mal-for-kompetanseloftet", "smtte")


def _sheet(sheet_id: str, *, fillable: bool = True) -> bytes:
    sheet = shipped.sheet(sheet_id)
    assert sheet is not None
    return faces.paper(sheet, fillable=fillable).data


def _widgets(data: bytes) -> list[Any]:
    return [
        found.get_object() for page in PdfReader(BytesIO(data)).pages for found in page.get("/Annots", [])
    ]  # fmt: skip


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_fields_conform_and_each_is_told_of(sheet_id: str) -> None:
    data = _sheet(sheet_id)
    assert faults(data) == []
    assert unheard(data) == []
    widgets = _widgets(data)
    assert widgets
    told = [str(node["/Alt"]) for kind, node in elements(data) if kind == "Form"]
    assert told == [str(widget["/TU"]) for widget in widgets]
    assert all(words.strip(" :") for words in told)
    assert not _widgets(_sheet(sheet_id, fillable=False))


@pytest.mark.slow
def test_every_sheet_that_ships_can_be_filled_in() -> None:
    for language in ("nb", "nn", "en"):
        for sheet in shipped.sheets(language):
            data = faces.paper(sheet, language, fillable=True).data
            assert faults(data) == [], sheet.id
            assert unheard(data) == [], sheet.id


def test_one_answer_at_a_time_where_one_is_asked_for() -> None:
    form: Any = PdfReader(BytesIO(_sheet("evaluering-kort"))).trailer["/Root"]["/AcroForm"]  # type: ignore[index]
    assert "/NeedAppearances" not in form
    fields = [field.get_object() for field in form["/Fields"]]
    choices = {str(field["/TU"]): len(field["/Kids"]) for field in fields if "/Kids" in field}
    assert choices["Jeg fikk sagt det jeg ville"] == 3
    assert all(field["/V"] == "/Off" for field in fields if "/Kids" in field)
    names = [str(field["/T"]) for field in fields]
    assert len(set(names)) == len(names)


def test_what_is_ticked_and_typed_can_be_seen() -> None:
    widgets = _widgets(_sheet("evaluering-kort"))
    for widget in widgets:
        normal = widget["/AP"]["/N"]
        boxed = "/Off" in normal
        assert boxed != (widget.get("/FT") == "/Tx")
        if boxed:
            (drawn,) = [state for state in normal if state != "/Off"]
            assert b" l S" in normal[drawn].get_object().get_data()
    fonts: Any = PdfReader(BytesIO(_sheet("evaluering-kort"))).trailer["/Root"]["/AcroForm"]["/DR"]["/Font"]  # type: ignore[index]
    (font,) = fonts.values()
    assert font["/Encoding"]["/BaseEncoding"] == "/WinAnsiEncoding"
    assert len(font["/Widths"]) == 224
    assert font["/FontDescriptor"]["/FontFile2"].get_object().get_data()[:4] == b"\0\1\0\0"


@pytest.mark.parametrize(
    "typed", ["Čáhppes goŋŋa đŧž", "Łódź źdźbło ąęść", "Šiauliai ųėįū", "Rīga ņļķ", "ğış İ", "€ «ja» – æøå"]
)
def test_what_is_typed_in_a_reader_is_seen_in_the_font_of_the_file(typed: str) -> None:
    data, seen = _typed(_sheet("evaluering-kort"), typed)
    assert seen == sum(letter != " " for letter in typed), "every letter is drawn"
    (field,) = [one for one in _widgets(data) if one.get("/V")]
    assert field["/V"] == typed
    drawn = field["/AP"]["/N"]
    fonts = {name: font.get_object() for name, font in drawn["/Resources"]["/Font"].items()}
    used = {name for name in fonts if f"{name} ".encode() in drawn.get_object().get_data()}
    assert {str(fonts[name]["/BaseFont"]) for name in used} == {"/NETTVK+NotoSans"}


def _typed(data: bytes, words: str) -> tuple[bytes, int]:
    """The document as Chrome's reader stores it when words are typed in its first field, and how many letters stand
    there (those that no font has are left out)."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    page = document[0]
    form, raw = document.formenv, page.raw
    at = next(
        number
        for number in range(pdfium.FPDFPage_GetAnnotCount(raw))
        if pdfium.FPDFAnnot_GetFormFieldType(form, pdfium.FPDFPage_GetAnnot(raw, number))
        == pdfium.FPDF_FORMFIELD_TEXTFIELD
    )
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(pdfium.FPDFPage_GetAnnot(raw, at), ctypes.byref(box))
    x, y = box.left + 20, box.top - 8
    pdfium.FORM_OnMouseMove(form, raw, 0, x, y)
    pdfium.FORM_OnLButtonDown(form, raw, 0, x, y)
    pdfium.FORM_OnLButtonUp(form, raw, 0, x, y)
    for letter in words:
        pdfium.FORM_OnChar(form, raw, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(form)
    stored = BytesIO()
    document.save(stored)
    document.close()
    field = next(one for one in _widgets(stored.getvalue()) if one.get("/V"))
    content = field["/AP"]["/N"].get_object().get_data()
    shown = b"".join(re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", content))
    return stored.getvalue(), len(re.sub(rb"\\(\d{3}|.)", b"x", shown.replace(b" ", b"")))


def test_siden_sist_is_filled_in_and_a_program_is_not() -> None:
    promised = paper.PromisedLine("Faste lekegrupper", "Kari · innen 15. januar", CommitmentStatus.OPEN, "")
    document = paper.SinceLastSheets(OCCASION, (("Lund barnehage", (promised,)),))
    drawn = since_last.pages(document)
    data = make_pdf(drawn, "Siden sist", OCCASION.name, fillable=True)
    assert faults(data) == []
    assert [str(widget["/TU"]) for widget in _widgets(data)] == [
        "Faste lekegrupper: Gjort", "Faste lekegrupper: Prøvd", "Faste lekegrupper: Ikke ennå",
        "Faste lekegrupper: hvordan gikk det, og hva lærte dere?",
    ]  # fmt: skip
    assert frozenset({paper.DocumentKind.SINCE_LAST}) == handouts.FILLED_IN
