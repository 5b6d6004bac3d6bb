"""What to say about one table and about one person where they sit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nettverk.domain.groups import GroupingKind, Tone
from nettverk.i18n import _, _n, join
from nettverk.mixing import explain
from nettverk.mixing.problem import ConstraintKind
from nettverk.services.groups import rules
from nettverk.services.groups.board import NOBODY, Board
from nettverk.services.groups.effects import Place, best_places

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TableNote:
    """What stands at the foot of a table.

    Attributes:
        text: the most telling thing.
        repeats: pairs here who have met before; not those who are wanted together again.
        same_unit: pairs here from one unit. broken: people here whom a rule is broken for.
    """

    text: str
    tone: Tone
    repeats: Pairs
    same_unit: Pairs
    broken: frozenset[int]


def table_notes(board: Board) -> tuple[TableNote, ...]:
    """For each table what to say at its foot, and who it is about."""
    if not board.tables:
        return ()
    everyone = Counter(board.people[person].service_name for who in board.at for person in who)
    # Services with people for every table: to be without one of those is worth saying.
    wanted = [name for name, people in everyone.items() if people >= len(board.tables)]
    explained = [table for table in explain.tables(board.problem, board.rows) if table.turn == board.round - 1]
    return tuple(_note(board, table, wanted) for table in explained)


def _note(board: Board, table: explain.Table, wanted: list[str]) -> TableNote:
    who, people = table.people, board.people
    if board.kind is GroupingKind.OWN_UNIT:
        units = {people[person].unit_id for person in who}
        text = _n("{n} enhet", "{n} enheter", len(units)) if len(units) > 1 else ""
        return TableNote(text, Tone.NEUTRAL, (), (), frozenset())
    met = tuple(pair.people for pair in table.met if pair.people not in board.kept)
    same = tuple(pair.people for pair in table.same_unit)
    broken = _broken_at(board, who)
    text, tone = _most_telling(board, table, met, same, broken, wanted)
    return TableNote(text, tone, met, same, broken)


def _most_telling(
    board: Board,
    table: explain.Table,
    met: Pairs,
    same: Pairs,
    broken: frozenset[int],
    wanted: list[str],
) -> tuple[str, Tone]:
    """The one thing to say about a table of mixed groups, and how it is meant: what is wrong before what is well."""
    who = table.people
    if broken:
        return _("bryter en regel"), Tone.WARN
    over = len(who) - board.tables[table.table].seats
    if over > 0:
        return _n("{n} for mange", "{n} for mange", over), Tone.WARN
    if same:
        return _("{count} fra samme enhet").format(count=_people_in(same)), Tone.WARN
    if met:
        return _("{count} personer har møttes før").format(count=_people_in(met)), Tone.WARN
    if board.base is not None and len(who) > 1:
        return _("samme gruppe som tidligere i dag"), Tone.OK
    services = {board.people[person].service_name for person in who}
    without = [name for name in wanted if name not in services]
    if who and without:
        return _("uten {service}").format(service=without[0]), Tone.NEUTRAL
    return _("bare nye møter") if len(who) > 1 else "", Tone.OK


def _people_in(pairs: Pairs) -> int:
    return len({person for pair in pairs for person in pair})


def _broken_at(board: Board, who: tuple[int, ...]) -> frozenset[int]:
    """Those at a table whom a rule is broken for."""
    here = set(who)
    people: set[int] = set()
    for reason in board.terms.because:
        mine = here & set(reason.people)
        if not mine:
            continue
        crowded = reason.kind in {ConstraintKind.APART, ConstraintKind.HOSTS} and len(mine) > 1
        split = reason.kind is ConstraintKind.TOGETHER and len({board.seat[p] for p in reason.people} - {NOBODY}) > 1
        if crowded or split:
            people |= mine
        elif reason.kind in {ConstraintKind.AT, ConstraintKind.AMONG}:
            right = rules.tables_of(reason)
            people |= {person for person in mine if board.tables[board.seat[person]].number not in right}
    return frozenset(people)


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
    met_here: tuple[tuple[str, str], ...] = ()
    same_unit: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    visits: int = 0
    known: frozenset[int] = frozenset()


def person_view(board: Board, person: int) -> PersonView:
    """What to know about one person where they sit now."""
    if board.kind is not GroupingKind.MIXED:
        return PersonView(person, visits=_visits(board, person))
    explained = explain.person(board.problem, board.rows, person, board.round - 1) if board.rows else None
    again = explained.again if explained is not None else ()
    colleagues = explained.colleagues if explained is not None else ()
    return PersonView(
        person=person,
        met_here=tuple((board.people[other].name, _when_met(board, person, other)) for other in again),
        same_unit=tuple(board.people[other].name for other in colleagues),
        places=best_places(board, person) if person not in board.locked else (),
        visits=_visits(board, person),
        known=frozenset(other for pair in board.met if person in pair for other in pair if other != person),
    )


def _visits(board: Board, person: int) -> int:
    return board.visits[person] if board.visits else 0


def _when_met(board: Board, person: int, other: int) -> str:
    """«høst 2025 og en annen runde i dag»."""
    pair = (min(person, other), max(person, other))
    when = [board.sittings[sitting].when for sitting in board.met.get(pair, ())]
    if board.elsewhere.get(pair):
        when.append(_("en annen runde i dag"))
    return join(list(dict.fromkeys(when)))
