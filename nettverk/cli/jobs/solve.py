"""nettverk groups solve and repair: a problem file in, the plan and what is proved about it out."""

from __future__ import annotations

import json
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.i18n import _, _n, number

if TYPE_CHECKING:
    from nettverk.services.groups.problem_files import SolvedFile


def register(groups_subparsers: Any) -> None:
    """Add ``solve`` and ``repair`` to the sub-parsers of ``nettverk groups``; each sets ``func``, args → exit code."""
    solve = groups_subparsers.add_parser("solve", help=_("lag blanda grupper av en oppgavefil"))
    solve.add_argument("problem", type=Path, metavar="PROBLEM.json", help=_("oppgaven"))
    budget = solve.add_mutually_exclusive_group()
    budget.add_argument("--seconds", type=_seconds, help=_("så lenge det høyst får ta"))
    budget.add_argument("--iterations", type=_count, help=_("så mange steg; samme tall og startverdi gir samme plan"))
    _common(solve, _solve)
    repair = groups_subparsers.add_parser("repair", help=_("reparer grupper med færrest mulig flyttinger"))
    repair.add_argument("problem", type=Path, metavar="PROBLEM.json", help=_("oppgaven, med «published»"))
    _common(repair, _repair)


def _common(parser: ArgumentParser, func: Any) -> None:
    parser.add_argument("--seed", type=int, default=1, help=_("startverdi for tilfeldighetene"))
    # Left out it says nothing, so that a --json before the job's name still counts.
    parser.add_argument("--json", action="store_true", default=SUPPRESS, help=_("svar med JSON"))
    parser.set_defaults(func=func)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise ArgumentTypeError(_("skriv et tall fra 0 og oppover"))
    return value


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(_("skriv et helt tall fra 0 og oppover"))
    return int(text)


def _solve(args: Namespace) -> int:
    from nettverk.services.groups import problem_files

    solved = problem_files.solve(args.problem, seed=args.seed, iterations=args.iterations, seconds=args.seconds)
    if getattr(args, "json", False):
        print(json.dumps(solved.as_json(), ensure_ascii=False))
    else:
        _show(solved)
    return 0


def _repair(args: Namespace) -> int:
    from nettverk.services.groups import problem_files

    choices = problem_files.repair(args.problem, seed=args.seed)
    if getattr(args, "json", False):
        print(json.dumps({"choices": [choice.as_json() for choice in choices]}, ensure_ascii=False))
        return 0
    for choice in choices:
        print(_n("{n} flytting:", "{n} flyttinger:", choice.moves), _figures(choice.score))
    return 0


def _show(solved: SolvedFile) -> None:
    print(_figures(solved.score))
    if solved.optimal:
        print(_("Ingen plan er bedre: bevist."))
    else:
        print(_("Det beste som er funnet. Ingen plan kommer under: {figures}").format(figures=_figures(solved.bound)))
    for turn, row in enumerate(solved.plan):
        print(_("Runde {turn}").format(turn=turn + 1))
        for table in range(max((seat for seat in row if seat is not None), default=-1) + 1):
            people = ", ".join(str(person) for person, seat in enumerate(row) if seat == table)
            print("  " + _("bord {table}: {people}").format(table=table, people=people))


def _figures(score: Mapping[str, int]) -> str:
    words = {
        "hard": _("brutte regler"),
        "same_unit": _("fra samme enhet"),
        "repeats": _("møtt før"),
        "role": _("ujevne roller"),
        "size": _("ujevne bord"),
    }
    return " · ".join(f"{words[name]} {number(value)}" for name, value in score.items())
