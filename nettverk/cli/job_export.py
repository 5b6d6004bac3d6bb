"""nettverk export: everything in the database as one JSON file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from nettverk.cli import talk
from nettverk.cli.command import common
from nettverk.cli.database import reading
from nettverk.i18n import _, _n


def register(jobs: Any) -> None:
    """Add the job."""
    job = jobs.add_parser(
        "export",
        help=_("lagre alt som JSON"),
        description=_("Alt som ligger i databasen, i én fil som andre verktøy kan lese. Databasen er urørt."),
    )
    job.add_argument("--out", type=Path, required=True, metavar=_("FIL"), help=_("filen som skal skrives"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import export

    with reading(args) as store, talk.Progress() as progress:
        counts = export.to_file(store, args.out, progress)
    if args.json:
        talk.answer({"file": str(args.out), "rows": counts})
    else:
        whole = _n("{n} rad", "{n} rader", sum(counts.values()))
        talk.say(_("Skrev {rows} til {file}").format(rows=whole, file=args.out))
    return 0
