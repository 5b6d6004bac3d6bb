"""Proof of attendance on A4: who was there, what it was about, when and where, and room to sign."""

from __future__ import annotations

from nettverk.domain.handouts import AttendanceProof, AttendanceProofs
from nettverk.i18n import _
from nettverk.printing import styles
from nettverk.printing.blocks import Block, Heading, Item, Text
from nettverk.printing.flow import WIDTH, Letter, Page, lay_out
from nettverk.printing.tables import Column, table
from nettverk.printing.tags import Node


def pages(document: AttendanceProofs) -> list[Page]:
    """A page for each who came."""
    return [page for person in document.people for page in _page(document, person)]


def _page(document: AttendanceProofs, person: AttendanceProof) -> list[Page]:
    occasion = document.occasion
    about = [word for word in (person.unit, person.note) if word]
    blocks: list[Block] = [
        Heading(_("Kursbevis"), styles.TITLE, level=1, outline=0, before=60),
        Text(person.name, styles.TITLE, before=26, keep=True),
        Text(" · ".join(about), styles.LEAD, keep=True),
        Text(_("har vært med på"), styles.BODY, before=22, keep=True),
        Heading(" · ".join(word for word in (occasion.title, occasion.headline) if word), level=2, before=4),
    ]
    if occasion.theme:
        blocks.append(Text(occasion.theme, styles.LEAD))
    if occasion.when_and_where:
        blocks.append(Text(occasion.when_and_where, styles.BODY, before=6))
    if document.parts:
        blocks.append(Heading(_("Innhold"), styles.SUBHEADING, level=3, before=22))
        points = Node("L")
        blocks += [Item(part, styles.BODY, points, before=3) for part in document.parts]
    columns = [Column(_("Sted og dato"), share=1), Column(_("Underskrift"), share=2)]
    blocks.append(table(columns, [["\n\n", ""]], WIDTH, gap=14, air=14, before=60))
    if occasion.municipality:
        blocks.append(Text(occasion.municipality, styles.NOTE, before=6))
    return lay_out(Letter(occasion, _("Kursbevis"), blocks))
