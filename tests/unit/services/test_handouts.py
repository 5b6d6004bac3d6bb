"""Handouts from a real gathering: read, drawn, named and packed."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from nettverk.domain.errors import BadInput, Cancelled, Expected
from nettverk.domain.file_names import safe_name
from nettverk.domain.handouts import DocumentKind, Summary
from nettverk.domain.participants import Attendance
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.suppression import LEAST
from nettverk.services import gatherings, participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.handouts import handouts
from nettverk.services.handouts.document import Moment
from nettverk.services.handouts.registry import DOCUMENTS, PACK, document_kind, kind_about, kind_name, kinds
from nettverk.services.handouts.source import NothingToPrint
from nettverk.services.pdf_pages import PdfPages
from nettverk.services.register import register
from nettverk.services.sheets import respondents, uses
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers import paper, stores
from tests.helpers.clock import TODAY
from tests.helpers.quick import every


def text_of(handout: handouts.Handout) -> str:
    return paper.text_of(handout.data)


@pytest.fixture(scope="module")
def town() -> Iterator[tuple[Store, str, str]]:
    """The sample: the database, the gathering to come and one that was."""
    store = stores.empty()
    coming = stores.fill_with_sample(store, TODAY)
    held = [one for one in gatherings.all_(store) if one.held_on is not None and one.held_on < date(2026, 11, 1)]
    yield store, coming, held[0].id
    store.close()


@pytest.fixture
def fresh(store: Store) -> str:
    """A gathering with a plan and nobody in it yet."""
    network = register.add_network(store, "0–6").made
    return gatherings.make(store, template("short"), network_id=network, held_on=date(2026, 11, 24)).made


@pytest.mark.parametrize("kind", PACK)
def test_every_kind_is_made_of_a_gathering_that_was_held(town: tuple[Store, str, str], kind: DocumentKind) -> None:
    store, _coming, held = town
    made = handouts.draw(handouts.draft(store, held, kind))
    assert made.data.startswith(b"%PDF")
    assert made.pages == len(PdfReader(BytesIO(made.data)).pages)
    assert made.file_name.endswith(".pdf")
    assert kind_name(kind) in made.file_name
    assert kind_about(kind)


@pytest.mark.parametrize("kind", every(2, PACK))
def test_a_page_drawn_alone_is_the_page_of_the_whole_document(town: tuple[Store, str, str], kind: DocumentKind) -> None:
    store, _coming, held = town
    draft = handouts.draft(store, held, kind)
    laid, whole = handouts.LaidOut(draft), PdfPages(handouts.draw(draft).data)
    assert laid.whole
    assert laid.count == whole.count
    for page in sorted({0, laid.count // 2, laid.count - 1}, reverse=True):  # in any order, and again
        for _time in range(2):
            assert laid.picture(page, 300) == whole.picture(page, 300)
    whole.close()


def test_of_letters_to_many_the_first_can_be_seen_while_the_others_are_set(town: tuple[Store, str, str]) -> None:
    store, _coming, held = town
    letters = handouts.draft(store, held, DocumentKind.UNIT_PAGES)
    assert handouts.has_beginning(letters)
    beginning, whole = handouts.LaidOut(letters, only_beginning=True), handouts.LaidOut(letters)
    assert not beginning.whole
    assert 0 < beginning.count < whole.count
    assert beginning.picture(0, 300) == whole.picture(0, 300)
    one = handouts.draft(store, held, DocumentKind.UNIT_PAGES, unit_id=handouts.units(store, held)[0][0])
    assert handouts.LaidOut(one, only_beginning=True).whole
    agenda = handouts.draft(store, held, DocumentKind.AGENDA)
    assert handouts.LaidOut(agenda, only_beginning=True).whole


def test_the_first_step_is_said_where_there_is_nothing(store: Store, fresh: str) -> None:
    for kind, room in (
        (DocumentKind.BADGES, RoomKey.PEOPLE),
        (DocumentKind.GROUPS_BY_NAME, RoomKey.GROUPS),
        (DocumentKind.SUMMARY, RoomKey.REFLECT),
    ):
        with pytest.raises(NothingToPrint) as nothing:
            handouts.draft(store, fresh, kind)
        assert nothing.value.room == room
        assert nothing.value.sentence.endswith(".")
    ready, missing = handouts.drafts(store, fresh)
    assert DocumentKind.AGENDA in [draft.kind for draft in ready]
    lacking = {DocumentKind.BADGES, DocumentKind.TABLE_SIGNS, DocumentKind.ATTENDANCE_BY_NAME}
    assert lacking <= {document.kind for document in missing}


def test_every_kind_stands_in_the_registry_once() -> None:
    assert [document.kind for document in DOCUMENTS] == list(DocumentKind), "each module names the kind it is called by"
    assert set(PACK) == set(DocumentKind) - set(kinds(Moment.ON_THE_DAY))
    assert kinds(Moment.BEFORE) == PACK[:11]


def test_an_unknown_kind_names_those_there_are(store: Store, fresh: str) -> None:
    with pytest.raises(BadInput, match="agenda"):
        handouts.draft(store, fresh, document_kind("kaffekopp"))


def test_those_known_to_be_away_get_no_badge_but_stay_on_the_door_list(store: Store, fresh: str) -> None:
    unit = register.add_unit(store, "Myra barnehage").made
    participants.add_new(store, fresh, "Kari", "Nordmann", unit)
    ola = participants.add_new(store, fresh, "Ola", "Vik", unit).made
    away = next(one for one in participants.all_(store, fresh) if one.given_name == "Ola")
    assert ola
    participants.mark(store, away.id, "absent")
    assert "Ola" not in text_of(handouts.draw(handouts.draft(store, fresh, DocumentKind.BADGES)))
    assert "Vik, Ola" in text_of(handouts.draw(handouts.draft(store, fresh, DocumentKind.ATTENDANCE_BY_NAME)))


def test_tables_on_paper_are_those_of_the_groups(town: tuple[Store, str, str]) -> None:
    store, coming, _held = town
    grouping = next(one for one in groupings.of_gathering(store, coming) if one.kind == "mixed")
    draft = handouts.draft(store, coming, DocumentKind.GROUPS_BY_NAME)
    seats = {seat.participant.list_name: table.number for table in grouping.tables for seat in table.sitting}
    assert seats
    rows = {person.name: person.tables for person in draft.document.people}  # type: ignore[union-attr]
    assert all(rows[name] == (number,) for name, number in seats.items())
    assert handouts.draw(handouts.draft(store, coming, DocumentKind.TABLE_SIGNS)).pages == len(
        {table.number for arrangement in groupings.of_gathering(store, coming) for table in arrangement.tables}
    )


def test_sheets_carry_the_codes_that_reflections_are_typed_in_by(town: tuple[Store, str, str]) -> None:
    store, coming, _held = town
    wanted = {f"G{sheet.table}-{sheet.number}" for sheet in reflections.sheets(store, coming)}
    for use in uses.of_gathering(store, coming):
        if not use.simple:  # the tables' copies of sheets from the library are typed in by code too
            wanted |= {f"G{each.respondent.number}-{use.number}" for each in respondents.of_use(store, use, Who.TABLE)}
    text = text_of(handouts.draw(handouts.draft(store, coming, DocumentKind.QUESTION_SHEETS)))
    assert set(re.findall(r"G\d+-\d+", text)) == wanted


def test_nine_of_ten_letters_are_one_page(town: tuple[Store, str, str]) -> None:
    store, _coming, held = town
    letters = [handouts.draw(draft).pages for draft in handouts.unit_drafts(store, held)]
    assert letters.count(1) >= 0.9 * len(letters) > 15


def test_a_unit_reads_its_own_tables_first_and_nobody_elses_plan(town: tuple[Store, str, str]) -> None:
    store, _coming, held = town
    units = handouts.units(store, held)
    everyone = handouts.draft(store, held, DocumentKind.UNIT_PAGES).document
    assert [page.unit for page in everyone.units] == [name for _id, name in units]  # type: ignore[union-attr]
    one = handouts.draw(handouts.draft(store, held, DocumentKind.UNIT_PAGES, unit_id=units[0][0]))
    assert units[0][1] in one.file_name
    page = handouts.draft(store, held, DocumentKind.UNIT_PAGES, unit_id=units[0][0]).document.units[0]  # type: ignore[union-attr]
    assert page.commitments
    assert any(question.own for question in page.questions)
    own_unit_parts = {part.title for part in plan.parts(store, held) if part.organising == "own_unit"}
    assert not any(question.others for question in page.questions if question.part_title in own_unit_parts)


def test_documents_speak_the_gatherings_language(store: Store, fresh: str) -> None:
    gatherings.edit(store, fresh, language="en")
    assert handouts.draft(store, fresh, DocumentKind.AGENDA).language == "en"
    text = text_of(handouts.draw(handouts.draft(store, fresh, DocumentKind.AGENDA)))
    assert "November 2026" in text
    assert "24. november" in text_of(handouts.draw(handouts.draft(store, fresh, DocumentKind.AGENDA, language="nb")))


@pytest.mark.slow
def test_the_pack_is_all_or_nothing(town: tuple[Store, str, str], tmp_path: Path) -> None:
    store, coming, _held = town
    ready, _missing = handouts.drafts(store, coming, kinds(Moment.BEFORE))
    told: list[float] = []
    files = handouts.pack(ready, tmp_path / "Bordpakke", progress=lambda done, _text: told.append(done))
    assert [file.name[:3] for file in files] == [f"{number:02d} " for number in range(1, len(ready) + 1)]
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    asked = iter([False] * 5 + [True] * 999)
    with pytest.raises(Cancelled):
        handouts.pack(ready, tmp_path / "avbrutt", cancelled=lambda: next(asked))
    assert not (tmp_path / "avbrutt").exists()


def test_a_file_that_is_open_elsewhere_is_said_and_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows lets nobody put another file in the place of one that a reader shows."""
    target = tmp_path / "Program.pdf"
    target.write_bytes(b"gammel")

    def held(*_paths: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file", str(target))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Expected, match=r"Program\.pdf.*åpen i et annet program"):
        handouts.save(b"%PDF ny", target)
    assert target.read_bytes() == b"gammel"
    assert [path.name for path in tmp_path.iterdir()] == ["Program.pdf"]


def test_a_full_disk_is_said_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "Program.pdf"
    target.write_bytes(b"gammel")

    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Expected, match=r"Program\.pdf: disken er full\. Prøv") as told:
        handouts.save(b"%PDF ny", target)
    assert "?" not in str(told.value), "what is known is not asked about"
    assert target.read_bytes() == b"gammel"
    assert [path.name for path in tmp_path.iterdir()] == ["Program.pdf"]


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ('Samling: "0–6" <Vågsbygd>/Lund?', "Samling 0–6 Vågsbygd Lund"),
        ("CON", "CON_"),
        ("Lpt1.pdf", "Lpt1.pdf_"),
        ("punktum...", "punktum"),
        ("a\0b\nc", "a b c"),
        ("", "Utskrift"),
        ("..", "Utskrift"),
    ],
)
def test_file_names_are_safe_on_windows(typed: str, safe: str) -> None:
    assert safe_name(typed) == safe


def test_long_file_names_are_cut() -> None:
    assert len(safe_name("Samling " * 60)) <= 100
    assert len(safe_name("åøæ" * 200).encode()) <= 200


def test_who_came_is_told_by_service_and_few_of_a_service_stand_with_others(town: tuple[Store, str, str]) -> None:
    store, _coming, held = town
    document = handouts.draft(store, held, DocumentKind.SUMMARY).document
    assert isinstance(document, Summary)
    assert len(document.came) > 2
    assert all(line.people >= LEAST for line in document.came)
    here = [one for one in participants.all_(store, held) if one.attendance in {Attendance.PRESENT, Attendance.LATE}]
    assert sum(line.people for line in document.came) == len(here)
    told = " ".join(line.service for line in document.came)
    assert all(one.service_name in told for one in here)
