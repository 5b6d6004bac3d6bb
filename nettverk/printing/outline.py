"""A document's outline: the places one jumps to, in the reader's list beside the pages (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nettverk.printing.tags import text_of


@dataclass(slots=True)
class _Place:
    """A line of the list.

    Attributes:
        level: 0 for those that are always seen; -1 for the list itself.
        at: its number among those below ``above``.
        number: how the PDF refers to it, once that is known.
    """

    title: str
    level: int
    page: int = 0
    top: float = 0.0
    above: _Place | None = None
    at: int = 0
    number: str = ""
    below: list[_Place] = field(default_factory=list)

    def span(self) -> str:
        """The first and the last of those below it, and how many: negative where they are folded away at first."""
        if not self.below:
            return ""
        count = len(self.below)
        if self.level < 0:
            count += sum(len(place.below) for place in self.below)
        folded = "-" if self.level > 0 else ""
        return f"/First {self.below[0].number}/Last {self.below[-1].number}/Count {folded}{count}"


class Outline:
    """Places in the order of the pages, each below the last one of the level above it."""

    def __init__(self) -> None:
        self._root = _Place("", -1)
        self._open = [self._root]
        self._places: list[_Place] = []

    def add(self, title: str, level: int, page: int, top: float) -> None:
        """Add a place; a level deeper than the last by more than one is brought up.

        Args:
            page: its page, from 0.
            top: how far above the page's lower edge it is, in points.
        """
        level = min(level, self._open[-1].level + 1)
        del self._open[level + 1 :]
        above = self._open[-1]
        place = _Place(title, level, page, top, above, len(above.below))
        above.below.append(place)
        self._open.append(place)
        self._places.append(place)

    def __bool__(self) -> bool:
        return bool(self._places)

    def objects(self, first: int, root: int, pages: Sequence[int]) -> tuple[str, list[str]]:
        """The outline as objects of a PDF, in PDF's own syntax.

        Args:
            first: the first number that is free; the places follow it.
            root: the number of the outline itself, which the catalogue points to.
            pages: the numbers of the pages, in order.

        Returns:
            The outline itself, and its places in the order of their numbers.
        """
        self._root.number = f"{root} 0 R"
        for number, place in enumerate(self._places, first):
            place.number = f"{number} 0 R"
        written: list[str] = []
        for place in self._places:
            above = place.above or self._root
            before = f"/Prev {above.below[place.at - 1].number}" if place.at else ""
            after = f"/Next {above.below[place.at + 1].number}" if place.at + 1 < len(above.below) else ""
            written.append(
                f"<</Title{text_of(place.title)}/Parent {above.number}{before}{after}{place.span()}"
                f"/Dest[{pages[place.page]} 0 R/XYZ 0 {place.top:.2f} null]>>"
            )
        return f"<</Type/Outlines{self._root.span()}>>", written
