"""Rules that cannot all hold, said with numbers: for problem files, where nobody has a name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from nettverk.i18n import _, _n
from nettverk.mixing.conflicts import Conflict, ConflictKind


def sentence(conflict: Conflict) -> str:
    """What no plan can keep, and what to do, with people and tables by their numbers in the file."""
    people, tables = conflict.people, conflict.tables
    match conflict.kind:
        case ConflictKind.SEATS:
            return _("{people} og bare {seats}. Legg til {missing} eller et bord til.").format(
                people=_n("{n} deltaker", "{n} deltakere", conflict.wanted),
                seats=_seats(conflict.room),
                missing=_seats(conflict.wanted - conflict.room),
            )
        case ConflictKind.HOSTS:
            return _("Hvert bord skal ha nøyaktig én vert: {tables} og {hosts}. Gjør antallet likt.").format(
                tables=_tables(conflict.room), hosts=_n("{n} vert", "{n} verter", conflict.wanted)
            )
        case ConflictKind.AT_LEAST:
            return _("{tables} trenger noen fra en gruppe på bare {people}. Velg færre bord.").format(
                tables=_tables(len(tables)), people=len(people)
            )
        case ConflictKind.APART | ConflictKind.PLACES | ConflictKind.AWAY | ConflictKind.AMONG_AT:
            return _about_one(conflict)
        case ConflictKind.APART_AT | ConflictKind.HOSTS_AT:
            return _about_two(conflict)
        case ConflictKind.APART_TOGETHER | ConflictKind.TOGETHER_AT | ConflictKind.HOSTS_TOGETHER:
            return _about_a_chain(conflict)
        case ConflictKind.TOGETHER_SEATS:
            return _("Deltakerne {people} skal sitte sammen, men det største bordet har {seats}.").format(
                people=_listed(people), seats=_seats(conflict.room)
            )
        case ConflictKind.AT_SEATS:
            return _("Deltakerne {people} skal sitte ved bord {table}, som har {seats}.").format(
                people=_listed(people), table=tables[0], seats=_seats(conflict.room)
            )
        case ConflictKind.AMONG_SEATS:
            return _("Deltakerne {people} trenger et av bordene {tables}, der det er {seats}.").format(
                people=_listed(people), tables=_listed(tables), seats=_seats(conflict.room)
            )
        case ConflictKind.APART_TABLES:
            return _("Deltakerne {people} skal alle sitte hver for seg, men det er bare {tables}.").format(
                people=_listed(people), tables=_tables(conflict.room)
            )
        case ConflictKind.RULES:
            return _(
                "Reglene for deltakerne {people} kan ikke oppfylles samtidig: ingen plassering oppfyller alle. "
                "Fjern én av reglene."
            ).format(people=_listed(people))
        case _:
            assert_never(conflict.kind)


def _about_one(conflict: Conflict) -> str:
    (person,), tables = conflict.people, conflict.tables
    if conflict.kind is ConflictKind.APART:
        return _("Deltaker {person} skal ikke sitte ved samme bord som seg selv. Fjern den regelen.").format(
            person=person
        )
    if conflict.kind is ConflictKind.PLACES:
        return _("Deltaker {person} skal sitte ved både bord {a} og bord {b}. Velg ett av dem.").format(
            person=person, a=tables[0], b=tables[1]
        )
    if conflict.kind is ConflictKind.AWAY:
        return _("Deltaker {person} er låst til bord {a} i runde {turn}, men er ikke til stede da.").format(
            person=person, a=tables[0], turn=conflict.turn
        )
    return _("Deltaker {person} trenger et av bordene {tables}, men skal sitte ved bord {x}.").format(
        person=person, tables=_listed(tables[:-1]), x=tables[-1]
    )


def _about_two(conflict: Conflict) -> str:
    (a, b), table = conflict.people, conflict.tables[0]
    if conflict.kind is ConflictKind.APART_AT:
        return _("Deltakerne {a} og {b} skal sitte hver for seg, men begge skal sitte ved bord {x}.").format(
            a=a, b=b, x=table
        )
    return _(
        "Deltakerne {a} og {b} er begge verter, men skal begge sitte ved bord {x}. Hvert bord har én vert."
    ).format(a=a, b=b, x=table)


def _about_a_chain(conflict: Conflict) -> str:
    people, first, last = _listed(conflict.people), conflict.people[0], conflict.people[-1]
    if conflict.kind is ConflictKind.APART_TOGETHER:
        return _(
            "Deltakerne {people} skal sitte sammen, men {a} og {b} skal sitte hver for seg. Fjern én av reglene."
        ).format(people=people, a=first, b=last)
    if conflict.kind is ConflictKind.HOSTS_TOGETHER:
        return _(
            "Deltakerne {people} skal sitte sammen, men {a} og {b} er begge verter. Hvert bord har én vert."
        ).format(people=people, a=first, b=last)
    return _("Deltakerne {people} skal sitte sammen, men {a} skal sitte ved bord {x} og {b} ved bord {y}.").format(
        people=people, a=first, x=conflict.tables[0], b=last, y=conflict.tables[1]
    )


def _seats(count: int) -> str:
    return _n("{n} plass", "{n} plasser", count)


def _tables(count: int) -> str:
    return _n("{n} bord", "{n} bord", count)


def _listed(numbers: Iterable[int]) -> str:
    """«1, 2 og 5»."""
    *first, last = [str(number) for number in numbers]
    return _("{first} og {last}").format(first=", ".join(first), last=last) if first else last
