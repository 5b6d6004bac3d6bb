"""Who judged: groups that say which they are are told apart, and of no group is anything told that points at a few."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.evaluation import groups_words
from nettverk.domain.reports.material import JudgedSheet, NetworkYear, YearMaterial
from nettverk.domain.reports.model import Points, Room
from nettverk.domain.reports.sections.judged import evaluation
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.by_source import Split, added, best_or_not, groups_of, parted, shares
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.year import Answered, blocks_of
from nettverk.domain.source_groups import SourceGroup
from nettverk.services.sheets import shipped

SHEET = next(sheet for sheet in shipped.sheets("nb") if sheet.id == "evaluering-kort")


def answer(number: int, block: str, point: str, **said: object) -> SheetAnswer:
    who = Respondent(Who.ALONE, number)
    return SheetAnswer("u", SHEET.version, who, block, point, **said)  # type: ignore[arg-type]


def test_each_is_of_the_group_that_is_ticked_and_of_none_with_two() -> None:
    said = [
        answer(1, "hvem", "parents", ticked=True),
        answer(2, "hvem", "staff", ticked=True),
        answer(2, "hvem", "parents", ticked=True),
        answer(3, "hvem", "youth", counts={"yes": 6}),
        answer(4, "hvem", "youth", ticked=False),
    ]
    groups = groups_of(SHEET, said)
    assert groups == {
        Respondent(Who.ALONE, 1).key: SourceGroup.PARENTS,
        Respondent(Who.ALONE, 3).key: SourceGroup.YOUTH,
    }


def test_what_nobody_said_who_they_are_on_is_not_parted() -> None:
    judged = [answer(1, "dagen", "nytte", level="helt")]
    assert parted(SHEET, judged, judged) == {}
    said = [*judged, answer(2, "hvem", "staff", ticked=True), answer(2, "dagen", "nytte", level="litt")]
    told = parted(SHEET, said, [one for one in said if one.block == "dagen"])
    assert {group: len(rows) for group, rows in told.items()} == {None: 1, SourceGroup.STAFF: 1}


def test_a_small_group_and_the_one_it_could_be_worked_out_from_are_hidden() -> None:
    assert shares({SourceGroup.STAFF: (30, 12), SourceGroup.PARENTS: (9, 6)})[1].best == 9
    assert shares({SourceGroup.STAFF: (30, 12), SourceGroup.PARENTS: (2, 1)}) == ()
    assert shares({SourceGroup.STAFF: (30, 12)}) == (), "one group is everybody"
    assert shares({SourceGroup.STAFF: (30, 12), None: (3, 0)}) == ()


@given(
    st.dictionaries(
        st.sampled_from([None, *SourceGroup]), st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=1
    )
)
def test_no_count_under_five_is_told_nor_left_over(split: Split) -> None:
    told = {share.group: share for share in shares(split)}
    for group, share in told.items():
        assert (share.best, share.answered) == (split[group][0], sum(split[group]))
        assert share.best >= 5
        assert share.answered - share.best >= 5
    rest = [counts for group, counts in split.items() if group not in told]
    if told:  # what those who are not told of have together can be worked out: it is no one group's small count
        for place in (0, 1):
            left = [counts[place] for counts in rest]
            assert not left or sum(left) == 0 or sum(left) >= 5


def test_gatherings_are_added_group_by_group() -> None:
    year = added([{SourceGroup.STAFF: (4, 1)}, {SourceGroup.STAFF: (3, 2), None: best_or_not((1, 2, 3))}])
    assert year == {SourceGroup.STAFF: (7, 3), None: (1, 5)}


def used(use_id: str, network_id: str, people: Mapping[str, tuple[int, int]]) -> Answered:
    """A gathering where so many of each group chose the best level and another on one line."""
    said, number = [], 0
    for group, (best, other) in people.items():
        for place in range(best + other):
            number += 1
            said.append(answer(number, "hvem", group, ticked=True))
            said.append(answer(number, "dagen", "nytte", level="helt" if place < best else "litt"))
    return Answered(use_id, "", SHEET, tuple(said), network_id)


def test_a_report_tells_a_networks_groups_over_the_year_and_those_of_all_networks_nowhere() -> None:
    now = [
        used("u1", "n1", {"staff": (20, 9), "parents": (4, 3)}),
        used("u2", "n1", {"staff": (18, 8), "parents": (5, 4)}),
        used("u3", "n1", {"parents": (3, 1)}),  # four: a gathering that is in no sum
        used("u4", "n2", {"staff": (20, 9), "parents": (2, 2)}),
    ]
    told = {name: next(iter(blocks_of(SHEET, now, [], name))).rows[0] for name in ("n1", "n2", "")}
    assert groups_words(told["n1"].groups, "Helt enig") == "Helt enig: 38 av 55 ansatte og 9 av 16 foreldre"
    assert told["n2"].groups == ()
    assert told[""].groups == ()
    network = NetworkYear("n1", "0–6", evaluations=(JudgedSheet(SHEET.id, SHEET.title, ("Helt enig",), (told["n1"],)),))
    section = evaluation(YearMaterial(2026, date(2026, 11, 24), networks=(network,)), Room(3, long=True))
    assert section is not None
    lists = [block for block in section.blocks if isinstance(block, Points)]
    assert [point.notes for block in lists for point in block.items] == [
        ("Helt enig: 38 av 55 ansatte og 9 av 16 foreldre",)
    ]
