"""Hvem har møtt hvem: squares to look at, and all of it in a table."""

from __future__ import annotations

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.services.groups import groupings
from nettverk.services.handouts import handouts
from tests.helpers.conformance import elements, faults, unheard
from tests.helpers.hall import hall
from tests.helpers.paper import OCCASION, make, page_texts


def _units(count: int) -> paper.WhoMet:
    shares = tuple(
        tuple(0.0 if a == b or (a + b) % 3 == 0 else ((a + b) % 5 + 1) / 5 for b in range(count)) for a in range(count)
    )
    return paper.WhoMet(OCCASION, tuple(paper.MetUnit(f"Enhet {n:02d}") for n in range(count)), shares, 0.4)


def test_what_the_squares_show_is_said_in_a_table() -> None:
    data = make(_units(28)).data
    text = " ".join(" ".join(page_texts(data)).split())
    assert "Enhet 05" in text
    kinds = [kind for kind, _node in elements(data)]
    assert kinds.count("Figure") == 1
    assert kinds.count("Table") == 1
    assert faults(data) == []
    assert unheard(data) == []


def test_few_and_very_many_units_go_on_the_page() -> None:
    assert make(_units(1)).pages == 1
    made = make(_units(91))
    assert made.pages < 12
    assert faults(made.data) == []


def test_those_who_sat_together_have_met() -> None:
    made = hall(12)
    groupings.build(made.store, made.part_id, size=6, iterations=20)
    document = handouts.draft(made.store, made.gathering_id, DocumentKind.WHO_MET).document
    assert isinstance(document, paper.WhoMet)
    assert any(share > 0 for row, shares in enumerate(document.shares) for share in shares[row + 1 :])
    assert all(document.shares[a][b] == document.shares[b][a] for a in range(len(document.units)) for b in range(a))
    assert 0 < document.share <= 1
