"""Numbers in sentences as the language says them."""

from __future__ import annotations

import pytest

from nettverk.domain.reports.wording import Gender, Share, in_words, nearest, share, share_of, spelled
from nettverk.i18n import using


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (4, 5, "fire av fem"), (58, 72, "fire av fem"), (2, 3, "to av tre"), (1, 4, "én av fire"), (9, 10, "ni av ti"),
        (70, 100, "sju av ti"), (86, 100, "om lag ni av ti"), (1, 100, "om lag én av ti"),
    ],
)  # fmt: skip
def test_a_share_is_said_with_small_numbers(part: int, whole: int, said: str) -> None:
    assert share(part, whole) == said


def test_what_is_all_half_or_none_has_a_sentence_of_its_own() -> None:
    told = [share_of(*pair) for pair in ((0, 0), (0, 9), (9, 9), (20, 41), (3, 9))]
    assert told == [Share.NOTHING, Share.NONE, Share.ALL, Share.HALF, Share.SOME]


def test_a_mean_is_rounded_as_people_round() -> None:
    assert [nearest(total, 2) for total in (108, 109, 110, 1)] == [54, 55, 55, 1]


def test_a_word_has_the_gender_of_what_is_counted() -> None:
    assert spelled(1, Gender.NEUTER) == "ett"
    assert in_words("1 tiltak", 1, Gender.NEUTER) == "ett tiltak"
    assert in_words("13 tiltak", 13) == "13 tiltak"
    with using("nn"):
        assert (spelled(1), spelled(1, Gender.NEUTER), spelled(1, Gender.FEMININE)) == ("éin", "eitt", "éi")
        assert share(4, 5) == "fire av fem"
    with using("en"):
        assert share(4, 5) == "four in five"
