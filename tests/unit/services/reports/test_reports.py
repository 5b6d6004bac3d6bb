"""Reports of the sample's year: what they say, in Word and on paper, and what they never tell."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from docx import Document

from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.participants import Attendance
from nettverk.domain.reports.model import Diagram, Own, Points, ReportFormat, ReportKind, Scope, Table
from nettverk.services import gatherings, participants
from nettverk.services.register import register
from nettverk.services.reports import own_texts, reports
from nettverk.services.reports.clean_texts import CleanTexts
from nettverk.services.reports.registry import REPORTS, report_kind, report_type
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from tests.helpers import paper, stores, word_documents
from tests.helpers.clock import TODAY
from tests.helpers.quick import every

KINDS = list(ReportKind)
YEAR = 2026
TODAY_NOON = datetime.combine(TODAY, time(12), UTC)
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


@pytest.fixture(scope="module")
def town() -> Iterator[Store]:
    """The sample."""
    store = stores.empty(lambda: TODAY_NOON)
    stores.fill_with_sample(store, TODAY)
    yield store
    store.close()


def draft(store: Store, kind: ReportKind, language: str = "nb", year: int = YEAR, network: str = "") -> reports.Draft:
    return reports.drafts(store, kind, Scope(year, network), language)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_word_and_paper_say_the_same_and_everybody_can_read_them(town: Store, kind: ReportKind) -> None:
    language = list(LANGUAGES)[KINDS.index(kind) % 3]
    read = draft(town, kind, language)
    word, printed = reports.render(read, ReportFormat.DOCX), reports.render(read, ReportFormat.PDF)
    assert word_documents.complaints(word.data, LANGUAGES[language]) == []
    assert word.data == reports.render(read, ReportFormat.DOCX).data
    most = report_type(kind).most_pages
    assert printed.pages <= most or not most

    def letters(text: str) -> str:
        return re.sub(r"[^\w]", "", text)

    on_paper, in_word = letters(paper.text_of(printed.data)), letters(word_documents.text_of(word.data))
    for section in read.report(1).sections:
        assert letters(section.title) in on_paper
        assert letters(section.title) in in_word
    # What a table says stands in both.
    for section in read.report(1).sections:
        for block in section.blocks:
            if isinstance(block, Diagram) and report_type(kind).most_pages == 0:
                assert all(letters(bar.label) in in_word for bar in block.bars)


def test_what_is_there_becomes_sentences(town: Store) -> None:
    told = "\n".join(draft(town, ReportKind.YEARLY_LONG).report().texts())
    assert "Havnesund kommune" in told
    last_year = "\n".join(draft(town, ReportKind.YEARLY_LONG, year=YEAR - 1).report().texts())
    # Two of them are not done yet: how many are is said in a word, since a share of 21 would tell of the two.
    assert "21 tiltak. De fleste av tiltakene er gjort eller prøvd." in last_year
    assert re.search(r"I 0–6 har \d+ av \d+ enheter vært med", told)
    assert "Vi arbeider mot tre mål." in told
    assert re.search(r"(svarer «helt enig» på «)", told)


def test_a_year_that_is_over_reads_as_one(town: Store) -> None:
    long, short = (
        "\n".join(draft(town, kind, year=YEAR - 1).report().texts())
        for kind in (ReportKind.YEARLY_LONG, ReportKind.YEARLY)
    )
    assert "109 deltakelser på to samlinger, i snitt 55 hver gang" in long, "a half is rounded upwards"
    assert "Videre i år" not in long, "nothing comes after the last day"
    assert "hjelp til ett tema. Det er ikke avtalt ennå." in short
    assert "I én av seks enheter har ingen den ennå." in short
    last = draft(town, ReportKind.YEARLY_LONG, "en", year=YEAR - 1)
    assert {section.title for section in last.report().sections} >= {"Goals", "Who came"}


def test_the_name_of_a_unit_is_nobodys(store: Store) -> None:
    register.add_unit(store, "Child Welfare Service", service_id=register.services(store)[0].id)
    clean = CleanTexts(store)
    assert clean.line("Child Welfare Service") == "Child Welfare Service"
    told = clean.line("Kari Nordmann called the Child Welfare Service.")
    assert "Kari" not in told
    assert told.endswith("called the Child Welfare Service.")
    assert clean.left_out == 0


def test_no_word_is_divided_in_a_table_of_word(town: Store) -> None:
    told = reports.render(draft(town, ReportKind.YEARLY_LONG, year=YEAR - 1), ReportFormat.DOCX)
    tables = Document(io.BytesIO(told.data)).tables
    assert tables
    for table in tables:
        widths = [column.width.cm for column in table.columns]
        assert sum(widths) == pytest.approx(16.6, abs=0.05)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                assert max(map(len, cell.text.split()), default=0) * 0.21 + 0.38 <= width, cell.text


@pytest.mark.parametrize("kind", every(3, KINDS))
def test_nobody_is_mentioned_by_name(town: Store, kind: ReportKind) -> None:
    rows = town.rows("SELECT DISTINCT given_name, family_name FROM people")
    told = "\n".join("\n".join(read.report().texts()) for read in reports.drafts(town, kind, Scope(YEAR)))
    for row in rows:
        assert f"{row['given_name']} {row['family_name']}" not in told
    for network in register.networks(town):
        assert network.coordinator not in told


def test_a_report_of_one_network_tells_of_that_alone(town: Store) -> None:
    first, second = register.networks(town)
    told = "\n".join(draft(town, ReportKind.YEARLY, network=second.id).report().texts())
    assert second.name in told
    assert "Eleven som trekker seg unna" in told
    assert "Fra uro til handling" not in told
    with pytest.raises(BadInput):
        reports.draft(town, ReportKind.YEARLY, Scope(YEAR, "borte"))
    assert first.name in "\n".join(draft(town, ReportKind.YEARLY, network=first.id).report().texts())


@pytest.mark.parametrize("kind", KINDS)
def test_where_there_is_nothing_yet_it_says_what_would_fill_it(store: Store, kind: ReportKind) -> None:
    register.add_network(store, "0–6")
    if report_type(kind).of_unit:
        with pytest.raises(BadInput):
            reports.drafts(store, kind, Scope(YEAR))
        return
    read = draft(store, kind)
    file = reports.render(read, ReportFormat.DOCX)
    assert word_documents.complaints(file.data, "nb-NO") == []
    report = read.report()
    if report_type(kind).long:
        assert len(report.sections) >= 3
        assert all("Her står" in "".join(str(block) for block in section.blocks) or section.key == "coming"
                   for section in report.sections)  # fmt: skip
    else:
        assert report.sections == ()
        assert report.lead


# --- what the coordinator writes ---


def test_a_text_of_ones_own_is_there_again_when_the_figures_are_new(store: Store) -> None:
    stores.fill_with_sample(store, TODAY)
    scope = Scope(YEAR)
    own_texts.write(store, ReportKind.YEARLY, scope, "goals", "Vi velger færre mål.\n\nDet har virket.")
    before = reports.draft(store, ReportKind.YEARLY, scope).report()
    start = date(YEAR, 8, 1)
    held = next(one for one in gatherings.all_(store) if one.held_on and start <= one.held_on < TODAY)
    for person in participants.all_(store, held.id)[:6]:
        participants.mark(store, person.id, Attendance.ABSENT)
    after = reports.draft(store, ReportKind.YEARLY, scope).report()
    assert before != after
    for report in (before, after):
        goals = next(section for section in report.sections if section.key == "goals")
        assert goals.blocks[-1] == Own("Vi velger færre mål.\n\nDet har virket.")
    word = reports.render(reports.draft(store, ReportKind.YEARLY, scope), ReportFormat.DOCX)
    assert "Det har virket." in word_documents.text_of(word.data)
    # It belongs to that report of that year alone.
    assert not own_texts.of_report(store, ReportKind.YEARLY, Scope(YEAR - 1)).by_section
    own_texts.write(store, ReportKind.YEARLY, scope, "goals", "  ")
    assert not own_texts.of_report(store, ReportKind.YEARLY, scope).by_section
    own_texts.write(store, ReportKind.QUALITY, scope, "goals", "Skrevet ved en feil.")
    store.undo()
    assert not own_texts.of_report(store, ReportKind.QUALITY, scope).by_section


def test_what_is_written_of_a_section_with_nothing_to_say_stands(store: Store) -> None:
    network = register.add_network(store, "0–6").made
    own_texts.write(store, ReportKind.YEARLY, Scope(YEAR, network), "goals", "Vi står på.")
    with pytest.raises(BadInput):
        own_texts.write(store, ReportKind.YEARLY, Scope(YEAR, "borte"), "goals", "Hei")
    with pytest.raises(BadInput):
        own_texts.write(store, ReportKind.YEARLY, Scope(YEAR), "goals", "x" * 30_000)
    # The section has nothing to say now, but what was written stands.
    read = reports.draft(store, ReportKind.YEARLY, Scope(YEAR, network))
    assert read.own.by_section == {"goals": "Vi står på."}
    assert "Vi står på." in "\n".join(read.report().texts())


# --- two towns that differ only in what is hidden ---


def _town(store: Store, ppt: int, child_protection: int) -> None:
    """A network with one gathering; so many came from two small services, the rest from kindergartens."""
    services = {one.name: one.id for one in register.services(store)}
    network = register.add_network(store, "0–6").made
    gathering = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 10, 6)).made
    for name, service, count in (
        ("Lia barnehage", "Barnehage", 12), ("Bakken barnehage", "Barnehage", 9), ("PPT", "PPT", ppt),
        ("Barnevernet", "Barnevern", child_protection),
    ):  # fmt: skip
        unit = register.add_unit(store, name, service_id=services[service]).made
        for number in range(count):
            person = participants.add_new(store, gathering, f"Navn{number}", name, unit).made
            participants.mark(store, person, Attendance.PRESENT)


def test_two_towns_that_differ_only_in_what_is_hidden_have_the_same_reports() -> None:
    told = []
    for ppt, child_protection in ((3, 3), (2, 4), (4, 2)):
        store = stores.empty(lambda: TODAY_NOON)
        _town(store, ppt, child_protection)
        told.append(
            [
                read.report().texts()
                for kind in KINDS
                if not report_type(kind).of_unit
                for network in ("", register.networks(store)[0].id)
                for read in reports.drafts(store, kind, Scope(YEAR, network))
            ]
        )
        store.close()
    assert told[0] == told[1] == told[2]
    assert "PPT og Barnevern" in str(told[0]) or "Barnevern og PPT" in str(told[0])


def test_a_gathering_that_is_called_off_is_neither_held_nor_to_come(town: Store) -> None:
    mine = stores.copied(town.connection, lambda: TODAY_NOON)
    network = register.networks(mine)[0].id
    year = [one for one in gatherings.all_(mine) if one.network_id == network and one.held_on]
    held = next(one for one in year if date(YEAR, 8, 1) <= (one.held_on or TODAY) <= TODAY)
    gatherings.edit(mine, held.id, cancelled=True)
    material = draft(mine, ReportKind.YEARLY_LONG, network=network).material
    assert held.id not in {one.id for one in (*material.networks[0].held, *material.networks[0].coming)}
    told = draft(mine, ReportKind.YEARLY_LONG, network=network).report()
    assert "Én er avlyst." in "\n".join(told.texts())
    table = next(block for section in told.sections if section.key == "gatherings" for block in section.blocks
                 if isinstance(block, Table))  # fmt: skip
    assert [row[-1] for row in table.rows if held.title in row][:1] == ["avlyst"]


def test_training_is_told_once(town: Store) -> None:
    for kind in (ReportKind.YEARLY, ReportKind.YEARLY_LONG, ReportKind.DECISION, ReportKind.COMPETENCE):
        told = draft(town, kind).report()
        section = next((one for one in told.sections if one.key == "training"), None)
        if section is not None:
            assert sum(isinstance(block, (Points, Table)) for block in section.blocks) == 1


# --- files ---


def test_all_of_the_reports_or_none_are_written(town: Store, tmp_path: Path) -> None:
    read = reports.drafts(town, ReportKind.DEVELOPMENT, Scope(YEAR))[:3]
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        reports.write_all(read, ReportFormat.PDF, tmp_path, cancelled=cancelled)
    assert list(tmp_path.iterdir()) == []
    files = reports.write_all(read, ReportFormat.PDF, tmp_path)
    assert len({file.name for file in files}) == 3
    assert all(file.read_bytes().startswith(b"%PDF") for file in files)


def test_every_kind_has_its_line() -> None:
    assert [report.kind for report in REPORTS] == KINDS
    with pytest.raises(BadInput, match="yearly_long"):
        report_kind("års")


def test_what_the_coordinator_writes_is_looked_through_and_stands_as_written(town: Store) -> None:
    mine = stores.copied(town.connection, lambda: TODAY_NOON)
    scope = Scope(YEAR)
    own_texts.write(mine, ReportKind.YEARLY, scope, "goals", "Vi valgte færre mål.\nRing Kari Nordmann på 911 22 333.")
    read = reports.drafts(mine, ReportKind.YEARLY, scope)[0]
    assert read.to_look_at >= 1
    assert "Kari Nordmann" in "\n".join(read.report().texts())  # it warns, and never changes what one has written
    own_texts.write(mine, ReportKind.YEARLY, scope, "goals", "Vi valgte færre mål.")
    assert reports.drafts(mine, ReportKind.YEARLY, scope)[0].to_look_at == 0
    mine.close()
