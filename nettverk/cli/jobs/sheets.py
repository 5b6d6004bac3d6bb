"""nettverk sheets: which sheets there are, those that ship and the file's own, with the ids that other jobs take."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nettverk.cli import talk
from nettverk.cli.database import path_of, reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.sheets.definition import when_name, who_name
from nettverk.i18n import _, _n, language

if TYPE_CHECKING:
    from nettverk.domain.sheets.definition import Block, SheetDefinition
    from nettverk.services.database import Store


def register(jobs: Jobs) -> None:
    """Add ``nettverk sheets`` to the jobs, with its arguments."""
    about = _("Alle ark i biblioteket: de som følger med, og kommunens egne.")
    job = jobs.add_parser("sheets", help=_("vis arkene i biblioteket"), description=about)
    job.add_argument("words", nargs="*", metavar=_("ORD"), help=_("bare ark med disse ordene, eller så mange minutter"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.domain.sheets.library import Wanted, find, shelved
    from nettverk.services.sheets import library

    with _file(args) as store:
        sheets = library.sheets(store, language())
    wanted = {known.id for known in find((shelved(sheet) for sheet in sheets), Wanted(" ".join(args.words)))}
    sheets = tuple(sheet for sheet in sheets if sheet.id in wanted)
    if args.json:
        talk.answer([_plain(sheet) for sheet in sheets])
    elif not sheets:
        talk.say(_("Ingen ark passer med det. Prøv færre ord."))
    else:
        talk.columns([_row(sheet) for sheet in sheets])
    return 0


@contextmanager
def _file(args: Namespace) -> Iterator[Store | None]:
    """The file with own sheets; None where nobody named one and there is none yet: the shipped ones need no file."""
    from nettverk.services.database import is_there

    if args.db is None and not is_there(path_of(args)):
        yield None
        return
    with reading(args) as store:
        yield store


def _plain(sheet: SheetDefinition) -> dict[str, object]:
    return {
        "id": sheet.id,
        "title": sheet.title,
        "version": sheet.version,
        "who": sheet.who.value,
        "rounds": [who.value for who in sheet.rounds],
        "when": sheet.when.value,
        "minutes": sheet.minutes,
        "blocks": [_block(block) for block in sheet.blocks],
        "languages": list(sheet.languages),
        "rows": list(sheet.rows),
        "tags": list(sheet.tags),
        "audience": sheet.audience,
        "source": sheet.source,
        "own": sheet.own,
    }


def _block(block: Block) -> dict[str, object]:
    return {
        "id": block.id,
        "kind": block.kind.value,
        "prompt": block.prompt,
        "items": [{"id": item.id, "label": item.label} for item in block.items],
        "levels": [level.id for level in block.levels],
    }


def _row(sheet: SheetDefinition) -> tuple[str, ...]:
    minutes = _n("{n} minutt", "{n} minutter", sheet.minutes) if sheet.minutes else ""
    whose = _("laget hos oss") if sheet.own else ""
    return sheet.id, sheet.title, who_name(sheet.who), when_name(sheet.when), minutes, whose
