"""nettverk report: the reports of a school year, as Word documents or PDF."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading
from nettverk.cli.networks import network_id
from nettverk.cli.options import common
from nettverk.cli.printed import kept
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.i18n import LANGUAGES, _, _n

if TYPE_CHECKING:
    from nettverk.domain.reports.model import ReportKind
    from nettverk.services.database import Store
    from nettverk.services.reports.reports import Draft

ALL = "all"


def register(jobs: Jobs) -> None:
    """Add ``nettverk report`` to the jobs, with its arguments."""
    from nettverk.domain.reports.model import ReportFormat
    from nettverk.services.reports.registry import REPORTS

    known = "\n".join(f"  {report.kind:<14} {report.name()}: {report.about()}" for report in REPORTS)
    job = jobs.add_parser(
        "report",
        help=_("skriv rapportene fra et skoleår, som Word eller PDF"),
        description=_("Rapportene fra et skoleår, skrevet ut fra det som ligger i Nettverk-fila:") + f"\n\n{known}\n"
        + f"  {ALL:<14} " + _("alle på én gang"),
    )  # fmt: skip
    choices = (*(report.kind.value for report in REPORTS), ALL)
    job.add_argument("kind", metavar=_("RAPPORT"), choices=choices, help=_("en av dem over, eller all"))
    job.add_argument(
        "--year", type=int, metavar=_("ÅR"), help=_("skoleåret som starter i dette året; ellers det som er nå")
    )
    job.add_argument("--network", metavar="ID", default="", help=_("bare dette nettverket, med id eller navn"))
    job.add_argument("--unit", metavar=_("ENHET"), default="", help=_("bare denne enheten (development)"))
    job.add_argument(
        "--format", dest="form", choices=tuple(form.value for form in ReportFormat), default=ReportFormat.DOCX.value,
        help=_("docx kan skrives videre i, pdf er klar til å sendes"),
    )  # fmt: skip
    job.add_argument("--out", type=Path, required=True, metavar=_("MAPPE"), help=_("hvor filene skal ligge"))
    job.add_argument(
        "--in", "--lang", dest="words", choices=tuple(LANGUAGES), default="", help=_("språket i rapporten")
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.reports.model import ReportFormat, ReportKind
    from nettverk.i18n import language
    from nettverk.services.reports import reports
    from nettverk.services.reports.registry import report_type

    words = args.words or language()
    kinds = tuple(ReportKind) if args.kind == ALL else (ReportKind(args.kind),)
    if args.unit and not any(report_type(kind).of_unit for kind in kinds):
        raise BadInput(_("Bare utviklingsplanen gjelder én enhet: nettverk report development --unit ENHET"))
    read = _read(args, kinds, words)
    if not kept(args, [report.material for report in read]):
        read = _read(args, kinds, words, closed=True)
        print(
            _("Nettverk-fila er åpen et annet sted, så tall etter tjeneste, bydel og svar er ikke med."),
            file=sys.stderr,
        )
    with talk.Progress() as progress:
        files = reports.write_all(read, ReportFormat(args.form), args.out, progress=progress)
    left_out = max((report.material.left_out for report in read), default=0)
    to_look_at = sum(report.to_look_at for report in read)
    if to_look_at:
        words = _n(
            "Anonym nok? {n} sted i dine egne ord kan fortelle hvem noen er.",
            "Anonym nok? {n} steder i dine egne ord kan fortelle hvem noen er.", to_look_at,
        )  # fmt: skip
        print(words, file=sys.stderr)
    if args.json:
        talk.answer({"year": read[0].scope.year, "files": [str(file) for file in files], "left_out": left_out})
        return 0
    for file in files:
        talk.say(str(file))
    if left_out:
        talk.say(
            _n(
                "{n} linje er ikke med, fordi den kan røpe hvem noen er.",
                "{n} linjer er ikke med, fordi de kan røpe hvem noen er.", left_out,
            )
        )  # fmt: skip
    return 0


def _read(args: Namespace, kinds: Sequence[ReportKind], words: str, *, closed: bool = False) -> list[Draft]:
    """The reports that are asked for; ``closed`` where nothing of what they tell can be kept."""
    from nettverk.services.reports import reports
    from nettverk.services.reports.registry import report_type

    read: list[Draft] = []
    with reading(args) as store:
        network, unit_id = network_id(store, args.network), _unit(store, args.unit)
        for kind in kinds:
            scope = reports.scope_of(args.year, network, unit_id if report_type(kind).of_unit else "")
            try:
                read += reports.drafts(store, kind, scope, words, closed=closed)
            except BadInput:
                if args.kind != ALL:  # where all are asked for, what cannot be made yet is passed over
                    raise
    return read


def _unit(store: Store, text: str) -> str:
    from nettverk.cli.units import unit_id

    return unit_id(store, text) if text else ""
