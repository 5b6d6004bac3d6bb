"""Type as a printer would set it: kerned, as wide as it says, names that fit."""

from __future__ import annotations

import pytest

from nettverk.domain import handouts as paper
from nettverk.printing import fonts, styles
from nettverk.printing.fitting import fit
from nettverk.printing.kerning import Kerning
from nettverk.printing.kerning import read as read_kerning
from nettverk.printing.lines import Span, set_lines
from tests.helpers.paper import LONG_NAME, OCCASION, QUESTION, letters, printed


def test_letters_stand_as_the_font_says() -> None:
    bold = fonts.face(fonts.BOLD)
    assert bold.near("T", "å") == -80
    assert bold.near("T", "o") == -70
    assert bold.near("r", ".") == -160
    assert bold.near("k", "o") == 0
    assert bold.near("→", "✓") == 0
    assert bold.width("Tå") == bold.width("T") + bold.width("å") - 80


def test_a_font_without_kerning_is_set_as_it_is() -> None:
    from nettverk.assets import resource

    assert isinstance(read_kerning(resource("fonts", "NettverkSymbols-Regular.ttf")), Kerning)
    assert Kerning(()).between(1, 2) == 0


def test_a_kerned_text_is_still_one_text() -> None:
    text = "Tåka over Vågsbygd. To år, Te og vær."
    assert "Tåka over Vågsbygd. To år, Te og vær." in " ".join(
        printed(paper.Summary(OCCASION, (), ((text, (paper.CommitmentLine(text),)),))).pages[0].extract_text().split()
    )


def test_weights_share_a_line() -> None:
    (line,) = set_lines([Span("Bord "), Span("3", face=fonts.BOLD), Span(", ved døra")], styles.BODY, 400)
    assert [(run.shown, run.face) for run in line.runs] == [
        ("Bord ", "Regular"),
        ("3", "Bold"),
        (", ved døra", "Regular"),
    ]


def test_headings_fall_in_lines_of_about_the_same_length() -> None:
    lines = set_lines(QUESTION + " Og hva gjør vi så?", styles.TITLE, 480)
    assert len(lines) == 3
    assert max(line.width for line in lines) - min(line.width for line in lines) < 120


def test_running_text_is_divided_by_the_languages_rules() -> None:
    shown = [line.shown for line in set_lines("Overgangssituasjonene og spesialpedagogen", styles.BODY, 110)]
    assert any(line.endswith("-") for line in shown)
    plain = [line.shown for line in set_lines("Overgangssituasjonene og spesialpedagogen", styles.PLAIN, 130)]
    assert not any(line.endswith("-") for line in plain)


@pytest.mark.parametrize(
    ("text", "most_lines"), [("Bo", 1), ("Guttormsgaard-Kristoffersen", 1), (LONG_NAME, 3), ("Ord " * 80, 5)]
)
def test_names_shrink_first_then_wrap_then_end(text: str, most_lines: int) -> None:
    style, lines = fit(text, styles.Style(16, 20), 200, 100, least=8)
    assert len(lines) <= most_lines or text.startswith("Ord")
    assert 8 <= style.size <= 16
    assert len(lines) * style.leading <= 100
    assert all(line.width <= 200.02 for line in lines)


def test_what_cannot_fit_ends_in_dots() -> None:
    _style, lines = fit("Ord " * 400, styles.Style(16, 20), 200, 60, least=8)
    assert lines[-1].shown.endswith("…")


def test_a_long_unit_name_is_whole_on_its_sheet() -> None:
    name = "Vågsbygd helsestasjon og skolehelsetjeneste, avdeling vest"
    sheet = paper.QuestionSheet("G12-4", QUESTION, 4, "Veien videre", 4, 12, name)
    assert "".join(name.split()) in letters(printed(paper.QuestionSheets(OCCASION, (sheet,))))
