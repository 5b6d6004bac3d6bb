"""A name is found however it is written, and nobody else's is taken for it."""

from __future__ import annotations

import unicodedata

import pytest

from nettverk.domain.mentions import Name, Others, Searcher, around, spelled, without

KARI = Name("Kari Anne", "Nordmann", "kari.nordmann@eksempel.no")


def searcher(name: Name, *others: Name, words: tuple[str, ...] = ()) -> Searcher:
    return Searcher({"x": spelled(name, Others.among((name, *others), words))})


@pytest.mark.parametrize(
    "text",
    [
        "Kari Anne Nordmann", "Kari Nordmann tar det opp", "KARI NORDMANN", "Nordmann, Kari Anne", "Kari A. Nordmann",
        "Kari Nordmanns plan", "Kari Nordmann’s", "K. Nordmann", "spør Nordmann", "Nordmanns",
        "kari.nordmann@eksempel.no",
        "Kari\u00a0Nordmann", "kari-anne nordmann", "«Kari\nNordmann»", "(Kari_Nordmann.pdf)",
    ],
)  # fmt: skip
def test_ways_to_write_one_name(text: str) -> None:
    assert searcher(KARI).find(text), text


@pytest.mark.parametrize(
    "text",
    ["Kari", "Nordmannen", "nordmann", "Karianne Nordmannsen", "Nordmann-Lie", "okari nordmannx", "", "Ola og Anne"],
)
def test_what_is_not_the_name(text: str) -> None:
    assert searcher(KARI).find(text) == []


def test_letters_with_marks_in_any_form() -> None:
    name = Name("Márjá", "Bjørnø Åsén")
    for text in ("Márjá Bjørnø Åsén", unicodedata.normalize("NFD", "MÁRJÁ BJØRNØ ÅSÉN"), "Marja Bjørnø Åsen"):
        assert searcher(name).find(f"og {text}s forslag"), text
    assert searcher(name).find("Marja Bjorno Asen") == []  # other letters, not other accents


def test_a_family_name_that_others_have_too_is_left_alone() -> None:
    assert searcher(KARI, Name("Ola", "Nordmann")).find("spør Nordmann") == []
    assert searcher(KARI, Name("Knut", "Nordmann")).find("K. Nordmann") == []
    assert searcher(Name("Kari", "Lund"), words=("Lund barnehage",)).find("Vi var på Lund") == []


def test_a_name_that_two_have_is_never_certain() -> None:
    places = searcher(Name("Kari", "Moen"), Name("Kari", "Moen")).find("Kari Moen sa det")
    assert [place.certain for place in places] == [False]
    assert [place.certain for place in searcher(KARI).find("Kari Nordmann sa det")] == [True]


def test_a_given_name_alone_counts_only_where_a_field_says_who() -> None:
    assert searcher(KARI).find("Kari og Ola") == []
    text = "Kari og Ola"
    assert without(text, searcher(KARI).find(text, own_field=True)) == "[fjernet] og Ola"
    assert searcher(KARI, Name("Kari", "Moen")).find(text, own_field=True) == []


def test_the_name_goes_and_the_rest_stays() -> None:
    text = "Vi spør Kari Nordmann. Nordmanns plan (kari.nordmann@eksempel.no) er god."
    places = searcher(KARI).find(text)
    assert without(text, places) == "Vi spør [fjernet]. [fjernet] plan ([fjernet]) er god."
    assert around("a " * 60 + text, places[0] if False else searcher(KARI).find("a " * 60 + text)[0]).startswith("… a")


def test_two_people_in_one_search_and_the_longer_place_wins() -> None:
    people = {"a": KARI, "b": Name("Ola", "Vik", "ola@vik.no")}
    common = Others.among(people.values())
    both = Searcher({id_: spelled(name, common) for id_, name in people.items()})
    text = "Kari Anne Nordmann og Ola Vik"
    assert without(text, both.find(text)) == "[fjernet] og [fjernet]"


def test_a_name_that_is_being_typed_is_found_where_the_text_ends() -> None:
    for text in ("Vi spør Kari No", "Vi spør Kari Anne Nordman", "Vi spør Kari Nordmann"):
        assert without(text, searcher(KARI).find(text)) == "Vi spør [fjernet]", text
    assert searcher(KARI).find("Vi spør Kari No da") == []
    assert searcher(KARI).find("Vi spør Kari") == []


def test_nobody_is_found_for_nobody() -> None:
    assert searcher(Name("", "", "")).find("Kari Nordmann") == []
