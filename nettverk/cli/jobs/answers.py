"""nettverk answers: the answers to a sheet from a Microsoft Forms file, and the way there."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.cli import talk
from nettverk.cli.database import path_of, reading, writing
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.i18n import LANGUAGES, _, _n, using

if TYPE_CHECKING:
    from nettverk.domain.participant_lists import Workbook
    from nettverk.domain.sheets.forms import FormsPlan
    from nettverk.services.database import Store
    from nettverk.services.sheets.forms_import import Destination, Effect


def register(jobs: Jobs) -> None:
    """Add ``nettverk answers`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "answers",
        help=_("hent svar på et ark fra Microsoft Forms"),
        description=_(
            "Leser svarfila slik den er, og viser hva hver kolonne ble tatt for. Uten --gathering lagres ingenting.\n"
            "Samme fil en gang til gir ingen dobbelt. Uten fil skrives spørsmålene ut, klare til å lime inn i Forms."
        ),
    )
    job.add_argument("file", type=Path, nargs="?", metavar=_("FIL"), help=_("svarene: .xlsx, .csv eller .pdf"))
    of = job.add_mutually_exclusive_group(required=True)
    of.add_argument("--sheet", metavar="ID", help=_("arket (se nettverk sheets), eller en del med spørsmål"))
    of.add_argument(
        "--make", action="store_true", help=_("lag et eget ark av spørsmålene i fila; med --gathering lagres det")
    )
    of.add_argument(
        "--returned", action="store_true",
        help=_("fila er et svarark fra hjemmepakka, fylt ut som PDF; med --gathering lagres det"),
    )  # fmt: skip
    job.add_argument("--gathering", metavar="ID", help=_("lagre svarene på denne samlingen (se nettverk gatherings)"))
    job.add_argument("--lang", choices=tuple(LANGUAGES), help=_("språket spørsmålene skrives ut på"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    if args.returned:
        return _returned(args)
    from nettverk.services.sheets import forms_import

    if args.file is None:
        if args.make:
            raise BadInput(_("Si hvilken fil arket skal lages av."))
        return _text(args)
    if not args.file.exists():
        raise BadInput(_("Fant ikke {file}. Se etter at navnet og mappa er riktige.").format(file=args.file))
    # First of all: a file that cannot be read must not even open a database.
    workbook = forms_import.read_file(args.file)
    if args.gathering is None:
        if not path_of(args).exists():
            place = _place(args, workbook, None)
            plan = forms_import.understood(None, workbook, place)
            _tell(args, plan, place, None)
        else:
            with reading(args) as store:
                place = _place(args, workbook, store)
                plan = forms_import.understood(store, workbook, place)
                _tell(args, plan, place, forms_import.effect(store, plan, place))
        if plan.trouble:
            advice = _("Med --make i stedet for --sheet lages et ark av spørsmålene i fila.")
            raise BadInput(f"{plan.trouble} {advice}")
        return 0
    with writing(args) as store, talk.Progress() as progress:

        def told(n: int, of: int) -> None:
            progress(n / max(of, 1), _("{done} av {count}").format(done=n, count=of))

        if args.make:
            plan, place, done = forms_import.store_as_new(store, workbook, args.gathering, progress=told)
        else:
            place = forms_import.destination(store, args.sheet, args.gathering)
            plan = forms_import.understood(store, workbook, place)
            done = forms_import.store_answers(store, plan, place, args.gathering, progress=told)
    _tell(args, plan, place, done.effect)
    return 0


def _returned(args: Namespace) -> int:
    """A return sheet, typed into its unit's copy; only shown where no gathering is named."""
    from nettverk.services import returned_files

    if args.file is None:
        raise BadInput(_("Si hvilken fil som er svararket."))
    file = returned_files.read_file(args.file)
    summary: dict[str, Any] = {
        "code": file.code,
        "stored": args.gathering is not None,
        "answers": [{"about": about, "text": text} for about, text in file.said],
    }
    sentence = _("Ingenting er lagret.")
    if args.gathering is not None:
        with writing(args) as store:
            taken = returned_files.take_files(store, args.gathering, [file])
        summary |= {"new": taken.answers, "units": list(taken.units)}
        sentence = taken.told
    if args.json:
        talk.answer(summary)
        return 0
    for about, text in file.said:
        talk.say(f"{about}: {text}")
    talk.say(sentence)
    return 0


def _place(args: Namespace, workbook: Workbook, store: Store | None) -> Destination:
    """The sheet that is meant; one that is to be made is only shown."""
    from nettverk.services.sheets import forms_import

    if args.make:
        return forms_import.Destination((forms_import.sheet_from(workbook),))
    return forms_import.destination(store, args.sheet)


def _text(args: Namespace) -> int:
    from nettverk.domain.sheets.forms_text import forms_text, has_questions
    from nettverk.services.sheets import forms_import

    with using(args.lang or "nb"):
        if path_of(args).exists():
            with reading(args) as store:
                sheet = forms_import.destination(store, args.sheet, args.gathering).sheets[0]
        else:
            sheet = forms_import.destination(None, args.sheet).sheets[0]
        if not has_questions(sheet):
            raise BadInput(_("«{sheet}» spør ikke om noe. Det leses.").format(sheet=sheet.title))
        text = forms_text(sheet)
    if args.json:
        talk.answer({"sheet": sheet.id, "text": text})
    else:
        talk.say(text.rstrip())
    return 0


def as_json(plan: FormsPlan, place: Destination, effect: Effect | None, *, stored: bool) -> dict[str, Any]:
    """What a file holds and what storing it does, as the ``--json`` answer; no cell of it that may name somebody."""
    return {
        "sheet": plan.sheet_id,
        "title": place.sheets[0].title,
        "version": plan.version,
        "stored": stored,
        "rows": len(plan.replies),
        "answers": plan.answers,
        "new": effect.new if effect else len(plan.replies),
        "updated": effect.updated if effect else 0,
        "same": effect.same if effect else 0,
        "kept": [
            {"respondent": kept.respondent.key, "block": kept.block, "point": kept.point}
            for kept in (effect.kept if effect else ())
        ],
        "who": plan.who.value,
        "who_why": plan.who_why,
        "read_as": {"file": plan.table.source, "tab": plan.table.tab, "header_row": plan.table.header_row},
        "columns": [
            {
                "column": taken.letter,
                "header": taken.title,
                "taken_for": taken.use.value,
                "targets": [target.key for target in taken.targets],
                "label": taken.label,
                "why": taken.why,
            }
            for taken in plan.columns
        ],
        "skipped": [{"row": skipped.row, "reason": skipped.reason} for skipped in plan.skipped],
        "unread": [
            {"row": cell.row, "column": cell.letter, "text": cell.text, "reason": cell.reason} for cell in plan.unread
        ],
        "questions": [
            {
                "about": about,
                "text": question.text,
                "count": question.count,
                "suggestions": [label for _id, label in question.suggestions],
            }
            for about, asked in (("level", plan.level_questions), ("unit", plan.unit_questions))
            for question in asked
        ],
        "notes": list(plan.notes),
    }


def _tell(args: Namespace, plan: FormsPlan, place: Destination, effect: Effect | None) -> None:
    summary = as_json(plan, place, effect, stored=args.gathering is not None and not plan.trouble)
    if args.json:
        talk.answer(summary)
        return
    for column in summary["columns"]:
        what = column["label"] or column["taken_for"]
        talk.say(f"{column['column']} {column['header']} → {what}. {column['why']}")
    talk.say(summary["who_why"])
    counts = [
        _n("{n} ny", "{n} nye", summary["new"]),
        _n("{n} oppdatert", "{n} oppdaterte", summary["updated"]),
        _n("{n} lik", "{n} like", summary["same"]),
    ]
    talk.say(", ".join(counts) + ".")
    for skipped in summary["skipped"]:
        talk.say(_("Rad {row} er ikke med: {reason}").format(row=skipped["row"], reason=skipped["reason"]))
    for cell in summary["unread"]:
        talk.say(_("Celle {cell}: «{text}». {reason}").format(cell=f"{cell['column']}{cell['row']}", **_of(cell)))
    for question in summary["questions"]:
        likely = " / ".join(question["suggestions"]) or "–"
        talk.say(
            _("«{text}» ({count}): kan det være {likely}?").format(
                text=question["text"], count=question["count"], likely=likely
            )
        )
    if summary["kept"]:
        talk.say(
            _n(
                "{n} svar sto der fra før, og er beholdt.",
                "{n} svar sto der fra før, og er beholdt.",
                len(summary["kept"]),
            )
        )
    for note in summary["notes"]:
        talk.say(note)
    if not summary["stored"]:
        talk.say(_("Ingenting er lagret."))


def _of(cell: dict[str, Any]) -> dict[str, str]:
    return {"text": cell["text"], "reason": cell["reason"]}
