"""1-2-4-Alle: who talks in pairs at each table before two pairs join, so that pairs are as new as can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nettverk.services.groups.board import Board

MOST = 10
"""Larger tables are paired as they come: every way is too many, and nobody does 1-2-4 at such a table."""


def pairs(board: Board, table: int) -> tuple[tuple[int, ...], ...]:
    """Pairs at a table (one of three where the number is odd), neighbours in the list being those who join to four.

    Colleagues, people who have met and people of one service are kept apart, in that order.
    """
    who = board.at[table]
    if len(who) < 4:
        return (tuple(who),) if who else ()
    odd = len(who) % 2
    best: Sequence[tuple[int, int]] = [(who[n], who[n + 1]) for n in range(odd, len(who) - 1, 2)]
    if len(who) <= MOST:
        best = min(_pairings(who[odd:]), key=lambda some: sum(_price(board, *pair) for pair in some))
    groups: list[tuple[int, ...]] = list(best)
    # Nobody is left alone: the odd one joins the pair where that one is newest.
    if odd:
        third = min(range(len(groups)), key=lambda n: sum(_price(board, who[0], other) for other in groups[n]))
        groups[third] = (who[0], *groups[third])
    return tuple(groups)


def _price(board: Board, a: int, b: int) -> int:
    first, second = board.people[a], board.people[b]
    same_unit, same_service = first.unit_id == second.unit_id, first.service_id == second.service_id
    return 100 * same_unit + 10 * board.times_met(a, b) + same_service


def _pairings(who: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Every way to pair an even number of people."""
    if not who:
        yield []
        return
    # The first must be with somebody; each choice leaves a smaller table to pair.
    first, rest = who[0], who[1:]
    for place, other in enumerate(rest):
        for others in _pairings([*rest[:place], *rest[place + 1 :]]):
            yield [(first, other), *others]
