"""nettverk import: a participant list from a spreadsheet, or everything from the JSON of another database."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.cli import talk
from nettverk.cli.database import path_of, reading, writing
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.domain.list_questions import QuestionKind, answer_words, question_words
from nettverk.domain.matching import StepKind
from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.domain.list_questions import Question
    from nettverk.domain.matching import Suggestion
    from nettverk.services.participant_import import Import, Summary


def register(jobs: Jobs) -> None:
    """Add ``nettverk import`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "import",
        help=_("hent en deltakerliste fra Excel eller CSV"),
        description=_(
            "Leser en deltakerliste slik den er, fra Microsoft Forms, Excel eller CSV. Finner arket, overskriftene og\n"
            "kolonnene, kjenner igjen enheter og personer, og lagrer alt i ett steg. Går noe galt, er ingenting endret."
        )
        + "\n\n"
        + _(
            "Er fila alt fra en annen Nettverk-fil (nettverk export --out alt.json), blir den til en ny "
            "Nettverk-fil på --db."
        ),
    )
    job.add_argument("file", type=Path, metavar=_("FIL"), help=_("regnearket: .xlsx eller .csv; eller alt som .json"))
    job.add_argument("--gathering", metavar="ID", help=_("meld dem på denne samlingen (se nettverk gatherings)"))
    job.add_argument("--dry-run", action="store_true", help=_("vis hva som ville skje, uten å lagre noe"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import participant_import
    from nettverk.services.export import whole_in

    if not args.file.exists():
        raise BadInput(_("Fant ikke {file}. Se etter at navnet og mappa er riktige.").format(file=args.file))
    if whole_in.is_one(args.file):
        return _everything(args)
    # First of all: a file that cannot be read must not even make a database.
    workbook = participant_import.read_file(args.file)
    if args.dry_run:
        with reading(args) as store:
            guess = participant_import.guessed(store, workbook, args.gathering)
        if sentence := participant_import.trouble(guess):
            raise BadInput(sentence)
        _tell(args, guess, {**_would(guess), "no_longer_listed": [person.name for person in guess.missing]})
        return 0
    with writing(args, make=True) as store, talk.Progress() as progress:
        guess = participant_import.guessed(store, workbook, args.gathering)
        summary = participant_import.store_list(
            store,
            guess,
            args.gathering,
            progress=lambda done, count: progress(done / count, _("{done} av {count}").format(done=done, count=count)),
        )
    _tell(args, guess, {**as_json(guess, summary), "no_longer_listed": [person.name for person in guess.missing]})
    return 0


def _everything(args: Namespace) -> int:
    """The JSON of a whole database becomes a database of its own."""
    from nettverk.services.export import whole, whole_in

    if args.gathering:
        raise BadInput(
            _("{file} er en hel Nettverk-fil, og kan ikke meldes på en samling.").format(file=args.file.name)
        )
    with talk.Progress() as progress:
        if args.dry_run:
            with closing(whole_in.read(args.file)) as content:
                store = whole_in.build(content, progress)
            counts = whole.counts(store)
            store.close()
        else:
            counts = whole_in.bring_in(args.file, path_of(args), progress)
    if args.json:
        talk.answer({"file": None if args.dry_run else str(path_of(args)), "rows": counts})
        return 0
    rows = _n("{n} rad", "{n} rader", sum(counts.values()))
    if args.dry_run:
        talk.say(_("{rows} kan hentes. Ingenting er lagret.").format(rows=rows))
    else:
        talk.say(_("Hentet {rows} til {file}").format(rows=rows, file=path_of(args)))
    return 0


def as_json(guess: Import, summary: Summary) -> dict[str, Any]:
    """What an import did, as the ``--json`` answer."""
    return {
        "new": summary.new,
        "updated": summary.updated,
        "same": summary.same,
        "added": summary.added,
        **_read(guess),
    }


def _would(guess: Import) -> dict[str, Any]:
    count = guess.plan.count
    return {
        "new": count(StepKind.NEW),
        "updated": count(StepKind.UPDATE),
        "same": count(StepKind.SAME),
        "added": 0,
        **_read(guess),
    }


def _read(guess: Import) -> dict[str, Any]:
    from nettverk.services import participant_import

    reading = guess.reading
    return {
        "skipped": [{**_where(guess, skipped.row), "reason": skipped.reason} for skipped in guess.skipped],
        "questions": [_question(guess, question) for question in guess.parsed.questions],
        "food": [{"need": need, "people": people} for need, people in guess.parsed.food],
        "suggestions": [_suggestion(guess, suggestion) for suggestion in guess.plan.suggestions],
        "units": [
            {"name": unit.name, "new": unit.unit_id is None, "service": unit.service, "rows": len(unit.rows)}
            for unit in guess.plan.units
        ],
        "read_as": {
            "file": guess.workbook.source,
            "sheet": reading.sheet,
            "header_row": reading.header_row,
            "columns": [
                {
                    "column": column.letter,
                    "header": column.header,
                    "taken_for": column.role,
                    "hidden": column.hidden,
                }
                for column in reading.columns
            ],
            "sheets_not_read": [
                {"sheet": name, "people": people} for name, people in participant_import.other_lists(guess)
            ],
        },
    }


def _where(guess: Import, row: int) -> dict[str, Any]:
    """The row as the spreadsheet shows it, and its sheet where several are read as one."""
    from nettverk.services import participant_import

    place = participant_import.place_of(guess, row)
    return {"row": place.row, "sheet": place.sheet} if place.sheet else {"row": place.row}


def _question(guess: Import, question: Question) -> dict[str, Any]:
    # Which of several days it is, is told as the other parts of a day are: whoever reads this knows nine kinds.
    kind = QuestionKind.PART_OF_DAY if question.kind is QuestionKind.WHICH_DAY else question.kind
    return {
        "kind": kind,
        **_where(guess, question.row),
        "text": question.text,
        "name": question.name,
        "taken_as": question.taken_as,
        "choices": list(question.choices),
    }


def _suggestion(guess: Import, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "kind": suggestion.kind,
        **_where(guess, suggestion.row),
        "text": suggestion.text,
        "taken_as_one": suggestion.taken_as_one,
        "candidates": [{"text": choice.text, "score": round(choice.score, 2)} for choice in suggestion.candidates],
    }


def _tell(args: Namespace, guess: Import, answer: dict[str, Any]) -> None:
    from nettverk.services import participant_import

    if args.json:
        talk.answer(answer)
        return
    used = [f"{column.letter} {column.header}".strip() for column in guess.reading.columns if column.role]
    talk.say(_("Leste {sheet}: {columns}").format(sheet=guess.reading.sheet, columns=" · ".join(used)))
    counts = [
        _n("{n} ny", "{n} nye", answer["new"]),
        _n("{n} oppdatert", "{n} oppdaterte", answer["updated"]),
        _n("{n} lik", "{n} like", answer["same"]),
    ]
    _tell_unseen(guess)
    talk.say(", ".join(counts) + ".")
    if answer["added"]:
        talk.say(_n("{n} er meldt på samlingen.", "{n} er meldt på samlingen.", answer["added"]))
    _tell_questions(guess)
    if answer["no_longer_listed"]:
        names = ", ".join(answer["no_longer_listed"])
        talk.say(_("Ikke på lista lenger, men fortsatt påmeldt: {names}").format(names=names))
    asked = {question.row for question in guess.parsed.questions}
    doubtful = {suggestion.row for suggestion in guess.plan.suggestions if suggestion.taken_as_one}
    # Rows that were taken as somebody else's are asked about below instead.
    for skipped in guess.skipped:
        if skipped.row not in doubtful | asked:
            place = participant_import.place_of(guess, skipped.row)
            talk.say(_("{place} er ikke med: {reason}").format(place=place, reason=skipped.reason))
    for suggestion in guess.plan.suggestions:
        likely = " / ".join(choice.text for choice in suggestion.candidates)
        place = participant_import.place_of(guess, suggestion.row)
        if suggestion.taken_as_one:
            talk.say(
                _(
                    "{place}: {text} er regnet som samme person som {other}. Er det to ulike? Skriv navnene "
                    "forskjellig i lista."
                ).format(place=place, text=suggestion.text, other=likely)
            )
            continue
        talk.say(_("{place}: {text}. Kan det være {likely}?").format(place=place, text=suggestion.text, likely=likely))
    if args.dry_run:
        talk.say(_("Ingenting er lagret."))


def _tell_unseen(guess: Import) -> None:
    """What whoever has the list open does not see: columns that are hidden, and what was left on other sheets."""
    from nettverk.services import participant_import

    for column in guess.reading.columns:
        if column.hidden and column.role:
            name = f"{column.letter} {column.header}".strip()
            talk.say(_("Kolonne {column} er skjult i arket, og er lest likevel.").format(column=name))
    for sheet, people in participant_import.other_lists(guess):
        count = _n("{n} person", "{n} personer", people)
        talk.say(_("Arket {sheet} er ikke lest ({people}).").format(sheet=sheet, people=count))


def _tell_questions(guess: Import) -> None:
    """One line for each thing the list is unclear about, with how it was taken."""
    from nettverk.services import participant_import

    for question in guess.parsed.questions:
        who = f"{question.name}: " if question.name and question.name not in question.text else ""
        talk.say(
            _("{place}: {about} ({text}). Regnet som: {answer}.").format(
                place=participant_import.place_of(guess, question.row),
                about=question_words(question.kind),
                text=f"{who}{question.text}",
                answer=answer_words(question.kind, question.taken_as),
            )
        )
