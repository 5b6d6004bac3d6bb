"""nettverk manual: the manual as PDF or as a page of the web, for a colleague, an intranet or the printer."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from nettverk.cli import talk
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import LANGUAGES, _, language

FORMATS = ("pdf", "html")


def register(jobs: Jobs) -> None:
    """Add ``nettverk manual`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "manual",
        help=_("lagre håndboka som PDF eller nettside"),
        description=_("Håndboka, den samme som F1 åpner i programmet. Nettsida er en mappe som ikke trenger nett."),
    )
    job.add_argument("--format", dest="form", choices=FORMATS, default=FORMATS[0], help=_("pdf eller html"))
    job.add_argument("--lang", dest="words", choices=tuple(LANGUAGES), default="", help=_("språket i håndboka"))
    job.add_argument("--out", type=Path, required=True, metavar=_("MAPPE"), help=_("hvor filene skal ligge"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services.manual.files import ManualFormat, write

    files = write(ManualFormat(args.form), args.words or language(), args.out)
    if args.json:
        talk.answer({"files": [str(file) for file in files]})
    else:
        talk.say(str(files[0]))
    return 0
