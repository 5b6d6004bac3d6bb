"""The theme wheel on paper: the sectors that a sheet asks about white and framed, the others grey."""

from __future__ import annotations

import math
from collections.abc import Collection
from functools import cached_property

from nettverk.domain.tag_wheel import Sector, sectors
from nettverk.domain.tags import Wheel
from nettverk.i18n import _, join
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block
from nettverk.printing.lines import set_lines
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style
from nettverk.printing.tags import Node

_LETTERS = 7.6
"""Points, at most; one size for all names, so that no theme shouts."""
_WHITE = (1.0, 1.0, 1.0)


class WheelPicture(Block):
    """The whole wheel in the middle of the page; ``asked`` are the ids of the sectors one writes about."""

    keep = True

    def __init__(self, wheel: Wheel, asked: Collection[str], *, side: float = 212.0, before: float = 8.0) -> None:
        self.wheel, self.asked, self.side, self.before = wheel, frozenset(asked), side, before
        self.sectors = sectors(wheel)

    def height(self, width: float) -> float:
        return self.side

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        centre = (x + width / 2, y + self.side / 2)
        names = [sector.label for sector in self.sectors if sector.tag_id in self.asked]
        with pen.content(Node("Figure", alt=_("Temahjulet: {themes}").format(themes=join(names)))):
            for asked in (False, True):  # what is framed last, so that the frame is whole
                for sector in self.sectors:
                    if (sector.tag_id in self.asked) is asked:
                        self._sector(pen, sector, centre, asked=asked)
            for sector in self.sectors:
                self._name(pen, sector, centre)

    def _sector(self, pen: Pen, sector: Sector, centre: tuple[float, float], *, asked: bool) -> None:
        radius = self.side / 2 - 1
        edge = (styles.STRONG, styles.INK) if asked else (styles.LINE, styles.RULE)
        pen.wedge(
            *centre, sector.inner * radius, sector.outer * radius, sector.start, sector.sweep,
            _WHITE if asked else styles.TRACK, *edge,
        )  # fmt: skip

    @cached_property
    def _size(self) -> float:
        radius, sizes = self.side / 2 - 1, [_LETTERS]
        for sector in self.sectors:
            wide = _width(sector.label if sector.ring else max(sector.label.split(), key=len), _LETTERS)
            middle = (sector.inner + sector.outer) / 2 * radius
            room = math.radians(sector.sweep) * middle * 0.88 if sector.ring else 1.6 * sector.outer * radius
            sizes.append(_LETTERS * room / max(1.0, wide))
        return max(4.0, min(sizes))

    def _name(self, pen: Pen, sector: Sector, centre: tuple[float, float]) -> None:
        asked = sector.tag_id in self.asked
        style = Style(
            self._size, self._size * 1.25, fonts.BOLD if asked else fonts.REGULAR, styles.INK if asked else styles.MUTE
        )
        radius = self.side / 2 - 1
        if sector.ring == 0:
            inner = style.but(align="center")
            lines = set_lines(sector.label, inner, sector.outer * radius * 1.75)
            top = centre[1] - len(lines) * inner.leading / 2
            for number, line in enumerate(lines):
                pen.line(line, inner, centre[0] - 200, top + number * inner.leading + inner.baseline, 400)
            return
        middle = (sector.inner + sector.outer) / 2 * radius
        base = middle + self._size * (0.36 if sector.reads_upwards else -0.36)
        pen.along(sector.label, style, *centre, base, sector.middle, turned=sector.reads_upwards)


def _width(text: str, size: float) -> float:
    return set_lines(text, Style(size, size, fonts.BOLD), 10_000)[0].width
