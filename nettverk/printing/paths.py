"""Outlines as operators of PDF's: written here, since reportlab's way to write a number costs as much as a word.

Coordinates are points from the page's lower left corner, or from wherever zero has been moved to.
"""

from __future__ import annotations

import math

_ROUND = 0.5522847498
"""How far a Bézier curve's points stand out for a quarter of a circle, as a part of its radius."""


class Path:
    """An outline, from point to point; ``code`` has its operators."""

    def __init__(self) -> None:
        self.code: list[str] = []

    def moveTo(self, x: float, y: float) -> None:
        """Begin a new outline."""
        self.code.append(f"{x:.3f} {y:.3f} m")

    def lineTo(self, x: float, y: float) -> None:
        """A straight line to there."""
        self.code.append(f"{x:.3f} {y:.3f} l")

    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        """A curve to (x, y) that leaves towards the first point and comes from the second."""
        self.code.append(f"{x1:.3f} {y1:.3f} {x2:.3f} {y2:.3f} {x:.3f} {y:.3f} c")

    def close(self) -> None:
        """A straight line back to where it began."""
        self.code.append("h")

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle, by its lower left corner."""
        self.code.append(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re")

    def circle(self, x: float, y: float, radius: float) -> None:
        """A whole circle."""
        out = radius * _ROUND
        self.moveTo(x + radius, y)
        self.curveTo(x + radius, y + out, x + out, y + radius, x, y + radius)
        self.curveTo(x - out, y + radius, x - radius, y + out, x - radius, y)
        self.curveTo(x - radius, y - out, x - out, y - radius, x, y - radius)
        self.curveTo(x + out, y - radius, x + radius, y - out, x + radius, y)
        self.close()

    def rounded(self, x: float, y: float, width: float, height: float, radius: float) -> None:
        """A rectangle with rounded corners, by its lower left corner."""
        right, top, edge = x + width, y + height, radius * (1 - _ROUND)
        self.moveTo(x + radius, y)
        self.lineTo(right - radius, y)
        self.curveTo(right - edge, y, right, y + edge, right, y + radius)
        self.lineTo(right, top - radius)
        self.curveTo(right, top - edge, right - edge, top, right - radius, top)
        self.lineTo(x + radius, top)
        self.curveTo(x + edge, top, x, top - edge, x, top - radius)
        self.lineTo(x, y + radius)
        self.curveTo(x, y + edge, x + edge, y, x + radius, y)
        self.close()

    def arc(self, x: float, y: float, radius: float, start: float, sweep: float, *, joined: bool) -> None:
        """A part of a circle around (x, y); degrees from the right, counted against the clock.

        Args:
            joined: a straight line leads to its beginning from where the outline stands.
        """
        pieces = max(1, math.ceil(abs(sweep) / 90))
        step = math.radians(sweep) / pieces
        out = 4 / 3 * math.tan(step / 4) * radius
        here = math.radians(start)
        (self.lineTo if joined else self.moveTo)(x + radius * math.cos(here), y + radius * math.sin(here))
        for _piece in range(pieces):
            there = here + step
            self.curveTo(
                x + radius * math.cos(here) - out * math.sin(here),
                y + radius * math.sin(here) + out * math.cos(here),
                x + radius * math.cos(there) + out * math.sin(there),
                y + radius * math.sin(there) - out * math.cos(there),
                x + radius * math.cos(there),
                y + radius * math.sin(there),
            )
            here = there
