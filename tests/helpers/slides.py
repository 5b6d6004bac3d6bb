"""A PDF with slides, as somebody would bring them on a stick."""

from __future__ import annotations

from io import BytesIO


def pdf(pages: int) -> bytes:
    """16:9 slides with a heading, some lines of text and a drawing."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(960, 540))
    for page in range(pages):
        canvas.setFont("Helvetica-Bold", 54)
        canvas.drawString(60, 440, f"Side {page + 1}")
        canvas.setFont("Helvetica", 26)
        for line in range(8):
            canvas.drawString(60, 380 - line * 36, f"Vi la merke til at leken varte lenger, punkt {line + 1}.")
        for shade in range(40):
            canvas.setFillGray(shade / 40)
            canvas.circle(700 + shade * 4, 200, 60, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
