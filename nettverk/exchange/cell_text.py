"""Text that people have written as a cell of a spreadsheet: whole, and as long as a cell can be."""

from __future__ import annotations

import re

from nettverk.exchange.limits import MAX_CELL

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def outgoing(text: str) -> str:
    """A text with one kind of line break and no control characters, cut where Excel itself cuts.

    Excel counts as UTF-16 does: most emoji are two.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text)
    if len(text) * 2 > MAX_CELL:
        text = text.encode("utf-16-le")[: MAX_CELL * 2].decode("utf-16-le", errors="ignore")
    return text
