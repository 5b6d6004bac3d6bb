"""Oppmøteliste: what the two of them share, by name and unit by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.participants import Participant
from nettverk.domain.sorting import sort_key
from nettverk.services.handouts.source import Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def read(source: Source, *, by_unit: bool) -> paper.AttendanceList:
    # Those who are known to stay away are on the list all the same: some come after all.
    people = source.people
    if by_unit:
        people = tuple(sorted(people, key=lambda person: (sort_key(person.unit_name), sort_key(person.list_name))))
    rows = tuple(paper.Attendee(person.list_name, person.unit_name, _role(person)) for person in people)
    return paper.AttendanceList(source.occasion, rows, by_unit)


def _role(person: Participant) -> str:
    """Role, and when they are there where it is not the whole day."""
    return " · ".join(word for word in (person.role, person.hours) if word)


def pages(document: paper.AttendanceList) -> list[Page]:
    from nettverk.printing import attendance

    return attendance.pages(document)
