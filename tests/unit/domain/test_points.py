"""A line is the same point after its words are changed and after it is moved; nothing is two points at once."""

from __future__ import annotations

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from nettverk.domain.points import Line, bare, follow, identified, lines_of


def _followed(before: str, after: str, ids: list[str] | None = None) -> list[tuple[str, str]]:
    numbers = count(1)
    lines = identified(before, ids)
    made = follow(lines, lines_of(after), lambda: f"ny{next(numbers)}")
    return list(zip(made, lines_of(after), strict=True))


def test_lines_stored_before_lines_had_ids_have_their_number() -> None:
    assert identified("- En\n\n- To\n", None) == (Line("1", "- En"), Line("2", "- To"))
    assert [line.words for line in identified("– En\n2) To\n• Tre\n-5 grader", None)] == [
        "En",
        "To",
        "Tre",
        "-5 grader",
    ]
    assert bare("10 barn kom") == "10 barn kom", "a number that counts something is no number of a point"


def test_a_dash_alone_says_nothing_as_yet() -> None:
    assert lines_of("- \n–\n\n ? \n😀\nå") == ("😀", "å")


def test_typed_on_typed_over_and_moved_it_is_the_same_point() -> None:
    old = "Ro i garderoben\nEn liten bok\nSpør barnet"
    assert [id_ for id_, _line in _followed(old, "Ro i garderoben de første ukene\nEn liten bok\nSpør barnet")] == list(
        "123"
    )
    assert [id_ for id_, _line in _followed(old, "Noe helt annet\nEn liten bok\nSpør barnet")] == list("123")
    assert _followed(old, "Spør barnet\nRo i garderoben\nEn liten bok") == [
        ("3", "Spør barnet"), ("1", "Ro i garderoben"), ("2", "En liten bok"),
    ]  # fmt: skip
    moved_and_changed = _followed(old, "Spør barnet hva som hjelper\nRo i garderoben\nEn liten bok")
    assert [id_ for id_, _line in moved_and_changed] == ["3", "1", "2"]


def test_a_new_line_between_two_is_a_new_point() -> None:
    assert [id_ for id_, _line in _followed("En\nTo", "En\nMidt imellom\nTo")] == ["1", "ny1", "2"]
    assert [id_ for id_, _line in _followed("En lang tanke om ro", "En lang tanke\nom ro")] == ["1", "ny1"]
    assert [id_ for id_, _line in _followed("En\nTo\nTre", "En\nTre")] == ["1", "3"]


def test_words_that_come_back_are_the_point_they_were() -> None:
    known = {"Spør barnet": ["7a"]}
    assert follow((Line("1", "En"),), ("En", "Spør barnet"), lambda: "ny", lambda: known) == ("1", "7a")


def test_whatever_ids_stand_in_the_file_no_two_points_are_one() -> None:
    lines = identified("a\nb\nc", ["x", "x", 5])
    assert len({line.id for line in lines}) == 3
    assert [line.id for line in identified("a\nb", ["x"])] == ["1", "2"]
    assert len({line.id for line in identified("a\nb", ["2", "2"])}) == 2


_LINE = st.sampled_from(
    ["", "a", "ab", "abc", "- en", "en", "to tre fire", "to tre fem", "😀", "–", "ring meg", "ring"]
)


@settings(max_examples=3 * settings().max_examples, deadline=None)
@given(st.lists(st.lists(_LINE, max_size=7), min_size=1, max_size=6))
def test_every_line_has_one_id_and_no_other_has_it(texts: list[list[str]]) -> None:
    numbers = count(1)
    lines: tuple[Line, ...] = ()
    for text in texts:
        after = lines_of("\n".join(text))
        ids = follow(lines, after, lambda: f"n{next(numbers)}")
        assert len(ids) == len(after) == len(set(ids))
        kept = {line.id for line in lines}
        # What says the same as before, and as often, is the same.
        if sorted(line.text for line in lines) == sorted(after):
            assert set(ids) == kept
        lines = tuple(Line(id_, line) for id_, line in zip(ids, after, strict=True))


@settings(max_examples=2 * settings().max_examples, deadline=None)
@given(
    st.lists(
        st.text("abcdefg ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=8, unique_by=str.strip
    ),
    st.randoms(use_true_random=False),
)
def test_typing_letter_by_letter_never_changes_who_anybody_is(texts: list[str], dice: object) -> None:
    """A secretary types in any line, in any order, and every key is stored."""
    numbers = count(1)
    lines: tuple[Line, ...] = ()
    rows = [""] * len(texts)
    known: dict[int, str] = {}
    while rows != texts:
        place = dice.choice([number for number, row in enumerate(rows) if row != texts[number]])  # type: ignore[attr-defined]
        rows[place] = texts[place][: len(rows[place]) + 1]
        after = lines_of("\n".join(rows))
        ids = follow(lines, after, lambda: f"n{next(numbers)}")
        standing = [number for number, row in enumerate(rows) if lines_of(row)]
        now = dict(zip(standing, ids, strict=True))
        for number, id_ in known.items():
            # Two lines that read the same while they are typed cannot be told apart, nor need they be.
            if [row.strip() for row in rows].count(rows[number].strip()) == 1 and number != place:
                assert now[number] == id_
        known = dict(now)
        lines = tuple(Line(id_, line) for id_, line in zip(ids, after, strict=True))
