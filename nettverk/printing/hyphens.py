"""Where words may be divided, ready at once: pyphen's own patterns, each of them read when a word first needs it.

To read all of a language's thirty thousand patterns takes a third of a second, and a page uses a few hundred.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyphen

_FIGURES = {ord(figure): None for figure in "0123456789"}


class Divider(pyphen.Pyphen):  # type: ignore[misc,unused-ignore]
    """As pyphen's, with patterns that are read when they are asked for.

    Args:
        language: as pyphen names it, «nb_NO». left, right: the fewest letters before and after a hyphen.
    """

    def __init__(self, language: str, left: int, right: int) -> None:
        self.left, self.right = left, right
        self.hd = _Dictionary(pyphen.LANGUAGES[language])


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc,unused-ignore]
    def __init__(self, path: Path) -> None:
        head, _line, rest = path.read_bytes().partition(b"\n")
        encoding = head.decode().strip()
        encoding = "cp1251" if encoding.lower() == "microsoft-cp1251" else encoding
        self.patterns = _Patterns()
        for line in rest.decode(encoding).split("\n"):
            pattern = line.strip()
            if not pattern or pattern.startswith(pyphen.ignored):
                continue
            if "/" in pattern or "^^" in pattern:
                raise ValueError(f"{path.name} has patterns of a kind that is not known here: {pattern}")
            letters = pattern.translate(_FIGURES)
            if letters != pattern:  # without a figure it says nothing
                self.patterns[letters] = pattern
        self.cache: dict[str, list[Any]] = {}
        self.maxlen = max(map(len, self.patterns))


class _Patterns(dict[str, Any]):
    """By their letters: (offset, values) as pyphen has them, or still as they are written."""

    def get(self, letters: str, default: Any = None) -> Any:  # type: ignore[override,unused-ignore]
        """The pattern for these letters, read now if nobody has asked before."""
        known = super().get(letters, default)
        if isinstance(known, str):
            values = [int(figure or "0") for figure, _letter in pyphen.parse(known)]
            start, end = 0, len(values)
            while start < end and not values[start]:
                start += 1
            while end > start and not values[end - 1]:
                end -= 1
            known = self[letters] = (start, tuple(values[start:end])) if end > start else None
        return known
