"""Contrast between colours, as WCAG counts it."""

from __future__ import annotations

from PySide6.QtGui import QColor


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: QColor, other: QColor) -> float:
    """From 1 (the same) to 21 (black on white)."""
    a, b = sorted((luminance(colour), luminance(other)))
    return (b + 0.05) / (a + 0.05)


def readable(ground: QColor, *inks: QColor) -> QColor:
    """The ink that is read best on a ground."""
    return max(inks, key=lambda ink: contrast(ink, ground))


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """So much (0–1) of a colour laid over a ground."""
    return QColor.fromRgbF(
        *(
            share * part + (1 - share) * below
            for part, below in (
                (colour.redF(), ground.redF()),
                (colour.greenF(), ground.greenF()),
                (colour.blueF(), ground.blueF()),
            )
        )
    )
