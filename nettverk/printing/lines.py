"""Words into lines: any text, any width, without loss.

Lines are chosen for the paragraph as a whole (least unevenness), words may be divided by the language's rules, and a
word wider than the line is divided within its parts, or cut where it must be. Every line knows both what is drawn and
what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from nettverk.domain.text_layout import Joint, Lines, Widths, balanced_width, even, filled
from nettverk.i18n import language
from nettverk.printing import dividing, fonts
from nettverk.printing.scripts import bidi, breaks
from nettverk.printing.styles import Colour, Style

_BREAK_AFTER = re.compile(r"(?<=[-‐–—/])(?=\w)")
_ADDRESS = re.compile(r"://|@|\w\.\w")
"""What is in an address of the web or of mail, and in no word."""
_ATOMS_SET_WHOLE = 30_000
"""Longer paragraphs, of a book's length, are set line by line."""
_BALANCED_WITHIN = 1 / 500
"""How near balanced lines come to the narrowest there could be, as a part of the width."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with a weight or colour of its own."""

    text: str
    face: str = ""
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text that is never divided, as ``domain.text_layout`` sets it.

    Attributes:
        text: what is drawn.
        source: what was typed; empty for all but the first atom of a word that is drawn otherwise than it was typed.
        foreign: some of it is in other writing than Noto Sans has.
    """

    text: str
    source: str
    joint: Joint
    face: str
    colour: Colour | None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one weight and colour on a line."""

    shown: str
    face: str
    colour: Colour | None
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is drawn, its width, what was typed, and whether a space follows before the next line.

    Attributes:
        ends: whether it is the last line of its paragraph; what comes after it is never the rest of its last word.
        differs: what is drawn is not what was typed: a hyphen at its end, or a letter that the face lacks.
        foreign: some of it is in other writing than Noto Sans has.
        turned: some of it runs from right to left. left: its paragraph does.
        set_right: it is one of several lines of such a paragraph, which stand at the right.
    """

    runs: tuple[Run, ...]
    width: float
    source: str
    spaced: bool = False
    ends: bool = False
    differs: bool = False
    foreign: bool = False
    turned: bool = False
    left: bool = False
    set_right: bool = False

    @property
    def divided(self) -> bool:
        """Whether it ends with a hyphen of ours, inside a word."""
        return self.shown.endswith("-") and not self.source.endswith("-")

    @property
    def shown(self) -> str:
        """What is drawn, a soft hyphen shown as a hyphen only where the line is broken at it."""
        return "".join(run.shown for run in self.runs)


def set_lines(text: str | Sequence[Span], style: Style, width: float) -> tuple[Line, ...]:
    """The text as lines no wider than ``width`` points; an empty text is one empty line."""
    spans = (Span(text),) if isinstance(text, str) else tuple(text)
    return _set(spans, style, width, style.language or language())


@lru_cache(maxsize=4096)
def _set(spans: tuple[Span, ...], style: Style, width: float, spoken: str) -> tuple[Line, ...]:
    """The lines, remembered: the same answer goes home to every unit, and blocks ask again as they are moved about."""
    lines: list[Line] = []
    for atoms in _paragraphs(spans, style, width, spoken):
        if not atoms:
            lines.append(Line((), 0.0, ""))
            continue
        widths = _widths(atoms, style.size)
        count = len(atoms)
        foreign = any(atom.foreign for atom in atoms)
        left = foreign and bidi.runs_left("".join(atom.text for atom in atoms))
        broken = _broken(widths, style, width)
        for first, last in broken:
            line = _line(atoms[first:last], style, ends=last == count)
            if foreign:
                turned = left or any(bidi.kind(letter) in {"R", "AL"} for letter in line.shown)
                line = replace(line, foreign=True, turned=turned, left=left, set_right=left and len(broken) > 1)
            lines.append(line)
    return tuple(lines) or (Line((), 0.0, ""),)


def _widths(atoms: Sequence[Atom], size: float) -> Widths:
    """As ``domain.text_layout.measured``, in fewer steps: every word of every page passes here."""
    scale = size / 1000
    alone: list[float] = []
    inside: list[float] = []
    at_end: list[float] = []
    name, width_of, space, hyphen = "", fonts.face(fonts.REGULAR).width, 0.0, 0.0
    for atom in atoms:
        if atom.face != name:
            name, width_of = atom.face, fonts.face(atom.face).width
            space, hyphen = width_of(" ") * scale, width_of("-") * scale
        wide = width_of(atom.text) * scale
        alone.append(wide)
        inside.append(wide + space if atom.joint is Joint.SPACE else wide)
        at_end.append(wide + hyphen if atom.joint is Joint.SOFT else wide)
    return Widths(alone, inside, at_end, [atom.joint for atom in atoms])


def _broken(widths: Widths, style: Style, width: float) -> Lines:
    if len(widths.alone) > _ATOMS_SET_WHOLE:
        return filled(widths, width)
    if not style.balance:
        return even(widths, width)
    fewest = len(filled(widths, width))
    whole, starts = _names_whole(widths)
    if whole is not widths and (max(whole.at_end) > width or len(filled(whole, width)) > fewest):
        whole, starts = widths, list(range(len(widths.alone) + 1))
    width = balanced_width(whole, width, lowest=width / 2, tolerance=width * _BALANCED_WITHIN)
    return [(starts[first], starts[last]) for first, last in even(whole, width)]


def _names_whole(widths: Widths) -> tuple[Widths, list[int]]:
    """The same with what a typed hyphen holds together as one piece: a heading does not divide a name that there is
    room for. And where each piece began, with the end after the last."""
    count = len(widths.alone)
    if Joint.OPEN not in widths.joints:
        return widths, list(range(count + 1))
    starts = [0, *(at + 1 for at in range(count - 1) if widths.joints[at] is not Joint.OPEN), count]
    spans = list(pairwise(starts))
    before = [sum(widths.inside[first : last - 1]) for first, last in spans]
    return (
        Widths(
            [width + widths.alone[last - 1] for width, (_first, last) in zip(before, spans, strict=True)],
            [width + widths.inside[last - 1] for width, (_first, last) in zip(before, spans, strict=True)],
            [width + widths.at_end[last - 1] for width, (_first, last) in zip(before, spans, strict=True)],
            [widths.joints[last - 1] for _first, last in spans],
        ),
        starts,
    )


# --- text to atoms ---


def _paragraphs(spans: Sequence[Span], style: Style, width: float, spoken: str) -> list[list[Atom]]:
    paragraphs: list[list[Atom]] = [[]]
    for span in spans:
        name = span.face or style.face
        for number, piece in enumerate(fonts.as_typed(span.text).replace("\u2028", "\n").split("\n")):
            if number:
                paragraphs.append([])
            here = paragraphs[-1]
            # A span may begin with the space that belongs after the last word of the span before it.
            if piece[:1] in {" ", "\t"} and here:
                here[-1] = _followed(here[-1], Joint.SPACE)
            words = re.split("[ \t]+", piece.strip(" \t"))
            for word in words:
                here.extend(_atoms(word, name, span.colour, style, width, spoken) if word else ())
            if here and piece.strip(" \t") and piece[-1:] not in {" ", "\t"}:
                here[-1] = _followed(here[-1], Joint.TIGHT)
    # Empty lines at the end would only push what comes next down the page.
    while len(paragraphs) > 1 and not paragraphs[-1]:
        paragraphs.pop()
    return paragraphs


def _followed(atom: Atom, joint: Joint) -> Atom:
    return Atom(atom.text, atom.source, joint, atom.face, atom.colour, atom.foreign)


def _atoms(
    word: str, name: str, colour: Colour | None, style: Style, width: float, spoken: str
) -> Sequence[Atom]:  # fmt: skip
    """One word as the pieces it may be divided into; the last is followed by a space."""
    scale = style.size / 1000
    spoken = "" if _ADDRESS.search(word) else spoken  # a hyphen in it would be copied along
    known, widest = _divided(word, name, colour, spoken if style.hyphenate else "")
    if known and widest * scale <= width:
        return known
    face = fonts.face(name)

    def atom(text: str, source: str, joint: Joint) -> Atom:
        return Atom(text, source, joint, name, colour, foreign)

    shown = fonts.printable(word)
    foreign = face.foreign(shown)
    # What is drawn differs from what was typed (a letter the face lacks). The whole word is the source of its first
    # piece, so that copying the text out of the PDF gives the letters that were typed, once.
    if shown != word:
        pieces = [shown] if face.width(shown) * scale <= width else _cut(shown, face, width / scale)
        # Nothing is said in the place of what runs left (see ``Pen``): there each piece says itself.
        turned = foreign and any(bidi.kind(letter) in {"R", "AL"} for letter in shown)
        return [
            atom(
                piece,
                piece if turned else "" if number else word,
                Joint.OPEN if number < len(pieces) - 1 else Joint.SPACE,
            )
            for number, piece in enumerate(pieces)
        ]
    atoms: list[Atom] = []
    for part in _parts(word, foreign=foreign):
        if face.width(part) * scale > width:
            atoms.extend(atom(piece, piece, joint) for piece, joint in _narrow(part, face, width / scale, spoken))
            atoms[-1] = _followed(atoms[-1], Joint.OPEN)
            continue
        syllables = dividing.pieces(part, spoken) if spoken and style.hyphenate else [part]
        atoms.extend(atom(piece, piece, Joint.SOFT) for piece in syllables)
        atoms[-1] = _followed(atoms[-1], Joint.OPEN)
    atoms[-1] = _followed(atoms[-1], Joint.SPACE)
    return atoms


@lru_cache(maxsize=8192)
def _divided(word: str, name: str, colour: Colour | None, divided_in: str) -> tuple[tuple[Atom, ...], float]:
    """A word's pieces where the line is wide enough for each of its parts, and the widest part in thousandths of the
    size; no pieces where it is drawn otherwise than it was typed. The same words come again and again.

    Args:
        divided_in: the language by whose rules it may be divided; empty for none.
    """
    if fonts.printable(word) != word:
        return (), 0.0
    face = fonts.face(name)
    foreign = face.foreign(word)
    atoms: list[Atom] = []
    parts = _parts(word, foreign=foreign)
    for part in parts:
        syllables = dividing.pieces(part, divided_in) if divided_in else [part]
        atoms.extend(Atom(piece, piece, Joint.SOFT, name, colour, foreign) for piece in syllables)
        atoms[-1] = _followed(atoms[-1], Joint.OPEN)
    atoms[-1] = _followed(atoms[-1], Joint.SPACE)
    return tuple(atoms), max(map(face.width, parts))


def _parts(word: str, *, foreign: bool) -> list[str]:
    # A «word» of hundreds of letters is a pasted address or worse; looking for its seams would take long for nothing.
    parts = [part for part in _BREAK_AFTER.split(word) if part] if len(word) < 500 else [word]
    return [piece for part in parts for piece in breaks.parts(part)] if foreign else parts


def _narrow(word: str, face: fonts.Face, width: float, spoken: str) -> list[tuple[str, Joint]]:
    """A word wider than the line in pieces that fit. It is divided whatever the style says, and within the parts of a
    compound where those are too wide; what is no word, or has no place to divide, is cut with no hyphen of ours."""
    pieces = dividing.pieces(word, spoken) if spoken else [word]
    if spoken and any(face.width(piece + "-") > width for piece in pieces):
        pieces = dividing.pieces(word, spoken, everywhere=True)
    fitted: list[tuple[str, Joint]] = []
    for piece in pieces:
        if face.width(piece + "-") > width:
            fitted.extend((letters, Joint.OPEN) for letters in _cut(piece, face, width))
        else:
            fitted.append((piece, Joint.SOFT))
    return fitted


def _cut(word: str, face: fonts.Face, width: float) -> list[str]:
    """A word wider than the line in pieces that fit; a letter keeps its combining marks."""
    pieces, start, used = [], 0, 0.0
    for at, letter in enumerate(word):
        advance = face.width(letter)
        # A combining mark stays with its letter, so it never begins a piece.
        if used + advance > width and at > start and advance and not breaks.stays(letter):
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += advance
    return [*pieces, word[start:]]


# --- atoms to lines ---


def _line(atoms: Sequence[Atom], style: Style, *, ends: bool) -> Line:
    last = atoms[-1]
    face, colour = atoms[0].face, atoms[0].colour
    pieces: list[tuple[str, str, Colour | None]] = []
    shown = source = ""
    for atom in atoms[:-1]:
        if atom.face != face or atom.colour != colour:
            pieces.append((shown, face, colour))
            face, colour, shown = atom.face, atom.colour, ""
        space = " " if atom.joint is Joint.SPACE else ""
        shown += atom.text + space
        source += atom.source + space
    if last.face != face or last.colour != colour:
        pieces.append((shown, face, colour))
        face, colour, shown = last.face, last.colour, ""
    pieces.append((shown + last.text + ("-" if last.joint is Joint.SOFT else ""), face, colour))
    source += last.source
    scale = style.size / 1000
    runs = tuple([Run(text, face, colour, fonts.face(face).width(text) * scale) for text, face, colour in pieces])
    return Line(
        runs,
        sum([run.width for run in runs]),
        source,
        spaced=last.joint is Joint.SPACE,
        ends=ends,
        differs="".join([run.shown for run in runs]).rstrip() != source,
    )
