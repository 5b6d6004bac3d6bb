"""nettverk privacy: what is stored, why, where and how long, as a statement one can publish; and how long is chosen."""

from __future__ import annotations

from argparse import Namespace

from nettverk.cli import talk
from nettverk.cli.database import reading, writing
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import _, language


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
    if args.json:
        told = statement.sections(known, language())
        talk.answer({section.title: list(section.paragraphs) for section in told})
    else:
        talk.say(statement.text(known, language()))
    return 0
