"""The traffic light's state as a function of the answers: rounds, hidden until shown, the difference, last time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.sheets.agreement import Agreement, Direction
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.reading import read_sheet
from nettverk.domain.sheets.traffic_light import (
    BEGUN,
    HALL,
    HANDED_ON,
    OPENED,
    PASSED,
    ROUND,
    SHOWN,
    expected_point,
    light,
    question_point,
    told,
)  # fmt: skip
from tests.helpers.forms_files import LIGHT

SHEET = read_sheet(LIGHT)
SIGNS = [item.id for item in SHEET.blocks[0].items]


def said(who: Respondent, point: str, level: str = "", **more: object) -> SheetAnswer:
    return SheetAnswer("use", 1, who, "tegn", point, level=level, **more)  # type: ignore[arg-type]


def judged(who: Who, number: int, levels: str) -> list[SheetAnswer]:
    words = {"g": "ok", "y": "better", "r": "change"}
    return [said(Respondent(who, number), sign, words[letter]) for sign, letter in zip(SIGNS, levels, strict=False)]


def test_a_count_of_those_who_are_done_and_nobody_is_named() -> None:
    answers = [*judged(Who.ALONE, 1, "gggg"), *judged(Who.ALONE, 2, "gy"), *judged(Who.ALONE, 3, "rrrr")]
    state = light(SHEET, answers)
    assert (state.now.who, state.now.done, state.now.begun) == (Who.ALONE, 2, 3)
    assert [round_.begun for round_ in state.rounds] == [3, 0, 0]
    assert not state.stage.shown


def test_in_the_sets_order_until_shown_then_by_disagreement() -> None:
    answers = [*judged(Who.ALONE, 1, "ggyg"), *judged(Who.ALONE, 2, "ggyr")]
    assert [row.sign.id for row in light(SHEET, answers).signs] == SIGNS
    shown = light(SHEET, [*answers, said(HALL, SHOWN, ticked=True)])
    assert [row.sign.id for row in shown.signs] == ["s4", "s1", "s2", "s3"]
    assert shown.signs[0].agreement is Agreement.SPLIT
    assert shown.signs[0].counts == (1, 0, 1)


def test_each_round_by_itself() -> None:
    answers = [
        *judged(Who.ALONE, 1, "rrrr"), *judged(Who.PAIR, 1, "yyyy"), *judged(Who.TABLE, 3, "gggg"),
        said(HALL, ROUND, number=2.0),
    ]  # fmt: skip
    state = light(SHEET, answers)
    assert (state.stage.round, state.counted) == (2, 2)
    assert {row.counts for row in state.signs} == {(1, 0, 0)}


def test_tallies_of_a_table_are_of_those_who_sit_there_and_its_level_is_its_own() -> None:
    both = said(Respondent(Who.TABLE, 3), "s1", "ok", counts={"ok": 2, "change": 3})
    state = light(SHEET, [both, said(HALL, "s2", counts={"better": 7})])
    assert [round_.begun for round_ in state.rounds] == [7, 0, 1]
    assert state.signs[0].counts == (1, 0, 0)  # the table's own, as that round came last
    alone = light(SHEET, [said(Respondent(Who.TABLE, 3), "s1", counts={"ok": 2, "change": 3})])
    assert alone.signs[0].counts == (2, 0, 3)


def test_the_halls_tallies_say_which_round_they_are_of() -> None:
    state = light(SHEET, [said(Respondent(Who.PLENUM, 2), sign, counts={"ok": 6, "change": 6}) for sign in SIGNS])
    assert [round_.done for round_ in state.rounds] == [0, 0, 12]


def test_what_the_hall_says_about_a_sign() -> None:
    answers = [said(HALL, question_point("s2", 2), text="Ettermiddagen"), said(HALL, OPENED, text="s2")]
    state = light(SHEET, answers)
    assert state.stage.opened == "s2"
    assert state.signs[1].said == ("", "", "Ettermiddagen", "")
    assert state.signs[0].said == ("", "", "", "")


def test_one_area_alone_and_signs_of_ones_own() -> None:
    answers = [said(HALL, "own-1", text="Vi ringer først"), *judged(Who.ALONE, 1, "gggg")]
    answers.append(said(Respondent(Who.ALONE, 1), "own-1", "change"))
    state = light(SHEET, answers)
    assert [row.sign.label for row in state.signs][-1] == "Vi ringer først"
    assert state.signs[-1].counts == (0, 0, 1)
    assert state.now.done == 1


def test_since_last_time() -> None:
    before = [each for n in range(1, 7) for each in judged(Who.ALONE, n, "rygg")]
    now = [each for n in range(1, 7) for each in judged(Who.ALONE, n, "gygr")]
    changes = [row.since_last.direction for row in light(SHEET, now, before).signs if row.since_last]
    assert changes == [Direction.BETTER, Direction.STEADY, Direction.STEADY, Direction.WORSE]
    assert all(row.since_last is None for row in light(SHEET, now).signs)


@given(st.lists(st.text("gyr", min_size=4, max_size=4), max_size=30))
def test_counts_are_what_was_judged(papers: list[str]) -> None:
    answers = [each for number, paper in enumerate(papers, start=1) for each in judged(Who.ALONE, number, paper)]
    state = light(SHEET, answers)
    for place, row in enumerate(state.signs):
        assert row.counts == tuple(sum(paper[place] == letter for paper in papers) for letter in "gyr")
    assert state.now.done == len(papers)


@given(st.integers(0, 2), st.integers(1, 4), st.integers(0, 5), st.booleans())
def test_nothing_is_seen_in_any_round_until_all_are_done_or_somebody_says_so(
    place: int, expected: int, done: int, shown: bool
) -> None:
    who = SHEET.rounds[place]
    answers = [each for number in range(1, done + 1) for each in judged(who, number, "gyrg")]
    answers += [said(HALL, ROUND, number=float(place)), said(HALL, expected_point(place), text=str(expected))]
    if shown:
        answers.append(said(HALL, SHOWN, ticked=True))
    stands = light(SHEET, answers)
    assert (stands.now.who, stands.now.done, stands.now.expected) == (who, done, expected)
    assert stands.revealed == (shown or done >= expected)


def test_what_the_hall_says_there_are_counts_before_what_it_seems() -> None:
    seem = {Who.ALONE: 2, Who.TABLE: 9}
    answers = [*judged(Who.ALONE, 1, "gggg"), *judged(Who.ALONE, 2, "gggg")]
    assert light(SHEET, answers, expected=seem).revealed
    more = light(SHEET, [*answers, said(HALL, expected_point(0), text="3")], expected=seem)
    assert not more.revealed
    assert more.rounds[2].expected == 9


def test_whoever_sits_with_the_laptop_is_not_done_before_it_is_handed_on() -> None:
    sitting = [*judged(Who.ALONE, 1, "gggg"), said(Respondent(Who.ALONE, 1), PASSED, text=BEGUN)]
    assert light(SHEET, sitting).now.done == 0
    assert light(SHEET, [*sitting[:-1], said(Respondent(Who.ALONE, 1), PASSED, text=HANDED_ON)]).now.done == 1
    # One who skipped a sign and handed the laptop on is done: nobody else waits for the sign.
    skipped = [*judged(Who.ALONE, 2, "gy"), said(Respondent(Who.ALONE, 2), PASSED, text=HANDED_ON)]
    assert light(SHEET, skipped).now.done == 1


def test_a_groups_own_sign_is_its_words_and_its_level_and_the_same_words_are_one() -> None:
    def own(table: int, point: str, text: str, level: str = "") -> SheetAnswer:
        return said(Respondent(Who.TABLE, table), point, level, text=text)

    answers = [
        own(1, "own-1", "Vi ringer først", "ok"), own(2, "own-1", "Vi spør barna", "change"),
        own(3, "own-2", " vi ringer FØRST. ", "change"), own(4, "own-1", "Uten farge ennå"),
        said(Respondent(Who.TABLE, 5), "own-1", "ok"),
    ]  # fmt: skip
    stands = light(SHEET, answers)
    written = {row.sign.label: (row.counts, [one.number for one in row.by]) for row in stands.signs if row.own}
    assert written == {
        "Vi ringer først": ((1, 0, 1), [1, 3]),
        "Vi spør barna": ((0, 0, 1), [2]),
        "Uten farge ennå": ((0, 0, 0), [4]),
    }
    # Nobody has to judge what another table wrote, and a level without words says nothing that can be told.
    done = light(SHEET, [*answers, *judged(Who.TABLE, 1, "gggg")])
    assert done.now.done == 1


def test_a_sign_the_hall_takes_on_gathers_those_who_wrote_the_same() -> None:
    answers = [
        said(HALL, "own-101", text="Vi ringer først"),
        said(Respondent(Who.TABLE, 1), "own-1", "ok", text="vi ringer først"),
        said(Respondent(Who.TABLE, 2), "own-101", "change", text="Ikke i ferien"),
    ]
    row = next(row for row in light(SHEET, answers).signs if row.own)
    assert (row.sign.id, row.sign.label, row.counts) == ("own-101", "Vi ringer først", (1, 0, 1))


def test_rounds_are_never_added_up() -> None:
    answers = [*judged(Who.ALONE, 1, "rrrr"), *judged(Who.PAIR, 1, "yyyy"), *judged(Who.TABLE, 3, "gggg")]
    left = told(SHEET, [*answers, said(HALL, OPENED, text="s1")])
    assert {(one.respondent.who, one.level) for one in left} == {(Who.TABLE, "ok")}
