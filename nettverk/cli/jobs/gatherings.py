"""nettverk gatherings: which gatherings there are."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from nettverk.cli import talk
from nettverk.cli.command import common
from nettverk.cli.database import reading
from nettverk.i18n import _, _n, clock

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering


def register(jobs: Any) -> None:
    """Add the job."""
    job = jobs.add_parser("gatherings", help=_("vis samlingene"), description=_("Alle samlinger, de nyeste først."))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import gatherings

    with reading(args) as store:
        found = gatherings.all_(store)
    if args.json:
        talk.answer([_plain(one) for one in found])
    elif not found:
        talk.say(_("Ingen samlinger ennå. Lag en i programmet, eller kjør nettverk demo."))
    else:
        talk.columns([_row(one) for one in found])
    return 0


def _plain(one: Gathering) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "network": one.network_name,
        "district": one.district_name,
        "theme": one.theme,
        "held_on": one.held_on.isoformat() if one.held_on else None,
        "starts_at": one.starts_at.strftime("%H:%M"),
        "ends_at": one.ends_at.strftime("%H:%M"),
        "place": one.place,
        "language": one.language,
        "participants": one.participants,
        "parts": one.parts,
    }


def _row(one: Gathering) -> tuple[str, ...]:
    day = one.held_on.isoformat() if one.held_on else _("uten dato")
    hours = f"{clock(one.starts_at)}–{clock(one.ends_at)}"
    people = _n("{n} deltaker", "{n} deltakere", one.participants)
    return day, hours, one.headline, one.title, people, one.id
