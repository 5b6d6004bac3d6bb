"""Words are divided where one who reads aloud would stop."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nettverk.i18n import using
from nettverk.printing import styles
from nettverk.printing.dividing import pieces, sayable
from nettverk.printing.lines import set_lines

_WORDS = Path(__file__).with_name("divided_words.txt")


def _marked() -> list[str]:
    lines = _WORDS.read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith(("#", "[")) for word in line.split()]


def _places(marked: str) -> tuple[str, set[int], set[int]]:
    """The word, where it may be divided, and where it must be possible."""
    may, must, at = set[int](), set[int](), 0
    for sign in marked:
        if sign in "|.":
            may.add(at)
            must.update({at} if sign == "|" else ())
        else:
            at += 1
    return marked.replace("|", "").replace(".", ""), may, must


def test_words_of_the_field_are_divided_rightly() -> None:
    words = _marked()
    wrong: list[str] = []
    for marked in words:
        word, may, must = _places(marked)
        divided = pieces(word, "nb")
        places = {len("".join(divided[:count])) for count in range(1, len(divided))}
        if not places <= may or (len(word) > 6 and not must <= places):
            wrong.append("-".join(divided))
    assert len(words) >= 670
    assert wrong == []


@pytest.mark.parametrize(
    ("word", "language", "divided"),
    [
        ("utprøving", "nb", "ut-prø-ving"),
        ("utprøvinga", "nn", "ut-prø-vinga"),
        ("Utprøvingsperioden", "nb", "Utprøvings-perioden"),
        ("«samarbeid»,", "nb", "«sam-ar-beid»,"),
        ("collaboration", "en", "col-lab-or-a-tion"),
        ("ansatt", "nb", "ansatt"),
        ("foreldrene", "nb", "foreldrene"),
        ("Foreldrenettverket", "nb", "Foreldre-nettverket"),
        ("mestringskjensle", "nn", "mestrings-kjensle"),
        ("tverretatleg", "nn", "tverr-etatleg"),
        ("ubehagelig", "nb", "ubeha-ge-lig"),
        ("SFO-leder", "nb", "SFO-leder"),
        ("McDonald", "nb", "McDonald"),
        ("å" * 300, "nb", "å" * 300),
    ],
)
def test_one_word(word: str, language: str, divided: str) -> None:
    assert "-".join(pieces(word, language)) == divided


def test_what_nobody_can_say_is_no_syllable() -> None:
    assert sayable("utprøving", 2)
    assert sayable("handling", 4)
    assert not any(sayable("utprøving", at) for at in (1, 3, 4))
    assert not sayable("handling", 5)


@given(st.text(alphabet="abdefghijklmnoprstuvyæøåé", min_size=7, max_size=40), st.sampled_from(["nb", "nn", "en"]))
def test_nothing_is_lost_and_every_piece_has_a_vowel(word: str, language: str) -> None:
    for everywhere in (False, True):
        divided = pieces(word, language, everywhere=everywhere)
        assert "".join(divided) == word
        if language != "en" and len(divided) > 1:
            assert all(set(piece) & set("aeiouyæøåé") for piece in divided)
            assert all(sayable(word, len("".join(divided[:count]))) for count in range(1, len(divided)))


@pytest.mark.parametrize("style", [styles.BODY, styles.HEADING.but(hyphenate=False)])
def test_a_word_wider_than_its_line_is_divided_with_a_hyphen_and_within_its_parts(style: styles.Style) -> None:
    with using("nb"):
        lines = set_lines("barnehagelærerutdanning", style, 5.2 * style.size)
        address = set_lines("https://eksempel.kommune.no/samlinger", style, 5.2 * style.size)
    shown = [line.shown for line in lines]
    assert len(shown) > 1
    assert all(line.endswith("-") for line in shown[:-1])
    assert "".join(line.removesuffix("-") for line in shown) == "barnehagelærerutdanning"
    assert "".join(line.source for line in lines) == "barnehagelærerutdanning"
    assert all(sayable("barnehagelærerutdanning", at) for at, _next in pairwise(_ends(shown)) if at)
    assert not any(line.shown.endswith("-") for line in address), "an address has no hyphen of ours"


def _ends(shown: list[str]) -> list[int]:
    """Where each line ends in the word."""
    ends = [0]
    for line in shown:
        ends.append(ends[-1] + len(line.removesuffix("-")))
    return ends
