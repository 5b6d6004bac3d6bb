"""Words are compared as Norwegians type them, and hits are marked as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.search import WORD, Marked, folded, marked, plain, terms_of, words_of
from nettverk.services.search.documents import stem


def finds(typed: str, said: str) -> bool:
    """Whether every word that was typed is in what was said."""
    words = words_of(said)
    return all(any(term.fits(word, stem) for word in words) for term in terms_of(typed, stem))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("relasjon", "Relasjonene i gruppa"),
        ("relasjonene", "en god relasjon"),
        ("barnehage", "alle barnehagene"),
        ("barnehagene", "Barnehagen på Lund"),
        ("barnehagane", "alle barnehagar"),
        ("barnehager", "kvar barnehage"),
        ("barnehagene", "barnehagelæreren"),
        ("lærerne", "en lærer"),
        ("overgangar", "ved overgangen"),
        ("samtalane", "i samtalen"),
        ("forventningar", "forventningene våre"),
        ("skulane", "skular"),
        ("ide", "en god idé"),
        ("idé", "flere ideer"),
        ("kafe", "foreldrekafé og kaféen"),
        ("maret", "Máret sa det"),
        ("blå", "blå ring"),
        ("blaa", "den blå sonen"),
        ("laere", "å lære sammen"),
        ("oevelse", "øvelse gjør mester"),
        ("åse", "Aase"),
        ("LEK", "leken ute"),
        ("rela", "relasjonskompetanse"),
        ("foreldre samarbeid", "samarbeidet med foreldrene"),
        ("e\u0301n", "én voksen"),
        ("7", "7-åringene"),
    ],
)  # fmt: skip
def test_what_is_typed_finds(typed: str, said: str) -> None:
    assert finds(typed, said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("for", "dagen før"),
        ("får", "for alle"),
        ("møte", "mote"),
        ("mote", "møte"),
        ("bær", "bar"),
        ("verden", "verdier"),
        ("relasjon", "rasjon"),
        ("lek samtale", "bare lek"),
    ],
)
def test_and_does_not_find(typed: str, said: str) -> None:
    assert not finds(typed, said)


def test_every_beginning_of_a_word_finds_it() -> None:
    """As one types: nothing that was found is lost at the next letter, whatever ending the letters look like."""
    for word in (
        "relasjonene",
        "foreldresamarbeidet",
        "barnehagelærerne",
        "lærerne",
        "idéene",
        "overgangane",
        "sakene",
    ):
        for letters in range(1, len(word) + 1):
            assert finds(word[:letters], f"Det er {word} det gjelder"), word[:letters]


def test_letters_are_folded_but_not_the_norwegian_ones() -> None:
    assert folded("ÉÆØÅ") == "eæøå"
    assert folded("Ü") == "u"
    assert folded("Č") == "c"
    assert folded("fa\u0301") == "fa"
    assert plain("sam\u00adarbeid") == "samarbeid"


def test_the_whole_word_is_marked() -> None:
    told = marked("Vi bygger  relasjonene først", terms_of("relasjon", stem), stem)
    assert told == Marked("Vi bygger relasjonene først", ((10, 11),))


def test_a_long_text_is_cut_around_the_hit() -> None:
    text = "ord " * 200 + "overgangen " + "mer " * 200
    told = marked(text, terms_of("overgang", stem), stem)
    assert len(told.text) < 200
    start, length = told.spans[0]
    assert len(told.spans) == 1
    assert told.text[start : start + length] == "overgangen"
    assert told.text.startswith("… ")
    assert told.text.endswith(" …")


@given(st.text(max_size=400), st.text(max_size=20))
def test_marks_are_always_words_of_the_text(text: str, typed: str) -> None:
    terms = terms_of(typed, stem)
    told = marked(text, terms, stem, most=40)
    for start, length in told.spans:
        word = told.text[start : start + length]
        assert WORD.fullmatch(word)
        assert any(term.fits(folded(word), stem) for term in terms)
