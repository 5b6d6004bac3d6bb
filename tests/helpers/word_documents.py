"""A reader of Word documents for tests: what is written in them, and whether everybody can read it."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def part(data: bytes, name: str) -> ET.Element:
    """A part of the package by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read(name))


def text_of(data: bytes) -> str:
    """Everything that is written in it, a paragraph a line."""
    body = part(data, "word/document.xml")
    paragraphs = ("".join(piece.text or "" for piece in line.iter(f"{_W}t")) for line in body.iter(f"{_W}p"))
    return "\n".join(line for line in paragraphs if line)


def complaints(data: bytes, language: str) -> list[str]:
    """What would stop somebody who is read to: headings out of order, tables or pictures without words."""
    told = []
    body = part(data, "word/document.xml")
    styles = [style.get(f"{_W}val", "") for style in body.iter(f"{_W}pStyle")]
    levels = [int(found[1]) for style in styles if (found := re.fullmatch(r"Heading(\d)", style))]
    before = levels[0] - 1 if levels else 0
    for level in levels:
        if level > before + 1:
            told.append(f"heading {level} after {before}")
        before = level
    if not levels:
        told.append("no heading")
    for table in body.iter(f"{_W}tbl"):
        first = table.find(f"{_W}tr")
        if first is None or first.find(f"{_W}trPr/{_W}tblHeader") is None:
            told.append("a table without a header row")
        if table.find(f"{_W}tblPr/{_W}tblCaption") is None:
            told.append("a table without a caption")
    told += ["a picture without words" for picture in body.iter(f"{_PLACE}docPr") if len(picture.get("descr", "")) < 10]
    spoken = part(data, "word/styles.xml").find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
    if spoken is None or spoken.get(f"{_W}val") != language:
        told.append("no language")
    if part(data, "docProps/core.xml").find("{http://purl.org/dc/elements/1.1/}title") is None:
        told.append("no title")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        charts = [name for name in package.namelist() if name.startswith("word/charts/") and name.endswith(".xml")]
    for name in charts:
        if {of.get("lang") for of in part(data, name).iter() if "lang" in of.attrib} != {language}:
            told.append("a chart in another language")
    return told
