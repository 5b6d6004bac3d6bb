"""nettverk check: whether the database is well, as an answer and as an exit code."""

from __future__ import annotations

import sys
from argparse import Namespace

from nettverk.cli import talk
from nettverk.cli.database import reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import _


def register(jobs: Jobs) -> None:
    """Add ``nettverk check`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "check",
        help=_("se om databasen er i orden"),
        description=_(
            "Ser etter skader og brudd i sammenhengene. Ingenting endres. Svarer 0 når alt er i orden, ellers 1."
        ),
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import integrity

    # Not brought up to date: a check must not change what it looks at.
    with reading(args, as_it_is=True) as store, talk.Progress() as progress:
        health = integrity.check(store, progress)
    if args.json:
        talk.answer({"well": health.well, "complaints": (*health.complaints, *health.details), "notes": health.notes})
    else:
        for note in health.notes:
            talk.say(note)
        if health.well:
            talk.say(_("Databasen er i orden."))
    if not args.json:
        for sentence in health.complaints:
            sys.stderr.write(f"{sentence}\n")
    return 0 if health.well else 1
