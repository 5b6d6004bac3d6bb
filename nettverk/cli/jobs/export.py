"""nettverk export: everything in the database as JSON; tables for a spreadsheet; the calendar."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import anonymous, talk
from nettverk.cli.database import reading, writing
from nettverk.cli.networks import network_id
from nettverk.cli.options import common
from nettverk.cli.printed import kept
from nettverk.cli.window import in_window
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput, Expected
from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.domain.data_tables import ExportFormat, Extent, TableKind
    from nettverk.services.database import Store
    from nettverk.services.export.files import Material

UNIVERSITY = "university"
"""Beside the kinds of file: what goes to the university, as several of them."""


def register(jobs: Jobs) -> None:
    """Add ``nettverk export`` to the jobs, with its arguments."""
    from nettverk.domain.data_tables import ExportFormat, TableKind, table_about

    known = "\n".join(f"  {kind:<13} {table_about(kind)}" for kind in TableKind)
    job = jobs.add_parser(
        "export",
        help=_("lagre alt som JSON, eller tabeller og kalender"),
        description=_("Alt som ligger i Nettverk-fila som JSON, tabeller til Excel, eller det som har en dag, "
                      "til kalenderen. I Nettverk-fila noteres bare hva som er gått ut til en kalender eller til "
                      "universitetet.")
        + "\n\n" + _("Tabellene i xlsx og csv:") + f"\n\n{known}\n",
    )  # fmt: skip
    job.add_argument(
        "--format", dest="form", choices=(*(form.value for form in ExportFormat), UNIVERSITY),
        default=ExportFormat.JSON.value,
        help=_("json er alt som ligger her; xlsx og csv er tabeller, ics er kalenderen, university er uten navn"
               " og til universitetet"),
    )  # fmt: skip
    job.add_argument(
        "--what", metavar=_("TABELLER"), default="", help=_("bare disse tabellene, med komma mellom; ellers alle")
    )
    job.add_argument("--gathering", metavar="ID", default="", help=_("bare denne samlingen"))
    job.add_argument("--network", metavar="ID", default="", help=_("bare dette nettverket, med id eller navn"))
    job.add_argument("--year", type=int, metavar=_("ÅR"), help=_("bare skoleåret som starter i dette året"))
    job.add_argument(
        "--out", type=Path, required=True, metavar=_("FIL"),
        help=_("fila som skal skrives, eller mappa for flere csv-filer; - skriver rett ut"),
    )  # fmt: skip
    job.add_argument(
        "--yes", action="store_true", help=_("skriv det som går til universitetet; uten --yes vises det bare")
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.data_tables import ExportFormat

    if args.form == UNIVERSITY:
        return _to_the_university(args)
    form = ExportFormat(args.form)
    if form is ExportFormat.JSON:
        if args.what or args.gathering or args.network or args.year is not None:
            raise BadInput(_("JSON er alt som ligger i Nettverk-fila. Velg et annet --format for en del av det."))
        return _everything(args)
    return _part(args, form)


def _everything(args: Namespace) -> int:
    from nettverk.services.export import whole

    if str(args.out) == "-":  # straight on to another program: nothing but the export itself
        with reading(args) as store:
            anonymous.tell_of_all(store)
            whole.write(store, sys.stdout)
        return 0
    with reading(args) as store, talk.Progress() as progress:
        anonymous.tell_of_all(store)
        counts = whole.to_file(store, args.out, progress)
    if args.json:
        talk.answer({"file": str(args.out), "rows": counts})
    else:
        rows = _n("{n} rad", "{n} rader", sum(counts.values()))
        talk.say(_("Skrev {rows} til {file}").format(rows=rows, file=args.out))
    return 0


def _to_the_university(args: Namespace) -> int:
    """What goes out is shown first, and written once somebody says so."""
    from nettverk.domain.university import contents
    from nettverk.i18n import language
    from nettverk.services.university import files
    from nettverk.services.university import reading as university

    if args.what or str(args.out) == "-":
        raise BadInput(_("Til universitetet går alle tabellene, i en mappe: --format university --out MAPPE"))
    with reading(args) as store:
        extent = _extent(store, args)
        data, years = university.read(store, extent, language()), university.sums(store, extent)
    if not args.yes:
        if args.json:
            talk.answer({"files": [], "rows": data.rows, "gatherings": data.consented, "left_out": data.left_out})
        else:
            talk.say(contents(data))
            talk.say("\n" + _("Ingenting er skrevet ennå. Skriv det samme med --yes når du har sett gjennom."))
        return 0
    if not kept(args, years, data.fresh_numbers):
        raise BadInput(_("Nettverk-fila er åpen et annet sted. Lukk den der, eller lagre til universitetet derfra."))
    with talk.Progress() as progress:
        written = files.write(data, args.out, progress=progress)
    if args.json:
        names = [str(path) for path in written]
        talk.answer({"files": names, "rows": data.rows, "gatherings": data.consented, "left_out": data.left_out})
        return 0
    for path in written:
        talk.say(str(path))
    return 0


def _part(args: Namespace, form: ExportFormat) -> int:
    from nettverk.services.export import files

    kinds = _kinds(args.what, form)
    straight_on = str(args.out) == "-"
    named = args.out.is_file() or (args.out.suffix.lower() == ".csv" and not args.out.is_dir())
    if files.is_folder(form, kinds) and (straight_on or named):
        raise BadInput(_("Flere tabeller som csv blir én fil hver. Velg en mappe, eller én tabell med --what."))
    with reading(args) as store:
        extent = _extent(store, args)
        anonymous.tell_of_all(store)
        material = files.read(store, form, kinds, extent)
    _keep(args, material, extent)
    if straight_on:  # to another program: nothing but the file itself
        sys.stdout.buffer.write(files.made(material))
        return 0
    with talk.Progress() as progress:
        written = files.write(material, args.out, progress=progress)
    if args.json:
        talk.answer({
            "files": [str(path) for path in written], "rows": material.rows, "without_day": material.undated,
        })  # fmt: skip
        return 0
    for path in written:
        talk.say(str(path))
    if material.undated:
        talk.say(
            _n("{n} samling har ingen dag ennå, og er ikke med.",
               "{n} samlinger har ingen dag ennå, og er ikke med.", material.undated)
        )  # fmt: skip
    return 0


def _keep(args: Namespace, material: Material, extent: Extent) -> None:
    """Keep what goes out to a calendar; where that cannot be, it goes out all the same, and says so."""
    from nettverk.domain.data_tables import ExportFormat
    from nettverk.services.export import files
    from nettverk.services.sharing.handed import Handed

    if material.form is not ExportFormat.ICS:
        return
    try:
        told = in_window(
            args, Handed.CALENDAR, gathering=extent.gathering_id, network=extent.network_id, year=extent.year
        )
        if told is None:
            with writing(args) as store:
                files.keep(store, material)
    except Expected:
        sys.stderr.write(
            _("Nettverk-fila kunne ikke endres. Det som fjernes fra årshjulet senere, må du fjerne selv i kalenderen.")
            + "\n"
        )


def _kinds(text: str, form: ExportFormat) -> tuple[TableKind, ...]:
    from nettverk.domain.data_tables import ExportFormat, TableKind

    if form is ExportFormat.ICS:
        if text:
            raise BadInput(_("En kalender har ingen tabeller. Bruk --what bare med xlsx og csv."))
        return ()
    names = [name.strip() for name in text.split(",") if name.strip()]
    known = {kind.value: kind for kind in TableKind}
    for name in names:
        if name not in known:
            raise BadInput(
                _("Fant ingen tabell som heter {name}. Velg blant: {names}.").format(name=name, names=", ".join(known))
            )
    return tuple(kind for kind in TableKind if not names or kind in names)


def _extent(store: Store, args: Namespace) -> Extent:
    from nettverk.domain.data_tables import Extent

    return Extent(args.gathering, network_id(store, args.network), args.year)
