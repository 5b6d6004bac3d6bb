"""A sheet as pages: a head that says where the copy belongs, its blocks, and lines that fill what is left.

A sheet that goes on one page with its lines nearer does so; what takes two pages either way has the room to write.
"""

from __future__ import annotations

from nettverk.domain.sheet_papers import SheetPaper, SheetPapers
from nettverk.domain.sheets.definition import Block as SheetBlock
from nettverk.domain.sheets.definition import BlockKind, SheetDefinition, When, Who, who_name
from nettverk.domain.tag_wheel import pieces_of
from nettverk.domain.tags import Wheel
from nettverk.i18n import _, _n
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Heading, Text
from nettverk.printing.fitting import fit
from nettverk.printing.flow import Letter, Page, lay_out, one_line
from nettverk.printing.pen import Pen
from nettverk.printing.shapes import part_shape
from nettverk.printing.sheets.kinds import blocks_of
from nettverk.printing.sheets.wheel import WheelPicture
from nettverk.printing.sheets.writing import ROOMY, TIGHT, Ease
from nettverk.printing.styles import Style
from nettverk.printing.tags import Node

_EASES = (Ease(ROOMY, 4), Ease(24.0, 3), Ease(TIGHT, 2))
_TO_READ = tuple(Ease(read=size) for size in (15.0, 13.5, 12.5, 11.5, 10.5))
"""How a sheet that is only read may be set: as large as one page holds."""
_CODE = Style(24, 30, fonts.BOLD)
_PLACE = Style(14, 20, fonts.SEMIBOLD)
_TITLES = ((60, Style(23, 30, fonts.BOLD, balance=True)), (140, Style(18, 25, fonts.BOLD, balance=True)))
_LONG_TITLE = Style(14, 20, fonts.BOLD)


def pages(document: SheetPapers) -> list[Page]:
    """Every copy, each numbered on its own."""
    drawn: list[Page] = []
    for paper in document.papers:
        drawn += sheet_pages(document, paper)
    return drawn


def sheet_pages(document: SheetPapers, paper: SheetPaper) -> list[Page]:
    """One copy on as few pages as it goes on, with as much room to write as they give."""
    best: list[Page] = []
    for ease in _TO_READ if _is_read(paper.sheet) else _EASES:
        drawn = lay_out(_letter(document, paper, ease))
        if not best or len(drawn) < len(best):
            best = drawn
        if len(best) == 1:
            break
    return best


def _letter(document: SheetPapers, paper: SheetPaper, ease: Ease) -> Letter:
    sheet = paper.sheet
    blocks: list[Block] = [Top(paper), Heading(sheet.title, title_style(sheet.title), level=1, before=6)]
    said = len(sheet.blocks) == 1 and sheet.blocks[0].prompt == sheet.title
    # Alone one only colours in; why and how come while one talks.
    questions = paper.by is not Who.ALONE or len(sheet.rounds) == 1
    for block in sheet.blocks:
        content = blocks_of(block, ease, heading=not said, questions=questions)
        blocks += _with_wheel(block, content, document.wheel)
    title = " · ".join(word for word in (paper.code or paper.place, sheet.title) if word)
    source = _("Kilde: {source}").format(source=sheet.source) if sheet.source else ""
    return Letter(document.occasion, title, blocks, foot(sheet, paper.by), source=source)


def _with_wheel(block: SheetBlock, made: list[Block], wheel: Wheel | None) -> list[Block]:
    """A block whose pieces are sectors of the wheel has it over its fields."""
    asked = pieces_of([item.id for item in block.items], wheel) if block.kind is BlockKind.PIECES else None
    if not asked or wheel is None:
        return made
    words = sum(isinstance(part, Text) for part in made)
    return [*made[:words], WheelPicture(wheel, asked), *made[words:]]


def title_style(title: str) -> Style:
    """Large where the title is short; one that is a whole sentence is read rather than seen."""
    return next((style for most, style in _TITLES if len(title) <= most), _LONG_TITLE)


def _is_read(sheet: SheetDefinition) -> bool:
    return all(block.kind is BlockKind.CARD for block in sheet.blocks)


def foot(sheet: SheetDefinition, by: Who) -> str:
    """What everyone who writes must remember; nothing on what is only read."""
    if _is_read(sheet):
        return ""
    if by is Who.ALONE:
        return _("Skriv ikke navnet ditt. Ingen barn eller foreldre skal kunne kjennes igjen.")
    if by in {Who.TABLE, Who.PAIR} and sheet.when is When.IN_PART:
        return _("Skriv stikkord alle ved bordet kan stå for. Ingen barn eller foreldre skal kunne kjennes igjen.")
    return _("Ingen barn eller foreldre skal kunne kjennes igjen i det dere skriver.")


class Top(Block):
    """Where the copy belongs: place and part at the left, the code in a frame at the right."""

    keep = True

    def __init__(self, paper: SheetPaper) -> None:
        self.paper = paper

    def height(self, width: float) -> float:
        return 36.0 if self.paper.code or self.paper.place else 20.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        paper, tall = self.paper, self.height(width)
        pen.outline(" ".join(word for word in (paper.code, paper.place) if word) or paper.sheet.title, 0, y)
        right = width - (self._code(pen, x, y, width) if paper.code else 0.0)
        left, base = 0.0, y + tall - 11
        if paper.main_number:
            pen.shape(part_shape(paper.main_number), x + 7, base - 5, 14, styles.HUES[paper.main_number])
            left = 22.0
        if paper.place:
            style, lines = fit(paper.place, _PLACE, min(right - left, 300.0), 20, least=8)
            with pen.content(Node("P")):
                pen.line(lines[0], style, x + left, base)
            left += lines[0].width + 14
        words = " · ".join(word for word in (paper.part_title, self._who()) if word)
        if words and right - left > 40:
            with pen.content(Node("P")):
                pen.line(one_line(words, styles.NOTE, right - left), styles.NOTE, x + left, base)

    def _code(self, pen: Pen, x: float, y: float, width: float) -> float:
        """Draw the code in its frame; returns the width it takes."""
        line = Text(self.paper.code, _CODE).lines(width)[0]
        wide = line.width + 22
        pen.box(x + width - wide, y - 2, wide, 36, styles.STRONG, styles.INK)
        with pen.content(Node("P")):
            pen.line(line, _CODE, x + width - wide + 11, y + 25)
        return wide + 16

    def _who(self) -> str:
        """«Ved bordet · 20 min»; a pair's or table's name has said who already."""
        sheet = self.paper.sheet
        who = "" if self.paper.place else who_name(self.paper.by)
        minutes = _n("{n} minutt", "{n} minutter", sheet.minutes) if sheet.minutes else ""
        return " · ".join(word for word in (who, minutes) if word)
