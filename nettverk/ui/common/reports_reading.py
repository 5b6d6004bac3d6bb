"""What the sheet of reports shows, read on the database's own thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nettverk.domain.organisation import Recipient
from nettverk.domain.reports.model import ReportKind, Scope

if TYPE_CHECKING:
    from nettverk.services.database import Store


@dataclass(frozen=True, slots=True)
class Choices:
    """What one can choose between.

    Attributes:
        kinds: each with its name, what it is for, and whether it is of a unit.
        networks, units: (id, name).
    """

    kinds: tuple[tuple[ReportKind, str, str, bool], ...] = ()
    years: tuple[int, ...] = ()
    networks: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The sections of a report, (key, title), what the coordinator has written in them, and who gets it."""

    kind: ReportKind = ReportKind.ONE_PAGE
    scope: Scope = Scope(0)  # noqa: RUF009 - it never changes
    sections: tuple[tuple[str, str], ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    recipients: tuple[Recipient, ...] = ()


def choices(store: Store) -> Choices:
    """What there is."""
    from nettverk.services.register import register
    from nettverk.services.reports import reports
    from nettverk.services.reports.registry import REPORTS

    return Choices(
        tuple((item.kind, item.name(), item.about(), item.of_unit) for item in REPORTS),
        reports.years(store),
        tuple((item.id, item.name) for item in register.networks(store)),
        tuple((item.id, item.name) for item in register.units(store)),
    )


def written(store: Store, kind: ReportKind, scope: Scope, language: str) -> Written:
    """What can be written in a report, and what is; nothing where it is of all units at once."""
    from nettverk.services.organisation import teams
    from nettverk.services.reports import reports
    from nettverk.services.reports.registry import report_type

    recipients = teams.recipients(store, scope.network_id)
    if report_type(kind).of_unit and not scope.unit_id:
        return Written(kind, scope, recipients=recipients)
    read = reports.draft(store, kind, scope, language)
    return Written(kind, scope, reports.sections(read), dict(read.own.by_section), recipients)
