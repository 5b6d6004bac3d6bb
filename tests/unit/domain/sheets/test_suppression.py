"""Counts under five stay hidden from whoever adds and subtracts: an attacker tries every table that would fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.sheets.suppression import LEAST, Published, PublishedRow, publish, publish_sum, publish_sums

Cell = tuple[int, int]


def compositions(total: int, ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Every way to lay a total on levels, each within its range."""
    least, most = ranges[0]
    if len(ranges) == 1:
        if least <= total <= most:
            yield (total,)
        return
    for first in range(least, min(total, most) + 1):
        for rest in compositions(total - first, ranges[1:]):
            yield (first, *rest)


def possible_rows(row: PublishedRow, caps: Sequence[int], total: int) -> list[tuple[int, ...]]:
    """Every row an attacker must think possible: of a known total, or of any up to what the whole has."""
    totals = [row.total] if row.total is not None else range(total + 1)
    ranges = [
        (0, cap) if shown is None else (shown, min(shown, cap)) for shown, cap in zip(row.counts, caps, strict=True)
    ]
    return [counts for each in totals for counts in compositions(each, ranges)]


def intervals(published: Mapping[str, PublishedRow], whole: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """What each slice's levels, and last its total, can be: exact, by every table that adds up to the whole."""
    names = list(published)
    rows = [possible_rows(published[name], whole, sum(whole)) for name in names]
    start, end = (0,) * len(whole), tuple(whole)
    ahead = [{start}]
    for choices in rows:
        reached = set()
        for used, counts in product(ahead[-1], choices):
            after = tuple(a + b for a, b in zip(used, counts, strict=True))
            if all(a <= b for a, b in zip(after, end, strict=True)):
                reached.add(after)
        ahead.append(reached)
    behind = {end}
    found: dict[str, list[tuple[int, int]]] = {}
    for place in reversed(range(len(names))):
        fitting, before = [], set()
        for used, counts in product(ahead[place], rows[place]):
            if tuple(a + b for a, b in zip(used, counts, strict=True)) in behind:
                fitting.append((*counts, sum(counts)))
                before.add(used)
        found[names[place]] = [(min(column), max(column)) for column in zip(*fitting, strict=True)]
        behind = before
    return found


def assert_hidden(row: PublishedRow, bounds: Sequence[tuple[int, int]], true: Sequence[int]) -> None:
    """Nothing under five is shown, and nothing hidden can be worked out or known to be under five."""
    for shown, (least, most), count in zip((*row.counts, row.total), bounds, (*true, sum(true)), strict=True):
        assert least <= count <= most, "the attacker's bounds hold the truth"
        if shown is None:
            assert least < most
            assert most >= LEAST
        else:
            assert shown == count
            assert shown >= LEAST


def whole_bounds(row: PublishedRow, levels: int) -> list[tuple[int, int]]:
    """What the levels of a row by itself can be, and its total."""
    assert row.total is not None
    rows = [(*counts, row.total) for counts in possible_rows(row, (row.total,) * levels, row.total)]
    return [(min(column), max(column)) for column in zip(*rows, strict=True)]


def attack(published: Published, counts: Sequence[int], slices: Mapping[str, Mapping[str, Sequence[int]]]) -> None:
    """Try to find what is hidden, in the row and then in each partition beside it."""
    if published.row.total is None:
        assert not published.row.whole
        assert set(published.row.counts) == {None}
        assert not published.partitions
        assert sum(counts) < LEAST
        return
    bounds = whole_bounds(published.row, len(counts))
    # A total of the whole is shown: it is five or more, so it is not hidden.
    assert_hidden(published.row, bounds, counts)
    for name, rows in published.partitions.items():
        if published.row.whole:
            for part, found in intervals(rows, counts).items():
                assert_hidden(rows[part], found, slices[name][part])
        else:
            assert all(set(row.counts) == {None} for row in rows.values())
            hidden = [sum(slices[name][part]) for part, row in rows.items() if row.total is None]
            assert all(row.total is None or row.total >= LEAST for row in rows.values())
            assert not hidden or (len(hidden) > 1 and sum(hidden) >= LEAST)


@settings(max_examples=3 * settings().max_examples // 2, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_no_single_row_lets_a_count_be_worked_out(counts: list[int]) -> None:
    attack(publish(counts), counts, {})


def tables(slices: int, levels: int, most: int) -> st.SearchStrategy[list[list[int]]]:
    """Small tables, often with small counts, where hiding is hardest."""
    cell = st.one_of(st.integers(0, most), st.integers(0, 4))
    return st.lists(st.lists(cell, min_size=levels, max_size=levels), min_size=1, max_size=slices)


@settings(max_examples=settings().max_examples, deadline=None)
@given(st.one_of(tables(4, 2, 12), tables(3, 3, 7)))
def test_no_slices_let_a_count_be_worked_out(rows: list[list[int]]) -> None:
    counts = [sum(column) for column in zip(*rows, strict=True)]
    slices = {"district": {f"d{place}": row for place, row in enumerate(rows)}}
    attack(publish(counts, slices), counts, slices)


@settings(max_examples=settings().max_examples // 2, deadline=None)
@given(tables(4, 2, 10), st.data())
def test_several_partitions_beside_each_other(rows: list[list[int]], data: st.DataObject) -> None:
    """The same answers by district and by service: only the whole joins them, and it is shown whole or not sliced."""
    counts = [sum(column) for column in zip(*rows, strict=True)]
    others = [[0, 0] for _slice in range(3)]
    for level, count in enumerate(counts):
        for _one in range(count):
            others[data.draw(st.integers(0, 2))][level] += 1
    slices = {
        "district": {f"d{place}": row for place, row in enumerate(rows)},
        "service": {f"s{place}": row for place, row in enumerate(others)},
    }
    attack(publish(counts, slices), counts, slices)


def test_what_is_large_enough_is_shown() -> None:
    rows = {"lund": (9, 6, 5), "vågsbygd": (12, 8, 10)}
    published = publish((21, 14, 15), {"district": rows})
    assert published.row == PublishedRow((21, 14, 15), 50)
    assert {name: row.counts for name, row in published.partitions["district"].items()} == rows


def test_a_second_count_is_hidden_where_the_first_could_be_found() -> None:
    assert publish((20, 10, 3)).row == PublishedRow((20, None, None), 33)
    assert publish((20, 10, 3, 2)).row == PublishedRow((20, 10, None, None), 35)
    assert publish((20, 10, 3, 1)).row == PublishedRow((20, None, None, None), 34)  # 3 and 1 alone make four


def test_a_slice_with_a_small_count_hides_one_in_another_too() -> None:
    rows = publish((21, 21), {"district": {"a": (7, 7), "b": (2, 8), "c": (12, 6)}}).partitions["district"]
    assert rows["b"] == PublishedRow((None, None), 10)
    # The other slices' levels would tell 2 = 21 − 7 − 12.
    assert sum(row.counts == (None, None) for row in rows.values()) == 2
    assert all(row.total is not None for row in rows.values())


def test_all_in_one_level_shows_how_many_and_no_more() -> None:
    assert publish((30, 0, 0)).row == PublishedRow((None, None, None), 30)


def test_a_slice_of_few_hides_its_total_and_another() -> None:
    slices = {"district": {"a": (20, 20), "b": (2, 1), "c": (9, 9)}}
    rows = publish((31, 30), slices).partitions["district"]
    assert rows["b"].total is None
    assert rows["c"].total is None
    assert rows["a"].whole


def test_slices_must_be_all_there_are() -> None:
    with pytest.raises(ValueError, match="add up"):
        publish((10, 10), {"district": {"a": (5, 5)}})


# --- a year's sum over rows that are published by themselves ---


@settings(max_examples=3 * settings().max_examples // 2, deadline=None)
@given(st.one_of(tables(3, 2, 12), tables(2, 3, 9)))
def test_no_sum_lets_a_count_of_one_of_its_rows_be_worked_out(rows: list[list[int]]) -> None:
    told = [tuple(row) for row in rows if sum(row) >= LEAST]
    published = publish_sum(rows)
    if not told:
        assert published.total is None
        return
    sums = [sum(column) for column in zip(*told, strict=True)]
    assert published.total == sum(sums)
    alone = [publish(row).row for row in told]
    possible = [possible_rows(row, (sum(true),) * len(true), sum(true)) for row, true in zip(alone, told, strict=True)]
    fitting = [
        choice
        for choice in product(*possible)
        if all(
            shown is None or shown == sum(column)
            for shown, column in zip(published.counts, zip(*choice, strict=True), strict=True)
        )
    ]
    for place, (row, true) in enumerate(zip(alone, told, strict=True)):
        bounds = [(min(cells), max(cells)) for cells in zip(*(choice[place] for choice in fitting), strict=True)]
        assert_hidden(row, [*bounds, (sum(true), sum(true))], true)
    totals = [tuple(sum(column) for column in zip(*choice, strict=True)) for choice in fitting]
    bounds = [(min(cells), max(cells)) for cells in zip(*totals, strict=True)]
    assert_hidden(published, [*bounds, (sum(sums), sum(sums))], sums)


def test_a_sum_shows_what_tells_of_nobody() -> None:
    assert publish_sum([(10, 8, 7), (9, 6, 5)]) == PublishedRow((19, 14, 12), 45)
    # Four answers are published nowhere: they are no part of it, or the difference would be they.
    assert publish_sum([(10, 8, 7), (2, 1, 1)]) == PublishedRow((10, 8, 7), 25)
    assert publish_sum([(1, 1, 1)]).total is None
    assert publish_sum([]) == PublishedRow((), None)
    # One row hides a count that the sum of the level would give away.
    assert publish_sum([(10, 8, 7), (9, 6, 2)]).counts == (19, None, None)


@settings(max_examples=settings().max_examples, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.lists(st.integers(0, 8), min_size=2, max_size=2)), min_size=1, max_size=3
    )
)
def test_no_sums_of_networks_and_of_all_let_a_count_be_worked_out(rows: list[tuple[str, list[int]]]) -> None:
    groups: dict[str, list[list[int]]] = {}
    for name, row in rows:
        groups.setdefault(name, []).append(row)
    published = publish_sums(groups)
    told = [(name, tuple(row)) for name, row in rows if sum(row) >= LEAST]
    possible = [possible_rows(publish(row).row, (sum(row),) * 2, sum(row)) for _name, row in told]

    def sums(choice: Sequence[Sequence[int]], name: str) -> tuple[int, ...]:
        chosen = [row for (group, _true), row in zip(told, choice, strict=True) if name in {"", group}]
        return tuple(sum(column) for column in zip(*chosen, strict=True)) or (0, 0)

    def fits(choice: Sequence[Sequence[int]]) -> bool:
        return all(
            shown is None or shown == there
            for name, row in published.items()
            for shown, there in zip(row.counts, sums(choice, name), strict=True)
        )

    fitting = [choice for choice in product(*possible) if fits(choice)]
    for place, (_name, true) in enumerate(told):
        bounds = [(min(cells), max(cells)) for cells in zip(*(choice[place] for choice in fitting), strict=True)]
        assert_hidden(publish(true).row, [*bounds, (sum(true), sum(true))], true)
    for name, row in published.items():
        if row.total is not None:
            totals = [sums(choice, name) for choice in fitting]
            bounds = [(min(cells), max(cells)) for cells in zip(*totals, strict=True)]
            assert_hidden(row, [*bounds, (row.total, row.total)], sums([true for _name, true in told], name))
