"""nettverk person: everything that is stored about one person, and taking the name away for good."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading, writing
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
        description=_(
            "Alt som er lagret om én person: register, samlinger, grupper, tekster, eldre versjoner og filer."
        ),
    )
    job.add_argument("name", metavar=_("NAVN"), help=_("hele navnet, e-posten eller id-en"))
    job.add_argument("--out", type=Path, metavar=_("MAPPE"), help=_("lagre det også som PDF og JSON her"))
    job.add_argument(
        "--remove",
        action="store_true",
        help=_("fjern navnet for godt; uten --yes vises bare hva som blir borte"),
    )
    job.add_argument("--keep-text", action="store_true", help=_("la fritekst som nevner navnet, stå som den er"))
    job.add_argument("--yes", action="store_true", help=_("gjør det; det kan ikke angres"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services.privacy import about

    if args.remove:
        return _remove(args)
    with reading(args) as store:
        person = about.named(store, args.name)
        everything = about.about(store, person.id)
        files = about.save(everything, args.out, store.today()) if args.out is not None else ()
    if args.json:
        talk.answer({**about.plain(everything), "saved": [str(path) for path in files]})
        return 0
    _tell(everything)
    for path in files:
        talk.say(_("Skrev {file}").format(file=path))
    return 0


def _remove(args: Namespace) -> int:
    from nettverk.services.privacy import about, removal

    if not args.yes:
        with reading(args) as store:
            seen = removal.preview(store, about.named(store, args.name).id)
        if args.json:
            talk.answer(
                {"label": seen.label, "twice": seen.twice, "namesakes": seen.namesakes, **about.plain(seen.found)}
            )
        else:
            _tell(seen.found)
            talk.say(_("Kalles {label} etterpå. Det kan ikke angres.").format(label=seen.label))
            talk.say(_("Ingenting er endret. Gjør det med --remove --yes."))
        return 0
    with writing(args) as store, talk.Progress() as progress:
        seen = removal.preview(store, about.named(store, args.name).id)
        kept = [mention.key for mention in seen.found.mentions] if args.keep_text else []
        removed = removal.remove(store, [seen.found.person.id], kept=kept, progress=progress)
    if args.json:
        talk.answer(
            {
                "label": removed.labels[0],
                "texts": removed.texts,
                "rules": removed.rules,
                "files": [str(path) for path in removed.files],
                "troubles": list(removed.troubles),
            }
        )
        return 0
    for sentence in (*removal.told(removed), *removed.troubles):
        talk.say(sentence)
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
        _n("{n} eldre versjon er tatt vare på", "{n} eldre versjoner er tatt vare på", found.earlier_versions),
    ):
        talk.say(f"  {line}")
    talk.columns([(f"  {mention.what}", mention.text) for mention in found.mentions])
    for thing in found.in_trash:
        talk.say(_("  i papirkurven: {what}").format(what=thing.title))
    for file in found.files:
        talk.say(f"  {file.path}")
