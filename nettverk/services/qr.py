"""A QR code from a link, drawn without any network."""

from __future__ import annotations

import re
from functools import lru_cache

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]+", re.IGNORECASE)
_END = ".,;:!?)"
LONGEST = 500
"""Bytes of a link; a code of more has squares too small to be read from the back row."""


def link_in(text: str) -> str:
    """The first link in a text; empty where there is none. A full stop after it is the sentence's."""
    match = _LINK.search(text)
    return match[0].rstrip(_END) if match else ""


@lru_cache(maxsize=8)
def modules(link: str) -> tuple[tuple[bool, ...], ...]:
    """The code's squares row by row, dark ones True; empty where the link is too long for one."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    address = link if "://" in link else f"https://{link}"
    if len(address.encode()) > LONGEST:
        return ()
    code = QrCodeWidget(address, barLevel="M").qr
    code.make()
    size = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in size) for row in size)
