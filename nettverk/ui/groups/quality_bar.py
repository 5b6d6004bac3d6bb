"""The line on top of the board: how good the groups are, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from nettverk.services.groups.quality import Quality
from nettverk.ui.common.widgets import FlowLayout, Small, set_tone

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
        self._shown: Quality | None = None
        self._fitting = False
        self._facts: list[tuple[QWidget, QLabel, Small]] = []

    def show_quality(self, quality: Quality | None) -> None:
        """Show how good the groups are now; only words that changed are set anew."""
        facts = quality.facts if quality is not None else ()
        self.setVisible(bool(facts))
        if self._shown is not None and quality is not None and self._shown.facts == quality.facts:
            self._shown = quality
            return
        self._shown = quality
        while len(self._facts) < len(facts):
            self._facts.append(self._fact())
        for (_box, head, note), fact in zip(self._facts, facts, strict=False):
            head.setText(fact.head)
            set_tone(head, "warn" if fact.tone == "warn" else "")
            note.setVisible(bool(fact.note))
        self.setAccessibleName(quality.sentence if quality is not None else "")
        self.setToolTip(quality.sentence if quality is not None else "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: more or fewer facts."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A fact has another size (heavier words, larger text): see again what there is room for."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        if self._fitting:  # to show a fact may resize the bar, which asks again
            return
        self._fitting = True
        self._show_what_fits()
        self._fitting = False

    def _show_what_fits(self) -> None:
        facts = self._shown.facts if self._shown is not None else ()
        margins, gap = self._flow.contentsMargins(), self._flow.spacing()
        room = self.width() - margins.left() - margins.right()
        least = [self._least(number) for number in range(len(facts))]
        shown = list(range(len(facts)))
        for number in sorted(range(1, len(facts)), key=lambda n: (facts[n].key in _LAST_TO_GO, -n)):
            if sum(least[n] + gap for n in shown) - gap <= room:
                break
            if facts[number].tone != "warn":
                shown.remove(number)
        self._say_notes(shown, room - sum(least[n] + gap for n in shown) + gap)
        every = [box for box, _head, _note in self._facts]
        changed = [box for number, box in enumerate(every) if box.isHidden() == (number in shown)]
        for box in changed:
            box.setVisible(box.isHidden())
        if changed:
            self._flow.invalidate()
            self.updateGeometry()

    def _least(self, number: int) -> int:
        """Pixels a fact needs: all of its head, and the start of its note (all of it where it warns)."""
        (_box, head, note), fact = self._facts[number], self._shown.facts[number]  # type: ignore[union-attr]
        metrics = note.fontMetrics()
        whole = metrics.horizontalAdvance(fact.note)
        few = whole if fact.tone == "warn" else min(whole, _LEAST_NOTE * metrics.averageCharWidth())
        return max(head.fontMetrics().horizontalAdvance(fact.head), few) + 2

    def _say_notes(self, shown: Sequence[int], left: int) -> None:
        """Share out the room that is left; what is cut is in the tool tip."""
        for number in shown:
            (_box, _head, note), fact = self._facts[number], self._shown.facts[number]  # type: ignore[union-attr]
            least, metrics = self._least(number), note.fontMetrics()
            more = min(max(0, left), max(0, metrics.horizontalAdvance(fact.note) + 2 - least))
            left -= more
            words = metrics.elidedText(fact.note, Qt.TextElideMode.ElideRight, least + more)
            if note.text() != words:
                note.setText(words)

    def _fact(self) -> tuple[QWidget, QLabel, Small]:
        box = QWidget(self)
        box.hide()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head, note = QLabel(box), Small("", box)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("kind", "strong")
        column.addWidget(head)
        column.addWidget(note)
        column.addStretch(1)
        self._flow.addWidget(box)
        return box, head, note
