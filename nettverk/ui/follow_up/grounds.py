"""Why a commitment was made, what carries it and how one will see it: below the card's own fields, when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nettverk.domain.follow_up import Driver, Grounds, Heard, Together, driver_name, heard_name, together_name
from nettverk.domain.goals import Goal
from nettverk.i18n import _
from nettverk.ui.common.basics import PushButton
from nettverk.ui.common.flow import FlowLayout
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.widgets import Small, column
from nettverk.ui.common.writing import Writing

Ticked = TypeVar("Ticked", bound=StrEnum)


class Ticks(QWidget):
    """Some words that can each be on or off, with what is asked above them.

    Signals:
        changed: the user turned one on or off.
    """

    changed = Signal()

    def __init__(self, question: str, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(question)
        self.buttons: dict[str, QPushButton] = {}
        inner = QWidget(self)
        flow = FlowLayout(inner, gap=6, line_gap=6)
        for key, word in words.items():
            button = PushButton(word, inner)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleDescription(question)
            button.setMinimumWidth(button.sizeHint().width() + 10)  # room for the bold of what is chosen
            button.clicked.connect(self.changed)
            flow.addWidget(button)
            self.buttons[key] = button
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(Small(question, self, strong=True, wrap=True))
        box.addWidget(inner)

    def show_ticked(self, keys: Sequence[str]) -> None:
        """Turn these on and the others off; nobody is told."""
        for key, button in self.buttons.items():
            button.setChecked(key in keys)

    def ticked(self) -> tuple[str, ...]:
        """Those that are on, in order."""
        return tuple(key for key, button in self.buttons.items() if button.isChecked())


class GroundsFields(QWidget):
    """Fields for the grounds of one commitment.

    Signals:
        typed: something changed.
        left: a field was left.
    """

    typed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._goal = ""
        self.goals = ComboBox(self)
        self.goals.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.goals.activated.connect(self._ticked)
        self._asked_goal = Small(_("Hvilket mål hører det til?"), self, strong=True)
        set_caption(self._asked_goal, self.goals)
        self.goals.setAccessibleName(self._asked_goal.text())
        self.why = self._line(_("Hvorfor er det viktig hos dere?"))
        self.sign = self._line(_("Hva vil dere se når det virker?"))
        self.sign_before = self._line(_("Hvordan er det nå?"))
        self.drivers = Ticks(_("Hva skal bære det?"), _words(Driver, driver_name), self)
        self.together = Ticks(_("Hvem jobber vi sammen med samtidig?"), _words(Together, together_name), self)
        self.heard = Ticks(_("Når blir barn og unge hørt?"), _words(Heard, heard_name), self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(10)
        box.addLayout(column(self._asked_goal, self.goals, gap=2))
        for label, field in (
            (_("Hvorfor"), self.why),
            (_("Tegn på at det virker"), self.sign),
            (_("Slik er det før vi starter"), self.sign_before),
        ):
            caption = Small(label, self, strong=True)
            set_caption(caption, field)
            field.setAccessibleName(label)
            box.addLayout(column(caption, field, gap=2))
        for ticks in self._ticks():
            box.addWidget(ticks)
            ticks.changed.connect(self._ticked)
        self.offer_goals(())

    def _line(self, asked: str) -> Writing:
        field = Writing(1, self, one_line=True)
        field.setPlaceholderText(asked)
        field.typed.connect(self.typed)
        field.left.connect(self.left)
        field.done.connect(self.focusNextChild)
        return field

    def _ticks(self) -> tuple[Ticks, Ticks, Ticks]:
        return self.drivers, self.together, self.heard

    def _ticked(self) -> None:
        self.typed.emit()
        self.left.emit()  # a tick is said at once; nobody types on in it

    def offer_goals(self, goals: Sequence[Goal]) -> None:
        """Let the promise be linked to one of these; nothing is asked where there are none."""
        chosen = self._linked()
        self.goals.clear()
        self.goals.addItem(_("Ikke noe av målene"), "")
        for goal in goals:
            self.goals.addItem(goal.text, goal.id)
        for widget in (self._asked_goal, self.goals):
            widget.setVisible(bool(goals))
        self._choose(chosen)

    def _choose(self, goal_id: str) -> None:
        self._goal = goal_id
        self.goals.setCurrentIndex(max(0, self.goals.findData(goal_id)))

    def fill(self, grounds: Grounds) -> None:
        """Show what is stored; only fields that differ are touched."""
        self._choose(grounds.goal)
        self.why.fill(grounds.why)
        self.sign.fill(grounds.sign)
        self.sign_before.fill(grounds.sign_before)
        self.drivers.show_ticked(grounds.drivers)
        self.together.show_ticked(grounds.together)
        self.heard.show_ticked(grounds.heard)

    def content(self) -> Grounds:
        """The fields as they read now."""
        return Grounds(
            self.why.text(),
            tuple(map(Driver, self.drivers.ticked())),
            tuple(map(Together, self.together.ticked())),
            tuple(map(Heard, self.heard.ticked())),
            self.sign.text(),
            self.sign_before.text(),
            self._linked(),
        )

    def _linked(self) -> str:
        """The goal that is chosen; one that rests by now is not offered, and stays until another is chosen."""
        chosen = str(self.goals.currentData() or "")
        return chosen if chosen or self.goals.findData(self._goal) >= 0 else self._goal

    def begin(self) -> None:
        """Put the cursor in the first field."""
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(ticks: type[Ticked], name: Callable[[Ticked], str]) -> dict[str, str]:
    return {tick.value: name(tick) for tick in ticks}
