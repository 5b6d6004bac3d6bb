"""The state that a set of changes means: rule by rule, and for any set, in any order, with any repetition."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.journal import clock
from nettverk.domain.journal.fold import fold
from nettverk.domain.journal.model import Change, Key, OnGone, Op, Reference, Shape, Told, Unique, Values, What

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
SHAPES = {
    "networks": Shape(("id", "name"), ("id",), (Unique(("name",), frozenset({"name"})),)),
    "districts": Shape(("id", "name"), ("id",)),
    "gatherings": Shape(
        ("id", "network_id", "district_id", "title"),
        ("id",),
        references=(
            Reference("network_id", "networks", OnGone.HOLDS),
            Reference("district_id", "districts", OnGone.LETS_GO),
        ),
    ),
    "parts": Shape(
        ("id", "gathering_id", "minutes", "floor"),
        ("id",),
        references=(Reference("gathering_id", "gatherings", OnGone.GOES),),
        ties=(("minutes", "floor"),),
    ),
    "groupings": Shape(
        ("id", "part_id", "round", "made_at"),
        ("id",),
        (Unique(("part_id", "round")),),
        (Reference("part_id", "parts", OnGone.GOES),),
    ),
    "seats": Shape(
        ("id", "grouping_id", "who", "at"),
        ("id",),
        (Unique(("grouping_id", "who")),),
        (Reference("grouping_id", "groupings", OnGone.GOES),),
    ),
}


class Rows:
    """The rows that nobody has touched."""

    def __init__(self, rows: Mapping[Key, Values]) -> None:
        self._rows = rows

    def row(self, key: Key) -> Values | None:
        return self._rows.get(key)

    def pointing(self, table: str, column: str, id_: str) -> Iterable[tuple[str, Values]]:
        return [(key[1], row) for key, row in self._rows.items() if key[0] == table and row[column] == id_]

    def alike(self, table: str, unique: Unique, values: Values) -> Iterable[tuple[str, Values]]:
        same = unique.of(values)
        return [(key[1], row) for key, row in self._rows.items() if key[0] == table and unique.of(row) == same]


BASE: dict[Key, Values] = {
    ("networks", "n1"): {"id": "n1", "name": "0–6"},
    ("districts", "d1"): {"id": "d1", "name": "Øst"},
    ("gatherings", "g1"): {"id": "g1", "network_id": "n1", "district_id": "d1", "title": "Høst"},
    ("parts", "p1"): {"id": "p1", "gathering_id": "g1", "minutes": 30, "floor": 10},
    ("groupings", "r1"): {"id": "r1", "part_id": "p1", "round": 1, "made_at": "1"},
    ("seats", "s1"): {"id": "s1", "grouping_id": "r1", "who": "Kari", "at": 1},
}


def tx(minute: int) -> str:
    return clock.after("", NOW + timedelta(minutes=minute), random_bits=minute)


def said(minute: int, key: Key, op: Op, values: Values, whole: Mapping[Key, Values] | None = None) -> Change:
    return Change(*key, tx(minute), f"m{minute % 3}", op, values, whole)


def change(minute: int, key: Key, op: Op, **values: str | int | None) -> Change:
    return said(minute, key, op, values)


def after(*changes: Change) -> tuple[dict[Key, Values | None], frozenset[Told]]:
    """Every row there is, when all of it is known; a row that is not touched is there as it was."""
    touched = {(each.table, each.key) for each in changes} | {key for each in changes for key in each.whole or ()}
    bases = {key: row for key, row in BASE.items() if key in touched}
    found = fold(SHAPES, changes, bases, Rows(BASE))
    return {**BASE, **found.rows}, found.told


def test_a_column_has_the_value_of_the_latest_change_of_it() -> None:
    rows, _told = after(
        change(3, ("gatherings", "g1"), Op.CHANGED, title="Vinter"),
        change(2, ("gatherings", "g1"), Op.CHANGED, title="Vår", district_id=None),
    )
    assert rows["gatherings", "g1"] == {"id": "g1", "network_id": "n1", "district_id": None, "title": "Vinter"}


def test_a_removed_row_stays_removed() -> None:
    rows, _told = after(
        change(3, ("seats", "s1"), Op.GONE), change(3, ("groupings", "r1"), Op.GONE),
        change(3, ("parts", "p1"), Op.GONE),
        change(2, ("parts", "p1"), Op.CHANGED, minutes=45, floor=10),
    )  # fmt: skip
    assert rows["parts", "p1"] is None


def test_a_removed_row_that_was_changed_afterwards_comes_back_with_all_its_transaction_took() -> None:
    rows, told = after(
        change(3, ("seats", "s1"), Op.GONE), change(3, ("groupings", "r1"), Op.GONE),
        change(3, ("parts", "p1"), Op.GONE),
        change(3, ("gatherings", "g1"), Op.GONE), change(4, ("parts", "p1"), Op.CHANGED, minutes=45, floor=10),
    )  # fmt: skip
    assert rows["gatherings", "g1"] == BASE["gatherings", "g1"]
    assert rows["seats", "s1"] == BASE["seats", "s1"]
    assert Told(What.CAME_BACK, ("gatherings", "g1")) in told


def test_what_was_written_unseen_under_a_removed_row_brings_it_back() -> None:
    new: Values = {"id": "p2", "gathering_id": "g1", "minutes": 10, "floor": 5}
    gone = [change(5, key, Op.GONE) for key in BASE if key[0] not in {"networks", "districts"}]
    rows, _told = after(*gone, said(2, ("parts", "p2"), Op.MADE, new))
    assert rows["parts", "p2"] == new
    assert rows["parts", "p1"] == BASE["parts", "p1"]


def test_so_does_what_nobody_had_touched_and_the_remover_did_not_have() -> None:
    rows, _told = after(change(5, ("gatherings", "g1"), Op.GONE))
    assert rows["gatherings", "g1"] == BASE["gatherings", "g1"]


def test_what_points_at_a_row_that_is_gone_points_at_nothing() -> None:
    rows, _told = after(
        change(5, ("districts", "d1"), Op.GONE), change(6, ("gatherings", "g1"), Op.CHANGED, title="Vår")
    )
    assert rows["gatherings", "g1"] == {**BASE["gatherings", "g1"], "title": "Vår", "district_id": None}


def test_made_twice_the_smaller_id_stays_and_what_points_at_the_other_points_at_it() -> None:
    rows, told = after(
        change(1, ("networks", "n3"), Op.MADE, id="n3", name="Skole"),
        change(2, ("networks", "n2"), Op.MADE, id="n2", name="SKOLE"),
        change(3, ("gatherings", "g2"), Op.MADE, id="g2", network_id="n3", district_id=None, title="Ny"),
    )
    assert rows["networks", "n3"] is None
    assert rows["gatherings", "g2"] == {"id": "g2", "network_id": "n2", "district_id": None, "title": "Ny"}
    assert Told(What.MADE_TWICE, ("networks", "n3"), ("networks", "n2")) in told


def test_two_that_came_to_one_name_are_one_with_all_that_nobody_had_touched() -> None:
    rows, _told = after(
        change(1, ("networks", "n0"), Op.MADE, id="n0", name="Skole"),
        change(2, ("networks", "n1"), Op.CHANGED, name="Skole"),
    )
    assert rows["networks", "n1"] is None
    assert rows["gatherings", "g1"] == {**BASE["gatherings", "g1"], "network_id": "n0"}


def test_the_latest_whole_remake_of_the_groups_counts_with_what_was_moved_after_it() -> None:
    def remade(minute: int, at: int) -> Change:
        whole: dict[Key, Values] = {
            ("seats", "s1"): {"id": "s1", "grouping_id": "r1", "who": "Kari", "at": at},
            ("seats", f"s{at}"): {"id": f"s{at}", "grouping_id": "r1", "who": "Ola", "at": at},
        }
        return said(minute, ("groupings", "r1"), Op.CHANGED, {"made_at": str(minute)}, whole)

    rows, _told = after(
        remade(2, 7),
        change(3, ("seats", "s7"), Op.CHANGED, at=8),
        remade(4, 5),
        change(5, ("seats", "s1"), Op.CHANGED, at=6),
    )
    assert rows["seats", "s7"] is None
    assert rows["seats", "s1"] == {"id": "s1", "grouping_id": "r1", "who": "Kari", "at": 6}
    assert rows["seats", "s5"] == {"id": "s5", "grouping_id": "r1", "who": "Ola", "at": 5}


def test_of_two_groupings_of_one_part_the_one_that_was_made_last_counts() -> None:
    seat: Values = {"id": "s2", "grouping_id": "r0", "who": "Ola", "at": 2}
    made = said(9, ("groupings", "r2"), Op.MADE, {"id": "r2", "part_id": "p1", "round": 1, "made_at": "9"}, {})
    unseen = said(3, ("groupings", "r1"), Op.CHANGED, {"made_at": "3"}, {("seats", "s1"): BASE["seats", "s1"]})
    rows, told = after(made, unseen, said(4, ("seats", "s2"), Op.MADE, {**seat, "grouping_id": "r1"}))
    assert rows["groupings", "r1"] is None
    assert rows["seats", "s2"] is None
    assert Told(What.GROUPS_LOST, ("groupings", "r1"), ("groupings", "r2")) in told


def test_columns_that_are_only_right_together_change_together() -> None:
    assert SHAPES["parts"].with_tied(["floor"]) == ("minutes", "floor")


def test_a_later_transaction_has_a_greater_name_whatever_the_clocks_say() -> None:
    first = clock.after("", NOW + timedelta(days=400))
    second = clock.after(first, NOW)
    assert first < second
    assert clock.moment(first) == NOW + timedelta(days=400)


KEYS: Sequence[Key] = (
    ("networks", "n1"), ("networks", "n2"), ("districts", "d1"), ("gatherings", "g1"), ("gatherings", "g2"),
    ("parts", "p1"), ("parts", "p2"), ("groupings", "r1"), ("groupings", "r2"), ("seats", "s1"), ("seats", "s2"),
)  # fmt: skip
MADE: Mapping[str, Values] = {
    "networks": {"name": "Skole"},
    "districts": {"name": "Øst"},
    "gatherings": {"network_id": "n2", "district_id": "d1", "title": "Ny"},
    "parts": {"gathering_id": "g2", "minutes": 10, "floor": 5},
    "groupings": {"part_id": "p1", "round": 1, "made_at": "9"},
    "seats": {"grouping_id": "r2", "who": "Kari", "at": 3},
}


@st.composite
def one_change(draw: st.DrawFn) -> Change:
    key = draw(st.sampled_from(KEYS))
    minute = draw(st.integers(1, 9))
    op = draw(st.sampled_from(Op))
    columns: Values = {"id": key[1], **MADE[key[0]]}
    if op is Op.CHANGED:
        name = draw(st.sampled_from(sorted(MADE[key[0]])))
        columns = {name: columns[name] for name in SHAPES[key[0]].with_tied([name])}
    whole = None
    if key[0] == "groupings" and op is not Op.GONE and draw(st.booleans()):
        seat: Values = {"id": "s2", "grouping_id": key[1], "who": "Kari", "at": minute}
        whole = {("seats", "s2"): seat}
    return said(minute, key, op, {} if op is Op.GONE else columns, whole)


@given(st.lists(one_change(), max_size=25), st.randoms(use_true_random=False))
def test_no_order_and_no_repetition_matters_and_every_row_stands_on_another(
    changes: list[Change], dice: random.Random
) -> None:
    # One transaction says one thing of a row.
    once = list({(each.table, each.key, each.tx): each for each in changes}.values())
    rows, told = after(*once)
    again = [*once, *once[::2]]
    dice.shuffle(again)
    assert after(*again) == (rows, told)
    standing = {key: row for key, row in rows.items() if row is not None}
    for (table, _id), row in standing.items():
        for reference in SHAPES[table].references:
            value = row[reference.column]
            assert value is None or (reference.table, value) in standing
        for unique in SHAPES[table].uniques:
            same = unique.of(row)
            alike = [other for key, other in standing.items() if key[0] == table and unique.of(other) == same]
            assert len(alike) == 1
