"""PDFs that nobody means well with, each small: they draw for ever, grow without end, or are not what they say."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
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


def _nested(depth: int = 200_000) -> bytes:
    """Lists in lists, and words in words, deeper than any stack."""
    return page(b"/A << /B " * depth, resources="/XObject << /F " + "[" * depth + " >>")


def _tree(depth: int) -> bytes:
    """Pages in pages in pages, with one at the end."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [f"<< /Type /Pages /Kids [{3 + level} 0 R] /Count 1 >>".encode() for level in range(depth)]
    return _pdf([*objects, f"<< /Type /Page /Parent {depth + 1} 0 R {_BOX} >>".encode()])


def _tables_in_a_ring() -> bytes:
    """Tables that say of each other which came before."""
    sane = page(b"0 0 10 10 re f")
    at = sane.rindex(b"xref\n0 ")
    again = sane.replace(b"/Root 1 0 R ", f"/Root 1 0 R /Prev {at} ".encode())
    return again[: again.rindex(b"startxref")] + f"startxref\n{at}\n%%EOF\n".encode()


def _packed_again(times: int = 4, size: int = 200_000_000) -> bytes:
    """A stream packed over and over: a kilobyte that becomes 200 MB."""
    data = bytes(size)
    for _turn in range(times):
        data = zlib.compress(data, 9)
    head = f"<< /Filter [{'/FlateDecode ' * times}] /Length {len(data)} >>\nstream\n".encode()
    return _pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {_BOX} /Contents 4 0 R >>".encode(), head + data + b"\nendstream",
    ])  # fmt: skip


def _glyph_of_itself() -> bytes:
    """A letter whose drawing writes the same letter, twice."""
    font = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 65 /LastChar 65"
    font += " /Widths [9] /Encoding << /Differences [65 /A] >> /CharProcs << /A 6 0 R >>"
    font += " /Resources << /Font << /F 5 0 R"
    written = b"9 0 0 0 9 9 d1 BT /F 9 Tf (AAAAAAAA) Tj ET"
    more = [f"{font} >> >> >>".encode(), _stream(written)]
    return page(b"BT /F 40 Tf 9 9 Td (AAAAAAAAAAAAAAAA) Tj ET", resources="/Font << /F 5 0 R >>", more=more)


def _pattern_of_itself(step: float = 1) -> bytes:
    """A pattern that is filled with itself."""
    head = f"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep {step} /YStep {step}"
    tile = _stream(b"/Pattern cs /P scn 0 0 9 9 re f", f"{head} /Resources << /Pattern << /P 5 0 R >> >>")
    return page(b"/Pattern cs /P scn 0 0 960 540 re f", resources="/Pattern << /P 5 0 R >>", more=[tile])


def _fonts(count: int = 5_000) -> bytes:
    """A page with thousands of fonts, each used once."""
    words = " ".join(f"/F{number} 5 0 R" for number in range(count))
    text = b"BT " + b"".join(b"/F%d 9 Tf (a) Tj " % number for number in range(count)) + b"ET"
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /Nobody /FontDescriptor 6 0 R >>"
    return page(text, resources=f"/Font << {words} >>", more=[font, b"<< /Type /FontDescriptor /FontFile2 4 0 R >>"])


def _mask_of_itself() -> bytes:
    """A soft mask that is masked by itself."""
    group = "/Group << /S /Transparency /CS /DeviceGray >>"
    state = "/ExtGState << /G << /SMask << /S /Luminosity /G 5 0 R >> >> >>"
    return page(b"/G gs 0 0 900 500 re f", resources=state, more=[_form(b"/G gs 0 0 900 500 re f /F Do", state, group)])


def _shading() -> bytes:
    """A colour for every point, from a program of its own that works for long."""
    program = _stream(
        b"{ " + b"dup sin exch cos mul 2 exp " * 400 + b"}", "/FunctionType 4 /Domain [0 960 0 540] /Range [0 1]"
    )
    shade = "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 960 0 540] /Function 5 0 R >> >>"
    return page(b"/S sh " * 300, resources=shade, more=[program])


def _note_of_itself() -> bytes:
    """A note on the page whose look is drawn by its own look."""
    note = "<< /Type /Annot /Subtype /Stamp /Rect [0 0 900 500] /AP << /N 5 0 R >> >>"
    body = page(b"q Q", more=[_form(b"/F Do /F Do", "/XObject << /F 5 0 R >>")])
    return body.replace(b"/Contents 4 0 R", f"/Contents 4 0 R /Annots [{note}]".encode())


def _locked_strangely() -> bytes:
    """Says that it is locked, in a way that nobody knows."""
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"],
                trailer="/Encrypt << /Filter /Nobody /V 99 /R 99 /Length 99999 >> /ID [<00> <00>]")  # fmt: skip


def _objects(count: int = 1_000_000) -> bytes:
    """A million objects, and a table of them."""
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", *[b"0"] * count])


def _sane() -> bytes:
    return page(b"0 0 10 10 re f")


_HEAVY: Mapping[str, Callable[[], bytes]] = {
    "form_loop": form_loop,
    "forms_of_forms": forms_of_forms,
    "transparency": transparency,
    "many_operators": lambda: page(b"0 0 900 500 re f " * 1_000_000),
    "deep_q": lambda: page(b"q " * 3_000_000),
    "long_path": lambda: page(b"0 0 m " + b"900 500 l 1 1 l " * 800_000 + b"S"),
    "flate_bomb": _flate_bomb,
    "huge_image": lambda: image(60_000, 60_000),
    "tall_image": lambda: image(1, 2**31 - 1),
    "jpx": lambda: image(50_000, 50_000, "/JPXDecode", b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(200)),
    "jbig2": lambda: image(60_000, 60_000, "/JBIG2Decode", bytes(4) + b"\x30\0\1\0\0\0\x13" + b"\xff" * 8),
    "filters": lambda: image(9_000, 9_000, "[" + "/FlateDecode " * 40 + "]"),
    "box_huge": lambda: _boxed("0 0 1e9 1e9"),
    "box_thin": lambda: _boxed("0 0 .001 14400"),
    "box_wide": lambda: _boxed("0 0 14400 .001"),
    "box_negative": lambda: _boxed("100 100 -100 -100"),
    "box_none": lambda: _boxed("0 0 0 0"),
    "box_nan": lambda: _boxed("nan nan inf inf"),
    "box_text": lambda: _boxed("(a) (b)"),
    "ten_thousand_pages": lambda: pages(10_000),
    "no_pages": lambda: pages(0),
    "pages_in_a_ring": _loop_of_pages,
    "bad_table": lambda: _sane().replace(b"0000000", b"9999999"),
    "cut": lambda: _sane()[:300],
    "only_a_head": lambda: b"%PDF-1.7\n",
    "nested": _nested,
    "deep_tree": lambda: _tree(50_000),
    "tables_in_a_ring": _tables_in_a_ring,
    "packed_again": _packed_again,
    "glyph_of_itself": _glyph_of_itself,
    "pattern_of_itself": _pattern_of_itself,
    "pattern_of_threads": lambda: _pattern_of_itself(1e-6),
    "thousands_of_fonts": _fonts,
    "mask_of_itself": _mask_of_itself,
    "shading": _shading,
    "note_of_itself": _note_of_itself,
    "locked_strangely": _locked_strangely,
    "million_objects": _objects,
    "negative_count": lambda: pages(1).replace(b"/Count 1", b"/Count -7"),
    "huge_count": lambda: pages(1).replace(b"/Count 1", b"/Count 2147483647"),
    "nothing": lambda: b"",
    "no_pdf": lambda: b"PK\x03\x04" + bytes(1000),
}


@cache
def heavy() -> Mapping[str, bytes]:
    """Those that cost time or memory without end, by name."""
    return {name: make() for name, make in _HEAVY.items()}


def heavy_one(name: str) -> bytes:
    """One of them, made when it is wanted."""
    return _HEAVY[name]()
