"""Letters that join, stack and change places: a line cut where the font or the direction changes, and shaped.

HarfBuzz is asked only for what Noto Sans lacks; all else is drawn letter by letter, as ever.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nettverk.printing.scripts import bidi
from nettverk.printing.scripts.sources import ScriptFont, box, boxed, font_for

JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Not drawn themselves, but they change what stands beside them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Letters that are drawn as one, in units of their font.

    Attributes:
        text: the letters, in the order they were typed.
        parts: the glyphs that show them, each as (number, how far to the right, how far up).
        advance: to the next cluster.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]
    advance: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters in one font and direction, in the order they are drawn from left to right.

    Attributes:
        text: as drawn; brackets that run left are turned.
        font: of another writing; None for Noto Sans and the symbols.
        clusters: of that font, from left to right.
        run: the number of the run of the line that the letters belong to.
    """

    text: str
    font: ScriptFont | None
    clusters: tuple[Cluster, ...]
    run: int


def foreign(letter: str, plain: Callable[[str], bool]) -> ScriptFont | None:
    """The other font that a letter needs, the box's where nobody has it; None where the plain ones have."""
    if plain(letter) or letter.isascii():
        return None
    return font_for(letter) or (box() if boxed(letter) and letter not in JOINERS else None)


def pieces(runs: Sequence[str], plain: Callable[[str], bool], *, left: bool) -> list[Piece]:
    """The runs of a line, cut and ordered as they are drawn.

    Args:
        runs: the text in the order it was typed, parted where the weight or the colour changes.
        plain: whether the plain fonts have a letter.
        left: the paragraph runs from right to left.
    """
    text = "".join(runs)
    owner = [number for number, run in enumerate(runs) for _letter in run]
    fonts = _fonts(text, plain)
    levels = bidi.levels(text, left=left)
    kinds = list(zip(owner, fonts, levels, strict=True))
    cuts = [0, *(at for at in range(1, len(text)) if kinds[at] != kinds[at - 1])]
    spans = list(zip(cuts, [*cuts[1:], len(text)], strict=True)) if text else []
    return [
        _piece(text[first:last], fonts[first], owner[first], left=levels[first] % 2 == 1)
        for first, last in (spans[place] for place in bidi.order([levels[first] for first, _last in spans]))
    ]


def _fonts(text: str, plain: Callable[[str], bool]) -> list[ScriptFont | None]:
    """The font of each letter; marks and joiners keep to that of the letter before, and so do spaces within."""
    fonts: list[ScriptFont | None] = []
    for letter in text:
        before = fonts[-1] if fonts else None
        stays = before is not None and (
            letter in JOINERS or (unicodedata.category(letter)[0] == "M" and before.has(letter))
        )
        fonts.append(before if stays else foreign(letter, plain))
    # A joiner before what it joins, and the keycap's digit, belong to what follows.
    for at in range(len(text) - 2, -1, -1):
        following = fonts[at + 1]
        if fonts[at] is None and following is not None and following.has(text[at]) and text[at + 1] in "\u20e3\ufe0f":
            fonts[at] = following
    return fonts


def _piece(text: str, font: ScriptFont | None, run: int, *, left: bool) -> Piece:
    if font is not None:
        return Piece(text, font, shaped(font, text, left), run)
    if left:
        text = "".join(bidi.mirrored(letter) for letter in reversed(_clusters(text)))
    return Piece(text, None, (), run)


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for letter in text:
        if clusters and unicodedata.combining(letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


@lru_cache(maxsize=8192)
def shaped(font: ScriptFont, text: str, left: bool) -> tuple[Cluster, ...]:
    """The clusters of a text in one font, from left to right."""
    if font is box():
        boxes = _boxes(text)
        return tuple(reversed(boxes) if left else boxes)
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if left else "ltr"
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(font.font, buffer, {"kern": True, "liga": True})
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    shaped_: list[Cluster] = []
    at = 0
    while at < len(infos):
        first = infos[at].cluster
        parts: list[tuple[int, int, int]] = []
        way = 0
        while at < len(infos) and infos[at].cluster == first:
            parts.append((infos[at].codepoint, way + places[at].x_offset, places[at].y_offset))
            way += places[at].x_advance
            at += 1
        shaped_.append(Cluster(text[first : ends[first]], tuple(parts), way))
    return tuple(shaped_)


def _boxes(text: str) -> list[Cluster]:
    """A box for each letter with its marks: a cluster that says what was typed, to whoever copies or listens."""
    glyph = box().font.get_nominal_glyph(ord("▯")) or 0
    advance = int(box().font.get_glyph_h_advance(glyph))
    letters: list[str] = []
    for letter in text:
        if letters and (letter in JOINERS or unicodedata.category(letter)[0] == "M"):
            letters[-1] += letter
        else:
            letters.append(letter)
    return [Cluster(letter, ((glyph, 0, 0),), advance) for letter in letters]


def width(text: str, plain: Callable[[str], bool], of_plain: Callable[[str], float]) -> float:
    """How wide a text is in thousandths of the size, where some of it is in other writing.

    Args:
        of_plain: the width of a text that the plain fonts have.
    """
    total = 0.0
    for piece in pieces((text,), plain, left=bidi.runs_left(text)):
        if piece.font is None:
            total += of_plain(piece.text)
        else:
            total += sum(cluster.advance for cluster in piece.clusters) * 1000 / piece.font.units
    return total
