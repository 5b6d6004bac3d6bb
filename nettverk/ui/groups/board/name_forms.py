"""A name as much of it as there is room for: whole, a little smaller, with initials, and only then cut."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_SMALLER = 0.92


def forms(name: str) -> Iterator[str]:
    """«Anne-Grete Dahl Nygård», «Anne-Grete D. Nygård», «Anne-Grete Nygård»: first and last are never left out."""
    yield name
    words = name.split()
    if len(words) > 2:
        middle = " ".join(f"{word[0]}." for word in words[1:-1])
        yield f"{words[0]} {middle} {words[-1]}"
        yield f"{words[0]} {words[-1]}"


def smaller(font: QFont, steps: int = 1) -> QFont:
    """The same type some steps down, never below nine pixels."""
    reduced = QFont(font)
    reduced.setPixelSize(max(9, round(font.pixelSize() * _SMALLER**steps)))
    return reduced


def fitted(text: str, font: QFont, room: float, *, person: bool = True, steps: int = 1) -> tuple[QFont, str]:
    """The font (up to ``steps`` smaller) and the words that fit in ``room`` pixels; cut with … where nothing does."""
    for words in forms(text) if person else (text,):
        for type_ in (font, *(smaller(font, step) for step in range(1, steps + 1))):
            if QFontMetricsF(type_).horizontalAdvance(words) <= room:
                return type_, words
    least = smaller(font, steps)
    return least, QFontMetricsF(least).elidedText(words, Qt.TextElideMode.ElideRight, room)
