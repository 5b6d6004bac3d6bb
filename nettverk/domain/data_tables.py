"""What goes out to a spreadsheet or a calendar: tables of typed values, events, and what of the file they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from nettverk.domain.errors import BadInput
from nettverk.i18n import _

Value = str | int | float | date | time | None
"""What a cell holds: a text stays a text whatever it begins with, and a number, a day or a time is one."""


class TableKind(StrEnum):
    """The tables there are, in the order they stand in a workbook; the values are what the command line takes."""

    PARTICIPANTS = "participants"
    SEATING = "seating"
    ATTENDANCE = "attendance"
    COMMITMENTS = "commitments"
    NEEDS = "needs"
    YEAR = "year"


class ExportFormat(StrEnum):
    """What kind of file is written; the values are its ending."""

    XLSX = "xlsx"
    CSV = "csv"
    ICS = "ics"
    JSON = "json"


class UniversityTable(StrEnum):
    """The tables that go to the university; the values name their files."""

    GATHERINGS = "gatherings"
    SEATS = "seats"
    COMMITMENTS = "commitments"
    SIGNS = "signs"
    TEXTS = "texts"
    CODEBOOK = "codebook"


@dataclass(frozen=True, slots=True)
class Extent:
    """Which gatherings it is about; what is left empty limits nothing.

    Attributes:
        year: the one a school year begins in.
    """

    gathering_id: str = ""
    network_id: str = ""
    year: int | None = None

    def __post_init__(self) -> None:
        if self.year is not None and not 1900 <= self.year <= 9000:
            raise BadInput(_("Skriv året med fire sifre, som {year}.").format(year=2026))


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table: its name, and rows that are as long as the header."""

    kind: TableKind | UniversityTable
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something with a day of its own.

    Attributes:
        uid: the same each time it goes out, so that a calendar knows it again.
        start, end: moments on the wall clock in Norway, the end after the last of it; whole days where they are dates.
        note: who sees to it and what else is known, a line each.
        network_id: empty for every network.
    """

    uid: str
    title: str
    start: date | datetime
    end: date | datetime
    place: str = ""
    note: str = ""
    category: str = ""
    cancelled: bool = False
    network_id: str = ""


def table_name(kind: TableKind) -> str:
    """The user's word for a table."""
    return {
        TableKind.PARTICIPANTS: _("Deltakere"),
        TableKind.SEATING: _("Bord"),
        TableKind.ATTENDANCE: _("Oppmøte"),
        TableKind.COMMITMENTS: _("Tiltak"),
        TableKind.NEEDS: _("Behov"),
        TableKind.YEAR: _("Årshjul"),
    }[kind]


def table_about(kind: TableKind) -> str:
    """What one finds in a table, in a few words."""
    return {
        TableKind.PARTICIPANTS: _("hvem som er påmeldt, hvor de kommer fra, om de kom, og bordene de sitter ved"),
        TableKind.SEATING: _("hver plass ved hvert bord, del for del"),
        TableKind.ATTENDANCE: _("påmeldte og oppmøtte i tall, enhet for enhet"),
        TableKind.COMMITMENTS: _("det enhetene har avtalt, og hvordan det gikk"),
        TableKind.NEEDS: _("det dere trenger, med prikker"),
        TableKind.YEAR: _("samlinger, frister, møter og saker, med dag og ansvarlig"),
    }[kind]
