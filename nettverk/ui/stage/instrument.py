"""The middle of the presenter: now, remaining, used, the clock, and one suggestion at a time; all at steady places."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.theme import in_force, type_of
from nettverk.ui.common.widgets import Card, Heading, Mark, Note, PrimaryButton, QuietButton, Small, row, set_tone


class Dial(QWidget):
    """Large tabular figures with a word under; its width does not follow the figures.

    Args:
        px: size of the figures at 100 %.
        widest: the longest figures it must hold.
    """

    def __init__(self, px: int, widest: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px, self._widest = px, widest
        self._text, self._word, self._tone = "", "", ""
        self._part = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_figures(self, text: str, word: str, tone: str = "") -> None:
        """Other figures; drawn again only if they are."""
        if (text, word, tone) != (self._text, self._word, self._tone):
            wider = len(text) != len(self._text) or len(word) != len(self._word)
            self._text, self._word, self._tone = text, word, tone
            self.setAccessibleName(f"{text} {word}")
            if wider:
                self.updateGeometry()
            self.update()

    @property
    def text(self) -> str:
        """The figures."""
        return self._text

    @property
    def word(self) -> str:
        """What they mean."""
        return self._word

    def shrink(self, part: float) -> None:
        """Smaller figures where the window is narrow; 1 is full size."""
        if abs(part - self._part) > 0.01:
            self._part = part
            self.updateGeometry()
            self.update()

    def width_at(self, part: float) -> int:
        """How wide it is with figures of that part of full size; the word gives a little too, but stays legible."""
        figures = QFontMetricsF(type_of(self._px * max(1.0, in_force().scale) * part))
        word = QFontMetricsF(in_force().font(0)).horizontalAdvance(self._word)
        wide = max(figures.horizontalAdvance(self._widest), figures.horizontalAdvance(self._text))
        return round(max(wide, word * (1.0 if part > 0.7 else 0.8))) + 4

    def _size(self) -> float:
        return self._px * max(1.0, in_force().scale) * self._part

    def sizeHint(self) -> QSize:
        """Room for the widest figures."""
        words = QFontMetricsF(in_force().font(0))
        return QSize(self.width_at(self._part), round(self._size() * 1.12 + words.height() * 1.1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figures and word."""
        painter = QPainter(self)
        theme = in_force()
        painter.setFont(type_of(self._size()))
        painter.setPen(theme.colour(self._tone or "ink"))
        high = self._size() * 1.12
        painter.drawText(
            QRectF(0, 0, self.width(), high), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._text
        )
        font = theme.font(0)
        word = QFontMetricsF(font).horizontalAdvance(self._word)
        if word > self.width() - 2:
            font.setPixelSize(max(1, int(font.pixelSize() * (self.width() - 2) / word)))
        painter.setFont(font)
        painter.setPen(theme.colour(self._tone or "mute"))
        below = QRectF(1, high, self.width(), self.height() - high)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._word)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        super().changeEvent(event)


class Suggestion(Card):
    """One thing that may be worth doing now, with its key; when it is opened, Enter accepts and Esc leaves.

    Signals:
        opened: show what it would do.
        accepted: do it.
        left: let it be.
    """

    opened = Signal()
    accepted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("", 0, self)
        self.text = Note("", self)
        self.open_button = PrimaryButton(_("Hent inn tid") + "   H", parent=self)
        self.accept_button = PrimaryButton(_("Godta") + "   ↵", parent=self)
        self.leave_button = QuietButton(_("La være") + "   Esc", parent=self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.text)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.open_button, self.accept_button, self.leave_button):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(12)
        line.addLayout(words, 1)
        line.addLayout(buttons)
        self.body.addLayout(line)
        self.open_button.clicked.connect(self.opened)
        self.accept_button.clicked.connect(self.accepted)
        self.leave_button.clicked.connect(self.left)
        keep = self.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.setSizePolicy(keep)
        self.offer("", "", can=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons go under the words where it is narrow."""
        super().resizeEvent(event)
        wide = self.width() >= 460 * max(1.0, in_force().scale)
        wanted = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if wanted != self._line.direction():
            self._line.setDirection(wanted)
            self.updateGeometry()

    def offer(self, title: str, text: str, *, can: bool, open_: bool = False) -> None:
        """Say it; ``can`` is whether there is anything to accept, ``open_`` whether Enter would."""
        self.setVisible(bool(title))
        if title != self.title.text():
            self.title.setText(title)
        if text != self.text.text():
            self.text.setText(text)
        self.open_button.setVisible(can and not open_)
        self.accept_button.setVisible(can and open_)
        self.leave_button.setVisible(open_)


class Instrument(QWidget):
    """Now, in large figures at steady places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._number, self._whole = 0, ""
        self.mark = Mark(0, self, size=16)
        self.part = Heading("", 0, self)
        self.title = Heading("", 3, self, wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.left_dial = Dial(84, "00.00", self)
        self.used_dial = Dial(44, "00.00", self)
        self.clock_dial = Dial(44, "00.00", self)
        self.small = Small("", self)
        self.state = QLabel("", self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.suggestion = Suggestion(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self.mark, self.part, None))
        column.addWidget(self.title)
        column.addSpacing(4)
        dials = self._dials = QHBoxLayout()
        dials.setSpacing(40)
        for dial in (self.left_dial, self.used_dial, self.clock_dial):
            dials.addWidget(dial, 0, Qt.AlignmentFlag.AlignBottom)
        dials.addStretch(1)
        column.addLayout(dials)
        column.addWidget(self.small)
        column.addSpacing(6)
        column.addWidget(self.suggestion)
        self._fix_title()

    def _fix_title(self) -> None:
        """Room for two lines whatever the words, so that the figures never move; in a low window what there is."""
        two = round(in_force().px(3) * 1.36 * 2) + 4
        low = self.window().height() < 700 * max(1.0, in_force().scale)
        self.title.setMaximumHeight(two)
        self.title.setMinimumHeight(two // 2 if low else two)
        keep = self.suggestion.sizePolicy()
        self.small.setVisible(not low or bool(self.small.text()))
        # With large text in a low window every line counts; the list says how late we are, the button what to do.
        self.suggestion.title.setVisible(not low or in_force().scale < 1.5)
        if keep.retainSizeWhenHidden() == low:
            keep.setRetainSizeWhenHidden(not low)
            self.suggestion.setSizePolicy(keep)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The figures keep to the room there is."""
        super().resizeEvent(event)
        self._fit_dials()
        if event.size().width() != event.oldSize().width():
            self._set_title()
        self._fix_title()

    def _fit_dials(self) -> None:
        dials = (self.left_dial, self.used_dial, self.clock_dial)
        self._dials.setSpacing(40 if self.width() > 480 else 20)
        room = self.width() - 2 * self._dials.spacing()
        sizes = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.45)
        part = next((part for part in sizes if sum(dial.width_at(part) for dial in dials) <= room), sizes[-1])
        for dial in dials:
            dial.shrink(part)

    def event(self, event: QEvent) -> bool:
        """Longer figures or words: all of them are fitted anew."""
        if event.type() == QEvent.Type.LayoutRequest and hasattr(self, "suggestion"):
            self._fit_dials()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size."""
        if event.type() == QEvent.Type.FontChange and hasattr(self, "title"):
            self._fix_title()
        super().changeEvent(event)

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
        if title != self._whole:
            self._whole = title
            self._set_title()

    def _set_title(self) -> None:
        """As large as it can be in its place; what does not fit at the smallest ends in … and is whole in the tip."""
        theme, room = in_force(), self.title.maximumHeight()
        step, text = 3, self._whole
        while step > 0 and _high(text, theme.font(step, "bold"), self.title.width()) > room:
            step -= 1
        while len(text) > 20 and _high(text, theme.font(step, "bold"), self.title.width()) > room:
            text = text[:-8].rstrip(" …") + " …"
        self.title.setToolTip(self._whole if text != self._whole else "")
        if self.title.property("step") != str(step):
            self.title.setProperty("step", str(step))
            self.title.style().unpolish(self.title)
            self.title.style().polish(self.title)
        self.title.setText(text)

    def show_small(self, text: str) -> None:
        """The clocks beside the part's own."""
        if text != self.small.text():
            self.small.setText(text)
            self._fix_title()
            set_tone(self.small, "accent" if text else "")


def _high(text: str, font: QFont, wide: int) -> int:
    """How high a wrapped text becomes."""
    flags = int(Qt.TextFlag.TextWordWrap)
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(50, wide), 10_000), flags, text).height()
