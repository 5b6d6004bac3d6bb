"""Kerning: how much nearer some letters stand, read from the font itself (OpenType GPOS, pair adjustment).

reportlab sets letters as if they were lead type: «To», «Tå» and «r.» gape. Only what Noto Sans uses is read
here (1000 units to the em): PairPos formats 1 and 2 with an advance, directly or through an extension lookup.

HarfBuzz, which joins the letters of other writing (see ``scripts``), kerns as well. It is not asked here: every word
would be shaped once to be measured and once more to be drawn, for what these hundred lines do as the fonts are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from

_Pair = Callable[[int, int], int | None]  # None: this table says nothing, ask the next


@dataclass(frozen=True, slots=True)
class Kerning:
    """Adjustments by glyph number, in units of the font; ``lookups`` are tried one by one and added up."""

    lookups: tuple[tuple[_Pair, ...], ...]

    def between(self, left: int, right: int) -> int:
        """How much to add to the advance of the left glyph; negative is nearer."""
        total = 0
        for tables in self.lookups:
            for table in tables:
                value = table(left, right)
                if value is not None:
                    total += value
                    break
        return total


def read(path: Path) -> Kerning:
    """The kerning of a TrueType file; none where it has no such table."""
    data = path.read_bytes()
    count = unpack_from(">H", data, 4)[0]
    for at in range(12, 12 + 16 * count, 16):
        tag, _sum, offset, _length = unpack_from(">4sLLL", data, at)
        if tag == b"GPOS":
            return Kerning(tuple(_lookup(data, place) for place in _kern_lookups(data, offset)))
    return Kerning(())


def _kern_lookups(data: bytes, gpos: int) -> list[int]:
    """Where the lookups of the ``kern`` feature begin."""
    _major, _minor, _scripts, features, lookups = unpack_from(">HHHHH", data, gpos)
    features, lookups = gpos + features, gpos + lookups
    wanted: set[int] = set()
    for number in range(unpack_from(">H", data, features)[0]):
        tag, offset = unpack_from(">4sH", data, features + 2 + 6 * number)
        if tag == b"kern":
            amount = unpack_from(">H", data, features + offset + 2)[0]
            wanted.update(unpack_from(f">{amount}H", data, features + offset + 4))
    return [lookups + unpack_from(">H", data, lookups + 2 + 2 * number)[0] for number in sorted(wanted)]


def _lookup(data: bytes, at: int) -> tuple[_Pair, ...]:
    kind, _flag, count = unpack_from(">HHH", data, at)
    tables: list[_Pair] = []
    for offset in unpack_from(f">{count}H", data, at + 6):
        table, inner = at + offset, kind
        if kind == 9:
            _format, inner, further = unpack_from(">HHL", data, table)
            table += further
        if inner == 2:
            pairs = _pairs(data, table)
            tables += [pairs] if pairs is not None else []
    return tuple(tables)


def _pairs(data: bytes, at: int) -> _Pair | None:
    form, coverage, first, second = unpack_from(">HHHH", data, at)
    if first != 4 or second:  # only the advance of the left glyph
        return None
    covered = _coverage(data, at + coverage)
    return _single(data, at, covered) if form == 1 else _classes(data, at, covered)


def _single(data: bytes, at: int, covered: dict[int, int]) -> _Pair:
    sets = unpack_from(f">{len(covered)}H", data, at + 10)
    values: dict[tuple[int, int], int] = {}
    for glyph, number in covered.items():
        place = at + sets[number]
        for pair in range(unpack_from(">H", data, place)[0]):
            right, value = unpack_from(">Hh", data, place + 2 + 4 * pair)
            values[glyph, right] = value
    return lambda left, right: values.get((left, right))


def _classes(data: bytes, at: int, covered: dict[int, int]) -> _Pair:
    left_at, right_at, left_count, right_count = unpack_from(">HHHH", data, at + 8)
    lefts, rights = _class_of(data, at + left_at), _class_of(data, at + right_at)
    values = unpack_from(f">{left_count * right_count}h", data, at + 16)

    def value(left: int, right: int) -> int | None:
        if left not in covered:
            return None
        return int(values[lefts.get(left, 0) * right_count + rights.get(right, 0)])

    return value


def _coverage(data: bytes, at: int) -> dict[int, int]:
    """Glyph to its number in the table."""
    form, count = unpack_from(">HH", data, at)
    if form == 1:
        return {glyph: number for number, glyph in enumerate(unpack_from(f">{count}H", data, at + 4))}
    numbers = {}
    for number in range(count):
        first, last, start = unpack_from(">HHH", data, at + 4 + 6 * number)
        numbers.update({glyph: start + glyph - first for glyph in range(first, last + 1)})
    return numbers


def _class_of(data: bytes, at: int) -> dict[int, int]:
    """Glyph to its class; those not there are in class 0."""
    form = unpack_from(">H", data, at)[0]
    if form == 1:
        first, count = unpack_from(">HH", data, at + 2)
        return {first + number: value for number, value in enumerate(unpack_from(f">{count}H", data, at + 6))}
    classes = {}
    for number in range(unpack_from(">H", data, at + 2)[0]):
        first, last, value = unpack_from(">HHH", data, at + 4 + 6 * number)
        classes.update(dict.fromkeys(range(first, last + 1), value))
    return classes
