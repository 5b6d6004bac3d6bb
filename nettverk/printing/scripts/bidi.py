"""Which way letters run: the Unicode bidirectional algorithm (UAX #9) for a line of text.

Marks by which somebody steers the direction by hand are never drawn (``fonts.printable`` takes them away), so the rules
for them (X1–X8) are not here; all others are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_STRONG = frozenset({"L", "R", "AL"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN"})
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›", "⟨": "⟩", "〈": "〉", "《": "》", "「": "」", "『": "』"}
_NO_BRACKETS = frozenset("«»‹›")
"""They are mirrored, but are no brackets to the algorithm."""
_OPENING = {first: last for first, last in _PAIRS.items() if first not in _NO_BRACKETS}
_CLOSING = {last: first for first, last in _OPENING.items()}
_MIRRORED = {**_PAIRS, **{last: first for first, last in _PAIRS.items()}, "<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_MOST_OPEN = 63


def kind(letter: str) -> str:
    """The bidirectional class of a letter: L, R, AL, EN …; what is not assigned counts as L."""
    return unicodedata.bidirectional(letter) or "L"


def runs_left(text: str) -> bool:
    """Whether a paragraph begins with a letter that is written from right to left (P2 and P3)."""
    for letter in text:
        kind_ = kind(letter)
        if kind_ in _STRONG:
            return kind_ != "L"
    return False


def mirrored(letter: str) -> str:
    """How a bracket or the like is drawn where the writing runs left (L4)."""
    return _MIRRORED.get(letter, letter)


def levels(text: str, *, left: bool) -> list[int]:
    """The embedding level of each letter; odd ones run left.

    Args:
        left: the paragraph as a whole runs from right to left.
    """
    base = int(left)
    original = [kind(letter) for letter in text]
    kinds = _numbers(original, base)
    _brackets(text, original, kinds, base)
    _neutrals(kinds, base)
    numbers = [_level(kind_, base) for kind_ in kinds]
    trailing = True
    for at in range(len(text) - 1, -1, -1):  # L1: what ends the line belongs to the paragraph
        if original[at] in {"S", "B"} or (trailing and original[at] in {"WS", "BN"}):
            numbers[at] = base
        else:
            trailing = False
    return numbers


def order(levels_: Sequence[int]) -> list[int]:
    """The places of pieces from left to right, given the level of each (L2)."""
    places = list(range(len(levels_)))
    odd = [level for level in levels_ if level % 2]
    if not odd:
        return places
    for level in range(max(levels_), min(odd) - 1, -1):
        at = 0
        while at < len(places):
            end = at
            while end < len(places) and levels_[places[end]] >= level:
                end += 1
            places[at:end] = places[at:end][::-1]
            at = max(end, at + 1)
    return places


def _level(one: str, base: int) -> int:
    """I1 and I2."""
    if base:
        return 1 if one == "R" else 2
    return {"L": 0, "R": 1}.get(one, 2)


def _numbers(original: Sequence[str], base: int) -> list[str]:
    """Marks, figures and what stands between them (W1–W7)."""
    edge = "R" if base else "L"
    kinds = _after_letters(original, edge)
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1], kinds[at + 1]
        if around == ("EN", "EN") and kinds[at] in {"ES", "CS"}:
            kinds[at] = "EN"
        elif around == ("AN", "AN") and kinds[at] == "CS":
            kinds[at] = "AN"
    _beside_figures(kinds)
    kinds = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]
    strong = edge
    for at, kind in enumerate(kinds):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _after_letters(original: Sequence[str], edge: str) -> list[str]:
    """Marks go with their letters, and figures after Arabic letters are Arabic (W1–W3)."""
    kinds = list(original)
    before = strong = edge
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = kind = before
        before = kind
        if kind in _STRONG:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
    return ["R" if kind == "AL" else kind for kind in kinds]


def _beside_figures(kinds: list[str]) -> None:
    """Signs of percent, money and the like go with the figures beside them (W5)."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in {"ET", "BN"}:
            end += 1
        if end > at and ((at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")):
            kinds[at:end] = ["EN"] * (end - at)
        at = max(end, at + 1)


def _side(one: str) -> str:
    """L or R as neutrals see it: figures count as R."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(one, "")


def _brackets(text: str, original: Sequence[str], kinds: list[str], base: int) -> None:
    """A pair of brackets runs as what is in it (N0)."""
    own = "R" if base else "L"
    for first, last in sorted(_paired(text, kinds)):
        inside = {_side(kind) for kind in kinds[first + 1 : last]}
        if own in inside:
            side = own
        elif inside & {"L", "R"}:
            other = "L" if own == "R" else "R"
            before = next((_side(kind) for kind in reversed(kinds[:first]) if _side(kind)), own)
            side = other if before == other else own
        else:
            continue
        for place in (first, last):
            kinds[place] = side
            for after in range(place + 1, len(kinds)):  # marks on a bracket go with it
                if original[after] != "NSM":
                    break
                kinds[after] = side


def _paired(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, letter in enumerate(text):
        if kinds[at] != "ON":
            continue
        if letter in _OPENING:
            if len(opened) == _MOST_OPEN:
                break
            opened.append((_OPENING[letter], at))
        elif letter in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == letter:
                    pairs.append((opened[depth][1], at))
                    del opened[depth:]
                    break
    return pairs


def _neutrals(kinds: list[str], base: int) -> None:
    """What has no direction takes that of its neighbours where they agree, else the paragraph's (N1 and N2)."""
    own = "R" if base else "L"
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > at:
            before = _side(kinds[at - 1]) if at else own
            after = _side(kinds[end]) if end < len(kinds) else own
            kinds[at:end] = [before if before == after else own] * (end - at)
        at = max(end, at + 1)
