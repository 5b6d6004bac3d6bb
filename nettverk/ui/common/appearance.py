"""Which look is in force: the system's or the user's choice, at the user's text size, remembered on this machine."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from nettverk import i18n
from nettverk.ui.common import qt_words
from nettverk.ui.common import theme as looks
from nettverk.ui.common.theme import SCALES, Theme, remembered_look, remembered_theme
from nettverk.ui.common.workspace import Workspace

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}


class Appearance(QObject):
    """Changes the look, the text size and the language while the program runs."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = workspace.settings
        # Asking Qt for a scheme makes title bars follow too; where the system decides, Qt follows it by itself.
        if self.look != "system":
            looks.style_hints().setColorScheme(_SCHEMES[self.look])
        looks.style_hints().colorSchemeChanged.connect(self._system_changed)
        looks.style_hints().accessibility().contrastPreferenceChanged.connect(lambda _wish: self.wear())
        qt_words.speak()

    @property
    def look(self) -> str:
        """system, light or dark, as the user chose."""
        return remembered_look(self._settings)

    def choose_look(self, name: str) -> None:
        """Follow the system, or keep to light or dark; title bars follow too."""
        self._settings.setValue("look", name)
        looks.style_hints().setColorScheme(_SCHEMES[name])
        self.wear()

    def other(self) -> None:
        """Change from light to dark or back; from then on the system is not followed."""
        self.choose_look("light" if self._workspace.theme.dark else "dark")

    @property
    def scale(self) -> float:
        """Text size in force; 1.0 is 100 %."""
        return self._workspace.theme.scale

    def choose_scale(self, scale: float) -> None:
        """Set another text size, 0.9–2.0, and remember it on this machine."""
        self._settings.setValue("text_scale", scale)
        self.wear()

    def step_scale(self, by: int) -> None:
        """The next larger (1) or smaller (-1) text size; 0 for 100 %."""
        # The size in force may lie between two of ours, when the settings were edited by hand.
        place = SCALES.index(min(SCALES, key=lambda known: abs(known - self.scale)))
        self.choose_scale(1.0 if by == 0 else SCALES[max(0, min(len(SCALES) - 1, place + by))])

    @property
    def language(self) -> str:
        """Code of the language the windows speak now."""
        return i18n.language()

    def choose_language(self, code: str) -> None:
        """Another language; the windows set their words anew."""
        if code == i18n.language():
            return
        self._settings.setValue("language", code)
        i18n.set_language(code)
        # Before anyone sets their words anew, since dates and buttons of Qt are asked for while they do.
        qt_words.speak()
        self._workspace.language_changed.emit()

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.look == "system" or looks.high_contrast():
            self.wear()

    def wear(self) -> None:
        """Put on what was chosen; at start-up, what the first paint could only guess from the system's palette."""
        theme = self._wanted()
        if theme != self._workspace.theme:
            looks.apply(theme)
            self._workspace.set_theme(theme)

    def _wanted(self) -> Theme:
        if looks.high_contrast():
            from nettverk.ui.common.high_contrast import contrast_theme

            return contrast_theme(self._settings)
        return remembered_theme(self._settings)
