"""A thin line in the main window while a gathering is run: which part, how much is left, and the way to the stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.on_stage import OnStage
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import KeyCap, LinkButton, Mark, Small, set_tone

if TYPE_CHECKING:
    from nettverk.ui.common.workspace import Workspace


class StageStrip(QFrame):
    """Says where the day is, for whoever writes in another room on the same machine.

    Signals:
        wanted: the stage is to come forward.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self.mark = Mark(0, self, size=13)
        self.part = Elided("", self)
        self.part.setProperty("kind", "strong")
        self.part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.figures, self.word = Small("", self, strong=True), Small("", self)
        self.go = LinkButton(_("Til gjennomføring"), parent=self)
        set_tip(self.go, _("Vinduet med klokke, notater og lerret. Klikkeren virker også herfra."))
        self.go.clicked.connect(self.wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 20, 4)
        line.setSpacing(10)
        for widget in (self.mark, self.part, self.figures, self.word):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.go)
        line.addWidget(KeyCap("F5", self))
        self._told: OnStage | None = None
        self.hide()

    def show_stage(self, told: OnStage | None) -> None:
        """What the stage tells now; None is that none is open."""
        if told == self._told:
            return
        before, self._told = self._told, told
        self.setVisible(told is not None)
        if told is None:
            return
        if before is None or (before.part, before.number) != (told.part, told.number):
            self.part.setText(told.part)
            self.mark.setVisible(told.number > 0)
            self.mark.show_part(told.number)
            self.setAccessibleName(_("Gjennomføres nå: {part}").format(part=told.part))
        if len(self.figures.text()) != len(told.figures):
            # A clock that counts down keeps its width: the line is not laid out each second.
            self.figures.setMinimumWidth(self.figures.fontMetrics().horizontalAdvance("0" * len(told.figures)))
        self.figures.setText(told.figures)
        if self.word.text() != told.word:
            self.word.setText(told.word)
        set_tone(self.figures, told.tone)


def strip_of(workspace: Workspace, parent: QWidget) -> StageStrip:
    """The line of a window, kept true by the stage."""
    strip = StageStrip(parent)
    strip.show_stage(workspace.on_stage)
    workspace.stage_told.connect(strip.show_stage)
    strip.wanted.connect(workspace.stage_wanted)
    return strip
