"""Words into lines: any text, any width, without loss.

Lines are chosen for the paragraph as a whole (least unevenness), words may be divided by the language's rules, and a
word longer than the line is cut where it must be. Every line knows both what is drawn and what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from nettverk.i18n import language
from nettverk.printing import fonts
from nettverk.printing.styles import Colour, Style

_SPACE, _OPEN, _SOFT, _TIGHT = range(4)  # what follows an atom
_BREAK_AFTER = re.compile(r"(?<=[-‐–—/])(?=\w)")
_ATOMS_SET_WHOLE = 1500  # beyond this, line by line: 5,000 words in one paragraph are read, not admired


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with a weight or colour of its own."""

    text: str
    face: str = ""
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    shown: str
    source: str
    width: float
    after: int
    face: str
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one weight and colour on a line."""

    shown: str
    face: str
    colour: Colour | None
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is drawn, its width, what was typed, and whether a space follows before the next line."""

    runs: tuple[Run, ...]
    width: float
    source: str
    spaced: bool = False

    @property
    def shown(self) -> str:
        """What is drawn."""
        return "".join(run.shown for run in self.runs)


def set_lines(text: str | Sequence[Span], style: Style, width: float) -> tuple[Line, ...]:
    """The text as lines no wider than ``width`` points; an empty text is one empty line."""
    spans = (Span(text),) if isinstance(text, str) else tuple(text)
    return _set(spans, style, width, language())


@lru_cache(maxsize=4096)
def _set(spans: tuple[Span, ...], style: Style, width: float, _language: str) -> tuple[Line, ...]:
    """The same answer goes home to every unit: it is set once."""
    space = {
        name: fonts.face(name).width(" ") * style.size / 1000 for name in {span.face or style.face for span in spans}
    }
    lines: list[Line] = []
    for atoms in _paragraphs(spans, style, width):
        if not atoms:
            lines.append(Line((), 0.0, ""))
            continue
        chosen = (
            _even(atoms, style, width, space) if len(atoms) <= _ATOMS_SET_WHOLE else _greedy(atoms, style, width, space)
        )
        lines.extend(_line(atoms[first:last], style) for first, last in chosen)
    return tuple(lines) or (Line((), 0.0, ""),)


# --- text to atoms ---


def _paragraphs(spans: Sequence[Span], style: Style, width: float) -> list[list[Atom]]:
    paragraphs: list[list[Atom]] = [[]]
    for span in spans:
        name = span.face or style.face
        for number, piece in enumerate(fonts.as_typed(span.text).replace("\u2028", "\n").split("\n")):
            if number:
                paragraphs.append([])
            here = paragraphs[-1]
            if piece[:1] in {" ", "\t"} and here:
                here[-1] = _followed(here[-1], _SPACE)
            words = re.split("[ \t]+", piece.strip(" \t"))
            for word in words:
                here.extend(_atoms(word, name, span.colour, style, width) if word else ())
            if here and piece.strip(" \t") and piece[-1:] not in {" ", "\t"}:
                here[-1] = _followed(here[-1], _TIGHT)
    while len(paragraphs) > 1 and not paragraphs[-1]:
        paragraphs.pop()
    return paragraphs


def _followed(atom: Atom, after: int) -> Atom:
    return Atom(atom.shown, atom.source, atom.width, after, atom.face, atom.colour)


def _atoms(word: str, name: str, colour: Colour | None, style: Style, width: float) -> list[Atom]:
    """One word as the pieces it may be divided into; the last is followed by a space."""
    face, scale = fonts.face(name), style.size / 1000

    def atom(shown: str, source: str, after: int) -> Atom:
        return Atom(shown, source, face.width(shown) * scale, after, name, colour)

    shown = fonts.printable(word)
    if shown != word:
        pieces = [shown] if face.width(shown) * scale <= width else _cut(shown, face, width / scale)
        return [
            atom(piece, "" if number else word, _OPEN if number < len(pieces) - 1 else _SPACE)
            for number, piece in enumerate(pieces)
        ]
    made: list[Atom] = []
    parts = [part for part in _BREAK_AFTER.split(word) if part] if len(word) < 500 else [word]
    for part in parts:
        if face.width(part) * scale > width:
            made.extend(atom(piece, piece, _OPEN) for piece in _cut(part, face, width / scale))
            continue
        syllables = _syllables(part) if style.hyphenate and len(part) > 6 else [part]
        made.extend(atom(piece, piece, _SOFT) for piece in syllables)
        made[-1] = _followed(made[-1], _OPEN)
    made[-1] = _followed(made[-1], _SPACE)
    return made


def _cut(word: str, face: fonts.Face, width: float) -> list[str]:
    """A word wider than the line in pieces that fit; a letter keeps its combining marks."""
    pieces, start, used = [], 0, 0.0
    for at, letter in enumerate(word):
        advance = face.width(letter)
        if used + advance > width and at > start and advance:
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += advance
    return [*pieces, word[start:]]


def _syllables(word: str) -> list[str]:
    core = word.strip("«»\"'().,:;!?…–-")
    if len(core) < 7 or not core.isalpha() or core[1:].lower() != core[1:]:
        return [word]
    divider = _divider(language())
    if divider is None:
        return [word]
    lead = word.index(core)
    places = [0, *(lead + at for at in divider.positions(core)), len(word)]
    return [word[a:b] for a, b in pairwise(places)]


@cache
def _divider(language: str) -> Any:
    """Hyphenation patterns of the language; none where pyphen is not installed: then words stay whole."""
    try:
        import pyphen
    except ModuleNotFoundError:
        return None
    code = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}[language]
    return pyphen.Pyphen(lang=code, left=3, right=3) if code in pyphen.LANGUAGES else None


# --- atoms to lines ---


def _measures(atoms: Sequence[Atom], style: Style, space: dict[str, float]) -> tuple[list[float], list[float]]:
    """For each atom: its width with the space after it inside a line, and what a break after it adds."""
    inner, at_end = [], []
    for atom in atoms:
        inner.append(atom.width + (space[atom.face] if atom.after == _SPACE else 0.0))
        hyphen = fonts.face(atom.face).width("-") * style.size / 1000 if atom.after == _SOFT else 0.0
        at_end.append(atom.width + hyphen)
    return inner, at_end


def _greedy(atoms: Sequence[Atom], style: Style, width: float, space: dict[str, float]) -> list[tuple[int, int]]:
    inner, at_end = _measures(atoms, style, space)
    chosen, first, used, good = [], 0, 0.0, 0
    at = 0
    while at < len(atoms):
        if used + at_end[at] > width + 0.01 and at > first:
            last = good if good > first else at
            chosen.append((first, last))
            first = at = last
            used = 0.0
            continue
        used += inner[at]
        at += 1
        if atoms[at - 1].after != _TIGHT:
            good = at
    chosen.append((first, len(atoms)))
    return chosen


def _even(atoms: Sequence[Atom], style: Style, width: float, space: dict[str, float]) -> list[tuple[int, int]]:
    """The breaks with the least unevenness over the whole paragraph."""
    inner, at_end = _measures(atoms, style, space)
    target = width
    if style.balance:
        target = _balanced_width(atoms, style, width, space)
    count = len(atoms)
    best = [0.0] + [float("inf")] * count
    came = [0] * (count + 1)
    for first in range(count):
        if best[first] == float("inf"):
            continue
        used = 0.0
        for at in range(first, count):
            here = used + at_end[at]
            if here > target + 0.01 and at > first:
                break
            used += inner[at]
            if atoms[at].after == _TIGHT and at < count - 1:
                continue
            cost = best[first] + _cost(atoms[at].after, here / target, last=at == count - 1, first=first)
            if cost < best[at + 1]:
                best[at + 1], came[at + 1] = cost, first
    if best[count] == float("inf"):
        return _greedy(atoms, style, width, space)
    chosen, end = [], count
    while end:
        chosen.append((came[end], end))
        end = came[end]
    return chosen[::-1]


def _cost(after: int, filled: float, *, last: bool, first: int) -> float:
    slack = max(0.0, 1.0 - filled)
    if last:
        return 0.25 if first and filled < 0.15 else 0.0  # no word alone on the last line
    return 0.02 + slack * slack + {_SOFT: 0.06, _OPEN: 0.01}.get(after, 0.0)


def _balanced_width(atoms: Sequence[Atom], style: Style, width: float, space: dict[str, float]) -> float:
    """The narrowest width that needs no more lines."""
    wanted = len(_greedy(atoms, style, width, space))
    if wanted == 1:
        return width
    narrow, wide = width / 2, width
    for _turn in range(8):
        middle = (narrow + wide) / 2
        fits = all(atom.width <= middle for atom in atoms) and len(_greedy(atoms, style, middle, space)) <= wanted
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return wide


def _line(atoms: Sequence[Atom], style: Style) -> Line:
    runs: list[Run] = []
    source: list[str] = []
    for number, atom in enumerate(atoms):
        last = number == len(atoms) - 1
        tail = ("-" if atom.after == _SOFT else "") if last else (" " if atom.after == _SPACE else "")
        shown = atom.shown + tail
        source.append(atom.source + (" " if atom.after == _SPACE and not last else ""))
        if runs and runs[-1].face == atom.face and runs[-1].colour == atom.colour:
            runs[-1] = Run(runs[-1].shown + shown, atom.face, atom.colour, 0.0)
        else:
            runs.append(Run(shown, atom.face, atom.colour, 0.0))
    scale = style.size / 1000
    measured = tuple(Run(run.shown, run.face, run.colour, _width(run, scale)) for run in runs)
    return Line(measured, sum(run.width for run in measured), "".join(source), atoms[-1].after == _SPACE)


def _width(run: Run, scale: float) -> float:
    return fonts.face(run.face).width(run.shown) * scale
