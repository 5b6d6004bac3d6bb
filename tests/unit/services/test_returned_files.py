"""A return sheet that was filled in on a screen comes back as a file and is typed into its unit's own copy."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from nettverk.domain.errors import BadInput
from nettverk.domain.sheet_papers import SheetPaper, unit_code
from nettverk.services import gatherings, returned_files
from nettverk.services.register import register
from nettverk.services.returned_files import ReturnedFile
from nettverk.services.returned_sheets import RETURN_SHEET
from nettverk.services.sheets import answers, faces, library
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.slides import locked_pdf, pdf

SAID = {
    "Møtet vi brukte": "12. januar, ni av elleve",
    "Dette prøver vi": "Faste voksne i garderoben\nBarna velger turen",
}


@pytest.fixture
def held(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    return gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made


@pytest.fixture
def unit(store: Store) -> str:
    return register.add_unit(store, "Fjæra barnehage").made


def sheet_of(store: Store, unit_id: str, language: str = "nb", *, fillable: bool = True) -> bytes:
    """The return sheet as the home kit has it."""
    sheet = library.sheet(store, RETURN_SHEET, language)
    assert sheet is not None
    paper = SheetPaper(sheet, code=unit_code(unit_id), place="Fjæra barnehage")
    return faces.papers((paper,), language, fillable=fillable).data


def filled(data: bytes, said: dict[str, str]) -> bytes:
    """The same with words typed in its fields, as a reader of PDFs saves it."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for page in writer.pages:
        for found in page.get("/Annots", []):
            field = found.get_object()
            words = said.get(str(field.get("/TU", "")))
            if words is not None:
                writer.update_page_form_field_values(page, {str(field["/T"]): words}, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def laid(folder: Path, data: bytes, name: str = "Svarark.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def said_of(store: Store, use_id: str) -> dict[str, str]:
    return {one.point: one.text for one in answers.of_use(store, use_id)}


def test_what_was_typed_on_the_sheet_stands_on_the_units_copy(
    store: Store, held: str, unit: str, tmp_path: Path
) -> None:
    file = returned_files.read_file(laid(tmp_path, filled(sheet_of(store, unit), SAID)))
    assert file.code == unit_code(unit)
    taken = returned_files.take_files(store, held, [file])
    assert said_of(store, taken.use_id) == {
        "mote": "12. januar, ni av elleve",
        "prove": "Faste voksne i garderoben\nBarna velger turen",
    }
    assert {one.respondent.unit_id for one in answers.of_use(store, taken.use_id)} == {unit}
    assert taken.told == "2 nye svar fra Fjæra barnehage."
    again = returned_files.take_files(store, held, [file])
    assert (again.answers, again.told) == (0, "Alt sto der fra før.")
    store.undo()
    assert said_of(store, taken.use_id) == {}


@pytest.mark.parametrize(("language", "label"), [("nn", "Dette prøver vi"), ("en", "What we will try")])
def test_a_sheet_in_another_language_goes_to_the_same_place(
    store: Store, held: str, unit: str, tmp_path: Path, language: str, label: str
) -> None:
    data = filled(sheet_of(store, unit, language), {label: "Lek ute først"})
    taken = returned_files.take_files(store, held, [returned_files.read_file(laid(tmp_path, data))])
    assert said_of(store, taken.use_id) == {"prove": "Lek ute først"}


def test_what_stands_there_is_never_written_over(store: Store, held: str, unit: str) -> None:
    code = unit_code(unit)
    first = ReturnedFile("a.pdf", code, (("Dette prøver vi", "Lek ute"),))
    second = ReturnedFile("b.pdf", code, (("Dette prøver vi", "lek  ute\rFaste makkere"),))
    use_id = returned_files.take_files(store, held, [first]).use_id
    returned_files.take_files(store, held, [second, first])
    assert said_of(store, use_id) == {"prove": "Lek ute\nFaste makkere"}


def test_a_code_of_nobody_changes_nothing(store: Store, held: str, unit: str) -> None:
    mine = ReturnedFile("a.pdf", unit_code(unit), (("Dette prøver vi", "Lek ute"),))
    with pytest.raises(BadInput, match="E-ZZZZZ"):
        returned_files.take_files(store, held, [mine, ReturnedFile("b.pdf", "E-ZZZZZ", mine.said)])
    assert not any(use["part_id"] is None for use in store.rows("SELECT part_id FROM sheet_uses"))


def test_what_is_no_filled_in_return_sheet_is_told_in_words(store: Store, unit: str, tmp_path: Path) -> None:
    for data, told in (
        (sheet_of(store, unit), f"Ingenting er fylt ut.*{unit_code(unit)}"),
        (sheet_of(store, unit, fillable=False), "Ingenting er fylt ut"),
        (pdf(2), "ingen kode"),
        (locked_pdf(), "ikke en PDF vi kan lese"),
        (b"%PDF-1.7\n", "ikke en PDF vi kan lese"),
        (b"PK\x03\x04", "ikke et svarark"),
    ):
        with pytest.raises(BadInput, match=told):
            returned_files.read_file(laid(tmp_path, data))
    with pytest.raises(BadInput, match="kan ikke leses"):
        returned_files.read_file(tmp_path / "borte.pdf")
