"""Leik's D against worked examples, the words for it, and change since last time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.sheets.agreement import (
    Agreement,
    Direction,
    agreement,
    agreement_word,
    change,
    direction_word,
    dispersion,
    mean_level,
)  # fmt: skip
from nettverk.i18n import using

WORKED = [
    # Cumulative shares F, d = min(F, 1 − F), D = 2 Σd / (m − 1), by hand:
    ((10, 0, 0), 0.0, "alle svarte likt"),
    ((0, 10, 0), 0.0, "alle svarte likt"),
    ((11, 3, 1), 1 / 3, "ganske enige"),  # F = 11/15, 14/15; d = 4/15, 1/15
    ((10, 5, 0), 1 / 3, "ganske enige"),
    ((5, 5, 0), 0.5, "litt ulikt"),  # F = ½, 1
    ((9, 4, 2), 8 / 15, "litt ulikt"),  # F = 9/15, 13/15; d = 6/15, 2/15
    ((5, 6, 4), 0.6, "svarene spriker"),
    ((5, 5, 5), 2 / 3, "svarene spriker"),
    ((6, 3, 6), 0.8, "delt i to"),  # F = 6/15, 9/15; d = 6/15, 6/15
    ((5, 0, 5), 1.0, "delt i to"),
    ((8, 8), 1.0, "delt i to"),
    ((1, 1, 1, 1), 2 / 3, "svarene spriker"),
    ((1, 1, 1, 1, 1), 0.6, "svarene spriker"),
    ((4, 0, 0, 0, 4), 1.0, "delt i to"),
    ((0, 1, 0), 0.0, "bare ett svar"),
    ((0, 0, 0), 0.0, "ingen svar ennå"),
]


@pytest.mark.parametrize(("counts", "leik", "word"), WORKED)
def test_worked_examples(counts: tuple[int, ...], leik: float, word: str) -> None:
    assert dispersion(counts) == pytest.approx(leik)
    assert agreement_word(agreement(counts)) == word


COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=5)


@given(COUNTS)
def test_from_none_to_one_and_the_same_from_both_ends(counts: list[int]) -> None:
    spread = dispersion(counts)
    assert 0 <= spread <= 1
    assert spread == pytest.approx(dispersion(counts[::-1]))
    assert (spread == 0) == (sum(map(bool, counts)) <= 1)
    assert (spread == 1) == (counts[0] == counts[-1] > 0 and not any(counts[1:-1]))


@given(COUNTS)
def test_it_is_leiks_own_formula(counts: list[int]) -> None:
    total = sum(counts)
    if not total:
        return
    cumulative = [sum(counts[: place + 1]) / total for place in range(len(counts))]
    d = [share if share <= 0.5 else 1 - share for share in cumulative]
    assert dispersion(counts) == pytest.approx(2 * sum(d) / (len(counts) - 1))


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(lambda counts: sum(counts) > 1))
def test_split_in_two_means_a_quarter_at_each_end(counts: list[int]) -> None:
    if agreement(counts) is Agreement.SPLIT:
        assert min(counts[0], counts[2]) * 4 >= sum(counts)


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        ((5, 5, 5), (8, 5, 2), Direction.BETTER),
        ((8, 5, 2), (5, 5, 5), Direction.WORSE),
        ((5, 5, 5), (6, 4, 5), Direction.STEADY),
        ((10, 0, 0), (8, 2, 0), Direction.WORSE),  # one in five moved one level: a tenth of the scale
        ((2, 2, 0), (9, 0, 0), Direction.UNKNOWN),
        ((9, 0, 0), (0, 0, 0), Direction.UNKNOWN),
    ],
)
def test_change_since_last_time(before: tuple[int, ...], now: tuple[int, ...], direction: Direction) -> None:
    changed = change(before, now)
    assert changed.direction is direction
    assert changed.moved == pytest.approx(mean_level(before) - mean_level(now))


def test_every_word_is_said_in_every_language() -> None:
    for code in ("nb", "nn", "en"):
        with using(code):
            assert len({agreement_word(agreed) for agreed in Agreement}) == len(Agreement)
            assert len({direction_word(direction) for direction in Direction}) == len(Direction)
