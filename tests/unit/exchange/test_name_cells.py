"""Cells of names as people fill them in."""

from __future__ import annotations

import pytest

from nettverk.exchange.name_cells import Named, people_in

KARI, OLA, SIV = Named("Kari", "Nordmann"), Named("Ola", "Hansen"), Named("Siv Anne", "Aas")


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Kari Nordmann", (KARI,)),
        ("Nordmann, Kari", (KARI,)),
        ("Kari\nNordmann", (KARI,)),
        ("1. Kari Nordmann", (KARI,)),
        ("• Kari Nordmann (ny)", (KARI,)),
        ("Kari Nordmann\nOla Hansen\nSiv Anne Aas", (KARI, OLA, SIV)),
        ("- Kari Nordmann\n- Hansen, Ola\n", (KARI, OLA)),
        ("Kari Nordmann; Ola Hansen;", (KARI, OLA)),
        ("Kari Nordmann og Ola Hansen", (KARI, OLA)),
        ("Kari Nordmann, Ola Hansen og Siv Anne Aas", (KARI, OLA, SIV)),
        ("Kari Nordmann, Ola Hansen, Siv Anne Aas", (KARI, OLA, SIV)),
        ("Kari Nordmann, rektor", (Named("Kari", "Nordmann", role="rektor"),)),
        ("Kari Nordmann (pedagogisk leder)", (Named("Kari", "Nordmann", role="pedagogisk leder"),)),
        ("Kari Nordmann – Lund bhg", (Named("Kari", "Nordmann", unit="Lund bhg"),)),
        ("Kari Nordmann\nLund bhg", (Named("Kari", "Nordmann", unit="Lund bhg"),)),
        (
            "Kari Nordmann, PPT\nOla Hansen, PPT",
            tuple(Named(*n, unit="PPT") for n in [("Kari", "Nordmann"), ("Ola", "Hansen")]),
        ),
        ("Aas Lie, Kari Anne", (Named("Kari Anne", "Aas Lie"),)),
        ("Kari og Ola", (Named("Kari", ""), Named("Ola", ""))),
        ("Kari og Ola Nordmann", (KARI, Named("Ola", "Nordmann"))),
        ("Kari, Ola & Per van der Berg", tuple(Named(name, "van der Berg") for name in ("Kari", "Ola", "Per"))),
        ("Nordmann, Kari og Ola", (KARI, Named("Ola", "Nordmann"))),
        ("Kari / Per", (Named("Kari", ""), Named("Per", ""))),
        ("Kari/Per", (Named("Kari", ""), Named("Per", ""))),
        ("Kari\nOla", (Named("Kari", ""), Named("Ola", ""))),
        ("Kari Nordmann/Ola Hansen", (KARI, OLA)),
        ("Kari Nordmann + Ola Hansen", (KARI, OLA)),
        ("Kari Nordmann, Ola Hansen", (KARI, OLA)),
        ("Kari Nordmann / Per", (KARI, Named("Per", ""))),
        ("Kari Nordmann + 1", (KARI,)),
        ("Kari Nordmann og en til", (KARI,)),
        ("Kari Nordmann / vikar", (KARI,)),
        ("Kari Olsen/Hansen", (Named("Kari", "Olsen/Hansen"),)),
        ("", ()),
        (" \n\u00a0;", ()),
    ],
)
def test_everyone_in_a_cell_is_found(cell: str, people: tuple[Named, ...]) -> None:
    assert people_in(cell) == people
