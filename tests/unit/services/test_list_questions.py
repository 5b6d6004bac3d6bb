"""What a list says beside names, all the way into the gathering."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from nettverk.domain.list_questions import LUNCH, PartOfDay, QuestionKind
from nettverk.domain.participants import Attendance
from nettverk.services import gatherings, hours, kitchen, participant_import, participants
from nettverk.services.participant_import import Import
from nettverk.storage.store import Store

HEAD = "Navn;Enhet;Kommer du?;Allergi?;Kan du presentere?\n"


def understood(store: Store, folder: Path, *rows: str) -> Import:
    path = folder / "liste.csv"
    path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    return participant_import.read(store, path)


def test_hours_food_and_offers_are_stored_with_the_gathering(store: Store, gathering_id: str, tmp_path: Path) -> None:
    list_ = understood(
        store, tmp_path, "Kari Li;PPT;Ja, går kl. 12;Nøtter;Ja, om lek", "Ola Lie;PPT;Ja;;Nei", "Siv Ås;PPT;Nei;Egg;"
    )
    participant_import.store_list(store, list_, gathering_id)
    by_name = {person.name: person for person in participants.all_(store, gathering_id)}
    assert set(by_name) == {"Kari Li", "Ola Lie"}
    assert (by_name["Kari Li"].present_to, by_name["Kari Li"].presents) == ("12:00", "Ja, om lek")
    assert by_name["Kari Li"].hours == "går 12.00"
    assert by_name["Ola Lie"].hours == ""
    assert kitchen.needs(store, gathering_id) == (("nøtter", 1),)
    participant_import.store_list(
        store, participant_import.understand(store, list_.workbook, list_.reading), gathering_id
    )
    assert kitchen.needs(store, gathering_id) == (("nøtter", 1),), "a list read again is not added to itself"


def test_the_kitchens_numbers_are_gone_after_the_day(store: Store, gathering_id: str, tmp_path: Path) -> None:
    participant_import.store_list(store, understood(store, tmp_path, "Kari Li;PPT;Ja;Nøtter;"), gathering_id)
    day = date(2027, 2, 9)
    gatherings.edit(store, gathering_id, held_on=day)
    kitchen.forget(store, day)
    assert kitchen.needs(store, gathering_id)
    kitchen.forget(store, day + timedelta(days=1))
    assert not kitchen.needs(store, gathering_id)


def test_those_no_longer_listed_are_named_and_can_be_withdrawn(store: Store, gathering_id: str, tmp_path: Path) -> None:
    first = understood(store, tmp_path, "Kari Li;PPT;Ja;;", "Ola Lie;PPT;Ja;;", "Siv Ås;PPT;Ja;;", "Per Øye;PPT;Ja;;")
    participant_import.store_list(store, first, gathering_id)
    again = understood(store, tmp_path, "Kari Li;PPT;Ja;;", "Siv Ås;PPT;Nei;;", "Mari Li;PPT;Ja;;")
    missing = participant_import.no_longer_listed(store, again, gathering_id)
    assert sorted(person.name for person in missing) == ["Ola Lie", "Per Øye", "Siv Ås"]
    ids = [person.id for person in missing if person.name != "Per Øye"]
    participant_import.store_list(store, again, gathering_id, withdrawn=ids)
    absent = {
        person.name for person in participants.all_(store, gathering_id) if person.attendance is Attendance.ABSENT
    }
    assert absent == {"Ola Lie", "Siv Ås"}
    once_more = participant_import.understand(store, again.workbook, again.reading)
    left = participant_import.no_longer_listed(store, once_more, gathering_id)
    assert [person.name for person in left] == ["Per Øye"]
    store.undo()
    assert len(participants.all_(store, gathering_id)) == 4


def test_a_row_can_be_left_out_and_a_question_answered(store: Store, tmp_path: Path) -> None:
    list_ = understood(store, tmp_path, "Kari Li;PPT;Ja;;", "Ola Lie;PPT;Nei;;")
    answers = participant_import.leave_out(list_, 2, out=True)
    list_ = participant_import.understand(store, list_.workbook, list_.reading, answers)
    said_no = [question for question in list_.parsed.questions if question.kind is QuestionKind.ANSWERED_NO]
    answers = participant_import.answer(list_, said_no, "enrolled")
    list_ = participant_import.understand(store, list_.workbook, list_.reading, answers)
    assert [step.given_name for step in list_.plan.people] == ["Ola"]
    assert [row.row for row in list_.skipped] == [2]


def test_half_a_day_is_set_for_many_by_the_plans_own_lunch(store: Store, gathering_id: str, tmp_path: Path) -> None:
    participant_import.store_list(
        store, understood(store, tmp_path, "Kari Li;PPT;Ja;;", "Ola Lie;PPT;Ja;;"), gathering_id
    )
    ids = tuple(person.id for person in participants.all_(store, gathering_id))
    starts, ends = hours.lunch(store, gathering_id)
    hours.set_part(store, ids, PartOfDay(start=LUNCH))
    assert {person.present_from for person in participants.all_(store, gathering_id)} == {ends}
    hours.set_part(store, ids, PartOfDay(end=LUNCH))
    assert {(p.present_from, p.present_to) for p in participants.all_(store, gathering_id)} == {("", starts)}
    hours.set_part(store, ids, PartOfDay())
    assert {person.hours for person in participants.all_(store, gathering_id)} == {""}
