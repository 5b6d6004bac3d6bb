"""Several laptops type and gather themes, each in its own file: when they meet, every point is in one place on all.

Points and themes are entries, and a merge lays those of several files in one; nothing that was typed may be lost by it,
stand twice, or be in a theme that is gone, whoever merged what meanwhile, and whatever was taken back.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import Expected
from nettverk.domain.points import bare, lines_of
from nettverk.domain.themes import ThemeBoard
from nettverk.services import plan, reflections
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers import machines
from tests.helpers.hall import hall
from tests.helpers.machines import Machine

TEXTS = ("Ring tidlig\nSpør barnet", "Ring tidlig", "- Ro\n- Én voksen\n- Mat", "Ro\nRo", "Mer tid", "")
_SHARED = 9
"""A table that everybody types at."""


@cache
def _start() -> tuple[sqlite3.Connection, str, str, str]:
    """A gathering where two tables have typed and one theme stands, its file shared; gathering, part and question."""
    made = hall(24)
    store = made.store
    plan.set_questions(store, made.part_id, ["Hva hjelper?"])
    question = str(store.value("SELECT id FROM sheet_uses WHERE part_id = ?", made.part_id))
    for table, text in ((7, "Ring tidlig\nSpør barnet\nRo"), (8, "Mer tid\nRo")):
        reflections.write(store, made.gathering_id, made.part_id, table, question, text)
    first = board(store, made.gathering_id).points[0].key
    themes.make(store, made.gathering_id, "Tid", [first])
    machines.turn_on(store)
    return store.connection, made.gathering_id, made.part_id, question


@dataclass
class Laptop:
    """One of them, and what has been typed at tables that nobody else types at."""

    machine: Machine
    tables: tuple[int, ...]
    typed: dict[int, str] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        return self.machine.store

    def type(self, table: int, text: str) -> None:
        _connection, gathering, part, question = _start()
        reflections.write(self.store, gathering, part, table, question, text)
        if table in self.tables:
            self.typed[table] = text

    def board(self) -> ThemeBoard:
        return board(self.store, _start()[1])


@contextmanager
def _laptops(count: int) -> Iterator[list[Laptop]]:
    here = [
        Laptop(Machine(_start()[0], number, "themes"), (3 * number + 10, 3 * number + 11)) for number in range(count)
    ]
    yield here
    for one in here:
        one.machine.close()


def _texts(told: ThemeBoard, table: int) -> Counter[str]:
    voice = f"table-{table}@{_start()[2]}"
    return Counter(point.text for point in told.points if point.voice == voice)


def _whole(laptop: Laptop) -> ThemeBoard:
    """Hold that each point is in one place, and that what this laptop typed is all there."""
    told = laptop.board()
    assert len({point.key for point in told.points}) == len(told.points), "a point is told twice"
    standing = {theme.id for theme in told.themes}
    assert {point.theme_id for point in told.points} <= standing | {""}
    everywhere = [*told.unplaced(), *(point for points in told.in_themes().values() for point in points)]
    assert sorted(point.key for point in everywhere) == sorted(point.key for point in told.points)
    for table, text in laptop.typed.items():
        assert _texts(told, table) == Counter(bare(line) for line in lines_of(text)), "something typed is lost"
    return told


def _places(told: ThemeBoard) -> tuple[object, ...]:
    """The board as one sees it."""
    themes_ = [(theme.id, theme.name) for theme in told.themes]
    return themes_, [(point.key, point.text, point.theme_id) for point in told.points]


# --- what they do: each with two numbers ---

Act = Callable[[list[Laptop], int, int, int], object]


def _theme(told: ThemeBoard, number: int) -> str:
    return told.themes[number % len(told.themes)].id


def _some(told: ThemeBoard, bits: int) -> list[str]:
    return [point.key for number, point in enumerate(told.points) if (bits >> number % 8) & 1]


def _type(here: list[Laptop], who: int, one: int, other: int) -> None:
    laptop = here[who]
    laptop.type((*laptop.tables, _SHARED, 7)[one % 4], TEXTS[other % len(TEXTS)])


def _put(here: list[Laptop], who: int, one: int, other: int) -> None:
    told = here[who].board()
    themes.place(here[who].store, told.gathering_id, _some(told, one), _theme(told, other) if other % 4 else "")


def _make(here: list[Laptop], who: int, one: int, other: int) -> None:
    told = here[who].board()
    themes.make(here[who].store, told.gathering_id, f"Tema {other}", _some(told, one))


def _merge(here: list[Laptop], who: int, one: int, other: int) -> None:
    told = here[who].board()
    themes.merge(here[who].store, told.gathering_id, _theme(told, one), _theme(told, other))


def _remove(here: list[Laptop], who: int, one: int, _other: int) -> None:
    told = here[who].board()
    themes.remove(here[who].store, told.gathering_id, _theme(told, one))


def _name_and_move(here: list[Laptop], who: int, one: int, other: int) -> None:
    told = here[who].board()
    themes.rename(here[who].store, told.gathering_id, _theme(told, one), f"Nytt {other}")
    themes.move(here[who].store, told.gathering_id, _theme(told, other), one % 4)


def _meet(here: list[Laptop], who: int, one: int, _other: int) -> None:
    here[who].machine.take_in(here[one % len(here)].machine) if one % len(here) != who else None


def _undo(here: list[Laptop], who: int, one: int, _other: int) -> None:
    here[who].store.redo() if one % 3 == 0 else here[who].store.undo()


ACTS: tuple[Act, ...] = (_type, _type, _type, _put, _put, _make, _merge, _remove, _name_and_move, _meet, _undo, _undo)
_ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, len(ACTS) - 1), st.integers(0, 255), st.integers(0, 20)), max_size=16
)


def _go(acts: list[tuple[int, int, int, int]]) -> None:
    with _laptops(3) as here:
        for who, number, one, other in acts:
            with suppress(Expected, ZeroDivisionError):  # a theme that is not there, no theme at all
                ACTS[number](here, who, one, other)
            _whole(here[who])
        for _again in range(2):
            for one_ in here:
                for other_ in here:
                    if other_ is not one_:
                        one_.machine.take_in(other_.machine)
        told = [_whole(one_) for one_ in here]
        assert [_places(one_) for one_ in told[1:]] == [_places(told[0])] * 2
        for one_ in here:
            for table, text in one_.typed.items():
                for board_ in told:
                    assert _texts(board_, table) == Counter(bare(line) for line in lines_of(text))


@settings(max_examples=max(1, settings().max_examples // 8), deadline=None)
@given(_ACTS)
def test_every_point_is_in_one_place_on_all_laptops_when_they_have_met(acts: list[tuple[int, int, int, int]]) -> None:
    _go(acts)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, len(ACTS) - 1), st.integers(0, 255), st.integers(0, 20)),
        max_size=60,
    )
)
def test_and_for_much_longer(acts: list[tuple[int, int, int, int]]) -> None:
    _go(acts)


def test_taking_back_what_came_in_puts_every_point_where_it_was() -> None:
    with _laptops(2) as (here, there):
        here.type(10, "Ring tidlig\nRo")
        there.type(13, "Ro\nMer tid")
        told = there.board()
        ring = [point.key for point in told.points if point.text == "Ring tidlig"]
        made = themes.make(there.store, told.gathering_id, "Kontakt", ring).made
        themes.merge(there.store, told.gathering_id, told.themes[0].id, made)
        before = _places(here.board())
        here.store.seal()
        here.machine.take_in(there.machine)
        together = _whole(here)
        assert [theme.name for theme in together.themes] == ["Tid"]
        assert _texts(together, 13) == Counter(["Ro", "Mer tid"])
        here.store.undo()
        assert _places(_whole(here)) == before
