"""Every block's sum against a naive count of the same answers, whatever was answered and by whom."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.sheets.answers import Respondent, SheetAnswer, respondent
from nettverk.domain.sheets.definition import Block, BlockKind, Item, Level, Mark, Who
from nettverk.domain.sheets.sums import (
    Nothing,
    Points,
    Promises,
    Shares,
    Signs,
    Texts,
    TextsByItem,
    Ticks,
    lines_of,
    point_key,
    signs_of,
    sliced,
    sum_block,
)  # fmt: skip

ITEMS = (Item("a", "Første"), Item("b", "Andre"), Item("steg-2", "Tredje"))
LEVELS = (Level("ok", "bra", Mark.CIRCLE), Level("mid", "nesten", Mark.TRIANGLE), Level("no", "ikke", Mark.SQUARE))
LEVEL_IDS = tuple(level.id for level in LEVELS)


def block(kind: BlockKind) -> Block:
    levels = LEVELS if kind is BlockKind.SCALE else ()
    items = () if kind in {BlockKind.TEXT, BlockKind.POINTS, BlockKind.COMMITMENT, BlockKind.CARD} else ITEMS
    return Block("b", kind, "Hva ser vi?", items=items, levels=levels)


WHO = st.builds(
    Respondent, st.sampled_from([Who.ALONE, Who.PAIR, Who.TABLE]), st.integers(1, 6), st.sampled_from(["", "u-1"])
)
TEXTS = st.sampled_from(["", "  ", "Møte i mai", "- møte i MAI.", "2) Møte  i mai", "Ett navn på toppen", "?!", "ære"])
POINTS = st.sampled_from(["", "a", "b", "steg-2", "a-1", "a-2", "b-1", "steg-2-1", "x", "x-1"])
ANSWERS = st.builds(
    SheetAnswer, st.just("use"), st.just(1), WHO, st.sampled_from(["b", "other"]), POINTS, text=TEXTS,
    level=st.sampled_from(["", *LEVEL_IDS, "gone"]), ticked=st.booleans(),
    number=st.one_of(st.none(), st.integers(0, 100).map(float)),
    counts=st.one_of(st.just({}), st.dictionaries(st.sampled_from([*LEVEL_IDS, "yes", "no"]), st.integers(0, 9))),
)  # fmt: skip


def answered_once(answers: list[SheetAnswer]) -> list[SheetAnswer]:
    """As the database has it: one answer for each respondent, block and point."""
    return list({(a.respondent, a.block, a.point): a for a in answers}.values())


MANY = st.lists(ANSWERS, max_size=60).map(answered_once)


def naive_item(point: str) -> str:
    for item in ITEMS:
        if point == item.id:
            return item.id
    for item in ITEMS:
        if point.startswith(f"{item.id}-") and "-" not in point[len(item.id) + 1 :]:
            return item.id
    return ""


def own(answers: list[SheetAnswer], item: str | None = None) -> list[SheetAnswer]:
    return [a for a in answers if a.block == "b" and (item is None or naive_item(a.point) == item)]


def naive_points(answers: list[SheetAnswer]) -> tuple[Counter[str], dict[str, set[Respondent]]]:
    times: Counter[str] = Counter()
    by: dict[str, set[Respondent]] = {}
    for answer in answers:
        if answer.text.strip():
            key = point_key(answer.text) or answer.text.strip()
            times[key] += 1
            by.setdefault(key, set()).add(answer.respondent)
    return times, by


@given(MANY)
def test_texts(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.TEXT), answers)
    assert isinstance(got, Texts)
    assert Counter((s.respondent, s.text) for s in got.said) == Counter(
        (a.respondent, a.text.strip()) for a in own(answers) if a.text.strip()
    )


@given(MANY)
def test_points_alike_are_counted_together(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.POINTS), answers)
    assert isinstance(got, Points)
    times, by = naive_points(own(answers))
    points = got.columns[""]
    assert {point_key(p.text) or p.text: p.times for p in points} == dict(times)
    assert {point_key(p.text) or p.text: set(p.by) for p in points} == by
    assert [len(p.by) for p in points] == sorted((len(p.by) for p in points), reverse=True)


@given(MANY)
def test_columns_have_points_of_their_own(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.COLUMNS), answers)
    assert isinstance(got, Points)
    assert list(got.columns) == [item.id for item in ITEMS]
    for item in ITEMS:
        times, by = naive_points(own(answers, item.id))
        assert {point_key(p.text) or p.text: (p.times, set(p.by)) for p in got.columns[item.id]} == {
            key: (times[key], by[key]) for key in times
        }


@pytest.mark.parametrize("kind", [BlockKind.STEPS, BlockKind.PIECES])
@given(answers=MANY)
def test_steps_and_pieces(kind: BlockKind, answers: list[SheetAnswer]) -> None:
    got = sum_block(block(kind), answers)
    assert isinstance(got, TextsByItem)
    for item in ITEMS:
        assert Counter((s.respondent, s.text) for s in got.items[item.id]) == Counter(
            (a.respondent, a.text.strip()) for a in own(answers, item.id) if a.text.strip()
        )


@given(MANY)
def test_ticks(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.TICKS), answers)
    assert isinstance(got, Ticks)
    single = {a.respondent for a in own(answers) if not a.counts}
    for ticked in got.items:
        mine = own(answers, ticked.item_id)
        yes = no = 0
        for a in mine:
            if a.counts:
                yes += a.counts.get("yes", 0)
                no += a.counts.get("no", 0)
            elif a.ticked:
                yes += 1
        tallied = sum(a.counts.get("yes", 0) + a.counts.get("no", 0) for a in mine)
        assert (ticked.ticked, ticked.answered) == (yes, len(single) + tallied)
        assert len(ticked.remarks) == sum(bool(a.text.strip()) for a in mine)


@given(MANY)
def test_signs(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.SCALE), answers)
    assert isinstance(got, Signs)
    assert [sign.item_id for sign in got.signs] == [item.id for item in ITEMS]
    for sign in got.signs:
        naive = Counter[str]()
        for a in answers:
            if a.block == "b" and a.point == sign.item_id:
                naive.update([a.level] if a.level else [])
                naive.update(a.counts)
        assert dict(zip(LEVEL_IDS, sign.counts, strict=True)) == {level: naive[level] for level in LEVEL_IDS}
        assert sign.total == sum(naive[level] for level in LEVEL_IDS)


@given(MANY)
def test_shares(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.SHARE), answers)
    assert isinstance(got, Shares)
    for spread in got.items:
        numbers = [a.number for a in own(answers, spread.item_id) if a.number is not None]
        assert spread.count == len(numbers)
        if numbers:
            assert spread.mean == pytest.approx(statistics.fmean(numbers))
            assert spread.deviation == pytest.approx(statistics.pstdev(numbers), abs=1e-9)
            assert (spread.least, spread.most) == (min(numbers), max(numbers))


@given(MANY)
def test_promises(answers: list[SheetAnswer]) -> None:
    got = sum_block(block(BlockKind.COMMITMENT), answers)
    assert isinstance(got, Promises)
    said = {(p.respondent, point): text for p in got.made for point, text in p.fields.items()}
    assert said == {(a.respondent, a.point): a.text.strip() for a in own(answers) if a.text.strip()}


@given(MANY)
def test_slices_are_all_of_the_answers_once(answers: list[SheetAnswer]) -> None:
    slices = sliced(answers, lambda who: who.number % 3 or None)
    assert sum(map(len, slices.values())) == sum(a.respondent.number % 3 != 0 for a in answers)
    assert all(a.respondent.number % 3 == key for key, part in slices.items() for a in part)


def test_a_card_is_read() -> None:
    assert sum_block(block(BlockKind.CARD), []) == Nothing()


def test_signs_the_hall_wrote_come_after_those_of_the_set() -> None:
    scale = block(BlockKind.SCALE)
    hall = Respondent(Who.PLENUM)
    answers = [
        SheetAnswer("use", 1, hall, "b", "own-10", text="Vi spør før vi svarer"),
        SheetAnswer("use", 1, hall, "b", "own-2", text=" Vi ringer  "),
        SheetAnswer("use", 1, Respondent(Who.TABLE, 3), "b", "own-2", level="no"),
        SheetAnswer("use", 1, Respondent(Who.TABLE, 4), "b", "own-2", counts={"ok": 2, "no": 1}),
    ]
    assert [sign.label for sign in signs_of(scale, answers)][3:] == ["Vi ringer", "Vi spør før vi svarer"]
    got = sum_block(scale, answers)
    assert isinstance(got, Signs)
    assert got.signs[3].counts == (2, 0, 2)
    assert got.signs[4].total == 0


def test_lines_lose_their_bullets() -> None:
    assert lines_of("- Møte i mai\n\n• Ett navn\n3. Barnet forteller") == (
        "Møte i mai",
        "Ett navn",
        "Barnet forteller",
    )


@given(WHO)
def test_a_respondent_is_read_back(who: Respondent) -> None:
    assert respondent(who.key) == who
