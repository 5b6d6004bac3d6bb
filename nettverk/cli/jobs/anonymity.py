"""nettverk anonymity: what in a text file may tell who somebody is, and a neutral wording."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.cli import talk
from nettverk.cli.database import gathering, reading
from nettverk.cli.options import common
from nettverk.cli.words import Jobs
from nettverk.domain.errors import BadInput
from nettverk.i18n import _, _n, quoted

if TYPE_CHECKING:
    from nettverk.domain.anonymity.findings import Finding


def register(jobs: Jobs) -> None:
    """Add ``nettverk anonymity`` to the jobs, with its arguments."""
    job = jobs.add_parser(
        "anonymity",
        help=_("se om punkter er anonyme nok"),
        description=_(
            "Leser en tekstfil med ett punkt på hver linje og sier hva som kan fortelle hvem noen er: navn,\n"
            "fødselsnummer, telefon, e-post og det som peker ut ett barn. Ingenting endres, lagres eller sendes.\n"
            "Uten fil leses det som er skrevet på samlingen (--gathering)."
        ),
    )
    job.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar=_("FIL"),
        help=_("tekstfila, ett punkt på hver linje; - for det som sendes inn"),
    )
    job.add_argument(
        "--gathering",
        metavar="ID",
        help=_("la navnene på deltakerne på denne samlingen telle (se nettverk gatherings)"),
    )
    common(job).set_defaults(func=_run)


def _run(args: Namespace) -> int:
    from nettverk.services import anonymity

    if args.file is None:
        return _gathering(args)
    lines = anonymity.read_lines(args.file)
    people: tuple[tuple[str, str], ...] = ()
    if args.gathering:
        with reading(args) as store:
            people = anonymity.people(store, gathering(store, args.gathering).id)
    findings = anonymity.look_through(lines, people)
    if args.json:
        talk.answer({"findings": [as_json(finding) for finding in findings]})
    else:
        _tell(findings, lines)
    return 0


def _gathering(args: Namespace) -> int:
    """What was written at a gathering, and not kept as it is; the line is that of its answer."""
    from nettverk.services import anonymity_review

    if not args.gathering:
        raise BadInput(
            _("Hvilken tekst? Skriv navnet på fila, eller --gathering ID for det som er skrevet på en samling.")
        )
    with reading(args) as store:
        here = gathering(store, args.gathering).id
        spots = (*anonymity_review.to_look_at(store, here), *anonymity_review.in_minutes(store, here))
    if args.json:
        talk.answer({"findings": [{**as_json(spot.finding), "where": spot.spoken.label} for spot in spots]})
        return 0
    for spot in spots:
        talk.say(f"{spot.spoken.label}: {spot.line.strip()}")
        _tell_one(spot.finding)
    _tell_count(len(spots))
    return 0


def as_json(finding: Finding) -> dict[str, Any]:
    """A finding as programs get it."""
    return {
        "line": finding.line,
        "kind": finding.kind.value,
        "text": finding.text,
        "reason": finding.reason,
        "suggestion": finding.suggestion,
    }


def _tell(findings: tuple[Finding, ...], lines: list[str]) -> None:
    here = 0
    for finding in findings:
        if finding.line != here:
            here = finding.line
            talk.say(f"{here}: {lines[here - 1].strip()}")
        _tell_one(finding)
    _tell_count(len(findings))


def _tell_one(finding: Finding) -> None:
    talk.say(f"   {quoted(finding.text)}. {finding.reason}")
    if finding.suggestion:
        talk.say("   " + _("Heller: {words}").format(words=finding.suggestion))
    else:
        talk.say("   " + _("Kan utelates."))


def _tell_count(count: int) -> None:
    if count:
        talk.say(_n("Fant {n} sted å se på.", "Fant {n} steder å se på.", count))
    else:
        talk.say(_("Fant ingenting. Les gjennom selv også: du vet best hvem som kan kjenne igjen hvem."))
