"""Pages of the manual are read to plain values, and what no page may have is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.manual.text import (
    Key,
    OnScreen,
    PageText,
    Paragraph,
    Picture,
    Points,
    See,
    Subheading,
    Typed,
    Words,
)
from nettverk.exchange.manual_text import BadPage, key_name, read
from nettverk.i18n import using

TEXT = """# Hva nå?

Trykk **Ny samling** eller `Ctrl+N`,
og se [](groups).

## Etterpå

1. Først `nettverk check`.
2. Så `Mellomrom`.

![En plan](plan)

<!-- ord å finne -->
"""


def page(text: str) -> PageText:
    return read(ManualPage.PLAN, text, lambda key: f"Om {key.value}", lambda name: Path(f"{name}.png"))


def test_everything_a_page_is_made_of_is_read() -> None:
    made = page(TEXT)
    assert made.title == "Hva nå?"
    assert made.keywords == "ord å finne"
    assert made.blocks == (
        Paragraph(
            (
                Words("Trykk "), OnScreen("Ny samling", "Ny samling"), Words(" eller "), Key("Ctrl+N"), Words(","),
                Words(" "), Words("og se "), See(ManualPage.GROUPS, "Om groups"), Words("."),
            )
        ),
        Subheading("Etterpå"),
        Points(
            ((Words("Først "), Typed("nettverk check"), Words(".")), (Words("Så "), Key("Mellomrom"), Words("."))), True
        ),
        Picture("plan", "En plan", Path("plan.png")),
    )  # fmt: skip


def test_words_of_the_program_and_keys_are_said_in_the_language_in_force() -> None:
    with using("en"):
        (paragraph, *_rest) = page(TEXT).blocks
        assert isinstance(paragraph, Paragraph)
        assert paragraph.line[1] == OnScreen("New gathering", "Ny samling")
        assert key_name("Ctrl+Mellomrom") == "Ctrl+Space"
        assert key_name("Ctrl++") == "Ctrl++"


@pytest.mark.parametrize(
    "text",
    ["Ingen tittel", "# A\n\n### For dypt", "# A\n\n> sitat", "# A\n\n[med ord](plan)", "# A\n\n*skrått*",
     "# A\n\n<b>tekst</b>", "# A\n\n- a\n\n      kode"],
)  # fmt: skip
def test_what_no_page_may_have_is_told(text: str) -> None:
    with pytest.raises(BadPage):
        page(text)


def test_a_link_to_a_page_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        page("# A\n\n[](nowhere)")
