"""A compound is divided where its parts meet."""

from __future__ import annotations

import pytest

from nettverk.assets import resource
from nettverk.i18n import using
from nettverk.printing import styles
from nettverk.printing.dividing import pieces
from nettverk.printing.lines import set_lines
from nettverk.printing.seams import seams

COMPOUNDS = (
    "leke|miljø", "foreldre|samarbeid", "barne|hage|lærer|utdanning", "samhandlings|kompetanse", "overgangs|samtalene",
    "spesial|pedagogiske", "personal|møte", "oppfølgings|møte", "barne|verns|tjenesten", "skole|fritids|ordning",
    "språk|stimulering", "ord|styrer|rollen", "utviklings|arbeidet", "helse|stasjonen", "ungdoms|skole", "leik|miljø",
    "felles|samling",
)  # fmt: skip
WHOLE = (
    "foreldre",
    "observasjon",
    "inkluderende",
    "hverandre",
    "erfaring",
    "lærande",
    "styreren",
    "formulere",
    "å",
    "",
)


@pytest.mark.parametrize("compound", COMPOUNDS)
def test_the_parts_of_a_compound_are_known(compound: str) -> None:
    word = compound.replace("|", "")
    assert "|".join(pieces(word, "nb")) == compound


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_that_is_no_compound_has_no_seam(word: str) -> None:
    assert not seams(word)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_lines_end_only_at_the_seams(language: str) -> None:
    allowed = {tuple(compound.split("|")) for compound in COMPOUNDS}
    starts = {"".join(parts[:count]) + "-" for parts in allowed for count in range(1, len(parts))}
    text = " ".join(compound.replace("|", "") for compound in COMPOUNDS) + " "
    with using(language):
        ends = [
            line.shown.split()[-1]
            for width in (90, 110, 135, 160, 200)
            for line in set_lines(text * 6, styles.BODY, width)
            if line.shown.endswith("-")
        ]
    assert len(ends) > 20
    # A word divided at two seams ends a line with its middle part.
    assert [end for end in ends if end not in starts and not any(start.endswith(end) for start in starts)] == []


def test_the_list_of_parts_is_plain() -> None:
    lines = resource("words", "parts.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert all(word.islower() and word.isalpha() for word in words)
    assert len(words) == len(set(words)), sorted({word for word in words if words.count(word) > 1})
