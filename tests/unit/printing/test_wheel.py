"""The theme wheel on paper: drawn where a sheet asks about its sectors, and told in words to whoever hears the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nettverk.domain.sheet_papers import NO_OCCASION, SheetPaper, SheetPapers
from nettverk.domain.tag_wheel import pieces_of
from nettverk.printing.flow import Page
from nettverk.printing.make import make
from nettverk.printing.sheets.pages import pages
from nettverk.services.sheets import library, shipped
from nettverk.services.sheets.wheel import wheel


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_wheel_stands_on_the_sheet_that_asks_about_it_on_one_page(language: str) -> None:
    sheet = library.sheet(None, "temahjulet", language)
    assert sheet is not None
    plain, drawn = (_pages(language, with_wheel=on) for on in (False, True))
    assert len(plain) == len(drawn) == 1
    assert len(make(drawn, sheet.title, language)) > len(make(plain, sheet.title, language)) + 1_000


def _pages(language: str, *, with_wheel: bool) -> list[Page]:
    sheet = library.sheet(None, "temahjulet", language)
    assert sheet is not None
    return pages(SheetPapers(NO_OCCASION, (SheetPaper(sheet),), wheel(language) if with_wheel else None))


def test_no_other_sheet_is_taken_for_the_wheel() -> None:
    asking = [
        sheet.id
        for sheet in shipped.sheets("nb")
        for block in sheet.blocks
        if block.kind.value == "pieces" and pieces_of([item.id for item in block.items], wheel())
    ]
    assert asking == ["temahjulet"]
    assert pieces_of(["relasjoner"], wheel()) == frozenset()
    assert pieces_of(["relasjoner", "bti"], wheel()) == frozenset()
    assert pieces_of(["relasjoner", "likeverd"], replace(wheel(), groups=())) == frozenset()
