"""The words of the program: three languages, the municipality's own words, dates and lists as the language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

import pytest

from nettverk import i18n
from nettverk.i18n import _, _c, _n, clock, join, long_date, using


@pytest.fixture(autouse=True)
def usual_words() -> Iterator[None]:
    yield
    i18n.set_field_words({})


def test_dates_clocks_and_lists_follow_the_language() -> None:
    day = date(2026, 11, 24)
    assert (long_date(day), clock(time(9, 45)), join(["Kari", "Ola", "Siv"])) == (
        "tirsdag 24. november 2026",
        "09.45",
        "Kari, Ola og Siv",
    )
    with using("nn"):
        assert long_date(day) == "tysdag 24. november 2026"
    with using("en"):
        assert (long_date(day), clock(time(9, 45))) == ("Tuesday 24 November 2026", "09:45")


def test_a_municipality_says_virksomhet_where_others_say_enhet() -> None:
    i18n.set_field_words({"unit": "virksomhet", "district": "kommunedel"})
    assert _("Enheten trenger et navn.") == "Virksomheten trenger et navn."
    assert _("Alle bydeler") == "Alle kommunedeler"
    assert _n("{n} ny enhet", "{n} nye enheter", 3) == "3 nye virksomheter"


def test_only_our_own_sentences_change_not_what_people_typed() -> None:
    i18n.set_field_words({"unit": "virksomhet"})
    assert _("Ny del") == "Ny del"
    assert _("{part} er fjernet.").format(part="Egen enhet") == "Egen enhet er fjernet."


def test_every_offered_word_has_four_forms_in_every_language_it_has() -> None:
    for sets in i18n.FIELD_WORDS.values():
        for forms in sets.values():
            assert all(len(four) == 4 and len(set(four)) >= 3 for four in forms.values())


def test_the_choice_of_words_is_in_the_language_of_the_windows() -> None:
    assert i18n.field_words_offered()["unit"] == [("enhet", "enhet"), ("virksomhet", "virksomhet")]
    with using("nn"):
        offered = i18n.field_words_offered()
    assert offered["unit"] == [("enhet", "eining"), ("virksomhet", "verksemd")]
    assert "service" not in offered, "nynorsk has one word for it, so there is nothing to choose"


def test_a_word_that_means_two_things_is_two_words_in_english() -> None:
    assert (_("Pause"), _c("del av dagen", "Pause")) == ("Pause", "Pause")
    with using("en"):
        assert (_("Pause"), _c("del av dagen", "Pause")) == ("Pause", "Break")


def test_an_unknown_word_changes_nothing() -> None:
    i18n.set_field_words({"unit": "avdeling", "moon": "ost"})
    assert _("Enheten trenger et navn.") == "Enheten trenger et navn."


def test_large_counts_can_be_read() -> None:
    with using("nb"):
        assert _n("{n} deltaker", "{n} deltakere", 20005) == "20\u00a0005 deltakere"
        assert _n("{n} deltaker", "{n} deltakere", 1200) == "1200 deltakere"


def test_what_stands_before_a_word_has_its_gender() -> None:
    i18n.set_field_words({"district": "område"})
    assert _("Alle bydeler") == "Alle områder"
    cases = {
        "nb": "fra hver bydel|En ny bydel|ingen bydel|denne bydelen|i samme bydel",
        "nn": "frå kvar bydel|Ein ny bydel",
    }
    right = {
        "nb": "fra hvert område|Et nytt område|ikke noe område|dette området|i samme område",
        "nn": "frå kvart område|Eit nytt område",
    }
    for code, sentences in cases.items():
        with using(code):
            assert [_(sentence) for sentence in sentences.split("|")] == right[code].split("|")
    i18n.set_field_words({"district": "sone"})
    with using("nn"):
        assert _("Ein ny bydel, den valde bydelen") == "Ei ny sone, den valde sona"


# What may stand before a masculine, and never before a neuter.
MASCULINE = {
    "nb": "en|én|ny|hver|hvilken|denne|den|ingen|egen|annen|noen|hel|liten|min|din|sin|vår|enhver|slik|stor|åpen",
    "nn": "ein|éin|ny|kvar|denne|den|ingen|eigen|annan|nokon|heil|liten|min|din|sin|vår|slik|stor|open",
}


@pytest.mark.parametrize("word", ["område", "oppvekstområde", "distrikt"])
@pytest.mark.parametrize("code", ["nb", "nn"])
def test_every_sentence_of_ours_is_right_with_a_neuter_word(code: str, word: str) -> None:
    i18n.set_field_words({"district": word})
    catalogue = i18n._catalogue(code) if code != "nb" else i18n._catalogue("nn")
    sources = catalogue._catalog  # type: ignore[attr-defined]
    texts = [key[0] if isinstance(key, tuple) else key for key in sources] if code == "nb" else list(sources.values())
    wrong = re.compile(rf"\b({MASCULINE[code]}) (?:\w+ )?{word}(?:et)?\b", re.IGNORECASE)
    with using(code):
        said = [i18n.in_own_words(text) for text in texts if "bydel" in text.lower()]
    assert len(said) > 20
    assert [text for text in said if wrong.search(text) or "bydel" in text.lower()] == []


def test_words_that_are_quoted_stand_in_the_marks_of_their_language() -> None:
    assert [i18n.quoted("Ja", code) for code in ("nb", "nn", "en")] == ["«Ja»", "«Ja»", "“Ja”"]
    with i18n.using("en"):
        assert i18n.quoted("Yes") == "“Yes”"
