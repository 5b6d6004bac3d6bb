"""nettverk privacy: what is stored, why, where and how long: a statement to publish, and a record to fill in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading, writing
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import LANGUAGES, _, language

if TYPE_CHECKING:
    from nettverk.services.privacy.statement import Facts


def register(jobs: Jobs) -> None:
    """Add ``nettverk privacy`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "privacy",
        help=_("personvernerklæringen for denne fila"),
        description=_("Hva som lagres, hvorfor, hvor og hvor lenge, med det som gjelder på denne maskinen."),
    )
    job.add_argument(
        "--months",
        type=int,
        metavar=_("MÅNEDER"),
        help=_("fjern navn av seg selv etter så mange måneder uten å ha vært med; 0 er aldri"),
    )
    job.add_argument("--postpone", action="store_true", help=_("vent 30 dager med å fjerne navn"))
    job.add_argument(
        "--out",
        type=Path,
        metavar=_("MAPPE"),
        help=_("lagre behandlingsprotokoll og risikovurdering her, utfylt så langt programmet vet"),
    )
    job.add_argument(
        "--format", dest="form", choices=("docx", "pdf"), default="docx",
        help=_("docx kan skrives videre i, pdf er klar til å sendes"),
    )  # fmt: skip
    job.add_argument("--lang", dest="words", choices=tuple(LANGUAGES), default="", help=_("språket i dokumentet"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services.privacy import anonymise, statement

    if args.months is not None or args.postpone:
        with writing(args) as store:
            if args.months is not None:
                anonymise.choose(store, args.months)
            if args.postpone:
                anonymise.postpone(store)
    with reading(args) as store:
        known = statement.facts(store)
    words = args.words or language()
    if args.out is not None:
        _write(args, known, words)
    elif args.json:
        sections = statement.sections(known, words)
        talk.answer({section.title: list(section.paragraphs) for section in sections})
    else:
        talk.say(statement.text(known, words))
    return 0


def _write(args: Namespace, known: Facts, words: str) -> None:
    from nettverk.domain.reports.model import ReportFormat
    from nettverk.services.privacy import record

    file = record.write(known, words, ReportFormat(args.form), args.out)
    if args.json:
        talk.answer({"files": [str(file)]})
    else:
        talk.say(str(file))
