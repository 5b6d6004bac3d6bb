"""Every point that was typed is in exactly one theme or under «Ikke plassert», whatever is done to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.errors import BadInput
from nettverk.domain.points import bare, lines_of
from nettverk.domain.themes import ThemeBoard
from nettverk.services import plan, reflections
from nettverk.services.themes import themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from tests.helpers.hall import Hall, hall

TEXTS = (
    "Ring tidlig\nSpør barnet",
    "Ring tidlig",
    "- Spør barnet\n- Ro\n- Én voksen",
    "Ro\nRo",
    "",
    "Én voksen å ringe",
)


@dataclass
class Wall:
    """A gathering where tables type and somebody gathers themes, beside a plain account of what must be there."""

    hall: Hall
    question: str
    texts: dict[int, str] = field(default_factory=dict)
    at: datetime = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)

    @property
    def store(self) -> Store:
        return self.hall.store

    def read(self) -> ThemeBoard:
        return board(self.store, self.hall.gathering_id)

    def type(self, table: int, text: str) -> None:
        self.at += timedelta(seconds=20)
        reflections.write(self.store, self.hall.gathering_id, self.hall.part_id, table, self.question, text, at=self.at)
        self.texts[table] = text

    def check(self) -> ThemeBoard:
        """Hold what is told against what was typed."""
        told = self.read()
        assert len({point.key for point in told.points}) == len(told.points), "a point is told twice"
        typed = Counter(
            (f"table-{table}@{self.hall.part_id}", bare(line))
            for table, text in self.texts.items()
            for line in lines_of(text)
        )
        assert Counter((point.voice, point.text) for point in told.points) == typed, (
            "nothing is lost, and nothing made up"
        )
        standing = {theme.id for theme in told.themes}
        assert {point.theme_id for point in told.points} <= standing | {""}
        everywhere = [*told.unplaced(), *(point for points in told.in_themes().values() for point in points)]
        assert sorted(point.key for point in everywhere) == sorted(point.key for point in told.points)
        return told


def made() -> Wall:
    """A hall with four tables that have typed."""
    h = hall(24)
    plan.set_questions(h.store, h.part_id, ["Hva hjelper?"])
    wall = Wall(h, h.store.value("SELECT id FROM sheet_uses WHERE part_id = ?", h.part_id))
    for table in range(1, 5):
        wall.type(table, TEXTS[table % 3])
    return wall


@pytest.fixture
def wall() -> Wall:
    return made()


Act = Callable[[Wall, ThemeBoard, int, int], object]


def _put(wall: Wall, told: ThemeBoard, one: int, other: int) -> object:
    theme = told.themes[other % len(told.themes)].id if told.themes and other % 4 else ""
    points = [point.key for number, point in enumerate(told.points) if (one >> number % 8) & 1]
    return themes.place(wall.store, told.gathering_id, points, theme)


def _make(wall: Wall, told: ThemeBoard, one: int, other: int) -> object:
    points = [point.key for number, point in enumerate(told.points) if (one >> number % 8) & 1]
    return themes.make(wall.store, told.gathering_id, f"Tema {other}", points)


def _with_theme(act: Callable[[Wall, ThemeBoard, str, int], object]) -> Act:
    def with_one(wall: Wall, told: ThemeBoard, one: int, other: int) -> object:
        return act(wall, told, told.themes[one % len(told.themes)].id, other) if told.themes else None

    return with_one


def _pick(told: ThemeBoard, number: int) -> str:
    return told.themes[number % len(told.themes)].id


ACTS: tuple[Act, ...] = (
    _put,
    _put,
    _make,
    _with_theme(lambda wall, told, theme, _n: themes.remove(wall.store, told.gathering_id, theme)),
    _with_theme(lambda wall, told, theme, n: themes.merge(wall.store, told.gathering_id, theme, _pick(told, n))),
    _with_theme(lambda wall, told, theme, n: themes.rename(wall.store, told.gathering_id, theme, f"Nytt {n}")),
    _with_theme(lambda wall, told, theme, n: themes.move(wall.store, told.gathering_id, theme, n % 5)),
    lambda wall, _told, _one, _other: wall.store.undo(),
    lambda wall, _told, _one, _other: wall.store.undo(),
    lambda wall, _told, _one, _other: wall.store.redo(),
    lambda wall, _told, one, other: wall.type(1 + one % 5, TEXTS[other % len(TEXTS)]),
)


def _go(acts: list[tuple[int, int, int]]) -> None:
    wall = made()
    for number, one, other in acts:
        ACTS[number % len(ACTS)](wall, wall.check(), one, other)
    wall.check()


_ACTS = st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 255), st.integers(0, 20)), max_size=14)


@settings(max_examples=max(1, settings().max_examples // 3), deadline=None)
@given(_ACTS)
def test_every_point_is_in_one_place_whatever_is_done(acts: list[tuple[int, int, int]]) -> None:
    _go(acts)


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 255), st.integers(0, 20)), max_size=60))
def test_and_for_much_longer(acts: list[tuple[int, int, int]]) -> None:
    _go(acts)


def test_a_point_stays_in_its_theme_when_it_is_typed_on_and_moved(wall: Wall) -> None:
    first = wall.read().points[0]
    theme = themes.make(wall.store, wall.hall.gathering_id, "Tid", [first.key]).made
    wall.type(1, "Noe nytt øverst\nSpør barnet\nRing tidlig")
    wall.type(1, "Noe nytt øverst\nSpør barnet\nRing tidlig, og ring igjen")
    told = wall.check()
    assert [point.text for point in told.points if point.theme_id == theme] == [f"{first.text}, og ring igjen"]


def test_what_is_taken_away_and_comes_back_is_in_its_theme_again(wall: Wall) -> None:
    first = wall.read().points[0]
    theme = themes.make(wall.store, wall.hall.gathering_id, "Tid", [first.key]).made
    whole = wall.texts[1]
    wall.type(1, "")
    assert not [point for point in wall.check().points if point.theme_id == theme]
    wall.type(1, whole)
    assert [point.key for point in wall.check().points if point.theme_id == theme] == [first.key]


def test_merged_named_parted_and_taken_away_by_undo(wall: Wall) -> None:
    gathering, store = wall.hall.gathering_id, wall.store
    keys = [point.key for point in wall.read().points]
    first = themes.make(store, gathering, "  Tid \n", keys[:2]).made
    second = themes.make(store, gathering, "Ro", keys[2:4]).made
    assert [theme.name for theme in wall.read().themes] == ["Tid", "Ro"]
    merged = themes.merge(store, gathering, second, first)
    assert merged.label == "Slå «Tid» sammen med «Ro»"
    assert {point.key for point in wall.check().points if point.theme_id == second} == set(keys[:4])
    parted = themes.make(store, gathering, "Bare dette", keys[:1]).made
    assert len(wall.read().in_themes()[second]) == 3
    for _step in range(2):
        store.undo()
    told = wall.check()
    assert [len(told.in_themes()[theme]) for theme in (first, second)] == [2, 2], "merging is taken back whole"
    store.redo()
    store.redo()
    assert wall.check().in_themes()[parted][0].key == keys[0]
    with pytest.raises(BadInput):
        themes.place(store, gathering, keys[:1], first)
    with pytest.raises(BadInput):
        themes.make(store, gathering, " \n ")


def test_a_theme_that_is_taken_away_lets_go_of_its_points(wall: Wall) -> None:
    gathering, store = wall.hall.gathering_id, wall.store
    keys = [point.key for point in wall.read().points]
    theme = themes.make(store, gathering, "Tid", keys).made
    themes.remove(store, gathering, theme)
    assert len(wall.check().unplaced()) == len(keys)
    store.undo()
    assert not wall.check().unplaced()


def test_two_that_merge_the_other_way_round_on_two_laptops_lose_no_point(wall: Wall) -> None:
    """Laid in one file, each theme says it went into the other: then their points are not placed, and all are there."""
    gathering, store = wall.hall.gathering_id, wall.store
    keys = [point.key for point in wall.read().points]
    first = themes.make(store, gathering, "Tid", keys[:2]).made
    second = themes.make(store, gathering, "Ro", keys[2:4]).made
    themes.merge(store, gathering, second, first)
    with store.change():
        row = store.one("SELECT id FROM current_entries WHERE object = ?", second)
        assert row is not None
        other = {"machine_id": store.machine_id, "kind": "theme", "gathering_id": gathering, "object": second}
        store.insert(
            "entries", number=9_000, replaces=row["id"], at="2027-01-01T10:00:00.000+00:00",
            data=f'{{"name":"Ro","into":"{first}"}}', **other,
        )  # fmt: skip
    told = wall.check()
    assert not told.themes
    assert len(told.unplaced()) == len(keys)


def test_number_keys_follow_the_order_one_gives_the_themes(wall: Wall) -> None:
    gathering, store = wall.hall.gathering_id, wall.store
    made_ = [themes.make(store, gathering, name).made for name in ("a", "b", "c")]
    themes.move(store, gathering, made_[2], 0)
    assert [theme.name for theme in wall.read().themes] == ["c", "a", "b"]
    themes.move(store, gathering, made_[0], 99)
    assert [theme.name for theme in wall.read().themes] == ["c", "b", "a"]
    places = [theme.position for theme in wall.read().themes]
    assert all(before < after for before, after in pairwise(places))


def test_old_answers_are_points_by_their_lines(wall: Wall) -> None:
    """As a program wrote them before lines had ids."""
    store, gathering = wall.store, wall.hall.gathering_id
    with store.change():
        store.insert(
            "entries", machine_id=store.machine_id, number=8_000, kind="reflection", gathering_id=gathering,
            object=f"{wall.hall.part_id}:9:{wall.question}", replaces=None, at="2026-11-24T12:00:00.000+00:00",
            data='{"text":"- Ring meg\\n- Spør barnet"}',
        )  # fmt: skip
    wall.texts[9] = "- Ring meg\n- Spør barnet"
    keys = [point.key for point in wall.check().points if point.voice.startswith("table-9@")]
    assert [key.rsplit("#")[1] for key in keys] == ["1", "2"]
    theme = themes.make(store, gathering, "Barnet", keys[1:]).made
    wall.type(9, "Spør barnet selv\nRing meg")
    told = wall.check()
    assert [point.text for point in told.points if point.theme_id == theme] == ["Spør barnet selv"]
