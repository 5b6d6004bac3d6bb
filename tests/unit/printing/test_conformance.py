"""Documents are PDF/UA-1 and PDF/A-2a, and say to the ear what they show."""

from __future__ import annotations

from datetime import UTC, date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from nettverk.domain import handouts as paper
from nettverk.i18n import typed_in, using
from nettverk.printing import packing, styles
from nettverk.printing.lines import set_lines
from tests.helpers.conformance import elements, faults, unheard
from tests.helpers.paper import ACROSS, LONG_NAME, OCCASION, every_kind, make, page_texts

EXTREME = f"{LONG_NAME} " * 12
TEXTS = {"short": "Lek", "odd": "ŋ ✓ 😀 محمد 王小明 <b>&amp;\nđ", "extreme": EXTREME, "long": "Roen kom. " * 120}


def _several(count: int) -> list[paper.Document]:
    """Some kinds with so many people, tables and rounds."""
    people = tuple(paper.Attendee(f"Navn{n:03d}, Kari", f"Enhet {n % 7}", "styrer") for n in range(count))
    tables = tuple(
        paper.TablePeople(
            n + 1, "", tuple(paper.SeatedPerson(f"Kari {n}{k}", "Lund", "circle", "Barnehage") for k in range(5))
        )
        for n in range(count // 5)
    )

    def named(rounds: int) -> paper.GroupsByName:
        tables = (1, None)[:rounds]
        placed = tuple(paper.PersonTables(person.name, person.unit, tables) for person in people)
        return paper.GroupsByName(OCCASION, (ACROSS, ACROSS)[:rounds], placed)

    return [
        paper.AttendanceList(OCCASION, tuple(sorted(people, key=lambda one: one.unit)), by_unit=True),
        named(2),
        named(1),
        paper.GroupsByTable(OCCASION, ((ACROSS, tables), (ACROSS, tables))),
    ]


def test_some_kinds_with_many_people_conform_and_are_heard() -> None:
    for document in [*_several(60), every_kind(TEXTS["odd"])[9]]:
        data = make(document).data
        assert faults(data) == [], type(document).__name__
        assert unheard(data) == [], type(document).__name__


def test_what_the_validator_is_asked_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A validator that passes everything would say nothing."""
    data = make(every_kind("Lek")[0]).data
    assert faults(data.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<")) != []
    pack = packing._pack
    monkeypatch.setattr(
        packing,
        "_pack",
        lambda number, numbers, bodies: pack(number, numbers, [body.replace("/S/H1", "/S/H4") for body in bodies]),
    )
    assert faults(make(every_kind("Lek")[0]).data) != []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("text", TEXTS)
def test_every_kind_conforms_and_is_heard(language: str, text: str) -> None:
    with using(language):
        for document in [*every_kind(TEXTS[text]), *(_several(400) if text == "extreme" else [])]:
            data = make(document).data
            assert faults(data) == [], type(document).__name__
            assert unheard(data) == [], type(document).__name__


@pytest.mark.slow
@given(st.text(max_size=40))
def test_any_text_conforms(text: str) -> None:
    for document in every_kind(text)[5:8]:
        assert faults(make(document).data) == []


def test_letters_beyond_the_first_plane_are_copied_as_they_were_typed() -> None:
    text = " ".join(page_texts(make(every_kind("Kari 😀 𝔄 ✓")[5]).data))
    assert "Kari" in text
    assert "\x00" not in text


def test_metadata_says_who_it_is_from_and_what_it_follows() -> None:
    occasion = paper.Occasion("Samling", municipality="Elvestad & omegn", day=date(2026, 11, 24))
    reader = PdfReader(BytesIO(make(paper.TableSigns(occasion, (paper.TableSign(1),))).data))
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_creator == ["Elvestad & omegn"]
    assert reader.metadata is not None
    assert reader.metadata.author == "Elvestad & omegn"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.astimezone(UTC).replace(tzinfo=None) == xmp.xmp_create_date
    assert reader.trailer["/Root"]["/OutputIntents"][0]["/DestOutputProfile"]["/N"] == 3  # type: ignore[index]


def test_words_that_stand_apart_are_heard_apart() -> None:
    badge = paper.Badge("Kari", "Berg", "Lund", "styrer", "circle", (6,))
    card = paper.RoleCard("Ordstyrer", "gir ordet", "På tvers", 3)
    for document, apart in (
        (paper.Badges(OCCASION, (badge,)), ("Bord 6", "Kari Berg")),
        (paper.RoleCards(OCCASION, (card,), 5), ("Bord 1 ", "På tvers")),
        (paper.TableSigns(OCCASION, (paper.TableSign(3),), ACROSS), ("På tvers", "24. november")),
    ):
        text = " ".join(" ".join(page_texts(make(document).data)).split())
        assert all(words in text for words in apart), text


def test_words_in_another_language_than_the_papers_are_said_and_divided_in_their_own() -> None:
    """Printed in nynorsk or English, what was typed at a gathering in bokmål is still bokmål; and no more than that."""
    said = "Overgangssituasjonene krever voksne som deltar i leken."
    document = paper.Summary(
        OCCASION, (paper.AnsweredQuestion(said, "På tvers", 3, (), (paper.Answer("Bord 1", said),)),)
    )
    for spoken in ("nn", "en"):
        with using(spoken), typed_in("nb"):
            data = make(document).data
        found = [(kind, str(node["/Lang"])) for kind, node in elements(data) if "/Lang" in node]
        assert found == [("H3", "nb-NO"), ("LBody", "nb-NO")]
        assert faults(data) == []
    with using("nb"), typed_in("nb"):
        assert not [node for _kind, node in elements(make(document).data) if "/Lang" in node]
    with using("en"):
        own = set_lines("Vi planlegger foreldremøtet", styles.BODY, 130)
        with typed_in("nb"):
            norwegian = set_lines("Vi planlegger foreldremøtet", styles.typed(styles.BODY), 130)
    assert norwegian[0].shown == "Vi planlegger foreldre-"
    assert own[0].shown != norwegian[0].shown


def test_shapes_of_services_are_said() -> None:
    tables = (paper.TablePeople(1, "", (paper.SeatedPerson("Kari Berg", "Lund", "circle", "Barnehage"),)),)
    found = elements(make(paper.GroupsByTable(OCCASION, ((ACROSS, tables),))).data)
    assert [str(node["/Alt"]) for kind, node in found if kind == "Figure"] == ["Barnehage"]


def test_there_is_a_bookmark_to_every_unit_and_table() -> None:
    outlines = [PdfReader(BytesIO(make(document).data)).outline for document in _several(40)]
    assert [len(outline[1]) for outline in (outlines[0], outlines[3])] == [7, 8]  # type: ignore[arg-type]


def test_what_stands_at_the_edges_of_a_page_is_heard_once() -> None:
    """The gathering and its day first of all, the next one last; on the pages between they are decoration."""
    data = make(_several(60)[0]).data
    pages = [page.indirect_reference for page in PdfReader(BytesIO(data)).pages]
    said = [node.raw_get("/Pg") for kind, node in elements(data) if kind == "P" and "/Pg" in node]
    assert (said[0].idnum, said[1].idnum) == (pages[0].idnum, pages[0].idnum)  # type: ignore[union-attr]
    assert said[-1].idnum == pages[-1].idnum  # type: ignore[union-attr]
    assert [kind for kind, _node in elements(data)][-1] == "P"
