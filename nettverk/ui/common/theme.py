"""The visual language: tokens from ``resources/themes``, one type scale, an 8-px grid, fonts and tinted icons.

Everything seen takes its colours, sizes and type from here; nothing else in the program names a colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSettings, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication

from nettverk.assets import resource
from nettverk.ui.common.remembered import choice, number

Weight = Literal["regular", "semibold", "bold"]

FAMILIES = ("Noto Sans", "Nettverk Symbols")
BODY_PX = 15
RATIO = 1.25
GRID = 8
LOOKS = ("system", "light", "dark")
SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
# The theme is kept as a property of the application: the one place every widget reaches without being handed it.
_IN_FORCE = "nettverk_theme"
# Which of our colours stands in for each of Qt's roles; what is not named keeps Qt's own.
_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "stop",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "ground",
    QPalette.ColorRole.PlaceholderText: "mute",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "panel",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "shadow",
}
_WEIGHTS = {"regular": QFont.Weight.Normal, "semibold": QFont.Weight.DemiBold, "bold": QFont.Weight.Bold}


@dataclass(frozen=True, slots=True)
class Theme:
    """One look: colours by token, and the type scale at the user's text size.

    Attributes:
        name: light or dark.
        tokens: hex colours by token; the wall's under ``wall_…``.
        scale: the user's text size, 1.0 for 100 %.
    """

    name: str
    tokens: Mapping[str, str]
    scale: float = 1.0

    @classmethod
    def load(cls, name: str, scale: float = 1.0) -> Theme:
        """Read ``light`` or ``dark`` from the theme files."""
        return cls(name, _tokens(name), scale)

    @property
    def dark(self) -> bool:
        """Whether the ground is darker than the ink."""
        return self.name == "dark"

    @property
    def growth(self) -> float:
        """How much lengths that follow the text grow with it, 1.0 or more.

        Small text does not shrink icons and columns: what is to be hit with a mouse keeps its size.
        """
        return max(1.0, self.scale)

    def scaled(self, scale: float) -> Theme:
        """The same look at another text size."""
        return replace(self, scale=scale)

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """A token's colour; ``alpha`` 0–1. An unknown token is a bug (KeyError)."""
        colour = QColor(self.tokens[token])
        if alpha < 1:
            colour.setAlphaF(alpha)
        return colour

    def faint(self, strength: float = 1.0) -> QColor:
        """A ground that only orders, with words or a stronger mark on it; ``strength`` is 0 to 1.

        In high contrast a hairline has the colour of words, so what they stand on is a shade of it.
        """
        same = self.tokens["line"] == self.tokens["ink"]
        return self.colour("ink", 0.25 * strength) if same else self.colour("line", strength)

    def part(self, number: int) -> QColor:
        """The hue of main part 1–4; 0 (breaks and the rest) is mute."""
        return self.colour(f"part{number}" if 1 <= number <= 4 else "mute")

    def px(self, step: int) -> int:
        """Font size in pixels on the 1.25 scale; step 0 is body text, -1 small print."""
        return round(BODY_PX * RATIO**step * self.scale)

    def font(self, step: int = 0, weight: Weight = "regular") -> QFont:
        """The type family at a step of the scale."""
        return type_of(self.px(step), weight)

    def space(self, n: float = 1) -> int:
        """n steps of the 8-px grid, in pixels."""
        return round(GRID * n)

    def icon(self, name: str, token: str = "ink", size: int = 20, gap: int = 0) -> QIcon:
        """An icon of the family (``resources/icons/NAME.svg``) in a token's colour; Qt greys it when disabled.

        Args:
            size: pixels at 100 % text size.
            gap: empty pixels to its right.
        """
        return tinted(name, self.tokens[token], self.icon_px(size), gap)

    def icon_px(self, size: int) -> int:
        """Pixels of an icon that follows the text size; icons never get smaller than drawn."""
        return round(size * self.growth)

    def palette(self) -> QPalette:
        """The colours as Qt's own roles, so that plain widgets fit in without a style sheet."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        roles = QPalette.ColorRole
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("off"))
        return palette

    def style_sheet(self) -> str:
        """The one style sheet, with every ``@token`` filled in."""
        values = dict(self.tokens)
        for step in range(-1, 7):
            values[f"font_{step}" if step >= 0 else "font_small"] = f"{self.px(step)}px"
        values["field_height"] = f"{self.px(0) + 16}px"
        values["arrow"] = f"{self.icon_px(13)}px"
        values["tick"] = f"{self.icon_px(18)}px"
        text = resource("themes", "style.qss").read_text(encoding="utf-8")
        # The longest names first, or «@ink» would be filled in inside «@ink_soft».
        for name in sorted(values, key=len, reverse=True):
            text = text.replace(f"@{name}", values[name])
        images = resource("themes", self.name).as_posix().replace("\\", r"\\").replace('"', r"\"")
        return text.replace("@images", images)


def apply(theme: Theme, *, first: bool = False) -> None:
    """Dress the whole application in a theme; ``first`` leaves the fonts that can wait to a later ``load_fonts``."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a theme needs a QApplication")
    app.setProperty(_IN_FORCE, theme)
    # The first time only: to change the style of a running program would polish every widget there is twice.
    bare = not app.styleSheet()
    if bare and app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    load_fonts(first=first)
    app.setFont(theme.font(0))
    app.setPalette(theme.palette())
    sheet = theme.style_sheet()
    if sheet != app.styleSheet():  # Qt would dress every widget anew in what it wears
        app.setStyleSheet(sheet)
    if bare:  # on Windows and Mac the first sheet has given lists, menus and tips the system's small font back
        app.setFont(theme.font(0))


def in_force() -> Theme:
    """The look the application wears now; leaf widgets read it as they read the palette."""
    app = QApplication.instance()
    theme = app.property(_IN_FORCE) if app is not None else None
    return theme if isinstance(theme, Theme) else Theme.load("light")


@cache
def _tokens(name: str) -> Mapping[str, str]:
    """The colours of a theme file; read by hand because tomllib costs a tenth of the start-up (a test compares)."""
    tokens: dict[str, str] = {}
    prefix = ""
    for line in resource("themes", f"{name}.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            prefix = "wall_" if line.startswith("[wall]") else ""
        elif (words := line.split('"'))[0].rstrip().endswith("=") and words[1].startswith("#"):
            tokens[prefix + words[0].rstrip(" =")] = words[1]
    return tokens


def type_of(px: float, weight: Weight = "regular") -> QFont:
    """The type family at a size in pixels, for painters that fit text to a room (the wall)."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(max(1, round(px)))
    font.setWeight(_WEIGHTS[weight])
    return font


def load_fonts(*, first: bool = False) -> tuple[str, ...]:
    """Make the bundled fonts known to Qt, once per process; returns the families found. Needs a QGuiApplication.

    Args:
        first: only those of the first paint; the italic and the symbols wait for the next call.
    """
    paths = sorted(resource("fonts").glob("*.ttf"))
    if first:
        paths = [path for path in paths if "Italic" not in path.name and "Symbols" not in path.name]
    return tuple(dict.fromkeys(family for path in paths for family in _load_font(str(path))))


@cache
def _load_font(path: str) -> tuple[str, ...]:
    number = QFontDatabase.addApplicationFont(path)
    return () if number < 0 else tuple(QFontDatabase.applicationFontFamilies(number))


def system_scheme() -> str:
    """What the system prefers now: light or dark."""
    app = QGuiApplication.instance()
    if app is None or app.property(_IN_FORCE) is None:  # the palette is still the system's own, and quick to ask
        return "dark" if QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else "light"
    from PySide6.QtCore import Qt

    return "dark" if style_hints().colorScheme() == Qt.ColorScheme.Dark else "light"


def in_force_yet() -> bool:
    """Whether the application wears a theme of ours already."""
    app = QGuiApplication.instance()
    return app is not None and app.property(_IN_FORCE) is not None


@cache
def style_hints() -> QStyleHints:
    """Qt's hints, kept: PySide takes what hangs on them for deleted once they themselves are let go of."""
    return QGuiApplication.styleHints()


def high_contrast() -> bool:
    """Whether the system has been asked for high contrast."""
    if QGuiApplication.instance() is None:
        return False
    return style_hints().accessibility().contrastPreference().name == "HighContrast"


def remembered_theme(settings: QSettings) -> Theme:
    """The look and text size the user chose, or the system's look; read before anything is painted."""
    name = remembered_look(settings)
    return Theme.load(system_scheme() if name == "system" else name, remembered_scale(settings))


def remembered_scale(settings: QSettings) -> float:
    """The text size to start in, 1.0 for 100 %."""
    scale = number(settings, "text_scale", 1.0, SCALES[0], SCALES[-1])
    # Settings may have been edited by hand or written by another version: the nearest size we offer is taken.
    return min(SCALES, key=lambda known: abs(known - scale))


def remembered_look(settings: QSettings) -> str:
    """system, light or dark, as the user chose."""
    return choice(settings, "look", LOOKS, "system")


@cache
def _svg(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """An icon drawn in one colour; ``size`` in logical pixels, ``ratio`` the screen's device pixel ratio."""
    from PySide6.QtSvg import QSvgRenderer

    # The icons are drawn in «currentColor», which only a browser knows; the colour is put in before Qt reads them.
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_picture(name: str, token: str, size: int) -> QPixmap:
    """An icon for a label, in the look in force and at its text size."""
    theme = in_force()
    side = theme.icon_px(size)
    return theme.icon(name, token, size).pixmap(QSize(side, side), _finest())


def _finest() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@cache
def tinted(name: str, colour: str, size: int, gap: int = 0) -> QIcon:
    """An icon in a colour, sharp on every screen there is."""
    icon = QIcon()
    # One picture for plain screens and one for the finest there is; Qt scales the nearer of them for those between.
    for ratio in sorted({1.0, _finest()}):
        icon.addPixmap(icon_pixmap(name, colour, size, ratio, gap))
    return icon
