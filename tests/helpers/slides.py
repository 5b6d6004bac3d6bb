"""A PDF with slides, as somebody would bring them on a stick."""

from __future__ import annotations

from functools import cache
from io import BytesIO


@cache
def pdf(pages: int) -> bytes:
    """16:9 slides with a heading, some lines of text and a drawing."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(960, 540), invariant=1)
    canvas.beginForm("drawing", 0, 0, 960, 540)  # written once; every page shows it
    for shade in range(40):
        canvas.setFillGray(shade / 40)
        canvas.circle(700 + shade * 4, 200, 60, stroke=0, fill=1)
    canvas.endForm()
    for page in range(pages):
        canvas.setFont("Helvetica-Bold", 54)
        canvas.drawString(60, 440, f"Side {page + 1}")
        canvas.setFont("Helvetica", 26)
        for line in range(8):
            canvas.drawString(60, 380 - line * 36, f"Vi la merke til at leken varte lenger, punkt {line + 1}.")
        canvas.doForm("drawing")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def odd_pdf() -> bytes:
    """Pages as they come when somebody has put several documents together: portrait, turned, tiny and a poster."""
    from pypdf import PdfReader, PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for size in ((960, 540), (595, 842), (720, 540), (30, 20), (2384, 3370)):
        canvas.setPageSize(size)
        canvas.setFillColorRGB(0.9, 0.2, 0.2)
        canvas.rect(0, 0, size[0], size[1] * 0.2, stroke=0, fill=1)  # red lies at the bottom of the page as made
        canvas.showPage()
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(out.getvalue())))
    writer.pages[2].rotate(90)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def locked_pdf(to_open: str = "hemmelig") -> bytes:
    """A PDF nobody can open without its password; with an empty one it can be seen, but not changed."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(2))))
    writer.encrypt(to_open, owner_password="eier", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def half_broken_pdf() -> bytes:
    """Three pages, the second of which is no page at all."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NullObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(3))))
    kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
    writer._objects[kids[1].idnum - 1] = NullObject()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
