"""The system's own colours, for those who have asked their machine for high contrast (EN 301 549, 11.7).

Words, edges and the ring of focus take the system's text colour, everything they stand on its background; the hues of
the parts and of what is wrong are kept, but drawn towards black or white until they stand out as clearly as text.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from nettverk.ui.common.contrast import contrast, luminance, mixed, readable
from nettverk.ui.common.theme import Theme, in_force_yet, remembered_scale

BLACK, WHITE = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)
ENOUGH = 7.0
"""Contrast of words and signs on their ground, as WCAG counts it (AAA)."""
_ON_IT = ("ink", "mute", "edge", "line", "rim")
_BELOW = ("ground", "panel", "card")
_HUES = ("part1", "part2", "part3", "part4", "stop", "ok", "warn")


def in_system_colours(palette: QPalette, scale: float) -> Theme:
    """A theme of the palette's colours; light or dark as its background is."""
    roles = QPalette.ColorRole
    ground = palette.color(roles.Window)
    ink = palette.color(roles.WindowText)
    if contrast(ink, ground) < ENOUGH:
        ink = readable(ground, BLACK, WHITE)
    base = Theme.load("dark" if luminance(ground) < 0.18 else "light", scale)
    accent = _clear(palette.color(roles.Highlight), ground)
    chosen = mixed(accent, ground, 0.3)
    colours = dict.fromkeys(_ON_IT, ink) | dict.fromkeys(_BELOW, ground)
    colours |= {hue: _clear(base.colour(hue), ground) for hue in _HUES}
    colours |= dict.fromkeys(("accent", "accent_hover", "accent_press", "focus"), accent)
    colours |= {
        "on_accent": readable(accent, BLACK, WHITE),
        "selection": chosen if contrast(chosen, ink) >= ENOUGH else ground,
        "hover": ground,
        "press": ground,
        "off": _clear(mixed(ink, ground, 0.5), ground, 4.5),
    }
    return replace(base, tokens={**base.tokens, **{token: colour.name() for token, colour in colours.items()}})


def system_palette() -> QPalette:
    """The palette of the system itself, also while the program wears its own."""
    if in_force_yet():
        QGuiApplication.setPalette(QPalette())  # Qt fetches the system's again; whoever asks puts a theme on after it
    return QPalette(QGuiApplication.palette())


def _clear(colour: QColor, ground: QColor, enough: float = ENOUGH) -> QColor:
    """The colour, drawn towards black or white until it stands out from the ground."""
    towards = readable(ground, BLACK, WHITE)
    for share in range(11):
        drawn = mixed(towards, colour, share / 10)
        if contrast(drawn, ground) >= enough:
            return drawn
    return towards


def contrast_theme(settings: QSettings) -> Theme:
    """The look of whoever has asked the system for high contrast, whatever was chosen here."""
    return in_system_colours(system_palette(), remembered_scale(settings))
