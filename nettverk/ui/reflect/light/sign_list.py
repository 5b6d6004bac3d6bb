"""Signs in a list: the words, and beside them how the answers lie, by shape and figure as well as hue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nettverk.domain.sheets.definition import Level
from nettverk.ui.common import shapes
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.sheet_entry.choices import LEVEL_TOKENS
from nettverk.ui.common.theme import in_force

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SignLine:
    """One row of the list.

    Attributes:
        note: quiet, under the words; ``tone`` a colour for it.
        figures: one for each level, as it is to be read; empty draws no levels.
    """

    id: str
    label: str
    note: str = ""
    figures: tuple[str, ...] = ()
    tone: str = "mute"


class SignList(QListWidget):
    """The rows.

    Signals:
        picked: id of the sign the user chose.
    """

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: tuple[Level, ...] = ()
        self._longest = ""
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Rows(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.currentItemChanged.connect(lambda now, _before: self._tell(now))

    def show_lines(self, levels: Sequence[Level], lines: Sequence[SignLine], current: str = "") -> None:
        """Show these rows; what was chosen stays chosen."""
        self._levels = tuple(levels)
        self._longest = max((figure for line in lines for figure in line.figures), key=len, default="")
        keep = current or self.current()
        with QSignalBlocker(self):
            if [self._line(at).id for at in range(self.count())] != [line.id for line in lines]:
                self.clear()
                for line in lines:
                    item = QListWidgetItem(self)
                    item.setData(_LINE, line)
            for at, line in enumerate(lines):
                item = self.item(at)
                item.setData(_LINE, line)
                words = [line.label, line.note]
                words += [f"{level.label} {said}" for level, said in zip(self._levels, line.figures, strict=False)]
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(word for word in words if word))
                set_tip(item, line.label)
                if line.id == keep:
                    self.setCurrentRow(at)
        self.doItemsLayout()

    def current(self) -> str:
        """Id of the row one is at; empty for none."""
        row = self.currentRow()
        return self._line(row).id if row >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose here; what a key means otherwise, the page knows."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
                           Qt.Key.Key_PageDown}:  # fmt: skip
            super().keyPressEvent(event)
        else:
            event.ignore()

    def figures_width(self) -> float:
        """How wide the levels' marks and figures are together, in pixels."""
        theme = in_force()
        each = QFontMetricsF(theme.font(0, "bold")).horizontalAdvance(self._longest) + theme.px(0) * 2.6
        return each * max(1, len(self._levels))

    def line_id(self, at: int) -> str:
        """Id of the row at a place."""
        return self._line(at).id

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels that the figures are of."""
        return self._levels

    def _line(self, at: int) -> SignLine:
        line: SignLine = self.item(at).data(_LINE)
        return line

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(_LINE).id)


class _Rows(QStyledItemDelegate):
    def __init__(self, owner: SignList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: SignLine = index.data(_LINE)
        theme = in_force()
        width = self._owner.viewport().width()
        label = self._label_height(line, width)
        note = QFontMetricsF(theme.font(-1)).lineSpacing() if line.note else 0
        beside = 0.0 if self._below(width) or not line.figures else theme.px(0) * 2.2
        below = theme.px(0) * 1.9 if self._below(width) and line.figures else 0.0
        return QSize(0, round(max(label + note, beside) + below + 18))

    def _below(self, width: int) -> bool:
        """Whether the figures stand under the words, where both do not go on one line."""
        return width - self._figures_width() < in_force().px(0) * 15

    def _figures_width(self) -> float:
        return self._owner.figures_width()

    def _label_height(self, line: SignLine, width: int) -> float:
        room = width - 20 - (0 if self._below(width) or not line.figures else self._figures_width())
        metrics = QFontMetricsF(in_force().font(0, "semibold"))
        box = metrics.boundingRect(QRectF(0, 0, max(60, room), 10_000), Qt.TextFlag.TextWordWrap, line.label)
        return box.height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: SignLine = index.data(_LINE)
        theme = in_force()
        rect = QRectF(option.rect)
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        width = self._owner.viewport().width()
        below = self._below(width)
        room = width - 20 - (0 if below or not line.figures else self._figures_width())
        tall = self._label_height(line, width)
        painter.setFont(theme.font(0, "semibold"))
        painter.setPen(theme.colour("ink"))
        top = rect.top() + 9
        painter.drawText(QRectF(10, top, max(60.0, room), tall + 2), Qt.TextFlag.TextWordWrap, line.label)
        top += tall
        if line.note:
            painter.setFont(theme.font(-1))
            painter.setPen(theme.colour(line.tone))
            high = QFontMetricsF(theme.font(-1)).lineSpacing()
            painter.drawText(QRectF(10, top, width - 20, high), Qt.TextFlag.TextSingleLine, line.note)
            top += high
        if line.figures:
            box = QRectF(10, top, width - 20, rect.bottom() - top) if below else QRectF(
                width - 10 - self._figures_width(), rect.top(), self._figures_width(), rect.height()
            )  # fmt: skip
            self._figures(painter, line, box)
        painter.restore()

    def _figures(self, painter: QPainter, line: SignLine, box: QRectF) -> None:
        theme = in_force()
        each = self._figures_width() / max(1, len(self._owner.levels))
        side = theme.px(0) * 0.9
        painter.setFont(theme.font(0, "bold"))
        for place, (level, figure) in enumerate(zip(self._owner.levels, line.figures, strict=False)):
            hue = theme.colour(LEVEL_TOKENS[place % len(LEVEL_TOKENS)])
            quiet = figure in {"0", "–", ""}
            x = box.left() + place * each
            mark = QRectF(x, box.center().y() - side / 2, side, side)
            shapes.paint(painter, mark, level.mark.value, theme.colour("mute") if quiet else hue, filled=not quiet)
            painter.setPen(theme.colour("mute") if quiet else theme.colour("ink"))
            words = QRectF(x + side * 1.35, box.top(), each - side * 1.35, box.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, figure)
