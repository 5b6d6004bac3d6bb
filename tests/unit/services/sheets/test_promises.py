"""What a unit commits itself to on a sheet stands in Veien videre: once, however often the answer is edited."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from nettverk.domain.follow_up import Commitment, CommitmentStatus
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.services import follow_up, gatherings
from nettverk.services.handouts.source import Source
from nettverk.services.register import register
from nettverk.services.sheets import answers, promises, uses
from nettverk.storage.store import Store

SHEET = "avtale-som-baerer"


@pytest.fixture
def unit(store: Store) -> str:
    return register.add_unit(store, "Solbakken").made


@pytest.fixture
def use(store: Store, gathering_id: str) -> str:
    gatherings.edit(store, gathering_id, held_on=date(2026, 11, 24))
    return uses.use_outside(store, SHEET, gathering_id).made


def say(store: Store, use: str, unit: str, **texts: str) -> None:
    for point, text in texts.items():
        answers.write(store, said(use, Respondent(Who.UNIT, unit_id=unit), point, text))


def said(use: str, who: Respondent, point: str, text: str) -> SheetAnswer:
    return SheetAnswer(use, 1, who, "avtale", point, text)


def promised(store: Store, gathering_id: str) -> list[Commitment]:
    return list(follow_up.commitments(store, gathering_id))


def test_a_units_commitment_is_a_promise_and_follows_the_sheet(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    say(store, use, unit, who="Kari")
    assert promised(store, gathering_id) == []  # nothing will be done yet
    say(store, use, unit, what="Vi ringer før møtet", by="9. februar", taken_up_in="personalmøtet")
    (one,) = promised(store, gathering_id)
    assert (one.unit_id, one.what, one.who) == (unit, "Vi ringer før møtet", "Kari")
    assert (one.by, one.taken_up_in) == (date(2027, 2, 9), "personalmøtet")
    say(store, use, unit, what="Vi ringer dagen før møtet")
    say(store, use, unit, what="Vi ringer to dager før møtet", who="Kari og Per")
    (same,) = promised(store, gathering_id)
    assert (same.id, same.what, same.who) == (one.id, "Vi ringer to dager før møtet", "Kari og Per")


def test_a_deadline_that_is_no_day_is_not_lost(store: Store, gathering_id: str, use: str, unit: str) -> None:
    say(store, use, unit, what="Felles velkomst", taken_up_in="personalmøtet", by="før jul")
    (one,) = promised(store, gathering_id)
    assert (one.by, one.taken_up_in) == (None, "personalmøtet, før jul")
    say(store, use, unit, by="1. mars")
    (one,) = promised(store, gathering_id)
    assert (one.by, one.taken_up_in) == (date(2027, 3, 1), "personalmøtet")


def test_who_answers_for_it_is_who_where_nobody_else_is_named(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    say(store, use, unit, what="Felles velkomst", responsible="styreren")
    assert promised(store, gathering_id)[0].who == "styreren"
    say(store, use, unit, who="hele avdelingen")
    assert promised(store, gathering_id)[0].who == "hele avdelingen"


def test_how_one_will_see_it_is_the_promises_sign(store: Store, gathering_id: str, use: str, unit: str) -> None:
    say(store, use, unit, what="Felles velkomst", sign="Alle blir hilst på")
    assert promised(store, gathering_id)[0].grounds.sign == "Alle blir hilst på"
    one = promised(store, gathering_id)[0]
    follow_up.edit(store, one.id, gathering_id, grounds=replace(one.grounds, why="Barna spurte"))
    say(store, use, unit, sign="Alle blir hilst på ved navn")
    grounds = promised(store, gathering_id)[0].grounds
    assert (grounds.why, grounds.sign) == ("Barna spurte", "Alle blir hilst på ved navn")


def test_an_emptied_answer_takes_the_promise_away_and_typing_on_brings_the_same_back(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    say(store, use, unit, what="Felles velkomst", who="Ane")
    before = promised(store, gathering_id)[0]
    say(store, use, unit, what="  ")
    assert promised(store, gathering_id) == []
    say(store, use, unit, what="Felles velkomst ute")
    (back,) = promised(store, gathering_id)
    assert (back.id, back.who, back.what) == (before.id, "Ane", "Felles velkomst ute")


def test_what_was_put_right_in_follow_up_stays_when_something_else_is_said(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    say(store, use, unit, what="Vi rignger", who="Ane")
    one = promised(store, gathering_id)[0]
    follow_up.edit(store, one.id, gathering_id, what="Vi ringer")
    say(store, use, unit, taken_up_in="plangruppa")
    (one,) = promised(store, gathering_id)
    assert (one.what, one.taken_up_in) == ("Vi ringer", "plangruppa")


def test_what_has_been_told_of_since_stays_though_the_sheet_is_emptied(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    say(store, use, unit, what="Vi ringer")
    one = promised(store, gathering_id)[0]
    follow_up.answer(store, one.id, gathering_id, CommitmentStatus.DONE, "Det hjalp")
    say(store, use, unit, what="")
    (kept,) = promised(store, gathering_id)
    assert (kept.what, kept.learnt) == ("Vi ringer", "Det hjalp")


@pytest.mark.parametrize("who", [Respondent(Who.ALONE, 3), Respondent(Who.PAIR, 2), Respondent(Who.TABLE, 4)])
def test_people_and_mixed_tables_promise_nothing_for_a_unit(
    store: Store, gathering_id: str, use: str, unit: str, who: Respondent
) -> None:  # fmt: skip
    answers.write(store, said(use, who, "what", "Noe"))
    assert promised(store, gathering_id) == []
    if who.who is Who.TABLE:
        answers.write(store, said(use, replace(who, unit_id=unit), "what", "Noe"))
        assert [one.unit_id for one in promised(store, gathering_id)] == [unit]


def test_one_call_is_one_step_and_undo_takes_both_back(store: Store, gathering_id: str, use: str, unit: str) -> None:
    who = Respondent(Who.UNIT, unit_id=unit)
    answers.write_all(store, [said(use, who, "what", "Vi ringer"), said(use, who, "who", "Ane")], label="Hent inn svar")
    assert len(promised(store, gathering_id)) == 1
    store.undo()
    assert promised(store, gathering_id) == []
    assert answers.of_use(store, use) == ()
    store.redo()
    assert [one.who for one in promised(store, gathering_id)] == ["Ane"]


def test_however_it_is_typed_there_is_one_promise_that_says_what_the_sheet_says(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    draw = random.Random(11)
    points = ("what", "who", "taken_up_in", "by", "responsible", "voice")
    stands = dict.fromkeys(points, "")
    for number in range(120):
        point = draw.choice(points)
        stands[point] = draw.choice(["", f"tekst {number}", " "])
        say(store, use, unit, **{point: stands[point]})
        found = promised(store, gathering_id)
        what = stands["what"].strip()
        assert [one.what for one in found] == ([what] if what else [])
        if found:
            assert found[0].who == stands["who"].strip() or found[0].who == stands["responsible"].strip()
    assert len(store.rows("SELECT DISTINCT object FROM entries WHERE kind = 'commitment'")) == 1


def test_on_paper_a_promise_is_told_once_and_its_checks_beside_it(
    store: Store, gathering_id: str, use: str, unit: str
) -> None:  # fmt: skip
    say(store, use, unit, what="Vi ringer", who="Ane", voice="I planleggingen")
    source = Source(store, gathering_id)
    (result,) = source.sheet_results
    assert [(answer.point, answer.text) for answer in result.answers] == [("voice", "I planleggingen")]
    assert [one.what for one in source.commitments] == ["Vi ringer"]
    follow_up.remove(store, promises.id_of(use, Respondent(Who.UNIT, unit_id=unit), "avtale"))
    assert "Vi ringer" in {answer.text for answer in Source(store, gathering_id).sheet_results[0].answers}
