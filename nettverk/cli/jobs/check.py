"""nettverk check: whether the database is well, as an answer and as an exit code; and what can be brought back."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections import Counter
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import path_of, reading, writing
from nettverk.cli.options import common
from nettverk.cli.passphrase import unlock
from nettverk.cli.words import Jobs
from nettverk.domain.areas import Area, name_of
from nettverk.domain.errors import BadInput, Expected
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.services.integrity import Health
    from nettverk.services.recovery import Recovered


def register(jobs: Jobs) -> None:
    """Add ``nettverk check`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "check",
        help=_("se om fila er i orden"),
        description=_("Ser etter skader og brutte koblinger. Ingenting endres. Svarer 0 når alt er i orden, ellers 1."),
    )
    ways = job.add_mutually_exclusive_group()
    ways.add_argument(
        "--restore",
        action="store_true",
        help=_(
            "hent alt som er helt, fra fila og sikkerhetskopiene, til en ny fil ved siden av; den skadede endres ikke"
        ),
    )
    ways.add_argument(
        "--accept",
        action="store_true",
        help=_("godta at et annet program har endret innholdet, og regn det som riktig fra nå av"),
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import integrity

    if args.restore:
        return _restore(args)
    if args.accept:
        with writing(args) as store:
            integrity.accept(store)
    # Not brought up to date: a check must not change what it looks at.
    try:
        with reading(args, as_it_is=True) as store, talk.Progress() as progress:
            health = integrity.check(store, progress)
    except BadInput:
        raise
    except Expected as fault:
        if not os.path.isfile(path_of(args)):  # noqa: PTH113 - Path.is_file raises where a name is too long
            raise
        health = integrity.Health((fault.sentence,))
    areas = integrity.said_of(health)
    if args.json:
        talk.answer(_as_json(health))
        return 0 if health.well else 1
    for note in health.notes:
        talk.say(note)
    if health.well:
        talk.say(_("Fila er i orden."))
        return 0
    for sentence in (*health.complaints, *areas):
        sys.stderr.write(f"{sentence}\n")
    return 1


def _as_json(health: Health) -> dict[str, object]:
    return {
        "well": health.well,
        "complaints": (*health.complaints, *health.details),
        "notes": health.notes,
        "changed": health.changed,
        "areas": {
            area.area.value: {"whole": area.whole, "doubtful": area.doubtful, "unreadable": area.unreadable}
            for area in health.areas
        },
    }


def _restore(args: Namespace) -> int:
    from nettverk.services import recovery

    path = path_of(args)
    unlock(args, path)
    with talk.Progress() as progress:
        recovered = recovery.restore(path, progress=progress)
    if args.json:
        talk.answer(_recovered_as_json(recovered))
        return 0
    talk.say(_("Det som er helt, ligger nå i {file}. {old} er ikke endret.").format(file=recovered.path, old=path.name))
    talk.say(_("Fra fila: {areas}.").format(areas=_counts(recovered.from_file)))
    for backup, areas in recovered.from_backups.items():
        when = backup.made_at.astimezone().strftime("%d.%m.%Y %H.%M")
        talk.say(_("Fra sikkerhetskopien {when}: {areas}.").format(when=when, areas=_counts(areas)))
    if recovered.unproved:
        talk.say(_("Kan leses, men ingen vet om alt er som det ble skrevet: {areas}.").format(
            areas=_counts(recovered.unproved)
        ))  # fmt: skip
    if recovered.lost:
        talk.say(_("Fikk ikke tilbake: {areas}.").format(areas=_counts(recovered.lost)))
    return 0


def _recovered_as_json(recovered: Recovered) -> dict[str, object]:
    return {
        "file": str(recovered.path),
        "from_file": _by_name(recovered.from_file),
        "from_backups": [
            {"file": str(backup.path), "made_at": backup.made_at.isoformat(), "rows": _by_name(areas)}
            for backup, areas in recovered.from_backups.items()
        ],
        "unproved": _by_name(recovered.unproved),
        "lost": _by_name(recovered.lost),
    }


def _by_name(areas: Counter[Area]) -> dict[str, int]:
    return {area.value: areas[area] for area in Area if areas[area]}


def _counts(areas: Counter[Area]) -> str:
    said = [f"{name_of(area)} ({areas[area]})" for area in Area if areas[area]]
    return ", ".join(said) or _("ingenting")
