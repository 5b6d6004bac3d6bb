"""Answers on sheets: append-only, the newest counts, read by the version they were given on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.domain.plan import PartKind
from nettverk.domain.sheets.answers import Respondent, SheetAnswer, respondent
from nettverk.domain.sheets.definition import Who
from nettverk.services import plan, reflections
from nettverk.services.export import whole as export
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.services.sheets import answers, respondents, uses
from nettverk.storage import entries
from nettverk.storage.store import Store

SHEET = "fremmer-hemmer-pavirke"
BORD_3 = Respondent(Who.TABLE, 3)


@pytest.fixture
def part_id(store: Store, gathering_id: str) -> str:
    return next(part.id for part in plan.parts(store, gathering_id) if part.kind is PartKind.ACROSS)


@pytest.fixture
def use_id(store: Store, part_id: str) -> str:
    return uses.use_in_part(store, SHEET, part_id).made


def said(use_id: str, point: str, text: str = "", who: Respondent = BORD_3, **more: object) -> SheetAnswer:
    return SheetAnswer(use_id, 1, who, "kolonner", point, text, **more)  # type: ignore[arg-type]


def test_everything_an_answer_can_hold_comes_back_as_it_was(store: Store, use_id: str) -> None:
    told = [
        said(use_id, "fremmer-1", "Tid"),
        said(use_id, "fremmer-2", "Ro", ticked=True),
        said(use_id, "hemmer-1", level="maa", who=Respondent(Who.ALONE, 41)),
        said(use_id, "hemmer-2", number=37.5, who=Respondent(Who.PAIR, 7)),
        said(use_id, "pavirke-1", counts={"ja": 12, "nei": 3}, who=Respondent(Who.UNIT, unit_id="0190-ab-cd")),
        said(use_id, "pavirke-2", number=0, who=Respondent(Who.PLENUM)),
    ]
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    answers.write_all(store, told, at=at)
    found = {(answer.respondent, answer.point): answer for answer in answers.of_use(store, use_id)}
    assert len(found) == len(told)
    for answer in told:
        back = found[answer.respondent, answer.point]
        assert (back.text, back.level, back.ticked, back.number, back.counts, back.version, back.at) == (
            answer.text, answer.level, answer.ticked, answer.number, answer.counts, 1, at,
        )  # fmt: skip


def test_the_newest_counts_the_same_again_is_nothing_and_the_earlier_is_kept(
    store: Store, gathering_id: str, use_id: str
) -> None:
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    for minute, text in enumerate(("Møter", "Møter", "Faste møter", "")):
        answers.write(store, said(use_id, "fremmer-1", text), at=at + timedelta(minutes=minute))
    assert answers.of_use(store, use_id) == ()
    history = entries.history(store, EntryKind.SHEET_ANSWER, gathering_id, f"{use_id}:table-3:kolonner:fremmer-1")
    assert [json.loads(one.data).get("text", "") for one in history] == ["", "Faste møter", "Møter"]
    assert not answers.write(store, said(use_id, "fremmer-1", "   ")).tables
    assert store.value("SELECT count(*) FROM entries WHERE kind = 'sheet_answer'") == 1, "a sitting is one row"


def test_a_later_version_is_an_entry_of_its_own(store: Store, gathering_id: str, use_id: str) -> None:
    answers.write(store, said(use_id, "fremmer-1", "Tid"))
    answers.write(store, SheetAnswer(use_id, 2, BORD_3, "kolonner", "fremmer-1", "Tid og ro"))
    rows = store.rows("SELECT data ->> 'version' AS version FROM entries WHERE kind = 'sheet_answer' ORDER BY number")
    assert [row["version"] for row in rows] == [1, 2]
    assert entries.unsettled(store, gathering_id) == []
    assert [answer.version for answer in answers.of_use(store, use_id)] == [2]


def test_a_tables_answer_to_a_question_is_the_reflection_it_was(store: Store, gathering_id: str, part_id: str) -> None:
    plan.set_questions(store, part_id, ["Hva ser dere?"])
    use = next(use for use in uses.of_gathering(store, gathering_id) if use.part_id == part_id and use.simple)
    answers.write(store, SheetAnswer(use.id, 1, BORD_3, "text", "", "Vi ser barna."))
    (reflection,) = [one for one in reflections.all_(store, gathering_id) if one.question_id == use.id]
    assert (reflection.table, reflection.text) == (3, "Vi ser barna.")
    reflections.write(store, gathering_id, part_id, 4, use.id, "Og foreldrene.")
    assert [(answer.respondent.key, answer.text) for answer in answers.of_use(store, use.id)] == [
        ("table-3", "Vi ser barna."), ("table-4", "Og foreldrene."),
    ]  # fmt: skip
    view = store.rows("SELECT respondent, block, text FROM sheet_answers WHERE use_id = ? ORDER BY respondent", use.id)
    assert [tuple(row) for row in view] == [("table-3", "text", "Vi ser barna."), ("table-4", "text", "Og foreldrene.")]


def test_the_view_says_what_the_service_says(store: Store, use_id: str) -> None:
    answers.write_all(store, [said(use_id, "fremmer-2", "Ro"), said(use_id, "fremmer-10", "Tid", ticked=True)])
    rows = store.rows("SELECT respondent, block, point, version, text, ticked FROM sheet_answers ORDER BY text")
    assert [tuple(row) for row in rows] == [
        ("table-3", "kolonner", "fremmer-2", 1, "Ro", 0), ("table-3", "kolonner", "fremmer-10", 1, "Tid", 1),
    ]  # fmt: skip
    assert [answer.point for answer in answers.of_use(store, use_id)] == ["fremmer-2", "fremmer-10"]


def test_an_import_is_taken_back_as_one_step(store: Store, use_id: str) -> None:
    answers.write(store, said(use_id, "fremmer-1", "Flytt opp"))
    answers.write_all(store, [said(use_id, f"fremmer-{n}", f"Punkt {n}") for n in range(1, 30)], label="Hent inn svar")
    assert len(answers.of_use(store, use_id)) == 29
    store.undo()
    assert [answer.text for answer in answers.of_use(store, use_id)] == ["Flytt opp"]


def test_what_no_sheet_can_hold_is_a_bug_of_ours(store: Store, use_id: str) -> None:
    for wrong in (
        said(use_id, "a:b"), said(use_id, "a", number=101), said(use_id, "a", number=-1),
        said(use_id, "a", counts={"x": -1}),
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r":|share|tallies"):
            answers.write(store, wrong)


def test_what_another_program_made_unreadable_is_left_out(store: Store, gathering_id: str, use_id: str) -> None:
    answers.write(store, said(use_id, "fremmer-1", "Tid"))
    wrong = ['{"counts": [1]}', '{"version": "x"}', '{"number": "ti"}', "[1]", '"x"', '{"counts": {"a": "b"}}']
    with store.change():
        for number, data in enumerate(wrong):
            store.insert(
                "entries", machine_id=store.machine_id, number=100 + number, kind="sheet_answer",
                gathering_id=gathering_id, object=f"{use_id}:table-3:kolonner:x-{number}", replaces=None,
                at=store.stamp(), data=data,
            )  # fmt: skip
    assert [answer.text for answer in answers.of_use(store, use_id)] == ["Tid"]


def test_text_is_kept_as_it_can_be_stored(store: Store, use_id: str) -> None:
    answers.write(store, said(use_id, "fremmer-1", "en\r\nto\x00 \ud800"))
    assert [answer.text for answer in answers.of_use(store, use_id)] == ["en\nto \ufffd"]


def test_a_person_who_is_removed_goes_out_of_the_answers_and_the_sheets(store: Store, use_id: str) -> None:
    unit = register.add_unit(store, "Furulia barnehage").made
    person = register.add_person(store, "Torgunn", "Grimstveit", unit).made
    answers.write(store, said(use_id, "fremmer-1", "Torgunn Grimstveit ringer"))
    removal.remove(store, [person])
    assert all("Torgunn" not in answer.text for answer in answers.of_use(store, use_id))
    assert "ringer" in answers.of_use(store, use_id)[0].text


def test_everything_out_has_the_answers_with_their_earlier_versions(store: Store, use_id: str, tmp_path) -> None:
    answers.write(store, said(use_id, "fremmer-1", "Tid"))
    answers.write(store, said(use_id, "fremmer-1", "Tid og ro"))
    export.to_file(store, tmp_path / "alt.json")
    tables = json.loads((tmp_path / "alt.json").read_text(encoding="utf-8"))["tables"]
    (entry,) = [row for row in tables["entries"] if row["kind"] == "sheet_answer"]
    assert json.loads(entry["data"])["text"] == "Tid og ro"
    assert [json.loads(one["data"])["text"] for one in entry["earlier"]] == ["Tid"]
    assert [row["sheet_id"] for row in tables["sheet_versions"]] == [SHEET]
    assert use_id in {row["id"] for row in tables["sheet_uses"]}


@pytest.mark.parametrize("who", [*(Respondent(who, 7) for who in (Who.ALONE, Who.PAIR, Who.TABLE)),
                                 Respondent(Who.PLENUM), Respondent(Who.UNIT, unit_id="0190-aa-bb")])  # fmt: skip
def test_a_respondents_key_reads_back(who: Respondent) -> None:
    assert respondent(who.key) == who
    assert ":" not in who.key


def test_who_fills_in_is_the_parts_tables_and_whoever_has_answered(store: Store, part_id: str, use_id: str) -> None:
    with store.change():
        gathering = store.value("SELECT gathering_id FROM parts WHERE id = ?", part_id)
        unit = register.add_unit(store, "Furulia barnehage").made
        for number in range(13):
            person = register.add_person(store, f"Navn{number}", "Nes", unit).made
            store.insert("participants", gathering_id=gathering, person_id=person, unit_id=unit)
    answers.write(store, said(use_id, "fremmer-1", "Tid", who=Respondent(Who.TABLE, 9)))
    answers.write(store, said(use_id, "fremmer-1", "Tid", who=Respondent(Who.PAIR, 4)))
    use = uses.get(store, use_id)
    assert use is not None
    tables = respondents.of_use(store, use)
    assert [(filling.name, filling.written) for filling in tables] == [
        ("Bord 1", False), ("Bord 2", False), ("Bord 3", False), ("Bord 9", True),
    ]  # fmt: skip
    assert [filling.name for filling in respondents.of_use(store, use, Who.UNIT)] == ["Furulia barnehage"]
    assert [filling.name for filling in respondents.of_use(store, use, Who.PAIR)] == ["Par 4"]
    assert [filling.name for filling in respondents.of_use(store, use, Who.PLENUM)] == ["Plenum"]
