"""Oppsummering: what every table said to every question, and what every unit decided to do."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from nettverk.domain import handouts as paper
from nettverk.domain.handouts import DocumentKind
from nettverk.domain.participants import Attendance
from nettverk.domain.reports.small_counts import in_parts
from nettverk.domain.rooms import RoomKey
from nettverk.domain.sheets.suppression import LEAST
from nettverk.domain.sorting import sort_key
from nettverk.i18n import _, join
from nettverk.services.handouts.answers import answered_questions, commitment_line
from nettverk.services.handouts.document import DocumentType, Moment
from nettverk.services.handouts.source import NothingToPrint, Source

if TYPE_CHECKING:
    from nettverk.printing.flow import Page


def _read(source: Source) -> paper.Summary:
    questions = answered_questions(source)
    by_unit = [
        (name, tuple(commitment_line(line) for line in source.commitments if line.unit_id == unit_id))
        for unit_id, name in source.units()
    ]
    commitments = tuple((name, lines) for name, lines in by_unit if lines)
    if not questions and not commitments and not source.sheet_results:
        raise NothingToPrint(
            _("Ingenting er skrevet ned ennå. Refleksjonene og tiltakene kommer hit etter hvert."), RoomKey.REFLECT
        )
    return paper.Summary(
        source.occasion, questions, commitments, source.sheet_results, _came(source), len(source.participants)
    )  # fmt: skip


def _came(source: Source) -> tuple[paper.CameFrom, ...]:
    """How many were there from each service, the most first; services of few stand together, as in the reports."""
    here = [person for person in source.participants if person.attendance in {Attendance.PRESENT, Attendance.LATE}]
    counts = Counter(person.service_name or _("Uten tjeneste") for person in here)
    shapes = {person.service_name or _("Uten tjeneste"): person.service_shape for person in here}
    units = {(person.service_name or _("Uten tjeneste"), person.unit_id) for person in here}
    classes = in_parts(counts, Counter(service for service, _unit in units)).classes
    if not classes and len(here) >= LEAST:
        classes = ((tuple(sorted(counts, key=sort_key)), len(here)),)
    named = [
        paper.CameFrom(join(list(services)), shapes[services[0]] if len(services) == 1 else "", people)
        for services, people in classes
    ]
    return tuple(sorted(named, key=lambda line: (-line.people, sort_key(line.service))))


def _pages(document: paper.Summary) -> list[Page]:
    from nettverk.printing import summary

    return summary.pages(document)


DOCUMENT = DocumentType(
    kind=DocumentKind.SUMMARY,
    moment=Moment.AFTER,
    name=lambda: _("Oppsummering"),
    about=lambda: _("Alt som ble sagt og avtalt, for hele samlingen"),
    read=_read,
    pages=_pages,
)
