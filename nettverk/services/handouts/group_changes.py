"""Nye bord: only those whose table a repair changed, for the door and the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.groups import Grouping
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _
from nettverk.services.groups import repair
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.GroupChanges:
    moves = [(source.round(grouping), _moved(source, grouping)) for grouping in source.mixed]
    rounds = tuple((round_, people) for round_, people in moves if people)
    if not rounds:
        raise NothingToPrint(_("Ingen har fått nytt bord siden gruppene ble laget."), RoomKey.GROUPS)
    return paper.GroupChanges(source.occasion, rounds)


def _moved(source: Source, grouping: Grouping) -> tuple[paper.MovedPerson, ...]:
    title = {table.number: table.name or str(table.number) for table in grouping.tables}
    return tuple(
        paper.MovedPerson(
            change.participant.name,
            change.participant.unit_name,
            title.get(change.from_number, str(change.from_number)) if change.from_number else "",
            title.get(change.to_number, str(change.to_number)),
        )
        for change in repair.last_changes(source.store, grouping.part_id)
        if change.round == grouping.round and change.to_number
    )


def _pages(document: paper.GroupChanges) -> list[Page]:
    from nettverk.printing import group_changes

    return group_changes.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.GROUP_CHANGES,
    moment=Moment.ON_THE_DAY,
    name=lambda: _("Nye bord"),
    about=lambda: _("Bare de som har fått nytt bord etter reparasjonen"),
    read=_read,
    pages=_pages,
)
