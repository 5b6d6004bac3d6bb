"""nettverk export: everything in the database as one JSON file."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from nettverk.cli import anonymous, talk
from nettverk.cli.database import reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import _, _n


def register(jobs: Jobs) -> None:
    """Add ``nettverk export`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "export",
        help=_("lagre alt som JSON"),
        description=_("Alt som ligger i databasen, i én fil som andre verktøy kan lese. Databasen er urørt."),
    )
    job.add_argument(
        "--out", type=Path, required=True, metavar=_("FIL"), help=_("fila som skal skrives; - skriver rett ut")
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import export

    if str(args.out) == "-":  # straight on to another program: nothing but the export itself
        with reading(args) as store:
            anonymous.tell_of_all(store)
            export.write(store, sys.stdout)
        return 0
    with reading(args) as store, talk.Progress() as progress:
        anonymous.tell_of_all(store)
        counts = export.to_file(store, args.out, progress)
    if args.json:
        talk.answer({"file": str(args.out), "rows": counts})
    else:
        whole = _n("{n} rad", "{n} rader", sum(counts.values()))
        talk.say(_("Skrev {rows} til {file}").format(rows=whole, file=args.out))
    return 0
