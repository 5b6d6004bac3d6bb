"""Reports of a school year: read, written as sentences, and given their form as Word or PDF.

``draft`` reads the database (on its lane); ``render`` takes plain values and may run anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput, Cancelled
from nettverk.domain.file_names import safe_name
from nettverk.domain.municipality import Mark
from nettverk.domain.now import today
from nettverk.domain.reports.material import YearMaterial
from nettverk.domain.reports.model import (
    OwnTexts,
    Report,
    ReportFile,
    ReportFormat,
    ReportKind,
    Room,
    Scope,
    Section,
    with_own,
)
from nettverk.domain.tags import school_year
from nettverk.i18n import _, using
from nettverk.services import municipality
from nettverk.services.handouts.handouts import save
from nettverk.services.reports import own_texts, stands
from nettverk.services.reports.clean_texts import CleanTexts
from nettverk.services.reports.reading import year_of
from nettverk.services.reports.registry import Subject, report_type
from nettverk.services.reports.unit_reading import unit_year_of, units_with_plans
from nettverk.storage.store import Store

if TYPE_CHECKING:
    from nettverk.printing.flow import Page

__all__ = ["Draft", "draft", "drafts", "render", "save", "scope_of", "sections", "write_all", "years"]

_POINTS = (6, 5, 4, 3, 2, 1)
"""How many points a short report has room for, tried from the most."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report read and ready to be written. ``own`` is what the coordinator has written in it.

    Attributes:
        mark: the municipality's name, logo and colour.
        to_look_at: places in the coordinator's own words that may tell who somebody is; they go out as written.
    """

    kind: ReportKind
    scope: Scope
    language: str
    material: YearMaterial
    own: OwnTexts
    to_look_at: int = 0
    mark: Mark = field(default_factory=Mark)

    def report(self, points: int = _POINTS[0]) -> Report:
        """It as headings, sentences, tables and diagrams.

        Args:
            points: how many points each list has room for.
        """
        with using(self.language):
            return _report(self, points)

    @property
    def file_name(self) -> str:
        """Without its ending, in the report's language."""
        report = self.report()
        return safe_name(" ".join(word for word in (report.title, report.subject.replace(" · ", " ")) if word))


def scope_of(year: int | None = None, network_id: str = "", unit_id: str = "") -> Scope:
    """The school year that begins in ``year``; the one it is now where that is left out.

    Raises:
        BadInput: it is no year.
    """
    begins = school_year(today()) if year is None else year
    if not 1900 <= begins <= 9000:
        raise BadInput(_("Skriv året med fire sifre, som {year}.").format(year=school_year(today())))
    return Scope(begins, network_id, unit_id)


def years(store: Store) -> tuple[int, ...]:
    """The school years there are gatherings in, and the one it is now, the newest first."""
    from datetime import date

    rows = store.rows("SELECT DISTINCT held_on FROM gatherings WHERE held_on IS NOT NULL")
    years_ = {school_year(date.fromisoformat(row["held_on"])) for row in rows}
    return tuple(sorted({*years_, school_year(store.today())}, reverse=True))


def draft(store: Store, kind: ReportKind, scope: Scope, language: str = "nb", *, closed: bool = False) -> Draft:
    """Read what a report needs.

    Args:
        closed: what it tells cannot be kept in the file, so nothing is told that has not been told before.

    Raises:
        BadInput: it is of a unit and none is named, or its network or unit is gone.
    """
    if report_type(kind).of_unit and not scope.unit_id:
        raise BadInput(_("Hvilken enhet? Utviklingsplanen gjelder én enhet."))
    if scope.network_id and store.one("SELECT 1 FROM networks WHERE id = ?", scope.network_id) is None:
        raise BadInput(_("Nettverket finnes ikke lenger."))
    with using(language):
        if report_type(kind).of_unit:
            material = unit_year_of(store, scope, language)
        elif closed:
            material = stands.without_new(year_of(store, scope, language, closed=True))
        else:
            material = year_of(store, scope, language)
        own = own_texts.of_report(store, kind, scope)
        to_look_at = CleanTexts(store).findings(own.by_section.values()) if own.by_section else 0
        mark = municipality.mark(store)
        return Draft(kind, scope, language, material, own, to_look_at, mark)


def drafts(
    store: Store, kind: ReportKind, scope: Scope, language: str = "nb", *, closed: bool = False
) -> tuple[Draft, ...]:
    """The report, or where it is of a unit and none is named, one for each unit that has anything to plan.

    Args:
        closed: as ``draft``.

    Raises:
        BadInput: as ``draft``; or no unit has anything yet.
    """
    if not report_type(kind).of_unit or scope.unit_id:
        return (draft(store, kind, scope, language, closed=closed),)
    unit_ids = units_with_plans(store, scope)
    if not unit_ids:
        raise BadInput(_("Ingen enheter har mål eller tiltak ennå. De avtales i Veien videre."))
    return tuple(draft(store, kind, Scope(scope.year, scope.network_id, unit_id), language) for unit_id in unit_ids)


def sections(read: Draft) -> tuple[tuple[str, str], ...]:
    """(key, title) of everything a report can say, for those who write in it; also what has nothing yet."""
    room = Room(_POINTS[0], long=True)
    with using(read.language):
        all_sections = (subject(read.material, room) for subject in report_type(read.kind).subjects)
        return tuple((section.key, section.title) for section in all_sections if section is not None)


def render(read: Draft, form: ReportFormat) -> ReportFile:
    """The report as a file; needs no database."""
    report, pages = _fitted(read)
    with using(read.language):
        name = read.file_name
        if form is ReportFormat.DOCX:
            from nettverk.exchange.report_word import to_docx

            return ReportFile(f"{name}.docx", report.title, to_docx(report))
        from nettverk.printing.make import make

        drawn = pages if pages is not None else _pages(report)
        title = " – ".join(word for word in (report.title, report.subject) if word)
        return ReportFile(
            f"{name}.pdf", report.title, make(drawn, title, report.subject, author=read.mark.name), len(drawn)
        )


def write_all(
    read: Sequence[Draft],
    form: ReportFormat,
    folder: Path,
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Path, ...]:
    """Write reports into a folder; all of them, or none.

    Raises:
        Expected: the folder cannot be written to.
        Cancelled: the user stopped it; nothing was written.
    """
    files: list[ReportFile] = []
    for number, report in enumerate(read):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(number / len(read), report.file_name)
        files.append(render(report, form))
    if cancelled is not None and cancelled():
        raise Cancelled
    for file in files:
        save(file.data, folder / file.file_name)
    return tuple(folder / file.file_name for file in files)


def _fitted(read: Draft) -> tuple[Report, list[Page] | None]:
    """The report with as many points as there is room for on its pages, and those pages where they were set."""
    most = report_type(read.kind).most_pages
    if not most:
        return read.report(), None
    for points in _POINTS:
        report = read.report(points)
        with using(read.language):
            pages = _pages(report)
        if len(pages) <= most:
            break
    return report, pages


def _pages(report: Report) -> list[Page]:
    from nettverk.printing.report import pages

    return pages(report)


def _report(read: Draft, points: int) -> Report:
    type_, material = report_type(read.kind), read.material
    room = Room(points, type_.long)
    told_sections = [section for subject in type_.subjects if (section := _told(subject, read, room)) is not None]
    return Report(
        read.kind,
        type_.name(),
        _subject(material),
        _lead(material, told_sections),
        with_own(told_sections, read.own),
        read.language,
        material.today,
        _foot(material, of_unit=type_.of_unit),
        type_.chapter,
        read.mark,
    )


def _told(subject: Subject, read: Draft, room: Room) -> Section | None:
    """What a report says of a subject; only its heading where no more than the coordinator has written of it."""
    section = subject(read.material, room)
    if section is None:
        bare = subject(read.material, replace(room, long=True))
        if bare is not None and bare.key in read.own.by_section:
            return replace(bare, blocks=())
    return section


def _subject(material: YearMaterial) -> str:
    """«Havnesund kommune · 0–6 · 2026–2027»."""
    of = material.unit.name if material.unit else ""
    if material.one_network and material.networks:
        of = material.networks[0].name
    return " · ".join(word for word in (material.municipality, of, material.year_name) if word)


def _lead(material: YearMaterial, told: Sequence[Section]) -> str:
    if not told and any(network.held for network in material.networks):
        return _("Her står det mer når oppmøtet er krysset av i Gjennomfør, og tiltakene er skrevet i Veien videre.")
    if not told:
        return _(
            "Ingenting er skrevet ned fra skoleåret {year} ennå. Gi en samling en dag i Planlegg, så starter"
            " rapporten der."
        ).format(year=material.year_name)
    return ""


def _foot(material: YearMaterial, *, of_unit: bool) -> str:
    words = [_("Ingen er nevnt med navn.")]
    if not of_unit:
        words.append(_("Tall på mennesker og svar står bare der de er fem eller flere."))
    return " ".join(words)
