"""The manual on A4: a list of contents with page numbers, then chapter by chapter."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from nettverk.domain.handouts import Occasion
from nettverk.domain.manual import text as manual
from nettverk.domain.manual.text import Inline, Key, Manual, OnScreen, PageText, Picture, Points, Subheading, Typed
from nettverk.i18n import _
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Heading, Item, PageBreak, Stack, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.lines import Span
from nettverk.printing.pen import Pen
from nettverk.printing.tags import Node

_TITLE = styles.HEADING.but(size=15, leading=21)
_LINE = styles.PLAIN.but(size=10, leading=13)
_CHAPTER = styles.TITLE.but(size=22, leading=30)
_SUBHEADING = styles.SUBHEADING.but(size=11.5)
_PICTURE_WIDTH = WIDTH * 0.86
_TALLEST = 300.0


def pages(book: Manual) -> list[Page]:
    """The whole manual, laid out twice: the numbers of the contents are known once all stands where it stands."""
    pages, places = _laid(book, {})
    # Each page is measured by drawing it on paper that nobody sees.
    pen = Pen(book.title, book.title, book.language, only_to_look_at=True)
    for number, page in enumerate(pages, start=1):
        for place in places:
            place.number = number
        page(pen)
        pen.next_page()
    numbers = {place.page.page.value: place.found for place in places}
    return _laid(book, numbers)[0]


def _laid(book: Manual, numbers: dict[str, int]) -> tuple[list[Page], list[_PageTitle]]:
    places: list[_PageTitle] = []
    blocks: list[Block | PageBreak] = [
        Heading(book.title, styles.TITLE, level=1, outline=0),
        Text(book.lead, styles.LEAD),
        Heading(_("Innhold"), styles.HEADING, level=2, before=14),
    ]
    for chapter in book.chapters:
        node = Node("L")
        blocks.append(Text(chapter.title, styles.STRONG_TEXT.but(leading=13), before=5, keep=True))
        blocks += [_Content(page.title, numbers.get(page.page.value, 0), node) for page in chapter.pages]
    for chapter in book.chapters:
        blocks += [PageBreak(), Heading(chapter.title, _CHAPTER, level=2, outline=0)]
        for page in chapter.pages:
            place = _PageTitle(page)
            places.append(place)
            blocks += [place, *_blocks(page)]
    return lay_out(Letter(Occasion(""), book.title, blocks)), places


class _Content(Item):
    """A line of the contents: the number of the page, and what it is called."""

    indent_width = 30.0

    def __init__(self, title: str, number: int, node: Node) -> None:
        super().__init__(title, _LINE, node, mark=str(number or 100))


class _PageTitle(Heading):
    """The title of a page of the manual, which sees what sheet of paper it comes to stand on.

    Attributes:
        number: of the sheet that is being drawn, from 1. found: of the sheet it stood on.
    """

    def __init__(self, page: PageText) -> None:
        super().__init__(page.title, _TITLE, level=3, outline=1, before=24)
        self.page = page
        self.number = self.found = 0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self.found = self.number
        super().draw(pen, x, y, width)


def _blocks(page: PageText) -> list[Block]:
    blocks: list[Block] = []
    for block, after in zip(page.blocks, (*page.blocks[1:], None), strict=True):
        match block:
            case manual.Paragraph(line=line):
                text = Text(_spans(line), styles.BODY, before=5)
                text.keep = isinstance(after, Points | Picture)  # what leads up to a list stands on its page
                blocks.append(text)
            case Subheading(text=words):
                blocks.append(Heading(words, _SUBHEADING, level=4, before=10))
            case Points():
                blocks += _points(block)
            case Picture():
                blocks.append(_PictureBlock(block))
    return blocks


def _points(points: Points) -> list[Block]:
    node = Node("L", numbering="Decimal" if points.numbered else "Disc")
    items: list[Block] = []
    for place, line in enumerate(points.items, start=1):
        item = _Step("", styles.BODY, node, mark=f"{place}." if points.numbered else "–")
        item.text = _spans(line)
        items.append(Stack([item], before=3))
    return items


class _Step(Item):
    """A point of a list; two figures have room before it."""

    indent_width = 18.0


def _spans(line: Sequence[Inline]) -> list[Span]:
    return [
        Span(piece.text, fonts.SEMIBOLD)
        if isinstance(piece, OnScreen | Key)
        else Span(piece.text, fonts.ITALIC)
        if isinstance(piece, Typed | manual.See)
        else Span(piece.text)
        for piece in line
    ]


class _PictureBlock(Block):
    """A picture in its own proportions, never higher than a third of the page."""

    before = 8.0

    def __init__(self, picture: Picture) -> None:
        from PIL import Image

        self._picture = picture
        with Image.open(BytesIO(picture.file.read_bytes())) as opened:
            self._image = opened.convert("RGB")
        wide, high = self._image.size
        self._width = min(_PICTURE_WIDTH, _TALLEST * wide / high)
        self._height = self._width * high / wide

    def height(self, width: float) -> float:
        return self._height + 6

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        with pen.figure(self._picture.alt, x, y, self._width, self._height):
            pen.picture(self._image, x, y, self._width, self._height)
        pen.frame(x, y, self._width, self._height, styles.HAIR, styles.RULE)
