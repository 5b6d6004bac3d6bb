"""The presenter is still between two seconds, comes to rest at any width, and draws each small picture once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication

from nettverk.domain.wall.thumbnails import Thumbnail
from tests.gui.stage.conftest import Stage
from tests.helpers.rest import EventCount, counted, quiet, still

pytestmark = pytest.mark.drawn  # what draws itself for ever is found by drawing it

NARROWEST, WIDEST = 1000, 2000


@pytest.fixture
def count(qapp: QApplication) -> Iterator[EventCount]:
    """Every event of the test."""
    with counted(qapp) as counting:
        yield counting


@pytest.mark.parametrize("size", [(1000, 620), (1366, 768), (1511, 900), (1920, 1080), (2000, 1200)])
def test_the_presenter_is_still_between_two_seconds(on: Stage, count: EventCount, size: tuple[int, int]) -> None:
    on.presenter.resize(*size)
    on.later(12)
    assert quiet(count), count.most()
    on.controller.session._timer.stop()  # the clock of the test stands; a second is what ``later`` makes of it
    assert still(count), count.most()


def test_a_second_costs_some_figures_and_no_new_layout_of_the_window(on: Stage, count: EventCount) -> None:
    on.presenter.resize(1366, 768)
    on.key(Qt.Key.Key_Space)
    on.later(1)
    assert quiet(count), count.most()
    worst = 0
    for _second in range(8):
        count.forget()
        on.later(1 / 60)
        on.controller.session._timer.stop()
        for _turn in range(6):
            QCoreApplication.processEvents()
        worst = max(worst, count.count)
        assert count.of(QEvent.Type.Resize) == 0, count.most(12)
    assert worst <= 60, count.most(12)


@pytest.mark.timeout(600)
def test_the_presenter_comes_to_rest_at_any_width(
    on: Stage, count: EventCount, scale: Callable[[int, int], int]
) -> None:
    found = {}
    for minutes, height in ((0, 768), (15, 700), (45, 1000)):
        on.later(minutes)
        quiet(count, 20)
        on.presenter.setUpdatesEnabled(False)
        for width in range(NARROWEST, WIDEST + 1, scale(9, 1)):
            on.presenter.resize(width, height)
            if not count.come_to_rest():
                found[width, height] = count.most(3)
        on.presenter.setUpdatesEnabled(True)
    assert found == {}


def test_a_wall_that_is_seen_twice_with_other_words_is_drawn_once_for_each(on: Stage, count: EventCount) -> None:
    """One reference and one size, other words: as it is and as it comes. Each was drawn for the other's sake."""
    thumbs, strip = on.controller.chooser.thumbs, on.controller.chooser.strip
    assert thumbs is not None
    assert strip is not None
    on.controller.chooser.refresh()
    first = next(frame for frame in strip.thumbnails.shown if isinstance(frame, Thumbnail))
    words = next(field.name for field in fields(first.wall) if isinstance(getattr(first.wall, field.name), str))
    other = replace(first, wall=replace(first.wall, **{words: "noe helt annet"}))  # type: ignore[arg-type]
    size = QSize(104, 58)
    drawn = 0

    def look() -> None:
        thumbs.of(first, size, 1.0)
        thumbs.of(other, size, 1.0)

    def made() -> None:
        nonlocal drawn
        drawn += 1
        if drawn < 50:
            look()

    thumbs.stop()
    thumbs.made.connect(made)
    look()
    while thumbs.busy and drawn < 50:
        thumbs._make()
    assert drawn == 2
