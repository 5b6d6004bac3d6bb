"""nettverk groups: mixed groups and groups of one's own unit, made by the same builder as in the windows."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from nettverk.cli import talk
from nettverk.cli.database import gathering, writing
from nettverk.cli.jobs import solve
from nettverk.cli.options import common
from nettverk.cli.words import Jobs, Parser
from nettverk.domain.errors import BadInput
from nettverk.domain.groups import GroupingKind
from nettverk.domain.plan import Organising
from nettverk.i18n import _, _n

if TYPE_CHECKING:
    from nettverk.domain.plan import Part
    from nettverk.services.database import Store

_GROUPED = (Organising.MIXED, Organising.OWN_UNIT)


def register(jobs: Jobs) -> None:
    """Add ``nettverk groups`` to the jobs, with its arguments."""
    job = common(jobs.add_parser("groups", help=_("lag grupper"), description=_("Lag og reparer grupper.")))
    inner = job.add_subparsers(metavar=_("HVA"), required=True, parser_class=Parser, title=_("hva"))
    build = inner.add_parser(
        "build",
        help=_("lag grupper til en samling"),
        description=_(
            "Lager blanda grupper, spredt over enheter, tjenester og roller, med færrest mulig som har møttes "
            "før.\nDeler med egen enhet/tjeneste får ett bord for hver enhet. Låste plasser blir stående."
        ),
    )
    build.add_argument("--gathering", metavar="ID", help=_("samlingen; ellers den neste"))
    build.add_argument("--part", metavar="ID", help=_("bare denne delen; ellers alle som trenger grupper"))
    how = build.add_mutually_exclusive_group()
    how.add_argument("--size", type=_number, metavar="N", help=_("så mange ved hvert bord"))
    how.add_argument("--tables", type=_number, metavar="N", help=_("så mange bord"))
    build.add_argument("--rounds", type=_number, metavar="N", help=_("så mange runder (dialogkafé)"))
    build.add_argument("--seed", type=int, default=1, metavar="N", help=_("startverdi: samme tall gir samme grupper"))
    build.add_argument("--force", action="store_true", help=_("lag nye grupper selv om bordene allerede har svart"))
    common(build).set_defaults(func=_build)
    solve.register(inner)


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(_("skriv et helt tall fra 1 og oppover, ikke {text}").format(text=text))
    return int(text)


def _build(args: Namespace) -> int:
    with writing(args) as store, talk.Progress() as progress:
        held = gathering(store, args.gathering)
        parts = _parts(store, held.id, args.part)
        # Asked before anything is made: it is all parts or none.
        if not args.force:
            _refuse_answered(store, held.id, parts)
        answers = []
        for part in parts:
            _make(store, part, args, progress)
            answers.append(_answer(store, part))
    if args.json:
        talk.answer(answers)
    else:
        talk.say(f"{held.title} · {held.headline}")
        for answer in answers:
            talk.say(_("{part}: {tables}. {quality}").format(
                part=answer["part"], tables=_n("{n} bord", "{n} bord", len(answer["tables"])), quality=answer["quality"]
            ).strip())  # fmt: skip
    return 0


def _parts(store: Store, gathering_id: str, part_id: str | None) -> list[Part]:
    from nettverk.services import plan

    parts = plan.parts(store, gathering_id)
    if part_id:
        named = [part for part in parts if part.id == part_id]
        if not named:
            raise BadInput(_("Fant ikke delen {id} i samlingen.").format(id=part_id))
        return named
    grouped = [part for part in parts if part.organising in _GROUPED]
    if not grouped:
        raise BadInput(
            _("Ingen del i samlingen er satt opp med grupper. Velg blanda grupper eller egen enhet/tjeneste i planen.")
        )
    return grouped


def _refuse_answered(store: Store, gathering_id: str, parts: list[Part]) -> None:
    """What is written for «bord 3» must not end up with other people."""
    from nettverk.services import reflections

    answered = [answer.part_id for answer in reflections.all_(store, gathering_id)]
    for part in parts:
        if part.id in answered:
            answers = _n(
                "{n} svar fra bordene er skrevet inn", "{n} svar fra bordene er skrevet inn", answered.count(part.id)
            )
            raise BadInput(
                _("{part}: {answers}. Med nye grupper hører de til andre. Velg --force hvis du vil det.").format(
                    part=part.title, answers=answers
                )
            )


def _make(store: Store, part: Part, args: Namespace, progress: talk.Progress) -> None:
    from nettverk.services.groups import groupings

    if part.organising is Organising.OWN_UNIT:
        groupings.own_units(store, part.id)
        return
    groupings.build(
        store,
        part.id,
        size=args.size,
        tables=args.tables,
        rounds=args.rounds,
        seed=args.seed,
        progress=lambda done, figures: progress(done, part.title),
    )


def _answer(store: Store, part: Part) -> dict[str, Any]:
    from nettverk.services.groups import groupings
    from nettverk.services.groups import quality as group_quality

    grouping = groupings.of_part(store, part.id)
    assert grouping is not None
    quality = group_quality.of(store, grouping.id).sentence if grouping.kind is GroupingKind.MIXED else ""
    return {
        "part": part.title,
        "part_id": part.id,
        "kind": grouping.kind,
        "quality": quality,
        "unseated": [participant.name for participant in grouping.unseated],
        "tables": [
            {"number": table.number, "name": table.name, "people": [seat.participant.name for seat in table.sitting]}
            for table in grouping.tables
        ],
    }
