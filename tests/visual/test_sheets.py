"""What any sheet looks like on its faces: every kind of block in every language, and all that ship in the long run."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.domain.handouts import Handout
from nettverk.domain.sheets.definition import SheetDefinition
from nettverk.i18n import LANGUAGES, using
from nettverk.services.pdf_pages import PdfPages
from nettverk.services.sheets import faces, shipped
from nettverk.ui.common.pictures import as_image
from nettverk.ui.common.sheet_entry.form import SheetForm
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.export import render
from nettverk.ui.stage.wall.painting import pages
from tests.helpers.made_sheets import OF_KIND, sheet
from tests.visual.compare import check

PAPER, WALL, GAP = 330, 480, 6


def contact_sheet(pictures: Sequence[QImage], columns: int) -> tuple[QImage, tuple[int, int]]:
    """Pictures of one size side by side, and the size of a cell."""
    cell = pictures[0].width() + GAP, pictures[0].height() + GAP
    made = QImage(columns * cell[0], -(-len(pictures) // columns) * cell[1], QImage.Format.Format_RGB32)
    made.fill(0xFF808080)
    painter = QPainter(made)
    for number, picture in enumerate(pictures):
        painter.drawImage(number % columns * cell[0], number // columns * cell[1], picture)
    painter.end()
    return made, cell


HANDFUL = ("several", "columns", "scale", "steps", "share", "pieces", "commitment")
"""Kinds of blocks that look different from one another; the shipped ones change their words too often to be kept."""


def handful() -> list[SheetDefinition]:
    """A sheet for each of these kinds of blocks; only the program's own words are in other languages."""
    return [sheet(*OF_KIND[name]) for name in HANDFUL]


def paper_pictures(handouts: Sequence[Handout | None]) -> list[QImage]:
    made: list[QImage] = []
    for handout in handouts:
        if handout is not None:
            pdf = PdfPages(handout.data)
            made += [as_image(pdf.picture(page, PAPER)).copy() for page in range(pdf.count)]
            pdf.close()
    return made


def wall_pictures(
    known: Sequence[SheetDefinition], language: str, size: tuple[int, int] = (1920, 1080), look: str = "dark"
) -> list[QImage]:  # fmt: skip
    theme = Theme.load(look)
    high, smooth = round(WALL * size[1] / size[0]), Qt.TransformationMode.SmoothTransformation
    made: list[QImage] = []
    for one in known:
        for wall in faces.walls(one, language, faces.example_state(one, language), part=3):
            for page in range(pages(wall, *size, theme)):
                picture = render(wall, size, theme, page)
                made.append(picture.scaled(WALL, high, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_handful_on_paper(dressed: object, language: str) -> None:
    picture, cell = contact_sheet(paper_pictures([faces.paper(known, language) for known in handful()]), 5)
    check(f"sheets-paper-{language}", picture, cell=cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_handful_summed_up(dressed: object, language: str) -> None:
    summed_up = [faces.summary_example(known, language) for known in handful()]
    picture, cell = contact_sheet(paper_pictures(summed_up), 5)
    check(f"sheets-summary-{language}", picture, cell=cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_handful_on_the_wall(dressed: object, language: str) -> None:
    picture, cell = contact_sheet(wall_pictures(handful()[:5], language), 5)
    check(f"sheets-wall-{language}", picture, share=0.0012, cell=cell)


def test_every_kind_of_block_in_light_at_four_by_three(dressed: object) -> None:
    kinds = [sheet(*OF_KIND[name]) for name in ("columns", "scale", "ticks", "share", "commitment")]
    picture, cell = contact_sheet(wall_pictures(kinds, "nb", (1024, 768), "light"), 5)
    check("sheets-wall-kinds-4x3", picture, share=0.0012, cell=cell)


def test_two_kinds_of_blocks_on_a_screen_on_end(dressed: object) -> None:
    kinds = [sheet(*OF_KIND[name]) for name in ("columns", "scale")]
    picture, cell = contact_sheet(wall_pictures(kinds, "nb", (1080, 1920), "light"), 5)
    check("sheets-wall-kinds-on-end", picture, share=0.0012, cell=cell)


def test_what_is_counted(dressed: object) -> None:
    light = sheet(*OF_KIND["scale"])
    picture, cell = contact_sheet(paper_pictures([faces.tally(light), faces.tally(sheet(*OF_KIND["ticks"]))]), 2)
    check("sheets-tally", picture, cell=cell)


THUMB = 190
"""Pixels across in the contact sheets of all that ship: enough to see that something has moved, grown or gone."""


def thumbs(pictures: Sequence[QImage]) -> list[QImage]:
    """The same pictures small, each on a cell as high as the highest of them."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small = [one.scaledToWidth(THUMB, smooth) for one in pictures]
    high = max(one.height() for one in small)
    made = []
    for one in small:
        cell = QImage(THUMB, high, QImage.Format.Format_RGB32)
        cell.fill(0xFFFFFFFF)
        painter = QPainter(cell)
        painter.drawImage(0, 0, one)
        painter.end()
        made.append(cell)
    return made


def entry_pictures(known: Sequence[SheetDefinition]) -> list[QImage]:
    """What one types in, of each sheet."""
    made = []
    for one in known:
        form = SheetForm(one)
        form.resize(620, min(1400, max(300, form.heightForWidth(620) if form.hasHeightForWidth() else 900)))
        form.show()
        made.append(form.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
        form.close()
        form.deleteLater()
    return made


def pictures_of(face: str, known: Sequence[SheetDefinition], language: str) -> list[QImage]:
    match face:
        case "paper":
            return paper_pictures([faces.paper(one, language) for one in known])
        case "summary":
            return paper_pictures([faces.summary_example(one, language) for one in known])
        case "wall":
            return wall_pictures(known, language)
        case _:
            return entry_pictures(known)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("face", ["paper", "summary", "wall", "entry"])
def test_all_that_ship(dressed: object, face: str, language: str) -> None:
    """Every sheet on each face; whoever changes the words of one gives it a new version and looks at it here."""
    with using(language):
        picture, cell = contact_sheet(thumbs(pictures_of(face, shipped.sheets(language), language)), 12)
    check(f"all-sheets-{face}-{language}", picture, share=0.0012, cell=cell)
