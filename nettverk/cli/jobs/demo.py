"""nettverk demo: a whole gathering from spreadsheet to summaries, without a window, by the services of the windows."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.cli import talk
from nettverk.cli.jobs.import_job import as_json
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.file_names import safe_name
from nettverk.domain.participants import Attendance
from nettverk.domain.plan import Organising
from nettverk.i18n import _, _n
from nettverk.services import database
from nettverk.services.database import Store

if TYPE_CHECKING:
    from nettverk.domain.plan import Gathering

DATABASE = "eksempel.db"
_CAME = (Attendance.PRESENT, Attendance.LATE)


def register(jobs: Jobs) -> None:
    """Add ``nettverk demo`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "demo",
        help=_("se en hel samling bli til, i en mappe"),
        description=_(
            "Lager en oppdiktet kommune i en ny Nettverk-fil og holder en hel samling: lista hentes, gruppene "
            "lages,\ndagen spilles gjennom, og alle utskrifter og lerretsbilder skrives til mappa."
        ),
    )
    job.add_argument("--out", type=Path, required=True, metavar=_("MAPPE"), help=_("hvor alt skal ligge"))
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    teller = _Teller(args.json)
    path, kept = args.db, None
    if path is None:
        path = args.out / DATABASE
        kept = database.put_aside(path, "nettverk demo")  # somebody may have the sample of the last time open
    if kept is not None:
        teller(_("Den forrige {file} er tatt vare på som {kept}.").format(file=path.name, kept=kept.name))
    store = database.open_file(path)
    try:
        with talk.Progress() as progress:
            answer = _whole(store, args.out, args.screens, teller, progress)
        database.mark_finished(store)
    finally:
        store.close()
    answer["database"] = str(path)
    answer["kept"] = str(kept) if kept is not None else None
    if args.json:
        talk.answer(answer)
    else:
        talk.say(_("Åpne i programmet: nettverk --db {path}").format(path=path))
    return 0


class _Teller:
    """Says what is done, and keeps still when the answer is to be JSON."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet

    def __call__(self, sentence: str, files: Sequence[Path] = ()) -> None:
        if self._quiet:
            return
        talk.say(sentence)
        for file in files:
            talk.say(f"  {file}")


def _whole(
    store: Store, out: Path, screens: Callable[..., list[Path]], tell: _Teller, progress: talk.Progress
) -> dict[str, Any]:
    from nettverk.services import gatherings, stage
    from nettverk.services.handouts import handouts
    from nettverk.services.sample import sample

    held = gatherings.get(store, sample.build(store, progress).made)
    tell(_about(store, held))
    imported = _import(store, out, held, tell)
    _groups(store, held, tell, progress)
    sample.play(store, held.id)
    tell(_how_it_went(store, held))
    ready, missing = handouts.drafts(store, held.id)
    papers = handouts.pack(ready, out / _("utskrifter"), progress=progress)
    tell(_n("{n} utskrift:", "{n} utskrifter:", len(papers)), papers)
    # After the day was played, so that the screens show what was said.
    walls = stage.walls(store, held.id)
    progress(None, _n("Tegner {n} bilde", "Tegner {n} bilder", len(walls)))
    pictures = screens(walls, out / _("lerret"), (1920, 1080), "dark")
    tell(_n("{n} lerretsbilde:", "{n} lerretsbilder:", len(pictures)), pictures)
    return {
        "gathering": held.id,
        "import": imported,
        "handouts": [str(path) for path in papers],
        "missing": [{"kind": absent.kind, "reason": absent.sentence} for absent in missing],
        "screens": [str(path) for path in pictures],
    }


def _about(store: Store, held: Gathering) -> str:
    from nettverk.services import gatherings, settings
    from nettverk.services.register import register

    return _(
        "{municipality} (oppdiktet): {units} enheter, {people} personer, {gatherings} samlinger."
        " Neste: {title}, {coming} påmeldt."
    ).format(
        municipality=settings.get(store, "municipality"),
        units=len(register.units(store)),
        people=len(register.people(store)),
        gatherings=len(gatherings.all_(store)),
        title=held.title,
        coming=held.participants,
    )


def _import(store: Store, out: Path, held: Gathering, tell: _Teller) -> dict[str, Any]:
    from nettverk.services import participant_import, participants
    from nettverk.services.handouts import handouts
    from nettverk.services.sample import sample

    name = _("Påmelding {title}").format(title=held.title)
    path = out / f"{safe_name(name)}.xlsx"
    handouts.save(sample.forms_sheet(store), path)
    # The sample is ready to run; here the list is to come in from the spreadsheet, as it does for an organiser.
    participants.remove(store, tuple(participant.id for participant in participants.all_(store, held.id)))
    guess = participant_import.read(store, path)
    summary = participant_import.store_list(store, guess, held.id)
    tell(
        _("Hentet påmeldingslista: {added} påmeldt, {known} av dem kjente fra før. {skipped} svarte to ganger.").format(
            added=summary.added, known=summary.same + summary.updated, skipped=len(summary.skipped)
        ),
        [path],
    )
    return {"file": str(path), **as_json(guess, summary)}


def _groups(store: Store, held: Gathering, tell: _Teller, progress: talk.Progress) -> None:
    from nettverk.services import plan
    from nettverk.services.groups import groupings, quality

    for part in plan.parts(store, held.id):
        if part.organising is Organising.OWN_UNIT:
            groupings.own_units(store, part.id)
        if part.organising is not Organising.MIXED:
            continue
        grouping_id = groupings.build(store, part.id, progress=_watching(progress, part.title)).made
        good = quality.of(store, grouping_id).sentence
        tell(_("Grupper til {part}. {quality}").format(part=part.title, quality=good))


def _watching(progress: talk.Progress, title: str) -> Callable[[float | None, object], None]:
    return lambda done, _figures: progress(done, title)


def _how_it_went(store: Store, held: Gathering) -> str:
    from nettverk.services import follow_up, participants, reflections

    came = [who for who in participants.all_(store, held.id) if who.attendance in _CAME]
    return _("Holdt samlingen: {came} kom, {said} svar fra bordene, {promises} tiltak.").format(
        came=len(came),
        said=len(reflections.all_(store, held.id)),
        promises=len(follow_up.commitments(store, held.id)),
    )
