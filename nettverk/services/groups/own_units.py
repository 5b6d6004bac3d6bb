"""Groups by own unit: one table for each, in the order people look for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import count
from typing import TYPE_CHECKING

from nettverk.domain.sorting import sort_key
from nettverk.i18n import _, join

if TYPE_CHECKING:
    from nettverk.domain.participants import Participant


def tables(people: Sequence[Participant], *, join_singles: bool) -> list[tuple[str, tuple[int, ...]]]:
    """(name, people by number) for each table, sorted by service and name.

    Args:
        join_singles: those who are alone from their unit sit together, first within service and district, then within
            service, then the rest; a group of more than six is cut in two.
    """
    units: dict[str, list[int]] = {}
    for number, participant in enumerate(people):
        units.setdefault(participant.unit_id, []).append(number)
    groups = [who for who in units.values() if len(who) > 1 or not join_singles]
    if join_singles:
        groups += _joined([who[0] for who in units.values() if len(who) == 1], people)
    named = [(_name(who, people), tuple(who)) for who in groups]
    return sorted(named, key=lambda table: (_service(table[1], people), sort_key(table[0])))


def numbers(names: Sequence[str], known: Sequence[tuple[str, int]], written: Collection[int]) -> list[int]:
    """A number for each table: from 1 on, but once some have written, each unit keeps the number it had.

    Args:
        known: (name, number) of the tables there are. written: numbers that have written, which nobody else may take.
    """
    if not written or not known:
        return list(range(1, len(names) + 1))
    had: dict[str, list[int]] = {}
    for name, number in known:
        had.setdefault(name, []).append(number)
    kept = [had[name].pop(0) if had.get(name) else 0 for name in names]
    free = (number for number in count(1) if number not in kept and number not in written)
    return [number or next(free) for number in kept]


_ALIKE: tuple[Callable[[Participant], object], ...] = (
    lambda participant: (participant.service_id, participant.district_name),
    lambda participant: participant.service_id,
    lambda participant: "",
)
"""What people who are alone from their unit may have in common."""


def _joined(singles: list[int], people: Sequence[Participant]) -> list[list[int]]:
    groups: list[list[int]] = []
    left = singles
    # From those most alike to those least: whoever still is alone goes on to the next.
    for kind in _ALIKE:
        alike: dict[object, list[int]] = {}
        for number in left:
            alike.setdefault(kind(people[number]), []).append(number)
        left = [who[0] for who in alike.values() if len(who) == 1]
        groups += [half for who in alike.values() if len(who) > 1 for half in _halves(who)]
    return groups + [[number] for number in left]


def _halves(who: list[int]) -> list[list[int]]:
    parts = -(-len(who) // 6)
    return [who[start::parts] for start in range(parts)]


def _name(who: Sequence[int], people: Sequence[Participant]) -> str:
    names = sorted({people[number].unit_name for number in who}, key=sort_key)
    if len(names) > 3:
        return _("{first} og {count} andre").format(first=", ".join(names[:2]), count=len(names) - 2)
    return join(names)


def _service(who: Sequence[int], people: Sequence[Participant]) -> tuple[int, str]:
    services = {people[number].service_name for number in who}
    # Tables of several services come last: nobody looks for them under one.
    return (len(services) > 1, min(services))
