"""Schedules in which no two people meet twice, by mathematics, for sizes that search does not reach.

Four sources. Every schedule made here is checked in the tests, round by round.

- Starters: one round over k copies of the whole numbers modulo m, and a few fixed points; adding 1 m times gives m
  rounds: resolvable designs with a rotation, and frames of 4-RGDDs (Colbourn and Dinitz, Handbook of Combinatorial
  Designs, 2nd ed. 2007, chapters II.7 and IV.5). The starters were found by a backtracking search of our own.
- Two signed planes: sixteen letters, each of them two people, large and small. The lines of two affine planes of order
  four, the second on shuffled letters, make ten rounds; each block also stands with all sizes turned. Every two letters
  must meet once alike and once unlike: equations over the field of two elements, which our own search solved for one
  shuffle in some hundred thousand. That is 32 people at eight tables of four for ten rounds (A. Aguado showed in 2004
  that it can be done).
- Affine spaces over a field of q elements: q^d people at tables of q, the classes of parallel lines (Bose 1939).
- Waves that walk in a field of G elements, tables of s ≤ G, then each wave by itself in a smaller schedule (nets and
  recursion).
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

from nettverk.mixing.fields import field, prime_power
from nettverk.mixing.problem import ABSENT, Plan, Problem

Round = tuple[tuple[int, ...], ...]
Schedule = tuple[Round, ...]

# seats, modulus m, copies k, then the blocks of the first rounds; numbers from k·m on are fixed points.
_STARTERS = """
3 7 2 : 2 11 14 / 8 12 13 / 5 6 10 / 1 3 9 / 0 4 7
3 4 4 : 1 13 17 / 3 7 16 / 0 5 10 / 2 4 11 / 6 14 15 / 8 9 12 / 7 9 17 / 11 13 16 / 1 4 8 / 0 3 14 / 5 6 12 / 2 10 15
3 5 4 : 7 15 20 / 6 12 14 / 0 2 11 / 3 5 10 / 4 8 19 / 9 13 16 / 1 17 18 / 4 14 20 / 6 7 16 / 1 2 15 / 12 13 18 / 3 9 11
 / 0 5 8 / 10 17 19
3 11 2 : 6 16 23 / 0 12 22 / 9 10 17 / 2 15 19 / 11 13 21 / 1 3 8 / 5 14 20 / 4 7 18
3 14 2 : 4 16 28 / 11 18 29 / 9 22 26 / 5 8 27 / 6 7 21 / 15 20 23 / 1 24 25 / 0 2 10 / 3 12 14 / 13 17 19
3 17 2 : 15 32 35 / 10 23 34 / 4 6 9 / 18 25 31 / 8 19 24 / 5 13 17 / 7 11 33 / 26 28 29 / 2 12 27 / 3 14 21 / 16 22 30
 / 0 1 20
3 19 2 : 4 34 38 / 16 17 20 / 8 26 29 / 10 14 30 / 13 23 27 / 2 5 7 / 1 25 32 / 0 11 19 / 6 12 21 / 31 36 37 / 22 24 33
 / 9 18 35 / 3 15 28
4 7 3 : 0 12 16 21 / 2 9 17 23 / 6 10 19 22 / 5 7 11 13 / 8 14 18 20 / 1 3 4 15
4 9 3 : 4 16 19 27 / 0 10 13 17 / 8 15 21 26 / 1 2 7 18 / 6 11 12 20 / 3 5 14 24 / 9 22 23 25
4 11 3 : 7 19 26 34 / 1 15 28 33 / 9 20 32 35 / 11 13 16 22 / 14 21 24 29 / 3 4 10 12 / 5 8 23 25 / 6 27 30 31
 / 0 2 17 18
4 13 3 : 6 18 28 39 / 1 11 19 24 / 16 20 31 33 / 2 8 34 35 / 7 22 30 38 / 10 12 21 27 / 3 17 23 37 / 9 13 15 25
 / 14 26 32 36 / 0 4 5 29
4 15 3 : 8 25 41 45 / 11 23 40 46 / 10 26 38 47 / 3 16 21 27 / 18 31 36 42 / 1 6 12 33 / 7 15 17 29 / 22 30 32 44
 / 0 2 14 37 / 4 24 35 43 / 5 13 19 39 / 9 20 28 34
4 17 3 : 12 29 46 51 / 20 24 30 49 / 15 37 41 47 / 3 7 13 32 / 6 26 35 36 / 1 2 23 43 / 9 18 19 40 / 11 25 27 38
 / 4 28 42 44 / 8 10 21 45 / 16 17 22 31 / 33 34 39 48 / 0 5 14 50
"""

_SIGNED = """
AeiM BFjn CGko DhlP
AFkp BElo ChiN DgjM
AglN BHkm CejP DfiO
AHjO Bgip Cflm Dekn
AbCd EFgh IjKl MnoP
CgJn BdfM AELP HiKo
DGKp HJlM BeIN Acfo
ABGh CIMp Efjk DLNo
FGil AKmn CDEH BJOP
EGMO ADIJ FHNP BCKL
"""


@cache
def schedule(tables: int, seats: int) -> Schedule:
    """The longest schedule known here for full tables where no two meet twice; empty where there is none."""
    if seats < 2 or tables < 2 or tables * seats > 1000:
        return ((tuple(range(seats)),),) if tables == 1 else ()
    people = tables * seats
    # Whichever source has most rounds for this size.
    schedules = [_walked(tables, seats)]
    if seats == 2:
        schedules.append(_pairs(people))
    schedules += [_developed(line) for line in _lines() if _fits(line, tables, seats)]
    if (tables, seats) == (8, 4):
        schedules.append(_signed())
    power, size = 0, 1
    while prime_power(seats) and size < people:
        power, size = power + 1, size * seats
    if power > 1 and size == people:
        schedules.append(_affine(seats, power))
    return max(schedules, key=len)


def from_catalogue(problem: Problem) -> Plan | None:
    """A plan where nobody meets twice, if people, tables and rounds fit a schedule; units kept apart as it allows.

    With empty chairs, points of the schedule are left out that never meet, so that tables stay even.
    """
    tables, people = len(problem.tables), problem.people
    seats = -(-people // tables)
    if problem.rounds < 2 or problem.away or seats > min(problem.limit):
        return None
    full = schedule(tables, seats)
    if len(full) < problem.rounds:
        return None
    rounds = full[: problem.rounds]
    # Empty chairs are points left out. If no two of those ever meet, no table is short of two.
    met = {pair for row in rounds for block in row for pair in combinations(sorted(block), 2)}
    points = _strangers_first(full, problem.rounds, tables * seats)
    spare = _never_met(points, met, tables * seats - people)
    if spare is None:
        return None
    seated = [point for point in points if point not in spare]
    # Points that never meet are given out unit by unit, largest units first, so that colleagues get them.
    order = sorted(
        range(people), key=lambda p: (-problem.unit.count(problem.unit[p]), problem.unit[p], problem.service[p], p)
    )
    person = dict(zip(seated, order, strict=True))
    plan = []
    for row in rounds:
        seat = [ABSENT] * people
        for table, block in enumerate(row):
            for point in block:
                if point in person:
                    seat[person[point]] = table
        plan.append(tuple(seat))
    return tuple(plan)


def _strangers_first(full: Schedule, used: int, points: int) -> list[int]:
    """Points so ordered that those who never meet in the rounds used stand side by side, as far as a round is left."""
    if len(full) > used:
        return [point for block in full[used] for point in block]
    met = {pair for row in full[:used] for block in row for pair in combinations(sorted(block), 2)}
    left, order = list(range(points)), []
    while left:
        group = [left.pop(0)]
        for point in list(left):
            if all((min(point, other), max(point, other)) not in met for other in group):
                group.append(point)
                left.remove(point)
        order += group
    return order


def _never_met(points: list[int], met: set[tuple[int, int]], count: int) -> set[int] | None:
    """So many points of which no two meet, or None where the first tries find none."""
    if not count:
        return set()
    for start in range(len(points)):
        chosen: list[int] = []
        for point in points[start:] + points[:start]:
            if len(chosen) < count and all((min(point, o), max(point, o)) not in met for o in chosen):
                chosen.append(point)
        if len(chosen) == count:
            return set(chosen)
    return None


def _lines() -> list[str]:
    return [line for line in _STARTERS.replace("\n /", " /").split("\n") if line]


def _fits(line: str, tables: int, seats: int) -> bool:
    head, blocks = line.split(" : ")
    size, modulus, copies = map(int, head.split())
    largest = max(max(map(int, block.split())) for block in blocks.split(" / "))
    return size == seats and max(largest + 1, modulus * copies) == tables * seats


def _developed(line: str) -> Schedule:
    """All rounds of a starter: its blocks with 1 added once, twice … modulo m, in each of the copies."""
    head, text = line.split(" : ")
    _size, modulus, copies = map(int, head.split())
    blocks = [tuple(map(int, block.split())) for block in text.split(" / ")]
    moving = modulus * copies
    tables = max(moving, max(map(max, blocks)) + 1) // len(blocks[0])
    return tuple(
        tuple(
            tuple(p if p >= moving else p // modulus * modulus + (p % modulus + shift) % modulus for p in block)
            for block in blocks[first : first + tables]
        )
        for first in range(0, len(blocks), tables)
        for shift in range(modulus)
    )


def _signed() -> Schedule:
    letters = "ABCDEFGHIJKLMNOP"
    number = {letter: n for n, letter in enumerate(letters + letters.lower())}
    rows = [line.split() for line in _SIGNED.split("\n") if line]
    return tuple(
        tuple(tuple(number[letter] for letter in turned) for block in row for turned in (block, block.swapcase()))
        for row in rows
    )


def _affine(q: int, power: int) -> Schedule:
    """The classes of parallel lines of the affine space: points are numbers in base q."""
    f = field(q)
    if f is None:
        return ()
    points = [tuple(n // q**k % q for k in range(power)) for n in range(q**power)]
    number = {point: n for n, point in enumerate(points)}
    rounds = []
    for slope in points:
        # Slopes that are multiples of each other give the same lines: only those whose first entry is one are taken.
        lead = next((x for x in slope if x), 0)
        if lead != 1:
            continue
        lines: dict[int, tuple[int, ...]] = {}
        seen: set[int] = set()
        for point in points:
            if number[point] not in seen:
                line = tuple(
                    number[tuple(f.add[x][f.times[t][s]] for x, s in zip(point, slope, strict=True))] for t in range(q)
                )
                seen.update(line)
                lines[number[point]] = line
        rounds.append(tuple(lines.values()))
    return tuple(rounds)


def _pairs(people: int) -> Schedule:
    """Everyone meets everyone, two at a table: one stays, the others go round."""
    ring = people - 1
    return tuple(
        ((ring, turn), *(((turn + step) % ring, (turn - step) % ring) for step in range(1, people // 2)))
        for turn in range(ring)
    )


def _walked(tables: int, seats: int) -> Schedule:
    """Waves walk in the field of G elements; then each wave, whose people never met, by itself where that comes out."""
    f = field(tables)
    if f is None or seats > tables:
        return ()
    rounds: list[Round] = [
        tuple(
            tuple(
                wave * tables + i
                for wave in range(seats)
                for i in range(tables)
                if f.add[i][f.times[turn][wave]] == table
            )
            for table in range(tables)
        )
        for turn in range(tables)
    ]
    if tables % seats == 0:
        rounds += [
            tuple(tuple(wave * tables + point for point in block) for wave in range(seats) for block in row)
            for row in schedule(tables // seats, seats)
        ]
    return tuple(rounds)
