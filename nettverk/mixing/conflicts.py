"""Rules that contradict each other, found before any search: the smallest set is named."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from itertools import combinations

from nettverk.domain.errors import BadInput
from nettverk.i18n import _, _n
from nettverk.mixing.feasible import Rule, core
from nettverk.mixing.problem import Problem


class Conflict(BadInput):
    """Rules that no plan can keep.

    Attributes:
        people, tables: the numbers of those the sentence names, so that a service can say it with names.
        kind: which rules meet, as ``apart-together`` or ``seats``.
        rules: for the kind ``rules``, a set that cannot all be kept, none of which can be spared.
    """

    def __init__(
        self,
        kind: str,
        sentence: str,
        people: Iterable[int] = (),
        tables: Iterable[int] = (),
        rules: Iterable[Rule] = (),
    ) -> None:
        super().__init__(sentence)
        self.rules = tuple(rules)
        self.kind = kind
        self.people = tuple(people)
        self.tables = tuple(tables)


def check(problem: Problem) -> None:
    """Raise Conflict naming the smallest set of rules that no plan can keep, if there is one among those looked for."""
    _one_person(problem)
    _seats(problem)
    pins = _pins(problem)
    _hosts(problem)
    _at_least(problem)
    for turn in range(problem.rounds):
        _Blocks(problem, turn, pins[turn]).check()


def _one_person(problem: Problem) -> None:
    for people in problem.apart:
        doubled = [person for person, times in Counter(people).items() if times > 1]
        if doubled:
            raise Conflict(
                "apart",
                _("Deltaker {person} skal ikke sitte ved samme bord som seg selv. Ta bort den regelen.").format(
                    person=doubled[0]
                ),
                doubled,
            )


def _pins(problem: Problem) -> list[dict[int, int]]:
    """For each round, the table of everyone bound to one."""
    rounds: list[dict[int, int]] = []
    for turn in range(problem.rounds):
        pins: dict[int, int] = {}
        locked = [(person, table) for person, table, when in problem.locked if when == turn]
        for person, table in (*problem.at, *locked):
            if pins.setdefault(person, table) != table:
                raise Conflict(
                    "places",
                    _("Deltaker {person} skal sitte ved både bord {a} og bord {b}. Velg ett av dem.").format(
                        person=person, a=pins[person], b=table
                    ),
                    [person],
                    [pins[person], table],
                )
        for person, table in locked:
            if not problem.there[turn][person]:
                raise Conflict(
                    "away",
                    _("Deltaker {person} er låst til bord {a} i runde {turn}, men er ikke til stede da.").format(
                        person=person, a=table, turn=turn
                    ),
                    [person],
                    [table],
                )
        rounds.append({person: table for person, table in pins.items() if problem.there[turn][person]})
    return rounds


def _seats(problem: Problem) -> None:
    seats = sum(problem.capacity) if problem.capacity else sum(problem.tables)
    most = max(range(problem.rounds), key=problem.crowd)
    people = problem.crowd(most)
    if people > seats:
        raise Conflict(
            "seats",
            _("{people} og bare {seats}. Legg til {missing} eller et bord til.").format(
                people=_n("{n} deltaker", "{n} deltakere", people),
                seats=_n("{n} plass", "{n} plasser", seats),
                missing=_n("{n} plass", "{n} plasser", people - seats),
            ),
        )


def _hosts(problem: Problem) -> None:
    if problem.hosts and len(problem.hosts) != len(problem.tables):
        raise Conflict(
            "hosts",
            _("Hvert bord skal ha nøyaktig én vert: {tables} og {hosts}. Gjør antallet likt.").format(
                tables=_n("{n} bord", "{n} bord", len(problem.tables)),
                hosts=_n("{n} vert", "{n} verter", len(problem.hosts)),
            ),
            problem.hosts,
        )


def _at_least(problem: Problem) -> None:
    for rule in problem.at_least:
        for row in problem.there:
            there = [person for person in rule.people if row[person]]
            if len(there) < rule.count * len(rule.tables):
                raise Conflict(
                    "at_least",
                    _("{tables} trenger noen fra en gruppe på bare {people}. Velg færre bord.").format(
                        tables=_n("{n} bord", "{n} bord", len(rule.tables)), people=len(there)
                    ),
                    there,
                    rule.tables,
                )


class _Blocks:
    """One round: people who must sit together, merged, and what that collides with."""

    def __init__(self, problem: Problem, turn: int, pins: dict[int, int]) -> None:
        self._problem, self._pins = problem, pins
        there = problem.there[turn]
        self._together: dict[int, set[int]] = defaultdict(set)
        self._pairs = [(a, b) for a, b in problem.pairs_together if there[a] and there[b] and a != b]
        for a, b in self._pairs:
            self._together[a].add(b)
            self._together[b].add(a)
        self._apart = [(a, b) for a, b in problem.pairs_apart if there[a] and there[b]]
        self._hosts = [host for host in problem.hosts if there[host]]
        self._among = [(person, tables) for person, tables in problem.among if there[person]]
        self._block = self._merge()

    def _merge(self) -> dict[int, int]:
        block: dict[int, int] = {}
        for start in sorted(self._together):
            waiting = [] if start in block else [start]
            while waiting:
                person = waiting.pop()
                block[person] = start
                waiting += [other for other in self._together[person] if other not in block]
        return block

    def check(self) -> None:
        """Look for contradictions, those between the fewest people first."""
        found = [*self._apart_together(), *self._two_tables(), *self._apart_pinned(), *self._two_hosts()]
        found += self._elsewhere()
        if found:
            raise min(found, key=lambda conflict: len(conflict.people))
        self._too_many()
        self._cliques()
        self._whole()

    def _whole(self) -> None:
        """All the rules at once, where no two or three of them collide by themselves."""
        limit = self._problem.limit
        at = set(self._problem.at)
        rules = [Rule("at" if (p, table) in at else "locked", (p,), table) for p, table in self._pins.items()]
        rules += [Rule("among", (person,), tables=tables) for person, tables in self._among]
        rules += [Rule("apart", pair) for pair in self._apart]
        rules += [Rule("together", pair) for pair in self._pairs]
        if self._hosts:
            rules.append(Rule("hosts", tuple(self._hosts)))
        found = core(rules, limit)
        if found:
            people = sorted({person for rule in found for person in rule.people})
            raise Conflict(
                "rules",
                _(
                    "Reglene for deltakerne {people} går ikke i hop: ingen plassering oppfyller alle. "
                    "Ta bort én av reglene."
                ).format(people=_names(people)),
                people,
                sorted({rule.table for rule in found if rule.table >= 0}),
                found,
            )

    def _path(self, start: int, end: int) -> list[int]:
        """The shortest chain of together-rules from one person to another, ends included; empty when there is none."""
        came: dict[int, int] = {start: start}
        queue = deque([start])
        while queue and end not in came:
            person = queue.popleft()
            for other in sorted(self._together[person]):
                if other not in came:
                    came[other] = person
                    queue.append(other)
        if end not in came:
            return []
        path = [end]
        while path[-1] != start:
            path.append(came[path[-1]])
        return path[::-1]

    def _linked(self, a: int, b: int) -> list[int]:
        return self._path(a, b) if a in self._block and self._block[a] == self._block.get(b) else []

    def _apart_together(self) -> Iterable[Conflict]:
        for a, b in self._apart:
            path = self._linked(a, b)
            if path:
                yield Conflict(
                    "apart-together",
                    _(
                        "Deltakerne {people} skal sitte sammen, men {a} og {b} skal sitte hver for seg. "
                        "Ta bort én av reglene."
                    ).format(people=_names(path), a=a, b=b),
                    path,
                )

    def _two_tables(self) -> Iterable[Conflict]:
        pinned = [person for person in self._pins if person in self._block]
        for a, b in combinations(pinned, 2):
            path = self._linked(a, b) if self._pins[a] != self._pins[b] else []
            if path:
                yield Conflict(
                    "together-at",
                    _(
                        "Deltakerne {people} skal sitte sammen, men {a} skal sitte ved bord {x} og {b} ved bord {y}."
                    ).format(people=_names(path), a=a, x=self._pins[a], b=b, y=self._pins[b]),
                    path,
                    [self._pins[a], self._pins[b]],
                )

    def _apart_pinned(self) -> Iterable[Conflict]:
        for a, b in self._apart:
            if a in self._pins and self._pins[a] == self._pins.get(b):
                yield Conflict(
                    "apart-at",
                    _("Deltakerne {a} og {b} skal sitte hver for seg, men begge skal sitte ved bord {x}.").format(
                        a=a, b=b, x=self._pins[a]
                    ),
                    [a, b],
                    [self._pins[a]],
                )

    def _elsewhere(self) -> Iterable[Conflict]:
        for person, tables in self._among:
            if self._pins.get(person, tables[0] if tables else -1) not in tables:
                yield Conflict(
                    "among-at",
                    _("Deltaker {person} trenger et av bordene {tables}, men skal sitte ved bord {x}.").format(
                        person=person, tables=_names(tables), x=self._pins[person]
                    ),
                    [person],
                    [*tables, self._pins[person]],
                )

    def _two_hosts(self) -> Iterable[Conflict]:
        for a, b in combinations(self._hosts, 2):
            if a in self._pins and self._pins[a] == self._pins.get(b):
                yield Conflict(
                    "hosts-at",
                    _(
                        "Deltakerne {a} og {b} er begge verter, men skal begge sitte ved bord {x}. Hvert bord har én "
                        "vert."
                    ).format(a=a, b=b, x=self._pins[a]),
                    [a, b],
                    [self._pins[a]],
                )
            path = self._linked(a, b)
            if path:
                yield Conflict(
                    "hosts-together",
                    _(
                        "Deltakerne {people} skal sitte sammen, men {a} og {b} er begge verter. Hvert bord har én vert."
                    ).format(people=_names(path), a=a, b=b),
                    path,
                )

    def _place(self) -> dict[int, int]:
        """The table of each person who is bound to one, by a pin of their own or of someone they sit with."""
        table = {self._block.get(person, person): at for person, at in self._pins.items()}
        people = set(self._pins) | set(self._block)
        return {p: table[self._block.get(p, p)] for p in people if self._block.get(p, p) in table}

    def _too_many(self) -> None:
        limit = self._problem.limit
        for block, size in Counter(self._block.values()).most_common(1):
            if size > max(limit):
                people = sorted(p for p, b in self._block.items() if b == block)
                raise Conflict(
                    "together-seats",
                    _("Deltakerne {people} skal sitte sammen, men det største bordet har {seats}.").format(
                        people=_names(people), seats=_n("{n} plass", "{n} plasser", max(limit))
                    ),
                    people,
                )
        self._few_seats()
        bound = defaultdict(list)
        for person, table in self._place().items():
            bound[table].append(person)
        for table, people in sorted(bound.items()):
            if len(people) > limit[table]:
                raise Conflict(
                    "at-seats",
                    _("Deltakerne {people} skal sitte ved bord {table}, som har {seats}.").format(
                        people=_names(sorted(people)), table=table, seats=_n("{n} plass", "{n} plasser", limit[table])
                    ),
                    people,
                    [table],
                )

    def _few_seats(self) -> None:
        """More people for some tables than those tables seat."""
        wanted: dict[frozenset[int], set[int]] = defaultdict(set)
        for person, tables in self._among:
            wanted[frozenset(tables)].add(person)
        for these in wanted:
            people = sorted({p for other, some in wanted.items() if other <= these for p in some})
            seats = sum(self._problem.limit[table] for table in these)
            if len(people) > seats:
                raise Conflict(
                    "among-seats",
                    _("Deltakerne {people} trenger et av bordene {tables}, der det er {seats}.").format(
                        people=_names(people),
                        tables=_names(sorted(these)),
                        seats=_n("{n} plass", "{n} plasser", seats),
                    ),
                    people,
                    sorted(these),
                )

    def _cliques(self) -> None:
        """More blocks that all must be apart than there are tables."""
        tables = sum(1 for seats in self._problem.limit if seats)
        near: dict[int, set[int]] = defaultdict(set)
        for a, b in self._apart:
            x, y = self._block.get(a, a), self._block.get(b, b)
            near[x].add(y)
            near[y].add(x)
        clique = _clique(near, tables + 1)
        if clique:
            raise Conflict(
                "apart-tables",
                _("Deltakerne {people} skal alle sitte hver for seg, men det er bare {tables}.").format(
                    people=_names(sorted(clique)), tables=_n("{n} bord", "{n} bord", tables)
                ),
                sorted(clique),
            )


def _clique(near: dict[int, set[int]], size: int, patience: int = 20_000) -> list[int]:
    """A set of so many that are all neighbours, or nothing where none is found with patience."""
    steps = patience

    def grow(chosen: list[int], left: set[int]) -> list[int]:
        nonlocal steps
        if len(chosen) == size:
            return chosen
        steps -= 1
        left = {v for v in left if len(near[v] & left) + 1 + len(chosen) >= size}
        for v in sorted(left, key=lambda v: (-len(near[v] & left), v)):
            if steps < 0 or len(chosen) + len(left) < size:
                return []
            found = grow([*chosen, v], left & near[v])
            if found:
                return found
            left = left - {v}
        return []

    return grow([], {v for v in near if len(near[v]) + 1 >= size})


def _names(people: Iterable[int]) -> str:
    numbers = [str(person) for person in people]
    return (
        numbers[0]
        if len(numbers) == 1
        else _("{first} og {last}").format(first=", ".join(numbers[:-1]), last=numbers[-1])
    )
