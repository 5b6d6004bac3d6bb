"""The program's icon: told from others in a task bar, at every size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from nettverk.ui.common.app_icon import SIZES, app_icon


@pytest.mark.parametrize("size", SIZES)
def test_the_four_hues_are_seen_at_every_size(qapp: object, size: int) -> None:
    image = app_icon().pixmap(QSize(size, size)).toImage()
    assert image.width() == size
    hues = {image.pixelColor(round(size * x), round(size * y)).name() for x in (0.3, 0.7) for y in (0.3, 0.7)}
    assert len(hues) == 4
    assert image.pixelColor(0, 0).alpha() == 0, "rounded corners"
