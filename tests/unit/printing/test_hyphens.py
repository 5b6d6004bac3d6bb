"""Words are divided just as pyphen divides them, though its patterns are read one at a time."""

from __future__ import annotations

import pyphen
import pytest

from nettverk.printing.hyphens import Divider

_WORDS = (
    "barnehagelæreren", "foreldresamarbeid", "helsestasjonsoppfølging", "inkluderende", "observasjonskompetanse",
    "tverrprofesjonelt", "utviklingsarbeid", "språkstimulering", "ordstyrerrollen", "handlingsplan", "overgangen",
    "samhandlingskompetanse", "kindergarten", "collaboration", "responsibility", "observations", "interdisciplinary",
    "barnehagar", "heilskapleg", "kommunepsykologen", "utanforskap", "tiltaksutvikling", "lærande", "å", "ski",
)  # fmt: skip


@pytest.mark.parametrize("language", ["nb_NO", "nn_NO", "en_GB"])
def test_divided_as_pyphen_does(language: str) -> None:
    ours, theirs = Divider(language, 3, 3), pyphen.Pyphen(lang=language, left=3, right=3)
    pieces = {word[start : start + long] for word in _WORDS for start in range(4) for long in (5, 8, 11, 40)}
    for word in sorted({*_WORDS, *pieces} - {""}):
        assert ours.positions(word) == theirs.positions(word), word
