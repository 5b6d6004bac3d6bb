"""How large a problem may be: every number and list of a problem file has its largest, said in words before any work.

What a search costs in memory is the square of the people, and in time that times the rounds; both are kept to what an
ordinary machine does within 300 MB. The largest gathering there has been had 2,000 people at 250 tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, _n, number

if TYPE_CHECKING:
    from nettverk.mixing.problem import Problem

PEOPLE = 2_000
TABLES = 500
SEATS = 2_000
"""At one table."""
ROUNDS = 50
SITTINGS = 4_800
"""People times rounds: 400 in twelve rounds."""
SQUARES = 4_000_000
"""The square of the people times rounds: 2,000 in one round, 1,000 in four."""
TIMES = 10_000
"""How often two have met."""
HEAVIEST = 10_000
PAIRS = 50_000
"""Pairs that the sets under «apart», and those under «together», make."""
ACTORS = 3_500
"""People and empty chairs that a search moves about."""

ROWS: Mapping[str, int] = {
    "people": PEOPLE,
    "tables": TABLES,
    "capacity": TABLES,
    "met": 300_000,
    "past": 300,
    "apart": 5_000,
    "together": 5_000,
    "at": 10_000,
    "among": PEOPLE,
    "hosts": PEOPLE,
    "locked": 20_000,
    "at_least": 500,
    "present": PEOPLE,
    "published": PEOPLE,
    "order": 20,
}
"""The longest list under each word; ``published`` may be a single row of people."""


def useful_chairs(problem: Problem) -> tuple[int, ...]:
    """Chairs that can be of use: the limit of each table, without the many that no good plan fills."""
    limit = problem.limit
    crowd = max(problem.crowd(turn) for turn in range(problem.rounds))
    pinned = Counter(t for _p, t in problem.at) + Counter(t for _p, t, when in problem.locked if when == 0)
    pinned += Counter(t for _p, tables in problem.among for t in tables)
    spare = 2 + max([len(s) for s in problem.together], default=0)
    # Every chair is an actor that costs time in each step. A table may have forty; a good plan uses a few over the
    # average.
    while True:
        use = -(-crowd // len(limit)) + spare
        useful = tuple(min(most, max(use, pinned[t] + spare)) for t, most in enumerate(limit))
        if sum(useful) >= min(sum(limit), crowd + 1) or spare > crowd:
            return useful
        spare *= 2


def count_actors(problem: Problem, useful: tuple[int, ...]) -> int:
    """One for each useful chair, and one for each who is away in a round and sits outside then."""
    return sum(useful) + problem.people - min(problem.crowd(turn) for turn in range(problem.rounds))


def refuse_too_large(people: int, rounds: int) -> None:
    """Say no to more people and rounds than can be searched.

    Raises:
        BadInput: with the most that there can be.
    """
    most = max(1, min(SITTINGS // people, SQUARES // people**2))
    if rounds > most:
        sentence = _("{people} deltakere i {rounds} runder er for mye på én gang. Med så mange kan det være {most}.")
        raise BadInput(
            sentence.format(people=number(people), rounds=number(rounds), most=_n("{n} runde", "{n} runder", most))
        )


def refuse_too_wide(problem: Problem) -> None:
    """Say no to rules that need more chairs kept free than can be searched.

    Raises:
        BadInput: with the most that there can be.
    """
    for word, sets in (("apart", problem.apart), ("together", problem.together)):
        pairs = sum(len(people) * (len(people) - 1) // 2 for people in sets)
        if pairs > PAIRS:
            raise BadInput(
                _("Gruppene under «{where}» blir {count} par. Det kan være høyst {most}: del dem i mindre.").format(
                    where=word, count=number(pairs), most=number(PAIRS)
                )
            )
    count = count_actors(problem, useful_chairs(problem))
    if count > ACTORS:
        raise BadInput(
            _(
                "Med disse reglene må {count} stoler prøves, og det kan være høyst {most}. "
                "Ta færre bord eller plasser under «tables», eller færre under «together», «at» og «among»."
            ).format(count=number(count), most=number(ACTORS))
        )
