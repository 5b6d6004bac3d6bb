"""What a set of changes means depends on the set alone, and not on what happens to stand in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from nettverk.domain.journal.fold import fold
from nettverk.domain.journal.model import Change, Key, OnGone, Op, Reference, Shape, Unique, Values

_SHAPES = {
    "groupings": Shape(("id", "made_at"), ("id",)),
    "group_tables": Shape(("id", "grouping_id"), ("id",)),
    "group_changes": Shape(("id", "grouping_id"), ("id",)),
    "seats": Shape(
        ("id", "grouping_id", "who"), ("id",), (Unique(("grouping_id", "who")),),
        (Reference("grouping_id", "groupings", OnGone.GOES),),
    ),
}  # fmt: skip


class Standing:
    """The rows of a file."""

    def __init__(self, rows: Mapping[Key, Values]) -> None:
        self._rows = rows

    def row(self, key: Key) -> Values | None:
        return self._rows.get(key)

    def pointing(self, table: str, column: str, id_: str) -> Iterable[tuple[str, Values]]:
        return [(key[1], row) for key, row in self._rows.items() if key[0] == table and row.get(column) == id_]

    def alike(self, table: str, unique: Unique, values: Values) -> Iterable[tuple[str, Values]]:
        same = unique.of(values)
        return [(key[1], row) for key, row in self._rows.items() if key[0] == table and unique.of(row) == same]


def _seat(id_: str) -> dict[Key, Values]:
    return {("seats", id_): {"id": id_, "grouping_id": "g", "who": "kari"}}


@pytest.mark.parametrize("standing", [{}, _seat("s1"), _seat("s2")])
def test_a_seat_of_groups_that_lost_gives_way_wherever_it_stands(standing: dict[Key, Values]) -> None:
    changes = [
        Change("groupings", "g", "1", "a", Op.CHANGED, {"made_at": "1"}, _seat("s1")),
        Change("groupings", "g", "2", "b", Op.CHANGED, {"made_at": "2"}, _seat("s2")),
    ]
    found = fold(_SHAPES, changes, {("groupings", "g"): {"id": "g", "made_at": "0"}}, Standing(standing))
    assert found.rows["seats", "s1"] is None
    assert found.rows["seats", "s2"] == _seat("s2")["seats", "s2"]
    assert found.dropped == {}
