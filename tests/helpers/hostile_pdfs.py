"""PDFs that nobody means well with, each small: they draw for ever, grow without end, or are not what they say."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache

_BOX = "/MediaBox [0 0 960 540]"


def _pdf(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """A file of numbered objects, the first of which is the catalogue, with a table that says where each is."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def _stream(data: bytes, head: str = "", *, packed: bool = True) -> bytes:
    if packed:
        data, head = zlib.compress(data, 9), f"{head} /Filter /FlateDecode"
    return f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def page(content: bytes, *, box: str = _BOX, resources: str = "", more: Sequence[bytes] = ()) -> bytes:
    """One page; further objects are numbered from 5."""
    kid = f"<< /Type /Page /Parent 2 0 R {box} /Contents 4 0 R /Resources << {resources} >> >>"
    return _pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        kid.encode(),
        _stream(content),
        *more,
    ])  # fmt: skip


def _form(content: bytes, resources: str = "", extra: str = "") -> bytes:
    return _stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 960 540] /Resources << {resources} >> {extra}")


def form_loop() -> bytes:
    """A form that draws itself twice."""
    return page(b"/F Do", resources="/XObject << /F 5 0 R >>", more=[_form(b"/F Do /F Do", "/XObject << /F 5 0 R >>")])


def forms_of_forms(depth: int = 26, each: int = 8) -> bytes:
    """Each form draws the next eight times."""
    forms = [_form(b"/F Do " * each, f"/XObject << /F {6 + level} 0 R >>") for level in range(depth)]
    return page(b"/F Do", resources="/XObject << /F 5 0 R >>", more=[*forms, _form(b"0 0 10 10 re f")])


def transparency(depth: int = 24, each: int = 3) -> bytes:
    """Groups in groups, each drawn aside and blended."""
    group = "/Group << /S /Transparency /I true /K true >>"
    forms = [
        _form(b"/G gs /F Do " * each, f"/XObject << /F {6 + level} 0 R >> /ExtGState << /G << /ca .5 >> >>", group)
        for level in range(depth)
    ]
    return page(b"/F Do", resources="/XObject << /F 5 0 R >>", more=[*forms, _form(b"0 0 960 540 re f", "", group)])


def _image(width: int, height: int, data: bytes, filter_: str) -> bytes:
    head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB /BitsPerComponent 8"
    return _stream(data, f"{head} /Filter {filter_}", packed=False)


def image(width: int, height: int, filter_: str = "/FlateDecode", data: bytes | None = None) -> bytes:
    """A page with one picture that says how large it is."""
    points = zlib.compress(bytes(1000)) if data is None else data
    drawn = b"960 0 0 540 0 0 cm /I Do"
    return page(drawn, resources="/XObject << /I 5 0 R >>", more=[_image(width, height, points, filter_)])


def pages(count: int) -> bytes:
    """So many pages, or none."""
    kids = " ".join(f"{3 + place} 0 R" for place in range(count))
    one = f"<< /Type /Page /Parent 2 0 R {_BOX} >>".encode()
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode()]
                + [one] * count)  # fmt: skip


def _boxed(box: str) -> bytes:
    return page(b"1 0 0 rg 0 0 10 10 re f", box=f"/MediaBox [{box}]")


def _loop_of_pages() -> bytes:
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>"])


def _flate_bomb() -> bytes:
    return page(b"q Q " * 60_000_000)


@cache
def heavy() -> Mapping[str, bytes]:
    """Those that cost time or memory without end, by name."""
    sane = page(b"0 0 10 10 re f")
    return {
        "form_loop": form_loop(),
        "forms_of_forms": forms_of_forms(),
        "transparency": transparency(),
        "many_operators": page(b"0 0 900 500 re f " * 1_000_000),
        "deep_q": page(b"q " * 3_000_000),
        "long_path": page(b"0 0 m " + b"900 500 l 1 1 l " * 800_000 + b"S"),
        "flate_bomb": _flate_bomb(),
        "huge_image": image(60_000, 60_000),
        "tall_image": image(1, 2**31 - 1),
        "jpx": image(50_000, 50_000, "/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(200)),
        "jbig2": image(60_000, 60_000, "/JBIG2Decode", bytes(4) + b"\x30\0\1\0\0\0\x13" + b"\xff" * 8),
        "filters": image(9_000, 9_000, "[" + "/FlateDecode " * 40 + "]"),
        "box_huge": _boxed("0 0 1e9 1e9"),
        "box_thin": _boxed("0 0 .001 14400"),
        "box_wide": _boxed("0 0 14400 .001"),
        "box_negative": _boxed("100 100 -100 -100"),
        "box_none": _boxed("0 0 0 0"),
        "box_nan": _boxed("nan nan inf inf"),
        "box_text": _boxed("(a) (b)"),
        "ten_thousand_pages": pages(10_000),
        "no_pages": pages(0),
        "pages_in_a_ring": _loop_of_pages(),
        "bad_table": sane.replace(b"0000000", b"9999999"),
        "cut": sane[: len(sane) // 2],
        "only_a_head": b"%PDF-1.7\n",
        "nothing": b"",
        "no_pdf": b"PK\x03\x04" + bytes(1000),
    }
