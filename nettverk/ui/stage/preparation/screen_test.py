"""The morning of the day: a test picture on the wall's screen, and for a moment a large number on every screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.ui.common.theme import Theme, in_force
from nettverk.ui.stage.displays.screens import Screen, real
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import TextBlock, block, face_font, fitted, metrics, width_of

NUMBERS_MS = 4000
_QUIET = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus


class TestPicture(QWidget):
    """Fills a screen with what shows whether the wall can be read: the edge, the smallest text and the colours.

    Signals:
        left: it is gone, by a click, a key or otherwise.
    """

    __test__ = False  # for pytest, which goes by the name
    left = Signal()

    def __init__(self, screen: Screen, theme: Theme, *, alone: bool) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint if alone else _QUIET)
        self.screen_, self._theme, self._alone = screen, theme, alone
        self.setWindowTitle(_("Nettverk: prøvebilde"))
        self.setAccessibleName(_("Prøvebilde"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not alone)

    def put_up(self) -> None:
        """Cover the screen with the picture; nothing happens where the screen has gone."""
        target = real(self.screen_)
        if target is None:
            return
        self.setScreen(target)
        self.setGeometry(self.screen_.place)
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setVisible(True)
        if self._alone:
            self.activateWindow()
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key takes it away: whoever stands at the screen need not know which."""
        event.accept()
        self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a touch takes it away as well."""
        event.accept()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is gone, however it was closed."""
        super().closeEvent(event)
        self.left.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture at the size the screen really has."""
        painter = QPainter(self)
        self.draw(Canvas(painter, self.width(), self.height(), self._theme))
        painter.end()

    def draw(self, c: Canvas) -> None:
        """Draw the picture on any canvas, also on one that is not on a screen."""
        c.fill()
        thick = max(2.0, round(c.h / 270))
        c.painter.setPen(QPen(c.colour("accent"), thick))
        c.painter.setBrush(Qt.BrushStyle.NoBrush)
        c.painter.drawRect(c.whole().adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))
        title = fitted(_("Kan alle lese dette?"), c.inner, c.h * 0.3, c.h * 0.13, c.body, "bold")
        y = c.put(title, c.left, c.h * 0.14) + c.h * 0.05
        y = c.put(block(_("Så stor er løpende tekst på lerretet."), c.inner, c.body), c.left, y) + c.h * 0.02
        smallest = _("Dette er den minste skrifta. Gå til bakerste rad og se om du kan lese den.")
        y = c.put(block(smallest, c.inner, c.small), c.left, y) + c.h * 0.06
        side = c.h * 0.06
        for number in (1, 2, 3, 4):
            c.shape(number, c.left + (number - 1) * side * 1.7, y, side)
        edge = block(_("Ser du hele ramma rundt kanten?"), c.inner, c.small)
        which = block(self.screen_.label, c.inner, c.small)
        c.put(edge, c.left, c.h * 0.925 - edge.height, "mute")
        c.put(which, c.left, c.h * 0.925 - edge.height - which.height, "mute")


class NumberSign(QWidget):
    """A screen's number, name and what it is for, large in its middle."""

    def __init__(self, number: int, screen: Screen, purpose: str) -> None:
        super().__init__(None, _QUIET | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool)
        self._words = (str(number), screen.label, purpose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(_("Skjerm {number}").format(number=number))
        self.setAccessibleName(" ".join(self._words))
        target = real(screen)
        if target is not None:
            self.setScreen(target)
        wide, high = round(screen.width * 0.46), round(screen.height * 0.46)
        self.setGeometry(screen.x + (screen.width - wide) // 2, screen.y + (screen.height - high) // 2, wide, high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes the sign away before its time."""
        event.accept()
        self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number, the screen's name and what it is for, one under the other."""
        look = in_force()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(self.rect(), look.colour("card"))
        painter.setPen(QPen(look.colour("accent"), max(3, self.height() // 90)))
        painter.drawRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        c = Canvas(painter, self.width(), self.height(), look)
        number, name, purpose = self._words
        room = self.width() * 0.9
        parts = (
            (fitted(number, room, c.h * 0.5, c.h * 0.46, c.h * 0.2, "bold", leading=1.1), "accent"),
            (fitted(name, room, c.h * 0.2, c.h * 0.085, c.h * 0.04, "semibold"), "ink"),
            (fitted(purpose, room, c.h * 0.15, c.h * 0.075, c.h * 0.04), "mute"),
        )
        y = (c.h - sum(line.height for line, _token in parts)) / 2
        for line, token in parts:
            painter.setPen(look.colour(token))
            y = self._put(painter, c, line, y)
        painter.end()

    def _put(self, painter: QPainter, c: Canvas, words: TextBlock, y: float) -> float:
        # Canvas.put would take the wall's colours, and this sign wears those of the program.
        painter.setFont(face_font(words.px, words.weight))
        ascent, descent, _cap = metrics(words.weight)
        lead = (words.line_height - (ascent + descent) * words.px) / 2
        for line in words.lines:
            x = (c.w - width_of(line, words.px, words.weight)) / 2
            painter.drawText(round(x), round(y + lead + ascent * words.px), line)
            y += words.line_height
        return y


class ScreenTest(QObject):
    """Shows the test picture or the numbers, never both, and takes them down again.

    Signals:
        trying: whether the test picture is up.
    """

    trying = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.numbers: list[NumberSign] = []
        self.picture: TestPicture | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NUMBERS_MS)
        self._timer.timeout.connect(self._take_numbers)

    def show_numbers(self, screens: tuple[Screen, ...], wall: Screen | None, control: Screen) -> None:
        """Show each screen's number, as in the list of screens, for some seconds."""
        self.clear()
        for number, screen in enumerate(screens, 1):
            purpose = _("Lerretet kommer her") if screen == wall else _("Du er her") if screen == control else ""
            sign = NumberSign(number, screen, purpose)
            sign.show()
            self.numbers.append(sign)
        self._timer.start()

    def try_wall(self, screen: Screen, theme: Theme, *, alone: bool) -> None:
        """Show the test picture; ``alone`` means that it covers the only screen, where any key takes it away."""
        self.clear()
        picture = TestPicture(screen, theme, alone=alone)
        picture.left.connect(self.clear)
        self.picture = picture
        picture.put_up()
        self.trying.emit(True)

    def clear(self) -> None:
        """Take the test picture and the numbers down."""
        self._take_numbers()
        picture, self.picture = self.picture, None
        if picture is not None:
            picture.hide()
            picture.deleteLater()
            self.trying.emit(False)

    def _take_numbers(self) -> None:
        self._timer.stop()
        signs, self.numbers = self.numbers, []
        for sign in signs:
            sign.hide()
            sign.deleteLater()
