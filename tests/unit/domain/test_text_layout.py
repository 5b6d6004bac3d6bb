"""Lines as the wall and the paper both set them; here every letter is half as wide as the type is large."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.text_layout import Joint, Widths, balanced_width, even, filled, largest, measured


@dataclass(frozen=True)
class Bit:
    """A piece of text."""

    text: str
    joint: Joint = Joint.SPACE
    face: str = "regular"


def measure(text: str, face: str, size: float) -> float:
    """Bold is a fifth wider."""
    return len(text) * size / 2 * (1.2 if face == "bold" else 1.0)


def words(text: str) -> list[Bit]:
    return [Bit(word) for word in text.split()]


def lines_of(pieces: list[Bit], lines: list[tuple[int, int]]) -> list[str]:
    return [" ".join(piece.text for piece in pieces[first:last]) for first, last in lines]


def width_of(widths: Widths, first: int, last: int) -> float:
    return sum(widths.inside[first : last - 1]) + widths.at_end[last - 1]


paragraphs = st.lists(
    st.builds(Bit, st.text("abcdefgh", min_size=1, max_size=12), st.sampled_from(Joint), st.sampled_from(["", "bold"])),
    max_size=40,
)
columns = st.floats(60, 400)


def test_a_piece_is_as_wide_as_it_stands() -> None:
    pieces = [Bit("en"), Bit("over", Joint.SOFT), Bit("gang", Joint.OPEN), Bit("x", Joint.TIGHT, "bold")]
    widths = measured(pieces, 10, measure)
    assert widths.alone == [10, 20, 20, 6]
    assert widths.inside == [15, 20, 20, 6], "a space follows the first"
    assert widths.at_end == [10, 25, 20, 6], "a hyphen ends the second"


def test_two_parts_of_a_word_may_stand_nearer() -> None:
    def near(text: str, face: str, size: float) -> float:
        return measure(text, face, size) - text.count("-T") * size / 10

    pieces = [Bit("A-", Joint.OPEN), Bit("Team"), Bit("og")]
    assert measured(pieces, 10, near).inside == [10, 25, 15]
    assert measured(pieces, 10, near, kerned=True).inside == [9, 25, 15]


def test_lines_are_filled_one_after_the_other() -> None:
    pieces = words("en to tre fire fem seks")
    assert lines_of(pieces, filled(measured(pieces, 2, measure), 9)) == ["en to tre", "fire fem", "seks"]


def test_nothing_is_no_line() -> None:
    assert filled(measured([], 10, measure), 100) == []
    assert even(measured([], 10, measure), 100) == []


def test_what_is_tight_is_never_parted_while_it_can_be_helped() -> None:
    pieces = [Bit("aaaa"), Bit("bbb", Joint.TIGHT), Bit("ccc")]
    assert filled(measured(pieces, 2, measure), 9) == [(0, 1), (1, 3)]
    assert even(measured(pieces, 2, measure), 9) == [(0, 1), (1, 3)]


def test_balanced_lines_are_about_equally_long() -> None:
    pieces = words("Hva gjør dere når et barn blir stående utenfor leken")
    widths = measured(pieces, 2, measure)
    assert lines_of(pieces, filled(widths, 48)) == ["Hva gjør dere når et barn blir stående utenfor", "leken"]
    narrow = balanced_width(widths, 48, lowest=12, tolerance=0.1)
    assert lines_of(pieces, filled(widths, narrow)) == ["Hva gjør dere når et barn", "blir stående utenfor leken"]


def test_no_word_is_left_alone_on_the_last_line() -> None:
    pieces = words("aaa bbb ccc ddd eee fff ggg hhh i")
    assert lines_of(pieces, filled(measured(pieces, 2, measure), 15))[-1] == "i"
    assert lines_of(pieces, even(measured(pieces, 2, measure), 15))[-1] != "i"


@given(paragraphs, columns)
def test_every_piece_is_on_a_line_once_and_in_order(pieces: list[Bit], width: float) -> None:
    widths = measured(pieces, 10, measure)
    for lines in (filled(widths, width), even(widths, width)):
        assert [at for first, last in lines for at in range(first, last)] == list(range(len(pieces)))
        assert all(first < last for first, last in lines)


@given(paragraphs, columns)
def test_no_line_is_too_wide_unless_it_cannot_be_divided(pieces: list[Bit], width: float) -> None:
    widths = measured(pieces, 10, measure)
    for first, last in filled(widths, width):
        assert width_of(widths, first, last) <= width + 0.02 or last == first + 1


@given(paragraphs, columns)
def test_filled_lines_are_the_fewest(pieces: list[Bit], width: float) -> None:
    widths = measured([Bit(piece.text, Joint.SPACE, piece.face) for piece in pieces], 10, measure)
    assert len(filled(widths, width)) <= len(even(widths, width))


@given(paragraphs, columns)
def test_balancing_takes_no_more_lines_and_no_wider(pieces: list[Bit], width: float) -> None:
    widths = measured(pieces, 10, measure)
    narrow = balanced_width(widths, width, lowest=width / 12, tolerance=1.0)
    assert width / 12 <= narrow <= width
    assert len(filled(widths, narrow)) <= len(filled(widths, width))


@given(st.integers(1, 60), st.integers(0, 80))
def test_the_largest_size_that_fits_is_found(count: int, room: int) -> None:
    sizes = [8 + number / 2 for number in range(count)]
    fitting = [size for size in sizes if size * 2 <= room]
    assert largest(sizes, lambda size: size if size * 2 <= room else None) == (fitting[-1] if fitting else None)


@pytest.mark.parametrize("count", [1, 2, 7, 100])
def test_few_sizes_are_tried(count: int) -> None:
    tried: list[float] = []

    def attempt(size: float) -> float | None:
        tried.append(size)
        return None

    assert largest(range(count), attempt) is None
    assert len(tried) <= count.bit_length()
