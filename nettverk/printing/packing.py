"""A PDF made smaller: what is no stream is packed together and compressed (ISO 32000-1, 7.5.7 and 7.5.8).

The structure behind the pages is thousands of small objects that are much alike. reportlab writes each of them in plain
letters with its place in a table; in packs they take a tenth of the room. Nothing is changed in any of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from itertools import accumulate
from struct import pack
from types import MappingProxyType

from nettverk.printing.reportlab_internals import Written

_IN_A_PACK = 256
"""Objects in one: a reader unpacks all of it to see one of them, and its place in it is one byte."""
_QUICK = 1
"""How hard packs are compressed: what is so much alike becomes small at once, and hardly smaller by trying."""
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes by which whoever carries the file sees that it is no text."""
_ROW = ">BLH"
_FREE, _PLAIN, _PACKED = 0, 1, 2
_ABOVE = b"\2"
"""What a row begins with that is written as what it has more than the one above it (PNG's «Up»)."""
_NEXT = _ABOVE + pack(_ROW, 0, 0, 1)
"""The row of the next object of the same pack: one place farther on."""


def packed(document: Written, instead: Mapping[int, str] = MappingProxyType({}), added: Sequence[str] = ()) -> bytes:
    """The document as a file, with its small objects in packs.

    Args:
        instead: what is put in the place of some objects, by their numbers.
        added: objects to add, under the numbers that follow the document's own. All of it is a byte for each letter.
    """
    count = len(document.bodies) + 1
    packs = count + len(added)  # the number of the first of them
    rows = [pack(_ROW, _FREE, 0, 65_535)] * count
    out, at = [_HEAD], len(_HEAD)
    numbers, small = list(instead), list(instead.values())
    for number, body in enumerate(document.bodies, 1):
        if body.rstrip().endswith(b"endstream"):
            rows[number] = pack(_ROW, _PLAIN, at, 0)
            out.append(b"%d 0 obj\n%b\nendobj\n" % (number, body.rstrip()))
            at += len(out[-1])
        elif number not in instead:
            numbers.append(number)
            small.append(body.decode("latin-1"))
    ends: list[bytes] = []  # the rows of the packs themselves
    for first in range(0, len(small), _IN_A_PACK):
        some = numbers[first : first + _IN_A_PACK]
        out.append(_pack(packs + len(ends), some, small[first : first + _IN_A_PACK]))
        for place, inside in enumerate(some):
            rows[inside] = pack(_ROW, _PACKED, packs + len(ends), place)
        ends.append(pack(_ROW, _PLAIN, at, 0))
        at += len(out[-1])
    table, above = [_beside(rows)], rows[-1]
    for first in range(0, len(added), _IN_A_PACK):
        bodies = added[first : first + _IN_A_PACK]
        out.append(_pack(packs + len(ends), range(count + first, count + first + len(bodies)), bodies))
        table += [_beside([pack(_ROW, _PACKED, packs + len(ends), 0)], above), _NEXT * (len(bodies) - 1)]
        above = pack(_ROW, _PACKED, packs + len(ends), len(bodies) - 1)
        ends.append(pack(_ROW, _PLAIN, at, 0))
        at += len(out[-1])
    ends.append(pack(_ROW, _PLAIN, at, 0))  # the table is an object too, and the last of them
    table.append(_beside(ends, above))
    out.append(_cross_references(document, b"".join(table), packs + len(ends) - 1, at))
    return b"".join(out)


def _pack(number: int, numbers: Sequence[int], bodies: Sequence[str]) -> bytes:
    """Objects as one stream, each under its number, a byte for each of their letters."""
    where = [0] * (2 * len(bodies))
    where[::2] = numbers
    where[1::2] = accumulate([len(body) + 1 for body in bodies[:-1]], initial=0)
    head = "%d %d " * len(bodies) % tuple(where)  # in one step: it is as long as what it tells of
    content = zlib.compress((head + "\n".join(bodies)).encode("latin-1"), _QUICK)
    return (
        b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\r\nendstream\nendobj\n"
        % (number, len(bodies), len(head), len(content), content)
    )


def _beside(rows: Sequence[bytes], above: bytes = bytes(7)) -> bytes:
    """Rows of the table as what each has more than the one above it, which is much the same from row to row."""
    written: list[bytes] = []
    for row in rows:
        written += (_ABOVE, bytes([(value - over) & 0xFF for value, over in zip(row, above, strict=True)]))
        above = row
    return b"".join(written)


def _cross_references(document: Written, table: bytes, number: int, at: int) -> bytes:
    """The table of objects as a stream, under a number, and the document's end."""
    content = zlib.compress(table)
    identity = f"<{document.identity}>".encode()
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[%b%b]/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 12/Columns 7>>/Length %d>>\nstream\n%b\r\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (number, number + 1, document.catalogue, document.info, identity, identity, len(content), content, at)
    )
