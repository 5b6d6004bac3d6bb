"""A small font with PostScript outlines, of one glyph for each cluster (Adobe's technical notes 5176, CFF, and 5177).

The outlines are asked of HarfBuzz and written anew, so that it does not matter how the font at hand keeps them: with
names or numbers for its glyphs, in one part or many, fixed or variable. What one code shows is one glyph here, whatever
it was made up of there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from struct import pack
from typing import Any

from nettverk.printing.scripts.shaping import Cluster
from nettverk.printing.scripts.sources import ScriptFont

_TO_THE_EM = 1000
_LINE, _CURVE, _MOVE, _END = b"\x05", b"\x08", b"\x15", b"\x0e"
_ORDERING, _COUNT, _PARTS, _PART_OF = b"\x0c\x1e", b"\x0c\x22", b"\x0c\x24", b"\x0c\x25"
_PLACES_OF_LETTERS, _GLYPHS, _PRIVATE, _USUAL_WIDTH, _NEAREST_WIDTH = b"\x0f", b"\x11", b"\x12", b"\x14", b"\x15"
_FIRST_OWN_STRING = 391
_LARGEST = 32_767


def made(font: ScriptFont, codes: Mapping[Cluster, int]) -> bytes:
    """The font program, in units of a thousandth of the type size.

    Args:
        codes: the clusters with their codes, which are numbers from 1 on without a gap.
    """
    glyphs = [_glyph(font, Cluster("", ((0, 0, 0),), 0))]
    glyphs += [_glyph(font, cluster) for cluster in sorted(codes, key=codes.__getitem__)]
    head = pack(">4B", 1, 0, 4, 4) + _index([b"Letters"])
    strings = _index([b"Adobe", b"Identity"]) + _index([])
    places = pack(">BHH", 2, 1, len(glyphs) - 2) if len(glyphs) > 1 else b"\0"
    part_of = pack(">BHHBH", 3, 1, 0, 0, len(glyphs))
    outlines = _index(glyphs)
    private = _number(0) + _USUAL_WIDTH + _number(0) + _NEAREST_WIDTH

    def top(at: Sequence[int]) -> bytes:
        own = _number(_FIRST_OWN_STRING) + _number(_FIRST_OWN_STRING + 1) + _number(0) + _ORDERING
        return _index(
            [
                own
                + _number(len(glyphs))
                + _COUNT
                + b"".join(
                    _number(place) + operator
                    for place, operator in zip(at, (_PLACES_OF_LETTERS, _PART_OF, _GLYPHS, _PARTS), strict=True)
                )
            ]
        )

    # Every number of a dictionary takes five bytes, so that the places can be filled in once they are known.
    at = [len(head) + len(top([0] * 4)) + len(strings)]
    for piece in (places, part_of, outlines):
        at.append(at[-1] + len(piece))
    one_part = _index([_number(len(private)) + _number(0) + _PRIVATE])
    one_part = _index([_number(len(private)) + _number(at[-1] + len(one_part)) + _PRIVATE])
    return b"".join((head, top(at), strings, places, part_of, outlines, one_part, private))


def _glyph(font: ScriptFont, cluster: Cluster) -> bytes:
    """How the outlines of a cluster are drawn, from point to point, with its width before the first move."""
    pen = _Pen(font.units, cluster.advance)
    functions = _drawing()
    for number, x, y in cluster.parts:
        pen.start = (x, y)
        font.font.draw_glyph(number, functions, pen)
    return pen.finished()


class _Pen:
    """Operators of a glyph, each with the way from the point before it.

    Attributes:
        start: where the outlines that are drawn now have their own zero, in units of the font.
    """

    def __init__(self, units: int, advance: int) -> None:
        self.start = (0, 0)
        self._scale, self._at = _TO_THE_EM / units, (0, 0)
        self._width = _short(round(advance * self._scale))
        self._code: list[bytes] = []

    def to(self, operator: bytes, *points: tuple[float, float]) -> None:
        """Go on by an operator through these points, in units of the font."""
        if not self._code:
            self._code.append(self._width)
        for x, y in points:
            place = round((x + self.start[0]) * self._scale), round((y + self.start[1]) * self._scale)
            self._code += [_short(place[0] - self._at[0]), _short(place[1] - self._at[1])]
            self._at = place
        self._code.append(operator)

    def finished(self) -> bytes:
        """All of it; a glyph without an outline has its width alone."""
        return b"".join((*(self._code or [self._width]), _END))


def _drawing() -> Any:
    """What HarfBuzz calls for each move, line and curve of an outline; curves of TrueType's are written as others."""
    import uharfbuzz as hb

    last = [(0.0, 0.0)]

    def move(x: float, y: float, pen: _Pen) -> None:
        last[0] = (x, y)
        pen.to(_MOVE, (x, y))

    def line(x: float, y: float, pen: _Pen) -> None:
        last[0] = (x, y)
        pen.to(_LINE, (x, y))

    def curve(a: float, b: float, c: float, d: float, x: float, y: float, pen: _Pen) -> None:
        last[0] = (x, y)
        pen.to(_CURVE, (a, b), (c, d), (x, y))

    def simple(a: float, b: float, x: float, y: float, pen: _Pen) -> None:
        (u, v) = last[0]
        curve(u + (a - u) * 2 / 3, v + (b - v) * 2 / 3, x + (a - x) * 2 / 3, y + (b - y) * 2 / 3, x, y, pen)

    functions = hb.DrawFuncs()
    functions.set_move_to_func(move)
    functions.set_line_to_func(line)
    functions.set_cubic_to_func(curve)
    functions.set_quadratic_to_func(simple)
    functions.set_close_path_func(lambda _pen: None)
    return functions


def _short(value: int) -> bytes:
    """A whole number in a glyph."""
    value = max(-_LARGEST, min(_LARGEST, value))
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= value <= 1131:
        return bytes([247 + (value - 108) // 256, (value - 108) % 256])
    if -1131 <= value <= -108:
        return bytes([251 + (-value - 108) // 256, (-value - 108) % 256])
    return pack(">Bh", 28, value)


def _number(value: int) -> bytes:
    """A whole number in a dictionary."""
    return pack(">Bl", 29, value)


def _index(pieces: Sequence[bytes]) -> bytes:
    if not pieces:
        return b"\0\0"
    offsets = [1]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    return pack(f">HB{len(offsets)}L", len(pieces), 4, *offsets) + b"".join(pieces)
