"""Finn bordet ditt: everyone by name, with their table in each round, to hang on the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.i18n import _
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

_MOST_ROUNDS = 6
"""More columns of table numbers than this leave no room for the names."""


def _read(source: Source) -> paper.GroupsByName:
    groupings = source.mixed[:_MOST_ROUNDS]
    tables = source.tables_of(groupings)
    people = tuple(
        paper.PersonTables(person.list_name, person.unit_name, tables[person.id], person.hours)
        for person in source.coming
    )
    return paper.GroupsByName(source.occasion, tuple(source.round(grouping) for grouping in groupings), people)


def _pages(document: paper.GroupsByName) -> list[Page]:
    from nettverk.printing import groups_by_name

    return groups_by_name.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.GROUPS_BY_NAME,
    moment=Moment.BEFORE,
    name=lambda: _("Finn bordet ditt"),
    about=lambda: _("Heng den på døra: alle finner bordet sitt"),
    read=_read,
    pages=_pages,
)
