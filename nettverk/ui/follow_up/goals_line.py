"""The goals of the unit on show, and those of its network, in a few lines: what the promises below are for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nettverk.domain.goals import Goal, active
from nettverk.i18n import _, _c
from nettverk.ui.common.widgets import LinkButton, Note, Small, row


class GoalsLine(QWidget):
    """At most three lines for each; the button goes to where they are set and changed.

    Signals:
        wanted: the goals are to be seen and changed.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self.lines: list[Note] = []
        self.caption = Small(_c("flere", "Mål"), self, strong=True)
        self.button = LinkButton("", "target", self)
        self.button.clicked.connect(self.wanted)
        top = row(self.caption, self.button, None)
        top.setAlignment(self.button, Qt.AlignmentFlag.AlignVCenter)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addLayout(top)
        self.show_goals((), ())

    def show_goals(self, of_unit: Sequence[Goal], of_network: Sequence[Goal]) -> None:
        """Show the active ones, the unit's own first."""
        words = tuple(goal.text for goal in active(of_unit))
        words += tuple(_("Nettverket: {goal}").format(goal=goal.text) for goal in active(of_network))
        self.button.setText(_("Endre målene") if words else _("Sett et mål"))
        if words == self._shown:
            return
        self._shown = words
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [Note(word, self) for word in words]
        for line in self.lines:
            self._box.addWidget(line)
