"""The first page of every kind of document: nearly empty, for ninety people, and for four hundred with long names."""

from __future__ import annotations

import pytest

from nettverk.i18n import using
from nettverk.printing.make import make
from nettverk.services.handouts.registry import document_type
from nettverk.services.pdf_pages import PdfPages
from nettverk.ui.common.pictures import as_image
from tests.helpers.sized_papers import Size, documents
from tests.visual.compare import check
from tests.visual.test_sheets import PAPER, contact_sheet


@pytest.mark.slow
@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("size", Size)
def test_every_kind_looks_as_it_did(qapp: object, size: Size, language: str) -> None:
    pictures = []
    with using(language):
        for kind, document in documents(size, language=language).items():
            pages = document_type(kind).pages(document)
            pdf = PdfPages(make(pages[:1], "Prøve", document.occasion.name, only_to_look_at=True))
            pictures.append(as_image(pdf.picture(0, PAPER)).copy())
            pdf.close()
    picture, cell = contact_sheet(pictures, 6)
    check(f"papers-{size.value}-{language}", picture, share=0.004, cell=cell)
