"""nettverk print: the papers of a gathering as PDF."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from nettverk.cli import talk
from nettverk.cli.database import reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.i18n import LANGUAGES, _

ALL = "all"
SHEET = "sheet"
"""One sheet of the library, for a staff meeting: it belongs to no gathering, and needs no database."""
WHEEL = "wheel"
"""A school year in the theme wheel: it belongs to all gatherings of the year."""
MINUTES = "minutes"
"""The page of a meeting of the organisation: agenda before it, minutes after; it belongs to no gathering."""


def register(jobs: Jobs) -> None:
    """Add ``nettverk print`` to the jobs, with its arguments."""
    from nettverk.services.handouts.document import Moment
    from nettverk.services.handouts.registry import PACK, kind_name, kinds

    documents = (*PACK, *kinds(Moment.ON_THE_DAY))
    known = "\n".join(f"  {kind:<20} {kind_name(kind)}" for kind in documents)
    job = jobs.add_parser(
        "print",
        help=_("lag utskriftene som PDF"),
        description=_("Papirene til en samling, som PDF-filer klare til å skrives ut:") + f"\n\n{known}\n  {ALL:<20} "
        + _("alt på én gang") + f"\n  {SHEET:<20} " + _("et ark fra biblioteket: nettverk print sheet ID")
        + f"\n  {WHEEL:<20} " + _("skoleåret i temahjulet")
        + f"\n  {MINUTES:<20} " + _("saksliste eller referat fra et møte: nettverk print minutes ID"),
    )  # fmt: skip
    choices = (*(kind.value for kind in documents), ALL, SHEET, WHEEL, MINUTES)
    job.add_argument("kind", metavar=_("UTSKRIFT"), choices=choices, help=_("en av dem over, eller all"))
    job.add_argument(
        "sheet", metavar="ID", nargs="?", default="", help=_("id-en til arket (sheet) eller møtet (minutes)")
    )
    job.add_argument(
        "--tally", action="store_true", help=_("arket man teller svar på, i stedet for selve arket (sheet)")
    )
    job.add_argument(
        "--year",
        type=int,
        metavar=_("ÅR"),
        help=_("skoleåret som starter i dette året: arkets svar samlet (sheet), eller temahjulet (wheel)"),
    )
    job.add_argument("--gathering", metavar="ID", help=_("samlingen; ellers den neste"))
    job.add_argument("--unit", metavar=_("ENHET"), help=_("bare siden til denne enheten (unit_pages)"))
    job.add_argument(
        "--labels", metavar=_("ARK"), default="", help=_("etikettarket navneskiltene skrives på, som L4785 (badges)")
    )
    job.add_argument("--first", type=int, default=1, metavar="N", help=_("den første etiketten som er igjen (badges)"))
    job.add_argument(
        "--spares", type=int, default=0, metavar="N", help=_("skilt uten navn, til dem som dukker opp (badges)")
    )
    job.add_argument(
        "--only-changed",
        action="store_true",
        help=_("bare det som er endret siden det sist ble lagret eller skrevet ut"),
    )
    job.add_argument("--pages", metavar=_("SIDER"), default="", help=_("bare noen av sidene, som 3-7 eller 2,5-6"))
    job.add_argument("--a3", action="store_true", help=_("på A3, dobbelt så stort, til å henge på en dør"))
    job.add_argument("--email", action="store_true", help=_("skriv også teksten til e-posten, til å kopiere"))
    job.add_argument("--out", type=Path, required=True, metavar=_("MAPPE"), help=_("hvor filene skal ligge"))
    job.add_argument(
        "--in", "--lang", dest="words", choices=tuple(LANGUAGES), default="",
        help=_("et annet språk enn det samlingen har"),
    )  # fmt: skip
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    if args.kind == WHEEL or (args.kind == SHEET and args.year is not None):
        return _year(args)
    if args.kind == SHEET:
        return _sheet(args)
    if args.kind == MINUTES:
        return _minutes(args)
    if args.sheet or args.tally:
        raise BadInput(_("Bare ett ark om gangen har en id: nettverk print sheet ID"))
    from nettverk.cli import papers

    return papers.write(args)


def _sheet(args: Namespace) -> int:
    from nettverk.cli.sheets import chosen, head_of
    from nettverk.i18n import language
    from nettverk.services.handouts import handouts
    from nettverk.services.sheets import faces

    if not args.sheet:
        raise BadInput(_("Hvilket ark? Skriv id-en etter sheet: nettverk print sheet ID"))
    words = args.words or language()
    sheet = chosen(args, args.sheet, words)
    head = head_of(args)
    handout = faces.tally(sheet, words, occasion=head) if args.tally else faces.paper(sheet, words, occasion=head)
    if handout is None:
        raise BadInput(_("Arket har ingenting å telle: {sheet}").format(sheet=sheet.title))
    path = args.out / handout.file_name
    handouts.save(handout.data, path)
    if args.json:
        talk.answer({"sheet": sheet.id, "version": sheet.version, "pages": handout.pages, "files": [str(path)]})
    else:
        talk.say(str(path))
    return 0


def _minutes(args: Namespace) -> int:
    """The page of a meeting; without an id that of the latest meeting that has been held."""
    from nettverk.i18n import language
    from nettverk.services.handouts import handouts
    from nettverk.services.organisation import meetings, minutes

    with reading(args) as store:
        known = meetings.all_(store)
        held = [meeting for meeting in known if meeting.held_on <= store.today()]
        wanted = (
            next((meeting for meeting in known if meeting.id == args.sheet), None)
            if args.sheet
            else next(iter(held), None)
        )
        if wanted is None:
            listed = " / ".join(f"{meeting.id} ({meeting.team} {meeting.held_on})" for meeting in known[:10])
            if not listed:
                raise BadInput(_("Ingen møter ennå. De lages i Året, under Folk og møter."))
            raise BadInput(_("Hvilket møte? Velg et av: {meetings}.").format(meetings=listed))
        handout = minutes.handout(store, wanted.id, args.words or language())
    path = args.out / handout.file_name
    handouts.save(handout.data, path)
    if args.json:
        talk.answer({"meeting": wanted.id, "pages": handout.pages, "files": [str(path)]})
    else:
        talk.say(str(path))
    return 0


def _year(args: Namespace) -> int:
    """What a school year has come to: of a sheet, or in the theme wheel."""
    from nettverk.domain.now import today
    from nettverk.domain.tags import school_year
    from nettverk.i18n import language
    from nettverk.services import year_wheel
    from nettverk.services.handouts import handouts
    from nettverk.services.sheets import year

    words = args.words or language()
    begins = school_year(today()) if args.year is None else args.year
    if not 1900 <= begins <= 9000:
        raise BadInput(_("Skriv året med fire sifre, som {year}.").format(year=school_year(today())))
    if args.kind == SHEET and not args.sheet:
        raise BadInput(_("Hvilket ark? Skriv id-en etter sheet: nettverk print sheet ID"))
    with reading(args) as store:
        if args.kind == WHEEL:
            handout = year_wheel.handout(store, begins, words)
        else:
            handout = year.handout(store, args.sheet, begins, words)
    path = args.out / handout.file_name
    handouts.save(handout.data, path)
    if args.json:
        summary = {"year": begins, "pages": handout.pages, "files": [str(path)]}
        talk.answer({"sheet": args.sheet, **summary} if args.kind == SHEET else summary)
    else:
        talk.say(str(path))
    return 0
