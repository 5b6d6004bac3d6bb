"""Diagrams in Word as charts of Word's own: vectors one can edit, with their figures in a workbook inside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from nettverk.domain.reports.model import Bar, Diagram
from nettverk.exchange.tables_out import to_xlsx
from nettverk.exchange.word_xml import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HUES = ("0B5560", "99B3B8", "FFFFFF", "4A5962")
"""Dark, light, hollow: told apart in a photocopy, the best first."""
_FACE = '<a:latin typeface="Calibri"/>'
"""The letters of the document; without it, some programs set a diagram in others."""
_CM = 360_000
"""Of what OOXML measures in, to a centimetre."""


def add_chart(document: Document, diagram: Diagram) -> None:
    """Draw a diagram at the end of a document, with what it shows in words for those who do not see it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.parser import parse_xml

    package = document.part.package
    number = 1 + sum(1 for part in package.iter_parts() if part.partname.startswith("/word/charts/chart"))
    bars = diagram.drawn()
    book = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), _WORKBOOK, _workbook(diagram, bars), package
    )
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), _TYPE, b"", package)
    inside = chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    language = document.core_properties.language or "nb-NO"
    chart._blob = _chart(diagram, bars, inside, language).encode()
    shown = document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
    height = (1.2 if len(diagram.series) == 1 else 1.9) + 0.62 * len(bars)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph._p.append(parse_xml(_drawing(diagram, shown, number, height)))


def _workbook(diagram: Diagram, bars: Sequence[Bar]) -> bytes:
    return to_xlsx((diagram.about, *diagram.series), [(bar.label, *bar.values) for bar in bars], sheet="Sheet1")


def _drawing(diagram: Diagram, relation: str, number: int, height: float) -> str:
    alt, title = quoteattr(plain(diagram.alt())), quoteattr(plain(diagram.title))
    return (
        f'<w:r xmlns:w="{_WORD}"><w:drawing><wp:inline xmlns:wp="{_PLACE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(16.4 * _CM)}" cy="{round(height * _CM)}"/>'
        f'<wp:docPr id="{100 + number}" name={quoteattr(f"Diagram {number}")} descr={alt} title={title}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _chart(diagram: Diagram, bars: Sequence[Bar], workbook: str, language: str) -> str:
    stacked = len(diagram.series) > 1
    grouping = "percentStacked" if stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if stacked else ""
    series = "".join(_series(diagram, bars, place, language) for place in range(len(diagram.series)))
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if stacked else ""
    said = escape(plain(diagram.title))
    title = (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000" b="1">{_FACE}</a:defRPr></a:pPr>'
        f'<a:r><a:rPr lang="{language}" sz="1000" b="1">{_FACE}</a:rPr><a:t>{said}</a:t></a:r></a:p></c:rich></c:tx>'
        f'<c:overlay val="0"/></c:title>'
    )
    plain_line = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"'
        f' xmlns:r="{_RELATIONS}"><c:roundedCorners val="0"/><c:chart>{title}<c:autoTitleDeleted val="0"/><c:plotArea>'
        f'<c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="45"/>{overlap}'
        f'<c:axId val="111"/><c:axId val="222"/></c:barChart>'
        f'<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{plain_line}<c:crossAx val="222"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="t"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="111"/><c:crosses val="max"/></c:valAx>'
        f'</c:plotArea>{legend}<c:plotVisOnly val="1"/></c:chart>'
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900">{_FACE}</a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{language}"/></a:p></c:txPr>'
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(diagram: Diagram, bars: Sequence[Bar], place: int, language: str) -> str:
    column = chr(ord("B") + place)
    last = len(bars) + 1
    names = "".join(f'<c:pt idx="{at}"><c:v>{escape(plain(bar.label))}</c:v></c:pt>' for at, bar in enumerate(bars))
    values = "".join(f'<c:pt idx="{at}"><c:v>{bar.values[place] or 0}</c:v></c:pt>' for at, bar in enumerate(bars))
    hue = _HUES[min(place, len(_HUES) - 1)]
    written = "FFFFFF" if place == 0 else "14232B"
    inside = len(diagram.series) > 1
    labels = (
        '<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr><c:txPr><a:bodyPr/><a:p>'
        '<a:pPr><a:defRPr sz="900">'
        f'<a:solidFill><a:srgbClr val="{written if inside else "14232B"}"/></a:solidFill>{_FACE}</a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{language}"/></a:p></c:txPr><c:dLblPos val="{"ctr" if inside else "outEnd"}"/>'
        f'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        f'<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f>'
        "<c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(plain(diagram.series[place]))}</c:v></c:pt></c:strCache>'
        f'</c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val="{hue}"/></a:solidFill><a:ln w="6350"><a:solidFill>'
        f'<a:srgbClr val="0B5560"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>{labels}'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{len(bars)}"/>{names}'
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(bars)}"/>{values}</c:numCache></c:numRef></c:val>'
        f"</c:ser>"
    )
