"""What the year's reports look like: a full year, a first gathering, nothing yet; every page of one on one picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from nettverk.domain.errors import BadInput
from nettverk.domain.participants import Attendance
from nettverk.domain.reports.model import ReportFormat, ReportKind, Scope
from nettverk.services import follow_up, gatherings, participants
from nettverk.services.pdf_pages import PdfPages
from nettverk.services.register import register
from nettverk.services.reports import reports
from nettverk.services.templates import templates
from nettverk.storage.store import Store
from nettverk.ui.common.pictures import as_image
from tests.helpers import stores
from tests.helpers.clock import TODAY
from tests.visual.compare import check

pytestmark = pytest.mark.slow
WIDTH, GAP = 480, 12
NOON = datetime.combine(TODAY, time(12), UTC)
PAGES = {
    "full-yearly_long-nb": ("full", ReportKind.YEARLY_LONG, "nb"),
    "full-decision-nn": ("full", ReportKind.DECISION, "nn"),
    "first-yearly-nn": ("first", ReportKind.YEARLY, "nn"),
    "empty-competence-nb": ("empty", ReportKind.COMPETENCE, "nb"),
}


YEARS = {"full": 2025, "first": 2026, "empty": 2026}
"""The school year of each town: a full one is over."""
SMALL, CELL = 300, (300 + GAP, 424 + GAP)
ACROSS = 7
"""Pages beside one another on the sheet of every report."""


def first_gathering(store: Store) -> None:
    """A town that has held its first gathering: who came is noted, and a few things are promised."""
    network = register.add_network(store, "0–6").made
    services = {one.name: one.id for one in register.services(store)}
    held = gatherings.make(
        store, templates()[0], network_id=network, title="Nettverkssamling 1", theme="Gode overganger",
        held_on=date(2026, 10, 6),
    ).made  # fmt: skip
    for name, service, count in (
        ("Lia barnehage", "Barnehage", 12), ("Bakken barnehage", "Barnehage", 9), ("PPT", "PPT", 2),
    ):  # fmt: skip
        unit = register.add_unit(store, name, service_id=services[service]).made
        for number in range(count):
            person = participants.add_new(store, held, f"Navn{number}", name, unit).made
            participants.mark(store, person, Attendance.PRESENT)
        follow_up.promise(store, held, unit, what="Vi ringer hverandre før det blir stort.", who="Leder")


@pytest.fixture(scope="module")
def towns() -> Iterator[dict[str, Store]]:
    """One with a full year, one that has held its first gathering, one with nothing yet."""
    made = {name: stores.empty(lambda: NOON) for name in ("full", "first", "empty")}
    stores.fill_with_sample(made["full"], TODAY)
    first_gathering(made["first"])
    yield made
    for store in made.values():
        store.close()


def pages_of(store: Store, kind: ReportKind, year: int, language: str, width: int) -> list[QImage]:
    """A report's pages as pictures; of the reports of units that of the first unit, and none where no unit has one."""
    try:
        read = reports.drafts(store, kind, Scope(year), language)[0]
    except BadInput:
        return []
    file = reports.render(read, ReportFormat.PDF)
    pages = PdfPages(file.data)
    pictures = [as_image(pages.picture(number, width)).copy() for number in range(file.pages)]
    pages.close()
    return pictures


@pytest.mark.parametrize("name", PAGES)
def test_the_reports_look_as_they_did(towns: dict[str, Store], name: str) -> None:
    town, kind, language = PAGES[name]
    pictures = pages_of(towns[town], kind, YEARS[town], language, WIDTH)
    check(f"report-{name}", sheet_of(pictures, len(pictures), (WIDTH + GAP, pictures[0].height() + GAP)))


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("town", ["full", "first", "empty"])
def test_every_report_looks_as_it_did(towns: dict[str, Store], town: str, language: str) -> None:
    year = YEARS[town]
    pictures = [picture for kind in ReportKind for picture in pages_of(towns[town], kind, year, language, SMALL)]
    check(f"reports-{town}-{language}", sheet_of(pictures, ACROSS, CELL), share=0.004, cell=CELL)


def sheet_of(pictures: list[QImage], across: int, cell: tuple[int, int]) -> QImage:
    """Pages beside and below one another."""
    rows = -(-len(pictures) // across)
    columns = min(across, len(pictures))
    sheet = QImage(columns * cell[0] + GAP, rows * cell[1] + GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#888888"))  # behind paper, as on a desk; no colour of the theme
    painter = QPainter(sheet)
    for number, picture in enumerate(pictures):
        painter.drawImage(GAP + number % across * cell[0], GAP + number // across * cell[1], picture)
    painter.end()
    return sheet
