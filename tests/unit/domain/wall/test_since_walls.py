"""The gathering opens with how it went, and nobody is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nettverk.domain.follow_up import Commitment, CommitmentStatus
from nettverk.domain.threads import SinceLast, since_last_of
from nettverk.domain.wall import sequence, walls
from nettverk.domain.wall.since_walls import since_last
from nettverk.domain.wall.whole_day import whole_day
from nettverk.domain.wall_reference import SINCE_LAST
from tests.helpers.stage_day import context, day_at


def promised(unit: str, status: CommitmentStatus, learnt: str = "", minute: int = 0) -> Commitment:
    at = datetime(2026, 11, 24, 9, minute, tzinfo=UTC)
    return Commitment("c", "g", unit, "Noe", "", None, "", status, learnt, 1, at, f"Enhet {unit}")


def test_what_was_done_is_told_first_and_the_same_words_once() -> None:
    since = since_last_of(
        [
            promised("a", CommitmentStatus.NOT_YET, "Vi rakk det ikke."),
            promised("a", CommitmentStatus.DONE, "Det holdt."),
            promised("b", CommitmentStatus.TRIED, "Det holdt."),
            promised("b", CommitmentStatus.OPEN),
        ]
    )
    assert since == SinceLast(1, 1, 1, 1, 2, ("Det holdt.", "Vi rakk det ikke."))
    (wall,) = since_last(since, "nb")
    assert isinstance(wall, walls.SinceLast)
    assert [(tally.count, tally.word) for tally in wall.counts] == [
        (1, "Gjort"), (1, "Prøvd"), (1, "Ikke ennå"), (1, "Venter på svar"),
    ]  # fmt: skip
    assert "Enhet" not in repr(wall)


def test_what_is_typed_now_stands_first() -> None:
    done, not_yet = CommitmentStatus.DONE, CommitmentStatus.NOT_YET
    since = since_last_of([promised("a", done, "Det holdt.", 1), promised("b", not_yet, "Vi r", 2)])
    assert since.learnt == ("Vi r", "Det holdt.")


@pytest.mark.parametrize(
    ("since", "title"),
    [
        (SinceLast(9, 8, 4, 0, 14), "17 av 21 tiltak er gjort eller prøvd"),
        (SinceLast(9, 8, 0, 0, 14), "Alle 17 tiltak er gjort eller prøvd"),
        (SinceLast(0, 0, 0, 3, 2), "3 tiltak fra sist. Hvordan gikk det?"),
        (SinceLast(1, 0, 0, 0, 1), "Tiltaket fra sist er gjort eller prøvd"),
        (SinceLast(0, 0, 1, 0, 1), "Tiltaket fra sist tar vi med videre"),
    ],
)
def test_the_sum_is_a_sentence(since: SinceLast, title: str) -> None:
    (wall,) = since_last(since, "nb")
    assert isinstance(wall, walls.SinceLast)
    assert wall.title == title


def test_the_wall_stands_with_the_first_ones_and_only_where_something_was_promised() -> None:
    made = context()
    waiting = day_at(made, now=-10)
    assert sequence.find(made, waiting, SINCE_LAST) is None
    after = replace(made, since=SinceLast(2, 1, 0, 0, 3, ("Det holdt.",)))
    assert sequence.find(after, waiting, SINCE_LAST) is not None
    assert SINCE_LAST in [thumbnail.wall.ref for thumbnail in whole_day(after, waiting)[0].thumbnails]
