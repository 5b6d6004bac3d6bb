"""Praksisbanken: what is marked as good practice, on paper; a unit is named only where it has said yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.good_practice import GoodOn, GoodPractice, practice_notes
from nettverk.domain.handouts import DocumentKind, NotedLine, Passage, PassageLetter
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services import good_practice
from nettverk.services.handouts import network_words
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.PassageLetters:
    marked = good_practice.for_others(source.store, source.gathering.network_id)
    if not marked:
        raise NothingToPrint(
            _("Ingenting er merket som god praksis ennå. Finn det som virket i Praksisbanken, og merk det der."),
            RoomKey.BANK,
        )
    titles = {
        GoodOn.COMMITMENT: (_("Tiltak som virket"), 4),
        GoodOn.CONTRIBUTION: (_("Praksisinnlegg"), 2),
        GoodOn.THEME: (_("Temaer som går igjen"), 3),
    }
    passages = tuple(
        Passage(title, tuple(_line(practice) for practice in marked if practice.on is on), part)
        for on, (title, part) in titles.items()
        if any(practice.on is on for practice in marked)
    )
    network = network_words.network_of(source)
    title = _("God praksis i {network}").format(network=network.name)
    lead = _("Det noen har prøvd og vil dele. Ta det dere kan bruke.")
    return paper.PassageLetters(source.occasion, (PassageLetter(title, passages, lead=lead),))


def _line(practice: GoodPractice) -> NotedLine:
    return NotedLine(practice.what, practice_notes(practice))


def _pages(document: paper.PassageLetters) -> list[Page]:
    from nettverk.printing import passages

    return passages.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.PRACTICE_BANK,
    moment=Moment.AFTER,
    name=lambda: _("God praksis"),
    about=lambda: _("Det som er merket i Praksisbanken, med navnet på enheten bare der enheten har sagt ja"),
    read=_read,
    pages=_pages,
)
