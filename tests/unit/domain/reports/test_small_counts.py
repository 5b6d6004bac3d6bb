"""From all that is told of who came, no group can be told to be under five: every table that fits is tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nettverk.domain.reports.small_counts import (
    NOBODY,
    Seat,
    Turnout,
    in_parts,
    joined,
    people_of,
)
from nettverk.domain.sheets.suppression import LEAST

labels = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), max_size=6)


@given(labels)
def test_every_class_is_five_or_more_or_nobody_and_all_are_counted(counts: dict[str, int]) -> None:
    parts = in_parts(counts)
    assert all(count == 0 or count >= LEAST for _names, count in parts.classes)
    if parts is not NOBODY:
        assert sorted(name for names, _count in parts.classes for name in names) == sorted(counts)
        assert all(count == sum(counts[name] for name in names) for names, count in parts.classes)
        assert all(parts.of(name) in {None, count} for name, count in counts.items())
    else:
        some = [count for count in counts.values() if count]
        assert not counts or sum(some) - len(some) < LEAST - 1


@given(st.lists(labels, max_size=4))
def test_what_is_joined_is_made_of_whole_classes_of_each(several: list[dict[str, int]]) -> None:
    parts = [in_parts(counts) for counts in several]
    whole = joined(parts)
    assert whole.total == sum(one.total for one in parts)
    places = {name: names for names, _count in whole.classes for name in names}
    for one in parts:
        for names, _count in one.classes:
            assert len({places[name] for name in names}) == 1
    assert all(count == 0 or count >= LEAST for _names, count in whole.classes)


def test_small_ones_stand_together() -> None:
    # That both have somebody is told by naming those that have not, so that neither could be more than four of five.
    assert in_parts({"a": 20, "b": 2, "c": 3}).classes == ((("a", "b", "c"), 25),)
    assert in_parts({"a": 20, "b": 3, "c": 3}).classes == ((("a",), 20), (("b", "c"), 6))
    assert in_parts({"a": 20, "b": 9}, {"b": 6}).classes == ((("a", "b"), 29),)
    assert in_parts({"a": 20, "b": 2, "c": 6}).classes == ((("a",), 20), (("b", "c"), 8))
    assert in_parts({"a": 3, "b": 1}) is NOBODY
    assert in_parts({"a": 9, "b": 0}).classes == ((("a",), 9), (("b",), 0))


def test_a_gathering_of_few_is_told_of_nowhere() -> None:
    came = {Seat("g1", "school", "x"): 20, Seat("g2", "school", "x"): 3}
    people = people_of(came, {"g1": 2, "g2": 9})
    # Two that were registered and did not come would be told of by the difference; so would the three of the second.
    assert people.gatherings == {"g1": Turnout(20, None), "g2": Turnout()}
    assert people.services.total == people.seats == 20


# --- an attacker who knows which units there are tries every table ---

SEATS = [Seat(g, s, d) for g, s, d in product(("g1", "g2"), ("s1", "s2", "s3"), ("d1", "d2"))]


def tables(
    rows: tuple[int, ...], columns: tuple[int, ...], open_: frozenset[tuple[int, int]]
) -> Iterator[tuple[int, ...]]:
    """Every table of these sums with nobody outside the open cells, row after row."""
    if not rows:
        if not any(columns):
            yield ()
        return
    first, *rest = rows
    number = 3 - len(rows) if len(rows) <= 3 else 0
    for cells in product(*(range(min(first, cap) + 1) for cap in columns)):
        if sum(cells) == first and all(not cell or (number, place) in open_ for place, cell in enumerate(cells)):
            left = tuple(cap - cell for cap, cell in zip(columns, cells, strict=True))
            yield from ((*cells, *more) for more in tables(tuple(rest), left, open_))


@settings(max_examples=settings().max_examples, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=6, max_size=6), st.sets(st.integers(0, 5)))
def test_no_group_can_be_told_to_be_small(counts: list[int], closed: set[int]) -> None:
    cells = {(at // 2, at % 2): count for at, count in enumerate(counts) if at not in closed}
    assume(sum(cells.values()) >= LEAST)
    came = {Seat("g1", f"s{row}", f"d{column}"): count for (row, column), count in cells.items()}
    people = people_of(came, {})
    if not people.districts.apart or not people.services.apart:
        return
    # What is told is classes; who is within a class may be anybody in it, so the attacker sees the table of classes.
    rows = {name: at for at, (names, _count) in enumerate(people.services.classes) for name in names}
    columns = {name: at for at, (names, _count) in enumerate(people.districts.classes) for name in names}
    seen: Counter[tuple[int, int]] = Counter()
    for seat, count in came.items():
        seen[rows[seat.service], columns[seat.district]] += count
    sums = tuple(count for _names, count in people.services.classes)
    across = tuple(count for _names, count in people.districts.classes)
    shifted = frozenset((row + 3 - len(sums), column) for row, column in seen)
    fitting = list(tables(sums, across, shifted))
    wide = len(across)
    for (row, column), count in seen.items():
        if count < LEAST and sums[row] and across[column]:
            assert max(table[row * wide + column] for table in fitting) >= LEAST, (row, column, people)
