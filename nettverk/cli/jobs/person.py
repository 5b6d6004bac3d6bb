"""nettverk person: everything that is stored about one person, for whoever asks to see it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.domain.privacy import About


def register(jobs: Jobs) -> None:
    """Add ``nettverk person`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "person",
        help=_("vis alt som er lagret om en person"),
        description=_("Alt som er lagret om én person: register, samlinger, grupper, tekster, eldre utgaver og filer."),
    )
    job.add_argument("name", metavar=_("NAVN"), help=_("hele navnet, e-posten eller id-en"))
    job.add_argument("--out", type=Path, metavar=_("MAPPE"), help=_("lagre det også som PDF og JSON her"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services.privacy import about

    with reading(args) as store:
        person = about.named(store, args.name)
        found = about.about(store, person.id)
        files = about.save(found, args.out, store.today()) if args.out is not None else ()
    if args.json:
        talk.answer({**about.plain(found), "saved": [str(path) for path in files]})
        return 0
    _tell(found)
    for path in files:
        talk.say(_("Skrev {file}").format(file=path))
    return 0


def _tell(found: About) -> None:
    person = found.person
    talk.say(" · ".join(word for word in (person.name, person.unit_name, person.role, person.email, person.id) if word))
    for line in (
        _n("{n} samling", "{n} samlinger", len(found.visits)),
        _n("{n} gruppe", "{n} grupper", len(found.seats)),
        _n("har møtt {n} person", "har møtt {n} personer", len(found.companions)),
        _n("{n} ønske eller regel", "{n} ønsker og regler", len(found.rules)),
        _n("{n} tekst nevner navnet", "{n} tekster nevner navnet", len(found.mentions)),
        _n("{n} eldre utgave er tatt vare på", "{n} eldre utgaver er tatt vare på", found.earlier_versions),
    ):
        talk.say(f"  {line}")
    talk.columns([(f"  {mention.what}", mention.text) for mention in found.mentions])
    for file in found.files:
        talk.say(f"  {file.path}")
