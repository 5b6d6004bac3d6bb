"""Sheets to write on: one table, one question, a code that brings the handwriting back to its place."""

from __future__ import annotations

from nettverk.domain.handouts import QuestionSheet, QuestionSheets
from nettverk.i18n import _
from nettverk.printing import fonts, styles
from nettverk.printing.blocks import Block, Text
from nettverk.printing.fitting import fit
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out, one_line
from nettverk.printing.pen import Pen
from nettverk.printing.shapes import part_shape
from nettverk.printing.styles import Style
from nettverk.printing.tags import Node

_QUESTION = Style(20, 27.5, fonts.BOLD, balance=True)
_CODE = Style(40, 45, fonts.BOLD, align="right")
_TABLE = Style(20, 25, fonts.SEMIBOLD)


class WritingLines(Block):
    """Ruled lines that fill the room left on the page."""

    grows = 1.0

    def __init__(self, *, spacing: float = 26.0, before: float = 0.0, least_lines: int = 3, tall: float = 0.0) -> None:
        self.spacing, self.before, self.least_lines, self.tall = spacing, before, least_lines, tall

    def height(self, width: float) -> float:
        return max(self.tall, self.least_lines * self.spacing)

    def grown(self, width: float, room: float) -> Block:
        """As many lines as go in the room."""
        return WritingLines(spacing=self.spacing, before=self.before, tall=room - 18)

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        for number in range(1, int((self.height(width) + 0.01) / self.spacing) + 1):
            pen.rule(x, y + number * self.spacing, width, styles.TO_WRITE, styles.WRITE_ON)


class SheetHead(Block):
    """Table at the left, code at the right, the part between them."""

    def __init__(self, sheet: QuestionSheet) -> None:
        self.sheet = sheet
        self.keep = True

    def height(self, width: float) -> float:
        return 60.0

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        sheet, base = self.sheet, y + 32
        code = Text(sheet.code or _("Bord ____"), _CODE if sheet.code else _TABLE.but(align="right"), kind="P")
        name = sheet.table_name or ("" if sheet.table is None else _("Bord {number}").format(number=sheet.table))
        pen.outline(f"{sheet.code} {name}".strip() or sheet.question, 0, y)
        left = 0.0
        if sheet.main_number:
            pen.shape(part_shape(sheet.main_number), x + 7, base - 7, 14, styles.HUES[sheet.main_number])
            left = 24.0
        code_width = code.lines(width)[0].width + 20
        room = width - left - code_width
        style, lines = fit(name or sheet.part_title, _TABLE, room, 45, least=9)
        rise = (len(lines) - 1) * style.leading
        with pen.content(Node("H1")):
            for number, line in enumerate(lines):
                pen.line(line, style, x + left, base - rise + number * style.leading)
        with pen.content(Node("P")):
            pen.line(code.lines(width)[0], code.style, x, base, width)
        if name:
            under = " · ".join(word for word in (sheet.part_title, sheet.method) if word)
            with pen.content(Node("P")):
                note = styles.NOTE
                pen.line(one_line(under, note, width - left), note, x + left, base + 5 + note.baseline)


def pages(document: QuestionSheets) -> list[Page]:
    """Set one sheet for each table and question, with lines to write on and the code that says where it belongs."""
    drawn: list[Page] = []
    for sheet in document.sheets:
        drawn += lay_out(_letter(document, sheet))
    return drawn


def _letter(document: QuestionSheets, sheet: QuestionSheet) -> Letter:
    number = (
        [Text(_("Spørsmål {number}").format(number=sheet.number), styles.NOTE.but(size=10.5), before=10, keep=True)]
        if sheet.number
        else []
    )
    blocks: list[Block] = [
        SheetHead(sheet), *number, Text(sheet.question, styles.typed(_QUESTION), kind="H2"),
        WritingLines(before=8),
    ]  # fmt: skip
    foot = _("Skriv stikkord alle ved bordet kan stå for. Ingen barn eller foreldre skal kunne kjennes igjen.")
    return Letter(document.occasion, sheet.code or sheet.part_title, blocks, foot, WIDTH)
