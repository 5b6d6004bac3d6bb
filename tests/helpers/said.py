"""What a PDF says, read as its standard has it: the text that is said to stand there, else the letters of each code."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

_PAIR = re.compile(r"<([0-9A-F]+)> <([0-9A-F]*)>")


def said(data: bytes) -> list[str]:
    """Every piece of text that is content, in the order it is drawn; decoration is left out."""
    reader = PdfReader(BytesIO(data))
    pieces: list[str] = []
    for page in reader.pages:
        letters = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
        pieces += _page(ContentStream(page.get_contents(), reader).operations, letters)
    return pieces


def _letters(font: Any) -> tuple[int, dict[int, str]]:
    """How many bytes a code of a font has, and what each code says."""
    wide = 2 if font["/Subtype"] == "/Type0" else 1
    if "/ToUnicode" not in font:
        return wide, {}
    cmap = font["/ToUnicode"].get_data().decode("latin-1").partition("endcodespacerange")[2]
    return wide, {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _PAIR.findall(cmap)}


def _page(operations: list[tuple[Any, bytes]], letters: dict[str, tuple[int, dict[int, str]]]) -> list[str]:
    pieces: list[str] = []
    marks: list[str] = []  # what each open mark is: decoration, said in its own words, or the letters'
    font: tuple[int, dict[int, str]] = (1, {})
    for operands, operator in operations:
        if operator in {b"BDC", b"BMC"}:
            words = operands[1].get("/ActualText") if operator == b"BDC" and isinstance(operands[1], dict) else None
            marks.append("decoration" if operands[0] == "/Artifact" else "said" if words is not None else "letters")
            if words is not None and "decoration" not in marks:
                pieces.append(_text(words))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = letters[operands[0]]
        elif operator in {b"Tj", b"TJ"} and not {"decoration", "said"} & set(marks):
            shown = operands[0] if operator == b"TJ" else [operands[0]]
            pieces += [_decoded(piece, *font) for piece in shown if not isinstance(piece, int | float)]
    return pieces


def _text(words: Any) -> str:
    raw = words.original_bytes
    return raw[2:].decode("utf-16-be") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")


def _decoded(piece: Any, wide: int, letters: dict[int, str]) -> str:
    raw = piece.original_bytes if hasattr(piece, "original_bytes") else bytes(piece)
    codes = [int.from_bytes(raw[at : at + wide], "big") for at in range(0, len(raw), wide)]
    return "".join(letters.get(code, chr(code) if wide == 1 else "") for code in codes)
