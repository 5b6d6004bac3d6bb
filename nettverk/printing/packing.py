"""A PDF made smaller: what is no stream is packed together and compressed (ISO 32000-1, 7.5.7 and 7.5.8).

The structure behind the pages is thousands of small objects that are much alike. reportlab writes each of them in plain
letters with its place in a table; in packs they take a tenth of the room. Nothing is changed in any of them.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from itertools import pairwise
from struct import pack

_IN_A_PACK = 400
"""Objects in one: a reader unpacks all of it to see one of them."""
_ROOT, _INFO, _ID = rb"/Root (\d+ 0 R)", rb"/Info (\d+ 0 R)", rb"/ID\s*\[(.*?)\]"
_FREE, _PLAIN, _PACKED = 0, 1, 2


def packed(pdf: bytes, root: int, more: Callable[[int], tuple[str, list[str]]]) -> bytes:
    """The same document, with its small objects in packs.

    Args:
        pdf: as reportlab writes it: one table of all objects at the end, none of them changed later.
        root: the number of an object that is to be replaced.
        more: what is put in its place, and objects to add; given the first number that is free, which is the first of
            theirs. All of it is plain letters.
    """
    table = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    offsets = _offsets(pdf, table)
    trailer = pdf[pdf.index(b"trailer", table) :]
    ends = sorted([*(offset for offset in offsets if offset), table])
    after = dict(pairwise(ends))
    out = [pdf[: ends[0]]]
    at = len(out[0])
    places: list[tuple[int, int, int]] = [(_FREE, 0, 65_535)] + [(_FREE, 0, 0)] * (len(offsets) - 1)
    instead, added = more(len(offsets))
    small: list[tuple[int, str]] = [(root, instead)]
    for number, offset in enumerate(offsets):
        if not offset or number == root:
            continue
        whole = pdf[offset : after[offset]]
        begin = whole.index(b"obj") + 3
        end = whole.rindex(b"endobj")
        body = whole[begin:end].strip()
        if body.endswith(b"endstream"):
            piece = whole[: end + 6] + b"\n"
            places[number] = (_PLAIN, at, 0)
            out.append(piece)
            at += len(piece)
        else:
            small.append((number, body.decode("latin-1")))
    small += enumerate(added, len(offsets))
    places += [(_FREE, 0, 0)] * len(added)
    for first in range(0, len(small), _IN_A_PACK):
        some = small[first : first + _IN_A_PACK]
        number = len(places)
        piece = _pack(number, some)
        places.append((_PLAIN, at, 0))
        for index, (inside, _body) in enumerate(some):
            places[inside] = (_PACKED, number, index)
        out.append(piece)
        at += len(piece)
    out.append(_cross_references(places, at, trailer))
    return b"".join(out)


def _offsets(pdf: bytes, table: int) -> list[int]:
    """Where each object begins, by its number; 0 where there is none."""
    head = re.match(rb"xref\s+0 (\d+)\s+", pdf[table : table + 40])
    if head is None:
        raise ValueError("the document has more than one table of objects")
    start, count = table + head.end(), int(head[1])
    entries = [pdf[start + 20 * number : start + 20 * number + 20] for number in range(count)]
    return [int(entry[:10]) if entry[17:18] == b"n" else 0 for entry in entries]


def _pack(number: int, objects: list[tuple[int, str]]) -> bytes:
    index: list[str] = []
    at = 0
    for inside, body in objects:
        index.append(f"{inside} {at}")
        at += len(body) + 1
    head = " ".join(index) + "\n"
    # A letter is a byte each, so that places could be counted before there are any bytes.
    content = zlib.compress((head + "\n".join([body for _number, body in objects])).encode("latin-1"))
    return (
        (
            f"{number} 0 obj\n<</Type/ObjStm/N {len(objects)}/First {len(head)}/Filter/FlateDecode"
            f"/Length {len(content)}>>\nstream\n"
        ).encode()
        + content
        + b"\r\nendstream\nendobj\n"
    )


def _cross_references(places: list[tuple[int, int, int]], at: int, trailer: bytes) -> bytes:
    """The table of objects as a stream, itself the last of them, and the document's end."""
    number = len(places)
    rows = [*places, (_PLAIN, at, 0)]
    content = zlib.compress(_beside_the_one_above(b"".join(pack(">BLH", *row) for row in rows), 7))
    entries = [f"/Root {_found(_ROOT, trailer)}", f"/Info {_found(_INFO, trailer)}", f"/ID[{_found(_ID, trailer)}]"]
    return (
        (
            f"{number} 0 obj\n<</Type/XRef/Size {len(rows)}/W[1 4 2]{''.join(entries)}/Filter/FlateDecode"
            f"/DecodeParms<</Predictor 12/Columns 7>>"
            f"/Length {len(content)}>>\nstream\n"
        ).encode()
        + content
        + b"\r\nendstream\nendobj\nstartxref\n"
        + f"{at}\n%%EOF\n".encode()
    )


def _beside_the_one_above(table: bytes, wide: int) -> bytes:
    """Rows as what each byte has more than the one above it, which is much the same from row to row (PNG's «Up»)."""
    columns = []
    for column in range(wide):
        values = table[column::wide]
        columns.append(bytes([(value - above) & 0xFF for value, above in zip(values, b"\0" + values, strict=False)]))
    rows = bytearray(len(table) // wide * (wide + 1))
    rows[:: wide + 1] = b"\2" * (len(table) // wide)
    for column, values in enumerate(columns):
        rows[column + 1 :: wide + 1] = values
    return bytes(rows)


def _found(pattern: bytes, trailer: bytes) -> str:
    found = re.search(pattern, trailer, re.DOTALL)
    if found is None:
        raise ValueError("the document's trailer says too little")
    return " ".join(found[1].decode("latin-1").split())
