"""Finding by a few letters."""

from __future__ import annotations

import pytest

from nettverk.ui.common.fuzzy import score


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("gr", "Grupper"),
        ("veien", "Veien videre"),
        ("vid", "Veien videre"),
        ("oys", "Øystein Å"),
        ("anne pulk", "Ánne Pulk"),
        ("refl", "Refleksjoner"),
        ("gjnmf", "Gjennomfør"),
        ("eira maret", "Máret Eira"),
        ("ny sam", "Ny samling"),
    ],
)
def test_finds(query: str, text: str) -> None:
    assert score(query, text) > 0


@pytest.mark.parametrize(("query", "text"), [("xyz", "Grupper"), ("gruppe kari", "Grupper"), ("rg", "Grupper")])
def test_does_not_find(query: str, text: str) -> None:
    assert score(query, text) == 0


def test_what_starts_so_comes_first() -> None:
    texts = ["Lag grupper på nytt", "Grupper", "Skriv ut gruppelister"]
    assert max(texts, key=lambda text: score("grup", text)) == "Grupper"
