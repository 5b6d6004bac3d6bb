"""nettverk gatherings: which gatherings there are, with the ids that other jobs take."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import _, _n, clock

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering


def register(jobs: Jobs) -> None:
    """Add ``nettverk gatherings`` to the jobs, with its arguments."""
    job = jobs.add_parser("gatherings", help=_("vis samlingene"), description=_("Alle samlinger, de nyeste først."))
    job.add_argument(
        "--tag",
        action="append",
        metavar="ID",
        default=[],
        help=_("bare de som har merkelappen, som «bti» eller «relasjoner»"),
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.tags import TagOn, fits
    from nettverk.services import gatherings, tags

    with reading(args) as store:
        held = gatherings.all_(store)
        carried = tags.everywhere(store, TagOn.GATHERING)
    if args.tag:
        held = tuple(gathering for gathering in held if fits(carried.get(gathering.id, ()), args.tag))
    if args.json:
        talk.answer([{**_plain(gathering), "tags": list(carried.get(gathering.id, ()))} for gathering in held])
    elif not held:
        talk.say(_("Ingen samlinger ennå. Lag en i programmet, eller kjør nettverk demo."))
    else:
        talk.columns([_row(gathering) for gathering in held])
    return 0


def _plain(gathering: Gathering) -> dict[str, object]:
    return {
        "id": gathering.id,
        "title": gathering.title,
        "network": gathering.network_name,
        "district": gathering.district_name,
        "theme": gathering.theme,
        "held_on": gathering.held_on.isoformat() if gathering.held_on else None,
        "starts_at": gathering.starts_at.strftime("%H:%M"),
        "ends_at": gathering.ends_at.strftime("%H:%M"),
        "place": gathering.place,
        "language": gathering.language,
        "participants": gathering.participants,
        "parts": gathering.parts,
    }


def _row(gathering: Gathering) -> tuple[str, ...]:
    day = gathering.held_on.isoformat() if gathering.held_on else _("uten dato")
    hours = f"{clock(gathering.starts_at)}–{clock(gathering.ends_at)}"
    people = _n("{n} deltaker", "{n} deltakere", gathering.participants)
    return day, hours, gathering.headline_now, gathering.title, people, gathering.id
