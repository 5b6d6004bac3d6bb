"""Rollekort: a card for each task at the table, with the steps of the method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain import methods
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.plan import Organising, Part
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.RoleCards:
    parts = [
        part
        for part in source.parts
        if part.organising in {Organising.MIXED, Organising.OWN_UNIT} and methods.roles(part.method)
    ]
    if not parts:
        raise NothingToPrint(
            _("Ingen oppgaver ved bordet ennå. Velg en arbeidsmåte for delen under Planlegg."), RoomKey.PLAN
        )
    part_ids = {part.id for part in parts}
    tables = [len(grouping.tables) for grouping in source.groupings if grouping.part_id in part_ids]
    cards = tuple(card for part in parts for card in _cards(part))
    return paper.RoleCards(source.occasion, cards, max([1, *tables]))  # one pile of each card before groups are made


def _cards(part: Part) -> list[paper.RoleCard]:
    steps = tuple((step.title, step.hint, step.minutes) for step in methods.steps(part.method, part.minutes))
    return [
        paper.RoleCard(role.name, role.task, part.title, part.main_number, steps) for role in methods.roles(part.method)
    ]


def _pages(document: paper.RoleCards) -> list[Page]:
    from nettverk.printing import role_cards

    return role_cards.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.ROLE_CARDS,
    moment=Moment.BEFORE,
    name=lambda: _("Oppgavekort"),
    about=lambda: _("Hvem gjør hva ved bordet, fire kort på arket"),
    read=_read,
    pages=_pages,
)
