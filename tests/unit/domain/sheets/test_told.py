"""What has stood on paper and what stands there next: the difference is nobody, or five or more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nettverk.domain.reports.material import how_it_went, went
from nettverk.domain.reports.small_counts import joined
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.domain.sheets.suppression import LEAST, PublishedRow
from nettverk.domain.sheets.told import HIDDEN, Numbers, Told, grown, steady
from nettverk.domain.sheets.year import Answered, as_told, blocks_of
from nettverk.domain.year.frame import Training, TrainingCount, TrainingTold, told
from nettverk.services.sheets import shipped
from nettverk.services.university.reading import sign_row
from tests.helpers.clock import TODAY
from tests.unit.domain.reports.test_nothing_small_leaves import Read, can_be_enough

NUMBERS = st.lists(
    st.tuples(st.integers(0, 14), st.one_of(st.just(HIDDEN), st.integers(0, 14))), min_size=1, max_size=6
)
TWO_MACHINES = st.tuples(NUMBERS, NUMBERS, NUMBERS)
"""What two machines print before they meet, and what is printed afterwards."""


def tells_nobody(one: Numbers, other: Numbers) -> bool:
    return all(a == b or abs(a - b) >= LEAST for a, b in zip(one, other, strict=True) if HIDDEN not in {a, b})


def printed(
    rule: Callable[[Numbers, Sequence[Numbers]], Numbers], reports: Sequence[Numbers], before: Sequence[Numbers] = ()
) -> list[Numbers]:
    told_before = list(before)
    for now in reports:
        told_before.append(rule(now, told_before))
    return told_before[len(before) :]


@given(TWO_MACHINES)
def test_what_moves_by_few_stands_as_it_was_told(reports: tuple[list[Numbers], list[Numbers], list[Numbers]]) -> None:
    here, there = printed(steady, reports[0]), printed(steady, reports[1])
    for machine in (here, there):
        assert all(tells_nobody(*pair) for pair in combinations(machine, 2)), machine
    for now in printed(steady, reports[2], [*here, *there]):
        # What the two of them told before they met cannot be taken back: told once more, it says nothing new.
        assert now in (*here, *there) or all(tells_nobody(now, one) for one in (*here, *there))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=6))
def test_answers_come_in_by_five_or_more(added: list[tuple[int, int]]) -> None:
    now, told_before = (6, 4), [(6, 4)]
    for more in added:
        now = now[0] + more[0], now[1] + more[1]
        told_before.append(grown(now, told_before))
    for one, next_ in pairwise(told_before):
        assert next_ == one or (sum(next_) - sum(one) >= LEAST and all(b >= a for a, b in zip(one, next_, strict=True)))
    assert sum(now) - sum(told_before[-1]) < LEAST, "no more waits than must"


def test_an_answer_that_is_taken_back_does_not_show() -> None:
    assert grown((20, 8), [(20, 9)]) == (20, 9)
    assert grown((24, 10), [(20, 9)]) == (24, 10)
    assert grown((21, 9), [(20, 9)]) == (20, 9)
    assert grown((26, 9), [(20, 9), (22, 9)]) == (22, 9), "four since another machine told of 22"
    assert grown((3, 1, 0), [(20, 9)]) == (3, 1, 0), "another scale is another question"


# --- how it went with what was promised ---

STATUSES = st.fixed_dictionaries({name: st.integers(0, 9) for name in ("done", "tried", "not_yet", "open")})


@given(st.lists(STATUSES, min_size=1, max_size=3), st.lists(STATUSES, max_size=3), st.lists(STATUSES, max_size=2))
@example([{"done": 6, "tried": 7, "not_yet": 0, "open": 9}, {"done": 7, "tried": 7, "not_yet": 0, "open": 8}], [], [])
def test_one_promise_that_is_done_is_not_the_difference_between_two_reports(
    here: list[dict[str, int]], there: list[dict[str, int]], together: list[dict[str, int]]
) -> None:
    machines: list[list[Numbers]] = [[], []]
    for counts, machine in [*((one, machines[0]) for one in here), *((one, machines[1]) for one in there)]:
        machine.append(how_it_went(counts, [one for one in machine if one]))
    both = [one for machine in machines for one in machine if one]
    for counts in together:
        now = how_it_went(counts, both)
        assert now in {*both, ()} or all(_differs_by_nobody(now, one) for one in both)
    for machine in machines:
        for pair in combinations([one for one in machine if one], 2):
            assert _differs_by_nobody(*pair), pair
        assert all(count == 0 or count >= LEAST for one in machine for _labels, count in went(one).classes)


def _differs_by_nobody(one: Numbers, other: Numbers) -> bool:
    first, second = went(one), went(other)
    changes = (
        (first.of(*labels) or 0) - (second.of(*labels) or 0) for labels, _count in joined((first, second)).classes
    )
    return all(change == 0 or abs(change) >= LEAST for change in changes)


def test_it_is_told_as_finely_as_can_be() -> None:
    first = how_it_went({"done": 12, "tried": 9, "not_yet": 6, "open": 20})
    assert [count for _labels, count in went(first).classes] == [12, 9, 6, 20]
    one_more = how_it_went({"done": 13, "tried": 9, "not_yet": 6, "open": 19}, [first])
    assert one_more == first, "as it was told"
    many = how_it_went({"done": 18, "tried": 9, "not_yet": 6, "open": 14}, [first])
    assert [count for _labels, count in went(many).classes] == [18, 9, 6, 14]
    between = how_it_went({"done": 14, "tried": 13, "not_yet": 6, "open": 14}, [first])
    assert went(between).of("done", "tried") == 27
    assert went(between).of("done") is None, "two more done and four more tried are told as six of either"


# --- training ---

COUNTS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=4)


@given(st.lists(COUNTS, min_size=2, max_size=4))
@example([[(9, 6), (9, 3)], [(9, 7), (9, 3)]])
def test_one_more_who_is_trained_is_not_the_difference_between_two_reports(
    reports: list[list[tuple[int, int]]],
) -> None:
    times: list[dict[str, Numbers]] = []
    said: list[TrainingTold] = []
    for counts in reports:
        ledger = Told(times)
        rows = [
            TrainingCount(f"u{at}", f"u{at}", "", Training.BTI, max(people, trained), trained, TODAY)
            for at, (people, trained) in enumerate(counts)
        ]
        said += told(rows, ledger)
        times.append(ledger.fresh)
    for one, other in combinations(said, 2):
        figures = (one.trained, one.people or HIDDEN), (other.trained, other.people or HIDDEN)
        assert tells_nobody(*figures), (one, other)
        if one.people and other.people:
            assert tells_nobody((one.people - one.trained,), (other.people - other.trained,))


# --- how it was judged: reports and what goes to the university, before and after answers that come late ---

SHEET = next(sheet for sheet in shipped.sheets("nb") if sheet.id == "evaluering-kort")
BLOCK = next(block for block in SHEET.blocks if block.id == "dagen")
LEVELS = [level.id for level in BLOCK.levels]
ROWS = st.lists(
    st.lists(st.one_of(st.integers(0, 2), st.integers(0, 8)), min_size=len(LEVELS), max_size=len(LEVELS)),
    min_size=2, max_size=2,
)  # fmt: skip


def used(use_id: str, counts: Sequence[int]) -> Answered:
    """A gathering where so many chose each level of one sign."""
    said = SheetAnswer(
        use_id, SHEET.version, Respondent(Who.PLENUM), "dagen", "nytte", counts=dict(zip(LEVELS, counts, strict=True))
    )
    return Answered(use_id, "", SHEET, (said,), "n")


@settings(max_examples=settings().max_examples, deadline=None)
@given(ROWS, ROWS)
@example([[12, 8, 0], [0, 0, 0]], [[1, 0, 0], [0, 0, 0]])
@example([[12, 8, 6], [0, 0, 0]], [[6, 5, 1], [0, 0, 0]])
@example([[12, 8, 6], [0, 0, 0]], [[3, 4, 5], [9, 9, 6]])
@example([[12, 8, 6], [9, 0, 0]], [[0, 0, 0], [3, 20, 30]])
def test_an_answer_that_comes_late_cannot_be_told_from_all_that_leaves_the_house(
    first: list[list[int]], late: list[list[int]]
) -> None:
    times: list[dict[str, Numbers]] = []
    here = Read(set(), set(), set())
    steps: dict[tuple[int, int], tuple[int, ...]] = {}  # (use, which step) → counts of what was told for the first time
    for at in range(2):
        now = [[a + (b if at else 0) for a, b in zip(*rows, strict=True)] for rows in zip(first, late, strict=True)]
        known = Told(times)
        uses = as_told(SHEET, [used(f"u{use}", counts) for use, counts in enumerate(now)], known)
        for use, one in enumerate(uses):
            row = one.told.get(("dagen", "nytte"))
            if row is None or sum(row.counts) < LEAST:
                continue
            before = [sum(of) for of in zip(*(s for (u, _at), s in steps.items() if u == use), strict=True)]
            new = tuple(a - b for a, b in zip(row.counts, before or [0] * len(LEVELS), strict=True))
            if any(new):
                steps[use, at] = new
            _learn(here, sign_row(row.counts, row), [cell for cell in steps if cell[0] == use])
        (block,) = blocks_of(SHEET, uses, [], "n") or (None,)
        if block is not None:
            _learn(here, block.rows[0].now, list(steps))
        times.append(known.fresh)
    cells = [_cell(step, level) for step in steps for level in range(len(LEVELS))]
    for step, counts in steps.items():
        assert sum(counts) >= LEAST
        for level, count in enumerate(counts):
            if 0 < count < LEAST:
                group = frozenset({_cell(step, level)})
                assert can_be_enough(here, cells, group), (step, level, first, late, here.sums)


def _cell(step: tuple[int, int], level: int) -> tuple[int, int]:
    return step[0] * 10 + step[1], level


def _learn(here: Read, row: PublishedRow, steps: Sequence[tuple[int, int]]) -> None:
    if row.total is None:
        return
    here.sums.add((frozenset(_cell(step, level) for step in steps for level in range(len(LEVELS))), row.total))
    for level, count in enumerate(row.counts):
        if count is not None:
            here.sums.add((frozenset(_cell(step, level) for step in steps), count))
