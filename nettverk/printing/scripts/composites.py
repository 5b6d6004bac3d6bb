"""New glyphs in a TrueType font, each made up of others (OpenType 1.9, «glyf»: composite glyph description)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from struct import pack, unpack_from

from nettverk.printing.scripts.shaping import Cluster

_WORDS, _PLACES, _MORE = 0x0001, 0x0002, 0x0020
_FIXED_WIDTH_LIMIT = 0x7FFF


def made(font: bytes, codes: Mapping[Cluster, int]) -> tuple[bytes, list[int]]:
    """A font with a glyph for each cluster.

    Args:
        font: a TrueType file.
        codes: the clusters, of glyphs in the font, with their codes.

    Returns:
        The file, and the number of each code's glyph; 0 where a code is not in use.
    """
    tables = _tables(font)
    count = unpack_from(">H", tables["maxp"], 4)[0]
    pieces = _glyphs(tables, count)
    metrics = _metrics(tables, count)
    places = [0] * (max(codes.values(), default=0) + 1)
    most = 1
    for cluster, code in codes.items():
        if (
            len(cluster.parts) == 1
            and cluster.parts[0][1:] == (0, 0)
            and cluster.advance == metrics[cluster.parts[0][0]][0]
        ):
            places[code] = cluster.parts[0][0]
            continue
        glyph = _composite(cluster, pieces)
        places[code] = len(pieces)
        most = max(most, len(cluster.parts))
        pieces.append(glyph)
        left = unpack_from(">h", glyph, 2)[0] if glyph else 0
        metrics.append((min(max(0, cluster.advance), _FIXED_WIDTH_LIMIT), left))
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece))
    tables["glyf"] = b"".join(pieces) or b"\0"
    tables["loca"] = pack(f">{len(offsets)}L", *offsets)
    tables["hmtx"] = b"".join(pack(">Hh", advance, left) for advance, left in metrics)
    tables["head"] = tables["head"][:50] + pack(">H", 1) + tables["head"][52:]
    tables["hhea"] = tables["hhea"][:34] + pack(">H", len(pieces))
    tables["maxp"] = _limits(tables["maxp"], len(pieces), most)
    tables.pop("cmap", None)
    return _file(tables), places


def _tables(font: bytes) -> dict[str, bytes]:
    tables: dict[str, bytes] = {}
    for at in range(12, 12 + 16 * unpack_from(">H", font, 4)[0], 16):
        tag, _sum, offset, length = unpack_from(">4sLLL", font, at)
        tables[tag.decode("latin-1")] = font[offset : offset + length]
    return tables


def _glyphs(tables: Mapping[str, bytes], count: int) -> list[bytes]:
    if unpack_from(">H", tables["head"], 50)[0]:
        offsets = unpack_from(f">{count + 1}L", tables["loca"])
    else:
        offsets = tuple(2 * half for half in unpack_from(f">{count + 1}H", tables["loca"]))
    data = tables.get("glyf", b"")
    glyphs = [data[first:last] for first, last in pairwise(offsets)]
    return [glyph + b"\0" * (-len(glyph) % 4) for glyph in glyphs]


def _metrics(tables: Mapping[str, bytes], count: int) -> list[tuple[int, int]]:
    """(advance, left side) of each glyph; those after the last that is written have its advance."""
    written = unpack_from(">H", tables["hhea"], 34)[0]
    data = tables["hmtx"]
    metrics = [unpack_from(">Hh", data, 4 * number) for number in range(min(written, count))]
    last = metrics[-1][0] if metrics else 0
    metrics += [(last, unpack_from(">h", data, 4 * written + 2 * at)[0]) for at in range(count - len(metrics))]
    return [(int(advance), int(left)) for advance, left in metrics]


def _composite(cluster: Cluster, pieces: list[bytes]) -> bytes:
    """The glyph of a cluster; empty where none of its parts has an outline."""
    drawn = [part for part in cluster.parts if pieces[part[0]]]
    if not drawn:
        return b""
    boxes = [
        (box[0] + x, box[1] + y, box[2] + x, box[3] + y)
        for number, x, y in drawn
        for box in [unpack_from(">4h", pieces[number], 2)]
    ]
    lows, highs = [min(box[at] for box in boxes) for at in (0, 1)], [max(box[at] for box in boxes) for at in (2, 3)]
    words = [pack(">h4h", -1, *(max(-32_768, min(32_767, side)) for side in (*lows, *highs)))]
    for at, (number, x, y) in enumerate(drawn):
        more = _MORE if at + 1 < len(drawn) else 0
        words.append(pack(">HHhh", _WORDS | _PLACES | more, number, x, y))
    glyph = b"".join(words)
    return glyph + b"\0" * (-len(glyph) % 4)


def _limits(maxp: bytes, count: int, most: int) -> bytes:
    elements, depth = unpack_from(">HH", maxp, 28)
    points, contours = unpack_from(">HH", maxp, 6)
    of_parts, of_contours = unpack_from(">HH", maxp, 10)
    return b"".join(
        (
            maxp[:4],
            pack(">HHH", count, points, contours),
            # What all parts come to together is never more than this.
            pack(">HH", min(0xFFFF, max(points, of_parts) * most), min(0xFFFF, max(contours, of_contours) * most)),
            maxp[14:28],
            pack(">HH", max(elements, most), min(depth + 1, 16)),
        )
    )


def _file(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    at = 12 + 16 * count
    entries: list[bytes] = []
    bodies: list[bytes] = []
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        total = sum(unpack_from(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        entries.append(pack(">4sLLL", tag.encode("latin-1"), total, at, len(data)))
        bodies.append(padded)
        at += len(padded)
    return b"".join((head, *entries, *bodies))
