"""nettverk lend: a file to take along, with the sheets of one gathering, or everything."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from nettverk.cli import talk
from nettverk.cli.database import gathering, reading, writing
from nettverk.cli.options import common
from nettverk.cli.window import in_window
from nettverk.cli.words import Jobs
from nettverk.i18n import _, _n


def register(jobs: Jobs) -> None:
    """Add ``nettverk lend`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "lend",
        help=_("lag en fil som en annen kan skrive i, og hent den hjem etterpå"),
        description=_(
            "Lag en fil til en annen maskin: arkene fra én samling, uten navneliste og e-post. Det som skrives i den,"
            " hentes hjem med «nettverk merge»."
        ),
    )
    job.add_argument("--out", type=Path, metavar=_("FIL"), required=True, help=_("fila som lages (.db)"))
    job.add_argument("--gathering", metavar="ID", default="", help=_("samlingen; ellers den nærmeste"))
    job.add_argument(
        "--table", type=int, action="append", default=[], metavar="N", help=_("bare dette bordet; kan gjentas")
    )
    job.add_argument(
        "--all", action="store_true", help=_("alt, med navn og historikk: til en som planlegger sammen med deg")
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services.sharing import handed

    gathering_id = title = ""
    if not args.all:
        with reading(args) as store:
            held = gathering(store, args.gathering)
            gathering_id, title = held.id, held.title
    out = str(args.out.expanduser().absolute())
    answer = in_window(args, handed.Handed.LEND, gathering=gathering_id, out=out, tables=args.table)
    if answer is None:
        with writing(args) as store:
            answer = handed.lend(lambda job: job(store), gathering_id, str(args.out), args.table)
    if args.json:
        talk.answer({name: answer[name] for name in ("file", "gathering", "tables", "answers", "all")})
        return 0
    talk.say(_("Skrev {file}").format(file=answer["file"]))
    if gathering_id:
        what = _n("{n} svar", "{n} svar", answer["answers"])
        talk.say(_("Arkene fra {title}, med {answers}. Navnelista er ikke med.").format(title=title, answers=what))
    else:
        talk.say(_("Alt er med, også navn og historikk. Ta vare på fila som på din egen."))
    if answer["open_to_all"]:
        talk.say(_("Fila som er lånt ut, er ikke låst med passord."))
    return 0
