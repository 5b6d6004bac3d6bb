"""Every report there is: a line in ``ReportKind`` and a line here. What it says is a list of subjects, each a module of
``domain/reports/sections``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nettverk.domain.errors import BadInput
from nettverk.domain.reports.material import YearMaterial
from nettverk.domain.reports.model import ReportKind, Room, Section
from nettverk.domain.reports.sections import follow_up, frame, gatherings, judged, needs, unit
from nettverk.i18n import _

Subject = Callable[[YearMaterial, Room], Section | None]


@dataclass(frozen=True, slots=True)
class ReportType:
    """One line of the registry.

    Attributes:
        name, about: the user's word for it, and a line on what it is for; called, because the language may change.
        subjects: what it says, in order.
        most_pages: how many pages of paper it may be; 0 for as many as it takes.
        long: everything is told, and what is empty says what would fill it.
        chapter: it is put into another document.
        of_unit: it is made for each unit.
    """

    kind: ReportKind
    name: Callable[[], str]
    about: Callable[[], str]
    subjects: tuple[Subject, ...]
    most_pages: int = 0
    long: bool = False
    chapter: bool = False
    of_unit: bool = False


REPORTS = (
    ReportType(
        ReportKind.ONE_PAGE,
        lambda: _("Året på én side"),
        lambda: _("Det viktigste fra skoleåret, på ett ark."),
        (gatherings.attendance, follow_up.goals, follow_up.commitments, judged.lights, needs.needs),
        most_pages=1,
    ),
    ReportType(
        ReportKind.YEARLY,
        lambda: _("Årsrapport"),
        lambda: _("To sider til styringsgruppa."),
        (
            gatherings.gatherings, gatherings.attendance, follow_up.goals, follow_up.commitments, judged.lights,
            judged.evaluation, needs.needs, frame.training, frame.partner, frame.costs, gatherings.coming,
        ),
        most_pages=2,
    ),
    ReportType(
        ReportKind.YEARLY_LONG,
        lambda: _("Årsrapport, lang"),
        lambda: _("Alt fra skoleåret, med tabeller og diagrammer."),
        (
            gatherings.about, gatherings.gatherings, gatherings.attendance, gatherings.themes, follow_up.goals,
            follow_up.commitments, follow_up.practices, follow_up.visits, judged.lights, judged.evaluation, needs.needs,
            frame.training, frame.partner, frame.costs, gatherings.coming,
        ),
        long=True,
    ),
    ReportType(
        ReportKind.QUALITY,
        lambda: _("Kapittel til kvalitetsmelding"),
        lambda: _("Nettverkene som et kapittel i kvalitetsmeldingen eller tilstandsrapporten."),
        (
            gatherings.about, gatherings.gatherings, gatherings.attendance, follow_up.goals, follow_up.commitments,
            follow_up.practices, judged.lights, needs.needs,
        ),
        chapter=True,
    ),
    ReportType(
        ReportKind.DECISION,
        lambda: _("Beslutningsgrunnlag"),
        lambda: _("Behov, vurderinger og mål, og hva det må tas stilling til."),
        (
            needs.decisions, needs.needs, judged.lights, follow_up.goals, gatherings.attendance, frame.training,
            frame.partner, frame.costs,
        ),
        long=True,
    ),
    ReportType(
        ReportKind.COMPETENCE,
        lambda: _("Kompetanseplan"),
        lambda: _("Hva deltakerne trenger å lære, hva vi gjør med det, og når."),
        (needs.competence, needs.measures, frame.training, frame.partner, follow_up.goals, follow_up.visits),
        long=True,
    ),
    ReportType(
        ReportKind.DEVELOPMENT,
        lambda: _("Utviklingsplan"),
        lambda: _("Målene og tiltakene til én enhet, til bruk i enheten."),
        (unit.unit_goals, unit.unit_tasks, unit.unit_done, unit.unit_cycle, unit.network_goals),
        long=True,
        of_unit=True,
    ),
    ReportType(
        ReportKind.EVALUATION,
        lambda: _("Evaluering"),
        lambda: _("Hvordan samlingene var for dem som kom."),
        (judged.evaluation, gatherings.attendance, gatherings.themes, needs.needs),
        long=True,
    ),
)  # fmt: skip

_BY_KIND = {report.kind: report for report in REPORTS}


def report_type(kind: ReportKind) -> ReportType:
    """The registry's line for a kind."""
    return _BY_KIND[kind]


def report_kind(text: str) -> ReportKind:
    """The kind that somebody typed.

    Raises:
        BadInput: there is no such kind; the sentence names those there are.
    """
    try:
        return ReportKind(text)
    except ValueError:
        sentence = _("Fant ingen rapport som heter «{kind}». Velg en av: {kinds}.")
        raise BadInput(sentence.format(kind=text, kinds=", ".join(ReportKind))) from None
