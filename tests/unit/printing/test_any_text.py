"""Whatever people type is printed as they typed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nettverk.domain import handouts as paper
from nettverk.printing import fonts
from nettverk.printing.lines import set_lines
from nettverk.printing.scripts.shaping import JOINERS, foreign
from nettverk.printing.styles import BODY, TITLE
from tests.helpers.paper import OCCASION, every_kind, letters, make, printed
from tests.helpers.quick import every

HOSTILE = (
    "<b>fet</b> & </para> <img src='http://eksempel.no/x.png'> &amp; &#65; %s {0} {navn}",
    "Máret Ŋŋ đĐ ŧŦ šŠ žŽ čČ Åse Ægir Øystein ï ö ü",
    "nul\0her \x07 bjelle \ud800 halv \u202eveksla\u202c retning\u200b",
    "e\u0301n to\u0308 q\u0301",
    "ord\nneste linje\r\n\r\nog en til\tmed tabulator",
    "   ",
    "-",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_every_document_takes_any_text(text: str) -> None:
    for document in every_kind(text):
        assert make(document, text).pages >= 1


def test_markup_is_only_letters() -> None:
    for document in every_kind("<b>fet</b> & </para>"):
        assert "<b>fet</b>&</para>" in letters(printed(document)), type(document).__name__


def test_sami_and_norwegian_letters_are_there() -> None:
    name = "MáretŊŋđĐŧŦšŠžŽčČÅseÆgirØystein"
    sheet = paper.AttendanceList(OCCASION, (paper.Attendee(name, "Davvi mánáidgárdi"),))
    assert name in letters(printed(sheet))


def test_emoji_are_drawn_or_said_in_words_and_unknown_signs_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.printable("✓→☐😀日本") == "✓→☐😀日本"
    assert fonts.printable("👩\u200d🏫\ufe0f") == "👩\u200d🏫\ufe0f"
    assert fonts.printable("☺\ufe0f Å\u200db") == "☺ Åb"
    assert fonts.printable("x\0y") == "x▯y"
    monkeypatch.setattr(fonts, "font_for", lambda _letter: None)
    assert fonts.printable("👍🏽") == "[tommel\u00a0opp]"
    assert fonts.printable("🦄") == "[emoji:\u00a0unicorn\u00a0face]"
    assert fonts.printable("日本") == "日本", "drawn as boxes, and copied as typed"
    assert fonts.missing("日本") == "日本"
    assert fonts.printable("👩\u200d🏫") == "[kvinne][skole]"


def test_behind_the_page_the_text_is_as_typed() -> None:
    data = make(
        paper.Summary(
            OCCASION, (paper.AnsweredQuestion("Hva nå?", "På tvers", 3, (), (paper.Answer("Bord 1", "Takk 🎉"),)),)
        ),
        "x",
    ).data
    from io import BytesIO

    from pypdf import PdfReader

    page = PdfReader(BytesIO(data)).pages[0]
    behind = page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
    assert "Takk 🎉".encode("utf-16-be").hex().upper() in behind


def test_five_thousand_words_are_all_there() -> None:
    words = " ".join(f"ord{number}" for number in range(5000))
    answered = paper.AnsweredQuestion(words, "På tvers", 3, (), (paper.Answer("Bord 1", words),))
    everything = letters(printed(paper.Summary(OCCASION, (answered,), (("PPT", (paper.CommitmentLine(words),)),))))
    assert everything.count("ord4999") == 3
    assert everything.count("ord2500") == 3


@pytest.mark.parametrize("kind", every(3, range(11)))
def test_a_word_of_thousands_of_letters(kind: int, scale: Callable[[int, int], int]) -> None:
    count = 32_000 if kind == 2 else scale(5_000, 32_000)
    document = every_kind("x" * count)[kind]
    made = make(document, "x")
    assert 1 <= made.pages < 400


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.sampled_from([60.0, 180.0, 480.0]))
def test_no_letter_is_lost_in_lines(text: str, width: float) -> None:
    typed = fonts.as_typed(text).replace("\u2028", "\n")
    for style in (BODY, TITLE):
        lines = set_lines(text, style, width)
        there = "".join("".join(line.source.split()) for line in lines)
        assert there == "".join(typed.split())
        shown = "".join(line.shown for line in lines)
        # What no font has is drawn as a box, which is a font as well.
        plain = fonts.face(fonts.REGULAR).plain
        assert all(plain(letter) or foreign(letter, plain) or letter in {" ", "\u00a0", *JOINERS} for letter in shown)


@settings(deadline=None)
@given(st.text(alphabet="abcdefgh æøå-–/", min_size=1, max_size=400), st.floats(40, 500))
def test_no_line_is_wider_than_the_column(text: str, width: float) -> None:
    for style in (BODY, TITLE):
        assert all(line.width <= width + 0.02 or len(line.shown) <= 2 for line in set_lines(text, style, width))
