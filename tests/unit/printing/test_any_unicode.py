"""Any text in any field gives a PDF that opens, conforms, and says the same words in the same order."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.domain import handouts as paper
from nettverk.printing import fonts
from nettverk.printing.scripts import bidi
from tests.helpers.conformance import faults, unheard
from tests.helpers.paper import OCCASION, every_kind, make
from tests.helpers.said import said
from tests.unit.printing.test_reference_papers import needs_poppler, told

_WRITINGS = (
    st.characters(min_codepoint=0x20, max_codepoint=0x17F),
    st.characters(min_codepoint=0x590, max_codepoint=0x6FF),
    st.characters(min_codepoint=0x900, max_codepoint=0xDFF),
    st.characters(min_codepoint=0xE00, max_codepoint=0xE7F),
    st.characters(min_codepoint=0x1200, max_codepoint=0x137F),
    st.characters(min_codepoint=0x3000, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF),
    st.characters(min_codepoint=0x2000, max_codepoint=0x2BFF),
    st.characters(exclude_categories=("Cs",)),
)
_LIST_MARK = re.compile(r"^\s*[-–—•*·]\s+", re.MULTILINE)
ANY = st.text(st.one_of(*_WRITINGS), max_size=60) | st.text(st.one_of(*_WRITINGS[1:3]), max_size=40)


def _words_come_back(text: str) -> None:
    answers = (paper.Answer("Bord 1", text),)
    data = make(paper.Summary(OCCASION, (paper.AnsweredQuestion("Hva?", "På tvers", 3, (), answers),))).data
    pieces = said(data)
    heard = "".join("".join(pieces).split())
    begin = heard.index("Hva?") + len("Hva?")
    heard = heard[begin : heard.rfind("Bord1")] if "Bord1" in heard else ""  # an empty answer is left out
    typed = "".join(_LIST_MARK.sub("", fonts.as_typed(text).replace("\0", "\ufffd")).split())
    if not any(bidi.kind(letter) in {"R", "AL", "AN"} for letter in typed):
        assert _without_marks(heard) == _without_marks(typed)
        return
    # What runs left is drawn from left to right, and turned by whoever reads it: every letter is there. Beside them
    # stand the names of signs that no font has, which elsewhere are read as they were typed.
    plain = fonts.face(fonts.REGULAR)
    assert _counted(typed, plain) - _counted(heard, plain) == Counter()


def _without_marks(text: str) -> str:
    """Without the dashes of lists, which answers may begin with or be given."""
    return text.strip("–-•*·").replace("–", "")


def _counted(text: str, plain: fonts.Face) -> Counter[str]:
    return Counter(
        letter
        for letter in text
        if unicodedata.category(letter)[0] in {"L", "N"}
        and unicodedata.bidirectional(letter) != "BN"
        and plain.has(letter)
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_words_come_back_in_order(text: str) -> None:
    _words_come_back(text)


def test_a_mark_of_a_list_gives_way_to_the_dash_of_the_paper() -> None:
    _words_come_back("0\r* 0")
    _words_come_back("– én\n* to\n tre * fire")


def test_half_a_letter_is_a_mark_and_stops_nothing() -> None:
    """What is no Unicode text (half of a pair of two) may come from a damaged file."""
    answers = (paper.Answer("Bord 1", "før \ud800 etter"),)
    data = make(paper.Summary(OCCASION, (paper.AnsweredQuestion("Hva?", "På tvers", 3, (), answers),))).data
    assert faults(data) == []
    assert "før?etter" in "".join("".join(said(data)).split())


UNKNOWN = "\U00010900\U00010901"
"""Phoenician, which hardly any machine has letters of, and which runs left."""


def test_what_no_font_has_is_copied_as_typed_also_where_it_runs_left() -> None:
    for text in (f"{UNKNOWN} og \u0ca8\u0ca1", "\u0645\u062d\u0645\u062f \u0ca8\u0ca1", f"\u05d0\u05d1 {UNKNOWN}"):
        answers = (paper.Answer("Bord 1", text),)
        data = make(paper.Summary(OCCASION, (paper.AnsweredQuestion(text, "På tvers", 3, (), answers),))).data
        heard = "".join("".join(said(data)).split())
        assert sorted(set(text) - {" "} - set(heard)) == []
        assert faults(data) == []


def test_a_private_letter_and_a_title_of_a_book_conform() -> None:
    for text in ("\ue000 og \u05d0\uf8ff", "Et langt navn \U0001f600 " * 1500):
        assert faults(make(every_kind(text)[1], text).data) == []


@needs_poppler
@pytest.mark.parametrize(
    "text",
    [
        "Overgangssituasjonene planlegges sammen med spesialpedagogen og foreldrenettverket. " * 6 + "Slutt",
        "Vi møtte \u0645\u062d\u0645\u062f \u0639\u0628\u062f og \u05d3\u05d5\u05d3 i dag, og det var fint. Slutt",
        f"Det står {UNKNOWN} og \u0ca8\u0ca1 i brevet. Slutt",
    ],
)
def test_a_word_said_otherwise_than_drawn_does_not_end_what_one_hears(text: str) -> None:
    """Poppler takes the end of marked content within other marked content for the end of both."""
    answers = (paper.Answer("Bord 1", text), paper.Answer("Bord 2", text))
    data = make(paper.Summary(OCCASION, (paper.AnsweredQuestion("Hva?", "På tvers", 3, (), answers),))).data
    heard = "".join(re.findall(r'"([^"]*)"', told(data, 1)))
    assert heard.count("Slutt") == 2
    assert set(text) <= set(heard)
    assert unheard(data) == []


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, st.integers(0, 13))
def test_a_document_with_any_text_conforms(text: str, kind: int) -> None:
    data = make(every_kind(f"{text}x")[kind], f"{text}x").data
    assert faults(data) == []
    assert unheard(data) == []


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY)
def test_words_come_back_in_order_many_times(text: str) -> None:
    _words_come_back(text)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, st.integers(0, 13))
def test_any_document_with_any_text_conforms(text: str, kind: int) -> None:
    data = make(every_kind(f"{text}x")[kind], f"{text}x").data
    assert faults(data) == []
    assert unheard(data) == []
