"""nettverk merge: what others have written in files that were lent, brought home."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import path_of, writing
from nettverk.cli.options import common
from nettverk.cli.passphrase import unlock
from nettverk.cli.words import Jobs
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.sharing.bringing_home import Brought


def register(jobs: Jobs) -> None:
    """Add ``nettverk merge`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "merge",
        help=_("hent hjem det andre har skrevet i filer du har lånt ut"),
        description=_(
            "Hent hjem det andre har skrevet i filer fra «nettverk lend». Det gjør ikke noe om en fil hentes hjem to"
            " ganger, eller i en annen rekkefølge. Er noe skrevet ulikt på to maskiner, tas begge vare på."
        ),
    )
    job.add_argument("files", nargs="+", type=Path, metavar=_("FIL"), help=_("filene som skal hentes hjem"))
    job.add_argument("--gathering", metavar="ID", default="", help=_("bare filer fra denne samlingen"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.errors import Expected
    from nettverk.services import doorbell
    from nettverk.services.sharing import bringing_home

    # A window that has it open takes them in, and shows what comes of it there.
    if not args.gathering and doorbell.ring(path_of(args), files=args.files):
        if args.json:
            talk.answer({"files": [], "faults": [], "window": True})
        else:
            talk.say(_("Nettverk er åpent, og henter filene hjem i vinduet."))
        return 0
    brought: list[Brought] = []
    faults: list[Expected] = []
    with writing(args) as store, talk.Progress() as progress:
        for path in args.files:
            try:
                unlock(args, path)
                brought.append(bringing_home.bring_home(store, path, gathering_id=args.gathering, progress=progress))
            except Expected as fault:  # one that cannot be read keeps none of the others out
                faults.append(fault)
    if args.json:
        talk.answer({"files": [_plain(each) for each in brought], "faults": [fault.sentence for fault in faults]})
    else:
        for each in brought:
            _tell(each)
    if not faults:
        return 0
    if len(args.files) == 1:
        raise faults[0]
    for each_fault in faults:
        sys.stderr.write(f"{each_fault.sentence}\n")
    return max(each_fault.code for each_fault in faults)


def _plain(brought: Brought) -> dict[str, object]:
    return {
        "file": str(brought.path),
        "said": brought.said,
        "rows": brought.rows,
        "names_gone": brought.names_gone,
        "machines": list(brought.writers),
        "latest": brought.latest.isoformat() if brought.latest else None,
        "told": list(brought.told),
        "competing": [
            {"gathering": each.gathering, "shown": each.shown[0], "machine": each.shown[1],
             "others": [{"text": text, "machine": machine} for text, machine in each.others]}
            for each in brought.competing
        ],
    }  # fmt: skip


def _tell(brought: Brought) -> None:
    from nettverk.services.sharing import bringing_home

    for sentence in bringing_home.summary(brought):
        talk.say(sentence)
    for each in brought.competing:
        talk.say(f"  {each.gathering}")
        talk.columns([(f"    {machine}", text) for text, machine in (each.shown, *each.others)])
