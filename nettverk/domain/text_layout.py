"""Setting type, on the wall and on paper: words broken into lines that come out even, at the largest size that fits.

What a letter looks like is not known here. Whoever sets a text hands over its pieces and a ``Measure``, and gets back
which pieces stand on which line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol, TypeVar

Measure = Callable[[str, str, float], float]
"""How wide a text is: given the text, the face and the type size; in the unit that widths of lines are in."""

Lines = list[tuple[int, int]]
"""For each line, its first piece and the one after its last."""

_ROUNDING = 0.01
"""A line may be wider than the column by this much: sums of widths are never exact."""

Result = TypeVar("Result")


class Joint(Enum):
    """What stands between a piece and the next one."""

    SPACE = auto()
    """A space, which falls away where a line ends."""
    OPEN = auto()
    """Nothing, but a line may end here: after a hyphen that was typed, or where a word was cut because it must be."""
    SOFT = auto()
    """Nothing on the same line; a hyphen where a line ends here."""
    TIGHT = auto()
    """Nothing, and a line may not end here: two weights or colours meet inside a word."""


class Piece(Protocol):
    """The smallest bit of a text that is never divided: a word, or a part of one."""

    @property
    def text(self) -> str:
        """What is drawn, without the space or hyphen after it."""
        ...

    @property
    def face(self) -> str:
        """What it is drawn in, as the ``Measure`` calls it."""
        ...

    @property
    def joint(self) -> Joint:
        """What follows it."""
        ...


@dataclass(frozen=True, slots=True)
class Widths:
    """A paragraph's pieces in order, as widths.

    Attributes:
        alone: each piece by itself.
        inside: each with what follows it inside a line, up to the next.
        at_end: each as the last one on its line, with a hyphen where one is drawn.
    """

    alone: list[float]
    inside: list[float]
    at_end: list[float]
    joints: list[Joint]


def measured(pieces: Sequence[Piece], size: float, measure: Measure, *, kerned: bool = False) -> Widths:
    """The widths of pieces at a type size.

    Args:
        kerned: measure also how much nearer two parts of one word stand, as in «A-Team». It takes two measurements more
            for each of them.
    """
    spaces: dict[str, float] = {}
    alone, inside, at_end = [], [], []
    for number, piece in enumerate(pieces):
        width = after = measure(piece.text, piece.face, size)
        if piece.joint is Joint.SPACE:
            if piece.face not in spaces:
                spaces[piece.face] = measure(" ", piece.face, size)
            after = width + spaces[piece.face]
        elif kerned and number + 1 < len(pieces):
            following = pieces[number + 1].text
            after = measure(piece.text + following, piece.face, size) - measure(following, piece.face, size)
        alone.append(width)
        inside.append(after)
        at_end.append(width + measure("-", piece.face, size) if piece.joint is Joint.SOFT else width)
    return Widths(alone, inside, at_end, [piece.joint for piece in pieces])


def filled(widths: Widths, width: float) -> Lines:
    """Each line as full as it can be. A piece wider than the line stands alone on one.

    The first break that fits is taken, so these are the fewest lines there can be.
    """
    inside, at_end, joints = widths.inside, widths.at_end, widths.joints
    most = width + _ROUNDING
    lines: Lines = []
    first = at = last_break = 0
    used = 0.0
    while at < len(inside):
        if used + at_end[at] > most and at > first:
            end = last_break if last_break > first else at  # nowhere to break: divide where it must be
            lines.append((first, end))
            first = at = end
            used = 0.0
            continue
        used += inside[at]
        at += 1
        if joints[at - 1] is not Joint.TIGHT:
            last_break = at
    if first < at:
        lines.append((first, at))
    return lines


def balanced_width(widths: Widths, width: float, *, lowest: float, tolerance: float) -> float:
    """The narrowest width that needs no more lines than ``width`` does; lines set in it are about equally long.

    Args:
        lowest: no narrower one is looked for.
        tolerance: how near to the narrowest is near enough.
    """
    lines = len(filled(widths, width))
    if lines < 2:
        return width
    widest = max(widths.alone)
    # Narrower lines never need fewer of them, so the search may halve what is left.
    low, high = lowest, width
    while high - low > tolerance:
        middle = (low + high) / 2
        if widest <= middle and len(filled(widths, middle)) <= lines:
            high = middle
        else:
            low = middle
    return high


def even(widths: Widths, width: float) -> Lines:
    """The lines with the least unevenness over the whole paragraph, as TeX chooses them.

    Takes time in proportion to the pieces times the pieces on a line. Falls back on ``filled`` where a piece is too
    wide for any line.
    """
    inside, at_end, joints = widths.inside, widths.at_end, widths.joints
    count = len(inside)
    most = width + _ROUNDING
    if _on_one_line(widths, most):
        return [(0, count)] if count else []
    unreached = float("inf")
    # best[n] is the least cost of setting the first n pieces, and came_from[n] where the last of those lines begins.
    best = [0.0] + [unreached] * count
    came_from = [0] * (count + 1)
    ladder = [0] * (count + 1)  # how many lines in a row that end there are divided words
    end = count - 1
    space, opened, soft = Joint.SPACE, Joint.OPEN, Joint.SOFT
    for first in range(count):
        before = best[first]
        if before == unreached:
            continue
        divided = _LADDER_COST[min(ladder[first], 2)]
        used = 0.0
        for at in range(first, count):
            here = used + at_end[at]
            if here > most and at > first:
                break
            used += inside[at]
            joint = joints[at]
            # How bad a line looks: the square of the part of it that is empty, and a little for each line and divided
            # word. It is counted here, and not in a function of its own, since it is done for every piece of a text.
            if at == end:
                cost = before + (0.25 if first and here / width < 0.15 else 0.0)  # no word alone on the last line
                rungs = 0
            elif joint is space or joint is opened:
                slack = 1.0 - here / width
                bad = 0.02 + slack * slack if slack > 0.0 else 0.02
                cost = before + (bad if joint is space else bad + _BREAK_COST[joint])
                rungs = 0
            elif joint is soft:
                slack = 1.0 - here / width
                bad = 0.02 + slack * slack if slack > 0.0 else 0.02
                cost = before + (bad + _BREAK_COST[joint]) + divided
                rungs = ladder[first] + 1
            else:
                continue
            if cost < best[at + 1]:
                best[at + 1], came_from[at + 1], ladder[at + 1] = cost, first, rungs
    if best[count] == unreached:
        return filled(widths, width)
    lines: Lines = []
    end = count
    while end:
        lines.append((came_from[end], end))
        end = came_from[end]
    return lines[::-1]


_LADDER_COST = (0.0, 0.15, 100.0)
"""What it costs more to divide a word where none, one or two lines before it end in a hyphen as well: a third is never
wanted, and set only where nothing else goes."""
_BREAK_COST = {Joint.SOFT: 0.06, Joint.OPEN: 0.01}
"""How much a reader minds a line that ends inside a word, beside one that is a quarter empty (0.0625)."""


def _on_one_line(widths: Widths, most: float) -> bool:
    """Whether all pieces go on one line, each of them as the last one too; nothing is better than that."""
    used = 0.0
    for at, (inside, at_end) in enumerate(zip(widths.inside, widths.at_end, strict=True)):
        if used + at_end > most and at:
            return False
        used += inside
    return True


def largest(sizes: Sequence[float], attempt: Callable[[float], Result | None]) -> Result | None:
    """What comes of the largest size that fits; None where not even the smallest does.

    Args:
        sizes: to choose from, the smallest first.
        attempt: sets the text at a size; None where it does not fit. If one size fits, every smaller one must.
    """
    fitting = None
    low, high = 0, len(sizes) - 1
    while low <= high:
        middle = (low + high + 1) // 2
        result = attempt(sizes[middle])
        if result is None:
            high = middle - 1
        else:
            fitting, low = result, middle + 1
    return fitting
