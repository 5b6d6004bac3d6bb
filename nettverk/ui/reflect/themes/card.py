"""One theme as a card: its number and name, how widely it was said, and what was said."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QSizePolicy, QWidget

from nettverk.domain.themes import NAME_LENGTH, Point, Theme
from nettverk.i18n import _, _n, quoted
from nettverk.ui.common.theme import in_force
from nettverk.ui.reflect.themes.dragged import carried, keys_in
from nettverk.ui.reflect.themes.point_list import elided_lines

_SHOWN = 3
_PAD = 12


def card_height(lines: int, dot: int) -> int:
    """Pixels of a card with so many points on it; ``dot`` is the side of a table's dot."""
    theme = in_force()
    body, small = QFontMetrics(theme.font(0)), QFontMetrics(theme.font(-1))
    return _PAD * 2 + 2 * body.lineSpacing() + 2 * small.lineSpacing() + dot + 22 + lines * small.lineSpacing()


def least_height() -> int:
    """Pixels of a card with a few points on it."""
    return card_height(_SHOWN + 1, in_force().icon_px(10))


def whole_height(points: int) -> int:
    """Pixels of a card that shows so many points, each on a line."""
    return card_height(points, in_force().icon_px(10))


class ThemeCard(QFrame):
    """A theme one can open, name and put points in.

    Signals:
        opened: it was clicked, or Enter was pressed on it.
        renamed: another name was typed.
        dropped: keys of points that were put down on it.
        pressed_key: a key that may mean something, as for the list of points.
    """

    opened = Signal()
    renamed = Signal(str)
    dropped = Signal(list)
    pressed_key = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.theme = Theme("", "")
        self.number, self.words, self.dots = 0, "", ()  # type: int, str, tuple[bool, ...]
        self.points: tuple[Point, ...] = ()
        self.is_open = self.is_near = self._over = False
        self._tall = 0
        self._spots: list[tuple[QRect, str]] = []
        self._grip: tuple[QPoint, str] | None = None
        self.line = QLineEdit(self)
        self.line.setMaxLength(NAME_LENGTH)
        self.line.setAccessibleName(_("Hva temaet heter"))
        self.line.hide()
        self.line.editingFinished.connect(self._named)

    def show_theme(
        self, theme: Theme, number: int, points: tuple[Point, ...], words: str, dots: tuple[bool, ...]
    ) -> None:
        """Show a theme as it is; ``number`` is its key, and ``words`` how widely it was said."""
        self.theme, self.number, self.points, self.words, self.dots = theme, number, points, words, dots
        count = _n("{n} punkt", "{n} punkter", len(points))
        wall = _("på lerretet") if theme.on_wall else ""
        self.setAccessibleName(". ".join(word for word in (f"{number} {theme.name}", words, count, wall) if word))
        self.updateGeometry()
        self.update()

    def mark(self, *, is_open: bool, is_near: bool) -> None:
        """Whether its points are those at hand, and whether the point at hand is like it."""
        if (is_open, is_near) != (self.is_open, self.is_near):
            self.is_open, self.is_near = is_open, is_near
            self.setAccessibleDescription(_("åpent") if is_open else _("ligner på punktet") if is_near else "")
            self.update()

    # --- size ---

    def give_room(self, tall: int) -> None:
        """Stand so many pixels tall, but never less than the name and a few points need."""
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(220 * in_force().growth), max(self._tall, card_height(_SHOWN + 1, self._dot())))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, card_height(_SHOWN + 1, self._dot()))

    def _dot(self) -> int:
        """Side of a table's dot, in pixels; smaller where there are many."""
        side = in_force().icon_px(10)
        room = max(60, self.width() - 2 * _PAD)
        return max(3, min(side, room // max(1, len(self.dots)) - 3))

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it; what is told by colour is told by an edge too."""
        theme = in_force()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("selection" if self.is_open else "panel"))
        painter.drawRoundedRect(area, 8, 8)
        edge = self._edge()
        if edge is not None:
            painter.setPen(edge)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 8, 8)
        self._paint_words(painter)
        painter.end()

    def _edge(self) -> QPen | None:
        theme = in_force()
        if self._over or self.hasFocus():
            return QPen(theme.colour("focus"), 2.5)
        if self.is_near:
            return QPen(theme.colour("ok"), 2, Qt.PenStyle.DashLine)
        return QPen(theme.colour("accent"), 1.5) if self.is_open else None

    def _paint_words(self, painter: QPainter) -> None:
        theme = in_force()
        body, small = QFontMetrics(theme.font(0, "bold")), QFontMetrics(theme.font(-1))
        left, right, y = _PAD, self.width() - _PAD, _PAD
        key = str(self.number) if self.number <= 9 else ""
        wide = small.horizontalAdvance("8") + 10 if key else 0
        if key:
            box = QRectF(left, y + 1, wide, body.lineSpacing() - 2)
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(theme.colour("card"))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.colour("mute"))
            painter.setFont(theme.font(-1))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        from_left = left + wide + (8 if key else 0)
        y = self._lines(painter, self.theme.name, theme.font(0, "bold"), "ink", from_left, right, y, 2)
        y = self._lines(painter, self.words or _("Ingen punkter ennå"), theme.font(-1), "mute", left, right, y + 4, 2)
        y = self._paint_dots(painter, left, y + 6) if any(self.dots) else y
        self._spots = []
        y += 8
        for place, point in enumerate(self.points):
            if y + small.lineSpacing() * (1 if place == len(self.points) - 1 else 2) > self.height() - _PAD + 2:
                painter.setPen(theme.colour("mute"))
                painter.setFont(theme.font(-1))
                more = _n("og {n} til", "og {n} til", len(self.points) - place)
                painter.drawText(QPointF(left, y + small.ascent()), more)
                break
            text = f"– {quoted(point.text)}" if point.mark.quote else f"– {point.text}"
            self._spots.append((QRect(left, y, right - left, small.lineSpacing()), point.key))
            y = self._lines(painter, text, theme.font(-1), "ink", left, right, y, 1)

    def _lines(
        self, painter: QPainter, text: str, font: QFont, token: str, left: int, right: int, y: int, most: int
    ) -> int:
        painter.setFont(font)
        painter.setPen(in_force().colour(token))
        metrics = painter.fontMetrics()
        for line in elided_lines(text, painter.font(), right - left, most):
            painter.drawText(QPointF(left, y + metrics.ascent()), line)
            y += metrics.lineSpacing()
        return y

    def _paint_dots(self, painter: QPainter, left: int, y: int) -> int:
        """A dot for each table in order: filled where it said so."""
        theme, side = in_force(), self._dot()
        step = side + max(2, side // 2)
        for place, said in enumerate(self.dots):
            if left + place * step + side > self.width() - _PAD:
                break
            painter.setPen(QPen(theme.colour("ok" if said else "edge"), 1.3))
            painter.setBrush(theme.colour("ok") if said else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + place * step + 0.5, y + 0.5, side - 1, side - 1))
        return y + side

    # --- the name ---

    def rename(self) -> None:
        """Type another name where the name stands; Esc leaves it."""
        height = self.line.sizeHint().height()
        self.line.setGeometry(8, 6, self.width() - 16, height)
        self.line.setText(self.theme.name)
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _named(self) -> None:
        if self.line.isHidden():
            return
        self.line.hide()
        name = self.line.text().strip()
        if name and name != self.theme.name:
            self.renamed.emit(name)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keys and mouse ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.line.isVisible():
            self.line.setText(self.theme.name)
            self._named()
            return
        if self.line.isVisible():
            return
        event.ignore()
        self.pressed_key.emit(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        spot = next((key for box, key in self._spots if box.contains(place)), "")
        self._grip = (place, spot) if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take a point out by the mouse."""
        if self._grip is None or not self._grip[1]:
            return
        if (event.position().toPoint() - self._grip[0]).manhattanLength() >= QApplication.startDragDistance():
            drag = QDrag(self)
            data: QMimeData = carried([self._grip[1]])
            self._grip = None
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and self.rect().contains(event.position().toPoint()):
            self.opened.emit()
        self._grip = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.rename()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if keys_in(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(keys_in(event.mimeData()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()


class NewCard(QFrame):
    """Where a theme begins: points are put down here, or it is clicked.

    Signals:
        asked: a new theme is wanted of what is chosen.
        dropped: keys of points that were put down on it.
    """

    asked = Signal()
    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Nytt tema"))
        self._over = False
        self._tall = 0

    def give_room(self, tall: int) -> None:
        """Stand as tall as the others."""
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(round(220 * in_force().growth), max(self._tall, least_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = in_force()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self._over or self.hasFocus()
        painter.setPen(QPen(theme.colour("focus" if strong else "edge"), 2 if strong else 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font(0, "semibold"))
        metrics = painter.fontMetrics()
        middle = self.height() // 2
        line = QRect(0, middle - metrics.lineSpacing(), self.width(), metrics.lineSpacing())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, _("Nytt tema (N)"))
        painter.setPen(theme.colour("mute"))
        painter.setFont(theme.font(-1))
        y = middle + 4
        for text in elided_lines(
            _("Dra punkter hit, eller velg dem og trykk N."), theme.font(-1), self.width() - 24, 2
        ):
            line = QRect(0, y, self.width(), painter.fontMetrics().lineSpacing())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
            y += painter.fontMetrics().lineSpacing()
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_N}:
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if keys_in(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(keys_in(event.mimeData()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
