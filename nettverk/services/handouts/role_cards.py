"""Rollekort: a card for each task at the table, with the steps of the method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain import methods
from nettverk.domain.groups import Grouping
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.plan import Organising, Part
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.groups.roles import role_name
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
    cards = tuple(card for part in parts for card in _cards(source, part))
    return paper.RoleCards(source.occasion, cards, max([1, *tables]))  # one pile of each card before groups are made


def _cards(source: Source, part: Part) -> list[paper.RoleCard]:
    steps = tuple((step.title, step.hint, step.minutes) for step in methods.steps(part.method, part.minutes))
    rounds = [grouping for grouping in source.groupings if grouping.part_id == part.id]
    return [
        paper.RoleCard(role.name, role.task, part.title, part.main_number, steps, _who(rounds, role.name))
        for role in methods.roles(part.method)
    ]


def _who(rounds: Sequence[Grouping], role: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Who has a task, by table: a name for each round; tables where nobody has it are left out."""
    names: dict[int, list[str]] = {}
    for at, grouping in enumerate(rounds):
        for table in grouping.tables:
            held = names.setdefault(table.number, [""] * len(rounds))
            for seat in table.sitting:
                if seat.group_role and role_name(seat.group_role).casefold() == role.casefold():
                    held[at] = seat.participant.name
    return tuple((number, tuple(held)) for number, held in sorted(names.items()) if any(held))


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
