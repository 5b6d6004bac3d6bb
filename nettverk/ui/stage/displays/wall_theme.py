"""The wall's theme, dark for a dim hall and light for a bright one, as it was chosen last on this machine."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from nettverk.ui.common.remembered import choice
from nettverk.ui.common.theme import Theme

_KEY = "stage/theme"


def remembered(settings: QSettings) -> Theme:
    """The theme that was chosen last; dark until somebody chooses."""
    return Theme.load(choice(settings, _KEY, ("dark", "light"), "dark"))


def remember(settings: QSettings, name: str) -> None:
    """The wall is ``light`` or ``dark`` from now on, also the next time the program starts."""
    settings.setValue(_KEY, name)
