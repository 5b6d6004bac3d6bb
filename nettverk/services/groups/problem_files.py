"""Problem files: groups made and mended for ``nettverk groups solve`` and ``repair``, without a database."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nettverk.domain import now
from nettverk.domain.errors import BadInput, reason
from nettverk.i18n import _, number
from nettverk.mixing import reading
from nettverk.mixing.aims import FIVE, Figure
from nettverk.mixing.conflicts import RulesCollide
from nettverk.services import given_files
from nettverk.services.groups.numbered_conflicts import sentence

if TYPE_CHECKING:
    from nettverk.mixing.problem import Problem


PATIENCE_S = 15.0
"""Seconds that a file may cost where nobody has said another time; the best that was found by then is the answer."""
MOST_BYTES = 8_000_000
MOST_DIGITS = 18
MOST_LISTS = 1_000_000
"""Lists and records in a file; each costs some 70 bytes, however short it is written."""


@dataclass(frozen=True, slots=True)
class SolvedFile:
    """The plan for a problem file, and what is proved about it. Figures go by their published names.

    Attributes:
        plan: for each round, each person's table, None where the person is not there.
        score, bound: the five figures, and what no plan can beat.
        optimal: whether nothing can be better; else ``proved`` says which of the five are as good as they can be.
        why: the reason for each bound. version: of the search.
        beside: score and bound of districts and roles, where the file has them.
        moves: how many sit elsewhere than published; None where nothing was.
    """

    plan: Sequence[Sequence[int | None]]
    score: Mapping[str, int]
    bound: Mapping[str, int]
    optimal: bool
    proved: Sequence[str]
    seed: int
    iterations: int
    seconds: float
    why: Mapping[str, str]
    version: int
    beside: Mapping[str, Mapping[str, int]]
    moves: int | None

    def as_json(self) -> dict[str, Any]:
        """As the command line answers with ``--json``."""
        answer: dict[str, Any] = {
            "plan": self.plan,
            "score": self.score,
            "bound": self.bound,
            "proved": True if self.optimal else self.proved,
            "seed": self.seed,
            "iterations": self.iterations,
            "seconds": self.seconds,
            "why": self.why,
            "version": self.version,
            **self.beside,
        }
        if self.moves is not None:
            answer["moves"] = self.moves
        return answer


@dataclass(frozen=True, slots=True)
class RepairedFile:
    """One way to mend the published plan of a problem file; ``fewest``: no other moves fewer."""

    moves: int
    plan: Sequence[Sequence[int | None]]
    score: Mapping[str, int]
    fewest: bool

    def as_json(self) -> dict[str, Any]:
        """As the command line answers with ``--json``."""
        return {"moves": self.moves, "plan": self.plan, "score": self.score, "fewest": self.fewest}


def solve(path: Path, *, seed: int, iterations: int | None = None, seconds: float | None = None) -> SolvedFile:
    """The best plan for the problem in a file.

    Raises:
        BadInput: the file cannot be read, or its rules contradict each other.
    """
    # The search brings numpy with it, which is only loaded when something is to be solved.
    from nettverk.mixing.score import moves
    from nettverk.mixing.search import default_iterations
    from nettverk.mixing.search import solve as search

    problem = _read(path)
    # Where nobody says how long it may take, no file does either.
    if iterations is None and seconds is None:
        iterations, seconds = default_iterations(problem), PATIENCE_S
    result = search(problem, seed=seed, iterations=iterations, seconds=seconds)
    word = reading.PUBLISHED
    kinds = {Figure.DISTRICT: problem.district, Figure.ROLE: problem.role}
    return SolvedFile(
        plan=reading.plan_to_json(result.plan),
        score=reading.five_to_json(result.score),
        bound=reading.five_to_json(result.bound),
        optimal=result.optimal,
        proved=[word[figure] for figure in FIVE if figure in result.proved],
        seed=result.seed,
        iterations=result.iterations,
        seconds=round(result.seconds, 4),
        why={word[figure]: why for figure, why in result.why.items()},
        version=result.version,
        beside={
            word[figure]: {"score": result.score.of(figure), "bound": result.bound.of(figure)}
            for figure, kind in kinds.items()
            if kind
        },
        moves=moves(problem, result.plan) if problem.published else None,
    )


def repair(path: Path, *, seed: int) -> tuple[RepairedFile, ...]:
    """Ways to mend the published plan of the problem in a file, from the fewest moves on.

    Raises:
        BadInput: the file cannot be read, its rules contradict each other, or no plan is published in it.
    """
    from nettverk.mixing.repair import repair as mend

    problem = _read(path)
    if not problem.published:
        raise BadInput(_("Det er ingen grupper å reparere ennå. Lag gruppene først."))
    until = now.steady() + PATIENCE_S
    return tuple(
        RepairedFile(choice.moves, reading.plan_to_json(choice.plan), reading.five_to_json(choice.score), choice.fewest)
        for choice in mend(problem, seed=seed, cancelled=lambda: now.steady() > until)
    )


def _read(path: Path) -> Problem:
    try:
        text = given_files.read(path, MOST_BYTES)
    except OSError as error:
        raise BadInput(
            _("Får ikke lest {file}: {why}. Se etter at navnet er riktig.").format(file=path, why=reason(error))
        ) from None
    except ValueError:  # a name with a NUL in it
        raise BadInput(_("{file} er ikke en JSON-fil som kan leses. Ingenting er endret.").format(file=path)) from None
    if len(text) > MOST_BYTES:
        raise BadInput(_("{file} er over {most} MB. Så stor er ingen gruppeoppgave.").format(file=path, most=8))
    if text.count(b"[") + text.count(b"{") > MOST_LISTS:
        raise BadInput(
            _("{file} har over {most} lister. Så stor er ingen gruppeoppgave.").format(
                file=path, most=number(MOST_LISTS)
            )
        )
    try:
        data = json.loads(text, object_pairs_hook=_record, parse_constant=_no_number, parse_int=_whole)
    # A file of nothing but opening brackets is no JSON either, but Python's parser gives up in its own way.
    except (ValueError, RecursionError):
        raise BadInput(_("{file} er ikke en JSON-fil som kan leses. Ingenting er endret.").format(file=path)) from None
    return parse(data)


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        twice = next(word for word, times in Counter(word for word, _value in pairs).items() if times > 1)
        raise BadInput(_("«{word}» står to ganger på samme sted i fila. Fjern den ene.").format(word=twice[:60]))
    return record


def _no_number(word: str) -> Any:
    raise BadInput(_("{word} i fila er ikke et tall. Skriv et helt tall.").format(word=word))


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise BadInput(
            _("Fila har et tall med {count} sifre. Det største tallet kan ha {most}.").format(
                count=number(len(digits)), most=MOST_DIGITS
            )
        )
    return int(digits)


def parse(data: Any) -> Problem:
    """The problem in what ``json.load`` gave.

    Raises:
        BadInput: it cannot be understood, or its rules contradict each other; the sentence names the smallest set that
            does.
    """
    try:
        return reading.load(data)
    except RulesCollide as fault:
        raise BadInput(sentence(fault.conflict)) from fault
