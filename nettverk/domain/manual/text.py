"""What a page of the manual is made of, the same for the window, for paper and for the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nettverk.domain.manual.pages import Chapter, ManualPage


@dataclass(frozen=True, slots=True)
class Words:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A word of a menu, a button or a heading, as the program says it in the page's language.

    Attributes:
        source: as the program's source has it, in bokmål.
    """

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """Something to press."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A command to type, or the name of a file or folder."""

    text: str


@dataclass(frozen=True, slots=True)
class See:
    """The way to another page, by its title."""

    page: ManualPage
    text: str


Inline = Words | OnScreen | Key | Typed | See
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    line: Line


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading below the page's own."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list; ``numbered`` where the order is that in which things are done."""

    items: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What one sees; ``alt`` says it to those who do not."""

    name: str
    alt: str
    file: Path


Block = Paragraph | Subheading | Points | Picture


@dataclass(frozen=True, slots=True)
class PageText:
    """A page in one language.

    Attributes:
        keywords: what one may search for, beside the words that stand there.
    """

    page: ManualPage
    title: str
    blocks: tuple[Block, ...]
    keywords: str = ""

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of text, in order."""
        for block in self.blocks:
            match block:
                case Paragraph(line=line):
                    yield line
                case Points(items=items):
                    yield from items
                case Subheading(text=text):
                    yield (Words(text),)
                case Picture(alt=alt):
                    yield (Words(alt),)


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter in one language."""

    chapter: Chapter
    title: str
    pages: tuple[PageText, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """The whole manual in one language."""

    title: str
    lead: str
    language: str
    chapters: tuple[ChapterText, ...]

    @property
    def pages(self) -> tuple[PageText, ...]:
        """Every page, in order."""
        return tuple(page for chapter in self.chapters for page in chapter.pages)


def plain(line: Iterable[Inline]) -> str:
    """A line without its form."""
    return "".join(piece.text for piece in line)
