"""The manual's pictures show the program as it is: some of them are made anew and held against those that ship."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nettverk.assets import resource
from tests.visual.manual_pictures import WINDOW, take

LANGUAGE, AGAIN = "nn", ("plan", "groups", "library", "list")
MOST = 0.03
"""Of the picture may differ: a caret that blinks, a line that is being stored."""


def _read(data: bytes) -> np.ndarray:
    with Image.open(BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB")).astype(np.int16)


@pytest.mark.slow
def test_pictures_made_anew_are_those_that_ship(tmp_path: Path) -> None:
    made = take(LANGUAGE, tmp_path, AGAIN)
    assert {*made} == {*AGAIN}
    for name, data in made.items():
        kept = _read(resource("manual", LANGUAGE, "pictures", f"{name}.png").read_bytes())
        now = _read(data)
        assert kept.shape == now.shape, name
        share = float((np.abs(kept - now).max(axis=2) > 48).mean())
        assert share < MOST, f"{name} looks different: python -m tests.visual.manual_pictures"


def test_every_picture_has_the_size_and_the_few_colours_it_is_made_with() -> None:
    for path in resource("manual").rglob("*.png"):
        with Image.open(path) as picture:
            assert picture.mode == "P", path
            assert picture.width in {WINDOW[0], 1100}, path
