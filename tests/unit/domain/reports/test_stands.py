"""Two reports of the same year, one before a gathering and one after it: what can be worked out from the difference.

The attacker has every report that was printed, each with sums by service and district and with the units nobody had
come from, and knows when it was printed. For every group of one to four people who came to what lies between two of
them there must be a year that reads just the same where the group is five or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nettverk.domain.reports.small_counts import NOBODY, Parts, People, Seat, may_name_units, people_of
from nettverk.domain.reports.stands import Stand, districts_of, in_turn, services_of
from nettverk.domain.sheets.suppression import LEAST, PublishedRow, publish_sum, since_printed
from tests.unit.domain.reports.test_nothing_small_leaves import UNITS, Read, can_be_enough, groups

EVERY = range(len(UNITS))


def people(held: Sequence[tuple[int, Sequence[int]]]) -> tuple[People, bool]:
    """What may be told of some gatherings by themselves, and whether units may be named."""
    came: Counter[Seat] = Counter()
    by_unit: Counter[str] = Counter()
    for at, counts in held:
        for unit, count in zip(UNITS, counts, strict=True):
            came[Seat(f"g{at}", unit.service, unit.district)] += count
            by_unit[unit.name] += count
    known = Counter(Seat("", unit.service, unit.district) for unit in UNITS if by_unit[unit.name])
    told = people_of(came, {}, known)
    return told, may_name_units(told, by_unit)


def printed(blocks: Sequence[Sequence[tuple[int, Sequence[int]]]]) -> list[Stand]:
    """The stands of reports that were printed after each of some blocks of gatherings."""
    stands: list[Stand] = []
    for block in blocks:
        told, _named = people(block)
        ids = frozenset(id_ for id_, turnout in told.gatherings.items() if turnout.came)
        stands.append(Stand(frozenset(f"g{at}" for at, _counts in block), ids, told.services, told.districts))
    return stands


def learn(here: Read, parts: Parts, stands: Sequence[Stand], attribute: str) -> None:
    # A block where too few came is in no sum, which one sees by the number of people.
    blocks = [at for at, stand in enumerate(stands) if stand.services.classes]
    for labels, count in parts.classes:
        units = [at for at in EVERY if getattr(UNITS[at], attribute) in labels]
        here.sums.add((frozenset((block, at) for block in blocks for at in units), count))


@settings(max_examples=settings().max_examples, deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 9)), min_size=len(UNITS), max_size=len(UNITS)),
        min_size=2, max_size=2,
    )
)  # fmt: skip
@example([[6, 6, 6, 6, 6], [6, 1, 0, 0, 0]])
@example([[9, 0, 9, 0, 9], [2, 1, 1, 1, 0]])  # all four new units are named by no longer being missed
def test_nothing_of_one_to_four_can_be_told_from_the_difference(held: list[list[int]]) -> None:
    blocks = [[(at, counts)] for at, counts in enumerate(held)]
    stands = printed(blocks)
    here = Read(set(), set(), set())
    names = [people(block)[1] for block in blocks]
    told = [bool(stand.told) or not sum(counts) for stand, counts in zip(stands, held, strict=True)]
    for upto in range(1, len(blocks) + 1):
        learn(here, services_of(stands[:upto]), stands[:upto], "service")
        learn(here, districts_of(stands[:upto]), stands[:upto], "district")
        if all(names[:upto]) and all(told[:upto]):
            for at in EVERY:
                if not any(counts[at] for counts in held[:upto]):
                    here.none |= {(block, at) for block in range(upto)}
                elif not any(counts[at] for counts in held[: upto - 1]):
                    here.some.add((upto - 1, at))
    for block, counts in enumerate(held):  # how many came to each is told, where that is five or more
        if told[block]:
            here.sums.add((frozenset((block, at) for at in EVERY), sum(counts)))
    cells = [(block, at) for block in range(len(blocks)) for at in EVERY if told[block]]
    here.sums = {(members & frozenset(cells), total) for members, total in here.sums if members & frozenset(cells)}
    for block, counts in enumerate(held):
        if not told[block]:
            continue
        for group in groups():
            if 0 < sum(counts[at] for at in group) < LEAST:
                members = frozenset((block, at) for at in group)
                assert can_be_enough(here, cells, members), (block, group, here.sums)


def test_a_report_after_a_gathering_tells_no_finer_than_the_gathering_itself() -> None:
    before = [(0, [30, 9, 8, 7, 12])]
    after = [(1, [20, 1, 0, 2, 6])]
    stands = printed([before, after])
    first, both = services_of(stands[:1]), services_of(stands)
    assert first.of("tjeneste0") == 39
    assert first.apart
    between = {labels: count - (first.of(*labels) or 0) for labels, count in both.classes}
    assert all(count == 0 or count >= LEAST for count in between.values()), between
    assert sum(between.values()) == 29
    # Without what was kept, the year's sums by themselves would have told of two people.
    whole, _named = people([*before, *after])
    assert min(count - (first.of(*labels) or 0) for labels, count in whole.services.classes) < LEAST


def test_what_was_printed_twice_or_is_gone_is_not_added_up() -> None:
    one = Stand(frozenset({"a"}), frozenset({"a"}), Parts(((("x",), 9),)))
    two = Stand(frozenset({"b"}), frozenset({"b"}), Parts(((("x",), 7),)))
    both = Stand(frozenset({"a", "b"}), frozenset({"a", "b"}), Parts(((("x",), 16),)))
    assert in_turn([one, two], ["a", "b"]) == (one, two)
    assert in_turn([one, two, both], ["a", "b"]) == (one, two), "the same as is known already"
    assert in_turn([one, both], ["a", "b"]) is None, "two machines have printed, each in its own turn"
    assert in_turn([one, two], ["b"]) is None, "what was printed is no more"
    assert services_of(()) == NOBODY


ROWS = st.lists(
    st.lists(st.one_of(st.integers(0, 4), st.integers(0, 30)), min_size=3, max_size=3), min_size=2, max_size=4
)


@given(ROWS)
@example([[20, 10, 6], [9, 8, 1]])
def test_answers_of_what_lies_between_two_reports_are_hidden_too(blocks: list[list[int]]) -> None:
    told: list[PublishedRow] = [
        since_printed(publish_sum(blocks[:upto]), [[row] for row in blocks[:upto]])
        for upto in range(1, len(blocks) + 1)
    ]
    for before, after, new in zip(told, told[1:], blocks[1:], strict=False):
        if after.total is None or before.total is None or sum(new) < LEAST:
            continue
        shown = [at for at in range(3) if before.counts[at] is not None and after.counts[at] is not None]
        for at in shown:
            assert new[at] >= LEAST
        rest = sum(new) - sum(new[at] for at in shown)
        assert len(shown) == 3 or (3 - len(shown) >= 2 and rest >= LEAST), (before, after)
