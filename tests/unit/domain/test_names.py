"""Names as people write them, and when two of them are one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.domain.names import called, join_name, name_key, name_similarity, proper_case, split_name, tidy


@pytest.mark.parametrize(
    ("written", "given_name", "family_name"),
    [
        ("Kari Nordmann", "Kari", "Nordmann"),
        ("  Kari\u00a0\u2009Nordmann\u200b ", "Kari", "Nordmann"),
        ("KARI NORDMANN", "Kari", "Nordmann"),
        ("kari nordmann", "Kari", "Nordmann"),
        ("Nordmann, Kari", "Kari", "Nordmann"),
        ("NORDMANN,KARI ANNE", "Kari Anne", "Nordmann"),
        ("Anne-Lise Næss Ørstavik", "Anne-Lise Næss", "Ørstavik"),
        ("ANNE-LISE AAS-LIE", "Anne-Lise", "Aas-Lie"),
        ("Ola van der Berg", "Ola", "van der Berg"),
        ("OLA VAN DER BERG", "Ola", "van der Berg"),
        ("Siv von Krogh", "Siv", "von Krogh"),
        ("VON KROGH, SIV", "Siv", "von Krogh"),
        ("Maria de la Cruz", "Maria", "de la Cruz"),
        ("Yusuf bin Said", "Yusuf", "bin Said"),
        ("Mohammed El Amrani", "Mohammed", "El Amrani"),
        ("Thi Van Nguyen", "Thi Van", "Nguyen"),
        ("Kari McDonald", "Kari", "McDonald"),
        ("Kari MCDONALD", "Kari", "MCDONALD"),
        ("KARI O'BRIEN", "Kari", "O'Brien"),
        ("Áile Ánte Sárá", "Áile Ánte", "Sárá"),
        ("ČÁHPPE ŠUOŠŠJÁVRI", "Čáhppe", "Šuoššjávri"),
        ("Kari", "Kari", ""),
        ("", "", ""),
        ("Kari, ", "Kari", ""),
        (unicodedata.normalize("NFD", "Åse Bjørnå"), "Åse", "Bjørnå"),
    ],
)
def test_full_names_are_split_and_cased(written: str, given_name: str, family_name: str) -> None:
    assert split_name(written) == (given_name, family_name)


def test_names_in_two_cells_are_only_tidied() -> None:
    assert join_name(" KARI  ANNE ", "VAN DER BERG") == ("Kari Anne", "van der Berg")
    assert join_name("Kari", "de Vries") == ("Kari", "de Vries")


def test_one_person_has_one_key_however_typed() -> None:
    keys = {name_key(name) for name in ("Anne-Lise Aas", "ANNE LISE AAS", "anne\u00a0lise  aas ", "Anne‑Lise Aas")}
    assert keys == {name_key("Anne", "Lise Aas")}
    assert name_key("André O'Brien") == name_key("Andre OBrien")
    assert name_key("Åse Aas") != name_key("Ase Aas")
    assert name_key("Bjørn Lie") != name_key("Björn Lie")


def test_alike_is_offered_not_equal() -> None:
    assert name_similarity("Kari Nordmann", "NORDMANN Kari") >= 0.9
    assert name_similarity("Kari Nordmann", "Kari Lie Nordmann") >= 0.9
    assert 0.88 <= name_similarity("Kari Nordmann", "Kari Normann") < 1
    assert name_similarity("Kari Nordmann", "Ola Nordmann") < 0.88
    assert name_similarity("kari nordmann", "Kari Nordmann") == 1


@given(st.text(max_size=60))
def test_folding_and_tidying_twice_changes_nothing(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert tidy(tidy(text)) == tidy(text)
    assert unicodedata.is_normalized("NFC", tidy(text))


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8), min_size=1, max_size=5))
def test_splitting_loses_no_letters(words: list[str]) -> None:
    written = " ".join(words)
    assert name_key(*split_name(written)) == name_key(written)


def test_a_name_is_the_same_in_capitals_also_in_turkish() -> None:
    assert name_key("Işık Şahin") == name_key("ışık şahin") == name_key("IŞIK ŞAHİN")


NORWEGIAN = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÁČĐŊŠŦŽÉabcdefghijklmnopqrstuvwxyzæøåáčđŋšŧžé -'", max_size=40)


@given(NORWEGIAN)
def test_casing_twice_changes_nothing(text: str) -> None:
    once = proper_case(tidy(text))
    assert proper_case(once) == once


def test_a_middle_name_that_is_a_family_name_goes_with_the_family_name() -> None:
    assert called("Gro Ødegård", "Larsensønn") == ("Gro", "Ødegård Larsensønn")
    assert called("Anne Grete", "Dahl") == ("Anne Grete", "Dahl")
    assert called("Jan Erik", "Vik") == ("Jan Erik", "Vik")
    assert called("Siv Hætta", "Eira", {"hætta"}) == ("Siv", "Hætta Eira")
    assert called("Hans Roland", "Berg") == ("Hans Roland", "Berg")
    assert called("Dal", "") == ("Dal", "")
