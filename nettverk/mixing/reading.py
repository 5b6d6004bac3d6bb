"""The problem file: JSON to Problem and back, with words for what cannot be read.

The file was published before the code got the words it has today. In it a person's ``role`` is the service they work
in, and ``post`` is their role; the same two words stand for the figures in the aims and in the answers. Everything that
crosses this border goes through ``PUBLISHED``, so that the two are not mixed up anywhere else.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Mapping
from typing import Any

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, number
from nettverk.mixing import limits
from nettverk.mixing.aims import AIMS, FIVE, Figure, Score
from nettverk.mixing.conflicts import check
from nettverk.mixing.problem import AtLeast, Plan, Problem

FORMAT = "nettverk-mixing-1"

PUBLISHED: Mapping[Figure, str] = {
    Figure.HARD: "hard",
    Figure.SAME_UNIT: "same_unit",
    Figure.REPEATS: "repeats",
    Figure.SERVICE: "role",
    Figure.SIZE: "size",
    Figure.DISTRICT: "district",
    Figure.ROLE: "post",
}
"""What each figure is called in files: problem files, answers of the command line, and groups that were stored."""

FIGURE_OF: Mapping[str, Figure] = {word: figure for figure, word in PUBLISHED.items()}
"""The figure with a published name."""

_LONGEST_NAME = 200


def load(data: Any) -> Problem:
    """A Problem that some plan may solve, from what ``json.load`` gives.

    Raises:
        BadInput: it cannot be read; the sentence says what and where.
        RulesCollide: its rules contradict each other.
    """
    # Reading and checking are two things: the worker is handed problems that were checked before they were sent.
    problem = read(data)
    limits.refuse_too_wide(problem)
    check(problem)
    return problem


def read(data: Any) -> Problem:
    """The same without asking whether its rules can be kept."""
    if not isinstance(data, dict):
        raise BadInput(_("Fila er ikke en gruppeoppgave. Den skal ha «people» og «tables»."))
    rows = _list(data, "people")
    tables = tuple(_whole(seats, "tables", 0, limits.SEATS) for seats in _list(data, "tables"))
    rounds = _whole(data.get("rounds", 1), "rounds", 1, limits.ROUNDS)
    if not rows:
        raise BadInput(_("Ingen deltakere ennå. Legg til minst én under «people»."))
    if not tables:
        raise BadInput(_("Ingen bord ennå. Legg til minst ett under «tables»."))
    limits.refuse_too_large(len(rows), rounds)
    reader = _Reader(len(rows), len(tables), rounds)
    # Seats are what was planned for; capacity is what the furniture allows on a day when more come.
    capacity = tuple(_whole(seats, "capacity", 0, limits.SEATS) for seats in _list(data, "capacity"))
    if capacity and len(capacity) != len(tables):
        raise BadInput(_("«capacity» skal ha ett tall for hvert av de {count} bordene.").format(count=len(tables)))
    # Everything that refers to people, tables or rounds goes through the reader, which knows how many there are.
    people = [reader.record(row) for row in rows]
    return Problem(
        unit=_kinds(people, "unit"),
        service=_kinds(people, PUBLISHED[Figure.SERVICE]),
        district=_kinds(people, PUBLISHED[Figure.DISTRICT], optional=True),
        role=_kinds(people, PUBLISHED[Figure.ROLE], optional=True),
        tables=tables,
        rounds=rounds,
        met=reader.met(_list(data, "met")),
        past=tuple(reader.sitting(sitting) for sitting in _list(data, "past")),
        apart=tuple(reader.people(pair, "apart") for pair in _list(data, "apart")),
        together=tuple(reader.people(pair, "together") for pair in _list(data, "together")),
        at=tuple(dict.fromkeys(reader.seat(pin, "at") for pin in _list(data, "at"))),
        among=tuple(reader.among(row) for row in _list(data, "among")),
        hosts=tuple(dict.fromkeys(reader.people(_list(data, "hosts"), "hosts"))),
        locked=tuple(dict.fromkeys(reader.locked(pin) for pin in _list(data, "locked"))),
        at_least=tuple(reader.at_least(rule) for rule in _list(data, "at_least")),
        present=tuple(reader.present(row) for row in _list(data, "present")),
        published=reader.published(_list(data, "published")),
        capacity=capacity,
        order=_order(data.get("order")),
        weights=_weights(data.get("weights")),
        name=str(data["name"])[:_LONGEST_NAME] if isinstance(data.get("name"), str | int) else "",
    )


def dump(problem: Problem) -> dict[str, Any]:
    """The problem as ``load`` reads it, ready for ``json.dump``."""
    kinds = {"unit": problem.unit, PUBLISHED[Figure.SERVICE]: problem.service}
    beside = {PUBLISHED[Figure.DISTRICT]: problem.district, PUBLISHED[Figure.ROLE]: problem.role}
    kinds |= {word: kind for word, kind in beside.items() if kind}
    out: dict[str, Any] = {
        "format": FORMAT,
        "name": problem.name,
        "people": [{word: kind[p] for word, kind in kinds.items()} for p in range(problem.people)],
        "tables": list(problem.tables),
        "rounds": problem.rounds,
        "met": [list(row) for row in problem.met],
        "past": [[list(table) for table in sitting] for sitting in problem.past],
        "apart": [list(people) for people in problem.apart],
        "together": [list(people) for people in problem.together],
        "at": [list(pin) for pin in problem.at],
        "hosts": list(problem.hosts),
        "locked": [list(pin) for pin in problem.locked],
        "at_least": [{"people": list(r.people), "tables": list(r.tables), "count": r.count} for r in problem.at_least],
        "present": [[person, list(turns)] for person, turns in problem.present],
        "order": [PUBLISHED[aim] for aim in problem.order],
    }
    if problem.among:
        out["among"] = [[person, list(tables)] for person, tables in problem.among]
    if problem.weights:
        out["weights"] = {PUBLISHED[aim]: weight for aim, weight in problem.weights}
    if problem.capacity:
        out["capacity"] = list(problem.capacity)
    if problem.published:
        rows = [list(row) for row in problem.published]
        out["published"] = rows[0] if len(rows) == 1 else rows
    return out


def plan_to_json(plan: Plan) -> list[list[int | None]]:
    """A plan as rows of table numbers, null where a person is not there."""
    return [[None if table < 0 else table for table in row] for row in plan]


def score_to_json(score: Score) -> dict[str, int]:
    """Every figure of a score by its published name."""
    return {word: score.of(figure) for figure, word in PUBLISHED.items()}


def five_to_json(score: Score) -> dict[str, int]:
    """The five figures that plans are compared by, each by its published name."""
    return {PUBLISHED[figure]: score.of(figure) for figure in FIVE}


def score_from_json(numbers: Mapping[str, Any]) -> Score:
    """The score that ``score_to_json`` gave; a figure that an older program did not know is 0."""
    return Score.from_figures({figure: int(numbers.get(word, 0)) for figure, word in PUBLISHED.items()})


class _Alone:
    """Stands for a label that nobody gave: no two of them are equal, so the person is like no other."""


class _Reader:
    """Reads what refers to people, tables and rounds, and sees that they exist."""

    def __init__(self, people: int, tables: int, rounds: int) -> None:
        self._people, self._tables, self._rounds = people, tables, rounds

    def record(self, row: Any) -> dict[str, Any]:
        if not isinstance(row, dict):
            raise BadInput(
                _("Hver deltaker under «people» skal ha «unit» og «role», slik: {example}").format(
                    example='{"unit": "Lund", "role": "lærer"}'
                )
            )
        return row

    def person(self, value: Any, where: str) -> int:
        return self._index(value, self._people, where, lambda n: _("bare {count} deltakere").format(count=n))

    def table(self, value: Any, where: str) -> int:
        return self._index(value, self._tables, where, lambda n: _("bare {count} bord").format(count=n))

    def round(self, value: Any, where: str) -> int:
        return self._index(value, self._rounds, where, lambda n: _("bare {count} runder").format(count=n))

    def _index(self, value: Any, count: int, where: str, only: Callable[[int], str]) -> int:
        place = _whole(value, where, 0)
        if place >= count:
            raise BadInput(
                _("«{where}» nevner nummer {number}, men det er {only} (nummerert fra 0).").format(
                    where=where, number=_shown(place), only=only(count)
                )
            )
        return place

    def people(self, value: Any, where: str) -> tuple[int, ...]:
        return tuple(self.person(p, where) for p in _sequence(value, where))

    def seat(self, value: Any, where: str) -> tuple[int, int]:
        person, table = _sequence(value, where, 2)
        return self.person(person, where), self.table(table, where)

    def among(self, value: Any) -> tuple[int, tuple[int, ...]]:
        person, tables = _sequence(value, "among", 2)
        which = dict.fromkeys(self.table(table, "among") for table in _sequence(tables, "among"))
        if not which:
            raise BadInput(_("«among» nevner en deltaker og ingen bord. Skriv minst ett bord, eller fjern regelen."))
        return self.person(person, "among"), tuple(which)

    def locked(self, value: Any) -> tuple[int, int, int]:
        person, table, turn = _sequence(value, "locked", 3)
        return self.person(person, "locked"), self.table(table, "locked"), self.round(turn, "locked")

    def present(self, value: Any) -> tuple[int, tuple[int, ...]]:
        person, rounds = _sequence(value, "present", 2)
        turns = {self.round(turn, "present") for turn in _sequence(rounds, "present")}
        return self.person(person, "present"), tuple(sorted(turns))

    def met(self, rows: list[Any]) -> tuple[tuple[int, int, int], ...]:
        pairs: dict[tuple[int, int], int] = {}
        for row in rows:
            a, b, times = _sequence(row, "met", 3)
            first, second = sorted((self.person(a, "met"), self.person(b, "met")))
            if first != second:
                # A pair that stands there twice counts as written last, the other way round as well.
                pairs[first, second] = _whole(times, "met", 0, limits.TIMES)
        return tuple((a, b, times) for (a, b), times in pairs.items() if times)

    def sitting(self, value: Any) -> tuple[tuple[int, ...], ...]:
        tables = tuple(self.people(table, "past") for table in _sequence(value, "past"))
        seen: dict[int, int] = {}
        for place, table in enumerate(tables):
            for person in table:
                if person in seen:
                    raise BadInput(
                        _(
                            "Deltaker {person} står to ganger i samme tidligere samling («past»), ved bord {a} og "
                            "bord {b}. Fjern den ene."
                        ).format(person=person, a=seen[person], b=place)
                    )
                seen[person] = place
        return tables

    def at_least(self, value: Any) -> AtLeast:
        if isinstance(value, dict):
            tables, count = value.get("tables"), _whole(value.get("count", 1), "at_least", 0, limits.PEOPLE)
            people = self.people(value.get("people"), "at_least")
        else:
            people, tables, count = self.people(value, "at_least"), None, 1
        which = (
            range(self._tables)
            if tables is None
            else [self.table(t, "at_least") for t in _sequence(tables, "at_least")]
        )
        return AtLeast(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(which)), count)

    def published(self, rows: list[Any]) -> tuple[tuple[int | None, ...], ...]:
        if not rows:
            return ()
        # A file with a single round may have its one row of tables without a list around it.
        nested = [_sequence(row, "published") for row in rows] if isinstance(rows[0], list) else [rows]
        if len(nested) > self._rounds or any(len(row) != self._people for row in nested):
            raise BadInput(
                _("«published» skal ha ett bord (eller null) for hver av de {count} deltakerne.").format(
                    count=self._people
                )
            )
        return tuple(tuple(None if t is None else self.table(t, "published") for t in row) for row in nested)


def _list(data: dict[str, Any], name: str) -> list[Any]:
    value = data.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadInput(_("«{where}» skal være en liste.").format(where=name))
    if len(value) > limits.ROWS[name]:
        raise _too_long(name, len(value))
    return value


def _too_long(name: str, length: int) -> BadInput:
    return BadInput(
        _("«{where}» har {count} linjer. Det kan være høyst {most}.").format(
            where=name, count=number(length), most=number(limits.ROWS[name])
        )
    )


def _sequence(value: Any, where: str, length: int | None = None) -> list[Any]:
    if not isinstance(value, list) or (length is not None and len(value) != length):
        if length is None:
            raise BadInput(_("«{where}» skal være en liste av lister.").format(where=where))
        raise BadInput(_("Hver linje under «{where}» skal ha {count} verdier.").format(where=where, count=length))
    # A list within a line names people, tables or rounds; there are never more of those than people.
    if len(value) > limits.PEOPLE:
        raise BadInput(
            _("En linje under «{where}» har {count} verdier. Det kan være høyst {most}.").format(
                where=where, count=number(len(value)), most=number(limits.PEOPLE)
            )
        )
    return value


def _shown(value: Any) -> str:
    """A value as it can stand in a sentence, however large or deep it is."""
    return reprlib.repr(value)[:60]


def _whole(value: Any, where: str, least: int, most: int | None = None) -> int:
    # To Python, true is the number 1; nobody who writes a problem means that.
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadInput(
            _("«{where}» skal ha hele tall fra {least} og oppover, ikke {value}.").format(
                where=where, least=least, value=_shown(value)
            )
        )
    if most is not None and value > most:
        raise BadInput(_("«{where}» kan ha tall opp til {most}.").format(where=where, most=number(most)))
    return value


def _kinds(people: list[dict[str, Any]], where: str, *, optional: bool = False) -> tuple[int, ...]:
    """One number a person, equal where the labels are; nothing for an optional label that nobody has."""
    if optional and not any(where in person for person in people):
        return ()
    labels = [person.get(where, _Alone()) for person in people]
    try:
        # Labels may be text or numbers; only which are equal counts, so they are numbered as they come.
        seen: dict[Any, int] = {}
        return tuple(seen.setdefault(label, len(seen)) for label in labels)
    except TypeError:
        raise BadInput(_("«{where}» skal være tekst eller tall for hver deltaker.").format(where=where)) from None


def _order(value: Any) -> tuple[Figure, ...]:
    if value is None:
        return AIMS
    words = _sequence(value, "order")
    if any(word not in _aims() for word in words) or len(set(words)) != len(words):
        raise BadInput(_("«order» kan ha {names}, hver høyst én gang.").format(names=", ".join(_aims())))
    return tuple(FIGURE_OF[word] for word in words)


def _weights(value: Any) -> tuple[tuple[Figure, int], ...]:
    if value is None or value == {}:
        return ()
    if not isinstance(value, dict) or any(word not in _aims() for word in value):
        raise BadInput(_("«weights» kan ha {names}, hver med et helt tall.").format(names=", ".join(_aims())))
    heaviest = limits.HEAVIEST
    return tuple((FIGURE_OF[word], _whole(weight, "weights", 0, heaviest)) for word, weight in value.items())


def _aims() -> list[str]:
    return [PUBLISHED[aim] for aim in AIMS]
