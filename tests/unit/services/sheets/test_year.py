"""A sheet's school year: gatherings of August to July summed, held against the year before, nothing under five told."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.sheets.agreement import Direction
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import BlockKind, Who
from nettverk.domain.sheets.traffic_light import HALL, SHOWN
from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.sheets import answers, own, shipped, uses, year
from nettverk.services.templates import template
from nettverk.storage.store import Store
from tests.helpers.paper import text_of

LIGHT, TICKS = "trafikklys-a", "foreldresamarbeid"


def used(store: Store, sheet_id: str, day: date) -> str:
    """The sheet in use at a gathering on a day."""
    network = store.value("SELECT id FROM networks LIMIT 1") or register.add_network(store, "0–6").made
    here = gatherings.make(store, template("kristiansand"), network_id=network, title=str(day), held_on=day).made
    return str(uses.use_outside(store, sheet_id, here).made)


def judge(store: Store, use_id: str, counts: tuple[int, int, int], *, shown: bool = True) -> None:
    """So many papers counted at each level for the first sign; shown, so that they may be seen."""
    sheet = shipped.sheet(LIGHT)
    assert sheet is not None
    block = sheet.blocks[0]
    levels = dict(zip((level.id for level in block.levels), counts, strict=True))
    made = [SheetAnswer(use_id, sheet.version, Respondent(Who.PLENUM, 0), block.id, block.items[0].id, counts=levels)]
    if shown:
        made.append(SheetAnswer(use_id, sheet.version, HALL, block.id, SHOWN, ticked=True))
    answers.write_all(store, made)


def first(store: Store, begins: int) -> tuple[tuple[int | None, ...], Direction | None]:
    (block,) = year.of_year(store, LIGHT, begins).blocks
    row = block.rows[0]
    return row.now.counts, row.change.direction if row.change else None


def test_a_school_year_is_summed_and_held_against_the_one_before(store: Store) -> None:
    for day, counts in (
        (date(2025, 8, 1), (6, 8, 10)), (date(2026, 7, 31), (5, 9, 6)),
        (date(2026, 8, 1), (12, 5, 5)), (date(2027, 2, 3), (10, 6, 5)),
    ):  # fmt: skip
        judge(store, used(store, LIGHT, day), counts)
    assert first(store, 2026) == ((22, 11, 10), Direction.BETTER)
    assert first(store, 2025) == ((11, 17, 16), None)
    told = year.of_year(store, LIGHT, 2026)
    assert [use.respondents for use in told.now] == [22, 21]
    assert (told.name, len(told.before)) == ("2026–2027", 2)
    assert year.school_years(store, LIGHT) == (2026, 2025)
    for language in ("nb", "nn", "en"):
        assert year.handout(store, LIGHT, 2026, language).pages == 1


def test_what_is_under_five_stays_hidden_also_by_difference(store: Store) -> None:
    judge(store, used(store, LIGHT, date(2026, 9, 1)), (10, 8, 7))
    judge(store, used(store, LIGHT, date(2026, 10, 1)), (9, 6, 2))
    judge(store, used(store, LIGHT, date(2026, 11, 1)), (1, 1, 1))
    counts, change = first(store, 2026)
    assert counts == (19, None, None)
    assert change is None


def test_what_the_hall_may_not_see_yet_is_not_on_the_paper(store: Store) -> None:
    judge(store, used(store, LIGHT, date(2026, 9, 1)), (10, 8, 7), shown=False)
    assert year.of_year(store, LIGHT, 2026).waiting == 1
    assert not year.of_year(store, LIGHT, 2026).now
    with pytest.raises(BadInput, match="skjult"):
        year.handout(store, LIGHT, 2026)
    with pytest.raises(BadInput, match="Ingen svar"):
        year.handout(store, LIGHT, 2020)
    with pytest.raises(BadInput):
        year.handout(store, "ingen", 2026)


def test_ticks_of_tables_are_counted_and_words_are_only_told_of(store: Store) -> None:
    sheet = shipped.sheet(TICKS)
    assert sheet is not None
    block = next(block for block in sheet.blocks if block.items)
    for day in (date(2026, 9, 1), date(2026, 11, 1)):
        use = used(store, TICKS, day)
        for number in (1, 2, 3):
            who = Respondent(Who.TABLE, number)
            said = "Vi ringer hjem" if number == 1 else ""
            answers.write(store, SheetAnswer(use, 1, who, block.id, block.items[0].id, said, ticked=number < 3))
            answers.write(store, SheetAnswer(use, 1, who, block.id, block.items[1].id, ticked=True))
    (told,) = year.of_year(store, TICKS, 2026).blocks
    assert [row.now.counts for row in told.rows][:2] == [(4, 2), (6, 0)]
    assert told.said == 2


def test_answers_on_another_version_are_added_by_what_they_are_about(store: Store) -> None:
    mine = str(own.duplicate(store, LIGHT).made)
    before = used(store, mine, date(2026, 9, 1))
    use = uses.get(store, before)
    assert use is not None
    block = use.sheet.blocks[0]
    levels = dict(zip((level.id for level in block.levels), (8, 7, 6), strict=True))
    hall = Respondent(Who.PLENUM, 0)
    made = [
        SheetAnswer(before, 1, hall, block.id, item.id, counts=levels) for item in block.items[:2]
    ]  # fmt: skip
    answers.write_all(store, [*made, SheetAnswer(before, 1, HALL, block.id, SHOWN, ticked=True)])
    from dataclasses import replace

    newer = replace(block, items=(replace(block.items[0], label="Med andre ord"), *block.items[2:]))
    own.save(store, replace(use.sheet, blocks=(newer, *use.sheet.blocks[1:])))
    (told,) = year.of_year(store, mine, 2026).blocks
    assert [(row.label, row.now.counts) for row in told.rows] == [("Med andre ord", (8, 7, 6))]


def test_a_share_is_told_of_and_not_left_out(store: Store) -> None:
    sheet = next(one for one in shipped.sheets() if any(block.kind is BlockKind.SHARE for block in one.blocks))
    block = next(block for block in sheet.blocks if block.kind is BlockKind.SHARE)
    use = used(store, sheet.id, date(2026, 9, 1))
    for number, given in ((1, 40), (2, 60)):
        answer = SheetAnswer(
            use, sheet.version, Respondent(Who.TABLE, number), block.id, block.items[0].id, number=given
        )
        answers.write(store, answer)
    (told,) = year.of_year(store, sheet.id, 2026).blocks
    assert (told.block.id, told.rows, told.said) == (block.id, (), 2)
    assert "2 tall er gitt" in text_of(year.handout(store, sheet.id, 2026).data)
