"""nettverk passphrase: whether the file is sealed with a passphrase; set one, change it, or take it off."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from nettverk.cli import talk
from nettverk.cli.database import path_of
from nettverk.cli.options import common
from nettverk.cli.passphrase import new, unlock
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.i18n import _


def register(jobs: Jobs) -> None:
    """Add ``nettverk passphrase`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "passphrase",
        help=_("lås fila med et passord, bytt det, eller fjern det"),
        description=_(
            "Uten valg: om fila er låst. Kopiene av fila følger med. Et passord som er glemt, kan ingen finne igjen."
        ),
    )
    ways = job.add_mutually_exclusive_group()
    ways.add_argument("--set", action="store_true", help=_("lås med et passord, eller bytt det som er der"))
    ways.add_argument("--remove", action="store_true", help=_("fjern passordet, så alle kan lese fila"))
    job.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar=_("FIL"),
        help=_("les det nye passordet fra den første linja i en fil"),
    )
    job.add_argument(
        "--second", type=Path, metavar=_("MAPPE"), help=_("den andre mappa for sikkerhetskopier, om dere har en")
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import passphrase
    from nettverk.services.database import is_there, open_file

    path = path_of(args)
    if not is_there(path):
        raise BadInput(_("Fant ingen Nettverk-fil: {path}").format(path=path))
    if args.set or args.remove:
        unlock(args, path)
        open_file(path).close()  # what a program that died has left is put right first, and an older file brought up
        if args.set:
            sys.stderr.write(_("Glemmer dere passordet, kan ingen åpne fila, heller ikke vi. Skriv det ned.") + "\n")
        key = passphrase.new_key(new(args.new_passphrase_file)) if args.set else None
        with talk.Progress() as progress:
            outcome = passphrase.change(path, key, args.second, progress)
        for sentence in passphrase.told(outcome, sealed=args.set):
            sys.stderr.write(f"{sentence}\n")
    sealed = passphrase.is_sealed(path)
    if args.json:
        talk.answer({"sealed": sealed, "available": passphrase.is_available()})
    elif not (args.set or args.remove):
        talk.say(_("Fila er låst med passord.") if sealed else _("Fila er ikke låst med passord."))
    return 0
