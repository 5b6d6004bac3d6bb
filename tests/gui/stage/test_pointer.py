"""The pointer: held on the small picture, seen at the same place on the wall, gone when let go."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from nettverk.domain.wall.walls import Slides
from nettverk.domain.wall_reference import WallRef
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.presenter.pointer import WallPointer
from nettverk.ui.stage.wall.wall_widget import WallView
from tests.gui.stage.conftest import Stage

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
K = Qt.Key


@dataclass
class Pair:
    """A preview and a projector of another size."""

    preview: WallView
    projector: WallView
    pointer: WallPointer


def pair(qtbot: object, size: QSize, theme: Theme, grey: int = 255) -> Pair:
    projector, preview = WallView(theme), WallView(theme)
    for view in (projector, preview):
        qtbot.addWidget(view)  # type: ignore[attr-defined]
    projector.resize(size)
    preview.mirror(size)
    preview.setFixedSize(320, round(320 * size.height() / size.width()))
    wall = Slides(ref=WallRef.slides("a"), name="a", document="a", page=0, pages=1)

    def page(_document: str, _page: int, wanted: QSize) -> QImage:
        image = QImage(wanted, QImage.Format.Format_RGB32)
        image.fill(QColor(grey, grey, grey))
        return image

    for view in (projector, preview):
        view.draw_slides_from(page)
        view.show_wall(wall)
        view.show()
    return Pair(preview, projector, WallPointer(preview, lambda: projector, lambda: theme))


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (2560, 1080)], ids=str)
def test_it_stands_at_the_same_place_on_the_wall(qtbot: object, dressed: Theme, size: tuple[int, int]) -> None:
    both = pair(qtbot, QSize(*size), Theme.load("dark"))
    preview = both.preview
    assert not both.pointer.spots
    at = QPoint(preview.width() // 4, preview.height() * 3 // 4)
    QTest.mousePress(preview, LEFT, NONE, at)
    small, large = both.pointer.spots
    assert small.parentWidget() is preview
    middle = large.geometry().center()
    assert abs(middle.x() - size[0] * at.x() / preview.width()) <= 3
    assert abs(middle.y() - size[1] * at.y() / preview.height()) <= 3
    QTest.mouseMove(preview, QPoint(preview.width() // 2, 5))
    both.pointer.hide_spots()
    assert not both.pointer.spots


def test_it_follows_the_hand_and_is_gone_when_let_go(on: Stage) -> None:
    on.presenter.resize(1366, 768)
    on.key(K.Key_F5)
    on.settle()
    projector, preview = on.controller.projector, on.presenter.side.preview
    assert projector is not None
    pointer = on.controller.pointer
    assert pointer is not None
    QTest.mousePress(preview, LEFT, NONE, QPoint(40, 40))
    assert [spot.parentWidget() for spot in pointer.spots] == [preview, projector]
    first = pointer.spots[1].geometry()
    on.later(1 / 60)
    assert pointer.spots[1].isVisible(), "it stays while the clock ticks"
    QTest.mouseRelease(preview, LEFT, NONE, QPoint(40, 40))
    assert not pointer.spots
    QTest.mousePress(preview, LEFT, NONE, QPoint(preview.width() + 400, preview.height() + 400))
    second = pointer.spots[1].geometry()
    assert second != first
    assert projector.rect().contains(second.center() - QPoint(2, 2)), "outside the picture it keeps to the edge"
    on.presenter.hide()
    assert not pointer.spots, "nothing is left standing where nobody holds it"
    on.presenter.show()


@pytest.mark.drawn
@pytest.mark.parametrize("grey", [255, 0, 128])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_is_seen_on_light_and_dark_slides(qtbot: object, dressed: Theme, grey: int, look: str) -> None:
    both = pair(qtbot, QSize(960, 540), Theme.load(look), grey)
    QTest.mousePress(both.preview, LEFT, NONE, QPoint(160, 90))
    spot = both.pointer.spots[1]
    image = both.projector.grab(spot.geometry()).toImage()
    tones = [image.pixelColor(x, image.height() // 2).lightness() for x in range(image.width())]
    assert max(abs(tone - grey) for tone in tones) >= 100
    corner = image.pixelColor(1, 1)
    assert abs(corner.lightness() - grey) <= 2, "what is under it is whole around it"
    both.pointer.hide_spots()


def test_it_takes_neither_keys_nor_clicks_and_never_lights_up_a_black_wall(on: Stage) -> None:
    on.key(K.Key_F5)
    on.settle()
    pointer, preview = on.controller.pointer, on.presenter.side.preview
    assert pointer is not None
    before = on.presenter.focusWidget()
    QTest.mousePress(preview, LEFT, NONE, QPoint(40, 40))
    assert all(spot.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) for spot in pointer.spots)
    assert on.presenter.focusWidget() is before
    on.key(K.Key_B, "b")
    QTest.mouseMove(preview, QPoint(60, 60))
    QTest.mouseRelease(preview, LEFT, NONE, QPoint(60, 60))
    QTest.mousePress(preview, LEFT, NONE, QPoint(40, 40))
    assert not pointer.spots
