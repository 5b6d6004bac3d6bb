"""A return sheet that was filled in on a screen comes back as a file and is typed into its unit's own copy."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from nettverk.domain.errors import BadInput
from nettverk.domain.sheet_papers import SheetPaper, unit_code
from nettverk.services import between, gatherings, participants, returned_files
from nettverk.services.handouts import home_kit
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


def log_of(store: Store, gathering: str, unit: str, language: str, folder: Path) -> bytes:
    """The log that lies in the unit's home kit."""
    home_kit.write(home_kit.read(store, gathering, language=language), folder)
    title = library.sheet(store, between.SHEET, language)
    assert title is not None
    return next(folder.rglob(f"*{title.title}*.pdf")).read_bytes()


def in_fields(data: bytes, said: dict[int, str]) -> bytes:
    """Words typed in fields by their number, from 1."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    for page in writer.pages:
        for number, words in said.items():
            writer.update_page_form_field_values(page, {f"field{number}": words}, auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_log_comes_back_to_the_gathering_it_is_from(
    store: Store, held: str, unit: str, tmp_path: Path, language: str
) -> None:
    participants.add_new(store, held, "Kari", "Nordmann", unit)
    between.ask_for_cycles(store, held)
    network = gatherings.get(store, held).network_id
    following = gatherings.make(store, template("short"), network_id=network, held_on=date(2027, 2, 2)).made
    data = log_of(store, held, unit, language, tmp_path)
    typed = in_fields(data, {1: "Tre og tre i garderoben", 2: "Vi prøvde i uke 3", 6: "Uke 3"})
    file = returned_files.read_file(laid(tmp_path, typed, "Logg.pdf"))
    (seen,) = returned_files.look(store, following, [file])
    assert seen.unit == "Fjæra barnehage"
    assert gatherings.get(store, held).title in seen.sheet
    assert [line.text for line in seen.lines if line.new] == ["Tre og tre i garderoben", "Vi prøvde i uke 3", "Uke 3"]
    taken = returned_files.take_files(store, following, [file])
    assert (taken.answers, taken.gathering_id) == (3, held)
    steps = {step.id: (step.text, step.when) for step in between.steps_of(store, held, unit)}
    assert steps["planla"] == ("Tre og tre i garderoben", "")
    assert steps["provde"] == ("Vi prøvde i uke 3", "Uke 3")
    assert between.last(store, following) == held  # so «Siden sist» has it
    assert not any(line.new for line in returned_files.look(store, following, [file])[0].lines)
    store.undo()
    assert not between.cycles(store, held)


def test_a_log_from_another_file_is_told_of_and_changes_nothing(store: Store, held: str, unit: str) -> None:
    file = ReturnedFile("Logg.pdf", unit_code(unit), (("Vi planla", "Lek"),), "ZZZZ")
    for act in (returned_files.look, returned_files.take_files):
        with pytest.raises(BadInput, match=r"Logg\.pdf"):
            act(store, held, [file])
    assert between.cycle_use(store, held) is None


def test_there_is_no_log_in_the_kit_where_nobody_is_asked_for_one(
    store: Store, held: str, unit: str, tmp_path: Path
) -> None:
    participants.add_new(store, held, "Kari", "Nordmann", unit)
    home_kit.write(home_kit.read(store, held), tmp_path)
    assert not list(tmp_path.rglob("*Læringssyklus*"))
