"""Bare det som er endret, and the words that go with a document by e-mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from nettverk.domain import handouts as paper
from nettverk.domain.errors import BadInput
from nettverk.domain.handouts import DocumentKind
from nettverk.services.handouts import changed, handouts
from nettverk.services.handouts.email_text import email_text
from nettverk.services.handouts.handouts import Draft, page_numbers
from tests.helpers.paper import ACROSS, OCCASION, page_texts


def _draft(kind: DocumentKind, document: paper.Document) -> Draft:
    return Draft(kind, "Prøve", "Prøve.pdf", "nb", document)


def _badges(*names: str, tables: tuple[int, ...] = (3,)) -> Draft:
    badges = tuple(paper.Badge(name, "Berg", "Lund", tables=tables) for name in names)
    return _draft(DocumentKind.BADGES, paper.Badges(OCCASION, badges))


def test_only_the_badges_that_are_new_or_different_come_out_again() -> None:
    before = _badges("Kari", "Ola", "Siv")
    assert changed.changed("en", before) is None
    changed.remember("en", before)
    same = changed.changed("en", before)
    assert same is not None
    assert same.places == ()
    assert same.sentence.startswith("Ingenting er endret siden")
    moved = replace(_badges("Anne", "Kari", "Siv"), document=replace(_badges("Anne", "Kari", "Siv").document))
    now = changed.changed("en", moved)
    assert now is not None
    assert now.titles == ("Anne Berg",)
    assert now.gone == 0  # Anne has taken the place of Ola
    (text,) = page_texts(changed.only(now).data)
    assert "Anne" in text
    assert "Kari" not in text


def test_what_stands_on_all_of_them_changes_all_of_them() -> None:
    changed.remember("to", _badges("Kari", "Ola"))
    other_day = _badges("Kari", "Ola")
    moved = replace(other_day, document=replace(other_day.document, occasion=replace(OCCASION, day=date(2027, 1, 1))))  # type: ignore[type-var]
    now = changed.changed("to", moved)
    assert now is not None
    assert len(now.places) == now.of == 2
    fewer = changed.changed("to", _badges("Kari"))
    assert fewer is not None
    assert (fewer.places, fewer.gone) == ((), 1)
    assert "1 gjelder ikke lenger." in fewer.sentence


def _by_table(moved: bool) -> Draft:
    def people(table: int) -> tuple[paper.SeatedPerson, ...]:
        return tuple(
            paper.SeatedPerson("Ny Person" if moved and (table, seat) == (30, 0) else f"Kari {table}{seat}", "Lund")
            for seat in range(6)
        )

    tables = tuple(paper.TablePeople(table, "", people(table)) for table in range(1, 41))
    return _draft(DocumentKind.GROUPS_BY_TABLE, paper.GroupsByTable(OCCASION, ((ACROSS, tables),)))


def test_of_a_list_only_the_pages_that_differ_come_out_again() -> None:
    changed.remember("tre", _by_table(moved=False))
    now = changed.changed("tre", _by_table(moved=True))
    assert now is not None
    assert len(now.places) == 1
    assert now.of > 3
    assert now.titles[0].startswith(f"side {now.places[0] + 1}")
    handout = changed.only(now)
    assert handout.pages == 1
    assert "Ny Person" in page_texts(handout.data)[0]
    assert "endret" in handout.file_name


def test_what_is_kept_tells_no_name_and_survives_nonsense() -> None:
    changed.remember("fire", _badges("Kari"))
    path = changed._path("fire")
    kept = path.read_text("utf-8")
    assert "Kari" not in kept
    assert "fire" not in path.name
    for nonsense in ("", "[]", '{"key": "zz"}', '{"key": "00", "printed": {"badges/nb": 1}}'):
        path.write_text(nonsense, "utf-8")
        assert changed.changed("fire", _badges("Kari")) is None


def test_pages_are_chosen_as_for_a_printer() -> None:
    assert page_numbers("3-5", 9) == [3, 4, 5]
    assert page_numbers("2, 5–6,2", 9) == [2, 5, 6]
    for wrong in ("0", "8-12", "5-3", "x", "", "1-", "1e3", "9" * 30):
        with pytest.raises(BadInput):
            page_numbers(wrong, 9)
    whole = _by_table(moved=False)
    handout = handouts.draw_pages(whole, "2-3")
    assert handout.pages == 2
    assert len(page_texts(handout.data)) == 2


def test_the_words_for_the_e_mail_say_what_it_is_from_whom_and_when_next() -> None:
    page = paper.UnitPage("Solbakken barnehage")
    draft = _draft(
        DocumentKind.UNIT_PAGES, paper.UnitPages(replace(OCCASION, municipality="Elvestad kommune"), (page,))
    )
    text = email_text(draft)
    assert text.startswith("Emne: Med hjem – Solbakken barnehage – Nettverkssamling 2\n")
    assert "Neste samling: tirsdag 9. februar 2027 kl. 09.00, Familiens hus." in text
    assert text.endswith("Hilsen\nElvestad kommune\n")
    assert "Subject:" in email_text(replace(draft, language="en"))


def test_a_list_for_a_door_is_the_same_on_a3_and_twice_as_large() -> None:
    from io import BytesIO

    from pypdf import PdfReader

    from tests.helpers.conformance import faults

    draft = _by_table(moved=False)
    small, large = handouts.draw(draft), handouts.draw(draft, large=True)
    assert large.pages == small.pages
    assert large.file_name == "Prøve – A3.pdf"
    box = PdfReader(BytesIO(large.data)).pages[-1].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (842, 1191)
    assert page_texts(large.data) == page_texts(small.data)
    assert faults(large.data) == []
