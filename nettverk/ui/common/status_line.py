"""The calm line at the bottom: what was stored, what happened, how far long work has come. Never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from nettverk.domain.changes import Changes
from nettverk.i18n import _
from nettverk.ui.common.announce import announce
from nettverk.ui.common.lane import Lane, Work
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import FlatButton, LinkButton, Small, set_tone

READ_MS = 8000
READ_WITH_ACTION_MS = 20000
SLOW_MS = 400


class StatusLine(QFrame):
    """Words to the left, with one thing to do about them; progress and «Lagret» to the right."""

    def __init__(self, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bottom")
        self._lane = lane
        self._works: list[Work] = []
        self._action: Callable[[], object] | None = None
        self._just_said = self._held = False
        self.words = Elided("", self)
        self.words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.words.setProperty("kind", "status")
        self.action = LinkButton("", parent=self)
        self.action.clicked.connect(self._act)
        self.close_button = FlatButton("", "x", self, tip=_("Lukk meldingen"))
        self.work_words = Small("", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName(_("Framdrift"))
        self.stop = LinkButton(_("Avbryt"), parent=self)
        self.stop.clicked.connect(self._cancel)
        self.stored = Small("", self)
        self.close_button.clicked.connect(self.clear)
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 0, 16, 0)
        line.setSpacing(8)
        line.addWidget(self.words)
        line.addWidget(self.action)
        line.addWidget(self.close_button)
        line.addStretch(1)
        for widget in (self.work_words, self.bar, self.stop):
            line.addWidget(widget)
            widget.hide()
        line.addSpacing(8)
        line.addWidget(self.stored)
        self.clear_timer, self._slow = self._timer(self.clear), self._timer(self._saving)
        self._fit()
        self.clear()
        lane.changed.connect(self._stored)
        lane.undoable.connect(self._stepped)
        lane.busy.connect(self._busy)
        lane.working.connect(self._begun)

    def _timer(self, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer

    def _fit(self) -> None:
        self.setMinimumHeight(max(36, self.fontMetrics().height() + 16))

    # --- words ---

    def say(self, text: str, action_text: str = "", action: Callable[[], object] | None = None) -> None:
        """Say something, with at most one thing to do about it; it goes away by itself. Nothing: be quiet."""
        if not text:
            self.clear()
            return
        self.words.setText(text)
        set_tip(self.words, text)
        self.words.show()
        # What is said here is often said just before the step it is about is told of (see _stepped); that step is not
        # the next one, which takes the offer away.
        self._action, self._just_said = action, True
        QTimer.singleShot(0, self, self._settle)
        self.action.setText(action_text)
        self.action.setVisible(bool(action_text) and action is not None)
        self.close_button.show()
        self.clear_timer.start(READ_WITH_ACTION_MS if self.action.isVisibleTo(self) else READ_MS)
        announce(self, text)

    def clear(self) -> None:
        """Take away what was said and what was offered."""
        self.clear_timer.stop()
        self._action = None
        for widget in (self.words, self.action, self.close_button):
            widget.hide()

    def _settle(self) -> None:
        self._just_said = False

    def _stepped(self, _state: object) -> None:
        """What is offered was about the step before this one: «Angre» would take back something else now."""
        if self._action is not None and not self._just_said:
            self.clear()

    def _act(self) -> None:
        action = self._action
        self.clear()
        if action is not None:
            action()

    # --- stored ---

    def typing(self, waits: bool) -> None:
        """Something is typed that is not stored yet; or now it is."""
        self._slow.stop()
        if not self._held:
            self.stored.setText(_("Lagrer …") if waits else _("Lagret"))

    def hold(self, held: bool) -> None:
        """Something could not be stored, and lies in a rescue file; or now all is stored."""
        if held != self._held:
            self._held = held
            self.stored.setText(_("Ikke lagret, men lagt til side") if held else _("Lagret"))
            set_tone(self.stored, "warn" if held else "")

    def _stored(self, changes: Changes) -> None:
        if changes.tables and not self._held:
            self._slow.stop()
            self.stored.setText(_("Lagret"))

    def _busy(self, busy: bool) -> None:
        # Most work is done long before anyone would read that it goes on, so it is only said when it takes a while.
        if busy:
            self._slow.start(SLOW_MS)
        else:
            self._slow.stop()
            if self.stored.text() == _("Arbeider …"):
                self.stored.setText("")

    def _saving(self) -> None:
        if not self._works and not self._held:
            self.stored.setText(_("Arbeider …"))

    # --- long work ---

    def _begun(self, work: Work) -> None:
        self._works.append(work)
        work.told.connect(self._told)
        work.ended.connect(self._ended)
        self._show_work(work.label, -1.0)

    def _told(self, done: float, text: str) -> None:
        # Several long jobs may go on at once; the newest is the one that is shown.
        work = self.sender()
        if isinstance(work, Work) and self._works and work is self._works[-1]:
            self._show_work(f"{work.label}: {text}" if text else work.label, done)

    def _show_work(self, text: str, done: float) -> None:
        self.work_words.setText(text)
        self.bar.setRange(0, 0 if done < 0 else 1000)
        if done >= 0:
            self.bar.setValue(round(done * 1000))
        for widget in (self.work_words, self.bar, self.stop):
            widget.show()

    def _ended(self) -> None:
        work = self.sender()
        self._works = [mine for mine in self._works if mine is not work]
        if self._works:
            self._show_work(self._works[-1].label, -1.0)
        else:
            for widget in (self.work_words, self.bar, self.stop):
                widget.hide()

    def _cancel(self) -> None:
        if self._works:
            self._works[-1].cancel()
            self.work_words.setText(_("Avbryter …"))
