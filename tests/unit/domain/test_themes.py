"""How widely something was said, in words that are right for one and for many, in three languages."""

from __future__ import annotations

import pytest

from nettverk.domain.sheets.definition import Who
from nettverk.domain.themes import (
    Point,
    Spread,
    Theme,
    ThemeBoard,
    Voice,
    count_words,
    ends_in,
    spread_words,
    told_themes,
)
from nettverk.i18n import using

_ALL = ("Barnehage", "PPT", "Skole")


@pytest.mark.parametrize(
    ("spread", "nb", "nn", "en"),
    [
        (
            Spread(12, 11, 15, services=_ALL, all_services=3),
            "Nevnt ved 11 av 15 bord, fra alle tjenester",
            "Nemnt ved 11 av 15 bord, frå alle tenester",
            "Mentioned at 11 of 15 tables, from all services",
        ),
        (
            Spread(2, 1, 15, services=_ALL[:2], all_services=3),
            "Nevnt ved 1 av 15 bord, fra barnehage og PPT",
            "Nemnt ved 1 av 15 bord, frå barnehage og PPT",
            "Mentioned at 1 of 15 tables, from barnehage and PPT",
        ),
        (
            Spread(2, 15, 15, services=("A", "B", "C", "D"), all_services=7),
            "Nevnt ved alle 15 bord, fra 4 av 7 tjenester",
            "Nemnt ved alle 15 bord, frå 4 av 7 tenester",
            "Mentioned at all 15 tables, from 4 of 7 services",
        ),
        (Spread(1, 1, 1), "Nevnt ved det eneste bordet", "Nemnt ved det einaste bordet", "Mentioned at the only table"),
        (
            Spread(3, 2, 15, 1, 20),
            "Nevnt ved 2 av 15 bord og av 1 av 20 enheter",
            "Nemnt ved 2 av 15 bord og av 1 av 20 einingar",
            "Mentioned at 2 of 15 tables and by 1 of 20 units",
        ),
        (
            Spread(3, alone=3),
            "Nevnt av noen få som svarte alene",
            "Nemnt av nokre få som svara åleine",
            "Mentioned by a few who answered alone",
        ),
        (Spread(3), "Sagt i plenum", "Sagt i plenum", "Said in plenary"),
        (Spread(), "", "", ""),
    ],
)  # fmt: skip
def test_how_widely_it_was_said(spread: Spread, nb: str, nn: str, en: str) -> None:
    for language, words in (("nb", nb), ("nn", nn), ("en", en)):
        with using(language):
            assert spread_words(spread) == words


def _board(*places: tuple[int, str]) -> ThemeBoard:
    voices = {str(number): Voice(str(number), Who.TABLE, f"Bord {number}", number) for number in range(1, 6)}
    points = tuple(Point(str(n), f"punkt {n}", str(table), "q", theme) for n, (table, theme) in enumerate(places))
    return ThemeBoard("g", points, (Theme("a", "A", 1, True), Theme("b", "B", 2), Theme("c", "C", 3, True)), voices)


def test_a_table_counts_once_however_much_it_said() -> None:
    board = _board((1, "a"), (1, "a"), (2, "a"), (3, ""))
    assert board.spread(board.in_themes()["a"]).tables == 2
    assert board.spread(board.in_themes()["a"]).all_tables == 3, "tables that have said nothing as yet are not counted"


def test_how_far_one_is() -> None:
    assert count_words(_board()) == "0 punkter"
    assert count_words(_board((1, ""))) == "1 punkt, ingen plassert ennå"
    assert count_words(_board((1, "a"), (2, "b"), (2, ""))) == "3 punkter: 2 i 2 temaer, 1 ikke plassert"
    assert count_words(_board((1, "a"), (2, "a"))) == "2 punkter: 2 i 1 tema. Alt er plassert."


def test_the_wall_has_what_was_chosen_for_it_and_the_most_said_first() -> None:
    board = _board((1, "a"), (2, "c"), (3, "c"), (4, "b"))
    assert [one.name for one in told_themes(board)] == ["C", "A", "B"]
    (first, second) = told_themes(board, on_wall=True)
    assert (first.name, second.name) == ("C", "A")
    assert first.dots == (False, True, True, False)


def test_merged_themes_lead_on_and_circles_lead_nowhere() -> None:
    assert ends_in("a", {"a": "b", "b": "c"}, {"c"}) == "c"
    assert ends_in("a", {"a": "b", "b": "a"}, {"c"}) == ""
    assert ends_in("gone", {}, {"c"}) == ""
