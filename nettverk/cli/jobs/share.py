"""nettverk share: the same file on several machines, over a folder that something keeps in step, or a server."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import path_of, reading, writing
from nettverk.cli.options import common
from nettverk.cli.window import in_window
from nettverk.cli.words import Jobs
from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.services.sharing.handed import Told
    from nettverk.services.sharing.joining import Found, Status


def register(jobs: Jobs) -> None:
    """Add ``nettverk share`` to the jobs, with its own jobs below it."""
    share = jobs.add_parser(
        "share",
        help=_("del med andre over en felles mappe eller PostgreSQL"),
        description=_(
            "La flere maskiner arbeide i det samme, over en mappe som OneDrive eller en annen holder lik, eller over en"
            " PostgreSQL-server."
        ),
    )
    below = share.add_subparsers(title=_("jobber"), required=True, metavar="JOBB")
    start = below.add_parser(
        "init",
        help=_("start deling, eller bli med der den er i gang"),
        description=_(
            "Start deling av fila over en mappe eller en server. Er noen i gang der allerede, hentes fila deres som en"
            " ny: si hvor med --db."
        ),
    )
    start.add_argument("place", metavar=_("STED"), help=_("mappa som alle når, eller postgresql://ROLLE@TJENER/BASE"))
    start.add_argument(
        "--organisation",
        metavar=_("KOMMUNE"),
        default="",
        help=_("sett opp serveren, eller oppdater den, for kommunen"),
    )
    common(start).set_defaults(func=_init)
    exchange = below.add_parser(
        "sync",
        help=_("hent det andre har skrevet, og legg ut ditt"),
        description=_(
            "Hent det andre har skrevet, og legg ut det som er nytt her. Er vinduet åpent, gjør det dette selv."
        ),
    )
    common(exchange).set_defaults(func=_sync)
    how = below.add_parser("status", help=_("hvem som er med, og hva som venter"))
    common(how).set_defaults(func=_status)
    end = below.add_parser("stop", help=_("slutt å dele fra denne maskinen"))
    common(end).set_defaults(func=_stop)


def _init(args: Namespace) -> int:
    from nettverk.services.database import is_there
    from nettverk.services.sharing import exchange, handed, joining, place

    fetched = not is_there(path_of(args))
    if not place.is_server(args.place):
        args.place = str(Path(args.place).expanduser().absolute())
    answer = (
        in_window(args, handed.Handed.INIT, place=args.place, organisation=args.organisation) if not fetched else None
    )
    if answer is None:
        with talk.Progress() as progress:
            if fetched:
                joining.fetch(args.place, path_of(args), progress)
            with writing(args) as store:
                begun = (
                    handed.begin(lambda job: job(store), args.place, args.organisation)
                    if not fetched
                    else _looked(joining.look(args.place))
                )
                answer = {**begun, **handed.synced(exchange.sync(lambda job: job(store), progress))}
    if args.json:
        first = {"place": answer["place"], "fetched": fetched, "machines": answer["machines"]}
        talk.answer({**first, **_plain(answer)})
        return 0
    if fetched:
        talk.say(
            _("Hentet til {file}. Deles fra nå av over {place}.").format(file=path_of(args), place=answer["place"])
        )
    else:
        talk.say(_("Deles fra nå av over {place}.").format(place=answer["place"]))
    _tell(answer)
    return 0


def _looked(found: Found) -> Told:
    return {"place": found.place, "machines": list(found.machines)}


def _sync(args: Namespace) -> int:
    from nettverk.services.sharing import exchange, handed

    answer = in_window(args, handed.Handed.SYNC)
    if answer is None:
        with writing(args) as store, talk.Progress() as progress:
            answer = handed.synced(exchange.sync(lambda job: job(store), progress, resume=True))
    if args.json:
        talk.answer(_plain(answer))
    else:
        _tell(answer)
    return 0


def _status(args: Namespace) -> int:
    from nettverk.services.sharing import joining

    with reading(args) as store:
        status = joining.status(lambda job: job(store))
    if args.json:
        talk.answer(
            {"place": status.place, "waiting": status.waiting, "coming": status.coming,
             "unfinished": status.unfinished, "paused": status.paused, "trouble": status.trouble,
             "machines": [{"machine": other.machine, "at": other.at} for other in status.others]}
        )  # fmt: skip
        return 0
    _tell_status(status)
    return 0


def _stop(args: Namespace) -> int:
    from nettverk.services.sharing import handed

    answer = in_window(args, handed.Handed.STOP)
    if answer is None:
        with writing(args) as store:
            answer = handed.stop(lambda job: job(store))
    if args.json:
        talk.answer({"place": answer["place"]})
    else:
        talk.say(_("Deles ikke lenger herfra. Det som ligger i {place}, er der for de andre.").format(
            place=answer["place"]
        ))  # fmt: skip
    return 0


_ANSWERED = ("said", "rows", "names_gone", "machines_in", "told", "sent", "unfinished", "troubles")


def _plain(told: Told) -> dict[str, object]:
    return {name: told[name] for name in _ANSWERED}


def _tell(told: Told) -> None:
    for sentence in told["told"] or (_("Ingenting nytt fra de andre."),):
        talk.say(sentence)
    if told["sent"]:
        talk.say(_n("La ut {n} ting.", "La ut {n} ting.", told["sent"]))
    if told["unfinished"]:
        talk.say(
            _n(
                "{n} fil er ikke kommet helt fram ennå.", "{n} filer er ikke kommet helt fram ennå.", told["unfinished"]
            )
        )  # fmt: skip
    for sentence in told["troubles"]:
        talk.say(sentence)


def _tell_status(status: Status) -> None:
    talk.say(_("Deles over {place}").format(place=status.place))
    talk.columns([(f"  {other.machine}", other.at[:16].replace("T", " ")) for other in status.others])
    if status.waiting:
        talk.say(_n("{n} ting venter på å bli lagt ut.", "{n} ting venter på å bli lagt ut.", status.waiting))
    if status.coming:
        talk.say(_n("{n} ting er på vei inn.", "{n} ting er på vei inn.", status.coming))
    if status.unfinished:
        talk.say(
            _n("{n} fil er ikke kommet helt fram ennå.", "{n} filer er ikke kommet helt fram ennå.", status.unfinished)
        )
    if status.paused:
        talk.say(_("Det som kom inn, er angret. Hent det inn igjen med «nettverk share sync»."))
    if status.trouble:
        talk.say(status.trouble)
