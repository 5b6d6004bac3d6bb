"""Names that must fit: first smaller, then on more lines, and only then shortened."""

from __future__ import annotations

from nettverk.printing.flow import one_line
from nettverk.printing.lines import Line, set_lines
from nettverk.printing.styles import Style


def fit(
    text: str, style: Style, width: float, height: float, *, least: float, shrink: float = 0.62
) -> tuple[Style, tuple[Line, ...]]:
    """The text set as large as the room allows, and the style it was set in.

    Args:
        style: at its largest; leading shrinks with the size.
        least: smallest type size, in points; a text too long even then ends in ….
        shrink: how small, of its size, it may become before it takes another line.
    """
    ratio = style.leading / style.size
    text = " ".join(text.split())
    one_line_least = max(least, style.size * shrink)
    size = style.size
    while size >= one_line_least:  # one line, a little smaller
        tried = style.but(size=size, leading=size * ratio)
        lines = set_lines(text, tried, width)
        if len(lines) == 1 and tried.leading <= height:
            return tried, lines
        size -= 0.5
    size = style.size
    while size >= least:  # more lines, as large as they go; a word is divided only where nothing else helps
        tried = style.but(size=size, leading=size * ratio, balance=True)
        lines = set_lines(text, tried, width)
        if len(lines) * tried.leading <= height and _words_whole(lines):
            return tried, lines
        size -= 0.5
    tried = style.but(size=least, leading=least * ratio)
    most = max(1, int(height / tried.leading))
    lines = set_lines(text, tried, width)
    if len(lines) <= most:
        return tried, lines
    rest = " ".join(line.source for line in lines[most - 1 :])
    return tried, (*lines[: most - 1], one_line(rest, tried, width))


def _words_whole(lines: tuple[Line, ...]) -> bool:
    """Whether no line ends inside a word (after a hyphen is no inside)."""
    return all(line.spaced or line.source[-1:] in {"-", "–", "/"} or line is lines[-1] for line in lines)
