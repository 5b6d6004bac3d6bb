"""Finite fields small enough to tabulate: the arithmetic of walking rules and of classic schedules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Field:
    """The field of ``size`` elements numbered from 0; element 0 is zero and 1 is one.

    Attributes:
        add, times: tables, size × size.
        root: an element whose powers are all the non-zero elements.
    """

    size: int
    add: tuple[tuple[int, ...], ...]
    times: tuple[tuple[int, ...], ...]
    root: int

    def power(self, element: int, exponent: int) -> int:
        """An element multiplied by itself so many times; one for an exponent of 0."""
        out = 1
        for _step in range(exponent):
            out = self.times[out][element]
        return out


def prime_power(size: int) -> tuple[int, int] | None:
    """(prime, exponent) where size is a power of a prime, else None."""
    if size < 2:
        return None
    prime = next((p for p in range(2, int(size**0.5) + 1) if size % p == 0), size)
    exponent, rest = 0, size
    while rest % prime == 0:
        rest //= prime
        exponent += 1
    return (prime, exponent) if rest == 1 else None


@cache
def field(size: int) -> Field | None:
    """The field of that size (polynomials over the prime field modulo an irreducible one), None where there is none."""
    factors = prime_power(size)
    if factors is None:
        return None
    prime, degree = factors
    # Elements are polynomials over the prime field, numbered by their coefficients as digits.
    digits = [tuple(n // prime**k % prime for k in range(degree)) for n in range(size)]
    number = {d: n for n, d in enumerate(digits)}
    add = tuple(
        tuple(number[tuple((x + y) % prime for x, y in zip(a, b, strict=True))] for b in digits) for a in digits
    )
    # Not every polynomial makes a field. One that does has an element whose powers are all the non-zero ones, so the
    # first tail with such an element will do.
    for tail in digits:
        times = tuple(tuple(number[_product(a, b, tail, prime)] for b in digits) for a in digits)
        root = next((g for g in range(1, size) if _order(g, times) == size - 1), None)
        if root is not None:
            return Field(size, add, times, root)
    raise AssertionError(size)


def _product(a: tuple[int, ...], b: tuple[int, ...], tail: tuple[int, ...], prime: int) -> tuple[int, ...]:
    """Product of two polynomials modulo x^degree + tail."""
    degree = len(a)
    raw = [0] * (2 * degree)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            raw[i + j] += x * y
    # From the highest power down, x^degree is replaced by what it equals.
    for power in range(2 * degree - 1, degree - 1, -1):
        for k, t in enumerate(tail):
            raw[power - degree + k] -= raw[power] * t
        raw[power] = 0
    return tuple(c % prime for c in raw[:degree])


def _order(element: int, times: tuple[tuple[int, ...], ...]) -> int:
    power, count = element, 1
    while power not in {0, 1} and count < len(times):
        power, count = times[power][element], count + 1
    return count if power == 1 else 0
