"""The theme wheel on the wall: drawn at every shape of screen, with names or with numbers that stand beside it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from nettverk.domain.tags import Touched
from nettverk.domain.wall.sheet_walls import SheetPrompt, prompt
from nettverk.domain.wall.wheel_walls import wheel_wall
from nettverk.services.sheets import shipped
from nettverk.services.sheets.wheel import wheel
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall import painting
from nettverk.ui.stage.wall.canvas import Canvas, Drawn

SIZES = [(1024, 768), (1280, 1024), (1280, 720), (1920, 1080), (2560, 1080), (768, 1024)]


def drawn(wall: object, size: tuple[int, int], page: int = 0) -> tuple[list[Drawn], QImage]:
    theme = Theme.load("dark")
    picture = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    canvas = Canvas(painter, *size, theme)
    painting.paint(canvas, wall, page)  # type: ignore[arg-type]
    painter.end()
    return canvas.drawn, picture


def asked(language: str) -> SheetPrompt:
    sheet = shipped.sheet("temahjulet", language)
    assert sheet is not None
    return prompt("u", sheet, 1)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_wheel_is_drawn_where_a_sheet_asks_about_it(dressed: Theme, size: tuple[int, int], language: str) -> None:
    """With names where they are read from the back; else with the numbers of the rows beside it, on every page."""
    wall = asked(language)
    pages = painting.pages(wall, *size, Theme.load("dark"))
    seen = []
    for page in range(pages):
        lines, picture = drawn(wall, size, page)
        seen += [line.text for line in lines]
        small = [line for line in lines if line.px < picture.height() / 31 and size[0] > size[1]]
        assert not small, "read from the back row"
        numbers = {line.text for line in lines if line.text.isdigit()}
        if "1" in seen and page == 0:
            assert numbers >= {str(number) for number in range(1, len(wall.pieces) + 1)}
        for line in lines:
            assert line.rect.right() <= size[0]
            assert line.rect.bottom() <= size[1]
    for row in wall.rows:
        if row.number:
            assert row.strong in " ".join(seen)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_year_in_the_wheel_has_a_number_for_each_name(dressed: Theme, size: tuple[int, int]) -> None:
    known = wheel("nb")
    counts = {tag_id: 1 + place % 3 for place, tag_id in enumerate(known.names)}
    (wall,) = wheel_wall(Touched(2026, 3, counts, frozenset(["relasjoner"])), known, "nb")
    seen = []
    pages = painting.pages(wall, *size, Theme.load("dark"))
    for page in range(pages):
        lines, _picture = drawn(wall, size, page)
        seen += [line.text for line in lines]
        assert all(line.rect.right() <= size[0] and line.rect.bottom() <= size[1] for line in lines)
    told = " ".join(seen)
    assert all(name in told for name in known.names.values())
    rings = sum(len(ring.tags) for ring in known.rings)
    assert {str(number) for number in range(1, rings + 1)} <= set(seen)
    assert "Relasjoner (i dag)" in told
    assert wheel_wall(Touched(), known, "nb") == ()
