"""The municipality's logo and name on what belongs to no gathering: sheets, the wheel, a sheet's year and reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from nettverk.domain.handouts import Handout
from nettverk.domain.reports.model import ReportFormat, ReportKind, Scope
from nettverk.domain.tags import Carrier, TagOn, school_year
from nettverk.services import gatherings, municipality, settings, tags, year_wheel
from nettverk.services.reports import reports
from nettverk.services.sheets import faces, shipped, year
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.helpers.conformance import elements, faults, unheard
from tests.helpers.logo import logo
from tests.helpers.paper import page_texts
from tests.unit.services.sheets.test_year import LIGHT, judge, used

ALT = "En elv mellom to bakker"


@pytest.fixture(scope="module")
def town() -> Iterator[Store]:
    """A municipality with a name, a logo and a colour, and a gathering with a theme and a sheet that was answered."""
    store = stores.empty(lambda: datetime.combine(TODAY, time(12), UTC))
    settings.put(store, "municipality", "Elvestad kommune")
    settings.put(store, "municipality_colour", "#005f73")
    settings.put(store, "logo_alt", ALT)
    municipality.set_logo(store, logo(), logo())
    judge(store, used(store, LIGHT, TODAY), (12, 8, 7))
    here = gatherings.all_(store)[0].id
    tags.set_tags(store, Carrier(TagOn.GATHERING, here, here), ["relasjoner"])
    yield store
    store.close()


def _papers(store: Store) -> dict[str, Handout]:
    head = municipality.head(store)
    sheet = shipped.sheet(LIGHT)
    assert sheet is not None
    tally = faces.tally(sheet, occasion=head)
    assert tally is not None
    begins = school_year(TODAY)
    return {
        "sheet": faces.paper(sheet, occasion=head),
        "tally": tally,
        "wheel": year_wheel.handout(store, begins),
        "year": year.handout(store, LIGHT, begins),
    }


def test_sheets_the_wheel_and_a_sheets_year_say_whose_they_are(town: Store) -> None:
    for name, handout in _papers(town).items():
        figures = [str(node["/Alt"]) for kind, node in elements(handout.data) if kind == "Figure"]
        assert figures.count(ALT) == 1, name
        assert "Elvestad kommune" in page_texts(handout.data)[0], name
        information = PdfReader(BytesIO(handout.data)).metadata
        assert information is not None
        assert information.author == "Elvestad kommune", name
        assert faults(handout.data) == [], name
        assert unheard(handout.data) == [], name


def test_a_report_has_the_logo_with_its_words_on_paper_and_in_word(town: Store) -> None:
    (draft,) = reports.drafts(town, ReportKind.ONE_PAGE, Scope(school_year(TODAY)), "nb")
    printed = reports.render(draft, ReportFormat.PDF).data
    assert [str(node["/Alt"]) for kind, node in elements(printed) if kind == "Figure"].count(ALT) == 1
    assert faults(printed) == []
    written = Document(BytesIO(reports.render(draft, ReportFormat.DOCX).data))
    heads = [section.header._element for section in written.sections]
    said = [shape.get("descr") for head in heads for shape in head.iter() if shape.tag.endswith("}docPr")]
    assert said.count(ALT) == 1
    assert [part.partname for part in written.part.package.iter_parts() if "/media/" in part.partname]
