"""A report as a Word document that one can go on writing in: real styles, header rows, charts, alt text, language.

Diagrams are charts of Word's own: vectors, with their figures in a workbook inside the document.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from nettverk.domain.reports.model import HIDDEN, Block, Cell, Diagram, Own, Paragraph, Points, Report, Section, Table
from nettverk.exchange.tables_out import steady
from nettverk.exchange.word_charts import add_chart
from nettverk.exchange.word_xml import element, plain, set_defaults
from nettverk.i18n import _, number

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_INK, _QUIET = "14232B", "4A5962"
_WIDTH = 16.6
"""Centimetres between the margins."""
_LETTER, _MARGINS = 0.22, 0.4
"""Centimetres that a letter in a table is wide at most, also where Calibri is lacking, and the sides of a cell."""
_LOGO_HIGH, _LOGO_WIDE = 1.1, 4.6
_LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def to_docx(report: Report) -> bytes:
    """The whole report; equal input gives equal bytes."""
    import docx

    document = docx.Document()
    _look(document, report)
    level = 2 if report.chapter else 1
    document.add_heading(plain(report.title), level)
    if report.subject:
        document.add_paragraph(plain(report.subject), style="Subtitle")
    if report.lead:
        document.add_paragraph(plain(report.lead))
    for section in report.sections:
        _section(document, section, level)
    if report.foot:
        document.add_paragraph(plain(report.foot), style="Caption")
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue(), datetime.combine(report.made_on, time(12)))


def _look(document: Document, report: Report) -> None:
    """The page, the styles, the language and the document's own facts."""
    from docx.shared import Cm, Pt, RGBColor

    language = _LANGUAGES.get(report.language, "nb-NO")
    set_defaults(document, language)
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    sizes = {"Normal": (10, _INK), "Heading 1": (22, _INK), "Heading 2": (13, _INK), "Heading 3": (12, _INK),
             "Subtitle": (12, _QUIET), "List Bullet": (10, _INK), "Caption": (9, _QUIET)}  # fmt: skip
    for name, (size, colour) in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.italic = False
        style.font.bold = name.startswith("Heading")
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    document.styles["Heading 2"].paragraph_format.space_before = Pt(9)
    facts = document.core_properties
    facts.title, facts.subject = plain(report.title), plain(report.subject)
    facts.author, facts.language, facts.comments = plain(report.mark.name) or "Nettverk", language, ""
    facts.created = facts.modified = datetime.combine(report.made_on, time(12))
    _header(document, report)
    _footer(document, report)


def _header(document: Document, report: Report) -> None:
    """The municipality's logo with its words, at the right over every page; a chapter has none of its own."""
    logo = report.mark.logo
    if logo is None or report.chapter:
        return
    from docx.shared import Cm

    head = document.sections[0].header.paragraphs[0]
    head.alignment = 2  # to the right
    shape = head.add_run().add_picture(io.BytesIO(logo.picture), height=Cm(_LOGO_HIGH))
    if shape.width > Cm(_LOGO_WIDE):
        shape.height, shape.width = int(shape.height * Cm(_LOGO_WIDE) / shape.width), Cm(_LOGO_WIDE)
    shape._inline.docPr.set("descr", plain(logo.alt))


def _footer(document: Document, report: Report) -> None:
    """The subject and the page's number, at the foot of every page."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Caption"]
    foot.add_run(plain("".join((f"{report.title} · {report.subject}  ·  ", _("side"), " "))))
    run = foot.add_run()
    for kind in ("begin", "text", "end"):
        run._r.append(
            element("w:instrText", text=" PAGE ") if kind == "text" else element("w:fldChar", {"w:fldCharType": kind})
        )


def _section(document: Document, section: Section, above: int) -> None:
    document.add_heading(plain(section.title), above + section.level)
    for block in section.blocks:
        _block(document, block)


def _block(document: Document, block: Block) -> None:
    match block:
        case Paragraph(text=text, quiet=quiet):
            document.add_paragraph(plain(text), style="Caption" if quiet else None)
        case Own(text=text):
            for piece in text.split("\n\n"):
                if piece.strip():
                    document.add_paragraph(plain(" ".join(piece.split())))
        case Points(items=items):
            for item in items:
                point = document.add_paragraph(plain(item.text), style="List Bullet")
                for note in item.notes:
                    point.add_run().add_break()
                    point.add_run(plain(note)).font.color.rgb = _quiet()
        case Table():
            _table(document, block)
        case Diagram():
            if block.drawn():
                add_chart(document, block)
            _table(document, block.table())


def _table(document: Document, told: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(told.headers), style="Table Grid")
    table.autofit = False
    properties = table._tbl.tblPr
    properties.append(element("w:tblCaption", {"w:val": plain(told.caption)}))
    properties.append(element("w:tblDescription", {"w:val": plain(told.caption)}))
    look = {"w:val": "04A0", "w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "1", "w:lastColumn": "0",
            "w:noHBand": "1", "w:noVBand": "1"}  # fmt: skip
    for old in properties.findall(element("w:tblLook").tag):
        properties.remove(old)
    properties.insert(list(properties).index(properties[-2]), element("w:tblLook", look))
    for cell, header in zip(table.rows[0].cells, told.headers, strict=True):
        _fill(cell, header, bold=True)
    row_properties = table.rows[0]._tr.get_or_add_trPr()
    row_properties.append(element("w:cantSplit"))
    row_properties.append(element("w:tblHeader"))
    for row in told.rows:
        line = table.add_row()
        line._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, value in zip(line.cells, row, strict=True):
            _fill(cell, _shown(value))
    for column, wide in enumerate(_widths(told)):
        table.columns[column].width = Cm(wide)  # Word asks the cells, LibreOffice the columns
        for cell in table.columns[column].cells:
            cell.width = Cm(wide)
            if told.figures(column):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    # Word wants a paragraph between two tables; it is no taller than the room between two paragraphs.
    between = document.add_paragraph()
    between.paragraph_format.space_after = 0
    between.paragraph_format.line_spacing = Pt(5)


def _widths(told: Table) -> list[float]:
    """Centimetres for each column: narrow ones for figures, the rest by what is written in them."""
    columns = range(len(told.headers))
    longest = [
        max(len(told.headers[column]), *(len(_shown(row[column])) for row in told.rows), 1)
        if told.rows else len(told.headers[column])
        for column in columns
    ]  # fmt: skip
    shares = [12.0 if told.figures(at) else float(min(60, max(10, longest[at]))) for at in columns]
    least = [
        _MARGINS + _LETTER * max((len(word) for text in _column(told, at) for word in text.split()), default=0)
        for at in columns
    ]
    if sum(least) >= _WIDTH:
        return [_WIDTH * part / sum(least) for part in least]
    # A column that would divide a word is as wide as the word, and the others share what is left.
    given: dict[int, float] = {}
    while True:
        left, wanted = _WIDTH - sum(given.values()), sum(shares[at] for at in columns if at not in given)
        short = [at for at in columns if at not in given and left * shares[at] / wanted < least[at]]
        if not short:
            return [given[at] if at in given else left * shares[at] / wanted for at in columns]
        given |= {at: least[at] for at in short}


def _column(told: Table, at: int) -> list[str]:
    return [told.headers[at], *(_shown(row[at]) for row in told.rows)]


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    from docx.shared import Pt

    spacing = cell.paragraphs[0].paragraph_format
    spacing.space_before = spacing.space_after = Pt(1.5)
    run = cell.paragraphs[0].add_run(plain(text))
    run.bold, run.font.size = bold or None, Pt(9.5)


def _shown(cell: Cell) -> str:
    return HIDDEN if cell is None else number(cell) if isinstance(cell, int) else cell


def _quiet() -> object:
    from docx.shared import RGBColor

    return RGBColor.from_string(_QUIET)
