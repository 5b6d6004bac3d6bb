"""nettverk check: is the database well."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from nettverk.cli import talk
from nettverk.cli.command import common
from nettverk.cli.database import path_of
from nettverk.i18n import _


def register(jobs: Any) -> None:
    """Add the job."""
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
    from nettverk.storage.store import Store

    # Opened as it lies, not brought up to date: a check must not change what it looks at.
    store = Store.open(path_of(args), read_only=True)
    try:
        with talk.Progress() as progress:
            health = integrity.check(store, progress)
    finally:
        store.close()
    if args.json:
        talk.answer({"well": health.well, "complaints": health.complaints, "notes": health.notes})
    else:
        for note in health.notes:
            talk.say(note)
        if health.well:
            talk.say(_("Databasen er i orden."))
    if not args.json:
        for sentence in health.complaints:
            sys.stderr.write(f"{sentence}\n")
    return 0 if health.well else 1
