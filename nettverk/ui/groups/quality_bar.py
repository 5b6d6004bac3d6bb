"""The line on top of the board: how good the groups are, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nettverk.domain.groups import Tone
from nettverk.services.groups.quality import Fact, Quality
from nettverk.ui.common.basics import Label
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.widgets import FlowLayout, Small, set_tone
from nettverk.ui.groups.fitting import Refitter, give_way

_LAST_TO_GO = frozenset({"units", "new", "written"})
_LEAST_NOTE = 22
"""Letters of a note that are always seen."""


class QualityBar(QFrame):
    """Facts side by side, the most telling first; one sentence for screen readers.

    Where there is not room for all in one row, good news gives way; it is in the tool tip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._flow = FlowLayout(self, gap=28, line_gap=8)
        self._flow.setContentsMargins(16, 9, 16, 9)
        self._shown: tuple[Fact, ...] | None = None
        self._boxes: list[_FactBox] = []
        self._refitter = Refitter(self, self._fit)

    def show_quality(self, quality: Quality | None) -> None:
        """Show how good the groups are now; only words that changed are set anew."""
        facts = quality.facts if quality is not None else ()
        self.setVisible(bool(facts))
        if quality is not None and self._shown == facts:
            return
        self._shown = facts
        # Boxes are kept and filled anew: making labels at every move is what one would feel.
        while len(self._boxes) < len(facts):
            self._boxes.append(_FactBox(self))
            self._flow.addWidget(self._boxes[-1])
        for box, fact in zip(self._boxes, facts, strict=False):
            box.show_fact(fact)
        self.setAccessibleName(quality.sentence if quality is not None else "")
        set_tip(self, quality.sentence if quality is not None else "")
        self._refitter.refit()

    def visible_heads(self) -> tuple[str, ...]:
        """The heads of the facts there is room for."""
        return tuple(box.head.text() for box in self._boxes if not box.isHidden())

    def _fit(self) -> None:
        facts, gap, margins = self._shown or (), self._flow.spacing(), self._flow.contentsMargins()
        room = self.width() - margins.left() - margins.right() + gap
        widths = {number: self._boxes[number].least_width() + gap for number in range(len(facts))}
        # The first fact says it all and stays; of the others those at the end go first, warnings never.
        order = sorted(range(1, len(facts)), key=lambda number: (facts[number].key in _LAST_TO_GO, -number))
        hideable = [(number, 0) for number in order if facts[number].tone is not Tone.WARN]
        hidden = give_way(widths, hideable, room)
        if hidden is None:
            hidden = {number for number, _width in hideable}
        shown = [number for number in range(len(facts)) if number not in hidden]
        self._share_out(shown, room - sum(widths[number] for number in shown))
        changed = [box for number, box in enumerate(self._boxes) if box.isHidden() == (number in shown)]
        for box in changed:
            box.setVisible(box.isHidden())
        # The flow has counted with the boxes that were shown before.
        if changed:
            self._flow.invalidate()
            self.updateGeometry()

    def _share_out(self, shown: Sequence[int], spare: int) -> None:
        """Let notes have the room that is left, the first ones first; what is cut is in the tool tip."""
        for number in shown:
            more = min(max(0, spare), self._boxes[number].missing_width())
            spare -= more
            self._boxes[number].cut_note(more)


class _FactBox(QWidget):
    """A fact: its head, and below it a note that may be cut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._note = ""
        self._warns = False
        self.head, self._label = Label(parent=self), Small("", self)
        self.head.setProperty("kind", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._label)
        column.addStretch(1)

    def show_fact(self, fact: Fact) -> None:
        """Show a fact; its note is set when it is known how much room there is for it."""
        self._note, self._warns = fact.note, fact.tone is Tone.WARN
        self.head.setText(fact.head)
        set_tone(self.head, "warn" if self._warns else "")
        self._label.setVisible(bool(fact.note))

    def least_width(self) -> int:
        """Pixels it needs: all of its head, and the start of its note (all of it where it warns)."""
        metrics = self._label.fontMetrics()
        whole = metrics.horizontalAdvance(self._note)
        note = whole if self._warns else min(whole, _LEAST_NOTE * metrics.averageCharWidth())
        return max(self.head.fontMetrics().horizontalAdvance(self.head.text()), note) + 2

    def missing_width(self) -> int:
        """Pixels beyond ``least_width`` with which the whole note is seen."""
        return max(0, self._label.fontMetrics().horizontalAdvance(self._note) + 2 - self.least_width())

    def cut_note(self, more: int) -> None:
        """Show as much of the note as ``least_width`` and some more pixels have room for."""
        metrics = self._label.fontMetrics()
        words = metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, self.least_width() + more)
        if self._label.text() != words:
            self._label.setText(words)
            self._label.setAccessibleName(self._note)  # read whole, though it is cut for the eye
