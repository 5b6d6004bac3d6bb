"""Møtt før: a picture of which units have met which, and how new today's meetings are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from nettverk.i18n import _, _n
from nettverk.services.group_board import Board
from nettverk.services.group_history import UnitMeetings, between_units
from nettverk.services.group_quality import quality
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.widgets import Heading, Note, QuietButton, Segmented, Small, column, row
from nettverk.ui.groups.hues import service_colour


class _Matrix(QWidget):
    """Unit × unit: the darker a square, the larger the share of pairs that have met; a ring where they meet today."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.meetings: UnitMeetings | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._at: tuple[int, int] | None = None

    def show_meetings(self, meetings: UnitMeetings) -> None:
        self.meetings = meetings
        self.setFixedSize(self._size())
        self.setAccessibleName(
            _("{count} enheter, {share} % av alle par fra ulike enheter har møttes").format(
                count=len(meetings.units), share=round(100 * meetings.share)
            )
        )
        self.update()

    def _cell(self) -> int:
        count = len(self.meetings.units) if self.meetings else 1
        return round(max(14, min(26, 620 // max(1, count))) * self.theme.scale)

    def _label(self) -> int:
        metrics = QFontMetricsF(self.theme.font(-1))
        names = self.meetings.units if self.meetings else ()
        return round(max((metrics.horizontalAdvance(name) for name in names), default=0)) + 34

    def _size(self) -> QSize:
        count = len(self.meetings.units) if self.meetings else 0
        return QSize(self._label() + count * self._cell() + self._label(), self._top() + count * self._cell() + 8)

    def _top(self) -> int:
        """Room for the slanting names, each of which begins one square further down than the one before."""
        metrics, cell = QFontMetricsF(self.theme.font(-1)), self._cell()
        names = self.meetings.units if self.meetings else ()
        return (
            round(max((0.62 * metrics.horizontalAdvance(name) - n * cell for n, name in enumerate(names)), default=0))
            + 18
        )

    def _corner(self) -> QPoint:
        return QPoint(self._label(), self._top())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names at the left and slanting on top, squares between."""
        if self.meetings is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell, corner = self._cell(), self._corner()
        self._names(painter, cell, corner)
        for a in range(len(self.meetings.units)):
            for b in range(a + 1):
                self._square(painter, QRect(corner.x() + b * cell, corner.y() + a * cell, cell, cell), b, a)
        painter.end()

    def _names(self, painter: QPainter, cell: int, corner: QPoint) -> None:
        meetings, theme = self.meetings, self.theme
        if meetings is None:
            return
        painter.setFont(theme.font(-1))
        hot = self._at or (-1, -1)
        for number, name in enumerate(meetings.units):
            y = corner.y() + number * cell
            side = min(12.0, cell * 0.7)
            box = QRectF(corner.x() - 8 - side, y + (cell - side) / 2, side, side)
            colour = service_colour(meetings.shapes[number], theme.tokens["ground"])
            shapes.paint(painter, box, meetings.shapes[number], colour, filled=meetings.shapes[number] == "ring")
            painter.setPen(theme.colour("ink" if number in hot else "mute"))
            place = QRectF(0, y, corner.x() - 14 - side, cell)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            painter.save()
            painter.translate(corner.x() + number * cell + cell * 0.6, corner.y() + number * cell - 4)
            painter.rotate(-38)
            painter.drawText(QPoint(0, 0), name)
            painter.restore()

    def _square(self, painter: QPainter, rect: QRect, a: int, b: int) -> None:
        meetings, theme = self.meetings, self.theme
        if meetings is None:
            return
        possible, met = meetings.possible.get((a, b), 0), meetings.counts.get((a, b), 0)
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(box, 2, 2)
        if possible and met:
            painter.setBrush(theme.colour("accent", 0.2 + 0.8 * min(1.0, met / possible)))
            painter.drawRoundedRect(box, 2, 2)
        if meetings.today.get((a, b), 0) and a != b:
            side = max(4.0, box.width() * 0.34)
            painter.setBrush(theme.colour("warn" if met and met >= possible else "part3"))
            painter.drawEllipse(QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side))
        if self._at == (a, b):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("ink"))
            painter.drawRect(box)

    def event(self, event: QEvent) -> bool:
        """The numbers behind a square."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._words(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _words(self, point: QPoint) -> str:
        if self.meetings is None:
            return ""
        at = point - self._corner()
        b, a = at.x() // self._cell(), at.y() // self._cell()
        if not 0 <= b <= a < len(self.meetings.units):
            return ""
        return pair_words(self.meetings, b, a)


def pair_words(meetings: UnitMeetings, a: int, b: int) -> str:
    """«Lund bhg og PPT: 4 av 12 par har møttes, 2 møtes i dag»."""
    met, possible = meetings.counts.get((a, b), 0), meetings.possible.get((a, b), 0)
    today = meetings.today.get((a, b), 0)
    who = meetings.units[a] if a == b else _("{a} og {b}").format(a=meetings.units[a], b=meetings.units[b])
    words = _("{who}: {met} av {possible} par har møttes").format(who=who, met=met, possible=possible)
    return words + (", " + _n("{n} møtes i dag", "{n} møtes i dag", today) if today else "")


class MetView(QWidget):
    """The picture with its summary; the same numbers as a table for those who read rather than look.

    Signals:
        old_list_wanted: an old group list is to be brought in.
    """

    old_list_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.note = Heading("", 2), Note("")
        self.way = Segmented([("picture", _("Bilde")), ("table", _("Tabell"))], _("Vis som"))
        self.bring = QuietButton(_("Hent gammel gruppeliste …"), "file-spreadsheet")
        self.bring.clicked.connect(self.old_list_wanted)
        self.matrix = _Matrix(theme)
        self.area = QScrollArea()
        self.area.setWidget(self.matrix)
        self.never = QLabel()
        self.never.setTextFormat(Qt.TextFormat.PlainText)
        self.never.setWordWrap(True)
        self._never_head = Small(_("Har aldri sittet sammen"), strong=True)
        self._beside = QWidget()
        self._beside.setLayout(column(self._never_head, self.never, None, gap=6))
        self._beside.setFixedWidth(280)
        self._picture = QWidget()
        picture = row(gap=24)
        picture.addWidget(self.area, 1)
        picture.addWidget(self._beside, 0)
        self._picture.setLayout(picture)
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(_("Hvem har møtt hvem"))
        self.table.hide()
        self.way.chosen.connect(self._other_way)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 0, 24, 12)
        layout.setSpacing(8)
        layout.addLayout(row(self.title, None, self.bring, self.way, gap=12))
        layout.addWidget(self.note)
        layout.addWidget(self._picture, 1)
        layout.addWidget(self.table, 1)

    def set_theme(self, theme: Theme) -> None:
        """Another look."""
        self.matrix.theme = theme
        if self.matrix.meetings is not None:
            self.matrix.show_meetings(self.matrix.meetings)

    def show_board(self, board: Board) -> None:
        """Show whom the people of a board have met, and meet today."""
        meetings = between_units(board.people, board.met, board.at if board.kind == "mixed" else ())
        good = quality(board)
        self.matrix.show_meetings(meetings)
        self._summary(board, meetings, good.new_share, 100 * good.best_new_pairs // good.pairs if good.pairs else 100)
        self._fill(meetings)
        self._name_strangers(meetings)

    def _name_strangers(self, meetings: UnitMeetings) -> None:
        """The pairs of units with most people who have never met, and do not meet today either."""
        pairs = [
            (possible, a, b)
            for (a, b), possible in meetings.possible.items()
            if a != b and not meetings.counts.get((a, b)) and not meetings.today.get((a, b))
        ]
        pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
        lines = [_("{a} og {b}").format(a=meetings.units[a], b=meetings.units[b]) for _size, a, b in pairs[:12]]
        if len(pairs) > 12:
            lines.append(_("og {count} til").format(count=len(pairs) - 12))
        self.never.setText("\n".join(lines))
        self._beside.setVisible(bool(lines))

    def _summary(self, board: Board, meetings: UnitMeetings, share: int, best: int) -> None:
        if not board.sittings:
            self.title.setText(_("Ingen har møttes i grupper før"))
        else:
            self.title.setText(_("{share} % nye møter i dag").format(share=share))
        sittings = _n("{n} gang", "{n} ganger", len(board.sittings))
        met = _("{share} % av alle par fra ulike enheter har sittet sammen, fordelt på {times}.").format(
            share=round(100 * meetings.share), times=sittings
        )
        best_words = _("Best mulig i dag er {best} %.").format(best=best) if board.sittings and board.tables else ""
        legend = _("Jo mørkere rute, jo flere par har møttes. Prikken viser hvem som møtes i dag.")
        self.note.setText(" ".join(part for part in (met, best_words, legend) if part))

    def _fill(self, meetings: UnitMeetings) -> None:
        count = len(meetings.units)
        self.table.setRowCount(count)
        self.table.setColumnCount(count)
        self.table.setHorizontalHeaderLabels(list(meetings.units))
        self.table.setVerticalHeaderLabels(list(meetings.units))
        for a in range(count):
            for b in range(count):
                pair = (min(a, b), max(a, b))
                item = QTableWidgetItem(f"{meetings.counts.get(pair, 0)}/{meetings.possible.get(pair, 0)}")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, pair_words(meetings, *pair))
                item.setToolTip(pair_words(meetings, *pair))
                self.table.setItem(a, b, item)

    def _other_way(self, key: str) -> None:
        self._picture.setVisible(key == "picture")
        self.table.setVisible(key == "table")
