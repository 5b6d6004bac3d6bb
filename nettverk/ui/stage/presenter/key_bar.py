"""The bar at the bottom: what is done most, each button with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nettverk.domain.rundown.commands import AdjustClock, AnyStageCommand, StageCommand, registry
from nettverk.domain.rundown.state import Phase, Rundown
from nettverk.i18n import _
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import FlatButton
from nettverk.ui.stage.presenter.key_button import KeyButton

_MINUTE_LESS, _MINUTE_MORE = AdjustClock(-1), AdjustClock(1)
# The clock's buttons at the left, the room's at the right, and the air between them where None stands.
ORDER: tuple[AnyStageCommand | None, ...] = (
    StageCommand.START_PAUSE, _MINUTE_LESS, _MINUTE_MORE, StageCommand.TALK_TIMER, None,
    StageCommand.BLACK, StageCommand.GROUPS, StageCommand.MESSAGE, StageCommand.CHECK_IN,
    StageCommand.BACK, StageCommand.NEXT,
)  # fmt: skip
# What is least in a hurry is first to show its key alone.
_CAN_WAIT: tuple[AnyStageCommand, ...] = (
    StageCommand.BACK, StageCommand.CHECK_IN, StageCommand.MESSAGE, StageCommand.GROUPS, StageCommand.BLACK,
    StageCommand.TALK_TIMER, _MINUTE_MORE, _MINUTE_LESS,
)  # fmt: skip


class KeyBar(QFrame):
    """Steady places: a button is as wide as the longest it comes to say.

    Signals:
        commanded: a AnyStageCommand.
    """

    commanded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self._line = QHBoxLayout(self)
        self.buttons: dict[AnyStageCommand, KeyButton] = {}
        infos = {info.command: info for info in registry() if info.button}
        for command in ORDER:
            if command is None:
                self._line.addStretch(1)
                continue
            info, first = infos[command], command is StageCommand.START_PAUSE
            button = KeyButton(info.button, info.caps[0], self, strong=first, bar=first, others=info.other_labels)
            button.clicked.connect(self._asker(command))
            self.buttons[command] = button
            self._line.addWidget(button)
        more = FlatButton("", "keyboard", self, tip=_("Alle hurtigtaster (?)"))
        more.clicked.connect(self._asker(StageCommand.KEY_LIST))
        self._line.addWidget(more)

    def _asker(self, command: AnyStageCommand) -> Callable[[bool], None]:
        """A slot of its own for each button, so that it keeps its own command."""

        def ask(_checked: bool = False) -> None:
            self.commanded.emit(command)

        return ask

    def show_day(self, rundown: Rundown) -> None:
        """What each button would do now, and what is in force."""
        words = {
            Phase.WAITING: _("Start"), Phase.RUNNING: _("Pause"), Phase.PAUSED: _("Fortsett"), Phase.DONE: _("Gjenåpne")
        }  # fmt: skip
        last = rundown.following is None and rundown.live
        done = rundown.phase == Phase.DONE
        buttons = self.buttons
        buttons[StageCommand.START_PAUSE].say(words[rundown.phase])
        buttons[StageCommand.TALK_TIMER].say(_("Stopp") if rundown.timer else _("2 min"), on=rundown.timer is not None)
        buttons[StageCommand.BLACK].say(_("Svart"), on=rundown.showing.black)
        buttons[StageCommand.MESSAGE].say(_("Melding"), on=bool(rundown.showing.message))
        buttons[StageCommand.NEXT].say(_("Avslutt") if last else _("Neste"))
        for command in (_MINUTE_LESS, _MINUTE_MORE, StageCommand.NEXT):
            buttons[command].setEnabled(not done)
        buttons[StageCommand.BACK].setEnabled(rundown.index > 0 or done)

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
            button.show()
        for command in _CAN_WAIT:
            if spare >= 0:
                break
            spare += buttons[command].width_as(what) - buttons[command].width_as("key")
            buttons[command].show_as("key")
        # Half a small screen with large text: each of these has a key, and the list of keys says which.
        for command in _CAN_WAIT:
            if spare >= 0:
                break
            spare += buttons[command].width_as("key") + gap
            buttons[command].hide()
