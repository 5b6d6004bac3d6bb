"""The bar at the bottom: what a theme can become, each with its key, and the keys of the points."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nettverk.domain.themes import Theme
from nettverk.i18n import _
from nettverk.ui.common.keys import native
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlowLayout, Heading, KeyCap, LinkButton, Small, row


class ThemeStep(Enum):
    """What is done to a theme as a whole."""

    QUESTION = auto()
    SIGN = auto()
    PROMISE = auto()
    NEED = auto()
    GOAL = auto()
    WALL = auto()
    PAPER = auto()
    RENAME = auto()
    MERGE = auto()
    REMOVE = auto()


_KEYS = {
    Qt.Key.Key_S: ThemeStep.QUESTION, Qt.Key.Key_K: ThemeStep.SIGN, Qt.Key.Key_V: ThemeStep.PROMISE,
    Qt.Key.Key_L: ThemeStep.WALL, Qt.Key.Key_P: ThemeStep.PAPER, Qt.Key.Key_F2: ThemeStep.RENAME,
    Qt.Key.Key_M: ThemeStep.MERGE, Qt.Key.Key_B: ThemeStep.NEED, Qt.Key.Key_G: ThemeStep.GOAL,
}  # fmt: skip


def _steps() -> tuple[tuple[ThemeStep, str, str], ...]:
    return (
        (ThemeStep.QUESTION, _("Spørsmål neste gang"), "S"),
        (ThemeStep.SIGN, _("Tegn"), "K"),
        (ThemeStep.PROMISE, _("Tiltak"), "V"),
        (ThemeStep.NEED, _("Behov"), "B"),
        (ThemeStep.GOAL, _("Mål"), "G"),
        (ThemeStep.WALL, _("På lerretet"), "L"),
        (ThemeStep.PAPER, _("Papir"), "P"),
        (ThemeStep.RENAME, _("Gi nytt navn"), "F2"),
        (ThemeStep.MERGE, _("Slå sammen"), "M"),
        (ThemeStep.REMOVE, _("Fjern"), ""),
    )


class ThemeBar(QFrame):
    """What can be done with the theme that is open; with none the keys that gather points.

    Signals:
        chosen: a ``ThemeStep`` for the theme that is open.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self.title = Heading("", 0, wrap=True)
        self.buttons: dict[ThemeStep, LinkButton] = {}
        self._become, self._keys = QWidget(), QWidget()
        flow = FlowLayout(self._become, gap=4, line_gap=2)
        for step, words, key in _steps():
            button = LinkButton(words)
            button.clicked.connect(lambda _on=False, step=step: self.chosen.emit(step))
            self.buttons[step] = button
            cell = QWidget()
            cell.setLayout(row(button, *([KeyCap(native(key))] if key else []), 8, gap=2))
            flow.addWidget(cell)
        hints = FlowLayout(self._keys, gap=6, line_gap=2)
        for key, words in (
            ("Up", _("velg punkt")), ("Shift+Down", _("flere")), ("1–9", _("legg i tema")), ("N", _("nytt tema")),
            ("Q", _("sitat")), ("R", _("rolle")), ("T", _("merkelapp")), ("Tab", _("til temaene")),
            ("Ctrl+Z", _("angre")),
        ):  # fmt: skip
            cell = QWidget()
            cell.setLayout(row(KeyCap("↑ ↓" if key == "Up" else native(key)), Small(words), 8, gap=4))
            hints.addWidget(cell)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(4)
        box.addWidget(self.title)
        box.addWidget(self._become)
        box.addWidget(self._keys)
        self.show_theme(None)

    def show_theme(self, theme: Theme | None) -> None:
        """What stands here for the theme that is open, or for none."""
        self.title.setVisible(theme is not None)
        self._become.setVisible(theme is not None)
        if theme is not None:
            self.title.setText(_("«{theme}» kan bli").format(theme=theme.name))
            wall = self.buttons[ThemeStep.WALL]
            wall.setText(_("Ta av lerretet") if theme.on_wall else _("På lerretet"))

    def fit(self, room: QWidget) -> None:
        """The keys go where there is no room for them: the points need it more."""
        self._keys.setVisible(room.height() > 460 * in_force().growth)

    def pressed(self, event: QKeyEvent, theme: Theme | None, act: Callable[[ThemeStep], None]) -> bool:
        """Do what a key means for a theme; whether it means anything."""
        step = next((step for key, step in _KEYS.items() if key == event.key()), None)
        if step is None or theme is None:
            return False
        act(step)
        return True
