"""Grupper ved bordene: every arrangement of groups, table by table, for the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.groups import GroupTable, Seat
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.participants import Attendance
from nettverk.i18n import _
from nettverk.services.groups.roles import role_name
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import Source, with_hours

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.GroupsByTable:
    source.mixed  # noqa: B018 - says the first step where there are none
    return paper.GroupsByTable(
        source.occasion,
        tuple(
            (source.round(grouping), tuple(_table(table) for table in grouping.tables)) for grouping in source.groupings
        ),
    )


def _table(table: GroupTable) -> paper.TablePeople:
    people = (_seated(seat) for seat in table.sitting if seat.participant.attendance is not Attendance.ABSENT)
    return paper.TablePeople(table.number, table.name, tuple(people))


def _seated(seat: Seat) -> paper.SeatedPerson:
    person = seat.participant
    return paper.SeatedPerson(
        name=person.name,
        unit=with_hours(person),
        shape=person.service_shape,
        service=person.service_name,
        group_role=role_name(seat.group_role) if seat.group_role else "",
        given_name=person.given_name,
    )


def _pages(document: paper.GroupsByTable) -> list[Page]:
    from nettverk.printing import groups_by_table

    return groups_by_table.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.GROUPS_BY_TABLE,
    moment=Moment.BEFORE,
    name=lambda: _("Grupper ved bordene"),
    about=lambda: _("Hvem som sitter ved hvert bord"),
    read=_read,
    pages=_pages,
)
