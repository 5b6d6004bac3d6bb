"""Suggestions: points alike by words, told with the words they share, and never done by themselves."""

from __future__ import annotations

from nettverk.domain.sheets.definition import Who
from nettverk.domain.themes import Point, Theme, ThemeBoard, Voice
from nettverk.services.themes.likeness import likeness
from nettverk.services.themes.stems import english_stem, stem, words

_VOICE = {"t": Voice("t", Who.TABLE, "Bord 1")}


def _board(points: list[tuple[str, str]], *themes: str, language: str = "nb") -> ThemeBoard:
    told = tuple(Point(str(number), text, "t", "q", theme) for number, (text, theme) in enumerate(points))
    return ThemeBoard("g", told, tuple(Theme(name, name) for name in themes), _VOICE, language=language)


def test_endings_fall_away_in_bokmal_and_nynorsk() -> None:
    assert len({stem(word) for word in ("ringer", "ringe", "ringes", "ringende")}) == 1
    assert len({stem(word) for word in ("foreldre", "foreldrene", "foreldra", "foreldres")}) <= 2
    assert stem("barnehagen") == stem("barnehager") == stem("barnehagene") == stem("barnehagar")
    assert stem("muligheter") == stem("mulighetene") == stem("mulighet")
    assert stem("øy") == "øy"
    assert english_stem("meetings") == english_stem("meeting")


def test_small_words_say_nothing() -> None:
    assert words("Hva skal vi gjøre når det ikke er noen å ringe?") == ["ringe"]
    assert words("Kva skal me gjere når det ikkje er nokon å ringje?") == ["me", "ringje"]


def test_a_point_is_held_out_to_the_theme_it_is_like() -> None:
    board = _board(
        [
            ("Én voksen å ringe", "Ringe"), ("Navn og nummer på den som ringer", "Ringe"),
            ("En liten bok om barnet", "Barnet"), ("Barnet viser rundt selv", "Barnet"),
            ("Vite hvem jeg kan ringe i august", ""), ("Kaffe og vafler", ""),
        ],
        "Ringe", "Barnet",
    )  # fmt: skip
    told = likeness(board)
    assert set(told.suggestions) == {"4"}, "nothing is made up for what is like nothing"
    assert told.suggestions["4"].theme_id == "Ringe"
    assert told.suggestions["4"].words == ("ringe",)
    assert told.suggestions["4"].alike == 2


def test_a_new_theme_is_known_by_its_name_alone() -> None:
    board = _board([("Foreldrene må med fra start", ""), ("Ro i garderoben", ""), ("Lek ute", "")], "Foreldre", "Tid")
    assert likeness(board).suggestions["0"].theme_id == "Foreldre"


def test_before_there_are_themes_points_find_one_another() -> None:
    board = _board([("Ring tidlig", ""), ("Vi ringer for sent", ""), ("Lek ute", ""), ("Mat", ""), ("Søvn", "")])
    told = likeness(board)
    assert not told.suggestions
    assert told.neighbours["0"] == ("1",)
    assert "2" not in told.neighbours


def test_nothing_and_signs_alone_are_like_nothing() -> None:
    assert not likeness(ThemeBoard()).suggestions
    told = likeness(_board([("😀", ""), ("!!1 2", ""), ("", "T")], "T", "U"))
    assert not told.suggestions
    assert not told.neighbours


def test_english_gatherings_get_english_endings() -> None:
    board = _board(
        [("Calling parents early", "Call"), ("One adult calls", "Call"), ("We called too late", ""), ("Food", "")],
        "Call", language="en",
    )  # fmt: skip
    assert likeness(board).suggestions["2"].theme_id == "Call"
