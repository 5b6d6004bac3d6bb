"""The speaker's window, on a screen of its own: the clock, what comes next and the notes, and nothing one can press."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.ui.common.theme import in_force, type_of
from nettverk.ui.stage.presenter.clocks import Reading

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class SpeakerWindow(QWidget):
    """Drawn and not laid out: everything is as large as the window lets it be, and is read from where one speaks.

    Signals:
        key: a key that was pressed here; it is the presenter's.
        closed: somebody closed the window.
    """

    key = Signal(QKeyEvent)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Nettverk: for den som snakker"))
        self.setMinimumSize(360, 240)
        self.resize(960, 600)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName(_("Klokka, det som kommer og notatene"))
        self.clock, self.room = Reading("", ""), Reading("", "")
        self.following = self.notes = ""

    def show_day(self, clock: Reading, room: Reading, following: str, notes: str) -> None:
        """What is left, the time of day, what comes next and what to say."""
        shown = (clock, room, following, notes)
        if shown != (self.clock, self.room, self.following, self.notes):
            self.clock, self.room, self.following, self.notes = shown
            self.setAccessibleDescription(f"{clock.figures} {clock.word}. {_('Neste')}: {following}. {notes}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The clock above, what comes next under it, and the notes in the room that is left."""
        theme, painter = in_force(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), theme.colour("ground"))
        unit = min(self.height(), self.width() * 0.62)
        margin = unit * 0.05
        inner = QRectF(self.rect()).adjusted(margin, margin * 0.6, -margin, -margin)
        figures = self._text(painter, self.clock.figures, inner, unit * 0.26, self.clock.tone or "ink", "semibold")
        beside = QRectF(inner.right() - inner.width() * 0.3, inner.top(), inner.width() * 0.3, figures)
        painter.setFont(type_of(round(unit * 0.075), "regular"))
        painter.setPen(theme.colour("mute"))
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.room.figures)
        y = inner.top() + figures
        word = self.clock.word if not self.clock.about else f"{self.clock.word} · {self.clock.about}"
        y += self._text(painter, word, QRectF(inner.left(), y, inner.width(), unit), unit * 0.05, "mute")
        y += unit * 0.02
        painter.fillRect(QRectF(inner.left(), y, inner.width(), max(1.0, unit / 400)), theme.colour("edge"))
        y += unit * 0.025
        following = _("Neste: {what}").format(what=self.following)
        y += self._text(
            painter, following, QRectF(inner.left(), y, inner.width(), unit), unit * 0.055, "ink", "semibold"
        )
        y += unit * 0.03
        self._notes(painter, QRectF(inner.left(), y, inner.width(), inner.bottom() - y), unit)
        painter.end()

    @staticmethod
    def _text(painter: QPainter, text: str, room: QRectF, pixels: float, token: str, weight: str = "regular") -> float:
        """One line, cut with … where it is too long; returns how high it is."""
        painter.setFont(type_of(max(9, round(pixels)), "semibold" if weight == "semibold" else "regular"))
        painter.setPen(in_force().colour(token))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        line = QRectF(room.left(), room.top(), room.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return float(metrics.height())

    def _notes(self, painter: QPainter, room: QRectF, unit: float) -> None:
        """As large as all of it can be; what is too much even small is cut between two lines."""
        if not self.notes or room.height() < 12:
            return
        for share in (0.075, 0.065, 0.056, 0.048, 0.042, 0.036):
            font = type_of(max(9, round(unit * share)), "regular")
            metrics = QFontMetricsF(font)
            if metrics.boundingRect(QRectF(0, 0, room.width(), 100_000), _WRAP, self.notes).height() <= room.height():
                break
        painter.setFont(font)
        painter.setPen(in_force().colour("ink"))
        whole = metrics.lineSpacing() * max(1, int(room.height() / metrics.lineSpacing()))
        painter.setClipRect(QRectF(room.left(), room.top(), room.width(), whole))
        painter.drawText(QRect(round(room.left()), round(room.top()), round(room.width()), 100_000), _WRAP, self.notes)
        painter.setClipping(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it; every other key is the presenter's."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            self.key.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The day goes on without it."""
        super().closeEvent(event)
        self.closed.emit()
