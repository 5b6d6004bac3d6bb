"""What the groups say is kept as typed, with every version, and what is missing is known by its code."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.plan import Question
from nettverk.domain.sheets.written import missing, read_code
from nettverk.services import participants, plan, reflections
from nettverk.services.export import whole as export
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.storage import entries, texts
from nettverk.storage.store import Store


@pytest.fixture
def question(store: Store, gathering_id: str) -> Question:
    """The first question of the part across services."""
    part = next(part for part in plan.parts(store, gathering_id) if part.kind == "across")
    return part.questions[0]


class Typing:
    """A table secretary: writes with a clock that the test moves."""

    def __init__(self, store: Store, gathering_id: str, question: Question) -> None:
        self.store, self.gathering_id, self.question = store, gathering_id, question
        self.at = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def write(self, text: str, *, after: float = 0.5, table: int = 3) -> None:
        self.at += timedelta(seconds=after)
        reflections.write(
            self.store, self.gathering_id, self.question.part_id, table, self.question.id, text, at=self.at
        )

    def versions(self) -> list[str]:
        found = reflections.versions(self.store, self.gathering_id, self.question.part_id, 3, self.question.id)
        return [version.text for version in found]


@pytest.fixture
def typing(store: Store, gathering_id: str, question: Question) -> Typing:
    return Typing(store, gathering_id, question)


def test_what_is_typed_is_what_stands(store: Store, gathering_id: str, typing: Typing) -> None:
    typing.write("Vi så hverandre")
    typing.write("Vi så hverandre <b>&</b> lo.\n\n– Áilu 🙂")
    (now,) = reflections.all_(store, gathering_id)
    assert (now.table, now.text) == (3, "Vi så hverandre <b>&</b> lo.\n\n– Áilu 🙂")


def test_the_same_text_again_writes_nothing(store: Store, typing: Typing) -> None:
    typing.write("Det samme")
    before = store.value("SELECT count(*) FROM entries")
    typing.write("Det samme")
    assert store.value("SELECT count(*) FROM entries") == before


def test_what_is_said_cannot_be_undone_by_ctrl_z(store: Store, typing: Typing) -> None:
    before = store.undoable()
    typing.write("Sagt er sagt")
    assert store.undoable() == before


def test_a_history_is_by_sitting_not_by_keystroke(typing: Typing) -> None:
    for length in range(1, 30):
        typing.write("Dette er en lang nok setning å skrive"[:length])
    typing.write("En ny tanke etter kaffen", after=900)
    assert typing.versions() == ["En ny tanke etter kaffen", "Dette er en lang nok setning "]


def test_what_was_rubbed_out_is_still_in_the_history(typing: Typing) -> None:
    whole = "Vi møtte hverandre hjemme i barnehagen, og da ble alt konkret."
    typing.write(whole)
    for length in range(len(whole), 0, -4):
        typing.write(whole[:length])
    typing.write("")
    typing.write("Nytt")
    assert whole in typing.versions()
    assert len(typing.versions()) <= 4


def test_replacing_everything_in_one_go_keeps_what_was(typing: Typing) -> None:
    typing.write("Et langt og gjennomtenkt svar om overganger")
    typing.write("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
    assert "Et langt og gjennomtenkt svar om overganger" in typing.versions()


def test_bringing_an_old_version_back_is_writing_it_again(typing: Typing) -> None:
    typing.write("Det første")
    typing.write("Det andre", after=100)
    typing.write("Det første", after=100)
    assert typing.versions() == ["Det første", "Det andre", "Det første"]


def test_what_was_written_last_stands_first_whatever_the_clock_said(typing: Typing) -> None:
    typing.write("Fra maskinen med feil klokke")
    typing.write("Rettet på den andre maskinen", after=-3600 * 24 * 10)
    typing.write("Og en gang til", after=3600)
    assert typing.versions() == ["Og en gang til", "Rettet på den andre maskinen", "Fra maskinen med feil klokke"]


def test_an_emptied_sheet_is_missing_again(store: Store, gathering_id: str, typing: Typing) -> None:
    typing.write("Noe")
    typing.write("  \n ")
    assert reflections.all_(store, gathering_id) == ()


def test_sheets_are_tables_by_questions_with_their_codes(store: Store, gathering_id: str, typing: Typing) -> None:
    unit = register.add_unit(store, "Lund barnehage").made
    for number in range(13):
        participants.add_new(store, gathering_id, f"Navn{number}", "Etternavn", unit)
    groupings.build(store, typing.question.part_id, size=5, iterations=20)
    typing.write("Her")
    sheets = reflections.sheets(store, gathering_id)
    tables = {sheet.table for sheet in sheets}
    assert {sheet.code for sheet in sheets} == {f"G{table}-{number}" for table in tables for number in (1, 2, 3)}
    assert "G3-1" not in missing(sheets)
    assert missing(sheets)[:3] == ("G1-1", "G2-1", "G1-2")


def test_a_sheet_from_a_table_that_is_not_in_the_groups_is_still_there(
    store: Store, gathering_id: str, typing: Typing
) -> None:
    typing.write("Vi satt ute i gangen", table=19)
    assert [sheet.code for sheet in reflections.sheets(store, gathering_id) if sheet.written] == ["G19-1"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("G3-2", (3, 2)), ("g12-4", (12, 4)), (" 3-2 ", (3, 2)), ("g3 2", (3, 2)), ("G3–2", (3, 2)), ("3.2", (3, 2))],
)
def test_a_code_is_read_however_it_is_typed(typed: str, code: tuple[int, int]) -> None:
    assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "G", "G3", "tre-to", "G3-2-1", "mangler"])
def test_other_words_are_not_codes(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=200).map(lambda text: text + "\ud83d\x00"))
def test_any_text_can_be_kept(text: str) -> None:
    kept = reflections.clean(text)
    assert kept.encode("utf-8")
    assert "\x00" not in kept


def test_text_with_half_a_sign_can_be_written(store: Store, gathering_id: str, typing: Typing) -> None:
    typing.write("Halvt tegn \ud83d og nul\x00l\r\nny linje")
    (now,) = reflections.all_(store, gathering_id)
    assert now.text == "Halvt tegn \ufffd og null\nny linje"


def test_a_text_that_is_typed_is_one_row_and_costs_what_its_words_cost(store: Store, typing: Typing) -> None:
    text = "Vi så at leken trenger fred, og at de voksne trenger tid til å sitte ned. " * 4
    for length in range(3, len(text) + 1, 3):
        typing.write(text[:length])
    (row,) = store.rows("SELECT length(earlier) AS earlier, length(data) AS data FROM entries")
    assert row["earlier"] < len(text) / 2
    assert row["data"] < len(text) + 36  # its only line has an id


def test_a_name_can_be_taken_out_of_every_version(store: Store, typing: Typing) -> None:
    for words in ("Kari", "Kari Moen", "Kari Moen så det", "Noen så det"):
        typing.write(words)
    with store.change():
        texts.rewrite(store.connection, lambda _spot, text: text.replace("Kari", "Deltaker"))
    read = {text for spot, text in texts.read(store.connection) if spot.table == "entries"}
    assert {"Deltaker", "Deltaker Moen", "Deltaker Moen så det", "Noen så det"} <= read


def test_damage_in_how_it_read_before_stops_nobody(store: Store, gathering_id: str, typing: Typing) -> None:
    typing.write("Først")
    typing.write("Først dette")
    store.connection.execute("UPDATE entries SET earlier = ?", (b"\xff\x00damaged",))
    typing.write("Først dette, så det")
    assert [said.text for said in reflections.all_(store, gathering_id)] == ["Først dette, så det"]
    assert typing.versions()[0] == "Først dette, så det"
    with store.change(), pytest.raises(ValueError, match="cannot be read"):
        entries.settle(store, gathering_id)


def test_the_export_says_how_it_read_before(store: Store, typing: Typing) -> None:
    for words in ("Vi", "Vi så", "Vi så det"):
        typing.write(words)
    file = io.StringIO()
    export.write(store, file)
    (entry,) = json.loads(file.getvalue())["tables"]["entries"]
    assert [json.loads(version["data"])["text"] for version in entry["earlier"]] == ["Vi", "Vi så"]
