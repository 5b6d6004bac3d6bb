"""What pages say and where, without a PDF: two pages that say the same in the same places look the same on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from nettverk.i18n import language
from nettverk.printing.flow import Page
from nettverk.printing.lines import Line
from nettverk.printing.pen import Pen
from nettverk.printing.styles import Style


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page: all of its lines with their places, and the last place in the outline that it has or goes on with."""

    words: str
    title: str


class _Ear(Pen):
    """Hears what would be drawn; page numbers and what is repeated at the edges say nothing."""

    def __init__(self) -> None:
        super().__init__("", "", language(), only_to_look_at=True)
        self.heard: list[str] = []
        self.title = ""
        self._begun = False
        self._deaf = 0

    def begin(self) -> None:
        """The next page."""
        self.heard = []
        self._begun = False

    def line(self, line: Line, style: Style, x: float, baseline: float, width: float = 0.0) -> None:
        if line.runs and not self._deaf:
            self.heard.append(f"{x:.0f} {baseline:.0f} {style.size:g} {line.source}")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        self._deaf += 1
        try:
            yield
        finally:
            self._deaf -= 1

    def outline(self, title: str, level: int, y: float = 0.0) -> None:
        if not self._begun:  # the first on a page says best which one it is
            self.title, self._begun = title, True


def listen(pages: Sequence[Page]) -> list[PageWords]:
    """What each page says, in the language in force."""
    ear = _Ear()
    listened: list[PageWords] = []
    for page in pages:
        ear.begin()
        page(ear)
        listened.append(PageWords("\n".join(ear.heard), ear.title))
    return listened
