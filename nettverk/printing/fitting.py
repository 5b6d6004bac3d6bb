"""Names that must fit: first smaller, then on more lines, and only then shortened."""

from __future__ import annotations

from nettverk.domain.text_layout import largest
from nettverk.printing.flow import one_line
from nettverk.printing.lines import Line, set_lines
from nettverk.printing.styles import Style

_FOR_A_WHOLE_NAME = 0.8
"""How small, of its size, a text may become for no name in it to be divided at its own hyphen."""


def fit(
    text: str, style: Style, width: float, height: float, *, least: float, shrink: float = 0.62
) -> tuple[Style, tuple[Line, ...]]:
    """The text set as large as the room allows, and the style it was set in.

    Args:
        style: at its largest; leading shrinks with the size.
        least: smallest type size, in points; a text too long even then ends in ….
        shrink: how small, of its size, it may become before it takes another line.
    """
    text = " ".join(text.split())
    ratio = style.leading / style.size

    def at(size: float, *, balance: bool = style.balance) -> tuple[Style, tuple[Line, ...]]:
        smaller = style.but(size=size, leading=size * ratio, balance=balance)
        return smaller, set_lines(text, smaller, width)

    def on_one_line(size: float) -> tuple[Style, tuple[Line, ...]] | None:
        smaller, lines = at(size)
        return (smaller, lines) if len(lines) == 1 and smaller.leading <= height else None

    def on_more_lines(size: float) -> tuple[Style, tuple[Line, ...]] | None:
        smaller, lines = at(size, balance=True)
        fits = len(lines) * smaller.leading <= height and _words_whole(lines)
        return (smaller, lines) if fits else None

    def with_names_whole(size: float) -> tuple[Style, tuple[Line, ...]] | None:
        fitting = on_more_lines(size)
        return fitting if fitting and all(line.spaced for line in fitting[1][:-1]) else None

    on_one = largest(_sizes(max(least, style.size * shrink), style.size), on_one_line)
    if on_one is not None:
        return on_one
    fitting = largest(_sizes(least, style.size), on_more_lines)
    if fitting is not None:
        nearly = max(least, fitting[0].size * _FOR_A_WHOLE_NAME)
        return largest(_sizes(nearly, fitting[0].size), with_names_whole) or fitting
    smallest, lines = at(least)
    most = max(1, int(height / smallest.leading))
    if len(lines) <= most:
        return smallest, lines
    rest = " ".join(line.source for line in lines[most - 1 :])
    return smallest, (*lines[: most - 1], one_line(rest, smallest, width))


def _sizes(least: float, most: float) -> list[float]:
    """Type sizes half a point apart, counted down from the largest; the smallest first."""
    return [most - step / 2 for step in range(int((most - least) * 2), -1, -1)]


def _words_whole(lines: tuple[Line, ...]) -> bool:
    """Whether no line ends inside a word (after a hyphen is no inside)."""
    return all(line.spaced or line.source[-1:] in {"-", "–", "/"} or line is lines[-1] for line in lines)
