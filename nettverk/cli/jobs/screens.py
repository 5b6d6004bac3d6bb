"""nettverk screens: every projected screen as a picture, for when a laptop fails."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.cli import anonymous, talk
from nettverk.cli.database import gathering, reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.i18n import LANGUAGES, _, _n, language

if TYPE_CHECKING:
    from nettverk.domain.wall.walls import Wall

SMALLEST, LARGEST = 320, 7680


def register(jobs: Jobs) -> None:
    """Add ``nettverk screens`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "screens",
        help=_("lagre hvert lerretsbilde som PNG"),
        description=_("Alt som skal på lerretet, som bilder i rekkefølge. Greit å ha på en minnepinne."),
    )
    job.add_argument("--gathering", metavar="ID", help=_("samlingen; ellers den neste"))
    job.add_argument(
        "--sheet",
        metavar="ID",
        default="",
        help=_("lerretet til ett ark fra biblioteket; da trengs ingen Nettverk-fil"),
    )
    job.add_argument("--lang", choices=tuple(LANGUAGES), default="", help=_("språket på arket (--sheet)"))
    job.add_argument("--out", type=Path, required=True, metavar=_("MAPPE"), help=_("hvor bildene skal ligge"))
    job.add_argument(
        "--size", type=size, default=(1920, 1080), metavar=_("BREDDExHØYDE"), help=_("i piksler; ellers 1920x1080")
    )
    job.add_argument("--theme", choices=("dark", "light"), default="dark", help=_("mørkt (dark) eller lyst (light)"))
    common(job).set_defaults(func=_run)


def size(text: str) -> tuple[int, int]:
    """Width and height of «1920x1080» (or with ×)."""
    match = re.fullmatch(r"(\d{3,5})\s*[x×X*]\s*(\d{3,5})", text.strip())
    if match is None or not all(SMALLEST <= int(side) <= LARGEST for side in match.groups()):
        raise ArgumentTypeError(_("skriv størrelsen som 1920x1080, ikke {text}").format(text=text))
    return int(match[1]), int(match[2])


def _run(args: Namespace) -> int:
    if args.sheet:
        about, walls = _sheet_walls(args)
    else:
        from nettverk.domain.anonymity.outlets import outlet_of
        from nettverk.services import stage

        with reading(args) as store:
            held = gathering(store, args.gathering)
            about, walls = {"gathering": held.id}, stage.walls(store, held.id)
            anonymous.tell(store, held.id, outlet_of(*walls))
    with talk.Progress() as progress:
        progress(None, _n("Tegner {n} bilde", "Tegner {n} bilder", len(walls)))
        files = args.screens(walls, args.out, args.size, args.theme)
    if args.json:
        talk.answer({**about, "files": [str(file) for file in files]})
    else:
        for file in files:
            talk.say(str(file))
    return 0


def _sheet_walls(args: Namespace) -> tuple[dict[str, str], tuple[Wall, ...]]:
    """The walls of one sheet: what to do, and what comes of answers made up from the sheet itself."""
    from nettverk.cli.sheets import chosen
    from nettverk.services.sheets import faces

    words = args.lang or language()
    sheet = chosen(args, args.sheet, words)
    return {"sheet": sheet.id}, faces.walls(sheet, words, faces.example_state(sheet, words))
