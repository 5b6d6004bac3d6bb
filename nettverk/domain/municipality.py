"""The municipality's mark: its name, logo and colour, as documents, walls and reports show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")
Rgb = tuple[float, float, float]
"""Red, green and blue, 0–1."""
WHITE: Rgb = (1.0, 1.0, 1.0)
TEXT, WALL = 4.5, 7.0
"""The contrast that text needs to its ground: on paper, and on a wall."""


class LogoKind(StrEnum):
    """What a logo was handed in as."""

    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo.

    Attributes:
        data: the file as it was handed in.
        picture: the same as PNG, large enough to print.
        alt: what it is, in words, for those who do not see it.
    """

    kind: LogoKind
    data: bytes
    picture: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Who a document is from.

    Attributes:
        name: «Elvestad kommune»; empty where nobody has said it.
        colour: «#1d5fa6», as it was chosen; empty for the program's own. Ask ``readable`` before it is drawn.
    """

    name: str = ""
    colour: str = ""
    logo: Logo | None = None


def parse_colour(typed: str) -> str:
    """A colour as somebody types it, «1D5FA6» or «#15a», as «#1d5fa6»; empty stays empty.

    Raises:
        BadInput: it is no colour.
    """
    typed = typed.strip()
    if not typed:
        return ""
    match = _HEX.fullmatch(typed)
    if match is None:
        raise BadInput(_("«{colour}» er ingen farge. Skriv den som #1d5fa6.").format(colour=typed[:20]))
    figures = match[1].lower()
    return "#" + (figures if len(figures) == 6 else "".join(figure * 2 for figure in figures))


def rgb(colour: str) -> Rgb:
    """«#1d5fa6» as parts of 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def contrast(colour: Rgb, ground: Rgb) -> float:
    """From 1 (the same) to 21 (black on white), as WCAG counts it."""
    low, high = sorted((_luminance(colour), _luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: Rgb, ground: Rgb = WHITE, least: float = TEXT) -> Rgb:
    """The colour, moved towards black on a light ground and white on a dark one until it has the contrast it needs.

    Its hue stays, so that a municipality knows its own yellow again even as brown letters.
    """
    aim = 0.0 if _luminance(ground) > 0.18 else 1.0
    for step in range(101):
        share = step / 100
        moved = _mixed(colour, aim, share)
        if contrast(moved, ground) >= least:
            return moved
    return aim, aim, aim


def _mixed(colour: Rgb, aim: float, share: float) -> Rgb:
    red, green, blue = (part + (aim - part) * share for part in colour)
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
