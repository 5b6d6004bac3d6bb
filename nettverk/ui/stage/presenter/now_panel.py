"""The middle of the presenter: now, remaining, used, the clock, and one suggestion at a time; all at steady places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.top_line import Elided
from nettverk.ui.common.widgets import Card, Heading, LinkButton, Mark, Note, PrimaryButton, QuietButton, row
from nettverk.ui.stage.presenter.clocks import Reading, about, longest_words
from nettverk.ui.stage.presenter.dial import Dial, RemainingBar

_SCALES = (1.7, 1.55, 1.4, 1.28, 1.17, 1.08, 1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.45)
"""Scales of the figures, from a large screen to large text on a small one."""
_LEAST_WORD = 0.79
"""How small a word may become, as a share of body text, before it takes a second line instead."""


class Suggestion(Card):
    """One thing that may be worth doing now, with its key; when it is opened, Enter accepts and Esc leaves.

    Signals:
        opened: show what it would do.
        accepted: do it.
        dismissed: let it be.
        turned: it was opened, or closed again.
    """

    opened = Signal()
    accepted = Signal()
    dismissed = Signal()
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._brief = self._open = self._away = self.is_open = False
        self._title = ""
        self.title = Heading("", 0, self, wrap=True)
        self.text = Note("", self)
        self.open_button = PrimaryButton(_("Hent inn tid") + "   H", parent=self)
        self.accept_button = PrimaryButton(_("Godta") + "   ↵", parent=self)
        self.leave_button = QuietButton(_("La være") + "   Esc", parent=self)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.body.addLayout(row(self.title, self.open_button, self.accept_button, self.leave_button, gap=12))
        self.body.addWidget(self.text)
        self.open_button.clicked.connect(self.opened)
        self.accept_button.clicked.connect(self.accepted)
        self.leave_button.clicked.connect(self.dismissed)
        keep = self.sizePolicy()
        # The suggestion keeps its room also when there is none, so that nothing moves when it comes.
        keep.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keep)
        self.offer("", "", can=False)

    def offer(self, title: str, text: str, *, can: bool, open_: bool = False) -> None:
        """Say what could be done; ``can`` is whether there is anything to accept, ``open_`` whether Enter would."""
        self._title = title
        self._show()
        if title != self.title.text():
            self.title.setText(title)
        if text != self.text.text():
            self.text.setText(text)
        self.open_button.setVisible(can and not open_)
        self.accept_button.setVisible(can and open_)
        self.leave_button.setVisible(open_)
        self._open = open_ or not can
        self._fit()
        if open_ != self.is_open:
            self.is_open = open_
            self.turned.emit()

    def give_way(self, away: bool) -> None:
        """What one writes has the room in a low window."""
        self._away = away
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._title) and (self._open or not self._away))

    def be_brief(self, brief: bool) -> None:
        """One line until it is opened, for large text on a small screen; then what it would do, and no heading."""
        if brief != self._brief:
            self._brief = brief
            margin = 8 if brief else 16
            self.body.setContentsMargins(16, margin, margin, margin)
            self.text.setProperty("kind", "small" if brief else "note")
            self.text.style().unpolish(self.text)
            self.text.style().polish(self.text)
            self._fit()

    def _fit(self) -> None:
        self.title.setVisible(not (self._brief and self._open))
        self.text.setVisible(not self._brief or self._open)


class NowPanel(QWidget):
    """Now, in large figures at steady places: what everyone waits for, the part or the time used, the clock.

    Signals:
        step_asked: the next step of the way of working, as S does.
    """

    step_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._number, self._whole_title, self._writing = 0, "", False
        self._small = False
        self.part_reading = Reading("", "")  # the part's own clock, wherever it stands
        self.mark = Mark(0, self, size=16)
        self.part = Elided("", self)
        self.part.setProperty("kind", "strong")
        self.title = Heading("", 3, self, wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.left_dial = Dial(84, "00.00", self)
        self.second_dial = Dial(44, "00.00", self)
        self.clock_dial = Dial(44, "00.00", self)
        self.remaining_bar = RemainingBar(self)
        self.about = Elided("", self)
        self.step_button = LinkButton("", parent=self)
        self.step_button.clicked.connect(self.step_asked)
        self.step_button.hide()
        self._step = ""
        self._about = QWidget(self)
        self._about.setLayout(row(self.about, None, self.step_button))
        self.suggestion = Suggestion(self)
        self.suggestion.turned.connect(self._fix_title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head = QWidget(self)
        self._head.setLayout(row(self.mark, self.part))
        column.addWidget(self._head)
        column.addWidget(self.title)
        column.addSpacing(8)
        dials = self._dials = QHBoxLayout()
        for dial in (self.left_dial, self.second_dial, self.clock_dial):
            dials.addWidget(dial, 0, Qt.AlignmentFlag.AlignBottom)
        dials.addStretch(1)
        column.addLayout(dials)
        column.addWidget(self.remaining_bar)
        column.addWidget(self._about)
        column.addSpacing(6)
        column.addWidget(self.suggestion)
        self._fix_title()

    def give_way(self, small: bool) -> None:
        """Notes come first: clocks keep their order and their words, and take as little room as in a low window."""
        if small != self._small:
            self._small = small
            self._fix_title()
            self._fit_dials()
            self._set_title()

    def _fix_title(self) -> None:
        """Room for two lines whatever the words, so that the figures never move; in a low window what there is."""
        room = self.window().height() / in_force().growth
        low, tight = room < 700 or self._small, room < 480 or self._small
        two_lines = round(in_force().px(1 if tight else 2 if low else 3) * 1.36 * 2) + 4
        self.title.setMaximumHeight(two_lines)
        self.title.setMinimumHeight(round(in_force().px(2 if tight else 3) * 1.36) + 4 if low else two_lines)
        # With large text on a small screen every line counts; the list says which part it is.
        self._head.setVisible(not tight)
        self.suggestion.be_brief(tight)
        # Where notes come first and there is hardly room for them, only what is opened by a key comes before them.
        self._about.setVisible(not (room < 480 and (self._small or self.suggestion.is_open)))
        self.make_room(self._writing)
        keep = self.suggestion.sizePolicy()
        if keep.retainSizeWhenHidden() == low:
            keep.setRetainSizeWhenHidden(not low)
            self.suggestion.setSizePolicy(keep)

    def make_room(self, wanted: bool) -> None:
        """Something is being written below: in a low window the suggestion waits."""
        self._writing = wanted
        room = self.window().height() / in_force().growth
        self.suggestion.give_way((wanted and room < 700) or (self._small and room < 480))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The figures keep to the room there is."""
        super().resizeEvent(event)
        self._fit_dials()
        self._fit_step()
        if event.size().width() != event.oldSize().width():
            self._set_title()
        self._fix_title()

    def _fit_dials(self) -> None:
        """As large as the room is, and never by what they show: nothing moves when another clock starts."""
        dials = (self.left_dial, self.second_dial, self.clock_dial)
        growth = in_force().growth
        spacing = 40 if self.width() > 480 * growth else 20
        self._dials.setSpacing(spacing)
        room = self.width() - 2 * spacing
        most = 0.76 if self._small else max(1.0, self.window().height() / (620 * growth))
        scales = [scale for scale in _SCALES if scale <= most]
        scale = next((s for s in scales if sum(dial.width_at(s) for dial in dials) <= room), scales[-1])
        words = QFontMetricsF(in_force().font(0))
        tight = any(
            words.horizontalAdvance(word) * _LEAST_WORD > dial.width_at(scale)
            for word, dial in zip(longest_words(), dials, strict=False)
        )
        for dial in dials:
            dial.scale_figures(scale, 2 if tight else 1)

    def changeEvent(self, event: QEvent) -> None:
        """Fit figures and title when the text has another size."""
        if event.type() == QEvent.Type.FontChange:
            self._fix_title()
            self._fit_dials()
        super().changeEvent(event)

    def show_clocks(self, clocks: tuple[Reading, ...], second: Reading, room: Reading) -> None:
        """The clocks that run, the one everyone waits for first; what stands beside it, and the clock in the room."""
        first = clocks[0]
        self.part_reading = clocks[-1]
        for dial, reading in ((self.left_dial, first), (self.second_dial, second), (self.clock_dial, room)):
            dial.show_figures(reading.figures, reading.word, reading.tone)
        self.remaining_bar.show_share(first.share, first.tone or "ink")
        words = about(clocks)
        if words != self.about.text():
            self.about.setText(words)
            set_tip(self.about, words)
        kind = "strong" if len(clocks) > 1 else "note"
        if kind != self.about.property("kind"):
            self.about.setProperty("kind", kind)
            self.about.style().unpolish(self.about)
            self.about.style().polish(self.about)
        self._fit_step()  # its words and their weight are known

    def show_step(self, action: str) -> None:
        """What S would do now; empty takes the button away."""
        if action != self._step:
            self._step = action
            self.step_button.setAccessibleName(action)
            self._fit_step()

    def _fit_step(self) -> None:
        """The key alone where the words would take the line from whose time it is, and nothing where that would too."""
        words = f"{self._step}   S"
        metrics = QFontMetrics(self.step_button.font())
        room = self.width() - self.about.sizeHint().width() - 24
        short = metrics.horizontalAdvance(words) > room
        self.step_button.setVisible(bool(self._step) and metrics.horizontalAdvance("S") <= room)
        if (text := "S" if short else words) != self.step_button.text():
            self.step_button.setText(text)
            set_tip(self.step_button, self._step if short else "")

    def show_part(self, number: int, part: str, title: str) -> None:
        """Which part, and what stands in it."""
        self.mark.setVisible(number > 0)
        if number != self._number:
            self._number = number
            self.mark.show_part(number)
        if part != self.part.text():
            self.part.setText(part)
        hue = f"color: {in_force().part(number).name()}" if number else ""
        if hue != self.part.styleSheet():
            self.part.setStyleSheet(hue)
        if title != self._whole_title:
            self._whole_title = title
            self._set_title()

    def _set_title(self) -> None:
        """As large as it can be in its place; what does not fit at the smallest ends in … and is whole in the tip."""
        theme, room = in_force(), self.title.maximumHeight()
        step, text = 3, self._whole_title
        while step > 0 and _wrapped_height(text, theme.font(step, "bold"), self.title.width()) > room:
            step -= 1
        # A few letters at a time: measuring wrapped text is slow, and nobody counts letters in a title.
        while len(text) > 20 and _wrapped_height(text, theme.font(step, "bold"), self.title.width()) > room:
            text = text[:-8].rstrip(" …") + " …"
        set_tip(self.title, self._whole_title if text != self._whole_title else "")
        if self.title.property("step") != str(step):
            self.title.setProperty("step", str(step))
            self.title.style().unpolish(self.title)
            self.title.style().polish(self.title)
        self.title.setText(text)


def _wrapped_height(text: str, font: QFont, width: int) -> int:
    """Pixels of a text that is wrapped in so many pixels of width."""
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(50, width), 10_000), flags, text).height()
