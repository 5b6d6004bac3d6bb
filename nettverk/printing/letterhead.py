"""Who a document is from: the municipality's logo and colour, on the first page of a letter and on cards and signs."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from nettverk.domain.handouts import Occasion
from nettverk.domain.municipality import WHITE, readable, rgb
from nettverk.printing.pen import Pen

_DRAWN = 900
"""Points across of a picture in a document; a logo of 50 mm has 450 dots an inch."""
_EDGE = 3.0
"""The contrast that something which is no text needs to the paper."""


def logo(pen: Pen, occasion: Occasion, right: float, top: float, wide: float, high: float, *, said: bool) -> float:
    """Draw the logo with its right upper corner there, as large as the room; returns the width it takes, 0 without one.

    Args:
        said: tell readers what it is; on the second card of a sheet they have heard it.
    """
    if occasion.logo is None:
        return 0.0
    picture = _flat(occasion.logo.picture)
    scale = min(wide / picture.width, high / picture.height)
    width: float = picture.width * scale
    height: float = picture.height * scale
    with pen.figure(occasion.logo.alt, right - width, top, width, height) if said else pen.artifact():
        pen.picture(picture, right - width, top, width, height)
    return width


def colour(pen: Pen, occasion: Occasion, x: float, y: float, width: float, height: float) -> None:
    """A short bar in the municipality's colour; nothing where none is chosen."""
    if occasion.colour:
        pen.bar(x, y, width, height, readable(rgb(occasion.colour), WHITE, _EDGE))


@lru_cache(maxsize=4)
def _flat(data: bytes) -> Any:
    """The picture on white, no larger than it is printed: what can be seen through is another thing in each reader."""
    from PIL import Image

    with Image.open(BytesIO(data)) as opened:
        seen = opened.convert("RGBA")
    seen.thumbnail((_DRAWN, _DRAWN))
    ground = Image.new("RGBA", seen.size, (255, 255, 255, 255))
    return Image.alpha_composite(ground, seen).convert("RGB")
