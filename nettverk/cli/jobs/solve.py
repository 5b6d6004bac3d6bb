"""nettverk groups solve and repair: a problem file in, the plan and what is proved about it out."""

from __future__ import annotations

import json
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, _n, number

if TYPE_CHECKING:
    from nettverk.mixing.problem import Problem


def register(groups_subparsers: Any) -> None:
    """Add ``solve`` and ``repair`` to the sub-parsers of ``nettverk groups``; each sets ``func``, args → exit code."""
    solve = groups_subparsers.add_parser("solve", help=_("lag blanda grupper av en oppgavefil"))
    solve.add_argument("problem", type=Path, metavar="PROBLEM.json", help=_("oppgaven"))
    budget = solve.add_mutually_exclusive_group()
    budget.add_argument("--seconds", type=_seconds, help=_("så lenge det høyst får ta"))
    budget.add_argument("--iterations", type=_count, help=_("så mange steg; samme tall og frø gir samme plan"))
    _common(solve, _solve)
    repair = groups_subparsers.add_parser("repair", help=_("reparer grupper med færrest mulig flyttinger"))
    repair.add_argument("problem", type=Path, metavar="PROBLEM.json", help=_("oppgaven, med «published»"))
    _common(repair, _repair)


def _common(parser: ArgumentParser, func: Any) -> None:
    parser.add_argument("--seed", type=int, default=1, help=_("frø for tilfeldighetene"))
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


def _read(path: Path) -> Problem:
    from nettverk.mixing.problem import Problem

    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise BadInput(
            _("Får ikke lest {file}: {why}. Se etter at navnet er riktig.").format(file=path, why=error.strerror)
        ) from None
    except (ValueError, RecursionError):
        raise BadInput(_("{file} er ikke en JSON-fil som kan leses. Ingenting er endret.").format(file=path)) from None
    return Problem.from_json(data)


def _solve(args: Namespace) -> int:
    from nettverk.mixing.reading import plan_to_json
    from nettverk.mixing.score import FIGURES, moves
    from nettverk.mixing.search import solve

    problem = _read(args.problem)
    result = solve(problem, seed=args.seed, iterations=args.iterations, seconds=args.seconds)
    answer: dict[str, Any] = {
        "plan": plan_to_json(result.plan),
        "score": result.score.five(),
        "bound": result.bound.five(),
        "proved": True if result.optimal else [name for name in FIGURES if name in result.proved],
        "seed": result.seed,
        "iterations": result.iterations,
        "seconds": round(result.seconds, 4),
        "why": result.why,
        "version": result.version,
    }
    if problem.district:
        answer["district"] = {"score": result.score.district, "bound": result.bound.district}
    if problem.post:
        answer["post"] = {"score": result.score.post, "bound": result.bound.post}
    if problem.published:
        answer["moves"] = moves(problem, result.plan)
    if getattr(args, "json", False):
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _show(answer, result.plan)
    return 0


def _repair(args: Namespace) -> int:
    from nettverk.mixing.reading import plan_to_json
    from nettverk.mixing.repair import repair

    problem = _read(args.problem)
    choices = repair(problem, seed=args.seed)
    if getattr(args, "json", False):
        rows = [
            {"moves": c.moves, "plan": plan_to_json(c.plan), "score": c.score.five(), "fewest": c.fewest}
            for c in choices
        ]
        print(json.dumps({"choices": rows}, ensure_ascii=False))
        return 0
    for choice in choices:
        print(_n("{n} flytting:", "{n} flyttinger:", choice.moves), _figures(choice.score.five()))
    return 0


def _show(answer: dict[str, Any], plan: Any) -> None:
    print(_figures(answer["score"]))
    if answer["proved"] is True:
        print(_("Ingen plan er bedre: bevist."))
    else:
        print(
            _("Det beste som er funnet. Ingen plan kommer under: {figures}").format(figures=_figures(answer["bound"]))
        )
    for turn, row in enumerate(plan):
        print(_("Runde {turn}").format(turn=turn + 1))
        for table in range(max(row) + 1):
            people = ", ".join(str(person) for person, seat in enumerate(row) if seat == table)
            print("  " + _("bord {table}: {people}").format(table=table, people=people))


def _figures(score: dict[str, int]) -> str:
    words = {
        "hard": _("brutte regler"),
        "same_unit": _("fra samme enhet"),
        "repeats": _("møtt før"),
        "role": _("ujevne roller"),
        "size": _("ujevne bord"),
    }
    return " · ".join(f"{words[name]} {number(value)}" for name, value in score.items())
