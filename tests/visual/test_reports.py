"""What the year's reports look like: a full year, a first gathering, nothing yet; every page of one on one picture."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from nettverk.domain.reports.model import ReportFormat, ReportKind, Scope
from nettverk.services import gatherings
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


@pytest.fixture(scope="module")
def towns() -> Iterator[dict[str, Store]]:
    """One with a full year, one that has held its first gathering, one with nothing yet."""
    made = {name: stores.empty(lambda: NOON) for name in ("full", "first", "empty")}
    stores.fill_with_sample(made["full"], TODAY)
    network = register.add_network(made["first"], "0–6").made
    gatherings.make(
        made["first"], templates()[0], network_id=network, title="Nettverkssamling 1", theme="Gode overganger",
        held_on=date(2026, 10, 6),
    )  # fmt: skip
    yield made
    for store in made.values():
        store.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_reports_look_as_they_did(towns: dict[str, Store], name: str) -> None:
    town, kind, language = PAGES[name]
    file = reports.render(reports.drafts(towns[town], kind, Scope(2026), language)[0], ReportFormat.PDF)
    pages = PdfPages(file.data)
    pictures = [as_image(pages.picture(number, WIDTH)) for number in range(file.pages)]
    pages.close()
    sheet = QImage(
        sum(one.width() + GAP for one in pictures) + GAP, pictures[0].height() + 2 * GAP, QImage.Format.Format_RGB32
    )  # fmt: skip
    sheet.fill(QColor("#888888"))  # behind paper, as on a desk; no colour of the theme
    painter = QPainter(sheet)
    left = GAP
    for one in pictures:
        painter.drawImage(left, GAP, one)
        left += one.width() + GAP
    painter.end()
    check(f"report-{name}", sheet)
