"""What to say about one table and about one person where they sit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from nettverk.i18n import _, _n, join
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.effects import Place, best_places


@dataclass(frozen=True, slots=True)
class TableNote:
    """What stands at the foot of a table.

    Attributes:
        text: the most telling thing. tone: ok, warn or empty.
        repeats: pairs here who have met before; not those who are wanted together again.
        same_unit: pairs here from one unit. broken: people here whom a rule is broken for.
    """

    text: str
    tone: str
    repeats: tuple[tuple[int, int], ...]
    same_unit: tuple[tuple[int, int], ...]
    broken: frozenset[int]


def table_notes(board: Board) -> tuple[TableNote, ...]:
    """For each table what to say at its foot, and who it is about."""
    everyone = Counter(board.people[person].service_name for who in board.at for person in who)
    wanted = [name for name, people in everyone.items() if people >= len(board.tables)]
    return tuple(_note(board, table, wanted) for table in range(len(board.tables)))


def _note(board: Board, table: int, wanted: list[str]) -> TableNote:
    who = board.at[table]
    people = board.people
    met = tuple(pair for pair in combinations(who, 2) if pair not in board.kept and board.times_met(*pair))
    same = tuple((a, b) for a, b in combinations(who, 2) if people[a].unit_id == people[b].unit_id)
    broken = _broken_at(board, who)
    if board.kind == "own_unit":
        names = {people[person].unit_id for person in who}
        text = _n("{n} enhet", "{n} enheter", len(names)) if len(names) > 1 else ""
        return TableNote(text, "", (), (), frozenset())
    if broken:
        return TableNote(_("bryter en regel"), "warn", met, same, broken)
    if len(who) > board.tables[table].seats:
        over = len(who) - board.tables[table].seats
        return TableNote(_n("{n} for mange", "{n} for mange", over), "warn", met, same, broken)
    if same:
        count = len({person for pair in same for person in pair})
        return TableNote(_("{count} fra samme enhet").format(count=count), "warn", met, same, broken)
    if met:
        count = len({person for pair in met for person in pair})
        return TableNote(_("{count} har møttes før").format(count=count), "warn", met, same, broken)
    if board.base is not None and len(who) > 1:
        return TableNote(_("samme gruppe som tidligere i dag"), "ok", met, same, broken)
    services = {people[person].service_name for person in who}
    without = [name for name in wanted if name not in services]
    if who and without:
        return TableNote(_("uten {service}").format(service=without[0]), "", met, same, broken)
    return TableNote(_("bare nye møter") if len(who) > 1 else "", "ok", met, same, broken)


def _broken_at(board: Board, who: tuple[int, ...]) -> frozenset[int]:
    here = set(who)
    found: set[int] = set()
    for kind, people, rule in board.terms.because:
        mine = here & set(people)
        if not mine:
            continue
        crowded = kind in {"apart", "hosts"} and len(mine) > 1
        split = kind == "together" and len({board.seat[p] for p in people} - {NOBODY}) > 1
        if crowded or split:
            found |= mine
        elif kind in {"at", "among"}:
            right = rule.tables if kind == "among" else (rule.table,)
            found |= {person for person in mine if board.tables[board.seat[person]].number not in right}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person, for the panel at the bottom.

    Attributes:
        met_here: (name, when) for those at the table who have met this person.
        same_unit: names of colleagues at the table.
        places: the best places to move to.
        visits: earlier gatherings. known: everyone who is coming whom this person has sat with before.
    """

    person: int
    met_here: tuple[tuple[str, str], ...]
    same_unit: tuple[str, ...]
    places: tuple[Place, ...]
    visits: int
    known: frozenset[int]


def person_view(board: Board, person: int) -> PersonView:
    """What to know about one person where they sit now."""
    table = board.seat[person]
    others = [other for other in board.at[table] if other != person] if table != NOBODY else []
    met = []
    for other in others:
        times = board.met.get((min(person, other), max(person, other)), ())
        when = [board.sittings[sitting].when for sitting in times]
        if board.elsewhere.get((min(person, other), max(person, other))):
            when.append(_("en annen runde i dag"))
        if when:
            met.append((board.people[other].name, join(list(dict.fromkeys(when)))))
    unit = board.people[person].unit_id
    colleagues = tuple(board.people[other].name for other in others if board.people[other].unit_id == unit)
    mixed = board.kind == "mixed"
    return PersonView(
        person=person,
        met_here=tuple(met) if mixed else (),
        same_unit=colleagues if mixed else (),
        places=best_places(board, person) if mixed and person not in board.locked else (),
        visits=board.visits[person] if board.visits else 0,
        known=frozenset(a if b == person else b for a, b in board.met if person in {a, b}) if mixed else frozenset(),
    )
