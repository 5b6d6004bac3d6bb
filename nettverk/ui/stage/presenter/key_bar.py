"""The bar at the bottom: what is done most, each button with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nettverk.domain.rundown.state import Rundown
from nettverk.i18n import _
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton
from nettverk.ui.stage.presenter.key_button import KeyButton

# What is least in a hurry is first to show its key alone.
_CAN_WAIT = ("back", "check_in", "message", "groups", "black", "timer", "plus", "minus")


class KeyBar(QFrame):
    """Steady places: a button is as wide as the longest it comes to say.

    Signals:
        asked: a deed (see deeds.py).
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self._line = QHBoxLayout(self)
        self.buttons: dict[str, KeyButton] = {}
        others = {
            "start_pause": (_("Pause"), _("Fortsett"), _("Gjenåpne")), "timer": (_("Stopp"),), "next": (_("Avslutt"),)
        }  # fmt: skip
        texts: Sequence[tuple[str, str, str] | None] = (
            ("start_pause", _("Start"), _("Mellomrom")), ("minus", _("−1 min"), "−"), ("plus", _("+1 min"), "+"),
            ("timer", _("2 min"), "K"), None, ("black", _("Svart"), "B"), ("groups", _("Grupper"), "G"),
            ("message", _("Melding"), "M"), ("check_in", _("Innsjekk"), "I"), ("back", _("Tilbake"), "←"),
            ("next", _("Neste"), "→"),
        )  # fmt: skip
        for text in texts:
            if text is None:
                self._line.addStretch(1)
                continue
            key, words, cap = text
            first = key == "start_pause"
            button = KeyButton(words, cap, self, strong=first, bar=first, others=others.get(key, ()))
            button.clicked.connect(self._asker(key))
            self.buttons[key] = button
            self._line.addWidget(button)
        more = FlatButton("", "keyboard", self, tip=_("Alle taster (?)"))
        more.clicked.connect(self._asker("keys"))
        self._line.addWidget(more)

    def _asker(self, key: str) -> object:
        def ask(_checked: bool = False) -> None:
            self.asked.emit(key)

        return ask

    def show_day(self, rundown: Rundown) -> None:
        """What each button would do now, and what is in force."""
        words = {"waiting": _("Start"), "running": _("Pause"), "paused": _("Fortsett"), "done": _("Gjenåpne")}
        last = rundown.following is None and rundown.phase in {"running", "paused"}
        self.buttons["start_pause"].say(words[rundown.phase])
        self.buttons["timer"].say(_("Stopp") if rundown.timer else _("2 min"), on=rundown.timer is not None)
        self.buttons["black"].say(_("Svart"), on=rundown.showing.black)
        self.buttons["message"].say(_("Melding"), on=bool(rundown.showing.message))
        self.buttons["next"].say(_("Avslutt") if last else _("Neste"))
        for key in ("minus", "plus", "next"):
            self.buttons[key].setEnabled(rundown.phase != "done")
        self.buttons["back"].setEnabled(rundown.index > 0 or rundown.phase == "done")

    def fit(self, wide: int) -> None:
        """Words and key on every button; keys go under their words, and then alone, where it is narrow."""
        buttons = self.buttons
        room = wide - round(72 + 20 * in_force().growth)
        for what, gap in (("both", 10), ("stacked", 10), ("snug", 6)):
            spare = room - gap * len(buttons) - sum(button.width_as(what) for button in buttons.values())
            if spare >= 0:
                break
        self._line.setSpacing(gap)
        margin = 14 if what == "both" else 9
        self._line.setContentsMargins(24, margin, 24, margin)
        for button in buttons.values():
            button.show_as(what)
        for key in _CAN_WAIT:
            if spare >= 0:
                break
            spare += buttons[key].width_as(what) - buttons[key].width_as("key")
            buttons[key].show_as("key")
