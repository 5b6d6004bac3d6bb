"""The crib for the lectern is one page with every key of the stage's own registry, in each language."""

from __future__ import annotations

import pytest

from nettverk.domain import handouts as paper
from nettverk.domain.rundown.commands import key_groups
from nettverk.i18n import LANGUAGES, using
from tests.helpers.conformance import faults, unheard
from tests.helpers.paper import OCCASION, make, text_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_stage_is_on_one_page(language: str) -> None:
    with using(language):
        groups = key_groups()
        made = make(paper.StageKeys(OCCASION, groups))
        said = " ".join(text_of(made.data).split())
        assert made.pages == 1
        for title, lines in groups:
            assert title in said
            for line in lines:
                assert line.explanation in said
                for cap in line.caps:
                    assert cap in said
    assert faults(made.data) == []
    assert unheard(made.data) == []
