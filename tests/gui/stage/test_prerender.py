"""Walls that may come are drawn before they are asked for, and only then."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nettverk.domain.wall_reference import WallRef
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall import name_walls
from nettverk.ui.stage.wall.wall_widget import WallView
from tests.helpers.waiting import until
from tests.helpers.wall_show import ordinary


def test_what_is_expected_is_laid_out_in_quiet_moments_and_then_nothing_ticks(dressed: Theme) -> None:
    view = WallView(Theme.load("dark"))
    view.resize(711, 403)
    view.show()
    QCoreApplication.processEvents()
    walls = [shown.wall for shown in ordinary()]
    names = next(wall for wall in walls if wall.ref == WallRef.names("tvers"))
    view.expect(walls)
    until(lambda: view._prerender.waiting == 0)
    assert not view._prerender._timer.isActive()
    before = name_walls.names_grid.cache_info().misses
    view.show_wall(names)
    assert view.page_count > 1
    assert name_walls.names_grid.cache_info().misses == before, "it was laid out already"
    view.close()
    view.deleteLater()


def test_a_hidden_wall_draws_nothing_ahead(dressed: Theme) -> None:
    view = WallView(Theme.load("dark"))
    view.resize(320, 180)
    view.show()
    view.expect([shown.wall for shown in ordinary()])
    view.hide()
    assert view._prerender.waiting == 0
    assert not view._prerender._timer.isActive()
    view.deleteLater()
