"""nettverk consent: whether those who were at a gathering have said that what was said may go to the university."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import reading, writing
from nettverk.cli.networks import network_id
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.i18n import _

if TYPE_CHECKING:
    from nettverk.domain.university import GatheringConsent
    from nettverk.services.database import Store


def register(jobs: Jobs) -> None:
    """Add ``nettverk consent`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "consent",
        help=_("hvilke samlinger som har sagt ja til at noe går til universitetet; noter svaret"),
        description=_(
            "Samtykke for hver samling. Uten --gathering vises alle som er holdt, og hva de har svart. Bare de som har"
            " sagt ja, er med i nettverk export --format university. Et ja kan trekkes når som helst."
        ),
    )
    job.add_argument("--gathering", metavar="ID", default="", help=_("bare denne samlingen"))
    job.add_argument("--network", metavar="ID", default="", help=_("bare dette nettverket, med id eller navn"))
    job.add_argument("--year", type=int, metavar=_("ÅR"), help=_("bare skoleåret som starter i dette året"))
    answered = job.add_mutually_exclusive_group()
    answered.add_argument("--asked", action="store_true", help=_("noter at de er spurt"))
    answered.add_argument("--yes", action="store_true", help=_("noter et ja; si hvem som svarte med --by"))
    answered.add_argument("--no", action="store_true", help=_("noter et nei; si hvem som svarte med --by"))
    answered.add_argument("--withdraw", action="store_true", help=_("trekk et ja: fra nå går ingenting ut herfra"))
    answered.add_argument(
        "--question", action="store_true", help=_("vis det dere skal spørre om, til å lese høyt på samlingen")
    )
    job.add_argument(
        "--by", metavar=_("HVEM"), default="",
        help=_("hvem som svarte: en rolle eller en gruppe, som «alle som var der»; aldri et navn"),
    )  # fmt: skip
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.data_tables import Extent
    from nettverk.domain.university import consent_question
    from nettverk.services.export.tables import look
    from nettverk.services.university import consent

    if args.question:
        question = consent_question()
        if args.json:
            talk.answer({"question": question})
        else:
            talk.say(question)
        return 0
    if args.asked or args.yes or args.no or args.withdraw:
        if not args.gathering:
            raise BadInput(
                _("Samtykke gjelder én samling. Si hvilken med --gathering ID. Den finner du med nettverk gatherings.")
            )
        with writing(args) as store:
            _note(store, args)
    elif args.by:
        raise BadInput(_("Hva svarte de? Skriv --yes eller --no sammen med --by."))
    with reading(args) as store:
        extent = Extent(args.gathering, network_id(store, args.network), args.year)
        look(store, extent)
        held = consent.of_extent(store, extent)
    if args.json:
        talk.answer([_plain(given) for given in held])
    elif not held:
        talk.say(_("Ingen samling er holdt ennå."))
    else:
        talk.columns([_row(given) for given in held])
    return 0


def _note(store: Store, args: Namespace) -> None:
    from nettverk.domain.data_tables import Extent
    from nettverk.services.university import consent

    gathering_id, today = args.gathering, store.today()
    if not consent.of_extent(store, Extent(gathering_id)):
        raise BadInput(_("Samlingen er ikke holdt ennå, eller finnes ikke lenger. Spør når dere er samlet."))
    if args.asked:
        consent.ask(store, gathering_id, today)
    elif args.withdraw:
        consent.withdraw(store, gathering_id, today)
    else:
        consent.answer(store, gathering_id, args.by, today, yes=args.yes)


def _plain(one: GatheringConsent) -> dict[str, object]:
    return {
        "gathering": one.gathering_id,
        "title": one.title,
        "network": one.network,
        "district": one.district,
        "held_on": one.held_on.isoformat(),
        "state": one.state.value,
        "by": one.by,
        "on": one.on.isoformat() if one.on else None,
    }


def _row(one: GatheringConsent) -> tuple[str, ...]:
    from nettverk.domain.university import state_name

    columns = state_name(one.state), one.by, one.on.isoformat() if one.on else ""
    answered = " · ".join(word for word in columns if word)
    return one.held_on.isoformat(), one.whose, one.title, answered, one.gathering_id
